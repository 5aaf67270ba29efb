// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_options.h"
#include "core/learning/curvature.h"
#include "core/learning/trainer.h"
#include "core/numbers/matrix_text.h"
#include "core/numbers/number_text.h"
#include "core/session/problem_of.h"
#include "core/session/session.h"
#include "ui/io/output_file.h"
#include "ui/paint/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <limits>

namespace lab
{

using namespace Qt::StringLiterals;

namespace
{

/// A matrix in place keeps the digits that single precision would lose.
Result<Grid64> readStart(const QString& text)
{
    if (auto inPlace = matrix64FromText(text.toStdString()))
        return std::move(*inPlace);
    const auto picture = readOperand(text);
    return picture ? Result<Grid64>(converted<double>((*picture)->grey())) : picture.error();
}

/// The one kernel size whose output, without padding, has the target's shape; TargetShape when there is none.
Result<PerAxis> sizeBetween(Shape input, Shape target)
{
    if (input.rows >= target.rows && input.cols >= target.cols)
        return PerAxis{input.rows - target.rows + 1, input.cols - target.cols + 1};
    const auto text = [](int number) { return std::to_string(number); };
    return Error{ErrorCode::TargetShape, {text(target.rows), text(target.cols), text(input.rows), text(input.cols)}};
}

Result<Grid64> startKernel(Arguments& arguments, const Picture& input, const Picture& target)
{
    if (arguments.has("kernel-start"_L1))
        return readStart(arguments.text("kernel-start"_L1));
    auto size = sizeBetween(input.shape(), target.shape());
    if (arguments.has("kernel-size"_L1))
        size = arguments.perAxis("kernel-size"_L1, {});
    if (!size)
        return size.error();
    // Before a kernel is drawn that no input and perhaps no memory could hold.
    if (const auto geometry = resolve(input.shape(), {size->rows, size->cols}, {}); !geometry)
        return geometry.error();
    return uniformKernel({size->rows, size->cols}, arguments.seed("seed"_L1, 0));
}

/// "8.644"; a loss that is very large or small as "1.234e+07".
QString lossText(double loss)
{
    const bool plain = loss == 0 || (loss >= 0.0005 && loss < 1e6);
    return plain ? QString::fromStdString(fixed(loss, 3)) : QString::number(loss, 'e', 3);
}

/// What is shown of a number, as it can be typed after an option: "1.757e-06".
QString asOption(const QString& shown)
{
    return QString::fromStdString(shortest(parseNumber(shown.toStdString()).value_or(0)));
}

QString divergedText(const Trainer& trainer, double rate)
{
    const QString epoch = QString::number(trainer.history().size());
    const TrainProblem& problem = trainer.problem();
    const auto known = measurable(problem) ? curvature(problem) : Result<Curvature>(ErrorCode::OutOfMemory);
    const double limit =
        known ? known->largestStableRate(problem.optimiser) : std::numeric_limits<double>::infinity();
    if (!(rate > limit))
        return tr("Learning diverged in epoch %1: try a smaller --rate.").arg(epoch);
    const QString typed = QString::fromStdString(shortest(rate)), most = asOption(numberBelow(limit));
    if (problem.optimiser != Optimiser::GradientDescent)
        return tr("Learning diverged in epoch %1: --rate %2 is above %3, the largest stable rate here.")
            .arg(epoch, typed, most);
    return tr("Learning diverged in epoch %1: --rate %2 is above %3, the largest stable rate here (2/λmax); "
              "try %4.")
        .arg(epoch, typed, most, asOption(numberWithin(known->bestRate(), limit)));
}

/// Why a run goes no further: it has ended, or there is no memory for another epoch.
int failEnded(const Trainer& trainer, double rate)
{
    const auto end = trainer.ended();
    if (!end)
        return fail(Error{ErrorCode::OutOfMemory});
    if (*end == RunEnd::Diverged)
        return fail(divergedText(trainer, rate));
    return fail(Error{*end == RunEnd::DataNotFinite ? ErrorCode::DataNotFinite : ErrorCode::StartNotFinite});
}

struct LearnPlan {
    double rate;
    int epochs;
    int logEvery;
};

/// Runs the epochs and prints the losses that they began with, then that of the kernel they led to; an exit code.
int learn(Trainer& trainer, const LearnPlan& plan)
{
    for (int done = 0; done < plan.epochs;) { // no epoch + 1 beyond the largest int
        ++done;
        if (!trainer.step(plan.rate) || trainer.ended())
            return failEnded(trainer, plan.rate);
        if (done % plan.logEvery == 0) {
            print(QStringLiteral("epoch %1, loss %2\n").arg(done).arg(lossText(trainer.history().losses().back())));
            std::fflush(stdout);
        }
    }
    const auto loss = trainer.loss();
    if (!loss)
        return fail(loss.error());
    print(QStringLiteral("%1, loss %2\n").arg(afterUpdates(plan.epochs), lossText(*loss)));
    return kDone;
}

QStringList optimiserIds()
{
    QStringList ids;
    for (const OptimiserRow& one : optimisers())
        ids << QString::fromUtf8(one.id.data(), qsizetype(one.id.size()));
    return ids;
}

/// Input, target and start as a session, or what is wrong with them.
Result<Session> sessionOf(Arguments& arguments)
{
    auto input = readOperand(arguments.text("input"_L1));
    if (!input)
        return input.error();
    auto target = readOperand(arguments.text("target"_L1));
    if (!target)
        return target.error();
    auto start = startKernel(arguments, **input, **target);
    if (!start)
        return start.error();
    Session session;
    session.input = std::move(*input);
    session.train.target = std::move(*target);
    session.layer().kernel = converted<float>(*start);
    session.train.startKernel = std::move(*start);
    session.train.learnBias = arguments.has("bias"_L1);
    session.train.optimiser = optimisers()[arguments.choice("optimiser"_L1, optimiserIds(), 0)].optimiser;
    return session;
}

} // namespace

int runLearn(Arguments& arguments)
{
    const LearnPlan plan{arguments.number("rate"_L1, 0.03), arguments.integer("epochs"_L1, 10, 1),
                         arguments.integer("log-every"_L1, 2, 1)};
    arguments.perAxis("kernel-size"_L1, {});
    arguments.seed("seed"_L1, 0);
    arguments.choice("optimiser"_L1, optimiserIds(), 0);
    if (plan.rate <= 0)
        arguments.setProblem(tr("--rate needs a number above 0."));
    if (arguments.has("kernel-start"_L1) && (arguments.has("kernel-size"_L1) || arguments.has("seed"_L1)))
        arguments.setProblem(tr("--kernel-start leaves nothing for --kernel-size and --seed."));
    if (arguments.problem())
        return failUsage(*arguments.problem(), QLatin1String(arguments.command().name));

    const Console console;
    const auto session = sessionOf(arguments);
    if (!session)
        return fail(session.error());
    const auto start = session->train.startKernel.cells();
    if (!std::all_of(start.begin(), start.end(), [](double weight) { return std::isfinite(weight); }))
        return fail(tr("Nothing can be learned from a start kernel that holds NaN or infinite numbers."));
    const auto problem = trainProblem(*session);
    if (!problem)
        return fail(problem.error());
    Trainer trainer(*problem, session->train.startKernel, session->train.startBias);
    if (const int code = learn(trainer, plan); code != kDone)
        return code;
    print(QString::fromStdString(tensorText(trainer.kernel().view())) + u'\n');
    if (arguments.has("bias"_L1))
        print(QStringLiteral("bias %1\n").arg(QString::fromStdString(fixed(trainer.bias(), 4))));
    if (!arguments.has("output"_L1))
        return kDone;
    const std::vector<Grid> kernel{converted<float>(trainer.kernel())};
    const auto written = writePlanes(arguments.text("output"_L1), kernel);
    return written ? kDone : fail(written.error());
}

} // namespace lab
