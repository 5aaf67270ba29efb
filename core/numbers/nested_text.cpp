// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/nested_text.h"

#include "core/numbers/number_text.h"
#include "core/numbers/text_forms.h"
#include "core/numbers/text_parts.h"

#include <algorithm>
#include <array>
#include <utility>

namespace lab
{

namespace
{

bool opens(char c)
{
    return c == '[' || c == '{' || c == '(';
}
bool closes(char c)
{
    return c == ']' || c == '}' || c == ')';
}
char closing(char c)
{
    return c == '[' ? ']' : c == '{' ? '}' : ')';
}

/// Functions and types of which an array is the first argument.
constexpr std::array kArrayNames{
    std::string_view("array"),       std::string_view("Array"),      std::string_view("asarray"),
    std::string_view("tensor"),      std::string_view("Tensor"),     std::string_view("to_tensor"),
    std::string_view("constant"),    std::string_view("matrix"),     std::string_view("Matrix"),
    std::string_view("list"),        std::string_view("tuple"),      std::string_view("c"),
    std::string_view("rbind"),       std::string_view("Variable"),   std::string_view("DeviceArray"),
    std::string_view("FloatTensor"), std::string_view("MatrixForm"), std::string_view("hcat"),
};

/// Reads nested brackets, whatever their kind.
class NestedReader
{
public:
    NestedReader(std::string_view text, bool linesAreRows) : m_text(text), m_linesAreRows(linesAreRows) {}

    static bool beginsIn(std::string_view text)
    {
        return !text.empty() && (opens(text.front()) || !NestedReader(text, false).call().empty());
    }

    Result<NestedText> read()
    {
        if (!value(0))
            return m_error;
        skip();
        if (at(',') || at(';'))
            ++m_at;
        skip();
        if (m_at < m_text.size() && !at('<')) { // "<NDArray 2x2 @cpu(0)>"
            refuse(m_at);
            return m_error;
        }
        if (m_found.cells.empty())
            return ErrorCode::EmptyText;
        for (const auto& size : m_sizes)
            m_found.shape.push_back(size.value_or(0));
        return m_found;
    }

private:
    bool at(char c) const { return m_at < m_text.size() && m_text[m_at] == c; }
    void skip() { m_at = std::min(m_text.find_first_not_of(kTextBlanks, m_at), m_text.size()); }

    bool refuse(std::size_t from)
    {
        m_error = {ErrorCode::NotANumber,
                   {std::to_string(m_rows + 1), std::to_string(m_inRow + 1), excerpt(m_text.substr(from))}};
        return false;
    }

    /// The number of parts of an array at a depth: as of the first, or they differ.
    bool sized(std::size_t depth, std::size_t count)
    {
        if (m_sizes.size() <= depth)
            m_sizes.resize(depth + 1);
        if (!m_sizes[depth])
            m_sizes[depth] = count;
        if (m_sizes[depth] == count)
            return true;
        m_error = {ErrorCode::RaggedRows,
                   {std::to_string(std::max<std::size_t>(m_rows, 1)), std::to_string(count),
                    std::to_string(*m_sizes[depth])}};
        return false;
    }

    std::size_t nameEnd() const
    {
        const auto isOfName = [](char c) { return isLetter(c) || isDigit(c) || c == '_' || c == '.'; };
        return std::size_t(std::find_if_not(m_text.begin() + std::ptrdiff_t(m_at), m_text.end(), isOfName) -
                           m_text.begin());
    }

    /// The name of the function at this place, without "np."; empty when none begins here of which an array is made.
    std::string_view call() const
    {
        const auto end = nameEnd();
        const auto name = m_text.substr(m_at, end - m_at);
        const auto last = name.substr(name.rfind('.') + 1);
        const auto bracket = m_text.find_first_not_of(kTextBlanks, end);
        const bool known = std::find(kArrayNames.begin(), kArrayNames.end(), last) != kArrayNames.end();
        return known && bracket != std::string_view::npos && m_text[bracket] == '(' ? last : std::string_view();
    }

