// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/png_file.h"

#include "ui/io/bytes_at.h"
#include "ui/io/frame.h"

#include <QBuffer>
#include <QImageWriter>

#include <algorithm>
#include <array>
#include <vector>
#include <zlib.h>

namespace lab
{

namespace
{

constexpr qint64 kSignature = 8; ///< bytes before the first chunk

template <class T>
QByteArray bigEndian(T number)
{
    QByteArray bytes(qsizetype(sizeof(T)), '\0');
    qToBigEndian(number, bytes.data());
    return bytes;
}

QByteArray chunk(const QByteArray& nameAndData)
{
    const uLong sum = crc32(0, reinterpret_cast<const Bytef*>(nameAndData.constData()), uInt(nameAndData.size()));
    return bigEndian(quint32(nameAndData.size() - 4)) + nameAndData + bigEndian(quint32(sum));
}

/// What the header says of the rows: how many, and how many bytes each has, in each pass.
struct Pass {
    qint64 rows, rowBytes; ///< without the byte that names the filter
};

std::vector<Pass> passesOf(qint64 width, qint64 height, int bits, int colourType, bool interlaced)
{
    struct Step {
        int x, y, dx, dy;
    };
    constexpr std::array<Step, 7> kAdam7{
        {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}}};
    constexpr std::array<int, 7> kSamples{1, 0, 3, 1, 2, 0, 4};
    const int samples = colourType >= 0 && colourType <= 6 ? kSamples[std::size_t(colourType)] : 0;
    const bool depth = bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16;
    if (samples == 0 || !depth)
        return {};
    const auto rowBytes = [&](qint64 pixels) { return (pixels * samples * bits + 7) / 8; };
    if (!interlaced)
        return {{height, rowBytes(width)}};
    std::vector<Pass> passes;
    for (const Step& step : kAdam7) {
        const qint64 cols = (width - step.x + step.dx - 1) / step.dx,
                     rows = (height - step.y + step.dy - 1) / step.dy;
        if (cols > 0 && rows > 0)
            passes.push_back({rows, rowBytes(cols)});
    }
    return passes;
}

/// As much as can be had of `size` bytes, the others 0; `got` says how much that is.
QByteArray inflated(const QByteArray& packed, qint64 size, qint64& got)
{
    QByteArray bytes(size, '\0');
    z_stream stream{};
    got = 0;
    if (inflateInit(&stream) != Z_OK)
        return {};
    stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(packed.constData()));
    stream.avail_in = uInt(packed.size());
    stream.next_out = reinterpret_cast<Bytef*>(bytes.data());
    stream.avail_out = uInt(size);
    (void)inflate(&stream, Z_SYNC_FLUSH); // an end and an error are all the same here
    got = size - qint64(stream.avail_out);
    inflateEnd(&stream);
    return bytes;
}

/// From the first row on whose filter does not exist nothing can be right.
void clearFromBadFilter(QByteArray& rows, const std::vector<Pass>& passes)
{
    constexpr int kFilters = 5;
    qint64 at = 0;
    for (const Pass& pass : passes) {
        for (qint64 r = 0; r < pass.rows; ++r, at += 1 + pass.rowBytes) {
            if (quint8(rows[at]) >= kFilters) {
                std::fill(rows.begin() + at, rows.end(), '\0');
                return;
            }
        }
    }
}

} // namespace

QByteArray repairedPng(const QByteArray& file)
{
    constexpr std::array kKept{"PLTE", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "pHYs", "eXIf"};
    const Bytes bytes(file);
    const auto width = bytes.big<quint32>(16), height = bytes.big<quint32>(20);
    if (bytes.part(12, 4) != "IHDR" || !bytes.has(24, 9) || !checkSize({}, *width, *height))
        return {};
    const bool interlaced = bytes.byte(28) == 1;
    const auto passes = passesOf(*width, *height, bytes.byte(24), bytes.byte(25), interlaced);
    qint64 size = 0;
    for (const Pass& pass : passes)
        size += pass.rows * (1 + pass.rowBytes);
    if (size == 0 || size > kMostPixels * 8 + (1 << 20))
        return {};

    QByteArray repaired = file.left(kSignature) + chunk("IHDR" + bytes.part(16, 13)), packed;
    for (qint64 at = kSignature + 25;;) {
        const auto length = bytes.big<quint32>(at);
        if (!length || !bytes.has(at, 8))
            break;
        const QByteArray name = bytes.part(at + 4, 4);
        const qint64 there = std::min<qint64>(*length, bytes.size() - at - 8);
        if (name == "IDAT")
            packed += file.mid(at + 8, there);
        const bool whole = there == *length;
        if (whole && packed.isEmpty() && std::find(kKept.begin(), kKept.end(), name) != kKept.end())
            repaired += chunk(name + file.mid(at + 8, there));
        if (!whole || name == "IEND")
            break;
        at += 12 + qint64(*length);
    }
    // Of what is almost wholly missing no gigabyte is set aside: a packed byte holds 1032 at most.
    constexpr qint64 kFew = 1'000'000, kMostPacked = 1032, kLeastShare = 256;
    if (size > kFew && packed.size() * kMostPacked < size / kLeastShare)
        return {};
    qint64 got = 0;
    QByteArray rows = inflated(packed, size, got);
    if (got < 2) // not one pixel
        return {};
    clearFromBadFilter(rows, passes);
    QByteArray again(qsizetype(compressBound(uLong(size))), Qt::Uninitialized);
    uLong length = uLong(again.size());
    if (compress2(reinterpret_cast<Bytef*>(again.data()), &length, reinterpret_cast<const Bytef*>(rows.constData()),
                  uLong(size), 1) != Z_OK)
        return {};
    again.truncate(qsizetype(length));
    return repaired + chunk("IDAT" + again) + chunk("IEND");
}

QByteArray pngFromImage(const QImage& image)
{
    constexpr int kQuick = 90; // the least compression but none
    QByteArray png;
    QBuffer buffer(&png);
    QImageWriter writer(&buffer, "png");
    writer.setQuality(kQuick);
    return writer.write(image) ? png : QByteArray();
}

} // namespace lab
