// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/names.h"
#include "app/results.h"
#include "app/stack.h"
#include "core/layers/receptive_field.h"
#include "core/numbers/number_text.h"
#include "ui/paint/words.h"

namespace lab
{

using namespace Qt::StringLiterals;

namespace
{

QString text(double value)
{
    return QString::fromStdString(shortest(value));
}

/// "3x2", and "3" where both are alike.
QString both(double rows, double cols)
{
    return rows == cols ? text(rows) : text(rows) + u'x' + text(cols);
}

/// "1", or top, bottom, left, right.
QString paddingOf(const Geometry& g)
{
    if (g.rows.margin == g.cols.margin && g.rows.margin.before == g.rows.margin.after)
        return text(g.rows.margin.before);
    return QStringLiteral("%1 %2 %3 %4")
        .arg(g.rows.margin.before)
        .arg(g.rows.margin.after)
        .arg(g.cols.margin.before)
        .arg(g.cols.margin.after);
}

WordTable tableOf(const Stack& stack)
{
    WordTable table{{u"layer"_s, u"kind"_s, u"activation"_s, u"kernel"_s, u"stride"_s, u"dilation"_s, u"padding"_s,
                     u"output"_s, u"jump"_s, u"field"_s, u"start"_s, u"parameters"_s, u"multiplications"_s},
                    {}};
    const auto rows = layerTable(stack.layers, stack.geometries);
    for (std::size_t l = 0; l < rows.size(); ++l) {
        const Layer& layer = stack.layers[l];
        const Geometry& g = stack.geometries[l];
        const LayerRow& row = rows[l];
        table.rows += {QString::number(l + 1),
                       latin1Text(infoOf(layer.kind).id),
                       latin1Text(infoOf(layer.activates()).id),
                       both(g.rows.kernel, g.cols.kernel),
                       both(g.rows.stride, g.cols.stride),
                       both(g.rows.dilation, g.cols.dilation),
                       paddingOf(g),
                       QStringLiteral("%1x%2").arg(g.rows.output).arg(g.cols.output),
                       both(row.rows.jump, row.cols.jump),
                       both(row.rows.size, row.cols.size),
                       both(row.rows.start, row.cols.start),
                       QString::number(row.parameters),
                       text(row.multiplications)};
    }
    return table;
}

/// What stands below the table in the window.
QString totalsOf(const Stack& stack)
{
    double parameters = 0, multiplications = 0;
    for (const LayerRow& row : layerTable(stack.layers, stack.geometries)) {
        parameters += double(row.parameters);
        multiplications += row.multiplications;
    }
    return tr("In total %1 parameters and %2 multiplications; an element of the last map %3 the whole input, %4x%5.")
        .arg(text(parameters), text(multiplications), coversInput(stack.geometries) ? tr("sees") : tr("does not see"))
        .arg(stack.input->shape().rows)
        .arg(stack.input->shape().cols);
}

} // namespace

int runTable(Arguments& arguments)
{
    checkStack(arguments);
    const auto stack = arguments.good() ? readStack(arguments) : std::nullopt;
    if (!stack)
        return arguments.end();
    const WordTable table = tableOf(*stack);
    print(arguments.has("csv"_L1) ? asCsv(table) : inColumns(table) + totalsOf(*stack) + u'\n');
    return arguments.end();
}

} // namespace lab
