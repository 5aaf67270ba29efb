// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/code/latex.h"

#include "core/layers/step.h"
#include "core/numbers/number_text.h"

#include <array>
#include <cmath>
#include <cstdlib>

namespace lab
{

namespace
{

constexpr int kMatrixCols = 10; ///< as many columns as amsmath allows unless it is told
constexpr std::int64_t kBodyCells = 400; ///< a larger matrix fills more than a page
constexpr std::array<std::string_view, 4> kLatexActivations{"", "\\operatorname{ReLU}", "\\tanh",
                                                            "\\operatorname{sigmoid}"};

template <class T>
std::string mathNumber(T value)
{
    if (std::isnan(value))
        return "\\mathrm{NaN}";
    if (std::isinf(value))
        return value < 0 ? "-\\infty" : "\\infty";
    const std::string text = shortest(value);
    const auto power = text.find('e');
    if (power == std::string::npos)
        return text;
    return text.substr(0, power) + " \\cdot 10^{" + std::to_string(std::atoi(text.c_str() + power + 1)) + "}";
}

/// A cell or a weight, in brackets where it is negative or a product itself.
std::string singleFactor(double value)
{
    const std::string text = mathNumber(float(value));
    return text.front() == '-' || text.find(' ') != std::string::npos ? "(" + text + ")" : text;
}

std::string rowsOf(GridView<float> matrix, bool math)
{
    const std::string mark = math ? "" : "$";
    std::string text;
    for (int r = 0; r < matrix.rows(); ++r) {
        for (int c = 0; c < matrix.cols(); ++c)
            text += (c > 0 ? " & " : "    ") + mark + latexNumber(matrix.at(r, c)) + mark;
        text += " \\\\\n";
    }
    return text;
}

/// The terms of a window, a row of it on each line, joined by `sign`.
template <class Term>
std::string termLines(const Explanation& told, const Geometry& g, std::string_view sign, const Term& term)
{
    std::string text;
    for (std::size_t t = 0; t < told.terms.size(); ++t) {
        if (t > 0)
            text += int(t) % g.cols.kernel == 0 ? " \\\\\n    &\\quad " : " ";
        if (t > 0)
            text += std::string(sign) + " ";
        text += term(told.terms[t]);
    }
    return text;
}

/// What a window comes to, before its activation.
std::string windowText(const Explanation& told, const Geometry& g)
{
    const auto x = [](const Term& term) { return singleFactor(term.x); };
    if (told.kind == LayerKind::MaxPool)
        return "\\max \\{ " +
               termLines(told, g, ",",
                         [](const Term& term) {
                             return term.source ? mathNumber(float(term.x)) : std::string("-\\infty");
                         }) +
               " \\}";
    if (told.kind == LayerKind::AveragePool)
        return "\\frac{1}{" + std::to_string(g.taps()) + "} \\cdot ( " + termLines(told, g, "+", x) + " )";
    return termLines(told, g, "+",
                     [](const Term& term) { return singleFactor(term.x) + " \\cdot " + singleFactor(term.w); }) +
           " \\\\\n    &\\quad + " + singleFactor(told.bias);
}

} // namespace

std::string latexNumber(float value)
{
    return mathNumber(value);
}

std::string latexNumber(double value)
{
    return mathNumber(value);
}

std::string latexFormula(const LatexStep& step)
{
    const Explanation told = explain(step.x, step.layer, step.geometry, step.cell);
    std::string text =
        "\\begin{align*}\n    y_{" + std::to_string(step.cell.row) + "," + std::to_string(step.cell.col) + "} &= ";
    const Activation activation = step.layer.activates();
    if (activation == Activation::None)
        return text + windowText(told, step.geometry) + " \\\\\n    &= " + latexNumber(told.value) +
               "\n\\end{align*}\n";
    const std::string function(kLatexActivations[std::size_t(activation)]);
    return text + function + "(v) = " + latexNumber(told.value) +
           " \\\\\n    v &= " + windowText(told, step.geometry) + " \\\\\n    &= " + latexNumber(told.sum) +
           "\n\\end{align*}\n";
}

std::string latexMatrix(std::string_view name, GridView<float> matrix)
{
    std::string text;
    if (matrix.cols() > kMatrixCols)
        text = "\\setcounter{MaxMatrixCols}{" + std::to_string(matrix.cols()) + "}\n";
    return text + "\\[\n" + std::string(name) + " = \\begin{pmatrix}\n" + rowsOf(matrix, true) +
           "\\end{pmatrix}\n\\]\n";
}

std::string latexTable(GridView<float> matrix)
{
    return "\\begin{tabular}{" + std::string(std::size_t(matrix.cols()), 'r') + "}\n    \\toprule\n" +
           rowsOf(matrix, false) + "    \\bottomrule\n\\end{tabular}\n";
}

std::string latexDocument(std::string_view body)
{
    return "\\documentclass{article}\n\\usepackage{amsmath}\n\\usepackage{booktabs}\n\\usepackage{tikz}\n"
           "\\begin{document}\n" +
           std::string(body) + "\\end{document}\n";
}

std::string latexBody(const LatexStep& step)
{
    std::string text = latexFormula(step);
    const auto add = [&](std::string_view name, GridView<float> matrix) {
        if (matrix.shape().cells() <= kBodyCells)
            text += latexMatrix(name, matrix);
    };
    add("X", step.x);
    if (!step.layer.pools())
        add("K", step.layer.kernel);
    add("Y", step.y);
    return text + "\n" + latexPicture(step);
}

} // namespace lab
