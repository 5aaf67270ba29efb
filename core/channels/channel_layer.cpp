// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/channel_layer.h"

#include "core/layers/layer.h"

#include <array>

namespace lab
{

namespace
{

constexpr std::array kChannelKinds{
    ChannelKindRow{ChannelKind::Convolution, "convolution", "Convolution", "convolution",
                   "Each output channel is the sum, over the input channels, of products with kernels of its own.",
                   true},
    ChannelKindRow{ChannelKind::Transposed, "transposed", "Transposed convolution", "transposed convolution",
                   "Each input cell stamps the kernel, times its value, onto the output.", true},
    ChannelKindRow{ChannelKind::MaxPool, "max-pool", "Max pooling", "max pooling",
                   "The largest number of each window, channel by channel.", false},
    ChannelKindRow{ChannelKind::AveragePool, "average-pool", "Average pooling", "average pooling",
                   "The mean of each window, channel by channel.", false},
    ChannelKindRow{ChannelKind::Flatten, "flatten", "Flatten", "flatten",
                   "All cells in one row: channel after channel, row after row.", false},
    ChannelKindRow{ChannelKind::Dense, "dense", "Dense", "dense layer",
                   "Each output is a weighted sum of the whole input: a kernel that covers it.", true},
};

Error errorOf(ErrorCode code, std::initializer_list<std::int64_t> numbers)
{
    Error error{code};
    for (const std::int64_t n : numbers)
        error.arguments.push_back(std::to_string(n));
    return error;
}

/// One axis of a transposed convolution.
struct StampedAxis {
    int input, kernel, stride, dilation, more;
    Margin margin;

