// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/tensor_painter.h"

#include <QPainter>

#include <cmath>
#include <gtest/gtest.h>

namespace lab
{

namespace
{

std::vector<Plane> waves(Shape shape, int count)
{
    std::vector<Plane> planes;
    for (int p = 0; p < count; ++p) {
        Grid grid(shape);
        for (int r = 0; r < shape.rows; ++r)
            for (int c = 0; c < shape.cols; ++c)
                grid.at(r, c) = float(std::sin(0.31 * r * (p + 1)) * std::cos(0.17 * c - p));
        planes.emplace_back(std::move(grid));
    }
    return planes;
}

} // namespace

TEST(TensorPainterTest, MakesOnlyWhatIsNotClippedAway)
{
    TensorScene scene = planeScene(waves({160, 210}, 1).front());
    const QSize size(120, 90);
    const Viewport viewport{0.5, {3, 2}};
    const auto painted = [&](TensorPainter& tensor, QRect clip) {
        QImage image(size, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        painter.setClipRect(clip);
        tensor.paint(painter, size, scene, viewport, lightTheme(), QFont());
        return image;
    };
    TensorPainter whole, parts;
    const QRect all(QPoint(), size), left(0, 0, 50, 90), right(50, 0, 70, 90);
    const QImage expected = painted(whole, all);
    EXPECT_EQ(painted(parts, left).copy(left), expected.copy(left));
    EXPECT_EQ(painted(parts, right).copy(right), expected.copy(right));
    EXPECT_EQ(painted(parts, all), expected);
}

TEST(TensorPainterTest, APanShowsWhatAFreshPaintShows)
{
    const TensorScene scene = [] {
        TensorScene s = planeScene(waves({160, 210}, 1).front());
        s.apron = {{1, 1}, {2, 2}, Border::Zero};
        return s;
    }();
    const QSize size(120, 90);
    const auto painted = [&](TensorPainter& tensor, const Viewport& viewport, double ratio) {
        QImage image(size * ratio, QImage::Format_RGB32);
        image.setDevicePixelRatio(ratio);
        image.fill(Qt::white);
        QPainter painter(&image);
        painter.setClipRect(QRect(10, 5, 100, 80));
        tensor.paint(painter, size, scene, viewport, lightTheme(), QFont());
        return image;
    };
    const QPointF ways[] = {{3, 2}, {-7, 0}, {0, -11}, {40, 33}, {-500, 0}, {500, 0}, {0.25, 0.5}, {-90, 90}};
    for (const double ratio : {1.0, 2.0, 1.5})
        for (const double scale : {0.4, 1.0, 2.3}) {
            TensorPainter moved;
            Viewport viewport{scale, {4, 3}};
            painted(moved, viewport, ratio);
            for (const QPointF way : ways) {
                viewport.origin += way;
                TensorPainter fresh;
                EXPECT_EQ(painted(moved, viewport, ratio), painted(fresh, viewport, ratio))
                    << "scale " << scale << ", ratio " << ratio << ", by " << way.x() << ' ' << way.y();
            }
        }
}

} // namespace lab
