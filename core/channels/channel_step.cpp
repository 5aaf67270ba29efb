// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/channel_step.h"

#include <array>

namespace lab
{

namespace
{

constexpr std::array kChannelGrains{
    ChannelGrainRow{ChannelGrain::Product, "product", "product"},
    ChannelGrainRow{ChannelGrain::Channel, "channel", "channel"},
    ChannelGrainRow{ChannelGrain::Window, "window", "window"},
};

} // namespace

std::span<const ChannelGrainRow> channelGrains()
{
    return kChannelGrains;
}

const ChannelGrainRow& infoOf(ChannelGrain grain)
{
    const ChannelGrainRow& found = kChannelGrains[std::size_t(grain)];
    assert(found.grain == grain);
    return found;
}

ChannelPlan::ChannelPlan(const ChannelGeometry& geometry, ChannelGrain grain) : m_grain(grain)
{
    const bool stamps = geometry.kind == ChannelKind::Transposed, flat = geometry.kind == ChannelKind::Flatten;
    m_cells = stamps ? geometry.input : geometry.output;
    m_parts = flat ? 1 : stamps ? geometry.outsOfGroup() : geometry.insOfGroup();
    m_taps = flat ? 1 : geometry.plane.taps();
    const std::int64_t ofWindow = std::int64_t(m_parts) * m_taps;
    const std::array products{std::int64_t(1), std::int64_t(m_taps), ofWindow};
    m_productsPerStep = products[std::size_t(grain)];
    m_count = m_cells.cells() * ofWindow / m_productsPerStep;
}

ChannelStep ChannelPlan::at(std::int64_t index) const
{
    assert(index >= 0 && index < m_count);
    ChannelStep step;
    step.position = (index + 1) * m_productsPerStep - 1;
    const std::int64_t part = step.position / m_taps, cell = part / m_parts;
    step.cell = cellAt(m_cells, cell);
    step.part = int(part % m_parts);
    step.tap = int(step.position % m_taps);
    step.partComplete = step.tap == m_taps - 1;
    step.complete = step.partComplete && step.part == m_parts - 1;
    step.filled = cell + (step.complete ? 1 : 0);
    return step;
}

std::int64_t ChannelPlan::indexOf(MapCell cell, int part, int tap) const
{
    assert(inside(cell, m_cells) && part >= 0 && part < m_parts && tap >= 0 && tap < m_taps);
    const std::int64_t number = (std::int64_t(cell.channel) * m_cells.rows + cell.row) * m_cells.cols + cell.col;
    return indexAt((number * m_parts + part) * m_taps + tap);
}

ChannelStamp stampOf(const Maps64& x, const ChannelLayer& layer, const ChannelGeometry& geometry, MapCell cell)
{
    assert(geometry.kind == ChannelKind::Transposed && x.shape() == geometry.input);
    const Geometry& plane = geometry.plane;
    ChannelStamp stamp{cell, x.at(cell), {}};
    const int in = cell.channel % geometry.insOfGroup();
    for (int part = 0; part < geometry.outsOfGroup(); ++part) {
        const int out = geometry.outputChannel(cell.channel, part);
        std::vector<StampTerm> terms;
        for (int t = 0; t < plane.taps(); ++t) {
            const InputCell position = plane.positionOfTap({cell.row, cell.col}, t);
            const WeightCell weight = plane.weightAt(t / plane.cols.kernel, t % plane.cols.kernel);
            StampTerm term{{out, position.row, position.col}, {}, {out, in, weight.row, weight.col}};
            if (const auto source = plane.sourceOf(position))
                term.output = MapCell{out, source->row, source->col};
            term.w = layer.weights.at(term.weight);
            term.product = stamp.x * term.w;
            terms.push_back(term);
        }
        stamp.parts.push_back(std::move(terms));
    }
    return stamp;
}

Maps64 stampedUntil(const Maps64& x, const ChannelLayer& layer, const ChannelGeometry& geometry,
                    const ChannelStep& step)
{
    Maps64 y(geometry.output);
    const ChannelPlan plan(geometry, ChannelGrain::Window);
    std::int64_t left = step.position + 1;
    for (std::int64_t i = 0; i < plan.count() && left > 0; ++i)
        for (const auto& part : stampOf(x, layer, geometry, plan.at(i).cell).parts)
            for (const StampTerm& term : part)
                if (left-- > 0 && term.output)
                    y.at(*term.output) += term.product;
    return y;
}

} // namespace lab
