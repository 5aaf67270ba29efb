// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/maps.h"
#include "core/geometry/conv_spec.h"
#include "core/layers/activation.h"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace lab
{

enum class ChannelKind { Convolution, Transposed, MaxPool, AveragePool, Flatten, Dense };

struct ChannelKindRow {
    ChannelKind kind;
    std::string_view id; ///< in files
    std::string_view label;
    std::string_view noun; ///< inside a sentence
    std::string_view sentence;
    bool learns; ///< has weights
};
std::span<const ChannelKindRow> channelKinds();
const ChannelKindRow& infoOf(ChannelKind kind);

/// A layer of several channels, as PyTorch has it. With K the weights, g the groups and c over the input channels of
/// the group of output channel o:
///   Y[o,i,j] = b[o] + Σ_c Σ_a Σ_b  X[c, i·s+a·d−top, j·s+b·d−left] · K[o,c,a,b]    (Dive into Deep Learning, 7.4;
///                                                                                   PyTorch Conv2d)
/// and then the activation.
///   Transposed: each input cell adds X[c,i,j] · K[o,c,a,b] to Y[o, i·s+a·d−top, j·s+b·d−left] (d2l 14.10; PyTorch
///     ConvTranspose2d); what falls outside is cut off. It equals the backward pass of the convolution whose weights
///     are exchanged(): that one goes from the output's channels to the input's. Where that one's border copies a
///     cell, what falls on the copy is added to the cell.
///   MaxPool, AveragePool: of each channel by itself; of the spec they have stride and padding.
///   Flatten: one channel of one row that holds all cells in order of channel, row, column.
///   Dense: a convolution whose kernels cover the whole input, so that each output channel is one cell; it needs no
///     spec. After a flatten its weights have the shape (out, 1, 1, n).
/// A layer keeps what its present kind does not use, so that changing the kind back loses nothing.
struct ChannelLayer {
    ChannelKind kind = ChannelKind::Convolution;
    /// Of a transposed convolution too: by output channel first. PyTorch has them the other way; see exchanged().
    Weights weights{WeightsShape{1, 1, 1, 1}, 1};
    std::optional<std::vector<double>> biases; ///< one for each output channel; none: there is no such parameter
    int groups = 1; ///< of a convolution, transposed or not
    ConvSpec spec;
    PerAxis outputPadding{0, 0}; ///< rows and columns more at the end of a transposed convolution's output
    Activation activation = Activation::None;
    Shape pool{2, 2}; ///< the window of a pooling

    bool pools() const { return kind == ChannelKind::MaxPool || kind == ChannelKind::AveragePool; }
    bool learns() const { return infoOf(kind).learns; }
    /// The activation that counts: only what has weights has one.
    Activation activates() const { return learns() ? activation : Activation::None; }
    /// What is added to output channel `out`; 0 without a bias.
    double biasOf(int out) const { return learns() && biases ? (*biases)[std::size_t(out)] : 0; }
    bool operator==(const ChannelLayer&) const = default;
};

/// One kernel for all channels, each by itself: what image programs do with a colour picture. Groups as many as
/// channels, with equal weights, and with equal biases or none.
ChannelLayer eachByItself(const Grid& kernel, int channels, const ConvSpec& spec = {},
                          std::optional<double> bias = {});
/// Whether a layer is such a one, also when its kernels were typed one by one.
bool isEachByItself(const ChannelLayer& layer);

/// A layer resolved for one input: where everything lies.
struct ChannelGeometry {
    ChannelKind kind = ChannelKind::Convolution;
    MapsShape input;
    MapsShape output;
    int groups = 1; ///< of a pooling, as many as there are channels
    /// Of each plane alike. Of a transposed convolution that of the convolution which goes from its output to its
    /// input; of a flatten a single tap over all cells, not to be asked.
    Geometry plane;

    int insOfGroup() const { return input.channels / groups; }
    int outsOfGroup() const { return output.channels / groups; }
    /// The group's channel number `in` as a channel of the input, for output channel `out`; and the other way round.
    int inputChannel(int out, int in) const { return out / outsOfGroup() * insOfGroup() + in; }
    int outputChannel(int in, int out) const { return in / insOfGroup() * outsOfGroup() + out; }
    bool operator==(const ChannelGeometry&) const = default;
};

/// Errors: those of resolve() and resolveLayer() for one plane; NoChannels, TooManyChannels, ChannelCount,
/// GroupsDoNotDivide, BiasCount, DenseShape, OutputPadding, NothingLeft.
Result<ChannelGeometry> resolveChannels(MapsShape input, const ChannelLayer& layer);

inline constexpr std::int64_t kMostMapCells = std::int64_t(1) << 28; ///< in all maps of a stack together: 2 GiB

/// The geometry of each layer in order, each on the output of the one before; the first error ends it. Also:
/// TooManyLayers, MapsTooLarge.
Result<std::vector<ChannelGeometry>> resolveChannels(MapsShape input, std::span<const ChannelLayer> layers);

} // namespace lab
