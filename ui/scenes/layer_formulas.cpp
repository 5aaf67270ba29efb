// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/layer_formulas.h"

#include "ui/paint/words.h"

namespace lab
{

namespace
{

/// Sizes and counts, whole as far as they go.
QString count(double value)
{
    return number(value, 8);
}

QString outputText(const Axis& a)
{
    return QStringLiteral("⌊(%1 + %2 + %3 − %4·(%5 − 1) − 1) / %6⌋ + 1 = %7")
        .arg(a.input)
        .arg(a.margin.before)
        .arg(a.margin.after)
        .arg(a.dilation)
        .arg(a.kernel)
        .arg(a.stride)
        .arg(a.output);
}

QString jumpText(const Axis& a, const Reach& before, const Reach& after)
{
    return QStringLiteral("%1·%2 = %3").arg(count(before.jump)).arg(a.stride).arg(count(after.jump));
}

QString sizeText(const Axis& a, const Reach& before, const Reach& after)
{
    return QStringLiteral("%1 + %2·(%3 − 1)·%4 = %5")
        .arg(count(before.size))
        .arg(a.dilation)
        .arg(a.kernel)
        .arg(count(before.jump), count(after.size));
}

QString startText(const Axis& a, const Reach& before, const Reach& after)
{
    return QStringLiteral("%1 + (%2·(%3 − 1)/2 − %4)·%5 = %6")
        .arg(factorText(count(before.start)))
        .arg(a.dilation)
        .arg(a.kernel)
        .arg(a.margin.before)
        .arg(count(before.jump), count(after.start));
}

QString line(const QString& name, const QString& formula, const QString& rows, const QString& cols)
{
    if (rows == cols)
        return QStringLiteral("%1 = %2 = %3").arg(name, formula, rows);
    return tr("%1 = %2; rows: %3; columns: %4").arg(name, formula, rows, cols);
}

} // namespace

QStringList layerFormulas(const Layer& layer, const Geometry& g, const LayerRow& row)
{
    QStringList lines{
        line(tr("output"), QStringLiteral("⌊(n + p₁ + p₂ − d·(k − 1) − 1) / s⌋ + 1"), outputText(g.rows),
             outputText(g.cols)),
        line(tr("jump"), QStringLiteral("j·s"), jumpText(g.rows, row.rowsBefore, row.rows),
             jumpText(g.cols, row.colsBefore, row.cols)),
        line(tr("field"), QStringLiteral("r + d·(k − 1)·j"), sizeText(g.rows, row.rowsBefore, row.rows),
             sizeText(g.cols, row.colsBefore, row.cols)),
        line(tr("start"), QStringLiteral("t + (d·(k − 1)/2 − p₁)·j"), startText(g.rows, row.rowsBefore, row.rows),
             startText(g.cols, row.colsBefore, row.cols)),
    };
    if (layer.pools()) {
        lines << tr("A pooling has no parameters and multiplies nothing.");
        return lines;
    }
    lines << tr("parameters = weights + bias = %1·%2 + 1 = %3")
                 .arg(g.rows.kernel)
                 .arg(g.cols.kernel)
                 .arg(row.parameters);
    lines << tr("multiplications = windows · weights = %1·%2 · %3 = %4")
                 .arg(g.rows.output)
                 .arg(g.cols.output)
                 .arg(g.taps())
                 .arg(count(row.multiplications));
    return lines;
}

QString bothAxes(double rows, double cols)
{
    return rows == cols ? count(rows) : QStringLiteral("%1 × %2").arg(count(rows), count(cols));
}

QString paddingText(const Geometry& geometry)
{
    const auto of = [](const Margin& m) {
        return m.before == m.after ? QString::number(m.before) : QStringLiteral("%1 + %2").arg(m.before).arg(m.after);
    };
    const QString rows = of(geometry.rows.margin), cols = of(geometry.cols.margin);
    return rows == cols ? rows : QStringLiteral("%1 × %2").arg(rows, cols);
}

} // namespace lab
