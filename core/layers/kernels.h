// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/grid.h"

#include <span>
#include <string_view>

namespace lab
{

struct KernelPreset {
    std::string_view id;
    std::string_view group; ///< what its kind is good for; those of a group follow each other
    std::string_view name;
    std::string_view sentence; ///< what it does
    Grid (*values)();
};
std::span<const KernelPreset> kernelPresets();
/// Null when there is none of that id.
const KernelPreset* findKernelPreset(std::string_view id);
/// The preset with just these values, or null.
const KernelPreset* presetOf(const Grid& kernel);

} // namespace lab
