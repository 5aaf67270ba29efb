// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/io/input_file.h"

#include <QImage>

namespace lab
{

/// What another program offers by the clipboard or a drop, in all the forms that are of use here. LibreOffice offers
/// cells as text, as HTML and as a picture of them.
struct Offered {
    QString text = {};
    QString html = {};
    QByteArray picture = {}; ///< a file's bytes
    QImage image = {};

    bool hasPicture() const { return !picture.isEmpty() || !image.isNull(); }
};

QString nameOf(const Offered& offered); ///< what a person calls it

/// Numbers win where the text, or the table of the HTML, is a matrix; a picture wins where it is not. The other one
/// is offered beside it. Errors: as of readingOf(); where there is no picture, those of the text.
Result<Reading> readingOfOffered(const Offered& offered, const DecodeOptions& options, const ReadChoice& choice);

} // namespace lab
