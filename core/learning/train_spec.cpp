// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning/train_spec.h"

#include <algorithm>

namespace lab
{

std::vector<double> TrainSpec::startParameters() const
{
    std::vector<double> start(startKernel.cells().begin(), startKernel.cells().end());
    start.push_back(startBias);
    return start;
}

double TrainSpec::rateOf(int n) const
{
    double now = rate;
    for (const RateChange& change : rateChanges)
        if (change.epoch < n)
            now = change.rate;
    return now;
}

void TrainSpec::changeRate(int after, double to)
{
    std::erase_if(rateChanges, [after](const RateChange& change) { return change.epoch >= after; });
    if (after <= 0)
        rate = to;
    else if (!sameNumber(rateOf(after), to))
        rateChanges.push_back({after, to});
}

int TrainSpec::sharedEpochs(const TrainSpec& other) const
{
    const bool sameTarget = (!target && !other.target) || (target && other.target && *target == *other.target);
    if (!sameTarget || !(hiddenKernel == other.hiddenKernel) || !sameNumber(hiddenBias, other.hiddenBias) ||
        !(startKernel == other.startKernel) || !sameNumber(startBias, other.startBias) || seed != other.seed ||
        draw != other.draw || optimiser != other.optimiser || learnBias != other.learnBias ||
        reduction != other.reduction)
        return 0;
    // Between two changes of either the rates are constant: they part where one of these stretches differs.
    std::vector<int> begins{0};
    for (const auto* changes : {&rateChanges, &other.rateChanges})
        for (const RateChange& change : *changes)
            begins.push_back(change.epoch);
    std::sort(begins.begin(), begins.end());
    for (const int begin : begins)
        if (!sameNumber(rateOf(begin + 1), other.rateOf(begin + 1)))
            return begin;
    return std::numeric_limits<int>::max();
}

bool TrainSpec::samePath(const TrainSpec& other) const
{
    return sharedEpochs(other) == std::numeric_limits<int>::max();
}

} // namespace lab
