// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace lab
{

/// Questions that the same mistakes can be made in.
enum class Topic {
    Cell, ///< an output cell of a convolution
    Product,
    Subtotal,
    Pooled, ///< an output cell of a pooling
    Row, ///< several output cells
    Map,
    Size,
    Padded,
    Cells,
    Parameters,
    Products, ///< how many multiplications
    Field, ///< the side of a receptive field
    Loss,
    Rate,
    Residual,
    Gradient,
    Weight,
    ChannelSum, ///< what a channel adds to an output cell
    ChannelCell, ///< an output cell of several channels
    ChannelMap,
    ChannelShape, ///< of an output, or of weights
    ChannelWindow, ///< how many products a window of several channels has
    Other, ///< a number whose mistakes nobody knows
};

} // namespace lab
