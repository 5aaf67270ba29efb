// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/channel_scene.h"

#include "core/channels/channel_explain.h"
#include "core/channels/channel_forward.h"
#include "ui/paint/words.h"
#include "ui/scenes/stage_text.h"

#include <algorithm>

namespace lab
{

namespace
{

constexpr int kDigits = 5;
constexpr int kMostSubtotals = 8; ///< subtotals that are written one by one

QString textOfNumber(double value)
{
    return number(value, kDigits);
}

Grid64 gridOfPlane(GridView<double> plane)
{
    auto grid = Grid64::uninitialised(plane.shape());
    for (int r = 0; r < plane.rows(); ++r)
        std::ranges::copy(plane.row(r), grid.row(r).begin());
    return grid;
}

bool addsChannels(ChannelKind kind)
{
    return kind == ChannelKind::Convolution || kind == ChannelKind::Dense;
}

FrameMark frameAt(int row, int col, Frame frame = Frame::Solid)
{
    return {QRectF(col, row, 1, 1), frame};
}

/// Around all positions that the terms read.
std::optional<FrameMark> windowOf(const std::vector<ChannelTerm>& terms)
{
    if (terms.empty())
        return std::nullopt;
    const MapCell first = terms.front().position, last = terms.back().position;
    return FrameMark{QRectF(QPointF(first.col, first.row), QPointF(last.col + 1, last.row + 1)), Frame::Solid};
}

QString cellName(const QString& map, MapCell cell)
{
    return QStringLiteral("%1%2[%3,%4]").arg(map).arg(cell.channel).arg(cell.row).arg(cell.col);
}

QString kernelLabel(const WeightAt& weight)
{
    return weightLabel(WeightCell{weight.row, weight.col});
}

/// Whether a part of the step's cell has its value.
bool partDone(const ChannelStep& step, int part)
{
    return step.complete || step.part > part || (step.part == part && step.partComplete);
}

/// What of a cell is asked for.
struct CellMask {
    const HiddenChannels& hidden;
    const ChannelExplanation& e;

