// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/teaching/alternatives.h"

#include "core/learning/curvature.h"
#include "core/teaching/channel_mistakes.h"
#include "core/teaching/mistake_tables.h"
#include "core/teaching/recipe.h"
#include "core/teaching/right_answer.h"
#include "core/teaching/whole_mistakes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace lab
{

namespace
{

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

Alternative numbered(const Mistake& mistake, double value)
{
    return {&mistake, Grid64{{value}}, -1, {}};
}

template <class Case>
std::vector<Alternative> ofTable(std::span<const MistakeRow<Case>> table, const Case& of)
{
    std::vector<Alternative> all;
    for (const auto& row : table)
        if (const auto value = row.value(of); value && std::isfinite(*value))
            all.push_back(numbered(row.mistake, *value));
    return all;
}

std::vector<Alternative> ofTaps(const Session& session, const Question& question,
                                std::span<const MistakeRow<ProductCase>> table)
{
    const auto asked = askedLayer(session, question.layer);
    if (!asked)
        return {};
    const auto explanation = explain(asked->x, asked->layer, asked->geometry, {question.row, question.col});
    return ofTable(table, ProductCase{*asked, explanation, question.tap});
}

std::vector<Alternative> ofProduct(const Session& session, const Question& question)
{
    return ofTaps(session, question, productMistakes());
}

std::vector<Alternative> ofSubtotal(const Session& session, const Question& question)
{
    return ofTaps(session, question, subtotalMistakes());
}

std::vector<Alternative> ofCell(const Session& session, const Question& question)
{
    const auto asked = askedLayer(session, question.layer);
    return asked ? cellAlternatives(*asked, {question.row, question.col}) : std::vector<Alternative>();
}

std::vector<Alternative> ofRow(const Session& session, const Question& question)
{
    const auto asked = askedLayer(session, question.layer);
    return asked ? rowAlternatives(*asked, question.row) : std::vector<Alternative>();
}

std::vector<Alternative> ofMap(const Session& session, const Question& question)
{
    const auto asked = askedLayer(session, question.layer);
    return asked ? mapAlternatives(*asked) : std::vector<Alternative>();
}

std::vector<Alternative> ofAxes(const Session& session, const Question& question,
                                std::span<const MistakeRow<Axis>> table, int (*right)(const Axis&))
{
    const auto asked = askedLayer(session, question.layer);
    if (!asked)
        return {};
    const Axis &rows = asked->geometry.rows, &cols = asked->geometry.cols;
    std::vector<Alternative> all;
    for (const auto& row : table) {
        const bool swapped = row.mistake.id == "axes-swapped";
        const auto down = swapped ? right(cols) : row.value(rows), across = swapped ? right(rows) : row.value(cols);
        if (down || across)
            all.push_back({&row.mistake, Grid64{{down.value_or(kUnknown), across.value_or(kUnknown)}}, -1, {}});
    }
    return all;
}

std::vector<Alternative> ofSize(const Session& session, const Question& question)
{
    return ofAxes(session, question, sizeMistakes(), [](const Axis& axis) { return axis.output; });
}

std::vector<Alternative> ofPadded(const Session& session, const Question& question)
{
    return ofAxes(session, question, paddedMistakes(), [](const Axis& axis) { return axis.padded(); });
}

std::vector<Alternative> ofCounts(const Session& session, const Question& question,
                                  std::span<const MistakeRow<CountCase>> table)
{
    if (ofChannels(question)) {
        const auto counts = channelCounts(session, question);
        return counts ? ofTable(table, *counts) : std::vector<Alternative>();
    }
    const auto asked = askedLayer(session, question.layer);
    if (!asked || asked->layer.pools())
        return {};
    CountCase counts;
    counts.kernel = asked->geometry.kernel();
    counts.input = asked->geometry.input();
    counts.output = asked->geometry.output();
    return ofTable(table, counts);
}

std::vector<Alternative> ofParameters(const Session& session, const Question& question)
{
    return ofCounts(session, question, parameterMistakes());
}

std::vector<Alternative> ofMultiplications(const Session& session, const Question& question)
{
    return ofCounts(session, question, multiplicationMistakes());
}

std::vector<Alternative> ofChannelWindow(const Session& session, const Question& question)
{
    return ofCounts(session, question, channelWindowMistakes());
}

std::vector<Alternative> ofField(const Session& session, const Question& question)
{
    const auto asked = askedLayer(session, question.layer);
    if (!asked)
        return {};
    std::vector<Axis> axes;
    for (std::size_t l = 0; l <= question.layer; ++l)
        axes.push_back(question.name == "field-columns" ? asked->geometries[l].cols : asked->geometries[l].rows);
    return ofTable(fieldMistakes(), axes);
}

std::vector<Alternative> ofLoss(const Session& session, const Question& question)
{
    const auto epoch = askedEpoch(session, question.layer, question.epoch);
    if (!epoch)
        return {};
    return ofTable(lossMistakes(), LossCase{*epoch, epoch->residuals()});
}

std::vector<Alternative> ofWeights(const Session& session, const Question& question,
                                   std::span<const MistakeRow<WeightCase>> table)
{
    const auto epoch = askedEpoch(session, question.layer, question.epoch);
    const WeightCell weight{question.row, question.col};
    if (!epoch || !inside(weight, epoch->kernel.shape()))
        return {};
    return ofTable(table, WeightCase{*epoch, epoch->residuals(), weight});
}

std::vector<Alternative> ofGradient(const Session& session, const Question& question)
{
    return ofWeights(session, question, gradientMistakes());
}

std::vector<Alternative> ofUpdate(const Session& session, const Question& question)
{
    return ofWeights(session, question, updateMistakes());
}

std::vector<Alternative> ofResidual(const Session& session, const Question& question)
{
    const auto epoch = askedEpoch(session, question.layer, question.epoch);
    const OutputCell cell{question.row, question.col};
    if (!epoch || !inside(cell, epoch->problem.geometry.output()))
        return {};
    const double target = double(epoch->problem.targets.front().at(cell));
    return ofTable(residualMistakes(), ResidualCase{target + epoch->residuals().front().at(cell), target});
}

std::vector<Alternative> ofRate(const Session& session, const Question& question)
{
    const auto epoch = askedEpoch(session, question.layer, 1);
    const auto curved = epoch ? curvature(epoch->problem) : epoch.error();
    return curved ? ofTable(rateMistakes(), *curved) : std::vector<Alternative>();
}

std::vector<Alternative> ofCells(const Session& session, const Question& question)
{
    return listAlternatives(session, question);
}

std::vector<Alternative> ofNothing(const Session& /*session*/, const Question& /*question*/)
{
    return {};
}

struct TopicRow {
    Topic topic;
    std::vector<Alternative> (*alternatives)(const Session& session, const Question& question);
};

constexpr std::array kTopics{
    TopicRow{Topic::Cell, ofCell},
    TopicRow{Topic::Product, ofProduct},
    TopicRow{Topic::Subtotal, ofSubtotal},
    TopicRow{Topic::Pooled, ofCell},
    TopicRow{Topic::Row, ofRow},
    TopicRow{Topic::Map, ofMap},
    TopicRow{Topic::Size, ofSize},
    TopicRow{Topic::Padded, ofPadded},
    TopicRow{Topic::Cells, ofCells},
    TopicRow{Topic::Parameters, ofParameters},
    TopicRow{Topic::Products, ofMultiplications},
    TopicRow{Topic::Field, ofField},
    TopicRow{Topic::Loss, ofLoss},
    TopicRow{Topic::Rate, ofRate},
    TopicRow{Topic::Residual, ofResidual},
    TopicRow{Topic::Gradient, ofGradient},
    TopicRow{Topic::Weight, ofUpdate},
    TopicRow{Topic::ChannelSum, channelSumAlternatives},
    TopicRow{Topic::ChannelCell, channelCellAlternatives},
    TopicRow{Topic::ChannelMap, channelMapAlternatives},
    TopicRow{Topic::ChannelShape, channelShapeAlternatives},
    TopicRow{Topic::ChannelWindow, ofChannelWindow},
    TopicRow{Topic::Other, ofNothing},
};

template <class Row>
void collect(std::vector<const Mistake*>& all, std::span<const Row> table)
{
    for (const Row& row : table)
        all.push_back(&row.mistake);
}

const std::vector<const Mistake*>& allMistakes()
{
    static const std::vector<const Mistake*> all = [] {
        std::vector<const Mistake*> rows;
        collect(rows, cellMistakes());
        collect(rows, productMistakes());
        collect(rows, subtotalMistakes());
        collect(rows, poolMistakes());
        collect(rows, sizeMistakes());
        collect(rows, paddedMistakes());
        collect(rows, parameterMistakes());
        collect(rows, multiplicationMistakes());
        collect(rows, fieldMistakes());
        collect(rows, lossMistakes());
        collect(rows, gradientMistakes());
        collect(rows, updateMistakes());
        collect(rows, residualMistakes());
        collect(rows, rateMistakes());
        collect(rows, channelMistakes());
        collect(rows, channelWindowMistakes());
        for (const auto whole : {wholeMistakes(), channelShapeMistakes()})
            for (const Mistake& mistake : whole)
                rows.push_back(&mistake);
        return rows;
    }();
    return all;
}

} // namespace

std::span<const Mistake* const> mistakes()
{
    return allMistakes();
}

const Mistake* findMistake(Topic topic, std::string_view id)
{
    const auto& all = allMistakes();
    const auto find = [&](Topic wanted) {
        const auto found =
            std::find_if(all.begin(), all.end(), [&](const Mistake* m) { return m->topic == wanted && m->id == id; });
        return found == all.end() ? nullptr : *found;
    };
    const Mistake* found = find(topic);
    const bool several = topic == Topic::Row || topic == Topic::Map;
    for (const Topic ofOne : {Topic::Cell, Topic::Pooled}) // made in each cell
        found = found || !several ? found : find(ofOne);
    return found || topic != Topic::ChannelMap ? found : find(Topic::ChannelCell);
}

std::vector<Alternative> alternatives(const Session& session, const Question& question)
{
    if (!rightAnswer(session, question))
        return {};
    const TopicRow& row = kTopics[std::size_t(topicOf(session, question))];
    assert(row.topic == topicOf(session, question));
    return row.alternatives(session, question);
}

std::vector<AlternativePair> alternativePairs(const Session& session, const Question& question)
{
    if (topicOf(session, question) != Topic::Cell || !rightAnswer(session, question))
        return {};
    const auto asked = askedLayer(session, question.layer);
    return asked ? cellPairs(*asked, {question.row, question.col}) : std::vector<AlternativePair>();
}

} // namespace lab