    /// The output's length before the padding takes away some of it.
    std::int64_t whole() const
    {
        return std::int64_t(input - 1) * stride + std::int64_t(dilation) * (kernel - 1) + 1 + more;
    }
    std::int64_t output() const { return whole() - margin.before - margin.after; }
};

/// The convolution that goes from the output of a transposed one to its input: whichever input it needs.
Result<Geometry> transposedPlane(Shape input, const ChannelLayer& layer)
{
    const ConvSpec& spec = layer.spec;
    const Shape kernel = layer.weights.shape().plane();
    const bool isExplicit = spec.padding.mode == PaddingMode::Explicit;
    // What is wrong with the spec, an input tells on which the kernel would fit.
    ConvSpec fitting = spec;
    if (!isExplicit)
        fitting.padding.mode = PaddingMode::Full;
    if (const auto valid = resolve(input, kernel, fitting); !valid && valid.error().code != ErrorCode::KernelTooLarge)
        return valid.error();

    const auto axis = [&](int size, int side, int stride, int dilation, int more, Margin given) {
        const Margin margin = isExplicit ? given : marginFor(spec.padding.mode, dilation * (side - 1) + 1);
        return StampedAxis{size, side, stride, dilation, more, margin};
    };
    const StampedAxis rows = axis(input.rows, kernel.rows, spec.stride.rows, spec.dilation.rows,
                                  layer.outputPadding.rows, spec.padding.rows);
    const StampedAxis cols = axis(input.cols, kernel.cols, spec.stride.cols, spec.dilation.cols,
                                  layer.outputPadding.cols, spec.padding.cols);
    for (const StampedAxis& one : {rows, cols})
        if (one.more < 0 || one.more >= one.stride)
            return errorOf(ErrorCode::OutputPadding, {one.more, one.stride});
    if (rows.output() < 1 || cols.output() < 1)
        return errorOf(ErrorCode::NothingLeft, {rows.whole(), cols.whole()});
    if (const auto shape = mapsShape(1, rows.output(), cols.output()); !shape)
        return shape.error();
    return resolve({int(rows.output()), int(cols.output())}, kernel, spec);
}

Result<Done> channelsFit(MapsShape input, const ChannelLayer& layer, int groups)
{
    const WeightsShape weights = layer.weights.shape();
    if (weights.cells() == 0)
        return ErrorCode::EmptyKernel;
    if (weights.out > kMostChannels)
        return errorOf(ErrorCode::TooManyChannels, {weights.out, kMostChannels});
    if (groups < 1 || input.channels % groups != 0 || weights.out % groups != 0)
        return errorOf(ErrorCode::GroupsDoNotDivide, {groups, input.channels, weights.out});
    if (std::int64_t(weights.in) * groups != input.channels)
        return errorOf(ErrorCode::ChannelCount, {input.channels, std::int64_t(weights.in) * groups});
    if (layer.biases && layer.biases->size() != std::size_t(weights.out))
        return errorOf(ErrorCode::BiasCount, {std::int64_t(layer.biases->size()), weights.out});
    return Done{};
}

Result<Geometry> poolingPlane(Shape input, const ChannelLayer& layer)
{
    Layer plane;
    plane.kind = layer.kind == ChannelKind::MaxPool ? LayerKind::MaxPool : LayerKind::AveragePool;
    plane.pool = layer.pool;
    plane.spec = layer.spec;
    return resolveLayer(input, plane);
}

Result<ChannelGeometry> withoutWeights(MapsShape input, const ChannelLayer& layer)
{
    if (layer.kind == ChannelKind::Flatten) {
        if (input.cells() > kMostMapCells)
            return errorOf(ErrorCode::MapsTooLarge, {input.cells(), kMostMapCells});
        const MapsShape output{1, 1, int(input.cells())};
        return ChannelGeometry{layer.kind, input, output, 1, {}};
    }
    const auto plane = poolingPlane(input.plane(), layer);
    if (!plane)
        return plane.error();
    const MapsShape output{input.channels, plane->rows.output, plane->cols.output};
    return ChannelGeometry{layer.kind, input, output, input.channels, *plane};
}

} // namespace

std::span<const ChannelKindRow> channelKinds()
{
    return kChannelKinds;
}

const ChannelKindRow& infoOf(ChannelKind kind)
{
    const ChannelKindRow& found = kChannelKinds[std::size_t(kind)];
    assert(found.kind == kind);
    return found;
}

ChannelLayer eachByItself(const Grid& kernel, int channels, const ConvSpec& spec, std::optional<double> bias)
{
    ChannelLayer layer;
    layer.weights = Weights(std::vector(std::size_t(channels), std::vector{converted<double>(kernel)}));
    if (bias)
        layer.biases = std::vector(std::size_t(channels), *bias);
    layer.groups = channels;
    layer.spec = spec;
    return layer;
}

bool isEachByItself(const ChannelLayer& layer)
{
    const WeightsShape shape = layer.weights.shape();
    if (layer.kind != ChannelKind::Convolution || shape.in != 1 || shape.out != layer.groups)
        return false;
    const auto weights = layer.weights.cells();
    const auto plane = std::size_t(shape.plane().cells());
    for (std::size_t i = plane; i < weights.size(); ++i)
        if (!sameNumber(weights[i], weights[i % plane]))
            return false;
    return !layer.biases || std::all_of(layer.biases->begin(), layer.biases->end(),
                                        [&](double b) { return sameNumber(b, layer.biases->front()); });
}

Result<ChannelGeometry> resolveChannels(MapsShape input, const ChannelLayer& layer)
{
    if (const auto fits = mapsShape(input.channels, input.rows, input.cols); !fits)
        return fits.error();
    if (!layer.learns())
        return withoutWeights(input, layer);
    const bool dense = layer.kind == ChannelKind::Dense;
    const int groups = dense ? 1 : layer.groups;
    const WeightsShape weights = layer.weights.shape();
    const MapsShape kernel{weights.in, weights.rows, weights.cols};
    if (dense && kernel != input)
        return Error{ErrorCode::DenseShape, {textOf(kernel), textOf(input)}};
    if (const auto fits = channelsFit(input, layer, groups); !fits)
        return fits.error();
    const bool back = layer.kind == ChannelKind::Transposed;
    const auto plane = back ? transposedPlane(input.plane(), layer)
                            : resolve(input.plane(), weights.plane(), dense ? ConvSpec{} : layer.spec);
    if (!plane)
        return plane.error();
    const Shape output = back ? plane->input() : plane->output();
    return ChannelGeometry{layer.kind, input, {weights.out, output.rows, output.cols}, groups, *plane};
}

Result<std::vector<ChannelGeometry>> resolveChannels(MapsShape input, std::span<const ChannelLayer> layers)
{
    if (layers.size() > kMostLayers)
        return errorOf(ErrorCode::TooManyLayers, {std::int64_t(layers.size()), std::int64_t(kMostLayers)});
    if (const auto fits = mapsShape(input.channels, input.rows, input.cols); !fits)
        return fits.error();
    std::vector<ChannelGeometry> geometries;
    geometries.reserve(layers.size());
    std::int64_t cells = input.cells();
    for (const ChannelLayer& layer : layers) {
        const auto geometry = resolveChannels(input, layer);
        if (!geometry)
            return geometry.error();
        geometries.push_back(*geometry);
        input = geometry->output;
        cells += input.cells();
        if (cells > kMostMapCells)
            return errorOf(ErrorCode::MapsTooLarge, {cells, kMostMapCells});
    }
    return geometries;
}

} // namespace lab
