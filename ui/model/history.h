// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paint/words.h"

class QUndoStack;

namespace lab
{

/// Undoes or redoes the edits of a document up to the state after so many of them, as one change; 0: the first state.
/// `edits`: its undoStack(). Nothing happens where there is no such state.
void goToStep(QUndoStack& edits, int steps);

/// Names a change by what it leads to: "Change the bias → 0.5".
inline QString changedTo(const QString& change, const QString& value)
{
    return tr("%1 → %2").arg(change, value);
}

} // namespace lab
