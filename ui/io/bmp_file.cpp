// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/bmp_file.h"

#include "ui/io/bytes_at.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>

namespace lab
{

namespace
{

enum Compression : quint32 { Plain = 0, Runs8 = 1, Runs4 = 2, Fields = 3, AlphaFields = 6 };

/// Some bits of a pixel, and what they are worth at most.
struct Field {
    quint32 mask = 0;
    int shift = 0;
    float most = 1;

    Field() = default;
    explicit Field(quint32 bits)
        : mask(bits), shift(bits ? std::countr_zero(bits) : 0), most(bits ? float(bits >> shift) : 1)
    {
    }
    float of(quint32 pixel) const { return float((pixel & mask) >> shift) / most; }
};

struct Header {
    qint64 begin = 0; ///< of the pixels
    qint64 width = 0, rows = 0;
    int bits = 0;
    quint32 compression = Plain;
    bool topDown = false;
    std::array<Field, 4> fields{}; ///< red, green, blue, alpha
    std::vector<std::array<float, 3>> palette;
    int dotsPerMetre = 0;

    qint64 rowBytes() const { return (width * bits + 31) / 32 * 4; }
    bool runs() const { return compression == Runs8 || compression == Runs4; }
};

/// Errors: PictureBroken, PictureTruncated, PictureTooLarge.
Result<Header> readHeader(const QByteArray& file, const QString& name)
{
    constexpr quint32 kOs2Header = 12, kWithAlpha = 56;
    const Bytes bytes(file);
    const auto size = bytes.little<quint32>(14);
    if (!size || !bytes.has(14, *size))
        return truncatedPicture(name);
    const bool old = *size == kOs2Header;
    Header header;
    header.begin = *bytes.little<quint32>(10);
    header.width = old ? *bytes.little<quint16>(18) : *bytes.little<qint32>(18);
    const qint64 height = old ? *bytes.little<quint16>(20) : *bytes.little<qint32>(22);
    header.rows = std::abs(height);
    header.topDown = height < 0;
    header.bits = *bytes.little<quint16>(old ? 24 : 28);
    if (!old) {
        header.compression = *bytes.little<quint32>(30);
        header.dotsPerMetre = std::clamp(*bytes.little<qint32>(38), 0, 10'000'000);
    }
    if (const auto fine = checkSize(name, header.width, header.rows); !fine)
        return fine.error();
    const bool fields = header.compression == Fields || header.compression == AlphaFields;
    const bool deep = header.bits == 16 || header.bits == 24 || header.bits == 32;
    const bool fits = header.compression == Runs8   ? header.bits == 8 && !header.topDown
                      : header.compression == Runs4 ? header.bits == 4 && !header.topDown
                      : fields                      ? header.bits == 16 || header.bits == 32
                      : header.compression == Plain
                          ? deep || header.bits == 1 || header.bits == 2 || header.bits == 4 || header.bits == 8
                          : false;
    if (!fits)
        return brokenPicture(
            name, QCoreApplication::translate("lab", "bitmaps of %1 bits with compression %2 are not known here")
                      .arg(header.bits)
                      .arg(header.compression));
    if (deep) {
        const auto mask = [&](int i) { return Field(bytes.little<quint32>(54 + 4 * i).value_or(0)); };
        const bool alpha = fields && (*size >= kWithAlpha || header.compression == AlphaFields);
        if (fields)
            header.fields = {mask(0), mask(1), mask(2), alpha ? mask(3) : Field()};
        else if (header.bits == 16)
            header.fields = {Field(31U << 10), Field(31U << 5), Field(31U), Field()};
        else
            header.fields = {Field(255U << 16), Field(255U << 8), Field(255U), Field()};
        return header;
    }
    const qint64 entry = old ? 3 : 4, first = 14 + qint64(*size);
    const qint64 said = old ? 0 : *bytes.little<quint32>(46);
    const qint64 most = qint64(1) << header.bits;
    const qint64 count = said > 0 && said < most ? said : most;
    for (qint64 i = 0; i < count && bytes.has(first + i * entry, 3); ++i) {
        const auto part = [&](int p) { return float(bytes.byte(first + i * entry + p)) / 255.0F; };
        header.palette.push_back({part(2), part(1), part(0)});
    }
    if (header.palette.empty())
        return truncatedPicture(name);
    return header;
}

/// The indices of a picture of runs; true when it comes to its end.
bool unpackRuns(const QByteArray& file, const Header& header, std::vector<quint8>& indices)
{
    const Bytes bytes(file);
    const bool nibbles = header.compression == Runs4;
    qint64 x = 0, y = 0;
    const auto put = [&](int index) {
        if (x < header.width && y < header.rows)
            indices[std::size_t(y * header.width + x)] = quint8(index);
        ++x;
    };
    for (qint64 at = header.begin; bytes.has(at, 2);) {
        const int count = bytes.byte(at), value = bytes.byte(at + 1);
        at += 2;
        if (count > 0) {
            for (int i = 0; i < count; ++i)
                put(!nibbles ? value : i % 2 ? value & 15 : value >> 4);
        } else if (value == 0) { // the end of a row
            x = 0;
            ++y;
        } else if (value == 1) {
            return true;
        } else if (value == 2) {
            if (!bytes.has(at, 2))
                return false;
            x += bytes.byte(at);
            y += bytes.byte(at + 1);
            at += 2;
        } else {
            const qint64 length = nibbles ? (value + 1) / 2 : value;
            if (!bytes.has(at, length))
                return false;
            for (int i = 0; i < value; ++i)
                put(!nibbles ? bytes.byte(at + i)
                    : i % 2  ? bytes.byte(at + i / 2) & 15
                             : bytes.byte(at + i / 2) >> 4);
            at += length + length % 2;
        }
        if (y >= header.rows)
            return true;
    }
    return false;
}

} // namespace

Result<DecodedFrame> frameFromBmp(const QByteArray& bytes, const QString& name, const DecodeOptions& options)
{
    constexpr int kBandRows = 256; // between two looks at the stop token
    const auto read = readHeader(bytes, name);
    if (!read)
        return read.error();
    const Header& header = *read;
    if (options.frame != 0)
        return noSuchFrame(name, 1, options.frame);
    const Shape shape{int(header.rows), int(header.width)};
    // Of what is almost wholly missing no hundred megapixels are set aside.
    constexpr qint64 kFew = 1'000'000, kLeastShare = 256;
    const qint64 promised = header.runs() ? shape.cells() / 128 : header.rowBytes() * header.rows;
    const qint64 there = bytes.size() - header.begin;
    if (there <= 0 || (promised > kFew && there < promised / kLeastShare))
        return truncatedPicture(name);

    DecodedFrame frame;
    for (int p = 0; p < 3; ++p)
        frame.planes.emplace_back(shape);
    frame.dotsPerMetre = header.dotsPerMetre;
    const bool alpha = header.fields[3].mask != 0;
    bool anyAlpha = false;
    if (alpha)
        frame.alpha = Grid(shape, 1);
    std::vector<quint8> indices;
    if (header.runs()) {
        indices.assign(std::size_t(shape.cells()), 0);
        frame.damaged = !unpackRuns(bytes, header, indices);
    }
    const auto colour = [&](int row, int col, std::size_t index) {
        if (index < header.palette.size())
            for (std::size_t p = 0; p < 3; ++p)
                frame.planes[p].at(row, col) = header.palette[index][p];
    };
    for (int r = 0; r < shape.rows; ++r) {
        if (r % kBandRows == 0) {
            if (options.stop.stop_requested())
                return ErrorCode::Stopped;
            if (options.progress)
                options.progress(double(r) / shape.rows);
        }
        const int row = header.topDown ? r : shape.rows - 1 - r;
        if (header.runs()) {
            for (int c = 0; c < shape.cols; ++c)
                colour(row, c, indices[std::size_t(r) * std::size_t(shape.cols) + std::size_t(c)]);
            continue;
        }
        const qint64 at = header.begin + r * header.rowBytes();
        const qint64 rest = std::clamp<qint64>(bytes.size() - at, 0, header.rowBytes());
        const qint64 pixels = std::min<qint64>(shape.cols, rest * 8 / header.bits);
        frame.damaged |= pixels < shape.cols;
        const auto* const line = reinterpret_cast<const uchar*>(bytes.constData()) + at;
        for (int c = 0; c < int(pixels); ++c) {
            if (header.bits <= 8) {
                const int bit = c * header.bits;
                colour(row, c, std::size_t(line[bit / 8] >> (8 - header.bits - bit % 8) & ((1 << header.bits) - 1)));
                continue;
            }
            quint32 pixel = 0;
            for (int b = 0; b < header.bits / 8; ++b)
                pixel |= quint32(line[c * (header.bits / 8) + b]) << 8 * b;
            for (std::size_t p = 0; p < 3; ++p)
                frame.planes[p].at(row, c) = header.fields[p].of(pixel);
            if (alpha) {
                frame.alpha.at(row, c) = header.fields[3].of(pixel);
                anyAlpha |= (pixel & header.fields[3].mask) != 0;
            }
        }
    }
    if (alpha && !anyAlpha) // a field that nobody filled
        frame.alpha = Grid();
    return frame;
}

} // namespace lab
