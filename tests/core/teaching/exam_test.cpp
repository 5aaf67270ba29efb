// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/evaluate.h"
#include "core/teaching/csv_text.h"
#include "core/teaching/exam.h"
#include "core/teaching/right_answer.h"
#include "tests/core/support.h"
#include "tests/core/teaching/exam_oracles.h"

#include <fstream>
#include <set>
#include <sstream>

namespace lab
{
namespace
{

constexpr std::uint64_t kSeeds = 60;

test::Numbers asNumbers(const Grid64& grid)
{
    return {grid.cells().begin(), grid.cells().end()};
}

testing::AssertionResult near(const test::Numbers& actual, const test::Numbers& expected, double tolerance)
{
    bool equal = actual.size() == expected.size();
    for (std::size_t i = 0; equal && i < actual.size(); ++i)
        equal = std::abs(actual[i] - expected[i]) <= tolerance * std::max(1.0, std::abs(expected[i]));
    if (equal)
        return testing::AssertionSuccess();
    return testing::AssertionFailure() << testing::PrintToString(actual) << ", expected "
                                       << testing::PrintToString(expected);
}

test::Numbers numbersIn(const std::string& text)
{
    std::istringstream words(text);
    test::Numbers numbers;
    for (double number = 0; words >> number;)
        numbers.push_back(number);
    return numbers;
}

// The same numbers, in the same order, as often drawn again: what a seed asks never changes.
TEST(ExamQuestions, AreThoseOfAnIndependentProgram)
{
    std::ifstream file(LAB_TEST_DATA "/teaching/exam_questions.txt");
    int lines = 0;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with('#'))
            continue;
        ++lines;
        const auto first = line.find('|'), second = line.find('|', first + 1);
        std::istringstream head(line.substr(0, first));
        std::string id;
        std::uint64_t seed = 0;
        int draws = 0;
        head >> id >> seed >> draws;
        const ExamTemplate* row = findExamTemplate(id);
        ASSERT_NE(row, nullptr) << id;
        const ExamQuestion question = drawnQuestion(*row, seed);
        EXPECT_EQ(question.draws, draws) << id << " " << seed;
        EXPECT_TRUE(near(question.parameters, numbersIn(line.substr(first + 1, second - first - 1)), 1e-9))
            << id << " " << seed;
        EXPECT_TRUE(near(asNumbers(question.answer), numbersIn(line.substr(second + 1)), 1e-9)) << id << " " << seed;
    }
    EXPECT_EQ(lines, int(examTemplates().size() * kSeeds));
}

class EveryTemplate : public testing::TestWithParam<std::string_view>
{
protected:
    template <class Look>
    void forEachSeed(Look look)
    {
        for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
            SCOPED_TRACE(seed);
            look(drawnQuestion(*findExamTemplate(GetParam()), seed));
        }
    }
};

TEST_P(EveryTemplate, AnswersWhatASlowComputationGives)
{
    const auto oracle = test::examOracles().find(GetParam());
    if (GetParam() == "recognise") // pictures: see below
        return;
    ASSERT_NE(oracle, test::examOracles().end());
    const double tolerance = GetParam() == "rate-limit" ? 1e-4 : 1e-9; // that one is tried out
    forEachSeed([&](const ExamQuestion& question) {
        EXPECT_TRUE(near(asNumbers(question.answer), oracle->second(question.parameters), tolerance))
            << question.text;
    });
}

TEST_P(EveryTemplate, AsksWholeSentencesAndShowsTheWay)
{
    static const std::set<std::string_view> pages{"stage", "filter", "surface", "epoch",  "film",
                                                  "why",   "stack",  "table",   "matrix", "composition"};
    forEachSeed([&](const ExamQuestion& question) {
        EXPECT_TRUE(question.text.ends_with('?') || question.text.ends_with('.')) << question.text;
        EXPECT_EQ(question.text.find('%'), std::string::npos) << question.text;
        EXPECT_TRUE(question.asked.empty() || question.asked.size() == question.answer.size());
        EXPECT_GE(question.steps.size(), 2U);
        for (const WorkedStep& step : question.steps) {
            EXPECT_TRUE(step.sentence.ends_with('.') || step.sentence.ends_with('?')) << step.sentence;
            EXPECT_EQ(step.sentence.find('%'), std::string::npos) << step.sentence;
            EXPECT_TRUE(pages.contains(step.page)) << step.page;
        }
        for (const double number : question.answer.cells())
            EXPECT_TRUE(std::isfinite(number));
    });
}

