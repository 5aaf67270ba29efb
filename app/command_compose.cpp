// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/results.h"
#include "app/stack.h"
#include "core/layers/composition.h"
#include "core/numbers/number_text.h"
#include "ui/paint/words.h"

namespace lab
{

using namespace Qt::StringLiterals;

namespace
{

/// How the one kernel is slid, as options that compute takes.
QString optionsOf(const Composite& one)
{
    const Padding& p = one.spec.padding;
    return QStringLiteral("--bias %1 --padding %2,%3,%4,%5 --border %6 --stride %7,%8\n")
        .arg(QString::fromStdString(shortest(one.bias)))
        .arg(p.rows.before)
        .arg(p.rows.after)
        .arg(p.cols.before)
        .arg(p.cols.after)
        .arg(QLatin1String(infoOf(one.spec.border).id))
        .arg(one.spec.stride.rows)
        .arg(one.spec.stride.cols);
}

} // namespace

int runCompose(Arguments& arguments)
{
    checkStack(arguments);
    arguments.integer("layer"_L1, 1, 1);
    if (!arguments.good())
        return arguments.end();
    const auto session = readStack(arguments);
    const auto geometries = session ? geometriesOf(arguments, *session) : std::nullopt;
    const auto first = geometries ? layerNumber(arguments, *session, 0) : std::nullopt;
    if (!first)
        return arguments.end();
    const std::size_t second = *first + 1;
    if (second == session->layers.size()) {
        arguments.refuse(tr("Behind layer %1 is none to compose it with.").arg(second));
        return arguments.end();
    }
    const Layer &a = session->layers[*first], &b = session->layers[second];
    const auto obstacle = composeObstacle(a, b, (*geometries)[second]);
    if (obstacle && !arguments.has("anyway"_L1))
        arguments.refuse(*obstacle);
    const auto one =
        arguments.good() ? arguments.take(compose(a, b, (*geometries)[*first], (*geometries)[second])) : std::nullopt;
    if (!one)
        return arguments.end();
    const std::vector<Grid64> kernel{one->kernel};
    writeMaps(arguments, kernel);
    // What goes to standard output on request, stands there alone.
    const bool alone = isStandardOutput(arguments.text("output"_L1)) || arguments.has("format"_L1);
    if (arguments.good() && !alone)
        print(optionsOf(*one));
    return arguments.end();
}

} // namespace lab
