// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/result.h"

#include <optional>
#include <string_view>

namespace lab
{

/// No kernel of the workshop has more rows or columns.
inline constexpr int kLargestSide = 101;

/// A number that somebody is asked for: what a field, a slider and an option of the command line need to know.
struct Parameter {
    std::string_view id; ///< in files and on the command line
    std::string_view name;
    std::string_view unit; ///< "cells", "°" or empty
    double least = 0;
    double most = 0;
    double step = 1; ///< from one press of a key to the next; any number between is as good, if it need not be whole
    double usual = 0; ///< what it is until somebody sets it
    bool whole = false;
    bool odd = false; ///< only of whole ones
};

/// Why `value` is none for this parameter: ParameterOutside (NaN and infinity too), ParameterNotWhole, ParameterEven.
std::optional<Error> wrongWith(const Parameter& parameter, double value);

} // namespace lab
