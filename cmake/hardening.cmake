# SPDX-FileCopyrightText: Corr2D Lab contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# What is given to people reads files of strangers: a slip shall end the program, not obey the file. And it names no folder
# in which it was built, so that the same sources make the same bits everywhere. Only Release, so that what is measured
# and passed on is the same; the other ways to build have sanitizers or a debugger.
function(lab_harden target)
    if(NOT CMAKE_SYSTEM_NAME STREQUAL Linux)
        return()
    endif()
    set(compile -fPIE -fstack-protector-strong -fstack-clash-protection -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
                -ffile-prefix-map=${PROJECT_SOURCE_DIR}=.)
    set(link -pie -Wl,-z,relro -Wl,-z,now)
    target_compile_options(${target} PRIVATE "$<$<CONFIG:Release>:${compile}>")
    target_link_options(${target} PRIVATE "$<$<CONFIG:Release>:${link}>")
endfunction()
