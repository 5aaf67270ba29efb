// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/teaching/whole_mistakes.h"

#include "core/teaching/mistake_tables.h"
#include "core/teaching/recipe.h"
#include "core/teaching/right_answer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace lab
{

namespace
{

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

enum Whole {
    RowTurned,
    ColumnForRow,
    MapTransposed,
    MapTurned,
    MapStrideIgnored,
    MapPaddingForgotten,
    ListSwapped,
    ListRowLate,
    ListRowEarly,
    ListColumnLate,
    ListColumnEarly,
    ListOneMapBack,
};

constexpr std::string_view kFirstRows = "The first index counts rows, downwards; the second columns.";
constexpr std::string_view kCorner = "Find the upper left cell first; the others follow from it.";

constexpr std::array kWhole{
    Mistake{"row-turned", Topic::Row, "from right to left", "A row is written from left to right.", "cells"},
    Mistake{"column-for-row", Topic::Row, "for the column of that number", kFirstRows, "cells"},
    Mistake{"map-transposed", Topic::Map, "with rows and columns of the output exchanged", kFirstRows, "cells"},
    Mistake{"map-turned", Topic::Map, "with the output turned around", "It is written in reading order.", "cells"},
    Mistake{"stride-ignored", Topic::Map, "without the stride",
            "The window of Y[i,j] starts at row i·s and column j·s, s the stride.", "lattice"},
    Mistake{"padding-forgotten", Topic::Map, "without the padding",
            "With the padding, there are places for the window over the edge, too.", "frame"},
    Mistake{"row-column-swapped", Topic::Cells, "with rows and columns exchanged", kFirstRows, "cells"},
    Mistake{"row-late", Topic::Cells, "one row too low", kCorner, "cells"},
    Mistake{"row-early", Topic::Cells, "one row too high", kCorner, "cells"},
    Mistake{"column-late", Topic::Cells, "one column too far right", kCorner, "cells"},
    Mistake{"column-early", Topic::Cells, "one column too far left", kCorner, "cells"},
    Mistake{"one-map-back", Topic::Cells, "going back one map only",
            "Those are cells of the map between; each of them has a window of its own.", "walk"},
};

/// A convolution's cell with one mistake; none where it cannot be made.
std::optional<Alternative> withMistake(const AskedLayer& asked, const Recipe& right, const CellMistake& row, int t)
{
    Recipe recipe = right;
    if (!row.change(recipe, t))
        return std::nullopt;
    const auto value = made(asked.x, recipe);
    if (!value || !std::isfinite(*value))
        return std::nullopt;
    int detail = -1;
    if (row.variants) // how many products were added, or which one is missing
        detail = row.mistake.id == "stopped-after" ? recipe.tap + 1 : recipe.tap;
    return Alternative{&row.mistake, Grid64{{*value}}, detail, evidenceOf(recipe, right)};
}

double numberOf(const Alternative& alternative)
{
    return std::get<Grid64>(alternative.answer).at(0, 0);
}

/// Whether a mistake leaves a cell as it is, since it cannot be made there.
bool sparedBy(const AskedLayer& asked, const Mistake& mistake, OutputCell cell)
{
    if (asked.layer.pools())
        return mistake.id.starts_with("padding"); // a window without padding
    const auto rows = cellMistakes();
    const auto row =
        std::find_if(rows.begin(), rows.end(), [&](const CellMistake& r) { return &r.mistake == &mistake; });
    Recipe recipe = rightRecipe(asked.layer, asked.geometry, cell);
    return !row->change(recipe, 0);
}

/// The mistakes of cells, made in all cells of a rectangle of the output.
std::vector<Alternative> everywhere(const AskedLayer& asked, Rect rect)
{
    std::vector<Alternative> all;
    if (rect.shape().cells() > kMostJudgedCells)
        return all;
    for (int r = 0; r < rect.rows; ++r)
        for (int c = 0; c < rect.cols; ++c)
            for (Alternative& one : cellAlternatives(asked, {rect.row + r, rect.col + c})) {
                auto found = std::find_if(all.begin(), all.end(), [&](const Alternative& other) {
                    return other.mistake == one.mistake && other.detail == one.detail;
                });
                if (found == all.end()) {
                    const Alternative fresh{one.mistake, Grid64(rect.shape(), kUnknown), one.detail, one.evidence};
                    found = all.insert(all.end(), fresh);
                }
                std::get<Grid64>(found->answer).at(r, c) = numberOf(one);
            }
    for (Alternative& each : all) {
        auto& numbers = std::get<Grid64>(each.answer);
        for (int r = 0; r < rect.rows; ++r)
            for (int c = 0; c < rect.cols; ++c)
                if (const OutputCell cell{rect.row + r, rect.col + c};
                    std::isnan(numbers.at(r, c)) && sparedBy(asked, *each.mistake, cell))
                    numbers.at(r, c) = asked.cell(cell);
    }
    std::erase_if(all, [](const Alternative& alternative) {
        const auto& numbers = std::get<Grid64>(alternative.answer);
        const auto unknown = std::count_if(numbers.cells().begin(), numbers.cells().end(),
                                           [](double number) { return std::isnan(number); });
        return 2 * std::size_t(unknown) > numbers.size();
    });
    return all;
}

Grid64 cellsOf(const AskedLayer& asked)
{
    Grid64 numbers(asked.geometry.output());
    for (int r = 0; r < numbers.rows(); ++r)
        for (int c = 0; c < numbers.cols(); ++c)
            numbers.at(r, c) = asked.cell({r, c});
    return numbers;
}

/// The map of the layer with other settings, where that has another shape; else its cells are compared one by one.
std::optional<Grid64> otherMap(const AskedLayer& asked, void (*change)(ConvSpec&))
{
    AskedLayer other = asked;
    change(other.layer.spec);
    const auto geometry = resolveLayer(asked.geometry.input(), other.layer);
    if (!geometry || geometry->output() == asked.geometry.output() || geometry->output().cells() > kMostAskedCells)
        return std::nullopt;
    other.geometry = *geometry;
    return cellsOf(other);
}

void add(std::vector<Alternative>& all, Whole whole, Answer answer)
{
    all.push_back({&kWhole[whole], std::move(answer), -1, {}});
}

CellList moved(const CellList& cells, int rows, int cols)
{
    CellList list;
    for (const InputCell cell : cells)
        list.push_back({cell.row + rows, cell.col + cols});
    return list;
}

} // namespace

std::span<const Mistake> wholeMistakes()
{
    return kWhole;
}

std::vector<Alternative> cellAlternatives(const AskedLayer& asked, OutputCell cell)
{
    std::vector<Alternative> all;
    if (asked.layer.pools()) {
        for (const auto& row : poolMistakes())
            if (const auto value = row.value({asked, cell}); value && std::isfinite(*value))
                all.push_back({&row.mistake, Grid64{{*value}}, -1, {}});
        return all;
    }
    const Recipe right = rightRecipe(asked.layer, asked.geometry, cell);
    for (const CellMistake& row : cellMistakes()) {
        const int variants = row.variants ? row.variants(right) : 1;
        for (int t = 0; t < variants; ++t)
            if (auto made = withMistake(asked, right, row, t))
                all.push_back(std::move(*made));
    }
    return all;
}

std::vector<AlternativePair> cellPairs(const AskedLayer& asked, OutputCell cell)
{
    std::vector<AlternativePair> all;
    const Recipe right = rightRecipe(asked.layer, asked.geometry, cell);
    const auto rows = cellMistakes();
    const auto made1 = [&](const CellMistake& row) -> std::optional<Alternative> {
        return row.mistake.minor || row.part == Part::Whole ? std::nullopt : withMistake(asked, right, row, 0);
    };
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (const auto first = made1(rows[i]))
            for (std::size_t j = i + 1; j < rows.size(); ++j) {
                const auto second = rows[j].part == rows[i].part ? std::nullopt : made1(rows[j]);
                Recipe both = right;
                if (!second || !rows[i].change(both, 0) || !rows[j].change(both, 0))
                    continue;
                if (const auto value = made(asked.x, both); value && std::isfinite(*value))
                    all.push_back({*first, *second, *value});
            }
    return all;
}

std::vector<Alternative> rowAlternatives(const AskedLayer& asked, int row)
{
    const Shape output = asked.geometry.output();
    auto all = everywhere(asked, {row, 0, 1, output.cols});
    Grid64 turned({1, output.cols});
    for (int c = 0; c < output.cols; ++c)
        turned.at(0, c) = asked.cell({row, output.cols - 1 - c});
    add(all, RowTurned, std::move(turned));
    if (row < output.cols) {
        Grid64 column({1, output.rows});
        for (int r = 0; r < output.rows; ++r)
            column.at(0, r) = asked.cell({r, row});
        add(all, ColumnForRow, std::move(column));
    }
    return all;
}

std::vector<Alternative> mapAlternatives(const AskedLayer& asked)
{
    auto all = everywhere(asked, wholeOf(asked.geometry.output()));
    const Grid64 right = cellsOf(asked);
    add(all, MapTransposed, transposed(right));
    add(all, MapTurned, rotated180(right));
    if (auto map = otherMap(asked, [](ConvSpec& spec) { spec.stride = {}; }))
        add(all, MapStrideIgnored, std::move(*map));
    if (auto map = otherMap(asked, [](ConvSpec& spec) { spec.padding = {}; }))
        add(all, MapPaddingForgotten, std::move(*map));
    return all;
}

std::vector<Alternative> listAlternatives(const Session& session, const Question& question)
{
    std::vector<Alternative> all;
    const CellList right = std::get<CellList>(*rightAnswer(session, question));
    CellList swapped;
    for (const InputCell cell : right)
        swapped.push_back({cell.col, cell.row});
    std::sort(swapped.begin(), swapped.end());
    add(all, ListSwapped, std::move(swapped));
    add(all, ListRowLate, moved(right, 1, 0));
    add(all, ListRowEarly, moved(right, -1, 0));
    add(all, ListColumnLate, moved(right, 0, 1));
    add(all, ListColumnEarly, moved(right, 0, -1));
    if (question.of.part == Spot::Part::Map && question.map + 1 < question.of.index) {
        Question between = question;
        ++between.map;
        if (auto cells = rightAnswer(session, between))
            add(all, ListOneMapBack, std::move(*cells));
    }
    return all;
}

} // namespace lab
