// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/operands.h"
#include "app/results.h"
#include "ui/io/filtered_image.h"

#include <QFileInfo>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace lab
{

using namespace Qt::StringLiterals;

int runFilter(Arguments& arguments)
{
    Layer layer = arguments.layer();
    if (!arguments.good())
        return arguments.end();
    const QString path = arguments.text("input"_L1);
    const auto bytes = readWhole(arguments, path);
    auto kernel = bytes ? readKernel(arguments, "kernel"_L1, arguments.text("kernel"_L1)) : std::nullopt;
    if (!kernel)
        return arguments.end();
    const auto weights = std::as_const(*kernel).cells();
    if (!std::all_of(weights.begin(), weights.end(), [](float weight) { return std::isfinite(weight); })) {
        arguments.refuse(Arguments::tr("A kernel that holds NaN or infinite numbers makes no colours."));
        return arguments.end();
    }
    layer.kernel = std::move(*kernel);
    const QString name = path == u"-"_s ? Arguments::tr("standard input") : QFileInfo(path).fileName();
    const auto filtered = arguments.take(filteredImage(*bytes, name, layer));
    if (!filtered)
        return arguments.end();
    writePicture(arguments, filtered->image);
    if (arguments.good() && !isStandardOutput(arguments.text("output"_L1)))
        print(rangeText(filtered->statistics.range) + u'\n');
    return arguments.end();
}

} // namespace lab
