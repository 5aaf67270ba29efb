// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/text_forms.h"

#include "core/numbers/number_text.h"
#include "core/numbers/text_parts.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace lab
{

namespace
{

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
}

/// The place of `what` (in small letters) in the text, whatever the case of its letters.
std::size_t findAnyCase(std::string_view text, std::string_view what, std::size_t from = 0)
{
    const auto begin = text.begin() + std::ptrdiff_t(std::min(from, text.size()));
    const auto found =
        std::search(begin, text.end(), what.begin(), what.end(), [](char a, char b) { return lower(a) == b; });
    return found == text.end() ? std::string_view::npos : std::size_t(found - text.begin());
}

void replaceAll(std::string& text, std::string_view what, std::string_view with)
{
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
}

template <class Use>
void forEachLine(std::string_view text, Use use)
{
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        use(text.substr(begin, end - begin));
        begin = end + 1;
    }
}

std::vector<std::string_view> words(std::string_view line)
{
    std::vector<std::string_view> found;
    for (std::size_t at = line.find_first_not_of(kTextBlanks); at != std::string_view::npos;) {
        const auto end = std::min(line.find_first_of(kTextBlanks, at), line.size());
        found.push_back(line.substr(at, end - at));
        at = line.find_first_not_of(kTextBlanks, end);
    }
    return found;
}

// ---- HTML

/// What an entity of HTML stands for; those that stand in numbers.
std::string entity(std::string_view name)
{
    constexpr std::pair<std::string_view, std::string_view> kEntities[] = {
        {"nbsp", "\u00A0"},   {"thinsp", "\u2009"}, {"minus", "\u2212"}, {"infin", "\u221E"}, {"amp", "&"},
        {"lt", "<"},          {"gt", ">"},          {"quot", "\""},      {"times", "\u00D7"}, {"#8722", "\u2212"},
        {"#x2212", "\u2212"}, {"#160", "\u00A0"},   {"#xa0", "\u00A0"},  {"#8239", "\u202F"}, {"#x202f", "\u202F"},
        {"#45", "-"},         {"ndash", "\u2013"},  {"#8211", "\u2013"}, {"#39", "'"},        {"middot", "\u00B7"},
    };
    for (const auto& [known, text] : kEntities)
        if (name == known)
            return std::string(text);
    return "&" + std::string(name) + ";";
}

/// The first table: a line a row, a tab between cells.
std::string linesOfHtml(std::string_view text)
{
    const auto table = findAnyCase(text, "<table");
    if (table != std::string_view::npos)
        text = text.substr(table, findAnyCase(text, "</table", table) - table);
    std::string lines;
    bool first = true; // cell of its row
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == '<') {
            const auto end = std::min(text.find('>', at), text.size());
            const auto tag = text.substr(at + 1, end - at - 1);
            const auto is = [&](std::string_view name) {
                return findAnyCase(tag.substr(0, name.size()), name) == 0 &&
                       (tag.size() == name.size() || !isLetter(tag[name.size()]));
            };
            if (is("tr")) {
                lines += '\n';
                first = true;
            } else if (is("td") || is("th")) {
                lines += first ? "" : "\t";
                first = false;
            }
            at = end + 1;
        } else if (const auto end = text.find(';', at); text[at] == '&' && end < at + 10) {
            lines += entity(text.substr(at + 1, end - at - 1));
            at = end + 1;
        } else {
            lines += text[at] == '\n' || text[at] == '\t' ? ' ' : text[at];
            ++at;
        }
    }
    return lines;
}

// ---- LaTeX

/// The text between the braces that begin at `at`, which moves behind them; none where there are none.
std::optional<std::string> inBraces(std::string_view text, std::size_t& at)
{
    if (at >= text.size() || text[at] != '{')
        return std::nullopt;
    int depth = 0;
    for (std::size_t end = at; end < text.size(); ++end) {
        depth += text[end] == '{' ? 1 : text[end] == '}' ? -1 : 0;
        if (depth == 0) {
            std::string found(text.substr(at + 1, end - at - 1));
            at = end + 1;
            return found;
        }
    }
    return std::nullopt;
}

