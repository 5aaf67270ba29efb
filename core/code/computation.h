// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/code/code_line.h"
#include "core/layers/layer.h"
#include "core/learning/train_spec.h"
#include "core/numbers/result.h"

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace lab
{

struct Session;

/// What code is written of: all layers, or the learning of the focused one.
enum class CodeSubject { Layers, Learning };

struct CodeLayer {
    Layer layer;
    Geometry geometry;
};

/// A learning run as far as it has come; of one that has not begun, as far as it will come.
struct CodeRun {
    TrainSpec spec;
    Geometry geometry; ///< of the start kernel
    ConvSpec slides;
    int layer = 0; ///< which one learns
    int epochs = 0; ///< before the run diverges, reaches its tolerance, or is at its end
    /// What makes the target of the input; none: it is in targets.
    std::optional<CodeLayer> hidden;
    std::vector<Plane> targets;
    std::vector<double> parameters; ///< after the epochs: the weights in reading order, then the bias
    double loss = 0; ///< that the last epoch began with
    double parameterTolerance = 0;
    double lossTolerance = 0;

    /// The weights, and the bias if it is learned.
    int learned() const { return geometry.taps() + (spec.learnBias ? 1 : 0); }
};

/// A session's numbers, resolved and computed: all that code is written from.
struct Computation {
    std::string inputName;
    std::vector<Plane> inputs; ///< 1 or 3
    std::vector<CodeLayer> layers; ///< in order; of learning, those before the one that learns
    std::vector<Plane> outputs; ///< of the last layer; none of learning
    /// How far another order of summation, in double, may end from the outputs: each map is rounded to single
    /// precision, by at most 2⁻²⁴·(Σ|x·w| + |b|), or by as much for every weight where it is computed in single
    /// precision.
    double tolerance = 0;
    bool exact = true; ///< the outputs are the definition's, so their digits are the same on every machine
    bool finite = true; ///< no input, weight or output is NaN or infinite
    bool firstLayersFollow = true; ///< of learning: the inputs are the session's, not the maps before the layer
    std::optional<CodeRun> run;

    int planes() const { return int(inputs.size()); }
};

/// Errors: those of evaluate() and trainProblem(); DataNotFinite.
Result<Computation> computationOf(const Session& session, CodeSubject subject, std::stop_token stop = {});

} // namespace lab
