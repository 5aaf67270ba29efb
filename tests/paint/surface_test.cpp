// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning/loss_surface.h"
#include "core/session/problem_of.h"
#include "core/session/samples.h"
#include "core/session/session.h"
#include "ui/paint/surface_painter.h"

#include <QImage>
#include <QPainter>

#include <gtest/gtest.h>

namespace lab::test
{

namespace
{

/// Of the book's edges, with a target that no kernel explains and that is so large.
LossSurface unexplained(double size)
{
    TrainProblem problem = *trainProblem(startSession());
    const Shape shape = problem.geometry.output();
    static Grid target;
    target = Grid(shape);
    for (int r = 0; r < shape.rows; ++r)
        for (int c = 0; c < shape.cols; ++c)
            target.at(r, c) = float(r % 2 == 0 ? size : -size);
    problem.targets[0] = target;
    return {*normalMatrix(problem, 1), Reduction::Sum, std::vector<double>{0, 0, 0}, 0, 1};
}

} // namespace

TEST(SurfacePainter, HasFewContoursOfALossThatIsGreatEverywhere)
{
    for (const double size : {0.0, 1.0, 1e6, 1e12, 1e18, 1e30}) {
        const LossSurface surface = unexplained(size);
        for (const double scale : {1e-12, 1e-3, 1.0, 100.0, 1e6, 1e12}) {
            const auto levels = contourLevels(surface, {QRectF(0, 0, 600, 400), surface.minimum(), scale});
            EXPECT_LE(levels.size(), 12U) << size << " at " << scale;
            for (std::size_t i = 0; i < levels.size(); ++i) {
                EXPECT_GT(levels[i], surface.least());
                EXPECT_TRUE(i == 0 || levels[i] > levels[i - 1]);
            }
        }
    }
}

TEST(SurfacePainter, APathThatLeavesTheMapEndsInAnArrow)
{
    const Theme& theme = themeFor(Colours::Light);
    SurfaceScene scene;
    scene.surface = unexplained(0);
    const SurfaceViewport view{QRectF(0, 0, 300, 200), {0, 0}, 50};
    const auto pathPixels = [&](double to) { // of a column near the right edge
        SurfacePath path;
        path.points = {{0, 0}, {to, 0}};
        path.colour = QColor(Qt::green);
        path.dots = false;
        scene.paths = {path};
        QImage image(300, 200, QImage::Format_RGB32);
        QPainter painter(&image);
        SurfacePainter().paint(painter, scene, view, theme, QFont());
        painter.end();
        int count = 0;
        for (int y = 80; y < 120; ++y)
            count += image.pixelColor(290, y) == QColor(Qt::green);
        return count;
    };
    EXPECT_EQ(pathPixels(1), 0);
    EXPECT_LE(pathPixels(2.9), 3) << "the line alone";
    EXPECT_GE(pathPixels(100), 4) << "the head of an arrow";
}

} // namespace lab::test
