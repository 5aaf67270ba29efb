// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The window's thread waits for nothing: whatever is much is done on another.

#include "core/numbers/heavy_work.h"
#include "tests/ui/laboratory.h"
#include "ui/layers/matrix_view.h"

#include <QClipboard>
#include <QImage>
#include <QThread>

#include <atomic>

namespace lab::test
{

namespace
{

constexpr std::int64_t kMuch = 2'000'000; ///< bytes or products; some milliseconds

class Waiting : public Laboratory
{
protected:
    Waiting()
    {
        listenToHeavyWork([this, mine = QThread::currentThread()](HeavyWork kind, std::int64_t amount) {
            if (amount <= m_much)
                return;
            ++m_seen[std::size_t(kind)];
            if (QThread::currentThread() == mine)
                ++m_here;
        });
    }
    ~Waiting() override
    {
        window.reset();
        listenToHeavyWork({});
    }
    /// How often much of it was done elsewhere; it was never done here.
    int elsewhere(HeavyWork kind)
    {
        EXPECT_EQ(m_here, 0);
        return m_seen[std::size_t(kind)];
    }
    void open(const QString& path)
    {
        window->openFiles({path});
        const std::string name = QFileInfo(path).fileName().toStdString();
        ASSERT_TRUE(until([&] { return session().input->name() == name && !document().evaluating(); }));
    }
    QString matrixFile()
    {
        QString path = folder.filePath(QStringLiteral("large.csv"));
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        for (int r = 0; r < 1100; ++r)
            file.write(QByteArray("0.125,-3,").repeated(500) + "1\n");
        return path;
    }
    QString pictureFile(const char* name)
    {
        QImage image(1500, 1100, QImage::Format_RGB32);
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                image.setPixel(x, y, qRgb(x * 7, y * 3, x * y));
        QString path = folder.filePath(QLatin1String(name));
        EXPECT_TRUE(image.save(path));
        return path;
    }

    std::atomic<std::int64_t> m_much{kMuch};
    std::atomic<int> m_here{0};
    std::array<std::atomic<int>, 4> m_seen{};
};

TEST_F(Waiting, ForOpeningAPictureAndItsMaps)
{
    open(pictureFile("large.bmp"));
    EXPECT_GE(elsewhere(HeavyWork::Read), 1);
    EXPECT_GE(elsewhere(HeavyWork::Decode), 1);
    EXPECT_GE(elsewhere(HeavyWork::Compute), 1);
}

TEST_F(Waiting, ForOpeningNumbersSavingAndExporting)
{
    open(matrixFile());
    EXPECT_GE(elsewhere(HeavyWork::Decode), 1);
    fileToChoose = folder.filePath(QStringLiteral("saved.corr2d"));
    action("saveAs")->trigger();
    ASSERT_TRUE(until([&] { return message().startsWith(QStringLiteral("Saved")); }));
    EXPECT_FALSE(document().modified());
    EXPECT_TRUE(QFileInfo::exists(fileToChoose));
    fileToChoose = folder.filePath(QStringLiteral("out.npy"));
    exportBy("exportOutput");
    EXPECT_GE(elsewhere(HeavyWork::Write), 1);
}

TEST_F(Waiting, ForTheRangeOfAMapThatIsExported)
{
    open(matrixFile());
    m_much = 500'000; // numbers; the map has a few more
    fileToChoose = folder.filePath(QStringLiteral("out.png"));
    exportBy("exportOutput");
    EXPECT_TRUE(message().contains(QStringLiteral("is black"))) << message().toStdString();
    EXPECT_GE(elsewhere(HeavyWork::Compute), 1);
}

TEST_F(Waiting, ForCopyingAndTransposing)
{
    Session after = session();
    after.input = matrixPicture("wide", Grid({1000, 2500}, 0.5F));
    ASSERT_TRUE(document().edit(QStringLiteral("Wide"), after));
    ASSERT_TRUE(until([&] { return !document().evaluating(); }));
    QApplication::clipboard()->clear();
    action("copy")->trigger();
    ASSERT_TRUE(until([&] { return !QApplication::clipboard()->text().isEmpty(); }));
    EXPECT_GE(elsewhere(HeavyWork::Write), 1);
    action("transposeInput")->trigger();
    ASSERT_TRUE(until([&] { return session().input->shape().rows == 2500; }));
    ASSERT_TRUE(until([&] { return !document().evaluating(); }));
    EXPECT_GE(elsewhere(HeavyWork::Compute), 2);
}

TEST_F(Waiting, ForTheMatrixOfALargePicture)
{
    Session after = session();
    after.input = matrixPicture("large", Grid({512, 512}, 0.5F)); // under the book's kernel
    ASSERT_TRUE(document().edit(QStringLiteral("Large"), after));
    ASSERT_TRUE(until([&] { return !document().evaluating(); }));
    m_much = 500'000; // of this, laying it out is more than of a map
    action("matrixPage")->trigger();
    MatrixView& view = *window->pages().page<MatrixView>();
    EXPECT_TRUE(view.note().contains(QStringLiteral("being laid out"))) << view.note().toStdString();
    ASSERT_TRUE(until([&] { return !view.note().contains(QStringLiteral("being laid out")); }));
    EXPECT_GE(elsewhere(HeavyWork::Compute), 1);
}

TEST_F(Waiting, ForClosingAfterALargeSessionIsSaved)
{
    open(matrixFile());
    Session after = session();
    after.layer().bias = 1; // by hand, so that it is asked
    ASSERT_TRUE(document().edit(QStringLiteral("Bias"), after));
    fileToChoose = folder.filePath(QStringLiteral("last.corr2d"));
    window->asking.aboutChanges = [] { return Asking::Answer::Save; };
    window->close();
    EXPECT_TRUE(window->isVisible()); // until it is written
    ASSERT_TRUE(until([&] { return !window->isVisible(); }));
    EXPECT_GT(QFileInfo(fileToChoose).size(), 0);
    elsewhere(HeavyWork::Write);
}

} // namespace

} // namespace lab::test
