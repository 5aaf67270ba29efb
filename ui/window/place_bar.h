// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/menus.h"

#include <QWidget>

#include <vector>

class QButtonGroup;
class QComboBox;
class QHBoxLayout;
class QToolButton;

namespace lab
{

class Actions;
class ViewModel;

/// The places at the left; what is used in all of them at the right. A narrow bar has a list for the places, no texts,
/// and the menus behind a button.
class PlaceBar : public QWidget
{
    Q_OBJECT
public:
    PlaceBar(const Actions& actions, ViewModel& view, QUndoStack& undo, const MakeSubmenu& submenu, QWidget* parent);
    QToolButton* bell() const { return m_bell; }
    QToolButton* menuButton() const { return m_menu; }

    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void addPlaces(const Actions& actions, QHBoxLayout* row);
    QToolButton* addTool(QHBoxLayout* row, bool texts);
    QToolButton* addAction(QHBoxLayout* row, QAction* action);
    QToolButton* addMenu(QHBoxLayout* row, const QString& name, const QString& icon, QMenu* menu, bool text);
    void follow();

    ViewModel& m_view;
    QToolButton* m_menu = nullptr;
    QToolButton* m_bell = nullptr;
    QButtonGroup* m_places = nullptr;
    QComboBox* m_list = nullptr; ///< of the places, where the bar is narrow
    std::vector<QToolButton*> m_texts; ///< tools that say their name where there is room
};

} // namespace lab
