// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace lab
{

/// The whole animation as a state machine without a clock: whoever has one calls advance().
class Playhead
{
public:
    static constexpr double kSlowest = 0.5; ///< steps per second
    static constexpr double kFastest = 120;

    std::int64_t index() const { return m_index; }
    std::int64_t count() const { return m_count; }
    bool playing() const { return m_playing; }
    double speed() const { return m_speed; }
    bool loop() const { return m_loop; }
    bool atEnd() const { return m_index + 1 >= m_count; }

    /// A new number of steps (≥ 1) and the place in it (clamped). Playing goes on.
    void setCount(std::int64_t count, std::int64_t index);
    void seek(std::int64_t index); ///< clamped
    void stepBy(std::int64_t steps) { seek(m_index + steps); }
    void setSpeed(double stepsPerSecond); ///< clamped to [kSlowest, kFastest]
    void setLoop(bool loop) { m_loop = loop; }
    /// From the last step, playing begins again at the first.
    void play();
    void pause();
    /// Lets `seconds` pass; true when the index or playing changed. Stops at the last step unless it loops.
    bool advance(double seconds);

private:
    std::int64_t m_index = 0;
    std::int64_t m_count = 1;
    double m_speed = 4;
    double m_elapsed = 0; ///< steps, [0, 1)
    bool m_playing = false;
    bool m_loop = false;
};

} // namespace lab
