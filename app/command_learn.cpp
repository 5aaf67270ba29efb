// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/learn_answers.h"
#include "app/learn_session.h"
#include "app/names.h"
#include "app/results.h"
#include "core/numbers/matrix_text.h"
#include "core/numbers/number_text.h"
#include "ui/io/loss_file.h"
#include "ui/paint/words.h"

#include <cmath>
#include <cstdio>

namespace lab
{

using namespace Qt::StringLiterals;

namespace
{

/// "8.644"; a loss that is very large or small as "1.234e+07".
QString lossText(double loss)
{
    const bool plain = loss == 0 || (loss >= 0.0005 && loss < 1e6);
    return plain ? QString::fromStdString(fixed(loss, 3)) : QString::number(loss, 'e', 3);
}

/// What is shown of a number, as it can be typed after an option: "1.757e-06".
QString asOption(const QString& shown)
{
    return allDigits(parseNumber(shown.toStdString()).value_or(0));
}

QString divergedText(const Trainer& trainer, double rate, const PreparedProblem& prepared)
{
    const TrainProblem& problem = trainer.problem();
    constexpr int kMostTaps = 256; // more take many seconds, and --limits says it on request
    const auto known = prepared.normal && prepared.normal->taps() <= kMostTaps
                           ? curvature(*prepared.normal, problem.learnBias, problem.reduction, {})
                           : Result<Curvature>(ErrorCode::OutOfMemory);
    const QString epoch = QString::number(trainer.history().size());
    const double limit =
        known ? known->largestStableRate(problem.optimiser) : std::numeric_limits<double>::infinity();
    if (!(rate > limit))
        return tr("Learning diverged in epoch %1: try a smaller --rate; --limits tells the largest stable one.")
            .arg(epoch);
    const QString typed = allDigits(rate), most = asOption(numberBelow(limit));
    if (problem.optimiser != Optimiser::GradientDescent)
        return tr("Learning diverged in epoch %1: --rate %2 is above %3, the largest stable rate here.")
            .arg(epoch, typed, most);
    return tr("Learning diverged in epoch %1: --rate %2 is above %3, the largest stable rate here (2/λmax); "
              "try %4.")
        .arg(epoch, typed, most, asOption(numberWithin(known->bestRate(), limit)));
}

/// Why a run goes no further: it has ended, or there is no memory for another epoch.
void refuseEnded(Arguments& arguments, const Trainer& trainer, double rate, const PreparedProblem& prepared)
{
    const auto end = trainer.ended();
    if (!end)
        arguments.refuse(Error{ErrorCode::OutOfMemory});
    else if (*end == RunEnd::Diverged)
        arguments.refuse(divergedText(trainer, rate, prepared));
    else
        arguments.refuse(Error{*end == RunEnd::DataNotFinite ? ErrorCode::DataNotFinite : ErrorCode::StartNotFinite});
}

/// What is written to standard output stands there alone.
bool isQuiet(const Arguments& arguments)
{
    return isStandardOutput(arguments.text("output"_L1)) || isStandardOutput(arguments.text("losses"_L1));
}

void say(const Arguments& arguments, const QString& line)
{
    if (!isQuiet(arguments))
        print(line + u'\n');
}

/// Runs the epochs and prints the losses that they began with, then that of the kernel they led to.
void learn(Arguments& arguments, const TrainSpec& spec, Trainer& trainer, const PreparedProblem& prepared)
{
    const int logEvery = arguments.integer("log-every"_L1, 2, 1);
    int done = 0;
    for (bool reached = false; done < spec.epochs && !reached;) { // no epoch + 1 beyond the largest int
        const double rate = spec.rateOf(++done);
        if (!trainer.step(rate) || trainer.ended())
            return refuseEnded(arguments, trainer, rate, prepared);
        const double loss = trainer.history().losses().back();
        if (done % logEvery == 0) {
            say(arguments, QStringLiteral("epoch %1, loss %2").arg(done).arg(lossText(loss)));
            std::fflush(stdout);
        }
        reached = spec.tolerance > 0 && loss <= spec.tolerance;
    }
    if (const auto loss = arguments.take(trainer.loss()))
        say(arguments, QStringLiteral("%1, loss %2").arg(afterUpdates(done), lossText(*loss)));
}

void writeKernel(Arguments& arguments, const Grid64& kernel)
{
    if (arguments.good() && arguments.has("output"_L1))
        writeMaps(arguments, std::vector<Grid64>{kernel});
}

void run(Arguments& arguments, const TrainSpec& spec, const PreparedProblem& prepared)
{
    Trainer trainer = prepared.base->restarted(spec);
    learn(arguments, spec, trainer, prepared);
    if (!arguments.good())
        return;
    say(arguments, QString::fromStdString(tensorText(trainer.kernel().view())));
    if (spec.learnBias)
        say(arguments, QStringLiteral("bias %1").arg(QString::fromStdString(fixed(trainer.bias(), 4))));
    if (arguments.has("losses"_L1))
        writeBytes(arguments, arguments.text("losses"_L1),
                   lossCsv(trainer.history(), int(trainer.history().size()), trainer.kernel().shape(), {}));
    writeKernel(arguments, trainer.kernel());
}

/// The answer that descent approaches.
void solve(Arguments& arguments, const TrainSpec& spec, const Insight& insight)
{
    say(arguments, exactText(spec, insight));
    writeKernel(arguments, exactKernel(insight));
}

/// What the first epoch steps by.
void differentiate(Arguments& arguments, const TrainSpec& spec, const PreparedProblem& prepared)
{
    Trainer trainer = prepared.base->restarted(spec);
    trainer.step(spec.rate);
    if (trainer.history().empty())
        return refuseEnded(arguments, trainer, spec.rate, prepared);
    print(gradientText(spec, trainer.history().front()) + u'\n');
}

} // namespace

int runLearn(Arguments& arguments)
{
    checkLearning(arguments);
    if (!arguments.good())
        return arguments.end();
    auto lesson = readLearningRun(arguments);
    if (!lesson)
        return arguments.end();
    TrainSpec& spec = lesson->spec;
    const PreparedProblem& prepared = lesson->problem;
    const bool best = rateNames().contains(arguments.text("rate"_L1));
    const bool exact = arguments.has("exact"_L1), limits = arguments.has("limits"_L1);
    std::optional<Insight> known;
    if ((best || exact || limits) && !prepared.normal)
        arguments.refuse(tr("What is known exactly is so of kernels of up to 1024 weights."));
    else if (best || exact || limits)
        known = arguments.take(insightOf(prepared, spec));
    if (best && known)
        spec.rate = known->curvature.bestRate();
    if (!std::isfinite(spec.rate))
        arguments.refuse(tr("No rate is the best: the loss is the same for every kernel."));
    if (!arguments.good())
        return arguments.end();
    if (limits)
        print(limitsText(spec, known->curvature) + u'\n');
    else if (exact)
        solve(arguments, spec, *known);
    else if (arguments.has("gradient"_L1))
        differentiate(arguments, spec, prepared);
    else
        run(arguments, spec, prepared);
    return arguments.end();
}

} // namespace lab
