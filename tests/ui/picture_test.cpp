// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/alignment.h"
#include "tests/ui/support.h"
#include "ui/picture/filter_page.h"
#include "ui/picture/histogram_view.h"
#include "ui/widgets/profile_chart.h"
#include "ui/widgets/divider_bar.h"

#include <QFile>
#include <QLabel>
#include <QToolButton>

namespace lab
{

namespace
{

/// The place Picture, with a small picture under Sobel's kernel, whose weights sum to 0.
class PicturePlace : public test::WindowTest
{
protected:
    static constexpr int kRows = 40, kCols = 60;

    PicturePlace()
    {
        Grid grey({kRows, kCols});
        for (int r = 0; r < kRows; ++r)
            for (int c = 0; c < kCols; ++c)
                grey.at(r, c) = c < kCols / 2 ? 0.25F : 1;
        std::vector<Grid> planes;
        planes.push_back(std::move(grey));
        Session session;
        session.input = std::make_shared<const Picture>("step", Content::Brightness, std::move(planes));
        session.layer().kernel = findKernelPreset("sobel-x")->values();
        EXPECT_TRUE(document().edit(QStringLiteral("A step"), session));
        view().showPage("filter");
        EXPECT_TRUE(settle());
    }
    FilterPage& page() { return *window->findChild<FilterPage*>(); }
    PictureView& picture() { return page().picture(); }
    bool settle()
    {
        return test::until([&] { return page().isVisible() && page().settled() && !document().evaluating(); });
    }
    const PictureLook& look() { return view().state().look; }
    void press(const QString& text)
    {
        for (auto* button : page().findChildren<QToolButton*>())
            if (button->text() == text && button->isVisible())
                return button->click();
        ADD_FAILURE() << text.toStdString();
    }
    QString label(const QString& contained)
    {
        for (auto* each : page().findChildren<QLabel*>())
            if (each->text().contains(contained))
                return each->text();
        return {};
    }
    /// Of the input, in pixels of the view.
    QPoint middleOf(QPoint cell) { return picture().rectOf(QRect(cell, QSize(1, 1))).center(); }
};

TEST_F(PicturePlace, TheOutputLiesOnTheMiddlesOfItsWindows)
{
    press(QStringLiteral("output only"));
    // Without padding the output begins one cell further in: its cell is over the input's of the row and column
    // after.
    const auto place = picture().placeAt(middleOf({31, 11}));
    ASSERT_TRUE(place);
    EXPECT_TRUE(place->output);
    EXPECT_EQ(place->cell, QPoint(30, 10));
}

TEST_F(PicturePlace, TheDividerTellsInputFromOutput)
{
    ASSERT_EQ(look().beside, Beside::Divider);
    EXPECT_FALSE(picture().placeAt(middleOf({5, 20}))->output);
    EXPECT_TRUE(picture().placeAt(middleOf({55, 20}))->output);
    auto* divider = picture().findChild<DividerBar*>();
    divider->setFocus();
    QTest::keyClick(divider, Qt::Key_Home);
    EXPECT_EQ(look().divider, 0);
    EXPECT_TRUE(picture().placeAt(middleOf({5, 20}))->output);
    QTest::keyClick(divider, Qt::Key_Right);
    EXPECT_DOUBLE_EQ(look().divider, 0.01);
    QTest::keyClick(divider, Qt::Key_End);
    EXPECT_FALSE(picture().placeAt(middleOf({55, 20}))->output);
}

TEST_F(PicturePlace, AHeldKeyShowsTheInput)
{
    press(QStringLiteral("output only"));
    picture().setFocus();
    EXPECT_TRUE(picture().placeAt(middleOf({30, 20}))->output);
    QTest::keyPress(&picture(), Qt::Key_D);
    EXPECT_FALSE(picture().placeAt(middleOf({30, 20}))->output);
    QTest::keyRelease(&picture(), Qt::Key_D);
    EXPECT_TRUE(picture().placeAt(middleOf({30, 20}))->output);
}

TEST_F(PicturePlace, PointingExplainsTheCell)
{
    press(QStringLiteral("output only"));
    QTest::mouseMove(&picture(), middleOf({30, 11}));
    ASSERT_TRUE(view().state().pointed);
    EXPECT_EQ(*view().state().pointed, (Spot{Spot::Part::Map, 1, 10, 29}));
    EXPECT_TRUE(stage().formula());
}

TEST_F(PicturePlace, AToneIsChosenAndLetGoOf)
{
    EXPECT_EQ(picture().scene().tone, Tone::Signed); // the weights sum to 0
    press(QStringLiteral("absolute"));
    EXPECT_EQ(look().tone, Tone::Absolute);
    EXPECT_EQ(picture().scene().after.scale.kind, ScaleKind::Absolute);
    press(QStringLiteral("absolute"));
    EXPECT_FALSE(look().tone);
    EXPECT_EQ(picture().scene().after.scale.kind, ScaleKind::Diverging);
    press(QStringLiteral("clamped"));
    EXPECT_EQ(picture().scene().after.scale, ColourScale{});
}

TEST_F(PicturePlace, TheRangeIsFittedAndStaysWhileAWeightChanges)
{
    press(QStringLiteral("full"));
    ASSERT_TRUE(test::until([&] { return look().range.has_value(); }));
    EXPECT_EQ(*look().range, (ValueRange{-3, 3})); // (1 + 2 + 1) · 0.75
    Session after = session();
    after.layer().kernel.at(0, 2) = 5;
    ASSERT_TRUE(document().edit(QStringLiteral("A weight"), after));
    ASSERT_TRUE(settle());
    EXPECT_EQ(*look().range, (ValueRange{-3, 3}));
    press(QStringLiteral("fixed"));
    EXPECT_FALSE(look().range);
}

TEST_F(PicturePlace, CountsWhatLiesBeyond)
{
    press(QStringLiteral("as seen"));
    ASSERT_TRUE(settle());
    const Histogram& counts = page().histogram().output();
    EXPECT_EQ(counts.cells(), (kRows - 2) * (kCols - 2));
    // Two columns of 3 lie beyond, of 58.
    const QString share = label(QStringLiteral("% beyond"));
    EXPECT_TRUE(share.isEmpty() || share.startsWith(QStringLiteral("3.4"))) << share.toStdString();
}

TEST_F(PicturePlace, AnEndOfTheRangeIsDragged)
{
    ASSERT_TRUE(settle());
    HistogramView& histogram = page().histogram();
    const int y = histogram.height() / 2;
    const auto at = [&](double value) { return QPoint(int(std::lround(histogram.xOf(value))), y); };
    const double hi = histogram.scale().hi;
    QTest::mousePress(&histogram, Qt::LeftButton, {}, at(hi));
    QTest::mouseMove(&histogram, at(hi / 2));
    QTest::mouseRelease(&histogram, Qt::LeftButton, {}, at(hi / 2));
    ASSERT_TRUE(look().range);
    EXPECT_NEAR(look().range->hi, hi / 2, hi / 50);
    EXPECT_EQ(look().range->lo, -look().range->hi); // about zero
}

TEST_F(PicturePlace, TheDifferenceIsThatOfTheMiddles)
{
    Session after = session();
    after.layer().kernel = findKernelPreset("identity")->values();
    ASSERT_TRUE(document().edit(QStringLiteral("Identity"), after));
    const Grid none = differenceOf(session().inputPlane(0), (*document().maps()).maps[0][0], document().geometry());
    EXPECT_EQ(none, Grid(none.shape(), 0.0F));
    press(QStringLiteral("difference"));
    EXPECT_TRUE(settle());
    EXPECT_EQ(look().beside, Beside::Difference);
}

TEST_F(PicturePlace, AProfileFollowsALineThatIsDrawn)
{
    QTest::mousePress(&picture(), Qt::LeftButton, Qt::ControlModifier, middleOf({10, 20}));
    QMouseEvent move(QEvent::MouseMove, middleOf({50, 20}), picture().mapToGlobal(middleOf({50, 20})), Qt::LeftButton,
                     Qt::LeftButton, Qt::ControlModifier);
    QApplication::sendEvent(&picture(), &move);
    QTest::mouseRelease(&picture(), Qt::LeftButton, Qt::ControlModifier, middleOf({50, 20}));
    ASSERT_EQ(picture().line(), QLine(10, 20, 50, 20));
    const Profile& profile = page().profile().profile();
    ASSERT_EQ(profile.cells.size(), 41U);
    EXPECT_EQ(profile.input.front(), 0.25);
    EXPECT_EQ(profile.input.back(), 1);
    EXPECT_EQ(profile.output[19], 3) << "Sobel over the step: 4 · 0.75";
    EXPECT_TRUE(page().profile().isVisible());
    Session after = session();
    after.layer().kernel = Grid({3, 3}, 0.0F);
    ASSERT_TRUE(document().edit(QStringLiteral("Zeros"), after));
    EXPECT_TRUE(settle());
    EXPECT_EQ(page().profile().profile().output[19], 0) << "it follows the kernel";
    QTest::keyClick(&picture(), Qt::Key_Escape);
    EXPECT_FALSE(picture().line());
    EXPECT_FALSE(page().profile().isVisible());
}

TEST_F(PicturePlace, AProfileByKeysGoesOutAsCsv)
{
    EXPECT_FALSE(action("exportProfile")->isEnabled());
    action("lineProfile")->trigger();
    ASSERT_TRUE(picture().line());
    EXPECT_EQ(picture().line()->x2(), kCols - 1);
    fileToChoose = folder.filePath(QStringLiteral("line.csv"));
    exportBy("exportProfile");
    QFile file(fileToChoose);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_EQ(file.readLine(), QByteArray("row,column,input,output\n"));
    EXPECT_EQ(file.readAll().count('\n'), kCols);
    action("lineProfile")->trigger();
    EXPECT_FALSE(picture().line());
}

TEST_F(PicturePlace, APatchGoesToSlideAndBack)
{
    QTest::mousePress(&picture(), Qt::LeftButton, Qt::ShiftModifier, middleOf({3, 5}));
    QMouseEvent move(QEvent::MouseMove, middleOf({8, 9}), picture().mapToGlobal(middleOf({8, 9})), Qt::LeftButton,
                     Qt::LeftButton, Qt::ShiftModifier);
    QApplication::sendEvent(&picture(), &move);
    QTest::mouseRelease(&picture(), Qt::LeftButton, Qt::ShiftModifier, middleOf({8, 9}));
    ASSERT_EQ(picture().patch(), QRect(3, 5, 6, 5));
    QTest::keyClick(&picture(), Qt::Key_Return);
    EXPECT_EQ(session().input->shape(), (Shape{5, 6}));
    EXPECT_EQ(session().input->name(), "step [5–9, 3–8]");
    EXPECT_EQ(view().state().page, "stage");
    document().undoStack()->undo();
    EXPECT_EQ(session().input->shape(), (Shape{kRows, kCols}));
}

TEST_F(PicturePlace, ZoomsAboutThePointerAndFitsAgain)
{
    const double fitted = picture().scale();
    const QPoint about = middleOf({40, 10});
    picture().zoom(4, QPointF(about));
    EXPECT_GT(picture().scale(), 3 * fitted);
    EXPECT_EQ(picture().placeAt(about)->cell, QPoint(39, 9)); // the output's, over the input's (40, 10)
    EXPECT_LT(picture().visibleOutput().shape().cells(), Shape({kRows - 2, kCols - 2}).cells());
    picture().setFocus();
    QTest::keyClick(&picture(), Qt::Key_0);
    EXPECT_TRUE(picture().fitted());
}

TEST_F(PicturePlace, ALookIsKeptInTheSession)
{
    press(QStringLiteral("side by side"));
    press(QStringLiteral("absolute"));
    const ViewState now = view().state();
    view().setLook({});
    view().restore(now);
    EXPECT_EQ(look().beside, Beside::SideBySide);
    EXPECT_EQ(look().tone, Tone::Absolute);
}

} // namespace

} // namespace lab
