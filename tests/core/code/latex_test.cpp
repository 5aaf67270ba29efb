// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/code/latex.h"
#include "core/session/evaluate.h"
#include "tests/core/layer_support.h"
#include "tests/core/support.h"

#include <vector>

namespace lab::test
{

namespace
{

/// The grammar of what is written: every brace and every environment that opens closes in turn, math in texts too.
testing::AssertionResult wellFormed(const std::string& text)
{
    std::vector<std::string> open;
    int dollars = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto named = [&](std::string_view command) {
            return text.compare(at, command.size(), command) == 0
                       ? text.substr(at + command.size(), text.find('}', at) - at - command.size())
                       : std::string();
        };
        if (const std::string begun = named("\\begin{"); !begun.empty())
            open.push_back(begun);
        if (const std::string ended = named("\\end{"); !ended.empty()) {
            if (open.empty() || open.back() != ended)
                return testing::AssertionFailure() << ended << " ends that has not begun in\n" << text;
            open.pop_back();
        }
        if (text[at] == '\\')
            ++at; // "\\{" is no brace
        else if (text[at] == '{')
            open.emplace_back("{");
        else if (text[at] == '}' && (open.empty() || open.back() != "{"))
            return testing::AssertionFailure() << "a brace too many in\n" << text;
        else if (text[at] == '}')
            open.pop_back();
        dollars += text[at] == '$' ? 1 : 0;
    }
    if (!open.empty() || dollars % 2 != 0)
        return testing::AssertionFailure() << (open.empty() ? "$" : open.back()) << " stays open in\n" << text;
    return testing::AssertionSuccess();
}

TEST(Latex, WritesTheBooksFirstWindow)
{
    const Grid x{{0, 1, 2}, {3, 4, 5}, {6, 7, 8}}, y{{19, 25}, {37, 43}};
    const Layer layer{{{0, 1}, {2, 3}}, 0, {}};
    const Geometry geometry = *resolveLayer(x.shape(), layer);
    EXPECT_EQ(latexFormula({x, layer, geometry, y, {0, 0}}),
              "\\begin{align*}\n    y_{0,0} &= 0 \\cdot 0 + 1 \\cdot 1 \\\\\n"
              "    &\\quad + 3 \\cdot 2 + 4 \\cdot 3 \\\\\n    &\\quad + 0 \\\\\n    &= 19\n\\end{align*}\n");
    EXPECT_EQ(latexMatrix("Y", y), "\\[\nY = \\begin{pmatrix}\n    19 & 25 \\\\\n    37 & 43 \\\\\n"
                                   "\\end{pmatrix}\n\\]\n");
    EXPECT_EQ(latexTable(y), "\\begin{tabular}{rr}\n    \\toprule\n    $19$ & $25$ \\\\\n    $37$ & $43$ \\\\\n"
                             "    \\bottomrule\n\\end{tabular}\n");
    const std::string picture = latexPicture({x, layer, geometry, y, {0, 1}});
    EXPECT_NE(picture.find("\\draw[very thick, blue] (1, 0) rectangle (3, -2);"), std::string::npos) << picture;
    EXPECT_NE(picture.find("\\node at (1.5, -0.5) {$1$};"), std::string::npos) << picture;
}

TEST(Latex, WritesNumbersAsMathematics)
{
    EXPECT_EQ(latexNumber(0.1F), "0.1");
    EXPECT_EQ(latexNumber(-1.5e-7F), "-1.5 \\cdot 10^{-7}");
    EXPECT_EQ(latexNumber(-kInfinity), "-\\infty");
    EXPECT_EQ(latexNumber(kNaN), "\\mathrm{NaN}");
}

TEST(Latex, ToldAmsmathOfWideMatrices)
{
    EXPECT_TRUE(latexMatrix("X", Grid({1, 11}, 0)).starts_with("\\setcounter{MaxMatrixCols}{11}"));
    EXPECT_TRUE(latexMatrix("X", Grid({1, 10}, 0)).starts_with("\\["));
}

TEST(Latex, ClosesWhatItOpensOfRandomLayers)
{
    Random random(1);
    constexpr int kStacks = 100;
    for (int i = 0; i < kStacks; ++i) {
        const RandomStack stack(random, 1,
                                {Activation::None, Activation::Relu, Activation::Tanh, Activation::Sigmoid});
        const Grid x = random.reals(stack.input);
        const Grid y = outputOf(x, stack.layers[0]);
        const OutputCell cell{random.integer(0, y.rows() - 1), random.integer(0, y.cols() - 1)};
        const std::string body = latexBody({x, stack.layers[0], stack.geometries[0], y, cell});
        EXPECT_TRUE(wellFormed(latexDocument(body))) << stack.text();
        EXPECT_NE(body.find(latexNumber(y.at(cell))), std::string::npos) << stack.text();
    }
}

TEST(Latex, DrawsTheNeighbourhoodOfALargeWindow)
{
    const Grid x({200, 200}, 1), y({199, 199}, 2);
    const Layer layer{{{1}, {1}}, 0, {}};
    const std::string picture = latexPicture({x, layer, *resolveLayer(x.shape(), layer), y, {100, 100}});
    EXPECT_TRUE(wellFormed(picture));
    EXPECT_LT(picture.size(), 40'000U);
}

} // namespace

} // namespace lab::test
