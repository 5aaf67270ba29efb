// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/teaching/csv_text.h"
#include "core/teaching/exam.h"
#include "core/teaching/exam_rows.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace lab
{

namespace
{

/// For a program: plain digits.
std::string plain(const Grid64& answer)
{
    std::string text;
    for (int r = 0; r < answer.rows(); ++r)
        for (int c = 0; c < answer.cols(); ++c)
            text.append(c > 0 ? " " : r > 0 ? "; " : "").append(shortest(answer.at(r, c)));
    return text;
}

std::optional<std::string> letterOf(const ExamQuestion& question)
{
    const auto choice = std::find(question.choices.begin(), question.choices.end(), question.answer);
    if (choice == question.choices.end())
        return std::nullopt;
    return std::string(1, char('a' + (choice - question.choices.begin())));
}

/// The answer as it stands on the sheet: a number, numbers with their names, a map, or the letter of a choice.
std::string answerOf(const ExamQuestion& question)
{
    if (auto letter = letterOf(question))
        return std::move(*letter);
    if (question.asked.empty())
        return said(question.answer);
    std::string text;
    for (std::size_t n = 0; n < question.asked.size(); ++n)
        text.append(text.empty() ? "" : ", ")
            .append(question.asked[n])
            .append(" ")
            .append(said(question.answer.at(0, int(n))));
    return text;
}

/// A choice by its letter.
std::string choiceText(const ExamQuestion& question, std::size_t n)
{
    const std::string name = n < question.choiceNames.size() ? question.choiceNames[n] + ": " : "";
    return filled("%1) %2%3", {std::string(1, char('a' + n)), name, said(question.choices[n])});
}

std::string questionText(const ExamQuestion& question)
{
    std::string text = question.text;
    for (std::size_t n = 0; n < question.choices.size(); ++n)
        text.append("\n   ").append(choiceText(question, n));
    return text;
}

std::string stepsText(const ExamQuestion& question, std::string_view between)
{
    std::string text;
    for (const WorkedStep& step : question.steps)
        text.append(text.empty() ? "" : between).append(step.sentence);
    return text;
}

} // namespace

std::string examText(std::span<const ExamQuestion> sheet, std::uint64_t seed)
{
    const std::string footer = "Seed " + std::to_string(seed) + "\n";
    std::string questions, answers = "Answers\n\n";
    for (std::size_t n = 0; n < sheet.size(); ++n) {
        const std::string number = std::to_string(n + 1) + ". ";
        questions += number + questionText(sheet[n]) + "\n\n";
        answers += number + answerOf(sheet[n]) + "\n   " + stepsText(sheet[n], "\n   ") + "\n\n";
    }
    return questions + footer + "\f" + answers + footer;
}

std::string examCsv(std::span<const ExamQuestion> sheet)
{
    std::string text = "number,template,seed,level,section,question,answer,decimals,steps\n";
    for (std::size_t n = 0; n < sheet.size(); ++n) {
        const ExamQuestion& question = sheet[n];
        const ExamTemplate& row = *findExamTemplate(question.id);
        text += csvLine({std::to_string(n + 1), std::string(question.id), std::to_string(question.seed),
                         std::to_string(row.level), std::string(row.section), questionText(question),
                         letterOf(question).value_or(plain(question.answer)), std::to_string(question.digits),
                         stepsText(question, " ")});
    }
    return text;
}

} // namespace lab
