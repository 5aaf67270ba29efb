// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/grid.h"
#include "core/numbers/result.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lab
{

struct NamedKernel {
    std::string name; ///< UTF-8, one line
    Grid kernel;
    bool operator==(const NamedKernel&) const = default;
};

inline constexpr std::size_t kLongestKernelName = 80; ///< bytes

/// Kernels as text, to be kept and passed on: "# name" on a line, its rows below as commas separate them, an empty
/// line before the next.
std::string textOfKernels(std::span<const NamedKernel> kernels);

/// Kernels from such a text, the rows in any form that readMatrixText() takes. What stands before the first name is a
/// kernel without a name; so are those whose line is "#" alone. Errors: those of readMatrixText(), SeveralPlanes,
/// TooLarge for one of more than kLargestSide rows or columns.
Result<std::vector<NamedKernel>> kernelsOfText(std::string_view text);

/// A name on one line, no longer than kLongestKernelName bytes, cut between characters.
std::string kernelName(std::string_view text);

} // namespace lab
