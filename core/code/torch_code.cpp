// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/code/languages.h"
#include "core/code/numpy_parts.h"
#include "core/code/optimiser_code.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace lab
{

namespace
{

struct TorchBorder {
    Border border;
    std::string_view mode; ///< of torch.nn.functional.pad; empty: it has none
    int (*reach)(int size); ///< how far that goes
    std::string_view index; ///< of the positions `at` along an axis of `size` cells
};

constexpr std::array kTorchBorders{
    TorchBorder{Border::Zero, "constant", nullptr, ""},
    TorchBorder{Border::Replicate, "replicate", nullptr, ""},
    TorchBorder{Border::Reflect, "reflect", [](int n) { return n - 1; },
                "torch.minimum(at % (2 * size - 2), 2 * size - 2 - at % (2 * size - 2))"},
    TorchBorder{Border::Symmetric, "", [](int) { return 0; },
                "torch.minimum(at % (2 * size), 2 * size - 1 - at % (2 * size))"},
    TorchBorder{Border::Circular, "circular", [](int n) { return n; }, "at % size"},
};

const TorchBorder& torchBorder(Border border)
{
    const TorchBorder& found = kTorchBorders[std::size_t(border)];
    assert(found.border == border);
    return found;
}

bool torchReaches(const Geometry& g)
{
    const auto reach = torchBorder(g.border).reach;
    const auto far = [&](const Axis& axis) {
        return std::max(axis.margin.before, axis.margin.after) > reach(axis.input);
    };
    return !reach || (!far(g.rows) && !far(g.cols));
}

void torchAxis(CodeWriter& code, const Axis& axis, Border border, const std::string& name)
{
    code.line("at, size = torch.arange(" + std::to_string(-axis.margin.before) + ", " +
                  std::to_string(axis.input + axis.margin.after) + "), " + std::to_string(axis.input),
              CodeRole::Padding);
    code.line(name + " = " + (axis.input == 1 ? "0 * at" : std::string(torchBorder(border).index)),
              CodeRole::Padding);
}

void padByTorch(CodeWriter& code, const CodeLayer& one)
{
    const Geometry& g = one.geometry;
    if (!hasMargin(g))
        return code.line("padded = x", CodeRole::Padding);
    if (!torchReaches(g)) {
        code.comment(g.border == Border::Symmetric ? "PyTorch has no such border rule: by hand."
                                                   : "PyTorch's border does not reach so far: by hand.");
        torchAxis(code, g.rows, g.border, "rows");
        torchAxis(code, g.cols, g.border, "cols");
        return code.line("padded = x[:, :, rows][:, :, :, cols]", CodeRole::Padding);
    }
    std::string widths;
    for (const int width : {g.cols.margin.before, g.cols.margin.after, g.rows.margin.before, g.rows.margin.after})
        widths += (widths.empty() ? "" : ", ") + std::to_string(width);
    const bool lowest = one.layer.kind == LayerKind::MaxPool;
    code.line("padded = F.pad(x, (" + widths + "), mode=\"" + std::string(torchBorder(g.border).mode) + "\"" +
                  (lowest ? ", value=-inf" : "") + ")",
              CodeRole::Padding);
}

std::string torchArray(bool fromFile)
{
    return fromFile ? "torch.from_numpy(np.load(\"" : "torch.tensor(";
}

/// As (planes, 1, rows, columns).
void writeTorchArray(CodeWriter& code, std::string_view name, std::string_view file, const std::vector<Plane>& planes)
{
    const Shape shape = planes.front().shape();
    const std::string set = std::string(name) + " = ", view = ".double().view(" + std::to_string(planes.size()) +
                                                              ", 1, " + std::to_string(shape.rows) + ", " +
                                                              std::to_string(shape.cols) + ")";
    code.array(file, planes, kPythonArray,
               {set + torchArray(false), ", dtype=torch.float32)" + view, set + torchArray(true), "\"))" + view});
}

void writeTorchKernel(CodeWriter& code, const Layer& layer, int number)
{
    const std::string file = "kernel" + (number > 0 ? std::to_string(number) : std::string()) + ".npy";
    writeTorchArray(code, "kernel", file, planeOf(layer.kernel));
    code.line("bias = torch.tensor([" + pythonNumber(layer.bias) + "], dtype=torch.float32).double()");
}

std::string slideOptions(const Geometry& g)
{
    std::string text;
    if (g.rows.stride > 1 || g.cols.stride > 1)
        text += ", stride=" + pythonPair(g.rows.stride, g.cols.stride);
    if (g.rows.dilation > 1 || g.cols.dilation > 1)
        text += ", dilation=" + pythonPair(g.rows.dilation, g.cols.dilation);
    return text;
}

void convolveByTorch(CodeWriter& code, const Geometry& g)
{
    if (g.operation == Operation::Convolution)
        code.comment("PyTorch's convolution is a cross-correlation: the kernel is turned by 180°.");
    const std::string kernel = g.operation == Operation::Convolution ? "kernel.flip((2, 3))" : "kernel";
    code.line("v = F.conv2d(padded, " + kernel + ", bias" + slideOptions(g) + ")", CodeRole::Product);
}

void writeTorchLayer(CodeWriter& code, const CodeLayer& one, int number, std::string_view y)
{
    constexpr std::array<std::string_view, 4> kActivations{"v", "torch.relu(v)", "torch.tanh(v)", "torch.sigmoid(v)"};
    const Geometry& g = one.geometry;
    if (!one.layer.pools())
        writeTorchKernel(code, one.layer, number);
    padByTorch(code, one);
    if (one.layer.pools()) {
        const std::string function = one.layer.kind == LayerKind::MaxPool ? "F.max_pool2d" : "F.avg_pool2d";
        code.line("v = " + function + "(padded, " + pythonPair(g.rows.kernel, g.cols.kernel) +
                      ", stride=" + pythonPair(g.rows.stride, g.cols.stride) + ")",
                  CodeRole::Product);
    } else {
        convolveByTorch(code, g);
    }
    if (one.layer.activates() != Activation::None)
        code.line("v = " + std::string(kActivations[std::size_t(one.layer.activation)]), CodeRole::Activation);
    code.line(std::string(y) + " = v.float().double()  # a map is kept in single precision", CodeRole::Store);
}

std::string torchNumbers(std::span<const double> numbers, Shape shape)
{
    std::string text = "torch.tensor([";
    for (std::size_t i = 0; i < numbers.size(); ++i)
        text += (i > 0 ? ", " : "") + pythonNumber(numbers[i]);
    text += "], dtype=torch.float64)";
    if (!shape.empty())
        text += ".view(1, 1, " + std::to_string(shape.rows) + ", " + std::to_string(shape.cols) + ")";
    return text;
}

void writeTorchTarget(CodeWriter& code, const CodeRun& run)
{
    if (!run.hidden)
        return writeTorchArray(code, "target", "target.npy", run.targets);
    code.comment("The target: what the hidden kernel makes of the input.");
    writeTorchLayer(code, *run.hidden, 0, "target");
}

void writeTorchEpoch(CodeWriter& code, const CodeRun& run)
{
    for (const auto& [epoch, rate] : rateSwitches(run)) {
        code.line("if n == " + std::to_string(epoch) + ":", CodeRole::Rate);
        code.line("    optimiser.param_groups[0][\"lr\"] = " + pythonNumber(rate), CodeRole::Rate);
    }
    code.line("optimiser.zero_grad()", CodeRole::Gradient);
    convolveByTorch(code, run.geometry);
    code.line("residual = v - target", CodeRole::Residual);
    code.line(std::string("loss = (residual**2)") + (run.spec.reduction == Reduction::Sum ? ".sum()" : ".mean()"),
              CodeRole::Loss);
    code.line("loss.backward()", CodeRole::Gradient);
    code.line("optimiser.step()", CodeRole::Update);
}

void writeTorchEnds(CodeWriter& code, const CodeRun& run)
{
    const auto weights = std::span(run.parameters).first(std::size_t(run.geometry.taps()));
    const std::string within = ", rtol=0, atol=" + pythonNumber(run.parameterTolerance) + ")";
    code.blank();
    writeComments(code, runToleranceLines());
    code.line("expected = " + torchNumbers(weights, run.geometry.kernel()));
    code.line("assert torch.allclose(kernel, expected" + within + ", kernel", CodeRole::Assert);
    if (run.spec.learnBias)
        code.line("assert abs(bias.item() - " + pythonNumber(run.parameters.back()) +
                      ") <= " + pythonNumber(run.parameterTolerance) + ", bias",
                  CodeRole::Assert);
    if (run.epochs > 0)
        code.line("assert abs(loss.item() - " + pythonNumber(run.loss) + ") <= " + pythonNumber(run.lossTolerance) +
                      ", loss  # of the last epoch, before its update",
                  CodeRole::Assert);
}

void writeTorchRun(CodeWriter& code, const Computation& work)
{
    const CodeRun& run = *work.run;
    const OptimiserCode& optimiser = codeOf(run.spec.optimiser);
    code.blank();
    code.setLayer(run.layer);
    writeTorchTarget(code, run);
    code.blank();
    for (const std::string& line : runLines(work))
        code.comment(line, CodeRole::Layer);
    const CodeLayer learned{Layer{converted<float>(run.spec.startKernel), 0, run.slides}, run.geometry};
    padByTorch(code, learned);
    const auto start = run.spec.startKernel.cells();
    code.line("kernel = " + torchNumbers(start, run.geometry.kernel()) + ".requires_grad_()");
    code.line("bias = " + torchNumbers(std::array{run.spec.startBias}, {}) +
              (run.spec.learnBias ? ".requires_grad_()" : ""));
    code.line("optimiser = torch.optim." + std::string(optimiser.torch) + "([kernel" +
                  (run.spec.learnBias ? ", bias" : "") + "], lr=" + pythonNumber(run.spec.rate) +
                  std::string(optimiser.torchMore) + ")",
              CodeRole::Rate);
    code.line("for n in range(1, " + std::to_string(run.epochs + 1) + "):", CodeRole::Epoch);
    code.indent();
    if (run.epochs == 0)
        code.line("pass");
    else
        writeTorchEpoch(code, run);
    code.outdent();
    code.setLayer(-1);
    writeTorchEnds(code, run);
}

} // namespace

Code codeInTorch(const Computation& work)
{
    CodeWriter code("#");
    code.comment("PyTorch's tensors are planes × 1 × rows × columns: each plane by itself, with the one kernel.");
    code.line("from math import inf, nan");
    code.line("import numpy as np");
    code.line("import torch");
    code.line("import torch.nn.functional as F");
    code.blank();
    writeTorchArray(code, "x", "input.npy", work.inputs);
    for (std::size_t l = 0; l < work.layers.size(); ++l) {
        code.blank();
        code.setLayer(int(l));
        code.comment(headingOf(work.layers[l], int(l) + 1), CodeRole::Layer);
        writeTorchLayer(code, work.layers[l], int(l) + 1, "x");
    }
    code.setLayer(-1);
    if (work.run) {
        writeTorchRun(code, work);
        return code.take();
    }
    code.blank();
    writeTorchArray(code, "expected", "output.npy", work.outputs);
    writeComments(code, toleranceLines(work));
    code.line("tolerance = " + pythonNumber(work.tolerance));
    code.line("assert torch.allclose(x, expected, rtol=0, atol=tolerance, equal_nan=True), x", CodeRole::Assert);
    return code.take();
}

} // namespace lab
