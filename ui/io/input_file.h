// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/io/image_file.h"
#include "ui/io/read_choice.h"

#include <QByteArray>
#include <QString>

#include <stop_token>
#include <variant>
#include <vector>

namespace lab
{

// What a file holds; ui/io/reading.h says it to those who look at it.
struct Reading;
struct SessionFile;
using FileContent = std::variant<PicturePtr, SessionFile>;

/// All of a file, a pipe or a device: to its end, or refused. Errors: CannotOpen (also when it is too large),
/// Stopped, OutOfMemory.
Result<QByteArray> readBytes(const QString& path, std::stop_token stop = {});

/// Tells by the bytes, not the name, what they are: a picture, .npy, .npz, a session, else a text matrix. `name` is
/// what a person calls them. Errors: EmptyFile and those of the format; text that is no matrix and bytes that are no
/// text are UnknownFormat unless the name ends in .csv, .tsv or .txt (then those of readMatrixText()).
Result<Reading> readingOf(const QByteArray& bytes, const QString& name, const DecodeOptions& options = {},
                          const ReadChoice& choice = {});

/// The same of a file; "-" is standard input. Errors: CannotOpen, too.
Result<Reading> readingOfFile(const QString& path, const DecodeOptions& options = {}, const ReadChoice& choice = {});

/// One of several files, as chosen (by itself the first that can be read); a folder stands for the pictures and
/// matrices in it. All of them are its parts. Errors: of the one that was chosen, or of the first.
Result<Reading> readingOfFiles(const QStringList& paths, const DecodeOptions& options = {},
                               const ReadChoice& choice = {});

/// What names of files end in that can be read here: "*.png" …
QStringList readableEndings();

/// A matrix that was typed or pasted.
Result<Reading> readingOfText(const QString& text, const QString& name, const ReadChoice& choice = {});

/// What a button says that reads a text in another form: "As 2 × 1: 1.5 … 3".
QString otherReadingText(const MatrixText<float>::Other& other);

/// Other ways in which something could be read after all that was refused for this reason.
std::vector<OtherReading> waysOut(const Error& error, const ReadChoice& choice);

/// The content alone.
Result<FileContent> readFile(const QString& path, const DecodeOptions& options = {});
Result<FileContent> contentOf(const QByteArray& bytes, const QString& name, const DecodeOptions& options = {});

/// readFile() for places where a session makes no sense (UnknownFormat).
Result<PicturePtr> readInput(const QString& path, const DecodeOptions& options = {});

} // namespace lab
