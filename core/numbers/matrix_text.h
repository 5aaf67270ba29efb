// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/grid.h"
#include "core/numbers/result.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lab
{

/// Matrices and text. How a text is read is decided once, for the whole of it; the rules are in docs/conventions.md.

/// Where a text comes from: in a single line ';' separates rows when a person wrote it (typed, pasted, an option),
/// and columns when it is a file.
enum class TextSource { Typed, File };

/// What the marks of a text mean.
struct TextForm {
    char rows = '\n'; ///< or ';'
    char cols = ','; ///< or ';', '\t', '|', ' ' (blanks), '\0' (one cell a row), '[' (brackets)
    char decimal = '.'; ///< or ','; the other one and blanks may set off thousands
    bool operator==(const TextForm&) const = default;
};

enum class EmptyCells { Refused, Zero, Nan };

struct TextOptions {
    TextSource source = TextSource::Typed;
    std::optional<TextForm> form = {}; ///< instead of the one that the rules find
    EmptyCells empty = EmptyCells::Refused;
};

/// What was read, and all that a person should be told of it.
template <class T>
struct MatrixText {
    std::vector<BasicGrid<T>> planes; ///< 1 or 3
    TextForm form;
    bool header = false; ///< a first row of names was left out
    bool names = false; ///< a first column of names was left out
    std::string firstName = {}; ///< of those that were left out, as far as excerpt() quotes it
    int emptyCells = 0; ///< that were filled
    double scale = 1; ///< by which all numbers were multiplied, as MATLAB prints it
    /// Another way in which the text makes sense, with other numbers.
    struct Other {
        TextForm form;
        Shape shape;
        T first = 0; ///< the first of its numbers, for it to be told by
        T last = 0;
    };
    std::vector<Other> others = {};
};

/// A matrix, or three of one shape as planes, from text: CSV and its kin, what LibreOffice, browsers and terminals
/// copy, what Python, NumPy, PyTorch, TensorFlow, Julia, MATLAB, Octave, R, Mathematica, C, Markdown, HTML and LaTeX
/// print or accept. `text`: as textOfBytes() makes it. Errors: EmptyText, NotANumber, NumberTooLarge, MixedDecimals,
/// RaggedRows, TextShape, TextShortened, OutOfMemory.
Result<MatrixText<float>> readMatrixText(std::string_view text, const TextOptions& options = {});
Result<MatrixText<double>> readMatrixText64(std::string_view text, const TextOptions& options = {});

/// The one matrix of a text that a person wrote. Errors: as above, and TextShape for three.
Result<Grid> matrixFromText(std::string_view text);
Result<Grid64> matrix64FromText(std::string_view text);

/// Rows on lines ended by '\n', cells separated by commas, each the shortest text of its number.
std::string csvFromMatrix(GridView<float> matrix);
/// Three planes stand under one another, each below a comment line "# plane 1 of 3".
std::string csvFromPlanes(std::span<const Grid> planes);
std::string csvFromPlanes(std::span<const Grid64> planes);

/// "[[ 0.9510, -1.0295]]": as PyTorch prints a 2-D tensor, four decimals, one line per row; all with powers of ten
/// ("1.0000e+38") where one is beyond 1e8.
std::string tensorText(GridView<double> matrix, int decimals = 4);

} // namespace lab
