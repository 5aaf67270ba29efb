// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/pnm_file.h"

#include <QCoreApplication>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <bit>
#include <cctype>
#include <cmath>
#include <optional>

namespace lab
{

namespace
{

constexpr int kBandRows = 256; ///< between two looks at the stop token

/// What stands before the values.
struct Header {
    char kind = 0; ///< the letter after P
    qint64 width = 0, height = 0, depth = 1, greatest = 1;
    double scale = 1; ///< of PFM: its sign is the byte order
    bool alpha = false;

    bool letters() const { return kind >= '1' && kind <= '3'; }
    bool bitmap() const { return kind == '1' || kind == '4'; }
    bool floats() const { return kind == 'f' || kind == 'F'; }
    /// Bytes of a row, where it is in bytes.
    qint64 rowBytes() const
    {
        if (kind == '4')
            return (width + 7) / 8;
        return width * depth * (floats() ? 4 : greatest > 255 ? 2 : 1);
    }
};

/// Words and numbers between blanks and comments.
class Words
{
public:
    explicit Words(const QByteArray& bytes) : m_bytes(bytes) {}

    int peek() const { return m_at < m_bytes.size() ? quint8(m_bytes[m_at]) : -1; }
    bool atEnd() const { return m_at >= m_bytes.size(); }
    qint64 at() const { return m_at; }
    void skip(qint64 count) { m_at += count; }

