// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/teaching/recipe.h"

#include <vector>

namespace lab
{

namespace
{

double sumOfProducts(const Taps& taps, int /*tap*/)
{
    double sum = 0;
    for (std::size_t t = 0; t < taps.x.size(); ++t)
        sum += taps.x[t] * taps.w[t];
    return sum;
}

double plusBias(double sum, double bias, int /*taps*/)
{
    return sum + bias;
}

/// Whether a window that starts at `start` stays on the padded axis.
bool fits(const Axis& axis, int start)
{
    return start >= -axis.margin.before && start + axis.extent() <= axis.input + axis.margin.after;
}

} // namespace

Rect Recipe::window() const
{
    return {geometry.rows.index(cell.row, 0) + moved.rows, geometry.cols.index(cell.col, 0) + moved.cols,
            geometry.rows.extent(), geometry.cols.extent()};
}

Recipe rightRecipe(const Layer& layer, const Geometry& geometry, OutputCell cell)
{
    Recipe recipe;
    recipe.geometry = geometry;
    recipe.cell = cell;
    recipe.weights = tapWeights(layer);
    recipe.bias = double(layer.bias);
    recipe.activation = layer.activates();
    recipe.sum = sumOfProducts;
    recipe.withBias = plusBias;
    return recipe;
}

std::optional<double> made(GridView<float> x, const Recipe& recipe)
{
    const Axis &rows = recipe.geometry.rows, &cols = recipe.geometry.cols;
    const Rect window = recipe.window();
    if (!fits(rows, window.row) || !fits(cols, window.col))
        return std::nullopt;
    std::vector<double> values;
    values.reserve(recipe.weights.size());
    for (int a = 0; a < rows.kernel; ++a)
        for (int b = 0; b < cols.kernel; ++b) {
            const auto source =
                recipe.geometry.sourceOf({window.row + a * rows.dilation, window.col + b * cols.dilation});
            values.push_back(source ? double(x.at(*source)) : 0.0);
        }
    const Taps taps{values, recipe.weights.cells(), recipe.weights.shape()};
    const double sum = recipe.withBias(recipe.sum(taps, recipe.tap), recipe.bias, int(values.size()));
    const double value = infoOf(recipe.activation).apply(sum);
    return recipe.end ? recipe.end(value) : value;
}

Evidence evidenceOf(const Recipe& recipe, const Recipe& right)
{
    Evidence evidence;
    evidence.dilation = {recipe.geometry.rows.dilation, recipe.geometry.cols.dilation};
    if (recipe.window() != right.window() || recipe.geometry.border != right.geometry.border)
        evidence.window = recipe.window();
    if (recipe.weights != right.weights)
        evidence.weights = recipe.weights;
    if (recipe.tap >= 0)
        evidence.tap = recipe.tap;
    if (recipe.cell != right.cell)
        evidence.cell = recipe.cell;
    return evidence;
}

} // namespace lab
