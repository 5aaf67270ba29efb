// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/picture.h"
#include "core/numbers/result.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace lab
{

struct SessionFile;

/// A session file whose large pictures stand apart, so that they need not be written again with every weight.
struct SessionParts {
    struct Apart {
        QString key; ///< where it belongs in the file: "input", "train.target"
        PicturePtr picture;
    };
    QByteArray json; ///< as sessionToJson(), without those pictures
    std::vector<Apart> pictures;
};

SessionParts partsOf(const SessionFile& file);

/// A picture as it stands in a session file.
QByteArray pictureToJson(const PicturePtr& picture);

/// The same parts as they were written.
struct WrittenParts {
    struct Apart {
        QString key;
        QByteArray json; ///< of pictureToJson()
    };
    QByteArray json;
    std::vector<Apart> pictures;
};

/// Errors: as of sessionFromJson().
Result<SessionFile> sessionFromParts(const WrittenParts& parts);

} // namespace lab
