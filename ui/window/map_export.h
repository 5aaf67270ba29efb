// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/grid.h"
#include "core/numbers/result.h"

#include <QImage>
#include <QString>

#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

namespace lab
{

/// Numbers that are to be written, and how they stand on the screen.
struct MapExport {
    std::shared_ptr<const std::vector<Grid>> planes;
    std::function<QImage()> shown; ///< a pixel for each cell, in colours; called on any thread
};

/// A way to write them; what `write` answers is said of it. Errors: Stopped and those of writing.
struct ExportWay {
    QString label;
    std::function<Result<QString>(std::stop_token)> write;
};

/// The ways to write numbers to a file by its name's ending, the usual one first. A picture holds 0 to 1: numbers
/// beyond are mapped by their range, or cut off, and which of them is said. Looks at every number: not for the
/// window's thread.
std::vector<ExportWay> exportWays(const QString& path, const MapExport& map);

} // namespace lab
