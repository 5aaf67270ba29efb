// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/input_file.h"

#include "core/numbers/heavy_work.h"
#include "core/numbers/npy.h"
#include "core/numbers/number_text.h"
#include "core/numbers/text_bytes.h"
#include "ui/io/formats.h"
#include "ui/io/npz_file.h"
#include "ui/io/path_bytes.h"
#include "ui/io/reading.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLocale>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <new>
#include <optional>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lab
{

namespace
{

constexpr qint64 kMostBytes = qint64(2) << 30; ///< of a file; far more than any picture within kMostPixels has
constexpr qint64 kMostPiped = qint64(512) << 20; ///< of what has no size
constexpr qint64 kBlock = 1 << 20;

Error unknown(const QString& name)
{
    return {ErrorCode::UnknownFormat, {name.toStdString()}};
}

QString tr(const char* text)
{
    return QCoreApplication::translate("lab", text);
}

/// What a person calls it.
QString nameOf(const QString& path)
{
    return path == QLatin1String("-") ? tr("standard input") : shownPath(path);
}

Error cannotOpen(const QString& path, const QString& reason)
{
    return {ErrorCode::CannotOpen, {nameOf(path).toStdString(), reason.toStdString()}};
}

PicturePtr numbers(const QString& name, std::vector<Grid> planes)
{
    return std::make_shared<const Picture>(name.toStdString(), Content::Numbers, std::move(planes));
}

QString shapeText(Shape shape)
{
    return QStringLiteral("%1 × %2").arg(shape.rows).arg(shape.cols);
}

QStringList notesOf(const MatrixText<float>& text, EmptyCells empty)
{
    QStringList notes;
    const QString left = text.header && text.names
                             ? tr("The first row and the first column (“%1” …) were taken as names and left out.")
                         : text.header ? tr("The first row (“%1” …) was taken as names and left out.")
                                       : tr("The first column (“%1” …) was taken as names and left out.");
    if (text.header || text.names)
        notes << left.arg(QString::fromStdString(text.firstName));
    if (text.emptyCells > 0)
        notes << (empty == EmptyCells::Zero ? tr("%1 empty cells were read as 0.")
                                            : tr("%1 empty cells were read as NaN."))
                     .arg(text.emptyCells);
    if (text.scale != 1)
        notes << tr("All numbers were multiplied by %1, as the text says.")
                     .arg(QString::fromStdString(display(text.scale)));
    return notes;
}

Result<Reading> readingOfText(std::string_view text, const QString& name, TextSource source, const ReadChoice& choice)
{
    auto read = readMatrixText(text, {source, choice.form, choice.empty});
    if (!read)
        return read.error();
    Reading reading{PicturePtr(), notesOf(*read, choice.empty)};
    if (!read->others.empty())
        reading.question = tr("This was read as %1 numbers; it can also be read otherwise.")
                               .arg(shapeText(read->planes.front().shape()));
    reading.content = numbers(name, std::move(read->planes));
    for (const auto& other : read->others) {
        ReadChoice instead = choice;
        instead.form = other.form;
        reading.others.push_back({otherReadingText(other), instead});
    }
    return reading;
}

/// A picture, one of its pages or frames; all of them are its parts.
Result<Reading> readingOfPicture(const QByteArray& bytes, const QString& name, DecodeOptions options,
                                 const ReadChoice& choice)
{
    options.frame = choice.frame;
    auto decoded = decodePicture(bytes, name, options);
    if (!decoded)
        return decoded.error();
    Reading reading{std::move(decoded->picture), decoded->notes};
    for (int frame = 0; decoded->frames > 1 && frame < decoded->frames; ++frame) {
        reading.parts.push_back({tr("Number %1").arg(frame + 1), {}, choice});
        reading.parts.back().choice.frame = frame;
    }
    reading.part = choice.frame;
    return reading;
}

Reading readingOfArray(NpyArray array, const QString& name)
{
    Reading reading{numbers(name, std::move(array.planes))};
    if (array.alphaLeftOut)
        reading.notes << tr("The fourth plane, alpha, was left out.");
    return reading;
}

Result<Reading> readingOfNpz(const QByteArray& bytes, const QString& name, const DecodeOptions& options,
                             const ReadChoice& choice)
{
    auto member = memberOfNpz(bytes, choice.member, options.stop);
    if (!member)
        return member.error();
    Reading reading = readingOfArray(std::move(member->array), name);
    const auto label = [](const std::string& text) { return QString::fromStdString(text); };
    if (!member->others.empty())
        reading.notes
            << tr("“%1” is open, one of %2 arrays.").arg(label(member->name)).arg(member->others.size() + 1);
    for (const std::string& other : member->others) {
        ReadChoice instead = choice;
        instead.member = other;
        reading.others.push_back({label(other), instead});
    }
    return reading;
}

bool isNamedAsText(const QString& name)
{
    const QString ending = QFileInfo(name).suffix().toLower();
    return ending == QLatin1String("csv") || ending == QLatin1String("tsv") || ending == QLatin1String("txt");
}

Result<Reading> readingOfTextFile(std::string_view bytes, const QString& name, const ReadChoice& choice)
{
    auto reading = readingOfText(textOfBytes(bytes), name, TextSource::File, choice);
    if (reading)
        return reading;
    const ErrorCode code = reading.error().code;
    const bool isMatrix = code == ErrorCode::OutOfMemory || code == ErrorCode::NumberTooLarge ||
                          code == ErrorCode::TextShape || code == ErrorCode::TextShortened;
    return isNamedAsText(name) || isMatrix ? reading : unknown(name);
}

/// The files in a folder that could be read, by name.
QStringList filesIn(const QString& folder)
{
    QStringList paths;
    for (const QFileInfo& file :
         QDir(folder).entryInfoList(readableEndings(), QDir::Files, QDir::Name | QDir::IgnoreCase))
        paths << file.filePath();
    return paths;
}

/// "PNG · 34.5 kB"; the kind is what the name says.
QString aboutFile(const QString& path)
{
    struct stat info {
    };
    const bool there = ::stat(bytesOfPath(path).constData(), &info) == 0;
    QStringList about;
    if (const QString kind = QFileInfo(path).suffix(); !kind.isEmpty())
        about << shownPath(kind.toUpper());
    if (there && S_ISREG(info.st_mode))
        about << QLocale::c().formattedDataSize(info.st_size, 1, QLocale::DataSizeSIFormat);
    return about.join(QStringLiteral(" · "));
}

/// Pages of one of several files stand behind a button: the parts are the files.
std::vector<OtherReading> pagesOf(const Reading& reading, int file)
{
    constexpr std::size_t kMost = 30;
    std::vector<OtherReading> pages;
    for (std::size_t i = 0; i < std::min(reading.parts.size(), kMost); ++i)
        if (int(i) != reading.part) {
            pages.push_back({reading.parts[i].name, reading.parts[i].choice});
            pages.back().choice.file = file;
        }
    return pages;
}

/// Opens it, also where nothing can be read yet: opening a pipe would wait until somebody writes to it.
bool openToRead(QFile& file, const QString& path)
{
    if (path == QLatin1String("-"))
        return file.open(stdin, QIODevice::ReadOnly | QIODevice::Unbuffered);
    const int handle = ::open(bytesOfPath(path).constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (handle >= 0 && file.open(handle, QIODevice::ReadOnly | QIODevice::Unbuffered, QFileDevice::AutoCloseHandle))
        return true;
    if (handle >= 0)
        ::close(handle);
    return false;
}

/// Waits until there is something to read, or never will be; false when told to stop before.
bool waitToRead(const QFile& file, const std::stop_token& stop)
{
    constexpr int kLook = 20; // milliseconds from one look at `stop` to the next
    pollfd wait{file.handle(), POLLIN, 0};
    while (!stop.stop_requested())
        if (::poll(&wait, 1, kLook) != 0)
            return true;
    return false;
}

} // namespace

Result<QByteArray> readBytes(const QString& path, std::stop_token stop)
try {
    QFile file(path);
    if (!openToRead(file, path))
        return cannotOpen(path, qt_error_string(errno));
    if (isFolder(path))
        return cannotOpen(path, tr("it is a folder"));
    // What has no size (a pipe, a device) may go on for ever: it gets less than a file that says how much it holds.
    const qint64 most = file.isSequential() || file.size() == 0 ? kMostPiped : kMostBytes;
    const auto tooLarge = [&] { return cannotOpen(path, tr("it is larger than %1 MB").arg(most >> 20)); };
    if (file.size() > most)
        return tooLarge();
    QByteArray bytes;
    bytes.reserve(file.size());
    // atEnd() of a pipe only says that nothing has arrived yet: the end is where reading gives nothing.
    for (;;) {
        if (!waitToRead(file, stop))
            return ErrorCode::Stopped;
        const QByteArray more = file.read(kBlock);
        if (more.isEmpty())
            break;
        if (bytes.size() + more.size() > most)
            return tooLarge();
        bytes += more;
    }
    noteHeavyWork(HeavyWork::Read, bytes.size());
    if (file.error() != QFileDevice::NoError)
        return cannotOpen(path, file.errorString());
    return bytes;
} catch (const std::bad_alloc&) {
    return ErrorCode::OutOfMemory;
}

Result<Reading> readingOf(const QByteArray& bytes, const QString& name, const DecodeOptions& options,
                          const ReadChoice& choice)
{
    noteHeavyWork(HeavyWork::Decode, bytes.size());
    const std::string_view view(bytes.constData(), std::size_t(bytes.size()));
    try {
        if (bytes.isEmpty())
            return Error{ErrorCode::EmptyFile, {name.toStdString()}};
        if (!pictureFormat(bytes).isEmpty())
            return readingOfPicture(bytes, name, options, choice);
        if (isNpy(view)) {
            auto array = arrayFromNpy(view);
            return array ? readingOfArray(std::move(*array), name) : Result<Reading>(array.error());
        }
        if (isNpz(bytes))
            return readingOfNpz(bytes, name, options, choice);
        if (isSession(bytes)) {
            auto session = sessionFromJson(bytes);
            if (session)
                session->stamp = stampOf(bytes);
            return session ? Result<Reading>(Reading{std::move(*session)}) : session.error();
        }
        return readingOfTextFile(view, name, choice);
    } catch (const std::bad_alloc&) {
        return ErrorCode::OutOfMemory;
    }
}

Result<Reading> readingOfFile(const QString& path, const DecodeOptions& options, const ReadChoice& choice)
{
    try {
        const auto bytes = readBytes(path, options.stop);
        if (!bytes)
            return bytes.error();
        auto reading = readingOf(*bytes, nameOf(QFileInfo(path).fileName()), options, choice);
        if (reading)
            reading->path = path;
        return reading;
    } catch (const std::bad_alloc&) {
        return ErrorCode::OutOfMemory;
    }
}

Result<Reading> readingOfFiles(const QStringList& paths, const DecodeOptions& options, const ReadChoice& choice)
{
    QStringList files;
    for (const QString& path : paths)
        files += isFolder(path) ? filesIn(path) : QStringList{path};
    if (files.isEmpty())
        return cannotOpen(paths.value(0), tr("there is no picture or matrix in this folder"));
    const bool asked = choice.file >= 0;
    int chosen = std::clamp(choice.file, 0, int(files.size()) - 1);
    auto reading = readingOfFile(files[chosen], options, choice);
    const auto first = reading ? std::nullopt : std::optional(reading.error());
    while (!reading && !asked && !options.stop.stop_requested() && chosen + 1 < files.size())
        reading = readingOfFile(files[++chosen], options, choice);
    if (!reading)
        return options.stop.stop_requested() ? Error{ErrorCode::Stopped} : *first;
    if (files.size() == 1)
        return reading;
    reading->notes
        << tr("“%1” is open, one of %2 files.").arg(shownPath(QFileInfo(files[chosen]).fileName())).arg(files.size());
    if (first)
        reading->notes << tr("What stands before it cannot be read.");
    for (OtherReading& page : pagesOf(*reading, chosen))
        reading->others.push_back(std::move(page));
    reading->parts.clear();
    for (int i = 0; i < files.size(); ++i)
        reading->parts.push_back({shownPath(QFileInfo(files[i]).fileName()), aboutFile(files[i]), {.file = i}});
    reading->part = chosen;
    return reading;
}

QStringList readableEndings()
{
    return (readableNameFilter() + QStringLiteral(" *.npy *.npz *.csv *.tsv *.txt *.corr2d")).split(u' ');
}

Result<Reading> readingOfText(const QString& text, const QString& name, const ReadChoice& choice)
{
    try {
        return readingOfText(textOfBytes(text.toStdString()), name, TextSource::Typed, choice);
    } catch (const std::bad_alloc&) {
        return ErrorCode::OutOfMemory;
    }
}

QString otherReadingText(const MatrixText<float>::Other& other)
{
    const auto text = [](float value) { return QString::fromStdString(display(value, 7)); };
    const QString range = other.shape.cells() == 1
                              ? text(other.first)
                              : QStringLiteral("%1 … %2").arg(text(other.first), text(other.last));
    return tr("As %1: %2").arg(shapeText(other.shape), range);
}

std::vector<OtherReading> waysOut(const Error& error, const ReadChoice& choice)
{
    const bool emptyCell =
        error.code == ErrorCode::NotANumber && error.arguments.size() > 2 && error.arguments[2].empty();
    if (!emptyCell)
        return {};
    ReadChoice zero = choice, nan = choice;
    zero.empty = EmptyCells::Zero;
    nan.empty = EmptyCells::Nan;
    return {{tr("Empty cells as 0"), zero}, {tr("Empty cells as NaN"), nan}};
}

Result<FileContent> contentOf(const QByteArray& bytes, const QString& name, const DecodeOptions& options)
{
    auto reading = readingOf(bytes, name, options);
    return reading ? Result<FileContent>(std::move(reading->content)) : reading.error();
}

Result<FileContent> readFile(const QString& path, const DecodeOptions& options)
{
    auto reading = readingOfFile(path, options);
    return reading ? Result<FileContent>(std::move(reading->content)) : reading.error();
}

Result<PicturePtr> readInput(const QString& path, const DecodeOptions& options)
{
    auto content = readFile(path, options);
    if (!content)
        return content.error();
    if (auto* const picture = std::get_if<PicturePtr>(&*content))
        return std::move(*picture);
    return unknown(QFileInfo(path).fileName());
}

} // namespace lab
