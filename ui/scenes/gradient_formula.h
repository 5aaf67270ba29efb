// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learning/gradient_terms.h"
#include "core/learning/optimiser.h"
#include "ui/paint/formula_painter.h"

#include <span>

namespace lab
{

/// A cell of a gradient: ∂loss/∂K[row, col], or ∂loss/∂X[row, col].
struct GradientCell {
    bool ofKernel = true;
    int row = 0;
    int col = 0;
    double factor = 2; ///< of the sum of its products
    QString name() const; ///< "K[0,1]"
};

/// All of its products, those that are zero left out, and what they add up to.
Formula gradientSumFormula(const GradientCell& cell, std::span<const GradientTerm> terms);
/// One product, and the sum up to it. `product` < terms.size().
Formula gradientProductFormula(const GradientCell& cell, std::span<const GradientTerm> terms, std::size_t product);

/// An output minus its target, and what its square has to do with the loss.
struct ResidualCell {
    int row = 0;
    int col = 0;
    double output = 0;
    double target = 0;
    double residuals = 0; ///< how many there are
    Reduction reduction = Reduction::Sum;
    double loss = 0;
};
Formula residualFormula(const ResidualCell& cell);

/// A weight before and after its update.
struct UpdateCell {
    int row = 0;
    int col = 0;
    double before = 0;
    double gradient = 0;
    double after = 0;
    double rate = 0;
    Optimiser optimiser = Optimiser::GradientDescent;
};
Formula updateFormula(const UpdateCell& cell);

} // namespace lab
