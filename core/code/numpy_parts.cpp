// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/code/numpy_parts.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace lab
{

namespace
{

struct NumpyBorder {
    Border border;
    std::string_view mode; ///< of np.pad
    int (*reach)(int size); ///< how far every version of np.pad goes by the rule; null: as far as asked
    std::string_view index; ///< of the positions `at` along an axis of `size` cells
};

constexpr std::array kNumpyBorders{
    NumpyBorder{Border::Zero, "constant", nullptr, ""},
    NumpyBorder{Border::Replicate, "edge", nullptr, ""},
    NumpyBorder{Border::Reflect, "reflect", [](int n) { return n - 1; },
                "np.minimum(at % (2 * size - 2), 2 * size - 2 - at % (2 * size - 2))"},
    NumpyBorder{Border::Symmetric, "symmetric", [](int n) { return n; },
                "np.minimum(at % (2 * size), 2 * size - 1 - at % (2 * size))"},
    NumpyBorder{Border::Circular, "wrap", [](int n) { return n; }, "at % size"},
};

const NumpyBorder& numpyBorder(Border border)
{
    const NumpyBorder& found = kNumpyBorders[std::size_t(border)];
    assert(found.border == border);
    return found;
}

bool reachesBeyond(const Axis& axis, int (*reach)(int))
{
    return reach && std::max(axis.margin.before, axis.margin.after) > reach(axis.input);
}

void indexAxis(CodeWriter& code, const Axis& axis, Border border, const std::string& name)
{
    const std::string rule = axis.input == 1 ? "0 * at" : std::string(numpyBorder(border).index);
    code.line("at, size = np.arange(" + std::to_string(-axis.margin.before) + ", " +
                  std::to_string(axis.input + axis.margin.after) + "), " + std::to_string(axis.input),
              CodeRole::Padding);
    code.line(name + " = " + rule, CodeRole::Padding);
}

std::string activationText(Activation activation)
{
    constexpr std::array<std::string_view, 4> kTexts{"v", "np.maximum(v, 0)", "np.tanh(v)", "1 / (1 + np.exp(-v))"};
    return std::string(kTexts[std::size_t(activation)]);
}

/// Goes over the taps, each with `met`.
void writeTaps(CodeWriter& code, const NumpySlide& slide, std::string_view product)
{
    openPythonLoop(code, "a", slide.geometry().rows.kernel, CodeRole::WindowRowLoop);
    openPythonLoop(code, "b", slide.geometry().cols.kernel, CodeRole::WindowColumnLoop);
    writeMet(code, slide, CodeRole::Window);
    code.line(product, CodeRole::Product);
    code.outdent();
    code.outdent();
}

std::string mapShape(const NumpySlide& slide)
{
    const Shape y = slide.geometry().output();
    const std::string planes = std::to_string(slide.planes),
                      cells = std::to_string(y.rows) + ", " + std::to_string(y.cols);
    if (slide.planes == 1)
        return "(" + cells + ")";
    return slide.planesLast ? "(" + cells + ", " + planes + ")" : "(" + planes + ", " + cells + ")";
}

void writeNumpyAssert(CodeWriter& code, const Computation& work, const NumpyDialect& dialect)
{
    code.blank();
    writeNumpyArray(code, "expected", "output.npy", work.outputs, dialect.planesLast);
    writeComments(code, toleranceLines(work));
    code.line("tolerance = " + pythonNumber(work.tolerance));
    code.line("assert np.allclose(x, expected, rtol=0, atol=tolerance, equal_nan=True), x", CodeRole::Assert);
}

} // namespace

bool hasMargin(const Geometry& geometry)
{
    return geometry.rows.margin != Margin{} || geometry.cols.margin != Margin{};
}

std::string pythonPair(int a, int b)
{
    return "(" + std::to_string(a) + ", " + std::to_string(b) + ")";
}

void openPythonLoop(CodeWriter& code, std::string_view index, int count, CodeRole role)
{
    code.line("for " + std::string(index) + " in range(" + std::to_string(count) + "):", role);
    code.indent();
}

void padByNumpy(CodeWriter& code, const NumpySlide& slide)
{
    const Geometry& g = slide.geometry();
    if (!hasMargin(g))
        return code.line("padded = " + std::string(slide.x), CodeRole::Padding);
    const NumpyBorder& border = numpyBorder(g.border);
    if (reachesBeyond(g.rows, border.reach) || reachesBeyond(g.cols, border.reach)) {
        code.comment("The margin goes round more than once, which not every np.pad does: by hand.");
        indexAxis(code, g.rows, g.border, "rows");
        indexAxis(code, g.cols, g.border, "cols");
        return code.line("padded = " + std::string(slide.x) + "[..., rows, :][..., cols]", CodeRole::Padding);
    }
    const Margin r = g.rows.margin, c = g.cols.margin;
    const std::string widths = std::string(slide.planes > 1 ? "((0, 0), " : "(") + pythonPair(r.before, r.after) +
                               ", " + pythonPair(c.before, c.after) + ")";
    const bool lowest = slide.one.layer.kind == LayerKind::MaxPool;
    code.line("padded = np.pad(" + std::string(slide.x) + ", " + widths + ", mode=\"" + std::string(border.mode) +
                  "\"" + (lowest ? ", constant_values=-np.inf" : "") + ")",
              CodeRole::Padding);
}

void writeMet(CodeWriter& code, const NumpySlide& slide, CodeRole role)
{
    const Axis &rows = slide.geometry().rows, &cols = slide.geometry().cols;
    const auto cells = [](std::string_view tap, const Axis& axis) {
        return sliceOf(tap, axis.dilation, (axis.output - 1) * axis.stride + 1, axis.stride);
    };
    code.line("met = padded[" + std::string(slide.lead()) + cells("a", rows) + ", " + cells("b", cols) + "]", role);
}

void correlateByTaps(CodeWriter& code, const NumpySlide& slide)
{
    code.line("v = np.zeros(" + mapShape(slide) + ")");
    writeTaps(code, slide, "v += met * kernel[a, b]");
}

void largestByTaps(CodeWriter& code, const NumpySlide& slide)
{
    code.line("v = np.full(" + mapShape(slide) + ", -np.inf)");
    writeTaps(code, slide, "v = np.maximum(v, met)");
}

void averageByTaps(CodeWriter& code, const NumpySlide& slide)
{
    code.line("v = np.zeros(" + mapShape(slide) + ")");
    writeTaps(code, slide, "v += met");
    code.line("v = v / " + std::to_string(slide.geometry().taps()), CodeRole::Product);
}

void writeNumpyArray(CodeWriter& code, std::string_view name, std::string_view file, const std::vector<Plane>& planes,
                     bool planesLast)
{
    const std::string set = std::string(name) + " = ";
    code.array(
        file, planes, kPythonArray,
        {set + "np.array(", ", dtype=np.float32).astype(np.float64)", set + "np.load(\"", "\").astype(np.float64)"});
    if (planesLast && planes.size() > 1)
        code.line(set + "np.ascontiguousarray(np.moveaxis(" + std::string(name) + ", 0, -1))  # planes last");
}

void writeNumpyKernel(CodeWriter& code, const CodeLayer& one, bool convolves, int number)
{
    const std::string file = "kernel" + (number > 0 ? std::to_string(number) : std::string()) + ".npy";
    writeNumpyArray(code, "kernel", file, planeOf(one.layer.kernel), false);
    if (one.geometry.operation == Operation::Convolution && !convolves)
        code.line("kernel = kernel[::-1, ::-1].copy()  # a convolution turns its kernel by 180°");
}

void writeNumpyActivation(CodeWriter& code, Activation activation)
{
    if (activation != Activation::None)
        code.line("v = " + activationText(activation), CodeRole::Activation);
}

void writeNumpyLayer(CodeWriter& code, const NumpyDialect& dialect, const NumpySlide& slide, std::string_view y)
{
    const Layer& layer = slide.one.layer;
    const std::string kept = std::string(y) + " = v.astype(np.float32).astype(np.float64)";
    dialect.pad(code, slide);
    const std::int64_t cells = slide.geometry().output().cells() * slide.planes;
    if (dialect.cells && cells <= kMostWrittenCells) {
        code.line("y = np.zeros(" + mapShape(slide) + ", dtype=np.float32)  # a map is kept in single precision");
        dialect.cells(code, slide);
        return code.line(std::string(y) + " = y.astype(np.float64)");
    }
    const auto slideOver = layer.kind == LayerKind::MaxPool       ? dialect.largest
                           : layer.kind == LayerKind::AveragePool ? dialect.average
                                                                  : dialect.correlate;
    slideOver(code, slide);
    if (!layer.pools())
        code.line("v = v + np.float32(" + pythonNumber(layer.bias) + ")", CodeRole::Bias);
    if (layer.activates() != Activation::None && !dialect.activationNote.empty())
        code.comment(dialect.activationNote);
    writeNumpyActivation(code, layer.activates());
    code.line(kept + "  # a map is kept in single precision", CodeRole::Store);
}

Code numpyCode(const Computation& work, const NumpyDialect& dialect)
{
    CodeWriter code("#");
    code.comment(std::string(dialect.title));
    if (!work.finite)
        code.line("from math import inf, nan");
    code.line("import numpy as np");
    for (const std::string_view import : dialect.imports)
        code.line(import);
    code.blank();
    writeNumpyArray(code, "x", "input.npy", work.inputs, dialect.planesLast);
    for (std::size_t l = 0; l < work.layers.size(); ++l) {
        const CodeLayer& one = work.layers[l];
        code.blank();
        code.setLayer(int(l));
        code.comment(headingOf(one, int(l) + 1), CodeRole::Layer);
        if (!one.layer.pools())
            writeNumpyKernel(code, one, dialect.convolves, int(l) + 1);
        writeNumpyLayer(code, dialect, {one, "x", work.planes(), dialect.planesLast}, "x");
    }
    code.setLayer(-1);
    if (work.run)
        writeNumpyRun(code, work, dialect);
    else
        writeNumpyAssert(code, work, dialect);
    return code.take();
}

} // namespace lab