TEST_P(EveryTemplate, NamesAlternativesThatAreNotTheAnswer)
{
    std::size_t named = 0;
    forEachSeed([&](const ExamQuestion& question) {
        named += question.alternatives.size();
        for (const ExamAlternative& alternative : question.alternatives) {
            ASSERT_EQ(alternative.answer.shape(), question.answer.shape());
            bool differs = false;
            for (std::size_t i = 0; i < question.answer.size(); ++i) {
                const double number = alternative.answer.cells()[i];
                differs |= !std::isnan(number) && std::abs(number - question.answer.cells()[i]) > 1e-9;
            }
            EXPECT_TRUE(differs) << alternative.mistake;
            EXPECT_GT(alternative.sentence.size(), 5U) << alternative.mistake;
            EXPECT_EQ(alternative.sentence.find('%'), std::string::npos) << alternative.sentence;
        }
    });
    EXPECT_GT(named, kSeeds); // of a first cell without padding, there may be none
}

TEST_P(EveryTemplate, ShowsASessionThatComputes)
{
    forEachSeed([&](const ExamQuestion& question) {
        if (!question.session) {
            EXPECT_FALSE(question.question);
            return;
        }
        const Session& session = *question.session;
        EXPECT_LT(session.focus, session.layers.size());
        const auto maps = evaluate(session, {});
        ASSERT_TRUE(maps.ok()) << question.text;
        const auto geometries = resolve(session.input->shape(), session.layers);
        const Geometry& focused = (*geometries)[session.focus];
        for (const WorkedStep& step : question.steps)
            EXPECT_LT(step.position, focused.output().cells() * focused.taps()) << step.sentence;
        if (!question.question)
            return;
        const auto answer = rightAnswer(session, *question.question);
        ASSERT_TRUE(answer.ok()) << question.text;
        EXPECT_TRUE(near(asNumbers(std::get<Grid64>(*answer)), asNumbers(question.answer), 1e-6)) << question.text;
    });
}

TEST_P(EveryTemplate, DrawsTheSameFromTheSameSeed)
{
    const ExamTemplate& row = *findExamTemplate(GetParam());
    const ExamQuestion a = drawnQuestion(row, 12345), b = drawnQuestion(row, 12345);
    EXPECT_EQ(a.text, b.text);
    EXPECT_EQ(a.answer, b.answer);
    EXPECT_EQ(a.session, b.session);
    std::set<test::Numbers> drawn;
    forEachSeed([&](const ExamQuestion& question) { drawn.insert(question.parameters); });
    EXPECT_GT(drawn.size(), 10U);
}

std::vector<std::string_view> templateIds()
{
    std::vector<std::string_view> ids;
    for (const ExamTemplate& row : examTemplates())
        ids.push_back(row.id);
    return ids;
}

INSTANTIATE_TEST_SUITE_P(Each, EveryTemplate, testing::ValuesIn(templateIds()), [](const auto& test) {
    std::string name(test.param);
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
});

TEST(ExamTemplates, AreNumberedAndLevelled)
{
    std::set<std::string_view> ids;
    std::set<int> numbers;
    for (const ExamTemplate& row : examTemplates()) {
        EXPECT_TRUE(ids.insert(row.id).second) << row.id;
        EXPECT_TRUE(numbers.insert(row.number).second) << row.number;
        EXPECT_GE(row.level, 1);
        EXPECT_LE(row.level, 4);
        EXPECT_FALSE(row.title.empty());
    }
    EXPECT_EQ(numbers.size(), 24U); // all but 17, which computes with several channels
    EXPECT_FALSE(numbers.contains(17));
    EXPECT_EQ(findExamTemplate("no such template"), nullptr);
}

