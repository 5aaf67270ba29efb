// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/input_file.h"

#include "core/numbers/heavy_work.h"
#include "core/numbers/npy.h"
#include "core/numbers/number_text.h"
#include "ui/io/session_file.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <new>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>
#endif

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

Error cannotOpen(const QString& path, const QString& reason)
{
    return {ErrorCode::CannotOpen, {path.toStdString(), reason.toStdString()}};
}

PicturePtr numbers(const QString& name, std::vector<Grid> planes)
{
    return std::make_shared<const Picture>(name.toStdString(), Content::Numbers, std::move(planes));
}

/// Three matrices of one shape with an empty line between them: the planes of a colour picture, as they are
/// saved.
std::vector<Grid> colourPlanes(std::string_view text)
{
    constexpr std::string_view kEmptyLine = "\n\n";
    std::vector<Grid> planes;
    for (std::size_t begin = 0; begin != std::string_view::npos && planes.size() < 4;) {
        const std::size_t end = text.find(kEmptyLine, begin);
        auto plane = matrixFromText(text.substr(begin, end == std::string_view::npos ? end : end - begin));
        if (!plane || (!planes.empty() && plane->shape() != planes.front().shape()))
            return {};
        planes.push_back(std::move(*plane));
        begin = end == std::string_view::npos ? end : end + kEmptyLine.size();
    }
    return planes.size() == 3 ? std::move(planes) : std::vector<Grid>();
}

bool isNamedAsText(const QString& name)
{
    const QString ending = QFileInfo(name).suffix().toLower();
    return ending == QLatin1String("csv") || ending == QLatin1String("tsv") || ending == QLatin1String("txt");
}

Result<FileContent> textContent(const QByteArray& bytes, const QString& name)
{
    const std::string_view text(bytes.constData(), std::size_t(bytes.size()));
    auto matrix = matrixFromText(text);
    if (matrix)
        return FileContent(matrixPicture(name.toStdString(), std::move(*matrix)));
    if (matrix.error().code == ErrorCode::RaggedRows)
        if (auto planes = colourPlanes(text); !planes.empty())
            return FileContent(numbers(name, std::move(planes)));
    const bool tellWhere = isNamedAsText(name) || matrix.error().code == ErrorCode::OutOfMemory;
    return tellWhere ? matrix.error() : unknown(name);
}

/// Opens it, also where nothing can be read yet: opening a pipe would wait until somebody writes to it.
bool openToRead(QFile& file)
{
#ifdef Q_OS_UNIX
    const int handle = ::open(QFile::encodeName(file.fileName()).constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (handle >= 0 && file.open(handle, QIODevice::ReadOnly | QIODevice::Unbuffered, QFileDevice::AutoCloseHandle))
        return true;
    if (handle >= 0)
        ::close(handle);
        // QFile says why in words.
#endif
    return file.open(QIODevice::ReadOnly);
}

/// Waits until there is something to read, or never will be; false when told to stop before.
bool waitToRead([[maybe_unused]] const QFile& file, const std::stop_token& stop)
{
#ifdef Q_OS_UNIX
    constexpr int kLook = 20; // milliseconds from one look at `stop` to the next
    pollfd wait{file.handle(), POLLIN, 0};
    while (!stop.stop_requested())
        if (::poll(&wait, 1, kLook) != 0)
            return true;
#endif
    return !stop.stop_requested();
}

} // namespace

Result<QByteArray> readBytes(const QString& path, std::stop_token stop)
try {
    QFile file(path);
    if (!openToRead(file))
        return cannotOpen(path, file.errorString());
    if (QFileInfo(file).isDir())
        return cannotOpen(path, QCoreApplication::translate("lab", "it is a folder"));
    // What has no size (a pipe, a device) may go on for ever: it gets less than a file that says how much it holds.
    const qint64 most = file.isSequential() || file.size() == 0 ? kMostPiped : kMostBytes;
    const auto tooLarge = [&] {
        return cannotOpen(path, QCoreApplication::translate("lab", "it is larger than %1 MB").arg(most >> 20));
    };
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

Result<FileContent> contentOf(const QByteArray& bytes, const QString& name, const DecodeOptions& options)
{
    noteHeavyWork(HeavyWork::Decode, bytes.size());
    const std::string_view view(bytes.constData(), std::size_t(bytes.size()));
    try {
        if (bytes.isEmpty())
            return Error{ErrorCode::EmptyFile, {name.toStdString()}};
        if (!pictureFormat(bytes).isEmpty()) {
            auto picture = pictureFromBytes(bytes, name, options);
            return picture ? Result<FileContent>(FileContent(std::move(*picture))) : picture.error();
        }
        if (isNpy(view)) {
            auto planes = planesFromNpy(view);
            return planes ? Result<FileContent>(FileContent(numbers(name, std::move(*planes)))) : planes.error();
        }
        if (isSession(bytes)) {
            auto session = sessionFromJson(bytes);
            return session ? Result<FileContent>(FileContent(std::move(*session))) : session.error();
        }
        return textContent(bytes, name);
    } catch (const std::bad_alloc&) {
        return ErrorCode::OutOfMemory;
    }
}

Result<FileContent> readFile(const QString& path, const DecodeOptions& options)
{
    try {
        const auto bytes = readBytes(path, options.stop);
        return bytes ? contentOf(*bytes, QFileInfo(path).fileName(), options) : Result<FileContent>(bytes.error());
    } catch (const std::bad_alloc&) {
        return ErrorCode::OutOfMemory;
    }
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
