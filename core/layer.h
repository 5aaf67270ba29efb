// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/conv_spec.h"
#include "core/grid.h"

#include <vector>

namespace lab
{

/// A convolutional layer: the cross-correlation of its input with `kernel`, plus the scalar `bias`
/// (Dive into Deep Learning, section 7.2.2).
struct Layer {
    Grid kernel{{1}};
    float bias = 0;
    ConvSpec spec;
    bool operator==(const Layer& other) const
    {
        return kernel == other.kernel && sameNumber(bias, other.bias) && spec == other.spec;
    }
};

/// The geometry of each layer in order, each on the output of the one before; the first error ends it.
Result<std::vector<Geometry>> resolve(Shape input, const std::vector<Layer>& layers);

} // namespace lab
