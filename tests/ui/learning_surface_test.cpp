// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The loss surface, and races on it.
#include "core/session/problem_of.h"
#include "tests/ui/laboratory.h"

#include <QComboBox>
#include <QToolButton>
#include <QUndoStack>

namespace lab::test
{

// --- the loss surface

TEST_F(Laboratory, ThePathOnTheSurfaceIsTheKernelsOfTheTrainer)
{
    runBook();
    action("surfacePage")->trigger();
    ASSERT_TRUE(surface()->scene());
    const auto& points = scene().paths.back().points;
    ASSERT_EQ(points.size(), 11u);
    EXPECT_EQ(points[0], (SurfacePoint{-0.2113, -0.5195}));
    for (std::size_t n = 0; n < 10; ++n) {
        const Grid64 kernel = learner().history().kernel(n);
        EXPECT_EQ(points[n + 1], (SurfacePoint{kernel.at(0, 0), kernel.at(0, 1)}));
        EXPECT_NEAR(scene().surface.at(points[n]), learner().history().losses()[n], 1e-12);
    }
    // The zig-zag at 0.03: the error along (1, 1), the steep direction, changes its sign each epoch.
    for (std::size_t n = 0; n + 1 < points.size(); ++n)
        EXPECT_LT((points[n].x + points[n].y) * (points[n + 1].x + points[n + 1].y), 0);
    // And all of it is in view.
    for (const SurfacePoint& p : points)
        EXPECT_TRUE(QRectF(surface()->rect()).contains(surface()->pixelOf(p)));
}

TEST_F(Laboratory, TheArrowOfGradientDescentLeadsToTheNextKernel)
{
    action("surfacePage")->trigger();
    const SurfacePoint step = *scene().step;
    action("epoch")->trigger();
    EXPECT_NEAR(session().layer().kernel.at(0, 0), step.x, 1e-6);
    EXPECT_NEAR(session().layer().kernel.at(0, 1), step.y, 1e-6);
}

TEST_F(Laboratory, TheStartIsDraggedAndItsWayFollows)
{
    runBook();
    action("surfacePage")->trigger();
    document().undoStack()->clear();
    const QPoint from = surface()->pixelOf(*scene().start).toPoint();
    QTest::mousePress(surface(), Qt::LeftButton, Qt::NoModifier, from);
    for (int i = 1; i <= 5; ++i)
        QTest::mouseMove(surface(), from + QPoint(12 * i, 8 * i));
    const SurfacePoint to = surface()->viewport().toValue(from + QPoint(60, 40));
    QTest::mouseRelease(surface(), Qt::LeftButton, Qt::NoModifier, from + QPoint(60, 40));
    EXPECT_EQ(session().train.startKernel, (Grid64{{to.x, to.y}}));
    EXPECT_EQ(learner().epoch(), 0);
    EXPECT_EQ(document().undoStack()->count(), 1);
    // Where the run will go is seen before it goes.
    const auto predicted = scene().paths.front().points;
    ASSERT_EQ(predicted.size(), 11u);
    learner().run();
    finish();
    for (std::size_t n = 0; n < 10; ++n)
        EXPECT_EQ(predicted[n + 1].x, learner().history().kernel(n).at(0, 0));
    document().undoStack()->undo();
    document().undoStack()->undo();
    EXPECT_EQ(session().train.startKernel, TrainSpec{}.startKernel);
}

TEST_F(Laboratory, TheStartIsMovedByKeysToo)
{
    action("surfacePage")->trigger();
    surface()->setFocus();
    const double before = session().train.startKernel.at(0, 0);
    key(Qt::Key_Right);
    EXPECT_GT(session().train.startKernel.at(0, 0), before);
    EXPECT_NEAR(session().train.startKernel.at(0, 1), -0.5195, 1e-12);
    const double scale = surface()->viewport().scale;
    key(Qt::Key_Plus);
    EXPECT_GT(surface()->viewport().scale, scale);
    key(Qt::Key_0);
    EXPECT_NEAR(surface()->viewport().scale, scale, 0.2 * scale);
    EXPECT_TRUE(surface()->accessibleDescription().contains(QStringLiteral("Lowest at K[0,0] = 1, K[0,1] = −1")))
        << surface()->accessibleDescription().toStdString();
}

TEST_F(Laboratory, AnyTwoWeightsAndTheBiasCanBeLookedAt)
{
    use("ring");
    ASSERT_TRUE(learner().setHidden(QStringLiteral("Sobel"), findKernelPreset("sobel-x")->values(), 0));
    change([](TrainSpec& t) { t.learnBias = true; });
    action("surfacePage")->trigger();
    ASSERT_TRUE(until([&] { return surface()->scene().has_value(); }));
    window->pages().page<SurfacePage>()->setAxes(4, 9);
    EXPECT_EQ(scene().xName, QStringLiteral("K[1,1]"));
    EXPECT_EQ(scene().yName, QStringLiteral("b"));
    const Curvature& curvature = *learner().curvature();
    EXPECT_EQ(scene().surface.hxx(), curvature.hessian.at(4, 4));
    EXPECT_EQ(scene().surface.hxy(), curvature.hessian.at(4, 9));
    auto* across = named<QComboBox>(QStringLiteral("Weight across"));
    across->setFocus();
    for (int i = 0; i < 4; ++i)
        QTest::keyClick(across, Qt::Key_Up);
    EXPECT_EQ(scene().xName, QStringLiteral("K[0,0]"));
}

// --- races

TEST_F(Laboratory, FourLanesStartTogetherOnOneChartAndOneSurface)
{
    action("surfacePage")->trigger();
    Race& race = window->race();
    race.setLanes(raceRecipes()[0].make(session().train, *learner().curvature()));
    ASSERT_EQ(race.lanes().size(), 4u);
    EXPECT_FALSE(button(QStringLiteral("Add lane"))->isEnabled());
    learner().setPace(1e-6); // no epoch by the clock of the wall, however long the lanes take
    button(QStringLiteral("Start race"))->click();
    ASSERT_TRUE(until([&] { return race.lanes()[3].history.size() == 10u; }));
    learner().setPace(8);
    race.advance(0.5);
    EXPECT_EQ(race.epoch(), 4);
    EXPECT_EQ(window->pages().page<SurfacePage>()->chart()->others(), 4u);
    EXPECT_EQ(scene().paths.size(), 4u);
    for (const SurfacePath& path : scene().paths)
        EXPECT_EQ(path.points.size(), 5u);
    for (int i = 0; i < 20; ++i)
        race.advance(1);
    EXPECT_FALSE(race.running());
    EXPECT_EQ(race.epoch(), 10);
    // Each lane is the run that it names.
    for (const Lane& lane : race.lanes()) {
        Trainer alone(*trainProblem(session()), lane.spec.startKernel, 0);
        alone = alone.restarted(lane.spec);
        for (int n = 1; n <= 10; ++n)
            alone.step(lane.spec.rateOf(n));
        EXPECT_EQ(lane.history.kernel(9), alone.kernel()) << lane.name.toStdString();
    }
    EXPECT_EQ(race.lanes()[0].name, QStringLiteral("A Gradient descent, rate 0.02778"));
}

TEST_F(Laboratory, LanesAreAddedFromTheSettingsAndRemoved)
{
    action("surfacePage")->trigger();
    button(QStringLiteral("Add lane"))->click();
    change([](TrainSpec& t) { t.optimiser = Optimiser::Adam; });
    button(QStringLiteral("Add lane"))->click();
    ASSERT_EQ(window->race().lanes().size(), 2u);
    EXPECT_EQ(window->race().lanes()[1].spec.optimiser, Optimiser::Adam);
    named<QToolButton>(QStringLiteral("Remove lane A Gradient descent, rate 0.03"))->click();
    ASSERT_EQ(window->race().lanes().size(), 1u);
    EXPECT_TRUE(window->race().lanes()[0].name.startsWith(QStringLiteral("A Adam")));
    use("ring"); // other data: the lanes run on it
    EXPECT_EQ(window->race().epoch(), 0);
    ASSERT_TRUE(until([&] { return window->race().lanes().empty() || window->race().lanes()[0].trainer; }));
}

} // namespace lab::test
