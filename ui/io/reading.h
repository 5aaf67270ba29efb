// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/io/read_choice.h"
#include "ui/io/session_file.h"

#include <QString>
#include <QStringList>

#include <variant>
#include <vector>

namespace lab
{

/// What a file holds: an input (picture or matrix), or a whole session.
using FileContent = std::variant<PicturePtr, SessionFile>;

/// What was read, what a person should be told of it, and what else it could be.
struct Reading {
    FileContent content;
    QStringList notes = {}; ///< whole sentences
    QString question = {}; ///< said where it makes sense in more ways than one
    std::vector<OtherReading> others = {};
    QString path = {}; ///< of the file that was read, if there is one
    std::vector<Part> parts = {}; ///< of several, all of them
    int part = 0; ///< the one that was read
};

} // namespace lab
