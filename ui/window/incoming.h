// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/document.h"

class QMimeData;

namespace lab
{

/// What came by a drop or the clipboard, given to the document: a file, an image, or numbers.
/// Whether there is anything in it that could be opened.
bool canOpen(const QMimeData* data);
/// False when nothing in it is usable. Web addresses are never fetched.
bool openIncoming(Document& document, const QMimeData* data);

} // namespace lab
