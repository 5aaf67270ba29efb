// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/qt_image_file.h"

#include "ui/io/bytes_at.h"
#include "ui/io/exif.h"
#include "ui/io/picture_bytes.h"

#include <QIODevice>
#include <QImageReader>
#include <QLoggingCategory>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace lab
{

namespace
{

constexpr double kDecoded = 0.5; ///< the progress when the decoder is done

/// Hands out bytes until a stop is requested; then the decoder finds that nothing more can be read.
class StoppableBytes : public QIODevice
{
public:
    StoppableBytes(const QByteArray& bytes, const DecodeOptions& options) : m_bytes(bytes), m_options(options)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    qint64 size() const override { return m_bytes.size(); }
    bool seek(qint64 at) override
    {
        m_at = at;
        return QIODevice::seek(at);
    }

protected:
    qint64 readData(char* to, qint64 most) override
    {
        if (m_options.stop.stop_requested())
            return 0; // an end, not an error
        const qint64 count = std::clamp<qint64>(m_bytes.size() - m_at, 0, most);
        std::memcpy(to, m_bytes.constData() + m_at, std::size_t(count));
        m_at += count;
        if (m_options.progress)
            m_options.progress(kDecoded * double(m_at) / double(m_bytes.size()));
        return count;
    }
    qint64 writeData(const char*, qint64) override { return -1; }

private:
    const QByteArray& m_bytes;
    const DecodeOptions& m_options;
    qint64 m_at = 0;
};

QLoggingCategory::CategoryFilter filterBefore = nullptr;

/// What a damaged picture makes Qt say is in the sentence, or in a note.
void quietAboutPictures(QLoggingCategory* category)
{
    if (filterBefore) // not yet while this one is being installed: then nothing is to be changed
        filterBefore(category);
    const QLatin1String name(category->categoryName());
    if (name.startsWith(QLatin1String("qt.gui.imageio")) || name.startsWith(QLatin1String("qt.gui.icc")))
        category->setEnabled(QtWarningMsg, false);
}

void allowLargePictures()
{
    constexpr int kMegabytes = 1024; // kMostPixels at 16 bits a channel
    static_assert(kMostPixels * 8 <= qint64(kMegabytes) * 1024 * 1024);
    QImageReader::setAllocationLimit(kMegabytes);
}

/// With zeros for what is missing, of which the decoder makes something grey.
QByteArray filledWebp(const QByteArray& file)
{
    const qint64 size = Bytes(file).little<quint32>(4).value_or(0) + qint64(8);
    constexpr qint64 kMost = qint64(1) << 28, kLeastShare = 256;
    return size > file.size() && size < kMost && file.size() > size / kLeastShare
               ? file + QByteArray(size - file.size(), '\0')
               : file;
}

/// How a format that is cut is made whole enough for its decoder, and where it names its orientation.
struct Help {
    const char* format;
    QByteArray (*repaired)(const QByteArray&); ///< of a cut file; null: the decoder does by itself
    QByteArray (*exif)(const QByteArray&); ///< null: Qt applies it, or there is none
    bool animated;
};
constexpr std::array kHelp{
    Help{"gif", nullptr, nullptr, true},
    Help{"webp", filledWebp, exifOfWebp, true},
};

/// DecodedFrame `options.frame` as the decoder has it. Errors: as of frameFromQt().
Result<DecodedFrame> decoded(const QByteArray& bytes, const QString& name, const DecodeOptions& options,
                             const Help& help)
{
    StoppableBytes device(bytes, options);
    QImageReader reader(&device, help.format);
    reader.setAutoDetectImageFormat(false);
    reader.setDecideFormatFromContent(false);
    reader.setAutoTransform(true);
    if (const QSize size = reader.size(); size.isValid())
        if (const auto fine = checkSize(name, size.width(), size.height()); !fine)
            return fine.error();
    DecodedFrame frame;
    frame.frames = help.animated ? std::max(1, reader.imageCount()) : 1;
    if (options.stop.stop_requested())
        return ErrorCode::Stopped;
    if (options.frame < 0 || options.frame >= frame.frames)
        return noSuchFrame(name, frame.frames, options.frame);
    bool read = false;
    for (int i = 0; i <= options.frame; ++i) {
        read = reader.read(&frame.image);
        if (options.stop.stop_requested())
            return ErrorCode::Stopped;
        if (!read)
            break;
    }
    if (!read || frame.image.isNull())
        return brokenPicture(name, reader.errorString());
    if (const auto fine = checkSize(name, frame.image.width(), frame.image.height()); !fine)
        return fine.error();
    return frame;
}

} // namespace

void quietQt()
{
    static const bool quiet = [] {
        filterBefore = QLoggingCategory::installFilter(quietAboutPictures);
        return true;
    }();
    Q_UNUSED(quiet)
}

Result<DecodedFrame> frameFromQt(const QByteArray& bytes, const QString& name, const DecodeOptions& options,
                                 const char* format)
{
    quietQt();
    allowLargePictures();
    const auto help =
        std::find_if(kHelp.begin(), kHelp.end(), [&](const Help& each) { return qstrcmp(each.format, format) == 0; });
    Q_ASSERT(help != kHelp.end());
    const bool truncated = isTruncated(bytes, format);
    auto frame = decoded(truncated && help->repaired ? help->repaired(bytes) : bytes, name, options, *help);
    if (!frame) // why a whole file cannot be decoded, or that it is none
        return truncated && frame.error().code == ErrorCode::PictureBroken && options.frame == 0
                   ? truncatedPicture(name)
                   : frame.error();
    frame->damaged = truncated;
    frame->profile = frame->image.colorSpace();
    if (help->exif)
        orient(*frame, exifOrientation(help->exif(bytes)));
    return frame;
}

} // namespace lab
