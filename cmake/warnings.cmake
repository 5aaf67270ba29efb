# SPDX-FileCopyrightText: Corr2D Lab contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# What every target of the project is compiled with.
function(lab_target target)
    target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR})
    target_compile_features(${target} PUBLIC cxx_std_20)
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual)
    # A product and a sum are rounded one by one everywhere, so that a number is the same on every machine.
    target_compile_options(${target} PRIVATE -ffp-contract=off)
    if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
        target_compile_options(${target} PRIVATE -Wno-restrict) # false alarms in std::string (GCC bug 105329)
    endif()
    if(LAB_WARNINGS_AS_ERRORS AND NOT LAB_SANITIZE) # with them GCC warns of what only their own checks could do
        target_compile_options(${target} PRIVATE -Werror)
    endif()
    if(LAB_SANITIZE)
        # The checks that the sanitizers weave in make GCC take whole objects of the standard library for unset.
        target_compile_options(${target} PUBLIC -fsanitize=${LAB_SANITIZE} -fno-omit-frame-pointer
                                                -Wno-maybe-uninitialized)
        target_link_options(${target} PUBLIC -fsanitize=${LAB_SANITIZE})
    endif()
    lab_harden(${target})
    if(CMAKE_UNITY_BUILD)
        lab_join_rooms(${target})
    endif()
endfunction()

# Joins the sources of a folder, so that what can be joined does not change with what is added elsewhere; within a
# folder a name means one thing. Several hundred lines of headers are compiled once for a folder instead of once a source.
function(lab_join_rooms target)
    get_target_property(sources ${target} SOURCES)
    foreach(source IN LISTS sources)
        get_filename_component(room ${source} DIRECTORY)
        set_source_files_properties(${source} PROPERTIES UNITY_GROUP "room_${room}")
    endforeach()
    set_target_properties(${target} PROPERTIES UNITY_BUILD_MODE GROUP)
    if(CMAKE_CXX_COMPILER_ID STREQUAL GNU) # a joined source looks like a header, in which this would be a mistake
        target_compile_options(${target} PRIVATE -Wno-subobject-linkage)
    endif()
endfunction()
