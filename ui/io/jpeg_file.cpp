// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/jpeg_file.h"

#include "ui/io/bytes_at.h"
#include "ui/io/colour_profile.h"
#include "ui/io/exif.h"
#include "ui/io/picture_bytes.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImageWriter>

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstddef>
#include <cstdio> // for jpeglib.h
#include <cstdlib>
#include <jerror.h>
#include <jpeglib.h>
#include <vector>

namespace lab
{

namespace
{

/// QRgb, as it lies in memory.
constexpr J_COLOR_SPACE kPixels = Q_BYTE_ORDER == Q_LITTLE_ENDIAN ? JCS_EXT_BGRA : JCS_EXT_ARGB;

/// What encoders leave behind, and pictures that are whole have, too.
bool isHarmless(const jpeg_error_mgr& warning)
{
    constexpr std::array kHarmless{JWRN_ADOBE_XFORM, JWRN_JFIF_MAJOR, JWRN_TOO_MUCH_DATA};
    constexpr int kFiller = 16; // bytes before a marker; more are left over where the data went wrong
    if (warning.msg_code == JWRN_EXTRANEOUS_DATA)
        return warning.msg_parm.i[0] <= kFiller;
    return std::find(kHarmless.begin(), kHarmless.end(), warning.msg_code) != kHarmless.end();
}

/// libjpeg leaves by a jump where it cannot go on. So each of its calls stands in a step, a function over whose
/// objects it may jump, and what needs a destructor belongs to this.
class Decoder
{
public:
    Decoder(const QByteArray& bytes, const DecodeOptions& options) : m_bytes(bytes), m_options(options)
    {
        m_info.err = jpeg_std_error(&m_errors.manager);
        m_errors.manager.error_exit = leave;
        m_errors.manager.emit_message = count;
        m_errors.manager.output_message = [](j_common_ptr) {};
        m_progress.manager.progress_monitor = report;
        m_progress.options = &options;
        m_made = step([](Decoder& d) { jpeg_create_decompress(&d.m_info); });
        m_info.progress = &m_progress.manager;
    }
    ~Decoder()
    {
        if (m_made)
            jpeg_destroy_decompress(&m_info);
    }
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;

    /// All that stands before the pixels; false: see failure().
    bool readHeader()
    {
        return m_made && step([](Decoder& d) {
                   constexpr unsigned kWhole = 0xFFFF;
                   jpeg_mem_src(&d.m_info, reinterpret_cast<const uchar*>(d.m_bytes.constData()),
                                static_cast<unsigned long>(d.m_bytes.size()));
                   jpeg_save_markers(&d.m_info, JPEG_APP0 + 1, kWhole);
                   jpeg_save_markers(&d.m_info, JPEG_APP0 + 2, kWhole);
                   jpeg_read_header(&d.m_info, TRUE);
               });
    }
    /// The last to be called: what was said of the file is gone afterwards. Rows into lines of `as`, or, where `inks`
    /// are asked for, into `inks`. How many of them there were.
    int readRows(QImage& image, std::vector<Ink>& inks, const std::function<void(int row)>& inked)
    {
        m_info.out_color_space = !inks.empty() ? JCS_CMYK : isGrey() ? JCS_GRAYSCALE : kPixels;
        if (!step([](Decoder& d) { jpeg_start_decompress(&d.m_info); }))
            return 0;
        std::vector<uchar> samples(inks.size() * 4);
        int row = 0;
        for (; row < image.height(); ++row) {
            m_row = inks.empty() ? image.scanLine(row) : samples.data();
            if (!step([](Decoder& d) { jpeg_read_scanlines(&d.m_info, &d.m_row, 1); }))
                break;
            if (inks.empty())
                continue;
            // Programs that write inks write what is left of the light: 255 is none of them.
            for (std::size_t i = 0; i < inks.size(); ++i)
                for (std::size_t k = 0; k < 4; ++k)
                    inks[i][k] = quint16((255 - samples[i * 4 + k]) * 257);
            inked(row);
        }
        if (row == image.height()) // which looks for what is left over, too
            step([](Decoder& d) { jpeg_finish_decompress(&d.m_info); });
        return row;
    }

