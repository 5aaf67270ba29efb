// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arguments.h"
#include "core/learning/train_spec.h"
#include "core/session/insight.h"

#include <optional>

namespace lab
{

/// What is wrong with how a run is described; nothing is read yet.
void checkLearning(Arguments& arguments);
/// A run, ready to begin.
struct LearningRun {
    PreparedProblem problem;
    TrainSpec spec;
};
/// That of FILE, or of --input and --target, changed by the options that were given.
std::optional<LearningRun> readLearningRun(Arguments& arguments);

} // namespace lab
