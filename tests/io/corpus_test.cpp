// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/io/support.h"
#include "ui/io/error_text.h"
#include "ui/io/image_file.h"

#include <QDir>
#include <QFile>

#include <cmath>
#include <map>

using namespace lab;

namespace
{

// What tests/data/make_pictures.py writes: pictures of every kind, and what each must be read as.

/// Under sanitizers standard error stays open for their reports (ui/io/quiet_stderr.h).
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kQuiet = false;
#else
constexpr bool kQuiet = true;
#endif

/// Nothing was printed since CaptureStderr().
void expectQuiet()
{
    const std::string printed = testing::internal::GetCapturedStderr();
    EXPECT_TRUE(printed.empty() || !kQuiet) << printed;
}

const QString kFolder = QStringLiteral(LAB_TEST_DATA "/pictures/");

QByteArray contentsOf(const QString& name)
{
    QFile file(kFolder + name);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << qPrintable(name);
    return file.readAll();
}

std::vector<QList<QByteArray>> lines()
{
    std::vector<QList<QByteArray>> result;
    for (const QByteArray& line : contentsOf("expected.txt").split('\n'))
        if (!line.isEmpty())
            result.push_back(line.split(' '));
    return result;
}

/// The first difference in words, or nothing.
std::string difference(const Picture& picture, const QList<QByteArray>& line)
{
    const int rows = line[3].toInt(), cols = line[4].toInt(), planes = line[5].toInt();
    const double divisor = line[7].toDouble(), tolerance = line[8].toDouble();
    const int checked = line[9].toInt();
    if (picture.shape() != Shape{rows, cols})
        return "shape " + std::to_string(picture.shape().rows) + "x" + std::to_string(picture.shape().cols);
    // Grey that was made coloured, and lossy colours that came out grey, are no difference.
    const auto& had = picture.planes();
    if (int(had.size()) != planes && tolerance == 0)
        return std::to_string(had.size()) + " planes";
    if ((picture.content() == Content::Brightness) != (line[6] == "b"))
        return "content";
    qsizetype at = 11;
    for (int p = 0; p < planes; ++p) {
        for (int r = 0; r < rows; ++r) {
            for (int c = 0; c < cols; ++c, ++at) {
                if (r >= checked)
                    continue;
                const auto expected = float(line[at].toDouble() / divisor);
                const float value = had[std::size_t(p) % had.size()].at(r, c);
                const bool same = sameNumber(value, expected) || std::abs(value - expected) <= float(tolerance);
                if (!same)
                    return "plane " + std::to_string(p) + " (" + std::to_string(r) + ", " + std::to_string(c) +
                           "): " + std::to_string(value) + " for " + std::to_string(expected);
            }
        }
    }
    return {};
}

TEST(Corpus, EveryPictureIsReadAsItsMakerMeantIt)
{
    testing::internal::CaptureStderr();
    const auto all = lines();
    EXPECT_GT(all.size(), 250U);
    for (const auto& line : all) {
        const QString name = QString::fromUtf8(line[0]);
        SCOPED_TRACE(name.toStdString() + " " + line[1].toStdString());
        DecodeOptions options;
        options.frame = line[1].toInt();
        const auto decoded = decodePicture(contentsOf(name), name, options);
        if (line[2] == "refused") {
            const auto said = decoded ? QStringLiteral("it is read") : sentence(decoded.error());
            const QStringList words = QString::fromUtf8(line.mid(3).join(' ')).split(u'|');
            EXPECT_TRUE(std::any_of(words.begin(), words.end(), [&](const QString& each) {
                return said.contains(each);
            })) << qPrintable(said);
            continue;
        }
        if (!decoded) {
            ADD_FAILURE() << qPrintable(sentence(decoded.error()));
            continue;
        }
        EXPECT_EQ(decoded->frames, line[2].toInt());
        EXPECT_EQ(difference(*decoded->picture, line), "");
        const bool damaged = decoded->notes.join(u' ').contains(QLatin1String("damaged"));
        EXPECT_EQ(damaged, line[10] == "1");
        EXPECT_EQ(decoded->notes.join(u' ').contains(QLatin1String(" of ") + line[2] + QLatin1String(" is shown.")),
                  decoded->frames > 1);
        EXPECT_EQ(decoded->picture->encoded().empty(), options.frame != 0);
    }
    expectQuiet();
}

TEST(Corpus, EveryFileIsInTheIndex)
{
    QStringList named;
    for (const auto& line : lines())
        named += QString::fromUtf8(line[0]);
    for (const QString& file : QDir(kFolder).entryList(QDir::Files))
        EXPECT_TRUE(file == QLatin1String("expected.txt") || named.contains(file)) << qPrintable(file);
}

/// Files that are cut or changed: an answer, never a crash, nothing printed. The sanitizers watch.
TEST(Corpus, EveryFileCutOrChangedGetsAnAnswer)
{
    testing::internal::CaptureStderr();
    const QStringList files = QDir(kFolder).entryList(QDir::Files);
    quint32 random = 12345;
    const auto next = [&](qsizetype below) {
        random = random * 1664525U + 1013904223U;
        return qsizetype((quint64(random) * quint64(below)) >> 32);
    };
    for (const QString& file : files) {
        if (file == QLatin1String("expected.txt"))
            continue;
        const QByteArray good = contentsOf(file);
        const auto ask = [&](const QByteArray& bytes) {
            DecodeOptions options;
            options.frame = int(next(4)) == 0 ? 1 : 0;
            const auto decoded = decodePicture(bytes, file, options);
            if (decoded)
                EXPECT_GT(decoded->picture->shape().cells(), 0);
            else
                EXPECT_FALSE(sentence(decoded.error()).isEmpty());
        };
        constexpr int kTries = 12;
        for (int i = 0; i < kTries; ++i) {
            ask(good.left(next(good.size())));
            QByteArray changed = good;
            for (int flips = 0; flips <= i / 4; ++flips)
                changed[next(std::min<qsizetype>(changed.size(), i % 2 ? 64 : 1 << 20))] ^= char(1 << next(8));
            ask(changed);
        }
    }
    expectQuiet();
}

} // namespace
