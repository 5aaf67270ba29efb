// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>

#include <functional>

class QWidget;

namespace lab
{

/// While nothing is typed into `field`, Undo and Redo are the window's; Esc takes back what was typed, and is the
/// window's when there is nothing to take back. `edited`: whether something was typed, `takeBack`: shows what is.
void shareKeys(QWidget* field, std::function<bool()> edited, std::function<void()> takeBack);

/// Once a field of shareKeys() is done: the focus goes back to where it was before it came into this field, or into
/// others from which it came here; to nobody, so the window gets the keys, where that is gone.
void giveFocusBack(QWidget* field);

/// Which edits of a field belong together for undo: steps in quick succession (a wheel, a held key) do, what was
/// typed stands alone.
class FieldGesture
{
public:
    /// Before a step by key, button or wheel.
    void step();
    /// Before an edit of any other kind.
    void begin()
    {
        m_number = next();
        m_sinceStep.invalidate();
    }
    int number() const { return m_number; } ///< of the edit that is going on; no two fields share one

private:
    static int next();
    int m_number = next();
    QElapsedTimer m_sinceStep; ///< not valid: the last edit was no step
};

} // namespace lab
