// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/learner.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace lab
{

/// One of the runs of a race.
struct Lane {
    QString name;
    TrainSpec spec;
    std::shared_ptr<Trainer> trainer; ///< stepped on a thread while a batch is computed
    History history; ///< what is computed of it
    std::optional<RunEnd> end = {}; ///< why it goes no further
};

class FrameClock;

/// Up to four runs on the same data, started together and shown at the same epoch.
class Race : public QObject
{
    Q_OBJECT
public:
    static constexpr std::size_t kMostLanes = 4;

    Race(Document& document, Learner& learner, FrameClock& clock, QObject* parent = nullptr);
    ~Race() override;

    const std::vector<Lane>& lanes() const { return m_lanes; }
    bool full() const { return m_lanes.size() == kMostLanes; }
    /// Another lane, at its start; the others go back to theirs. False when it is full or nothing can be learned.
    bool add(const TrainSpec& spec);
    void remove(std::size_t lane);
    /// Takes these instead of the lanes there are.
    void setLanes(const std::vector<TrainSpec>& specs);
    void start(); ///< from the beginning, for as many epochs as the session says
    void pause();
    void reset();
    bool running() const { return m_running; }
    int epoch() const { return m_epoch; } ///< that is shown of every lane that has it
    /// Lets time pass; the timer calls it, and so do tests.
    void advance(double seconds);

signals:
    void lanesChanged();
    void progressed();

private:
    void dataChanged();
    void restart();
    void move();
    void compute();
    void rename();

    Document& m_document;
    Learner& m_learner;
    std::unique_ptr<Session> m_for; ///< whose data the lanes run on; never null
    std::vector<Lane> m_lanes;
    int m_epoch = 0;
    int m_goal = 0;
    bool m_running = false;
    double m_due = 0; ///< epochs, fractional
    FrameClock& m_clock;
    LatestJob<int> m_computation;
};

/// Races that a class wants to see, one click each; made of the session's spec and its curvature.
struct RaceRecipe {
    const char* title;
    const char* sentence;
    std::vector<TrainSpec> (*make)(const TrainSpec&, const Curvature&);
};
std::span<const RaceRecipe> raceRecipes();

} // namespace lab
