// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/race.h"
#include "ui/paint/theme.h"
#include "ui/widgets/loss_chart.h"

namespace lab
{

/// What stands beside the present run on a chart: earlier runs, thin, and the lanes of a race up to its epoch.
std::vector<LossCurve> otherCurves(const Learner& learner, const Race* race, const Theme& theme);

/// Shows the present run on a chart, up to the epoch `shown` of `planned`, beside `others`. Of one that stands also
/// what comes after, which is no secret then, and the loss of the kernel as it is.
void showRun(LossChart& chart, const Learner& learner, int shown, int planned, std::vector<LossCurve> others);

} // namespace lab
