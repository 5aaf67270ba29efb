// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paint/formula_painter.h"

#include <QAbstractScrollArea>

#include <optional>

namespace lab
{

/// The explain line: symbols, numbers, running sum; the same in words for a screen reader.
class ExplainView : public QAbstractScrollArea
{
    Q_OBJECT
public:
    explicit ExplainView(QWidget* parent = nullptr);
    void setFormula(const std::optional<Formula>& formula);
    QString words() const { return m_formula ? m_formula->words : QString(); }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void relayout();
    std::optional<Formula> m_formula;
    FormulaLayout m_layout;
    int m_height = 0; ///< grows with the formula, so that stepping does not move the stage
    std::size_t m_tokens = 0;
};

} // namespace lab
