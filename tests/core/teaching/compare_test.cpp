// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/corr2d.h"
#include "core/teaching/compare.h"
#include "tests/core/teaching/teaching_support.h"

#include <functional>
#include <set>

namespace lab
{
namespace
{

using namespace test;

ResultComparison compared(const Session& session, const Grid& theirs)
{
    const auto comparison = compareResults(session, 0, theirs);
    if (!comparison)
        ADD_FAILURE() << "error " << int(comparison.error().code);
    return comparison ? *comparison : ResultComparison();
}

/// "flipped", "flipped+bias-forgotten"
std::set<std::string> namesOf(const ResultComparison& comparison)
{
    std::set<std::string> names;
    for (const Explained& explained : comparison.explanations) {
        std::string name;
        for (const Cause* cause : explained)
            name += (name.empty() ? "" : "+") + std::string(cause->id);
        names.insert(name);
    }
    return names;
}

using NameSet = std::set<std::string>;

/// A layer in which every setting counts, on numbers without any pattern.
Session fullSession(Random& random)
{
    ConvSpec spec;
    spec.padding = {PaddingMode::Explicit, {2, 2}, {2, 2}};
    spec.border = Border::Reflect;
    spec.stride = {2, 1};
    spec.dilation = {1, 2};
    return sessionOf(random.reals({12, 11}, -2, 2), random.reals({3, 3}), spec, 0.75F);
}

/// What other code makes: the definition, with another layer and input.
Grid otherwise(const Session& session, const std::function<void(Layer&, Grid&)>& change)
{
    Layer layer = session.layers[0];
    Grid x = copyOf(session.inputPlane(0));
    change(layer, x);
    return outputOf(x, layer);
}

template <class T, class Value>
BasicGrid<T> changed(BasicGrid<T> grid, Value value)
{
    for (T& number : grid.cells())
        number = value(number);
    return grid;
}

/// Up and down.
Grid upsideDown(const Grid& grid)
{
    Grid result(grid.shape());
    for (int r = 0; r < grid.rows(); ++r)
        std::copy(grid.row(r).begin(), grid.row(r).end(), result.row(grid.rows() - 1 - r).begin());
    return result;
}
Grid mirrored(const Grid& grid)
{
    return rotated180(upsideDown(grid));
}

TEST(Compare, KnowsTheSameArray)
{
    Random random(1);
    for (int round = 0; round < 50; ++round) {
        const Session session = fullSession(random);
        const Grid ours = otherwise(session, [](Layer&, Grid&) {});
        const ResultComparison same = compared(session, ours);
        EXPECT_TRUE(same.identical);
        EXPECT_TRUE(same.explanations.empty());
        const ResultComparison rounded = compared(session, changed(ours, [](float v) { return v * (1 + 0x1p-22F); }));
        EXPECT_TRUE(rounded.equal);
        EXPECT_FALSE(rounded.identical);
        EXPECT_EQ(rounded.sentence, "Yours is the same, but for the rounding of float32.");
    }
}

TEST(Compare, FindsTheCauseInTheLayer)
{
    struct Case {
        const char* id;
        std::function<void(Layer&, Grid&)> change;
    };
    const auto padding = [](Margin rows, Margin cols) {
        return [=](Layer& layer, Grid&) { layer.spec.padding = {PaddingMode::Explicit, rows, cols}; };
    };
    const auto mode = [](PaddingMode padded) {
        return [=](Layer& layer, Grid&) { layer.spec.padding.mode = padded; };
    };
    const auto border = [](Border rule) { return [=](Layer& layer, Grid&) { layer.spec.border = rule; }; };
    const Case kCases[] = {
        {"flipped", [](Layer& layer, Grid&) { layer.spec.operation = Operation::Convolution; }},
        {"transposed-kernel", [](Layer& layer, Grid&) { layer.kernel = transposed(layer.kernel); }},
        {"flipped-rows", [](Layer& layer, Grid&) { layer.kernel = upsideDown(layer.kernel); }},
        {"flipped-columns", [](Layer& layer, Grid&) { layer.kernel = mirrored(layer.kernel); }},
        {"stride-1",
         [](Layer& layer, Grid&) {
             layer.spec.stride = {1, 1};
         }},
        {"strides-swapped",
         [](Layer& layer, Grid&) {
             layer.spec.stride = {1, 2};
         }},
        {"padding-forgotten", mode(PaddingMode::Valid)},
        {"padding-before", padding({2, 0}, {2, 0})},
        {"padding-after", padding({0, 2}, {0, 2})},
        {"padding-rows", padding({2, 2}, {})},
        {"padding-columns", padding({}, {2, 2})},
        {"same", mode(PaddingMode::Same)},
        {"full", mode(PaddingMode::Full)},
        {"border-zero", border(Border::Zero)},
        {"border-replicate", border(Border::Replicate)},
        {"border-symmetric", border(Border::Symmetric)},
        {"border-circular", border(Border::Circular)},
        {"dilation-1",
         [](Layer& layer, Grid&) {
             layer.spec.dilation = {1, 1};
         }},
        {"bias-forgotten", [](Layer& layer, Grid&) { layer.bias = 0; }},
        {"bias-twice", [](Layer& layer, Grid&) { layer.bias *= 2; }},
        {"bias-subtracted", [](Layer& layer, Grid&) { layer.bias *= -1; }},
        {"relu-where-none", [](Layer& layer, Grid&) { layer.activation = Activation::Relu; }},
        {"input-upside-down", [](Layer&, Grid& x) { x = upsideDown(x); }},
        {"input-mirrored", [](Layer&, Grid& x) { x = mirrored(x); }},
        {"input-transposed", [](Layer&, Grid& x) { x = transposed(x); }},
    };
    Random random(2);
    for (const Case& each : kCases)
        for (int round = 0; round < 5; ++round) {
            const Session session = fullSession(random);
            const ResultComparison comparison = compared(session, otherwise(session, each.change));
            EXPECT_FALSE(comparison.equal) << each.id;
            EXPECT_TRUE(namesOf(comparison).contains(each.id)) << each.id << ": " << comparison.sentence;
            EXPECT_LE(comparison.explanations.size(), 2U) << each.id << ": " << comparison.sentence;
            EXPECT_TRUE(comparison.sentence.starts_with("Yours is what one gets ")) << comparison.sentence;
        }
}

TEST(Compare, FindsTheCauseInTheResult)
{
    struct Case {
        const char* id;
        std::function<Grid(const Grid&)> make;
    };
    const auto each = [](auto value) { return [=](const Grid& y) { return changed(y, value); }; };
    const auto normalise = [](const Grid& y) {
        const auto [least, most] = std::minmax_element(y.cells().begin(), y.cells().end());
        return changed(y, [low = *least, high = *most](float v) { return (v - low) / (high - low); });
    };
    const Case kCases[] = {
        {"result-transposed", [](const Grid& y) { return transposed(y); }},
        {"result-turned", [](const Grid& y) { return rotated180(y); }},
        {"result-upside-down", upsideDown},
        {"result-mirrored", mirrored},
        {"negative", each([](float v) { return -v; })},
        {"absolute", each([](float v) { return std::abs(v); })},
        {"rounded", each([](float v) { return std::nearbyint(v); })},
        {"truncated", each([](float v) { return std::trunc(v); })},
        {"clipped-0-1", each([](float v) { return std::min(std::max(v, 0.0F), 1.0F); })},
        {"clipped-0-255", each([](float v) { return std::min(std::max(v, 0.0F), 255.0F); })},
        {"bytes", each([](float v) { return std::min(std::max(std::nearbyint(v), 0.0F), 255.0F); })},
        {"wrapped-256", each([](float v) { return float(std::uint8_t(int(v))); })},
        {"times-255", each([](float v) { return 255 * v; })},
        {"over-255", each([](float v) { return v / 255; })},
        {"scaled", each([](float v) { return 0.3F * v; })},
        {"normalised", normalise},
    };
    Random random(3);
    for (const Case& made : kCases)
        for (int round = 0; round < 5; ++round) {
            Session session = fullSession(random);
            session.layers[0].kernel = random.reals({3, 3}, -90, 90); // beyond bytes, on both sides
            const Grid ours = otherwise(session, [](Layer&, Grid&) {});
            const ResultComparison comparison = compared(session, made.make(ours));
            EXPECT_TRUE(namesOf(comparison).contains(made.id)) << made.id << ": " << comparison.sentence;
            EXPECT_LE(comparison.explanations.size(), 3U) << made.id << ": " << comparison.sentence;
        }
}

TEST(Compare, KnowsHalfPrecision)
{
    const Session session = sessionOf({{0.1F, 1.0F / 3, 2049, 70000, 1e-6F, -5.5F, 0}}, {{1}});
    const float infinite = std::numeric_limits<float>::infinity(); // the numbers of numpy.float16
    const Grid theirs{{0.0999755859375F, 0.333251953125F, 2048, infinite, 9.5367431640625e-07F, -5.5F, 0}};
    EXPECT_EQ(namesOf(compared(session, theirs)), NameSet{"float16"});
}

TEST(Compare, KnowsAResultThatBeginsOneTooLate)
{
    Random random(4);
    const Session session = fullSession(random);
    const Grid ours = otherwise(session, [](Layer&, Grid&) {});
    for (const auto& [id, rows, cols] :
         {std::tuple{"row-late", 1, 0}, {"row-early", -1, 0}, {"column-late", 0, 1}, {"column-early", 0, -1}}) {
        Grid theirs = random.reals(ours.shape()); // what stands at the edge is not known
        for (int r = 0; r < ours.rows(); ++r)
            for (int c = 0; c < ours.cols(); ++c)
                if (const OutputCell from{r + rows, c + cols}; inside(from, ours.shape()))
                    theirs.at(r, c) = ours.at(from);
        EXPECT_EQ(namesOf(compared(session, theirs)), NameSet{id});
    }
}

TEST(Compare, FindsTwoCausesAtOnce)
{
    Random random(5);
    Session session = fullSession(random);
    const Grid turned = otherwise(session, [](Layer& layer, Grid&) {
        layer.spec.operation = Operation::Convolution;
        layer.bias = 0;
    });
    EXPECT_EQ(namesOf(compared(session, turned)), NameSet{"flipped+bias-forgotten"});
    EXPECT_NE(compared(session, turned)
                  .sentence.find("with the kernel turned around and, at the same time, without "
                                 "the bias."),
              std::string::npos);
    const Grid strided = transposed(otherwise(session, [](Layer& layer, Grid&) { layer.spec.stride = {1, 1}; }));
    EXPECT_TRUE(namesOf(compared(session, strided)).contains("stride-1+result-transposed"));
    const Grid bordered = otherwise(session, [](Layer& layer, Grid&) {
        layer.spec.border = Border::Zero;
        layer.spec.dilation = {1, 1};
    });
    EXPECT_EQ(namesOf(compared(session, bordered)), NameSet{"border-zero+dilation-1"});
    const Grid scaled =
        changed(otherwise(session, [](Layer& layer, Grid&) { layer.bias = 0; }), [](float v) { return v * 3; });
    EXPECT_EQ(namesOf(compared(session, scaled)), NameSet{"bias-forgotten+scaled"});
}

TEST(Compare, KnowsPoolings)
{
    Random random(6);
    Session session = sessionOf(random.reals({9, 9}), {{1}});
    session.layers = {maxPool({3, 3}, {2, 2})};
    const auto made = [&](const std::function<void(Layer&)>& change) {
        return namesOf(compared(session, otherwise(session, [&](Layer& layer, Grid&) { change(layer); })));
    };
    EXPECT_EQ(made([](Layer& layer) { layer.kind = LayerKind::AveragePool; }), NameSet{"other-pooling"});
    EXPECT_EQ(made([](Layer& layer) { layer.spec.stride = {3, 3}; }), NameSet{"stride-of-window"});
    EXPECT_EQ(made([](Layer& layer) { layer.spec.stride = {1, 1}; }), NameSet{"stride-1"});
}

TEST(Compare, MarksWhatDiffersWhereNothingIsFound)
{
    Random random(7);
    const Session session = fullSession(random);
    const Grid ours = otherwise(session, [](Layer&, Grid&) {});
    Grid theirs = ours;
    theirs.at(2, 3) += 0.5F;
    theirs.at(4, 1) -= 0.25F;
    ResultComparison comparison = compared(session, theirs);
    EXPECT_TRUE(comparison.explanations.empty()) << comparison.sentence;
    EXPECT_EQ(comparison.different, 2);
    EXPECT_NEAR(comparison.largestDifference, 0.5, 1e-6);
    EXPECT_EQ(comparison.largestAt, (OutputCell{2, 3}));
    EXPECT_EQ(comparison.differs.at(4, 1), 1);
    EXPECT_EQ(std::count(comparison.differs.cells().begin(), comparison.differs.cells().end(), 1), 2);
    EXPECT_TRUE(comparison.nearest.empty()); // none comes nearer
    EXPECT_TRUE(comparison.sentence.starts_with("2 of 77 cells differ, by at most 0.5.")) << comparison.sentence;
    theirs = otherwise(session, [](Layer& layer, Grid&) { layer.spec.operation = Operation::Convolution; });
    theirs.at(0, 0) += 1;
    comparison = compared(session, theirs);
    ASSERT_EQ(comparison.nearest.size(), 1U);
    EXPECT_EQ(comparison.nearest[0]->id, "flipped");
    EXPECT_EQ(comparison.nearestDifferent, 1);
    theirs = ours;
    theirs.at(1, 1) = std::numeric_limits<float>::quiet_NaN();
    comparison = compared(session, theirs);
    EXPECT_EQ(comparison.different, 1);
    EXPECT_EQ(comparison.largestAt, (OutputCell{1, 1}));
}

TEST(Compare, SaysTheShapeWhereNothingGivesIt)
{
    const Session session = sampleSession("chapter-first");
    const ResultComparison comparison = compared(session, Grid({7, 9}, 1));
    EXPECT_FALSE(comparison.sameShape);
    EXPECT_TRUE(comparison.sentence.starts_with("Yours has 7 × 9 cells, the output 2 × 2.")) << comparison.sentence;
    EXPECT_EQ(compareResults(session, 0, Grid()).error().code, ErrorCode::EmptyInput);
    EXPECT_EQ(compareResults(session, 3, Grid({1, 1})).error().code, ErrorCode::AskedLayer);
}

TEST(Compare, LooksAtSomeCellsOfALargeMap)
{
    Random random(8);
    ConvSpec spec = padded(1);
    spec.border = Border::Symmetric;
    const Session session = sessionOf(random.reals({300, 400}), random.reals({3, 3}), spec, 0.5F);
    const Grid theirs = otherwise(session, [](Layer& layer, Grid&) { layer.spec.border = Border::Zero; });
    const ResultComparison comparison = compared(session, theirs);
    EXPECT_TRUE(comparison.sampled);
    EXPECT_EQ(namesOf(comparison), NameSet{"border-zero"});
    EXPECT_EQ(comparison.different, 2 * 300 + 2 * 400 - 4);
    EXPECT_NE(comparison.sentence.find("Looked at were "), std::string::npos) << comparison.sentence;
}

TEST(Compare, ExplainsNoRandomNumbers)
{
    Random random(9);
    for (int round = 0; round < 20; ++round) {
        const Session session = fullSession(random);
        const Shape shape = otherwise(session, [](Layer&, Grid&) {}).shape();
        const ResultComparison comparison = compared(session, random.reals(shape, -5, 5));
        EXPECT_TRUE(comparison.explanations.empty()) << comparison.sentence;
        EXPECT_EQ(comparison.different, shape.cells());
    }
}

TEST(Compare, HasCausesThatReadAlike)
{
    std::set<std::string_view> ids;
    for (const Cause* cause : causes()) {
        EXPECT_TRUE(ids.insert(cause->id).second) << cause->id;
        EXPECT_TRUE(cause->advice.ends_with('.')) << cause->id;
        EXPECT_FALSE(cause->how.ends_with('.')) << cause->id;
    }
    EXPECT_GE(ids.size(), 20U);
}

} // namespace
} // namespace lab
