// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/file_stamp.h"

#include "ui/io/input_file.h"

#include <QCryptographicHash>
#include <QFileInfo>

namespace lab
{

FileStamp stampOf(const QByteArray& bytes)
{
    return {bytes.size(), QCryptographicHash::hash(bytes, QCryptographicHash::Sha256)};
}

bool isAnother(const QString& path, const FileStamp& stamp, std::stop_token stop)
{
    const QFileInfo info(path);
    if (stamp.size < 0 || !info.isFile())
        return false;
    if (info.size() != stamp.size)
        return true;
    const auto bytes = readBytes(path, std::move(stop));
    return !bytes || stampOf(*bytes) != stamp;
}

} // namespace lab
