// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/png_file.h"

#include "core/numbers/parallel.h"
#include "ui/io/bytes_at.h"
#include "ui/io/colour_profile.h"
#include "ui/io/exif.h"

#include <QCoreApplication>
#include <QRgba64>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <new>
#include <optional>
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

enum ColourType { Grey = 0, Rgb = 2, Palette = 3, GreyAlpha = 4, RgbAlpha = 6 };

/// One frame's place on the canvas, and its packed rows.
struct Part {
    QByteArray packed;
    QRect place;
    int dispose = 0; ///< what becomes of it: 0 stays, 1 cleared, 2 what was before
    bool over = false; ///< blended over what is there, not put in its place
};

/// What the chunks say.
struct PngFile {
    QSize size;
    int bits = 0, type = 0;
    bool interlaced = false;
    std::vector<QRgb> palette;
    std::optional<std::array<int, 3>> transparent; ///< the grey or colour that is
    bool paletteAlpha = false;
    QColorSpace profile;
    int dotsPerMetre = 0;
    QByteArray exif;
    std::vector<Part> parts;
    bool damaged = false;

    int samples() const { return type == Rgb ? 3 : type == GreyAlpha ? 2 : type == RgbAlpha ? 4 : 1; }
    bool alpha() const { return type == GreyAlpha || type == RgbAlpha || transparent || paletteAlpha; }
    bool deep() const { return bits == 16; }
    QImage::Format format() const
    {
        if (alpha())
            return deep() ? QImage::Format_RGBA64 : QImage::Format_ARGB32;
        if (type == Grey)
            return deep() ? QImage::Format_Grayscale16 : QImage::Format_Grayscale8;
        return deep() ? QImage::Format_RGBX64 : QImage::Format_RGB32;
    }
};

bool depthFits(int type, int bits)
{
    switch (type) {
    case Grey:
        return bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16;
    case Palette:
        return bits == 1 || bits == 2 || bits == 4 || bits == 8;
    case Rgb:
    case GreyAlpha:
    case RgbAlpha:
        return bits == 8 || bits == 16;
    default:
        return false;
    }
}

/// Unpacks bytes as they are asked for.
class Inflater
{
public:
    explicit Inflater(const QByteArray& packed)
    {
        m_good = inflateInit(&m_stream) == Z_OK;
        m_stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(packed.constData()));
        m_stream.avail_in = uInt(packed.size());
    }
    ~Inflater() { inflateEnd(&m_stream); }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    /// How many of `count` bytes there were.
    qint64 read(uchar* to, qint64 count)
    {
        m_stream.next_out = to;
        m_stream.avail_out = uInt(count);
        while (m_good && m_stream.avail_out > 0)
            m_good = inflate(&m_stream, Z_SYNC_FLUSH) == Z_OK;
        return count - qint64(m_stream.avail_out);
    }

private:
    z_stream m_stream{};
    bool m_good;
};

QColorSpace profileOf(const QByteArray& iccp)
{
    constexpr qint64 kMost = qint64(1) << 22;
    const qsizetype name = iccp.indexOf('\0');
    if (name < 0)
        return colourSpaceOf(iccp);
    const QByteArray packed = iccp.mid(name + 2);
    QByteArray icc(kMost, Qt::Uninitialized);
    icc.truncate(Inflater(packed).read(reinterpret_cast<uchar*>(icc.data()), kMost));
    return colourSpaceOf(icc.isEmpty() ? iccp : icc); // what cannot be unpacked is a broken one
}

void readPalette(PngFile& file, const QByteArray& data)
{
    for (qsizetype i = 0; i + 2 < data.size() && i < 3 * 256; i += 3)
        file.palette.push_back(qRgb(quint8(data[i]), quint8(data[i + 1]), quint8(data[i + 2])));
}

void readTransparency(PngFile& file, const QByteArray& data)
{
    const Bytes bytes(data);
    if (file.type == Palette) {
        for (std::size_t i = 0; i < file.palette.size() && qsizetype(i) < data.size(); ++i)
            file.palette[i] = (file.palette[i] & 0xFFFFFFU) | uint(quint8(data[qsizetype(i)])) << 24;
        file.paletteAlpha = true;
    } else if (file.type == Grey && data.size() >= 2) {
        file.transparent = {*bytes.big<quint16>(0), 0, 0};
    } else if (file.type == Rgb && data.size() >= 6) {
        file.transparent = {*bytes.big<quint16>(0), *bytes.big<quint16>(2), *bytes.big<quint16>(4)};
    }
}

