// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layers/layer.h"
#include "core/numbers/grid.h"

#include <string>
#include <string_view>

namespace lab
{

/// A window of a layer, to be told in LaTeX. What it looks at must outlive it.
struct LatexStep {
    GridView<float> x;
    const Layer& layer;
    const Geometry& geometry; ///< of the layer on x
    GridView<float> y; ///< what the layer makes of x
    OutputCell cell;
};

/// The fewest digits, "\infty", "\mathrm{NaN}", "1.5 \cdot 10^{-7}"; for math mode.
std::string latexNumber(float value);
std::string latexNumber(double value);

/// The number of the cell as the formula of its window, product by product: an align*, which needs amsmath.
std::string latexFormula(const LatexStep& step);
/// "K = ( … )": a pmatrix in display mode, under a name.
std::string latexMatrix(std::string_view name, GridView<float> matrix);
/// The numbers alone, as a tabular with the rules of booktabs.
std::string latexTable(GridView<float> matrix);
/// Input, kernel and output with the window and its cell: a tikzpicture. Of what is large, the neighbourhood of the
/// window.
std::string latexPicture(const LatexStep& step);

/// A document of its own that holds `body`, with all that the others need.
std::string latexDocument(std::string_view body);
/// The formula, the three matrices where they are not large, and the picture.
std::string latexBody(const LatexStep& step);

} // namespace lab
