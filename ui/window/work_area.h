// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace lab
{

/// The work, with the panel at its right: beside it where the window is wide, over it where it is not.
class WorkArea : public QWidget
{
    Q_OBJECT
public:
    static constexpr int kBesideFrom = 1000; ///< pixels of width

    explicit WorkArea(QWidget* parent);
    /// Owns both.
    void setWidgets(QWidget* work, QWidget* panel);

    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();

    QWidget* m_work = nullptr;
    QWidget* m_panel = nullptr;
};

} // namespace lab
