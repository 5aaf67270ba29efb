// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace lab
{

struct Session;
struct TrainSpec;

/// The chapter's run (section 7.2.4) and what a class tries next, one click each: all on the book's arrays,
/// from the book's start.
struct Experiment {
    std::string_view id;
    const char* title;
    const char* sentence; ///< what will be seen
    void (*change)(TrainSpec&); ///< from the book's run
};
std::span<const Experiment> experiments();

/// The session in which an experiment begins: the start kernel in the layer, epoch 0.
Session sessionOf(const Experiment& experiment);

} // namespace lab