// Four kernels, each of whose outputs could be told from the others by eye, and the right one among them.
TEST(ExamQuestions, ShowPicturesThatDiffer)
{
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        const ExamQuestion question = drawnQuestion(*findExamTemplate("recognise"), seed);
        ASSERT_EQ(question.choices.size(), 4U);
        EXPECT_EQ(question.choiceNames.size(), 4U);
        EXPECT_EQ(std::count(question.choices.begin(), question.choices.end(), question.answer), 1);
        std::vector<test::Numbers> outputs;
        for (const Grid64& choice : question.choices) {
            Session session = *question.session;
            session.layer().kernel = converted<float>(choice);
            const auto maps = evaluate(session, {});
            ASSERT_TRUE(maps.ok());
            outputs.emplace_back();
            for (const float v : std::as_const(maps->maps[0][0]).cells())
                outputs.back().push_back(v);
            double most = 0;
            for (const double v : outputs.back())
                most = std::max(most, std::abs(v));
            for (double& v : outputs.back())
                v /= most;
        }
        const auto length = [](const test::Numbers& a) {
            double sum = 0;
            for (const double v : a)
                sum += v * v;
            return std::sqrt(sum);
        };
        for (std::size_t a = 0; a < 4; ++a) {
            for (std::size_t b = 0; b < a; ++b) {
                test::Numbers apart = outputs[a];
                for (std::size_t i = 0; i < apart.size(); ++i)
                    apart[i] -= outputs[b][i];
                EXPECT_GE(length(apart), 0.4 * std::max(length(outputs[a]), length(outputs[b])) - 1e-6);
            }
        }
    }
}

// The choices are sorted, so that the right one is not always the first.
TEST(ExamQuestions, HideTheRightChoice)
{
    std::set<std::ptrdiff_t> places;
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        const ExamQuestion question = drawnQuestion(*findExamTemplate("impulse"), seed);
        EXPECT_TRUE(question.kernelAsked);
        places.insert(std::find(question.choices.begin(), question.choices.end(), question.answer) -
                      question.choices.begin());
    }
    EXPECT_EQ(places, (std::set<std::ptrdiff_t>{0, 1, 2, 3}));
}

TEST(ExamSheet, HasQuestionsOfItsLevel)
{
    for (const ExamLevelRow& level : examLevels()) {
        std::set<std::string_view> possible;
        for (const ExamTemplate& row : examTemplates())
            if (row.level >= level.least && row.level <= level.most)
                possible.insert(row.id);
        const int count = int(possible.size());
        ASSERT_GE(count, 4) << level.id;
        const auto sheet = examSheet(count + 2, 7, level.level);
        ASSERT_EQ(int(sheet.size()), count + 2);
        std::set<std::string_view> asked;
        for (std::size_t n = 0; n < sheet.size(); ++n) {
            EXPECT_EQ(sheet[n].seed, 7000 + n + 1);
            EXPECT_TRUE(possible.contains(sheet[n].id)) << sheet[n].id;
            EXPECT_EQ(sheet[n].text, drawnQuestion(*findExamTemplate(sheet[n].id), sheet[n].seed).text);
            EXPECT_EQ(asked.insert(sheet[n].id).second, int(n) < count) << sheet[n].id; // twice behind all others
        }
    }
    EXPECT_TRUE(examSheet(0, 1, ExamLevel::Easy).empty());
}

TEST(ExamSheet, KeepsTheAnswersOnAPageOfTheirOwn)
{
    const auto sheet = examSheet(3, 42, ExamLevel::Easy);
    const std::string text = examText(sheet, 42);
    const auto page = text.find('\f');
    ASSERT_NE(page, std::string::npos);
    const std::string questions = text.substr(0, page), answers = text.substr(page);
    EXPECT_NE(questions.find("Seed 42"), std::string::npos);
    EXPECT_NE(answers.find("Seed 42"), std::string::npos);
    for (std::size_t n = 0; n < sheet.size(); ++n) {
        EXPECT_NE(questions.find(std::to_string(n + 1) + ". " + sheet[n].text), std::string::npos);
        EXPECT_EQ(questions.find(sheet[n].steps.back().sentence), std::string::npos);
        for (const WorkedStep& step : sheet[n].steps)
            EXPECT_NE(answers.find(step.sentence), std::string::npos);
    }
}

TEST(ExamSheet, IsReadBackFromItsCsv)
{
    const auto sheet = examSheet(20, 3, ExamLevel::Hard);
    const CsvText read = readCsvText(examCsv(sheet));
    EXPECT_FALSE(read.fault);
    ASSERT_EQ(read.lines.size(), sheet.size() + 1);
    for (std::size_t n = 0; n < sheet.size(); ++n) {
        const auto& cells = read.lines[n + 1].cells;
        ASSERT_EQ(cells.size(), read.lines[0].cells.size());
        EXPECT_EQ(cells[0], std::to_string(n + 1));
        EXPECT_EQ(cells[1], sheet[n].id);
        EXPECT_EQ(cells[2], std::to_string(sheet[n].seed));
        EXPECT_TRUE(cells[5].starts_with(sheet[n].text)) << cells[5];
    }
}

} // namespace
} // namespace lab
