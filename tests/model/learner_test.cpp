// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/layer.h"
#include "tests/model/models.h"
#include "ui/model/preparation.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTimer>

namespace lab::test
{

TEST_F(Models, LearningIsReadyWithTheBooksArrays)
{
    const LearningState state = learner.state();
    ASSERT_TRUE(state.ready());
    EXPECT_EQ(state.trainer, learner.trainer());
    EXPECT_EQ(state.epoch, 0);
    EXPECT_EQ(state.phase, Phase::Updated);
    EXPECT_EQ(state.kernel, document.session().train.startKernel);
}

TEST_F(Models, LearningIsAbsentWithItsReasonWherePoolingIsFocused)
{
    edit([](Session& session) {
        session.layers = {Layer{.spec = {}, .kind = LayerKind::MaxPool}};
        session.focus = 0;
    });
    const LearningState state = learner.state();
    EXPECT_EQ(state.kind, LearningState::Kind::Absent);
    EXPECT_FALSE(state.reason.isEmpty());
    EXPECT_EQ(state.trainer, nullptr);
    learner.run();
    EXPECT_FALSE(learner.running());
}

/// A page holds the state of a moment: what comes later does not change it.
TEST_F(Models, AStateStaysWhatItWas)
{
    learner.stepForward();
    const LearningState before = learner.state();
    ASSERT_EQ(before.epoch, 1);
    edit([](Session& session) { session.layers = {Layer{.spec = {}, .kind = LayerKind::MaxPool}}; });
    EXPECT_EQ(before.problem().geometry.kernel(), before.kernel.shape());
    EXPECT_EQ(before.epoch, 1);
}

TEST_F(Models, ARunGoesThroughItsEpochsByTheClock)
{
    learner.setPace(8);
    learner.run();
    ASSERT_TRUE(learner.running());
    clock.advance(0.5);
    EXPECT_EQ(learner.epoch(), 4);
    for (int frame = 0; frame < 20; ++frame)
        clock.advance(0.5);
    EXPECT_FALSE(learner.running());
    EXPECT_EQ(learner.epoch(), learner.planned());
    EXPECT_FALSE(clock.drives(&learner));
}

TEST_F(Models, AnotherRateOnTheWayKeepsTheEpochsBefore)
{
    learner.run();
    clock.advance(0.5);
    const int at = learner.epoch();
    const auto before = learner.record(at)->loss;
    const Identity run = learner.runIdentity();
    ASSERT_TRUE(learner.changeRate(QStringLiteral("Rate"), 0.01));
    EXPECT_NE(learner.runIdentity(), run);
    EXPECT_EQ(learner.record(at)->loss, before);
    EXPECT_TRUE(learner.running());
}

TEST_F(Models, ALargeProblemIsPreparedBehindTheWindowOnceItIsWanted)
{
    edit([](Session& session) {
        session.input = matrixPicture("large", Grid({2000, 2000}, 0.5F));
        session.train.target.reset();
    });
    EXPECT_EQ(learner.state().kind, LearningState::Kind::Preparing);
    learner.want();
    QEventLoop loop;
    QObject::connect(&learner, &Learner::problemChanged, &loop, &QEventLoop::quit);
    loop.exec();
    EXPECT_TRUE(learner.state().ready());
}

/// A picture that is only looked at costs nothing for what could be learned of it.
TEST(PreparationTest, ALargeProblemIsNotPreparedBeforeItIsWanted)
{
    Session session = startSession();
    session.input = matrixPicture("large", Grid({2000, 2000}, 0.5F));
    session.train.target.reset();
    Preparation preparation;
    const auto* putOff = preparation.findChild<QTimer*>();
    ASSERT_NE(putOff, nullptr);
    preparation.begin(session);
    EXPECT_FALSE(putOff->isActive());
    EXPECT_FALSE(WorkUnderWay::any());

    preparation.want();
    preparation.want();
    EXPECT_TRUE(putOff->isActive());
    QEventLoop loop;
    QObject::connect(&preparation, &Preparation::done, &loop, &QEventLoop::quit);
    loop.exec();
    EXPECT_TRUE(preparation.made());
    preparation.want();
    EXPECT_FALSE(putOff->isActive()) << "it is there";

    preparation.begin(session); // another: wanted anew
    EXPECT_FALSE(putOff->isActive());
    EXPECT_FALSE(preparation.made());
}

} // namespace lab::test
