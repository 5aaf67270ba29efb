// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/animation_file.h"

#include "core/numbers/heavy_work.h"
#include "ui/io/gif_file.h"
#include "ui/io/output_file.h"
#include "ui/io/path_bytes.h"
#include "ui/io/png_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QRandomGenerator>
#include <QStandardPaths>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <optional>
#include <sys/stat.h>

namespace lab
{

namespace
{

class GifWriter : public AnimationWriter
{
public:
    explicit GifWriter(const AnimationFile& file) : m_file(file), m_gif(file.size, file.exact) {}

    Result<Done> add(const QImage& frame) override
    {
        noteHeavyWork(HeavyWork::Write, frame.sizeInBytes());
        const std::int64_t end = m_file.timing.endOf(m_count++, m_file.frames);
        return m_gif.add(frame, int(end - std::exchange(m_end, end)));
    }
    Result<Done> finish(const std::stop_token& stop) override
    {
        return writeFile(
            m_file.path, [&](QIODevice& to) { return m_gif.write(to, stop); }, stop);
    }

private:
    AnimationFile m_file;
    GifAnimation m_gif;
    int m_count = 0;
    std::int64_t m_end = 0;
};

/// A folder beside a path, hidden, which goes with its object.
class Scratch
{
public:
    explicit Scratch(const QString& beside)
    {
        const QFileInfo info(QDir::cleanPath(beside));
        const QString unique = QString::number(QRandomGenerator::system()->generate64(), 36);
        m_path = info.dir().filePath(QStringLiteral(".%1.%2").arg(info.fileName(), unique));
    }
    ~Scratch()
    {
        if (m_made)
            QDir(m_path).removeRecursively();
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    bool make()
    {
        constexpr mode_t kByMask = 0777; // as any other folder: less what the process masks
        m_made = m_made || ::mkdir(bytesOfPath(m_path).constData(), kByMask) == 0;
        return m_made;
    }
    QString file(const QString& name) const { return QDir(m_path).filePath(name); }
    const QString& path() const { return m_path; }

private:
    QString m_path;
    bool m_made = false;
};

bool renamed(const QString& from, const QString& to)
{
    return std::rename(bytesOfPath(from).constData(), bytesOfPath(to).constData()) == 0;
}

/// frame-0001.png and so on: first in a folder of its own, then where they are to be.
class PngWriter : public AnimationWriter
{
public:
    explicit PngWriter(const AnimationFile& file) : m_file(file), m_scratch(file.path) {}

    Result<Done> add(const QImage& frame) override
    {
        noteHeavyWork(HeavyWork::Write, frame.sizeInBytes());
        if (!m_scratch.make())
            return cannotWrite(m_file.path, qt_error_string(errno));
        const QByteArray bytes = pngFromImage(frame);
        if (bytes.isEmpty())
            return ErrorCode::OutOfMemory;
        const QString name =
            QStringLiteral("frame-%1.png").arg(++m_count, digits(), 10, QLatin1Char('0')); // no locale's digits
        const auto done = writeFile(m_scratch.file(name), bytes);
        if (done || done.error().code != ErrorCode::CannotWrite)
            return done;
        return Error{ErrorCode::CannotWrite, {shownPath(m_file.path).toStdString(), done.error().arguments[1]}};
    }
    Result<Done> finish(const std::stop_token& stop) override
    {
        if (stop.stop_requested())
            return ErrorCode::Stopped;
        if (renamed(m_scratch.path(), QDir::cleanPath(m_file.path)))
            return Done();
        const bool full = errno == EEXIST || errno == ENOTEMPTY || errno == ENOTDIR;
        return cannotWrite(m_file.path,
                           full ? QCoreApplication::translate("lab", "there is something of this name already")
                                : qt_error_string(errno));
    }

protected:
    int digits() const { return std::max(4, int(QString::number(m_file.frames).size())); }
    const AnimationFile& file() const { return m_file; }
    const Scratch& scratch() const { return m_scratch; }

private:
    AnimationFile m_file;
    Scratch m_scratch;
    int m_count = 0;
};

/// What ffmpeg (https://ffmpeg.org) is told of a codec.
struct Codec {
    const char* ending;
    QStringList (*arguments)();
};

QString ffmpegPath()
{
    return QStandardPaths::findExecutable(QStringLiteral("ffmpeg"));
}

/// The frames as PNGs, of which ffmpeg makes a film: at 25 frames a second at least, since players make little of
/// fewer.
class FilmWriter : public PngWriter
{
public:
    FilmWriter(const AnimationFile& file, const Codec& codec) : PngWriter(file), m_codec(codec) {}

