// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessible>

namespace lab
{

class TensorView;

/// Tells screen readers what the program's own widgets are and hold. Once, after the application was made.
void installAccessibility();

/// A tensor as a table of cells.
QAccessibleInterface* makeTensorInterface(TensorView* view);

} // namespace lab
