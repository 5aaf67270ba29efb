// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/tiff_file.h"

#include "ui/io/colour_profile.h"

#include <QCoreApplication>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdarg>
#include <cstring>
#include <limits>
#include <memory>
#include <new>
#include <tiffio.h>

namespace lab
{

namespace
{

/// A file in memory, as libtiff reads and writes it, and the first thing that it says about it.
struct Memory {
    const QByteArray* from = nullptr; ///< what is read, or
    QByteArray* to = nullptr; ///< what is written
    std::stop_token stop = {};
    qint64 at = 0;
    bool endMet = false; ///< more was asked for than there is
    QString firstError = {};

    qint64 size() const { return from ? from->size() : to->size(); }
};

int keepError(TIFF*, void* memory, const char*, const char* format, va_list arguments)
{
    auto& first = static_cast<Memory*>(memory)->firstError;
    if (first.isEmpty()) {
        std::array<char, 300> text{};
        std::vsnprintf(text.data(), text.size(), format, arguments);
        first = QString::fromUtf8(text.data());
        while (first.endsWith(u'.'))
            first.chop(1);
    }
    return 1;
}

int dropWarning(TIFF*, void*, const char*, const char*, va_list)
{
    return 1;
}

Memory& memoryOf(thandle_t handle)
{
    return *static_cast<Memory*>(handle);
}

/// An end where reading is stopped, not an error: libtiff 4.5 writes before its buffer after one.
tmsize_t readMemory(thandle_t handle, void* to, tmsize_t most)
{
    Memory& memory = memoryOf(handle);
    if (!memory.from || memory.stop.stop_requested())
        return 0;
    const qint64 count = std::clamp<qint64>(memory.size() - memory.at, 0, most);
    memory.endMet |= count < most;
    if (count > 0)
        std::memcpy(to, memory.from->constData() + memory.at, std::size_t(count));
    memory.at += count;
    return tmsize_t(count);
}

tmsize_t writeMemory(thandle_t handle, void* from, tmsize_t count)
{
    Memory& memory = memoryOf(handle);
    if (!memory.to)
        return 0;
    try {
        if (memory.at + count > memory.to->size())
            memory.to->resize(memory.at + count);
    } catch (const std::bad_alloc&) { // must not pass through C
        return 0;
    }
    std::memcpy(memory.to->data() + memory.at, from, std::size_t(count));
    memory.at += count;
    return count;
}

toff_t seekMemory(thandle_t handle, toff_t to, int whence)
{
    constexpr toff_t kMost = std::numeric_limits<qint64>::max() / 2;
    Memory& memory = memoryOf(handle);
    const qint64 base = whence == SEEK_CUR ? memory.at : whence == SEEK_END ? memory.size() : 0;
    if (whence == SEEK_SET && to > kMost)
        return toff_t(-1);
    memory.at = std::clamp<qint64>(base + qint64(to), 0, qint64(kMost));
    return toff_t(memory.at);
}

toff_t sizeOfMemory(thandle_t handle)
{
    return toff_t(memoryOf(handle).size());
}

struct CloseTiff {
    void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};
using Tiff = std::unique_ptr<TIFF, CloseTiff>;

Tiff openTiff(Memory& memory, const char* mode)
{
    constexpr tmsize_t kMostAtOnce = tmsize_t(1) << 30;
    const std::unique_ptr<TIFFOpenOptions, void (*)(TIFFOpenOptions*)> options(TIFFOpenOptionsAlloc(),
                                                                               TIFFOpenOptionsFree);
    if (!options)
        return nullptr;
    TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(), kMostAtOnce);
    TIFFOpenOptionsSetErrorHandlerExtR(options.get(), keepError, &memory);
    TIFFOpenOptionsSetWarningHandlerExtR(options.get(), dropWarning, &memory);
    return Tiff(TIFFClientOpenExt(
        "picture", mode, &memory, readMemory, writeMemory, seekMemory, [](thandle_t) { return 0; }, sizeOfMemory,
        [](thandle_t, void**, toff_t*) { return 0; }, [](thandle_t, void*, toff_t) {}, options.get()));
}

template <class T>
T field(TIFF* tiff, uint32_t tag, T otherwise = 0)
{
    T value = 0;
    return TIFFGetFieldDefaulted(tiff, tag, &value) ? value : otherwise;
}

/// What the tags of a page say of its samples.
struct Layout {
    uint32_t width = 0, height = 0;
    int bits = 1, samples = 1, format = SAMPLEFORMAT_UINT;
    int photometric = PHOTOMETRIC_MINISBLACK;
    bool planar = false, tiled = false;
    int orientation = 1;
    int alpha = -1; ///< which sample; −1: none
    bool premultiplied = false;
    std::array<const uint16_t*, 3> palette{};
    float paletteWhite = 65535;
    uint32_t unitWidth = 0, unitHeight = 0; ///< of a tile or a strip

