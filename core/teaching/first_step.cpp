// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/teaching/first_step.h"

#include "core/layers/receptive_field.h"
#include "core/learning/curvature.h"
#include "core/numbers/number_text.h"
#include "core/teaching/asked.h"
#include "core/teaching/channel_asked.h"
#include "core/teaching/right_answer.h"

#include <algorithm>
#include <array>

namespace lab
{

namespace
{

std::string place(std::string_view name, int row, int col)
{
    return std::string(name) + "[" + std::to_string(row) + "," + std::to_string(col) + "]";
}

/// "1 · (−3)"
std::string productText(double x, double w)
{
    const std::string weight = display(w);
    return display(x) + " · " + (w < 0 ? "(" + weight + ")" : weight);
}

std::string beginCell(const AskedLayer& asked, const Question& question)
{
    const OutputCell cell{question.row, question.col};
    const std::string where = place("Y", cell.row, cell.col);
    const Rect window = asked.geometry.inputWindow(cell);
    const bool inPadding = !inside(InputCell{window.row, window.col}, asked.geometry.input());
    const std::string corner = inPadding ? "in the padding" : "at " + place("X", window.row, window.col);
    if (asked.layer.pools())
        return "Begin with the window of " + where + ": it starts " + corner + ", with " +
               std::to_string(window.rows) + " × " + std::to_string(window.cols) + " cells.";
    const Term term = explain(asked.x, asked.layer, asked.geometry, cell).terms.front();
    return "Begin with the first product: the window of " + where + " starts " + corner + ", so it is " +
           productText(term.x, term.w) + ".";
}

std::string beginProduct(const AskedLayer& asked, const Question& question)
{
    const Term term =
        explain(asked.x, asked.layer, asked.geometry, {question.row, question.col}).terms[std::size_t(question.tap)];
    const std::string weight = place("K", term.weight.row, term.weight.col);
    return "Begin with the weight: it is " + weight + ", and it lies on " +
           (term.source ? place("X", term.position.row, term.position.col) : std::string("a zero of the padding")) +
           ".";
}

std::string beginSize(const AskedLayer& asked, const Question& /*question*/)
{
    const Axis& rows = asked.geometry.rows;
    return "Begin with the rows: the kernel reaches over " + std::to_string(rows.extent()) + " of " +
           std::to_string(rows.padded()) + ", which leaves " + std::to_string(rows.padded() - rows.extent()) + ".";
}

std::string beginPadded(const AskedLayer& asked, const Question& /*question*/)
{
    const Axis& rows = asked.geometry.rows;
    return "Begin with the rows: " + std::to_string(rows.input) + " of the input, " +
           std::to_string(rows.margin.before) + " above and " + std::to_string(rows.margin.after) + " below.";
}

std::string beginCells(const AskedLayer& /*asked*/, const Question& /*question*/)
{
    return "Begin with the upper left one.";
}

std::string beginParameters(const AskedLayer& asked, const Question& /*question*/)
{
    if (asked.layer.pools())
        return "Begin with the question what a pooling could learn.";
    return "Begin with the kernel: it has " + std::to_string(asked.geometry.rows.kernel) + " × " +
           std::to_string(asked.geometry.cols.kernel) + " weights.";
}

std::string beginProducts(const AskedLayer& asked, const Question& question)
{
    return asked.layer.pools() ? beginParameters(asked, question)
                               : "Begin with one window: it takes " + std::to_string(asked.geometry.taps()) + ".";
}

std::string beginField(const AskedLayer& asked, const Question& question)
{
    const Geometry& first = asked.geometries.front();
    const Axis& axis = question.name == "field-columns" ? first.cols : first.rows;
    return "Begin with the first layer: each element of its map sees " + std::to_string(axis.extent()) + ".";
}

std::string beginOther(const AskedLayer& /*asked*/, const Question& /*question*/)
{
    return "Begin with what is given: the sizes, the settings and the numbers on the stage.";
}

std::string beginLoss(const AskedEpoch& epoch, const Question& /*question*/)
{
    const double r = epoch.residuals().front().at(0, 0);
    return "Begin with the first residual: it is " + display(r) + ", its square " + display(r * r) + ".";
}

std::string beginGradient(const AskedEpoch& epoch, const Question& question)
{
    return "Begin with the first residual, " + display(epoch.residuals().front().at(0, 0)) +
           ": it is multiplied with the input that lies under " + place("K", question.row, question.col) + ".";
}

std::string beginWeight(const AskedEpoch& epoch, const Question& question)
{
    return "Begin with the gradient of " + place("K", question.row, question.col) + ": it is " +
           display(epoch.record.kernelGradient.at(question.row, question.col)) + ".";
}

std::string beginResidual(const AskedEpoch& epoch, const Question& question)
{
    return "Begin with the target: it is " +
           display(double(epoch.problem.targets.front().at(question.row, question.col))) + ".";
}

std::string beginRate(const AskedEpoch& epoch, const Question& /*question*/)
{
    const auto curved = curvature(epoch.problem);
    return "Begin with the largest eigenvalue" + (curved ? ": it is " + display(curved->eigenvalues.back()) : "") +
           ".";
}

/// By the layer, or by an epoch of learning.
struct Beginning {
    Topic topic;
    std::string (*ofLayer)(const AskedLayer& asked, const Question& question);
    std::string (*ofEpoch)(const AskedEpoch& epoch, const Question& question) = nullptr;
};

constexpr std::array kBeginnings{
    Beginning{Topic::Cell, beginCell},
    Beginning{Topic::Product, beginProduct},
    Beginning{Topic::Subtotal, beginCell},
    Beginning{Topic::Pooled, beginCell},
    Beginning{Topic::Row, beginCell},
    Beginning{Topic::Map, beginCell},
    Beginning{Topic::Size, beginSize},
    Beginning{Topic::Padded, beginPadded},
    Beginning{Topic::Cells, beginCells},
    Beginning{Topic::Parameters, beginParameters},
    Beginning{Topic::Products, beginProducts},
    Beginning{Topic::Field, beginField},
    Beginning{Topic::Loss, nullptr, beginLoss},
    Beginning{Topic::Rate, nullptr, beginRate},
    Beginning{Topic::Residual, nullptr, beginResidual},
    Beginning{Topic::Gradient, nullptr, beginGradient},
    Beginning{Topic::Weight, nullptr, beginWeight},
    Beginning{Topic::Other, beginOther},
};

} // namespace

std::string firstStepOf(const Session& session, const Question& question)
{
    if (ofChannels(question))
        return channelFirstStep(session, question);
    const Topic topic = topicOf(session, question);
    const Beginning& row = *std::ranges::find(kBeginnings, topic, &Beginning::topic);
    if (row.ofLayer) {
        const auto asked = askedLayer(session, question.layer);
        return asked ? row.ofLayer(*asked, question) : std::string();
    }
    Question first = question;
    first.epoch = std::max(first.epoch, 1);
    const auto epoch = askedEpoch(session, first.layer, row.topic == Topic::Rate ? 1 : first.epoch);
    return epoch ? row.ofEpoch(*epoch, first) : std::string();
}

} // namespace lab
