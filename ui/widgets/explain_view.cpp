// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/explain_view.h"

#include "ui/widgets/style.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace lab
{

namespace
{

constexpr int kSide = 32, kSideSmall = 16;
constexpr int kTop = 11, kTopSmall = 5;

} // namespace

ExplainView::ExplainView(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("Explanation"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ExplainView::setFormula(const std::optional<Formula>& formula)
{
    m_formula = formula;
    if (words() != accessibleDescription())
        setAccessibleDescription(words());
    layOut();
    update();
}

void ExplainView::setSymbols(bool symbols)
{
    m_symbols = symbols;
    updateGeometry();
    layOut();
    update();
}

bool ExplainView::symbols() const
{
    return m_symbols && !inSmallWindow(*this);
}

void ExplainView::layOut()
{
    m_layout = {};
    const int side = inSmallWindow(*this) ? kSideSmall : kSide;
    if (m_formula)
        m_layout = layoutFormula(*m_formula, std::max(100, width() - 2 * side), font(), symbols());
}

QSize ExplainView::sizeHint() const
{
    return {400, int(std::ceil(sentenceHeight(font(), symbols()))) + 2 * (inSmallWindow(*this) ? kTopSmall : kTop)};
}

QSize ExplainView::minimumSizeHint() const
{
    return {200, sizeHint().height()};
}

void ExplainView::resizeEvent(QResizeEvent*)
{
    updateGeometry(); // the window's size decides the height
    layOut();
}

void ExplainView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange) {
        updateGeometry();
        layOut();
        update();
    }
    QWidget::changeEvent(event);
}

void ExplainView::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(palette());
    QPainter painter(this);
    painter.fillRect(rect(), theme.surface);
    painter.fillRect(QRect(0, 0, width(), 1), theme.line);
    if (hasFocus()) {
        painter.setPen(QPen(theme.text, 2));
        painter.drawRect(rect().adjusted(2, 2, -2, -2));
    }
    painter.translate(inSmallWindow(*this) ? kSideSmall : kSide, inSmallWindow(*this) ? kTopSmall : kTop);
    paintFormula(painter, m_layout, theme);
}

} // namespace lab
