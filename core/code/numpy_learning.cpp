// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/code/numpy_parts.h"
#include "core/code/optimiser_code.h"

namespace lab
{

namespace
{

std::string numberList(const std::vector<double>& numbers, std::size_t count)
{
    std::string text = "np.array([";
    for (std::size_t i = 0; i < count; ++i)
        text += (i > 0 ? ", " : "") + pythonNumber(numbers[i]);
    return text + "])";
}

/// The learned layer with the start kernel; its numbers are not written.
CodeLayer learnedLayer(const CodeRun& run)
{
    Layer layer{converted<float>(run.spec.startKernel), float(run.spec.startBias), run.slides};
    return {std::move(layer), run.geometry};
}

void writeNumpyTarget(CodeWriter& code, const Computation& work, const NumpyDialect& dialect)
{
    const CodeRun& run = *work.run;
    if (!run.hidden)
        return writeNumpyArray(code, "target", "target.npy", run.targets, dialect.planesLast);
    code.comment("The target: what the hidden kernel makes of the input.");
    writeNumpyKernel(code, *run.hidden, dialect.convolves, 0);
    writeNumpyLayer(code, dialect, {*run.hidden, "x", work.planes(), dialect.planesLast}, "target");
}

void writeNumpyGradient(CodeWriter& code, const NumpySlide& slide, const CodeRun& run)
{
    const Axis &rows = slide.geometry().rows, &cols = slide.geometry().cols;
    const bool turned = run.geometry.operation == Operation::Convolution;
    code.line("slope = np.zeros(" + pythonPair(rows.kernel, cols.kernel) + ")");
    openPythonLoop(code, "a", rows.kernel, CodeRole::WindowRowLoop);
    openPythonLoop(code, "b", cols.kernel, CodeRole::WindowColumnLoop);
    writeMet(code, slide, CodeRole::Gradient);
    code.line("slope[a, b] = 2 * (residual * met).sum()", CodeRole::Gradient);
    code.outdent();
    code.outdent();
    const std::string flat = turned ? "slope[::-1, ::-1].ravel()" : "slope.ravel()";
    code.line("gradient = " + (run.spec.learnBias ? "np.append(" + flat + ", 2 * residual.sum())" : flat),
              CodeRole::Gradient);
    if (run.spec.reduction == Reduction::Mean)
        code.line("gradient = gradient / residual.size", CodeRole::Gradient);
}

void writeNumpyEpoch(CodeWriter& code, const NumpySlide& slide, const CodeRun& run, const NumpyDialect& dialect)
{
    const Shape kernel = run.geometry.kernel();
    const bool turned = run.geometry.operation == Operation::Convolution && !dialect.convolves;
    for (const auto& [epoch, rate] : rateSwitches(run)) {
        code.line("if n == " + std::to_string(epoch) + ":", CodeRole::Rate);
        code.line("    rate = " + pythonNumber(rate), CodeRole::Rate);
    }
    code.line("kernel = theta[:" + std::to_string(kernel.cells()) + "].reshape" +
                  pythonPair(kernel.rows, kernel.cols) +
                  (turned ? "[::-1, ::-1].copy()  # a convolution turns its kernel by 180°" : ""),
              CodeRole::Forward);
    dialect.correlate(code, slide);
    code.line("v = v + " + (run.spec.learnBias ? std::string("theta[-1]") : pythonNumber(run.spec.startBias)),
              CodeRole::Bias);
    code.line("residual = v - target", CodeRole::Residual);
    code.line(std::string("loss = (residual**2)") + (run.spec.reduction == Reduction::Sum ? ".sum()" : ".mean()"),
              CodeRole::Loss);
    writeNumpyGradient(code, slide, run);
    for (const std::string_view step : codeOf(run.spec.optimiser).numpy)
        code.line(step, CodeRole::Update);
}

} // namespace

void writeNumpyRun(CodeWriter& code, const Computation& work, const NumpyDialect& dialect)
{
    const CodeRun& run = *work.run;
    const CodeLayer learned = learnedLayer(run);
    const NumpySlide slide{learned, "x", work.planes(), dialect.planesLast};
    const auto count = std::size_t(run.learned());
    code.blank();
    code.setLayer(run.layer);
    writeNumpyTarget(code, work, dialect);
    code.blank();
    for (const std::string& line : runLines(work))
        code.comment(line, CodeRole::Layer);
    if (!dialect.learningNote.empty())
        code.comment(dialect.learningNote);
    dialect.pad(code, slide);
    std::vector<double> start = run.spec.startParameters();
    code.line("theta = " + numberList(start, count) + "  # the weights in reading order" +
              (run.spec.learnBias ? ", then the bias" : ""));
    for (const std::string_view memory : codeOf(run.spec.optimiser).memories)
        code.line(std::string(memory) + " = np.zeros(" + std::to_string(count) + ")");
    code.line("rate = " + pythonNumber(run.spec.rate), CodeRole::Rate);
    code.line("for n in range(1, " + std::to_string(run.epochs + 1) + "):", CodeRole::Epoch);
    code.indent();
    if (run.epochs == 0)
        code.line("pass");
    else
        writeNumpyEpoch(code, slide, run, dialect);
    code.outdent();
    code.setLayer(-1);
    code.blank();
    writeComments(code, runToleranceLines());
    code.line("expected = " + numberList(run.parameters, count));
    code.line("assert np.allclose(theta, expected, rtol=0, atol=" + pythonNumber(run.parameterTolerance) + "), theta",
              CodeRole::Assert);
    if (run.epochs > 0)
        code.line("assert abs(loss - " + pythonNumber(run.loss) + ") <= " + pythonNumber(run.lossTolerance) +
                      ", loss  # of the last epoch, before its update",
                  CodeRole::Assert);
}

} // namespace lab
