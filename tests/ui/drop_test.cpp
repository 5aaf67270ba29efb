// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures and numbers that are dropped or opened, good and bad.
#include "core/layers/corr2d.h"
#include "tests/ui/support.h"
#include "ui/picture/filter_page.h"
#include "ui/window/file_strip.h"

#include <QBuffer>
#include <QDir>
#include <QDropEvent>
#include <QImage>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>
#include <QUndoStack>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace lab::test
{

class Drop : public WindowTest
{
protected:
    void drop(QMimeData* data)
    {
        std::unique_ptr<QMimeData> owned(data);
        QDragEnterEvent enter(QPoint(400, 300), Qt::CopyAction, data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window.get(), &enter);
        EXPECT_TRUE(enter.isAccepted());
        QDropEvent event(QPointF(400, 300), Qt::CopyAction, data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window.get(), &event);
    }
    void dropFile(const QString& path)
    {
        auto* data = new QMimeData;
        data->setUrls({QUrl::fromLocalFile(path)});
        drop(data);
    }
    QString fileWith(const QString& name, const QByteArray& bytes)
    {
        QFile file(folder.filePath(name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        return file.fileName();
    }
    /// Takes one of the ways to go on that the message offers.
    void take(const QString& way)
    {
        for (auto* button : window->messages().findChildren<QPushButton*>()) {
            if (!button->isVisible())
                continue;
            if (button->menu() == nullptr) {
                EXPECT_EQ(button->text(), way);
                return button->click();
            }
            for (QAction* action : button->menu()->actions())
                if (action->text() == way)
                    return action->trigger();
        }
        ADD_FAILURE() << "not offered: " << way.toStdString();
    }
    static QImage gradient(QSize size)
    {
        QImage image(size, QImage::Format_RGB32);
        for (int y = 0; y < size.height(); ++y) {
            auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
            for (int x = 0; x < size.width(); ++x)
                line[x] = qRgb(x * 255 / size.width(), y * 255 / size.height(), (x ^ y) & 255);
        }
        return image;
    }
};

TEST_F(Drop, WhatIsInSightFollowsADraggedWeightAtOnce)
{
    const QString path = folder.filePath(QStringLiteral("photo.png"));
    gradient({900, 700}).save(path);
    dropFile(path);
    ASSERT_TRUE(until([&] { return session().input->name() == "photo.png" && !document().evaluating(); }));
    PictureView& picture = window->findChild<FilterPage*>()->picture();
    picture.zoom(20);
    const Rect seen = picture.visibleOutput();
    ASSERT_FALSE(seen.shape().empty());
    ASSERT_LT(seen.shape().cells(), document().geometry().output().cells() / 10);

    Session after = session();
    after.layer().kernel = Grid{{2, -3}};
    ASSERT_TRUE(document().edit(QStringLiteral("Drag"), after, QStringLiteral("drag")));
    ASSERT_TRUE(document().evaluating()) << "the rest of the picture is still to come";
    const auto value = [&](int row, int col) {
        return float(corr2dCell(session().inputPlane(0), session().layer().kernel.view(), 0, document().geometry(),
                                {row, col}));
    };
    for (const auto& [row, col] :
         {std::pair(seen.row, seen.col), {seen.row + seen.rows - 1, seen.col + seen.cols - 1}})
        EXPECT_NEAR(outputAt(row, col), value(row, col), 1e-6F);
    ASSERT_TRUE(until([&] { return !document().evaluating(); }));
    EXPECT_NEAR(outputAt(0, 5), value(0, 5), 1e-6F);
}

TEST_F(Drop, AnInputSmallerThanTheKernelOffersASmallerKernel)
{
    const Session before = session();
    ASSERT_EQ(before.layer().kernel.shape(), (Shape{1, 2}));
    document().undoStack()->clear();
    auto* data = new QMimeData;
    data->setText(QStringLiteral("7"));
    drop(data);
    EXPECT_EQ(session(), before);
    EXPECT_TRUE(message().startsWith(QStringLiteral("The kernel reaches over 1 × 2 cells")))
        << message().toStdString();
    QPushButton* accept = nullptr;
    for (auto* button : window->messages().findChildren<QPushButton*>())
        accept = button->isVisible() ? button : accept;
    ASSERT_NE(accept, nullptr);
    EXPECT_EQ(accept->text(), QStringLiteral("Open it with a smaller kernel"));
    accept->click();
    EXPECT_EQ(session().input->grey(), (Grid{{7}}));
    EXPECT_EQ(session().layer().kernel, (Grid{{before.layer().kernel.at(0, 0)}}));
    EXPECT_EQ(message(), QString());
    EXPECT_EQ(document().undoStack()->count(), 1);
    document().undoStack()->undo();
    EXPECT_EQ(session(), before);
}

TEST_F(Drop, AMessageOfSeveralLinesIsNotCut)
{
    window->resize(1024, 768);
    auto* data = new QMimeData;
    data->setText(QStringLiteral("7"));
    drop(data);
    QCoreApplication::processEvents();
    int lines = 0;
    for (const QLabel* label : window->messages().findChildren<QLabel*>())
        if (label->isVisible() && label->wordWrap()) {
            EXPECT_GE(label->height(), label->heightForWidth(label->width())) << label->text().toStdString();
            lines = label->height() / label->fontMetrics().height();
        }
    EXPECT_GE(lines, 2);
}

TEST_F(Drop, AnOfferGoesWithItsMessage)
{
    auto* data = new QMimeData;
    data->setText(QStringLiteral("7"));
    drop(data);
    window->messages().showInfo(QStringLiteral("Something else."));
    for (auto* button : window->messages().findChildren<QPushButton*>())
        EXPECT_FALSE(button->isVisible());
}

TEST_F(Drop, AFilteredPictureKeepsItsColoursAndItsTransparency)
{
    QImage image(60, 40, QImage::Format_ARGB32);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            image.setPixel(x, y, qRgba(4 * x, 6 * y, 100, 255 - x));
    const QString path = folder.filePath(QStringLiteral("see-through.png"));
    image.save(path);
    EXPECT_FALSE(action("exportFiltered")->isEnabled()) << "the book's arrays are no picture";
    dropFile(path);
    ASSERT_TRUE(until([&] { return session().input->name() == "see-through.png"; }));
    Session after = session();
    after.layer().kernel = Grid{{0, 2}};
    ASSERT_TRUE(document().edit(QStringLiteral("Kernel"), after));

    fileToChoose = folder.filePath(QStringLiteral("out.png"));
    ASSERT_TRUE(action("exportFiltered")->isEnabled());
    exportBy("exportFiltered");
    EXPECT_TRUE(message().contains(QStringLiteral("values from 0.0 to 472.0; what lies outside")))
        << message().toStdString();
    const QImage written(fileToChoose);
    ASSERT_EQ(written.size(), QSize(59, 40));
    EXPECT_EQ(written.pixel(10, 20), qRgba(88, 240, 200, 245)); // twice the right pixel, the alpha of the left one
    EXPECT_EQ(written.pixel(50, 30), qRgba(255, 255, 200, 205));
}

TEST_F(Drop, AFilteredPictureThatCannotBeWrittenIsSaid)
{
    const QString path = folder.filePath(QStringLiteral("photo.png"));
    gradient({90, 70}).save(path);
    dropFile(path);
    ASSERT_TRUE(until([&] { return session().input->name() == "photo.png"; }));
    fileToChoose = folder.filePath(QStringLiteral("no such folder/out.png"));
    action("exportFiltered")->trigger();
    ASSERT_TRUE(until([&] { return message().endsWith(QStringLiteral("Nothing was exported.")); }));
}

TEST_F(Drop, APictureFileBecomesTheInputAndIsFiltered)
{
    const QString path = folder.filePath(QStringLiteral("photo.png"));
    gradient({90, 70}).save(path);
    dropFile(path);
    ASSERT_TRUE(until([&] { return session().input->name() == "photo.png"; }));
    EXPECT_EQ(session().input->shape(), (Shape{70, 90}));
    EXPECT_EQ(session().planes(), 3);
    ASSERT_TRUE(until([&] { return document().maps()->maps[0][0].shape() == Shape{70, 89}; }));
    EXPECT_FALSE(view().progressive());
    EXPECT_EQ(document().undoStack()->undoText(), QStringLiteral("Open photo.png"));
    document().undoStack()->undo();
    EXPECT_EQ(session(), startSession());
}

TEST_F(Drop, AnImageOutOfABrowserIsTaken)
{
    auto* data = new QMimeData;
    QByteArray png;
    QBuffer buffer(&png);
    gradient({20, 10}).save(&buffer, "PNG");
    data->setData(QStringLiteral("image/png"), png);
    data->setUrls({QUrl(QStringLiteral("https://example.org/cat.png"))}); // as browsers do; it is not fetched
    drop(data);
    ASSERT_TRUE(until([&] { return session().input->shape() == Shape{10, 20}; }));
}

TEST_F(Drop, AnImageWithoutAFileIsTakenAndSurvivesSaving)
{
    auto* data = new QMimeData;
    data->setImageData(gradient({20, 10}));
    drop(data);
    ASSERT_TRUE(until([&] { return session().input->shape() == Shape{10, 20}; }));
    fileToChoose = folder.filePath(QStringLiteral("picture.corr2d"));
    action("save")->trigger();
    const Session saved = session();
    action("startOver")->trigger();
    window->openFiles({fileToChoose});
    EXPECT_TRUE(until([&] { return session() == saved; }));
}

TEST_F(Drop, NumbersAreTaken)
{
    auto* data = new QMimeData;
    data->setText(QStringLiteral("1,2;3,4"));
    drop(data);
    EXPECT_EQ(session().input->grey(), (Grid{{1, 2}, {3, 4}}));
}

/// What a spreadsheet offers of copied cells: text, the same as HTML, and a picture of them.
QMimeData* cells(const QString& text, const QImage& picture)
{
    auto* data = new QMimeData;
    data->setText(text);
    data->setHtml(QStringLiteral("<table><tr><td>7</td><td>8</td></tr></table>"));
    QByteArray png;
    QBuffer buffer(&png);
    picture.save(&buffer, "PNG");
    data->setData(QStringLiteral("image/png"), png);
    return data;
}

TEST_F(Drop, OfSeveralFormsNumbersWinAndThePictureIsOffered)
{
    drop(cells(QStringLiteral("0,5\t1\n2\t3\n"), gradient({20, 10})));
    ASSERT_TRUE(until([&] { return session().input->shape() == Shape{2, 2}; }));
    EXPECT_EQ(session().input->grey(), (Grid{{0.5F, 1}, {2, 3}}));
    EXPECT_TRUE(message().contains(QStringLiteral("numbers were taken"))) << message().toStdString();
    take(QStringLiteral("Take the picture"));
    EXPECT_TRUE(until([&] { return session().input->shape() == Shape{10, 20}; }));
}

TEST_F(Drop, OfSeveralFormsThePictureWinsWhereTheTextIsNoMatrix)
{
    auto* data = cells(QStringLiteral("a cat, sleeping"), gradient({20, 10}));
    data->setHtml(QStringLiteral("<img alt='a cat' src='file:///etc/passwd'>"));
    drop(data);
    EXPECT_TRUE(until([&] { return session().input->shape() == Shape{10, 20}; }));
}

TEST_F(Drop, TheTableOfAPageIsRead)
{
    auto* data = new QMimeData;
    data->setHtml(QStringLiteral("<p>Weights</p><table><tr><th>a<th>b<tr><td>1<td>&minus;2</table>"));
    drop(data);
    EXPECT_EQ(session().input->grey(), (Grid{{1, -2}}));
    EXPECT_TRUE(message().contains(QStringLiteral("first row"))) << message().toStdString();
}

TEST_F(Drop, AFileWinsOverAllElse)
{
    auto* data = cells(QStringLiteral("1\t2"), gradient({20, 10}));
    data->setUrls({QUrl::fromLocalFile(fileWith(QStringLiteral("a.csv"), "5,6,7\n"))});
    drop(data);
    EXPECT_TRUE(until([&] { return session().input->shape() == Shape{1, 3}; }));
}

TEST_F(Drop, ATextThatIsAPathOpensTheFile)
{
    const QString path = fileWith(QStringLiteral("a b.csv"), "5,6,7\n8,9,1\n");
    for (const QString& text :
         {path, QStringLiteral("file://") + QString(path).replace(u' ', QStringLiteral("%20")),
          QStringLiteral("file://localhost%1\n").arg(path).replace(u' ', QStringLiteral("%20"))}) {
        use("chapter-first");
        auto* data = new QMimeData;
        data->setText(text);
        drop(data);
        EXPECT_TRUE(until([&] { return session().input->shape() == Shape{2, 3}; })) << text.toStdString();
    }
}

TEST_F(Drop, AFileOnAnotherComputerIsSaid)
{
    auto* data = new QMimeData;
    data->setData(QStringLiteral("text/uri-list"), "file://far.example/a.png\r\n");
    drop(data);
    EXPECT_TRUE(message().contains(QStringLiteral("far.example"))) << message().toStdString();
    EXPECT_EQ(session(), startSession());
}

TEST_F(Drop, TheNameOfAFileMayBeAnyBytes)
{
    const QByteArray path = QFile::encodeName(folder.path()) + "/gr\xFC\xDF.csv"; // Latin-1
    std::FILE* const file = std::fopen(path.constData(), "w");
    ASSERT_NE(file, nullptr);
    std::fputs("5,6,7\n", file);
    std::fclose(file);
    auto* data = new QMimeData;
    data->setData(QStringLiteral("text/uri-list"), "file://" + path.toPercentEncoding("/") + "\r\n");
    drop(data);
    ASSERT_TRUE(until([&] { return session().input->shape() == Shape{1, 3}; }));
    EXPECT_EQ(QString::fromStdString(session().input->name()), QStringLiteral("gr\uFFFD\uFFFD.csv"));
    window->close();
    openWindow(); // the recent files remember it, too
    ASSERT_EQ(session().input->shape(), startSession().input->shape());
    QAction* recent = nullptr;
    for (QAction* each : window->findChildren<QAction*>())
        recent = each->text().remove(u'&') == QStringLiteral("gr\uFFFD\uFFFD.csv") ? each : recent;
    ASSERT_NE(recent, nullptr);
    recent->trigger();
    EXPECT_TRUE(until([&] { return session().input->shape() == Shape{1, 3}; })) << message().toStdString();
    ::unlink(path.constData()); // QTemporaryDir could not
}

TEST_F(Drop, OfSeveralFilesAndOfAFolderOneIsOpenAndTheOthersAreOffered)
{
    fileWith(QStringLiteral("a.csv"), "1,2,3\n");
    const QString b = fileWith(QStringLiteral("b.csv"), "4,5,6,7\n");
    const QString c = fileWith(QStringLiteral("c.csv"), "8,9\n");
    auto* data = new QMimeData;
    data->setUrls({QUrl::fromLocalFile(b), QUrl::fromLocalFile(c)});
    drop(data);
    ASSERT_TRUE(until([&] { return session().input->shape() == Shape{1, 4}; }));
    EXPECT_TRUE(message().contains(QStringLiteral("one of 2 files"))) << message().toStdString();
    QListWidget* const list = window->strip().list();
    ASSERT_TRUE(list->isVisible());
    ASSERT_EQ(list->count(), 2);
    EXPECT_EQ(list->item(0)->text(), QStringLiteral("b.csv\nCSV · 8 bytes"));
    EXPECT_EQ(list->item(0)->data(Qt::AccessibleTextRole).toString(), QStringLiteral("b.csv, CSV · 8 bytes, open"));
    QTest::mouseClick(list->viewport(), Qt::LeftButton, Qt::NoModifier, list->visualItemRect(list->item(1)).center());
    ASSERT_TRUE(until([&] { return session().input->shape() == Shape{1, 2}; }));
    ASSERT_TRUE(list->isVisible());
    EXPECT_EQ(list->item(0)->data(Qt::AccessibleTextRole).toString(), QStringLiteral("b.csv, CSV · 8 bytes"));
    EXPECT_TRUE(list->item(1)->font().bold());
    list->setFocus();
    for (const Qt::Key open : {Qt::Key_Return, Qt::Key_Space}) {
        key(open == Qt::Key_Return ? Qt::Key_Left : Qt::Key_Right);
        key(open);
        const Shape shape = open == Qt::Key_Return ? Shape{1, 4} : Shape{1, 2};
        ASSERT_TRUE(until([&] { return session().input->shape() == shape; }));
    }
    EXPECT_FALSE(action("nextPart")->isEnabled()) << "it is the last one";
    action("previousPart")->trigger();
    ASSERT_TRUE(until([&] { return session().input->shape() == Shape{1, 4}; }));
    EXPECT_FALSE(action("previousPart")->isEnabled());
    key(Qt::Key_Right, Qt::AltModifier);
    ASSERT_TRUE(until([&] { return session().input->shape() == Shape{1, 2}; }));
    dropFile(folder.path());
    ASSERT_TRUE(until([&] { return session().input->name() == "a.csv"; }));
    EXPECT_TRUE(message().contains(QStringLiteral("one of 3 files"))) << message().toStdString();
    EXPECT_EQ(list->count(), 3);
}

TEST_F(Drop, TheStripOfFilesGoesWhenItIsClosedOrSomethingElseIsOpened)
{
    const QString a = fileWith(QStringLiteral("a.csv"), "1,2,3\n"),
                  b = fileWith(QStringLiteral("b.csv"), "4,5,6,7\n");
    const QList<QUrl> both{QUrl::fromLocalFile(a), QUrl::fromLocalFile(b)};
    const FileStrip& strip = window->strip();
    const auto dropBoth = [&] {
        auto* data = new QMimeData;
        data->setUrls(both);
        drop(data);
        return until([&] { return strip.isVisible() && !document().loading(); });
    };
    EXPECT_FALSE(strip.isVisible());
    ASSERT_TRUE(dropBoth());
    action("present")->trigger();
    EXPECT_FALSE(strip.isVisible()) << "nothing is chosen from while presenting";
    action("present")->trigger();
    EXPECT_TRUE(strip.isVisible());
    strip.closeButton()->click();
    EXPECT_FALSE(strip.isVisible());
    ASSERT_TRUE(dropBoth());
    dropFile(b);
    EXPECT_TRUE(until([&] { return !strip.isVisible(); }));
    ASSERT_TRUE(dropBoth());
    action("startOver")->trigger();
    EXPECT_FALSE(strip.isVisible());
}

TEST_F(Drop, OfSeveralFilesTheFirstThatCanBeReadIsOpened)
{
    auto* data = new QMimeData;
    data->setUrls({QUrl::fromLocalFile(fileWith(QStringLiteral("broken.png"), "no picture")),
                   QUrl::fromLocalFile(fileWith(QStringLiteral("b.csv"), "4,5,6,7\n"))});
    drop(data);
    ASSERT_TRUE(until([&] { return session().input->shape() == Shape{1, 4}; }));
    EXPECT_TRUE(message().contains(QStringLiteral("What stands before it cannot be read.")))
        << message().toStdString();
    document().openPart(0);
    ASSERT_TRUE(until([&] { return message().contains(QStringLiteral("“broken.png”")); })) << message().toStdString();
    EXPECT_TRUE(window->strip().isVisible()) << "the other one is still there";
    EXPECT_TRUE(window->strip().list()->item(1)->font().bold()) << "and open";
}

/// An animation of one row: of the last frame both pixels are blue, of the others red and white.
QByteArray animation(int frames)
{
    const auto frame = [](const char* codes) {
        return QByteArray::fromHex("21f904000a0000002c00000000020001000002"
                                   "02") +
               QByteArray::fromHex(codes) + QByteArray(1, '\0');
    };
    QByteArray gif = "GIF89a" + QByteArray::fromHex("02000100910000ff0000ffffff0000ff000000");
    for (int i = 0; i < frames; ++i)
        gif += frame(i + 1 == frames ? "940a" : "440a");
    return gif + ';';
}

TEST_F(Drop, EveryFrameOfManyIsOpened)
{
    dropFile(fileWith(QStringLiteral("film.gif"), animation(50)));
    QListWidget* const list = window->strip().list();
    ASSERT_TRUE(until([&] { return list->count() == 50; }));
    EXPECT_EQ(session().input->planes()[0], (Grid{{1, 1}}));
    EXPECT_EQ(list->accessibleName(), QStringLiteral("Pages or frames of this file"));
    list->setFocus();
    key(Qt::Key_End);
    key(Qt::Key_Return);
    ASSERT_TRUE(until([&] { return session().input->planes()[0] == (Grid{{0, 0}}); }));
    EXPECT_TRUE(message().contains(QStringLiteral("Frame 50 of 50"))) << message().toStdString();
    EXPECT_TRUE(list->viewport()->rect().contains(list->visualItemRect(list->item(49)).center()))
        << "it is scrolled to";
}

TEST_F(Drop, AFolderWithNothingToOpenIsSaid)
{
    ASSERT_TRUE(QDir(folder.path()).mkdir(QStringLiteral("empty")));
    dropFile(folder.filePath(QStringLiteral("empty")));
    ASSERT_TRUE(until([&] { return !document().loading() && !message().isEmpty(); }));
    EXPECT_EQ(session(), startSession());
}

TEST_F(Drop, WhatReadsBothWaysIsSaidWithTheOtherWay)
{
    Session single = session();
    single.layer().kernel = Grid{{1}};
    ASSERT_TRUE(document().edit(QStringLiteral("Kernel"), single));
    auto* data = new QMimeData;
    data->setText(QStringLiteral("0,25;4,5;-1,75;3"));
    drop(data);
    EXPECT_EQ(session().input->grey(), (Grid{{0.25F}, {4.5F}, {-1.75F}, {3}}));
    take(QStringLiteral("As 1 × 4: 0.25 … 3"));
    ASSERT_TRUE(until([&] { return session().input->shape() == Shape{1, 4}; }));
    dropFile(fileWith(QStringLiteral("half.csv"), "0,5\n"));
    ASSERT_TRUE(until([&] { return session().input->name() == "half.csv"; }));
    EXPECT_EQ(session().input->grey(), (Grid{{0, 5}}));
    EXPECT_TRUE(message().contains(QStringLiteral("otherwise"))) << message().toStdString();
}

TEST_F(Drop, EmptyCellsAreFilledOnRequest)
{
    dropFile(fileWith(QStringLiteral("gaps.csv"), "1,,3\n4,5,6\n"));
    ASSERT_TRUE(until([&] { return message().contains(QStringLiteral("is empty where a number is needed")); }));
    EXPECT_EQ(session(), startSession());
    take(QStringLiteral("Empty cells as 0"));
    ASSERT_TRUE(until([&] { return session().input->name() == "gaps.csv"; }));
    EXPECT_EQ(session().input->grey(), (Grid{{1, 0, 3}, {4, 5, 6}}));
    EXPECT_TRUE(message().contains(QStringLiteral("1 empty cell"))) << message().toStdString();
}

// The chapter's edges are 1 and −1, which a picture does not hold.
TEST_F(Drop, APictureOfNumbersSaysWhatItsBlackAndWhiteAre)
{
    const auto grey = [&](int row, int col) { return qGray(QImage(fileToChoose).pixel(col, row)); };
    fileToChoose = folder.filePath(QStringLiteral("edges.png"));
    exportBy("exportOutput");
    EXPECT_TRUE(message().contains(QStringLiteral("\u22121 is black and 1 is white"))) << message().toStdString();
    EXPECT_EQ(grey(0, 1), 255);
    EXPECT_EQ(grey(0, 5), 0);
    EXPECT_EQ(grey(0, 0), 128);
    take(QStringLiteral("0 to 1, the rest cut off"));
    ASSERT_TRUE(until([&] { return message().contains(QStringLiteral("14 % of the cells")); }))
        << message().toStdString();
    EXPECT_EQ(grey(0, 0), 0);
    take(QStringLiteral("In 16 bits"));
    ASSERT_TRUE(until([&] { return message().contains(QStringLiteral("\u22121 is black")); }));
    EXPECT_EQ(QImage(fileToChoose).format(), QImage::Format_Grayscale16);
    take(QStringLiteral("As shown, in colours"));
    ASSERT_TRUE(until([&] { return message().contains(QStringLiteral("colours of the screen")); }));
    EXPECT_NE(qRed(QImage(fileToChoose).pixel(1, 0)), qBlue(QImage(fileToChoose).pixel(1, 0)));

    fileToChoose = folder.filePath(QStringLiteral("edges.tiff"));
    exportBy("exportOutput");
    take(QStringLiteral("The numbers as they are"));
    ASSERT_TRUE(until([&] { return message().contains(QStringLiteral("as they are")); }));
    const Grid edges = document().maps()->maps[0][0];
    Session single = session();
    single.layer().kernel = Grid{{1}};
    ASSERT_TRUE(document().edit(QStringLiteral("Kernel"), single));
    dropFile(fileToChoose);
    ASSERT_TRUE(until([&] { return session().input->name() == "edges.tiff"; }));
    EXPECT_EQ(session().input->grey(), edges);
    EXPECT_EQ(session().input->content(), Content::Numbers);
}

TEST_F(Drop, ANumberThatIsTooLargeIsCalledSo)
{
    auto* data = new QMimeData;
    data->setText(QStringLiteral("1 2\n3 1e39"));
    drop(data);
    EXPECT_TRUE(message().startsWith(QStringLiteral("Row 2, column 2 holds “1e39”, which is too large")))
        << message().toStdString();
    EXPECT_EQ(session(), startSession());
}

TEST_F(Drop, AnAddressOnTheWebIsNotFetched)
{
    auto* data = new QMimeData;
    data->setUrls({QUrl(QStringLiteral("https://example.org/cat.png"))});
    drop(data);
    EXPECT_EQ(session(), startSession());
    EXPECT_TRUE(message().contains(QStringLiteral("web")));
}

struct BadFile {
    const char* name;
    QByteArray bytes;
};

class BadDrop : public Drop, public testing::WithParamInterface<BadFile>
{
};

TEST_P(BadDrop, GetsOneSentenceAndLosesNothing)
{
    const QString path = fileWith(QLatin1String(GetParam().name), GetParam().bytes);
    dropFile(path);
    ASSERT_TRUE(until([&] { return !document().loading(); }));
    EXPECT_EQ(session(), startSession());
    EXPECT_TRUE(message().endsWith(QStringLiteral("What was open is still here."))) << message().toStdString();
    EXPECT_EQ(document().undoStack()->count(), 0);
}

INSTANTIATE_TEST_SUITE_P(
    Files, BadDrop,
    testing::Values(BadFile{"empty.png", {}}, BadFile{"text.png", "this is no picture"},
                    BadFile{"cut.png", QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16)},
                    BadFile{"letters.csv", "1,2\n3,x\n"}, BadFile{"ragged.csv", "1,2\n3\n"},
                    BadFile{"evil.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"},
                    BadFile{"cut.corr2d", "{\"format\":\"corr2d-lab-session\",\"version\":1,"},
                    BadFile{"future.corr2d", "{\"format\":\"corr2d-lab-session\",\"version\":999}"},
                    BadFile{"short.npy", QByteArray("\x93NUMPY\x01\x00", 8)}),
    [](const auto& which) { return QString::fromLatin1(which.param.name).replace('.', '_').toStdString(); });

TEST_F(Drop, SeveralFilesAreOpenedOneAfterTheOther)
{
    window->openFiles({fileWith(QStringLiteral("a.csv"), "1,2\n"), fileWith(QStringLiteral("bad.csv"), "x\n"),
                       fileWith(QStringLiteral("b.csv"), "3,4\n")});
    ASSERT_TRUE(until([&] { return session().input->name() == "b.csv"; }));
    document().undoStack()->undo();
    EXPECT_EQ(session().input->grey(), (Grid{{1, 2}}));
}

TEST_F(Drop, AMissingFileIsSaid)
{
    window->openFiles({folder.filePath(QStringLiteral("nowhere.png"))});
    ASSERT_TRUE(until([&] { return !document().loading(); }));
    EXPECT_TRUE(message().contains(QStringLiteral("nowhere.png")));
    EXPECT_EQ(session(), startSession());
}

TEST_F(Drop, ATwelveMegapixelPhotoIsFilteredZoomedToNumbersAndStepped)
{
    const QString path = folder.filePath(QStringLiteral("large.jpg"));
    ASSERT_TRUE(gradient({4000, 3000}).save(path, "JPG", 90));
    Session after = session();
    after.layer().kernel = findKernelPreset("sobel-x")->values();
    document().edit(QStringLiteral("Kernel"), after);

    // While it opens the event loop keeps turning: ticks between the request and the result are counted.
    int ticks = 0;
    QTimer heart;
    QObject::connect(&heart, &QTimer::timeout, [&] { ++ticks; });
    heart.start(0);
    dropFile(path);
    ASSERT_TRUE(until([&] { return session().input->shape() == Shape{3000, 4000}; }));
    EXPECT_GT(ticks, 10);
    ASSERT_TRUE(until([&] { return document().maps()->maps[0][0].shape() == Shape{2998, 3998}; }));
    heart.stop();

    player().seekTo({1500, 2000});
    output()->reveal({2000, 1500}, 40);
    EXPECT_TRUE(
        TensorPainter::numberStyle(output()->scene(), output()->viewport(), output()->size(), output()->font()));
    EXPECT_NEAR(input()->viewport().scale, output()->viewport().scale, 1e-9) << "the views are linked";
    key(Qt::Key_Right);
    EXPECT_EQ(view().step().cell, (OutputCell{1500, 2001}));
    const float exact = float(
        corr2dCell(session().inputPlane(0), session().layer().kernel.view(), 0, document().geometry(), {1500, 2001}));
    EXPECT_EQ(output()->scene().valueAt(1500, 2001), double(exact));
}

TEST_F(Drop, TheOutputFollowsAWeightThatIsDraggedOverALargePicture)
{
    auto* data = new QMimeData;
    data->setImageData(gradient({2000, 1500}));
    drop(data);
    ASSERT_TRUE(until([&] { return document().maps()->maps[0][0].shape() == Shape{1500, 1999}; }));
    int results = 0;
    QObject::connect(&document(), &Document::mapsChanged, [&] { ++results; });
    for (int n = 1; n <= 40; ++n) { // faster than the picture is filtered
        Session after = session();
        after.layer().kernel.at(0, 0) = float(n);
        document().edit(QStringLiteral("Drag"), after, QStringLiteral("drag"));
        QApplication::processEvents();
    }
    ASSERT_TRUE(until([&] { return !document().evaluating(); }));
    EXPECT_GE(results, 2) << "some of the way was seen";
    const double exact =
        corr2dCell(session().inputPlane(0), session().layer().kernel.view(), 0, document().geometry(), {700, 900});
    EXPECT_NEAR(outputAt(700, 900), exact, 1e-4) << "and its end";
}

TEST_F(Drop, OpeningCanBeCancelled)
{
    const QString path = folder.filePath(QStringLiteral("large.png"));
    ASSERT_TRUE(gradient({3000, 2000}).save(path));
    dropFile(path);
    EXPECT_TRUE(document().loading());
    document().cancelLoading();
    EXPECT_FALSE(document().loading());
    QApplication::processEvents();
    EXPECT_EQ(session(), startSession());
    EXPECT_TRUE(message().contains(QStringLiteral("cancelled")));
}

TEST_F(Drop, AColourPictureCanBeSeenInGrey)
{
    auto* data = new QMimeData;
    data->setImageData(gradient({90, 80}));
    drop(data);
    ASSERT_TRUE(until([&] { return session().planes() == 3; }));
    Session after = session();
    after.channels = Channels::Grey;
    document().edit(QStringLiteral("Grey"), after);
    EXPECT_EQ(input()->scene().planes.size(), 1u);
    const auto& planes = session().input->planes();
    EXPECT_FLOAT_EQ(input()->scene().planes[0].at(5, 7),
                    0.299F * planes[0].at(5, 7) + 0.587F * planes[1].at(5, 7) + 0.114F * planes[2].at(5, 7));
}

#ifdef Q_OS_UNIX
TEST_F(Drop, AReadThatIsStuckIsLetGoOf)
{
    const QString pipe = folder.filePath(QStringLiteral("pipe.csv"));
    ASSERT_EQ(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    const QString good = fileWith(QStringLiteral("good.csv"), "1,2\n3,4\n");
    for (int i = 0; i < 3; ++i) {
        window->openFiles({pipe});
        EXPECT_TRUE(document().loading());
        key(Qt::Key_Escape);
        EXPECT_FALSE(document().loading());
    }
    window->openFiles({good});
    ASSERT_TRUE(until([&] { return session().input->name() == "good.csv"; }));
    window->openFiles({pipe});
    window.reset(); // and nobody waits for it in the end
}

// A pipe that nobody reads takes as long as one likes.
TEST_F(Drop, AnExportThatTakesLongShowsThatItGoesOnAndIsCancelled)
{
    fileToChoose = folder.filePath(QStringLiteral("pipe.png"));
    ASSERT_EQ(::mkfifo(QFile::encodeName(fileToChoose).constData(), 0600), 0);
    const auto bar = [this] { return window->messages().findChild<QProgressBar*>(); };
    const std::array<std::function<void()>, 2> ways{
        [this] { window->messages().findChild<QToolButton*>()->click(); },
        [this] { key(Qt::Key_Escape); },
    };
    for (const auto& cancel : ways) {
        action("exportOutput")->trigger();
        EXPECT_EQ(message(), QStringLiteral("Exporting pipe.png …"));
        EXPECT_TRUE(bar()->isVisible());
        EXPECT_EQ(bar()->accessibleName(), QStringLiteral("Progress of exporting"));
        cancel();
        ASSERT_TRUE(until([&] { return message() == QStringLiteral("Exporting pipe.png was cancelled."); }));
        EXPECT_FALSE(bar()->isVisible());
    }
    fileToChoose = folder.filePath(QStringLiteral("after.png"));
    exportBy("exportOutput"); // and the next one is written
    EXPECT_TRUE(QFileInfo::exists(fileToChoose));
}
#endif

TEST_F(Drop, StartingOverLetsGoOfAFileThatIsBeingRead)
{
    const QString path = folder.filePath(QStringLiteral("photo.png"));
    gradient({2000, 1500}).save(path);
    window->openFiles({path, path});
    ASSERT_TRUE(document().loading());
    action("startOver")->trigger();
    EXPECT_FALSE(document().loading());
    const QString other = fileWith(QStringLiteral("other.csv"), "1,2\n3,4\n");
    window->openFiles({other}); // comes behind whatever was still on its way
    ASSERT_TRUE(until([&] { return session().input->name() == "other.csv"; }));
    EXPECT_EQ(document().undoStack()->count(), 1);
}

TEST_F(Drop, AKernelThatIsTurnedIsPaintedTurned)
{
    Session after = session();
    after.input = matrixPicture("x", Grid({70, 70}, 1));
    Grid kernel({63, 63}, 0);
    for (int r = 0; r < 20; ++r)
        for (int c = 0; c < 30; ++c)
            kernel.at(r, c) = 1;
    after.layer().kernel = kernel;
    ASSERT_TRUE(document().edit(QStringLiteral("Large"), after));
    QCoreApplication::processEvents();
    const auto picture = [&] { return this->kernel()->grab().toImage(); };
    const QImage before = picture();
    action("rotateKernel")->trigger();
    const QImage turned = picture();
    EXPECT_NE(turned, before);
    action("transposeKernel")->trigger();
    EXPECT_NE(picture(), turned);
    document().undoStack()->undo();
    document().undoStack()->undo();
    EXPECT_EQ(picture(), before);
}

} // namespace lab::test
