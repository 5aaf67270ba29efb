// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/geometry/padding.h"
#include "core/numbers/grid.h"
#include "core/numbers/result.h"

#include <optional>
#include <vector>

namespace lab
{

/// Convolution is cross-correlation with the kernel turned by 180°.
enum class Operation { Correlation, Convolution };

/// One number per axis.
struct PerAxis {
    int rows = 1;
    int cols = 1;
    bool operator==(const PerAxis&) const = default;
};

struct Padding {
    PaddingMode mode = PaddingMode::Valid;
    Margin rows; ///< top, bottom; used when mode is Explicit
    Margin cols; ///< left, right
    bool operator==(const Padding&) const = default;
};

/// How a kernel is slid over an input: everything but the numbers.
struct ConvSpec {
    Operation operation = Operation::Correlation;
    Padding padding;
    Border border = Border::Zero;
    PerAxis stride;
    PerAxis dilation;
    bool operator==(const ConvSpec&) const = default;
};

/// One axis of a resolved geometry. A *tap* is a position within the window, 0 ≤ tap < kernel; an *index*
/// counts along the input and lies in [−before, input + after).
struct Axis {
    int input = 1;
    int kernel = 1;
    Margin margin;
    int stride = 1;
    int dilation = 1;
    int output = 1; ///< ⌊(input + before + after − dilation·(kernel−1) − 1) / stride⌋ + 1

    int extent() const { return dilation * (kernel - 1) + 1; }
    int padded() const { return margin.before + input + margin.after; }
    int index(int out, int tap) const { return out * stride + tap * dilation - margin.before; }
    /// Padded cells at the end that no window reaches, because the stride's division was rounded down.
    int unusedAtEnd() const { return padded() - ((output - 1) * stride + extent()); }
    /// Whether a window reads this index: a stride may leave out some between the windows, a dilation within them.
    bool reads(int index) const;
    int unread() const; ///< how many of the padded cells no window reads
    bool operator==(const Axis&) const = default;
};

/// One output cell that an input cell contributes to, and the weight it is multiplied with.
struct Contact {
    OutputCell output;
    WeightCell weight;
    auto operator<=>(const Contact&) const = default;
};

/// Evenly spaced positions along both axes: the inputs that one weight meets.
struct Lattice {
    int row = 0, col = 0; ///< the first; negative in the padding
    int rowStep = 1, colStep = 1;
    int rows = 0, cols = 0; ///< how many
};

/// A spec resolved for one input and one kernel: where everything lies. Stepping, hover, receptive fields, the
/// explanations and the engine all ask this one.
struct Geometry {
    Axis rows;
    Axis cols;
    Operation operation = Operation::Correlation;
    Border border = Border::Zero;

    Shape input() const { return {rows.input, cols.input}; }
    Shape kernel() const { return {rows.kernel, cols.kernel}; }
    Shape output() const { return {rows.output, cols.output}; }
    int taps() const { return rows.kernel * cols.kernel; }

    /// The weight that stands over tap (a, b): turned by 180° in a convolution.
    WeightCell weightAt(int a, int b) const;
    /// The same counted in reading order: tap t of the window, and the place of its weight in the kernel.
    int weightOfTap(int t) const { return operation == Operation::Correlation ? t : taps() - 1 - t; }
    /// Where tap (a, b) of the window of `cell` reads: a position that may lie in the padding.
    InputCell positionAt(OutputCell cell, int a, int b) const
    {
        return {rows.index(cell.row, a), cols.index(cell.col, b)};
    }
    /// The same for the taps counted in reading order.
    InputCell positionOfTap(OutputCell cell, int t) const
    {
        return positionAt(cell, t / cols.kernel, t % cols.kernel);
    }
    /// The output cells counted in reading order.
    OutputCell outputAt(int index) const { return {index / cols.output, index % cols.output}; }
    /// The input cell whose value stands at `position`; none where the border is a zero.
    std::optional<InputCell> sourceOf(InputCell position) const;
    /// The window of an output cell, its dilated extent, in input coordinates.
    Rect inputWindow(OutputCell cell) const;
    /// Every (output, weight) that reads this input cell, copies of it in the padding included; sorted.
    std::vector<Contact> outputsTouchedBy(InputCell cell) const;
    /// The positions that a weight is multiplied with over all windows.
    Lattice positionsOf(WeightCell weight) const;
    bool operator==(const Geometry&) const = default;
};

/// The geometry of a kernel over an input, or the reason why there is none.
/// Errors: EmptyInput, EmptyKernel, BadStride, BadDilation, NegativePadding, KernelTooLarge, TooLarge.
Result<Geometry> resolve(Shape input, Shape kernel, const ConvSpec& spec);

} // namespace lab
