// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAbstractButton;
class QButtonGroup;

namespace lab
{

/// A few choices side by side of which one is down.
class Segments : public QWidget
{
    Q_OBJECT
public:
    explicit Segments(QWidget* parent);

    /// One more at the right; `tip` may be empty.
    void add(int id, const QString& text, const QString& tip = {});
    void choose(int id); ///< emits nothing
    QAbstractButton* button(int id) const;
    QButtonGroup* group() const { return m_group; }

signals:
    void chosen(int id); ///< by the person

private:
    QButtonGroup* m_group = nullptr;
};

} // namespace lab
