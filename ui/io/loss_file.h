// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learning/history.h"

#include <QByteArray>
#include <QString>

#include <span>

namespace lab
{

struct LossColumn {
    QString name;
    std::span<const double> losses;
};

/// A run as CSV, one line for each of the first `epochs`: epoch, loss, sum of squares, weights and bias after the
/// update (blank where a long run keeps its losses alone); then the losses of other runs, which may be longer.
/// Numbers read back as they were.
QByteArray lossCsv(const History& history, int epochs, Shape kernel, std::span<const LossColumn> others);

} // namespace lab
