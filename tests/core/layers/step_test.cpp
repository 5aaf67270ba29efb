// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/corr2d.h"
#include "core/layers/playhead.h"
#include "core/layers/step.h"
#include "tests/core/support.h"

#include <set>

namespace lab
{

void PrintTo(const Step& step, std::ostream* out)
{
    *out << "cell (" << step.cell.row << ", " << step.cell.col << ") tap " << step.tap
         << (step.complete ? " complete" : "") << " filled " << step.filled << " position " << step.position;
}

namespace
{

using test::describe;
using test::Random;

const std::vector<Grain> kGrains = {Grain::Product, Grain::Window, Grain::Row, Grain::Map};

TEST(Grains, AreNamedFinestFirst)
{
    std::vector<std::string_view> ids;
    for (const GrainInfo& info : grains()) {
        EXPECT_EQ(info.grain, kGrains[ids.size()]);
        EXPECT_FALSE(info.label.empty());
        ids.push_back(info.id);
    }
    EXPECT_EQ(ids, (std::vector<std::string_view>{"product", "window", "row", "map"}));
}

/// Every product of a layer in the order in which it is done, each as the step that ends with it.
std::vector<Step> stepsByCounting(const Geometry& g)
{
    std::vector<Step> steps;
    std::int64_t filled = 0, position = 0;
    for (int i = 0; i < g.rows.output; ++i)
        for (int j = 0; j < g.cols.output; ++j)
            for (int tap = 0; tap < g.taps(); ++tap) {
                const bool complete = tap + 1 == g.taps();
                filled += complete ? 1 : 0;
                steps.push_back({{i, j}, tap, complete, filled, position++});
            }
    return steps;
}

bool endsStep(const Geometry& g, Grain grain, const Step& step)
{
    const bool lastOfRow = step.complete && step.cell.col + 1 == g.cols.output;
    switch (grain) {
    case Grain::Product:
        return true;
    case Grain::Window:
        return step.complete;
    case Grain::Row:
        return lastOfRow;
    case Grain::Map:
        return lastOfRow && step.cell.row + 1 == g.rows.output;
    }
    return false;
}

TEST(Plan, AtEveryGrainIsTheProductsInOrder)
{
    Random random(30);
    for (int round = 0; round < 150; ++round) {
        const Geometry g = test::randomGeometry(random, {6, 7}, {3, 4});
        for (const Grain grain : kGrains) {
            const Plan plan(g, grain);
            std::int64_t index = 0;
            for (const Step& step : stepsByCounting(g)) {
                ASSERT_EQ(plan.indexAt(step.position), index) << describe(g);
                if (step.complete) {
                    ASSERT_EQ(plan.indexOf(step.cell), index) << describe(g);
                }
                if (endsStep(g, grain, step)) {
                    ASSERT_EQ(plan.at(index), step) << describe(g);
                    ++index;
                }
            }
            ASSERT_EQ(plan.count(), index) << describe(g);
        }
    }
}

TEST(Plan, CountsOfTheChaptersFirstExample)
{
    const Geometry g = *resolve({3, 3}, {2, 2}, {});
    EXPECT_EQ(Plan(g, Grain::Product).count(), 16);
    EXPECT_EQ(Plan(g, Grain::Window).count(), 4);
    EXPECT_EQ(Plan(g, Grain::Row).count(), 2);
    EXPECT_EQ(Plan(g, Grain::Map).count(), 1);
}

TEST(Plan, SlidesLeftToRightThenTopToBottom)
{
    const Plan plan(*resolve({3, 3}, {2, 2}, {}), Grain::Window);
    const std::vector<OutputCell> cells = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
    for (std::size_t i = 0; i < cells.size(); ++i) {
        EXPECT_EQ(plan.at(std::int64_t(i)).cell, cells[i]);
        EXPECT_EQ(plan.at(std::int64_t(i)).filled, std::int64_t(i) + 1);
    }
}

TEST(Plan, OfOneWeightHasTheSameProductsAndWindows)
{
    const Geometry g = *resolve({3, 4}, {1, 1}, {});
    for (std::int64_t i = 0; i < 12; ++i)
        EXPECT_EQ(Plan(g, Grain::Product).at(i), Plan(g, Grain::Window).at(i));
}

TEST(Plan, IndexAtUndoesPosition)
{
    Random random(31);
    for (int round = 0; round < 100; ++round) {
        const Geometry g = test::randomGeometry(random, {6, 7}, {3, 4});
        for (const Grain grain : kGrains) {
            const Plan plan(g, grain);
            for (std::int64_t i = 0; i < plan.count(); ++i)
                ASSERT_EQ(plan.indexAt(plan.at(i).position), i) << describe(g);
        }
    }
}

TEST(Plan, OfAPhotographDoesNotOverflow)
{
    const Geometry g = *resolve({6000, 8000}, {31, 31}, {});
    const Plan plan(g, Grain::Product);
    EXPECT_EQ(plan.count(), std::int64_t(5970) * 7970 * 961);
    const Step last = plan.at(plan.count() - 1);
    EXPECT_EQ(last.cell, (OutputCell{5969, 7969}));
    EXPECT_EQ(last.tap, 960);
    EXPECT_EQ(last.filled, g.output().cells());
    EXPECT_EQ(plan.indexOf({5969, 7969}), plan.count() - 1);
}

/// The playhead of a viewer who seeks, steps, plays and changes the grain; the way it came must not show.
class Wanderer
{
public:
    Wanderer(const Geometry& g, Random& random) : m_geometry(g), m_random(random) { changeGrain(Grain::Window); }