/// Where the next frame lies; none where it does not lie on the canvas.
std::optional<Part> partFrom(const QByteArray& data, QSize canvas)
{
    const Bytes bytes(data);
    const auto at = [&](qint64 i) { return qint64(bytes.big<quint32>(i).value_or(0)); };
    const qint64 width = at(4), height = at(8), x = at(12), y = at(16);
    if (data.size() < 26 || width < 1 || height < 1 || x + width > canvas.width() || y + height > canvas.height())
        return std::nullopt;
    return Part{{}, QRect(int(x), int(y), int(width), int(height)), bytes.byte(24), bytes.byte(25) == 1};
}

/// Errors: PictureBroken, PictureTruncated, PictureTooLarge.
Result<PngFile> readChunks(const QByteArray& bytes, const QString& name)
{
    const Bytes in(bytes);
    if (!in.has(kSignature, 25))
        return truncatedPicture(name);
    const auto sumFits = [&](qint64 at, qint64 length) {
        const auto* const from = reinterpret_cast<const Bytef*>(bytes.constData()) + at + 4;
        return in.big<quint32>(at + 8 + length) == quint32(crc32(0, from, uInt(length + 4)));
    };
    PngFile file;
    file.bits = in.byte(24);
    file.type = in.byte(25);
    file.interlaced = in.byte(28) == 1;
    if (in.part(12, 4) != "IHDR" || in.big<quint32>(8) != 13U || !sumFits(8, 13) ||
        !depthFits(file.type, file.bits) || in.byte(26) != 0 || in.byte(27) != 0 || in.byte(28) > 1)
        return brokenPicture(name, QCoreApplication::translate("lab", "its header is damaged"));
    const auto width = *in.big<quint32>(16), height = *in.big<quint32>(20);
    if (const auto fine = checkSize(name, width, height); !fine)
        return fine.error();
    file.size = QSize(int(width), int(height));

    Part still{{}, QRect(QPoint(0, 0), file.size)};
    bool controlled = false, ended = false; // a fcTL came, an IEND
    for (qint64 at = kSignature + 25; !ended;) {
        const auto length = in.big<quint32>(at);
        if (!length || !in.has(at, 8))
            break;
        const QByteArray kind = in.part(at + 4, 4);
        const qint64 there = std::min<qint64>(*length, in.size() - at - 8);
        const bool fits = there == *length && sumFits(at, there);
        const auto data = [&] { return bytes.mid(at + 8, there); };
        file.damaged |= !fits;
        if (kind == "IDAT")
            (controlled ? file.parts.back() : still).packed += data();
        else if (kind == "fdAT" && controlled)
            file.parts.back().packed += data().mid(4);
        else if (kind == "IEND")
            ended = true;
        else if (!fits)
            ; // nothing that it says can be trusted
        else if (kind == "fcTL") {
            if (auto part = partFrom(data(), file.size))
                file.parts.push_back(std::move(*part));
            else
                return brokenPicture(name, QCoreApplication::translate("lab", "a frame lies outside its picture"));
            controlled = true;
        } else if (kind == "PLTE")
            readPalette(file, data());
        else if (kind == "tRNS")
            readTransparency(file, data());
        else if (kind == "eXIf")
            file.exif = data();
        else if (kind == "iCCP")
            file.profile = profileOf(data());
        else if (kind == "sRGB")
            file.profile = QColorSpace(QColorSpace::SRgb);
        else if (kind == "gAMA" && there == 4 && !file.profile.isValid()) {
            if (const quint32 gamma = *in.big<quint32>(at + 8); gamma > 0 && gamma != 45455) // that of sRGB
                file.profile = QColorSpace(QColorSpace::Primaries::SRgb, 100000.0F / float(gamma));
        } else if (kind == "pHYs" && there == 9 && in.byte(at + 16) == 1)
            file.dotsPerMetre = int(std::min<quint32>(*in.big<quint32>(at + 8), 10'000'000));
        if (there < *length)
            break;
        at += 12 + qint64(*length);
    }
    file.damaged |= !ended;
    if (file.parts.empty())
        file.parts.push_back(std::move(still));
    if (file.type == Palette && file.palette.empty())
        return ended ? brokenPicture(name, QCoreApplication::translate("lab", "it has no palette"))
                     : truncatedPicture(name);
    return file;
}

int paeth(int a, int b, int c)
{
    const int toA = std::abs(b - c), toB = std::abs(a - c), toC = std::abs(a + b - 2 * c);
    return toA <= toB && toA <= toC ? a : toB <= toC ? b : c;
}

