// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layers/layer.h"
#include "core/teaching/mistake.h"

#include <optional>
#include <span>

namespace lab
{

/// The numbers under a window and the weights on them, tap by tap, channel after channel.
struct Taps {
    std::span<const double> x;
    std::span<const double> w;
    Shape window; ///< of one channel
};

/// How an output cell is computed, rightly or not: a mistake is a change of it.
struct Recipe {
    Geometry geometry; ///< where the windows lie; of its output only the shape of the right one counts
    OutputCell cell;
    PerAxis moved{0, 0}; ///< the window, down and right
    Grid64 weights; ///< as they lie on the window
    double bias = 0;
    Activation activation = Activation::None;
    /// What is made of the products, before the bias; as a rule their sum.
    double (*sum)(const Taps& taps, int tap);
    int tap = -1; ///< a product that `sum` is told
    double (*withBias)(double sum, double bias, int taps); ///< as a rule sum + bias
    double (*end)(double value) = nullptr; ///< what happens behind the activation

    Rect window() const; ///< its dilated extent, in the coordinates of the input
};

/// The right one. Not of a pooling.
Recipe rightRecipe(const Layer& layer, const Geometry& geometry, OutputCell cell);
/// The number that comes out; none where the window leaves the padded input.
std::optional<double> made(GridView<float> x, const Recipe& recipe);

/// Which step of a recipe a mistake changes: two of different parts can be made at once.
enum class Part { Weights, Window, Sum, Bias, End, Whole };

/// A mistake in an output cell of a convolution.
struct CellMistake {
    Mistake mistake;
    Part part;
    /// Changes the recipe; false where the mistake cannot be made. `t` counts the variants.
    bool (*change)(Recipe& recipe, int t);
    /// How many variants there are, such as products to leave out.
    int (*variants)(const Recipe& recipe) = nullptr;
};
std::span<const CellMistake> cellMistakes();

/// What shows how `recipe` differs from the right one.
Evidence evidenceOf(const Recipe& recipe, const Recipe& right);

} // namespace lab
