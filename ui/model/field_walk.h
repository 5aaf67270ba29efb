// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <optional>

namespace lab
{

/// Walks back from an element to the input, one map at a time, lighting its field in each: by a clock, or without
/// animation by one map a call.
class FieldWalk : public QObject
{
    Q_OBJECT
public:
    explicit FieldWalk(QObject* parent = nullptr);

    /// How many maps back are lit; none: no walk, all of them are.
    std::optional<std::size_t> reach() const { return m_reach; }
    bool walking() const { return m_reach.has_value(); }
    /// From the element itself, `maps` before it; a walk that is under way ends, or without animation goes on.
    void start(std::size_t maps, bool animated);
    void stop();
    /// Lets time pass; the timer calls it, and so do tests.
    void advance(double seconds);

signals:
    void moved();

private:
    void step();

    std::optional<std::size_t> m_reach;
    std::size_t m_maps = 0;
    double m_elapsed = 0; ///< steps, [0, 1)
    QTimer m_timer;
    QElapsedTimer m_clock;
};

} // namespace lab
