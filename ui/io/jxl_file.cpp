// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/jxl_file.h"

#include "ui/io/colour_profile.h"
#include "ui/io/quiet_stderr.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <jxl/decode.h>
#include <memory>

namespace lab
{

namespace
{

struct FreeDecoder {
    void operator()(JxlDecoder* decoder) const { JxlDecoderDestroy(decoder); }
};

/// A decoder that is given the file block by block, so that it can be stopped.
class Decoder
{
public:
    Decoder(const QByteArray& bytes, const DecodeOptions& options, int events)
        : m_bytes(bytes), m_options(options), m_decoder(JxlDecoderCreate(nullptr))
    {
        if (m_decoder)
            JxlDecoderSubscribeEvents(m_decoder.get(), events);
    }
    JxlDecoder* get() const { return m_decoder.get(); }
    bool stopped() const { return m_options.stop.stop_requested(); }

    /// The next event; NEED_MORE_INPUT at the end of the file, ERROR when stopped.
    JxlDecoderStatus next()
    {
        constexpr qint64 kBlock = 1 << 18;
        for (;;) {
            const JxlDecoderStatus status = JxlDecoderProcessInput(m_decoder.get());
            if (stopped())
                return JXL_DEC_ERROR;
            if (status != JXL_DEC_NEED_MORE_INPUT)
                return status;
            const auto unread = qint64(JxlDecoderReleaseInput(m_decoder.get()));
            if (m_given >= m_bytes.size())
                return status;
            const qint64 from = m_given - unread, count = std::min(m_bytes.size() - from, unread + kBlock);
            JxlDecoderSetInput(m_decoder.get(), reinterpret_cast<const uint8_t*>(m_bytes.constData()) + from,
                               size_t(count));
            m_given = from + count;
            if (m_options.progress)
                m_options.progress(double(m_given) / double(m_bytes.size()));
        }
    }

private:
    const QByteArray& m_bytes;
    const DecodeOptions& m_options;
    std::unique_ptr<JxlDecoder, FreeDecoder> m_decoder;
    qint64 m_given = 0;
};

/// Frames of an animation, as far as they are there; 1 for a picture.
int framesOf(const QByteArray& bytes, const DecodeOptions& options)
{
    DecodeOptions onlyStop;
    onlyStop.stop = options.stop;
    Decoder decoder(bytes, onlyStop, JXL_DEC_BASIC_INFO | JXL_DEC_FRAME);
    if (!decoder.get())
        return 1;
    int frames = 0;
    for (;;) {
        switch (decoder.next()) {
        case JXL_DEC_BASIC_INFO: {
            JxlBasicInfo info;
            if (JxlDecoderGetBasicInfo(decoder.get(), &info) != JXL_DEC_SUCCESS || !info.have_animation)
                return 1;
            break;
        }
        case JXL_DEC_FRAME:
            ++frames;
            break;
        default:
            return std::max(frames, 1);
        }
    }
}

/// What the samples are asked for as, and what they are divided by.
struct Sampling {
    JxlDataType type;
    int bytes;
    bool floats;
    float white; ///< of the type
    float steps; ///< of the file: 10-bit samples come as 16 bits
};

Sampling samplingOf(const JxlBasicInfo& info)
{
    if (info.exponent_bits_per_sample > 0)
        return {JXL_TYPE_FLOAT, 4, true, 1, 0};
    const auto steps = float(std::ldexp(1.0, int(std::min(info.bits_per_sample, 24U))) - 1);
    if (info.bits_per_sample <= 8)
        return {JXL_TYPE_UINT8, 1, false, 255, steps};
    if (info.bits_per_sample <= 16)
        return {JXL_TYPE_UINT16, 2, false, 65535, steps};
    return {JXL_TYPE_FLOAT, 4, false, 1, steps};
}

template <class T>
float load(const uint8_t* from)
{
    T value;
    std::memcpy(&value, from, sizeof(T));
    return float(value);
}

float sampleAt(const uint8_t* from, const Sampling& sampling)
{
    if (sampling.floats)
        return load<float>(from);
    const float value = sampling.bytes == 1   ? load<uint8_t>(from)
                        : sampling.bytes == 2 ? load<uint16_t>(from)
                                              : load<float>(from);
    return sampling.white == sampling.steps ? value / sampling.white
                                            : std::round(value / sampling.white * sampling.steps) / sampling.steps;
}

QColorSpace profileOf(JxlDecoder* decoder, const JxlPixelFormat& format)
{
    constexpr size_t kMost = size_t(1) << 24;
    size_t size = 0;
    JxlColorEncoding encoding;
    const bool named = JxlDecoderGetColorAsEncodedProfile(decoder, &format, JXL_COLOR_PROFILE_TARGET_DATA,
                                                          &encoding) == JXL_DEC_SUCCESS;
    if (named && encoding.color_space == JXL_COLOR_SPACE_RGB && encoding.primaries == JXL_PRIMARIES_SRGB &&
        encoding.transfer_function == JXL_TRANSFER_FUNCTION_SRGB)
        return QColorSpace(QColorSpace::SRgb);
    if (JxlDecoderGetICCProfileSize(decoder, &format, JXL_COLOR_PROFILE_TARGET_DATA, &size) != JXL_DEC_SUCCESS ||
        size == 0 || size > kMost)
        return {};
    QByteArray icc(qsizetype(size), '\0');
    if (JxlDecoderGetColorAsICCProfile(decoder, &format, JXL_COLOR_PROFILE_TARGET_DATA,
                                       reinterpret_cast<uint8_t*>(icc.data()), size) != JXL_DEC_SUCCESS)
        return {};
    return colourSpaceOf(icc);
}

/// The samples of a whole picture to planes, alpha not multiplied in.
void place(const std::vector<uint8_t>& pixels, const JxlBasicInfo& info, const Sampling& sampling,
           DecodedFrame& frame)
{
    const int colours = int(info.num_color_channels), samples = colours + (info.alpha_bits > 0 ? 1 : 0);
    const Shape shape{int(info.ysize), int(info.xsize)};
    frame.planes = unsetPlanes(colours, shape);
    frame.content = sampling.floats ? Content::Numbers : Content::Brightness;
    frame.bits = sampling.floats ? 32 : info.bits_per_sample > 8 ? 16 : 8;
    const bool alpha = info.alpha_bits > 0 && !sampling.floats;
    if (alpha)
        frame.alpha = Grid::uninitialised(shape);
    const uint8_t* from = pixels.data();
    for (std::size_t i = 0; i < std::size_t(shape.cells()); ++i, from += samples * sampling.bytes) {
        const float a = alpha ? sampleAt(from + colours * sampling.bytes, sampling) : 1;
        for (int p = 0; p < colours; ++p) {
            const float value = sampleAt(from + p * sampling.bytes, sampling);
            frame.planes[std::size_t(p)].cells()[i] =
                alpha && info.alpha_premultiplied ? (a > 0 ? std::min(value / a, 1.0F) : 0) : value;
        }
        if (alpha)
            frame.alpha.cells()[i] = a;
    }
}

} // namespace

Result<DecodedFrame> frameFromJxl(const QByteArray& bytes, const QString& name, const DecodeOptions& options)
{
    const QuietStderr quiet;
    DecodedFrame frame;
    frame.frames = framesOf(bytes, options);
    if (options.frame < 0 || options.frame >= frame.frames)
        return options.stop.stop_requested() ? Error{ErrorCode::Stopped}
                                             : noSuchFrame(name, frame.frames, options.frame);
    Decoder decoder(bytes, options, JXL_DEC_BASIC_INFO | JXL_DEC_COLOR_ENCODING | JXL_DEC_FULL_IMAGE);
    if (!decoder.get())
        return ErrorCode::OutOfMemory;
    JxlDecoderSkipFrames(decoder.get(), size_t(options.frame));
    JxlBasicInfo info{};
    Sampling sampling{};
    JxlPixelFormat format{};
    std::vector<uint8_t> pixels;
    for (bool done = false; !done;) {
        const JxlDecoderStatus status = decoder.next();
        if (decoder.stopped())
            return ErrorCode::Stopped;
        switch (status) {
        case JXL_DEC_BASIC_INFO:
            if (JxlDecoderGetBasicInfo(decoder.get(), &info) != JXL_DEC_SUCCESS)
                return brokenPicture(name, QCoreApplication::translate("lab", "its header is damaged"));
            if (const auto size = checkSize(name, info.xsize, info.ysize); !size)
                return size.error();
            sampling = samplingOf(info);
            format = {info.num_color_channels + (info.alpha_bits > 0 ? 1 : 0), sampling.type, JXL_NATIVE_ENDIAN, 0};
            break;
        case JXL_DEC_COLOR_ENCODING:
            frame.profile = profileOf(decoder.get(), format);
            break;
        case JXL_DEC_NEED_IMAGE_OUT_BUFFER: {
            size_t size = 0;
            if (JxlDecoderImageOutBufferSize(decoder.get(), &format, &size) != JXL_DEC_SUCCESS)
                return brokenPicture(name, QCoreApplication::translate("lab", "its pixels cannot be had"));
            pixels.assign(size, 0);
            JxlDecoderSetImageOutBuffer(decoder.get(), &format, pixels.data(), size);
            break;
        }
        case JXL_DEC_FULL_IMAGE:
        case JXL_DEC_SUCCESS:
            done = true;
            break;
        case JXL_DEC_NEED_MORE_INPUT:
            if (pixels.empty() || JxlDecoderFlushImage(decoder.get()) != JXL_DEC_SUCCESS)
                return truncatedPicture(name);
            frame.damaged = done = true;
            break;
        default:
            return brokenPicture(name, QCoreApplication::translate("lab", "its data are damaged"));
        }
    }
    const auto needed = std::size_t(info.xsize) * info.ysize * format.num_channels * std::size_t(sampling.bytes);
    if (pixels.empty() || pixels.size() < needed)
        return brokenPicture(name, QCoreApplication::translate("lab", "there is no picture in it"));
    place(pixels, info, sampling, frame);
    return frame;
}

} // namespace lab
