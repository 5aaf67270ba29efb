// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <type_traits>

namespace lab
{

/// What a thread needs memory for while it computes. Each purpose has one user at a time on a thread.
enum class Scratch {
    Weights,
    Lines,
    LineKeys,
    MarginSources,
    LineOfPhases,
    LinePointers,
    Offsets,
    Filtered,
    FilteredKeys,
    Tile,
    Spectrum,
    LeftOut,
    Channels,
    ChannelSums,
    AlphaLine,
    Residuals,
    GradientLanes,
    PartSums,
    PartGradients,
    Count
};

/// At least `bytes` of this thread's memory for `purpose`, aligned to 64 bytes, its content left from the last use.
/// It stays with the thread, so that a second call of the same size allocates nothing. Throws std::bad_alloc.
void* scratchBytes(Scratch purpose, std::size_t bytes);

template <class T>
std::span<T> scratch(Scratch purpose, std::size_t count)
{
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);
    return {static_cast<T*>(scratchBytes(purpose, count * sizeof(T))), count};
}

} // namespace lab
