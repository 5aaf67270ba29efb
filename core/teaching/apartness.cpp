// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/teaching/alternatives.h"
#include "core/teaching/asked.h"
#include "core/teaching/right_answer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace lab
{

namespace
{

constexpr std::array kYields{
    Yield{"window-", "padding-"}, Yield{"window-", "stride"},
    Yield{"window-", "dilation"}, Yield{"border-symmetric", "border-replicate"},
    Yield{"absolute", "sign"},    Yield{"clamped", "relu-where"},
    Yield{"left-out", "first-"},  Yield{"stopped", "only-channel"},
};

bool silent(const Mistake& mistake, const Mistake& other)
{
    return std::any_of(kYields.begin(), kYields.end(), [&](const Yield& yield) {
        return mistake.id.starts_with(yield.silent) && other.id.starts_with(yield.speaking);
    });
}

/// Half the distance that numbers of this size can have and still be the same.
double noise(double number)
{
    return 1e-6 * std::abs(number) + 1e-9;
}

bool yieldsTo(const Alternative& alternative, const Alternative& other)
{
    return silent(*alternative.mistake, *other.mistake) && same(alternative.answer, other.answer);
}

/// Without what yields to another, and without minor ones.
std::vector<Alternative> coreOf(const std::vector<Alternative>& all)
{
    std::vector<Alternative> core;
    for (const Alternative& each : all)
        if (!each.mistake->minor &&
            std::none_of(all.begin(), all.end(), [&](const Alternative& other) { return yieldsTo(each, other); }))
            core.push_back(each);
    return core;
}

bool anyProductZero(const Session& session, const Question& question)
{
    const auto asked = askedLayer(session, question.layer);
    if (!asked || asked->layer.pools() || question.asked != Asked::Cell)
        return false;
    const auto explanation = explain(asked->x, asked->layer, asked->geometry, {question.row, question.col});
    return std::any_of(explanation.terms.begin(), explanation.terms.end(),
                       [](const Term& term) { return term.product == 0; });
}

} // namespace

std::span<const Yield> yields()
{
    return kYields;
}

double distance(const Answer& a, const Answer& b)
{
    constexpr double kOther = std::numeric_limits<double>::infinity();
    if (a.index() != b.index())
        return kOther;
    if (const auto* cells = std::get_if<CellList>(&a))
        return *cells == std::get<CellList>(b) ? 0 : kOther;
    const auto &one = std::get<Grid64>(a), &other = std::get<Grid64>(b);
    if (one.shape() != other.shape())
        return kOther;
    double largest = 0;
    for (std::size_t i = 0; i < one.size(); ++i)
        if (const double apart = std::abs(one.cells()[i] - other.cells()[i]); apart > largest) // not of NaN
            largest = apart;
    return largest;
}

bool same(const Answer& a, const Answer& b)
{
    double size = 0;
    for (const Answer* answer : {&a, &b})
        if (const auto* numbers = std::get_if<Grid64>(answer))
            for (const double number : numbers->cells())
                size = std::isfinite(number) ? std::max(size, std::abs(number)) : size;
    return distance(a, b) <= noise(size);
}

std::vector<Alternative> telling(const std::vector<Alternative>& all, const Answer& right)
{
    std::vector<Alternative> left;
    for (const Alternative& each : all)
        if (!same(each.answer, right) &&
            std::none_of(all.begin(), all.end(), [&](const Alternative& other) { return yieldsTo(each, other); }))
            left.push_back(each);
    return left;
}

std::string labelOf(const Alternative& alternative)
{
    std::string label(alternative.mistake->id);
    return alternative.detail < 0 ? label : label + "-" + std::to_string(alternative.detail);
}

Apartness tellsApart(const Session& session, const Question& question, std::span<const std::string> tells,
                     bool strict, double tolerance)
{
    Apartness result;
    const auto right = rightAnswer(session, question);
    if (!right) {
        result.impossible.assign(tells.begin(), tells.end());
        return result;
    }
    const auto* numbers = std::get_if<Grid64>(&*right);
    result.small = numbers && numbers->size() == 1 && std::abs(numbers->at(0, 0)) <= 0.5;
    const auto all = alternatives(session, question), core = coreOf(all);
    const auto apart = [&](const Answer& a, const Answer& b) { return distance(a, b) > 2 * tolerance; };
    const auto told = [&](const Alternative& each) {
        return std::find(tells.begin(), tells.end(), each.mistake->id) != tells.end() ||
               std::find(tells.begin(), tells.end(), labelOf(each)) != tells.end();
    };
    for (const std::string& id : tells)
        if (std::none_of(all.begin(), all.end(),
                         [&](const Alternative& each) { return each.mistake->id == id || labelOf(each) == id; }))
            result.impossible.push_back(id);
    for (const Alternative& each : all)
        if (told(each) && !apart(each.answer, *right))
            result.right.push_back(labelOf(each));
    const auto alike = [&](const Alternative& one, const Alternative& other) {
        if (!apart(one.answer, other.answer))
            result.alike.emplace_back(labelOf(one), labelOf(other));
    };
    for (const Alternative& one : all)
        if (told(one))
            for (const Alternative& other : core)
                if (labelOf(one) != labelOf(other) && !silent(*other.mistake, *one.mistake) &&
                    !(told(other) && labelOf(other) < labelOf(one)))
                    alike(one, other);
    if (!strict)
        return result;
    for (std::size_t i = 0; i < core.size(); ++i) {
        if (!told(core[i]) && !apart(core[i].answer, *right))
            result.right.push_back(labelOf(core[i]));
        for (std::size_t j = i + 1; j < core.size(); ++j)
            if (!told(core[i]) && !told(core[j]))
                alike(core[i], core[j]);
    }
    result.zeroProduct = anyProductZero(session, question);
    return result;
}

std::vector<Coincidence> coincidences(const Session& session, const Question& question)
{
    const auto right = rightAnswer(session, question);
    if (!right)
        return {};
    std::vector<Coincidence> groups{{true, {}, *right}};
    for (const Alternative& each : alternatives(session, question)) {
        auto group = std::find_if(groups.begin(), groups.end(),
                                  [&](const Coincidence& other) { return same(other.answer, each.answer); });
        if (group == groups.end())
            group = groups.insert(groups.end(), {false, {}, each.answer});
        group->labels.push_back(labelOf(each));
    }
    std::erase_if(groups, [](const Coincidence& group) { return group.labels.size() < (group.right ? 1U : 2U); });
    return groups;
}

} // namespace lab
