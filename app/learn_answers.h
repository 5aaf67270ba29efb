// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/insight.h"

#include <QString>

namespace lab
{

// What is known about a run without running it, with all digits.

QString allDigits(double value);

/// The kernel with the smallest loss, of several the one nearest to the start.
Grid64 exactKernel(const Insight& insight);
/// It as a matrix in place, its loss, and what the input leaves open of it.
QString exactText(const TrainSpec& spec, const Insight& insight);
/// The loss that an epoch began with, and its gradient.
QString gradientText(const TrainSpec& spec, const EpochRecord& epoch);
/// What the curvature of the loss says of the rate.
QString limitsText(const TrainSpec& spec, const Curvature& curvature);

} // namespace lab
