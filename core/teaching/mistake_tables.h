// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layers/step.h"
#include "core/teaching/asked.h"
#include "core/teaching/mistake.h"

#include <optional>
#include <span>
#include <vector>

namespace lab
{

struct Curvature;

/// A mistake that gives one number; none where it cannot be made.
template <class Case>
struct MistakeRow {
    Mistake mistake;
    std::optional<double> (*value)(const Case& of);
};

/// One product, or the products up to it.
struct ProductCase {
    const AskedLayer& asked;
    const Explanation& explanation;
    int tap;
    const Term& term() const { return explanation.terms[std::size_t(tap)]; }
};
std::span<const MistakeRow<ProductCase>> productMistakes();
std::span<const MistakeRow<ProductCase>> subtotalMistakes();

/// An output cell of a pooling.
struct PoolCase {
    const AskedLayer& asked;
    OutputCell cell;
};
std::span<const MistakeRow<PoolCase>> poolMistakes();

/// One axis of an output, or of a padded input.
std::span<const MistakeRow<Axis>> sizeMistakes();
std::span<const MistakeRow<Axis>> paddedMistakes();

/// What parameters and multiplications of a convolution are counted from.
struct CountCase {
    double in = 1, out = 1; ///< channels
    Shape kernel, input, output;
    bool biases = true; ///< one for each channel that comes out
    double weights() const { return in * out * double(kernel.cells()); }
    double parameters() const { return weights() + (biases ? out : 0); }
    double products() const { return double(output.cells()) * weights(); }
};
std::span<const MistakeRow<CountCase>> parameterMistakes();
std::span<const MistakeRow<CountCase>> multiplicationMistakes();

/// The layers up to that of the question, along one axis.
std::span<const MistakeRow<std::vector<Axis>>> fieldMistakes();

struct LossCase {
    const AskedEpoch& epoch;
    std::vector<Grid64> residuals;
};
std::span<const MistakeRow<LossCase>> lossMistakes();

/// A weight of an epoch: its gradient, its update.
struct WeightCase {
    const AskedEpoch& epoch;
    std::vector<Grid64> residuals;
    WeightCell weight;
    WeightCell turned() const { return {epoch.kernel.rows() - 1 - weight.row, epoch.kernel.cols() - 1 - weight.col}; }
};
std::span<const MistakeRow<WeightCase>> gradientMistakes();
std::span<const MistakeRow<WeightCase>> updateMistakes();

/// The target of a cell, and what is predicted.
struct ResidualCase {
    double prediction = 0;
    double target = 0;
};
std::span<const MistakeRow<ResidualCase>> residualMistakes();
std::span<const MistakeRow<Curvature>> rateMistakes();

} // namespace lab
