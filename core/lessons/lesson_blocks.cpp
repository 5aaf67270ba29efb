// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lessons/lesson_blocks.h"

#include "core/teaching/words.h"

#include <algorithm>
#include <array>
#include <utility>

namespace lab
{

namespace
{

constexpr std::array<std::string_view, 11> kAllKinds{"lesson", "session", "view",   "focus",    "ask", "expect",
                                                     "on",     "hint",    "reveal", "controls", "note"};
/// Code that a lesson may show as it is.
constexpr std::array<std::string_view, 14> kCode{"",      "text",   "python", "py",   "c++", "cpp",     "c",
                                                 "julia", "matlab", "r",      "bash", "sh",  "console", "json"};
constexpr std::size_t kMostPerSection = 200;

/// How many marks of a fence a line begins with, after at most three blanks; 0: it is none.
struct Fence {
    char mark = 0;
    std::size_t length = 0;
    std::string_view info;
};
std::optional<Fence> fenceOf(std::string_view line)
{
    std::size_t at = 0;
    while (at < line.size() && at < 4 && line[at] == ' ')
        ++at;
    if (at > 3 || at >= line.size() || (line[at] != '`' && line[at] != '~'))
        return std::nullopt;
    const char mark = line[at];
    std::size_t end = at;
    while (end < line.size() && line[end] == mark)
        ++end;
    if (end - at < 3)
        return std::nullopt;
    const std::string_view info = trimmed(line.substr(end));
    if (mark == '`' && info.find('`') != std::string_view::npos)
        return std::nullopt; // code within a line
    return Fence{mark, end - at, info};
}

/// Goes through the lines once, and keeps what it has come to.
class Outliner
{
public:
    explicit Outliner(std::string_view text) : m_text(text)
    {
        m_outline.sections.push_back({{}, {}, {}, 1});
        constexpr std::string_view kMark = "\xef\xbb\xbf";
        if (m_text.starts_with(kMark))
            m_text.remove_prefix(kMark.size());
    }

    LessonOutline outline()
    {
        std::string_view line;
        while (next(line))
            take(line);
        return std::move(m_outline);
    }

private:
    bool next(std::string_view& line)
    {
        if (m_at >= m_text.size())
            return false;
        const std::size_t end = std::min(m_text.find('\n', m_at), m_text.size());
        line = m_text.substr(m_at, end - m_at);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        m_at = end + 1;
        ++m_line;
        return true;
    }

    void fault(int line, std::string text, bool warning = false)
    {
        m_outline.faults.push_back({line, std::move(text), warning});
    }

    /// Where text goes at present: behind the last block, or to the section.
    std::string& prose()
    {
        LessonSection& section = m_outline.sections.back();
        return section.blocks.empty() ? section.prose : section.blocks.back().after;
    }

    void take(std::string_view line)
    {
        if (const auto fence = fenceOf(line))
            return takeBlock(line, *fence);
        if (line.starts_with("## ")) {
            m_outline.sections.push_back({std::string(trimmed(line.substr(3))), {}, {}, m_line});
            return;
        }
        if (line.starts_with("# ") && m_outline.title.empty() && m_outline.sections.size() == 1) {
            m_outline.title = trimmed(line.substr(2));
            return;
        }
        (prose() += line) += '\n';
    }

    void takeBlock(std::string_view opening, const Fence& fence)
    {
        const std::size_t gap = std::min(fence.info.find(' '), fence.info.size());
        LessonBlock block{
            std::string(fence.info.substr(0, gap)), std::string(trimmed(fence.info.substr(gap))), {}, {}, m_line};
        const bool known = std::ranges::find(kAllKinds, std::string_view(block.kind)) != kAllKinds.end();
        std::string whole = std::string(opening) + '\n';
        std::string_view line;
        bool closed = false;
        while (!closed && next(line)) {
            const auto end = fenceOf(line);
            closed = end && end->mark == fence.mark && end->length >= fence.length && end->info.empty();
            if (!closed)
                (block.body += line) += '\n';
            (whole += line) += '\n';
        }
        if (!closed)
            fault(block.line, "The block that begins here is never closed: a line of " +
                                  std::string(fence.length, fence.mark) + " is missing.");
        if (!known) {
            if (std::ranges::find(kCode, std::string_view(block.kind)) == kCode.end())
                fault(block.line,
                      "No block is called “" + block.kind + "”; it is shown as text." + meant(block.kind, kAllKinds),
                      true);
            prose() += whole;
            return;
        }
        LessonSection& section = m_outline.sections.back();
        if (section.blocks.size() < kMostPerSection)
            section.blocks.push_back(std::move(block));
        else if (!std::exchange(m_full, true))
            fault(block.line, "A step has at most " + std::to_string(kMostPerSection) + " blocks.");
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    int m_line = 0;
    bool m_full = false;
    LessonOutline m_outline;
};

} // namespace

std::span<const std::string_view> lessonBlockKinds()
{
    return kAllKinds;
}

LessonOutline outlineOf(std::string_view text)
{
    return Outliner(text).outline();
}

std::vector<LessonLine> linesOf(const LessonBlock& block)
{
    std::vector<LessonLine> lines;
    int number = block.line;
    for (const std::string_view line : splitAt(block.body, '\n')) {
        ++number;
        const std::string_view text = trimmed(line);
        if (text.empty())
            continue;
        const std::size_t colon = text.find(':');
        if (colon == std::string_view::npos)
            lines.push_back({{}, std::string(text), number});
        else
            lines.push_back(
                {std::string(trimmed(text.substr(0, colon))), std::string(trimmed(text.substr(colon + 1))), number});
    }
    return lines;
}

} // namespace lab