    bool result() const { return hidden.cell(e.cell); }
    /// Of one channel alone its part tells the result.
    bool part(int p) const { return hidden.part({e.cell, p}) || (e.parts.size() == 1 && result()); }
    bool parts(int first, int count) const
    {
        for (int p = first; p < first + count; ++p)
            if (part(p))
                return true;
        return false;
    }
};

QString textUnless(bool asked, double value)
{
    return asked ? QStringLiteral("?") : textOfNumber(value);
}

/// The products of one channel, and what they come to.
Formula productsOf(const ChannelPart& part, const ChannelStep& step, bool maximum, bool asked)
{
    Formula formula;
    QStringList words;
    const int upTo = step.partComplete || step.complete ? int(part.terms.size()) - 1 : step.tap;
    for (int t = 0; t < int(part.terms.size()); ++t) {
        const ChannelTerm& term = part.terms[std::size_t(t)];
        const QString product =
            maximum ? textOfNumber(term.x)
                    : QStringLiteral("%1 · %2").arg(textOfNumber(term.x), factorText(textOfNumber(term.w)));
        if (t > 0)
            formula.numbers.push_back({.text = maximum ? QStringLiteral(",") : QStringLiteral("+"), .term = t});
        formula.numbers.push_back({.text = product,
                                   .ink = t > upTo ? Ink::Faint : Ink::Normal,
                                   .label = maximum ? QString() : kernelLabel(term.weight),
                                   .current = t == upTo && !step.partComplete,
                                   .term = t});
        words << product;
    }
    const bool done = upTo == int(part.terms.size()) - 1;
    const double so = done ? part.subtotal : part.terms[std::size_t(upTo)].partial;
    formula.numbers.push_back({.text = done ? QStringLiteral("=") : tr("so far")});
    formula.numbers.push_back({.text = textUnless(asked, so), .ink = Ink::Now, .current = true});
    formula.note = tr("channel %1").arg(part.channel);
    formula.words = tr("Channel %1: %2 is %3.")
                        .arg(part.channel)
                        .arg(words.join(QStringLiteral(" + ")))
                        .arg(textUnless(asked, so));
    return formula;
}

/// What several channels next to each other contribute together; of one alone its subtotal.
struct PartRun {
    int first = 0; ///< of the parts
    int count = 1;
    double sum = 0;
    QString name = {};
};

/// All parts in order, one by one those around `now`; what is before and after them is taken together where there are
/// more than can be read.
std::vector<PartRun> runsOf(const std::vector<ChannelPart>& parts, int now)
{
    const int count = int(parts.size());
    const int shown = count <= kMostSubtotals ? count : kMostSubtotals - 2;
    const int first = std::clamp(now - shown / 2, 0, count - shown);
    std::vector<PartRun> runs;
    for (int p = 0; p < count;) {
        const int end = p < first ? first : p < first + shown ? p + 1 : count;
        PartRun run{p, end - p};
        for (int i = p; i < end; ++i)
            run.sum += parts[std::size_t(i)].subtotal;
        const int from = parts[std::size_t(p)].channel, to = parts[std::size_t(end - 1)].channel;
        run.name = run.count == 1 ? tr("channel %1").arg(from) : tr("channels %1 to %2").arg(from).arg(to);
        runs.push_back(run);
        p = end;
    }
    return runs;
}

/// The subtotals, the bias and the activation.
Formula sumOf(const ChannelExplanation& e, int now, const CellMask& mask)
{
    Formula formula;
    QStringList words;
    for (const PartRun& run : runsOf(e.parts, now)) {
        const QString subtotal = textUnless(mask.parts(run.first, run.count), run.sum);
        if (run.first > 0)
            formula.numbers.push_back({.text = QStringLiteral("+"), .term = run.first});
        formula.numbers.push_back(
            {.text = run.first == 0 ? subtotal : factorText(subtotal), .label = run.name, .term = run.first});
        words << (run.count == 1 ? subtotal : tr("%1 of %2").arg(subtotal, run.name));
    }
    if (e.bias) {
        formula.numbers.push_back({.text = QStringLiteral("+")});
        formula.numbers.push_back({.text = factorText(textOfNumber(*e.bias)), .ink = Ink::Muted});
        words << textOfNumber(*e.bias);
    }
    formula.numbers.push_back({.text = QStringLiteral("=")});
    formula.numbers.push_back(
        {.text = textUnless(mask.result(), e.sum), .ink = Ink::Now, .current = e.activation == Activation::None});
    if (e.activation != Activation::None) {
        formula.numbers.push_back(
            {.text = QStringLiteral("→ %1").arg(word(infoOf(e.activation).label)), .ink = Ink::Muted});
        formula.numbers.push_back({.text = textUnless(mask.result(), e.value), .ink = Ink::Now, .current = true});
    }
    formula.note = cellName(QStringLiteral("Y"), e.cell);
    formula.words =
        tr("%1: %2 is %3.").arg(formula.note, words.join(QStringLiteral(" + ")), textUnless(mask.result(), e.value));
    return formula;
}

std::vector<ChannelSum> sumsOf(const ChannelExplanation& e, const ChannelStep& step, const CellMask& mask)
{
    const auto orDot = [](bool done, double value, bool asked) {
        return done ? textUnless(asked, value) : QStringLiteral("·");
    };
    std::vector<ChannelSum> sums;
    if (addsChannels(e.kind))
        for (const PartRun& run : runsOf(e.parts, step.part))
            sums.push_back(
                {run.name,
                 orDot(partDone(step, run.first + run.count - 1), run.sum, mask.parts(run.first, run.count)),
                 !step.complete && step.part == run.first && run.count == 1});
    if (e.bias)
        sums.push_back({tr("bias"), textOfNumber(*e.bias)});
    if (e.activation != Activation::None)
        sums.push_back(
            {tr("before %1").arg(word(infoOf(e.activation).label)), orDot(step.complete, e.sum, mask.result())});
    sums.push_back(
        {cellName(QStringLiteral("Y"), e.cell), orDot(step.complete, e.value, mask.result()), step.complete, true});
    return sums;
}

/// A layer whose output is walked over.
void showWindow(ChannelScenes& scenes, const ChannelWork& work, const ChannelStep& step, ChannelGrain grain,
                const HiddenChannels& hidden)
{
    const ChannelGeometry& g = work.geometry;
    const ChannelExplanation e = explainChannels(work.x, work.layer, g, step.cell);
    const CellMask mask{hidden, e};
    scenes.out = step.cell.channel;
    const std::int64_t before = std::int64_t(step.cell.row) * g.output.cols + step.cell.col;
    const bool single = grain == ChannelGrain::Product && !step.partComplete;
    for (std::size_t p = 0; p < e.parts.size(); ++p) {
        const ChannelPart& part = e.parts[p];
        const bool now = grain == ChannelGrain::Window || step.part == int(p);
        scenes.channels.push_back(part.channel);
        TensorScene input = exactScene(gridOfPlane(work.x.plane(part.channel)));
        if (g.kind == ChannelKind::Flatten)
            input.frames.push_back(frameAt(part.terms[0].position.row, part.terms[0].position.col));
        else if (const auto window = windowOf(part.terms); window && now)
            input.frames.push_back(*window);
        if (single && now) {
            const MapCell at = part.terms[std::size_t(step.tap)].position;
            input.frames.push_back(frameAt(at.row, at.col, Frame::Dashed));
        }
        if (work.layer.learns())
            input.apron = {g.plane.rows.margin, g.plane.cols.margin, g.plane.border};
        scenes.inputs.push_back(std::move(input));
        if (work.layer.learns()) {
            TensorScene kernel = exactScene(gridOfPlane(work.layer.weights.plane(scenes.out, int(p))));
            if (single && now) {
                const WeightAt weight = part.terms[std::size_t(step.tap)].weight;
                kernel.frames.push_back(frameAt(weight.row, weight.col));
            } else if (now) {
                kernel.frames.push_back({QRectF(0, 0, kernel.shape.cols, kernel.shape.rows), Frame::Solid});
            }
            scenes.kernels.push_back(std::move(kernel));
        }
        if (addsChannels(g.kind) && e.parts.size() > 1) {
            TensorScene sums = exactScene(work.parts[p]);
            sums.filled = before + (partDone(step, int(p)) ? 1 : 0);
            sums.frames.push_back(frameAt(step.cell.row, step.cell.col));
            scenes.parts.push_back(std::move(sums));
        }
    }
    for (int o = 0; o < g.output.channels; ++o) {
        TensorScene output = exactScene(gridOfPlane(work.y.plane(o)));
        output.filled = o < scenes.out ? -1 : o > scenes.out ? 0 : before + (step.complete ? 1 : 0);
        if (o == scenes.out)
            output.frames.push_back(frameAt(step.cell.row, step.cell.col));
        scenes.outputs.push_back(std::move(output));
    }
    const bool products = grain != ChannelGrain::Window || e.parts.size() == 1 || !addsChannels(g.kind);
    if (g.kind == ChannelKind::Flatten)
        scenes.formula = sumOf(e, step.part, mask);
    else
        scenes.formula = products && !(step.complete && grain == ChannelGrain::Channel && e.parts.size() > 1)
                             ? productsOf(e.parts[std::size_t(step.part)], step, g.kind == ChannelKind::MaxPool,
                                          mask.part(step.part))
                             : sumOf(e, step.part, mask);
    scenes.sums = sumsOf(e, step, mask);
}

/// A transposed convolution, whose input is walked over: each of its cells stamps the kernels.
void showStamp(ChannelScenes& scenes, const ChannelWork& work, const ChannelStep& step, ChannelGrain grain)
{
    const ChannelGeometry& g = work.geometry;
    const ChannelStamp stamp = stampOf(work.x, work.layer, g, step.cell);
    scenes.out = g.outputChannel(step.cell.channel, step.part);
    scenes.channels = {step.cell.channel};
    TensorScene input = exactScene(gridOfPlane(work.x.plane(step.cell.channel)));
    input.filled = -1;
    input.frames.push_back(frameAt(step.cell.row, step.cell.col));
    scenes.inputs.push_back(std::move(input));
    const int in = step.cell.channel % g.insOfGroup();
    TensorScene kernel = exactScene(gridOfPlane(work.layer.weights.plane(scenes.out, in)));
    const auto& terms = stamp.parts[std::size_t(step.part)];
    const bool single = grain == ChannelGrain::Product;
    if (single)
        kernel.frames.push_back(
            frameAt(terms[std::size_t(step.tap)].weight.row, terms[std::size_t(step.tap)].weight.col));
    scenes.kernels.push_back(std::move(kernel));
    const bool end = step.filled == g.input.cells();
    const Maps64 sums = end ? work.y : stampedUntil(work.x, work.layer, g, step);
    for (int o = 0; o < g.output.channels; ++o) {
        TensorScene output = exactScene(gridOfPlane(sums.plane(o)));
        for (std::size_t t = 0; o == scenes.out && t < terms.size(); ++t)
            if (terms[t].output && (!single || int(t) == step.tap))
                output.frames.push_back(frameAt(terms[t].output->row, terms[t].output->col));
        scenes.outputs.push_back(std::move(output));
    }
    Formula formula;
    QStringList words;
    for (std::size_t t = 0; t < terms.size(); ++t) {
        const QString product =
            QStringLiteral("%1 · %2").arg(textOfNumber(stamp.x), factorText(textOfNumber(terms[t].w)));
        if (t > 0)
            formula.numbers.push_back({.text = QStringLiteral(","), .term = int(t)});
        formula.numbers.push_back({.text = product + QStringLiteral(" = ") + textOfNumber(terms[t].product),
                                   .ink = single && int(t) > step.tap ? Ink::Faint : Ink::Normal,
                                   .label = kernelLabel(terms[t].weight),
                                   .current = single && int(t) == step.tap,
                                   .term = int(t)});
        words << product;
    }
    formula.note = tr("%1 stamps the kernel").arg(cellName(QStringLiteral("X"), step.cell));
    formula.words = tr("%1 is added: %2.").arg(formula.note, words.join(QStringLiteral(", ")));
    scenes.formula = std::move(formula);
    scenes.sums = {{cellName(QStringLiteral("X"), step.cell), textOfNumber(stamp.x), true, true}};
}

/// Takes the cells of a plane that `asked` says are hidden out of its scene.
template <class IsAsked>
void hideCells(TensorScene& scene, const IsAsked& asked)
{
    std::vector<QPoint> cells;
    for (int r = 0; r < scene.shape.rows; ++r)
        for (int c = 0; c < scene.shape.cols; ++c)
            if (asked(r, c))
                cells.emplace_back(c, r);
    if (!cells.empty())
        hideNumbers(scene, cells);
}

void hideChannels(ChannelScenes& scenes, const HiddenChannels& hidden)
{
    for (std::size_t p = 0; p < scenes.parts.size(); ++p)
        hideCells(scenes.parts[p], [&](int r, int c) { return hidden.part({{scenes.out, r, c}, int(p)}); });
    for (std::size_t o = 0; o < scenes.outputs.size(); ++o)
        hideCells(scenes.outputs[o], [&](int r, int c) { return hidden.cell({int(o), r, c}); });
}

void addParts(ChannelWork& work, int out)
{
    const MapsShape shape = work.geometry.output;
    work.out = out;
    work.parts.assign(std::size_t(work.geometry.insOfGroup()), Grid64(shape.plane()));
    for (int r = 0; r < shape.rows; ++r)
        for (int c = 0; c < shape.cols; ++c) {
            const ChannelExplanation e = explainChannels(work.x, work.layer, work.geometry, {out, r, c});
            for (std::size_t p = 0; p < work.parts.size(); ++p)
                work.parts[p].at(r, c) = e.parts[p].subtotal;
        }
}

} // namespace

ChannelScenes channelScenes(ChannelWork& work, const ChannelStep& step, ChannelGrain grain,
                            const HiddenChannels& hidden)
{
    ChannelScenes scenes;
    if (work.geometry.kind == ChannelKind::Transposed) {
        showStamp(scenes, work, step, grain);
    } else {
        if (addsChannels(work.geometry.kind) && work.out != step.cell.channel)
            addParts(work, step.cell.channel);
        showWindow(scenes, work, step, grain, hidden);
    }
    if (hidden.any())
        hideChannels(scenes, hidden);
    return scenes;
}

} // namespace lab
