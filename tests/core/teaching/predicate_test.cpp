// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/kernels.h"
#include "core/layers/matrix_form.h"
#include "core/session/samples.h"
#include "core/teaching/predicate.h"
#include "tests/core/support.h"

#include <cctype>

namespace lab
{
namespace
{

Grid preset(std::string_view id)
{
    return findKernelPreset(id)->values();
}

Session applied(std::string_view id)
{
    Session session = startSession();
    findSample(id)->apply(session);
    return session;
}

Session withKernel(Grid kernel)
{
    Session session = startSession();
    session.layer().kernel = std::move(kernel);
    return session;
}

Session withInput(Grid input, Grid kernel = {{1}})
{
    Session session = withKernel(std::move(kernel));
    session.input = matrixPicture("built", std::move(input));
    return session;
}

Session withLayers(Grid first, Grid second)
{
    Session session = startSession();
    session.layers = {Layer{std::move(first), 0, {}}, Layer{std::move(second), 0, {}}};
    return session;
}

Layer pooling(LayerKind kind, Shape window, int stride)
{
    Layer layer;
    layer.kind = kind;
    layer.pool = window;
    layer.spec.stride = {stride, stride};
    return layer;
}

BuildVerdict checked(std::string_view text, const Session& now, const Session& start = startSession())
{
    const auto predicate = parsePredicate(text);
    EXPECT_TRUE(predicate.ok()) << text;
    BuildVerdict verdict = predicate ? check(*predicate, now, start) : BuildVerdict{};
    for (std::size_t i = 0; i + 1 < verdict.sentence.size(); ++i) // every place in it is filled
        EXPECT_FALSE(verdict.sentence[i] == '%' && std::isdigit(verdict.sentence[i + 1])) << verdict.sentence;
    EXPECT_FALSE(verdict.sentence.empty());
    return verdict;
}

testing::AssertionResult accepts(const BuildVerdict& verdict, std::string_view id)
{
    if (verdict.accepted && verdict.id == id)
        return testing::AssertionSuccess();
    return testing::AssertionFailure() << verdict.id << ": " << verdict.sentence;
}

testing::AssertionResult misses(const BuildVerdict& verdict, std::string_view id)
{
    if (!verdict.accepted && verdict.id == id)
        return testing::AssertionSuccess();
    return testing::AssertionFailure() << verdict.id << ": " << verdict.sentence;
}

Grid sum(Grid first, double factor, const Grid& second, double secondFactor)
{
    for (std::size_t i = 0; i < first.size(); ++i)
        first.cells()[i] = float(factor * first.cells()[i] + secondFactor * second.cells()[i]);
    return first;
}

TEST(EdgeAcross, AcceptsWhateverSeesTheDirection)
{
    const Grid x = preset("sobel-x"), y = preset("sobel-y");
    for (const Grid& kernel : {Grid{{1, -1}}, Grid{{-1, 1}}, x, Grid{{1, -1}, {1, -1}}, Grid{{0.1F, 0.2F, -0.3F}}})
        EXPECT_TRUE(accepts(checked("edge-across 0 1", withKernel(kernel)), "exact"));
    for (const Grid& kernel : {Grid{{1}, {-1}}, y})
        EXPECT_TRUE(accepts(checked("edge-across 1 0", withKernel(kernel)), "exact"));
    EXPECT_TRUE(accepts(checked("edge-across 1 1", withKernel({{1, 0}, {0, -1}})), "exact"));
    EXPECT_TRUE(accepts(checked("edge-across 1 1", withKernel(sum(x, 1, y, 1))), "exact"));
    EXPECT_TRUE(accepts(checked("edge-across 1 -1", withKernel({{0, 1}, {-1, 0}})), "exact"));
    EXPECT_TRUE(accepts(checked("edge-across 1 -1", withKernel(sum(y, 1, x, -1))), "exact"));
    EXPECT_TRUE(accepts(checked("edge-across 1 2", withKernel({{1, 0, 0}, {0, 0, -1}})), "exact"));
    EXPECT_TRUE(accepts(checked("edge-across 1 2", withKernel(sum(y, 1, x, 2))), "first-order"));
}

TEST(EdgeAcross, NamesTheNearMisses)
{
    const Grid x = preset("sobel-x"), y = preset("sobel-y");
    const BuildVerdict bright = checked("edge-across 0 1", withKernel({{1, 1}}));
    EXPECT_TRUE(misses(bright, "answers-to-brightness"));
    EXPECT_EQ(bright.sentence, "On a plain grey picture of ones it gives 2; the weights must sum to 0.");
    EXPECT_TRUE(misses(checked("edge-across 1 1", withKernel(preset("emboss"))), "answers-to-brightness"));
    EXPECT_TRUE(misses(checked("edge-across 0 1", withKernel(y)), "along-instead-of-across"));
    EXPECT_TRUE(misses(checked("edge-across 1 1", withKernel({{0, 1}, {-1, 0}})), "along-instead-of-across"));
    EXPECT_TRUE(misses(checked("edge-across 1 2", withKernel(sum(y, 2, x, 1))), "components-swapped"));
    EXPECT_TRUE(misses(checked("edge-across 1 2", withKernel(sum(y, 1, x, -2))), "mirrored"));
    const BuildVerdict turned = checked("edge-across 1 1", withKernel(x));
    EXPECT_TRUE(misses(turned, "turned"));
    EXPECT_EQ(turned.sentence, "It prefers the direction (0, 1), and (1, 1) is asked.");
    EXPECT_TRUE(misses(checked("edge-across 0 1", withKernel({{1, -2, 1}})), "no-slope"));
    EXPECT_TRUE(misses(checked("edge-across 0 1", withKernel({{0, 0}})), "empty"));
    Session pools = startSession();
    pools.layer() = pooling(LayerKind::MaxPool, {2, 2}, 1);
    EXPECT_TRUE(misses(checked("edge-across 0 1", pools), "pools"));
}

// The sentences say what a window answers to ramps: compared with the windows of real ramps.
TEST(EdgeAcross, GivesTheAnswerToARamp)
{
    Session session = withKernel(preset("sobel-x"));
    Grid ramp({3, 3});
    for (int r = 0; r < 3; ++r)
        for (int c = 0; c < 3; ++c)
            ramp.at(r, c) = float(2 * c);
    session.input = matrixPicture("a ramp", ramp);
    EXPECT_TRUE(accepts(checked("cell Y[0,0] 16", session), "reached"));
    EXPECT_EQ(checked("edge-across 0 2", session).sentence,
              "A ramp along (0, 2) gives 16, and any picture that is constant along it gives exactly 0.");
}

// Where the cells of a window stand apart, its direction is that of the picture.
TEST(EdgeAcross, CountsTheDilation)
{
    Session session = withKernel({{1, 0}, {0, -1}});
    session.layer().spec.dilation = {1, 2};
    EXPECT_TRUE(accepts(checked("edge-across 1 2", session), "exact"));
    EXPECT_TRUE(misses(checked("edge-across 1 1", session), "turned"));
}

TEST(Derivative, IsToldByItsAnswersToPowers)
{
    const Grid second{{1, -2, 1}};
    EXPECT_TRUE(accepts(checked("derivative 2 1", withKernel(second)), "smallest"));
    EXPECT_TRUE(accepts(checked("derivative 2 1", withKernel(sum(second, -1, second, 0))), "smallest"));
    EXPECT_TRUE(accepts(checked("derivative 2 0", withKernel(transposed(second))), "smallest"));
    EXPECT_TRUE(accepts(checked("derivative 2 1", withKernel({{1, 0, -2, 0, 1}})), "larger-than-needed"));
    EXPECT_TRUE(accepts(checked("derivative 1 1", withKernel(preset("sobel-x"))), "larger-than-needed"));
    const BuildVerdict third = checked("derivative 3 1", withKernel({{-1, 3, -3, 1}}));
    EXPECT_TRUE(accepts(third, "smallest"));
    EXPECT_NE(third.sentence.find("6 on the cubes"), std::string::npos) << third.sentence; // d!
}

TEST(Derivative, NamesTheNearMisses)
{
    const BuildVerdict first = checked("derivative 2 1", withKernel({{1, -1}}));
    EXPECT_TRUE(misses(first, "answers-to-degree-1"));
    EXPECT_EQ(first.sentence, "On a ramp it gives −1: that is a first derivative.");
    EXPECT_TRUE(misses(checked("derivative 2 1", withKernel({{1, 2, 1}})), "answers-to-degree-0"));
    const BuildVerdict high = checked("derivative 2 1", withKernel({{-1, 3, -3, 1}}));
    EXPECT_TRUE(misses(high, "order-too-high"));
    EXPECT_NE(high.sentence.find("a parabola"), std::string::npos);
    EXPECT_TRUE(misses(checked("derivative 2 0", withKernel({{1, -2, 1}})), "empty"));
    EXPECT_TRUE(misses(checked("derivative 3 1", withKernel({{1, -2, 1}})), "answers-to-degree-2"));
}

// With d weights, the conditions of order d leave only the zero kernel; with d + 1, the binomial one.
TEST(Derivative, OfEachOrderNeedsOneWeightMore)
{
    Grid kernel{{1}};
    for (int order = 1; order <= 6; ++order) {
        Grid next({1, order + 1});
        for (int c = 0; c < order; ++c) {
            next.at(0, c) -= kernel.at(0, c);
            next.at(0, c + 1) += kernel.at(0, c);
        }
        const Grid smaller = kernel;
        kernel = next;
        const std::string text = "derivative " + std::to_string(order) + " 1";
        EXPECT_TRUE(accepts(checked(text, withKernel(kernel)), "smallest")) << order;
        EXPECT_TRUE(misses(checked(text, withKernel(smaller)), "answers-to-degree-" + std::to_string(order - 1)));
    }
}

TEST(Blur, MixesAndKeepsTheBrightness)
{
    const BuildVerdict box = checked("blur", withKernel(preset("box-3")));
    EXPECT_TRUE(accepts(box, "blur"));
    EXPECT_NE(box.sentence.find("0.333 is left over"), std::string::npos) << box.sentence;
    const BuildVerdict gauss = checked("blur", withKernel(preset("gauss-3")));
    EXPECT_TRUE(accepts(gauss, "blur"));
    EXPECT_NE(gauss.sentence.find("0.375"), std::string::npos) << gauss.sentence;
    EXPECT_TRUE(accepts(checked("blur", withKernel({{0.5F, 0.5F}})), "blur"));
}

TEST(Blur, NamesTheNearMisses)
{
    const BuildVerdict nine = checked("blur", withKernel(Grid({3, 3}, 1)));
    EXPECT_TRUE(misses(nine, "times-brighter"));
    EXPECT_EQ(nine.sentence, "The weights sum to 9: the picture gets 9 times as bright. Divide them by 9.");
    const BuildVerdict darker = checked("blur", withKernel(Grid({3, 3}, 0.11F)));
    EXPECT_TRUE(misses(darker, "darker"));
    EXPECT_NE(darker.sentence.find("sum to 0.99: the picture gets darker by 1 %"), std::string::npos)
        << darker.sentence;
    EXPECT_TRUE(misses(checked("blur", withKernel({{0.6F, 0.6F}})), "brighter"));
    EXPECT_TRUE(misses(checked("blur", withKernel(preset("identity"))), "only-shifts"));
    const BuildVerdict sharpen = checked("blur", withKernel(preset("sharpen")));
    EXPECT_TRUE(misses(sharpen, "negative-weights"));
    EXPECT_EQ(sharpen.place, (Spot{Spot::Part::Kernel, 0, 0, 1}));
    EXPECT_TRUE(misses(checked("blur", withKernel(Grid({2, 2}))), "empty"));
}

TEST(FoundKernel, IsTheOneThatWasLookedFor)
{
    EXPECT_TRUE(accepts(checked("kernel 1,-1", withKernel({{1, -1}})), "found"));
    const BuildVerdict learned = checked("kernel 1,-1", withKernel({{0.995F, -1.002F}}));
    EXPECT_TRUE(accepts(learned, "nearly"));
    EXPECT_EQ(learned.sentence, "This is the kernel, to within 0.5 %.");
    const BuildVerdict early = checked("kernel 1,-1", withKernel({{1, -0.5F}}));
    EXPECT_TRUE(misses(early, "differs"));
    EXPECT_EQ(early.place, (Spot{Spot::Part::Kernel, 0, 0, 1}));
    EXPECT_TRUE(misses(checked("kernel 1,2;3,4", withKernel({{4, 3}, {2, 1}})), "turned"));
    EXPECT_TRUE(misses(checked("kernel 1,2;3,4", withKernel({{1, 3}, {2, 4}})), "transposed"));
    EXPECT_TRUE(misses(checked("kernel 1,2;3,4", withKernel({{-1, -2}, {-3, -4}})), "negative"));
    EXPECT_TRUE(misses(checked("kernel sobel-x", withKernel({{1, -1}})), "size"));
}

TEST(DiagonalImage, FollowsTheDiagonals)
{
    EXPECT_TRUE(accepts(checked("diagonal-image", applied("chapter-diagonal")), "falling"));
    EXPECT_TRUE(accepts(checked("diagonal-image", withInput({{1, 0, 0}, {0, 1, 0}, {0, 0, 1}})), "falling"));
    EXPECT_TRUE(accepts(checked("diagonal-image", withInput({{0, 0, 1}, {0, 1, 0}, {1, 0, 0}})), "rising"));
    EXPECT_TRUE(accepts(checked("diagonal-image", withInput({{0, 1, 0}, {1, 0, 1}, {0, 1, 0}})), "both"));
}

TEST(DiagonalImage, NamesTheNearMisses)
{
    EXPECT_TRUE(misses(checked("diagonal-image", startSession()), "vertical-edges"));
    EXPECT_TRUE(misses(checked("diagonal-image", applied("chapter-edge-transposed")), "horizontal-edges"));
    EXPECT_TRUE(misses(checked("diagonal-image", withInput(Grid({4, 4}, 1))), "flat"));
    EXPECT_TRUE(misses(checked("diagonal-image", withInput({{1, 0}, {0, 1}})), "too-small"));
    const BuildVerdict broken = checked("diagonal-image", withInput({{1, 0, 0}, {0, 1, 0}, {0, 0, 2}}));
    EXPECT_TRUE(misses(broken, "not-constant-along-a-diagonal"));
    EXPECT_EQ(broken.place, (Spot{Spot::Part::Map, 0, 2, 2}));
}

TEST(Strongest, IsTheSumOfThePositiveOrTheNegativeWeights)
{
    const Grid second{{1, -2, 1}};
    EXPECT_TRUE(accepts(checked("strongest", withInput({{0, 1, 0, 1}}, second)), "strongest"));
    EXPECT_TRUE(accepts(checked("strongest", withInput({{0, 1, 0}}, second)), "strongest"));
    const BuildVerdict edge = checked("strongest", withKernel(second));
    EXPECT_TRUE(misses(edge, "weaker"));
    EXPECT_TRUE(edge.sentence.starts_with("It reaches 1 of 2.")) << edge.sentence;
    EXPECT_TRUE(misses(checked("strongest", withInput({{0, 2, 0}}, second)), "outside-0-1"));
    EXPECT_TRUE(misses(checked("strongest", withInput({{0, 1}}, second)), "no-output"));
}

Grid exampleMatrix()
{
    return {{0, 1, 0, 2, 3, 0, 0, 0, 0},
            {0, 0, 1, 0, 2, 3, 0, 0, 0},
            {0, 0, 0, 0, 1, 0, 2, 3, 0},
            {0, 0, 0, 0, 0, 1, 0, 2, 3}};
}

TEST(MatrixForm, HoldsForEveryInput)
{
    const Session start = applied("chapter-first");
    const auto typed = [&](const Grid& matrix) { return checked("matrix-form", withInput(matrix), start); };
    EXPECT_TRUE(accepts(typed(exampleMatrix()), "matrix"));
    EXPECT_TRUE(misses(typed(transposed(exampleMatrix())), "transposed"));
    EXPECT_TRUE(misses(typed({{1, 2}, {3, 4}}), "shape"));
    EXPECT_TRUE(misses(typed({{0, 1, 3, 4}, {1, 2, 4, 5}, {3, 4, 6, 7}, {4, 5, 7, 8}}), "windows-instead"));
    Grid exchanged = exampleMatrix();
    std::swap_ranges(exchanged.row(1).begin(), exchanged.row(1).end(), exchanged.row(2).begin());
    const BuildVerdict rows = typed(exchanged);
    EXPECT_TRUE(misses(rows, "rows-exchanged"));
    EXPECT_EQ(rows.place, (Spot{Spot::Part::Map, 0, 1, 0}));
    EXPECT_TRUE(misses(typed({{3, 2, 0, 1, 0, 0, 0, 0, 0},
                              {0, 3, 2, 0, 1, 0, 0, 0, 0},
                              {0, 0, 0, 3, 2, 0, 1, 0, 0},
                              {0, 0, 0, 0, 3, 2, 0, 1, 0}}),
                       "kernel-turned"));
    Grid lucky({4, 9}); // input 1 holds a 1
    const float outputs[] = {19, 25, 37, 43};
    for (int r = 0; r < 4; ++r)
        lucky.at(r, 1) = outputs[r];
    const BuildVerdict luck = typed(lucky);
    EXPECT_TRUE(misses(luck, "right-by-luck"));
    EXPECT_TRUE(luck.sentence.starts_with("It gives 19, 25, 37, 43 here, but not for other inputs")) << luck.sentence;
    Grid wrong = exampleMatrix();
    wrong.at(3, 8) = 4;
    EXPECT_TRUE(misses(typed(wrong), "wrong-row"));
    EXPECT_TRUE(typed(wrong).sentence.starts_with("Row 4"));
}

TEST(ConvolvesTo, TakesEitherOrderAndAnySplit)
{
    const std::string_view text = "convolves-to sobel-x";
    EXPECT_TRUE(accepts(checked(text, withLayers({{1}, {2}, {1}}, {{-1, 0, 1}})), "composed"));
    EXPECT_TRUE(accepts(checked(text, withLayers({{-1, 0, 1}}, {{1}, {2}, {1}})), "composed"));
    EXPECT_TRUE(accepts(checked(text, withLayers({{-1, 1}, {-1, 1}}, {{1, 1}, {1, 1}})), "composed"));
    EXPECT_TRUE(misses(checked(text, withLayers({{1}}, preset("sobel-x"))), "one-of-them-does-nothing"));
    EXPECT_TRUE(misses(checked(text, withKernel(preset("sobel-x"))), "one-layer"));
    EXPECT_TRUE(misses(checked(text, withLayers({{1, 1}}, {{1, 2}})), "size"));
    EXPECT_TRUE(misses(checked(text, withLayers({{1}, {2}, {1}}, {{1, 0, -1}})), "negative"));
    const BuildVerdict differs = checked(text, withLayers({{1}, {3}, {1}}, {{-1, 0, 1}}));
    EXPECT_TRUE(misses(differs, "differs"));
    EXPECT_EQ(differs.sentence, "The weight at row 1, column 0 becomes −3 and should be −2.");
    EXPECT_TRUE(misses(checked("convolves-to 1,2;3,4", withLayers({{1}, {2}}, {{1, 2}})), "differs"));
    EXPECT_TRUE(misses(checked("convolves-to 1,3,2", withLayers({{2, 1}}, {{1, 1}})), "turned"));
    Session between = withLayers({{1}, {2}, {1}}, {{-1, 0, 1}});
    between.layers[0].activation = Activation::Relu;
    EXPECT_TRUE(misses(checked(text, between), "not-one"));
    Session strided = withLayers({{1}, {2}, {1}}, {{-1, 0, 1}});
    strided.layers[1].spec.stride = {1, 2};
    EXPECT_TRUE(misses(checked(text, strided), "stride"));
}

TEST(SameAsPooling, IsTheMean)
{
    Session start = startSession();
    start.layer() = pooling(LayerKind::AveragePool, {2, 2}, 2);
    const auto built = [&](Grid kernel, int stride) {
        Session now = withKernel(std::move(kernel));
        now.layer().spec.stride = {stride, stride};
        return now;
    };
    EXPECT_TRUE(accepts(checked("same-as-pooling", built(Grid({2, 2}, 0.25F), 2), start), "same"));
    const BuildVerdict ones = checked("same-as-pooling", built(Grid({2, 2}, 1), 2), start);
    EXPECT_TRUE(misses(ones, "sum-not-mean"));
    EXPECT_EQ(ones.sentence, "It adds, it does not average: everything is 4 times too large.");
    EXPECT_TRUE(misses(checked("same-as-pooling", built(Grid({2, 2}, 0.25F), 1), start), "stride-differs"));
    EXPECT_TRUE(misses(checked("same-as-pooling", built({{1, 0}, {0, 0}}, 2), start), "weights-differ"));
    EXPECT_TRUE(misses(checked("same-as-pooling", built(Grid({3, 3}, 0.25F), 2), start), "shape"));
    EXPECT_TRUE(misses(checked("same-as-pooling", start, start), "still-pooling"));
    EXPECT_TRUE(misses(checked("same-as-pooling", start, startSession()), "no-pooling"));
    Session biased = built(Grid({2, 2}, 0.25F), 2);
    biased.layer().bias = 1;
    EXPECT_TRUE(misses(checked("same-as-pooling", biased, start), "bias"));
    start.layer().kind = LayerKind::MaxPool;
    EXPECT_TRUE(misses(checked("same-as-pooling", built(Grid({2, 2}, 0.25F), 2), start), "max-is-none"));
}

// A larger window with weights of 0 around the mean gives the same numbers: right is what computes right.
TEST(SameAsPooling, AcceptsAnyKernelThatDoesIt)
{
    Session start = startSession();
    start.layer() = pooling(LayerKind::AveragePool, {2, 2}, 1);
    Session now = withKernel({{0.25F, 0.25F, 0}, {0.25F, 0.25F, 0}});
    now.layer().spec.padding = {PaddingMode::Explicit, {0, 0}, {0, 1}};
    EXPECT_TRUE(accepts(checked("same-as-pooling", now, start), "same"));
}

TEST(NotAdditive, LetsTheLargestBetrayItself)
{
    const auto pooled = [](Grid input) {
        Session session = withInput(std::move(input));
        session.layer() = pooling(LayerKind::MaxPool, {2, 2}, 1);
        return session;
    };
    const Session start = pooled({{1, 0}, {0, 0}});
    const BuildVerdict betrayed = checked("not-additive", pooled({{0, 1}, {0, 0}}), start);
    EXPECT_TRUE(accepts(betrayed, "not-linear"));
    EXPECT_EQ(betrayed.sentence, "The sum of both has the largest value 1 here, and the largest values sum to 2.");
    EXPECT_TRUE(misses(checked("not-additive", pooled({{2, 0}, {0, 0}}), start), "adds-up-here"));
    EXPECT_TRUE(misses(checked("not-additive", pooled({{0, 1, 0}, {0, 0, 0}}), start), "shapes-differ"));
    EXPECT_TRUE(misses(checked("not-additive", withInput({{0, 1}, {0, 0}}), start), "not-max-pooling"));
}

Session learning(Grid input, Shape kernel)
{
    Session session = withInput(std::move(input), Grid(kernel, 1));
    session.train.hiddenKernel = session.layer().kernel;
    session.train.startKernel = Grid64(kernel);
    return session;
}

TEST(Findable, CountsTheDirectionsThatAreTold)
{
    const BuildVerdict edges = checked("findable", learning(test::edgeInput(), {3, 3}));
    EXPECT_TRUE(misses(edges, "not-all-told"));
    EXPECT_EQ(edges.sentence, "Of 9 directions in which the weights can move, only 3 change an output. All rows of a "
                              "window are equal: let the rows differ.");
    const BuildVerdict ones = checked("findable", learning(Grid({6, 8}, 1), {3, 3}));
    EXPECT_TRUE(misses(ones, "not-all-told"));
    EXPECT_NE(ones.sentence.find("only 1 change"), std::string::npos);
    test::Random random(3);
    EXPECT_TRUE(accepts(checked("findable", learning(random.reals({6, 8}), {3, 3})), "all-told"));
    EXPECT_TRUE(accepts(checked("findable", startSession()), "all-told")); // the book's own
    Grid faint({2, 4}, 1);
    faint.at(0, 3) = 1.0001F;
    EXPECT_TRUE(misses(checked("findable", learning(faint, {1, 2})), "hardly-told"));
}

TEST(BorderOnly, NeedsAFlatPictureAndAKernelWithoutSum)
{
    const auto built = [](Grid input, Grid kernel, PaddingMode padding = PaddingMode::Same) {
        Session session = withInput(std::move(input), std::move(kernel));
        session.layer().spec.padding.mode = padding;
        return session;
    };
    const Grid grey({5, 5}, 0.5F);
    EXPECT_TRUE(accepts(checked("border-only", built(grey, preset("laplace-4"))), "border-only"));
    EXPECT_TRUE(misses(checked("border-only", built(grey, preset("box-3"))), "answers-inside"));
    EXPECT_TRUE(misses(checked("border-only", built(grey, preset("laplace-4"), PaddingMode::Valid)), "no-padding"));
    EXPECT_TRUE(misses(checked("border-only", built(Grid({5, 5}), preset("laplace-4"))), "silent"));
    const BuildVerdict uneven = checked("border-only", built(test::edgeInput(), preset("laplace-4")));
    EXPECT_TRUE(misses(uneven, "not-flat"));
    EXPECT_EQ(uneven.place, (Spot{Spot::Part::Map, 0, 0, 2}));
}

TEST(CellMapAndShape, LookAtTheOutput)
{
    const Session first = applied("chapter-first");
    EXPECT_TRUE(accepts(checked("cell Y[1,0] 37", first), "reached"));
    EXPECT_TRUE(misses(checked("cell Y[1,0] 38", first), "too-small"));
    EXPECT_TRUE(misses(checked("cell Y[1,0] 36.9", first), "too-large"));
    EXPECT_TRUE(misses(checked("cell Y[1,0] -37", first), "sign"));
    EXPECT_TRUE(misses(checked("cell Y[2,0] 0", first), "outside"));
    EXPECT_EQ(checked("cell Y[1,0] 38", first).place, (Spot{Spot::Part::Map, 1, 1, 0}));

    EXPECT_TRUE(accepts(checked("map 19,25;37,43", first), "reached"));
    EXPECT_TRUE(misses(checked("map 19,37;25,43", first), "transposed"));
    EXPECT_TRUE(misses(checked("map -19,-25;-37,-43", first), "negative"));
    EXPECT_TRUE(misses(checked("map 19,25", first), "shape"));
    EXPECT_EQ(checked("map 19,25;36,44", first).sentence,
              "2 of 4 cells differ. The first is Y[1,0]: it is 37 and should be 36.");

    const Session edge = startSession();
    EXPECT_TRUE(accepts(checked("shape 6 7", edge), "reached"));
    EXPECT_TRUE(misses(checked("shape 7 6", edge), "exchanged"));
    EXPECT_TRUE(misses(checked("shape 5 7", edge), "rows-differ"));
    EXPECT_TRUE(misses(checked("shape 6 8", edge), "columns-differ"));
    EXPECT_TRUE(misses(checked("shape 2 3", edge), "both-differ"));
    EXPECT_TRUE(misses(checked("shape 6 7", withInput({{1}}, {{1, 1}})), "no-output"));
}

// The task of the first lesson: one weight, so that the first output becomes 0.
TEST(Joined, AllConditionsMustHold)
{
    const std::string_view text = "changed-weights-at-most 1 and cell Y[0,0] 0";
    const Session start = applied("chapter-first");
    const auto built = [&](Grid kernel) {
        Session now = start;
        now.layer().kernel = std::move(kernel);
        return now;
    };
    EXPECT_TRUE(accepts(checked(text, built({{0, -18}, {2, 3}}), start), "few-changed"));
    EXPECT_TRUE(accepts(checked(text, built({{0, 1}, {-13.0F / 3, 3}}), start), "few-changed"));
    EXPECT_TRUE(accepts(checked(text, built({{0, 1}, {2, -1.75F}}), start), "few-changed"));
    EXPECT_TRUE(misses(checked(text, built({{0, 1}, {2, -1.74F}}), start), "too-large"));
    EXPECT_TRUE(misses(checked(text, built({{0, 0}, {0, 0}}), start), "too-many-changed"));
    EXPECT_TRUE(misses(checked(text, built({{0, 1, 0}, {2, 3, 0}}), start), "kernel-resized"));
    EXPECT_TRUE(misses(checked(text, start, start), "too-large"));
}

TEST(FieldCoversInput, AsksTheLastLayer)
{
    EXPECT_TRUE(accepts(checked("field-covers-input", applied("chapter-receptive-field")), "covers"));
    const BuildVerdict one = checked("field-covers-input", applied("chapter-first"));
    EXPECT_TRUE(misses(one, "too-small"));
    EXPECT_TRUE(one.sentence.starts_with("One output of the last layer sees 2 × 2 of the 3 × 3 inputs"))
        << one.sentence;
}

TEST(LossBelow, IsTheLossOfTheKernelThatIsThere)
{
    Session session = startSession();
    session.layer().kernel = converted<float>(session.train.startKernel);
    const BuildVerdict start = checked("loss-below 0.01", session);
    EXPECT_TRUE(misses(start, "still-above"));
    EXPECT_TRUE(start.sentence.starts_with("The loss is 16.6;")) << start.sentence;
    EXPECT_TRUE(accepts(checked("loss-below 16.7", session), "below"));
    session.layer().kernel = {{0.99F, -1.01F}};
    EXPECT_TRUE(accepts(checked("loss-below 0.01", session), "below"));
    session.layer().kernel = {{9, 9}};
    EXPECT_TRUE(misses(checked("loss-below 0.01", session), "grew"));
    session.layer().kernel = {{1, 0, -1}};
    EXPECT_TRUE(misses(checked("loss-below 0.01", session), "another-size"));
}

} // namespace
} // namespace lab
