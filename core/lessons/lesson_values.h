// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/geometry/conv_spec.h"
#include "core/lessons/lesson_blocks.h"
#include "core/numbers/grid.h"
#include "core/numbers/result.h"
#include "core/teaching/words.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace lab
{

/// How the values of a lesson's lines are read. A setter writes only what is good, and answers what is wrong
/// otherwise, as the rest of a sentence that begins with the key; empty: nothing is.
using Problem = std::string;

/// Of a whole number and nothing else, from `least` to `most`.
std::optional<int> wholeNumber(std::string_view text, int least, int most);
/// Between commas, an "x" or blanks.
std::optional<std::vector<int>> wholeNumbers(std::string_view text, int least, int most);

Problem setWhole(std::string_view value, int least, int most, int& to);
Problem setNumber(std::string_view value, double& to);
Problem setFlag(std::string_view value, bool& to); ///< "yes" or "no"
Problem setSeed(std::string_view value, std::optional<std::uint64_t>& to);
Problem setPair(std::string_view value, PerAxis& to); ///< "2" or "2,3", from 1 on
Problem setMatrix(std::string_view value, Grid& to);
/// What is wrong with a session or a matrix, in a lesson's words.
Problem problemOf(const Error& error);

/// The row of a table by its id.
template <class Row>
Problem setRow(std::string_view value, std::span<const Row> rows, const Row*& to)
{
    std::vector<std::string_view> ids;
    for (const Row& row : rows) {
        if (row.id == value) {
            to = &row;
            return {};
        }
        ids.push_back(row.id);
    }
    std::string list;
    for (const std::string_view id : ids)
        list += (list.empty() ? "" : ", ") + std::string(id);
    return quoted(value) + " is none of " + list + "." + meant(value, ids);
}

/// A key of a block, and what it does.
template <class To>
struct Key {
    std::string_view key;
    std::string_view value;
    Problem (*set)(To& to, std::string_view value);
};

/// Goes through the lines of a block, each by its row of the table.
template <class Table, class To>
void applyLines(const LessonBlock& block, const Table& table, To& to, std::vector<LessonFault>& faults)
{
    std::vector<std::string_view> keys;
    for (const auto& row : table)
        keys.push_back(row.key);
    for (const LessonLine& line : linesOf(block)) {
        const auto row = std::ranges::find(table, std::string_view(line.key), &std::decay_t<decltype(table[0])>::key);
        if (row == table.end()) {
            faults.push_back({line.line, line.key.empty() ? quoted(line.value) + " is no line of a “" + block.kind +
                                                                "” block: key: value."
                                                          : "Unknown key " + quoted(line.key) + " in “" + block.kind +
                                                                "”." + meant(line.key, keys)});
            continue;
        }
        if (const Problem problem = row->set(to, line.value); !problem.empty())
            faults.push_back({line.line, line.key + ": " + problem});
    }
}

} // namespace lab
