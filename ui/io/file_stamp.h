// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <stop_token>

namespace lab
{

/// What tells whether a file still holds what was read from it or written to it.
struct FileStamp {
    qint64 size = -1; ///< bytes; −1: of no file
    QByteArray hash; ///< SHA-256 of all bytes
    bool operator==(const FileStamp&) const = default;
};

FileStamp stampOf(const QByteArray& bytes);

/// Whether a file of that name holds other bytes than those of the stamp; one that cannot be read does. Its time says
/// nothing about that: two programs can write within one tick. Where there is no such file, nothing is overwritten.
bool isAnother(const QString& path, const FileStamp& stamp, std::stop_token stop = {});

} // namespace lab