/// What a command stands for; `at` is behind its name, and moves behind what belongs to it. \hline and the like are
/// nothing.
std::string latexCommand(std::string_view name, std::string_view text, std::size_t& at)
{
    if (name == "frac" || name == "tfrac" || name == "dfrac") {
        const auto above = inBraces(text, at), below = inBraces(text, at);
        return above.value_or("?") + "/" + below.value_or("?");
    }
    if (name == "begin" || name == "end") {
        inBraces(text, at);
        if (name == "begin")
            inBraces(text, at); // the alignment of the columns
        return "\n";
    }
    if (name == "left" || name == "right") // and its bracket
        at += text.substr(std::min(at, text.size())).starts_with('\\') ? 2U : 1U;
    if (name == "cmidrule" || name == "cline")
        inBraces(text, at);
    if (name == "times" || name == "cdot") {
        at = std::min(text.find_first_not_of(' ', at), text.size());
        return "×";
    }
    return name == "infty" ? "\u221E" : "";
}

std::string linesOfLatex(std::string_view text)
{
    std::string lines;
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (text.substr(at).starts_with("\\\\")) {
            lines += '\n';
            at += 2;
            if (at < text.size() && text[at] == '[') // the height of the row
                at = std::min(text.find(']', at), text.size() - 1) + 1;
        } else if (c == '\\' && at + 1 < text.size() && isLetter(text[at + 1])) {
            const auto end = std::size_t(
                std::find_if_not(text.begin() + std::ptrdiff_t(at) + 1, text.end(), isLetter) - text.begin());
            const auto name = text.substr(at + 1, end - at - 1);
            at = end;
            lines += latexCommand(name, text, at);
        } else if (c == '\\') {
            at += 2; // a thin space
        } else {
            if (c != '$' && c != '{' && c != '}')
                lines += c == '&' ? '\t' : c == '~' || c == '\n' ? ' ' : c;
            ++at;
        }
    }
    return lines;
}

// ---- what is printed in lines

/// "|---|:--:|", "-----+-----", "═══": between the rows of a table.
bool isRule(std::string_view line)
{
    constexpr std::string_view kRuleMarks = "-+|=: ";
    return line.find("--") != std::string_view::npos || line.find("==") != std::string_view::npos
               ? line.find_first_not_of(kRuleMarks) == std::string_view::npos
               : false;
}

bool isComment(std::string_view line)
{
    return line.starts_with('#') || line.starts_with('%') || line.starts_with("//");
}

/// "1, 2 # a row" without its end.
std::string_view withoutRemark(std::string_view line)
{
    for (const std::string_view mark : {" #", "\t#", " //", "\t//", " %"})
        if (const auto at = line.find(mark); at != std::string_view::npos) {
            const auto behind = line.substr(at + mark.size());
            if (mark != " %" || (!behind.empty() && behind.front() == ' ')) // not "5 %"
                line = line.substr(0, at);
        }
    return line;
}

/// "2×2 Matrix{Float64}:", "A =", "ans =", "tensor:": what stands above numbers.
bool isCaption(std::string_view line)
{
    if (!line.ends_with('=') && !line.ends_with(':'))
        return false;
    return std::any_of(line.begin(), line.end(), isLetter) && line.find_first_of(";|\t") == std::string_view::npos;
}

/// "A = 7" of a single number.
std::string_view behindName(std::string_view line)
{
    const auto equals = line.find(" = ");
    const auto name = trimmed(line.substr(0, std::min(equals, line.size())));
    const bool named =
        equals != std::string_view::npos && !name.empty() && isLetter(name.front()) &&
        std::all_of(name.begin(), name.end(), [](char c) { return isLetter(c) || isDigit(c) || c == '_'; });
    return named ? line.substr(equals + 3) : line;
}

/// " Columns 1 through 8:", "Column 9", "Columns 9 and 10:"
bool isBlockTitle(std::string_view line)
{
    return line.starts_with("Columns ") || (line.starts_with("Column ") && line.size() > 7 && isDigit(line[7]));
}

/// The labels of a print of R: "[,1]" of columns, "[1,]" of rows.
bool isColumnLabel(std::string_view word)
{
    return word.size() > 3 && word.starts_with("[,") && isDigit(word[2]) && word.ends_with(']');
}
bool isRowLabel(std::string_view word)
{
    return word.size() > 3 && word.front() == '[' && isDigit(word[1]) && word.ends_with(",]");
}

