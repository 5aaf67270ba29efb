// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/picture_bytes.h"

#include "ui/io/bytes_at.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

namespace lab
{

namespace
{

/// Where the next marker is, past the compressed data of a scan; −1: nowhere.
qint64 jpegScanEnd(const Bytes& bytes, qint64 at)
{
    for (;;) {
        at = bytes.find('\xff', at);
        const int marker = at < 0 ? -1 : bytes.byte(at + 1);
        if (marker < 0)
            return -1;
        const bool isData = marker == 0 || (marker >= 0xD0 && marker <= 0xD7);
        if (!isData && marker != 0xFF)
            return at;
        at += isData ? 2 : 1;
    }
}

/// Segments and scans, up to the end-of-image marker; those of an embedded thumbnail lie within a segment.
bool jpegTruncated(const Bytes& bytes)
{
    constexpr int kEndOfImage = 0xD9, kStartOfScan = 0xDA, kTemporary = 0x01;
    for (qint64 at = 2;;) {
        at = bytes.find('\xff', at);
        const int marker = at < 0 ? -1 : bytes.byte(at + 1);
        if (marker < 0)
            return true;
        if (marker == kEndOfImage)
            return false;
        if (marker == 0 || marker == 0xFF || marker == kTemporary || (marker >= 0xD0 && marker <= 0xD8)) {
            at += marker == 0xFF ? 1 : 2;
            continue;
        }
        const auto length = bytes.big<quint16>(at + 2);
        if (!length || !bytes.has(at, 2 + *length))
            return true;
        at += 2 + *length;
        if (marker == kStartOfScan && (at = jpegScanEnd(bytes, at)) < 0)
            return true;
    }
}

qint64 gifColours(int flags)
{
    return flags & 0x80 ? 3 * (qint64(2) << (flags & 7)) : 0;
}

/// Blocks up to the trailer.
bool gifTruncated(const Bytes& bytes)
{
    constexpr int kTrailer = 0x3B, kExtension = 0x21, kImage = 0x2C;
    const int flags = bytes.byte(10);
    qint64 at = 13 + gifColours(std::max(flags, 0));
    for (;;) {
        const int block = bytes.byte(at);
        if (block == kTrailer || (block >= 0 && block != kExtension && block != kImage))
            return false; // what follows an unknown block is the decoder's to judge
        if (block < 0)
            return true;
        at += block == kExtension ? 2 : 11 + gifColours(std::max(bytes.byte(at + 9), 0));
        for (int length = bytes.byte(at); length != 0; length = bytes.byte(at)) {
            if (length < 0)
                return true;
            at += 1 + length;
        }
        ++at;
    }
}

bool webpTruncated(const Bytes& bytes)
{
    const auto riffSize = bytes.little<quint32>(4);
    return !riffSize || !bytes.has(8, *riffSize);
}

/// Boxes of length and name, one after another.
bool boxesTruncated(const Bytes& bytes)
{
    for (qint64 at = 0; at < bytes.size();) {
        const auto length = bytes.big<quint32>(at);
        const auto longLength = length == 1U ? bytes.big<quint64>(at + 8) : std::nullopt;
        if (!length || (length == 1U && !longLength))
            return true;
        const quint64 size = longLength ? *longLength : *length;
        if (size == 0) // to the end of the file
            return false;
        if (size < 8 || size > quint64(bytes.size() - at))
            return true;
        at += qint64(size);
    }
    return false;
}

bool wholeByItself(const Bytes&)
{
    return false;
}

struct Format {
    const char* name; ///< where Qt reads it, of its plug-in
    bool (*matches)(const QByteArray&);
    bool (*truncated)(const Bytes&);
};

bool isPnm(const QByteArray& b, char ascii, char binary)
{
    return b.size() > 2 && b[0] == 'P' && (b[1] == ascii || b[1] == binary) &&
           (std::isspace(quint8(b[2])) || b[2] == '#');
}

/// A family of files in boxes, by the brands that the first box names.
bool isHeif(const QByteArray& b)
{
    constexpr std::array kBrands{"heic", "heix", "heim", "heis", "hevc", "hevx", "hevm",
                                 "hevs", "mif1", "mif2", "msf1", "avif", "avis"};
    constexpr quint32 kMostOfBox = 256;
    const Bytes bytes(b);
    const auto length = bytes.big<quint32>(0);
    if (!length || bytes.part(4, 4) != "ftyp")
        return false;
    for (quint32 at = 8; at < std::min(*length, kMostOfBox); at += at == 8 ? 8 : 4) { // a version follows the first
        const QByteArray brand = bytes.part(at, 4);
        if (std::any_of(kBrands.begin(), kBrands.end(), [&](const char* each) { return brand == each; }))
            return true;
    }
    return false;
}

bool isJxl(const QByteArray& b)
{
    return b.startsWith("\xff\x0a") || b.startsWith(QByteArray("\0\0\0\x0cJXL \r\n\x87\n", 12));
}

bool isBmp(const QByteArray& b)
{
    constexpr std::array<quint32, 7> kHeaderSizes{12, 40, 52, 56, 64, 108, 124};
    const auto size = Bytes(b).little<quint32>(14);
    return b.startsWith("BM") && size &&
           std::find(kHeaderSizes.begin(), kHeaderSizes.end(), *size) != kHeaderSizes.end();
}

constexpr std::array kFormats{
    Format{"png", [](const QByteArray& b) { return b.startsWith("\x89PNG\r\n\x1a\n"); }, wholeByItself},
    Format{"jpeg", [](const QByteArray& b) { return b.startsWith("\xff\xd8\xff"); }, jpegTruncated},
    Format{"gif", [](const QByteArray& b) { return b.startsWith("GIF87a") || b.startsWith("GIF89a"); }, gifTruncated},
    Format{"bmp", isBmp, wholeByItself},
    Format{"webp", [](const QByteArray& b) { return b.startsWith("RIFF") && b.mid(8, 4) == "WEBP"; }, webpTruncated},
    Format{"tiff",
           [](const QByteArray& b) {
               return b.startsWith(QByteArray("II*\0", 4)) || b.startsWith(QByteArray("MM\0*", 4)) ||
                      b.startsWith(QByteArray("II+\0", 4)) || b.startsWith(QByteArray("MM\0+", 4));
           },
           wholeByItself},
    Format{"pbm", [](const QByteArray& b) { return isPnm(b, '1', '4'); }, wholeByItself},
    Format{"pgm", [](const QByteArray& b) { return isPnm(b, '2', '5'); }, wholeByItself},
    Format{"ppm", [](const QByteArray& b) { return isPnm(b, '3', '6'); }, wholeByItself},
    Format{"pam", [](const QByteArray& b) { return isPnm(b, '7', '7'); }, wholeByItself},
    Format{"pfm", [](const QByteArray& b) { return isPnm(b, 'f', 'F'); }, wholeByItself},
    Format{"heif", isHeif, boxesTruncated},
    Format{"jxl", isJxl, wholeByItself},
};

} // namespace

QByteArray pictureFormat(const QByteArray& bytes)
{
    for (const Format& format : kFormats)
        if (format.matches(bytes))
            return format.name;
    return {};
}

bool isTruncated(const QByteArray& bytes, const QByteArray& format)
{
    for (const Format& each : kFormats)
        if (format == each.name)
            return each.truncated(Bytes(bytes));
    return false;
}

} // namespace lab
