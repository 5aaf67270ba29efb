// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/trials.h"
#include "tests/ui/support.h"
#include "ui/picture/compare_page.h"
#include "ui/widgets/explain_view.h"
#include "ui/window/pages.h"

#include <QComboBox>
#include <QToolButton>
#include <QUndoStack>

#include <stdexcept>

namespace lab
{

namespace
{

/// The view Compare of the place Slide, with the book's edges.
class ComparePlace : public test::WindowTest
{
protected:
    ComparePlace()
    {
        Session after = session();
        findSample("chapter-edge")->apply(after);
        EXPECT_TRUE(document().edit(QStringLiteral("Edges"), after));
        view().showPage("kernels");
        EXPECT_TRUE(settle());
    }
    ComparePage& page()
    {
        for (auto* each : window->findChildren<ComparePage*>())
            if (each->isVisible())
                return *each;
        throw std::runtime_error("no page to compare on");
    }
    bool settle()
    {
        return test::until([&] { return !document().evaluating() && page().settled(); });
    }
    void against(Against against) { view().setComparison({against, 0, 0}); }
    Grid shown(ComparePage::Part part) { return test::numbersOf(page().part(part)->scene().planes.front()); }
    void put(Grid kernel)
    {
        Session after = session();
        after.layer().kernel = std::move(kernel);
        ASSERT_TRUE(document().edit(QStringLiteral("Kernel"), after));
        ASSERT_TRUE(settle());
    }
    bool says(const char* text) { return page().verdict().contains(QString::fromUtf8(text)); }
};

TEST_F(ComparePlace, BeginsWithCorrelationBesideConvolution)
{
    EXPECT_EQ(view().state().comparison.against, Against::Operation);
    EXPECT_EQ(shown(ComparePage::kOtherKernel), (Grid{{-1, 1}}));
    const Grid upper = shown(ComparePage::kOutput), lower = shown(ComparePage::kOtherOutput);
    for (int c = 0; c < upper.cols(); ++c)
        EXPECT_EQ(lower.at(0, c), -upper.at(0, c));
    EXPECT_EQ(shown(ComparePage::kDifference).at(0, 1), -2);
    EXPECT_TRUE(says("Only the sign differs")) << page().verdict().toStdString();
    EXPECT_TRUE(says("PyTorch"));
}

TEST_F(ComparePlace, SaysWhyBothAreIdentical)
{
    put(findKernelPreset("laplace-4")->values());
    EXPECT_TRUE(says("Identical, because this kernel is its own turn by 180°"));
    put(Grid{{1, 2}, {3, 4}});
    EXPECT_FALSE(says("Identical"));
    EXPECT_TRUE(says("The greatest difference is"));
}

TEST_F(ComparePlace, AnotherKernelIsChosenAndEditedAndSwapped)
{
    against(Against::Kernel);
    auto* presets = page().findChild<QComboBox*>();
    ASSERT_TRUE(presets->isVisible());
    presets->setCurrentIndex(1);
    emit presets->activated(1);
    ASSERT_TRUE(settle());
    EXPECT_EQ(session().other, (Grid{{1}, {-1}}));
    emit page().part(ComparePage::kOtherKernel)->edited({0, 1}, 5, 1);
    EXPECT_EQ(session().other, (Grid{{1}, {5}}));
    EXPECT_EQ(session().layer().kernel, (Grid{{1, -1}})) << "the first one is another matter";
    document().undoStack()->undo();
    EXPECT_EQ(session().other, (Grid{{1}, {-1}}));
    for (auto* button : page().findChildren<QToolButton*>())
        if (button->text() == QStringLiteral("swap"))
            button->click();
    EXPECT_EQ(session().other, (Grid{{1, -1}}));
    EXPECT_EQ(session().layer().kernel, (Grid{{1}, {-1}}));
}

TEST_F(ComparePlace, AKernelThatDoesNotFitIsSaid)
{
    Session after = session();
    after.other = Grid({20, 20}, 1.0F);
    ASSERT_TRUE(document().edit(QStringLiteral("Large"), after));
    against(Against::Kernel);
    ASSERT_TRUE(settle());
    EXPECT_TRUE(says("nothing to compare")) << page().verdict().toStdString();
    against(Against::Operation);
    ASSERT_TRUE(settle());
    EXPECT_TRUE(says("PyTorch"));
}

TEST_F(ComparePlace, ArrowsMoveTheInput)
{
    against(Against::Shift);
    page().setFocus();
    key(Qt::Key_Right);
    key(Qt::Key_Down);
    EXPECT_EQ(view().state().comparison.right, 1);
    EXPECT_EQ(view().state().comparison.down, 1);
    ASSERT_TRUE(settle());
    const Grid upper = shown(ComparePage::kOutput), lower = shown(ComparePage::kOtherOutput);
    for (int c = 1; c < upper.cols(); ++c)
        EXPECT_EQ(lower.at(1, c), upper.at(0, c - 1));
    EXPECT_TRUE(says("The output moves with the input"));
}

TEST_F(ComparePlace, ArrowsStepWhereNothingIsMoved)
{
    page().setFocus();
    action("first")->trigger();
    key(Qt::Key_Right);
    EXPECT_EQ(view().index(), 1);
    EXPECT_EQ(view().state().comparison.right, 0);
}

TEST_F(ComparePlace, ALargerKernelIsAsFarAsTheFirstOne)
{
    against(Against::Kernel); // the identity, 3 × 3
    action("first")->trigger();
    ASSERT_TRUE(settle());
    const auto& output = page().part(ComparePage::kOtherOutput)->scene();
    EXPECT_EQ(output.filled, 1) << "the first window is whole, whatever its number of products";
    EXPECT_EQ(page().part(ComparePage::kDifference)->scene().filled, 1);
    view().seekTo({1, 0});
    EXPECT_EQ(page().part(ComparePage::kOtherOutput)->scene().filled, 7);
}

TEST_F(ComparePlace, AStrideIsNoticed)
{
    Session after = session();
    after.layer().spec.stride = {2, 2};
    ASSERT_TRUE(document().edit(QStringLiteral("Stride"), after));
    against(Against::Shift);
    page().shift(0, 1);
    ASSERT_TRUE(settle());
    EXPECT_TRUE(says("no whole number of strides"));
    page().shift(0, 1);
    ASSERT_TRUE(settle());
    EXPECT_FALSE(says("no whole number of strides"));
}

TEST_F(ComparePlace, WhatIsPointedAtLightsUpInBoth)
{
    emit page().part(ComparePage::kOtherOutput)->hovered(QPoint(1, 2));
    EXPECT_EQ(view().state().pointed, (Spot{Spot::Part::Map, 1, 2, 1}));
    const auto words = [&](int which) { return page().findChildren<ExplainView*>()[which]->words(); };
    EXPECT_FALSE(words(0).isEmpty());
    EXPECT_FALSE(words(1).isEmpty());
    EXPECT_NE(words(0), words(1));
    emit page().part(ComparePage::kOtherKernel)->hovered(QPoint(0, 0));
    EXPECT_EQ(view().state().pointed, (Spot{Spot::Part::Kernel, 0, 0, 1})) << "turned, the last weight lies first";
}

TEST_F(ComparePlace, SightGoesTogether)
{
    auto* output = page().part(ComparePage::kOutput);
    output->zoom(3);
    EXPECT_EQ(page().part(ComparePage::kOtherOutput)->viewport().scale, output->viewport().scale);
    EXPECT_EQ(page().part(ComparePage::kDifference)->viewport().origin, output->viewport().origin);
}

TEST_F(ComparePlace, IsOfPicturesToo)
{
    Session after = session();
    findSample("zone-plate")->apply(after);
    ASSERT_TRUE(document().edit(QStringLiteral("Plate"), after));
    view().showPage("filters");
    ASSERT_TRUE(settle());
    EXPECT_TRUE(page().isVisible());
    EXPECT_FALSE(page().verdict().isEmpty());
}

TEST_F(ComparePlace, AQuestionCoversIt)
{
    Hidden hidden;
    hidden.result = true;
    view().cover(hidden);
    QCoreApplication::processEvents();
    for (auto* each : window->findChildren<ComparePage*>())
        EXPECT_FALSE(each->isVisible());
}

} // namespace

} // namespace lab
