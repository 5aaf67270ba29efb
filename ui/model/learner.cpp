// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/learner.h"

#include "core/session/problem_of.h"
#include "core/session/session.h"
#include "ui/io/error_text.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace lab
{

namespace
{

constexpr int kFrame = 16; ///< milliseconds
constexpr int kPutOff = 250; ///< milliseconds
constexpr double kInlineWork = 2e6; ///< multiplications that the GUI thread may do at once
constexpr auto kPublishEvery = std::chrono::milliseconds(15);
constexpr double kMostOfTime = 0.04; ///< that showing epochs may take where all processors compute them

/// Whether a run that has got to `history` is to go on.
bool wanted(const History& history, int goal, double tolerance)
{
    return int(history.size()) < goal && (history.empty() || tolerance <= 0 || history.losses().back() > tolerance);
}

} // namespace

Learner::Learner(Document& document, QObject* parent)
    : QObject(parent), m_document(document), m_for(std::make_unique<Session>(document.session()))
{
    m_timer.setInterval(kFrame);
    m_later.setSingleShot(true);
    m_later.setInterval(kPutOff);
    connect(&m_timer, &QTimer::timeout, this, [this] { advance(double(m_clock.restart()) / 1000); });
    connect(&m_later, &QTimer::timeout, this, [this] {
        m_preparation.start([session = *m_for](std::stop_token stop) { return prepareProblem(session, stop); },
                            [this](Result<PreparedProblem> made) { prepared(std::move(made)); });
    });
    connect(&document, &Document::adopted, this, &Learner::documentChanged);
    connect(&document, &Document::mapsChanged, this, &Learner::measureShow);
    prepare();
}

Learner::~Learner() = default;

Result<EpochRecord> Learner::record(int n) const
{
    const auto i = std::size_t(n - 1);
    if (m_history.kept(i))
        return m_history[i];
    if (!m_found || m_found->epoch != n) {
        auto found = m_base->recordOf(m_history, i);
        if (!found)
            return found.error();
        m_found = std::move(*found);
    }
    return *m_found;
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
    if (updates < int(m_history.size()))
        return m_history.losses()[std::size_t(updates)];
    if (!m_prepared.normal || m_prepared.normal->kernel != m_for->train.startKernel.shape())
        return std::nullopt;
    const Grid64 kernel = kernelAfter(updates);
    std::vector<double> parameters(kernel.cells().begin(), kernel.cells().end());
    parameters.push_back(biasAfter(updates));
    std::vector<double> gradient(parameters.size());
    const double sum = std::max(sumOfSquares(*m_prepared.normal, parameters, gradient), 0.0);
    return m_for->train.reduction == Reduction::Mean ? sum / m_base->problem().residuals() : sum;
}

const Grid* Learner::hiddenKernel() const
{
    const TrainSpec& train = m_document.session().train;
    return train.target || train.concealed ? nullptr : &train.hiddenKernel;
}

bool Learner::measurable() const
{
    return !m_base || m_prepared.normal;
}

QString Learner::missingInsight() const
{
    return !m_problemText.isEmpty() ? m_problemText
           : measurable()           ? tr("The input is being measured…")
                                    : tr("So many weights are not measured; try small rates.");
}

bool Learner::reached() const
{
    return !m_history.empty() && m_until > 0 && m_history.losses().back() <= m_until;
}

void Learner::documentChanged(const Changes& changes)
{
    const Session& session = m_document.session();
    if (sharedEpochs(*m_for, session) != kAllEpochs) {
        follow(session);
    } else {
        if (m_running)
            m_until = session.train.tolerance;
        if (changes.trainPlace && epoch() > int(m_history.size())) {
            m_goal = epoch(); // a session that was saved later on the way: the way is found again
            compute();
        }
    }
    m_furthest = std::max(m_furthest, std::min(epoch(), int(m_history.size())));
    if (changes.trainPlace)
        m_phase = Phase::Updated;
    if (changes.trainPlace || changes.train)
        m_document.whenComplete([this] { emit progressed(); });
}

void Learner::follow(const Session& session)
{
    const int shared = std::min(sharedEpochs(*m_for, session), int(m_history.size()));
    if (m_trainer && shared > 0) { // another rate from some epoch on
        m_computation.cancel();
        m_published.reset();
        m_history.truncate(std::size_t(shared));
        m_runIdentity = Identity::fresh();
        m_found.reset();
        m_trainer = std::make_shared<Trainer>(m_base->resumed(std::move(m_history)));
        m_history = m_trainer->history();
        *m_for = session;
        m_furthest = std::min(m_furthest, shared);
        m_end.reset();
        m_goal = m_running ? std::max(m_goal, epoch()) : epoch();
        compute();
        return;
    }
    stop();
    m_earlier.keep(*m_for, m_history.losses().first(std::min(m_history.size(), std::size_t(m_furthest))), session);
    m_earlier.forget(session);
    const bool sameHessian =
        m_for->train.learnBias == session.train.learnBias && m_for->train.reduction == session.train.reduction;
    const PreparedProblem ready = sameData(*m_for, session) ? m_prepared : PreparedProblem{};
    const auto insight = ready.base && sameHessian ? std::exchange(m_insight, {}) : std::nullopt;
    forget();
    *m_for = session;
    m_goal = session.train.epoch;
    if (ready.base)
        prepared(PreparedProblem{std::make_shared<const Trainer>(ready.base->restarted(session.train)), ready.normal},
                 insight);
    else
        prepare();
}

void Learner::forget()
{
    m_preparation.cancel();
    m_computation.cancel();
    m_published.reset();
    m_measurement.cancel();
    m_later.stop();
    m_prepared = {};
    m_base.reset();
    m_trainer.reset();
    m_history = {};
    m_runIdentity = Identity::fresh();
    m_insight.reset();
    m_end.reset();
    m_found.reset();
    m_problemText.clear();
    m_goal = 0;
    m_until = 0;
    m_furthest = 0;
}

void Learner::clearEarlier()
{
    m_earlier.clear();
    m_document.whenComplete([this] { emit progressed(); });
}

void Learner::prepare()
{
    *m_for = m_document.session();
    m_goal = m_for->train.epoch;
    if (workOfInsight(*m_for) <= kInlineWork)
        prepared(prepareProblem(*m_for, {}));
    else
        m_later.start();
    m_document.whenComplete([this] { emit problemChanged(); });
}

void Learner::prepared(Result<PreparedProblem> made, std::optional<Insight> known)
{
    if (!made) {
        if (made.error().code != ErrorCode::Stopped)
            m_problemText = sentence(made.error());
        stop();
        m_document.whenComplete([this] { emit problemChanged(); });
        return;
    }
    m_prepared = std::move(*made);
    m_base = m_prepared.base;
    m_trainer = std::make_shared<Trainer>(*m_base);
    m_history = m_trainer->history();
    if (known) {
        known->answer = answerOf(*known, m_base->problem(), m_for->train);
        m_insight = std::move(known);
    } else {
        measure();
    }
    compute();
    m_document.whenComplete([this] { emit problemChanged(); });
}

void Learner::measure()
{
    const auto use = [this](Result<Insight> measured) {
        if (measured)
            m_insight = std::move(*measured);
        m_document.whenComplete([this] { emit problemChanged(); });
    };
    if (!measurable())
        return;
    if (workOfInsight(*m_for) <= kInlineWork)
        use(insightOf(m_prepared, m_for->train, {}));
    else
        m_measurement.start([prepared = m_prepared,
                             spec = m_for->train](std::stop_token stop) { return insightOf(prepared, spec, stop); },
                            use);
}

void Learner::compute()
{
    const TrainSpec& spec = m_for->train;
    if (!m_trainer || m_computation.busy() || m_end || !wanted(m_history, m_goal, m_until))
        return;
    const int goal = m_goal;
    const double epochWork =
        m_trainer->normal() ? double(spec.startKernel.size() * spec.startKernel.size()) : workOfPass(*m_for) * 2;
    if (epochWork * (goal - int(m_history.size())) <= kInlineWork) {
        while (wanted(m_trainer->history(), goal, m_until) &&
               m_trainer->step(spec.rateOf(int(m_trainer->history().size()) + 1))) {
        }
        take();
        return;
    }
    m_published = std::make_shared<Published>();
    m_published->history = m_trainer->history();
    m_computation.start(
        [trainer = m_trainer, spec, goal, until = m_until, published = m_published](std::stop_token stop) {
            auto next = std::chrono::steady_clock::now() + kPublishEvery;
            while (wanted(trainer->history(), goal, until) &&
                   trainer->step(spec.rateOf(int(trainer->history().size()) + 1), stop)) {
                if (std::chrono::steady_clock::now() < next)
                    continue;
                const std::lock_guard lock(published->mutex);
                published->history.follow(trainer->history());
                next = std::chrono::steady_clock::now() + kPublishEvery;
            }
            return 0;
        },
        [this](int) {
            m_published.reset();
            take();
            compute();
        });
}

/// What a run on a thread has come to so far. It never waits for those who look.
void Learner::takePublished()
{
    if (!m_published)
        return;
    const std::lock_guard lock(m_published->mutex);
    if (m_published->history.size() > m_history.size())
        m_history.follow(m_published->history);
}

void Learner::take()
{
    m_history.follow(m_trainer->history());
    m_end = m_trainer->ended();
    if (m_end || reached())
        m_goal = int(m_history.size());
    m_document.whenComplete([this] { emit progressed(); });
}

void Learner::show(int shown)
{
    shown = std::clamp(shown, 0, int(m_history.size()));
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
    if (m_running || !m_problemText.isEmpty())
        return;
    const bool afresh = epoch() == 0 || m_end;
    m_gesture = m_document.newGesture();
    m_gestureStart = afresh ? 0 : epoch();
    if (afresh)
        show(0);
    m_goal = epoch() + m_document.session().train.epochs;
    m_until = m_document.session().train.tolerance;
    m_running = true;
    m_elapsed = 0;
    m_clock.start();
    m_timer.start();
    compute();
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
    m_timer.stop();
    m_goal = std::min(m_goal, int(m_history.size()));
    m_document.whenComplete([this] { emit runningChanged(false); });
}

void Learner::stepForward()
{
    pause();
    m_until = 0; // one more epoch was asked for
    m_goal = std::max(m_goal, epoch() + 1);
    compute();
    if (epoch() < int(m_history.size())) {
        show(epoch() + 1);
    } else if (!m_end && !reached() && m_problemText.isEmpty()) { // shown when the thread has it
        m_running = true;
        m_elapsed = 1;
        m_clock.start();
        m_timer.start();
        m_document.whenComplete([this] { emit runningChanged(true); });
    }
    m_gesture.clear();
}

void Learner::seekPosition(int position)
{
    position = std::max(position, 0);
    const int wantedEpoch = position / kPhases;
    if (wantedEpoch > int(m_history.size())) { // not known yet
        stop();
        m_until = 0;
        m_goal = std::max(m_goal, wantedEpoch);
        compute();
        if (wantedEpoch > int(m_history.size())) {
            if (wantedEpoch == epoch() + 1)
                stepForward();
            else
                show(int(m_history.size()));
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
    return m_base && epochMethod(m_base->problem()) == EpochMethod::Fused && m_shownAt.isValid() &&
           m_showCost > kMostOfTime * double(m_shownAt.elapsed());
}

void Learner::advance(double seconds)
{
    if (!m_running)
        return;
    if (m_computation.busy() && (m_document.evaluating() || tooSoon()))
        return; // epochs are worth more than frames
    takePublished();
    const int computed = int(m_history.size());
    m_elapsed = m_pace > 0 ? m_elapsed + seconds * m_pace : double(computed - epoch());
    const int due = std::min(int(m_elapsed), computed - epoch());
    if (due > 0) {
        m_elapsed -= due;
        m_shownAt.start();
        show(epoch() + due);
        measureShow();
    }
    m_elapsed = std::min(m_elapsed, 4.0); // a slow computation is not caught up with in a jump
    if (!m_running)
        return;
    if (epoch() >= m_goal && int(m_history.size()) >= m_goal && !m_computation.busy()) {
        stop();
        m_gesture.clear();
        m_document.whenComplete([this] { emit problemChanged(); });
    }
}

} // namespace lab
