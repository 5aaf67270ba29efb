// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer.h"

namespace lab
{

Result<std::vector<Geometry>> resolve(Shape input, const std::vector<Layer>& layers)
{
    std::vector<Geometry> geometries;
    geometries.reserve(layers.size());
    for (const Layer& layer : layers) {
        const auto geometry = resolve(input, layer.kernel.shape(), layer.spec);
        if (!geometry)
            return geometry.error();
        geometries.push_back(*geometry);
        input = geometry->output();
    }
    return geometries;
}

} // namespace lab
