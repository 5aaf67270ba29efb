// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/epoch_state.h"

#include <algorithm>

namespace lab
{

EpochState epochState(const Learner& learner, const TrainSpec& spec)
{
    const History& history = learner.history();
    const int shown = std::min(learner.epoch(), int(history.size()));
    const bool done = learner.phase() == Phase::Updated && shown > 0;
    EpochState state;
    state.number = done ? shown : shown + 1;
    state.phase = learner.phase();
    const int before = state.number - 1; // epochs done before it
    state.before = before == 0 ? spec.startKernel : history.kernel(std::size_t(before - 1));
    state.biasBefore = before == 0 ? spec.startBias : history.bias(std::size_t(before - 1));
    state.rate = spec.rateOf(state.number);
    if (int(history.size()) >= state.number) {
        const EpochRecord record = history[std::size_t(before)];
        state.gradient = record.kernelGradient;
        state.biasGradient = record.biasGradient;
        state.after = record.kernel;
        state.biasAfter = record.bias;
        return state;
    }
    const auto base = learner.trainer();
    if (!base || (!base->normal() && epochMethod(base->problem()) == EpochMethod::Fused))
        return state;
    Trainer next = base->resumed(history);
    if (next.step(state.rate)) {
        const EpochRecord record = next.history().back();
        state.gradient = record.kernelGradient;
        state.biasGradient = record.biasGradient;
        state.after = record.kernel;
        state.biasAfter = record.bias;
    }
    return state;
}

} // namespace lab
