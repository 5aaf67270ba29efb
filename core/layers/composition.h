// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layers/layer.h"

#include <optional>
#include <vector>

namespace lab
{

/// Two layers in a row as one. Slid over the input of the first by `spec`, which pads like the first, `kernel` and
/// `bias` give what the second gives, before its activation.
struct Composite {
    Grid64 kernel; ///< as it lies on the window: a cross-correlation
    double bias = 0;
    ConvSpec spec;
    Geometry geometry;
};

/// Why the composite is not the same function as the two layers; none: it is. Codes: ComposeActivation,
/// ComposeMaxPool, ComposePadding.
std::optional<Error> composeObstacle(const Layer& first, const Layer& second, const Geometry& secondGeometry);

/// The one kernel that two layers amount to, their activations aside. With kernels K₁ and K₂ as they lie on their
/// windows, strides s and dilations d, tap t₁ under tap t₂ reads x at (t₂·d₂)·s₁ + t₁·d₁ from the corner:
///   K[t₂·d₂·s₁ + t₁·d₁] = Σ K₂[t₂]·K₁[t₁],   b = b₂ + b₁·ΣK₂,   stride s₁·s₂
/// (substitute the definition of the first layer's output into the second's). Where the second pads its map, the
/// composite's margins go as far, and the two differ near the border.
/// Errors: ComposeMaxPool; TooLarge; OutOfMemory.
Result<Composite> compose(const Layer& first, const Layer& second, const Geometry& firstGeometry,
                          const Geometry& secondGeometry);

/// What is added up in one weight of the composite: a weight of the first kernel times one of the second.
struct CompositeProduct {
    WeightCell first;
    WeightCell second;
    bool operator==(const CompositeProduct&) const = default;
};
/// The products of the weight at `cell`, in the order of the second kernel.
std::vector<CompositeProduct> productsOf(WeightCell cell, Shape firstKernel, Shape secondKernel,
                                         const Geometry& firstGeometry, const Geometry& secondGeometry);

Grid64 inDouble(GridView<float> x);
/// A layer's map in double, each cell by its definition, so that nothing is rounded between two layers.
Grid64 mapInDouble(GridView<double> x, const Layer& layer, const Geometry& geometry);

/// The output of two layers, and what the composite makes of the same input, both with the second's activation.
struct Comparison {
    Grid64 two;
    Grid64 one;
    OutputCell where; ///< of the largest difference
    double difference = 0;
    double reach = 0; ///< the largest magnitude of `two`
    /// Equal but for the rounding of doubles.
    bool equal() const { return difference <= 1e-9 * reach; }
};
Comparison compare(GridView<float> x, const Layer& first, const Layer& second, const Geometry& firstGeometry,
                   const Geometry& secondGeometry, const Composite& one);

/// The one layer that does what the two do, its weights rounded to single precision.
Layer layerOf(const Composite& composite, Activation activation);

} // namespace lab
