// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session.h"
#include "core/session/view_state.h"

#include <string>

namespace lab
{

/// An input of more cells does not stand in the text of a lesson, but in a file beside it.
inline constexpr std::int64_t kMostWrittenCells = 1024;
bool inputFitsLesson(const Session& session);

/// A lesson of one step that shows this session as it is seen, with a question about the cell where it stands, for an
/// author to go on with. `inputFile`: the name of the input's file beside it, where it does not fit the text.
std::string lessonOf(const Session& session, const ViewState& view, const std::string& inputFile = {});

} // namespace lab
