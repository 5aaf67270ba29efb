// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/result.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lab
{

/// What the readers and writers of .npy files share: the header, and where the numbers are.

struct NpyType {
    std::string_view id; ///< NumPy's kind and size
    std::size_t bytes;
    /// Cells that lie so many bytes apart. Answers how many could be read: all, or those before one that is too large
    /// for a float.
    std::size_t (*read)(const char*, std::ptrdiff_t, bool, std::span<float>);
    void (*readInDouble)(const char*, std::ptrdiff_t, bool, std::span<double>);
};

struct NpyContent {
    const NpyType* type;
    bool swap; ///< its bytes stand the other way round than this machine's
    bool firstFastest; ///< the order of Fortran
    std::vector<std::uint64_t> shape;
    std::string_view data; ///< all cells are in it
};

/// Errors: NotNpy, NpyHeader, NpyType, NpyShape, NpyTruncated.
Result<NpyContent> npyContent(std::string_view bytes);

/// The head of a file of version 1.0 with little-endian floats of so many bytes in C order.
std::string npyHead(std::size_t floatBytes, std::span<const std::uint64_t> shape);

} // namespace lab
