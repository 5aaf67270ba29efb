// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layers/layer.h"
#include "core/learning/train_spec.h"
#include "core/numbers/picture.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace lab
{

struct ChannelStack;

/// Which planes of a coloured input are computed with.
enum class Channels { Colour, Grey };

/// Everything that undo and save must restore. A value: edits make a new one. Always whole: the input is there
/// and has at least one cell, there is at least one layer, focus < layers.size(). The layers need not fit the
/// input; resolve() says why.
struct Session {
    PicturePtr input; ///< never null
    Channels channels = Channels::Colour;
    std::vector<Layer> layers{1};
    std::size_t focus = 0; ///< the layer that is being stepped
    TrainSpec train;
    Grid other; ///< a kernel that the focused layer's is compared with; empty: none was chosen, see otherKernel()
    /// Layers of several channels and what goes through them, which the others know nothing of; they resolve. Null:
    /// none were made.
    std::shared_ptr<const ChannelStack> stack;

    const Layer& layer() const { return layers[focus]; }
    Layer& layer() { return layers[focus]; }
    /// 1 (grey, or numbers) or 3.
    int planes() const { return channels == Channels::Colour && input->coloured() ? 3 : 1; }
    /// A plane of the input as it is computed with; 0 ≤ plane < planes().
    GridView<float> inputPlane(int plane) const
    {
        return planes() == 3 ? input->planes()[std::size_t(plane)].view() : input->grey().view();
    }
    /// The same, to be shown.
    Plane shownInput(int plane) const
    {
        constexpr std::uint32_t kGrey = 3;
        return {inputPlane(plane), input, input->identity().part(planes() == 3 ? std::uint32_t(plane) : kGrey)};
    }
};

/// By value, and of every field: two inputs are equal when their numbers are.
bool operator==(const Session& a, const Session& b);
bool operator==(const Layer& a, const Layer& b);
bool operator==(const TrainSpec& a, const TrainSpec& b);

} // namespace lab
