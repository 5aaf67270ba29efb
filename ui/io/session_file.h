// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session.h"
#include "ui/io/file_stamp.h"

#include <QByteArray>
#include <QJsonObject>

namespace lab
{

/// A session and what else its file held, so that saving loses nothing.
struct SessionFile {
    Session session;
    QJsonObject view; ///< zoom, playhead and the like: saved, not undone
    QJsonObject unknown; ///< top-level keys of another version
    FileStamp stamp = {}; ///< of the bytes that it was read from, where they were those of a file
};

inline constexpr int kSessionVersion = 1;

/// JSON, UTF-8, ids instead of enum numbers, every number exact. A picture that came from an image file is kept
/// as that file's bytes (base64), small matrices as rows of numbers, others as compressed float32.
QByteArray sessionToJson(const SessionFile& file);

/// True when the bytes look like a session file (so that a broken one is called just that).
bool isSession(const QByteArray& bytes);

/// Errors: SessionBroken (where), SessionFromFuture, and those of an embedded picture.
Result<SessionFile> sessionFromJson(const QByteArray& bytes);

} // namespace lab
