// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/code/code_writer.h"

#include "core/numbers/number_text.h"

#include <algorithm>

namespace lab
{

namespace
{

std::string sizeText(Shape shape)
{
    return std::to_string(shape.rows) + "×" + std::to_string(shape.cols);
}

std::string pairText(PerAxis pair)
{
    return pair.rows == pair.cols ? std::to_string(pair.rows)
                                  : std::to_string(pair.rows) + "," + std::to_string(pair.cols);
}

/// ", stride 2, dilation 3, padding 1+0 rows and 1+1 columns by replicate".
std::string slidingText(const CodeLayer& one)
{
    const Geometry& g = one.geometry;
    std::string text;
    if (const PerAxis stride{g.rows.stride, g.cols.stride}; stride != PerAxis{})
        text += ", stride " + pairText(stride);
    if (const PerAxis dilation{g.rows.dilation, g.cols.dilation}; dilation != PerAxis{})
        text += ", dilation " + pairText(dilation);
    if (g.rows.margin == Margin{} && g.cols.margin == Margin{})
        return text;
    const auto margin = [](Margin m) { return std::to_string(m.before) + "+" + std::to_string(m.after); };
    text += ", padded by " + margin(g.rows.margin) + " rows and " + margin(g.cols.margin) + " columns";
    return one.layer.pools() ? text : text + " (" + std::string(infoOf(g.border).id) + ")";
}

} // namespace

std::string textOf(const Code& code)
{
    std::string text;
    for (const CodeLine& line : code.lines)
        text += line.text + "\n";
    return text;
}

void CodeWriter::line(std::string_view text, CodeRole role)
{
    constexpr std::size_t kIndent = 4;
    m_code.lines.push_back({std::string(std::size_t(m_depth) * kIndent, ' ').append(text), role, m_layer});
}

void CodeWriter::blank()
{
    m_code.lines.push_back({});
}

void CodeWriter::comment(std::string_view text, CodeRole role)
{
    line(m_mark + " " + std::string(text), role);
}

void CodeWriter::array(std::string_view file, const std::vector<Plane>& planes, const ArrayMarks& marks,
                       const ArrayTexts& texts)
{
    if (tooManyToWrite(planes)) {
        const std::string name(file);
        comment("Too many numbers to be written here: " + name + " has them.");
        line(texts.fromFile + name + texts.fileEnd);
        needs({name, planes});
        return;
    }
    auto lines = arrayLines(planes, marks);
    lines.front() = texts.opening + lines.front();
    lines.back() += texts.closing;
    for (const std::string& one : lines)
        line(one);
}

void writeComments(CodeWriter& code, const std::vector<std::string>& lines)
{
    for (const std::string& line : lines)
        code.comment(line);
}

bool tooManyToWrite(const std::vector<Plane>& planes)
{
    return planes.front().shape().cells() * std::int64_t(planes.size()) > kMostWrittenCells;
}

std::vector<Plane> planeOf(const Grid& numbers)
{
    return {Plane(numbers)};
}

std::string headingOf(const CodeLayer& one, int number)
{
    const Geometry& g = one.geometry;
    const std::string what = one.layer.pools()                       ? std::string(infoOf(one.layer.kind).noun)
                             : g.operation == Operation::Correlation ? "cross-correlation"
                                                                     : "convolution";
    return "Layer " + std::to_string(number) + ": " + what + " of " + sizeText(g.input()) + " numbers with a " +
           sizeText(g.kernel()) + (one.layer.pools() ? " window" : " kernel") + slidingText(one) + ".";
}

std::vector<std::string> toleranceLines(const Computation& work)
{
    if (!work.exact)
        return {"A map of more than 64×64 is computed in single precision: each of the n products of a window, and",
                "their sum, may be off by 2⁻²⁴ of Σ|x·w| + |b|; what comes of that is at most the tolerance."};
    return {"Every map is rounded to single precision, which is off by at most 2⁻²⁴ of Σ|x·w| + |b|, and another",
            "order of summation may round to the neighbour; what comes of that is at most the tolerance."};
}

std::vector<std::string> runToleranceLines()
{
    return {
        "All is in double precision; another order of summation differs in the 16th digit of Σ|x·w|, and by what the",
        "epochs make of that: as measured from a start that differs in the 12th digit, and 10⁻⁹ of the numbers."};
}

std::vector<std::string> runLines(const Computation& work)
{
    const CodeRun& run = *work.run;
    const OptimiserRow& optimiser = infoOf(run.spec.optimiser);
    std::vector<std::string> lines{
        "Learning layer " + std::to_string(run.layer + 1) + ", before its activation: a " +
        sizeText(run.geometry.kernel()) + " kernel" + (run.spec.learnBias ? " and a bias" : "") + ", " +
        std::string(optimiser.label) + ", " + std::to_string(run.epochs) + " epochs, the " +
        (run.spec.reduction == Reduction::Sum ? "sum" : "mean") + " of the squared residuals."};
    if (!work.firstLayersFollow)
        lines.emplace_back("The input is the map before this layer, as it was computed.");
    return lines;
}

std::vector<std::pair<int, double>> rateSwitches(const CodeRun& run)
{
    std::vector<std::pair<int, double>> switches;
    for (const RateChange& change : run.spec.rateChanges)
        if (change.epoch < run.epochs)
            switches.emplace_back(change.epoch + 1, change.rate);
    return switches;
}

} // namespace lab
