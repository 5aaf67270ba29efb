// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/lesson_file.h"

#include "ui/io/error_text.h"
#include "ui/io/input_file.h"
#include "ui/io/session_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

namespace lab
{

using namespace Qt::StringLiterals;

namespace
{

/// The path of a file beside a lesson; empty where there is none, or where it leads out of the folder.
QString besidePath(const QString& folder, const std::string& name)
{
    if (folder.isEmpty() || !staysBeside(name))
        return {};
    const QFileInfo file(QDir(folder), QString::fromStdString(name));
    const QString real = file.canonicalFilePath(), home = QDir(folder).canonicalPath();
    const bool inside = !real.isEmpty() && (real.startsWith(home + u'/') || home == "/"_L1);
    return inside && file.isFile() ? real : QString();
}

std::string openBeside(const QString& folder, const std::string& name, PicturePtr& picture)
{
    const QString path = besidePath(folder, name);
    if (path.isEmpty())
        return "“" + name + "” was not found beside the lesson.";
    auto content = readFile(path);
    if (!content)
        return sentence(content.error()).toStdString();
    if (auto* const read = std::get_if<PicturePtr>(&*content))
        picture = std::move(*read);
    return picture ? std::string() : "“" + name + "” is a session; a picture or a matrix is needed.";
}

/// RFC 7396.
QJsonValue patched(const QJsonValue& target, const QJsonValue& patch)
{
    if (!patch.isObject())
        return patch;
    QJsonObject result = target.toObject();
    const QJsonObject changes = patch.toObject();
    for (auto it = changes.begin(); it != changes.end(); ++it) {
        if (it.value().isNull())
            result.remove(it.key());
        else
            result[it.key()] = patched(result.value(it.key()), it.value());
    }
    return result;
}

std::string mergePatch(std::string_view text, Session& session)
{
    QJsonParseError error;
    const auto patch = QJsonDocument::fromJson(QByteArray(text.data(), qsizetype(text.size())), &error);
    if (!patch.isObject())
        return "the patch is no JSON object: " + error.errorString().toStdString() + ".";
    const auto now = QJsonDocument::fromJson(sessionToJson({session, {}, {}}));
    const QJsonObject merged = patched(now.object(), patch.object()).toObject();
    auto read = sessionFromJson(QJsonDocument(merged).toJson(QJsonDocument::Compact));
    if (!read)
        return sentence(read.error()).toStdString();
    session = std::move(read->session);
    return {};
}

/// `folder` is empty where nothing lies beside it.
LessonReading lessonFromBytes(const QByteArray& bytes, const QString& folder, const LessonPlaces& places,
                              bool compute)
{
    LessonSurroundings around;
    around.pages = places.pages;
    around.places = places.places;
    around.open = [&folder](const std::string& name, PicturePtr& picture) {
        return openBeside(folder, name, picture);
    };
    around.exists = [&folder](const std::string& name) { return !besidePath(folder, name).isEmpty(); };
    around.merge = mergePatch;
    return readLesson({bytes.constData(), std::size_t(bytes.size())}, around, compute);
}

QStringList resourcesNamed(bool exercises)
{
    const QDir lessons(u":/lessons"_s);
    QStringList paths;
    for (const QString& name : lessons.entryList({u"*.md"_s}, QDir::Files, QDir::Name))
        if (name.startsWith("exercises"_L1) == exercises)
            paths += lessons.filePath(name);
    return paths;
}

} // namespace

Result<LessonReading> readLessonFile(const QString& path, const LessonPlaces& places, bool compute)
{
    if (path.startsWith(u':')) { // of the program itself, which always can be read
        QFile file(path);
        const bool there = file.open(QIODevice::ReadOnly);
        return lessonFromBytes(there ? file.readAll() : QByteArray(), {}, places, compute);
    }
    auto bytes = readBytes(path);
    if (!bytes)
        return bytes.error();
    return lessonFromBytes(*bytes, QFileInfo(path).absolutePath(), places, compute);
}

QStringList builtInLessons()
{
    return resourcesNamed(false);
}

QStringList builtInExercises()
{
    return resourcesNamed(true);
}

bool isLessonText(const QByteArray& bytes)
{
    return isLesson({bytes.constData(), std::size_t(bytes.size())});
}

} // namespace lab
