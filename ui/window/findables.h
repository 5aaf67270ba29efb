// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/finding.h"
#include "ui/window/workbench.h"

#include <vector>

class QMainWindow;

namespace lab
{

class EditCommands;
class LessonCommands;

/// Where everything that can be found is: in menus, views and panels, and with the commands that know more.
struct FindIn {
    Workbench bench;
    QMainWindow& window;
    EditCommands& edits;
    LessonCommands& lessons;
};

/// All that there is now, as menus, tables and controls have it: commands with samples and kernels, the kernels of
/// one's own, families of kernels, examples of several channels, lessons, and what can be set.
std::vector<Findable> findables(const FindIn& in);

/// The name of a control, as a screen reader says it.
QString spokenName(QWidget* widget);

/// What a person sets or presses: a button, a field, a list of choices, a slider. Not the parts of one, nor a button
/// of a command, which has it in its menu.
bool isControl(const QWidget* widget);

} // namespace lab
