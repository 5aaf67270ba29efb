// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QString>

class QMimeData;
class QTemporaryDir;

namespace lab
{

/// A picture for whoever takes it, as a file of this name too, which lies in `folder`; null where that cannot be
/// written. Owned by the caller.
QMimeData* pictureForOthers(const QImage& image, const QString& name, const QTemporaryDir& folder);

} // namespace lab
