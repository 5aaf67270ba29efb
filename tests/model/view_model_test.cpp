// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/picture.h"
#include "tests/model/models.h"

#include <random>

namespace lab::test
{

namespace
{

PicturePtr inputOf(Shape shape)
{
    return matrixPicture("numbers", Grid(shape, 1.0F));
}

const Spot kOutputCell{Spot::Part::Map, 1, 0, 1};

} // namespace

TEST_F(Models, TheViewIsToldOfOnceAndOnlyWhenItChanges)
{
    use("chapter-edge");
    int told = 0;
    QObject::connect(&view, &ViewModel::changed, &view, [&](const ViewChanges& changes) {
        EXPECT_TRUE(changes.any());
        ++told;
    });
    view.seek(3);
    EXPECT_EQ(told, 1);
    view.seek(3);
    view.setGrain(Grain::Window);
    view.setPlane(0);
    view.showPage("stage");
    EXPECT_EQ(told, 1);
    view.point(kOutputCell);
    view.point(kOutputCell);
    EXPECT_EQ(told, 2);
    EXPECT_EQ(view.state().spot(), kOutputCell);
}

TEST_F(Models, AStepLetsGoOfWhatIsPointedAtAndPinned)
{
    use("chapter-edge");
    view.pin(kOutputCell);
    view.point(Spot{Spot::Part::Map, 0, 1, 1});
    view.walkTo(0);
    view.seek(view.index() + 1);
    EXPECT_FALSE(view.state().spot());
    EXPECT_FALSE(view.state().walk);
}

TEST_F(Models, WhatIsPinnedIsAskedAboutUnlessAnotherCellIsPointedAt)
{
    use("chapter-edge");
    view.pin(kOutputCell);
    const Spot other{Spot::Part::Kernel, 0, 0, 1};
    view.point(other);
    EXPECT_EQ(view.state().spot(), other);
    view.point({});
    EXPECT_EQ(view.state().spot(), kOutputCell);
    view.letGo();
    EXPECT_FALSE(view.state().spot());
}

TEST_F(Models, AMapThatIsNotThereIsNotPointedAt)
{
    view.pin(Spot{Spot::Part::Map, 2, 0, 0});
    view.point(Spot{Spot::Part::Kernel, 1, 0, 0});
    EXPECT_FALSE(view.state().spot());
}

TEST_F(Models, ACellThatIsNotThereIsNeitherSoughtNorPointedAt)
{
    use("chapter-edge"); // 6×8 under 1×2: an output of 6×7
    view.seek(3);
    const ViewState before = view.state();
    view.seekTo({6, 0});
    view.seekTo({0, 7});
    view.point(Spot{Spot::Part::Map, 0, 0, 8});
    view.point(Spot{Spot::Part::Kernel, 0, 1, 0});
    view.pin({Spot::Part::Map, 1, 5, 7});
    EXPECT_EQ(view.state(), before);
    view.seekTo({5, 6});
    EXPECT_EQ(view.step().cell, (OutputCell{5, 6}));
}

TEST_F(Models, ThePlaceStaysWhenTheGrainChanges)
{
    use("chapter-edge");
    view.seekTo({2, 5});
    view.setGrain(Grain::Product);
    EXPECT_EQ(view.step().cell, (OutputCell{2, 5}));
    EXPECT_TRUE(view.step().complete);
    view.setGrain(Grain::Row);
    EXPECT_EQ(view.step().cell.row, 2);
    view.setGrain(Grain::Window);
    EXPECT_EQ(view.step().cell.row, 2);
}

TEST_F(Models, AnotherLayerOrSizeForgetsSpotsAndKeepsThePlaceInside)
{
    use("chapter-edge");
    view.seekTo({5, 6});
    view.pin(kOutputCell);
    edit([](Session& session) { session.layer().spec.stride.cols = 3; });
    EXPECT_FALSE(view.state().spot());
    EXPECT_TRUE(inside(view.step().cell, document.geometry().output()));
    EXPECT_EQ(view.step().cell.row, 5);
}

/// A view that follows may move the focus, and with it a cursor, while others have not followed yet.
TEST_F(Models, WhatAViewSaysWhileOthersFollowWaitsForThem)
{
    use("chapter-edge");
    bool last = false;
    int said = 0;
    QObject context;
    QObject::connect(&document, &Document::changed, &context, [&] { view.pin(kOutputCell); });
    QObject::connect(&document, &Document::changed, &context, [&] { last = true; });
    QObject::connect(&view, &ViewModel::changed, &context, [&] {
        EXPECT_TRUE(last) << "said between two views";
        ++said;
    });
    edit([](Session& session) { session.layer().bias = 3; });
    EXPECT_GT(said, 0);
    EXPECT_TRUE(view.state().spot());
}

/// As of a field that is disabled by a change while something is typed in it.
TEST_F(Models, AnEditFromWithinAChangeIsRefusedSoThatUndoLeadsBack)
{
    use("chapter-edge");
    edit([](Session& session) { session.layer().bias = 3; });
    const Session before = document.session();
    QObject context;
    QObject::connect(&document, &Document::changed, &context, [&] {
        Session after = document.session();
        after.layer().bias += 1;
        EXPECT_FALSE(document.edit(QStringLiteral("Nested"), after));
    });
    document.undoStack()->undo();
    EXPECT_EQ(document.session().layer().bias, 0);
    document.undoStack()->redo();
    EXPECT_EQ(document.session(), before);
}

/// A view between two halves of a change cannot be seen: whoever is told of one finds the other in step with it.
TEST_F(Models, NobodySeesTheNewSessionWithTheOldPlace)
{
    use("chapter-edge");
    const auto fits = [this] {
        EXPECT_FALSE(document.changing());
        EXPECT_EQ(view.plan().output(), document.geometry().output());
        EXPECT_TRUE(inside(view.step().cell, document.geometry().output()));
        EXPECT_LT(player.playhead().index(), player.playhead().count());
        EXPECT_LT(view.state().plane, document.session().planes());
    };
    QObject context;
    QObject::connect(&document, &Document::changed, &context, fits);
    QObject::connect(&document, &Document::mapsChanged, &context, fits);
    QObject::connect(&view, &ViewModel::changed, &context, fits);
    QObject::connect(&player, &Player::moved, &context, fits);
    QObject::connect(&learner, &Learner::progressed, &context, fits);
    QObject::connect(&learner, &Learner::problemChanged, &context, fits);
    std::mt19937 random(11);
    for (int i = 0; i < 200; ++i) {
        const Shape shape{2 + int(random() % 6), 2 + int(random() % 6)};
        view.setGrain(Grain(random() % 4));
        view.setByEpochs(random() % 2 == 0);
        player.seekLast();
        edit([&](Session& session) { session.input = inputOf(shape); });
    }
}

TEST_F(Models, TheTimelineOfAPageOfEpochsIsTheirs)
{
    view.showPage("epochs");
    EXPECT_TRUE(view.byEpochs());
    view.setGrain(Grain::Row);
    EXPECT_TRUE(view.byEpochs()) << "the page has no other";
    view.showPage("stage");
    EXPECT_FALSE(view.byEpochs());
    view.setByEpochs(true);
    view.showPage("matrix");
    EXPECT_TRUE(view.byEpochs());
}

TEST_F(Models, AViewThatIsRestoredFitsTheSession)
{
    use("chapter-edge");
    ViewState wanted;
    wanted.position = 1'000'000'000;
    wanted.grain = Grain::Row;
    wanted.plane = 2;
    wanted.page = "from-a-later-version";
    view.restore(wanted);
    EXPECT_EQ(view.index(), view.plan().count() - 1);
    EXPECT_EQ(view.state().plane, 0);
    EXPECT_EQ(view.state().page, wanted.page);
    wanted.position = -7;
    view.restore(wanted);
    EXPECT_EQ(view.index(), 0);
}

} // namespace lab::test
