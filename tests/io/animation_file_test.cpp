// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/io/support.h"
#include "ui/io/animation_file.h"
#include "ui/io/error_text.h"
#include "ui/io/gif_file.h"

#include <QDir>
#include <QFileInfo>
#include <QImageReader>
#include <QPainter>
#include <QProcess>
#include <QTemporaryDir>

#include <numeric>
#include <set>

using namespace lab;

namespace
{

constexpr QSize kSize(60, 40);

/// A square that wanders over a ground of few colours.
QImage frameAt(int i)
{
    QImage image(kSize, QImage::Format_RGB32);
    image.fill(qRgb(250, 250, 248));
    QPainter painter(&image);
    painter.fillRect(4, 30, 50, 4, QColor(12, 34, 56));
    painter.fillRect(5 + 3 * i, 8, 6, 6, QColor(200, 40, 30));
    return image;
}

/// More colours than a GIF has.
QImage gradientAt(int i)
{
    QImage image(64, 48, QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            image.setPixel(x, y, qRgb(4 * x, 5 * y, (8 * i + x + y) % 256));
    QPainter painter(&image);
    painter.fillRect(0, 0, 20, 8, QColor(255, 0, 255));
    return image;
}

struct Decoded {
    std::vector<QImage> frames;
    std::vector<int> milliseconds;
    int loops = 0;
};

Decoded decoded(const QByteArray& bytes)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, "gif");
    Decoded all;
    while (reader.canRead()) {
        const QImage image = reader.read();
        if (image.isNull())
            break;
        all.frames.push_back(image.convertToFormat(QImage::Format_RGB32));
        all.milliseconds.push_back(reader.nextImageDelay());
    }
    all.loops = reader.loopCount();
    return all;
}

QByteArray gifOf(const std::vector<QImage>& frames, const std::vector<int>& hundredths, std::vector<QRgb> exact = {})
{
    GifAnimation gif(frames.front().size(), std::move(exact));
    for (std::size_t i = 0; i < frames.size(); ++i)
        EXPECT_TRUE(gif.add(frames[i], hundredths[i]).ok());
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    EXPECT_TRUE(gif.write(buffer).ok());
    return buffer.data();
}

int furthest(const QImage& a, const QImage& b)
{
    int most = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y), q = b.pixel(x, y);
            most = std::max(
                {most, std::abs(qRed(p) - qRed(q)), std::abs(qGreen(p) - qGreen(q)), std::abs(qBlue(p) - qBlue(q))});
        }
    return most;
}

TEST(Gif, HoldsEveryPixelOfEveryFrame)
{
    std::vector<QImage> frames;
    for (int i = 0; i < 12; ++i)
        frames.push_back(frameAt(i));
    const Decoded back = decoded(gifOf(frames, std::vector<int>(frames.size(), 7)));
    ASSERT_EQ(back.frames.size(), frames.size());
    for (std::size_t i = 0; i < frames.size(); ++i) {
        EXPECT_EQ(back.frames[i], frames[i]) << i;
        EXPECT_EQ(back.milliseconds[i], 70) << i;
    }
    EXPECT_EQ(back.loops, -1) << "for ever";
}

TEST(Gif, WritesOnlyWhatDiffers)
{
    const QByteArray one = gifOf({frameAt(0)}, {10});
    const QByteArray two = gifOf({frameAt(0), frameAt(1)}, {10, 10});
    const auto at = two.lastIndexOf(QByteArrayLiteral("\x2C\x05")); // an image, from column 5 on
    ASSERT_GT(at, 0);
    EXPECT_EQ(two.mid(at + 1, 8), QByteArray("\x05\0\x08\0\x09\0\x06\0", 8)) << "column, row, 9 × 6 pixels";
    EXPECT_LT(two.size() - one.size(), 60);
}

TEST(Gif, AFrameThatDoesNotDifferProlongsTheOneBefore)
{
    const Decoded back = decoded(gifOf({frameAt(0), frameAt(0), frameAt(1)}, {10, 15, 20}));
    EXPECT_EQ(back.frames.size(), 2U);
    EXPECT_EQ(back.milliseconds, (std::vector<int>{250, 200}));
}

TEST(Gif, WaitsLongerThanOneFrameCan)
{
    const Decoded back = decoded(gifOf({frameAt(0), frameAt(1)}, {GifAnimation::kMostHundredths + 5, 3}));
    EXPECT_EQ(std::accumulate(back.milliseconds.begin(), back.milliseconds.end(), 0),
              10 * (GifAnimation::kMostHundredths + 8));
    EXPECT_EQ(back.frames.front(), frameAt(0));
    EXPECT_EQ(back.frames.back(), frameAt(1));
}

