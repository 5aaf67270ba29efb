// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session.h"

#include <array>
#include <string_view>

namespace lab
{

/// What the writer and the reader of session files agree on.

inline constexpr const char* kSessionFormat = "corr2d-lab-session";
inline constexpr std::int64_t kMostRowsOfNumbers = 4096; ///< cells of a matrix that is written as rows of numbers
inline constexpr std::int64_t kMostKernelCells = 1'000'000;

/// An enumerator and its id in files.
template <class E>
struct Id {
    E value;
    std::string_view id;
};

inline constexpr std::array kContentIds{Id<Content>{Content::Numbers, "numbers"},
                                        Id<Content>{Content::Brightness, "brightness"}};
inline constexpr std::array kChannelIds{Id<Channels>{Channels::Colour, "colour"},
                                        Id<Channels>{Channels::Grey, "grey"}};
inline constexpr std::array kOperationIds{Id<Operation>{Operation::Correlation, "correlation"},
                                          Id<Operation>{Operation::Convolution, "convolution"}};
inline constexpr std::array kReductionIds{Id<Reduction>{Reduction::Sum, "sum"},
                                          Id<Reduction>{Reduction::Mean, "mean"}};

} // namespace lab
