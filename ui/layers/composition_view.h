// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/document.h"
#include "ui/paint/sign_painter.h"
#include "ui/widgets/page.h"
#include "ui/widgets/tensor_view.h"

#include <QWidget>

#include <array>
#include <optional>
#include <vector>

class QGridLayout;
class QLabel;
class QPushButton;

namespace lab
{

class OperatorView;

/// The focused layer and the next one, the one kernel that they amount to, and whether its output is theirs: if not,
/// the reason and where it shows.
class CompositionView : public Page
{
    Q_OBJECT
public:
    explicit CompositionView(Document& document, QWidget* parent = nullptr);

    QString verdict() const;
    QPushButton* replaceButton() const { return m_replace; }
    TensorView* kernel() const { return m_parts[2].view; } ///< the one

signals:
    void exampleWanted(); ///< two layers to look at

protected:
    void refresh() override;

private:
    struct Part {
        QLabel* title = nullptr;
        TensorView* view = nullptr;
        TensorScene scene; ///< with nothing lit
    };
    void addOperator(QGridLayout* grid, int row, int column, Sign sign, const QString& name);
    void showPart(std::size_t part, const QString& title, Grid numbers);
    void clearParts(const QString& verdict);
    std::size_t first() const; ///< of the two layers
    void replace();
    void lightProducts(std::optional<QPoint> cell); ///< of a weight of the one kernel, in both

    Document& m_document;
    QLabel* m_what = nullptr;
    QWidget* m_figures = nullptr; ///< the tensors and the signs between them
    QLabel* m_product = nullptr; ///< the sum that a weight of the one kernel is
    QLabel* m_verdict = nullptr;
    QPushButton* m_replace = nullptr;
    QPushButton* m_example = nullptr; ///< where there are no two layers
    std::vector<OperatorView*> m_signs;
    std::array<Part, 6> m_parts; ///< K₁, K₂, the one; by two layers, by the one, their difference
};

} // namespace lab
