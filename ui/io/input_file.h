// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/picture.h"
#include "ui/io/image_file.h"

#include <QByteArray>
#include <QString>

#include <stop_token>
#include <variant>

namespace lab
{

struct SessionFile; // ui/io/session_file.h

/// What a file holds: an input (picture or matrix), or a whole session.
using FileContent = std::variant<PicturePtr, SessionFile>;

/// All of a file, a pipe or a device: to its end, or refused. Errors: CannotOpen (also when it is too large),
/// Stopped, OutOfMemory.
Result<QByteArray> readBytes(const QString& path, std::stop_token stop = {});

/// Reads a file and tells by its bytes, not its name, what it is: a picture, .npy, a session, else a text
/// matrix. Errors: CannotOpen, EmptyFile, and those of the format; text that is no matrix and bytes that are no
/// text are UnknownFormat unless the name ends in .csv, .tsv or .txt (then NotANumber, RaggedRows).
Result<FileContent> readFile(const QString& path, const DecodeOptions& options = {});

/// The same for bytes that are there already; `name` is what a person calls them.
Result<FileContent> contentOf(const QByteArray& bytes, const QString& name, const DecodeOptions& options = {});

/// readFile() for places where a session makes no sense (UnknownFormat).
Result<PicturePtr> readInput(const QString& path, const DecodeOptions& options = {});

} // namespace lab
