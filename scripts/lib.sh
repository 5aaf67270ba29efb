# SPDX-FileCopyrightText: Corr2D Lab contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034
# What scripts/run, scripts/test and .ci/run share. Sourced, not run; it leaves the working directory alone.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
logs=$root/build/logs

# docs/decisions/0004-dependencies.md says what each is for.
run_packages=(g++ cmake ninja-build libhwy-dev
              qt6-base-dev libqt6opengl6-dev qt6-charts-dev qt6-svg-dev
              qt6-image-formats-plugins fonts-dejavu-core
              libtiff-dev zlib1g-dev libgif-dev libheif-dev libjpeg-dev libjxl-dev liblcms2-dev libzip-dev)
test_packages=(libgtest-dev libbenchmark-dev qt6-l10n-tools
               appstream desktop-file-utils libxml2-utils groff-base mandoc zsh fish)
tidy_packages=(clang-tidy)
fuzz_packages=(clang)
bench_packages=(libopencv-dev)
package_packages=(dpkg-dev file lintian)
test_locales=(de_DE ar_EG) # tests/CMakeLists.txt

# Qt and the tests want UTF-8; a bare system has no other such locale than C.UTF-8.
case "$(locale charmap 2>/dev/null || true)" in
    UTF-8) ;;
    *) export LC_ALL=C.UTF-8 ;;
esac

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

# quietly LOG COMMAND...: shows the output only when the command fails.
quietly() {
    local log=$logs/$1 status=0
    shift
    mkdir -p "$logs"
    "$@" >"$log" 2>&1 </dev/null || status=$?
    if [ "$status" -ne 0 ]; then
        cat "$log" >&2
        say "This did not work (exit code $status): $*"
        exit "$status"
    fi
}

installed() { dpkg-query -W -f '${db:Status-Status}\n' "$1" 2>/dev/null | grep -qx installed; }

# become_root WHAT: sets as_root to what runs a command as root; ends when that cannot be had.
become_root() {
    as_root=()
    [ "$(id -u)" -ne 0 ] || return 0
    command -v sudo >/dev/null || fail "Please do this as root, then start again: $1"
    as_root=(sudo)
    sudo true || fail "This needs root, and sudo did not allow it: $1"
}

# need PACKAGE...: installs those that are missing; touches neither network nor root when none is.
need() {
    local package missing=() as_root
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        say "There is no apt-get here, so nothing is installed; the build needs what these Debian packages hold" \
            "(docs/packages.md has names for dnf and pacman): $*"
        return
    fi
    for package in "$@"; do
        installed "$package" || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    become_root "apt-get install ${missing[*]}"
    say "Installing ${missing[*]} …"
    # An update that fails for some other archive is no reason to stop: the installation will tell.
    quietly apt.log "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive sh -c \
        'apt-get update; exec apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=120 "$@"' \
        sh "${missing[@]}"
}

# need_locales NAME...: makes those of these locales (de_DE) that are missing, in UTF-8.
need_locales() {
    local name have as_root
    have=$(locale -a 2>/dev/null || true)
    for name in "$@"; do
        ! grep -qix "$name\.utf-\?8" <<<"$have" || continue
        need locales
        if ! command -v localedef >/dev/null; then
            say "There is no localedef here, so the tests in the locale $name are skipped."
            continue
        fi
        become_root "localedef -i $name -f UTF-8 $name.UTF-8"
        say "Making the locale $name.UTF-8 …"
        quietly "locale-$name.log" "${as_root[@]}" localedef -i "$name" -f UTF-8 "$name.UTF-8"
    done
}

# use_time_of_commit: gives all that is made the time of the last commit, unless another one is given.
use_time_of_commit() {
    [ -z "${SOURCE_DATE_EPOCH:-}" ] || return 0
    if SOURCE_DATE_EPOCH=$(git -C "$root" log -1 --format=%ct 2>/dev/null); then
        export SOURCE_DATE_EPOCH
    else
        unset SOURCE_DATE_EPOCH # what is no clone has the time of today
    fi
}

# configure PRESET [ARGUMENT...]: makes build/PRESET ready to be built.
configure() {
    local preset=$1 fresh=() errors=OFF
    shift
    [ "${CI:-}" != true ] || errors=ON
    # A build directory of a checkout that stood somewhere else cannot be used again.
    if [ -e "$root/build/$preset/CMakeCache.txt" ] &&
        ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$root/build/$preset/CMakeCache.txt"; then
        fresh=(--fresh)
    fi
    if command -v ccache >/dev/null && [ -n "${HOME:-}${CCACHE_DIR:-}" ]; then
        export CMAKE_CXX_COMPILER_LAUNCHER=ccache
    fi
    cd "$root"
    quietly "configure-$preset.log" cmake "${fresh[@]}" --preset "$preset" -DLAB_WARNINGS_AS_ERRORS=$errors "$@"
    cd "$OLDPWD"
}

# build PRESET [CONFIGURE ARGUMENT...]: configures and builds into build/PRESET.
build() {
    if [ ! -e "$root/build/$1/CMakeCache.txt" ]; then
        say "Building $1 … (the first time takes some minutes)"
    else
        say "Building $1 …"
    fi
    configure "$@"
    cd "$root"
    quietly "build-$1.log" cmake --build --preset "$1"
    cd "$OLDPWD"
}
