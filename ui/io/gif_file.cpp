// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/gif_file.h"

#include <QCoreApplication>
#include <QIODevice>

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <gif_lib.h>
#include <memory>

namespace lab
{

namespace
{

constexpr std::size_t kMostColours = 255; ///< of 256; one means "as before"

const QRgb* lineOf(const QImage& image, int y)
{
    return reinterpret_cast<const QRgb*>(image.constScanLine(y));
}

/// The least rectangle in which two images of one size differ; empty where they do not.
QRect changed(const QImage& before, const QImage& after)
{
    int top = -1, bottom = -1, left = after.width(), right = -1;
    for (int y = 0; y < after.height(); ++y) {
        const QRgb *a = lineOf(before, y), *b = lineOf(after, y);
        const auto first = int(std::mismatch(b, b + after.width(), a).first - b);
        if (first == after.width())
            continue;
        int last = after.width() - 1;
        while (a[last] == b[last])
            --last;
        top = top < 0 ? y : top;
        bottom = y;
        left = std::min(left, first);
        right = std::max(right, last);
    }
    return top < 0 ? QRect() : QRect(QPoint(left, top), QPoint(right, bottom));
}

/// That part of an image, transparent where it is as before.
QImage difference(const QImage& before, const QImage& after, QRect area)
{
    QImage part = after.copy(area).convertToFormat(QImage::Format_ARGB32);
    for (int y = 0; y < area.height() && !before.isNull(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(part.scanLine(y));
        const QRgb* old = lineOf(before, area.top() + y) + area.left();
        for (int x = 0; x < area.width(); ++x)
            line[x] = line[x] == old[x] ? 0 : line[x];
    }
    return part;
}

/// Where the bytes go; giflib does not ask what became of the last one.
struct Sink {
    QIODevice& device;
    bool good = true;
};

int toSink(GifFileType* gif, const GifByteType* bytes, int count)
{
    auto* sink = static_cast<Sink*>(gif->UserData);
    const qint64 written = sink->device.write(reinterpret_cast<const char*>(bytes), count);
    sink->good = sink->good && written == count;
    return int(written);
}

struct CloseGif {
    void operator()(GifFileType* gif) const { EGifCloseFile(gif, nullptr); }
};

/// A palette has a power of two of colours; those that are left over are black.
std::unique_ptr<ColorMapObject, decltype(&GifFreeMapObject)> mapOf(std::span<const QRgb> palette)
{
    std::array<GifColorType, 256> colours{};
    std::ranges::transform(palette, colours.begin(), [](QRgb c) {
        return GifColorType{GifByteType(qRed(c)), GifByteType(qGreen(c)), GifByteType(qBlue(c))};
    });
    const int size = std::max(2, int(std::bit_ceil(palette.size() + 1)));
    return {GifMakeMapObject(size, colours.data()), &GifFreeMapObject};
}

bool putLoop(GifFileType* gif)
{
    constexpr std::array<GifByteType, 3> kForEver{1, 0, 0};
    return EGifPutExtensionLeader(gif, APPLICATION_EXT_FUNC_CODE) == GIF_OK &&
           EGifPutExtensionBlock(gif, 11, "NETSCAPE2.0") == GIF_OK &&
           EGifPutExtensionBlock(gif, int(kForEver.size()), kForEver.data()) == GIF_OK &&
           EGifPutExtensionTrailer(gif) == GIF_OK;
}

bool putControl(GifFileType* gif, int hundredths, int transparent)
{
    const GraphicsControlBlock control{DISPOSE_DO_NOT, false, hundredths, transparent};
    std::array<GifByteType, 4> bytes{};
    EGifGCBToExtension(&control, bytes.data());
    return EGifPutExtension(gif, GRAPHICS_EXT_FUNC_CODE, int(bytes.size()), bytes.data()) == GIF_OK;
}

/// Rows of pixels; `pixels` null: all transparent.
bool putArea(GifFileType* gif, QRect area, const QRgb* pixels, NearestColour& nearest, GifByteType transparent,
             const std::stop_token& stop)
{
    if (EGifPutImageDesc(gif, area.x(), area.y(), area.width(), area.height(), false, nullptr) != GIF_OK)
        return false;
    std::vector<GifPixelType> line(std::size_t(area.width()), transparent);
    for (int y = 0; y < area.height(); ++y) {
        for (int x = 0; pixels && x < area.width(); ++x, ++pixels)
            line[std::size_t(x)] = qAlpha(*pixels) == 0 ? transparent : nearest.indexOf(*pixels);
        if (stop.stop_requested() || EGifPutLine(gif, line.data(), area.width()) != GIF_OK)
            return false;
    }
    return true;
}

} // namespace

GifAnimation::GifAnimation(QSize size, std::vector<QRgb> exact) : m_size(size), m_exact(std::move(exact))
{
    assert(size.width() > 0 && size.height() > 0 && std::max(size.width(), size.height()) <= kMostSide);
}

Result<Done> GifAnimation::add(const QImage& frame, int hundredths)
{
    assert(frame.size() == m_size && hundredths >= 0);
    const QImage image = frame.convertToFormat(QImage::Format_RGB32);
    if (image.isNull())
        return ErrorCode::OutOfMemory;
    const QRect area = m_frames.empty() ? image.rect() : changed(m_last, image);
    if (area.isEmpty()) {
        m_frames.back().hundredths += hundredths;
        return Done();
    }
    const QImage part = difference(m_last, image, area);
    if (part.isNull())
        return ErrorCode::OutOfMemory;
    m_colours.add(part);
    constexpr int kQuick = 1;
    m_frames.push_back({area, qCompress(part.constBits(), part.sizeInBytes(), kQuick), hundredths});
    m_bytes += m_frames.back().pixels.size();
    m_last = image;
    return m_bytes > kMostBytes ? Result<Done>(ErrorCode::OutOfMemory) : Done();
}

Result<Done> GifAnimation::write(QIODevice& to, const std::stop_token& stop) const
{
    assert(!m_frames.empty());
    const std::vector<QRgb> palette = paletteFor(m_colours, m_exact, kMostColours);
    const auto transparent = GifByteType(palette.size());
    const auto map = mapOf(palette);
    Sink sink{to};
    std::unique_ptr<GifFileType, CloseGif> gif(EGifOpen(&sink, toSink, nullptr));
    if (!gif || !map)
        return ErrorCode::OutOfMemory;
    NearestColour nearest(palette);
    EGifSetGifVersion(gif.get(), true);
    bool good = EGifPutScreenDesc(gif.get(), m_size.width(), m_size.height(), 8, 0, map.get()) == GIF_OK &&
                putLoop(gif.get());
    for (auto frame = m_frames.begin(); good && frame != m_frames.end(); ++frame) {
        const QByteArray pixels = qUncompress(frame->pixels);
        std::int64_t left = frame->hundredths;
        const auto once = [&] { return int(std::min<std::int64_t>(left, kMostHundredths)); };
        good = putControl(gif.get(), once(), transparent) &&
               putArea(gif.get(), frame->area, reinterpret_cast<const QRgb*>(pixels.constData()), nearest,
                       transparent, stop);
        for (left -= once(); good && left > 0; left -= once()) // longer than a frame can wait
            good = putControl(gif.get(), once(), transparent) &&
                   putArea(gif.get(), {0, 0, 1, 1}, nullptr, nearest, transparent, stop);
    }
    if (stop.stop_requested())
        return ErrorCode::Stopped;
    if (good && EGifCloseFile(gif.release(), nullptr) == GIF_OK && sink.good)
        return Done();
    return Error{ErrorCode::CannotWrite, {to.errorString().toStdString()}};
}

} // namespace lab