    bool isInteger() const { return format == SAMPLEFORMAT_UINT || format == SAMPLEFORMAT_VOID; }
    bool isPalette() const { return photometric == PHOTOMETRIC_PALETTE; }
    bool isInk() const { return photometric == PHOTOMETRIC_SEPARATED; }
    bool isLab() const { return photometric == PHOTOMETRIC_CIELAB || photometric == PHOTOMETRIC_ICCLAB; }
    /// Samples that are colours.
    int inks() const { return isInk() ? 4 : photometric == PHOTOMETRIC_RGB || isLab() ? 3 : 1; }
    int planes() const { return inks() == 1 && !isPalette() ? 1 : 3; }
    Shape shape() const { return {int(height), int(width)}; }
};

Layout layoutOf(TIFF* tiff)
{
    Layout layout;
    layout.width = field<uint32_t>(tiff, TIFFTAG_IMAGEWIDTH);
    layout.height = field<uint32_t>(tiff, TIFFTAG_IMAGELENGTH);
    layout.bits = field<uint16_t>(tiff, TIFFTAG_BITSPERSAMPLE, 1);
    layout.samples = field<uint16_t>(tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
    layout.format = field<uint16_t>(tiff, TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_UINT);
    layout.planar = field<uint16_t>(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG) == PLANARCONFIG_SEPARATE;
    layout.orientation = field<uint16_t>(tiff, TIFFTAG_ORIENTATION, 1);
    layout.tiled = TIFFIsTiled(tiff) != 0;
    uint16_t photometric = 0;
    const bool said = TIFFGetField(tiff, TIFFTAG_PHOTOMETRIC, &photometric) == 1;
    layout.photometric = said ? photometric : layout.samples >= 3 ? PHOTOMETRIC_RGB : PHOTOMETRIC_MINISBLACK;
    if (layout.tiled) {
        layout.unitWidth = field<uint32_t>(tiff, TIFFTAG_TILEWIDTH);
        layout.unitHeight = field<uint32_t>(tiff, TIFFTAG_TILELENGTH);
    } else {
        layout.unitWidth = layout.width;
        layout.unitHeight = std::min(field<uint32_t>(tiff, TIFFTAG_ROWSPERSTRIP, layout.height), layout.height);
    }
    uint16_t extras = 0;
    const uint16_t* kinds = nullptr;
    if (TIFFGetFieldDefaulted(tiff, TIFFTAG_EXTRASAMPLES, &extras, &kinds) && kinds) {
        for (int i = 0; i < extras && layout.alpha < 0; ++i) {
            if (kinds[i] == EXTRASAMPLE_ASSOCALPHA || kinds[i] == EXTRASAMPLE_UNASSALPHA) {
                layout.alpha = layout.samples - extras + i;
                layout.premultiplied = kinds[i] == EXTRASAMPLE_ASSOCALPHA;
            }
        }
    }
    if (layout.isPalette()) {
        uint16_t *red = nullptr, *green = nullptr, *blue = nullptr;
        if (TIFFGetField(tiff, TIFFTAG_COLORMAP, &red, &green, &blue) && layout.bits <= 16) {
            layout.palette = {red, green, blue};
            const auto small = [&](const uint16_t* each) {
                return std::all_of(each, each + (1 << layout.bits), [](uint16_t value) { return value < 256; });
            };
            const bool bytes = std::all_of(layout.palette.begin(), layout.palette.end(), small); // as old writers did
            layout.paletteWhite = bytes ? 255.0F : 65535.0F;
        }
    }
    return layout;
}

/// Samples as numbers, whatever their type, each 1/white() of the whole where they are brightness.
class Samples
{
public:
    explicit Samples(const Layout& layout) : m_bits(layout.bits), m_format(layout.format) {}

    bool readable() const
    {
        switch (m_format) {
        case SAMPLEFORMAT_UINT:
        case SAMPLEFORMAT_VOID:
        case SAMPLEFORMAT_INT:
            return m_bits >= 1 && (m_bits <= 32 || m_bits == 64);
        case SAMPLEFORMAT_IEEEFP:
            return m_bits == 16 || m_bits == 32 || m_bits == 64;
        default:
            return false;
        }
    }
    double white() const { return std::ldexp(1.0, m_bits) - 1; }

    /// `count` samples, `step` apart, from sample `first` of a row that begins at a byte.
    void read(const uchar* row, qint64 first, qint64 step, int count, double* to) const
    {
        const bool plain = m_format == SAMPLEFORMAT_UINT || m_format == SAMPLEFORMAT_VOID;
        if (plain && m_bits == 8)
            return copy<quint8>(row, first, step, count, to);
        if (plain && m_bits == 16)
            return copy<quint16>(row, first, step, count, to);
        for (int i = 0; i < count; ++i)
            to[i] = at(row, first + step * i);
    }

private:
    double at(const uchar* row, qint64 i) const
    {
        if (m_format == SAMPLEFORMAT_IEEEFP)
            return m_bits == 16   ? half(load<quint16>(row, i))
                   : m_bits == 32 ? double(load<float>(row, i))
                                  : load<double>(row, i);
        const quint64 value = whole(row, i);
        if (m_format != SAMPLEFORMAT_INT)
            return double(value);
        const int unused = 64 - m_bits;
        return double(qint64(value << unused) >> unused);
    }
    /// libtiff has put bytes of 16, 24, 32 and 64 bits into the machine's order; others are a stream of bits.
    quint64 whole(const uchar* row, qint64 i) const
    {
        switch (m_bits) {
        case 8:
            return row[i];
        case 16:
            return load<quint16>(row, i);
        case 32:
            return load<quint32>(row, i);
        case 64:
            return load<quint64>(row, i);
        case 24: {
            const uchar* const p = row + 3 * i;
            return QSysInfo::ByteOrder == QSysInfo::LittleEndian ? quint64(p[0] | p[1] << 8 | p[2] << 16)
                                                                 : quint64(p[2] | p[1] << 8 | p[0] << 16);
        }
        default: {
            quint64 value = 0;
            for (qint64 bit = i * m_bits; bit < (i + 1) * m_bits; ++bit)
                value = value << 1 | (row[bit / 8] >> (7 - bit % 8) & 1);
            return value;
        }
        }
    }
    template <class T>
    static void copy(const uchar* row, qint64 first, qint64 step, int count, double* to)
    {
        for (int i = 0; i < count; ++i)
            to[i] = double(load<T>(row, first + step * i));
    }
    template <class T>
    static T load(const uchar* row, qint64 i)
    {
        T value;
        std::memcpy(&value, row + i * qint64(sizeof(T)), sizeof(T));
        return value;
    }
    static double half(quint16 bits)
    {
        const int exponent = bits >> 10 & 31, fraction = bits & 1023;
        double value = std::ldexp(fraction, -24);
        if (exponent == 31)
            value = fraction ? std::numeric_limits<double>::quiet_NaN() : std::numeric_limits<double>::infinity();
        else if (exponent > 0)
            value = std::ldexp(1024 + fraction, exponent - 25);
        return bits >> 15 ? -value : value;
    }

    int m_bits, m_format;
};

QString nameOf(uint16_t compression)
{
    const TIFFCodec* const codec = TIFFFindCODEC(compression);
    return codec ? QString::fromLatin1(codec->name) : QString::number(compression);
}

/// The pages' tags and samples, page by page.
class Reader
{
public:
    Reader(const QByteArray& bytes, QString name, const DecodeOptions& options)
        : m_name(std::move(name)), m_options(options)
    {
        m_memory.from = &bytes;
        m_memory.stop = options.stop;
    }

    Result<DecodedFrame> frame();

private:
    /// Why nothing came of it.
    Error failure(const QString& otherwise) const
    {
        if (m_options.stop.stop_requested())
            return {ErrorCode::Stopped};
        if (m_memory.endMet)
            return truncatedPicture(m_name);
        return brokenPicture(m_name, m_memory.firstError.isEmpty() ? otherwise : m_memory.firstError);
    }
    Result<Done> check() const;
    void readProfile(DecodedFrame& frame);
    Result<Done> readUnits(DecodedFrame& frame);
    Result<Done> readByLibrary(DecodedFrame& frame);
    void placeUnit(const std::vector<uchar>& unit, qint64 rowBytes, uint32_t top, uint32_t left, int sample,
                   DecodedFrame& frame);
    void finishRow(DecodedFrame& frame, int row);
    std::array<float, 3> lightAt(int row, int col) const; ///< of the inks

    Memory m_memory;
    QString m_name;
    const DecodeOptions& m_options;
    Tiff m_tiff;
    Layout m_layout;
    std::vector<Grid> m_inks; ///< CMYK, as they come
    std::optional<InkProfile> m_inkProfile;
    bool m_tooLarge = false; ///< a number beyond single precision
};

/// Whether our own way serves; the others are libtiff's to make colours of.
bool isPlain(const Layout& layout)
{
    switch (layout.photometric) {
    case PHOTOMETRIC_MINISBLACK:
    case PHOTOMETRIC_MINISWHITE:
    case PHOTOMETRIC_MASK:
        return true;
    case PHOTOMETRIC_RGB:
        return layout.samples >= 3;
    case PHOTOMETRIC_SEPARATED:
        return layout.samples >= 4 && layout.isInteger();
    case PHOTOMETRIC_CIELAB:
    case PHOTOMETRIC_ICCLAB:
        return layout.samples >= 3 && (layout.bits == 8 || layout.bits == 16) && layout.isInteger();
    case PHOTOMETRIC_PALETTE:
        return layout.palette[0] && layout.bits <= 16 && layout.isInteger();
    default:
        return false;
    }
}

Result<Done> Reader::check() const
{
    if (const auto size = checkSize(m_name, m_layout.width, m_layout.height); !size)
        return size.error();
    const auto compression = field<uint16_t>(m_tiff.get(), TIFFTAG_COMPRESSION, COMPRESSION_NONE);
    if (!TIFFIsCODECConfigured(compression))
        return brokenPicture(
            m_name,
            QCoreApplication::translate("lab", "its compression (%1) is not known here").arg(nameOf(compression)));
    if (m_layout.format == SAMPLEFORMAT_COMPLEXIEEEFP || m_layout.format == SAMPLEFORMAT_COMPLEXINT)
        return brokenPicture(m_name, QCoreApplication::translate("lab", "it holds complex numbers"));
    if (!Samples(m_layout).readable() || m_layout.samples < 1)
        return brokenPicture(
            m_name, QCoreApplication::translate("lab", "samples of %1 bits are not known here").arg(m_layout.bits));
    if (m_layout.unitWidth == 0 || m_layout.unitHeight == 0)
        return brokenPicture(m_name, QCoreApplication::translate("lab", "its strips or tiles have no pixels"));
    return Done();
}

Result<DecodedFrame> Reader::frame()
{
    m_tiff = openTiff(m_memory, "rm");
    if (!m_tiff)
        return failure(QCoreApplication::translate("lab", "it has no directory"));
    DecodedFrame frame;
    frame.frames = std::max(1, int(TIFFNumberOfDirectories(m_tiff.get())));
    if (m_options.frame < 0 || m_options.frame >= frame.frames)
        return noSuchFrame(m_name, frame.frames, m_options.frame);
    if (!TIFFSetDirectory(m_tiff.get(), tdir_t(m_options.frame)))
        return failure(QCoreApplication::translate("lab", "its directory is damaged"));
    m_layout = layoutOf(m_tiff.get());
    if (const auto fine = check(); !fine)
        return fine.error();
    if (m_layout.photometric == PHOTOMETRIC_YCBCR && m_layout.bits == 8 &&
        field<uint16_t>(m_tiff.get(), TIFFTAG_COMPRESSION) == COMPRESSION_JPEG) {
        TIFFSetField(m_tiff.get(), TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
        m_layout.photometric = PHOTOMETRIC_RGB;
    }
    readProfile(frame);
    m_memory.endMet = false;
    m_memory.firstError.clear();
    const auto read = isPlain(m_layout) ? readUnits(frame) : readByLibrary(frame);
    if (m_options.stop.stop_requested())
        return ErrorCode::Stopped;
    if (!read)
        return read.error();
    if (m_tooLarge)
        return brokenPicture(
            m_name, QCoreApplication::translate("lab", "it holds numbers that are too large for single precision"));

    const auto resolution = field<float>(m_tiff.get(), TIFFTAG_XRESOLUTION);
    const bool perCentimetre = field<uint16_t>(m_tiff.get(), TIFFTAG_RESOLUTIONUNIT) == RESUNIT_CENTIMETER;
    if (resolution > 0 && resolution < 1e6F)
        frame.dotsPerMetre = double(resolution) * (perCentimetre ? 100 : 1 / 0.0254);
    orient(frame, m_layout.orientation);
    return frame;
}

void Reader::readProfile(DecodedFrame& frame)
{
    uint32_t length = 0;
    const void* profile = nullptr;
    const bool there = TIFFGetField(m_tiff.get(), TIFFTAG_ICCPROFILE, &length, &profile) && profile;
    const QByteArray icc(there ? static_cast<const char*>(profile) : nullptr,
                         there ? qsizetype(std::min<uint32_t>(length, 1 << 24)) : 0);
    if (!m_layout.isInk() && !m_layout.isLab()) {
        frame.profile = colourSpaceOf(icc);
        return;
    }
    frame.profile = QColorSpace(QColorSpace::SRgb); // which they become
    if (!m_layout.isInk() || !there)
        return;
    m_inkProfile = inkProfile(icc);
    frame.profileBroken = !m_inkProfile;
    frame.inks = m_inkProfile ? m_inkProfile->name : QString();
}

/// Strip by strip or tile by tile, each from its own bytes, so that what is whole is shown.
Result<Done> Reader::readUnits(DecodedFrame& frame)
{
    const Shape shape = m_layout.shape();
    const auto unitBytes = qint64(m_layout.tiled ? TIFFTileSize64(m_tiff.get()) : TIFFStripSize64(m_tiff.get()));
    const auto rowBytes = qint64(m_layout.tiled ? TIFFTileRowSize64(m_tiff.get()) : TIFFScanlineSize64(m_tiff.get()));
    // A tile may be larger than the picture, but not without measure.
    constexpr qint64 kMostSpare = 64 << 20;
    const int perUnit = m_layout.planar ? 1 : m_layout.samples;
    const qint64 whole = shape.cells() * perUnit * std::max(8, m_layout.bits) / 8;
    const qint64 needed = (qint64(m_layout.unitWidth) * perUnit * m_layout.bits + 7) / 8; // of a row
    if (unitBytes <= 0 || rowBytes < needed || unitBytes / rowBytes < qint64(m_layout.unitHeight) ||
        unitBytes > 2 * whole + kMostSpare)
        return failure(QCoreApplication::translate("lab", "its strips or tiles have no sensible size"));

    // No compression packs so much into so little: most of it is missing, and nothing is set aside for that.
    constexpr qint64 kFew = 1'000'000, kMostPacked = 20'000;
    if (shape.cells() > kFew && m_memory.size() < whole * (m_layout.planar ? m_layout.samples : 1) / 8 / kMostPacked)
        return truncatedPicture(m_name);
    for (int p = 0; p < m_layout.planes(); ++p)
        frame.planes.emplace_back(shape);
    for (int p = 0; m_layout.isInk() && p < 4; ++p)
        m_inks.emplace_back(shape);
    const bool alpha = m_layout.alpha >= m_layout.inks() && m_layout.isInteger();
    if (alpha)
        frame.alpha = Grid(shape, 1);
    frame.content = m_layout.isInteger() ? Content::Brightness : Content::Numbers;
    frame.bits = m_layout.isPalette() ? 16 : m_layout.bits;
    if (m_layout.samples > 1 && m_layout.inks() == 1 && m_layout.alpha < 0)
        frame.channels = m_layout.samples;

    std::vector<uchar> unit(static_cast<std::size_t>(unitBytes));
    const auto across = (m_layout.width - 1) / m_layout.unitWidth + 1;
    const auto down = (m_layout.height - 1) / m_layout.unitHeight + 1;
    const int passes = m_layout.planar ? m_layout.samples : 1;
    bool any = false;
    for (int pass = 0; pass < passes; ++pass) {
        if (m_layout.planar && pass >= m_layout.inks() && pass != m_layout.alpha)
            continue;
        for (uint32_t d = 0; d < down; ++d) {
            if (m_options.progress)
                m_options.progress((pass + double(d) / down) / passes);
            for (uint32_t a = 0; a < across; ++a) {
                if (m_options.stop.stop_requested())
                    return ErrorCode::Stopped;
                const uint32_t top = d * m_layout.unitHeight, left = a * m_layout.unitWidth;
                std::fill(unit.begin(), unit.end(), uchar(0));
                const uint32_t number = (uint32_t(pass) * down + d) * across + a;
                const tmsize_t size = m_layout.tiled
                                          ? tmsize_t(unitBytes)
                                          : tmsize_t(rowBytes * std::min(m_layout.unitHeight, m_layout.height - top));
                const tmsize_t got = m_layout.tiled ? TIFFReadEncodedTile(m_tiff.get(), number, unit.data(), size)
                                                    : TIFFReadEncodedStrip(m_tiff.get(), number, unit.data(), size);
                const bool partly =
                    got < size && std::any_of(unit.begin(), unit.end(), [](uchar byte) { return byte != 0; });
                frame.damaged |= got < size;
                any |= got > 0 || partly;
                if (got > 0 || partly)
                    placeUnit(unit, rowBytes, top, left, pass, frame);
            }
        }
    }
    if (!any)
        return failure(QCoreApplication::translate("lab", "none of its strips or tiles can be decoded"));
    for (int r = 0; r < shape.rows; ++r)
        finishRow(frame, r);
    return Done();
}

/// Puts the samples of a strip or tile where they belong; `sample`: which, where each has planes of its own.
void Reader::placeUnit(const std::vector<uchar>& unit, qint64 rowBytes, uint32_t top, uint32_t left, int sample,
                       DecodedFrame& frame)
{
    const Samples samples(m_layout);
    const int rows = int(std::min(m_layout.unitHeight, m_layout.height - top));
    const int cols = int(std::min(m_layout.unitWidth, m_layout.width - left));
    const double white = samples.white();
    std::vector<double> values(static_cast<std::size_t>(cols));
    std::vector<Grid>& colours = m_layout.isInk() ? m_inks : frame.planes;

    const auto place = [&](int s, const uchar* row, int r) {
        const bool isAlpha = s == m_layout.alpha;
        if ((s >= m_layout.inks() && !isAlpha) || (isAlpha && frame.alpha.empty()))
            return;
        samples.read(row, m_layout.planar ? 0 : s, m_layout.planar ? 1 : m_layout.samples, cols, values.data());
        const auto at = [&](Grid& grid) { return grid.row(int(top) + r).data() + left; };
        if (m_layout.isPalette() && !isAlpha) {
            for (int p = 0; p < 3; ++p)
                for (int c = 0; c < cols; ++c)
                    at(colours[std::size_t(p)])[c] =
                        float(m_layout.palette[std::size_t(p)][std::size_t(values[std::size_t(c)])]) /
                        m_layout.paletteWhite;
            return;
        }
        float* const to = at(isAlpha ? frame.alpha : colours[std::size_t(s)]);
        if (m_layout.isInteger()) {
            const bool inverted = m_layout.photometric == PHOTOMETRIC_MINISWHITE && !isAlpha;
            for (int c = 0; c < cols; ++c) {
                const double value = values[std::size_t(c)];
                to[c] = float((inverted ? white - value : value) / white);
            }
            return;
        }
        for (int c = 0; c < cols; ++c) {
            const double value = values[std::size_t(c)];
            m_tooLarge |= std::isfinite(value) && std::abs(value) > double(std::numeric_limits<float>::max());
            to[c] = float(value);
        }
    };
    for (int r = 0; r < rows; ++r) {
        const uchar* const row = unit.data() + r * rowBytes;
        for (int s = m_layout.planar ? sample : 0; s < (m_layout.planar ? sample + 1 : m_layout.samples); ++s)
            place(s, row, r);
    }
}

/// L* (0..1 of 100), a* and b* as the file has them (0..1 of its greatest integer) to sRGB, from D50.
std::array<float, 3> rgbOfLab(std::array<float, 3> lab, const Layout& layout)
{
    constexpr std::array<double, 3> kWhite{0.9642, 1, 0.8249};
    constexpr std::array<std::array<double, 3>, 3> kRgbOfXyz{{{3.1338561, -1.6168667, -0.4906146},
                                                              {-0.9787684, 1.9161415, 0.0334540},
                                                              {0.0719453, -0.2289914, 1.4052427}}}; // for D50
    const double greatest = std::ldexp(1.0, layout.bits) - 1, unit = std::ldexp(1.0, layout.bits - 8);
    const auto chroma = [&](float stored) {
        const double value = double(stored) * greatest / unit;
        if (layout.photometric == PHOTOMETRIC_ICCLAB) // counts from −128
            return value - 128;
        return value >= 128 ? value - 256 : value; // a signed number
    };
    const double y = (double(lab[0]) * 100 + 16) / 116;
    const std::array<double, 3> roots{y + chroma(lab[1]) / 500, y, y - chroma(lab[2]) / 200};
    std::array<double, 3> xyz{};
    for (std::size_t i = 0; i < 3; ++i)
        xyz[i] = kWhite[i] * (roots[i] > 6.0 / 29 ? roots[i] * roots[i] * roots[i] : (116 * roots[i] - 16) / 903.3);
    std::array<float, 3> rgb{};
    for (std::size_t i = 0; i < 3; ++i) {
        const auto& row = kRgbOfXyz[i];
        const double linear = std::clamp(row[0] * xyz[0] + row[1] * xyz[1] + row[2] * xyz[2], 0.0, 1.0);
        rgb[i] = float(linear <= 0.0031308 ? 12.92 * linear : 1.055 * std::pow(linear, 1 / 2.4) - 0.055);
    }
    return rgb;
}

/// By the profile, or, without one, what each ink and black leave of the light.
std::array<float, 3> Reader::lightAt(int row, int col) const
{
    std::array<float, 3> light{};
    if (!m_inkProfile) {
        for (std::size_t p = 0; p < light.size(); ++p)
            light[p] = (1 - m_inks[p].at(row, col)) * (1 - m_inks[3].at(row, col));
        return light;
    }
    constexpr float kWhole = 65535;
    Ink ink{};
    for (std::size_t k = 0; k < ink.size(); ++k)
        ink[k] = quint16(std::lround(std::clamp(m_inks[k].at(row, col), 0.0F, 1.0F) * kWhole));
    Light shown{};
    m_inkProfile->light({&ink, 1}, {&shown, 1});
    for (std::size_t p = 0; p < light.size(); ++p)
        light[p] = float(shown[p]) / kWhole;
    return light;
}

/// Ink and Lab to light, and alpha that was multiplied in out again.
void Reader::finishRow(DecodedFrame& frame, int row)
{
    const bool alphaOut = m_layout.premultiplied && !frame.alpha.empty();
    if (!m_layout.isInk() && !m_layout.isLab() && !alphaOut)
        return;
    for (int c = 0; c < frame.planes.front().cols(); ++c) {
        if (m_layout.isLab()) {
            auto& planes = frame.planes;
            const auto rgb = rgbOfLab({planes[0].at(row, c), planes[1].at(row, c), planes[2].at(row, c)}, m_layout);
            for (std::size_t p = 0; p < 3; ++p)
                planes[p].at(row, c) = rgb[p];
        }
        const auto light = m_layout.isInk() ? lightAt(row, c) : std::array<float, 3>();
        for (std::size_t p = 0; p < frame.planes.size(); ++p) {
            float& value = frame.planes[p].at(row, c);
            if (m_layout.isInk())
                value = light[p];
            if (alphaOut) {
                const float alpha = frame.alpha.at(row, c);
                value = alpha > 0 ? std::min(value / alpha, 1.0F) : 0.0F;
            }
        }
    }
}

/// The rarer ways to store colours (YCbCr, LogLuv): 8-bit colours, as libtiff makes them.
Result<Done> Reader::readByLibrary(DecodedFrame& frame)
{
    TIFFSetField(m_tiff.get(), TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT); // as stored: it is turned like all others
    std::array<char, 1024> why{};
    if (!TIFFRGBAImageOK(m_tiff.get(), why.data()))
        return failure(QString::fromUtf8(why.data()));
    TIFFRGBAImage image;
    if (!TIFFRGBAImageBegin(&image, m_tiff.get(), 0, why.data()))
        return failure(QString::fromUtf8(why.data()));
    image.req_orientation = ORIENTATION_TOPLEFT;
    const Shape shape = m_layout.shape();
    int got = 0;
    try {
        std::vector<uint32_t> pixels(std::size_t(shape.cells()), 0);
        got = TIFFRGBAImageGet(&image, pixels.data(), m_layout.width, m_layout.height);
        const bool any = std::any_of(pixels.begin(), pixels.end(), [](uint32_t pixel) { return pixel != 0; });
        TIFFRGBAImageEnd(&image);
        if (!got && !any)
            return failure(QCoreApplication::translate("lab", "none of its strips or tiles can be decoded"));
        for (int p = 0; p < 3; ++p)
            frame.planes.emplace_back(shape);
        for (std::size_t i = 0; i < pixels.size(); ++i) {
            frame.planes[0].cells()[i] = float(TIFFGetR(pixels[i])) / 255.0F;
            frame.planes[1].cells()[i] = float(TIFFGetG(pixels[i])) / 255.0F;
            frame.planes[2].cells()[i] = float(TIFFGetB(pixels[i])) / 255.0F;
        }
    } catch (const std::bad_alloc&) {
        return ErrorCode::OutOfMemory;
    }
    frame.damaged = !got || !m_memory.firstError.isEmpty();
    return Done();
}

/// What every page that is written says of itself.
void describe(TIFF* tiff, Shape shape, int samples, int bits, int format)
{
    TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, uint32_t(shape.cols));
    TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, uint32_t(shape.rows));
    TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, samples);
    TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, bits);
    TIFFSetField(tiff, TIFFTAG_SAMPLEFORMAT, format);
    TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, samples >= 3 ? PHOTOMETRIC_RGB : PHOTOMETRIC_MINISBLACK);
    TIFFSetField(tiff, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);
    TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_LZW);
    TIFFSetField(tiff, TIFFTAG_PREDICTOR,
                 format == SAMPLEFORMAT_IEEEFP ? PREDICTOR_FLOATINGPOINT : PREDICTOR_HORIZONTAL);
    if (samples % 2 == 0) {
        const uint16_t alpha = EXTRASAMPLE_UNASSALPHA;
        TIFFSetField(tiff, TIFFTAG_EXTRASAMPLES, 1, &alpha);
    }
    TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, TIFFDefaultStripSize(tiff, 0));
}

