// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/view_state.h"

namespace lab
{

ViewChanges diff(const ViewState& before, const ViewState& after)
{
    return {
        .page = before.page != after.page,
        .panel = before.panel != after.panel,
        .grain = before.grain != after.grain,
        .place = before.position != after.position,
        .timeline = before.byEpochs != after.byEpochs || before.byProducts != after.byProducts,
        .spot = before.spot() != after.spot() || before.walk != after.walk,
        .shown = before.progressive != after.progressive || before.plane != after.plane ||
                 before.shadePaths != after.shadePaths,
    };
}

} // namespace lab
