// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/learner.h"

#include "core/session/problem_of.h"
#include "core/session/session.h"
#include "ui/io/error_text.h"
#include "ui/model/frame_clock.h"

#include <algorithm>
#include <utility>

namespace lab
{

namespace
{

constexpr double kMostOfTime = 0.04; ///< that showing epochs may take where all processors compute them

} // namespace

Learner::Learner(Document& document, FrameClock& clock, QObject* parent)
    : QObject(parent), m_document(document), m_clock(clock), m_for(std::make_unique<Session>(document.session()))
{
    const auto progress = [this] { m_document.whenComplete([this] { emit progressed(); }); };
    connect(&m_run, &TrainingRun::advanced, this, progress);
    connect(&m_preparation, &Preparation::done, this, &Learner::prepared);
    connect(&m_preparation, &Preparation::measured, this,
            [this] { m_document.whenComplete([this] { emit problemChanged(); }); });
    connect(&document, &Document::adopted, this, &Learner::documentChanged);
    connect(&document, &Document::mapsChanged, this, &Learner::measureShow);
    m_run.aim(epoch(), 0);
    m_preparation.begin(*m_for);
}

Learner::~Learner() = default;

LearningState Learner::state() const
{
    if (!problem().isEmpty())
        return {.kind = LearningState::Kind::Absent, .reason = problem()};
    if (!m_run.begun())
        return {};
    return {.kind = LearningState::Kind::Ready,
            .reason = {},
            .trainer = trainer(),
            .known = m_run.size(),
            .epoch = shown(),
            .phase = phase(),
            .kernel = kernel(),
            .bias = bias()};
}

/// Where there is no memory to find it again, in the single precision of the layer.
Grid64 Learner::kernelAfter(int epochs) const
{
    if (epochs == 0)
        return m_document.session().train.startKernel;
    const auto found = record(epochs);
    return found ? found->kernel : converted<double>(m_document.session().layer().kernel);
}

double Learner::biasAfter(int epochs) const
{
    if (epochs == 0)
        return m_document.session().train.startBias;
    const auto found = record(epochs);
    return found ? found->bias : double(m_document.session().layer().bias);
}

std::optional<double> Learner::lossAfter(int updates) const
{
    if (updates < m_run.size())
        return history().losses()[std::size_t(updates)];
    const auto& normal = m_preparation.problem().normal;
    if (!normal || normal->kernel != m_for->train.startKernel.shape())
        return std::nullopt;
    const Grid64 kernel = kernelAfter(updates);
    std::vector<double> parameters(kernel.cells().begin(), kernel.cells().end());
    parameters.push_back(biasAfter(updates));
    std::vector<double> gradient(parameters.size());
    const double sum = std::max(sumOfSquares(*normal, parameters, gradient), 0.0);
    return m_for->train.reduction == Reduction::Mean ? sum / trainer()->problem().residuals() : sum;
}

const Grid* Learner::hiddenKernel() const
{
    const TrainSpec& train = m_document.session().train;
    return train.target || train.concealed ? nullptr : &train.hiddenKernel;
}

QString Learner::missingInsight() const
{
    return !problem().isEmpty()         ? problem()
           : m_preparation.measurable() ? tr("The input is being measured…")
                                        : tr("So many weights are not measured; try small rates.");
}

void Learner::documentChanged(const Changes& changes)
{
    const Session& session = m_document.session();
    if (sharedEpochs(*m_for, session) != kAllEpochs)
        follow(session);
    else if (m_running)
        m_run.aim(m_run.goal(), session.train.tolerance);
    else if (changes.trainPlace && epoch() > m_run.size())
        m_run.aim(epoch(), m_run.until()); // a session that was saved later on the way: the way is found again
    m_furthest = std::max(m_furthest, shown());
    if (changes.trainPlace)
        m_phase = Phase::Updated;
    if (changes.trainPlace || changes.train)
        m_document.whenComplete([this] { emit progressed(); });
}

void Learner::follow(const Session& session)
{
    const int shared = std::min(sharedEpochs(*m_for, session), m_run.size());
    if (m_run.begun() && shared > 0) { // another rate from some epoch on
        *m_for = session;
        m_furthest = std::min(m_furthest, shared);
        m_run.truncate(shared, session.train);
        m_run.aim(m_running ? std::max(m_run.goal(), epoch()) : epoch(), m_run.until());
        return;
    }
    stop();
    m_earlier.keep(*m_for, history().losses().first(std::size_t(std::min(m_run.size(), m_furthest))), session);
    m_earlier.forget(session);
    const bool same = m_preparation.made() && sameData(*m_for, session);
    const bool sameHessian =
        m_for->train.learnBias == session.train.learnBias && m_for->train.reduction == session.train.reduction;
    *m_for = session;
    m_furthest = 0;
    m_run.forget();
    m_run.aim(session.train.epoch, 0);
    if (same)
        m_preparation.restart(session, sameHessian);
    else
        m_preparation.begin(session);
    m_document.whenComplete([this] { emit problemChanged(); });
}

void Learner::prepared()
{
    if (m_preparation.made())
        m_run.begin(m_preparation.problem().base, m_for->train, workOfPass(*m_for));
    else
        stop();
    m_document.whenComplete([this] { emit problemChanged(); });
}

void Learner::clearEarlier()
{
    m_earlier.clear();
    m_document.whenComplete([this] { emit progressed(); });
}

void Learner::show(int shown)
{
    shown = std::clamp(shown, 0, m_run.size());
    if (shown == epoch() && shown != 0)
        return;
    Session after = m_document.session();
    after.train.epoch = shown;
    after.layer().kernel = converted<float>(kernelAfter(shown));
    if (after.train.learnBias || shown == 0)
        after.layer().bias = float(biasAfter(shown));
    if (m_gesture.isEmpty()) {
        m_gesture = m_document.newGesture();
        m_gestureStart = epoch();
    }
    const int epochs = std::abs(shown - m_gestureStart);
    const QString text = shown == 0    ? tr("Return to the start kernel")
                         : epochs == 1 ? tr("Learn kernel (1 epoch)")
                                       : tr("Learn kernel (%1 epochs)").arg(epochs);
    if (!m_document.edit(text, std::move(after), m_gesture))
        stop(); // the kernel does not fit the layers after it; the document has said so
}

void Learner::run()
{
    if (m_running || !problem().isEmpty())
        return;
    want();
    const bool afresh = epoch() == 0 || ended();
    m_gesture = m_document.newGesture();
    m_gestureStart = afresh ? 0 : epoch();
    if (afresh)
        show(0);
    m_run.aim(epoch() + planned(), m_document.train().tolerance);
    begin(0);
}

void Learner::begin(double due)
{
    m_running = true;
    m_elapsed = due;
    m_clock.drive(this, [this](double seconds) {
        advance(seconds);
        return m_running;
    });
    m_document.whenComplete([this] { emit runningChanged(true); });
}

void Learner::pause()
{
    stop();
    m_gesture.clear();
}

void Learner::stop()
{
    if (!m_running)
        return;
    m_running = false;
    m_run.stopHere();
    m_document.whenComplete([this] { emit runningChanged(false); });
}

void Learner::stepForward()
{
    pause();
    want();
    m_run.aim(std::max(m_run.goal(), epoch() + 1), 0); // one more epoch was asked for
    if (epoch() < m_run.size())
        show(epoch() + 1);
    else if (!ended() && problem().isEmpty())
        begin(1); // shown when the thread has it
    m_gesture.clear();
}

void Learner::seekPosition(int position)
{
    position = std::max(position, 0);
    const int wantedEpoch = position / kPhases;
    if (wantedEpoch > m_run.size()) { // not known yet
        stop();
        want();
        m_run.aim(std::max(m_run.goal(), wantedEpoch), 0);
        if (wantedEpoch > m_run.size()) {
            if (wantedEpoch == epoch() + 1)
                stepForward();
            else
                show(m_run.size());
            return;
        }
    }
    stop();
    if (wantedEpoch != epoch())
        show(wantedEpoch);
    m_phase = wantedEpoch == epoch() ? Phase(position % kPhases) : Phase::Updated;
    m_document.whenComplete([this] { emit progressed(); });
}

void Learner::stepBack()
{
    pause();
    if (epoch() > 0)
        show(epoch() - 1);
    m_gesture.clear();
}

void Learner::seek(int shown)
{
    stop();
    show(shown);
}

void Learner::reset()
{
    pause();
    show(0);
    m_gesture.clear();
}

bool Learner::setSpec(const QString& text, TrainSpec spec, const QString& mergeKey)
{
    pause();
    const Session& before = m_document.session();
    Session after = before;
    spec.epoch = 0;
    after.train = std::move(spec);
    // What was learned is no more: back to the start, and wherever another start was chosen, it is to be seen.
    const bool moved = after.train.startKernel.shape() == before.train.startKernel.shape() &&
                       (after.train.startKernel != before.train.startKernel ||
                        !sameNumber(after.train.startBias, before.train.startBias));
    if (before.train.epoch > 0 || moved) {
        after.layer().kernel = converted<float>(after.train.startKernel);
        after.layer().bias = float(after.train.startBias);
    }
    return m_document.edit(text, std::move(after), mergeKey);
}

bool Learner::changeRate(const QString& text, double rate, const QString& mergeKey)
{
    TrainSpec spec = m_document.session().train;
    if (!m_running || epoch() == 0) {
        spec.rateChanges.clear();
        spec.rate = rate;
        return setSpec(text, std::move(spec), mergeKey);
    }
    Session after = m_document.session();
    after.train.changeRate(epoch(), rate);
    m_gesture.clear(); // the epochs that follow are a step of their own for undo
    const bool done = m_document.edit(text, std::move(after), mergeKey);
    m_gesture = m_document.newGesture();
    m_gestureStart = epoch();
    return done;
}

void Learner::conceal(bool concealed)
{
    Session after = m_document.session();
    after.train.concealed = concealed;
    m_document.edit(concealed ? tr("Hide the kernel") : tr("Reveal the kernel"), std::move(after));
}

bool Learner::setHidden(const QString& text, Grid kernel, float bias, std::optional<std::uint64_t> seed)
{
    TrainSpec spec = m_document.session().train;
    spec.target.reset();
    if (spec.startKernel.shape() != kernel.shape()) {
        spec.seed = spec.seed.value_or(0);
        spec.startKernel = drawnKernel(spec.draw, kernel.shape(), *spec.seed);
    }
    spec.hiddenKernel = std::move(kernel);
    spec.hiddenBias = bias;
    spec.hiddenSeed = seed;
    spec.concealed = seed.has_value();
    return setSpec(text, std::move(spec));
}

/// What the epoch shown last costs: until the window has painted it, and again when its maps have come.
void Learner::measureShow()
{
    if (!m_running)
        return;
    QTimer::singleShot(0, this, [this] {
        if (m_shownAt.isValid())
            m_showCost = double(m_shownAt.nsecsElapsed()) * 1e-6;
    });
}

bool Learner::tooSoon() const
{
    return trainer() && epochMethod(trainer()->problem()) == EpochMethod::Fused && m_shownAt.isValid() &&
           m_showCost > kMostOfTime * double(m_shownAt.elapsed());
}

void Learner::advance(double seconds)
{
    if (!m_running)
        return;
    if (m_run.busy() && (m_document.evaluating() || tooSoon()))
        return; // epochs are worth more than frames
    m_run.look();
    const int computed = m_run.size();
    m_elapsed = m_pace > 0 ? m_elapsed + seconds * m_pace : double(computed - epoch());
    const int due = std::min(int(m_elapsed), computed - epoch());
    if (due > 0) {
        m_elapsed -= due;
        m_shownAt.start();
        show(epoch() + due);
        measureShow();
    }
    m_elapsed = std::min(m_elapsed, 4.0); // a slow computation is not caught up with in a jump
    if (m_running && epoch() >= m_run.goal() && m_run.size() >= m_run.goal() && !m_run.busy()) {
        pause();
        m_document.whenComplete([this] { emit problemChanged(); });
    }
}

} // namespace lab
