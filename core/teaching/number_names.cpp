// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/channel_counts.h"
#include "core/layers/matrix_form.h"
#include "core/layers/receptive_field.h"
#include "core/session/insight.h"
#include "core/session/session.h"
#include "core/teaching/asked.h"
#include "core/teaching/channel_asked.h"
#include "core/teaching/right_answer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace lab
{

namespace
{

Result<std::vector<Geometry>> geometriesOf(const Session& session, const Question& question)
{
    if (question.layer >= session.layers.size())
        return Error{ErrorCode::AskedLayer,
                     {std::to_string(question.layer + 1), std::to_string(session.layers.size())}};
    return resolve(session.input->shape(), session.layers);
}

/// What the geometry of the question's layer tells.
template <double (*part)(const Geometry&)>
Result<double> ofGeometry(const Session& session, const Question& question)
{
    const auto geometries = geometriesOf(session, question);
    if (!geometries)
        return geometries.error();
    return part((*geometries)[question.layer]);
}

double inputs(const Geometry& g)
{
    return double(g.input().cells());
}
double outputs(const Geometry& g)
{
    return double(g.output().cells());
}
double paddedCells(const Geometry& g)
{
    return double(g.rows.padded()) * g.cols.padded() - inputs(g);
}
double unreadRows(const Geometry& g)
{
    return g.rows.unread();
}
double unreadColumns(const Geometry& g)
{
    return g.cols.unread();
}
double windowProducts(const Geometry& g)
{
    return g.taps();
}
double denseWeights(const Geometry& g)
{
    return inputs(g) * outputs(g);
}
double denseParameters(const Geometry& g)
{
    return denseWeights(g) + outputs(g);
}
/// Cells on each side that keep the size at stride 1.
double sameRows(const Geometry& g)
{
    return (g.rows.extent() - 1) / 2.0;
}
double sameColumns(const Geometry& g)
{
    return (g.cols.extent() - 1) / 2.0;
}

/// What the row of the question's layer in the table of layers tells.
template <double (*part)(const LayerRow&)>
Result<double> ofRow(const Session& session, const Question& question)
{
    const auto geometries = geometriesOf(session, question);
    if (!geometries)
        return geometries.error();
    return part(layerTable(session.layers, *geometries)[question.layer]);
}
/// The same, added up over all layers.
template <double (*part)(const LayerRow&)>
Result<double> ofAllRows(const Session& session, const Question& question)
{
    const auto geometries = geometriesOf(session, question);
    if (!geometries)
        return geometries.error();
    double sum = 0;
    for (const LayerRow& row : layerTable(session.layers, *geometries))
        sum += part(row);
    return sum;
}

double parameters(const LayerRow& row)
{
    return double(row.parameters);
}
double weights(const LayerRow& row)
{
    return double(std::max<std::int64_t>(row.parameters - 1, 0)); // all but the bias
}
double multiplications(const LayerRow& row)
{
    return row.multiplications;
}
double fieldRows(const LayerRow& row)
{
    return row.rows.size;
}
double fieldColumns(const LayerRow& row)
{
    return row.cols.size;
}
double jumpRows(const LayerRow& row)
{
    return row.rows.jump;
}
double jumpColumns(const LayerRow& row)
{
    return row.cols.jump;
}

/// Entries of the matrix of a layer (outputs × inputs) that hold a weight; where the border copies a cell, its
/// weights share one.
Result<double> matrixNonzeros(const Session& session, const Question& question)
{
    const auto geometries = geometriesOf(session, question);
    if (!geometries)
        return geometries.error();
    const Geometry& geometry = (*geometries)[question.layer];
    // Windows are products of two axes, and so are their cells.
    const auto pairs = [&](const Axis& axis) {
        double sum = 0;
        for (int out = 0; out < axis.output; ++out) {
            std::vector<int> read;
            for (int tap = 0; tap < axis.kernel; ++tap)
                if (const int at = infoOf(geometry.border).map(axis.index(out, tap), axis.input); at >= 0)
                    read.push_back(at);
            std::sort(read.begin(), read.end());
            sum += double(std::unique(read.begin(), read.end()) - read.begin());
        }
        return sum;
    };
    return pairs(geometry.rows) * pairs(geometry.cols);
}

/// How many outputs of the layer use the cell `of` of a map before it.
Result<double> uses(const Session& session, const Question& question)
{
    Question behind = question;
    behind.asked = Asked::Cells;
    behind.map = question.layer + 1;
    const auto cells = rightAnswer(session, behind);
    if (!cells)
        return cells.error();
    return double(std::get<CellList>(*cells).size());
}

/// On how many paths the cell `of` reaches cell (row, col) of the output of the layer.
Result<double> paths(const Session& session, const Question& question)
{
    const auto geometries = geometriesOf(session, question);
    if (!geometries)
        return geometries.error();
    const Shape output = (*geometries)[question.layer].output();
    if (!inside(OutputCell{question.row, question.col}, output))
        return Error{ErrorCode::AskedOutside,
                     {std::to_string(question.row), std::to_string(question.col), std::to_string(output.rows),
                      std::to_string(output.cols)}};
    if (question.of.index > question.layer || question.of.part != Spot::Part::Map)
        return ErrorCode::AskedMaps;
    const auto field = pathsBack(*geometries, question.layer, {question.row, question.col});
    return field[question.of.index].at(question.of.row, question.of.col);
}

Result<double> loss(const Session& session, const Question& question)
{
    const auto epoch = askedEpoch(session, question.layer, question.epoch);
    if (!epoch)
        return epoch.error();
    return epoch->record.loss;
}

Result<Insight> insight(const Session& session, const Question& question)
{
    if (const auto geometries = geometriesOf(session, question); !geometries)
        return geometries.error();
    Session learner = session;
    learner.focus = question.layer;
    const auto prepared = prepareProblem(learner);
    if (!prepared)
        return prepared.error();
    if (!prepared->normal)
        return Error{
            ErrorCode::TooLarge,
            {std::to_string(session.train.startKernel.rows()), std::to_string(session.train.startKernel.cols())}};
    return insightOf(*prepared, session.train);
}

template <double (*part)(const Insight&, const TrainSpec&)>
Result<double> ofInsight(const Session& session, const Question& question)
{
    const auto known = insight(session, question);
    if (!known)
        return known.error();
    return part(*known, session.train);
}

double rateLimit(const Insight& known, const TrainSpec& train)
{
    return known.curvature.largestStableRate(train.optimiser);
}
double bestRate(const Insight& known, const TrainSpec& /*train*/)
{
    return known.curvature.bestRate();
}
double steepest(const Insight& known, const TrainSpec& /*train*/)
{
    return known.curvature.eigenvalues.back();
}
double flattest(const Insight& known, const TrainSpec& /*train*/)
{
    return known.curvature.eigenvalues.front();
}
/// What one epoch of gradient descent multiplies the error with, along the steepest and the flattest direction.
double steepestFactor(const Insight& known, const TrainSpec& train)
{
    return 1 - train.rate * steepest(known, train);
}
double flattestFactor(const Insight& known, const TrainSpec& train)
{
    return 1 - train.rate * flattest(known, train);
}
double rank(const Insight& known, const TrainSpec& /*train*/)
{
    return known.identifiability.rank;
}
double untold(const Insight& known, const TrainSpec& /*train*/)
{
    return known.identifiability.undetermined();
}

/// Of a layer of several channels.
template <double (*part)(const AskedChannels&)>
Result<double> ofChannelLayer(const Session& session, const Question& question)
{
    const auto asked = askedChannels(session, question.layer);
    if (!asked)
        return asked.error();
    return part(*asked);
}

double channelWindow(const AskedChannels& asked)
{
    return asked.addsChannels() ? double(asked.geometry.insOfGroup()) * asked.geometry.plane.taps() : 0;
}
double channelParameters(const AskedChannels& asked)
{
    return countsOf(asked.layer, asked.geometry).parameters.number;
}
double channelProducts(const AskedChannels& asked)
{
    return countsOf(asked.layer, asked.geometry).multiplications.number;
}

constexpr std::array kNumbers{
    NumberName{"parameters", "Parameters", "How many parameters has this layer?", Topic::Parameters,
               ofRow<parameters>},
    NumberName{"parameters-all", "Parameters of all layers", "How many parameters have all layers together?",
               Topic::Other, ofAllRows<parameters>},
    NumberName{"weights", "Weights", "How many weights has this layer, its bias aside?", Topic::Other,
               ofRow<weights>},
    NumberName{"products", "Multiplications", "How many multiplications does this layer take?", Topic::Products,
               ofRow<multiplications>},
    NumberName{"products-all", "Multiplications of all layers",
               "How many multiplications do all layers take together?", Topic::Other, ofAllRows<multiplications>},
    NumberName{"products-window", "Products of a window", "How many products has one window?", Topic::Other,
               ofGeometry<windowProducts>},
    NumberName{"field-size", "Receptive field", "How many inputs, along one side, does an element of this map see?",
               Topic::Field, ofRow<fieldRows>},
    NumberName{"field-rows", "Rows of the receptive field", "How many rows of the input does an element see?",
               Topic::Field, ofRow<fieldRows>},
    NumberName{"field-columns", "Columns of the receptive field",
               "How many columns of the input does an element see?", Topic::Field, ofRow<fieldColumns>},
    NumberName{"jump-rows", "Jump of rows", "How many rows of the input lie between the fields of two neighbours?",
               Topic::Other, ofRow<jumpRows>},
    NumberName{"jump-columns", "Jump of columns",
               "How many columns of the input lie between the fields of two neighbours?", Topic::Other,
               ofRow<jumpColumns>},
    NumberName{"inputs", "Inputs", "How many cells does this layer read?", Topic::Other, ofGeometry<inputs>},
    NumberName{"outputs", "Outputs", "How many cells does this layer make?", Topic::Other, ofGeometry<outputs>},
    NumberName{"padded-cells", "Cells of padding", "How many cells of padding are there?", Topic::Other,
               ofGeometry<paddedCells>},
    NumberName{"same-rows", "Rows of padding that keep the size",
               "How many rows of padding, above and below each, keep the number of rows?", Topic::Other,
               ofGeometry<sameRows>},
    NumberName{"same-columns", "Columns of padding that keep the size",
               "How many columns of padding, left and right each, keep the number of columns?", Topic::Other,
               ofGeometry<sameColumns>},
    NumberName{"unread-rows", "Rows not read", "How many rows does no window read?", Topic::Other,
               ofGeometry<unreadRows>},
    NumberName{"unread-columns", "Columns not read", "How many columns does no window read?", Topic::Other,
               ofGeometry<unreadColumns>},
    NumberName{"dense-weights", "Weights of a fully connected layer",
               "How many weights would a fully connected layer have?", Topic::Other, ofGeometry<denseWeights>},
    NumberName{"dense-parameters", "Parameters of a fully connected layer",
               "How many parameters would a fully connected layer have, biases and all?", Topic::Other,
               ofGeometry<denseParameters>},
    NumberName{"matrix-entries", "Entries of the matrix", "How many entries has the matrix of this layer?",
               Topic::Other, ofGeometry<denseWeights>},
    NumberName{"matrix-nonzeros", "Entries that hold a weight", "How many entries of the matrix hold a weight?",
               Topic::Other, matrixNonzeros},
    NumberName{"uses", "Outputs that use a cell", "How many outputs use this cell?", Topic::Other, uses},
    NumberName{"paths", "Paths", "On how many paths does this cell reach the output?", Topic::Other, paths},
    NumberName{"loss", "Loss", "How large is the loss?", Topic::Loss, loss},
    NumberName{"rate-limit", "Largest stable rate", "What is the largest learning rate that does not diverge?",
               Topic::Rate, ofInsight<rateLimit>},
    NumberName{"best-rate", "Best rate", "At which learning rate do both directions shrink alike?", Topic::Other,
               ofInsight<bestRate>},
    NumberName{"steepest", "Largest curvature", "How large is the largest eigenvalue?", Topic::Other,
               ofInsight<steepest>},
    NumberName{"flattest", "Smallest curvature", "How large is the smallest eigenvalue?", Topic::Other,
               ofInsight<flattest>},
    NumberName{"steepest-factor", "Factor along the steepest direction",
               "What is the error along the steepest direction multiplied with?", Topic::Other,
               ofInsight<steepestFactor>},
    NumberName{"flattest-factor", "Factor along the flattest direction",
               "What is the error along the flattest direction multiplied with?", Topic::Other,
               ofInsight<flattestFactor>},
    NumberName{"rank", "Directions that are told", "How many directions do the outputs tell?", Topic::Other,
               ofInsight<rank>},
    NumberName{"channel-window", "Products of a window of several channels", "How many products has one window?",
               Topic::ChannelWindow, ofChannelLayer<channelWindow>},
    NumberName{"channel-parameters", "Parameters of a layer of several channels",
               "How many parameters has this layer?", Topic::Parameters, ofChannelLayer<channelParameters>},
    NumberName{"channel-products", "Multiplications of a layer of several channels",
               "How many multiplications does this layer take?", Topic::Products, ofChannelLayer<channelProducts>},
    NumberName{"untold", "Directions that are not told", "How many directions do the outputs not tell?", Topic::Other,
               ofInsight<untold>},
};

} // namespace

std::span<const NumberName> numberNames()
{
    return kNumbers;
}

} // namespace lab
