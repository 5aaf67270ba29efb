// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/result.h"
#include "core/session/session.h"
#include "core/session/view_state.h"

#include <QImage>

namespace lab
{

struct Theme;

/// What a page is painted from: everything else follows from it.
struct PageInput {
    Session session;
    ViewState view; ///< with the id of the page, one of pageTable()
};

/// A page as the window shows it, without the window: it waits until all that is computed for the page is there.
/// Needs a QApplication (the offscreen platform will do), whose look becomes `theme`. Errors: those of resolve().
Result<QImage> pictureOfPage(const PageInput& input, QSize size, const Theme& theme);

/// A page that stands in the window, at twice its size.
QImage pictureOf(QWidget& page);

} // namespace lab
