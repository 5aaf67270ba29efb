// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/formats.h"

#include "ui/io/bmp_file.h"
#include "ui/io/colour_profile.h"
#include "ui/io/heif_file.h"
#include "ui/io/jpeg_file.h"
#include "ui/io/jxl_file.h"
#include "ui/io/png_file.h"
#include "ui/io/pnm_file.h"
#include "ui/io/qt_image_file.h"
#include "ui/io/tiff_file.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImageWriter>
#include <QStringList>

#include <algorithm>
#include <array>

namespace lab
{

namespace
{

template <char... kFormat>
struct ByQt {
    static constexpr char kName[] = {kFormat..., '\0'};
    static Result<DecodedFrame> read(const QByteArray& bytes, const QString& name, const DecodeOptions& options)
    {
        return frameFromQt(bytes, name, options, kName);
    }
    static QByteArray write(const QImage& image)
    {
        constexpr int kBest = 100;
        QImage written = image;
        if (profileToWrite(image, false).isEmpty())
            written.setColorSpace({});
        QByteArray bytes;
        QBuffer buffer(&bytes);
        QImageWriter writer(&buffer, kName);
        writer.setQuality(kBest);
        return writer.write(written) ? bytes : QByteArray();
    }
};
using Gif = ByQt<'g', 'i', 'f'>;
using Bmp = ByQt<'b', 'm', 'p'>;
using Webp = ByQt<'w', 'e', 'b', 'p'>;

constexpr const char* kFrame = QT_TRANSLATE_NOOP("lab", "Frame %1 of %2 is shown.");
constexpr const char* kPage = QT_TRANSLATE_NOOP("lab", "Page %1 of %2 is shown.");
constexpr const char* kPicture = QT_TRANSLATE_NOOP("lab", "Picture %1 of %2 is shown.");

// id, name, endings, read, write, deep, alpha, floats, lossless, profiles
constexpr std::array kFormats{
    PictureFormat{"png", "PNG", "png", frameFromPng, pngFromImage, true, true, false, true, Profiles::All, kFrame},
    PictureFormat{"jpeg", "JPEG", "jpg jpeg", frameFromJpeg, jpegFromImage, false, false, false, false, Profiles::All,
                  kFrame},
    PictureFormat{"gif", "GIF", "gif", Gif::read, nullptr, false, false, false, false, Profiles::None, kFrame},
    PictureFormat{"bmp", "BMP", "bmp", frameFromBmp, Bmp::write, false, false, false, true, Profiles::None, kFrame},
    PictureFormat{"webp", "WebP", "webp", Webp::read, Webp::write, false, true, false, true, Profiles::OfColours,
                  kFrame},
    PictureFormat{"tiff", "TIFF", "tiff tif", frameFromTiff, tiffFromImage, true, true, true, true, Profiles::All,
                  kPage},
    PictureFormat{"heif", "HEIC, AVIF", "heic heif avif", frameFromHeif, nullptr, false, false, false, false,
                  Profiles::None, kPicture},
    PictureFormat{"jxl", "JPEG XL", "jxl", frameFromJxl, nullptr, false, false, false, false, Profiles::None, kFrame},
    PictureFormat{"pbm", "PBM", "pbm", frameFromPnm, nullptr, false, false, false, false, Profiles::None, kFrame},
    PictureFormat{"pgm", "PGM", "pgm pnm", frameFromPnm, nullptr, false, false, false, false, Profiles::None, kFrame},
    PictureFormat{"ppm", "PPM", "ppm", frameFromPnm, nullptr, false, false, false, false, Profiles::None, kFrame},
    PictureFormat{"pam", "PAM", "pam", frameFromPnm, nullptr, false, false, false, false, Profiles::None, kFrame},
    PictureFormat{"pfm", "PFM", "pfm", frameFromPnm, nullptr, false, false, false, false, Profiles::None, kFrame},
};

QStringList endingsOf(const PictureFormat& format)
{
    return QString::fromLatin1(format.endings).split(u' ');
}

/// Those that go through a plug-in of Qt, which may not be there.
bool installed(const PictureFormat& format)
{
    static const QList<QByteArray> kWritable = QImageWriter::supportedImageFormats();
    return format.write == tiffFromImage || kWritable.contains(format.id);
}

bool isWritable(const PictureFormat& format)
{
    return format.write && installed(format);
}

/// "a, b or c", by a pattern for the last two.
QString listOf(const QStringList& words, const char* pattern = QT_TRANSLATE_NOOP("lab", "%1 or %2"))
{
    return words.size() < 2 ? words.join(QString())
                            : QCoreApplication::translate("lab", pattern)
                                  .arg(words.mid(0, words.size() - 1).join(QLatin1String(", ")), words.last());
}

template <class Wanted>
QString nameFilter(Wanted wanted)
{
    QStringList patterns;
    for (const PictureFormat& format : kFormats)
        if (wanted(format))
            for (const QString& ending : endingsOf(format))
                patterns += QLatin1String("*.") + ending;
    return patterns.join(u' ');
}

} // namespace

std::span<const PictureFormat> pictureFormats()
{
    return kFormats;
}

const PictureFormat* pictureFormatById(const QByteArray& id)
{
    const auto found =
        std::find_if(kFormats.begin(), kFormats.end(), [&](const PictureFormat& each) { return id == each.id; });
    return found == kFormats.end() ? nullptr : &*found;
}

const PictureFormat* writableFormat(const QString& ending)
{
    const auto found = std::find_if(kFormats.begin(), kFormats.end(), [&](const PictureFormat& each) {
        return isWritable(each) && endingsOf(each).contains(ending.toLower());
    });
    return found == kFormats.end() ? nullptr : &*found;
}

QString readableFormatsText()
{
    QStringList names;
    for (const PictureFormat& format : kFormats)
        names += QString::fromLatin1(format.name);
    return QCoreApplication::translate("lab", "%1 pictures, .csv, .npy and .npz matrices, .corr2d sessions")
        .arg(listOf(names));
}

QString writablePicturesText()
{
    QStringList endings;
    for (const PictureFormat& format : kFormats)
        if (isWritable(format))
            endings += u'.' + endingsOf(format).first();
    return QCoreApplication::translate("lab", "%1 for pictures").arg(listOf(endings));
}

QString writableFormatsText()
{
    return QCoreApplication::translate("lab", "%1, .npy or .csv for numbers").arg(writablePicturesText());
}

QString writableEndingsWith(bool PictureFormat::*has)
{
    QStringList endings;
    for (const PictureFormat& format : kFormats)
        if (isWritable(format) && format.*has)
            endings += u'.' + endingsOf(format).first();
    return listOf(endings, QT_TRANSLATE_NOOP("lab", "%1 and %2"));
}

QString readableNameFilter()
{
    return nameFilter([](const PictureFormat&) { return true; });
}

QString writableNameFilter()
{
    return nameFilter(isWritable);
}

} // namespace lab
