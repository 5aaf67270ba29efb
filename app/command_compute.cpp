// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_options.h"
#include "core/session/evaluate.h"
#include "core/session/session.h"
#include "ui/io/output_file.h"

namespace lab
{

using namespace Qt::StringLiterals;

int runCompute(Arguments& arguments)
{
    constexpr int kThreads = 2;
    Session session;
    session.layers = {arguments.layer()};
    if (arguments.problem())
        return failUsage(*arguments.problem(), QLatin1String(arguments.command().name));

    const Console console;
    auto input = readOperand(arguments.text("input"_L1));
    if (!input)
        return fail(input.error());
    const auto kernel = readOperand(arguments.text("kernel"_L1));
    if (!kernel)
        return fail(kernel.error());
    session.input = std::move(*input);
    session.layer().kernel = (*kernel)->grey();
    const auto evaluated = evaluate(session, {kThreads, {}});
    if (!evaluated)
        return fail(evaluated.error());
    const auto written = writePlanes(arguments.text("output"_L1, u"-"_s), evaluated->maps.back());
    return written ? kDone : fail(written.error());
}

} // namespace lab
