// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/map_export.h"

#include "core/numbers/heavy_work.h"
#include "ui/io/formats.h"
#include "ui/io/output_file.h"
#include "ui/paint/words.h"

#include <QFileInfo>

namespace lab
{

namespace
{

/// What the picture means, and what it does not tell.
QString saidOf(const PlaneMapping& mapping, const WriteReport& report)
{
    QString range = tr("%1 is black and %2 is white").arg(number(double(mapping.low)), number(double(mapping.high)));
    if (report.cut <= 0)
        return range;
    return tr("%1; %2 % of the cells lie outside and were cut off").arg(range, number(100 * report.cut, 2));
}

std::int64_t cellsOf(const std::vector<Grid>& planes)
{
    return planes.empty() ? 0 : std::int64_t(planes.size()) * planes.front().shape().cells();
}

ExportWay mappedWay(const QString& label, const QString& path, const MapExport& map, const PlaneMapping& mapping)
{
    return {label, [path, planes = map.planes, mapping](std::stop_token stop) -> Result<QString> {
                const auto report = writePlanes(path, *planes, mapping, stop);
                if (!report)
                    return report.error();
                return mapping.asNumbers ? tr("the numbers as they are") : saidOf(mapping, *report);
            }};
}

} // namespace

std::vector<ExportWay> exportWays(const QString& path, const MapExport& map)
{
    const PictureFormat* const format = writableFormat(QFileInfo(path).suffix());
    if (!format)
        return {{{}, [path, planes = map.planes](std::stop_token stop) -> Result<QString> {
                     const auto done = writePlanes(path, *planes, PlaneMapping(), stop);
                     return done ? Result<QString>(QString()) : done.error();
                 }}};
    noteHeavyWork(HeavyWork::Compute, cellsOf(*map.planes));
    const PlaneMapping unit, range = wholeRange(*map.planes);
    const bool fits = range.low >= 0 && range.high <= 1;
    const PlaneMapping whole = fits ? unit : range;
    std::vector<ExportWay> ways;
    ways.push_back(mappedWay(tr("From the least to the greatest number"), path, map, whole));
    if (!fits)
        ways.push_back(mappedWay(tr("0 to 1, the rest cut off"), path, map, unit));
    if (format->deep) {
        PlaneMapping deep = whole;
        deep.bits = 16;
        ways.push_back(mappedWay(tr("In 16 bits"), path, map, deep));
    }
    if (format->floats)
        ways.push_back(mappedWay(tr("The numbers as they are"), path, map, {.asNumbers = true}));
    if (map.shown)
        ways.push_back(
            {tr("As shown, in colours"), [path, shown = map.shown](std::stop_token stop) -> Result<QString> {
                 const auto done = writeImage(path, shown(), stop);
                 return done ? Result<QString>(tr("in the colours of the screen")) : done.error();
             }});
    return ways;
}

} // namespace lab
