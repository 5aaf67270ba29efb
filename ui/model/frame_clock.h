// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <vector>

namespace lab
{

/// The one clock of everything that moves. It rests while nothing does.
class FrameClock : public QObject
{
    Q_OBJECT
public:
    explicit FrameClock(QObject* parent = nullptr);

    /// Calls `advance` once a frame with the seconds that have passed, until it says that it has come to rest or
    /// `mover` is gone. A mover has one: another takes its place.
    void drive(QObject* mover, std::function<bool(double seconds)> advance);
    bool drives(const QObject* mover) const;
    /// Lets time pass; the timer calls it, and so do tests.
    void advance(double seconds);

private:
    struct Mover {
        QPointer<QObject> who;
        std::function<bool(double)> advance;
    };

    std::vector<Mover> m_movers;
    QTimer m_timer;
    QElapsedTimer m_since;
};

} // namespace lab
