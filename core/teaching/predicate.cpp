// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/teaching/predicate.h"

#include "core/layers/composition.h"
#include "core/layers/kernels.h"
#include "core/numbers/matrix_text.h"
#include "core/teaching/filled.h"
#include "core/teaching/predicate_rows.h"
#include "core/teaching/words.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace lab
{

namespace
{

constexpr std::array kCommonOutcomes{
    Outcome{kNoOutput, false, "There is no output yet: with these settings no window fits on the input."},
    Outcome{kPools, false, "This layer pools and has no weights: choose a convolution."},
};

std::optional<double> countOf(std::string_view word)
{
    constexpr double kMost = 1e6;
    const auto number = parseNumber(word);
    return number && *number >= 0 && *number <= kMost && *number == std::floor(*number) ? number : std::nullopt;
}

bool addNumber(std::string_view word, Condition& condition)
{
    const auto number = parseNumber(word);
    if (!number || !std::isfinite(*number))
        return false;
    condition.numbers.push_back(*number);
    return true;
}

bool addCount(std::string_view word, Condition& condition)
{
    const auto count = countOf(word);
    if (count)
        condition.numbers.push_back(*count);
    return count.has_value();
}

bool addCell(std::string_view word, Condition& condition)
{
    if (!word.starts_with("Y[") || !word.ends_with(']'))
        return false;
    word = word.substr(2, word.size() - 3);
    const auto comma = word.find(',');
    return comma != std::string_view::npos && addCount(word.substr(0, comma), condition) &&
           addCount(word.substr(comma + 1), condition);
}

bool addMatrix(std::string_view text, Condition& condition)
{
    if (const KernelPreset* preset = findKernelPreset(text)) {
        condition.matrix = converted<double>(preset->values());
        return true;
    }
    auto matrix = matrix64FromText(text);
    const auto cells = matrix ? std::as_const(*matrix).cells() : std::span<const double>();
    if (cells.empty() || !std::all_of(cells.begin(), cells.end(), [](double v) { return std::isfinite(v); }))
        return false;
    condition.matrix = std::move(*matrix);
    return true;
}

/// In the order of ArgumentKind.
constexpr std::array kReaders{addNumber, addCount, addCell, addMatrix};

/// One predicate with its arguments, which end where `words` do.
Result<Condition> conditionOf(std::span<const std::string_view> words)
{
    const auto rows = predicates();
    const auto row = std::find_if(rows.begin(), rows.end(),
                                  [&](const PredicateRow& r) { return !words.empty() && r.name == words[0]; });
    if (row == rows.end()) {
        std::string known;
        for (const PredicateRow& r : rows)
            known.append(known.empty() ? "" : ", ").append(r.name);
        return Error{ErrorCode::UnknownPredicate, {words.empty() ? "" : excerpt(words[0]), known}};
    }
    const auto given = words.subspan(1);
    // From the first argument to the last, as they stand: a matrix may have blanks in it.
    const auto from = [&](std::size_t n) {
        return std::string_view(given[n].data(),
                                std::size_t(given.back().data() + given.back().size() - given[n].data()));
    };
    const auto refused = [&](const std::string& found) {
        return Error{ErrorCode::PredicateArguments,
                     {std::string(row->usage), found.empty() ? "nothing" : found,
                      std::string(row->meant.empty() ? "nothing follows its name" : row->meant)}};
    };
    const bool last = !row->arguments.empty() && row->arguments.back() == ArgumentKind::Matrix;
    if (given.size() < row->arguments.size() || (given.size() > row->arguments.size() && !last))
        return refused(given.empty() ? "" : excerpt(from(0)));
    Condition condition{&*row, {}, {}};
    for (std::size_t n = 0; n < row->arguments.size(); ++n) {
        const ArgumentKind kind = row->arguments[n];
        const std::string_view word = kind == ArgumentKind::Matrix ? from(n) : given[n];
        if (!kReaders[std::size_t(kind)](word, condition))
            return refused(excerpt(word));
    }
    if (row->valid && !row->valid(condition))
        return refused(excerpt(from(0)));
    return condition;
}

std::vector<PredicateRow> allRows()
{
    std::vector<PredicateRow> rows;
    for (const auto part : {kernelPredicates(), formPredicates(), inputPredicates(), outputPredicates()})
        rows.insert(rows.end(), part.begin(), part.end());
    return rows;
}

} // namespace

std::span<const PredicateRow> predicates()
{
    static const std::vector<PredicateRow> rows = allRows();
    return rows;
}

std::span<const Outcome> commonOutcomes()
{
    return kCommonOutcomes;
}

const Outcome* findOutcome(const PredicateRow& row, std::string_view id)
{
    for (const auto outcomes : {row.outcomes, commonOutcomes()})
        for (const Outcome& outcome : outcomes)
            if (outcome.id == id)
                return &outcome;
    return nullptr;
}

Result<Predicate> parsePredicate(std::string_view text)
{
    const auto words = wordsIn(text);
    Predicate predicate;
    for (auto from = words.begin();;) {
        const auto to = std::find(from, words.end(), "and");
        auto condition = conditionOf({from, to});
        if (!condition)
            return condition.error();
        predicate.push_back(std::move(*condition));
        if (to == words.end())
            return predicate;
        from = to + 1;
    }
}

std::string wantedText(const Predicate& predicate)
{
    std::string text;
    for (const Condition& condition : predicate) {
        std::vector<std::string> parts;
        for (const double number : condition.numbers)
            parts.push_back(said(number));
        parts.push_back(said(condition.matrix));
        text.append(text.empty() ? "" : " ").append(filled(condition.row->wanted, parts));
    }
    return text;
}

BuildVerdict check(const Predicate& predicate, const Session& now, const Session& start)
{
    BuildVerdict first;
    for (const Condition& condition : predicate) {
        Found found = condition.row->check(condition, {now, start});
        const Outcome* outcome = findOutcome(*condition.row, found.id);
        assert(outcome);
        const bool isFirst = &condition == &predicate.front();
        if (isFirst || !outcome->accepts)
            first = {outcome->accepts, outcome->id, filled(outcome->sentence, found.numbers), found.place};
        if (!outcome->accepts)
            break;
    }
    return first;
}

Grid64 layerInput(const Session& session, std::span<const Geometry> geometries)
{
    Grid64 map = inDouble(session.inputPlane(0));
    for (std::size_t l = 0; l < session.focus; ++l)
        map = mapInDouble(map, session.layers[l], geometries[l]);
    return map;
}

Grid64 layerOutput(const Session& session, std::span<const Geometry> geometries)
{
    return mapInDouble(layerInput(session, geometries), session.layer(), geometries[session.focus]);
}

double weightMagnitude(const Layer& layer)
{
    if (layer.pools())
        return 1;
    double sum = 0;
    for (const float w : layer.kernel.cells())
        sum += std::abs(double(w));
    return sum;
}

double largestMagnitude(const Grid64& grid)
{
    double most = 0;
    for (const double v : grid.cells())
        most = std::max(most, std::abs(v));
    return most;
}

} // namespace lab
