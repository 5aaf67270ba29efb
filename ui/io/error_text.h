// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/result.h"

#include <QString>

namespace lab
{

/// One sentence for a person: what happened and what to do. Whoever shows it in the window adds what stayed.
QString sentence(const Error& error);

} // namespace lab
