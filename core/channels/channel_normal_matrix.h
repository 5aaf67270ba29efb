// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/channel_layer.h"

#include <span>
#include <stop_token>
#include <vector>

namespace lab
{

/// All that the squared error of one group of a layer's output channels depends on, whatever the weights: with p the
/// weights of output channel o in the order of Weights::cells() and then its bias, the sum of its squares is
/// pᵀAp − 2b[o]ᵀp + c[o], where A = Σ f fᵀ, b = Σ f t, c = Σ t², f what the weights are multiplied with and a 1 for
/// the bias, t the target (the normal equations of least squares, e.g. Golub and Van Loan, Matrix Computations, 5.3).
/// A is the same for every output channel of a group; the right-hand sides alone differ. Made once, it makes an epoch
/// independent of the size of the maps.
struct ChannelNormalMatrix {
    Grid64 a; ///< (weights + 1)², symmetric
    std::vector<std::vector<double>> b; ///< one for each output channel of the group: weights + 1
    std::vector<double> c; ///< one for each

    int weights() const
    {
        return a.rows() - 1;
    } ///< of one output channel: input channels of the group × rows × columns
    int outs() const { return int(b.size()); }
};

inline constexpr int kMostNormalRows = 4096;

/// One for each group, of a layer with weights; before its activation. Windows are gone through one by one.
/// Errors: TargetPlanes, TargetShape, TooLarge (more than kMostNormalRows), Stopped, OutOfMemory.
Result<std::vector<ChannelNormalMatrix>> channelNormalMatrices(const Maps64& x, const Maps64& target,
                                                               const ChannelGeometry& geometry,
                                                               std::stop_token stop = {});

/// Half of an epoch of one output channel (`out` within the group): gradient ← 2(Ap − b), the derivative of its sum
/// of squares, and the sum of squares itself, at `parameters`: the weights, and the bias where there is one.
/// Allocates nothing.
double channelSquares(const ChannelNormalMatrix& normal, int out, std::span<const double> parameters,
                      std::span<double> gradient);

} // namespace lab
