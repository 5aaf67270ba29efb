// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/code/code_line.h"
#include "core/layers/step.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace lab
{

/// The present numbers of the indices in code; none where it is not stepped.
struct CodeIndices {
    std::optional<int> c = {}; ///< plane
    std::optional<int> i = {}, j = {}; ///< output cell
    std::optional<int> a = {}, b = {}; ///< tap
    std::optional<int> n = {}; ///< epoch, from 1
};
CodeIndices indicesAt(const Step& step, const Geometry& geometry);

/// What a step of this grain does.
CodeRole roleOf(Grain grain);
/// The lines of a role in a layer; where the code has none, because a library does in one call what it stands for,
/// those of the next larger role. None only of a layer that the code does not have.
std::vector<std::size_t> litLines(const Code& code, CodeRole role, int layer);

/// A line with the present numbers in place of its indices; of a loop, with them in a comment behind it. Lines of
/// other roles, comments and texts stay as they are.
std::string filledLine(const CodeLine& line, const CodeIndices& indices, std::string_view commentMark);

} // namespace lab