/// "[1] 3 4" of a vector, which goes on below as "[9] 5 6".
bool isVectorLabel(std::string_view word)
{
    return word.size() > 2 && word.front() == '[' && word.back() == ']' &&
           std::all_of(word.begin() + 1, word.end() - 1, isDigit);
}

/// "1.0e+03 *": none where the line is none.
std::optional<double> scaleOf(std::string_view line)
{
    if (!line.ends_with('*'))
        return std::nullopt;
    return parseNumber(line.substr(0, line.size() - 1));
}

/// Rows that were printed in blocks of columns, put beside one another again.
class Blocks
{
public:
    void begin()
    {
        if (!m_blocks.back().empty())
            m_blocks.emplace_back();
    }
    void add(std::string_view row) { m_blocks.back().push_back(row); }

    std::string text() const
    {
        std::string all;
        for (std::size_t row = 0; row < m_blocks.front().size(); ++row) {
            for (const auto& block : m_blocks)
                if (row < block.size())
                    (all += block[row]) += m_blocks.size() > 1 ? " " : "";
            all += '\n';
        }
        return all;
    }

private:
    std::vector<std::vector<std::string_view>> m_blocks{1}; ///< the lines of each
};

/// 0, 1, 2 … or 1, 2, 3 …
bool countsUp(const std::vector<std::string_view>& cells)
{
    const auto from = [&](std::size_t first) {
        return std::all_of(cells.begin(), cells.end(),
                           [&](std::string_view cell) { return cell == std::to_string(first++); });
    };
    return !cells.empty() && (from(0) || from(1));
}

/// Without the labels over all columns but the first and before all rows, as pandas and R print a data frame.
bool takeFrameLabels(std::string& text)
{
    std::vector<std::vector<std::string_view>> rows;
    constexpr std::size_t kMostLook = 4000;
    forEachLine(std::string_view(text).substr(0, text.find('\n', kMostLook)),
                [&](std::string_view line) { rows.push_back(words(line)); });
    if (rows.size() < 2 || text.find_first_of(",;\t|") != std::string::npos)
        return false;
    const std::size_t cols = rows.front().size();
    std::vector<std::string_view> firsts;
    for (std::size_t r = 1; r < rows.size(); ++r) {
        if (rows[r].size() != cols + 1)
            return false;
        firsts.push_back(rows[r].front());
    }
    const bool named = std::none_of(rows[0].begin(), rows[0].end(), [](auto cell) { return parseNumber(cell); });
    if (cols == 0 || !(named || countsUp(rows[0])) || !(countsUp(firsts) || named))
        return false;
    std::string without;
    bool first = true;
    forEachLine(text, [&](std::string_view line) {
        line = trimmed(line);
        if (!std::exchange(first, false))
            (without += line.substr(std::min(line.find(' '), line.size()))) += '\n';
    });
    text = std::move(without);
    return true;
}

/// How long the prompt is that a line begins with; 0 where it begins with none.
std::size_t promptOf(std::string_view line)
{
    for (const std::string_view prompt : {">>> ", ">> ", "> ", "julia> "})
        if (line.starts_with(prompt))
            return prompt.size();
    for (const auto& [begin, end] : {std::pair("In [", "]: "), std::pair("octave:", "> ")})
        if (const auto at = line.find(end); line.starts_with(begin) && at != std::string_view::npos)
            return at + std::string_view(end).size();
    return 0;
}

} // namespace

bool isPrintOfR(std::string_view text)
{
    const auto parts = words(text.substr(0, text.find('\n')));
    return !parts.empty() && (isColumnLabel(parts[0]) || isRowLabel(parts[0]) ||
                              (parts[0] == "[1]" && parts.size() > 1 && parts[1].front() != '['));
}

std::string_view shortenedAt(std::string_view text)
{
    for (const std::string_view mark : {"...", "…", "⋯", "⋮", "⋱"})
        if (text.find(mark) != std::string_view::npos)
            return mark;
    return {};
}

