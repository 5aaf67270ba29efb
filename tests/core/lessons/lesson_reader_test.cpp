// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/channel_stack.h"
#include "core/lessons/controls.h"
#include "core/lessons/lesson_reader.h"
#include "core/lessons/lesson_writer.h"
#include "core/numbers/picture.h"
#include "core/session/samples.h"

#include <algorithm>
#include <array>
#include <gtest/gtest.h>
#include <random>
#include <string>

namespace lab
{

namespace
{

constexpr std::array<std::string_view, 4> kPages{"stage", "epoch", "matrix", "table"};
constexpr std::array<std::string_view, 2> kPlaces{"slide", "layers"};

LessonSurroundings around()
{
    LessonSurroundings surroundings;
    surroundings.pages = kPages;
    surroundings.places = kPlaces;
    surroundings.exists = [](const std::string& name) { return name == "there.png"; };
    return surroundings;
}

const std::string kHead = "# A lesson\n\n```lesson\nid: a\ntitle: A lesson\n```\n\n";

LessonReading read(const std::string& steps)
{
    return readLesson(kHead + steps, around());
}

std::string faultsOf(const LessonReading& reading)
{
    std::string all;
    for (const LessonFault& fault : reading.faults)
        all += std::to_string(fault.line) + ": " + fault.text + "\n";
    return all;
}

/// The line of `what` in a text, from 1.
int lineOf(const std::string& text, const std::string& what)
{
    return 1 + int(std::count(text.begin(), text.begin() + std::ptrdiff_t(text.find(what)), '\n'));
}

TEST(LessonReader, ReadsStepsWithTheirSessionViewAndQuestion)
{
    const auto reading =
        read("## One sum\n\nFour *products*.\n\n"
             "```session\nsample: chapter-first\nbias: 5\n```\n"
             "```view\npage: stage\ngrain: product\nplace: 0,1.2\nfill: no\n```\n"
             "```focus\nkernel 1,0\n```\n"
             "```controls\nhide: matrix\nlock: input kernel\n```\n"
             "```ask cell Y[0,1]\nid: sum\nhide: explain-sum\ntells: flipped\ndigits: 2\n```\nHow much?\n"
             "```expect\n30\n```\n"
             "```on flipped\nTurned.\n```\n```on = 25\nThe bias is missing.\n```\n"
             "```hint\nAdd.\n```\n"
             "```reveal\nYes.\n---\nplace: 1,1\nfocus: output 1,1\n```\n"
             "```note\nWait.\n```\n");
    ASSERT_TRUE(reading.good()) << faultsOf(reading);
    ASSERT_EQ(reading.lesson.steps.size(), 1U);
    const LessonStep& step = reading.lesson.steps[0];
    EXPECT_EQ(step.title, "One sum");
    EXPECT_EQ(step.text, "Four *products*.");
    EXPECT_EQ(step.note, "Wait.");
    EXPECT_EQ(step.session.input->shape(), (Shape{3, 3}));
    EXPECT_EQ(step.session.layer().bias, 5);
    EXPECT_EQ(step.view.grain, Grain::Product);
    EXPECT_EQ(step.view.position, 6); // the third product of the second window of four
    EXPECT_FALSE(step.view.progressive);
    ASSERT_EQ(step.view.marked.size(), 1U);
    EXPECT_EQ(step.view.marked[0].spot, (Spot{Spot::Part::Kernel, 0, 1, 0}));
    EXPECT_EQ(step.controls.hidden, std::vector<std::string>{"matrix"});
    EXPECT_EQ(step.controls.locked, (std::vector<std::string>{"input", "kernel"}));
    ASSERT_EQ(step.asks.size(), 1U);
    const Ask& ask = step.asks[0];
    EXPECT_EQ(ask.id, "sum");
    EXPECT_EQ(ask.text, "How much?");
    EXPECT_EQ(ask.question.asked, Asked::Cell);
    EXPECT_EQ(ask.question.col, 1);
    EXPECT_EQ(ask.decimals, 2);
    EXPECT_TRUE(ask.hidden.result);
    EXPECT_TRUE(ask.hidden.cell({Spot::Part::Map, 1, 0, 1}));
    EXPECT_FALSE(ask.hidden.cell({Spot::Part::Map, 1, 0, 0}));
    EXPECT_EQ(std::get<Grid64>(*ask.expected), (Grid64{{30}}));
    ASSERT_EQ(ask.replies.size(), 2U);
    EXPECT_EQ(ask.replies[0].mistake, "flipped");
    EXPECT_EQ(ask.replies[1].numbers, (Grid64{{25}}));
    EXPECT_EQ(ask.reveal, "Yes.");
    ASSERT_TRUE(ask.revealedView);
    EXPECT_EQ(ask.revealedView->position, 15);
}

TEST(LessonReader, AStepStandsOnThoseBeforeIt)
{
    const auto reading = read("## One\n```session\nsample: chapter-first\n```\n```view\ngrain: product\n```\n"
                              "```controls\nlock: kernel input\n```\n"
                              "## Two\n```session\nbias: 2\n```\n"
                              "## Three\n```session\nkernel: 1,2\n```\n```controls\nshow: kernel\n```\n");
    ASSERT_TRUE(reading.good()) << faultsOf(reading);
    const auto& steps = reading.lesson.steps;
    EXPECT_EQ(steps[0].session.layer().bias, 0);
    EXPECT_EQ(steps[1].session.layer().bias, 2);
    EXPECT_EQ(steps[1].session.layer().kernel, steps[0].session.layer().kernel);
    EXPECT_EQ(steps[2].session.layer().kernel, (Grid{{1, 2}}));
    EXPECT_EQ(steps[2].session.layer().bias, 2);
    EXPECT_EQ(steps[2].view.grain, Grain::Product);
    EXPECT_EQ(steps[2].controls.locked, std::vector<std::string>{"input"});
}

TEST(LessonReader, AChoiceIsTheListBehindIt)
{
    const auto reading =
        read("## One\n```ask choice\nid: which\n```\nWhich **one**?\n\n- the first\n- the *second*\n  of "
             "two lines\n1. a third\n```expect\nchoice: 2 3\n```\n");
    ASSERT_TRUE(reading.good()) << faultsOf(reading);
    const Ask& ask = reading.lesson.steps[0].asks[0];
    EXPECT_EQ(ask.kind, Ask::Kind::Choice);
    EXPECT_EQ(ask.text, "Which **one**?");
    EXPECT_EQ(ask.choices, (std::vector<std::string>{"the first", "the *second* of two lines", "a third"}));
    EXPECT_EQ(ask.right, (std::vector<int>{1, 2}));
}

TEST(LessonReader, CellsHideWhereTheWindowIs)
{
    const auto reading = read("## One\n```session\nsample: chapter-first\n```\n"
                              "```ask cells input\nfor: output 0,1\n```\n```expect\n0,1 0,2 1,1 1,2\n```\n");
    ASSERT_TRUE(reading.good()) << faultsOf(reading);
    const Ask& ask = reading.lesson.steps[0].asks[0];
    EXPECT_TRUE(ask.hidden.lights);
    EXPECT_EQ(ask.question.of, (Spot{Spot::Part::Map, 1, 0, 1}));
    EXPECT_EQ(std::get<CellList>(*ask.expected).size(), 4U);
}

TEST(LessonReader, TheKernelOfAnEpochIsThatOfTheRun)
{
    const auto reading = read("## One\n```session\nlearn: book\nepoch: 1\n```\n## Two\n```session\nepoch: 10\n```\n");
    ASSERT_TRUE(reading.good()) << faultsOf(reading);
    EXPECT_NEAR(reading.lesson.steps[0].session.layer().kernel.at(0, 0), -0.2113 + 0.03 * 32.0748, 1e-4);
    EXPECT_EQ(reading.lesson.steps[1].session.train.epoch, 10);
    EXPECT_NEAR(reading.lesson.steps[1].session.layer().kernel.at(0, 0), 0.96, 0.05);
}

TEST(LessonReader, EveryFaultHasItsLine)
{
    struct Case {
        const char* steps;
        const char* where; ///< on its line
        const char* said;
    };
    constexpr std::array kCases{
        Case{"## One\n```session\nkernel: 1,2;3\n```\n", "kernel:", "row 2 has 1"},
        Case{"## One\n```session\ninput: 1,2,3;4,5,6;7,8,9\nkernel: 1,2,3,4;1,2,3,4;1,2,3,4;1,2,3,4\n```\n",
             "```session", "a 4×4 kernel does not fit on 3×3"},
        Case{"## One\n```sesion\nbias: 1\n```\n", "```sesion", "“session”"},
        Case{"## One\n```view\ncolour: red\n```\n", "colour:", "Unknown key “colour”"},
        Case{"## One\n```view\npage: matrx\n```\n", "page:", "“matrix”"},
        Case{"## One\n```view\nplace: 9,0\n```\n", "place:", "outside the output (6×7)"},
        Case{"## One\n```view\ngrain: windw\n```\n", "grain:", "“window”"},
        Case{"## One\n```ask cell Y[0,9]\n```\n```expect\n1\n```\n", "```ask", "outside"},
        Case{"## One\n```ask cell Y[0,1]\n```\n", "```ask", "without “expect”"},
        Case{"## One\n```ask sell Y[0,1]\n```\n```expect\n1\n```\n", "```ask", "“cell”"},
        Case{"## One\n```ask build blur\n```\n", "```ask", "example:"},
        Case{"## One\n```ask choice\n```\n- a\n- b\n```expect\nchoice: 4\n```\n", "choice: 4", "1 to 2"},
        Case{"## One\n```expect\n3\n```\n", "```expect", "none is asked"},
        Case{"## One\n```focus\ninput 7,7\n```\n", "input 7,7", "outside"},
        Case{"## One\n```controls\nlock: kernal\n```\n", "lock:", "“kernel”"},
        Case{"## One\n```ask cell Y[0,0]\nid: x\n```\n```expect\n0\n```\n## Two\n```ask map\nid: "
             "x\n```\n```expect\n0\n```\n",
             "```ask map", "two questions have the id"},
        Case{"## One\n```ask cell Y[0,0]\nhide: Z[1]\n```\n```expect\n0\n```\n", "hide:", "can be hidden"},
        Case{"## One\n```ask cell Y[0,0]\n```\n```expect\nabc\n```\n", "abc", "no number"},
        Case{"## One\n![a](missing.png)\n", "![a]", "not found"},
        Case{"## One\n\n![a](../secret.png)\n", "![a]", "its own folder"},
        Case{"## One\n![a](/etc/passwd)\n", "![a]", "its own folder"},
        Case{"## One\n![a](http://x.y/z.png)\n", "![a]", "its own folder"},
        Case{"## One\n```session\ninput: ../x.npy\n```\n", "input:", "its own folder"},
        Case{"## One\n```session\nstride: 0\n```\n", "stride:", "“0”"},
        Case{"## One\n```session\nrate: -1\n```\n", "rate:", "above 0"},
        Case{"## One\n```session\nlayers: conv 3x3; foo 2\n```\n", "layers:", "“foo”"},
        Case{"## One\n```session\nsample: chapter-frist\n```\n", "sample:", "“chapter-first”"},
        Case{"## One\n```hint\nx\n```\n", "```hint", "none is asked"},
        Case{"## One\n```note\nx\n", "```note", "never closed"},
        Case{"## One\n```lesson\nid: b\n```\n", "```lesson\nid: b", "at the beginning, once"},
    };
    std::string all = kHead;
    std::size_t steps = 0;
    for (const Case& each : kCases) {
        const std::string text = kHead + each.steps;
        const auto reading = readLesson(text, around());
        ASSERT_EQ(reading.faults.size(), 1U) << each.steps << faultsOf(reading);
        EXPECT_EQ(reading.faults[0].line, lineOf(text, each.where)) << each.steps << faultsOf(reading);
        std::string said = reading.faults[0].text;
        std::string wanted = each.said;
        if (wanted[0] >= 'a' && wanted[0] <= 'z' && said.find(wanted) == std::string::npos)
            said[0] = char(std::tolower(said[0]));
        EXPECT_NE(said.find(wanted), std::string::npos) << said << " does not say " << wanted;
        if (std::string_view(each.said) != "never closed") { // all of them in one file: all of them are listed
            all += std::string("## Step ") + std::to_string(++steps) + std::string(each.steps).substr(6);
        }
    }
    EXPECT_GE(readLesson(all, around()).faults.size(), kCases.size() - 1);
}

TEST(LessonReader, ALessonOfTooManyStepsOrBytesIsRefused)
{
    std::string many = kHead;
    for (std::size_t i = 0; i < kMostSteps + 1; ++i)
        many += "## Step\n";
    const auto reading = readLesson(many, around());
    ASSERT_EQ(reading.faults.size(), 1U);
    EXPECT_EQ(reading.faults[0].line, lineOf(many, "## Step") + int(kMostSteps));
    EXPECT_EQ(reading.lesson.steps.size(), kMostSteps);
    EXPECT_FALSE(readLesson(std::string(kMostLessonBytes + 1, 'x'), around()).good());
}

TEST(LessonReader, TellsALessonFromOtherMarkdown)
{
    EXPECT_TRUE(isLesson(kHead));
    EXPECT_FALSE(isLesson("| 1 | 2 |\n|---|---|\n| 3 | 4 |\n"));
    EXPECT_FALSE(isLesson("# Read me\n\n```cpp\nint x;\n```\n"));
    EXPECT_FALSE(isLesson(""));
}

TEST(LessonReader, WhateverIsBrokenInItIsSaidAndNothingElseHappens)
{
    const std::string whole = kHead +
                              "## One\n\nText.\n```session\nsample: chapter-first\nkernel: 0,1;2,3\n```\n"
                              "```view\ngrain: product\nplace: 0,1.2\n```\n```focus\nkernel 1,0\n```\n"
                              "```ask cell Y[0,1]\nid: a\nhide: Y explain 1 2\n```\nHow?\n```expect\n25\n```\n"
                              "```on flipped\nx\n```\n```reveal\ny\n---\nplace: 1,1\n```\n"
                              "## Two\n```ask choice\n```\n- a\n- b\n```expect\nchoice: 1\n```\n"
                              "```session\nlearn: book\nepoch: 3\n```\n";
    ASSERT_TRUE(readLesson(whole, around()).good());
    std::mt19937 random(7); // NOLINT(cert-msc32-c,cert-msc51-cpp): the same every time
    for (int round = 0; round < 3000; ++round) {
        std::string text = whole;
        for (unsigned change = random() % 4 + 1; change > 0; --change) {
            const std::size_t at = random() % text.size();
            switch (random() % 4) {
            case 0:
                text.erase(at, random() % 20);
                break;
            case 1:
                text[at] = char(random() % 256);
                break;
            case 2:
                text.insert(at, text.substr(random() % text.size(), random() % 40));
                break;
            default:
                text.insert(at, std::to_string(random() % 100'000'000));
                break;
            }
            if (text.empty())
                text = "x";
        }
        const auto reading = readLesson(text, around());
        for (const LessonStep& step : reading.lesson.steps)
            EXPECT_TRUE(resolve(step.session.input->shape(), step.session.layers));
        EXPECT_TRUE(std::ranges::is_sorted(reading.faults, {}, &LessonFault::line));
    }
}

TEST(LessonReader, OnlyWhatLiesBesideItIsReached)
{
    for (const char* good : {"a.png", "pictures/a.png", "a..b.png"})
        EXPECT_TRUE(staysBeside(good)) << good;
    for (const char* bad :
         {"", "/a", "../a", "a/../../b", "~/a", "http://a/b", "c:\\a", "a//b", "file:a", "a\\..\\b"})
        EXPECT_FALSE(staysBeside(bad)) << bad;
}

TEST(LessonReader, SetsUpAndLooksAtLayersOfSeveralChannels)
{
    const auto reading = read("## Two\n```session\nstack: inputs-2\n```\n"
                              "```view\npage: stage\nchannel-grain: channel\nchannel-place: 0,0,1.0\n```\n"
                              "```ask channel-sum Y[0,0,1] 0\nid: sum\n```\n```expect\n25\n```\n"
                              "## Three\n```session\nmaps: 1,2 | 3,4 | 5,6\nweights: 1 | 2 | 3 || 0 | 0 | 1\n"
                              "biases: 1,-1\n```\n"
                              "```ask channel-map Y[0]\nid: map\nhide: channel-sums\n```\n```expect\n23 29\n```\n"
                              "```ask weights-shape\nid: shape\n```\n```expect\n2 3 1 1\n```\n"
                              "## Other\n```session\nstack: tiny-network\n```\n"
                              "```ask channel-shape\nid: pooled\nlayer: 2\n```\n```expect\n2 2 2\n```\n");
    ASSERT_TRUE(reading.good()) << faultsOf(reading);
    const LessonStep &two = reading.lesson.steps.at(0), &three = reading.lesson.steps.at(1);
    EXPECT_TRUE(two.view.channels.own);
    EXPECT_EQ(two.view.channels.grain, "channel");
    EXPECT_EQ(two.view.channels.position, 11) << "the last product of channel 0 of the second cell";
    EXPECT_EQ(two.asks[0].hidden.channels.parts, (std::vector{ChannelPlace{{0, 0, 1}, 0}}));
    EXPECT_EQ(two.asks[0].hidden.channels.cells, (std::vector{MapCell{0, 0, 1}})) << "it would tell it";
    EXPECT_EQ(three.view.channels.position, 0);
    EXPECT_EQ(three.session.stack->layers[0].weights.shape(), (WeightsShape{2, 3, 1, 1}));
    EXPECT_EQ(three.asks[0].hidden.channels.maps, std::vector{0});
    EXPECT_TRUE(three.asks[0].hidden.channels.sums);
    EXPECT_EQ(reading.lesson.steps.at(2).asks[0].question.layer, 1U);
}

TEST(LessonReader, WhatIsWrongWithSeveralChannelsIsSaid)
{
    const std::pair<const char*, const char*> cases[]{
        {"```session\nstack: nothing\n```\n", "stack: “nothing” is none of inputs-2"},
        {"```session\nmaps: 1,2 | 3\n```\n", "maps: channel 1 has another size than channel 0."},
        {"```session\nmaps: 1 | 2\nweights: 1\n```\n", "session: the maps have 2 channels, the weights are for 1."},
        {"```session\nweights: 1 || 2\nbiases: 1\n```\n", "session: biases: there are 1 for 2 outputs."},
        {"```view\nchannel-place: 0,0,0\n```\n", "this session has no layers of several channels"},
        {"```session\nstack: inputs-2\n```\n```view\nchannel-place: 0,2,0\n```\n",
         "lies outside the output (1 × 2 × 2)"},
        {"```session\nstack: inputs-2\n```\n```ask channel-sum Y[0,0,0] 2\n```\n```expect\n1\n```\n",
         "an input channel is asked by its number"},
        {"```session\nstack: inputs-2\n```\n```ask channel-cell Y[0,0]\n```\n```expect\n1\n```\n",
         "“Y[0,0]” is no cell of several channels"},
    };
    for (const auto& [text, said] : cases)
        EXPECT_NE(faultsOf(read(std::string("## A\n") + text)).find(said), std::string::npos)
            << text << faultsOf(read(std::string("## A\n") + text));
}

TEST(Controls, NameWhatIsLockedAndDiffers)
{
    Session before = startSession(), after = before;
    after.layer().kernel.at(0, 0) = 5;
    EXPECT_EQ(lockedChange({{}, {"bias", "input"}}, before, after), nullptr);
    ASSERT_NE(lockedChange({{}, {"kernel"}}, before, after), nullptr);
    EXPECT_EQ(lockedChange({{}, {"kernel"}}, before, after)->id, "kernel");
    EXPECT_NE(lockedChange({{}, {"all"}}, before, after), nullptr);
    after = before;
    after.layer().spec.stride = {2, 2};
    EXPECT_EQ(lockedChange({{}, {"stride", "kernel"}}, before, after)->id, "stride");
    after = before;
    after.train.rate = 1;
    EXPECT_EQ(lockedChange({{}, {"learning"}}, before, after)->id, "learning");
    after = before;
    after.focus = 0;
    EXPECT_EQ(lockedChange({{}, {"all"}}, before, after), nullptr);
}

TEST(LessonWriter, WhatItWritesReadsBackAsTheSameSessionAndView)
{
    Session session = startSession();
    findSample("chapter-receptive-field")->apply(session);
    session.layers[0].spec.padding = {PaddingMode::Explicit, {1, 0}, {2, 1}};
    session.layers[0].spec.border = Border::Reflect;
    session.layers[0].bias = 0.1F;
    session.layers[1].activation = Activation::Relu;
    session.layers[1].spec.stride = {1, 2};
    session.focus = 1;
    ViewState view;
    view.grain = Grain::Product;
    view.position = 2;
    const auto reading = readLesson(lessonOf(session, view), around());
    ASSERT_TRUE(reading.good()) << faultsOf(reading);
    const LessonStep& step = reading.lesson.steps.at(0);
    EXPECT_TRUE(step.session.layers == session.layers);
    EXPECT_EQ(step.session.focus, 1U);
    EXPECT_EQ(step.session.input->grey(), session.input->grey());
    EXPECT_EQ(step.view.position, 2);
    EXPECT_EQ(step.view.grain, Grain::Product);
    ASSERT_EQ(step.asks.size(), 1U);
}

} // namespace

} // namespace lab
