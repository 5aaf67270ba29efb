// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

class QMainWindow;
class QMenu;
class QString;
class QUndoStack;
class QWidget;

namespace lab
{

class Actions;

enum class Submenu { Recent, Samples, Kernels, Architectures };
using MakeSubmenu = std::function<QMenu*(Submenu which, QWidget* parent)>;

/// The menus as the table of actions has them.
void makeMenus(QMainWindow& window, const Actions& actions, QUndoStack& undo, const MakeSubmenu& submenu);

/// The heading of the entries that follow it, which keys pass by.
void addHeading(QMenu* menu, const QString& text);

} // namespace lab
