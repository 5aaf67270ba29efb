// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/results.h"

#include "core/numbers/npy.h"
#include "core/numbers/number_text.h"
#include "ui/io/image_file.h"
#include "ui/io/output_file.h"

#include <QBuffer>
#include <QFileInfo>

#include <array>
#include <bit>
#include <cstdio>
#include <vector>

namespace lab
{

using namespace Qt::StringLiterals;

namespace
{

QByteArray pngOf(const QImage& image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (!image.save(&buffer, "PNG"))
        throw std::bad_alloc();
    return bytes;
}

std::string csvOf(const Grid& map)
{
    return csvFromMatrix(map);
}

std::string csvOf(const Grid64& map)
{
    std::string text;
    for (int r = 0; r < map.rows(); ++r)
        for (int c = 0; c < map.cols(); ++c)
            text += shortest(map.at(r, c)) + (c + 1 < map.cols() ? ',' : '\n');
    return text;
}

template <class T>
QByteArray csv(std::span<const BasicGrid<T>> maps)
{
    std::string text;
    for (const BasicGrid<T>& map : maps)
        text += (text.empty() ? "" : "\n") + csvOf(map);
    return QByteArray::fromStdString(text);
}

QByteArray npy(std::span<const Grid> maps)
{
    return QByteArray::fromStdString(npyFromPlanes(maps));
}

/// Version 1.0, little-endian float64, C order.
QByteArray npy(std::span<const Grid64> maps)
{
    constexpr std::size_t kAlignment = 64, kBefore = 10;
    const Shape shape = maps.front().shape();
    std::string header = "{'descr': '<f8', 'fortran_order': False, 'shape': (";
    header += maps.size() == 3 ? "3, " : "";
    header += std::to_string(shape.rows) + ", " + std::to_string(shape.cols) + "), }";
    header.append(kAlignment - (kBefore + header.size() + 1) % kAlignment, ' ');
    header += '\n';
    std::string bytes("\x93NUMPY\1\0", 8);
    bytes += {char(header.size() & 255), char(header.size() >> 8)};
    bytes += header;
    for (const Grid64& map : maps)
        for (const double value : map.cells())
            for (int shift = 0; shift < 64; shift += 8)
                bytes += char(std::bit_cast<std::uint64_t>(value) >> shift & 255);
    return QByteArray::fromStdString(bytes);
}

std::vector<Grid> single(std::span<const Grid64> maps)
{
    std::vector<Grid> result;
    for (const Grid64& map : maps)
        result.push_back(converted<float>(map));
    return result;
}

QByteArray png(std::span<const Grid> maps)
{
    return pngOf(imageFromPlanes(maps));
}

QByteArray png(std::span<const Grid64> maps)
{
    return png(single(maps));
}

/// In the order of formatNames().
template <class T>
constexpr std::array<QByteArray (*)(std::span<const BasicGrid<T>>), 3> kFormats{csv<T>, npy, png};

Result<Done> writeByEnding(const QString& path, std::span<const Grid> maps)
{
    return writePlanes(path, maps);
}

Result<Done> writeByEnding(const QString& path, std::span<const Grid64> maps)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending == u"csv"_s || ending == u"npy"_s)
        return writeFile(path, ending == u"csv"_s ? csv(maps) : npy(maps));
    return writePlanes(path, single(maps));
}

/// A pipe or a device, whose name says nothing of what is wanted.
bool isStream(const QString& path)
{
    const QFileInfo info(path);
    return info.suffix().isEmpty() && info.exists() && !info.isFile() && !info.isDir();
}

template <class T>
void write(Arguments& arguments, std::span<const BasicGrid<T>> maps)
{
    const QString path = arguments.text("output"_L1, u"-"_s);
    if (arguments.has("format"_L1) || isStandardOutput(path) || isStream(path))
        writeBytes(arguments, path, kFormats<T>[arguments.choice("format"_L1)](maps));
    else
        arguments.take(writeByEnding(path, maps));
}

} // namespace

bool isStandardOutput(const QString& path)
{
    return path == u"-"_s || path == u"/dev/stdout"_s || path == u"/dev/fd/1"_s;
}

void writeBytes(Arguments& arguments, const QString& path, const QByteArray& bytes)
{
    if (isStandardOutput(path))
        std::fwrite(bytes.constData(), 1, std::size_t(bytes.size()), stdout); // run() asks whether it arrived
    else
        arguments.take(writeFile(path, bytes));
}

void writeMaps(Arguments& arguments, std::span<const Grid> maps)
{
    write(arguments, maps);
}

void writeMaps(Arguments& arguments, std::span<const Grid64> maps)
{
    write(arguments, maps);
}

void writePicture(Arguments& arguments, const QImage& image)
{
    const QString path = arguments.text("output"_L1);
    if (isStandardOutput(path) || isStream(path))
        writeBytes(arguments, path, pngOf(image));
    else
        arguments.take(writeImage(path, image));
}

QString inColumns(const WordTable& table)
{
    constexpr int kGap = 2;
    QList<QStringList> rows = table.rows;
    rows.prepend(table.titles);
    QList<qsizetype> widths(table.titles.size(), 0);
    for (const QStringList& row : rows)
        for (qsizetype c = 0; c < row.size(); ++c)
            widths[c] = std::max(widths[c], row[c].size());
    QString text;
    for (const QStringList& row : rows) {
        QString line;
        for (qsizetype c = 0; c < row.size(); ++c)
            line += row[c].leftJustified(int(widths[c]) + kGap);
        while (line.endsWith(u' '))
            line.chop(1);
        text += line + u'\n';
    }
    return text;
}

QString asCsv(const WordTable& table)
{
    QString text = table.titles.join(u',') + u'\n';
    for (const QStringList& row : table.rows)
        text += row.join(u',') + u'\n';
    return text;
}

} // namespace lab
