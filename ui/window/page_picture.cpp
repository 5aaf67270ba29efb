// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/page_picture.h"

#include "ui/model/document.h"
#include "ui/model/frame_clock.h"
#include "ui/model/learner.h"
#include "ui/model/player.h"
#include "ui/model/race.h"
#include "ui/model/view_model.h"
#include "ui/model/work_under_way.h"
#include "ui/stage/stage_page.h"
#include "ui/widgets/style.h"
#include "ui/window/pages.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cassert>
#include <memory>

namespace lab
{

namespace
{

QImage painted(QWidget& page, int ratio)
{
    QImage image(page.size() * ratio, QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(page.palette().color(QPalette::Window));
    page.render(&image);
    return image;
}

/// Until no thread is at work and nothing waits to be begun or shown.
void settle(const Learner& learner)
{
    constexpr int kRounds = 4; // what is done may ask for more
    for (int quiet = 0; quiet < kRounds; ++quiet) {
        if (learner.state().kind == LearningState::Kind::Preparing)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        else
            QCoreApplication::processEvents();
        if (!WorkUnderWay::any() && learner.state().kind != LearningState::Kind::Preparing)
            continue;
        WorkUnderWay::waitForAPiece();
        quiet = 0;
    }
}

} // namespace

Result<QImage> pictureOfPage(const PageInput& input, QSize size, const Theme& theme)
{
    if (const auto fits = resolve(input.session.input->shape(), input.session.layers); !fits)
        return fits.error();
    const auto table = pageTable();
    const auto row = std::ranges::find(table, input.view.page, &PageInfo::id);
    assert(row != table.end());
    applyTheme(theme);
    FrameClock clock;
    Document document;
    document.reset(input.session);
    ViewModel view(document, pageOfEpochs);
    view.restore(input.view);
    Learner learner(document, clock);
    Race race(document, learner, clock);
    Player player(document, view, learner, clock);
    StagePage stage(document, view, player, clock); // others ask it what is explained
    const std::unique_ptr<QWidget> page(
        row->make({document, view, player, learner, race, clock, &stage.stage()}, nullptr));
    page->setAttribute(Qt::WA_DontShowOnScreen);
    page->resize(size);
    page->show();
    settle(learner);
    return painted(*page, 1);
}

QImage pictureOf(QWidget& page)
{
    return painted(page, 2);
}

} // namespace lab
