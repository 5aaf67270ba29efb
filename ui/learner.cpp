// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/learner.h"

#include "core/parallel.h"
#include "ui/io/error_text.h"

#include <algorithm>
#include <chrono>

namespace lab
{

namespace
{

constexpr int kFrame = 16; ///< milliseconds
constexpr int kPutOff = 250; ///< milliseconds
constexpr double kInlineWork = 2e6; ///< multiplications that the GUI thread may do at once
constexpr auto kBatch = std::chrono::milliseconds(20);

/// Multiplications of one pass over all windows.
double workOf(const Session& session)
{
    const auto geometry = resolve(session.input->shape(), session.layers);
    if (!geometry)
        return 0;
    return double((*geometry)[session.focus].output().cells()) * double(session.train.startKernel.size()) *
           session.planes();
}

/// Multiplications of the layers whose last map is what the focused one learns from.
double workBefore(const Session& session)
{
    const auto geometries = resolve(session.input->shape(), session.layers);
    double work = 0;
    for (std::size_t l = 0; geometries && l < session.focus; ++l)
        work += double((*geometries)[l].output().cells()) * (*geometries)[l].taps() * session.planes();
    return work;
}

/// Whether the problem and its curvature (every weight with every other) are had at once.
bool measuredAtOnce(const Session& session)
{
    return workBefore(session) <= kInlineWork &&
           workOf(session) * double(session.train.startKernel.size()) <= kInlineWork;
}

Result<std::shared_ptr<Trainer>> makeTrainer(const Session& session, std::stop_token stop)
{
    auto problem = trainProblem(session, stop);
    if (!problem)
        return problem.error();
    std::optional<NormalMatrix> normal;
    if (epochMethod(*problem) == EpochMethod::Normal) {
        auto made = normalMatrix(*problem, processors(), stop);
        if (!made)
            return made.error();
        normal = std::move(*made);
    }
    return std::make_shared<Trainer>(std::move(*problem), session.train.startKernel, session.train.startBias,
                                     std::move(normal));
}

} // namespace

Learner::Learner(Document& document, QObject* parent) : QObject(parent), m_document(document)
{
    m_timer.setInterval(kFrame);
    m_later.setSingleShot(true);
    m_later.setInterval(kPutOff);
    connect(&m_timer, &QTimer::timeout, this, [this] { advance(double(m_clock.restart()) / 1000); });
    connect(&m_later, &QTimer::timeout, this, [this] {
        m_preparation.start([session = m_for](std::stop_token stop) { return makeTrainer(session, stop); },
                            [this](Result<std::shared_ptr<Trainer>> trainer) { prepared(std::move(trainer)); });
    });
    connect(&document, &Document::changed, this, &Learner::documentChanged);
    prepare();
}

void Learner::documentChanged(const Changes& changes)
{
    if (!sameRun(m_for, m_document.session())) {
        stop();
        forget();
        prepare();
    } else if (changes.trainPlace && epoch() > int(m_history.size())) {
        m_goal = epoch(); // a session that was saved later on the way: the way is found again
        compute();
    }
    if (changes.trainPlace || changes.train)
        emit progressed();
}

void Learner::forget()
{
    m_preparation.cancel();
    m_computation.cancel();
    m_measurement.cancel();
    m_later.stop();
    m_trainer.reset();
    m_history.clear();
    m_curvature.reset();
    m_diverged = false;
    m_problemText.clear();
    m_goal = 0;
}

void Learner::prepare()
{
    m_for = m_document.session();
    m_goal = m_for.train.epoch;
    if (measuredAtOnce(m_for))
        prepared(makeTrainer(m_for, {}));
    else
        m_later.start();
    emit problemChanged();
}

void Learner::prepared(Result<std::shared_ptr<Trainer>> trainer)
{
    if (!trainer) {
        if (trainer.error().code != ErrorCode::Stopped)
            m_problemText = sentence(trainer.error());
        stop();
        emit problemChanged();
        return;
    }
    m_trainer = std::move(*trainer);
    measureCurvature();
    compute();
    emit problemChanged();
}

void Learner::measureCurvature()
{
    const auto use = [this](Result<Curvature> measured) {
        if (measured)
            m_curvature = std::move(*measured);
        emit problemChanged();
    };
    if (measuredAtOnce(m_for))
        use(lab::curvature(m_trainer->problem()));
    else
        m_measurement.start(
            [trainer = m_trainer](std::stop_token stop) -> Result<Curvature> {
                const TrainProblem& problem = trainer->problem();
                if (trainer->normal())
                    return lab::curvature(*trainer->normal(), problem.learnBias, problem.reduction);
                return lab::curvature(problem, stop);
            },
            use);
}

void Learner::compute()
{
    if (!m_trainer || m_computation.busy() || m_diverged || int(m_history.size()) >= m_goal)
        return;
    const double rate = m_for.train.rate;
    const int wanted = m_goal;
    const double work = workOf(m_for) * 2;
    if (work * (wanted - int(m_history.size())) <= kInlineWork) {
        while (int(m_trainer->history().size()) < wanted && m_trainer->step(rate)) {
        }
        take();
        return;
    }
    m_computation.start(
        [trainer = m_trainer, rate, wanted](std::stop_token stop) {
            const auto end = std::chrono::steady_clock::now() + kBatch;
            while (int(trainer->history().size()) < wanted && trainer->step(rate, stop) &&
                   std::chrono::steady_clock::now() < end) {
            }
            return 0;
        },
        [this](int) {
            take();
            compute();
        });
}

void Learner::take()
{
    const auto& made = m_trainer->history();
    m_history.insert(m_history.end(), made.begin() + std::ptrdiff_t(m_history.size()), made.end());
    if (m_trainer->diverged()) {
        m_diverged = true;
        m_goal = int(m_history.size());
    }
    emit progressed();
}

void Learner::show(int shown)
{
    shown = std::clamp(shown, 0, int(m_history.size()));
    if (shown == epoch() && shown != 0)
        return;
    Session after = m_document.session();
    after.train.epoch = shown;
    const TrainSpec& train = after.train;
    after.layer().kernel =
        converted<float>(shown == 0 ? train.startKernel : m_history[std::size_t(shown - 1)].kernel);
    if (train.learnBias || shown == 0)
        after.layer().bias = float(shown == 0 ? train.startBias : m_history[std::size_t(shown - 1)].bias);
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
    const bool afresh = epoch() == 0 || m_diverged;
    m_gesture = m_document.newGesture();
    m_gestureStart = afresh ? 0 : epoch();
    if (afresh)
        show(0);
    m_goal = epoch() + m_document.session().train.epochs;
    m_running = true;
    m_elapsed = 0;
    m_clock.start();
    m_timer.start();
    compute();
    emit runningChanged(true);
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
    emit runningChanged(false);
}

void Learner::stepForward()
{
    pause();
    m_goal = std::max(m_goal, epoch() + 1);
    compute();
    if (epoch() < int(m_history.size())) {
        show(epoch() + 1);
    } else if (!m_diverged && m_problemText.isEmpty()) { // it will be shown when the thread has it
        m_running = true;
        m_elapsed = 1;
        m_clock.start();
        m_timer.start();
        emit runningChanged(true);
    }
    m_gesture.clear();
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
    Session after = m_document.session();
    spec.epoch = 0;
    after.train = std::move(spec);
    if (m_document.session().train.epoch > 0) { // what was learned so is no more: back to the start
        after.layer().kernel = converted<float>(after.train.startKernel);
        after.layer().bias = float(after.train.startBias);
    }
    return m_document.edit(text, std::move(after), mergeKey);
}

bool Learner::setHidden(const QString& text, Grid kernel, float bias)
{
    TrainSpec spec = m_document.session().train;
    spec.target.reset();
    if (spec.startKernel.shape() != kernel.shape()) {
        spec.seed = spec.seed.value_or(0);
        spec.startKernel = uniformKernel(kernel.shape(), *spec.seed);
    }
    spec.hiddenKernel = std::move(kernel);
    spec.hiddenBias = bias;
    return setSpec(text, std::move(spec));
}

void Learner::advance(double seconds)
{
    if (!m_running)
        return;
    const int computed = int(m_history.size());
    m_elapsed = m_pace > 0 ? m_elapsed + seconds * m_pace : double(computed - epoch());
    const int due = std::min(int(m_elapsed), computed - epoch());
    if (due > 0) {
        m_elapsed -= due;
        show(epoch() + due);
    }
    m_elapsed = std::min(m_elapsed, 4.0); // a slow computation is not caught up with in a jump
    if (!m_running)
        return;
    if (epoch() >= m_goal && int(m_history.size()) >= m_goal) {
        stop();
        m_gesture.clear();
        emit problemChanged();
    }
}

} // namespace lab
