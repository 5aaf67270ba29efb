// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/learn_session.h"

#include "app/names.h"
#include "app/operands.h"
#include "app/stack.h"
#include "core/learning/start_kernel.h"
#include "core/session/session.h"
#include "ui/io/session_file.h"
#include "ui/paint/words.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace lab
{

using namespace Qt::StringLiterals;

namespace
{

/// How a layer slides and a run goes, where an option says so.
void applySettings(Arguments& arguments, Session& session)
{
    TrainSpec& train = session.train;
    session.layer().spec = arguments.spec(session.layer().spec);
    train.learnBias = (train.learnBias || arguments.has("bias"_L1)) && !arguments.has("no-bias"_L1);
    train.startBias = arguments.number("start-bias"_L1, train.startBias);
    train.hiddenBias = arguments.single("find-bias"_L1, train.hiddenBias);
    train.optimiser = optimisers()[arguments.choice("optimiser"_L1, std::size_t(train.optimiser))].optimiser;
    train.reduction = Reduction(arguments.choice("reduction"_L1, std::size_t(train.reduction)));
    train.epochs = arguments.integer("epochs"_L1, train.epochs, 1);
    train.tolerance = arguments.number("stop-at"_L1, train.tolerance);
    if (arguments.has("rate"_L1)) {
        train.rateChanges.clear();
        if (!rateNames().contains(arguments.text("rate"_L1)))
            train.rate = arguments.number("rate"_L1, train.rate);
    }
    if (!(train.rate > 0))
        arguments.setProblem(tr("--rate needs a number above 0."));
    if (train.tolerance < 0)
        arguments.setProblem(tr("--stop-at needs a number from 0 on."));
}

/// The one kernel size whose output, without padding, has the target's shape.
std::optional<PerAxis> sizeBetween(Arguments& arguments, Shape input, Shape target)
{
    if (input.rows >= target.rows && input.cols >= target.cols)
        return PerAxis{input.rows - target.rows + 1, input.cols - target.cols + 1};
    const auto text = [](int number) { return std::to_string(number); };
    arguments.refuse(
        Error{ErrorCode::TargetShape, {text(target.rows), text(target.cols), text(input.rows), text(input.cols)}});
    return std::nullopt;
}

/// The size of a start that is made.
std::optional<PerAxis> startSize(Arguments& arguments, const Session& session)
{
    const Shape given =
        arguments.has("find"_L1) ? session.train.hiddenKernel.shape() : session.train.startKernel.shape();
    if (arguments.has("kernel-size"_L1) || arguments.has("find"_L1) || arguments.hasFile())
        return arguments.perAxis("kernel-size"_L1, {given.rows, given.cols});
    return sizeBetween(arguments, session.input->shape(), session.train.target->shape());
}

void makeStart(Arguments& arguments, Session& session)
{
    TrainSpec& train = session.train;
    const auto size = startSize(arguments, session);
    if (!size)
        return;
    const Shape shape{size->rows, size->cols};
    // Before a kernel is drawn that no input and perhaps no memory could hold.
    if (session.focus == 0 && !arguments.take(resolve(session.input->shape(), shape, session.layer().spec)))
        return;
    const std::size_t which = arguments.choice("start"_L1, std::size_t(train.draw));
    const auto seed = arguments.seed("seed"_L1, train.seed.value_or(0));
    if (which < draws().size())
        train.startKernel = drawnKernel(draws()[which].draw, shape, seed);
    else
        train.startKernel = arguments.text("start"_L1) == "zeros"_L1 ? Grid64(shape) : TrainSpec{}.startKernel;
}

void readStart(Arguments& arguments, Session& session)
{
    constexpr std::array kMade{"start", "seed", "kernel-size", "find", "find-seed"};
    const bool made =
        std::any_of(kMade.begin(), kMade.end(), [&](const char* name) { return arguments.has(QLatin1String(name)); });
    if (!arguments.has("kernel-start"_L1)) {
        if (made || !arguments.hasFile())
            makeStart(arguments, session);
        return;
    }
    auto start = readKernel64(arguments, "kernel-start"_L1);
    if (!start)
        return;
    session.train.startKernel = std::move(*start);
    const auto weights = std::as_const(session.train.startKernel).cells();
    if (!std::all_of(weights.begin(), weights.end(), [](double weight) { return std::isfinite(weight); }))
        arguments.refuse(tr("Nothing can be learned from a start kernel that holds NaN or infinite numbers."));
}

/// The target, or the kernel that is to be found.
void readGoal(Arguments& arguments, Session& session)
{
    TrainSpec& train = session.train;
    if (arguments.has("target"_L1)) {
        if (auto target = readInput(arguments, "target"_L1))
            train.target = std::move(*target);
        return;
    }
    if (arguments.has("find"_L1)) {
        if (auto kernel = readKernel(arguments, "find"_L1, arguments.text("find"_L1)))
            train.hiddenKernel = std::move(*kernel);
    } else if (arguments.has("find-seed"_L1)) {
        const Shape shape = train.startKernel.shape();
        const PerAxis size = arguments.perAxis("kernel-size"_L1, {shape.rows, shape.cols});
        if (arguments.take(resolve(session.input->shape(), {size.rows, size.cols}, session.layer().spec)))
            train.hiddenKernel =
                converted<float>(hiddenKernel({size.rows, size.cols}, arguments.seed("find-seed"_L1, 0)));
    } else if (!arguments.has("find-bias"_L1)) {
        return;
    }
    train.target = nullptr;
}

std::optional<Session> sessionOf(Arguments& arguments)
{
    Session session;
    if (arguments.hasFile()) {
        auto file = readSession(arguments);
        if (!file)
            return std::nullopt;
        session = std::move(file->session);
        const auto layer = layerNumber(arguments, session.layers.size(), session.focus);
        session.focus = layer.value_or(0);
    }
    applySettings(arguments, session);
    if (arguments.has("input"_L1))
        if (auto input = readInput(arguments, "input"_L1))
            session.input = std::move(*input);
    if (arguments.good())
        readGoal(arguments, session);
    if (arguments.good())
        readStart(arguments, session);
    if (!arguments.good())
        return std::nullopt;
    session.layer().kernel = converted<float>(session.train.startKernel);
    return withPlanes(arguments, std::move(session));
}

} // namespace

void checkLearning(Arguments& arguments)
{
    const auto has = [&](const char* name) { return arguments.has(QLatin1String(name)); };
    const auto excludes = [&](const char* one, const char* other) {
        if (has(one) && has(other))
            arguments.setProblem(tr("--%1 leaves nothing for --%2.").arg(QLatin1String(one), QLatin1String(other)));
    };
    Session unchanged;
    applySettings(arguments, unchanged);
    arguments.perAxis("kernel-size"_L1, {});
    arguments.seed("seed"_L1, 0);
    arguments.seed("find-seed"_L1, 0);
    arguments.integer("layer"_L1, 1, 1);
    arguments.integer("log-every"_L1, 2, 1);
    for (const char* made : {"kernel-size", "start", "seed"})
        excludes("kernel-start", made);
    for (const char* goal : {"find", "find-seed", "find-bias"})
        excludes("target", goal);
    excludes("find", "find-seed");
    excludes("find", "kernel-size");
    excludes("channel", "grey");
    excludes("bias", "no-bias");
    excludes("exact", "limits");
    for (const char* answer : {"exact", "limits"})
        excludes(answer, "gradient");
    if (arguments.text("start"_L1) == "book"_L1)
        excludes("start", "kernel-size");
    if (arguments.choice("start"_L1) >= draws().size())
        excludes("start", "seed");
    if (has("format") && !has("output"))
        arguments.setProblem(tr("--format is for --output."));
    if (arguments.hasFile())
        return;
    if (has("layer"))
        arguments.setProblem(tr("--layer is for FILE."));
    if (!has("input"))
        arguments.setProblem(tr("--input is missing, or FILE."));
    if (!has("target") && !has("find") && !has("find-seed"))
        arguments.setProblem(tr("--target is missing, or a kernel to --find."));
    const ConvSpec spec = arguments.spec();
    const bool told = spec.padding == Padding{} && spec.stride == PerAxis{} && spec.dilation == PerAxis{};
    if (!has("kernel-size") && !has("kernel-start") && !has("find") && (has("find-seed") || !told))
        arguments.setProblem(tr("--kernel-size is missing, which nothing else tells here."));
}

std::optional<LearningRun> readLearningRun(Arguments& arguments)
{
    auto session = sessionOf(arguments);
    auto prepared = session ? arguments.take(prepareProblem(*session)) : std::nullopt;
    return prepared ? std::optional(LearningRun{std::move(*prepared), std::move(session->train)}) : std::nullopt;
}

} // namespace lab