    qint64 width() const { return m_info.image_width; }
    qint64 height() const { return m_info.image_height; }
    int channels() const { return m_info.num_components; }
    bool isGrey() const { return m_info.jpeg_color_space == JCS_GRAYSCALE; }
    bool isInk() const { return m_info.jpeg_color_space == JCS_CMYK || m_info.jpeg_color_space == JCS_YCCK; }
    bool damaged() const { return m_errors.damaged; }

    double dotsPerMetre() const
    {
        const double density = m_info.saw_JFIF_marker ? m_info.X_density : 0;
        return m_info.density_unit == 1 ? density / 0.0254 : m_info.density_unit == 2 ? density * 100 : 0;
    }
    QByteArray exif() const
    {
        for (const jpeg_marker_struct* marker = m_info.marker_list; marker; marker = marker->next) {
            QByteArray data(reinterpret_cast<const char*>(marker->data), qsizetype(marker->data_length));
            if (marker->marker == JPEG_APP0 + 1 && data.startsWith(QByteArray("Exif\0\0", 6)))
                return data;
        }
        return {};
    }
    QByteArray profile()
    {
        if (!step([](Decoder& d) { d.m_hasProfile = jpeg_read_icc_profile(&d.m_info, &d.m_icc, &d.m_iccSize); }) ||
            !m_hasProfile)
            return {};
        QByteArray icc(reinterpret_cast<const char*>(m_icc), qsizetype(m_iccSize));
        std::free(m_icc); // libjpeg's malloc
        return icc;
    }

    Error failure(const QString& name) const
    {
        if (m_options.stop.stop_requested())
            return {ErrorCode::Stopped};
        if (m_errors.manager.msg_code == JERR_OUT_OF_MEMORY)
            return {ErrorCode::OutOfMemory};
        return isTruncated(m_bytes, "jpeg") ? truncatedPicture(name)
                                            : brokenPicture(name, QString::fromLatin1(m_errors.message.data()));
    }

private:
    struct Errors {
        jpeg_error_mgr manager; ///< first: libjpeg knows this one, and gives it back
        std::jmp_buf out;
        std::array<char, JMSG_LENGTH_MAX> message;
        bool damaged;
    };
    struct Progress {
        jpeg_progress_mgr manager; ///< first, too
        const DecodeOptions* options;
    };

    bool step(void (*what)(Decoder&))
    {
        if (setjmp(m_errors.out) != 0)
            return false;
        what(*this);
        return true;
    }
    [[noreturn]] static void leave(j_common_ptr info)
    {
        auto* errors = reinterpret_cast<Errors*>(info->err);
        info->err->format_message(info, errors->message.data());
        std::longjmp(errors->out, 1);
    }
    static void count(j_common_ptr info, int level)
    {
        if (level < 0 && !isHarmless(*info->err))
            reinterpret_cast<Errors*>(info->err)->damaged = true;
    }
    static void report(j_common_ptr info)
    {
        const auto* progress = reinterpret_cast<const Progress*>(info->progress);
        const jpeg_progress_mgr& done = progress->manager;
        const double pass = done.pass_limit > 0 ? double(done.pass_counter) / double(done.pass_limit) : 0;
        if (progress->options->progress)
            progress->options->progress((done.completed_passes + pass) / std::max(done.total_passes, 1));
        if (progress->options->stop.stop_requested())
            std::longjmp(reinterpret_cast<Errors*>(info->err)->out, 1);
    }

