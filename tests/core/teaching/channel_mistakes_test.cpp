// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lessons/channel_settings.h"
#include "core/teaching/alternatives.h"
#include "core/teaching/judge.h"
#include "core/teaching/predicate.h"
#include "tests/core/teaching/teaching_support.h"

#include <gtest/gtest.h>
#include <map>

namespace lab::test
{

namespace
{

Session channelSession(const char* maps, const char* weights, const char* biases = "none")
{
    Session session = startSession();
    EXPECT_EQ(setMaps(session, maps), "");
    EXPECT_EQ(setWeights(session, weights), "");
    EXPECT_EQ(setBiases(session, biases), "");
    EXPECT_EQ(problemOfStack(session), "");
    return session;
}

Session bookSession(const char* id = "inputs-2")
{
    Session session = startSession();
    EXPECT_EQ(setStack(session, id), "");
    return session;
}

Question askingChannel(Asked asked, int channel = 0, int row = 0, int col = 0, int part = 0)
{
    Question question = asking(asked, row, col);
    question.channel = channel;
    question.part = part;
    return question;
}

std::map<std::string, double> wrongNumbers(const Session& session, const Question& question)
{
    std::map<std::string, double> numbers;
    for (const Alternative& each : alternatives(session, question))
        numbers[labelOf(each)] = std::get<Grid64>(each.answer).at(0, 0);
    return numbers;
}

std::string sentenceTo(const Session& session, const Question& question, Grid64 given)
{
    const auto judged = judge(session, question, GivenAnswer::exactly(std::move(given)));
    return judged ? judged->sentence : "no answer";
}

/// Numbers that tell the mistakes apart.
Session apartSession()
{
    return channelSession("2,8,9;9,8,1;3,9,4 | 9,2,7;9,8,2;9,8,3", "-2,1;-1,1 | -2,2;-3,2");
}

TEST(ChannelQuestions, HaveTheAnswersOfTheBook)
{
    const Session session = bookSession();
    EXPECT_EQ(numberOf(session, askingChannel(Asked::ChannelSum, 0, 0, 0, 0)), 19);
    EXPECT_EQ(numberOf(session, askingChannel(Asked::ChannelSum, 0, 0, 0, 1)), 37);
    EXPECT_EQ(numberOf(session, askingChannel(Asked::ChannelCell)), 56);
    EXPECT_EQ(numberOf(session, askingNumber("channel-window")), 8);
    const Session three = bookSession("outputs-3");
    EXPECT_EQ(numbersOf(three, askingChannel(Asked::ChannelMap, 1)), (Grid64{{76, 100}, {148, 172}}));
    EXPECT_EQ(numbersOf(three, askingChannel(Asked::WeightsShape)), (Grid64{{3, 2, 2, 2}}));
    EXPECT_EQ(numbersOf(three, askingChannel(Asked::ChannelShape)), (Grid64{{3, 2, 2}}));
    EXPECT_EQ(numberOf(three, askingNumber("channel-parameters")), 24);
    EXPECT_EQ(numberOf(three, askingNumber("channel-products")), 96);
}

TEST(ChannelQuestions, AreOnlyOfLayersThatAreThere)
{
    EXPECT_FALSE(rightAnswer(startSession(), askingChannel(Asked::ChannelCell)));
    EXPECT_FALSE(rightAnswer(bookSession(), askingChannel(Asked::ChannelCell, 1)));
    EXPECT_FALSE(rightAnswer(bookSession(), askingChannel(Asked::ChannelCell, 0, 2, 0)));
    EXPECT_FALSE(rightAnswer(bookSession(), askingChannel(Asked::ChannelSum, 0, 0, 0, 2)));
    Question second = askingChannel(Asked::ChannelShape);
    second.layer = 1;
    EXPECT_FALSE(rightAnswer(bookSession(), second));
    EXPECT_EQ(numbersOf(bookSession("tiny-network"), second), (Grid64{{2, 2, 2}}));
}

TEST(ChannelMistakes, AreComputedForTheQuestion)
{
    const Session session = apartSession();
    EXPECT_EQ(numberOf(session, askingChannel(Asked::ChannelCell)), -22);
    const auto wrong = wrongNumbers(session, askingChannel(Asked::ChannelCell));
    const std::map<std::string, double> expected{{"only-channel-0", 3},      {"only-channel-1", -25},
                                                 {"channels-averaged", -11}, {"channels-multiplied", -75},
                                                 {"same-slice", -14},        {"slices-reversed", -16}};
    for (const auto& [id, number] : expected)
        EXPECT_EQ(wrong.contains(id) ? wrong.at(id) : 1e9, number) << id;
    EXPECT_EQ(wrongNumbers(session, askingChannel(Asked::ChannelSum, 0, 0, 0, 1)).at("same-slice"), -17);
}

TEST(ChannelMistakes, OfThreeChannelsAndABias)
{
    const Session session = channelSession("2,6,8;8,2,3;8,5,7 | 8,5,8;1,6,7;4,2,9 | 6,1,2;3,9,4;8,8,1",
                                           "-3,-2;-3,4 | 4,1;-3,3 | 2,-2;1,1", "3");
    EXPECT_EQ(numberOf(session, askingChannel(Asked::ChannelCell)), 43);
    const auto wrong = wrongNumbers(session, askingChannel(Asked::ChannelCell));
    const std::map<std::string, double> expected{{"bias-forgotten", 40},
                                                 {"bias-per-channel", 49},
                                                 {"channel-forgotten-0", 77},
                                                 {"channel-forgotten-1", -9},
                                                 {"channel-forgotten-2", 21}};
    for (const auto& [id, number] : expected)
        EXPECT_EQ(wrong.contains(id) ? wrong.at(id) : 1e9, number) << id;
    EXPECT_NEAR(wrong.at("channels-averaged"), 40.0 / 3 + 3, 1e-9);
}

TEST(ChannelMistakes, AreSaidInASentence)
{
    const Session session = apartSession();
    const Question cell = askingChannel(Asked::ChannelCell);
    EXPECT_EQ(sentenceTo(session, cell, {{-11}}),
              "−11 is what you get with the mean of the channels. They are added, not averaged.");
    EXPECT_EQ(sentenceTo(session, cell, {{3}}),
              "3 is what you get from channel 0 alone. The products of all channels "
              "are added up in one output.");
    EXPECT_EQ(sentenceTo(session, cell, {{1000}}),
              "I do not see how this number came about. Begin with channel 0: K0,0 lies on X0, and the first product "
              "is 2 · (−2).");
    const auto map = sentenceTo(bookSession(), askingChannel(Asked::ChannelMap), {{19, 25}, {37, 43}});
    EXPECT_EQ(map, "This is what you get from channel 0 alone. The products of all channels are added up in one "
                   "output.");
}

TEST(ChannelsAnswer, WantsANumberThatIsNotZero)
{
    const auto predicate = *parsePredicate("channels-answer");
    const auto outcome = [&](const Session& built) {
        const BuildVerdict verdict = check(predicate, built, startSession());
        return std::string(verdict.id) + ": " + verdict.sentence;
    };
    EXPECT_TRUE(outcome(startSession()).starts_with("no-channels"));
    EXPECT_TRUE(outcome(channelSession("0,0,1,1 | 1,1,0,0", "1,-1 | 1,-1")).starts_with("silent"));
    EXPECT_EQ(outcome(channelSession("0,0,1,1 | 1,1,0,0", "1,-1 | -1,1")), "answers: Y0[0,1] is −2.");
}

TEST(ChannelMistakes, OfAShapeAreNamedByItsNumbers)
{
    const Session session = bookSession("outputs-3");
    const Question shape = askingChannel(Asked::ChannelShape), weights = askingChannel(Asked::WeightsShape);
    EXPECT_TRUE(sentenceTo(session, shape, {{2, 2, 2}}).starts_with("2 × 2 × 2 is what you get when each input"));
    EXPECT_TRUE(sentenceTo(session, weights, {{2, 3, 2, 2}})
                    .starts_with("2 × 3 × 2 × 2 is what you get with inputs and outputs exchanged."));
    EXPECT_TRUE(sentenceTo(session, weights, {{2, 2}})
                    .starts_with("There are 4 numbers: outputs, inputs, rows and columns."));
    EXPECT_TRUE(sentenceTo(session, weights, {{3, 7, 2, 2}})
                    .starts_with("The outputs are right. The number of inputs is another one."));
    EXPECT_EQ(std::get<Grid64>(readAnswer("3 × 2 × 2 × 2", Asked::WeightsShape)->answer), (Grid64{{3, 2, 2, 2}}));
}

} // namespace

} // namespace lab::test
