// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace lab
{

constexpr double kInlineWork = 2e6; ///< multiplications that the window's thread may do at once

} // namespace lab
