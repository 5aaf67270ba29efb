// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVariant>

namespace lab
{

/// What setPossible() keeps of the tool tip of a control, or an action, that is off; empty: it never was.
template <class Control>
QString tipWhenPossible(const Control& control)
{
    return control.property("tipWhenPossible").toString();
}

/// Why it cannot be used now, as setPossible() was told; empty: it can, or nobody said.
template <class Control>
QString reasonOf(const Control& control)
{
    return control.isEnabled() || !control.property("tipWhenPossible").isValid() ? QString() : control.toolTip();
}

} // namespace lab
