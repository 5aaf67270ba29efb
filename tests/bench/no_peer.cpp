// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/peer.h"

namespace lab::bench
{

std::vector<PeerPath> peerFloat(const Grid&, const Grid&, int)
{
    return {};
}

std::vector<PeerPath> peerSeparable(const Grid&, const Grid&, const Grid&, int)
{
    return {};
}

std::vector<PeerPath> peerBytes(const BasicGrid<Rgba8>&, const Grid&, int)
{
    return {};
}

std::string peerName()
{
    return {};
}

} // namespace lab::bench