TEST(Gif, JoinsColoursWhereThereAreTooMany)
{
    const std::vector<QImage> frames{gradientAt(0), gradientAt(1), gradientAt(2)};
    const Decoded back = decoded(gifOf(frames, {5, 5, 5}, {qRgb(255, 0, 255)}));
    ASSERT_EQ(back.frames.size(), frames.size());
    std::set<QRgb> colours;
    for (std::size_t i = 0; i < frames.size(); ++i) {
        EXPECT_LE(furthest(back.frames[i], frames[i]), 40) << i;
        EXPECT_EQ(back.frames[i].pixel(3, 3), qRgb(255, 0, 255)) << "one to be kept";
        for (int y = 0; y < 48; ++y)
            for (int x = 0; x < 64; ++x)
                colours.insert(back.frames[i].pixel(x, y));
    }
    EXPECT_LE(colours.size(), 255U);
    EXPECT_GE(colours.size(), 200U);
}

TEST(Gif, APaletteOfFewColoursIsThoseColours)
{
    ColourCount count;
    count.add(frameAt(0));
    EXPECT_EQ(paletteFor(count, {}, 255),
              (std::vector<QRgb>{qRgb(12, 34, 56), qRgb(200, 40, 30), qRgb(250, 250, 248)}));
    EXPECT_EQ(paletteFor(count, {}, 2).size(), 2U);
}

TEST(Gif, CountsNoMoreColoursThanItSays)
{
    QImage image(1024, 1024, QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            image.setPixel(x, y, 0xFF000000U | QRgb(y * 16384 + x * 16));
    ColourCount count;
    count.add(image);
    std::int64_t pixels = 0;
    for (const auto& [colour, counted] : count.counts())
        pixels += counted;
    EXPECT_LE(count.counts().size(), ColourCount::kMostColours);
    EXPECT_EQ(pixels, std::int64_t(1024) * 1024);
}

/// A device that takes so many bytes and no more.
class FullDevice : public QIODevice
{
public:
    explicit FullDevice(qint64 room) : m_room(room) { open(QIODevice::WriteOnly); }

protected:
    qint64 readData(char*, qint64) override { return -1; }
    qint64 writeData(const char*, qint64 size) override
    {
        if (size > m_room) {
            setErrorString(QStringLiteral("the disk is full"));
            return -1;
        }
        m_room -= size;
        return size;
    }

private:
    qint64 m_room;
};

TEST(Gif, SaysThatADeviceIsFullWhereverThatIs)
{
    GifAnimation gif(kSize, {});
    ASSERT_TRUE(gif.add(frameAt(0), 5).ok());
    ASSERT_TRUE(gif.add(frameAt(1), 5).ok());
    QBuffer whole;
    whole.open(QIODevice::WriteOnly);
    ASSERT_TRUE(gif.write(whole).ok());
    for (qint64 room = 0; room < whole.size(); ++room) {
        FullDevice device(room);
        ASSERT_EQ(outcome(gif.write(device)),
                  testing::PrintToString(Error{ErrorCode::CannotWrite, {"the disk is full"}}))
            << room;
    }
    FullDevice enough(whole.size());
    EXPECT_TRUE(gif.write(enough).ok());
}

TEST(Gif, IsNotWrittenOnceItIsNotWanted)
{
    GifAnimation gif(kSize, {});
    ASSERT_TRUE(gif.add(frameAt(0), 5).ok());
    std::stop_source stop;
    stop.request_stop();
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    EXPECT_EQ(outcome(gif.write(buffer, stop.get_token())), testing::PrintToString(Error{ErrorCode::Stopped}));
}

TEST(AnimationTiming, TheTotalIsExactWhateverTheRate)
{
    for (const double rate : {0.1, 0.7, 1.0, 3.0, 7.0, 12.0, 24.0, 29.97, 30.0, 50.0})
        for (const int frames : {1, 2, 42, 999}) {
            const AnimationTiming timing{.perSecond = rate, .before = 0.333, .after = 1.25};
            EXPECT_EQ(timing.endOf(frames - 1, frames), std::llround(100 * (0.333 + frames / rate + 1.25)));
            for (int i = 1; i + 1 < frames; ++i)
                EXPECT_LE(std::abs(double(timing.endOf(i, frames) - timing.endOf(i - 1, frames)) - 100 / rate), 1);
        }
}

class AnimationFiles : public testing::TestWithParam<const char*>
{
protected:
    const AnimationFormat& format() { return *animationFormat(GetParam()); }
    AnimationFile file(const QString& path) { return {path, kSize, 3, {.perSecond = 4, .before = 1, .after = 0.5}}; }
    QString path() { return dir.filePath(QStringLiteral("film.") + QLatin1String(GetParam())); }
    Result<Done> written(const QString& path)
    {
        const auto writer = format().make(file(path));
        for (int i = 0; i < 3; ++i)
            if (const auto done = writer->add(frameAt(i)); !done)
                return done;
        return writer->finish({});
    }
    QStringList left() { return QDir(dir.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot); }
    void SetUp() override
    {
        if (!absenceOf(format()).isEmpty())
            GTEST_SKIP() << qPrintable(absenceOf(format()));
    }

    QTemporaryDir dir;
};

TEST_P(AnimationFiles, StandInTheirPlaceAndNothingBeside)
{
    ASSERT_EQ(outcome(written(path())), "ok");
    EXPECT_EQ(left(), QStringList(QFileInfo(path()).fileName()));
    EXPECT_EQ(QFileInfo(path()).isDir(), format().folder);
    EXPECT_TRUE(QFileInfo(path()).permission(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup));
}

TEST_P(AnimationFiles, LeaveNothingUnlessTheyAreFinished)
{
    {
        const auto writer = format().make(file(path()));
        ASSERT_TRUE(writer->add(frameAt(0)).ok());
    }
    EXPECT_EQ(left(), QStringList());
    {
        const auto writer = format().make(file(path()));
        ASSERT_TRUE(writer->add(frameAt(0)).ok());
        std::stop_source stop;
        stop.request_stop();
        EXPECT_EQ(outcome(writer->finish(stop.get_token())), testing::PrintToString(Error{ErrorCode::Stopped}));
    }
    EXPECT_EQ(left(), QStringList());
}

TEST_P(AnimationFiles, SayWhereTheyCannotBeWritten)
{
    const auto refused = written(dir.filePath(QStringLiteral("none/film")));
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, ErrorCode::CannotWrite);
    EXPECT_TRUE(sentence(refused.error()).contains(QStringLiteral("none/film")))
        << qPrintable(sentence(refused.error()));
    EXPECT_EQ(left(), QStringList());
}

