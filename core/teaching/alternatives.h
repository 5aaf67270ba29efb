// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/teaching/mistake.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lab
{

struct Session;

/// What is answered instead of the right answer, by each mistake that can be made in a question; some may give the
/// right answer, too. Of a row or a map, all cells with the same mistake, where half of them are known; of a shape,
/// both axes. None where there is no right answer; of maps of more than kMostJudgedCells, only what is made of the
/// map as a whole.
inline constexpr std::int64_t kMostJudgedCells = 4096;
std::vector<Alternative> alternatives(const Session& session, const Question& question);

/// Two mistakes at once in one output cell: of different parts of the computation, both of them no minor ones.
struct AlternativePair {
    Alternative first, second; ///< each with its own answer and evidence
    double value = 0; ///< of both together
};
std::vector<AlternativePair> alternativePairs(const Session& session, const Question& question);

/// A mistake that keeps silent when another gives the same answer, since they are the same by definition there. A row
/// holds for all ids that begin so.
struct Yield {
    std::string_view silent;
    std::string_view speaking;
};
std::span<const Yield> yields();

/// Of `all`, those that differ from the right answer and do not yield to another.
std::vector<Alternative> telling(const std::vector<Alternative>& all, const Answer& right);

/// The largest difference of two answers, of numbers that are known in both; infinite for other shapes, and of lists
/// of cells that differ.
double distance(const Answer& a, const Answer& b);
/// As far as numbers of single precision can be told apart.
bool same(const Answer& a, const Answer& b);

/// The id, with the detail where a mistake has variants: "left-out-2".
std::string labelOf(const Alternative& alternative);

/// Why the mistakes that a question is about cannot be told apart, in the four steps of the rule:
struct Apartness {
    bool small = false; ///< (a) the right answer is at most 0.5
    std::vector<std::string> impossible; ///< (b) of those to be told: cannot be made here
    std::vector<std::string> right; ///< (b) give the right answer
    std::vector<std::pair<std::string, std::string>> alike; ///< (c), (d) give the same answer
    bool zeroProduct = false; ///< (d) a product of the window is 0
    bool apart() const { return !small && impossible.empty() && right.empty() && alike.empty() && !zeroProduct; }
};
/// `tells`: ids. `strict` (d), for examples made by hand: no two mistakes that are not minor may give the same.
/// Answers less than twice the tolerance apart are the same.
Apartness tellsApart(const Session& session, const Question& question, std::span<const std::string> tells,
                     bool strict = false, double tolerance = 0.005);

/// Mistakes that give the same answer, for who makes examples: groups of two and more, or with the right answer.
struct Coincidence {
    bool right = false; ///< it is the right answer that they give
    std::vector<std::string> labels;
    Answer answer;
};
std::vector<Coincidence> coincidences(const Session& session, const Question& question);

} // namespace lab