/// Undoes the filter of a row of `count` bytes, pixels `step` bytes apart; false where there is no such filter.
bool unfilter(int filter, uchar* row, const uchar* before, qint64 count, qint64 step)
{
    const qint64 first = std::min(step, count);
    switch (filter) {
    case 0:
        return true;
    case 1:
        for (qint64 i = first; i < count; ++i)
            row[i] = uchar(row[i] + row[i - step]);
        return true;
    case 2:
        for (qint64 i = 0; i < count; ++i)
            row[i] = uchar(row[i] + before[i]);
        return true;
    case 3:
        for (qint64 i = 0; i < first; ++i)
            row[i] = uchar(row[i] + before[i] / 2);
        for (qint64 i = first; i < count; ++i)
            row[i] = uchar(row[i] + (row[i - step] + before[i]) / 2);
        return true;
    case 4:
        for (qint64 i = 0; i < first; ++i)
            row[i] = uchar(row[i] + before[i]);
        for (qint64 i = first; i < count; ++i)
            row[i] = uchar(row[i] + paeth(row[i - step], before[i], before[i - step]));
        return true;
    default:
        return false;
    }
}

/// The most usual rows, quickly: 8-bit grey, colours, colours with alpha; false where they are others.
bool placePlain(const PngFile& file, const uchar* row, int pixels, uchar* line)
{
    if (file.bits != 8 || file.transparent)
        return false;
    auto* const to = reinterpret_cast<QRgb*>(line);
    switch (file.type) {
    case Grey:
        std::memcpy(line, row, std::size_t(pixels));
        return true;
    case Rgb:
        for (int i = 0; i < pixels; ++i, row += 3)
            to[i] = qRgb(row[0], row[1], row[2]);
        return true;
    case RgbAlpha:
        for (int i = 0; i < pixels; ++i, row += 4)
            to[i] = qRgba(row[0], row[1], row[2], row[3]);
        return true;
    default:
        return false;
    }
}

/// Puts the pixels of a row into an image of `file.format()`, `dx` apart from `x` on.
void place(const PngFile& file, const uchar* row, int pixels, uchar* line, int x, int dx)
{
    if (x == 0 && dx == 1 && placePlain(file, row, pixels, line))
        return;
    const int samples = file.samples(), bits = file.bits, most = (1 << bits) - 1;
    const auto sample = [&](int i) -> int {
        if (bits == 8)
            return row[i];
        if (bits == 16)
            return row[2 * i] << 8 | row[2 * i + 1];
        return row[i * bits / 8] >> (8 - bits - i * bits % 8) & most;
    };
    const int scale = bits < 8 && file.type == Grey ? 255 / most : 1;
    for (int i = 0; i < pixels; ++i, x += dx) {
        const int first = sample(i * samples);
        switch (file.format()) {
        case QImage::Format_Grayscale8:
            line[x] = uchar(first * scale);
            continue;
        case QImage::Format_Grayscale16:
            reinterpret_cast<quint16*>(line)[x] = quint16(first);
            continue;
        default:
            break;
        }
        if (file.type == Palette) {
            const auto colour = std::size_t(first);
            reinterpret_cast<QRgb*>(line)[x] = colour < file.palette.size() ? file.palette[colour] : qRgb(0, 0, 0);
            continue;
        }
        const bool grey = file.type == Grey || file.type == GreyAlpha;
        const int green = grey ? first : sample(i * samples + 1), blue = grey ? first : sample(i * samples + 2);
        int alpha = file.deep() ? 65535 : 255;
        if (file.type == GreyAlpha || file.type == RgbAlpha)
            alpha = sample(i * samples + samples - 1);
        else if (file.transparent && first == (*file.transparent)[0] &&
                 (grey || (green == (*file.transparent)[1] && blue == (*file.transparent)[2])))
            alpha = 0;
        if (file.deep())
            reinterpret_cast<QRgba64*>(line)[x] =
                QRgba64::fromRgba64(quint16(first), quint16(green), quint16(blue), quint16(alpha));
        else
            reinterpret_cast<QRgb*>(line)[x] = qRgba(first * scale, green * scale, blue * scale, alpha);
    }
}

/// Every how many pixels a pass has one, from where.
struct Pass {
    int x, y, dx, dy;
};
constexpr std::array<Pass, 1> kOnePass{{{0, 0, 1, 1}}};
constexpr std::array<Pass, 7> kAdam7{
    {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}}};

