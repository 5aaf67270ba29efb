// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layers/layer.h"
#include "core/numbers/plane.h"

#include <span>
#include <stop_token>
#include <vector>

namespace lab
{

struct Session;

/// The feature maps of a session: maps[layer][plane].
struct FeatureMaps {
    std::vector<std::vector<Grid>> maps;
    Identity identity = Identity::fresh();
};

/// The maps of one layer, to be shown.
std::vector<Plane> shownMaps(const std::shared_ptr<const FeatureMaps>& maps, std::size_t layer);

struct EvaluateOptions {
    int threads = 1;
    std::stop_token stop = {};
    bool reference = false; ///< every cell by its definition, whatever the size
};

/// Outputs up to this size are computed by the reference, so that every number shown is the explained one.
inline constexpr Shape kReferenceOutput{64, 64};
inline bool byReference(Shape output)
{
    return output.rows <= kReferenceOutput.rows && output.cols <= kReferenceOutput.cols;
}

/// Puts sums through an activation, in place.
void activate(Activation activation, std::span<float> sums);

/// The maps of a stack feed each other, so up to this many products (some hundredths of a second) all of them are
/// computed by the reference: then no number that is shown or explained has come from a fast path on the way.
inline constexpr double kReferenceProducts = 5e6;

/// One plane through one layer, into `y` (its shape: geometry.output()). Errors: Stopped, OutOfMemory.
Result<Done> featureMap(GridView<float> x, const Layer& layer, const Geometry& geometry,
                        const EvaluateOptions& options, Grid& y);

/// Runs every layer over every plane. Buffers of `recycled` are used again where they fit.
/// Errors: those of resolve(), Stopped, OutOfMemory.
Result<FeatureMaps> evaluate(const Session& session, const EvaluateOptions& options, FeatureMaps recycled = {});

} // namespace lab
