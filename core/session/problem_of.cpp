// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/problem_of.h"

#include "core/numbers/parallel.h"
#include "core/session/evaluate.h"
#include "core/session/session.h"

#include <algorithm>
#include <new>

namespace lab
{

namespace
{

/// What a problem made of a session keeps alive.
struct ProblemOwner {
    PicturePtr input;
    PicturePtr target;
    FeatureMaps earlier;
    std::vector<Grid> targets; ///< of a hidden kernel
};

std::vector<GridView<float>> views(const std::vector<Grid>& grids)
{
    std::vector<GridView<float>> all;
    for (const Grid& grid : grids)
        all.push_back(grid.view());
    return all;
}

Result<std::vector<GridView<float>>> targetsOf(const TrainProblem& problem, const TrainSpec& train,
                                               const Layer& layer, ProblemOwner& owner, std::stop_token stop)
{
    const Shape output = problem.geometry.output();
    const auto text = [](auto v) { return std::to_string(v); };
    if (train.target) {
        const Shape shape = train.target->shape();
        if (shape != output)
            return Error{ErrorCode::TargetShape,
                         {text(shape.rows), text(shape.cols), text(output.rows), text(output.cols)}};
        if (train.target->planes().size() != problem.inputs.size())
            return Error{ErrorCode::TargetPlanes, {text(train.target->planes().size()), text(problem.inputs.size())}};
        owner.target = train.target;
        return views(train.target->planes());
    }
    const Layer hidden{train.hiddenKernel, train.hiddenBias, layer.spec};
    for (const auto& input : problem.inputs) {
        const auto geometry = resolve(input.shape(), hidden.kernel.shape(), hidden.spec);
        if (!geometry)
            return geometry.error();
        if (geometry->output() != output)
            return Error{
                ErrorCode::TargetShape,
                {text(geometry->rows.output), text(geometry->cols.output), text(output.rows), text(output.cols)}};
        auto target = Grid::uninitialised(output);
        const auto done = featureMap(input, hidden, *geometry, {.threads = allowedThreads(), .stop = stop}, target);
        if (!done)
            return done.error();
        owner.targets.push_back(std::move(target));
    }
    return views(owner.targets);
}

} // namespace

Result<TrainProblem> trainProblem(const Session& session, std::stop_token stop)
try {
    if (session.layer().pools())
        return ErrorCode::PoolingLearnsNothing;
    auto owner = std::make_shared<ProblemOwner>();
    owner->input = session.input;
    TrainProblem problem;
    if (session.focus == 0) {
        for (int p = 0; p < session.planes(); ++p)
            problem.inputs.push_back(session.inputPlane(p));
    } else {
        Session before = session;
        before.layers.resize(session.focus);
        before.focus = 0;
        auto maps = evaluate(before, {.threads = allowedThreads(), .stop = stop});
        if (!maps)
            return maps.error();
        owner->earlier = std::move(*maps);
        for (const Grid& map : owner->earlier.maps.back())
            problem.inputs.push_back(map.view());
    }
    const TrainSpec& train = session.train;
    const auto geometry = resolve(problem.inputs.front().shape(), train.startKernel.shape(), session.layer().spec);
    if (!geometry)
        return geometry.error();
    problem.geometry = *geometry;
    problem.learnBias = train.learnBias;
    problem.optimiser = train.optimiser;
    problem.reduction = train.reduction;
    problem.owner = owner;
    auto targets = targetsOf(problem, train, session.layer(), *owner, stop);
    if (!targets)
        return targets.error();
    problem.targets = std::move(*targets);
    return problem;
} catch (const std::bad_alloc&) {
    return ErrorCode::OutOfMemory;
}

bool sameData(const Session& a, const Session& b)
{
    const TrainSpec &s = a.train, &t = b.train;
    const bool sameTarget = (!s.target && !t.target) || (s.target && t.target && *s.target == *t.target);
    return sameTarget && s.hiddenKernel == t.hiddenKernel && sameNumber(s.hiddenBias, t.hiddenBias) &&
           s.startKernel.shape() == t.startKernel.shape() && a.focus == b.focus && a.planes() == b.planes() &&
           a.layer().spec == b.layer().spec && a.layer().pools() == b.layer().pools() &&
           std::equal(a.layers.begin(), a.layers.begin() + std::ptrdiff_t(a.focus), b.layers.begin()) &&
           *a.input == *b.input;
}

int sharedEpochs(const Session& a, const Session& b)
{
    return sameData(a, b) ? a.train.sharedEpochs(b.train) : 0;
}

} // namespace lab
