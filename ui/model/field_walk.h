// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <cstddef>

namespace lab
{

class FrameClock;
class ViewModel;

/// Walks back from an element to the input, one map at a time, lighting its field in each: by the clock, or without
/// animation by one map a call. How far it has come stands in the view.
class FieldWalk : public QObject
{
    Q_OBJECT
public:
    FieldWalk(ViewModel& view, FrameClock& clock, QObject* parent = nullptr);

    bool walking() const;
    /// From the element itself, `maps` before it; a walk that is under way ends, or without animation goes on.
    void start(std::size_t maps, bool animated);
    void stop();
    /// Lets time pass; true while it goes on.
    bool advance(double seconds);

private:
    void step();

    ViewModel& m_view;
    FrameClock& m_clock;
    std::size_t m_maps = 0;
    double m_elapsed = 0; ///< steps, [0, 1)
    bool m_animated = false;
};

} // namespace lab