    Result<Done> finish(const std::stop_token& stop) override
    {
        const QString made = QLatin1String("film.") + QLatin1String(m_codec.ending);
        QProcess ffmpeg;
        ffmpeg.setWorkingDirectory(scratch().path()); // a % in its name would be one of the pattern
        ffmpeg.setStandardInputFile(QProcess::nullDevice());
        ffmpeg.setStandardOutputFile(QProcess::nullDevice());
        ffmpeg.start(ffmpegPath(), arguments(made));
        constexpr int kLook = 20; // milliseconds from one look at the stop token to the next
        while (!ffmpeg.waitForFinished(kLook) && ffmpeg.state() != QProcess::NotRunning)
            if (stop.stop_requested())
                ffmpeg.kill();
        if (stop.stop_requested())
            return ErrorCode::Stopped;
        if (ffmpeg.error() == QProcess::FailedToStart || ffmpeg.exitStatus() != QProcess::NormalExit ||
            ffmpeg.exitCode() != 0)
            return cannotWrite(file().path, reasonOf(ffmpeg));
        return renamed(scratch().file(made), file().path) ? Result<Done>(Done())
                                                          : cannotWrite(file().path, qt_error_string(errno));
    }

private:
    static QString reasonOf(QProcess& ffmpeg)
    {
        const QString said =
            QString::fromUtf8(ffmpeg.readAllStandardError()).trimmed().section(QLatin1Char('\n'), -1);
        return said.isEmpty() ? ffmpeg.errorString() : QStringLiteral("ffmpeg: ") + said;
    }
    QStringList arguments(const QString& made) const
    {
        const AnimationTiming& timing = file().timing;
        const auto text = [](double number) { return QString::number(number, 'f', 4); };
        const QString filter =
            QStringLiteral("tpad=start_mode=clone:start_duration=%1:stop_mode=clone:stop_duration=%2,fps=%3,"
                           "pad=ceil(iw/2)*2:ceil(ih/2)*2,scale=out_color_matrix=bt709:out_range=tv")
                .arg(text(timing.before), text(timing.after), text(std::max(25.0, timing.perSecond)));
        QStringList all{QStringLiteral("-nostdin"),
                        QStringLiteral("-hide_banner"),
                        QStringLiteral("-loglevel"),
                        QStringLiteral("error"),
                        QStringLiteral("-framerate"),
                        text(timing.perSecond),
                        QStringLiteral("-i"),
                        QStringLiteral("frame-%0") + QString::number(digits()) + QStringLiteral("d.png"),
                        QStringLiteral("-vf"),
                        filter};
        all += m_codec.arguments();
        // The same frames are to make the same bytes: one thread, neither dates nor versions.
        for (const char* each :
             {"-pix_fmt", "yuv420p", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709",
              "-threads", "1", "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact"})
            all += QLatin1String(each);
        all += made;
        return all;
    }

    Codec m_codec;
};

constexpr Codec kMp4{"mp4", [] {
                         return QStringList{QStringLiteral("-c:v"),      QStringLiteral("libx264"),
                                            QStringLiteral("-crf"),      QStringLiteral("18"),
                                            QStringLiteral("-movflags"), QStringLiteral("+faststart")};
                     }};
constexpr Codec kWebm{"webm", [] {
                          return QStringList{QStringLiteral("-c:v"), QStringLiteral("libvpx-vp9"),
                                             QStringLiteral("-crf"), QStringLiteral("24"),
                                             QStringLiteral("-b:v"), QStringLiteral("0")};
                      }};

using Made = std::unique_ptr<AnimationWriter>;

constexpr std::array kFormats{
    AnimationFormat{"gif", QT_TRANSLATE_NOOP("lab", "Animated GIF"), false, false,
                    [](const AnimationFile& file) -> Made { return std::make_unique<GifWriter>(file); }},
    AnimationFormat{"png", QT_TRANSLATE_NOOP("lab", "Numbered PNGs in a folder"), true, false,
                    [](const AnimationFile& file) -> Made { return std::make_unique<PngWriter>(file); }},
    AnimationFormat{"mp4", QT_TRANSLATE_NOOP("lab", "MP4 film"), false, true,
                    [](const AnimationFile& file) -> Made { return std::make_unique<FilmWriter>(file, kMp4); }},
    AnimationFormat{"webm", QT_TRANSLATE_NOOP("lab", "WebM film"), false, true,
                    [](const AnimationFile& file) -> Made { return std::make_unique<FilmWriter>(file, kWebm); }},
};

} // namespace

std::int64_t AnimationTiming::endOf(int i, int frames) const
{
    const double seconds = before + double(i + 1) / perSecond + (i + 1 == frames ? after : 0);
    return std::llround(100 * seconds);
}

std::span<const AnimationFormat> animationFormats()
{
    return kFormats;
}

const AnimationFormat* animationFormat(std::string_view id)
{
    const auto* found = std::ranges::find(kFormats, id, &AnimationFormat::id);
    return found == kFormats.end() ? nullptr : found;
}

QString absenceOf(const AnimationFormat& format)
{
    if (!format.ffmpeg || !ffmpegPath().isEmpty())
        return {};
    return QCoreApplication::translate("lab",
                                       "%1 is made by the program ffmpeg, which is not here: install it, or take "
                                       "another format.")
        .arg(QCoreApplication::translate("lab", format.name));
}

} // namespace lab
