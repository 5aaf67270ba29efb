// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/code/latex.h"
#include "core/numbers/number_text.h"

#include <algorithm>

namespace lab
{

namespace
{

constexpr int kDrawnSide = 12; ///< cells of a tensor along one axis, or as many as the window has
constexpr int kGap = 2; ///< between two tensors, in cells

/// Cells of a tensor that are drawn: a part of it around what is lit.
struct Drawn {
    int first; ///< negative in the padding
    int count;
};

Drawn drawnAlong(int begin, int end, int litFirst, int litCount)
{
    const int count = std::min(end - begin, std::max(kDrawnSide, litCount));
    const int middle = litFirst + litCount / 2 - count / 2;
    return {std::clamp(middle, begin, end - count), count};
}

/// A tensor from a column of the picture on.
class TensorPicture
{
public:
    TensorPicture(Drawn rows, Drawn cols, int left) : m_rows(rows), m_cols(cols), m_left(left) {}

    int right() const { return m_left + m_cols.count; }
    std::string place(int row, int col) const
    {
        return "(" + std::to_string(m_left + col - m_cols.first) + ", " + std::to_string(m_rows.first - row) + ")";
    }
    std::string middle(int row, int col) const
    {
        return "(" + shortest(double(m_left + col - m_cols.first) + 0.5) + ", " +
               shortest(double(m_rows.first - row) - 0.5) + ")";
    }
    std::string framed(std::string_view style, Rect cells) const
    {
        return "    \\draw[" + std::string(style) + "] " + place(cells.row, cells.col) + " rectangle " +
               place(cells.row + cells.rows, cells.col + cells.cols) + ";\n";
    }
    /// Every drawn cell with the text that `number` has for it; empty: a cell of the padding.
    template <class Number>
    std::string cells(const Number& number) const
    {
        std::string text;
        for (int r = m_rows.first; r < m_rows.first + m_rows.count; ++r)
            for (int c = m_cols.first; c < m_cols.first + m_cols.count; ++c) {
                const std::string shown = number(r, c);
                text += framed(shown.empty() ? "densely dotted" : "thin", {r, c, 1, 1});
                if (!shown.empty())
                    text += "    \\node at " + middle(r, c) + " {$" + shown + "$};\n";
            }
        return text;
    }

private:
    Drawn m_rows, m_cols;
    int m_left;
};

/// None beyond the matrix.
std::string numberIn(GridView<float> matrix, int row, int col)
{
    return inside(InputCell{row, col}, matrix.shape()) ? latexNumber(matrix.at(row, col)) : std::string();
}

} // namespace

std::string latexPicture(const LatexStep& step)
{
    const Axis &rows = step.geometry.rows, &cols = step.geometry.cols;
    const Rect window = step.geometry.inputWindow(step.cell);
    const TensorPicture input(
        drawnAlong(-rows.margin.before, rows.input + rows.margin.after, window.row, window.rows),
        drawnAlong(-cols.margin.before, cols.input + cols.margin.after, window.col, window.cols), 0);
    std::string text = "\\begin{tikzpicture}[scale=0.6, every node/.style={font=\\tiny}]\n";
    text += input.cells([&](int r, int c) { return numberIn(step.x, r, c); });
    text += input.framed("very thick, blue", window);
    int left = input.right() + kGap;
    if (!step.layer.pools()) {
        const TensorPicture kernel(drawnAlong(0, rows.kernel, 0, rows.kernel),
                                   drawnAlong(0, cols.kernel, 0, cols.kernel), left);
        text += kernel.cells([&](int r, int c) { return numberIn(step.layer.kernel, r, c); });
        text += kernel.framed("thick", {0, 0, rows.kernel, cols.kernel});
        left = kernel.right() + kGap;
    }
    const TensorPicture output(drawnAlong(0, rows.output, step.cell.row, 1),
                               drawnAlong(0, cols.output, step.cell.col, 1), left);
    text += output.cells([&](int r, int c) { return numberIn(step.y, r, c); });
    text += output.framed("very thick, red", {step.cell.row, step.cell.col, 1, 1});
    return text + "\\end{tikzpicture}\n";
}

} // namespace lab
