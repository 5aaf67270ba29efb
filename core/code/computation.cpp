// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/code/computation.h"

#include "core/learning/trainer.h"
#include "core/numbers/parallel.h"
#include "core/session/evaluate.h"
#include "core/session/problem_of.h"
#include "core/session/session.h"

#include <algorithm>
#include <cmath>

namespace lab
{

namespace
{

constexpr double kHalfUnit = 0x1p-24; ///< of single precision

bool allFinite(GridView<float> x)
{
    for (int r = 0; r < x.rows(); ++r)
        for (const float v : x.row(r))
            if (!std::isfinite(v))
                return false;
    return true;
}

bool allFinite(const std::vector<Plane>& planes)
{
    return std::all_of(planes.begin(), planes.end(), [](const Plane& plane) { return allFinite(plane); });
}

/// Of what is finite.
double largestOf(GridView<float> x)
{
    double largest = 0;
    for (int r = 0; r < x.rows(); ++r)
        for (const float v : x.row(r))
            if (std::isfinite(v))
                largest = std::max(largest, std::abs(double(v)));
    return largest;
}

template <class Planes>
double largestOfPlanes(const Planes& planes)
{
    double largest = 0;
    for (const auto& plane : planes)
        largest = std::max(largest, largestOf(plane));
    return largest;
}

/// How a session's maps are computed: by the definition, or some of them as pictures.
bool byDefinition(const Computation& work, double products)
{
    if (work.layers.size() > 1 && products <= kReferenceProducts)
        return true;
    return std::all_of(work.layers.begin(), work.layers.end(),
                       [](const CodeLayer& one) { return one.layer.pools() || byReference(one.geometry.output()); });
}

/// The rounding of one layer on top of that before it.
double roundingAfter(const CodeLayer& one, double before, double largestInput, bool exact)
{
    if (one.layer.kind == LayerKind::MaxPool)
        return before;
    double weights = 0;
    for (const float w : one.layer.kernel.cells())
        weights += std::isfinite(w) ? std::abs(double(w)) : 0;
    if (one.layer.kind == LayerKind::AveragePool)
        weights = 1;
    const double sum = weights * largestInput + (one.layer.pools() ? 0 : std::abs(double(one.layer.bias)));
    constexpr int kMore = 10; // as the engine's bounds
    const double units = exact ? 2 : one.geometry.taps() + kMore;
    const double bias = std::isfinite(sum) ? sum : 0;
    return weights * before + units * kHalfUnit * bias;
}

Result<std::vector<CodeLayer>> resolvedLayers(const Session& session, std::size_t count)
{
    std::vector<Layer> layers(session.layers.begin(), session.layers.begin() + std::ptrdiff_t(count));
    const auto geometries = resolve(session.input->shape(), layers);
    if (!geometries)
        return geometries.error();
    std::vector<CodeLayer> resolved;
    for (std::size_t l = 0; l < count; ++l)
        resolved.push_back({std::move(layers[l]), (*geometries)[l]});
    return resolved;
}

Result<Computation> started(const Session& session, std::size_t layers)
{
    auto resolved = resolvedLayers(session, layers);
    if (!resolved)
        return resolved.error();
    Computation work;
    work.inputName = session.input->name();
    for (int p = 0; p < session.planes(); ++p)
        work.inputs.push_back(session.shownInput(p));
    work.layers = std::move(*resolved);
    double products = 0;
    for (const CodeLayer& one : work.layers)
        products += double(one.geometry.output().cells()) * one.geometry.taps() * session.planes();
    work.exact = byDefinition(work, products);
    work.finite = allFinite(work.inputs);
    for (const CodeLayer& one : work.layers)
        work.finite &= std::isfinite(one.layer.bias) && allFinite(one.layer.kernel);
    return work;
}

Result<Computation> layersOf(const Session& session, std::stop_token stop)
{
    auto work = started(session, session.layers.size());
    if (!work)
        return work;
    auto evaluated = evaluate(session, {.threads = allowedThreads(), .stop = std::move(stop)});
    if (!evaluated)
        return evaluated.error();
    double before = 0;
    for (std::size_t l = 0; l < work->layers.size(); ++l) {
        const double largest = l == 0 ? largestOfPlanes(work->inputs) : largestOfPlanes(evaluated->maps[l - 1]);
        before = roundingAfter(work->layers[l], before, largest, work->exact);
    }
    work->tolerance = std::min(before, double(std::numeric_limits<float>::max()));
    const auto maps = std::make_shared<const FeatureMaps>(std::move(*evaluated));
    work->outputs = shownMaps(maps, work->layers.size() - 1);
    work->finite &= allFinite(work->outputs);
    return work;
}

/// One run, and where it led to.
struct RunEnds {
    int epochs = 0;
    std::vector<double> parameters;
    double loss = 0, largestParameter = 0, largestLoss = 0;
};

bool sound(const Trainer& trainer)
{
    const auto parameters = trainer.history().parameters(trainer.history().size() - 1);
    return !trainer.ended() &&
           std::all_of(parameters.begin(), parameters.end(), [](double v) { return std::isfinite(v); });
}

Result<RunEnds> runOf(Trainer& trainer, const TrainSpec& spec, int epochs, std::stop_token stop)
{
    RunEnds ends;
    const auto note = [&](const std::vector<double>& parameters) {
        ends.parameters = parameters;
        for (const double v : parameters)
            ends.largestParameter = std::max(ends.largestParameter, std::abs(v));
    };
    const Grid64 start = trainer.kernel();
    std::vector<double> now(start.cells().begin(), start.cells().end());
    now.push_back(trainer.bias());
    note(now);
    while (ends.epochs < epochs && trainer.step(spec.rateOf(ends.epochs + 1), stop) && sound(trainer)) {
        const History& history = trainer.history();
        const auto parameters = history.parameters(history.size() - 1);
        note({parameters.begin(), parameters.end()});
        ++ends.epochs;
        ends.loss = history.losses().back();
        ends.largestLoss = std::max(ends.largestLoss, ends.loss);
        if (spec.epoch == 0 && spec.tolerance > 0 && ends.loss <= spec.tolerance)
            break;
    }
    if (stop.stop_requested())
        return ErrorCode::Stopped;
    return ends;
}

/// What a run that begins almost there ends from this one: how much of the rounding of the start is left at the end.
Result<RunEnds> nearbyRun(const TrainProblem& problem, const CodeRun& run, std::shared_ptr<const NormalMatrix> normal,
                          std::stop_token stop)
{
    constexpr double kNudge = 0x1p-40;
    Grid64 start = run.spec.startKernel;
    double sign = 1;
    for (double& w : start.cells()) {
        w += sign * kNudge * std::max(std::abs(w), 1e-3);
        sign = -sign;
    }
    TrainSpec spec = run.spec;
    spec.epoch = run.epochs; // no tolerance ends it
    Trainer trainer(problem, std::move(start), spec.startBias, std::move(normal));
    return runOf(trainer, spec, run.epochs, std::move(stop));
}

void setEnds(CodeRun& run, const RunEnds& ends, const RunEnds& nearby)
{
    // A nudge in the 12th digit, against rounding in the 16th; a hundredfold of it covers what summation adds on the
    // way, and where the runs forget their start, a billionth of the numbers does.
    constexpr double kNudges = 100, kRelative = 1e-9;
    run.parameters = ends.parameters;
    run.loss = ends.loss;
    double apart = 0;
    for (std::size_t i = 0; i < ends.parameters.size(); ++i)
        apart = std::max(apart, std::abs(ends.parameters[i] - nearby.parameters[i]));
    run.parameterTolerance = kNudges * apart + kRelative * ends.largestParameter;
    run.lossTolerance = kNudges * std::abs(ends.loss - nearby.loss) + kRelative * ends.largestLoss;
}

Result<std::shared_ptr<const NormalMatrix>> matrixFor(const TrainProblem& problem, std::stop_token stop)
{
    if (epochMethod(problem) != EpochMethod::Normal)
        return std::shared_ptr<const NormalMatrix>();
    auto normal = normalMatrix(problem, allowedThreads(), std::move(stop));
    if (!normal)
        return normal.error();
    return std::make_shared<const NormalMatrix>(std::move(*normal));
}

std::vector<Plane> planesOf(const std::vector<GridView<float>>& views, const std::shared_ptr<const void>& owner)
{
    std::vector<Plane> planes;
    for (const auto& view : views)
        planes.emplace_back(view, owner, Identity::fresh());
    return planes;
}

/// Errors: Stopped, OutOfMemory.
Result<Done> measureRun(const TrainProblem& problem, CodeRun& run, const std::stop_token& stop)
{
    const TrainSpec& spec = run.spec;
    auto normal = matrixFor(problem, stop);
    if (!normal)
        return normal.error();
    Trainer trainer(problem, spec.startKernel, spec.startBias, *normal);
    if (trainer.ended())
        return ErrorCode::DataNotFinite;
    const auto ends = runOf(trainer, spec, spec.epoch > 0 ? spec.epoch : spec.epochs, stop);
    if (!ends)
        return ends.error();
    run.epochs = ends->epochs;
    const auto nearby = nearbyRun(problem, run, *normal, stop);
    if (!nearby)
        return nearby.error();
    setEnds(run, *ends, *nearby);
    return Done{};
}

Result<Computation> learningOf(const Session& session, std::stop_token stop)
{
    auto work = started(session, session.focus);
    if (!work)
        return work;
    auto problem = trainProblem(session, stop);
    if (!problem)
        return problem.error();
    CodeRun run;
    run.spec = session.train;
    run.geometry = problem->geometry;
    run.slides = session.layer().spec;
    run.layer = int(session.focus);
    if (!work->exact) { // what is learned from, to the bit
        work->layers.clear();
        work->inputs = planesOf(problem->inputs, problem->owner);
        work->firstLayersFollow = false;
    }
    const bool drawn = !session.train.target && byReference(problem->geometry.output());
    run.targets = planesOf(problem->targets, problem->owner);
    if (drawn) {
        Layer hidden{session.train.hiddenKernel, session.train.hiddenBias, run.slides};
        const auto geometry = resolveLayer(problem->inputs.front().shape(), hidden);
        if (!geometry)
            return geometry.error();
        run.hidden = CodeLayer{std::move(hidden), *geometry};
    }
    const auto measured = measureRun(*problem, run, stop);
    if (!measured)
        return measured.error();
    work->run = std::move(run);
    return work;
}

} // namespace

Result<Computation> computationOf(const Session& session, CodeSubject subject, std::stop_token stop)
{
    return subject == CodeSubject::Layers ? layersOf(session, std::move(stop)) : learningOf(session, std::move(stop));
}

} // namespace lab
