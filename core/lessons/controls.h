// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lessons/lesson.h"

#include <span>
#include <string_view>

namespace lab
{

/// Something that a person can change, and that a lesson can lock.
struct ControlRow {
    std::string_view id;
    std::string_view label; ///< inside a sentence
    bool (*differs)(const Session& before, const Session& after);
};
std::span<const ControlRow> controlRows();

/// The first that is locked, and that differs; null where nothing is kept from changing.
const ControlRow* lockedChange(const Controls& controls, const Session& before, const Session& after);

} // namespace lab
