// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/teaching/judge.h"
#include "tests/core/teaching/teaching_support.h"

namespace lab
{
namespace
{

using namespace test;

Judgement judged(const Session& session, const Question& question, std::string_view text,
                 const JudgeOptions& options = {})
{
    const auto given = readAnswer(text, question.asked);
    if (!given) {
        ADD_FAILURE() << "cannot read " << text;
        return {};
    }
    const auto judgement = judge(session, question, *given, options);
    if (!judgement)
        ADD_FAILURE() << "no answer to " << text;
    return judgement ? *judgement : Judgement();
}

std::vector<std::string> namesOf(const Judgement& judgement)
{
    std::vector<std::string> names;
    for (const Alternative& each : judgement.mistakes)
        names.push_back(labelOf(each));
    return names;
}

using Names = std::vector<std::string>;

TEST(Judge, TakesTheRightAnswerHoweverItIsTyped)
{
    const Session session = sampleSession("chapter-first");
    for (const char* text : {"19", "19.0", "= 19", "38/2", "19,00"})
        EXPECT_EQ(judged(session, asking(Asked::Cell), text).verdict, Verdict::Right) << text;
    EXPECT_EQ(judged(session, asking(Asked::Cell), "19").sentence, "That is right.");
    EXPECT_EQ(judged(session, asking(Asked::Shape), "2x2").verdict, Verdict::Right);
    EXPECT_EQ(judged(session, asking(Asked::Map), "19 25; 37 43").verdict, Verdict::Right);
    EXPECT_EQ(judged(session, asking(Asked::Cell), "19.2").verdict, Verdict::Unknown);
}

TEST(Judge, RoundsAsAPersonWould)
{
    const Session edge = sampleSession("chapter-edge");
    const Question loss = askingNumber("loss"), weight = asking(Asked::Weight);
    EXPECT_EQ(judged(edge, loss, "16.6").verdict, Verdict::Right);
    EXPECT_EQ(judged(edge, loss, "16.598").verdict, Verdict::Right);
    EXPECT_EQ(judged(edge, loss, "17").verdict, Verdict::TooCoarse);
    EXPECT_EQ(judged(edge, loss, "16.5").verdict, Verdict::Unknown);
    EXPECT_EQ(judged(edge, loss, "17").sentence, "Right so far; one more digit, please.");
    EXPECT_EQ(judged(edge, weight, "0.75").verdict, Verdict::TooCoarse);
    EXPECT_EQ(judged(edge, weight, "0.751").verdict, Verdict::Right);
    EXPECT_EQ(judged(edge, weight, "0.75", {.digits = 2}).verdict, Verdict::Right);
    EXPECT_EQ(judged(edge, weight, "0.751", {.digits = 4}).verdict, Verdict::TooCoarse);
    EXPECT_EQ(judged(edge, askingNumber("rate-limit"), "1/30").verdict, Verdict::Right);
}

TEST(Judge, NamesTheMistakesOfTheLessons)
{
    const Session first = sampleSession("chapter-first");
    Session biased = first;
    biased.layers[0].bias = 5;
    const Session edge = sampleSession("chapter-edge");
    const Session check = typedSession("4,3,6;9,5,7;7,1,1", "-3,3;4,4");
    Session padding = first;
    padding.layers[0].spec = padded(1);
    Session strided = padding;
    strided.layers[0].spec.stride = {3, 2};
    Session two = sampleSession("chapter-receptive-field");
    Question deep = asking(Asked::Cell);
    deep.layer = 1;
    Question one = asking(Asked::Gradient);
    struct Case {
        const Session& session;
        Question question;
        const char* text;
        Names names;
    };
    const Case kCases[] = {
        {first, asking(Asked::Cell), "5", {"flipped"}},
        {first, asking(Asked::Cell), "4.75", {"mean"}},
        {first, asking(Asked::Cell, 0, 1), "37", {"row-column-swapped"}},
        {biased, asking(Asked::Cell), "39", {"bias-per-product"}},
        {biased, asking(Asked::Cell), "19", {"added", "bias-forgotten"}},
        {biased, asking(Asked::Cell), "29", {"bias-twice"}},
        {biased, asking(Asked::Cell), "95", {"bias-multiplied"}},
        {biased, askingNumber("parameters"), "4", {"bias-forgotten"}},
        {edge, asking(Asked::Cell, 0, 1), "-1", {"flipped", "sign"}},
        {edge, asking(Asked::Residual, 0, 1), "1.2113", {"sign"}},
        {edge, askingNumber("loss"), "0.395", {"mean"}},
        {edge, askingNumber("loss"), "8.299", {"half"}},
        {edge, askingNumber("loss"), "2.766", {"one-row"}},
        {edge, askingNumber("loss"), "-13.154", {"not-squared"}},
        {edge, askingNumber("loss"), "8.644", {"after-update"}},
        {edge, one, "-16.037", {"factor-2-forgotten"}},
        {edge, one, "-11.773", {"turned"}},
        {edge, one, "32.0748", {"sign"}},
        {edge, one, "-26.309", {"input-forgotten"}},
        {edge, one, "12", {"target-for-residual"}},
        {edge, asking(Asked::Weight), "-1.1735", {"plus"}},
        {edge, asking(Asked::Weight), "31.86", {"rate-forgotten"}},
        {edge, asking(Asked::Weight), "0.2698", {"factor-2-forgotten"}},
        {edge, asking(Asked::Weight), "0.9622", {"step-only"}},
        {edge, asking(Asked::Weight), "9.41", {"rate-tenfold"}},
        {edge, askingNumber("rate-limit"), "0.0167", {"one-over"}},
        {edge, askingNumber("rate-limit"), "0.1667", {"smallest-eigenvalue"}},
        {edge, askingNumber("rate-limit"), "0.0278", {"best-rate"}},
        {check, asking(Asked::Cell, 0, 1), "30", {"flipped"}},
        {check, asking(Asked::Cell, 0, 1), "58", {"transposed"}},
        {check, asking(Asked::Cell, 0, 1), "20", {"row-column-swapped"}},
        {check, asking(Asked::Cell, 0, 1), "14.25", {"mean"}},
        {check, asking(Asked::Cell, 0, 1), "21", {"kernel-not-used"}},
        {check, asking(Asked::Cell, 0, 1), "75", {"minus-signs-lost"}},
        {padding, asking(Asked::Padded), "4x4", {"one-side"}},
        {padding, asking(Asked::Shape), "2x2", {"padding-forgotten"}},
        {padding, asking(Asked::Shape), "3x3", {"no-plus-one", "as-input", "padding-one-side"}},
        {two, deep, "144", {"flipped"}},
    };
    for (const Case& each : kCases) {
        const Judgement judgement = judged(each.session, each.question, each.text);
        EXPECT_EQ(judgement.verdict, Verdict::Recognised) << each.text;
        EXPECT_EQ(namesOf(judgement), each.names) << each.text << ": " << judgement.sentence;
        EXPECT_NE(judgement.sentence.find(" is what you get "), std::string::npos) << judgement.sentence;
    }
    const Judgement both = judged(first, asking(Asked::Cell), "17"); // this example cannot tell them apart
    EXPECT_EQ(namesOf(both), (Names{"flipped-columns", "transposed"}));
    EXPECT_NE(both.sentence.find("either "), std::string::npos) << both.sentence;
}

TEST(Judge, JudgesShapesAxisByAxis)
{
    const Session session = sessionOf(Grid({5, 7}, 1), Grid({3, 2}, 1));
    EXPECT_EQ(namesOf(judged(session, asking(Asked::Shape), "2x5")),
              (Names{"no-plus-one", "kernel-subtracted-only"}));
    EXPECT_EQ(namesOf(judged(session, asking(Asked::Shape), "6x3")), (Names{"axes-swapped"}));
    EXPECT_EQ(namesOf(judged(session, asking(Asked::Shape), "9x10")), (Names{"plus-for-minus"}));
    const Judgement columns = judged(session, asking(Asked::Shape), "3x7");
    EXPECT_EQ(columns.marks, (std::vector<Mark>{Mark::Right, Mark::Other}));
    EXPECT_EQ(namesOf(columns), (Names{"as-input"}));
    EXPECT_TRUE(columns.sentence.starts_with("The rows are right. 7 columns is what you get ")) << columns.sentence;
}

TEST(Judge, AccusesNobodyWhereTheRightAnswerIsZero)
{
    const Session edge = sampleSession("chapter-edge");
    for (const char* text : {"1", "-1", "2", "48", "0.5"}) {
        const Judgement judgement = judged(edge, asking(Asked::Cell, 0, 0), text);
        EXPECT_EQ(judgement.verdict, Verdict::Unknown) << text;
        EXPECT_TRUE(judgement.mistakes.empty());
        EXPECT_EQ(judgement.sentence,
                  "Not yet. Begin with the first product: the window of Y[0,0] starts at X[0,0], so it is 1 · 1.");
    }
}

TEST(Judge, BeginsTogetherWhereNothingIsRecognised)
{
    const Session session = sampleSession("chapter-first");
    const Judgement judgement = judged(session, asking(Asked::Cell, 1, 0), "1000");
    EXPECT_EQ(judgement.verdict, Verdict::Unknown);
    EXPECT_EQ(judgement.sentence, "I do not see how this number came about. Begin with the first product: the window "
                                  "of Y[1,0] starts at X[1,0], so it is 3 · 0.");
}

TEST(Judge, SeesTwoMistakesAtOnceWhereNoOtherTwoGiveTheNumber)
{
    const Session session = typedSession("5,3,9;6,1,6;6,3,3", "3,4;-3,2", 4);
    int seen = 0;
    for (const AlternativePair& pair : alternativePairs(session, asking(Asked::Cell, 0, 1))) {
        if (pair.first.mistake->id != "flipped")
            continue;
        const auto given = GivenAnswer::exactly(Grid64{{pair.value}});
        const Judgement judgement = *judge(session, asking(Asked::Cell, 0, 1), given);
        if (!judgement.together)
            continue;
        ++seen;
        EXPECT_EQ(namesOf(judgement), (Names{"flipped", labelOf(pair.second)}));
        EXPECT_NE(judgement.sentence.find(" and, at the same time, "), std::string::npos) << judgement.sentence;
    }
    EXPECT_GT(seen, 2);
}

TEST(Judge, LooksAtRowsAndMapsAsWholesFirst)
{
    Session edge = sampleSession("chapter-edge");
    edge.layers[0].bias = -0.5F;
    edge.layers[0].activation = Activation::Relu;
    const Question row = asking(Asked::Row, 0);
    EXPECT_EQ(judged(edge, row, "0 0.5 0 0 0 0 0").verdict, Verdict::Right);
    EXPECT_EQ(namesOf(judged(edge, row, "-0.5 0.5 -0.5 -0.5 -0.5 -1.5 -0.5")), (Names{"relu-forgotten"}));
    EXPECT_EQ(namesOf(judged(edge, row, "0 1 0 0 0 0 0")), (Names{"bias-forgotten"}));
    const Session check = typedSession("4,3,6;9,5,7;7,1,1", "-3,3;4,4"); // 53 57; 20 14
    const Question map = asking(Asked::Map);
    EXPECT_EQ(namesOf(judged(check, map, "53 20; 57 14")), (Names{"row-column-swapped", "map-transposed"}));
    EXPECT_EQ(namesOf(judged(check, map, "14 20; 57 53")), (Names{"map-turned"}));
    EXPECT_EQ(namesOf(judged(check, map, "-53 -57; -20 -14")), (Names{"sign"}));
    const Judgement cell = judged(check, map, "53 30; 20 14");
    EXPECT_EQ(cell.marks, (std::vector<Mark>{Mark::Right, Mark::Other, Mark::Right, Mark::Right}));
    EXPECT_EQ(namesOf(cell), (Names{"flipped"}));
    EXPECT_TRUE(cell.sentence.starts_with("3 of 4 cells are right. Y[0,1]: 30 is what you get ")) << cell.sentence;
    Session padded3 = check;
    padded3.layers[0].spec = padded(1);
    EXPECT_EQ(namesOf(judged(padded3, map, "53 57; 20 14")), (Names{"padding-forgotten"}));
    EXPECT_TRUE(judged(check, map, "1 2 3").sentence.starts_with("The output has 2 × 2 cells."));
}

TEST(Judge, SaysWhichCellsAreMissingAndWhichAreTooMany)
{
    const Session two = sampleSession("chapter-receptive-field");
    Question cells = asking(Asked::Cells);
    cells.of = {Spot::Part::Map, 2, 0, 0};
    EXPECT_EQ(judged(two, cells, "0,0 0,1 0,2 1,0 1,1 1,2 2,0 2,1 2,2").verdict, Verdict::Right);
    EXPECT_EQ(namesOf(judged(two, cells, "0,0 0,1 1,0 1,1")), (Names{"one-map-back"}));
    cells.of = {Spot::Part::Map, 1, 0, 1};
    EXPECT_EQ(namesOf(judged(two, cells, "1,0 2,0 1,1 2,1")), (Names{"row-column-swapped"}));
    EXPECT_EQ(namesOf(judged(two, cells, "1,1 1,2 2,1 2,2")), (Names{"row-late"}));
    const Judgement judgement = judged(two, cells, "0,1 0,2 2,2");
    EXPECT_EQ(judgement.missing, (CellList{{1, 1}, {1, 2}}));
    EXPECT_EQ(judgement.extra, (CellList{{2, 2}}));
    EXPECT_EQ(judgement.sentence, "2 cells are missing, 1 cell is not among them. Begin with the upper left one.");
}

TEST(Judge, NamesFirstWhatTheStepIsAbout)
{
    const Session session = sampleSession("chapter-first");
    EXPECT_EQ(namesOf(judged(session, asking(Asked::Cell), "17", {.tells = {"transposed"}})), (Names{"transposed"}));
}

TEST(Judge, PassesOnThatThereIsNoAnswer)
{
    const Session session = sampleSession("chapter-first");
    EXPECT_EQ(judge(session, asking(Asked::Cell, 9, 9), GivenAnswer::exactly(Grid64{{1}})).error().code,
              ErrorCode::AskedOutside);
    EXPECT_EQ(judge(session, asking(Asked::Cell), GivenAnswer::exactly(CellList{}))->verdict, Verdict::Unknown);
}

/// A question about a random layer on whole numbers.
std::pair<Session, Question> randomQuestion(Random& random)
{
    for (;;) {
        Session session = sessionOf(random.integers(random.shape(6, 6)), random.integers(random.shape(3, 3), 4));
        Layer& layer = session.layers[0];
        layer.bias = random.coin() ? float(random.integer(-4, 4)) : 0.0F;
        layer.spec.operation = random.oneOf(allOperations());
        layer.spec.border = random.oneOf(allBorders());
        if (random.coin())
            layer.spec = randomSpec(random);
        layer.activation = random.oneOf<Activation>({Activation::None, Activation::None, Activation::Relu});
        layer.kind = random.oneOf<LayerKind>({LayerKind::Convolution, LayerKind::Convolution, LayerKind::Convolution,
                                              LayerKind::MaxPool, LayerKind::AveragePool});
        const auto geometry = resolveLayer(session.input->shape(), layer);
        if (!geometry)
            continue;
        Question question =
            asking(random.oneOf<Asked>({Asked::Cell, Asked::Cell, Asked::Cell, Asked::Product, Asked::Subtotal,
                                        Asked::Shape, Asked::Padded, Asked::Number}),
                   random.integer(0, geometry->output().rows - 1), random.integer(0, geometry->output().cols - 1),
                   random.integer(0, geometry->taps() - 1));
        question.name = random.oneOf<std::string>({"parameters", "products", "field-size"});
        if (rightAnswer(session, question))
            return {session, question};
    }
}

bool holds(const std::vector<Alternative>& list, const Alternative& one)
{
    return std::any_of(list.begin(), list.end(), [&](const Alternative& other) {
        return other.mistake == one.mistake && other.detail == one.detail;
    });
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int kQuestions = 5'000; // they take minutes there
#else
constexpr int kQuestions = 100'000;
#endif

TEST(Judge, HoldsForAHundredThousandRandomQuestions)
{
    Random random(1);
    int recognised = 0, outside = 0, pairs = 0;
    for (int round = 0; round < kQuestions; ++round) {
        const auto [session, question] = randomQuestion(random);
        const Answer right = *rightAnswer(session, question);
        const auto said = [&, &session = session, &question = question](const Answer& answer) {
            return *judge(session, question, GivenAnswer::exactly(answer));
        };
        ASSERT_EQ(said(right).verdict, Verdict::Right);
        const auto all = telling(alternatives(session, question), right);
        const Grid64& numbers = std::get<Grid64>(right);
        const bool zero = numbers.size() == 1 && numbers.at(0, 0) == 0;
        if (!all.empty()) { // each mistake is recognised, or its tie is named
            const Alternative& one = all[std::size_t(random.integer(0, int(all.size()) - 1))];
            Answer answer = one.answer;
            for (std::size_t i = 0; i < numbers.size(); ++i)
                if (double& number = std::get<Grid64>(answer).cells()[i]; std::isnan(number))
                    number = numbers.cells()[i];
            if (same(answer, right))
                continue;
            const Judgement judgement = said(answer);
            ASSERT_NE(judgement.verdict, Verdict::Right);
            ASSERT_LE(judgement.mistakes.size(), numbers.size() * 3);
            ASSERT_EQ(judgement.verdict == Verdict::Recognised, !judgement.mistakes.empty());
            if (zero) {
                ASSERT_TRUE(judgement.mistakes.empty());
            } else {
                ASSERT_TRUE(holds(judgement.mistakes, one) || holds(judgement.others, one))
                    << labelOf(one) << ": " << judgement.sentence;
                recognised += holds(judgement.mistakes, one);
            }
        }
        if (numbers.size() != 1)
            continue;
        // A number that no mistake gives is called none: two at once give it, or it is not known.
        const double number = random.integer(-999, 999) + 0.125;
        const Answer other{Grid64{{number}}};
        if (same(other, right) ||
            std::any_of(all.begin(), all.end(), [&](const Alternative& each) { return same(each.answer, other); }))
            continue;
        const Judgement judgement = said(other);
        ++outside;
        if (judgement.mistakes.empty()) {
            ASSERT_EQ(judgement.verdict, Verdict::Unknown);
            continue;
        }
        ASSERT_TRUE(judgement.together);
        const auto found = alternativePairs(session, question);
        ASSERT_EQ(std::count_if(found.begin(), found.end(),
                                [&](const AlternativePair& pair) {
                                    return std::abs(pair.value - number) < 1e-9 &&
                                           pair.first.mistake == judgement.mistakes[0].mistake &&
                                           pair.second.mistake == judgement.mistakes[1].mistake;
                                }),
                  1);
        ++pairs;
    }
    EXPECT_GT(recognised, kQuestions / 2);
    EXPECT_GT(outside, kQuestions / 2);
    EXPECT_LT(pairs, outside / 20);
}

} // namespace
} // namespace lab
