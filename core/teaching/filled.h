// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace lab
{

/// `pattern`, in which %1, %2 … stand for the parts: a sentence of a table with its numbers. A part that is not
/// there leaves nothing; a part is never a pattern.
std::string filled(std::string_view pattern, std::span<const std::string> parts);

} // namespace lab
