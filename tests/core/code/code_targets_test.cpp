// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/code/code_targets.h"
#include "core/code/lit_lines.h"
#include "core/session/samples.h"
#include "tests/core/code/random_sessions.h"
#include "tests/core/support.h"

#include <set>

namespace lab::test
{

namespace
{

/// Section 1 of the chapter: 0 to 8 under the kernel 0 to 3.
Session bookExample()
{
    return sessionOf({{0, 1, 2}, {3, 4, 5}, {6, 7, 8}}, {{0, 1}, {2, 3}});
}

std::string textIn(std::string_view target, const Session& session, CodeSubject subject = CodeSubject::Layers)
{
    const auto code = codeFor(session, subject, *findCodeTarget(target));
    return code ? textOf(*code) : std::string();
}

testing::AssertionResult has(const std::string& text, const std::string& part)
{
    if (text.find(part) != std::string::npos)
        return testing::AssertionSuccess();
    return testing::AssertionFailure() << "no “" << part << "” in\n" << text;
}

/// Of brackets outside of texts and comments.
bool balanced(const Code& code, std::string_view mark)
{
    std::string open;
    for (const CodeLine& line : code.lines) {
        bool quoted = false;
        const std::string text = line.text.substr(0, line.text.find(mark));
        for (const char c : text) {
            quoted ^= c == '"';
            if (quoted)
                continue;
            if (c == '(' || c == '[' || c == '{')
                open += c == '(' ? ')' : c == '[' ? ']' : '}';
            else if (c == ')' || c == ']' || c == '}') {
                if (open.empty() || open.back() != c)
                    return false;
                open.pop_back();
            }
        }
    }
    return open.empty();
}

TEST(CodeTargets, SayTheBooksExampleInEveryLanguage)
{
    const Session book = bookExample();
    const std::string numpy = textIn("numpy", book);
    EXPECT_TRUE(has(numpy, "x = np.array([[0, 1, 2], [3, 4, 5], [6, 7, 8]], dtype=np.float32)"));
    EXPECT_TRUE(has(numpy, "window = padded[i:i + 2, j:j + 2]"));
    EXPECT_TRUE(has(numpy, "expected = np.array([[19, 25], [37, 43]], dtype=np.float32)"));
    EXPECT_TRUE(has(textIn("pytorch", book), "v = F.conv2d(padded, kernel, bias)"));
    EXPECT_TRUE(has(textIn("scipy", book), "v = signal.correlate2d(padded, kernel, mode=\"valid\")"));
    EXPECT_TRUE(has(textIn("opencv", book), "v = cv2.filter2D(padded, cv2.CV_64F, kernel, anchor=(0, 0)"));
    const std::string cpp = textIn("cpp", book);
    EXPECT_TRUE(has(cpp, "Matrix kernel{{0.0F, 1.0F}, {2.0F, 3.0F}};"));
    EXPECT_TRUE(has(cpp, "Matrix expected{{19.0F, 25.0F}, {37.0F, 43.0F}};"));
    EXPECT_EQ(textIn("command", book), "#!/bin/sh\nset -e\nresult=$(corr2d-lab compute \\\n"
                                       "    --input '=[[0, 1, 2], [3, 4, 5], [6, 7, 8]]' \\\n"
                                       "    --kernel '=[[0, 1], [2, 3]]')\nexpected='19,25\n37,43'\n"
                                       "test \"$result\" = \"$expected\"\n");
}

TEST(CodeTargets, SayTheEdgeDetectorAndHowItIsLearned)
{
    EXPECT_TRUE(has(textIn("command", chapter()), "0,1,0,0,0,-1,0\n"));
    EXPECT_TRUE(has(textIn("cpp", chapter()), "{0.0F, 1.0F, 0.0F, 0.0F, 0.0F, -1.0F, 0.0F},"));
    const std::string numpy = textIn("numpy", chapter(), CodeSubject::Learning);
    EXPECT_TRUE(has(numpy, "theta = np.array([-0.2113, -0.5195])"));
    EXPECT_TRUE(has(numpy, "rate = 0.03\nfor n in range(1, 11):"));
    const std::string torch = textIn("pytorch", chapter(), CodeSubject::Learning);
    EXPECT_TRUE(has(torch, "torch.optim.SGD([kernel], lr=0.03)"));
    EXPECT_TRUE(has(textIn("command", chapter(), CodeSubject::Learning), "--find '=[[1, -1]]'"));
}

TEST(CodeTargets, ToleratesRoundingAlone)
{
    const auto work = computationOf(bookExample(), CodeSubject::Layers);
    // Two half units of Σ|w|·max|x| = 6·8.
    EXPECT_DOUBLE_EQ(work->tolerance, 48 * 2 * kUnit);
    const auto run = computationOf(chapter(), CodeSubject::Learning);
    EXPECT_GT(run->run->parameterTolerance, 0);
    EXPECT_LT(run->run->parameterTolerance, 1e-7);
}

TEST(CodeTargets, ReadFromFilesWhatIsTooLargeToWrite)
{
    Session session = sessionOf(Grid({65, 64}, 1), {{1}});
    for (const CodeTarget& target : codeTargets()) {
        const auto code = codeFor(session, CodeSubject::Layers, target);
        ASSERT_EQ(code->files.size(), 2U) << target.id;
        EXPECT_EQ(code->files[0].name, "input.npy");
        EXPECT_EQ(code->files[1].name, "output.npy");
        EXPECT_EQ(code->files[1].planes.front().shape(), (Shape{65, 64}));
        EXPECT_TRUE(has(textOf(*code), "input.npy")) << target.id;
    }
    session = sessionOf(Grid({64, 64}, 1), {{1}});
    EXPECT_TRUE(codeFor(session, CodeSubject::Layers, codeTargets().front())->files.empty());
}

TEST(CodeTargets, NeedTheSessionForWhatNoOptionSays)
{
    Session session = bookExample();
    session.layers.push_back(session.layer());
    session.layers.back().kind = LayerKind::MaxPool;
    session.layers.back().pool = {1, 1};
    const auto code = codeFor(session, CodeSubject::Layers, *findCodeTarget("command"));
    ASSERT_EQ(code->files.size(), 1U);
    EXPECT_EQ(code->files[0].name, "session.corr2d");
    EXPECT_TRUE(code->files[0].planes.empty());
}

TEST(CodeTargets, CloseEveryBracketOfRandomSessions)
{
    constexpr std::uint32_t kSessions = 60;
    for (std::uint32_t number = 1; number <= kSessions; ++number) {
        const RandomSession drawn = randomSession(number);
        const auto work = computationOf(drawn.session, drawn.subject);
        for (const CodeTarget& target : codeTargets()) {
            const Code code = target.write(*work);
            EXPECT_TRUE(target.id == "command" || balanced(code, target.commentMark)) << number << "\n"
                                                                                      << textOf(code);
            for (const CodeLine& line : code.lines)
                EXPECT_EQ(line.text.find('\n'), std::string::npos);
        }
    }
}

TEST(CodeTargets, AreTold)
{
    std::set<std::string_view> ids;
    for (const CodeTarget& target : codeTargets()) {
        EXPECT_TRUE(ids.insert(target.id).second);
        EXPECT_TRUE(target.sentence.ends_with("."));
        EXPECT_EQ(findCodeTarget(target.id), &target);
    }
    EXPECT_EQ(findCodeTarget("fortran"), nullptr);
}

TEST(CodeTargets, PassOnWhyNothingCanBeComputed)
{
    Session session = sessionOf({{1}}, {{1, 2}, {3, 4}});
    EXPECT_EQ(codeFor(session, CodeSubject::Layers, codeTargets().front()).error().code, ErrorCode::KernelTooLarge);
    session = chapter();
    session.layer().kind = LayerKind::MaxPool;
    EXPECT_EQ(codeFor(session, CodeSubject::Learning, codeTargets().front()).error().code,
              ErrorCode::PoolingLearnsNothing);
    session = sessionOf({{kNaN, 1, 2}}, {{1, 2}});
    session.train.startKernel = Grid64{{1, 2}};
    EXPECT_EQ(codeFor(session, CodeSubject::Learning, codeTargets().front()).error().code, ErrorCode::DataNotFinite);
}

std::string lit(std::string_view target, CodeRole role, const CodeIndices& at = {})
{
    const CodeTarget& row = *findCodeTarget(target);
    const auto code = codeFor(bookExample(), CodeSubject::Layers, row);
    const auto lines = litLines(*code, role, 0);
    if (lines.empty())
        return {};
    const std::string text = filledLine(code->lines[lines.front()], at, row.commentMark);
    return text.substr(text.find_first_not_of(' '));
}

TEST(LitLines, ShowTheStepWithItsNumbers)
{
    const Session book = bookExample();
    const Geometry geometry = *resolveLayer(book.input->shape(), book.layer());
    const Plan plan(geometry, Grain::Product);
    const CodeIndices at = indicesAt(plan.at(7), geometry); // the last product of the second window
    EXPECT_EQ(lit("cpp", CodeRole::Window, at), "const double value = x[0 + 1][1 + 1];");
    EXPECT_EQ(lit("cpp", CodeRole::Product, at), "sum += value * kernel[1][1];");
    EXPECT_EQ(lit("cpp", CodeRole::WindowColumnLoop, at), "for (int b = 0; b < 2; ++b) {  // b = 1");
    EXPECT_EQ(lit("numpy", CodeRole::Window, at), "window = padded[0:0 + 2, 1:1 + 2]");
    EXPECT_EQ(lit("numpy", CodeRole::RowLoop, at), "for i in range(2):  # i = 0");
    EXPECT_EQ(lit("numpy", CodeRole::Store, at), "y[0, 1] = v");
}

TEST(LitLines, StandForWhatALibraryDoesInOneCall)
{
    EXPECT_EQ(lit("pytorch", roleOf(Grain::Product)), "v = F.conv2d(padded, kernel, bias)");
    EXPECT_EQ(lit("pytorch", roleOf(Grain::Row)), "v = F.conv2d(padded, kernel, bias)");
    EXPECT_EQ(lit("scipy", CodeRole::Bias), "v = v + np.float32(0)");
    EXPECT_TRUE(lit("cpp", roleOf(Grain::Map)).starts_with("// Layer 1: cross-correlation of 3×3 numbers"));
}

TEST(LitLines, FollowALearningRun)
{
    const CodeTarget& numpy = *findCodeTarget("numpy");
    const auto code = codeFor(chapter(), CodeSubject::Learning, numpy);
    for (const CodeRole role : {CodeRole::Epoch, CodeRole::Forward, CodeRole::Residual, CodeRole::Loss,
                                CodeRole::Gradient, CodeRole::Update})
        EXPECT_FALSE(litLines(*code, role, 0).empty());
    const auto epoch = litLines(*code, CodeRole::Epoch, 0);
    EXPECT_EQ(filledLine(code->lines[epoch.front()], {.n = 3}, "#"), "for n in range(1, 11):  # n = 3");
    EXPECT_TRUE(litLines(*code, CodeRole::Update, 7).empty());
}

} // namespace

} // namespace lab::test
