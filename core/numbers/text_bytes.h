// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lab
{

/// The text that bytes from outside hold, as UTF-8 with '\n' as the only line end and no mark of the byte order: from
/// UTF-8, UTF-16 (by its mark, or by the zero bytes of plain numbers), or, where it is no UTF-8, Latin-1.
std::string textOfBytes(std::string_view bytes);

/// How many bytes at the front are UTF-8: all of them, or those before the first that is not.
std::size_t utf8Prefix(std::string_view bytes);

} // namespace lab
