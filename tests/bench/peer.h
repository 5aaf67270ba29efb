// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/bytes.h"

#include <functional>
#include <string>
#include <vector>

namespace lab::bench
{

/// One way in which another library computes the same output.
struct PeerPath {
    std::string name;
    std::function<void()> run;
};

/// What OpenCV offers for a zero-padded 'same' cross-correlation; nothing where it was not found. What is passed must
/// outlive the result. `threads` is set when a path is asked for.
std::vector<PeerPath> peerFloat(const Grid& x, const Grid& kernel, int threads);
/// With the factors known beforehand.
std::vector<PeerPath> peerSeparable(const Grid& x, const Grid& column, const Grid& row, int threads);
std::vector<PeerPath> peerBytes(const BasicGrid<Rgba8>& x, const Grid& kernel, int threads);

/// Name and version, or nothing.
std::string peerName();

} // namespace lab::bench
