// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/learning/learning_page.h"
#include "ui/model/learner.h"
#include "ui/paint/tensor_painter.h"
#include "ui/widgets/painted_parts.h"

#include <QWidget>

#include <array>
#include <vector>

namespace lab
{

/// Kernel, gradient, residual and output at chosen epochs, side by side with what is to be reached, each row on one
/// scale. A click goes to the epoch.
class FilmPage : public LearningPage, public PaintedParts
{
    Q_OBJECT
public:
    FilmPage(Document& document, Learner& learner, QWidget* parent = nullptr);

    /// Epochs of the columns, for a run shown up to `shown` in a strip of `columns` ≥ 2: the first and the last, and
    /// between them of 1, 2, 5, 10 …, since most happens early; these stay while the run goes on.
    static std::vector<int> chosenEpochs(int shown, int columns);
    const std::vector<int>& epochs() const { return m_epochs; }
    QRectF columnRect(int column) const; ///< column 0: the target
    std::vector<PaintedPart> paintedParts() const override; ///< the target, and the columns of the epochs
    void pressPart(int index) override;

signals:
    void epochClicked(int epoch);

protected:
    void refresh() override;
    void forget() override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    enum Row : int { kKernel, kGradient, kResidual, kOutput, kRows };
    struct Column {
        int epoch = 0;
        std::array<Plane, kRows> planes; ///< none: the gradient of an epoch to come
    };
    Column columnOf(int epoch) const;
    Column targetColumn() const;
    void shareScales();
    int columnAt(QPointF pixel) const;
    int columnCount() const;
    std::vector<double> numbersOfRow(int row) const;
    QRectF tileRect(int column, int row) const;
    QString describe(int column) const;

    Document& m_document;
    Learner& m_learner;
    std::vector<int> m_epochs;
    Column m_target;
    std::vector<Column> m_columns;
    std::array<ColourScale, kRows> m_scales;
    int m_selected = 0; ///< column of an epoch, for the keyboard
    Identity m_for; ///< the run whose columns these are
    mutable std::vector<TensorPainter> m_painters;
};

} // namespace lab
