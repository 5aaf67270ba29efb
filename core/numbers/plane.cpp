// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/plane.h"

#include <atomic>

namespace lab
{

Identity Identity::fresh()
{
    static std::atomic<std::uint64_t> made{0};
    return {++made, 0};
}

} // namespace lab
