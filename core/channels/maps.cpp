// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/maps.h"

#include <limits>

namespace lab
{

namespace
{

constexpr std::int64_t kMostPlaneCells = std::numeric_limits<int>::max() / 4; ///< as resolve() has it for one axis

Result<Done> fitting(std::int64_t channels, std::int64_t rows, std::int64_t cols, ErrorCode empty)
{
    if (channels < 1)
        return ErrorCode::NoChannels;
    if (channels > kMostChannels)
        return Error{ErrorCode::TooManyChannels, {std::to_string(channels), std::to_string(kMostChannels)}};
    if (rows < 1 || cols < 1)
        return empty;
    if (rows > kMostPlaneCells || cols > kMostPlaneCells / rows)
        return Error{ErrorCode::TooLarge, {std::to_string(rows), std::to_string(cols)}};
    return Done{};
}

} // namespace

Weights::Weights(const std::vector<std::vector<Grid64>>& kernels)
{
    if (kernels.empty() || kernels[0].empty())
        return;
    const Shape plane = kernels[0][0].shape();
    m_shape = {int(kernels.size()), int(kernels[0].size()), plane.rows, plane.cols};
    m_cells.reserve(std::size_t(m_shape.cells()));
    for (const auto& ofOutput : kernels) {
        assert(int(ofOutput.size()) == m_shape.in);
        for (const Grid64& kernel : ofOutput) {
            assert(kernel.shape() == plane);
            m_cells.insert(m_cells.end(), kernel.cells().begin(), kernel.cells().end());
        }
    }
}

WeightAt weightAt(WeightsShape shape, std::int64_t index)
{
    const std::int64_t plane = shape.plane().cells(), rest = index % plane, pair = index / plane;
    return {int(pair / shape.in), int(pair % shape.in), int(rest / shape.cols), int(rest % shape.cols)};
}

Weights exchanged(const Weights& weights, int groups)
{
    const WeightsShape from = weights.shape();
    assert(groups > 0 && from.out % groups == 0);
    const int outs = from.out / groups;
    Weights to(WeightsShape{from.in * groups, outs, from.rows, from.cols});
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const WeightAt at = weightAt(from, std::int64_t(i));
        const int group = at.out / outs;
        to.at({group * from.in + at.in, at.out % outs, at.row, at.col}) = weights.cells()[i];
    }
    return to;
}

Result<MapsShape> mapsShape(std::int64_t channels, std::int64_t rows, std::int64_t cols)
{
    if (const auto fits = fitting(channels, rows, cols, ErrorCode::EmptyInput); !fits)
        return fits.error();
    return MapsShape{int(channels), int(rows), int(cols)};
}

Result<WeightsShape> weightsShape(std::int64_t out, std::int64_t in, std::int64_t rows, std::int64_t cols)
{
    for (const std::int64_t channels : {in, out})
        if (const auto fits = fitting(channels, rows, cols, ErrorCode::EmptyKernel); !fits)
            return fits.error();
    return WeightsShape{int(out), int(in), int(rows), int(cols)};
}

Result<Done> targetFits(MapsShape target, MapsShape output)
{
    const auto text = [](int n) { return std::to_string(n); };
    if (target.channels != output.channels)
        return Error{ErrorCode::TargetPlanes, {text(target.channels), text(output.channels)}};
    if (target != output)
        return Error{ErrorCode::TargetShape,
                     {text(target.rows), text(target.cols), text(output.rows), text(output.cols)}};
    return Done{};
}

std::string textOf(MapsShape shape)
{
    return std::to_string(shape.channels) + " × " + std::to_string(shape.rows) + " × " + std::to_string(shape.cols);
}

} // namespace lab
