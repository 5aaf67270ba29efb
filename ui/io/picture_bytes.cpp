// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/picture_bytes.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

namespace lab
{

namespace
{

/// Numbers at a place in a file; none where it has ended already.
class Bytes
{
public:
    explicit Bytes(const QByteArray& bytes) : m_bytes(bytes) {}

    qint64 size() const { return m_bytes.size(); }
    bool has(qint64 at, qint64 count) const { return at >= 0 && count >= 0 && at <= size() - count; }
    int byte(qint64 at) const { return has(at, 1) ? quint8(m_bytes[at]) : -1; }
    template <class T>
    std::optional<T> little(qint64 at) const
    {
        return has(at, sizeof(T)) ? std::optional(qFromLittleEndian<T>(m_bytes.constData() + at)) : std::nullopt;
    }
    template <class T>
    std::optional<T> big(qint64 at) const
    {
        return has(at, sizeof(T)) ? std::optional(qFromBigEndian<T>(m_bytes.constData() + at)) : std::nullopt;
    }
    qint64 find(char c, qint64 from) const { return m_bytes.indexOf(c, from); }

private:
    const QByteArray& m_bytes;
};

/// Chunks of length, name, data and checksum, up to IEND.
bool pngTruncated(const Bytes& bytes)
{
    for (qint64 at = 8;;) {
        const auto length = bytes.big<quint32>(at);
        if (!length || !bytes.has(at, 12 + qint64(*length)))
            return true;
        if (bytes.big<quint32>(at + 4) == 0x49454E44U) // "IEND"
            return false;
        at += 12 + qint64(*length);
    }
}

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

bool bmpTruncated(const Bytes& bytes)
{
    constexpr quint32 kOs2Header = 12;
    const auto dataBegin = bytes.little<quint32>(10), headerSize = bytes.little<quint32>(14);
    if (!dataBegin || !headerSize || !bytes.has(14, *headerSize))
        return true;
    qint64 width, height, bits, compression = 0, dataSize = 0;
    if (*headerSize == kOs2Header) {
        width = *bytes.little<quint16>(18);
        height = *bytes.little<quint16>(20);
        bits = *bytes.little<quint16>(24);
    } else {
        width = *bytes.little<qint32>(18);
        height = std::abs(qint64(*bytes.little<qint32>(22)));
        bits = *bytes.little<quint16>(28);
        compression = *bytes.little<quint32>(30);
        dataSize = *bytes.little<quint32>(34);
    }
    const bool runLengths = compression == 1 || compression == 2;
    if (runLengths)
        return !bytes.has(*dataBegin, dataSize);
    const qint64 row = (width * bits + 31) / 32 * 4;
    return width > 0 && height > 0 && row > (bytes.size() - *dataBegin) / height;
}

bool webpTruncated(const Bytes& bytes)
{
    const auto riffSize = bytes.little<quint32>(4);
    return !riffSize || !bytes.has(8, *riffSize);
}

/// The first directory of a TIFF file, and whether the strips or tiles that it names are there.
class TiffDirectory
{
public:
    TiffDirectory(const Bytes& bytes, bool big) : m_bytes(bytes), m_big(big) {}

    bool truncated() const
    {
        const auto begin = number<quint32>(4);
        const auto entries = begin ? number<quint16>(*begin) : std::nullopt;
        if (!entries || !m_bytes.has(*begin, 2 + 12 * qint64(*entries)))
            return true;
        std::optional<Entry> offsets, sizes;
        for (int i = 0; i < *entries; ++i) {
            const qint64 at = qint64(*begin) + 2 + 12 * i;
            const int tag = *number<quint16>(at);
            if (tag == 273 || tag == 324) // strip, tile offsets
                offsets = entryAt(at);
            if (tag == 279 || tag == 325) // strip, tile sizes
                sizes = entryAt(at);
        }
        for (qint64 i = 0; offsets && sizes && i < std::min(offsets->count, sizes->count); ++i) {
            const auto offset = value(*offsets, i), size = value(*sizes, i);
            if (!offset || !size || !m_bytes.has(*offset, *size))
                return true;
        }
        return false;
    }

private:
    struct Entry {
        bool isShort;
        qint64 count;
        qint64 begin; ///< of its values
    };

    template <class T>
    std::optional<T> number(qint64 at) const
    {
        return m_big ? m_bytes.big<T>(at) : m_bytes.little<T>(at);
    }

