// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVariant>

namespace lab
{

/// Enables a control, or an action; one that cannot be used says why in its tool tip, and what it does when it can be
/// used again. `why`: one sentence without its full stop.
template <class Control>
void setPossible(Control& control, bool possible, const QString& why)
{
    constexpr const char* kTip = "tipWhenPossible";
    if (!control.property(kTip).isValid())
        control.setProperty(kTip, control.toolTip());
    control.setEnabled(possible);
    control.setToolTip(possible ? control.property(kTip).toString() : why);
}

} // namespace lab
