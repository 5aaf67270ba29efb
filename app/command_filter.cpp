// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_options.h"
#include "ui/io/filtered_image.h"
#include "ui/io/output_file.h"

#include <QFile>
#include <QFileInfo>

namespace lab
{

int runFilter(Arguments& arguments)
{
    Layer layer = arguments.layer();
    if (arguments.problem())
        return failUsage(*arguments.problem(), arguments.command().name);

    const Console console;
    const QString path = arguments.text("input");
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error{ErrorCode::CannotOpen, {path.toStdString(), file.errorString().toStdString()}});
    const auto kernel = readOperand(arguments.text("kernel"));
    if (!kernel)
        return fail(kernel.error());
    layer.kernel = (*kernel)->grey();
    const auto filtered = filteredImage(file.readAll(), QFileInfo(path).fileName(), layer);
    if (!filtered)
        return fail(filtered.error());
    const auto written = writeImage(arguments.text("output"), filtered->image);
    if (!written)
        return fail(written.error());
    print(rangeText(filtered->statistics.range) + '\n');
    return kDone;
}

} // namespace lab
