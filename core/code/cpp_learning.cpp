// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/code/cpp_parts.h"
#include "core/code/optimiser_code.h"

namespace lab
{

namespace
{

std::string cppList(std::string_view name, std::span<const double> numbers)
{
    std::string text = "std::vector<double> " + std::string(name) + "{";
    for (std::size_t i = 0; i < numbers.size(); ++i)
        text += (i > 0 ? ", " : "") + cppNumber(numbers[i]);
    return text + "};";
}

/// "theta[a * 3 + b]", turned in a convolution.
std::string weightOfTheta(std::string_view name, const Geometry& g)
{
    const std::string flat = times("a", g.cols.kernel) + " + b";
    const std::string index =
        g.operation == Operation::Correlation ? flat : std::to_string(g.taps() - 1) + " - (" + flat + ")";
    return std::string(name) + "[" + index + "]";
}

void writeCppTarget(CodeWriter& code, const Computation& work)
{
    const CodeRun& run = *work.run;
    if (!run.hidden)
        return writeCppArray(code, "target", "target.npy", run.targets);
    code.comment("The target: what the hidden kernel makes of the input.");
    code.line(cppMap("target", run.hidden->geometry.output(), work.planes()));
    code.line("{");
    code.indent();
    writeCppLayer(code, *run.hidden, 0, work.planes(), "target");
    closeCpp(code, 1);
}

/// Loss and gradient of all windows.
void writeCppPass(CodeWriter& code, const CodeRun& run, int planes)
{
    const Geometry& g = run.geometry;
    const std::string count = std::to_string(run.learned());
    code.line("std::vector<double> gradient(" + count + ", 0.0);");
    code.line("loss = 0;");
    openCppPlanes(code, planes);
    openCppLoop(code, "i", g.rows.output, CodeRole::RowLoop);
    openCppLoop(code, "j", g.cols.output, CodeRole::ColumnLoop);
    writeCppSum(code, g, planes, weightOfTheta("theta", g), CodeRole::Forward);
    code.line(
        "sum += " + (run.spec.learnBias ? "theta[" + std::to_string(g.taps()) + "]" : cppNumber(run.spec.startBias)) +
            ";",
        CodeRole::Bias);
    code.line("const double residual = sum - " + cppCell("target", planes, "i", "j") + ";", CodeRole::Residual);
    code.line("loss += residual * residual;", CodeRole::Loss);
    openCppLoop(code, "a", g.rows.kernel, CodeRole::WindowRowLoop);
    openCppLoop(code, "b", g.cols.kernel, CodeRole::WindowColumnLoop);
    writeCppValue(code, g, planes, CodeRole::Gradient);
    code.line(weightOfTheta("gradient", g) + " += 2 * residual * value;", CodeRole::Gradient);
    closeCpp(code, 2);
    if (run.spec.learnBias)
        code.line("gradient[" + std::to_string(g.taps()) + "] += 2 * residual;", CodeRole::Gradient);
    closeCpp(code, planes > 1 ? 3 : 2);
}

void writeCppEpoch(CodeWriter& code, const CodeRun& run, int planes)
{
    const std::string count = std::to_string(run.learned());
    for (const auto& [epoch, rate] : rateSwitches(run))
        code.line("rate = n == " + std::to_string(epoch) + " ? " + cppNumber(rate) + " : rate;", CodeRole::Rate);
    writeCppPass(code, run, planes);
    if (run.spec.reduction == Reduction::Mean) {
        const std::string residuals = std::to_string(run.geometry.output().cells() * planes);
        code.line("loss /= " + residuals + ";", CodeRole::Loss);
        code.line("for (double& g : gradient)", CodeRole::Gradient);
        code.line("    g /= " + residuals + ";", CodeRole::Gradient);
    }
    openCppLoop(code, "t", run.learned(), CodeRole::Update);
    for (const std::string_view step : codeOf(run.spec.optimiser).cpp)
        code.line(step, CodeRole::Update);
    closeCpp(code, 1);
}

} // namespace

void writeCppRun(CodeWriter& code, const Computation& work)
{
    const CodeRun& run = *work.run;
    const auto count = std::size_t(run.learned());
    code.blank();
    code.setLayer(run.layer);
    writeCppTarget(code, work);
    code.blank();
    for (const std::string& line : runLines(work))
        code.comment(line, CodeRole::Layer);
    const std::vector<double> start = run.spec.startParameters();
    code.line(cppList("theta", std::span(start).first(count)) + " // the weights in reading order" +
              (run.spec.learnBias ? ", then the bias" : ""));
    for (const std::string_view memory : codeOf(run.spec.optimiser).memories)
        code.line("std::vector<double> " + std::string(memory) + "(" + std::to_string(count) + ", 0.0);");
    code.line("double loss = 0, rate = " + cppNumber(run.spec.rate) + ";", CodeRole::Rate);
    code.line("for (int n = 1; n <= " + std::to_string(run.epochs) + "; ++n) {", CodeRole::Epoch);
    code.indent();
    writeCppEpoch(code, run, work.planes());
    closeCpp(code, 1);
    code.setLayer(-1);
    code.blank();
    for (const std::string& line : runToleranceLines())
        code.comment(line);
    code.line("const " + cppList("expected", std::span(run.parameters).first(count)));
    openCppLoop(code, "t", run.learned(), CodeRole::Plain);
    code.line("assert(std::abs(theta[t] - expected[t]) <= " + cppNumber(run.parameterTolerance) + ");",
              CodeRole::Assert);
    closeCpp(code, 1);
    if (run.epochs > 0) {
        code.comment("Of the last epoch, before its update.");
        code.line("assert(std::abs(loss - " + cppNumber(run.loss) + ") <= " + cppNumber(run.lossTolerance) + ");",
                  CodeRole::Assert);
    }
}

} // namespace lab
