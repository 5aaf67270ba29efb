// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/geometry/conv_spec.h"
#include "core/layers/activation.h"
#include "core/numbers/grid.h"

#include <span>
#include <string_view>
#include <vector>

namespace lab
{

inline constexpr std::size_t kMostLayers = 32;

enum class LayerKind { Convolution, MaxPool, AveragePool };

struct LayerKindRow {
    LayerKind kind;
    std::string_view id; ///< in files
    std::string_view label;
    std::string_view noun; ///< inside a sentence
    std::string_view sentence;
};
std::span<const LayerKindRow> layerKinds();
const LayerKindRow& infoOf(LayerKind kind);

/// A layer of one channel. A convolution is the cross-correlation of its input with `kernel` (or the convolution, by
/// its spec), plus the scalar `bias` (Dive into Deep Learning, section 7.2.2), and then the activation. A pooling
/// takes the largest or the mean of each window (section 7.5); of its spec it has stride and padding. A layer keeps
/// what its present kind does not use, so that changing the kind back loses nothing.
struct Layer {
    Grid kernel{{1}};
    float bias = 0;
    ConvSpec spec;
    Activation activation = Activation::None;
    LayerKind kind = LayerKind::Convolution;
    Shape pool{2, 2}; ///< the window of a pooling

    bool pools() const { return kind != LayerKind::Convolution; }
    /// The activation that counts: a pooling has none.
    Activation activates() const { return pools() ? Activation::None : activation; }
    Shape window() const { return pools() ? pool : kernel.shape(); }
};

/// The geometry of one layer. A pooling's border holds no values: its largest is never one of the padding, its mean
/// counts the padding as zeros. Errors: those of resolve(); PoolPadding for a pooling whose padding is
/// more than half its window (as in PyTorch: no window then lies in the padding alone).
Result<Geometry> resolveLayer(Shape input, const Layer& layer);

/// The geometry of each layer in order, each on the output of the one before; the first error ends it. Also:
/// TooManyLayers.
Result<std::vector<Geometry>> resolve(Shape input, const std::vector<Layer>& layers);

/// The weights that lie on a window, tap by tap in double: the kernel (turned in a convolution), or of an average
/// pooling 1/n each. Not for max pooling, whose weights depend on the window: see layerCell().
Grid64 tapWeights(const Layer& layer);

/// One output cell, in double.
struct CellValue {
    double sum = 0; ///< before the activation
    double value = 0;
    int winner = -1; ///< the tap that max pooling took: the first of the largest, or the last that is no number
};
/// The definition of a layer's output, and the source of every number that a cell shows.
CellValue layerCell(GridView<float> x, const Layer& layer, const Geometry& geometry, OutputCell cell);
CellValue layerCell(GridView<double> x, const Layer& layer, const Geometry& geometry, OutputCell cell);

} // namespace lab
