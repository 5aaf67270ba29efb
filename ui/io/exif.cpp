// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/exif.h"

#include "ui/io/bytes_at.h"

namespace lab
{

int exifOrientation(const QByteArray& exif)
{
    constexpr int kOrientation = 0x0112, kShort = 3;
    const QByteArray marker("Exif\0\0", 6);
    const QByteArray tiff = exif.startsWith(marker) ? exif.mid(marker.size()) : exif;
    const Bytes bytes(tiff);
    const bool big = tiff.startsWith("MM");
    if (!big && !tiff.startsWith("II"))
        return 1;
    const auto word = [&](qint64 at) { return big ? bytes.big<quint16>(at) : bytes.little<quint16>(at); };
    const auto begin = big ? bytes.big<quint32>(4) : bytes.little<quint32>(4);
    const auto entries = begin ? word(*begin) : std::nullopt;
    for (int i = 0; entries && i < *entries; ++i) {
        const qint64 at = qint64(*begin) + 2 + 12 * i;
        const auto tag = word(at), type = word(at + 2), value = word(at + 8);
        if (!value)
            break;
        if (tag == kOrientation && type == kShort)
            return *value >= 1 && *value <= 8 ? *value : 1;
    }
    return 1;
}

QByteArray exifOfWebp(const QByteArray& file)
{
    const Bytes bytes(file);
    for (qint64 at = 12;;) {
        const auto length = bytes.little<quint32>(at + 4);
        if (!length || !bytes.has(at, 8 + qint64(*length)))
            return {};
        if (bytes.part(at, 4) == "EXIF")
            return bytes.part(at + 8, *length);
        at += 8 + qint64(*length) + *length % 2;
    }
}

} // namespace lab
