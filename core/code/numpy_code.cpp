// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/code/languages.h"
#include "core/code/numpy_parts.h"

namespace lab
{

namespace
{

void closeCell(CodeWriter& code, const NumpySlide& slide)
{
    code.line("y[" + std::string(slide.lead()) + "i, j] = v", CodeRole::Store);
    code.outdent();
    code.outdent();
}

/// As the book does it: a window, its products, their sum.
void writeCells(CodeWriter& code, const NumpySlide& slide)
{
    const Axis &rows = slide.geometry().rows, &cols = slide.geometry().cols;
    const Layer& layer = slide.one.layer;
    openPythonLoop(code, "i", rows.output, CodeRole::RowLoop);
    openPythonLoop(code, "j", cols.output, CodeRole::ColumnLoop);
    code.line("window = padded[" + std::string(slide.lead()) +
                  sliceOf("i", rows.stride, rows.extent(), rows.dilation) + ", " +
                  sliceOf("j", cols.stride, cols.extent(), cols.dilation) + "]",
              CodeRole::Window);
    const std::string axes = slide.planes > 1 ? "(axis=(-2, -1))" : "()";
    if (layer.kind == LayerKind::MaxPool)
        code.line("v = window.max" + axes, CodeRole::Product);
    else if (layer.kind == LayerKind::AveragePool)
        code.line("v = window.mean" + axes, CodeRole::Product);
    else
        code.line("v = (window * kernel).sum" + axes, CodeRole::Product);
    if (!layer.pools())
        code.line("v = v + np.float32(" + pythonNumber(layer.bias) + ")", CodeRole::Bias);
    writeNumpyActivation(code, layer.activates());
    closeCell(code, slide);
}

constexpr NumpyDialect kNumpy{
    .title = "NumPy has neither convolution nor pooling of matrices: both by their windows.",
    .imports = {},
    .planesLast = false,
    .convolves = false,
    .pad = padByNumpy,
    .correlate = correlateByTaps,
    .largest = largestByTaps,
    .average = averageByTaps,
    .activationNote = "",
    .learningNote = "NumPy has no derivatives: the gradient and the step by their formulas.",
    .cells = writeCells};

} // namespace

Code codeInNumpy(const Computation& work)
{
    return numpyCode(work, kNumpy);
}

} // namespace lab
