// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/channel_field.h"

#include <algorithm>
#include <numeric>

namespace lab
{

namespace
{

/// Indices along one axis, or channels, as flags.
using Flags = std::vector<bool>;

Flags flagsOf(const std::vector<int>& indices, int size)
{
    Flags flags(std::size_t(size), false);
    for (const int i : indices)
        flags[std::size_t(i)] = true;
    return flags;
}

std::vector<int> indicesOf(const Flags& flags)
{
    std::vector<int> indices;
    for (std::size_t i = 0; i < flags.size(); ++i)
        if (flags[i])
            indices.push_back(int(i));
    return indices;
}

std::vector<int> allBelow(int size)
{
    std::vector<int> all(std::size_t(size), 0);
    std::iota(all.begin(), all.end(), 0);
    return all;
}

/// Calls use(out, tap, source) for every tap of every window that reads a cell and no zero of the border.
template <class Use>
void eachTapRead(const Axis& axis, Border border, Use use)
{
    const auto map = infoOf(border).map;
    for (int out = 0; out < axis.output; ++out)
        for (int tap = 0; tap < axis.kernel; ++tap)
            if (const int source = map(axis.index(out, tap), axis.input); source >= 0)
                use(std::size_t(out), tap, std::size_t(source));
}

enum class Towards { Input, Output };

/// What some indices of an axis read, or what reads them; the axis is that of a convolution.
std::vector<int> along(const Axis& axis, Border border, const std::vector<int>& from, Towards towards)
{
    const bool toInput = towards == Towards::Input;
    const Flags given = flagsOf(from, toInput ? axis.output : axis.input);
    Flags found(std::size_t(toInput ? axis.input : axis.output), false);
    eachTapRead(axis, border, [&](std::size_t out, int, std::size_t source) {
        if (given[toInput ? out : source])
            found[toInput ? source : out] = true;
    });
    return indicesOf(found);
}

CellSet along(const Geometry& plane, const CellSet& from, Towards towards)
{
    return {along(plane.rows, plane.border, from.rows, towards), along(plane.cols, plane.border, from.cols, towards)};
}

/// The channels of whole groups that the given ones are in.
std::vector<int> acrossGroups(const std::vector<int>& channels, int perGroup, int othersPerGroup, int others)
{
    Flags found(std::size_t(others), false);
    for (const int channel : channels)
        for (int i = 0; i < othersPerGroup; ++i)
            found[std::size_t(channel / perGroup * othersPerGroup + i)] = true;
    return indicesOf(found);
}

/// The cells of a flatten's row as blocks of its input: whole channels together, the rest row by row.
std::vector<ChannelBlock> unflattened(const ChannelGeometry& layer, const std::vector<int>& cols)
{
    const MapsShape shape = layer.input;
    const Flags row = flagsOf(cols, layer.output.cols);
    std::vector<ChannelBlock> blocks;
    ChannelBlock whole{{}, {allBelow(shape.rows), allBelow(shape.cols)}};
    for (int c = 0; c < shape.channels; ++c) {
        const auto first = row.begin() + std::ptrdiff_t(c) * shape.rows * shape.cols;
        const auto last = first + std::ptrdiff_t(shape.rows) * shape.cols;
        if (std::find(first, last, false) == last) {
            whole.channels.push_back(c);
            continue;
        }
        for (int r = 0; r < shape.rows; ++r) {
            const auto begin = first + std::ptrdiff_t(r) * shape.cols;
            if (std::find(begin, begin + shape.cols, true) != begin + shape.cols)
                blocks.push_back({{c}, {{r}, indicesOf(Flags(begin, begin + shape.cols))}});
        }
    }
    if (!whole.channels.empty())
        blocks.push_back(std::move(whole));
    return blocks;
}

std::vector<int> flattened(const ChannelGeometry& layer, const ChannelBlock& block)
{
    std::vector<int> cols;
    for (const int c : block.channels)
        for (const int r : block.cells.rows)
            for (const int col : block.cells.cols)
                cols.push_back((c * layer.input.rows + r) * layer.input.cols + col);
    return cols;
}

/// What a block of a layer's output reads, or what reads a block of its input.
std::vector<ChannelBlock> across(const ChannelGeometry& layer, const ChannelBlock& block, Towards towards)
{
    const bool toInput = towards == Towards::Input;
    if (layer.kind == ChannelKind::Flatten) {
        if (toInput)
            return unflattened(layer, block.cells.cols);
        return {{{0}, {{0}, flattened(layer, block)}}};
    }
    const int ins = layer.insOfGroup(), outs = layer.outsOfGroup();
    const bool turned = layer.kind == ChannelKind::Transposed;
    ChannelBlock result{toInput ? acrossGroups(block.channels, outs, ins, layer.input.channels)
                                : acrossGroups(block.channels, ins, outs, layer.output.channels),
                        along(layer.plane, block.cells, toInput == turned ? Towards::Output : Towards::Input)};
    if (result.size() == 0)
        return {};
    return {std::move(result)};
}

ChannelField across(const ChannelGeometry& layer, const ChannelField& field, Towards towards)
{
    ChannelField result;
    for (const ChannelBlock& block : field.blocks)
        for (ChannelBlock& one : across(layer, block, towards))
            if (std::find(result.blocks.begin(), result.blocks.end(), one) == result.blocks.end())
                result.blocks.push_back(std::move(one));
    return result;
}

ChannelField onlyCell(MapCell cell)
{
    return {{{{cell.channel}, {{cell.row}, {cell.col}}}}};
}

/// The field of each map from `from` on to the last, which `first` is a part of.
std::vector<ChannelField> aheadOf(std::span<const ChannelGeometry> layers, std::size_t from, ChannelField first)
{
    std::vector<ChannelField> fields{std::move(first)};
    for (std::size_t l = from; l < layers.size(); ++l)
        fields.push_back(across(layers[l], fields.back(), Towards::Output));
    return fields;
}

/// The places of a kernel, along one axis, that meet an input cell on the way to some indices of the output.
std::vector<int> tapsMet(const Axis& axis, Border border, const std::vector<int>& outs, bool turned, bool stamps)
{
    const Flags given = flagsOf(outs, stamps ? axis.input : axis.output);
    Flags met(std::size_t(axis.kernel), false);
    eachTapRead(axis, border, [&](std::size_t out, int tap, std::size_t source) {
        if (given[stamps ? source : out])
            met[std::size_t(turned ? axis.kernel - 1 - tap : tap)] = true;
    });
    return indicesOf(met);
}

WeightField weightsMet(const ChannelGeometry& layer, const ChannelField& outputs)
{
    WeightField field;
    if (!infoOf(layer.kind).learns)
        return field;
    const Geometry& plane = layer.plane;
    const bool turned = plane.operation == Operation::Convolution, stamps = layer.kind == ChannelKind::Transposed;
    for (const ChannelBlock& block : outputs.blocks) {
        CellSet cells{tapsMet(plane.rows, plane.border, block.cells.rows, turned, stamps),
                      tapsMet(plane.cols, plane.border, block.cells.cols, turned, stamps)};
        if (cells.size() > 0)
            field.blocks.push_back({block.channels, std::move(cells)});
    }
    return field;
}

/// The indices of the output, along one axis, whose window or stamps have this place of the kernel on an input cell.
std::vector<int> outsOfTap(const Axis& axis, Border border, int weight, bool turned, bool stamps)
{
    Flags outs(std::size_t(stamps ? axis.input : axis.output), false);
    eachTapRead(axis, border, [&](std::size_t out, int tap, std::size_t source) {
        if ((turned ? axis.kernel - 1 - tap : tap) == weight)
            outs[stamps ? source : out] = true;
    });
    return indicesOf(outs);
}

} // namespace

bool ChannelBlock::contains(MapCell cell) const
{
    return std::binary_search(channels.begin(), channels.end(), cell.channel) && cells.contains(cell.row, cell.col);
}

bool ChannelField::contains(MapCell cell) const
{
    return std::any_of(blocks.begin(), blocks.end(), [&](const ChannelBlock& block) { return block.contains(cell); });
}

bool WeightField::contains(WeightAt weight) const
{
    return std::any_of(blocks.begin(), blocks.end(), [&](const WeightBlock& block) {
        return std::binary_search(block.outs.begin(), block.outs.end(), weight.out) &&
               block.cells.contains(weight.row, weight.col);
    });
}

std::vector<ChannelField> fieldsBack(std::span<const ChannelGeometry> layers, std::size_t layer, MapCell cell)
{
    assert(layer < layers.size() && inside(cell, layers[layer].output));
    std::vector<ChannelField> fields(layer + 1);
    ChannelField field = onlyCell(cell);
    for (std::size_t l = layer + 1; l-- > 0;)
        fields[l] = field = across(layers[l], field, Towards::Input);
    return fields;
}

std::vector<ChannelField> fieldsAhead(std::span<const ChannelGeometry> layers, std::size_t map, MapCell cell)
{
    if (map >= layers.size())
        return {};
    assert(inside(cell, layers[map].input));
    return aheadOf(layers, map + 1, across(layers[map], onlyCell(cell), Towards::Output));
}

std::vector<WeightField> weightsBehind(std::span<const ChannelGeometry> layers, std::size_t layer, MapCell cell)
{
    const std::vector<ChannelField> fields = fieldsBack(layers, layer, cell);
    std::vector<WeightField> weights(layer + 1);
    for (std::size_t l = 0; l <= layer; ++l)
        weights[l] = weightsMet(layers[l], l == layer ? onlyCell(cell) : fields[l + 1]);
    return weights;
}

std::vector<ChannelField> fieldsOfWeight(std::span<const ChannelGeometry> layers, std::size_t layer, WeightAt weight)
{
    assert(layer < layers.size() && infoOf(layers[layer].kind).learns);
    const Geometry& plane = layers[layer].plane;
    const bool turned = plane.operation == Operation::Convolution,
               stamps = layers[layer].kind == ChannelKind::Transposed;
    ChannelBlock block{{weight.out},
                       {outsOfTap(plane.rows, plane.border, weight.row, turned, stamps),
                        outsOfTap(plane.cols, plane.border, weight.col, turned, stamps)}};
    ChannelField first;
    if (block.size() > 0)
        first.blocks.push_back(std::move(block));
    return aheadOf(layers, layer + 1, std::move(first));
}

} // namespace lab
