// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/loss_file.h"

#include "core/numbers/number_text.h"

#include <QStringList>

#include <algorithm>

namespace lab
{

namespace
{

QString quoted(QString name)
{
    return QStringLiteral("\"%1\"").arg(name.replace(QLatin1Char('"'), QStringLiteral("\"\"")));
}

QString number(double value)
{
    return QString::fromStdString(shortest(value));
}

} // namespace

QByteArray lossCsv(const History& history, int epochs, Shape kernel, std::span<const LossColumn> others)
{
    QStringList head{QStringLiteral("epoch"), QStringLiteral("loss"), QStringLiteral("sum_of_squares")};
    for (int r = 0; r < kernel.rows; ++r)
        for (int c = 0; c < kernel.cols; ++c)
            head << quoted(QStringLiteral("K[%1,%2]").arg(r).arg(c));
    head << QStringLiteral("bias");
    const auto columns = head.size();
    std::size_t lines = std::size_t(epochs);
    for (const LossColumn& other : others) {
        head << quoted(other.name);
        lines = std::max(lines, other.losses.size());
    }
    QByteArray csv = head.join(QLatin1Char(',')).toUtf8() + '\n';
    for (std::size_t i = 0; i < lines; ++i) {
        QStringList cells{QString::number(i + 1)};
        if (i < std::size_t(epochs)) {
            cells << number(history.losses()[i]) << number(history.sums()[i]);
            if (history.kept(i))
                for (const double p : history.parameters(i))
                    cells << number(p);
        }
        while (cells.size() < columns)
            cells << QString();
        for (const LossColumn& other : others)
            cells << (i < other.losses.size() ? number(other.losses[i]) : QString());
        csv += cells.join(QLatin1Char(',')).toUtf8() + '\n';
    }
    return csv;
}

} // namespace lab