TEST_P(AnimationFiles, AreTheSameBytesEachTime)
{
    if (format().folder)
        return; // of PNGs
    ASSERT_EQ(outcome(written(path())), "ok");
    QFile first(path());
    ASSERT_TRUE(first.open(QIODevice::ReadOnly));
    const QByteArray bytes = first.readAll();
    ASSERT_EQ(outcome(written(path())), "ok") << "in place of the one that is there";
    QFile again(path());
    ASSERT_TRUE(again.open(QIODevice::ReadOnly));
    EXPECT_EQ(again.readAll(), bytes);
}

INSTANTIATE_TEST_SUITE_P(All, AnimationFiles, testing::Values("gif", "png", "mp4", "webm"),
                         [](const auto& each) { return std::string(each.param); });

TEST(AnimationFile, NumberedPicturesAreTheFrames)
{
    QTemporaryDir dir;
    const QString folder = dir.filePath(QStringLiteral("frames"));
    ASSERT_TRUE(QDir().mkdir(folder)) << "an empty one is taken";
    const auto writer = animationFormat("png")->make({folder, kSize, 2});
    ASSERT_TRUE(writer->add(frameAt(0)).ok());
    ASSERT_TRUE(writer->add(frameAt(1)).ok());
    ASSERT_EQ(outcome(writer->finish({})), "ok");
    EXPECT_EQ(QDir(folder).entryList(QDir::Files),
              (QStringList{QStringLiteral("frame-0001.png"), QStringLiteral("frame-0002.png")}));
    EXPECT_EQ(QImage(folder + QStringLiteral("/frame-0002.png")).convertToFormat(QImage::Format_RGB32), frameAt(1));
    const auto again = animationFormat("png")->make({folder, kSize, 1});
    ASSERT_TRUE(again->add(frameAt(0)).ok());
    const auto refused = again->finish({});
    ASSERT_FALSE(refused.ok());
    EXPECT_TRUE(sentence(refused.error()).contains(QStringLiteral("already")))
        << qPrintable(sentence(refused.error()));
    EXPECT_EQ(QDir(folder).entryList(QDir::Files).size(), 2) << "one with something in it is not";
}

TEST(AnimationFile, AFilmLastsAsLongAsItIsToLast)
{
    if (!absenceOf(*animationFormat("mp4")).isEmpty())
        GTEST_SKIP() << "ffmpeg is not here";
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("film.mp4"));
    const auto writer = animationFormat("mp4")->make({path, {61, 41}, 4, {.perSecond = 2, .before = 1, .after = 2}});
    for (int i = 0; i < 4; ++i)
        ASSERT_TRUE(writer->add(frameAt(i).copy(0, 0, 61, 41)).ok());
    ASSERT_EQ(outcome(writer->finish({})), "ok");
    QProcess probe;
    probe.start(QStringLiteral("ffprobe"),
                {QStringLiteral("-v"), QStringLiteral("error"), QStringLiteral("-show_entries"),
                 QStringLiteral("format=duration:stream=width,height"), QStringLiteral("-of"),
                 QStringLiteral("csv=p=0"), path});
    if (!probe.waitForFinished())
        GTEST_SKIP() << "ffprobe is not here";
    const QStringList said = QString::fromUtf8(probe.readAll()).split(QLatin1Char('\n'));
    EXPECT_EQ(said.at(0), QStringLiteral("62,42")) << "odd sides are made even";
    EXPECT_NEAR(said.at(1).toDouble(), 5, 0.041);
}

} // namespace