struct Unpacked {
    QImage image;
    bool any = false, whole = true;
};

/// Errors: Stopped, OutOfMemory.
Result<Unpacked> unpacked(const PngFile& file, const Part& part, const DecodeOptions& options)
{
    constexpr int kBandRows = 64; // between two looks at the stop token
    const QSize size = part.place.size();
    Unpacked result{QImage(size, file.format())};
    if (result.image.isNull())
        return ErrorCode::OutOfMemory;
    result.image.fill(file.alpha() ? Qt::transparent : Qt::black);
    Inflater inflater(part.packed);
    const int pixelBits = file.samples() * file.bits, step = std::max(1, pixelBits / 8);
    const std::span<const Pass> passes = file.interlaced ? std::span<const Pass>(kAdam7) : kOnePass;
    for (std::size_t p = 0; p < passes.size() && result.whole; ++p) {
        const Pass& pass = passes[p];
        const int cols = (size.width() - pass.x + pass.dx - 1) / pass.dx;
        if (size.width() <= pass.x || size.height() <= pass.y)
            continue;
        const qint64 count = (qint64(cols) * pixelBits + 7) / 8;
        std::vector<uchar> row(std::size_t(count + 1)), before(std::size_t(count + 1), uchar(0));
        for (int y = pass.y, number = 0; y < size.height() && result.whole; y += pass.dy, ++number) {
            if (number % kBandRows == 0) {
                if (options.stop.stop_requested())
                    return ErrorCode::Stopped;
                if (options.progress)
                    options.progress((double(p) + double(y) / size.height()) / double(passes.size()));
            }
            const qint64 got = inflater.read(row.data(), count + 1);
            result.whole = got == count + 1;
            if (got < 2 || !unfilter(row[0], row.data() + 1, before.data() + 1, got - 1, step)) {
                result.whole = false;
                break;
            }
            result.any = true;
            place(file, row.data() + 1, int(std::min<qint64>(cols, (got - 1) * 8 / pixelBits)),
                  result.image.scanLine(y), pass.x, pass.dx);
            std::swap(row, before);
        }
    }
    return result;
}

quint16 mixed(quint16 upper, quint16 upperAlpha, quint16 lower, quint16 lowerAlpha)
{
    const double a = upperAlpha / 65535.0, b = lowerAlpha / 65535.0 * (1 - a);
    return a + b > 0 ? quint16(std::lround((upper * a + lower * b) / (a + b))) : quint16(0);
}

/// Puts a frame on the canvas; both RGBA64.
void compose(QImage& canvas, const QImage& image, const Part& part)
{
    for (int y = 0; y < image.height(); ++y) {
        const auto* const from = reinterpret_cast<const QRgba64*>(image.constScanLine(y));
        auto* const to = reinterpret_cast<QRgba64*>(canvas.scanLine(y + part.place.y())) + part.place.x();
        for (int x = 0; x < image.width(); ++x) {
            const QRgba64 above = from[x], below = to[x];
            if (!part.over || above.isOpaque()) {
                to[x] = above;
                continue;
            }
            const auto mix = [&](quint16 a, quint16 b) { return mixed(a, above.alpha(), b, below.alpha()); };
            const double alpha = above.alpha() + below.alpha() * (1 - above.alpha() / 65535.0);
            to[x] = QRgba64::fromRgba64(mix(above.red(), below.red()), mix(above.green(), below.green()),
                                        mix(above.blue(), below.blue()), quint16(std::lround(alpha)));
        }
    }
}

