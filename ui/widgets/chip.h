// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace lab
{

/// A setting under the tensor that it belongs to: its name and its value, in a pill. A click opens where it is set.
class Chip : public QAbstractButton
{
    Q_OBJECT
public:
    explicit Chip(const QString& label, QWidget* parent = nullptr);
    void setValue(const QString& value);
    QString value() const { return m_value; }
    void setOpen(bool open); ///< what it opens is there

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void stepped(int by); ///< ↑ or ↓

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    QString m_label;
    QString m_value;
    bool m_open = false;
};

} // namespace lab