Result<TextLines> linesOfText(std::string_view text)
{
    constexpr std::size_t kLook = 4096; // what tells a form stands at the beginning
    const auto head = text.substr(0, kLook);
    TextLines found;
    std::string made;
    if (text.starts_with('<') && findAnyCase(head, "<t") != std::string_view::npos) {
        made = linesOfHtml(text);
        found.cols = '\t';
    } else if (head.find("\\begin{") != std::string_view::npos || head.find("\\\\") != std::string_view::npos) {
        made = linesOfLatex(text);
        found.cols = '\t';
    } else if (head.find("\u2502") != std::string_view::npos || head.find("\u2551") != std::string_view::npos) {
        made = text; // a frame of line characters
        for (const std::string_view bar : {"\u2502", "\u2551", "\u2503", "\u2506"})
            replaceAll(made, bar, "|");
        for (const std::string_view rule :
             {"\u2500", "\u2550", "\u2501", "\u253C", "\u251C", "\u2524", "\u252C", "\u2534", "\u250C",
              "\u2510", "\u2514", "\u2518", "\u2554", "\u2557", "\u255A", "\u255D", "\u255F", "\u2562",
              "\u2564", "\u2567", "\u256A", "\u255E", "\u2561", "\u256B", "\u2560", "\u2563", "\u256C",
              "\u2566", "\u2569", "\u256D", "\u256E", "\u256F", "\u2570"})
            replaceAll(made, rule, "-");
    }
    if (!made.empty())
        text = made;
    const auto mark = shortenedAt(text.substr(0, kLook));
    if (!mark.empty())
        return Error{ErrorCode::TextShortened, {std::string(mark)}};

    Blocks blocks;
    bool first = true, ofR = false;
    forEachLine(text, [&](std::string_view line) {
        const auto start = trimmed(line, " \v\f");
        if (trimmed(start).empty() || isComment(trimmed(start)) || isRule(start))
            return;
        if (std::exchange(first, false)) {
            if (start.size() == 5 && findAnyCase(start, "sep=") == 0) {
                found.cols = start[4];
                first = false;
                return;
            }
            if (findAnyCase(start, "sep=") == 0 && trimmed(start.substr(4)).empty()) { // sep=<tab>
                found.cols = '\t';
                return;
            }
        }
        const auto scale = scaleOf(start);
        if (scale || isCaption(start) || isBlockTitle(start)) {
            found.scale = scale.value_or(found.scale);
            if (isBlockTitle(start))
                blocks.begin();
            return;
        }
        if (start.starts_with("[")) {
            const auto parts = words(start);
            if (std::all_of(parts.begin(), parts.end(), isColumnLabel)) {
                blocks.begin();
                ofR = true;
                return;
            }
            if (isRowLabel(parts.front()) || isVectorLabel(parts.front())) {
                if (isVectorLabel(parts.front()))
                    blocks.begin();
                blocks.add(start.substr(parts.front().size()));
                ofR = true;
                return;
            }
        }
        blocks.add(behindName(withoutRemark(line)));
    });
    found.text = blocks.text();
    found.labelled = ofR || (!found.cols && takeFrameLabels(found.text));
    if (ofR)
        found.cols = ' ';
    return found;
}

std::string withoutPrompts(std::string_view text)
{
    if (promptOf(trimmed(text)) == 0)
        return std::string(text);
    std::string printed, typed;
    forEachLine(text, [&](std::string_view line) {
        const std::size_t prompt = promptOf(line);
        if (prompt > 0)
            (typed += line.substr(prompt)) += '\n';
        else if (!line.starts_with("... ")) // of Python, where what was typed goes on
            (printed += line) += '\n';
    });
    return trimmed(printed).empty() ? typed : printed;
}

std::string withoutComments(std::string_view text)
{
    std::string without;
    forEachLine(text, [&](std::string_view line) {
        if (!isComment(trimmed(line)))
            (without += withoutRemark(line)) += '\n';
    });
    for (std::size_t at = without.find("/*"); at != std::string::npos; at = without.find("/*")) {
        const auto end = without.find("*/", at + 2);
        without.erase(at, end == std::string::npos ? end : end + 2 - at);
    }
    return without;
}

} // namespace lab
