// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/heif_file.h"

#include "ui/io/colour_profile.h"
#include "ui/io/picture_bytes.h"
#include "ui/io/quiet_stderr.h"

#include <QCoreApplication>
#include <QtEndian>

#include <algorithm>
#include <cmath>
#include <libheif/heif.h>
#include <memory>

namespace lab
{

namespace
{

template <class T, void (*kFree)(T*)>
struct FreeWith {
    void operator()(T* p) const { kFree(p); }
};
void freeHandle(heif_image_handle* handle)
{
    heif_image_handle_release(handle);
}
void freeImage(heif_image* image)
{
    heif_image_release(image);
}
using Context = std::unique_ptr<heif_context, FreeWith<heif_context, heif_context_free>>;
using Handle = std::unique_ptr<heif_image_handle, FreeWith<heif_image_handle, freeHandle>>;
using Image = std::unique_ptr<heif_image, FreeWith<heif_image, freeImage>>;

/// The pictures of a file, the primary one first.
std::vector<heif_item_id> picturesOf(heif_context* context)
{
    const int count = std::max(0, heif_context_get_number_of_top_level_images(context));
    std::vector<heif_item_id> ids(static_cast<std::size_t>(count));
    ids.resize(std::size_t(heif_context_get_list_of_top_level_image_IDs(context, ids.data(), count)));
    heif_item_id primary = 0;
    if (heif_context_get_primary_image_ID(context, &primary).code == heif_error_Ok) {
        ids.erase(std::remove(ids.begin(), ids.end(), primary), ids.end());
        ids.insert(ids.begin(), primary);
    }
    return ids;
}

QColorSpace profileOf(const heif_image_handle* handle)
{
    const size_t size = heif_image_handle_get_raw_color_profile_size(handle);
    constexpr size_t kMost = size_t(1) << 24;
    if (size > 0 && size <= kMost) {
        QByteArray icc(qsizetype(size), '\0');
        if (heif_image_handle_get_raw_color_profile(handle, icc.data()).code == heif_error_Ok)
            return colourSpaceOf(icc);
    }
    return {};
}

/// Red, green, blue and perhaps alpha, one byte or two of little end each.
void readPixels(const heif_image* image, int bits, bool alpha, DecodedFrame& frame)
{
    int pitch = 0;
    const uint8_t* const pixels = heif_image_get_plane_readonly(image, heif_channel_interleaved, &pitch);
    const Shape shape = frame.planes.front().shape();
    const int samples = alpha ? 4 : 3;
    const float white = float((1 << bits) - 1);
    for (int r = 0; r < shape.rows; ++r) {
        const uint8_t* const row = pixels + std::ptrdiff_t(r) * pitch;
        for (int c = 0; c < shape.cols; ++c) {
            const auto value = [&](int s) {
                const std::ptrdiff_t at = std::ptrdiff_t(c) * samples + s;
                return (bits > 8 ? float(qFromLittleEndian<quint16>(row + 2 * at)) : float(row[at])) / white;
            };
            for (int p = 0; p < 3; ++p)
                frame.planes[std::size_t(p)].at(r, c) = value(p);
            if (alpha)
                frame.alpha.at(r, c) = value(3);
        }
    }
}

} // namespace

Result<DecodedFrame> frameFromHeif(const QByteArray& bytes, const QString& name, const DecodeOptions& options)
{
    const QuietStderr quiet;
    const auto failure = [&](const heif_error& error) {
        if (options.stop.stop_requested())
            return Error{ErrorCode::Stopped};
        if (error.code == heif_error_Memory_allocation_error &&
            error.subcode != heif_suberror_Security_limit_exceeded)
            return Error{ErrorCode::OutOfMemory};
        if (isTruncated(bytes, "heif"))
            return truncatedPicture(name);
        return brokenPicture(name, QString::fromUtf8(error.message).remove(u'\n'));
    };
    const Context context(heif_context_alloc());
    if (!context)
        return ErrorCode::OutOfMemory;
    if (options.stop.stop_requested())
        return ErrorCode::Stopped;
    if (const auto read = heif_context_read_from_memory_without_copy(context.get(), bytes.constData(),
                                                                     size_t(bytes.size()), nullptr);
        read.code != heif_error_Ok)
        return failure(read);
    const std::vector<heif_item_id> ids = picturesOf(context.get());
    if (ids.empty())
        return brokenPicture(name, QCoreApplication::translate("lab", "there is no picture in it"));
    if (options.frame < 0 || options.frame >= int(ids.size()))
        return noSuchFrame(name, int(ids.size()), options.frame);

    heif_image_handle* made = nullptr;
    const auto found = heif_context_get_image_handle(context.get(), ids[std::size_t(options.frame)], &made);
    const Handle handle(made);
    if (found.code != heif_error_Ok)
        return failure(found);
    const int width = heif_image_handle_get_width(handle.get()), height = heif_image_handle_get_height(handle.get());
    if (const auto size = checkSize(name, width, height); !size)
        return size.error();
    const int bits = heif_image_handle_get_luma_bits_per_pixel(handle.get());
    const bool deep = bits > 8, alpha = heif_image_handle_has_alpha_channel(handle.get()) != 0;
    const heif_chroma chroma = deep
                                   ? (alpha ? heif_chroma_interleaved_RRGGBBAA_LE : heif_chroma_interleaved_RRGGBB_LE)
                                   : (alpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB);
    heif_image* decoded = nullptr;
    const auto done = heif_decode_image(handle.get(), &decoded, heif_colorspace_RGB, chroma, nullptr);
    const Image image(decoded);
    if (options.stop.stop_requested())
        return ErrorCode::Stopped;
    if (done.code != heif_error_Ok)
        return failure(done);
    const int cols = heif_image_get_width(image.get(), heif_channel_interleaved);
    const int rows = heif_image_get_height(image.get(), heif_channel_interleaved);
    if (const auto size = checkSize(name, cols, rows); !size)
        return size.error();
    const int depth = heif_image_get_bits_per_pixel_range(image.get(), heif_channel_interleaved);

    DecodedFrame frame;
    frame.frames = int(ids.size());
    frame.planes = unsetPlanes(3, {rows, cols});
    if (alpha)
        frame.alpha = Grid::uninitialised({rows, cols});
    frame.bits = deep ? 16 : 8;
    readPixels(image.get(), deep ? std::clamp(depth, 9, 16) : 8, alpha, frame);
    if (alpha && heif_image_handle_is_premultiplied_alpha(handle.get())) {
        for (Grid& plane : frame.planes)
            for (std::size_t i = 0; i < plane.size(); ++i)
                plane.cells()[i] =
                    frame.alpha.cells()[i] > 0 ? std::min(plane.cells()[i] / frame.alpha.cells()[i], 1.0F) : 0.0F;
    }
    frame.profile = profileOf(handle.get());
    return frame;
}

} // namespace lab
