// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/grid.h"
#include "core/numbers/result.h"
#include "core/session/view_state.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lab
{

struct Session;

/// What a task wants built, as a condition on what was built: whatever fulfils it is a right answer. Where numbers
/// are compared, they may differ by 10⁻⁶ of what was added up, Σ|K| for a kernel.

/// What a condition says of a session: that it holds, and how well, or the way in which it does not.
struct Outcome {
    std::string_view id;
    bool accepts = false;
    std::string_view sentence; ///< %1, %2 … stand for numbers of what was built
};

/// One of the words behind a predicate's name.
enum class ArgumentKind {
    Number,
    Count, ///< 0, 1, 2 …
    Cell, ///< "Y[1,0]"
    Matrix, ///< "1,2;3,4", or the id of a kernel preset; the last argument
};

struct PredicateRow;

/// A predicate with its arguments.
struct Condition {
    const PredicateRow* row = nullptr; ///< never null once parsed
    std::vector<double> numbers; ///< in order; a cell is two of them, row and column
    Grid64 matrix;

    bool operator==(const Condition&) const = default;
};

/// Conditions, all of which must hold; at least one.
using Predicate = std::vector<Condition>;

/// What was built, and the state in which its step of the lesson began.
struct Built {
    const Session& now;
    const Session& start;
};

/// Which outcome it is, with the numbers of its sentence and the place that shows it.
struct Found {
    std::string_view id;
    std::vector<std::string> numbers = {};
    std::optional<Spot> place = {};
};

struct PredicateRow {
    std::string_view name;
    std::string_view usage; ///< the name with its arguments
    std::span<const ArgumentKind> arguments;
    std::string_view meant; ///< what its arguments are; empty where it has none
    bool (*valid)(const Condition&); ///< whether they are in range; null: always
    std::string_view wanted; ///< a sentence; %1, %2 … stand for the numbers
    std::span<const Outcome> outcomes; ///< its own; commonOutcomes() are any predicate's
    Found (*check)(const Condition&, const Built&);
};
std::span<const PredicateRow> predicates();
std::span<const Outcome> commonOutcomes();
/// Null when the predicate has none of that id.
const Outcome* findOutcome(const PredicateRow& row, std::string_view id);

/// Predicates joined by "and": "changed-weights-at-most 1 and cell Y[0,0] 0". Errors: UnknownPredicate,
/// PredicateArguments.
Result<Predicate> parsePredicate(std::string_view text);

/// What is wanted, as sentences.
std::string wantedText(const Predicate& predicate);

/// What is to be said of something that was built.
struct BuildVerdict {
    bool accepted = false;
    std::string_view id; ///< of the outcome: a grade, or a near-miss
    std::string sentence;
    std::optional<Spot> place; ///< where it can be seen
};
/// The first condition that does not hold, or how the first of them holds.
BuildVerdict check(const Predicate& predicate, const Session& now, const Session& start);

} // namespace lab
