// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lessons/lesson_writer.h"

#include "core/layers/step.h"
#include "core/numbers/number_text.h"
#include "core/session/evaluate.h"

#include <utility>

namespace lab
{

namespace
{

template <class T>
std::string matrix(const BasicGrid<T>& grid)
{
    std::string text;
    for (int r = 0; r < grid.rows(); ++r) {
        text += r > 0 ? ";" : "";
        for (int c = 0; c < grid.cols(); ++c)
            text += (c > 0 ? "," : "") + shortest(grid.at(r, c));
    }
    return text;
}

std::string pair(int a, int b)
{
    return a == b ? std::to_string(a) : std::to_string(a) + "," + std::to_string(b);
}

std::string id(std::string_view text)
{
    return std::string(text);
}

/// Lines "key: value".
class Lines
{
public:
    void add(std::string_view key, const std::string& value) { ((m_text += key) += ": ") += value + '\n'; }
    void addUnless(bool same, std::string_view key, const std::string& value)
    {
        if (!same)
            add(key, value);
    }
    const std::string& text() const { return m_text; }

private:
    std::string m_text;
};

std::string paddingText(const Padding& padding)
{
    if (padding.mode != PaddingMode::Explicit)
        return id(infoOf(padding.mode).id);
    const auto& [top, bottom] = padding.rows;
    const auto& [left, right] = padding.cols;
    return std::to_string(top) + "," + std::to_string(bottom) + "," + std::to_string(left) + "," +
           std::to_string(right);
}

void addLayer(Lines& lines, const Layer& layer)
{
    const Layer plain;
    lines.add("kind", id(infoOf(layer.kind).id));
    lines.add("kernel", matrix(layer.kernel));
    lines.add("bias", shortest(layer.bias));
    lines.add("operation", layer.spec.operation == Operation::Convolution ? "convolution" : "correlation");
    lines.add("padding", paddingText(layer.spec.padding));
    lines.add("border", id(infoOf(layer.spec.border).id));
    lines.add("stride", pair(layer.spec.stride.rows, layer.spec.stride.cols));
    lines.add("dilation", pair(layer.spec.dilation.rows, layer.spec.dilation.cols));
    lines.add("activation", id(infoOf(layer.activation).id));
    lines.addUnless(layer.pool == plain.pool, "pool", pair(layer.pool.rows, layer.pool.cols));
}

void addLearning(Lines& lines, const TrainSpec& train)
{
    if (train.target && !train.target->coloured() && train.target->shape().cells() <= kMostWrittenCells)
        lines.add("target", matrix(train.target->grey()));
    else
        lines.add("hidden-kernel", matrix(train.hiddenKernel));
    lines.addUnless(train.hiddenBias == 0, "hidden-bias", shortest(train.hiddenBias));
    lines.add("start", matrix(train.startKernel));
    lines.add("start-bias", shortest(train.startBias));
    lines.add("learn-bias", train.learnBias ? "yes" : "no");
    lines.add("optimiser", id(infoOf(train.optimiser).id));
    lines.add("reduction", train.reduction == Reduction::Mean ? "mean" : "sum");
    lines.add("rate", shortest(train.rate));
    lines.add("epochs", std::to_string(train.epochs));
    lines.add("epoch", std::to_string(train.epoch));
}

std::string block(std::string_view info, const std::string& body)
{
    return "```" + std::string(info) + '\n' + body + "```\n\n";
}

std::string sessionLines(const Session& session, const ViewState& view, const std::string& inputFile)
{
    Lines lines;
    lines.add("input", inputFile.empty() ? matrix(session.input->grey()) : inputFile);
    if (session.input->coloured())
        lines.add("channels", session.channels == Channels::Grey ? "grey" : "colour");
    if (session.layers.size() > 1) {
        std::string all = "conv 1x1"; // each is set below
        for (std::size_t l = 1; l < session.layers.size(); ++l)
            all += "; conv 1x1";
        lines.add("layers", all);
    }
    for (std::size_t l = 0; l < session.layers.size(); ++l) {
        if (session.layers.size() > 1)
            lines.add("layer", std::to_string(l + 1));
        addLayer(lines, session.layers[l]);
    }
    lines.addUnless(session.layers.size() == 1, "focus", std::to_string(session.focus + 1));
    if (view.byEpochs || view.page == "epoch" || view.page == "run" || view.page == "surface" ||
        view.page == "film" || view.page == "why" || session.train.epoch > 0)
        addLearning(lines, session.train);
    return lines.text();
}

} // namespace

bool inputFitsLesson(const Session& session)
{
    return !session.input->coloured() && session.input->content() == Content::Numbers &&
           session.input->shape().cells() <= kMostWrittenCells;
}

std::string lessonOf(const Session& session, const ViewState& view, const std::string& inputFile)
{
    std::string text = "# A new lesson\n\n";
    text += block("lesson", "id: a-new-lesson\ntitle: A new lesson\nsection: \nminutes: 5\nlanguage: en\nneeds: 2\n");
    text += "## The first step\n\nWrite here what the learner reads: at most three sentences.\n\n";
    text += block("session", sessionLines(session, view, inputFile));
    const auto geometries = resolve(session.input->shape(), session.layers);
    if (!geometries)
        return text;
    const Geometry& geometry = (*geometries)[session.focus];
    const Plan plan(geometry, view.grain);
    const Step step = plan.at(plan.indexAt(view.position));
    const std::string cell = std::to_string(step.cell.row) + "," + std::to_string(step.cell.col);
    Lines looks;
    looks.add("page", view.page);
    looks.add("grain", id(infoOf(view.grain).id));
    looks.add("place", cell + (step.complete ? "" : "." + std::to_string(step.tap)));
    looks.add("fill", view.progressive ? "yes" : "no");
    looks.addUnless(view.plane == 0, "plane", std::to_string(view.plane));
    text += block("view", looks.text());
    Session before = session; // the cell as it is computed behind the layers in front of it
    const auto maps = evaluate(before, {});
    if (!maps || maps->maps[session.focus].empty() || !byReference(geometry.output()))
        return text;
    const float value = maps->maps[session.focus][std::size_t(view.plane)].at(step.cell.row, step.cell.col);
    text += block("ask cell Y[" + cell + "]", "id: first\n");
    text += "What is Y[" + cell + "]?\n\n";
    text += block("expect", shortest(value) + '\n');
    text += block("hint", "A first step of the way.\n");
    text += block("note", "For the teacher only.\n");
    return text;
}

} // namespace lab
