// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/result.h"

#include <QBuffer>
#include <QByteArray>
#include <QColor>
#include <QImage>
#include <QImageWriter>
#include <QtEndian>

#include <array>
#include <gtest/gtest.h>
#include <ostream>

namespace lab
{

inline void PrintTo(const Error& error, std::ostream* out)
{
    *out << "Error " << int(error.code);
    for (const std::string& argument : error.arguments)
        *out << " [" << argument << ']';
}

/// "ok", or the code and arguments: what a failed EXPECT shows.
template <class T>
std::string outcome(const Result<T>& result)
{
    return result ? "ok" : testing::PrintToString(result.error());
}

inline QByteArray encoded(const QImage& image, const char* format, int quality = -1)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QImageWriter writer(&buffer, format);
    writer.setQuality(quality);
    EXPECT_TRUE(writer.write(image)) << format << ": " << qPrintable(writer.errorString());
    return bytes;
}

/// Every pixel another colour, so that a picture that is turned, cut or mixed up cannot pass.
inline QImage colourful(int width, int height)
{
    QImage image(width, height, QImage::Format_RGB32);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            image.setPixel(x, y, qRgb((x * 37 + y * 91) % 256, (y * 5 * x + 9) % 256, (x * y + 200 - x) % 256));
    return image;
}

template <class T>
QByteArray bigEndian(T number)
{
    QByteArray bytes(sizeof(T), '\0');
    qToBigEndian(number, bytes.data());
    return bytes;
}

/// The checksum of a PNG chunk's name and data.
inline quint32 pngChecksum(const QByteArray& bytes)
{
    quint32 crc = 0xFFFFFFFFU;
    for (const char c : bytes) {
        crc ^= quint8(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = crc & 1 ? crc >> 1 ^ 0xEDB88320U : crc >> 1;
    }
    return ~crc;
}

inline QByteArray pngChunk(const QByteArray& name, const QByteArray& data)
{
    return bigEndian<quint32>(quint32(data.size())) + name + data + bigEndian<quint32>(pngChecksum(name + data));
}

/// A PNG file whose header, with a right checksum, promises this size.
inline QByteArray pngOfSize(quint32 width, quint32 height)
{
    return QByteArray("\x89PNG\r\n\x1a\n") +
           pngChunk("IHDR", bigEndian(width) + bigEndian(height) + QByteArray("\x08\x02\0\0\0", 5)) +
           pngChunk("IDAT", QByteArray::fromHex("789c0300000000ff")) + pngChunk("IEND", {});
}

/// Two frames of 2×1 pixels: red and white, then blue and blue.
inline QByteArray animatedGif()
{
    const auto frame = [](const char* codes) {
        const auto delay = QByteArray::fromHex("21f904000a000000");
        const auto place = QByteArray::fromHex("2c0000000002000100"
                                               "00");
        return delay + place +
               QByteArray::fromHex("02"
                                   "02") +
               QByteArray::fromHex(codes) + QByteArray(1, '\0');
    };
    const auto colours = QByteArray::fromHex("ff0000"
                                             "ffffff"
                                             "0000ff"
                                             "000000");
    // four codes of 3 bits, lowest first: clear (4), two pixels, end (5)
    return QByteArray("GIF89a") +
           QByteArray::fromHex("02000100"
                               "910000") +
           colours + frame("440a") + frame("940a") + ";";
}

/// A JPEG with an EXIF orientation (1 to 8).
inline QByteArray withExifOrientation(const QByteArray& jpeg, quint16 orientation)
{
    const QByteArray tiff = QByteArray("MM\0*\0\0\0\x08", 8) + bigEndian<quint16>(1) + bigEndian<quint16>(0x0112) +
                            bigEndian<quint16>(3) + bigEndian<quint32>(1) + bigEndian(orientation) +
                            bigEndian<quint16>(0) + bigEndian<quint32>(0);
    const QByteArray data = QByteArray("Exif\0\0", 6) + tiff;
    return jpeg.left(2) + QByteArray("\xff\xe1") + bigEndian<quint16>(quint16(data.size() + 2)) + data + jpeg.mid(2);
}

} // namespace lab
