// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arguments.h"
#include "core/session/session.h"

#include <optional>
#include <vector>

namespace lab
{

/// What is wrong with how a stack is given: it is that of FILE, or the layers of --kernel on --input.
void checkStack(Arguments& arguments);
/// That stack, with --input, --channel and --grey applied; the layers in place are all slid the same way.
std::optional<Session> readStack(Arguments& arguments);

/// --channel and --grey: a session of one plane, as its target.
std::optional<Session> withPlanes(Arguments& arguments, Session session);

/// --layer as an index. `least`: the smallest of what is counted from 1.
std::optional<std::size_t> layerNumber(Arguments& arguments, const Session& session, std::size_t fallback);

/// The geometries of its layers.
std::optional<std::vector<Geometry>> geometriesOf(Arguments& arguments, const Session& session);

/// The maps of layer `last`, one for each plane, to where --output says; with --exact in double precision, nothing
/// rounded between the layers.
void writeMapsOf(Arguments& arguments, Session session, std::size_t last);

} // namespace lab
