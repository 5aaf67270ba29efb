// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/accessibility.h"
#include "ui/widgets/live_label.h"

#include <QAccessible>
#include <QTest>
#include <QVBoxLayout>

#include <gtest/gtest.h>
#include <memory>

namespace lab
{
namespace
{

/// Counts how often the layout around a label is asked for again.
class Frame : public QWidget
{
public:
    int layouts = 0;

protected:
    bool event(QEvent* event) override
    {
        layouts += event->type() == QEvent::LayoutRequest;
        return QWidget::event(event);
    }
};

struct LiveLabelTest : testing::Test {
    void show(LiveLabel::Fit fit)
    {
        label = new LiveLabel(&frame, fit);
        auto* rows = new QVBoxLayout(&frame);
        rows->addWidget(label);
        rows->addStretch(1);
        frame.resize(260, 200);
        frame.show();
    }
    void say(const QString& text)
    {
        label->setText(text);
        QApplication::processEvents();
    }
    Frame frame;
    LiveLabel* label = nullptr;
};

TEST_F(LiveLabelTest, ACountLaysOutNothingAnewUntilItNeedsMoreRoom)
{
    show(LiveLabel::Fit::OneLine);
    say(QStringLiteral("epoch <b>10</b> of 20"));
    EXPECT_EQ(label->text(), QStringLiteral("epoch 10 of 20"));
    EXPECT_GE(label->width(), label->fontMetrics().horizontalAdvance(label->text()));
    const int before = frame.layouts;
    for (int n = 11; n <= 20; ++n)
        say(QStringLiteral("epoch <b>%1</b> of 20").arg(n));
    EXPECT_EQ(frame.layouts, before);
    say(QStringLiteral("epoch <b>100000</b> of 1000000 and a loss of 0.000123"));
    EXPECT_GT(frame.layouts, before);
    EXPECT_GE(label->width(), label->fontMetrics().horizontalAdvance(label->text()));
}

TEST_F(LiveLabelTest, ALongTextWrapsAndHasRoomForItsLines)
{
    show(LiveLabel::Fit::Wrapped);
    say(QStringLiteral("short"));
    const int line = label->height();
    say(QStringLiteral("least squares, nearest to the start; sum of squares 0.000123456, and some more words"));
    EXPECT_GE(label->height(), 2 * line);
    const int high = label->height(), before = frame.layouts;
    say(QStringLiteral("least squares"));
    EXPECT_EQ(label->height(), high) << "what stands below does not jump";
    EXPECT_EQ(frame.layouts, before);
    frame.resize(700, 200); // another width, other lines
    say(QStringLiteral("least squares, again"));
    EXPECT_EQ(label->height(), line);
}

TEST_F(LiveLabelTest, AScreenReaderHearsTheText)
{
    installAccessibility();
    show(LiveLabel::Fit::OneLine);
    say(QStringLiteral("epoch <b>3</b>"));
    QAccessibleInterface* read = QAccessible::queryAccessibleInterface(label);
    ASSERT_NE(read, nullptr);
    EXPECT_EQ(read->role(), QAccessible::StaticText);
    EXPECT_EQ(read->text(QAccessible::Name), QStringLiteral("epoch 3"));
}

} // namespace
} // namespace lab
