// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/trials.h"

#include "core/layers/receptive_field.h"

#include <algorithm>
#include <new>

namespace lab
{

namespace
{

constexpr int kLeastSide = 5, kMostSide = 255;

/// The side of the square that a cell of the last map depends on, whatever the input.
Shape seenByLast(const Session& session)
{
    // jump: cells of the input from one cell of a map to the next.
    std::int64_t rows = 1, cols = 1, rowJump = 1, colJump = 1;
    for (const Layer& layer : session.layers) {
        const Shape window = layer.window();
        const PerAxis dilation = layer.pools() ? PerAxis{} : layer.spec.dilation;
        rows = std::min<std::int64_t>(rows + std::int64_t(window.rows - 1) * dilation.rows * rowJump, kMostSide);
        cols = std::min<std::int64_t>(cols + std::int64_t(window.cols - 1) * dilation.cols * colJump, kMostSide);
        rowJump = std::min<std::int64_t>(rowJump * layer.spec.stride.rows, kMostSide);
        colJump = std::min<std::int64_t>(colJump * layer.spec.stride.cols, kMostSide);
    }
    const auto side = [](std::int64_t seen) {
        return int(std::clamp<std::int64_t>(2 * seen - 1, kLeastSide, kMostSide));
    };
    return {side(rows), side(cols)};
}

Session withNumbers(Session session, const char* name, Grid numbers)
{
    session.input = matrixPicture(name, std::move(numbers));
    session.train.target = nullptr;
    session.train.epoch = 0;
    return session;
}

/// Moved as numpy.roll does: what leaves at one side comes in at the other.
Grid rolled(const Grid& grid, int down, int right)
{
    const auto into = [](int i, int n) { return ((i % n) + n) % n; };
    auto moved = Grid::uninitialised(grid.shape());
    for (int r = 0; r < grid.rows(); ++r) {
        const auto from = grid.row(into(r - down, grid.rows()));
        const auto to = moved.row(r);
        for (int c = 0; c < grid.cols(); ++c)
            to[std::size_t(into(c + right, grid.cols()))] = from[std::size_t(c)];
    }
    return moved;
}

PicturePtr rolled(const Picture& picture, int down, int right)
{
    std::vector<Grid> planes;
    for (const Grid& plane : picture.planes())
        planes.push_back(rolled(plane, down, right));
    return std::make_shared<const Picture>(picture.name(), picture.content(), std::move(planes), std::string(),
                                           picture.screen());
}

/// The outputs of one layer.
Result<std::vector<Grid>> outputsOf(const Session& session, const FeatureMaps& maps, const Geometry& geometry,
                                    const EvaluateOptions& options)
{
    std::vector<Grid> outputs;
    for (int p = 0; p < session.planes(); ++p) {
        const GridView<float> x =
            session.focus == 0 ? session.inputPlane(p) : maps.maps[session.focus - 1][std::size_t(p)].view();
        auto output = Grid::uninitialised(geometry.output());
        const auto done = featureMap(x, session.layer(), geometry, options, output);
        if (!done)
            return done.error();
        outputs.push_back(std::move(output));
    }
    return outputs;
}

} // namespace

Session withImpulse(Session session)
{
    Grid impulse(seenByLast(session), 0.0F);
    impulse.at(impulse.rows() / 2, impulse.cols() / 2) = 1;
    return withNumbers(std::move(session), "Impulse", std::move(impulse));
}

Session withConstant(Session session)
{
    Grid ones(seenByLast(session), 1.0F);
    return withNumbers(std::move(session), "Constant", std::move(ones));
}

Result<Session> withOutputAsInput(const Session& session, int times, const EvaluateOptions& options)
try {
    Session now = session;
    now.layers.resize(session.focus + 1);
    std::string name = session.input->name();
    for (int time = 0; time < times; ++time) {
        auto maps = evaluate(now, options);
        if (!maps)
            return maps.error();
        name = "Y of " + name;
        now.input =
            std::make_shared<const Picture>(name.substr(0, Picture::kLongestName), session.input->content(),
                                            std::move(maps->maps.back()), std::string(), session.input->screen());
        now.layers = {session.layer()}; // from the second time on, of its own output
        now.focus = 0;
    }
    Session after = session;
    after.input = std::move(now.input);
    after.train.target = nullptr;
    after.train.epoch = 0;
    return after;
} catch (const std::bad_alloc&) {
    return ErrorCode::OutOfMemory;
}

Grid otherKernel(const Session& session)
{
    return session.other.empty() ? Grid{{0, 0, 0}, {0, 1, 0}, {0, 0, 0}} : session.other;
}

Result<Counterpart> counterpartOf(const Session& session, const FeatureMaps& maps, const CompareWith& comparison,
                                  const EvaluateOptions& options)
try {
    Counterpart counterpart{session, {}, {}};
    Session& other = counterpart.session;
    Layer& layer = other.layer();
    if (comparison.against == Against::Kernel)
        layer.kernel = otherKernel(session);
    else if (comparison.against == Against::Operation)
        layer.spec.operation =
            layer.spec.operation == Operation::Correlation ? Operation::Convolution : Operation::Correlation;
    else
        other.input = rolled(*session.input, comparison.down, comparison.right);
    other.layers.resize(other.focus + 1);
    auto geometries = resolve(other.input->shape(), other.layers);
    if (!geometries)
        return geometries.error();
    counterpart.geometries = std::move(*geometries);
    if (comparison.against == Against::Shift) {
        auto all = evaluate(other, options);
        if (!all)
            return all.error();
        counterpart.output = std::move(all->maps.back());
        return counterpart;
    }
    auto outputs = outputsOf(other, maps, counterpart.geometries.back(), options);
    if (!outputs)
        return outputs.error();
    counterpart.output = std::move(*outputs);
    return counterpart;
} catch (const std::bad_alloc&) {
    return ErrorCode::OutOfMemory;
}

} // namespace lab
