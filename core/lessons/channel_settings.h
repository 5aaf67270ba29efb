// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lessons/lesson_values.h"
#include "core/session/session.h"
#include "core/session/view_state.h"

namespace lab
{

/// The lines of a session block about the layers of several channels. Where the session has none, there is one of a
/// single channel first.

/// The id of a sample: its maps and its layers.
Problem setStack(Session& session, std::string_view value);
/// Matrices with "|" between the channels.
Problem setMaps(Session& session, std::string_view value);
// Of the first layer:
/// Matrices with "|" between input channels and "||" between output channels.
Problem setWeights(Session& session, std::string_view value);
/// A number for each output channel, or "none".
Problem setBiases(Session& session, std::string_view value);
Problem setGroups(Session& session, std::string_view value);

/// Why the layers do not fit each other; nothing where they do, or there are none.
Problem problemOfStack(const Session& session);

/// The lines of a view block. The grain's id.
Problem setChannelGrain(ChannelLook& look, std::string_view value);
/// A layer, from 1; steps go from its beginning.
Problem setChannelLayer(const Session& session, ChannelLook& look, std::string_view value);
/// "o,i,j": cell (i, j) of output channel o is done; "o,i,j.c": what input channel c of its group adds, "o,i,j.c.t":
/// its products up to t.
Problem setChannelPlace(const Session& session, ChannelLook& look, std::string_view value);

} // namespace lab