    /// Past an argument "dtype=float32", up to its comma or bracket. R's "byrow=TRUE" and "nrow=2" mean something.
    bool keyword()
    {
        const auto begin = m_at, end = nameEnd();
        const auto equals = m_text.find_first_not_of(kTextBlanks, end);
        if (end == begin || !isLetter(m_text[begin]) || equals == std::string_view::npos || m_text[equals] != '=')
            return false;
        m_at = equals + 1;
        for (int depth = 0; m_at < m_text.size(); ++m_at) {
            const char c = m_text[m_at];
            if (depth == 0 && (c == ',' || closes(c)))
                break;
            depth += opens(c) || c == '<' ? 1 : closes(c) || c == '>' ? -1 : 0;
        }
        const auto name = m_text.substr(begin, end - begin);
        const auto value = trimmed(m_text.substr(equals + 1, m_at - equals - 1));
        constexpr double kMost = 1e9;
        if (const auto count = parseNumber(value); count && *count >= 1 && *count < kMost) {
            m_nrow = name == "nrow" ? std::size_t(*count) : m_nrow;
            m_ncol = name == "ncol" ? std::size_t(*count) : m_ncol;
        }
        m_byRow = m_byRow || (name == "byrow" && (value == "TRUE" || value == "T"));
        return true;
    }

    /// name(array, name=value, …)
    bool arguments(std::string_view name, std::size_t depth)
    {
        const auto begin = m_at;
        m_at = m_text.find('(', m_at);
        if (name == "c" || name == "rbind") // all of them are parts
            return parts(depth);
        ++m_at;
        bool there = false;
        for (skip(); m_at < m_text.size() && !closes(m_text[m_at]); skip()) {
            if (!keyword()) {
                if (there || !value(depth))
                    return there ? refuse(begin) : false;
                there = true;
            }
            skip();
            m_at += at(',') ? 1U : 0U;
        }
        if (m_at >= m_text.size() || !there)
            return refuse(begin);
        ++m_at;
        return name != "matrix" || !(m_nrow || m_ncol) || fold(begin);
    }

    /// R's matrix(c(1, 2, 3, 4), nrow = 2).
    bool fold(std::size_t begin)
    {
        const std::size_t all = m_found.cells.size();
        const std::size_t rows = m_nrow ? m_nrow : all / m_ncol;
        if (rows == 0 || all % rows != 0 || (m_ncol && rows * m_ncol != all))
            return refuse(begin);
        m_sizes = {rows, all / rows};
        m_found.byColumns = !m_byRow;
        return true;
    }

    bool cell(std::size_t depth)
    {
        if (m_cellDepth.value_or(depth) != depth)
            return refuse(m_at);
        m_cellDepth = depth;
        const auto begin = m_at;
        if (at('"') || at('\'')) {
            const auto end = m_text.find(m_text[begin], begin + 1);
            if (end == std::string_view::npos)
                return refuse(begin);
            m_at = end + 1;
            m_found.cells.push_back(m_text.substr(begin + 1, end - begin - 1));
            return true;
        }
        const auto ends = [](char c) {
            return c == ',' || c == ';' || opens(c) || closes(c) || kTextBlanks.find(c) != std::string_view::npos;
        };
        m_at = std::size_t(std::find_if(m_text.begin() + std::ptrdiff_t(begin), m_text.end(), ends) - m_text.begin());
        if (m_at == begin || (m_at < m_text.size() && opens(m_text[m_at])))
            return refuse(begin);
        m_found.cells.push_back(m_text.substr(begin, m_at - begin));
        return true;
    }

    bool value(std::size_t depth)
    {
        constexpr std::size_t kDeepest = 64;
        skip();
        if (m_at >= m_text.size() || depth > kDeepest)
            return refuse(0);
        if (const auto name = call(); !name.empty())
            return arguments(name, depth);
        return opens(m_text[m_at]) ? parts(depth) : cell(depth);
    }

