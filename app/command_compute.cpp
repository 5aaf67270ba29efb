// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_options.h"
#include "core/session.h"
#include "ui/io/output_file.h"

#include <QCoreApplication>

namespace lab
{

int runCompute(Arguments& arguments)
{
    constexpr int kThreads = 2;
    Session session;
    Layer& layer = session.layers.front();
    layer.bias = float(arguments.number("bias", 0));
    layer.spec = arguments.spec();
    if (arguments.problem())
        return failUsage(*arguments.problem(), arguments.command().name);

    int argc = 1;
    char name[] = "corr2d-lab";
    char* argv[] = {name, nullptr};
    const QCoreApplication application(argc, argv); // finds the image plug-ins
    auto input = readOperand(arguments.text("input"));
    if (!input)
        return fail(input.error());
    const auto kernel = readOperand(arguments.text("kernel"));
    if (!kernel)
        return fail(kernel.error());
    session.input = std::move(*input);
    layer.kernel = (*kernel)->grey();
    const auto evaluated = evaluate(session, {kThreads, {}});
    if (!evaluated)
        return fail(evaluated.error());
    const auto written = writePlanes(arguments.text("output", "-"), evaluated->maps.back());
    return written ? kDone : fail(written.error());
}

} // namespace lab
