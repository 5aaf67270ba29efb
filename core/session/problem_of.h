// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learning/train_problem.h"

#include <limits>
#include <stop_token>

namespace lab
{

struct Session;

/// The problem of a session's focused layer, for a kernel of the start kernel's size. A layer that is not the
/// first learns from the maps before it; what is learned is the convolution before its activation. Errors: those of
/// resolve(), PoolingLearnsNothing, TargetShape, TargetPlanes, Stopped,
/// OutOfMemory.
Result<TrainProblem> trainProblem(const Session& session, std::stop_token stop = {});

/// How many epochs two sessions have in common: they pose the same problem from the same start, and each of these
/// epochs of one is that epoch of the other. kAllEpochs where nothing tells them apart.
inline constexpr int kAllEpochs = std::numeric_limits<int>::max();
int sharedEpochs(const Session& a, const Session& b);
/// Whether what is learned from (inputs, targets, geometry) is the same: its normal matrix serves both.
bool sameData(const Session& a, const Session& b);

} // namespace lab
