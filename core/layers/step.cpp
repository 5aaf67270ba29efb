// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/step.h"

#include <array>
#include <cmath>
#include <limits>

namespace lab
{

namespace
{

constexpr std::array kGrains{
    GrainInfo{Grain::Product, "product", "product"},
    GrainInfo{Grain::Window, "window", "window"},
    GrainInfo{Grain::Row, "row", "row"},
    GrainInfo{Grain::Map, "map", "map"},
};

} // namespace

std::span<const GrainInfo> grains()
{
    return kGrains;
}

const GrainInfo& infoOf(Grain grain)
{
    const auto& found = kGrains[std::size_t(grain)];
    assert(found.grain == grain);
    return found;
}

Plan::Plan(const Geometry& geometry, Grain grain)
    : m_grain(grain), m_rows(geometry.rows.output), m_cols(geometry.cols.output), m_taps(geometry.taps())
{
    const std::int64_t windows = geometry.output().cells();
    const std::int64_t windowsPerStep = grain == Grain::Map ? windows : grain == Grain::Row ? m_cols : 1;
    m_productsPerStep = grain == Grain::Product ? 1 : windowsPerStep * m_taps;
    m_count = windows * m_taps / m_productsPerStep;
}

Step Plan::at(std::int64_t index) const
{
    assert(index >= 0 && index < m_count);
    Step step;
    step.position = (index + 1) * m_productsPerStep - 1;
    const std::int64_t cell = step.position / m_taps;
    step.cell = {int(cell / m_cols), int(cell % m_cols)};
    step.tap = int(step.position % m_taps);
    step.complete = step.tap == m_taps - 1;
    step.filled = cell + (step.complete ? 1 : 0);
    return step;
}

std::int64_t Plan::indexOf(OutputCell cell) const
{
    return indexAt((std::int64_t(cell.row) * m_cols + cell.col + 1) * m_taps - 1);
}

namespace
{

/// The terms of a window, their products and sums open.
Explanation begun(GridView<float> x, const Geometry& geometry, OutputCell cell)
{
    Explanation explanation{.cell = cell, .terms = {}};
    explanation.terms.reserve(std::size_t(geometry.taps()));
    for (int a = 0; a < geometry.rows.kernel; ++a) {
        for (int b = 0; b < geometry.cols.kernel; ++b) {
            Term term;
            term.position = geometry.positionAt(cell, a, b);
            term.source = geometry.sourceOf(term.position);
            term.weight = geometry.weightAt(a, b);
            term.x = term.source ? double(x.at(*term.source)) : 0.0;
            explanation.terms.push_back(term);
        }
    }
    return explanation;
}

} // namespace

Explanation explain(GridView<float> x, GridView<float> k, float bias, const Geometry& geometry, OutputCell cell)
{
    Explanation explanation = begun(x, geometry, cell);
    explanation.bias = double(bias);
    double sum = 0;
    for (Term& term : explanation.terms) {
        term.w = double(k.at(term.weight));
        term.product = term.x * term.w;
        sum += term.product;
        term.partial = sum;
    }
    explanation.sum = explanation.result = sum + explanation.bias;
    explanation.value = float(explanation.result);
    return explanation;
}

Explanation explain(GridView<float> x, const Layer& layer, const Geometry& geometry, OutputCell cell)
{
    if (!layer.pools()) {
        Explanation explanation = explain(x, layer.kernel, layer.bias, geometry, cell);
        explanation.activation = layer.activation;
        explanation.result = infoOf(layer.activation).apply(explanation.sum);
        explanation.value = float(explanation.result);
        return explanation;
    }
    const CellValue value = layerCell(x, layer, geometry, cell);
    Explanation explanation = begun(x, geometry, cell);
    explanation.kind = layer.kind;
    explanation.winner = value.winner;
    explanation.sum = explanation.result = value.value;
    explanation.value = float(value.value);
    const bool largest = layer.kind == LayerKind::MaxPool;
    double partial = largest ? -std::numeric_limits<double>::infinity() : 0;
    for (int t = 0; t < geometry.taps(); ++t) {
        Term& term = explanation.terms[std::size_t(t)];
        term.w = !largest ? 1.0 / geometry.taps() : t == value.winner ? 1.0 : 0.0;
        term.product = term.x * term.w;
        if (!largest)
            partial += term.x;
        else if (term.source && (term.x > partial || std::isnan(term.x)))
            partial = term.x;
        term.partial = partial;
    }
    return explanation;
}

} // namespace lab
