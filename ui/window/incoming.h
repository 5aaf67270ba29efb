// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QMimeData;

namespace lab
{

class Document;

/// Whether something that came by a drop or the clipboard holds anything that could be opened: a file, a picture or
/// text.
bool canOpen(const QMimeData* data);
/// Opens it in the document. False when nothing in it is usable, which the document says. Web addresses are never
/// fetched.
bool openIncoming(Document& document, const QMimeData* data);

} // namespace lab