    void skipBlanks()
    {
        while (std::isspace(peek()) || peek() == '#') {
            const qint64 end = peek() == '#' ? m_bytes.indexOf('\n', m_at) : m_at;
            m_at = end < 0 ? m_bytes.size() : end + 1;
        }
    }
    QByteArray word()
    {
        constexpr qint64 kLongest = 64;
        skipBlanks();
        const qint64 begin = m_at;
        while (!atEnd() && !std::isspace(peek()) && peek() != '#')
            ++m_at;
        return m_bytes.mid(begin, std::min(m_at - begin, kLongest));
    }
    /// No more than a billion; none where no digit stands.
    std::optional<qint64> number()
    {
        constexpr qint64 kGreatest = 1'000'000'000;
        skipBlanks();
        if (!std::isdigit(peek()))
            return std::nullopt;
        qint64 number = 0;
        for (; std::isdigit(peek()); ++m_at)
            number = std::min(number * 10 + (peek() - '0'), kGreatest);
        return number;
    }
    /// A pixel of P1: a digit may follow another.
    std::optional<qint64> digit()
    {
        skipBlanks();
        if (peek() != '0' && peek() != '1')
            return std::nullopt;
        return m_bytes[m_at++] - '0';
    }

private:
    const QByteArray& m_bytes;
    qint64 m_at = 0;
};

struct TupleType {
    const char* name;
    int depth;
    bool alpha;
};
constexpr std::array kTupleTypes{
    TupleType{"BLACKANDWHITE", 1, false},      TupleType{"GRAYSCALE", 1, false},      TupleType{"RGB", 3, false},
    TupleType{"BLACKANDWHITE_ALPHA", 2, true}, TupleType{"GRAYSCALE_ALPHA", 2, true}, TupleType{"RGB_ALPHA", 4, true},
};

/// The lines of P7, up to ENDHDR. Errors: PictureBroken, PictureTruncated.
Result<Header> pamHeader(Words& words, const QString& name)
{
    Header header{'7'};
    header.depth = 0;
    QByteArray type;
    const std::array<std::pair<const char*, qint64*>, 4> fields{{{"WIDTH", &header.width},
                                                                 {"HEIGHT", &header.height},
                                                                 {"DEPTH", &header.depth},
                                                                 {"MAXVAL", &header.greatest}}};
    for (;;) {
        const QByteArray key = words.word();
        if (key == "ENDHDR")
            break;
        if (key.isEmpty())
            return truncatedPicture(name);
        if (key == "TUPLTYPE") {
            type = words.word();
            continue;
        }
        const auto field =
            std::find_if(fields.begin(), fields.end(), [&](const auto& each) { return key == each.first; });
        const auto value = field == fields.end() ? std::nullopt : words.number();
        if (!value)
            return brokenPicture(name,
                                 QCoreApplication::translate("lab", "its header does not say “%1” as a PAM file does")
                                     .arg(QString::fromLatin1(key)));
        *field->second = *value;
    }
    const auto known = std::find_if(kTupleTypes.begin(), kTupleTypes.end(), [&](const TupleType& each) {
        return type == each.name && header.depth == each.depth;
    });
    const bool pictureByDepth = header.depth >= 1 && header.depth <= 4;
    if (known == kTupleTypes.end() && !pictureByDepth)
        return brokenPicture(name,
                             QCoreApplication::translate("lab", "its pixels have %1 samples").arg(header.depth));
    header.alpha = known == kTupleTypes.end() ? header.depth % 2 == 0 : known->alpha;
    return header;
}

/// Errors: PictureBroken, PictureTruncated, PictureTooLarge.
Result<Header> readHeader(Words& words, const QString& name)
{
    words.skip(1);
    Header header;
    header.kind = char(words.peek());
    words.skip(1);
    if (header.kind == '7') {
        const auto pam = pamHeader(words, name);
        if (!pam)
            return pam.error();
        header = *pam;
    } else {
        const bool colours = header.kind == '3' || header.kind == '6' || header.kind == 'F';
        header.depth = colours ? 3 : 1;
        const auto width = words.number(), height = width ? words.number() : std::nullopt;
        const auto missing = [&] {
            return words.atEnd() ? truncatedPicture(name)
                                 : brokenPicture(name, QCoreApplication::translate("lab", "its header is damaged"));
        };
        if (!height)
            return missing();
        header.width = *width;
        header.height = *height;
        if (header.floats()) {
            bool isNumber = false;
            header.scale = words.word().toDouble(&isNumber);
            if (!isNumber || header.scale == 0 || !std::isfinite(header.scale))
                return missing();
        } else if (!header.bitmap()) {
            const auto greatest = words.number();
            if (!greatest)
                return missing();
            header.greatest = *greatest;
        }
    }
    if (header.greatest < 1 || header.greatest > 65535)
        return brokenPicture(
            name, QCoreApplication::translate("lab", "its greatest value is %1; from 1 to 65535 can be read")
                      .arg(header.greatest));
    if (const auto size = checkSize(name, header.width, header.height); !size)
        return size.error();
    words.skip(1); // one blank before the pixels
    return header;
}

/// Where the values of a row go: one after another, sample by sample.
using Row = std::span<float>;

/// True when all of the row is there.
bool readLetters(Words& words, const Header& header, Row row)
{
    for (float& value : row) {
        const auto number = header.bitmap() ? words.digit() : words.number();
        if (!number)
            return false;
        value = header.bitmap() ? 1.0F - float(*number)
                                : float(std::min(*number, header.greatest)) / float(header.greatest);
    }
    return true;
}

void readBytes(const Header& header, const char* from, qint64 there, Row row)
{
    if (header.kind == '4') {
        for (std::size_t i = 0; i < row.size() && qint64(i / 8) < there; ++i)
            row[i] = quint8(from[i / 8]) >> (7 - i % 8) & 1 ? 0.0F : 1.0F;
        return;
    }
    if (header.floats()) {
        for (std::size_t i = 0; i < row.size() && qint64(4 * i + 4) <= there; ++i)
            row[i] = std::bit_cast<float>(header.scale < 0 ? qFromLittleEndian<quint32>(from + 4 * i)
                                                           : qFromBigEndian<quint32>(from + 4 * i));
        return;
    }
    const int greatest = int(header.greatest);
    const bool wide = greatest > 255;
    for (std::size_t i = 0; i < row.size() && qint64(wide ? 2 * i + 2 : i + 1) <= there; ++i) {
        const int value = wide ? int(qFromBigEndian<quint16>(from + 2 * i)) : int(quint8(from[i]));
        row[i] = float(std::min(value, greatest)) / float(greatest);
    }
}

} // namespace

Result<DecodedFrame> frameFromPnm(const QByteArray& bytes, const QString& name, const DecodeOptions& options)
{
    Words words(bytes);
    const auto read = readHeader(words, name);
    if (!read)
        return read.error();
    const Header& header = *read;
    if (options.frame != 0)
        return noSuchFrame(name, 1, options.frame);
    const qint64 begin = words.at();
    // Of what is almost wholly missing no hundred megapixels are set aside.
    constexpr qint64 kFew = 1'000'000, kLeastShare = 256;
    const qint64 promised =
        header.letters() ? header.width * header.height * header.depth : header.rowBytes() * header.height;
    if (begin >= bytes.size() || (promised > kFew && bytes.size() - begin < promised / kLeastShare))
        return truncatedPicture(name);

    const Shape shape{int(header.height), int(header.width)};
    DecodedFrame frame;
    const int colours = header.depth >= 3 ? 3 : 1;
    for (int p = 0; p < colours; ++p)
        frame.planes.emplace_back(shape);
    if (header.alpha)
        frame.alpha = Grid(shape, 1);
    frame.content = header.floats() ? Content::Numbers : Content::Brightness;
    frame.bits = header.floats() ? 32 : header.greatest > 255 ? 16 : 8;

    std::vector<float> row(std::size_t(header.width * header.depth));
    for (int r = 0; r < shape.rows && !frame.damaged; ++r) {
        if (r % kBandRows == 0) {
            if (options.stop.stop_requested())
                return ErrorCode::Stopped;
            if (options.progress)
                options.progress(double(r) / shape.rows);
        }
        std::fill(row.begin(), row.end(), 0.0F);
        if (header.letters()) {
            frame.damaged = !readLetters(words, header, row);
            if (frame.damaged && !words.atEnd())
                return brokenPicture(
                    name, QCoreApplication::translate("lab", "row %1 holds something that is no value").arg(r + 1));
        } else {
            const qint64 at = begin + r * header.rowBytes();
            const qint64 there = std::clamp<qint64>(bytes.size() - at, 0, header.rowBytes());
            frame.damaged = there < header.rowBytes();
            readBytes(header, bytes.constData() + std::min(at, qint64(bytes.size())), there, row);
        }
        const int to = header.floats() ? shape.rows - 1 - r : r; // PFM begins at the bottom
        for (int c = 0; c < shape.cols; ++c) {
            const float* const pixel = row.data() + c * header.depth;
            for (int p = 0; p < colours; ++p)
                frame.planes[std::size_t(p)].at(to, c) = pixel[p];
            if (header.alpha)
                frame.alpha.at(to, c) = pixel[header.depth - 1];
        }
    }
    return frame;
}

} // namespace lab
