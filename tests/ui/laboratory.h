// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/support.h"
#include "ui/learning/surface_page.h"

#include <QAbstractSpinBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QToolButton>

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
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // of rows that went
        W* hidden = nullptr; // of several that say the same, the one in sight is meant
        for (W* each : window->findChildren<W*>())
            if ((each->*said)() == text) {
                if (each->isVisible())
                    return each;
                hidden = hidden ? hidden : each;
            }
        if (hidden)
            return hidden;
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
    /// The number or text that is typed under this name.
    QWidget* fieldOf(const QString& name)
    {
        for (QWidget* each : window->findChildren<QWidget*>())
            if (each->accessibleName() == name &&
                (qobject_cast<QAbstractSpinBox*>(each) || qobject_cast<QLineEdit*>(each)))
                return each;
        ADD_FAILURE() << "no field is named " << name.toStdString();
        return nullptr;
    }
    /// Turns to the tab that the widget is on.
    void turnTo(QWidget* widget)
    {
        auto* tabs = window->panel().findChild<QTabWidget*>();
        for (int i = 0; i < tabs->count(); ++i) {
            if (!tabs->widget(i)->isAncestorOf(widget))
                continue;
            const QByteArray id = tabs->widget(i)->objectName().toLatin1();
            if (!tabs->isTabVisible(i))
                action((id + "Place").constData())->trigger();
            openPanel(id.constData());
        }
        if (auto* more = window->findChild<QToolButton*>(QStringLiteral("moreSettings")); !widget->isVisible())
            more->setChecked(true);
    }
    void type(const QString& name, const QString& text)
    {
        QWidget* field = fieldOf(name);
        ASSERT_NE(field, nullptr);
        turnTo(field);
        field->setFocus();
        QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
        typeKeys(field, text);
        QTest::keyClick(field, Qt::Key_Return);
    }
    LossSurfaceView* surface() { return window->pages().page<SurfacePage>()->surface(); }
    const SurfaceScene& scene() { return *surface()->scene(); }
};

} // namespace lab::test
