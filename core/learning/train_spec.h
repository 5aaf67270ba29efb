// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learning/optimiser.h"
#include "core/learning/start_kernel.h"
#include "core/numbers/grid.h"
#include "core/numbers/picture.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace lab
{

/// The loss over all residuals: their sum of squares (the book's), or the mean of the squares.
enum class Reduction { Sum, Mean };

/// After `epoch` updates, from epoch `epoch` + 1 on, the learning rate is `rate`.
struct RateChange {
    int epoch = 0;
    double rate = 0;
    bool operator==(const RateChange&) const = default;
};

/// What is to be learned, from where, and how. The learned layer is the session's focused one; its spec
/// applies.
struct TrainSpec {
    /// The output to reach, or null: then it is the output of `hiddenKernel` with `hiddenBias` on the same
    /// input.
    PicturePtr target;
    Grid hiddenKernel{{1, -1}};
    float hiddenBias = 0;
    std::optional<std::uint64_t> hiddenSeed; ///< the seed that hiddenKernel was drawn with, if it was
    bool concealed = false; ///< the hidden kernel is not shown: it is to be found

    Grid64 startKernel{{-0.2113, -0.5195}}; ///< the book's start, so that its losses come out digit for digit
    double startBias = 0;
    std::optional<std::uint64_t> seed; ///< the seed that startKernel was drawn with, if it was
    Draw draw = Draw::Uniform; ///< how it was drawn

    Optimiser optimiser = Optimiser::GradientDescent;
    double rate = 0.03; ///< at the start
    std::vector<RateChange> rateChanges; ///< while it ran; by ascending epoch, each > 0
    int epochs = 10; ///< how many a run adds
    double tolerance = 0; ///< a run ends early with the epoch whose loss has fallen to this; 0: it does not
    bool learnBias = false;
    Reduction reduction = Reduction::Sum;

    int epoch = 0; ///< after how many updates the layer's kernel is shown; 0: it is the start

    /// The weights in row-major order, then the bias.
    std::vector<double> startParameters() const;
    /// The rate of epoch `n`, from 1.
    double rateOf(int n) const;
    /// The rate after `epoch`; the changes behind it are forgotten.
    void changeRate(int epoch, double rate);
    /// Equal but for the place and what only shows or ends a run: the same path through the same kernels.
    bool samePath(const TrainSpec& other) const;
    /// How many epochs two specs have in common on the same data; the largest int for the same path.
    int sharedEpochs(const TrainSpec& other) const;
};

} // namespace lab
