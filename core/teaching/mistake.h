// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/teaching/question.h"
#include "core/teaching/topic.h"

#include <optional>
#include <span>
#include <string_view>

namespace lab
{

/// One way to come to another number than the right one.
struct Mistake {
    std::string_view id; ///< in lessons; once in a topic
    Topic topic; ///< of one cell, where it can be made in whole rows and maps too
    std::string_view how; ///< goes on after "5 is what you get "; %1 stands for the detail
    std::string_view advice; ///< sentences: how it is meant
    std::string_view picture; ///< id of what is drawn beside the stage
    bool minor = false; ///< named only where no other mistake gives the number: partial sums, what pictures do
};

/// All mistakes, topic by topic.
std::span<const Mistake* const> mistakes();
/// By its topic and id; null where there is none.
const Mistake* findMistake(Topic topic, std::string_view id);

/// What there is to see of a mistake in a window. What it does not change is not there.
struct Evidence {
    std::optional<Rect> window; ///< that was taken, its dilated extent, in the coordinates of what the layer reads
    PerAxis dilation; ///< of that window
    std::optional<Grid64> weights; ///< as they were laid on the window
    std::optional<int> tap; ///< the product at which the sum ended, or which is missing
    std::optional<OutputCell> cell; ///< that was computed instead
    bool operator==(const Evidence&) const = default;
};

/// What a mistake makes of a question.
struct Alternative {
    const Mistake* mistake = nullptr;
    Answer answer; ///< NaN: nothing is known of this number
    int detail = -1; ///< a count or an index that the mistake's words speak of
    Evidence evidence;
};

} // namespace lab
