// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/lone_page.h"

#include "ui/model/work_under_way.h"
#include "ui/window/pages.h"

#include <QPainter>

namespace lab
{

LonePage::LonePage(const PageInput& input, QSize size)
    : m_view(m_document, pageOfEpochs), m_learner(m_document, m_clock), m_race(m_document, m_learner, m_clock),
      m_player(m_document, m_view, m_learner, m_clock), m_stage(m_document, m_view, m_player, m_clock)
{
    m_player.setAnimated(false);
    m_document.reset(*input.session);
    m_view.restore(input.view);
    const PageInfo& info = infoOfPage(input.view.page);
    if (!info.make)
        return;
    m_widget.reset(info.make({m_document, m_view, m_player, m_learner, m_race, m_clock, &m_stage.stage()}, nullptr));
    m_widget->setAttribute(Qt::WA_DontShowOnScreen);
    m_widget->setAttribute(Qt::WA_QuitOnClose, false);
    m_widget->resize(size);
    m_widget->show();
}

bool LonePage::quiet() const
{
    return !WorkUnderWay::any() && !m_document.evaluating() &&
           m_learner.state().kind != LearningState::Kind::Preparing;
}

QImage painted(QWidget& page, int ratio)
{
    QImage image(page.size() * ratio, QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(page.palette().color(QPalette::Window));
    page.render(&image);
    return image;
}

} // namespace lab
