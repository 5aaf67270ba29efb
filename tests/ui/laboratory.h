// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/support.h"
#include "ui/learning/surface_page.h"

#include <QLineEdit>
#include <QPushButton>

namespace lab::test
{

/// The window, with what tests of its learning need.
class Laboratory : public WindowTest
{
protected:
    Learner& learner() { return window->learner(); }
    LearnPanel& panel() { return window->panel().learn(); }
    /// The first widget of which `said` is `text`.
    template <class W>
    W* saying(const QString& text, QString (W::*said)() const)
    {
        for (W* each : window->findChildren<W*>())
            if ((each->*said)() == text)
                return each;
        ADD_FAILURE() << "nothing says " << text.toStdString();
        return nullptr;
    }
    template <class W>
    W* named(const QString& name)
    {
        return saying<W>(name, &W::accessibleName);
    }
    QPushButton* button(const QString& text) { return saying<QPushButton>(text, &QPushButton::text); }
    void finish()
    {
        for (int i = 0; i < 2000 && learner().running(); ++i) {
            learner().advance(1);
            QCoreApplication::processEvents();
        }
        EXPECT_FALSE(learner().running());
    }
    void runBook()
    {
        action("book")->trigger();
        finish();
    }
    void change(const std::function<void(TrainSpec&)>& change)
    {
        TrainSpec spec = session().train;
        change(spec);
        ASSERT_TRUE(learner().setSpec(QStringLiteral("Change"), spec));
    }
    void type(const QString& name, const QString& text)
    {
        auto* edit = named<QLineEdit>(name);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
        QTest::keyClick(edit, Qt::Key_Return);
    }
    LossSurfaceView* surface() { return window->pages().page<SurfacePage>()->surface(); }
    const SurfaceScene& scene() { return *surface()->scene(); }
};

} // namespace lab::test