/// `row(r, line)` fills a line with the bytes of row `r`.
template <class Row>
bool writeRows(TIFF* tiff, int rows, Row row)
{
    std::vector<uchar> line(std::size_t(TIFFScanlineSize64(tiff)));
    for (int r = 0; r < rows; ++r) {
        row(r, line.data());
        if (TIFFWriteScanline(tiff, line.data(), uint32_t(r), 0) != 1)
            return false;
    }
    return TIFFWriteDirectory(tiff) == 1;
}

/// The format to write an image in, without loss: samples and bits follow from it.
QImage::Format writtenFormat(const QImage& image)
{
    const bool grey = image.isGrayscale() && !image.hasAlphaChannel();
    const bool deep = image.format() == QImage::Format_Grayscale16 || image.depth() > 32;
    if (grey)
        return deep ? QImage::Format_Grayscale16 : QImage::Format_Grayscale8;
    if (deep)
        return QImage::Format_RGBA64;
    return image.hasAlphaChannel() ? QImage::Format_RGBA8888 : QImage::Format_RGB888;
}

} // namespace

Result<DecodedFrame> frameFromTiff(const QByteArray& bytes, const QString& name, const DecodeOptions& options)
{
    return Reader(bytes, name, options).frame();
}

QByteArray tiffFromImage(const QImage& image)
{
    QImage written = image.convertToFormat(writtenFormat(image));
    const bool opaque = !image.hasAlphaChannel();
    const QImage::Format format = written.format();
    const bool deep = format == QImage::Format_Grayscale16 || format == QImage::Format_RGBA64;
    const bool grey = format == QImage::Format_Grayscale16 || format == QImage::Format_Grayscale8;
    const int samples = grey ? 1 : opaque ? 3 : 4;
    const std::size_t pixelBytes = std::size_t(samples) * (deep ? 2 : 1);

    QByteArray bytes;
    Memory memory{nullptr, &bytes};
    const Tiff tiff = openTiff(memory, "w");
    if (!tiff || written.isNull())
        return {};
    describe(tiff.get(), {image.height(), image.width()}, samples, deep ? 16 : 8, SAMPLEFORMAT_UINT);
    TIFFSetField(tiff.get(), TIFFTAG_XRESOLUTION, float(image.dotsPerMeterX() / 100.0));
    TIFFSetField(tiff.get(), TIFFTAG_YRESOLUTION, float(image.dotsPerMeterY() / 100.0));
    TIFFSetField(tiff.get(), TIFFTAG_RESOLUTIONUNIT, RESUNIT_CENTIMETER);
    if (const QByteArray profile = profileToWrite(image, grey); !profile.isEmpty())
        TIFFSetField(tiff.get(), TIFFTAG_ICCPROFILE, uint32_t(profile.size()), profile.constData());
    const bool done = writeRows(tiff.get(), image.height(), [&](int r, uchar* line) {
        const uchar* const from = written.constScanLine(r);
        if (deep && !grey && opaque) // four samples in memory, three in the file
            for (int c = 0; c < image.width(); ++c)
                std::memcpy(line + std::size_t(c) * pixelBytes, from + c * 8, pixelBytes);
        else
            std::memcpy(line, from, std::size_t(image.width()) * pixelBytes);
    });
    return done ? bytes : QByteArray();
}

QByteArray tiffFromNumbers(std::span<const Grid> planes)
{
    QByteArray bytes;
    Memory memory{nullptr, &bytes};
    const Tiff tiff = openTiff(memory, "w");
    if (!tiff)
        return {};
    const Shape shape = planes.front().shape();
    describe(tiff.get(), shape, int(planes.size()), 32, SAMPLEFORMAT_IEEEFP);
    const bool done = writeRows(tiff.get(), shape.rows, [&](int r, uchar* line) {
        for (int c = 0; c < shape.cols; ++c) {
            for (const Grid& plane : planes) {
                std::memcpy(line, &plane.at(r, c), sizeof(float));
                line += sizeof(float);
            }
        }
    });
    return done ? bytes : QByteArray();
}

} // namespace lab