    Entry entryAt(qint64 at) const
    {
        const bool isShort = number<quint16>(at + 2) == 3;
        const qint64 count = *number<quint32>(at + 4);
        const bool inPlace = count * (isShort ? 2 : 4) <= 4;
        return {isShort, count, inPlace ? at + 8 : qint64(*number<quint32>(at + 8))};
    }

    std::optional<quint32> value(const Entry& entry, qint64 i) const
    {
        if (!entry.isShort)
            return number<quint32>(entry.begin + 4 * i);
        const auto value = number<quint16>(entry.begin + 2 * i);
        return value ? std::optional<quint32>(*value) : std::nullopt;
    }

    const Bytes& m_bytes;
    bool m_big;
};

bool tiffTruncated(const Bytes& bytes)
{
    const bool big = bytes.byte(0) == 'M';
    const auto version = big ? bytes.big<quint16>(2) : bytes.little<quint16>(2);
    return version == 42 && TiffDirectory(bytes, big).truncated(); // 43 is BigTIFF: the decoder judges
}

/// A number of a PNM header, past blanks and comments; `at` moves behind it.
qint64 pnmNumber(const Bytes& bytes, qint64& at)
{
    constexpr qint64 kGreatest = 1 << 30;
    while (std::isspace(bytes.byte(at)) || bytes.byte(at) == '#') {
        const qint64 skipped = bytes.byte(at) == '#' ? bytes.find('\n', at) : at;
        at = skipped < 0 ? bytes.size() : skipped + 1;
    }
    qint64 number = 0;
    for (; std::isdigit(bytes.byte(at)); ++at)
        number = std::min(number * 10 + (bytes.byte(at) - '0'), kGreatest);
    return number;
}

/// Width, height and greatest value in letters, then, in P4 to P6, the pixels in bytes.
bool pnmTruncated(const Bytes& bytes)
{
    const int kind = bytes.byte(1) - '0';
    qint64 at = 2;
    const qint64 width = pnmNumber(bytes, at), height = pnmNumber(bytes, at);
    const qint64 greatest = kind == 1 || kind == 4 ? 1 : pnmNumber(bytes, at);
    if (kind <= 3)
        return at >= bytes.size();
    const qint64 row = kind == 4 ? (width + 7) / 8 : width * (kind == 6 ? 3 : 1) * (greatest > 255 ? 2 : 1);
    return height > 0 && row > (bytes.size() - at - 1) / height;
}

struct Format {
    const char* name; ///< of Qt's plug-in
    bool (*matches)(const QByteArray&);
    bool (*truncated)(const Bytes&);
};

bool isPnm(const QByteArray& b, char ascii, char binary)
{
    return b.size() > 2 && b[0] == 'P' && (b[1] == ascii || b[1] == binary) &&
           (std::isspace(quint8(b[2])) || b[2] == '#');
}

bool isBmp(const QByteArray& b)
{
    constexpr std::array<quint32, 7> kHeaderSizes{12, 40, 52, 56, 64, 108, 124};
    const auto size = Bytes(b).little<quint32>(14);
    return b.startsWith("BM") && size &&
           std::find(kHeaderSizes.begin(), kHeaderSizes.end(), *size) != kHeaderSizes.end();
}

constexpr std::array kFormats{
    Format{"png", [](const QByteArray& b) { return b.startsWith("\x89PNG\r\n\x1a\n"); }, pngTruncated},
    Format{"jpeg", [](const QByteArray& b) { return b.startsWith("\xff\xd8\xff"); }, jpegTruncated},
    Format{"gif", [](const QByteArray& b) { return b.startsWith("GIF87a") || b.startsWith("GIF89a"); }, gifTruncated},
    Format{"bmp", isBmp, bmpTruncated},
    Format{"webp", [](const QByteArray& b) { return b.startsWith("RIFF") && b.mid(8, 4) == "WEBP"; }, webpTruncated},
    Format{"tiff",
           [](const QByteArray& b) {
               return b.startsWith(QByteArray("II*\0", 4)) || b.startsWith(QByteArray("MM\0*", 4)) ||
                      b.startsWith(QByteArray("II+\0", 4)) || b.startsWith(QByteArray("MM\0+", 4));
           },
           tiffTruncated},
    Format{"pbm", [](const QByteArray& b) { return isPnm(b, '1', '4'); }, pnmTruncated},
    Format{"pgm", [](const QByteArray& b) { return isPnm(b, '2', '5'); }, pnmTruncated},
    Format{"ppm", [](const QByteArray& b) { return isPnm(b, '3', '6'); }, pnmTruncated},
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
