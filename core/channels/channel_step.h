// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/channel_layer.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace lab
{

/// How much one step does, finest first.
enum class ChannelGrain { Product, Channel, Window };

struct ChannelGrainRow {
    ChannelGrain grain;
    std::string_view id;
    std::string_view label;
};
std::span<const ChannelGrainRow> channelGrains();
const ChannelGrainRow& infoOf(ChannelGrain grain);

/// Where a computation stands: cells in order of channel, row, column; of each, part by part; of each part, tap by
/// tap. Of a convolution, a dense layer or a pooling a cell is one of the output, a part what one input channel of
/// its group contributes, a tap a place of the window. Of a transposed convolution a cell is one of the input, a part
/// its stamp on one output channel of its group, a tap a place of the stamp. A flatten has one part of one tap for
/// each cell.
struct ChannelStep {
    MapCell cell;
    int part = 0; ///< within the group
    int tap = 0; ///< row-major
    bool partComplete = true; ///< `tap` is the last of the part
    bool complete = true; ///< and the part the last of the cell
    std::int64_t filled = 0; ///< cells that are done
    std::int64_t position = 0; ///< the same place counted in products: it does not depend on the grain
    bool operator==(const ChannelStep&) const = default;
};

/// The steps of a layer at one grain; a step is a pure function of its number.
class ChannelPlan
{
public:
    ChannelPlan() = default;
    ChannelPlan(const ChannelGeometry& geometry, ChannelGrain grain);

    ChannelGrain grain() const { return m_grain; }
    MapsShape cells() const { return m_cells; } ///< what is walked over
    int parts() const { return m_parts; } ///< of a cell
    int taps() const { return m_taps; } ///< of a part
    std::int64_t count() const { return m_count; } ///< at least 1
    ChannelStep at(std::int64_t index) const; ///< 0 ≤ index < count()
    /// The step in which the product at `position` is done.
    std::int64_t indexAt(std::int64_t position) const { return position / m_productsPerStep; }
    /// The step that does a product; that completes a part; that completes a cell.
    std::int64_t indexOf(MapCell cell, int part, int tap) const;
    std::int64_t indexOf(MapCell cell, int part) const { return indexOf(cell, part, m_taps - 1); }
    std::int64_t indexOf(MapCell cell) const { return indexOf(cell, m_parts - 1, m_taps - 1); }

private:
    ChannelGrain m_grain = ChannelGrain::Window;
    MapsShape m_cells{1, 1, 1};
    int m_parts = 1;
    int m_taps = 1;
    std::int64_t m_productsPerStep = 1;
    std::int64_t m_count = 1;
};

/// What a tap of a stamp adds, and where.
struct StampTerm {
    MapCell position; ///< in the output's coordinates; may lie beyond it
    std::optional<MapCell> output; ///< the cell that it is added to; none: it is cut off
    WeightAt weight;
    double w = 0;
    double product = 0; ///< x·w: what is added
};
/// An input cell of a transposed convolution stamps the kernels: parts and taps in the order of the steps.
struct ChannelStamp {
    MapCell cell; ///< of the input
    double x = 0;
    std::vector<std::vector<StampTerm>> parts; ///< one for each output channel of the group
};
ChannelStamp stampOf(const Maps64& x, const ChannelLayer& layer, const ChannelGeometry& geometry, MapCell cell);

/// What all stamps up to and including `step` have added up to, without bias and activation: the output of a
/// transposed convolution while it comes about. In order of the steps, so that the last bits of a cell may differ
/// from channelCell(), which adds subtotals.
Maps64 stampedUntil(const Maps64& x, const ChannelLayer& layer, const ChannelGeometry& geometry,
                    const ChannelStep& step);

} // namespace lab
