// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/race.h"

#include "core/session/problem_of.h"
#include "core/session/session.h"
#include "ui/model/frame_clock.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace lab
{

namespace
{

constexpr auto kBatch = std::chrono::milliseconds(20);

TrainSpec with(TrainSpec spec, Optimiser optimiser, double rate)
{
    spec.optimiser = optimiser;
    spec.rate = rate;
    spec.rateChanges.clear();
    return spec;
}

std::vector<TrainSpec> fourOptimisers(const TrainSpec& spec, const Curvature& curvature)
{
    const double best = curvature.bestRate();
    return {with(spec, Optimiser::GradientDescent, best), with(spec, Optimiser::Momentum, best / 4),
            with(spec, Optimiser::Nesterov, best / 4), with(spec, Optimiser::Adam, 0.1)};
}

std::vector<TrainSpec> fourRates(const TrainSpec& spec, const Curvature& curvature)
{
    const double limit = curvature.largestStableRate();
    std::vector<TrainSpec> specs;
    for (const double rate : {0.1 * limit, 0.5 * limit, curvature.bestRate(), 0.99 * limit})
        specs.push_back(with(spec, Optimiser::GradientDescent, rate));
    return specs;
}

std::vector<TrainSpec> fourStarts(const TrainSpec& spec, const Curvature& curvature)
{
    std::vector<TrainSpec> specs;
    for (const std::uint64_t seed : {1U, 2U, 3U, 4U}) {
        TrainSpec one = with(spec, Optimiser::GradientDescent, curvature.bestRate());
        one.draw = Draw::Kaiming;
        one.seed = seed;
        one.startKernel = drawnKernel(one.draw, spec.startKernel.shape(), seed);
        specs.push_back(std::move(one));
    }
    return specs;
}

constexpr std::array kRecipes{
    RaceRecipe{QT_TRANSLATE_NOOP("lab::RaceControls", "Four optimisers"),
               QT_TRANSLATE_NOOP("lab::RaceControls",
                                 "Gradient descent at its best rate, momentum and Nesterov at a quarter of it, Adam "
                                 "at 0.1, from the same start"),
               fourOptimisers},
    RaceRecipe{QT_TRANSLATE_NOOP("lab::RaceControls", "Four rates"),
               QT_TRANSLATE_NOOP("lab::RaceControls",
                                 "Gradient descent at a tenth and at half of the stable limit, at the best rate, and "
                                 "just below the limit"),
               fourRates},
    RaceRecipe{QT_TRANSLATE_NOOP("lab::RaceControls", "Four starts"),
               QT_TRANSLATE_NOOP("lab::RaceControls", "Gradient descent at its best rate from four random starts"),
               fourStarts},
};

} // namespace

std::span<const RaceRecipe> raceRecipes()
{
    return kRecipes;
}

Race::Race(Document& document, Learner& learner, FrameClock& clock, QObject* parent)
    : QObject(parent), m_document(document), m_learner(learner), m_for(std::make_unique<Session>(document.session())),
      m_clock(clock)
{
    connect(&document, &Document::adopted, this, &Race::dataChanged); // behind the learner, whose data it runs on
    connect(&learner, &Learner::problemChanged, this, &Race::dataChanged);
}

Race::~Race() = default;

void Race::dataChanged()
{
    const bool waiting = !m_lanes.empty() && !m_lanes.front().trainer;
    if (sameData(*m_for, m_document.session()) && !waiting)
        return;
    *m_for = m_document.session();
    const Shape kernel = m_for->train.startKernel.shape();
    std::erase_if(m_lanes, [&](const Lane& lane) { return lane.spec.startKernel.shape() != kernel; });
    restart();
    rename();
    m_document.whenComplete([this] { emit lanesChanged(); });
}

bool Race::add(const TrainSpec& spec)
{
    if (full() || !m_learner.problem().isEmpty())
        return false;
    m_learner.want();
    if (!sameData(*m_for, m_document.session()))
        dataChanged();
    m_lanes.push_back({.name = {}, .spec = spec, .trainer = nullptr, .history = {}});
    restart();
    rename();
    m_document.whenComplete([this] { emit lanesChanged(); });
    return true;
}

void Race::remove(std::size_t lane)
{
    m_lanes.erase(m_lanes.begin() + std::ptrdiff_t(lane));
    restart();
    rename();
    m_document.whenComplete([this] { emit lanesChanged(); });
}

void Race::setLanes(const std::vector<TrainSpec>& specs)
{
    m_lanes.clear();
    for (const TrainSpec& spec : specs)
        add(spec);
}

/// Each by what tells it apart from the others; its letter is for those who do not see colours.
void Race::rename()
{
    for (std::size_t i = 0; i < m_lanes.size(); ++i) {
        QString name;
        for (std::size_t other = 0; other < m_lanes.size() && name.isEmpty(); ++other) {
            Session a = *m_for, b = *m_for;
            a.train = m_lanes[i].spec;
            b.train = m_lanes[other].spec;
            if (i != other)
                name = differenceText(a, b);
        }
        const TrainSpec& spec = m_lanes[i].spec;
        const bool byStart =
            spec.seed.has_value() && m_lanes.size() > 1 && name.contains(QString::number(*spec.seed));
        m_lanes[i].name =
            QStringLiteral("%1 %2").arg(QChar(u'A' + char16_t(i))).arg(byStart ? name : settingsText(spec));
    }
}

void Race::restart()
{
    m_computation.cancel();
    m_epoch = 0;
    m_due = 0;
    m_goal = 0;
    m_running = false;
    const auto base = m_learner.trainer();
    for (Lane& lane : m_lanes) {
        lane.trainer = base ? std::make_shared<Trainer>(base->restarted(lane.spec)) : nullptr;
        lane.history = lane.trainer ? lane.trainer->history() : History();
        lane.end.reset();
    }
}

void Race::reset()
{
    restart();
    m_document.whenComplete([this] { emit progressed(); });
}

void Race::start()
{
    restart();
    if (m_lanes.empty() || !m_lanes.front().trainer)
        return;
    m_goal = m_document.session().train.epochs;
    m_running = true;
    move();
    compute();
    m_document.whenComplete([this] { emit progressed(); });
}

void Race::pause()
{
    if (m_running) {
        m_running = false;
    } else if (m_epoch > 0 && m_epoch < m_goal) {
        m_running = true;
        move();
    }
    m_document.whenComplete([this] { emit progressed(); });
}

void Race::move()
{
    m_clock.drive(this, [this](double seconds) {
        advance(seconds);
        return m_running;
    });
}

void Race::compute()
{
    const auto open = [this](const Lane& lane) { return !lane.end && int(lane.history.size()) < m_goal; };
    if (m_computation.busy() || std::none_of(m_lanes.begin(), m_lanes.end(), open))
        return;
    std::vector<std::pair<std::shared_ptr<Trainer>, TrainSpec>> runs;
    for (const Lane& lane : m_lanes)
        runs.emplace_back(lane.trainer, lane.spec);
    m_computation.start(
        [runs = std::move(runs), goal = m_goal](std::stop_token stop) {
            const auto end = std::chrono::steady_clock::now() + kBatch;
            bool moved = true;
            while (moved && !stop.stop_requested() && std::chrono::steady_clock::now() < end) {
                moved = false;
                for (const auto& [trainer, spec] : runs) {
                    const int done = int(trainer->history().size());
                    moved |= done < goal && trainer->step(spec.rateOf(done + 1), stop);
                }
            }
            return 0;
        },
        [this](int) {
            for (Lane& lane : m_lanes) {
                lane.history.follow(lane.trainer->history());
                lane.end = lane.trainer->ended();
            }
            compute();
        });
}

void Race::advance(double seconds)
{
    if (!m_running)
        return;
    int computed = m_goal; // of the slowest lane that is still on its way
    for (const Lane& lane : m_lanes)
        if (!lane.end)
            computed = std::min(computed, int(lane.history.size()));
    const double pace = m_learner.pace();
    m_due = pace > 0 ? m_due + seconds * pace : double(computed - m_epoch);
    const int step = std::min(int(m_due), computed - m_epoch);
    m_due = std::min(m_due - step, 4.0); // a slow computation is not caught up with in a jump
    m_epoch += std::max(0, step);
    if (m_epoch >= m_goal) {
        m_running = false;
    }
    m_document.whenComplete([this] { emit progressed(); });
}

} // namespace lab
