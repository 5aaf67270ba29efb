// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/page_picture.h"

#include "core/session/session.h"
#include "ui/model/work_under_way.h"
#include "ui/widgets/style.h"

#include <QCoreApplication>

#include <cassert>

namespace lab
{

namespace
{

/// Until no thread is at work and nothing waits to be begun or shown.
void settle(LonePage& page)
{
    const Learner& learner = page.learner();
    for (int quiet = 0; quiet < LonePage::kRounds; ++quiet) {
        if (learner.state().kind == LearningState::Kind::Preparing)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        else
            QCoreApplication::processEvents();
        if (page.quiet())
            continue;
        WorkUnderWay::waitForAPiece();
        quiet = 0;
    }
}

} // namespace

Result<QImage> pictureOfPage(const PageInput& input, QSize size, const Theme& theme)
{
    if (const auto fits = resolve(input.session->input->shape(), input.session->layers); !fits)
        return fits.error();
    applyTheme(theme);
    LonePage page(input, size);
    assert(page.widget());
    settle(page);
    return painted(*page.widget(), 1);
}

QImage pictureOf(QWidget& page)
{
    return painted(page, 2);
}

} // namespace lab
