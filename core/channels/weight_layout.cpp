// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/weight_layout.h"

#include "core/numbers/array_layout.h"

#include <algorithm>
#include <array>
#include <limits>

namespace lab
{

namespace
{

constexpr std::array kWeightLayouts{
    WeightLayoutRow{WeightLayout::Oihw, "oihw", "PyTorch, ONNX", "out, in/groups, rows, columns", "oihw", false},
    WeightLayoutRow{WeightLayout::Iohw, "iohw", "PyTorch, transposed convolution", "in, out/groups, rows, columns",
                    "iohw", true},
    WeightLayoutRow{WeightLayout::Hwio, "hwio", "TensorFlow", "rows, columns, in/groups, out", "hwio", false},
    WeightLayoutRow{WeightLayout::Hwoi, "hwoi", "TensorFlow, transposed convolution", "rows, columns, out, in",
                    "hwoi", true},
    WeightLayoutRow{WeightLayout::Hwim, "hwim", "TensorFlow, each channel by itself",
                    "rows, columns, in, outputs of each", "hwio", true},
    WeightLayoutRow{WeightLayout::Ohwi, "ohwi", "Channels last (TensorFlow Lite, MLX)",
                    "out, rows, columns, in/groups", "ohwi", false},
};

/// Axes in an order of letters, each with its size; what has no letter has the size 1.
struct LetteredAxes {
    std::string order;
    std::vector<std::uint64_t> sizes;

