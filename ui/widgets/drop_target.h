// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

namespace lab
{

/// Lies over its parent while something is dragged over it, and says what will be done with it. It takes no event:
/// what is dropped is dropped on the parent.
class DropTarget : public QWidget
{
    Q_OBJECT
public:
    explicit DropTarget(QWidget* parent);
    void showFor(const QString& sentence);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_sentence;
};

} // namespace lab
