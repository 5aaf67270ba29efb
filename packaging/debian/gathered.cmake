# SPDX-FileCopyrightText: Corr2D Lab contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# Run by cpack on the gathered files (CPACK_PRE_BUILD_SCRIPTS): what Debian's policy wants beside them, in chapter 12.
set(share ${CPACK_TEMPORARY_INSTALL_DIRECTORY}${CPACK_PACKAGING_INSTALL_PREFIX}/share)
set(doc ${share}/doc/${CPACK_PACKAGE_NAME})
file(MAKE_DIRECTORY ${doc})
configure_file(${CPACK_LAB_COPYRIGHT} ${doc}/copyright COPYONLY)
configure_file(${CPACK_LAB_CHANGELOG} ${doc}/changelog COPYONLY)
configure_file(${CPACK_LAB_DEBIAN_CHANGELOG} ${doc}/changelog.Debian COPYONLY)
file(CHMOD ${doc}/copyright ${doc}/changelog ${doc}/changelog.Debian
     PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
# -n: neither a name nor a time is in what it makes.
execute_process(COMMAND gzip -9nf ${doc}/changelog ${doc}/changelog.Debian ${share}/man/man1/corr2d-lab.1
                COMMAND_ERROR_IS_FATAL ANY)
# zsh of Debian looks for completions of packages in another folder than zsh as it is given out.
file(MAKE_DIRECTORY ${share}/zsh/vendor-completions)
file(RENAME ${share}/zsh/site-functions/_corr2d-lab ${share}/zsh/vendor-completions/_corr2d-lab)
file(REMOVE_RECURSE ${share}/zsh/site-functions)
