// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QString>

namespace lab
{

/// An icon of resources/icons by its file's name, drawn in the text colour of the palette that is current when
/// it is painted. `onAccent`: for a button filled with the accent colour.
QIcon icon(const QString& name, bool onAccent = false);

} // namespace lab
