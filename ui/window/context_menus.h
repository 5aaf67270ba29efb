// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/workbench.h"

namespace lab
{

/// Gives every tensor, chart, list and page the commands that can be done with it.
void giveContextMenus(const Workbench& bench);

} // namespace lab
