// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/code/computation.h"
#include "tests/core/support.h"

namespace lab::test
{

/// A session as a person might have made it, any border, stride and activation in it, and what of it is written.
struct RandomSession {
    Session session;
    CodeSubject subject = CodeSubject::Layers;
};
/// One that can be computed; the same for the same number.
RandomSession randomSession(std::uint32_t number);

} // namespace lab::test
