// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/teaching/answers.h"
#include "tests/core/support.h"

namespace lab
{
namespace
{

SavedRun lessonRun()
{
    return {
        RunKind::Lesson,
        "first-steps",
        0,
        {{"sum",
          0,
          "What is Y[0,0]?",
          {{"17", Verdict::Recognised, {"flipped-columns", "transposed"}, "17 is what you get when …"},
           {"19", Verdict::Right, {}, "Yes, 19."}},
          false},
         {"shape", 0, "And its shape,\n\"rows, columns\"?", {{"3x3", Verdict::Unknown, {}, "Begin with …"}}, true},
         {"last", 0, "Not reached?", {}, false}}};
}

TEST(Answers, AreWrittenForAPerson)
{
    const std::string text = answersText(lessonRun());
    EXPECT_TRUE(text.starts_with("Lesson “first-steps”: 1 of 3 answers are right.\n")) << text;
    for (const char* line : {"\n1. What is Y[0,0]?\n   17: recognised (flipped-columns, transposed). 17 is what",
                             "\n   19: right. Yes, 19.\n", "\n   The answer was shown.\n", "\n   Not answered.\n"})
        EXPECT_NE(text.find(line), std::string::npos) << line << "\n" << text;
    SavedRun exam = lessonRun();
    exam.kind = RunKind::Exam;
    exam.id = "easy";
    exam.seed = 42;
    EXPECT_TRUE(answersText(exam).starts_with("Exam, level easy, seed 42: 1 of 3")) << answersText(exam);
}

TEST(Answers, AreWrittenForASpreadsheet)
{
    EXPECT_EQ(answersCsv(lessonRun()),
              "corr2d-answers,1,lesson,first-steps,0\n"
              "number,question,seed,text,try,given,verdict,mistakes,sentence\n"
              "1,sum,0,\"What is Y[0,0]?\",1,17,recognised,flipped-columns transposed,17 is what you get when …\n"
              "1,sum,0,\"What is Y[0,0]?\",2,19,right,,\"Yes, 19.\"\n"
              "2,shape,0,\"And its shape,\n\"\"rows, columns\"\"?\",1,3x3,unknown,,Begin with …\n"
              "2,shape,0,\"And its shape,\n\"\"rows, columns\"\"?\",2,,shown,,\n"
              "3,last,0,Not reached?,0,,open,,\n");
}

SavedRun randomRun(test::Random& random)
{
    const std::string_view letters = "0123456789.,;=-\"'\n\r \t%√é";
    const auto text = [&] {
        std::string made;
        for (int n = random.integer(0, 8); n > 0; --n)
            made += letters[std::size_t(random.integer(0, int(letters.size()) - 1))];
        return made;
    };
    SavedRun run{
        random.coin() ? RunKind::Exam : RunKind::Lesson, text(), std::uint64_t(random.integer(0, 1 << 30)), {}};
    for (int q = random.integer(0, 4); q > 0; --q) {
        SavedQuestion question{
            text(), ~std::uint64_t(0) - std::uint64_t(random.integer(0, 9)), text(), {}, random.coin()};
        for (int t = random.integer(0, 3); t > 0; --t) {
            SavedTry attempt{text(), Verdict(random.integer(0, 3)), {}, text()};
            for (int m = random.integer(0, 2); m > 0; --m)
                attempt.mistakes.emplace_back(random.coin() ? "flipped" : "window-row-late");
            question.tries.push_back(std::move(attempt));
        }
        run.questions.push_back(std::move(question));
    }
    return run;
}

TEST(Answers, AreReadBack)
{
    test::Random random(8);
    for (int i = 0; i < 1000; ++i) {
        const SavedRun run = i == 0 ? lessonRun() : randomRun(random);
        const auto read = answersFromCsv(answersCsv(run));
        ASSERT_TRUE(read.ok()) << testing::PrintToString(read.error().arguments) << "\n" << answersCsv(run);
        EXPECT_EQ(*read, run) << answersCsv(run);
    }
    EXPECT_TRUE(answersFromCsv("\xEF\xBB\xBF" + answersCsv(lessonRun())).ok());
}

struct Fault {
    const char* from;
    const char* to;
    const char* line;
    const char* reason;
};

TEST(Answers, ThatAreBrokenSayInWhichLine)
{
    const std::string whole = answersCsv(lessonRun());
    for (const Fault& fault : {
             Fault{"corr2d-answers", "answers", "1", "this is no file of answers"},
             Fault{"answers,1,", "answers,2,", "1", "it is of version “2”, known is 1"},
             Fault{"lesson,first", "course,first", "1", "“course” is no kind of run"},
             Fault{"steps,0", "steps,x", "1", "“x” is no seed"},
             Fault{"steps,0", "steps", "1", "it has 4 cells instead of 5"},
             Fault{"number,question", "question,number", "2", "the names of the columns are missing"},
             Fault{"1,sum", "2,sum", "3", "number 2 comes behind 0"},
             Fault{"3,last", "4,last", "9", "number 4 comes behind 2"},
             Fault{"2,19,right", "3,19,right", "4", "try 3 comes where try 2 should"},
             Fault{"2,19,right", "2,19,great", "4", "“great” is no verdict"},
             Fault{"2,19,right", "-2,19,right", "4", "“-2” is no try"},
             Fault{"1,sum,0,\"What is Y[0,0]?\",2", "1,sun,0,\"What is Y[0,0]?\",2", "4",
                   "the question is another one than in the line before"},
             Fault{"1,17,recognised", "17,recognised", "3", "it has 8 cells instead of 9"},
             Fault{"0,,open", "0,7,open", "9", "there is an answer where none was given"},
             Fault{"Not reached?", "\"Not reached?", "9", "a quotation mark stands alone"},
         }) {
        std::string text = whole;
        const auto at = text.find(fault.from);
        ASSERT_NE(at, std::string::npos) << fault.from;
        text.replace(at, std::string(fault.from).size(), fault.to);
        const auto read = answersFromCsv(text);
        ASSERT_FALSE(read.ok()) << fault.to;
        EXPECT_EQ(read.error(), (Error{ErrorCode::AnswersBroken, {fault.line, fault.reason}}))
            << testing::PrintToString(read.error().arguments);
    }
    EXPECT_EQ(answersFromCsv("").error().arguments[0], "1");
    EXPECT_EQ(answersFromCsv(whole + "3,last,0,Not reached?,1,7,right,,\n").error().arguments[1],
              "the question had ended before");
}

// Whatever is done to a file, it is read as a run, which is written and read alike, or refused with its line.
TEST(Answers, SurviveAnyDamage)
{
    test::Random random(4);
    const std::string whole = answersCsv(lessonRun());
    const std::string_view letters = ",\"\n\r0129ax-\x80";
    for (int i = 0; i < 5000; ++i) {
        std::string text = whole;
        for (int n = random.integer(1, 3); n > 0 && !text.empty(); --n) {
            const auto at = std::size_t(random.integer(0, int(text.size()) - 1));
            const auto letter = letters[std::size_t(random.integer(0, int(letters.size()) - 1))];
            switch (random.integer(0, 3)) {
            case 0:
                text[at] = letter;
                break;
            case 1:
                text.insert(at, 1, letter);
                break;
            case 2:
                text.erase(at, 1);
                break;
            default:
                text.resize(at);
                break;
            }
        }
        const auto read = answersFromCsv(text);
        if (read) {
            const auto again = answersFromCsv(answersCsv(*read));
            ASSERT_TRUE(again.ok());
            EXPECT_EQ(*again, *read);
        } else {
            EXPECT_EQ(read.error().code, ErrorCode::AnswersBroken);
            ASSERT_EQ(read.error().arguments.size(), 2U);
            EXPECT_GE(std::stoi(read.error().arguments[0]), 1);
        }
    }
}

} // namespace
} // namespace lab
