// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/grid.h"
#include "core/session/view_state.h"

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

namespace lab
{

/// What can be asked of a session that has one right answer, which the program computes.
enum class Asked {
    Product, ///< product `tap` of the window of cell (row, col): one number
    Subtotal, ///< the sum of the products of that window up to and including `tap`
    Cell, ///< cell (row, col) of the output
    Row, ///< row `row` of the output: 1×n
    Map, ///< the output
    Shape, ///< rows and columns of the output: 1×2
    Padded, ///< rows and columns of the input with its padding: 1×2
    Cells, ///< the cells of map `map` that belong to `of`
    Number, ///< that of `name`, after `epoch` epochs where it belongs to learning
    Gradient, ///< ∂loss/∂K[row, col], before the update of epoch `epoch`
    Weight, ///< K[row, col] after `epoch` epochs
    Prediction, ///< cell (row, col) of the output in learning, before the update of epoch `epoch`
    Residual, ///< the same less its target
    // Of the session's layers of several channels:
    ChannelSum, ///< what input channel `part` adds to cell (channel, row, col) of the output: one number
    ChannelCell, ///< cell (channel, row, col) of the output
    ChannelMap, ///< output channel `channel`
    ChannelShape, ///< channels, rows and columns of the output: 1×3
    WeightsShape, ///< output channels, input channels of a group, rows and columns of the weights: 1×4
};

/// A question about layer `layer` of a session, of one plane or, as its kind says, of several channels. What its kind
/// does not use stays as it is made.
struct Question {
    Asked asked = Asked::Cell;
    std::size_t layer = 0;
    int row = 0;
    int col = 0;
    int tap = 0;
    int epoch = 1;
    std::size_t map = 0; ///< of Cells: 0 the input, m the output of layer m − 1
    Spot of = {}; ///< of Cells: a weight (what it meets), an output (what it sees), an input (what it affects)
    std::string name = {}; ///< of Number; numberNames() lists them
    int channel = 0; ///< of the output
    int part = 0; ///< an input channel of the group of `channel`

    bool operator==(const Question&) const = default;
};

/// A place in a map.
using CellList = std::vector<InputCell>; // ascending, without repetition

/// A right answer, or one that is given: numbers row by row, or cells.
using Answer = std::variant<Grid64, CellList>;

} // namespace lab
