// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/matrix_text.h"

#include "core/numbers/array_layout.h"
#include "core/numbers/heavy_work.h"
#include "core/numbers/nested_text.h"
#include "core/numbers/number_text.h"
#include "core/numbers/text_bytes.h"
#include "core/numbers/text_forms.h"
#include "core/numbers/text_parts.h"
#include "core/numbers/text_sheet.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <new>
#include <utility>

namespace lab
{

namespace
{

constexpr std::string_view kPlaneMark = "# plane "; ///< "# plane 1 of 3", above each

Error at(ErrorCode code, const Sheet& sheet, std::size_t row, std::size_t col, std::string_view cell)
{
    return {
        code,
        {std::to_string(row + sheet.droppedRows + 1), std::to_string(col + sheet.droppedCols + 1), excerpt(cell)}};
}

template <class T>
Result<T> cellOf(std::string_view cell, const NumberMarks& marks, double scale)
{
    const auto value = numberFromText(cell, marks);
    if (!value)
        return value.error();
    const double scaled = scale == 1 ? *value : *value * scale;
    if constexpr (std::is_same_v<T, float>) {
        const auto nearest = floatOf(scaled);
        return nearest ? Result<T>(*nearest) : ErrorCode::ValueTooLarge;
    } else {
        return scaled;
    }
}

struct CellOptions {
    NumberMarks marks;
    double scale = 1;
    EmptyCells empty = EmptyCells::Refused;
    bool mixed = false; ///< some numbers have the other decimal mark
};

template <class T>
struct Numbers {
    BasicGrid<T> grid;
    int emptyCells = 0;
};

template <class T>
Result<Numbers<T>> numbersOf(const Sheet& sheet, const CellOptions& options)
{
    if (sheet.rows() == 0 || sheet.cols(0) == 0)
        return ErrorCode::EmptyText;
    const std::size_t cols = sheet.cols(0);
    std::vector<T> cells;
    cells.reserve(sheet.cells.size());
    int empty = 0;
    for (std::size_t r = 0; r < sheet.rows(); ++r) {
        const auto row = sheet.row(r);
        for (std::size_t c = 0; c < row.size(); ++c) {
            if (row[c].empty() && options.empty != EmptyCells::Refused) {
                ++empty;
                cells.push_back(options.empty == EmptyCells::Zero ? T(0) : std::numeric_limits<T>::quiet_NaN());
                continue;
            }
            const auto value = cellOf<T>(row[c], options.marks, options.scale);
            if (!value) {
                const bool large = value.error().code == ErrorCode::ValueTooLarge;
                const bool mixed = options.mixed && row[c].find_first_of(",.") != std::string_view::npos;
                return at(large   ? ErrorCode::NumberTooLarge
                          : mixed ? ErrorCode::MixedDecimals
                                  : ErrorCode::NotANumber,
                          sheet, r, c, row[c]);
            }
            cells.push_back(*value);
        }
        if (row.size() != cols)
            return Error{ErrorCode::RaggedRows,
                         {std::to_string(r + sheet.droppedRows + 1), std::to_string(row.size() + sheet.droppedCols),
                          std::to_string(cols + sheet.droppedCols)}};
    }
    constexpr auto kMost = std::size_t(std::numeric_limits<int>::max());
    if (cells.size() > kMost)
        return Error{ErrorCode::TooLarge, {std::to_string(sheet.rows()), std::to_string(cols)}};
    auto grid = BasicGrid<T>::uninitialised({int(sheet.rows()), int(cols)});
    std::copy(cells.begin(), cells.end(), grid.cells().begin());
    return Numbers<T>{std::move(grid), empty};
}

// ---- lines of cells

/// The ways to tell rows and cells apart that a text may be meant in, the likelier first; without decimal marks.
std::vector<TextForm> formsOf(const TextLines& lines, TextSource source)
{
    const std::string_view text = lines.text;
    if (lines.cols)
        return {{'\n', *lines.cols, '.'}};
    const auto has = [&](char c) { return text.find(c) != std::string_view::npos; };
    const auto last = trimmed(text, " \t\v\f\n;");
    const bool oneLine = last.find('\n') == std::string_view::npos;
    std::vector<TextForm> forms;
    const auto addCols = [&](char rows) {
        if (has('\t') && trimmed(text, " \n").find('\t') != std::string_view::npos) {
            forms.push_back({rows, '\t', '.'});
        } else if (has('|')) {
            forms.push_back({rows, '|', '.'});
        } else {
            if (has(','))
                forms.push_back({rows, ',', '.'});
            forms.push_back({rows, ' ', '.'});
            if (trimmed(text, " \n").find(' ') != std::string_view::npos)
                forms.push_back({rows, '\0', '.'});
        }
    };
    if (has(';')) {
        if (oneLine && source == TextSource::Typed)
            addCols(';');
        forms.push_back({'\n', ';', '.'});
    } else {
        addCols('\n');
    }
    return forms;
}

/// Semicolons that only end lines, as in MATLAB, separate nothing.
std::string withoutLineEndings(std::string text)
{
    if (text.find(';') == std::string::npos)
        return text;
    std::string made;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const auto line = trimmed(std::string_view(text).substr(begin, end - begin));
        const auto first = line.find(';');
        if (first != std::string_view::npos && first + 1 != line.size())
            return text;
        made += line.substr(0, first);
        made += '\n';
        begin = end + 1;
    }
    return made;
}

/// The cells of a text in a form, without names, and what is said of their marks.
struct Table {
    Sheet sheet;
    Marks marks;
};

Table tableOf(const TextLines& lines, const TextForm& form)
{
    Table table{withoutNames(withoutEmptyEnds(sheetOf(lines.text, form))), {}};
    for (const std::string_view cell : table.sheet.cells)
        table.marks.look(cell);
    return table;
}

template <class T>
Result<MatrixText<T>> readTable(const Table& table, const TextLines& lines, const TextForm& form, EmptyCells empty)
{
    const NumberMarks marks{
        .decimal = form.decimal, .thousands = true, .blanks = form.cols != ' ' && form.cols != ',', .words = true};
    auto numbers = numbersOf<T>(table.sheet, {marks, lines.scale, empty, table.marks.mixed()});
    if (!numbers)
        return numbers.error();
    MatrixText<T> read;
    read.planes.push_back(std::move(numbers->grid));
    read.form = form;
    read.header = table.sheet.droppedRows > 0 || lines.labelled;
    read.names = table.sheet.droppedCols > 0 || lines.labelled;
    read.firstName = excerpt(table.sheet.firstName);
    read.emptyCells = numbers->emptyCells;
    read.scale = lines.scale;
    return read;
}

template <class T>
bool sameNumbers(const BasicGrid<T>& a, const BasicGrid<T>& b)
{
    return a.shape() == b.shape() && std::equal(a.cells().begin(), a.cells().end(), b.cells().begin(),
                                                [](T x, T y) { return x == y || (std::isnan(x) && std::isnan(y)); });
}

/// The first way in which a text could be read, with the others beside it; or what was wrong with the first.
template <class T>
class Readings
{
public:
    void add(Result<MatrixText<T>> read)
    {
        if (!read) {
            m_error = m_error ? m_error : std::optional(read.error());
            return;
        }
        const auto& grid = read->planes.front();
        const auto same = [&](const auto& one) { return sameNumbers(one.planes.front(), grid); };
        if (std::none_of(m_read.begin(), m_read.end(), same))
            m_read.push_back(std::move(*read));
    }
    bool taken() const { return !m_read.empty(); }
    /// Cells are missing in what the text is most likely meant to be.
    bool gaps() const
    {
        return !taken() && m_error &&
               (m_error->code == ErrorCode::RaggedRows ||
                (m_error->code == ErrorCode::NotANumber && m_error->arguments.back().empty()));
    }

