// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/grid.h"
#include "core/optimiser.h"
#include "core/picture.h"

#include <cstdint>
#include <optional>

namespace lab
{

/// The loss over all residuals: their sum of squares (the book's), or the mean of the squares.
enum class Reduction { Sum, Mean };

/// What is to be learned, from where, and how. The learned layer is the session's focused one; its spec
/// applies.
struct TrainSpec {
    /// The output to reach, or null: then it is the output of `hiddenKernel` with `hiddenBias` on the same
    /// input.
    PicturePtr target;
    Grid hiddenKernel{{1, -1}};
    float hiddenBias = 0;

    Grid64 startKernel{{-0.2113, -0.5195}}; ///< the book's start, so that its losses come out digit for digit
    double startBias = 0;
    std::optional<std::uint64_t> seed; ///< the seed that startKernel was drawn with, if it was

    Optimiser optimiser = Optimiser::GradientDescent;
    double rate = 0.03;
    int epochs = 10; ///< how many a run adds
    bool learnBias = false;
    Reduction reduction = Reduction::Sum;

    int epoch = 0; ///< how far the layer's kernel has been learned; 0: not begun

    bool operator==(const TrainSpec& other) const;
    /// Equal but for `epoch` and `epochs`: the same path through the same kernels.
    bool samePath(const TrainSpec& other) const;
};

} // namespace lab
