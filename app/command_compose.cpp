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
    const auto stack = arguments.good() ? readStack(arguments, Unsaid::FirstLayer) : std::nullopt;
    if (!stack)
        return arguments.end();
    const std::size_t first = stack->layer, second = first + 1;
    if (second == stack->layers.size()) {
        arguments.refuse(tr("Behind layer %1 is none to compose it with.").arg(second));
        return arguments.end();
    }
    const Layer &a = stack->layers[first], &b = stack->layers[second];
    const Geometry &ofA = stack->geometries[first], &ofB = stack->geometries[second];
    if (const auto obstacle = composeObstacle(a, b, ofB); obstacle && !arguments.has("anyway"_L1))
        arguments.refuse(*obstacle);
    const auto one = arguments.good() ? arguments.take(compose(a, b, ofA, ofB)) : std::nullopt;
    if (!one)
        return arguments.end();
    writeMaps(arguments, std::vector<Grid64>{one->kernel});
    // What goes to standard output on request, stands there alone.
    const bool alone = isStandardOutput(arguments.text("output"_L1)) || arguments.has("format"_L1);
    if (arguments.good() && !alone)
        print(optionsOf(*one));
    return arguments.end();
}

} // namespace lab
