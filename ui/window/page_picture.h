// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/result.h"
#include "ui/window/lone_page.h"

#include <QImage>

namespace lab
{

struct Theme;

/// A page as the window shows it, without the window: it waits until all that is computed for the page is there.
/// Needs a QApplication (the offscreen platform will do), whose look becomes `theme`. Errors: those of resolve().
Result<QImage> pictureOfPage(const PageInput& input, QSize size, const Theme& theme);

/// A page that stands in the window, at twice its size.
QImage pictureOf(QWidget& page);

} // namespace lab
