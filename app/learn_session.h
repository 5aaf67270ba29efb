// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arguments.h"
#include "core/session/session.h"

#include <optional>

namespace lab
{

/// What is wrong with how a run is described; nothing is read yet.
void checkLearning(Arguments& arguments);
/// The session that poses what is to be learned: that of FILE, or one of --input and --target, changed by the options
/// that were given.
std::optional<Session> readLearning(Arguments& arguments);

} // namespace lab
