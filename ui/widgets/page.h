// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace lab
{

/// A page of the window. It is made anew when what it shows has changed, but only in sight; where there is nothing to
/// show it says why, and its controls are off.
class Page : public QWidget
{
    Q_OBJECT
public:
    explicit Page(QWidget* parent = nullptr);

    /// Something that the page shows has changed.
    void follow();

protected:
    /// Why there is nothing to show, in sentences; empty: there is. Asked before each refresh().
    virtual QString absence() { return {}; }
    /// In sight, with something to show.
    virtual void refresh() = 0;

    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void setAbsent(const QString& why);

    QLabel* m_notice = nullptr; ///< over the page while there is nothing on it
};

} // namespace lab
