// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Zoom, pan and what is drawn.
#include "tests/ui/support.h"
#include "ui/stage/tensor_chips.h"

#include <QImage>
#include <QWheelEvent>

namespace lab::test
{

class View : public WindowTest
{
protected:
    static void wheel(TensorView* view, QPointF at, int delta, Qt::KeyboardModifiers modifiers)
    {
        QWheelEvent event(at, view->mapToGlobal(at), {}, {0, delta}, Qt::NoButton, modifiers, Qt::NoScrollPhase,
                          false);
        QApplication::sendEvent(view, &event);
    }
};

TEST_F(View, ControlAndTheWheelZoomAboutThePointer)
{
    use("ring");
    const QPointF at(60, 80);
    const QPointF cell = input()->viewport().toCell(at);
    wheel(input(), at, 600, Qt::ControlModifier);
    EXPECT_FALSE(input()->fitted());
    EXPECT_NEAR(input()->viewport().toCell(at).x(), cell.x(), 1e-6);
    EXPECT_NEAR(input()->viewport().toCell(at).y(), cell.y(), 1e-6);
    key(Qt::Key_0);
    EXPECT_TRUE(input()->fitted());
}

TEST_F(View, ADragSidewaysPaintsTheValueThatWasSetLastAndOneUndoTakesItBack)
{
    const auto middle = [this](int row, int col) { return input()->cellRect({col, row}).center().toPoint(); };
    const auto drag = [this](QPoint from, QPoint to, Qt::KeyboardModifiers modifiers) {
        QTest::mousePress(input(), Qt::LeftButton, modifiers, from);
        for (int i = 1; i <= 2; ++i) { // far apart: no cell on the way is left out
            QMouseEvent move(QEvent::MouseMove, from + (to - from) * i / 2, input()->mapToGlobal(to), Qt::NoButton,
                             Qt::LeftButton, modifiers);
            QApplication::sendEvent(input(), &move);
        }
        QTest::mouseRelease(input(), Qt::LeftButton, modifiers, to);
    };
    const Session before = session();
    drag(middle(0, 0), middle(0, 5), Qt::NoModifier); // nothing was set: the value of the first cell
    for (int col = 0; col <= 5; ++col)
        EXPECT_EQ(session().input->grey().at(0, col), 1) << col;
    document().undoStack()->undo();
    EXPECT_EQ(session(), before);
    input()->setFocus();
    input()->setCursorCell(QPoint(0, 0));
    key(Qt::Key_Delete);
    drag(middle(1, 1), middle(5, 1), Qt::ControlModifier);
    for (int row = 1; row <= 5; ++row)
        EXPECT_EQ(session().input->grey().at(row, 1), 0) << row;
    EXPECT_EQ(session().input->grey().at(0, 1), 1);
}

TEST_F(View, TheWheelPansWhatIsZoomed)
{
    use("ring");
    input()->zoom(4);
    const QPointF before = input()->viewport().origin;
    wheel(input(), {50, 50}, -120, Qt::NoModifier);
    EXPECT_LT(input()->viewport().origin.y(), before.y());
}

TEST_F(View, APictureIsZoomedUntilItsPixelsAreNumbers)
{
    use("zone-plate");
    const auto numbers = [&] {
        return TensorPainter::numberStyle(input()->scene(), input()->viewport(), input()->size(), input()->font());
    };
    EXPECT_FALSE(numbers());
    QTest::mouseDClick(input(), Qt::LeftButton, Qt::NoModifier, input()->rect().center());
    EXPECT_TRUE(numbers());
}

TEST_F(View, CellsThatAreNotComputedYetAreEmpty)
{
    const Theme& theme = themeOf(stage().palette());
    player().seek(0);
    const QImage image = output()->grab().toImage();
    const auto corner = [&](QPoint cell) {
        return image.pixelColor((output()->cellRect(cell).topLeft() + QPointF(6, 6)).toPoint());
    };
    EXPECT_EQ(corner({3, 3}), theme.empty);
    player().seek(41);
    const QImage full = output()->grab().toImage();
    EXPECT_NE(full.pixelColor((output()->cellRect({3, 3}).topLeft() + QPointF(6, 6)).toPoint()), theme.empty);
    EXPECT_EQ(output()->cellText({1, 3}), QStringLiteral("1"));
}

TEST_F(View, LightAndDarkFollowThePalette)
{
    window->setColours(Colours::Dark);
    EXPECT_EQ(themeOf(stage().palette()).colours, Colours::Dark);
    EXPECT_TRUE(action("dark")->isChecked());
    window->setColours(Colours::Light);
    EXPECT_EQ(themeOf(stage().palette()).colours, Colours::Light);
}

TEST_F(View, NothingOverlapsAtTheSmallestProjector)
{
    window->resize(1024, 768);
    for (const Sample& each : samples()) {
        use(each.id.data());
        std::vector<QRect> boxes{stage().mapView(0)->geometry()};
        for (std::size_t l = 0; l < session().layers.size(); ++l) {
            boxes.push_back(stage().kernelView(l)->geometry());
            boxes.push_back(stage().chipsOfKernel(l)->geometry());
            boxes.push_back(stage().mapView(l + 1)->geometry());
        }
        for (std::size_t a = 0; a < boxes.size(); ++a) {
            EXPECT_TRUE(stage().rect().contains(boxes[a])) << each.id << " box " << a;
            for (std::size_t b = 0; b < a; ++b)
                EXPECT_FALSE(boxes[a].intersects(boxes[b])) << each.id << " boxes " << b << " and " << a;
        }
    }
}

} // namespace lab::test