    Step here() const { return m_plan.at(m_playhead.index()); }
    const Plan& plan() const { return m_plan; }
    std::int64_t index() const { return m_playhead.index(); }

    void move()
    {
        const int count = int(std::min<std::int64_t>(m_playhead.count(), 100000));
        switch (m_random.integer(0, 4)) {
        case 0:
            return m_playhead.seek(m_random.integer(-2, count + 1));
        case 1:
            return m_playhead.stepBy(1);
        case 2:
            return m_playhead.stepBy(-1);
        case 3:
            m_playhead.setLoop(m_random.coin());
            m_playhead.play();
            m_playhead.advance(m_random.real(0, 3));
            return m_playhead.pause();
        case 4:
            return changeGrain(m_random.oneOf(kGrains));
        }
    }

private:
    /// Keeps the place: the step of the new grain in which the last product done lies.
    void changeGrain(Grain grain)
    {
        const std::int64_t position = m_plan.at(m_playhead.index()).position;
        m_plan = Plan(m_geometry, grain);
        m_playhead.setCount(m_plan.count(), m_plan.indexAt(position));
    }

    Geometry m_geometry;
    Random& m_random;
    Plan m_plan;
    Playhead m_playhead;
};

TEST(Stepping, TheSameIndexIsTheSameStateWhateverTheWay)
{
    Random random(32);
    for (int round = 0; round < 60; ++round) {
        const Geometry g = test::randomGeometry(random, {6, 7}, {3, 4});
        const std::vector<Step> products = stepsByCounting(g);
        Wanderer wanderer(g, random);
        for (int move = 0; move < 100; ++move) {
            wanderer.move();
            const Step here = wanderer.here();
            ASSERT_EQ(here, Plan(g, wanderer.plan().grain()).at(wanderer.index())) << describe(g);
            ASSERT_EQ(here, products[std::size_t(here.position)]) << describe(g);
        }
    }
}

TEST(Stepping, FromACoarseGrainToAFinerKeepsTheLastProduct)
{
    const Geometry g = *resolve({5, 6}, {2, 3}, {});
    const Plan rows(g, Grain::Row), products(g, Grain::Product), windows(g, Grain::Window);
    for (std::int64_t i = 0; i < rows.count(); ++i) {
        const Step step = rows.at(i);
        EXPECT_EQ(products.at(products.indexAt(step.position)), step);
        EXPECT_EQ(windows.at(windows.indexAt(step.position)), step);
        EXPECT_EQ(rows.indexAt(products.at(products.indexAt(step.position)).position), i);
    }
}

TEST(Explain, TheChaptersFirstWindow)
{
    const Grid x{{0, 1, 2}, {3, 4, 5}, {6, 7, 8}}, k{{0, 1}, {2, 3}};
    const Explanation e = explain(x, k, 0, *resolve({3, 3}, {2, 2}, {}), {0, 0});
    const double values[] = {0, 1, 3, 4}, weights[] = {0, 1, 2, 3}, products[] = {0, 1, 6, 12},
                 partials[] = {0, 1, 7, 19};
    ASSERT_EQ(e.terms.size(), 4U);
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_EQ(e.terms[i].x, values[i]);
        EXPECT_EQ(e.terms[i].w, weights[i]);
        EXPECT_EQ(e.terms[i].product, products[i]);
        EXPECT_EQ(e.terms[i].partial, partials[i]);
    }
    EXPECT_EQ(e.cell, (OutputCell{0, 0}));
    EXPECT_EQ(e.sum, 19);
    EXPECT_EQ(e.value, 19.0F);
    EXPECT_EQ(e.bias, 0);
}

TEST(Explain, AZeroOfTheBorderHasNoSource)
{
    ConvSpec spec;
    spec.padding.mode = PaddingMode::Full;
    const Explanation e = explain(Grid{{5}}, Grid{{1, 2}, {3, 4}}, 0.5F, *resolve({1, 1}, {2, 2}, spec), {0, 1});
    ASSERT_EQ(e.terms.size(), 4U);
    EXPECT_EQ(e.terms[0].position, (InputCell{-1, 0}));
    EXPECT_FALSE(e.terms[0].source.has_value());
    EXPECT_EQ(e.terms[0].x, 0);
    EXPECT_EQ(e.terms[2].source, (InputCell{0, 0}));
    EXPECT_EQ(e.terms[2].weight, (WeightCell{1, 0}));
    EXPECT_EQ(e.sum, 15.5);
}

/// Terms are the window's, in reading order, and add up.
void expectConsistent(const Explanation& e, const Grid& x, const Grid& k, const Geometry& g)
{
    ASSERT_EQ(int(e.terms.size()), g.taps());
    double sum = 0;
    for (int tap = 0; tap < g.taps(); ++tap) {
        const Term& term = e.terms[std::size_t(tap)];
        const int a = tap / g.cols.kernel, b = tap % g.cols.kernel;
        ASSERT_EQ(term.position, g.positionAt(e.cell, a, b));
        ASSERT_EQ(term.source, g.sourceOf(term.position));
        ASSERT_EQ(term.weight, g.weightAt(a, b));
        ASSERT_EQ(term.x, term.source ? double(x.at(*term.source)) : 0.0);
        ASSERT_EQ(term.w, double(k.at(term.weight)));
        ASSERT_EQ(term.product, term.x * term.w);
        sum += term.product;
        ASSERT_EQ(term.partial, sum);
    }
    ASSERT_EQ(e.sum, sum + e.bias);
}

TEST(Explain, IsTheCellBitForBitInAnyGeometry)
{
    Random random(33);
    for (int round = 0; round < 300; ++round) {
        const Geometry g = test::randomGeometry(random, {6, 7}, {3, 4});
        const Grid x = random.reals(g.input()), k = random.reals(g.kernel());
        const float bias = float(random.real(-1, 1));
        const Grid y = corr2dReference(x, k, bias, g);
        for (int i = 0; i < y.rows(); ++i)
            for (int j = 0; j < y.cols(); ++j) {
                const Explanation e = explain(x, k, bias, g, {i, j});
                ASSERT_TRUE(test::sameBits(e.sum, corr2dCell(x.view(), k.view(), double(bias), g, {i, j})))
                    << describe(g);
                ASSERT_TRUE(test::sameBits(e.value, y.at(i, j))) << describe(g);
                ASSERT_NO_FATAL_FAILURE(expectConsistent(e, x, k, g)) << describe(g);
            }
    }
}

TEST(Explain, AtProductGrainThePartialSumsBuildTheWholeMap)
{
    Random random(34);
    const Geometry g = *resolve({4, 5}, {2, 3}, {});
    const Grid x = random.reals(g.input()), k = random.reals(g.kernel());
    const Plan plan(g, Grain::Product);
    double running = 0;
    for (std::int64_t i = 0; i < plan.count(); ++i) {
        const Step step = plan.at(i);
        const Explanation e = explain(x, k, 0.25F, g, step.cell);
        const Term& term = e.terms[std::size_t(step.tap)];
        running = (step.tap == 0 ? 0.0 : running) + term.product;
        EXPECT_EQ(term.partial, running);
        if (step.complete) {
            EXPECT_EQ(float(running + 0.25), corr2dReference(x, k, 0.25F, g).at(step.cell));
        }
    }
}

} // namespace
} // namespace lab