/// Errors: as of frameFromPng().
Result<DecodedFrame> composed(const PngFile& file, const QString& name, const DecodeOptions& options)
{
    DecodedFrame frame;
    frame.frames = int(file.parts.size());
    frame.damaged = file.damaged;
    const auto nothing = [&] {
        return file.damaged ? truncatedPicture(name)
                            : brokenPicture(name, QCoreApplication::translate("lab", "its pixels are damaged"));
    };
    // Of what is almost wholly missing no gigabyte is set aside: a packed byte holds 1032 at most.
    constexpr qint64 kFew = 1'000'000, kMostPacked = 1032, kLeastShare = 256;
    const qint64 pixels = qint64(file.size.width()) * file.size.height();
    const auto tooLittle = [&](const Part& part) {
        return pixels > kFew &&
               part.packed.size() * kMostPacked < pixels * file.samples() * file.bits / 8 / kLeastShare;
    };
    QImage canvas;
    for (int i = 0; i <= options.frame; ++i) {
        const Part& part = file.parts[std::size_t(i)];
        if (file.parts.size() == 1 && tooLittle(part))
            return nothing();
        auto image = unpacked(file, part, options);
        if (!image)
            return image.error();
        frame.damaged |= !image->whole;
        if (!image->any && i == options.frame)
            return nothing();
        const bool plain = i == 0 && options.frame == 0 && part.place == QRect(QPoint(0, 0), file.size);
        if (plain) {
            frame.image = std::move(image->image);
            return frame;
        }
        if (canvas.isNull()) {
            canvas = QImage(file.size, QImage::Format_RGBA64);
            if (canvas.isNull())
                return ErrorCode::OutOfMemory;
            canvas.fill(Qt::transparent);
        }
        const QImage before = part.dispose == 2 ? canvas.copy() : QImage();
        compose(canvas, std::move(image->image).convertToFormat(QImage::Format_RGBA64), part);
        if (i == options.frame)
            break;
        if (part.dispose == 2)
            canvas = before;
        else if (part.dispose == 1)
            for (int y = part.place.top(); y <= part.place.bottom(); ++y)
                std::memset(canvas.scanLine(y) + part.place.x() * 8, 0, std::size_t(part.place.width()) * 8);
    }
    frame.image = file.deep() ? canvas : std::move(canvas).convertToFormat(QImage::Format_ARGB32);
    return frame;
}

/// How the samples of an image lie in a PNG file.
struct Written {
    QImage::Format format;
    int type, bits, samples;
};

Written writtenAs(const QImage& image)
{
    const bool deep = image.format() == QImage::Format_Grayscale16 || image.depth() > 32;
    if (image.hasAlphaChannel())
        return deep ? Written{QImage::Format_RGBA64, RgbAlpha, 16, 4}
                    : Written{QImage::Format_RGBA8888, RgbAlpha, 8, 4};
    if (image.format() == QImage::Format_Grayscale8 || image.format() == QImage::Format_Grayscale16)
        return deep ? Written{QImage::Format_Grayscale16, Grey, 16, 1}
                    : Written{QImage::Format_Grayscale8, Grey, 8, 1};
    return deep ? Written{QImage::Format_RGBX64, Rgb, 16, 3} : Written{QImage::Format_RGB888, Rgb, 8, 3};
}

/// The bytes of a row as the file has them: big-endian, without the fourth sample of RGBX64.
void rowBytes(const QImage& image, const Written& as, int row, uchar* to)
{
    const uchar* const line = image.constScanLine(row);
    if (as.bits == 8) {
        std::memcpy(to, line, std::size_t(image.width()) * std::size_t(as.samples));
        return;
    }
    const auto* from = reinterpret_cast<const quint16*>(line);
    const int inMemory = as.samples == 3 ? 4 : as.samples;
    for (int x = 0; x < image.width(); ++x, from += inMemory)
        for (int s = 0; s < as.samples; ++s, to += 2)
            qToBigEndian(from[s], to);
}

int costOf(const uchar* row, std::size_t count)
{
    int sum = 0;
    for (std::size_t i = 0; i < count; ++i)
        sum += std::abs(int(qint8(row[i])));
    return sum;
}

/// Some rows, packed as a part of one stream; with their checksum.
struct Band {
    QByteArray packed;
    uLong sum = 0;
    qint64 size = 0;
};

/// Rows [begin, end) of an image, each by the better of two filters (left and above), packed quickly.
Band packedBand(const QImage& image, const Written& as, int begin, int end)
{
    const std::size_t step = std::size_t(as.samples) * std::size_t(as.bits) / 8;
    const std::size_t count = std::size_t(image.width()) * step;
    std::vector<uchar> row(count), before(count, uchar(0)), left(count + 1), above(count + 1);
    Band band{{}, adler32(0, nullptr, 0), qint64(count + 1) * (end - begin)};
    z_stream stream{};
    if (deflateInit2(&stream, 1, Z_DEFLATED, -15, 9, Z_FILTERED) != Z_OK)
        throw std::bad_alloc();
    band.packed.resize(qsizetype(deflateBound(&stream, uLong(band.size)) + 16));
    stream.next_out = reinterpret_cast<Bytef*>(band.packed.data());
    stream.avail_out = uInt(band.packed.size());
    if (begin > 0)
        rowBytes(image, as, begin - 1, before.data());
    left[0] = 1;
    above[0] = 2;
    for (int r = begin; r < end; ++r) {
        rowBytes(image, as, r, row.data());
        for (std::size_t i = 0; i < std::min(step, count); ++i)
            left[1 + i] = row[i];
        for (std::size_t i = step; i < count; ++i)
            left[1 + i] = uchar(row[i] - row[i - step]);
        for (std::size_t i = 0; i < count; ++i)
            above[1 + i] = uchar(row[i] - before[i]);
        auto& best = costOf(left.data() + 1, count) < costOf(above.data() + 1, count) ? left : above;
        band.sum = adler32(band.sum, best.data(), uInt(count + 1));
        stream.next_in = best.data();
        stream.avail_in = uInt(count + 1);
        deflate(&stream, r + 1 == image.height() ? Z_FINISH : r + 1 == end ? Z_SYNC_FLUSH : Z_NO_FLUSH);
        std::swap(row, before);
    }
    band.packed.resize(band.packed.size() - qsizetype(stream.avail_out));
    deflateEnd(&stream);
    return band;
}

