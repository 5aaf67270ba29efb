// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/picture.h"

#include <span>
#include <string_view>

namespace lab
{

struct Session;

/// A built-in input. Those of the chapter bring their layers too.
struct Sample {
    std::string_view id;
    std::string_view group; ///< those of a group follow each other
    std::string_view title;
    std::string_view sentence;
    void (*apply)(Session&);
};
std::span<const Sample> samples();
const Sample* findSample(std::string_view id);

/// Rings that grow finer from the middle outwards: every direction and every frequency at once.
PicturePtr zonePlate(Shape shape);

/// The chapter's edge example, as the program starts: 6×8 input, kernel [[1, −1]].
Session startSession();

} // namespace lab