    Result<MatrixText<T>> result()
    {
        if (m_read.empty())
            return m_error ? *m_error : Error{ErrorCode::EmptyText};
        for (std::size_t i = 1; i < m_read.size(); ++i) {
            const auto cells = m_read[i].planes.front().cells();
            m_read[0].others.push_back(
                {m_read[i].form, m_read[i].planes.front().shape(), cells.front(), cells.back()});
        }
        return std::move(m_read.front());
    }

private:
    std::vector<MatrixText<T>> m_read;
    std::optional<Error> m_error;
};

/// "0,25": hardly two cells.
bool hasZeroComma(std::string_view text)
{
    for (std::size_t at = text.find("0,"); at != std::string_view::npos; at = text.find("0,", at + 1))
        if ((at == 0 || (!isDigit(text[at - 1]) && text[at - 1] != ',')) && at + 2 < text.size() &&
            isDigit(text[at + 2]))
            return true;
    return false;
}

template <class T>
Result<MatrixText<T>> readLines(std::string_view text, const TextOptions& options)
{
    constexpr std::size_t kMostCompared = 1'000'000; // bytes of a text that is read in more ways than one
    auto found = linesOfText(text);
    if (!found)
        return found.error();
    TextLines lines = std::move(*found);
    if (!lines.cols)
        lines.text = withoutLineEndings(std::move(lines.text));
    if (options.form)
        return readTable<T>(tableOf(lines, *options.form), lines, *options.form, options.empty);
    const bool decimalCommas = hasZeroComma(lines.text);
    Readings<T> readings;
    for (TextForm form : formsOf(lines, options.source)) {
        if (readings.gaps() && !decimalCommas)
            break; // a cell that is missing makes no decimal commas of the others
        const Table table = tableOf(lines, form);
        for (const char decimal : table.marks.decimals()) {
            form.decimal = decimal;
            readings.add(readTable<T>(table, lines, form, options.empty));
        }
        if (readings.taken() && lines.text.size() > kMostCompared)
            break;
    }
    return readings.result();
}

// ---- brackets

template <class T>
Result<MatrixText<T>> numbersOf(const NestedText& nested)
{
    const auto layout = layoutOf(nested.shape, nested.byColumns);
    constexpr auto kMost = std::size_t(std::numeric_limits<int>::max());
    if (!layout || layout->alphaLeftOut || nested.cells.size() > kMost)
        return Error{ErrorCode::TextShape, {shapeText(nested.shape)}};
    const NumberMarks marks{.decimal = '.', .words = true};
    MatrixText<T> read;
    read.form = {'\n', '[', '.'};
    for (std::size_t p = 0; p < layout->planes; ++p) {
        auto plane = BasicGrid<T>::uninitialised({int(layout->rows), int(layout->cols)});
        for (std::size_t r = 0; r < layout->rows; ++r)
            for (std::size_t c = 0; c < layout->cols; ++c) {
                const std::ptrdiff_t place = std::ptrdiff_t(p) * layout->planeStep +
                                             std::ptrdiff_t(r) * layout->rowStep +
                                             std::ptrdiff_t(c) * layout->colStep;
                const auto cell = nested.cells[std::size_t(place)];
                const auto value = cellOf<T>(cell, marks, 1);
                if (!value)
                    return Error{value.error().code == ErrorCode::ValueTooLarge ? ErrorCode::NumberTooLarge
                                                                                : ErrorCode::NotANumber,
                                 {std::to_string(p * layout->rows + r + 1), std::to_string(c + 1), excerpt(cell)}};
                plane.at(int(r), int(c)) = *value;
            }
        read.planes.push_back(std::move(plane));
    }
    return read;
}

/// None where the text is not in brackets.
template <class T>
std::optional<Result<MatrixText<T>>> readNested(std::string_view text, const TextOptions& options)
{
    const std::string clean = withoutComments(text);
    const auto readAs = [&](bool linesAreRows) -> std::optional<Result<MatrixText<T>>> {
        const auto nested = nestedText(clean, linesAreRows);
        if (!nested)
            return std::nullopt;
        auto read = *nested ? numbersOf<T>(**nested) : Result<MatrixText<T>>((*nested).error());
        if (read)
            read->form.rows = linesAreRows ? '\n' : ' ';
        return read;
    };
    if (options.form)
        return readAs(options.form->rows == '\n');
    auto rows = readAs(true);
    if (!rows)
        return std::nullopt;
    Readings<T> readings;
    readings.add(std::move(*rows));
    if (auto broken = readAs(false))
        readings.add(std::move(*broken));
    return readings.result();
}

// ---- planes

Error notPlanes(std::size_t planes, Shape shape)
{
    const std::array<std::uint64_t, 3> axes{planes, std::uint64_t(shape.rows), std::uint64_t(shape.cols)};
    return {ErrorCode::TextShape, {shapeText(axes)}};
}

/// The text of each plane; empty where it is not marked as planes.
std::vector<std::string_view> planeTexts(std::string_view text)
{
    std::vector<std::string_view> planes;
    for (std::size_t mark = text.starts_with(kPlaneMark) ? 0 : std::string_view::npos;
         mark != std::string_view::npos;) {
        const auto begin = std::min(text.find('\n', mark), text.size());
        const auto next = text.find("\n# plane ", begin);
        planes.push_back(text.substr(begin, next == std::string_view::npos ? next : next - begin));
        mark = next == std::string_view::npos ? next : next + 1;
    }
    return planes;
}

template <class T>
Result<MatrixText<T>> readPlanes(const std::vector<std::string_view>& texts, const TextOptions& options)
{
    MatrixText<T> all;
    for (const std::string_view text : texts) {
        auto plane = readLines<T>(text, options);
        if (!plane)
            return plane.error();
        all.form = plane->form;
        all.planes.push_back(std::move(plane->planes.front()));
    }
    const Shape shape = all.planes.front().shape();
    const bool same =
        std::all_of(all.planes.begin(), all.planes.end(), [&](const auto& p) { return p.shape() == shape; });
    if (same && (all.planes.size() == 1 || all.planes.size() == 3))
        return all;
    return notPlanes(all.planes.size(), shape);
}

template <class T>
Result<MatrixText<T>> read(std::string_view text, const TextOptions& options)
{
    try {
        if (trimmed(text, " \t\v\f\n").empty())
            return ErrorCode::EmptyText;
        if (const auto planes = planeTexts(text); !planes.empty())
            return readPlanes<T>(planes, options);
        const std::string printed = withoutPrompts(text);
        if (auto nested = readNested<T>(printed, options))
            return std::move(*nested);
        return readLines<T>(printed, options);
    } catch (const std::bad_alloc&) {
        return ErrorCode::OutOfMemory;
    }
}

template <class T>
Result<BasicGrid<T>> oneMatrix(std::string_view bytes)
{
    auto text = read<T>(textOfBytes(bytes), {});
    if (!text)
        return text.error();
    if (text->planes.size() == 1)
        return std::move(text->planes.front());
    return notPlanes(text->planes.size(), text->planes.front().shape());
}

template <class T>
std::string csvOf(GridView<T> matrix)
{
    noteHeavyWork(HeavyWork::Write, matrix.shape().cells());
    std::string text;
    for (int r = 0; r < matrix.rows(); ++r) {
        for (int c = 0; c < matrix.cols(); ++c) {
            text += c > 0 ? "," : "";
            text += shortest(matrix.at(r, c));
        }
        text += '\n';
    }
    return text;
}

template <class T>
std::string csvOf(std::span<const BasicGrid<T>> planes)
{
    if (planes.size() == 1)
        return csvOf(planes.front().view());
    std::string text;
    for (std::size_t p = 0; p < planes.size(); ++p)
        text += std::string(kPlaneMark) + std::to_string(p + 1) + " of " + std::to_string(planes.size()) + '\n' +
                csvOf(planes[p].view());
    return text;
}

} // namespace

