# SPDX-FileCopyrightText: Corr2D Lab contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# A bare Debian 12 in a folder, for the scripts that try things in one. Sourced behind lib.sh.

# make_bare DIRECTORY: makes a minimal system there, anew; with the network of this machine, /proc, and nothing else.
# Needs root, a mount namespace of its own (so that nothing stays mounted, however this ends), debootstrap and a
# network. The system is kept as DIRECTORY.tar for the next time; remove that file to have it made anew.
make_bare() {
    local system=$1 mark=.made-by-corr2d-check-fresh mirror
    if [ -d "$system" ] && [ -n "$(ls -A "$system")" ] && [ ! -e "$system/$mark" ]; then
        fail "$system holds something that this script has not made; please name another directory."
    fi
    rm -rf --one-file-system "$system"
    mkdir -p "$system"
    if [ -e "$system.tar" ]; then
        say "Unpacking $system.tar …"
        tar -C "$system" -xpf "$system.tar"
    else
        say "Making a bare Debian 12 …"
        # From where this machine takes its own packages; debootstrap knows a default.
        # shellcheck disable=SC2016
        mirror=$(apt-get indextargets --format '$(SITE) $(RELEASE)' | awk '$2 == "bookworm" && !n++ { print $1 }')
        quietly debootstrap.log debootstrap --variant=minbase bookworm "$system" ${mirror:+"$mirror"}
        touch "$system/$mark"
        tar -C "$system" --one-file-system -cpf "$system.tar" .
    fi
    apt-config dump | grep -E '^Acquire::(https?|ftp|Check-|Retries)' >"$system/etc/apt/apt.conf.d/90host" || true
    cp --dereference /etc/resolv.conf "$system/etc/resolv.conf"
    mount -t proc proc "$system/proc"
}
