// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/channel_step.h"
#include "core/session/view_state.h"
#include "ui/paint/formula_painter.h"
#include "ui/paint/tensor_scene.h"

#include <QString>

#include <optional>
#include <vector>

namespace lab
{

/// A line of what is added up to an output cell.
struct ChannelSum {
    QString name;
    QString value; ///< a dot while it is not yet computed
    bool now = false;
    bool result = false;
};

/// A step of a layer of several channels, as pictures.
struct ChannelScenes {
    int out = 0; ///< the output channel that is stepped
    std::vector<int> channels; ///< the input channels that it reads, in their order
    std::vector<TensorScene> inputs; ///< one for each of them
    std::vector<TensorScene> kernels; ///< the same; none where the layer has no weights
    std::vector<TensorScene> parts; ///< what each contributes to the output channel; none of transposed and flatten
    std::vector<TensorScene> outputs; ///< every output channel, as far as it is computed
    std::vector<ChannelSum> sums;
    std::optional<Formula> formula;
};

/// What a layer makes of its input, before the first step.
struct ChannelWork {
    Maps64 x;
    Maps64 y;
    ChannelLayer layer;
    ChannelGeometry geometry;
    int out = -1; ///< the output channel whose parts are known
    std::vector<Grid64> parts = {}; ///< the subtotals of its cells, one grid for each input channel of its group
};

/// Adds to `work` what it needs of the output channel of `step`, and shows the step. Of what is hidden nothing is
/// left in the scenes, the sums and the sentence: a question mark stands for it.
ChannelScenes channelScenes(ChannelWork& work, const ChannelStep& step, ChannelGrain grain,
                            const HiddenChannels& hidden = {});

} // namespace lab
