// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/teaching/asked.h"
#include "core/teaching/compare.h"

#include <optional>
#include <span>

namespace lab
{

/// How an array may have been made in place of the layer's output: a cause is a change of it.
struct Version {
    Layer layer;
    Margin rows, cols; ///< the padding of the layer as it is
    /// The cell of the input that was read as the one at (row, col), of a picture of this shape.
    InputCell (*input)(InputCell at, Shape shape) = nullptr;
    bool inputTransposed = false;
    /// The cell of the output, of this shape, that was written as the one at (row, col); it may lie outside.
    OutputCell (*place)(OutputCell at, Shape shape) = nullptr;
    bool transposed = false; ///< the output has rows and columns exchanged
    double (*value)(double value) = nullptr; ///< what became of a number
    bool scaled = false; ///< multiplied by a constant that is not known
    bool shifted = false; ///< and another added, so that they go from 0 to 1
};

/// Of two causes at once, each changes something else; in this order.
enum class Slot { Weights, Stride, Padding, Border, Dilation, Bias, Activation, Input, Place, Value };

struct CauseRow {
    Cause cause;
    Slot slot;
    bool (*change)(Version& version); ///< false where it would change nothing
};
std::span<const CauseRow> causeRows();

} // namespace lab
