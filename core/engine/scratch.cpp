// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/scratch.h"

#include "core/numbers/grid.h"

#include <array>
#include <memory>
#include <vector>

namespace lab
{

void* scratchBytes(Scratch purpose, std::size_t bytes)
{
    // Element by element, the buffers of a thread end with it.
    thread_local std::array<std::vector<std::byte, CellAllocator<std::byte>>, std::size_t(Scratch::Count)> buffers;
    auto& buffer = buffers[std::size_t(purpose)];
    if (buffer.size() < bytes) {
        buffer = {}; // before the new one, so that never both are there; its content is not wanted
        buffer.resize(bytes);
    }
    return buffer.data();
}

} // namespace lab
