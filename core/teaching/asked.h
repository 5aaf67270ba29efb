// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learning/trainer.h"
#include "core/teaching/question.h"

#include <memory>
#include <vector>

namespace lab
{

struct Session;

/// The layer that a question is about, and what it reads: the first plane of the map before it.
struct AskedLayer {
    GridView<float> x;
    Layer layer;
    Geometry geometry;
    std::vector<Layer> layers; ///< the whole stack
    std::vector<Geometry> geometries;
    std::shared_ptr<const void> owner; ///< keeps x alive

    /// An output cell in double, by the definition.
    double cell(OutputCell at) const { return layerCell(x, layer, geometry, at).value; }
};
/// Errors: AskedLayer, those of resolve() and evaluate().
Result<AskedLayer> askedLayer(const Session& session, std::size_t layer);

/// An epoch that a question is about; the question's layer is the one that learns.
struct AskedEpoch {
    TrainProblem problem; ///< of all planes
    Grid64 kernel; ///< before the update
    double bias = 0;
    EpochRecord record;
    double rate = 0;
    double nextLoss = 0; ///< behind the update

    /// Output less target, plane by plane.
    std::vector<Grid64> residuals() const;
};
/// Epochs go from 1. Each is computed anew, so there are at most kMostAskedEpochs. Errors: AskedLayer, AskedEpoch
/// (also where the run ended before), those of prepareProblem().
inline constexpr int kMostAskedEpochs = 10'000;
Result<AskedEpoch> askedEpoch(const Session& session, std::size_t layer, int epoch);

} // namespace lab
