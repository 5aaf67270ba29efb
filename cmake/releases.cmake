# SPDX-FileCopyrightText: Corr2D Lab contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# The releases, as CHANGELOG.md has them: a heading for each ("## 0.1.0 - 2026-12-24", or "## Unreleased" for the version
# of the project) and the first line below it. The date of one that is not released is that of the sources:
# SOURCE_DATE_EPOCH, else the day of the configuration.
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/CHANGELOG.md)

# lab_each_release(FUNCTION): calls FUNCTION(VERSION DATE TYPE TEXT) with each, the newest first.
function(lab_each_release function)
    file(READ ${PROJECT_SOURCE_DIR}/CHANGELOG.md text)
    while(text MATCHES "\n## ([^\n]+)\n\n([^\n]+)\n")
        set(heading "${CMAKE_MATCH_0}")
        set(title "${CMAKE_MATCH_1}")
        string(REGEX REPLACE "^- " "" line "${CMAKE_MATCH_2}")
        string(FIND "${text}" "${heading}" at)
        string(LENGTH "${heading}" length)
        math(EXPR at "${at} + ${length} - 1")
        string(SUBSTRING "${text}" ${at} -1 text)
        if(title STREQUAL Unreleased)
            string(TIMESTAMP date "%Y-%m-%d" UTC)
            cmake_language(CALL ${function} ${PROJECT_VERSION} ${date} development "${line}")
        elseif(title MATCHES "^\\[?([0-9]+[.][0-9]+[.][0-9]+)[^0-9]+([0-9]+-[0-9]+-[0-9]+)$")
            cmake_language(CALL ${function} ${CMAKE_MATCH_1} ${CMAKE_MATCH_2} stable "${line}")
        else()
            message(FATAL_ERROR "CHANGELOG.md has the heading “${title}”; it must be “Unreleased”, or a version and a "
                                "date as in “0.1.0 - 2026-12-24”.")
        endif()
    endwhile()
endfunction()

# lab_releases_xml(OUT): as AppStream has them.
function(lab_releases_xml out)
    set_property(GLOBAL PROPERTY lab_releases "")
    function(lab_add_release version date type text)
        string(REPLACE "&" "&amp;" text "${text}")
        string(REPLACE "<" "&lt;" text "${text}")
        string(CONCAT release "    <release version=\"${version}\" date=\"${date}\" type=\"${type}\">\n"
                              "      <description><p>${text}</p></description>\n    </release>\n")
        set_property(GLOBAL APPEND_STRING PROPERTY lab_releases "${release}")
    endfunction()
    lab_each_release(lab_add_release)
    get_property(releases GLOBAL PROPERTY lab_releases)
    set(${out} "${releases}" PARENT_SCOPE)
endfunction()

# lab_debian_changelog(OUT NAME REVISION MAINTAINER): as Debian has them; all signed with the date of the sources.
function(lab_debian_changelog out name revision maintainer)
    set_property(GLOBAL PROPERTY lab_releases "")
    function(lab_add_release version date type text)
        string(TIMESTAMP now "%a, %d %b %Y %H:%M:%S +0000" UTC)
        string(CONCAT release "${name} (${version}-${revision}) UNRELEASED; urgency=medium\n\n  * ${text}\n\n"
                              " -- ${maintainer}  ${now}\n\n")
        set_property(GLOBAL APPEND_STRING PROPERTY lab_releases "${release}")
    endfunction()
    lab_each_release(lab_add_release)
    get_property(releases GLOBAL PROPERTY lab_releases)
    set(${out} "${releases}" PARENT_SCOPE)
endfunction()
