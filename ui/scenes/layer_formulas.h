// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layers/receptive_field.h"

#include <QString>
#include <QStringList>

namespace lab
{

/// The formulas of one layer's row of the table with its numbers put in, a line each: output size, jump, size and
/// start of the field, parameters, multiplications. Both axes where they differ. Sources: see Reach.
QStringList layerFormulas(const Layer& layer, const Geometry& geometry, const LayerRow& row);

/// "3" where both axes agree, else "3 × 5".
QString bothAxes(double rows, double cols);
/// The padding of both axes, "1" or "1 + 0 × 2 + 2".
QString paddingText(const Geometry& geometry);

} // namespace lab
