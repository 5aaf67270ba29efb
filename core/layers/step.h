// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layers/layer.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace lab
{

/// How much one step does, finest first.
enum class Grain { Product, Window, Row, Map };

struct GrainInfo {
    Grain grain;
    std::string_view id;
    std::string_view label;
};
std::span<const GrainInfo> grains();
const GrainInfo& infoOf(Grain grain);

/// Where a computation stands: everything before `cell` in reading order is computed, and of the window of
/// `cell` the products up to and including tap `tap` (row-major in the window).
struct Step {
    OutputCell cell;
    int tap = 0;
    bool complete = true; ///< `tap` is the last one: the cell has its value
    std::int64_t filled = 0; ///< output cells that have their value, in reading order
    /// The same place counted in products: it does not depend on the grain.
    std::int64_t position = 0;
    bool operator==(const Step&) const = default;
};

/// The steps of one layer at one grain. A step is a pure function of its index, so that back, jump, scrub and
/// play are all "set the index".
class Plan
{
public:
    Plan() = default;
    Plan(const Geometry& geometry, Grain grain);

    Grain grain() const { return m_grain; }
    Shape output() const { return {m_rows, m_cols}; } ///< of the layer that it steps through
    std::int64_t count() const { return m_count; } ///< at least 1
    Step at(std::int64_t index) const; ///< 0 ≤ index < count()
    /// The step in which the product at `position` is done.
    std::int64_t indexAt(std::int64_t position) const { return position / m_productsPerStep; }
    /// The step that completes `cell`.
    std::int64_t indexOf(OutputCell cell) const;

private:
    Grain m_grain = Grain::Window;
    int m_rows = 1;
    int m_cols = 1;
    int m_taps = 1;
    std::int64_t m_productsPerStep = 1;
    std::int64_t m_count = 1;
};

/// One product of a window. Of an average pooling, x counts as it is; of a max pooling, the weight of the winner is
/// one and all others are zero: the kernel that this window would need.
struct Term {
    InputCell position; ///< in the input's coordinates; may lie in the padding
    std::optional<InputCell> source; ///< the input cell whose value is there; none: a zero of the border
    WeightCell weight;
    double x = 0;
    double w = 0;
    double product = 0;
    double partial = 0; ///< the sum of the products up to here; of max pooling, the largest x
};

/// How one output cell comes about.
struct Explanation {
    OutputCell cell;
    std::vector<Term> terms; ///< in reading order of the window
    double bias = 0;
    double sum = 0; ///< all products, and the bias: what goes into the activation
    float value = 0; ///< what the cell holds: the result in single precision, bit for bit
    double result = 0; ///< after the activation
    LayerKind kind = LayerKind::Convolution;
    Activation activation = Activation::None;
    int winner = -1; ///< the term that max pooling took
};
Explanation explain(GridView<float> x, const Layer& layer, const Geometry& geometry, OutputCell cell);
/// Of a convolution without an activation.
Explanation explain(GridView<float> x, GridView<float> k, float bias, const Geometry& geometry, OutputCell cell);

} // namespace lab
