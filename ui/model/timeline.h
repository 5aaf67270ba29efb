// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace lab
{

class Learner;
class ViewModel;

/// What a player goes through: steps that are known by their number.
class Timeline
{
public:
    virtual ~Timeline() = default;

    virtual std::int64_t count() const = 0; ///< at least 1
    virtual std::int64_t index() const = 0; ///< where it stands
    /// The last step that one forward may lead to: beyond count() where another can be made.
    virtual std::int64_t furthest() const { return count() - 1; }
    /// A whole coarser step on (direction 1) or back (−1).
    virtual std::int64_t coarser(int direction) const = 0;
    /// 0 ≤ index ≤ furthest(). It may get less far, and come there later.
    virtual void seek(std::int64_t index) = 0;
};

/// The steps of the focused layer.
class MapTimeline : public Timeline
{
public:
    explicit MapTimeline(ViewModel& view) : m_view(view) {}

    std::int64_t count() const override;
    std::int64_t index() const override;
    std::int64_t coarser(int direction) const override;
    void seek(std::int64_t index) override;

private:
    ViewModel& m_view;
};

/// The epochs of learning, each in its phases, and one more as long as learning can go on.
class EpochTimeline : public Timeline
{
public:
    explicit EpochTimeline(Learner& learner) : m_learner(learner) {}

    int epochs() const; ///< that are planned or known
    std::int64_t count() const override;
    std::int64_t index() const override;
    std::int64_t furthest() const override;
    std::int64_t coarser(int direction) const override;
    void seek(std::int64_t index) override;

private:
    Learner& m_learner;
};

} // namespace lab