    const QByteArray& m_bytes;
    const DecodeOptions& m_options;
    jpeg_decompress_struct m_info{};
    Errors m_errors{};
    Progress m_progress{};
    bool m_made = false;
    uchar* m_row = nullptr;
    boolean m_hasProfile = FALSE;
    JOCTET* m_icc = nullptr;
    unsigned m_iccSize = 0;
};

QRgb pixelOf(const Light& light)
{
    const auto byte = [](int value) { return (value + 128) / 257; };
    return qRgb(byte(light[0]), byte(light[1]), byte(light[2]));
}

/// Without a profile: what cyan, magenta, yellow and black each leave of the light.
Light plainLight(const Ink& ink)
{
    Light light{};
    for (std::size_t i = 0; i < light.size(); ++i)
        light[i] = quint16((65535U - ink[i]) * (65535U - ink[3]) / 65535U);
    return light;
}

/// A file with the profile behind its first segment. Qt writes none of grey.
QByteArray withProfile(const QByteArray& jpeg, const QByteArray& icc)
{
    constexpr qsizetype kMost = 65519; // bytes of a profile in a segment
    const auto first = Bytes(jpeg).big<quint16>(4);
    const qsizetype parts = (icc.size() + kMost - 1) / kMost, at = first ? 4 + *first : jpeg.size();
    if (parts > 255 || at >= jpeg.size())
        return jpeg;
    QByteArray segments;
    for (qsizetype part = 0; part < parts; ++part) {
        const QByteArray data =
            QByteArray("ICC_PROFILE\0", 12) + char(part + 1) + char(parts) + icc.mid(part * kMost, kMost);
        const auto length = quint16(data.size() + 2);
        segments += QByteArray("\xff\xe2") + char(length >> 8) + char(length & 255) + data;
    }
    return jpeg.left(at) + segments + jpeg.mid(at);
}

} // namespace

QByteArray jpegFromImage(const QImage& image)
{
    constexpr int kBest = 100;
    const bool grey = image.isGrayscale() && !image.hasAlphaChannel();
    QImage plain = image;
    plain.setColorSpace({});
    QByteArray jpeg;
    QBuffer buffer(&jpeg);
    QImageWriter writer(&buffer, "jpeg");
    writer.setQuality(kBest);
    return writer.write(plain) ? withProfile(jpeg, profileToWrite(image, grey)) : QByteArray();
}

Result<DecodedFrame> frameFromJpeg(const QByteArray& bytes, const QString& name, const DecodeOptions& options)
{
    if (options.frame != 0)
        return noSuchFrame(name, 1, options.frame);
    Decoder decoder(bytes, options);
    if (!decoder.readHeader())
        return decoder.failure(name);
    if (const auto fine = checkSize(name, decoder.width(), decoder.height()); !fine)
        return fine.error();
    DecodedFrame frame;
    const QByteArray icc = decoder.profile();
    const auto inks = decoder.isInk() && !icc.isEmpty() ? inkProfile(icc) : std::nullopt;
    frame.inks = inks ? inks->name : QString();
    frame.profileBroken = decoder.isInk() && !icc.isEmpty() && !inks;
    frame.profile = decoder.isInk() ? QColorSpace(QColorSpace::SRgb) : colourSpaceOf(icc);
    frame.dotsPerMetre = decoder.dotsPerMetre();
    const int orientation = exifOrientation(decoder.exif());

    QImage image(int(decoder.width()), int(decoder.height()),
                 decoder.isGrey() ? QImage::Format_Grayscale8 : QImage::Format_RGB32);
    if (image.isNull())
        return ErrorCode::OutOfMemory;
    image.fill(Qt::black);
    std::vector<Ink> ink(decoder.isInk() ? std::size_t(decoder.width()) : 0);
    std::vector<Light> light(ink.size());
    const int rows = decoder.readRows(image, ink, [&](int row) {
        if (inks)
            inks->light(ink, light);
        else
            std::transform(ink.begin(), ink.end(), light.begin(), plainLight);
        std::transform(light.begin(), light.end(), reinterpret_cast<QRgb*>(image.scanLine(row)), pixelOf);
    });
    if (options.stop.stop_requested())
        return ErrorCode::Stopped;
    if (rows == 0)
        return decoder.failure(name);
    frame.damaged = rows < image.height() || decoder.damaged() || isTruncated(bytes, "jpeg");
    frame.image = std::move(image);
    orient(frame, orientation);
    return frame;
}

} // namespace lab
