// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/operator_view.h"

#include "ui/paint/theme.h"

#include <QPainter>

#include <algorithm>

namespace lab
{

namespace
{

constexpr double kSign = 40; ///< pixels of width that a sign is drawn in; the sign itself takes less
constexpr double kSignDot = 16;
constexpr int kSignWidth = 88; ///< of the whole: the tensors of an equation stand in columns

} // namespace

void OperatorView::setParts(std::vector<Part> parts, const QString& name)
{
    setAccessibleName(name);
    if (parts == m_parts)
        return;
    m_parts = std::move(parts);
    update();
}

QSize OperatorView::sizeHint() const
{
    return {kSignWidth, fontMetrics().height() * 2};
}

double OperatorView::widthOf(const Part& part) const
{
    if (const auto* text = std::get_if<QString>(&part))
        return fontMetrics().horizontalAdvance(*text);
    return std::get<Sign>(part) == Sign::Times ? kSignDot : kSign / 2;
}

void OperatorView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(palette());
    constexpr double kGap = 4;
    double whole = -kGap;
    for (const Part& part : m_parts)
        whole += widthOf(part) + kGap;
    double left = (width() - whole) / 2;
    for (const Part& part : m_parts) {
        const double wide = widthOf(part);
        const QRectF area(left, 0, wide, height());
        if (const auto* text = std::get_if<QString>(&part)) {
            painter.setPen(theme.text);
            painter.drawText(area.adjusted(-1, 0, 1, 0), Qt::AlignCenter, *text);
        } else {
            paintSign(painter, std::get<Sign>(part), QRectF(area.center().x() - kSign / 2, 0, kSign, height()),
                      theme.muted);
        }
        left += wide + kGap;
    }
}

} // namespace lab
