// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/code/computation.h"

#include <span>
#include <string_view>

namespace lab
{

/// A language, with a library, that a computation is written in.
struct CodeTarget {
    std::string_view id;
    std::string_view name;
    std::string_view sentence; ///< what it does by itself, and what by hand
    std::string_view extension; ///< of a file of it, without the point
    std::string_view commentMark;
    Code (*write)(const Computation& work);
};
std::span<const CodeTarget> codeTargets();
/// Null when there is none of that id.
const CodeTarget* findCodeTarget(std::string_view id);

/// A session's layers, or the run of its focused layer, as code that can be run and ends in an assert on the present
/// result. Errors: those of computationOf().
Result<Code> codeFor(const Session& session, CodeSubject subject, const CodeTarget& target,
                     std::stop_token stop = {});

} // namespace lab
