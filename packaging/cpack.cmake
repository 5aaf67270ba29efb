# SPDX-FileCopyrightText: Corr2D Lab contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# What cpack makes of the installed files: a Debian package (scripts/package).
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME corr2d-lab)
set(CPACK_PACKAGE_VENDOR "Corr2D Lab contributors")
# The project has no address of its own; .invalid is no host, so that nobody's letters go to somebody else.
set(CPACK_PACKAGE_CONTACT "Corr2D Lab contributors <contributors@corr2d-lab.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "laboratory in which one sees what a convolutional layer computes")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
    "A small window slides over numbers or over a photograph: every product and
every sum of a two-dimensional cross-correlation can be seen, stepped through,
taken back and changed. Kernels are learned by gradient descent, layers are
stacked, and lessons follow section 7.2 of the book Dive into Deep Learning.
.
The same computations are there without a window, on the command line.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 0lab1) # before any revision of Debian's own
set(CPACK_DEBIAN_PACKAGE_SECTION education)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
# Plug-ins are linked by nobody: that of WebP, and that of the icons' SVG, which newer systems have in a package of its own.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "qt6-image-formats-plugins, qt6-svg-plugins | libqt6svg6 (<< 6.5)")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-dejavu-core, fonts-noto-cjk, qt6-wayland")

# What only Debian wants is made from these when the files have been gathered.
set(CPACK_PRE_BUILD_SCRIPTS ${PROJECT_SOURCE_DIR}/packaging/debian/gathered.cmake)
set(CPACK_LAB_CHANGELOG ${PROJECT_SOURCE_DIR}/CHANGELOG.md)
set(CPACK_LAB_COPYRIGHT ${PROJECT_SOURCE_DIR}/packaging/debian/copyright)
set(CPACK_LAB_DEBIAN_CHANGELOG ${PROJECT_BINARY_DIR}/debian-changelog)
lab_debian_changelog(changelog ${CPACK_PACKAGE_NAME} ${CPACK_DEBIAN_PACKAGE_RELEASE} "${CPACK_PACKAGE_CONTACT}")
file(CONFIGURE OUTPUT ${CPACK_LAB_DEBIAN_CHANGELOG} CONTENT "@changelog@" @ONLY)

include(CPack)
