// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/code/code_writer.h"
#include "core/code/languages.h"
#include "core/numbers/matrix_text.h"
#include "core/numbers/number_text.h"

#include <algorithm>

namespace lab
{

namespace
{

constexpr std::string_view kSessionFile = "session.corr2d";

bool sameButKernel(const CodeLayer& a, const CodeLayer& b)
{
    return !b.layer.pools() && sameNumber(a.layer.bias, b.layer.bias) && a.layer.spec == b.layer.spec &&
           a.layer.activation == b.layer.activation;
}

/// Whether options say it all: convolutions that differ in their kernels alone.
bool saidByOptions(const Computation& work)
{
    return std::all_of(work.layers.begin(), work.layers.end(),
                       [&](const CodeLayer& one) { return sameButKernel(work.layers.front(), one); });
}

std::string pairOption(PerAxis pair)
{
    return std::to_string(pair.rows) + "," + std::to_string(pair.cols);
}

std::string paddingOption(const Padding& padding)
{
    if (padding.mode != PaddingMode::Explicit)
        return std::string(infoOf(padding.mode).id);
    std::string text;
    for (const int width : {padding.rows.before, padding.rows.after, padding.cols.before, padding.cols.after})
        text += (text.empty() ? "" : ",") + std::to_string(width);
    return text;
}

/// The words of one command, each on a line of its own.
class CommandLines
{
public:
    explicit CommandLines(std::string_view begin) : m_lines{std::string(begin)} {}
    void add(std::string_view option, const std::string& value, bool unsaid = false)
    {
        if (!unsaid)
            m_lines.push_back("--" + std::string(option) + (value.empty() ? "" : " '" + value + "'"));
    }
    /// A matrix in place, or a file where it is too large for a line.
    void numbers(CodeWriter& code, std::string_view option, const std::vector<Plane>& planes, std::string_view file)
    {
        if (planes.size() == 1 && !tooManyToWrite(planes))
            return add(option, "=" + flatArray(planes.front(), kPythonArray));
        code.needs({std::string(file), planes});
        add(option, std::string(file));
    }
    void spec(const ConvSpec& spec)
    {
        add("operation", "convolution", spec.operation == Operation::Correlation);
        add("padding", paddingOption(spec.padding), spec.padding.mode == PaddingMode::Valid);
        add("border", std::string(infoOf(spec.border).id), spec.border == Border::Zero);
        add("stride", pairOption(spec.stride), spec.stride == PerAxis{});
        add("dilation", pairOption(spec.dilation), spec.dilation == PerAxis{});
    }
    void write(CodeWriter& code, const std::string& end)
    {
        for (std::size_t i = 0; i < m_lines.size(); ++i) {
            const bool last = i + 1 == m_lines.size();
            code.line((i > 0 ? "    " : "") + m_lines[i] + (last ? end : " \\"), CodeRole::Product);
        }
    }

private:
    std::vector<std::string> m_lines;
};

void needSession(CodeWriter& code, std::string_view why)
{
    code.comment(std::string(why) + " The session, saved as " + std::string(kSessionFile) + ", has it.");
    code.needs({std::string(kSessionFile), {}});
}

std::string csvOf(const std::vector<Plane>& planes)
{
    std::vector<Grid> grids;
    for (const Plane& plane : planes) {
        auto grid = Grid::uninitialised(plane.shape());
        for (int r = 0; r < plane.rows(); ++r)
            std::copy(plane.row(r).begin(), plane.row(r).end(), grid.row(r).begin());
        grids.push_back(std::move(grid));
    }
    return csvFromPlanes(std::span<const Grid>(grids));
}

/// "expected='…'", which keeps no line break at its end: neither does what a shell takes from a command.
void writeExpected(CodeWriter& code, std::string_view csv)
{
    const std::string quoted = "expected='" + std::string(csv.substr(0, csv.find_last_not_of('\n') + 1)) + "'";
    const std::string_view text = quoted;
    for (std::size_t from = 0; from <= text.size();) {
        const auto end = std::min(text.find('\n', from), text.size());
        code.line(text.substr(from, end - from));
        from = end + 1;
    }
}

void writeCommandOfLayers(CodeWriter& code, const Computation& work)
{
    const bool large = tooManyToWrite(work.outputs);
    const std::string begin = large ? "" : "result=$(", end = large ? "" : ")";
    CommandLines words(begin +
                       (saidByOptions(work) ? "corr2d-lab compute" : "corr2d-lab run " + std::string(kSessionFile)));
    if (saidByOptions(work)) {
        const Layer& first = work.layers.front().layer;
        words.numbers(code, "input", work.inputs, "input.npy");
        for (std::size_t l = 0; l < work.layers.size(); ++l)
            words.numbers(code, "kernel", planeOf(work.layers[l].layer.kernel),
                          "kernel" + std::to_string(l + 1) + ".npy");
        words.add("bias", shortest(first.bias), first.bias == 0);
        words.spec(first.spec);
        words.add("activation", std::string(infoOf(first.activation).id), first.activation == Activation::None);
    } else {
        needSession(code, "Options say neither a pooling nor layers that slide each in its own way.");
    }
    if (large)
        words.add("output", "result.npy");
    words.write(code, end);
    if (!work.exact)
        code.comment(
            "A map of more than 64×64 is computed in single precision: its last digits are this processor's.");
    if (large) {
        code.needs({"output.npy", work.outputs});
        return code.line("cmp result.npy output.npy", CodeRole::Assert);
    }
    writeExpected(code, csvOf(work.outputs));
    code.line("test \"$result\" = \"$expected\"", CodeRole::Assert);
}

template <class Number>
std::string bracketsOf(Shape shape, Number number)
{
    std::string text = "=[";
    for (int r = 0; r < shape.rows; ++r) {
        text += r > 0 ? ", [" : "[";
        for (int c = 0; c < shape.cols; ++c)
            text += (c > 0 ? ", " : "") + number(std::size_t(r * shape.cols + c));
        text += "]";
    }
    return text + "]";
}

void addGoal(CodeWriter& code, CommandLines& words, const CodeRun& run)
{
    if (!run.hidden)
        return words.numbers(code, "target", run.targets, "target.npy");
    words.numbers(code, "find", planeOf(run.hidden->layer.kernel), "kernel.npy");
    words.add("find-bias", shortest(run.hidden->layer.bias), run.hidden->layer.bias == 0);
}

void addRun(CommandLines& words, const CodeRun& run)
{
    const TrainSpec& spec = run.spec;
    words.spec(run.slides);
    const auto start = spec.startKernel.cells();
    words.add("kernel-start",
              bracketsOf(spec.startKernel.shape(), [&](std::size_t i) { return shortest(start[i]); }));
    words.add("start-bias", shortest(spec.startBias), spec.startBias == 0);
    words.add("bias", "", !spec.learnBias);
    words.add("optimiser", std::string(infoOf(spec.optimiser).id), spec.optimiser == Optimiser::GradientDescent);
    words.add("reduction", "mean", spec.reduction == Reduction::Sum);
    words.add("rate", shortest(spec.rate));
}

void writeRunAssert(CodeWriter& code, const CodeRun& run)
{
    Grid64 kernel(run.geometry.kernel());
    std::copy_n(run.parameters.begin(), kernel.size(), kernel.cells().begin());
    const std::vector<Grid64> planes{std::move(kernel)};
    writeComments(code, runToleranceLines());
    writeExpected(code, csvFromPlanes(std::span<const Grid64>(planes)));
    code.line("printf '%s\\n%s\\n' \"$result\" \"$expected\" | awk -F, -v tolerance=" +
                  shortest(run.parameterTolerance) + " '",
              CodeRole::Assert);
    code.line("    { for (f = 1; f <= NF; ++f) all[++count] = $f }", CodeRole::Assert);
    code.line("    END { for (i = 1; i <= count / 2; ++i) {", CodeRole::Assert);
    code.line("        apart = all[i] - all[i + count / 2]", CodeRole::Assert);
    code.line("        if (apart > tolerance || -apart > tolerance) exit 1 } }'", CodeRole::Assert);
}

void writeCommandOfRun(CodeWriter& code, const Computation& work)
{
    const CodeRun& run = *work.run;
    writeComments(code, runLines(work));
    if (run.epochs == 0)
        return code.comment("No epoch of this run has an end that is a number: there is nothing to run.");
    if (run.spec.learnBias)
        code.comment("The bias is printed and not written: the assert is on the kernel.");
    const bool plain = run.layer == 0 && rateSwitches(run).empty();
    CommandLines words(plain ? "result=$(corr2d-lab learn"
                             : "result=$(corr2d-lab learn " + std::string(kSessionFile));
    if (plain) {
        words.numbers(code, "input", work.inputs, "input.npy");
        addGoal(code, words, run);
        addRun(words, run);
    } else {
        needSession(code,
                    "Options say neither layers before the one that learns nor a rate that changes on the way.");
        words.add("layer", std::to_string(run.layer + 1));
    }
    words.add("epochs", std::to_string(run.epochs));
    words.add("output", "-");
    words.write(code, ")");
    writeRunAssert(code, run);
}

} // namespace

Code codeAsCommand(const Computation& work)
{
    CodeWriter code("#");
    code.line("#!/bin/sh");
    code.line("set -e");
    if (work.run)
        writeCommandOfRun(code, work);
    else
        writeCommandOfLayers(code, work);
    return code.take();
}

} // namespace lab
