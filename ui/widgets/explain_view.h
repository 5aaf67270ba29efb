// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paint/formula_painter.h"

#include <QWidget>

#include <optional>

namespace lab
{

/// The sentence: symbols, numbers, running sum, in a line and always of one height; the same in words for a screen
/// reader. In a small window the symbols give way.
class ExplainView : public QWidget
{
    Q_OBJECT
public:
    explicit ExplainView(QWidget* parent = nullptr);
    void setFormula(const std::optional<Formula>& formula);
    /// Whether the line of symbols is there, where there is room for it.
    void setSymbols(bool symbols);
    QString words() const { return m_formula ? m_formula->words : QString(); }
    const FormulaLayout& layoutNow() const { return m_layout; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void layOut();
    bool symbols() const;
    std::optional<Formula> m_formula;
    FormulaLayout m_layout;
    bool m_symbols = true;
};

} // namespace lab
