// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_options.h"
#include "ui/io/filtered_image.h"
#include "ui/io/input_file.h"
#include "ui/io/output_file.h"

#include <QFileInfo>

namespace lab
{

using namespace Qt::StringLiterals;

int runFilter(Arguments& arguments)
{
    Layer layer = arguments.layer();
    if (arguments.problem())
        return failUsage(*arguments.problem(), QLatin1String(arguments.command().name));

    const Console console;
    const QString path = arguments.text("input"_L1);
    const auto bytes = readBytes(path);
    if (!bytes)
        return fail(bytes.error());
    const auto kernel = readOperand(arguments.text("kernel"_L1));
    if (!kernel)
        return fail(kernel.error());
    layer.kernel = (*kernel)->grey();
    const auto filtered = filteredImage(*bytes, QFileInfo(path).fileName(), layer);
    if (!filtered)
        return fail(filtered.error());
    const auto written = writeImage(arguments.text("output"_L1), filtered->image);
    if (!written)
        return fail(written.error());
    print(rangeText(filtered->statistics.range) + u'\n');
    return kDone;
}

} // namespace lab
