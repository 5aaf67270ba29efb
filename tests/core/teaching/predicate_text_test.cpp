// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/samples.h"
#include "core/teaching/predicate.h"
#include "tests/core/support.h"

#include <set>

namespace lab
{
namespace
{

Error refused(std::string_view text)
{
    const auto predicate = parsePredicate(text);
    EXPECT_FALSE(predicate.ok()) << text;
    return predicate ? Error{ErrorCode::Stopped} : predicate.error();
}

TEST(PredicateText, JoinsConditionsByAnd)
{
    const auto predicate = parsePredicate("changed-weights-at-most 1 and cell Y[0,12] -1.5");
    ASSERT_TRUE(predicate.ok());
    ASSERT_EQ(predicate->size(), 2U);
    EXPECT_EQ((*predicate)[0].row->name, "changed-weights-at-most");
    EXPECT_EQ((*predicate)[0].numbers, std::vector<double>{1});
    EXPECT_EQ((*predicate)[1].row->name, "cell");
    EXPECT_EQ((*predicate)[1].numbers, (std::vector<double>{0, 12, -1.5}));
    EXPECT_EQ(wantedText(*predicate), "Up to 1 of the weights may change. Y[0,12] is to become −1.5.");
}

TEST(PredicateText, ReadsMatricesAndPresets)
{
    const auto typed = parsePredicate("convolves-to -1,0,1;-2,0,2; -1,0,1");
    const auto preset = parsePredicate("  convolves-to\tsobel-x ");
    ASSERT_TRUE(typed.ok());
    ASSERT_TRUE(preset.ok());
    EXPECT_EQ(*typed, *preset);
    EXPECT_EQ(typed->front().matrix, (Grid64{{-1, 0, 1}, {-2, 0, 2}, {-1, 0, 1}}));
    const auto map = parsePredicate("map 19,25;37,43 and blur");
    ASSERT_TRUE(map.ok());
    EXPECT_EQ(map->front().matrix, (Grid64{{19, 25}, {37, 43}}));
    EXPECT_EQ(wantedText({map->front()}), "The output is to become 19, 25; 37, 43.");
}

TEST(PredicateText, SaysWhatWasFoundAndWhatIsMeant)
{
    const Error unknown = refused("edge-accross 1 2");
    EXPECT_EQ(unknown.code, ErrorCode::UnknownPredicate);
    EXPECT_EQ(unknown.arguments[0], "edge-accross");
    EXPECT_NE(unknown.arguments[1].find("edge-across, derivative"), std::string::npos);
    EXPECT_EQ(refused("edge-across 1"),
              (Error{ErrorCode::PredicateArguments,
                     {"edge-across v1 v2", "1", "a direction, down and right, not both 0"}}));
    EXPECT_EQ(refused("blur 3"), (Error{ErrorCode::PredicateArguments, {"blur", "3", "nothing follows its name"}}));
    EXPECT_EQ(refused("map"), (Error{ErrorCode::PredicateArguments, {"map Y", "nothing", "a matrix"}}));
}

TEST(PredicateText, RefusesArgumentsOutOfRange)
{
    for (const char* text : {"edge-across 0 0", "edge-across 1 x", "edge-across 1 nan", "derivative 0 1",
                             "derivative 7 1",  "derivative 1 2",  "derivative 1.5 1",  "shape 0 3",
                             "shape 2",         "loss-below 0",    "loss-below -1",     "changed-weights-at-most -1",
                             "cell 0,0 3",      "cell Y[0] 3",     "cell Y[0,0]",       "cell Y[0,-1] 2",
                             "cell Y[0,0 2",    "map 1,2;3",       "map 1,nan",         "convolves-to nothing-known",
                             "shape 1e9 1"})
        EXPECT_EQ(refused(text).code, ErrorCode::PredicateArguments) << text;
    for (const char* text : {"", "and", "blur and", "and blur", "blur and and blur"})
        EXPECT_EQ(refused(text).code, ErrorCode::UnknownPredicate) << text;
}

TEST(PredicateText, SurvivesAnything)
{
    test::Random random(5);
    const std::string_view letters = "edge-across blur and cell Y[0,1]; 23,.-\t\n\"%\x01\xff";
    for (int i = 0; i < 3000; ++i) {
        std::string text;
        for (int n = random.integer(0, 30); n > 0; --n)
            text += letters[std::size_t(random.integer(0, int(letters.size()) - 1))];
        if (const auto predicate = parsePredicate(text))
            check(*predicate, startSession(), startSession());
    }
}

TEST(PredicateTable, HasOneRowOfEachName)
{
    std::set<std::string_view> names;
    for (const PredicateRow& row : predicates()) {
        EXPECT_TRUE(names.insert(row.name).second) << row.name;
        EXPECT_TRUE(row.usage.starts_with(row.name));
        EXPECT_EQ(row.arguments.empty(), row.meant.empty()) << row.name;
        EXPECT_TRUE(row.wanted.ends_with('.')) << row.wanted;
        std::set<std::string_view> ids;
        bool accepts = false;
        for (const Outcome& outcome : row.outcomes) {
            EXPECT_TRUE(ids.insert(outcome.id).second) << row.name << " " << outcome.id;
            EXPECT_EQ(findOutcome(row, outcome.id), &outcome);
            EXPECT_TRUE(outcome.sentence.ends_with('.') || outcome.sentence.ends_with(".)") ||
                        outcome.sentence.ends_with("%3"))
                << outcome.sentence;
            accepts |= outcome.accepts;
        }
        EXPECT_TRUE(accepts) << row.name;
    }
    EXPECT_EQ(names.size(), 19U);
}

} // namespace
} // namespace lab
