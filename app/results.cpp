// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/results.h"

#include "app/names.h"
#include "core/channels/map_arrays.h"
#include "core/numbers/matrix_text.h"
#include "core/numbers/npy.h"
#include "ui/io/formats.h"
#include "ui/io/image_file.h"
#include "ui/io/output_file.h"
#include "ui/paint/words.h"

#include <QFileInfo>

#include <algorithm>
#include <array>
#include <cstdio>
#include <vector>

namespace lab
{

using namespace Qt::StringLiterals;

namespace
{

QByteArray pngOf(const QImage& image)
{
    QByteArray bytes = pictureFormatById("png")->write(image);
    if (bytes.isEmpty())
        throw std::bad_alloc();
    return bytes;
}

template <class T>
QByteArray csv(std::span<const BasicGrid<T>> maps)
{
    return QByteArray::fromStdString(csvFromPlanes(maps));
}

template <class T>
QByteArray npy(std::span<const BasicGrid<T>> maps)
{
    return QByteArray::fromStdString(npyFromPlanes(maps));
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
constexpr std::array<QByteArray (*)(std::span<const BasicGrid<T>>), 3> kFormats{csv<T>, npy<T>, png};

PlaneMapping mappingOf(Arguments& arguments, std::span<const Grid> maps)
{
    const QString text = arguments.text("range"_L1, u"0,1"_s);
    const auto limits = matrixFromText(text.toStdString());
    PlaneMapping mapping;
    if (text == u"auto"_s)
        mapping = wholeRange(maps);
    else if (limits && limits->size() == 2 && limits->at(0, 0) != limits->cells()[1])
        mapping = {.low = limits->cells()[0], .high = limits->cells()[1]};
    else
        arguments.setProblem(tr("--range needs two numbers such as -1,1, or auto, not “%1”.").arg(text));
    const QString samples = arguments.text("samples"_L1, u"8"_s);
    mapping.bits = samples == u"16"_s ? 16 : 8;
    mapping.asNumbers = samples == u"float"_s;
    return mapping;
}

void writeByEnding(Arguments& arguments, const QString& path, std::span<const Grid> maps)
{
    const PlaneMapping mapping = mappingOf(arguments, maps);
    const auto report = arguments.good() ? arguments.take(writePlanes(path, maps, mapping)) : std::nullopt;
    if (report && report->cut > 0)
        arguments.note(
            tr("%1 % of the cells lie outside %2 to %3 and were cut off; --range auto keeps them.")
                .arg(number(100 * report->cut, 2), number(double(mapping.low)), number(double(mapping.high))));
}

void writeByEnding(Arguments& arguments, const QString& path, std::span<const Grid64> maps)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending == u"csv"_s || ending == u"npy"_s)
        arguments.take(writeFile(path, ending == u"csv"_s ? csv(maps) : npy(maps)));
    else
        writeByEnding(arguments, path, single(maps));
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
        writeByEnding(arguments, path, maps);
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

void writeChannels(Arguments& arguments, const Maps64& maps)
{
    const QString path = arguments.text("output"_L1, u"-"_s), ending = QFileInfo(path).suffix().toLower();
    const bool byEnding = !arguments.has("format"_L1) && !isStandardOutput(path) && !isStream(path);
    const QString format = byEnding ? ending : arguments.text("format"_L1, mapFormatNames().front());
    if (!mapFormatNames().contains(format)) {
        arguments.refuse({ErrorCode::UnwritableFormat, {path.toStdString(), ".csv, .npy"}});
        return;
    }
    if (format == u"npy"_s) {
        writeBytes(arguments, path, QByteArray::fromStdString(npyFromTensor(tensorFrom(maps), true)));
        return;
    }
    std::vector<Grid64> planes;
    for (int channel = 0; channel < maps.channels(); ++channel) {
        Grid64& plane = planes.emplace_back(maps.shape().plane());
        const auto from = maps.cells().subspan(maps.indexOf({channel, 0, 0}), plane.size());
        std::copy(from.begin(), from.end(), plane.cells().begin());
    }
    writeBytes(arguments, path, csv(std::span<const Grid64>(planes)));
}

void writePicture(Arguments& arguments, const QImage& image)
{
    const QString path = arguments.text("output"_L1);
    if (isStandardOutput(path) || isStream(path))
        writeBytes(arguments, path, pngOf(image));
    else if (arguments.take(writeImage(path, image)))
        if (const QString loss = lossOf(path, image); !loss.isEmpty())
            arguments.note(loss + u'.');
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
