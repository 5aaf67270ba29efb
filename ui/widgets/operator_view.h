// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paint/sign_painter.h"

#include <QString>
#include <QWidget>

#include <variant>
#include <vector>

namespace lab
{

/// What stands between two tensors of an equation: signs, and numbers between them, on one line in the middle.
class OperatorView : public QWidget
{
    Q_OBJECT
public:
    using Part = std::variant<Sign, QString>;

    explicit OperatorView(QWidget* parent) : QWidget(parent) {}
    /// `name`: as a screen reader says it, "minus".
    void setParts(std::vector<Part> parts, const QString& name);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double widthOf(const Part& part) const;

    std::vector<Part> m_parts;
};

} // namespace lab
