// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/document.h"
#include "ui/widgets/page.h"
#include "ui/widgets/tensor_view.h"

#include <QWidget>

#include <array>

class QLabel;
class QPushButton;

namespace lab
{

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

protected:
    void refresh() override;

private:
    struct Part {
        QLabel* title = nullptr;
        TensorView* view = nullptr;
    };
    void showPart(std::size_t part, const QString& title, Grid numbers);
    void clearParts(const QString& verdict);
    std::size_t first() const; ///< of the two layers
    void replace();

    Document& m_document;
    QLabel* m_what = nullptr;
    QLabel* m_verdict = nullptr;
    QPushButton* m_replace = nullptr;
    std::array<Part, 6> m_parts; ///< K₁, K₂, the one; by two layers, by the one, their difference
};

} // namespace lab
