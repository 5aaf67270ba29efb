// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/path.h"

#include <optional>
#include <stop_token>

namespace lab
{

/// How an operation of the engine is run; what it computes does not depend on it but for the last bits.
struct Corr2dOptions {
    int threads = 1;
    std::stop_token stop = {};
    std::optional<Path> path = {}; ///< none: the cheapest, by pathFor()
};

} // namespace lab
