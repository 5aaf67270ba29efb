// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/main_window.h"

#include <QApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <functional>

namespace lab
{

/// Remembers how long the longest event took.
class Timed : public QApplication
{
public:
    using QApplication::QApplication;
    inline static double longest = 0; ///< seconds

    bool notify(QObject* receiver, QEvent* event) override
    {
        if (m_depth > 0) // within another one, whose time it is
            return QApplication::notify(receiver, event);
        ++m_depth;
        QElapsedTimer clock;
        clock.start();
        const bool done = QApplication::notify(receiver, event);
        longest = std::max(longest, double(clock.nsecsElapsed()) * 1e-9);
        --m_depth;
        return done;
    }

private:
    int m_depth = 0;
};

inline void wait(const std::function<bool()>& done)
{
    while (!done()) // asleep between events: a loop that only looks would take a processor from the learner
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

inline void settle()
{
    for (int i = 0; i < 10; ++i)
        QCoreApplication::processEvents();
}

/// Of tests/bench/events_bench.cpp.
void registerEvents();

} // namespace lab
