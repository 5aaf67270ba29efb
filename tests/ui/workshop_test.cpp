// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workshop/kernel_edits.h"
#include "core/workshop/kernel_generators.h"
#include "tests/ui/support.h"
#include "ui/picture/facts_box.h"
#include "ui/picture/generator_box.h"
#include "ui/picture/kernel_box.h"
#include "ui/picture/kernel_gallery.h"
#include "ui/picture/own_kernels.h"
#include "ui/picture/workshop_panel.h"
#include "ui/widgets/number_slider.h"

#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSlider>
#include <QToolButton>
#include <QUndoStack>

namespace lab
{

namespace
{

/// The place Picture with its workshop, a picture of 40 × 60 cells under Sobel's kernel.
class Workshop : public test::WindowTest
{
protected:
    Workshop()
    {
        Grid grey({40, 60});
        for (int r = 0; r < grey.rows(); ++r)
            for (int c = 0; c < grey.cols(); ++c)
                grey.at(r, c) = c < 30 ? 0.25F : 1;
        std::vector<Grid> planes;
        planes.push_back(std::move(grey));
        Session session;
        session.input = std::make_shared<const Picture>("step", Content::Brightness, std::move(planes));
        session.layer().kernel = findKernelPreset("sobel-x")->values();
        EXPECT_TRUE(document().edit(QStringLiteral("A step"), session));
        view().showPage("filter");
        openPanel("workshop");
    }
    WorkshopPanel& panel() { return window->panel().workshop(); }
    KernelBox& box() { return panel().kernel(); }
    const Grid& weights() { return session().layer().kernel; }
    int steps() { return document().undoStack()->count(); }
    void choose(KernelGallery& gallery, int row) { emit gallery.itemActivated(gallery.item(row)); }
    static QPushButton* button(QWidget& within, const QString& text)
    {
        for (auto* each : within.findChildren<QPushButton*>())
            if (each->text() == text)
                return each;
        return nullptr;
    }
};

TEST_F(Workshop, OpensWithThePlace)
{
    EXPECT_TRUE(panel().isVisible());
    EXPECT_EQ(view().state().panel, "workshop");
}

TEST_F(Workshop, AWeightIsChosenAndDragged)
{
    click(box().view(), {2, 1});
    EXPECT_EQ(box().weight()->value(), 2);
    const int before = steps();
    QSlider* slider = box().weight()->slider();
    slider->setSliderDown(true);
    slider->setValue(slider->value() + 1);
    slider->setValue(slider->value() + 1);
    slider->setSliderDown(false);
    EXPECT_FLOAT_EQ(weights().at(1, 2), 2.1F);
    EXPECT_EQ(steps(), before + 1) << "one drag is one step back";
    document().undoStack()->undo();
    EXPECT_EQ(weights(), findKernelPreset("sobel-x")->values());
    EXPECT_EQ(box().weight()->value(), 2);
}

TEST_F(Workshop, TheFieldTakesWhatTheSliderHasNoRoomFor)
{
    click(box().view(), {0, 0});
    box().weight()->field()->enter(-250.5);
    EXPECT_EQ(weights().at(0, 0), -250.5F);
    box().weight()->field()->enter(0.3);
    EXPECT_EQ(weights().at(0, 0), 0.3F);
}

TEST_F(Workshop, EveryEditDoesWhatItsFunctionDoes)
{
    for (const KernelEdit& edit : kernelEdits()) {
        const Grid before = weights();
        QToolButton* button = box().edit(edit.id);
        ASSERT_TRUE(button) << edit.id;
        EXPECT_EQ(button->isEnabled(), edit.whyNot(before).empty()) << edit.id;
        if (!button->isEnabled())
            continue;
        const Grid expected = edit.apply(before);
        button->click();
        EXPECT_EQ(weights(), expected) << edit.id;
        document().undoStack()->undo();
    }
}

TEST_F(Workshop, WhatCannotBeDoneSaysWhy)
{
    EXPECT_FALSE(box().edit("sum-to-one")->isEnabled());
    EXPECT_TRUE(box().edit("sum-to-one")->toolTip().contains(QStringLiteral("sum to 0")));
    choose(panel().gallery(), 6); // a blur
    EXPECT_TRUE(box().edit("sum-to-one")->isEnabled());
}

TEST_F(Workshop, DividingByZeroIsRefusedAtTheField)
{
    auto* field = box().findChild<NumberField*>(QStringLiteral("divide"));
    field->setValue(0);
    button(box(), QStringLiteral("Divide"))->click();
    EXPECT_FALSE(note().isEmpty());
    EXPECT_EQ(weights(), findKernelPreset("sobel-x")->values());
    field->setValue(8);
    button(box(), QStringLiteral("Divide"))->click();
    EXPECT_EQ(weights().at(1, 2), 0.25F);
}

TEST_F(Workshop, StrengthLeadsFromTheIdentityToTheKernelAndBack)
{
    const Grid whole = weights();
    box().strength()->field()->enter(0);
    EXPECT_EQ(weights(), findKernelPreset("identity")->values());
    box().strength()->field()->enter(0.5);
    EXPECT_EQ(weights(), *blendedWithIdentity(whole, 0.5));
    box().strength()->field()->enter(1);
    EXPECT_EQ(weights(), whole);
    box().strength()->field()->enter(0.5);
    choose(panel().gallery(), 13);
    EXPECT_EQ(box().strength()->value(), 1) << "another kernel is whole";
}

TEST_F(Workshop, AKernelWithoutAMiddleHasNoStrength)
{
    choose(panel().gallery(), 0); // [1, −1]
    box().strength()->field()->enter(0.5);
    EXPECT_FALSE(note().isEmpty());
    EXPECT_EQ(weights(), (Grid{{1, -1}}));
    EXPECT_EQ(box().strength()->value(), 1);
}

TEST_F(Workshop, EveryGeneratorMakesItsKernel)
{
    for (const KernelGenerator& generator : kernelGenerators()) {
        panel().generator().choose(generator.id);
        EXPECT_EQ(weights(), *generated(generator, usualValues(generator))) << generator.id;
        EXPECT_EQ(panel().generator().sliders().size(), generator.parameters.size()) << generator.id;
    }
}

TEST_F(Workshop, AGeneratorsSliderIsDraggedLive)
{
    panel().generator().choose("gaussian");
    const int before = steps();
    QSlider* slider = panel().generator().sliders().front()->slider();
    slider->setSliderDown(true);
    for (int i = 0; i < 10; ++i)
        slider->setValue(slider->value() + 1);
    slider->setSliderDown(false);
    EXPECT_EQ(panel().generator().sliders().front()->value(), 2) << "no 1.9999999 on the way of tenths";
    EXPECT_EQ(weights(), *generated(*findKernelGenerator("gaussian"), std::vector{2.0}));
    EXPECT_EQ(steps(), before + 1);
}

TEST_F(Workshop, WhatAGeneratorCannotMakeIsSaidAtTheSlider)
{
    panel().generator().choose("derivative");
    QCoreApplication::processEvents(); // the sliders are seen
    const Grid before = weights();
    panel().generator().sliders()[2]->field()->enter(4); // an aperture is odd
    EXPECT_FALSE(note().isEmpty());
    EXPECT_EQ(weights(), before);
}

TEST_F(Workshop, AKernelLargerThanTheInputIsRefusedWithTheReason)
{
    panel().generator().choose("box");
    QCoreApplication::processEvents();
    panel().generator().sliders()[0]->field()->enter(90);
    EXPECT_FALSE(note().isEmpty());
    EXPECT_EQ(weights().rows(), 3);
}

TEST_F(Workshop, TheGalleryMarksTheKernelThatIsThere)
{
    EXPECT_EQ(panel().gallery().entries()[std::size_t(panel().gallery().present())].kernel, weights());
    choose(panel().gallery(), 4);
    EXPECT_EQ(weights(), kernelPresets()[4].values());
    EXPECT_EQ(panel().gallery().present(), 4);
}

TEST_F(Workshop, TheGalleryShowsThisPicture)
{
    KernelGallery& gallery = panel().gallery();
    ASSERT_TRUE(test::until([&] { return gallery.settled() && !gallery.item(0)->icon().isNull(); }));
    const auto shown = [&](int row) { return gallery.item(row)->icon().pixmap(80).toImage(); };
    EXPECT_NE(shown(2), shown(3)) << "Sobel x sees the step, Sobel y does not";
    const QImage before = shown(13);
    Session after = session();
    Grid flat({40, 60}, 0.5F);
    std::vector<Grid> planes;
    planes.push_back(std::move(flat));
    after.input = std::make_shared<const Picture>("flat", Content::Brightness, std::move(planes));
    ASSERT_TRUE(document().edit(QStringLiteral("Flat"), after));
    ASSERT_TRUE(test::until([&] { return gallery.settled() && shown(13) != before; }));
}

TEST_F(Workshop, FactsAreThoseOfTheKernel)
{
    FactsBox& facts = panel().facts();
    ASSERT_TRUE(test::until([&] { return facts.text().contains(QStringLiteral("Rank 1")); }));
    EXPECT_TRUE(facts.text().contains(QStringLiteral("Sum 0 · mean 0 · sum of |w| 8"))) << facts.text().toStdString();
    EXPECT_TRUE(facts.text().contains(QStringLiteral("(1  2  1) times the row (−1  0  1)")));
    EXPECT_TRUE(facts.text().contains(QStringLiteral("changes its sign")));
    choose(panel().gallery(), 4); // Laplace
    ASSERT_TRUE(test::until([&] { return facts.text().contains(QStringLiteral("Rank 2")); }));
    EXPECT_TRUE(facts.text().contains(QStringLiteral("its own turn by 180°")));
}

TEST_F(Workshop, OwnKernelsAreKeptForOtherWindows)
{
    OwnKernels& own = panel().own();
    own.findChild<QLineEdit*>()->setText(QStringLiteral("mine"));
    own.keep();
    ASSERT_EQ(own.kernels().size(), 1U);
    EXPECT_EQ(own.kernels()[0], (NamedKernel{"mine", weights()}));
    openWindow();
    EXPECT_EQ(panel().own().kernels().size(), 1U);
    const Grid kept = findKernelPreset("sobel-x")->values();
    choose(*panel().own().gallery(), 0);
    EXPECT_EQ(weights(), kept);
    panel().own().remove();
    EXPECT_TRUE(panel().own().kernels().empty());
}

TEST_F(Workshop, OwnKernelsGoOutAndComeInAsText)
{
    OwnKernels& own = panel().own();
    QApplication::clipboard()->setText(QStringLiteral("# one\n1 2\n3 4\n\n# two\n0.5"));
    own.paste();
    ASSERT_EQ(own.kernels().size(), 2U);
    own.copy();
    EXPECT_EQ(QApplication::clipboard()->text(), QStringLiteral("# one\n1,2\n3,4\n\n# two\n0.5\n"));
    QApplication::clipboard()->setText(QStringLiteral("# three\n1 x"));
    own.paste();
    EXPECT_TRUE(note().contains(QStringLiteral("stay as they were")));
    EXPECT_EQ(own.kernels().size(), 2U);
}

TEST_F(Workshop, AnImpulseIsTriedAndTakenBack)
{
    const PicturePtr before = session().input;
    button(panel(), QStringLiteral("Impulse as input"))->click();
    EXPECT_EQ(session().input->name(), "Impulse");
    ASSERT_TRUE(test::until([&] { return !document().evaluating(); }));
    EXPECT_EQ(document().maps()->maps[0][0], rotated180(findKernelPreset("sobel-x")->values()));
    EXPECT_TRUE(message().contains(QStringLiteral("Impulse is the input now.")));
    QPushButton* back = button(window->messages(), QStringLiteral("Back to step"));
    ASSERT_TRUE(back);
    back->click();
    EXPECT_EQ(session().input, before);
}

TEST_F(Workshop, AConstantIsAnsweredByTheSumOfTheWeights)
{
    action("constantInput")->trigger();
    ASSERT_TRUE(test::until([&] { return !document().evaluating(); }));
    EXPECT_EQ(document().maps()->maps[0][0].at(0, 0), 0);
}

TEST_F(Workshop, TheOutputIsFilteredAgain)
{
    choose(panel().gallery(), 6);
    action("outputAsInput")->trigger();
    ASSERT_TRUE(test::until([&] { return session().input->shape() == Shape({38, 58}); }));
    EXPECT_EQ(session().input->name(), "Y of step");
    emit panel().applyWanted(3);
    ASSERT_TRUE(test::until([&] { return session().input->shape() == Shape({32, 52}); }));
    document().undoStack()->undo();
    EXPECT_EQ(session().input->shape(), (Shape{38, 58})) << "three times are one step";
    emit panel().applyWanted(50);
    ASSERT_TRUE(test::until([&] { return message().contains(QStringLiteral("stays as it was")); }));
}

TEST_F(Workshop, APoolingHasNoKernelToWorkOn)
{
    Session after = session();
    after.layer().kind = LayerKind::MaxPool;
    ASSERT_TRUE(document().edit(QStringLiteral("Pool"), after));
    EXPECT_FALSE(box().weight()->isEnabled());
    EXPECT_FALSE(box().edit("negate")->isEnabled());
    choose(panel().gallery(), 2);
    EXPECT_EQ(session().layer().kind, LayerKind::Convolution) << "a kernel that is chosen makes it one again";
}

} // namespace

} // namespace lab
