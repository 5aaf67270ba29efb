// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/teaching/right_answer.h"

#include "core/layers/corr2d.h"
#include "core/layers/receptive_field.h"
#include "core/session/session.h"
#include "core/teaching/asked.h"
#include "core/teaching/channel_asked.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace lab
{

namespace
{

Error outside(int row, int col, Shape shape)
{
    return {ErrorCode::AskedOutside,
            {std::to_string(row), std::to_string(col), std::to_string(shape.rows), std::to_string(shape.cols)}};
}

Error tooLarge(Shape shape)
{
    return {ErrorCode::TooLarge, {std::to_string(shape.rows), std::to_string(shape.cols)}};
}

/// The layer of a question about cell (row, col) of its output.
Result<AskedLayer> layerOfCell(const Session& session, const Question& question)
{
    auto asked = askedLayer(session, question.layer);
    if (asked && !inside(OutputCell{question.row, question.col}, asked->geometry.output()))
        return outside(question.row, question.col, asked->geometry.output());
    return asked;
}

Result<Answer> number(double value)
{
    return Answer{Grid64{{value}}};
}

Result<Answer> pair(double rows, double cols)
{
    return Answer{Grid64{{rows, cols}}};
}

Result<Answer> termAnswer(const Session& session, const Question& question, double Term::*part)
{
    const auto asked = layerOfCell(session, question);
    if (!asked)
        return asked.error();
    if (asked->layer.kind == LayerKind::MaxPool)
        return ErrorCode::AskedProducts;
    if (question.tap < 0 || question.tap >= asked->geometry.taps())
        return Error{ErrorCode::AskedTap, {std::to_string(question.tap), std::to_string(asked->geometry.taps())}};
    const auto explanation = explain(asked->x, asked->layer, asked->geometry, {question.row, question.col});
    return number(explanation.terms[std::size_t(question.tap)].*part);
}

Result<Answer> productAnswer(const Session& session, const Question& question)
{
    return termAnswer(session, question, &Term::product);
}

Result<Answer> subtotalAnswer(const Session& session, const Question& question)
{
    return termAnswer(session, question, &Term::partial);
}

Result<Answer> cellAnswer(const Session& session, const Question& question)
{
    const auto asked = layerOfCell(session, question);
    if (!asked)
        return asked.error();
    return number(asked->cell({question.row, question.col}));
}

/// The output cells of a rectangle.
Result<Answer> cellsOf(const AskedLayer& asked, Rect rect)
{
    if (rect.shape().cells() > kMostAskedCells)
        return tooLarge(rect.shape());
    Grid64 numbers(rect.shape());
    for (int r = 0; r < rect.rows; ++r)
        for (int c = 0; c < rect.cols; ++c)
            numbers.at(r, c) = asked.cell({rect.row + r, rect.col + c});
    return Answer{std::move(numbers)};
}

Result<Answer> rowAnswer(const Session& session, const Question& question)
{
    Question first = question;
    first.col = 0;
    const auto asked = layerOfCell(session, first);
    if (!asked)
        return asked.error();
    return cellsOf(*asked, {question.row, 0, 1, asked->geometry.output().cols});
}

Result<Answer> mapAnswer(const Session& session, const Question& question)
{
    const auto asked = askedLayer(session, question.layer);
    if (!asked)
        return asked.error();
    return cellsOf(*asked, wholeOf(asked->geometry.output()));
}

/// Where nothing but sizes matters, no map is computed.
Result<Geometry> geometryOf(const Session& session, const Question& question)
{
    if (question.layer >= session.layers.size())
        return Error{ErrorCode::AskedLayer,
                     {std::to_string(question.layer + 1), std::to_string(session.layers.size())}};
    const auto geometries = resolve(session.input->shape(), session.layers);
    if (!geometries)
        return geometries.error();
    return (*geometries)[question.layer];
}

Result<Answer> shapeAnswer(const Session& session, const Question& question)
{
    const auto geometry = geometryOf(session, question);
    if (!geometry)
        return geometry.error();
    return pair(geometry->rows.output, geometry->cols.output);
}

Result<Answer> paddedAnswer(const Session& session, const Question& question)
{
    const auto geometry = geometryOf(session, question);
    if (!geometry)
        return geometry.error();
    return pair(geometry->rows.padded(), geometry->cols.padded());
}

Result<Answer> listOf(const CellSet& set)
{
    if (set.size() > kMostAskedCells)
        return tooLarge({int(set.rows.size()), int(set.cols.size())});
    CellList list;
    for (const int row : set.rows)
        for (const int col : set.cols)
            list.push_back({row, col});
    return Answer{std::move(list)};
}

/// The inputs that a weight meets; a copy of a cell in the border counts as that cell.
Result<Answer> cellsOfWeight(std::span<const Geometry> geometries, const Question& question)
{
    const Spot& of = question.of;
    const WeightCell weight{of.row, of.col};
    const Geometry& geometry = geometries[of.index];
    if (!inside(weight, geometry.kernel()))
        return outside(of.row, of.col, geometry.kernel());
    if (question.map != of.index)
        return ErrorCode::AskedMaps;
    const Lattice met = geometry.positionsOf(weight);
    if (std::int64_t(met.rows) * met.cols > kMostAskedCells)
        return tooLarge({met.rows, met.cols});
    CellList list;
    for (int r = 0; r < met.rows; ++r)
        for (int c = 0; c < met.cols; ++c)
            if (const auto source = geometry.sourceOf({met.row + r * met.rowStep, met.col + c * met.colStep}))
                list.push_back(*source);
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
    return Answer{std::move(list)};
}

/// A map before the place holds its receptive field, a map behind it what it affects.
Result<Answer> cellsAnswer(const Session& session, const Question& question)
{
    const auto resolved = resolve(session.input->shape(), session.layers);
    if (!resolved)
        return resolved.error();
    const auto& geometries = *resolved;
    const Spot& of = question.of;
    const bool weight = of.part == Spot::Part::Kernel;
    const std::size_t places = geometries.size() + (weight ? 0 : 1); // there is a map more than layers
    if (of.index >= places || question.map > geometries.size())
        return Error{ErrorCode::AskedLayer,
                     {std::to_string(std::max(of.index, question.map) + 1), std::to_string(geometries.size())}};
    if (weight)
        return cellsOfWeight(geometries, question);
    const Shape shape = of.index == 0 ? geometries.front().input() : geometries[of.index - 1].output();
    if (!inside(OutputCell{of.row, of.col}, shape))
        return outside(of.row, of.col, shape);
    if (question.map < of.index)
        return listOf(receptiveField(geometries, of.index - 1, {of.row, of.col})[question.map]);
    if (question.map > of.index)
        return listOf(affectedBy(geometries, of.index, {of.row, of.col})[question.map - of.index - 1]);
    return ErrorCode::AskedMaps;
}

Result<Answer> numberAnswer(const Session& session, const Question& question)
{
    const NumberName* name = findNumber(question.name);
    if (!name)
        return Error{ErrorCode::AskedUnknown, {question.name}};
    const auto value = name->compute(session, question);
    if (!value)
        return value.error();
    return number(*value);
}

/// A cell of what an epoch knows.
template <class Part>
Result<Answer> epochAnswer(const Session& session, const Question& question, int epoch, const Part& part)
{
    const auto asked = askedEpoch(session, question.layer, epoch);
    if (!asked)
        return asked.error();
    const Grid64 numbers = part(*asked);
    const WeightCell cell{question.row, question.col};
    if (!inside(cell, numbers.shape()))
        return outside(question.row, question.col, numbers.shape());
    return number(numbers.at(cell));
}

Result<Answer> gradientAnswer(const Session& session, const Question& question)
{
    return epochAnswer(session, question, question.epoch,
                       [](const AskedEpoch& epoch) { return epoch.record.kernelGradient; });
}

Result<Answer> weightAnswer(const Session& session, const Question& question)
{
    const WeightCell cell{question.row, question.col};
    const Grid64& start = session.train.startKernel;
    if (question.epoch == 0)
        return inside(cell, start.shape()) ? number(start.at(cell)) : outside(cell.row, cell.col, start.shape());
    return epochAnswer(session, question, question.epoch,
                       [](const AskedEpoch& epoch) { return epoch.record.kernel; });
}

Result<Answer> residualAnswer(const Session& session, const Question& question)
{
    return epochAnswer(session, question, question.epoch,
                       [](const AskedEpoch& epoch) { return epoch.residuals().front(); });
}

Result<Answer> predictionAnswer(const Session& session, const Question& question)
{
    return epochAnswer(session, question, question.epoch, [](const AskedEpoch& epoch) {
        return corr2dReference<double>(epoch.problem.inputs.front(), epoch.kernel.view(), epoch.bias,
                                       epoch.problem.geometry);
    });
}

struct AskedRow {
    Asked asked;
    Topic topic; ///< of a convolution
    Topic pooled; ///< of a pooling
    Result<Answer> (*answer)(const Session& session, const Question& question);
};

constexpr std::array kRows{
    AskedRow{Asked::Product, Topic::Product, Topic::Other, productAnswer},
    AskedRow{Asked::Subtotal, Topic::Subtotal, Topic::Other, subtotalAnswer},
    AskedRow{Asked::Cell, Topic::Cell, Topic::Pooled, cellAnswer},
    AskedRow{Asked::Row, Topic::Row, Topic::Row, rowAnswer},
    AskedRow{Asked::Map, Topic::Map, Topic::Map, mapAnswer},
    AskedRow{Asked::Shape, Topic::Size, Topic::Size, shapeAnswer},
    AskedRow{Asked::Padded, Topic::Padded, Topic::Padded, paddedAnswer},
    AskedRow{Asked::Cells, Topic::Cells, Topic::Cells, cellsAnswer},
    AskedRow{Asked::Number, Topic::Other, Topic::Other, numberAnswer},
    AskedRow{Asked::Gradient, Topic::Gradient, Topic::Other, gradientAnswer},
    AskedRow{Asked::Weight, Topic::Weight, Topic::Other, weightAnswer},
    AskedRow{Asked::Prediction, Topic::Other, Topic::Other, predictionAnswer},
    AskedRow{Asked::Residual, Topic::Residual, Topic::Other, residualAnswer},
    AskedRow{Asked::ChannelSum, Topic::ChannelSum, Topic::ChannelSum, channelSumAnswer},
    AskedRow{Asked::ChannelCell, Topic::ChannelCell, Topic::ChannelCell, channelCellAnswer},
    AskedRow{Asked::ChannelMap, Topic::ChannelMap, Topic::ChannelMap, channelMapAnswer},
    AskedRow{Asked::ChannelShape, Topic::ChannelShape, Topic::ChannelShape, channelShapeAnswer},
    AskedRow{Asked::WeightsShape, Topic::ChannelShape, Topic::ChannelShape, weightsShapeAnswer},
};

const AskedRow& infoOf(Asked asked)
{
    const AskedRow& found = kRows[std::size_t(asked)];
    assert(found.asked == asked);
    return found;
}

} // namespace

Result<Answer> rightAnswer(const Session& session, const Question& question)
{
    return infoOf(question.asked).answer(session, question);
}

const NumberName* findNumber(std::string_view name)
{
    const auto names = numberNames();
    const auto found = std::find_if(names.begin(), names.end(), [&](const NumberName& n) { return n.name == name; });
    return found == names.end() ? nullptr : &*found;
}

Topic topicOf(const Session& session, const Question& question)
{
    if (question.asked == Asked::Number) {
        const NumberName* name = findNumber(question.name);
        return name ? name->topic : Topic::Other;
    }
    const bool pools = question.layer < session.layers.size() && session.layers[question.layer].pools();
    const AskedRow& row = infoOf(question.asked);
    return pools ? row.pooled : row.topic;
}

} // namespace lab
