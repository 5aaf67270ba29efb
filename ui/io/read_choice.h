// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/matrix_text.h"

#include <QString>

#include <optional>
#include <string>

namespace lab
{

/// How something that makes sense in more ways than one is to be read; as made, by the rules.
struct ReadChoice {
    std::optional<TextForm> form = {}; ///< of a text
    EmptyCells empty = EmptyCells::Refused;
    int frame = 0; ///< page of a TIFF, frame of an animation
    std::string member = {}; ///< array of an archive
    int file = -1; ///< of several, from 0; below: the first that can be read
    bool picture = false; ///< the picture, where numbers came with it
};

/// One of several things that came together: a file of several, a page, a frame.
struct Part {
    QString name;
    QString about; ///< its kind and size, or nothing
    ReadChoice choice;
};

/// Another way to read the same.
struct OtherReading {
    QString label; ///< of a button
    ReadChoice choice;
};

} // namespace lab
