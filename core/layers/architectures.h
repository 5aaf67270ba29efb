// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layers/layer.h"

#include <span>
#include <string_view>
#include <vector>

namespace lab
{

/// Equal layers in a row.
struct LayerShape {
    LayerKind kind;
    int window; ///< square
    int stride;
    int padding; ///< on every side
    int repeat = 1;
};

/// The convolutions and poolings of a published network up to its classifier, one channel of them, without what it
/// learned.
struct Architecture {
    std::string_view id;
    std::string_view title;
    std::string_view sentence;
    std::string_view source; ///< of the layers, and of the published figure
    int input; ///< the side of its square input
    Activation activation;
    std::span<const LayerShape> shapes;
    int field; ///< receptive-field size of the last layer, as published
};
std::span<const Architecture> architectures();

/// Its layers. The weights stand in for the learned ones: 1/n each, so that a map shows something.
std::vector<Layer> layersOf(const Architecture& architecture);

} // namespace lab
