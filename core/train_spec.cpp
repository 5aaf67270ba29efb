// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train_spec.h"

namespace lab
{

bool TrainSpec::samePath(const TrainSpec& other) const
{
    const bool sameTarget = (!target && !other.target) || (target && other.target && *target == *other.target);
    return sameTarget && hiddenKernel == other.hiddenKernel && sameNumber(hiddenBias, other.hiddenBias) &&
           startKernel == other.startKernel && sameNumber(startBias, other.startBias) && seed == other.seed &&
           optimiser == other.optimiser && sameNumber(rate, other.rate) && learnBias == other.learnBias &&
           reduction == other.reduction;
}

bool TrainSpec::operator==(const TrainSpec& other) const
{
    return samePath(other) && epochs == other.epochs && epoch == other.epoch;
}

} // namespace lab
