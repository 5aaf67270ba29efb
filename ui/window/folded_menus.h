// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <vector>

class QAction;
class QMainWindow;
class QMenu;
class QShortcut;
class QToolButton;

namespace lab
{

/// The menus of a window: in their bar, or behind one button where there is no room for a bar. F10, Alt, and Alt with
/// the letter of a menu lead to them in either.
class FoldedMenus : public QObject
{
    Q_OBJECT
public:
    /// Made after the menus; the button is shown while they are folded.
    FoldedMenus(QMainWindow& window, QToolButton& button);

    /// Neither bar nor button while this is so; the keys of the commands go on.
    void setHidden(bool hidden);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void follow();
    void open(QAction* menu); ///< with this menu open in it; null: none

    QMainWindow& m_window;
    QToolButton& m_button;
    QMenu* m_all;
    std::vector<QShortcut*> m_letters; ///< while the bar, which has them too, is not there
    bool m_hidden = false;
    bool m_altAlone = false; ///< Alt is down, and nothing else was pressed since
};

} // namespace lab