    std::uint64_t sizeOf(char letter) const
    {
        const auto at = order.find(letter);
        return at == std::string::npos ? 1 : sizes[at];
    }
    /// How many cells lie between two neighbours along an axis.
    std::size_t stepOf(char letter) const
    {
        const auto at = order.find(letter);
        std::size_t step = at == std::string::npos ? 0 : 1;
        for (std::size_t axis = at; step > 0 && ++axis < sizes.size();)
            step *= std::size_t(sizes[axis]);
        return step;
    }
};

std::string without(std::string_view order, std::string_view letters)
{
    std::string rest(order);
    std::erase_if(rest, [&](char c) { return letters.find(c) != std::string_view::npos; });
    return rest;
}

bool outputsFirst(const WeightLayoutRow& row)
{
    return row.order.find('o') < row.order.find('i');
}

/// The letters of an array of so many axes; none for a dense layer's (out, all inputs).
std::string orderOf(std::size_t axes, const WeightLayoutRow& row)
{
    return axes == 4 ? std::string(row.order) : axes == 3 ? without(row.order, "o") : without(row.order, "oi");
}

/// The axis of all inputs of a dense layer as the three that it is made of, where they have its size; else as one of
/// columns, for its length to be said.
LetteredAxes denseAxes(std::span<const std::uint64_t> shape, MapsShape input, const WeightLayoutRow& row)
{
    const bool single = shape.size() == 1, first = outputsFirst(row);
    const std::uint64_t inputs = single || !first ? shape[0] : shape[1], outs = single ? 1 : shape[first ? 0 : 1];
    const bool whole = inputs == std::uint64_t(input.cells());
    LetteredAxes axes{without(row.order, "o"), {}};
    for (const char letter : axes.order)
        axes.sizes.push_back(letter == 'w' ? (whole ? std::uint64_t(input.cols) : inputs)
                             : !whole      ? 1
                                           : std::uint64_t(letter == 'i' ? input.channels : input.rows));
    axes.order.insert(first ? 0 : axes.order.size(), 1, 'o');
    axes.sizes.insert(first ? axes.sizes.begin() : axes.sizes.end(), outs);
    return axes;
}

Result<LetteredAxes> axesOf(std::span<const std::uint64_t> shape, ChannelKind kind, MapsShape input,
                            const WeightLayoutRow& row)
{
    const std::size_t least = kind == ChannelKind::Dense ? 1 : 2;
    if (shape.size() < least || shape.size() > 4)
        return Error{ErrorCode::WeightAxes, {shapeText(shape), std::to_string(least), "4"}};
    if (kind == ChannelKind::Dense && shape.size() < 3)
        return denseAxes(shape, input, row);
    return LetteredAxes{orderOf(shape.size(), row), {shape.begin(), shape.end()}};
}

int groupsOf(const ChannelLayer& layer)
{
    return layer.kind == ChannelKind::Dense ? 1 : layer.groups;
}

Result<WeightsShape> shapeFrom(const LetteredAxes& axes, const WeightLayoutRow& row, int groups)
{
    // Beyond any limit, and yet small enough to be multiplied.
    const auto size = [&](char letter) {
        return std::int64_t(std::min<std::uint64_t>(axes.sizeOf(letter), std::numeric_limits<int>::max()));
    };
    std::int64_t outs = size('o'), ins = size('i');
    if (row.outputsOfGroup) {
        outs *= groups;
        if (groups < 1 || ins % groups != 0)
            return Error{ErrorCode::GroupsDoNotDivide,
                         {std::to_string(groups), std::to_string(ins), std::to_string(outs)}};
        ins /= groups;
    }
    const auto shape = weightsShape(outs, ins, size('h'), size('w'));
    // A product of four such sizes: two are at most 64, the others an int together.
    if (shape && shape->cells() > kMostWeights)
        return Error{ErrorCode::TooManyWeights, {std::to_string(shape->cells()), std::to_string(kMostWeights)}};
    return shape;
}

/// Where the numbers of weights lie in an array: `move(index in the array, index in the weights)` for each. The
/// weights are those of the axes, before groups are taken apart.
template <class Move>
void forEachWeight(const LetteredAxes& axes, WeightsShape shape, Move move)
{
    const std::size_t o = axes.stepOf('o'), i = axes.stepOf('i'), h = axes.stepOf('h'), w = axes.stepOf('w');
    for (std::int64_t index = 0; index < shape.cells(); ++index) {
        const WeightAt at = weightAt(shape, index);
        move(std::size_t(at.out) * o + std::size_t(at.in) * i + std::size_t(at.row) * h + std::size_t(at.col) * w,
             std::size_t(index));
    }
}

} // namespace

std::span<const WeightLayoutRow> weightLayouts()
{
    return kWeightLayouts;
}

const WeightLayoutRow& infoOf(WeightLayout layout)
{
    const WeightLayoutRow& found = kWeightLayouts[std::size_t(layout)];
    assert(found.layout == layout);
    return found;
}

WeightLayout usualLayout(ChannelKind kind)
{
    return kind == ChannelKind::Transposed ? WeightLayout::Iohw : WeightLayout::Oihw;
}

Result<WeightsShape> shapeOfWeights(std::span<const std::uint64_t> shape, const ChannelLayer& layer, MapsShape input,
                                    WeightLayout layout)
{
    const auto axes = axesOf(shape, layer.kind, input, infoOf(layout));
    return axes ? shapeFrom(*axes, infoOf(layout), groupsOf(layer)) : Result<WeightsShape>(axes.error());
}

Result<Weights> weightsFrom(const Tensor& tensor, const ChannelLayer& layer, MapsShape input, WeightLayout layout)
{
    const auto axes = axesOf(tensor.shape, layer.kind, input, infoOf(layout));
    if (!axes)
        return axes.error();
    const int groups = groupsOf(layer);
    const auto shape = shapeFrom(*axes, infoOf(layout), groups);
    if (!shape)
        return shape.error();
    const bool exchange = infoOf(layout).outputsOfGroup;
    Weights weights(exchange ? WeightsShape{shape->in * groups, shape->out / groups, shape->rows, shape->cols}
                             : *shape);
    LetteredAxes read = *axes;
    if (exchange) // as if they were those of the convolution that goes back: by its output channel first
        for (char& letter : read.order)
            letter = letter == 'o' ? 'i' : letter == 'i' ? 'o' : letter;
    forEachWeight(read, weights.shape(),
                  [&](std::size_t from, std::size_t to) { weights.cells()[to] = tensor.cells[from]; });
    return exchange ? exchanged(weights, groups) : std::move(weights);
}

std::string axesText(std::size_t axes, ChannelKind kind, WeightLayout layout)
{
    const WeightLayoutRow& row = infoOf(layout);
    if (kind == ChannelKind::Dense && axes < 3)
        return axes == 1 ? "inputs" : outputsFirst(row) ? "out, inputs" : "inputs, out";
    if (axes == 4)
        return std::string(row.sentence);
    std::string text;
    for (const char letter : orderOf(axes, row))
        text += (text.empty() ? "" : ", ") + std::string(letter == 'i' ? "in" : letter == 'h' ? "rows" : "columns");
    return text;
}

Tensor tensorFrom(const Weights& weights, ChannelKind kind, int groups, WeightLayout layout)
{
    const WeightLayoutRow& row = infoOf(layout);
    const bool dense = kind == ChannelKind::Dense, exchange = row.outputsOfGroup && !dense;
    const Weights ordered = exchange ? exchanged(weights, groups) : weights;
    const WeightsShape shape = ordered.shape();
    LetteredAxes axes{std::string(row.order), {}};
    if (dense)
        axes.order = outputsFirst(row) ? 'o' + without(row.order, "o") : without(row.order, "o") + 'o';
    if (exchange)
        for (char& letter : axes.order)
            letter = letter == 'o' ? 'i' : letter == 'i' ? 'o' : letter;
    for (const char letter : axes.order)
        axes.sizes.push_back(std::uint64_t(letter == 'o'   ? shape.out
                                           : letter == 'i' ? shape.in
                                           : letter == 'h' ? shape.rows
                                                           : shape.cols));
    Tensor tensor{axes.sizes, std::vector<double>(ordered.size())};
    forEachWeight(axes, shape, [&](std::size_t to, std::size_t from) { tensor.cells[to] = ordered.cells()[from]; });
    if (dense) {
        const auto outs = std::uint64_t(shape.out), inputs = std::uint64_t(shape.cells() / std::max(shape.out, 1));
        tensor.shape = outputsFirst(row) ? std::vector{outs, inputs} : std::vector{inputs, outs};
    }
    return tensor;
}

} // namespace lab
