// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lessons/channel_settings.h"
#include "core/teaching/alternatives.h"
#include "tests/core/teaching/teaching_support.h"

#include <fstream>
#include <map>
#include <set>

namespace lab
{
namespace
{

using namespace test;

/// A line of mistakes.txt.
struct Oracle {
    std::string kind;
    std::map<std::string, std::string> given;
    std::map<std::string, double> wrong;

    double number(const std::string& key) const { return std::stod(given.at(key)); }
    int integer(const std::string& key) const { return std::stoi(given.at(key)); }
    Grid matrix(const std::string& key) const { return *matrixFromText(given.at(key)); }
    /// Number i of a list.
    int integer(const std::string& key, int i) const { return int(matrix(key).at(0, i)); }
};

std::vector<Oracle> oracles()
{
    std::ifstream file(LAB_TEST_DATA "/teaching/mistakes.txt");
    std::vector<Oracle> all;
    for (std::string line; std::getline(file, line);) {
        Oracle oracle;
        std::istringstream words(line);
        words >> oracle.kind;
        bool wrong = false;
        for (std::string word; words >> word;) {
            const auto equals = word.find('=');
            if (word == ":")
                wrong = true;
            else if (wrong)
                oracle.wrong[word.substr(0, equals)] = std::stod(word.substr(equals + 1));
            else
                oracle.given[word.substr(0, equals)] = word.substr(equals + 1);
        }
        all.push_back(std::move(oracle));
    }
    return all;
}

struct Posed {
    Session session;
    Question question;
};

Posed posedCell(const Oracle& o)
{
    ConvSpec spec;
    spec.padding = {PaddingMode::Explicit,
                    {o.integer("pad", 0), o.integer("pad", 1)},
                    {o.integer("pad", 2), o.integer("pad", 3)}};
    spec.stride = {o.integer("stride", 0), o.integer("stride", 1)};
    spec.dilation = {o.integer("dilation", 0), o.integer("dilation", 1)};
    spec.operation = o.integer("flip") ? Operation::Convolution : Operation::Correlation;
    for (const BorderRule& rule : borderRules())
        if (rule.id == o.given.at("border"))
            spec.border = rule.border;
    Session session = sessionOf(o.matrix("x"), o.matrix("k"), spec, float(o.number("b")));
    if (o.integer("relu"))
        session.layers[0].activation = Activation::Relu;
    return {session, asking(Asked::Cell, o.integer("at", 0), o.integer("at", 1))};
}

/// Along the rows; there is one column.
Posed posedSize(const Oracle& o, Asked asked)
{
    Session session = sessionOf(Grid({o.integer("n"), 1}, 1), Grid({o.integer("k"), 1}, 1));
    session.layers[0].spec.padding = {PaddingMode::Explicit, {o.integer("before"), o.integer("after")}, {}};
    session.layers[0].spec.stride = {o.integer("s"), 1};
    session.layers[0].spec.dilation = {o.integer("d"), 1};
    return {session, asking(asked)};
}

Posed posedLearning(const Oracle& o, const Question& question)
{
    Session session = sessionOf(o.matrix("x"), o.matrix("k"));
    session.train.target = matrixPicture("y", o.matrix("y"));
    session.train.startKernel = converted<double>(o.matrix("k"));
    session.train.rate = o.number("rate");
    return {session, question};
}

Posed posedField(const Oracle& o)
{
    const Grid layers = o.matrix("layers"); // k, s, d of each
    Session session = sessionOf(Grid({200, 200}, 1), {{1}});
    session.layers.clear();
    for (int l = 0; l < layers.rows(); ++l) {
        Layer layer;
        layer.kernel = Grid({int(layers.at(l, 0)), 1}, 1);
        layer.spec.stride = {int(layers.at(l, 1)), 1};
        layer.spec.dilation = {int(layers.at(l, 2)), 1};
        session.layers.push_back(layer);
    }
    return {session, askingNumber("field-size", 1, session.layers.size() - 1)};
}

Posed posedPool(const Oracle& o)
{
    const int k = o.integer("k"), s = o.integer("s"), p = o.integer("p");
    Session session = sessionOf(o.matrix("x"), {{1}});
    session.layers = {o.given.at("kind") == "max" ? maxPool({k, k}, {s, s}) : averagePool({k, k}, {s, s})};
    session.layers[0].spec.padding = {PaddingMode::Explicit, {p, p}, {p, p}};
    return {session, asking(Asked::Cell, o.integer("at", 0), o.integer("at", 1))};
}

Posed posed(const Oracle& o)
{
    const auto weight = [&](Asked asked) { return asking(asked, o.integer("at", 0), o.integer("at", 1)); };
    if (o.kind == "cell")
        return posedCell(o);
    if (o.kind == "size")
        return posedSize(o, Asked::Shape);
    if (o.kind == "padded")
        return posedSize(o, Asked::Padded);
    if (o.kind == "loss")
        return posedLearning(o, askingNumber("loss"));
    if (o.kind == "gradient")
        return posedLearning(o, weight(Asked::Gradient));
    if (o.kind == "weight")
        return posedLearning(o, weight(Asked::Weight));
    return o.kind == "field" ? posedField(o) : posedPool(o);
}

TEST(Alternatives, AreWhatNumPyMakesOfTheirDefinitions)
{
    const auto all = oracles();
    ASSERT_GT(all.size(), 150U);
    for (const Oracle& oracle : all) {
        const Posed question = posed(oracle);
        const double right = numbersOf(question.session, question.question).at(0, 0);
        const auto near = [](double a, double b) { return std::abs(a - b) <= 1e-9 * std::max(1.0, std::abs(b)); };
        EXPECT_TRUE(near(right, oracle.number("right"))) << oracle.kind << " " << right;
        std::map<std::string, double> found;
        for (const Alternative& each : alternatives(question.session, question.question))
            if (const double number = std::get<Grid64>(each.answer).at(0, 0); !std::isnan(number))
                found[labelOf(each)] = number;
        for (const auto& [id, number] : oracle.wrong) {
            ASSERT_TRUE(found.contains(id)) << oracle.kind << " " << id;
            EXPECT_TRUE(near(found[id], number))
                << oracle.kind << " " << id << " " << found[id] << ", not " << number;
        }
        for (const auto& [id, number] : found) // what the table knows beyond that is right, or of both axes
            EXPECT_TRUE(oracle.wrong.contains(id) || near(number, right) || id == "axes-swapped" || id == "sum")
                << oracle.kind << " " << id << " " << number << ", right " << right;
    }
}

TEST(Mistakes, AreDescribedInTheSameWay)
{
    std::set<std::pair<Topic, std::string_view>> seen;
    for (const Mistake* mistake : mistakes()) {
        EXPECT_TRUE(seen.emplace(mistake->topic, mistake->id).second) << mistake->id;
        EXPECT_EQ(findMistake(mistake->topic, mistake->id), mistake);
        EXPECT_FALSE(mistake->how.ends_with('.')) << mistake->id;
        EXPECT_TRUE(mistake->advice.ends_with('.')) << mistake->id;
        EXPECT_FALSE(mistake->picture.empty()) << mistake->id;
        for (const auto text : {mistake->how, mistake->advice})
            for (const char* word : {"wrong", "Wrong", "mistake", "You ", "you did"})
                EXPECT_EQ(text.find(word), std::string_view::npos) << text;
    }
    EXPECT_GE(seen.size(), 100U);
    EXPECT_EQ(findMistake(Topic::Cell, "fliped"), nullptr);
    EXPECT_EQ(findMistake(Topic::Map, "flipped"), findMistake(Topic::Cell, "flipped"));
    EXPECT_NE(findMistake(Topic::Map, "stride-ignored"), findMistake(Topic::Cell, "stride-ignored"));
}

TEST(Mistakes, AllOccurSomewhere)
{
    std::set<const Mistake*> occurred;
    const auto collect = [&](const Session& session, const Question& question) {
        for (const Alternative& each : alternatives(session, question))
            occurred.insert(each.mistake);
    };
    for (const Oracle& oracle : oracles()) {
        const Posed question = posed(oracle);
        collect(question.session, question.question);
    }
    Session session = typedSession("4,3,6,2;9,5,7,1;7,1,1,8;2,3,4,5", "-3,3;4,4", 2);
    for (const Asked asked :
         {Asked::Product, Asked::Subtotal, Asked::Row, Asked::Map, Asked::Shape, Asked::Padded, Asked::Residual})
        collect(session, asking(asked, 1, 1, 1));
    for (const NumberName& name : numberNames())
        collect(session, askingNumber(std::string(name.name)));
    session.layers[0].spec = padded(1, {2, 2});
    collect(session, asking(Asked::Map));
    session = sampleSession("chapter-receptive-field");
    Question cells = asking(Asked::Cells);
    cells.of = {Spot::Part::Map, 2, 0, 0};
    collect(session, cells);
    for (const char* biases : {"none", "3,4"}) {
        ASSERT_EQ(setMaps(session, "1,2;3,4 | 5,6;7,8 | 9,1;2,3"), "");
        ASSERT_EQ(setWeights(session, "1,2 | 3,4 | 5,6 || 7,8 | 9,1 | 2,3"), "");
        ASSERT_EQ(setBiases(session, biases), "");
        for (const Asked asked : {Asked::ChannelSum, Asked::ChannelCell, Asked::ChannelShape, Asked::WeightsShape}) {
            Question question = asking(asked);
            question.part = 1;
            collect(session, question);
        }
        for (const char* name : {"channel-window", "channel-parameters", "channel-products"})
            collect(session, askingNumber(name));
    }
    for (const Mistake* mistake : mistakes())
        EXPECT_TRUE(occurred.contains(mistake)) << int(mistake->topic) << " " << mistake->id;
}

/// The examples that were looked for because they tell mistakes apart.
TEST(Apartness, HoldsForTheReadyMadeExamples)
{
    ConvSpec strided, dilated, convolution;
    strided.stride = {2, 2};
    dilated.dilation = {2, 2};
    convolution.operation = Operation::Convolution;
    struct Case {
        Session session;
        int row, col;
        double right;
        std::vector<std::string> tells;
    };
    const Case kCases[] = {
        {typedSession("4,3,6;9,5,7;7,1,1", "-3,3;4,4"), 0, 0, 53, {"flipped", "transposed", "mean"}},
        {typedSession("4,3,6;9,5,7;7,1,1", "-3,3;4,4"), 0, 1, 57, {"flipped", "transposed", "row-column-swapped"}},
        {typedSession("5,3,9;6,1,6;6,3,3", "3,4;-3,2", 4), 0, 1, 58, {"bias-forgotten", "bias-twice"}},
        {typedSession("9,2,0,0,7;1,2,1,7,6;3,0,2,7,3;6,5,6,6,9;8,9,4,0,4", "1,2;-1,4", 0, strided),
         1,
         1,
         34,
         {"stride-ignored", "stride-in-window"}},
        {typedSession("2,7,8,9,4;2,4,4,5,8;2,8,0,3,2;1,1,8,0,1;0,3,9,3,5", "-2,4;-3,-1", 0, dilated),
         0,
         1,
         -5,
         {"dilation-ignored", "dilation-one-more"}},
        {typedSession("3,4,3;5,9,8;8,2,5", "3,4;-1,1", 0, convolution), 0, 0, 46, {"not-turned", "transposed"}},
    };
    for (const Case& each : kCases) {
        const Question question = asking(Asked::Cell, each.row, each.col);
        EXPECT_EQ(numberOf(each.session, question), each.right);
        const Apartness apartness = tellsApart(each.session, question, each.tells, true);
        EXPECT_TRUE(apartness.apart()) << each.right << testing::PrintToString(apartness.alike)
                                       << testing::PrintToString(apartness.right)
                                       << testing::PrintToString(apartness.impossible);
    }
    const Session padding = typedSession("7,4,1,3;9,4,9,0;6,6,0,2;5,2,2,5", "-3,-2,2;-1,2,-2;1,1,-2", 0, padded(1));
    const std::vector<std::string> tells{"padding-forgotten", "border-replicate", "border-reflect",
                                         "border-circular"};
    EXPECT_TRUE(tellsApart(padding, asking(Asked::Cell, 0, 1), tells).apart());
    EXPECT_TRUE(tellsApart(padding, asking(Asked::Cell, 0, 1), tells, true).zeroProduct);
}

TEST(Apartness, SaysWhatCannotBeTold)
{
    const Session first = sampleSession("chapter-first");
    const std::vector<std::string> tells{"transposed", "padding-forgotten"};
    const Apartness apartness = tellsApart(first, asking(Asked::Cell), tells);
    EXPECT_EQ(apartness.impossible, std::vector<std::string>{"padding-forgotten"});
    EXPECT_EQ(apartness.alike, (std::vector<std::pair<std::string, std::string>>{{"transposed", "flipped-columns"}}));
    const Session edge = sampleSession("chapter-edge");
    const std::vector<std::string> flipped{"flipped"};
    const Apartness zero = tellsApart(edge, asking(Asked::Cell), flipped);
    EXPECT_TRUE(zero.small);
    EXPECT_EQ(zero.right, flipped);
}

TEST(Coincidences, AreThoseOfTheBook)
{
    const auto groups = coincidences(sampleSession("chapter-first"), asking(Asked::Cell));
    const auto holds = [&](double number, const std::vector<std::string>& labels) {
        return std::any_of(groups.begin(), groups.end(), [&](const Coincidence& group) {
            return std::get<Grid64>(group.answer).at(0, 0) == number &&
                   std::all_of(labels.begin(), labels.end(), [&](const std::string& label) {
                       return std::find(group.labels.begin(), group.labels.end(), label) != group.labels.end();
                   });
        });
    };
    EXPECT_TRUE(holds(17, {"flipped-columns", "transposed"}));
    EXPECT_TRUE(holds(7, {"flipped-rows", "stopped-after-3"}));
    const auto edge = coincidences(sampleSession("chapter-edge"), asking(Asked::Cell));
    ASSERT_TRUE(edge.front().right);
    EXPECT_GE(edge.front().labels.size(), 9U); // which is why nobody is accused there
}

TEST(Alternatives, ShowWhatWasTaken)
{
    const Session session = typedSession("4,3,6;9,5,7;7,1,1", "-3,3;4,4");
    std::map<std::string, Evidence> evidence;
    for (const Alternative& each : alternatives(session, asking(Asked::Cell, 0, 1)))
        evidence[labelOf(each)] = each.evidence;
    EXPECT_EQ(evidence["flipped"].weights, (Grid64{{4, 4}, {3, -3}}));
    EXPECT_FALSE(evidence["flipped"].window);
    EXPECT_EQ(evidence["window-row-late"].window, (Rect{1, 1, 2, 2}));
    EXPECT_EQ(evidence["left-out-2"].tap, 2);
    EXPECT_EQ(evidence["row-column-swapped"].cell, (OutputCell{1, 0}));
    EXPECT_EQ(evidence["bias-forgotten"], Evidence());
}

} // namespace
} // namespace lab