QByteArray imageChunks(const QImage& image, const Written& as)
{
    constexpr int kBandBytes = 1 << 21;
    const int perBand = std::max(1, int(kBandBytes / std::max<qsizetype>(1, image.bytesPerLine())));
    const int count = (image.height() + perBand - 1) / perBand;
    std::vector<Band> bands(static_cast<std::size_t>(count));
    const auto done = forEachPart(count, allowedThreads(), {}, [&](int i) {
        bands[std::size_t(i)] = packedBand(image, as, i * perBand, std::min(image.height(), (i + 1) * perBand));
    });
    if (!done)
        return {};
    QByteArray chunks;
    uLong sum = adler32(0, nullptr, 0);
    for (std::size_t i = 0; i < bands.size(); ++i) {
        sum = adler32_combine(sum, bands[i].sum, z_off_t(bands[i].size));
        QByteArray data = i == 0 ? QByteArray("\x78\x01", 2) : QByteArray();
        data += bands[i].packed;
        bands[i].packed.clear();
        if (i + 1 == bands.size())
            data += bigEndian(quint32(sum));
        chunks += chunk("IDAT" + data);
    }
    return chunks;
}

/// The profile, packed.
QByteArray profileChunk(const QByteArray& icc)
{
    QByteArray packed(qsizetype(compressBound(uLong(icc.size()))), Qt::Uninitialized);
    uLong size = uLong(packed.size());
    compress2(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(icc.constData()),
              uLong(icc.size()), 6);
    packed.truncate(qsizetype(size));
    return chunk(QByteArray("iCCPprofile\0\0", 13) + packed);
}

} // namespace

Result<DecodedFrame> frameFromPng(const QByteArray& bytes, const QString& name, const DecodeOptions& options)
{
    const auto file = readChunks(bytes, name);
    if (!file)
        return file.error();
    if (options.frame < 0 || options.frame >= int(file->parts.size()))
        return noSuchFrame(name, int(file->parts.size()), options.frame);
    auto frame = composed(*file, name, options);
    if (!frame)
        return frame;
    frame->profile = file->profile;
    frame->dotsPerMetre = file->dotsPerMetre;
    orient(*frame, exifOrientation(file->exif));
    return frame;
}

QByteArray pngFromImage(const QImage& image)
{
    if (image.isNull())
        return {};
    const Written as = writtenAs(image);
    const QImage written = image.convertToFormat(as.format);
    if (written.isNull())
        return {};
    const QByteArray data = imageChunks(written, as);
    if (data.isEmpty())
        return {};
    QByteArray header = "IHDR" + bigEndian(quint32(image.width())) + bigEndian(quint32(image.height()));
    header += QByteArray(1, char(as.bits)) + QByteArray(1, char(as.type)) + QByteArray(3, '\0');
    QByteArray png = QByteArray("\x89PNG\r\n\x1a\n") + chunk(header);
    if (image.colorSpace() == QColorSpace(QColorSpace::SRgb))
        png += chunk(QByteArray("sRGB\0", 5));
    else if (const QByteArray icc = profileToWrite(image, as.type == Grey); !icc.isEmpty())
        png += profileChunk(icc);
    if (image.dotsPerMeterX() > 0 && image.dotsPerMeterY() > 0)
        png += chunk("pHYs" + bigEndian(quint32(image.dotsPerMeterX())) + bigEndian(quint32(image.dotsPerMeterY())) +
                     QByteArray(1, '\x01'));
    return png + data + chunk("IEND");
}

} // namespace lab