    /// The parts between two brackets; those of a row between ';' or, where they are rows, line ends.
    bool parts(std::size_t depth)
    {
        const auto begin = m_at;
        const char end = closing(m_text[m_at++]);
        std::size_t count = 0, rows = 0, inRow = 0;
        bool scalars = false, split = false;
        const auto endRow = [&] {
            if (inRow == 0)
                return true;
            ++rows;
            ++m_rows;
            m_inRow = 0;
            return sized(depth + 1, std::exchange(inRow, 0));
        };
        for (bool separated = true;;) {
            const bool line = skipToPart();
            if (m_at >= m_text.size()) {
                m_inRow = 0;
                return refuse(begin);
            }
            const char c = m_text[m_at];
            if (c == end)
                break;
            const bool newRow = line && m_linesAreRows && scalars && inRow > 0;
            if (c == ';' || newRow) {
                m_at += c == ';' ? 1U : 0U;
                separated = split = true;
                if (!endRow())
                    return false;
                continue;
            }
            if (c == ',' && !separated) {
                separated = true;
                ++m_at;
                continue;
            }
            if (closes(c) || c == ',') { // of another kind; or nothing between two commas
                m_error = {ErrorCode::NotANumber,
                           {std::to_string(m_rows + 1), std::to_string(m_inRow + 1),
                            c == ',' ? std::string() : excerpt(m_text.substr(m_at))}};
                return false;
            }
            const bool nested = opens(c) || !call().empty();
            if (count > 0 && nested == scalars)
                return refuse(m_at);
            scalars = !nested;
            if (!value(depth + 1))
                return false;
            m_inRow += scalars ? 1U : 0U;
            ++count;
            ++inRow;
            separated = false;
        }
        ++m_at;
        if (split && scalars)
            return endRow() && sized(depth, rows);
        m_rows += scalars ? 1U : 0U;
        m_inRow = scalars ? 0 : m_inRow;
        return sized(depth, count);
    }

    /// Past blanks; answers whether there was a line end among them.
    bool skipToPart()
    {
        const auto begin = m_at;
        skip();
        return m_text.substr(begin, m_at - begin).find('\n') != std::string_view::npos;
    }

    std::string_view m_text;
    bool m_linesAreRows;
    std::size_t m_at = 0;
    std::size_t m_rows = 0, m_inRow = 0; ///< that are read, for what is said of errors
    std::vector<std::optional<std::size_t>> m_sizes;
    std::optional<std::size_t> m_cellDepth; ///< all cells lie equally deep
    std::size_t m_nrow = 0, m_ncol = 0;
    bool m_byRow = false;
    NestedText m_found;
    Error m_error{ErrorCode::EmptyText};
};

/// Behind "K =", "const float k[2][2] =", "Parameter containing:" and the like.
std::string_view behindAssignment(std::string_view text)
{
    constexpr std::string_view kNumbers = "numpy="; // "<tf.Tensor: shape=(2, 2), …, numpy=array(…)>"
    if (const auto at = text.find(kNumbers); text.starts_with("<") && at != std::string_view::npos)
        return trimmed(text.substr(at + kNumbers.size()), " \n>");
    for (const std::string_view mark : {":=", "<-", "=", ":"}) {
        const auto at = text.find(mark);
        if (at == std::string_view::npos || at == 0)
            continue;
        const auto before = text.substr(0, at);
        const bool declares = isLetter(before.front()) && std::count(before.begin(), before.end(), '\n') == 0 &&
                              before.find_first_of("(,;|\t\"") == std::string_view::npos;
        if (declares)
            return trimmed(text.substr(at + mark.size()));
    }
    return text;
}

/// "Float32[1 2; 3 4]" of Julia.
std::string_view behindType(std::string_view text)
{
    const auto end = text.find_first_of("[{(");
    const auto type = text.substr(0, std::min(end, text.size()));
    const bool typed = end != std::string_view::npos && end > 0 && text[end] == '[' && isLetter(text[0]) &&
                       std::all_of(type.begin(), type.end(), [](char c) { return isLetter(c) || isDigit(c); });
    return typed ? text.substr(end) : text;
}

} // namespace

std::optional<Result<NestedText>> nestedText(std::string_view text, bool linesAreRows)
{
    text = trimmed(text);
    if (isPrintOfR(text))
        return std::nullopt;
    text = behindType(behindAssignment(text));
    if (!NestedReader::beginsIn(text))
        return std::nullopt;
    if (const auto mark = shortenedAt(text); !mark.empty())
        return Error{ErrorCode::TextShortened, {std::string(mark)}};
    return NestedReader(text, linesAreRows).read();
}

} // namespace lab
