// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/teaching/answers.h"

#include "core/numbers/number_text.h"
#include "core/teaching/csv_text.h"
#include "core/teaching/filled.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <span>

namespace lab
{

namespace
{

constexpr std::string_view kMark = "corr2d-answers", kVersion = "1";
constexpr std::array<std::string_view, 2> kKinds{"lesson", "exam"}; // as in RunKind
constexpr std::string_view kShown = "shown", kOpen = "open"; // where a line is no try

struct VerdictName {
    Verdict verdict;
    std::string_view id;
    std::string_view label;
};
constexpr std::array kVerdicts{
    VerdictName{Verdict::Right, "right", "right"},
    VerdictName{Verdict::TooCoarse, "too-coarse", "too few digits"},
    VerdictName{Verdict::Recognised, "recognised", "recognised"},
    VerdictName{Verdict::Unknown, "unknown", "not recognised"},
};

const VerdictName& infoOf(Verdict verdict)
{
    return *std::find_if(kVerdicts.begin(), kVerdicts.end(),
                         [&](const VerdictName& row) { return row.verdict == verdict; });
}

const std::vector<std::string> kColumns{"number", "question", "seed",     "text",    "try",
                                        "given",  "verdict",  "mistakes", "sentence"};
enum Column { Number, Question, Seed, Text, Try, Given, VerdictOf, Mistakes, Sentence };

std::string joined(std::span<const std::string> words, std::string_view between)
{
    std::string text;
    for (const std::string& word : words)
        text.append(text.empty() ? "" : between).append(word);
    return text;
}

std::vector<std::string> wordsOf(std::string_view text)
{
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        if (end > 0)
            words.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

/// Digits alone.
std::optional<std::uint64_t> countOf(std::string_view text)
{
    std::uint64_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(count) : std::nullopt;
}

Error broken(std::size_t line, std::string reason)
{
    return {ErrorCode::AnswersBroken, {std::to_string(line), std::move(reason)}};
}

/// One line behind the two at the top, put into the run; what is wrong with it.
std::optional<std::string> addLine(const std::vector<std::string>& cells, SavedRun& run)
{
    if (cells.size() != kColumns.size())
        return filled("it has %1 cells instead of %2",
                      {std::to_string(cells.size()), std::to_string(kColumns.size())});
    const auto number = countOf(cells[Number]), seed = countOf(cells[Seed]), attempt = countOf(cells[Try]);
    for (const auto& [value, column] : {std::pair(number, Number), std::pair(seed, Seed), std::pair(attempt, Try)})
        if (!value)
            return filled("“%1” is no %2", {excerpt(cells[column]), kColumns[column]});
    const std::uint64_t count = run.questions.size();
    if (*number == count + 1) {
        run.questions.push_back({cells[Question], *seed, cells[Text], {}, false});
    } else if (*number != count || count == 0) {
        return filled("number %1 comes behind %2", {std::to_string(*number), std::to_string(count)});
    }
    SavedQuestion& question = run.questions.back();
    if (question.id != cells[Question] || question.seed != *seed || question.text != cells[Text])
        return std::string("the question is another one than in the line before");
    const bool ended = question.shown || (*number == count && question.tries.empty());
    if (ended)
        return std::string("the question had ended before");
    const bool isOpen = cells[VerdictOf] == kOpen, isShown = cells[VerdictOf] == kShown;
    const std::uint64_t expected = isOpen ? 0 : question.tries.size() + 1;
    if (*attempt != expected || (isOpen && !question.tries.empty()))
        return filled("try %1 comes where try %2 should", {std::to_string(*attempt), std::to_string(expected)});
    if (isOpen || isShown) {
        if (!cells[Given].empty() || !cells[Mistakes].empty() || !cells[Sentence].empty())
            return std::string("there is an answer where none was given");
        question.shown = isShown;
        return std::nullopt;
    }
    const auto verdict = std::find_if(kVerdicts.begin(), kVerdicts.end(),
                                      [&](const VerdictName& row) { return row.id == cells[VerdictOf]; });
    if (verdict == kVerdicts.end())
        return filled("“%1” is no verdict", {excerpt(cells[VerdictOf])});
    question.tries.push_back({cells[Given], verdict->verdict, wordsOf(cells[Mistakes]), cells[Sentence]});
    return std::nullopt;
}

} // namespace

int SavedRun::right() const
{
    return int(std::count_if(questions.begin(), questions.end(), [](const SavedQuestion& q) { return q.right(); }));
}

std::string answersText(const SavedRun& run)
{
    std::string text =
        filled(run.kind == RunKind::Lesson ? "Lesson “%1”: %2 of %3 answers are right.\n"
                                           : "Exam, level %1, seed %4: %2 of %3 answers are right.\n",
               {run.id, std::to_string(run.right()), std::to_string(run.questions.size()), std::to_string(run.seed)});
    for (std::size_t n = 0; n < run.questions.size(); ++n) {
        const SavedQuestion& question = run.questions[n];
        text += filled("\n%1. %2\n", {std::to_string(n + 1), question.text});
        for (const SavedTry& attempt : question.tries) {
            text += filled("   %1: %2", {attempt.given, std::string(infoOf(attempt.verdict).label)});
            if (!attempt.mistakes.empty())
                text += filled(" (%1)", {joined(attempt.mistakes, ", ")});
            text += attempt.sentence.empty() ? "\n" : filled(". %1\n", {attempt.sentence});
        }
        if (question.shown)
            text += "   The answer was shown.\n";
        else if (question.tries.empty())
            text += "   Not answered.\n";
    }
    return text;
}

std::string answersCsv(const SavedRun& run)
{
    std::string text = csvLine({std::string(kMark), std::string(kVersion), std::string(kKinds[std::size_t(run.kind)]),
                                run.id, std::to_string(run.seed)});
    text += csvLine(kColumns);
    for (std::size_t n = 0; n < run.questions.size(); ++n) {
        const SavedQuestion& question = run.questions[n];
        const auto line = [&](std::size_t attempt, const std::string& given, std::string_view verdict,
                              const std::string& mistakes, const std::string& sentence) {
            text += csvLine({std::to_string(n + 1), question.id, std::to_string(question.seed), question.text,
                             std::to_string(attempt), given, std::string(verdict), mistakes, sentence});
        };
        for (std::size_t t = 0; t < question.tries.size(); ++t) {
            const SavedTry& attempt = question.tries[t];
            line(t + 1, attempt.given, infoOf(attempt.verdict).id, joined(attempt.mistakes, " "), attempt.sentence);
        }
        if (question.shown)
            line(question.tries.size() + 1, "", kShown, "", "");
        else if (question.tries.empty())
            line(0, "", kOpen, "", "");
    }
    return text;
}

Result<SavedRun> answersFromCsv(std::string_view text)
{
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (text.starts_with(kByteOrderMark))
        text.remove_prefix(kByteOrderMark.size());
    const CsvText read = readCsvText(text);
    const auto& lines = read.lines;
    if (lines.empty() || lines[0].cells[0] != kMark)
        return broken(1, "this is no file of answers");
    const auto& head = lines[0].cells;
    if (head.size() != 5)
        return broken(lines[0].line, filled("it has %1 cells instead of 5", {std::to_string(head.size())}));
    if (head[1] != kVersion)
        return broken(lines[0].line,
                      filled("it is of version “%1”, known is %2", {excerpt(head[1]), std::string(kVersion)}));
    const auto kind = std::find(kKinds.begin(), kKinds.end(), head[2]);
    const auto seed = countOf(head[4]);
    if (kind == kKinds.end() || !seed)
        return broken(lines[0].line, filled("“%1” is no %2", {excerpt(kind == kKinds.end() ? head[2] : head[4]),
                                                              kind == kKinds.end() ? "kind of run" : "seed"}));
    if (lines.size() < 2 || lines[1].cells != kColumns)
        return broken(lines.size() < 2 ? lines[0].line + 1 : lines[1].line, "the names of the columns are missing");
    SavedRun run{RunKind(kind - kKinds.begin()), head[3], *seed, {}};
    for (const CsvLine& line : std::span(lines).subspan(2))
        if (auto reason = addLine(line.cells, run))
            return broken(line.line, std::move(*reason));
    if (read.fault)
        return broken(*read.fault, "a quotation mark stands alone");
    return run;
}

} // namespace lab
