// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/explain_view.h"

#include <QAccessible>
#include <QPainter>
#include <QResizeEvent>
#include <QScrollBar>

namespace lab
{

namespace
{

constexpr int kSide = 20;
constexpr int kTop = 10;
constexpr int kLeastLines = 4; ///< of plain text
constexpr int kMostLines = 9; ///< beyond, and where there is no room for them, it scrolls

} // namespace

ExplainView::ExplainView(QWidget* parent) : QAbstractScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("Explanation"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    viewport()->setAutoFillBackground(false);
}

void ExplainView::setFormula(const std::optional<Formula>& formula)
{
    const std::size_t tokens = formula ? formula->numbers.size() : 0;
    if (tokens != m_tokens) {
        m_tokens = tokens;
        m_height = 0;
    }
    m_formula = formula;
    if (words() != accessibleDescription())
        setAccessibleDescription(words());
    relayout();
    viewport()->update();
}

void ExplainView::relayout()
{
    m_layout = {};
    if (m_formula)
        m_layout = layoutFormula(*m_formula, std::max(100, viewport()->width() - 2 * kSide), font());
    const int wanted = int(m_layout.height) + 2 * kTop;
    const int most = fontMetrics().height() * kMostLines;
    if (std::min(wanted, most) > m_height) {
        m_height = std::min(wanted, most);
        updateGeometry();
    }
    verticalScrollBar()->setRange(0, std::max(0, wanted - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(fontMetrics().height());
    if (!m_layout.current.isEmpty() && verticalScrollBar()->maximum() > 0) {
        const int middle = int(m_layout.current.center().y()) - viewport()->height() / 2;
        verticalScrollBar()->setValue(middle);
    }
}

QSize ExplainView::sizeHint() const
{
    return {400, std::max(m_height, minimumSizeHint().height())};
}

QSize ExplainView::minimumSizeHint() const
{
    return {200, fontMetrics().height() * kLeastLines + 2 * kTop};
}

void ExplainView::resizeEvent(QResizeEvent* event)
{
    if (event->size().width() != event->oldSize().width())
        m_height = 0;
    relayout();
}

void ExplainView::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(palette());
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(theme.line, 1));
    painter.setBrush(theme.surface);
    painter.drawRoundedRect(QRectF(viewport()->rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    painter.setClipRect(viewport()->rect().adjusted(2, 2, -2, -2));
    painter.translate(kSide, kTop - verticalScrollBar()->value());
    paintFormula(painter, m_layout, theme);
}

} // namespace lab