Result<MatrixText<float>> readMatrixText(std::string_view text, const TextOptions& options)
{
    return read<float>(text, options);
}

Result<MatrixText<double>> readMatrixText64(std::string_view text, const TextOptions& options)
{
    return read<double>(text, options);
}

Result<Grid> matrixFromText(std::string_view text)
{
    return oneMatrix<float>(text);
}

Result<Grid64> matrix64FromText(std::string_view text)
{
    return oneMatrix<double>(text);
}

std::string csvFromMatrix(GridView<float> matrix)
{
    return csvOf(matrix);
}

std::string csvFromPlanes(std::span<const Grid> planes)
{
    return csvOf(planes);
}

std::string csvFromPlanes(std::span<const Grid64> planes)
{
    return csvOf(planes);
}

std::string tensorText(GridView<double> matrix, int decimals)
{
    constexpr double kMostFixed = 1e8;
    bool large = false;
    for (int r = 0; r < matrix.rows(); ++r)
        for (const double value : matrix.row(r))
            large |= std::isfinite(value) && std::abs(value) > kMostFixed;
    const auto textOf = [&](double value) { return large ? scientific(value, decimals) : fixed(value, decimals); };
    std::size_t width = 0;
    for (int r = 0; r < matrix.rows(); ++r)
        for (const double value : matrix.row(r))
            width = std::max(width, textOf(value).size());
    std::string text = "[";
    for (int r = 0; r < matrix.rows(); ++r) {
        text += r > 0 ? ",\n [" : "[";
        for (int c = 0; c < matrix.cols(); ++c) {
            const std::string number = textOf(matrix.at(r, c));
            text += c > 0 ? ", " : "";
            text.append(width - number.size(), ' ');
            text += number;
        }
        text += ']';
    }
    return text + "]";
}

} // namespace lab
