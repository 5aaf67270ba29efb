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

} // namespace lab
