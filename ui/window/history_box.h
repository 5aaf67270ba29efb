// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListWidget>

class QUndoStack;

namespace lab
{

/// The steps that can be undone and redone, the oldest first, each by its name; before them the state that they began
/// with. The present state is marked, what is undone is grey.
class HistoryBox : public QListWidget
{
    Q_OBJECT
public:
    /// `stack` outlives it.
    explicit HistoryBox(const QUndoStack& stack, QWidget* parent = nullptr);

signals:
    void wanted(int steps); ///< the state after so many of them

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void refresh();

    const QUndoStack& m_stack;
};

} // namespace lab
