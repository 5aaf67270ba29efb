// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One sitting from start to saved session, by mouse and keyboard alone.
#include "core/layers/corr2d.h"
#include "tests/ui/support.h"

#include <QClipboard>
#include <QImage>
#include <QMimeData>
#include <QPushButton>
#include <QUndoStack>

namespace lab::test
{

class WholeFlow : public WindowTest
{
protected:
    void press(QPushButton* button) { QTest::mouseClick(button, Qt::LeftButton); }
    QPushButton* learnButton(const QString& text)
    {
        for (QPushButton* each : window->panel().learn().findChildren<QPushButton*>())
            if (each->text() == text)
                return each;
        return nullptr;
    }
};

TEST_F(WholeFlow, StepExplainFilterLearnSave)
{
    // The chapter's example, stepped forward and back, every number explained.
    key(Qt::Key_Right);
    EXPECT_EQ(formula(), QStringLiteral("1 · 1 + 0 · (−1) + 0 = 1"));
    key(Qt::Key_Space);
    player().advance(1.25);
    key(Qt::Key_Space);
    EXPECT_EQ(player().playhead().index(), 6);
    key(Qt::Key_Left);
    EXPECT_EQ(formula(), QStringLiteral("0 · 1 + 1 · (−1) + 0 = −1"));
    hover(input(), {2, 0});
    EXPECT_EQ(output()->scene().labels.size(), 2u);

    // A picture, pasted with the keyboard; another kernel; into its pixels; a step there.
    QImage picture(200, 150, QImage::Format_RGB32);
    picture.fill(Qt::white);
    for (int y = 0; y < 150; ++y)
        for (int x = 0; x < 90; ++x)
            picture.setPixel(x, y, qRgb(x, y, 255 - y));
    auto* data = new QMimeData;
    data->setImageData(picture);
    QApplication::clipboard()->setMimeData(data);
    key(Qt::Key_V, Qt::ControlModifier);
    ASSERT_TRUE(until([&] { return session().input->shape() == Shape{150, 200}; }));
    kernel()->setFocus();
    QApplication::clipboard()->setText(QStringLiteral("-1\t0\t1\n-2\t0\t2\n-1\t0\t1"));
    key(Qt::Key_V, Qt::ControlModifier);
    ASSERT_TRUE(until([&] { return document().maps()->maps[0][0].shape() == Shape{148, 198}; }));
    QTest::mouseDClick(output(), Qt::LeftButton, Qt::NoModifier, output()->rect().center());
    const QPoint cell(90, 75);
    output()->reveal(cell, 40);
    click(output(), cell);
    EXPECT_EQ(view().step().cell, (OutputCell{75, 90}));
    stage().setFocus();
    key(Qt::Key_Left);
    EXPECT_EQ(view().step().cell, (OutputCell{75, 89}));
    const double exact =
        corr2dCell(session().inputPlane(0), session().layer().kernel.view(), 0.0, document().geometry(), {75, 89});
    EXPECT_EQ(output()->scene().valueAt(75, 89), double(float(exact)));

    // Back to the chapter, and its kernel learned, with the book's log and ten points.
    key(Qt::Key_Z, Qt::ControlModifier);
    key(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(session(), startSession());
    press(learnButton(QStringLiteral("As in the book")));
    for (int n = 0; n < 100 && window->learner().running(); ++n)
        window->learner().advance(1);
    EXPECT_TRUE(window->panel().learn().log().contains(QStringLiteral("epoch 10, loss 0.147\n[[ 0.9510, -1.0295]]")));
    EXPECT_EQ(window->panel().learn().chart()->points(), 10);

    // Saved, and nothing unsaved is left.
    fileToChoose = folder.filePath(QStringLiteral("lesson.corr2d"));
    stage().setFocus();
    key(Qt::Key_S, Qt::ControlModifier);
    EXPECT_TRUE(QFile::exists(fileToChoose));
    EXPECT_FALSE(document().modified());
}

} // namespace lab::test
