// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/view_state.h"
#include "ui/model/document.h"
#include "ui/model/frame_clock.h"
#include "ui/model/learner.h"
#include "ui/model/player.h"
#include "ui/model/race.h"
#include "ui/model/view_model.h"
#include "ui/paint/theme.h"
#include "ui/stage/stage_page.h"

#include <QImage>

#include <memory>

namespace lab
{

/// What a page is painted from: everything else follows from it.
struct PageInput {
    std::shared_ptr<const Session> session; ///< one that resolves
    ViewState view; ///< with the id of the page, one of pageTable()
};

/// A page with models of its own, in no window. Needs a QApplication (the offscreen platform will do).
class LonePage
{
public:
    LonePage(const PageInput& input, QSize size);

    Document& document() { return m_document; }
    ViewModel& view() { return m_view; }
    Learner& learner() { return m_learner; }
    QWidget* widget() const { return m_widget.get(); } ///< null: the page shows the stage, as others do
    /// Whether no thread is at work. What is done may ask for more: it rests once that holds in so many rounds of the
    /// event loop, one after the other.
    static constexpr int kRounds = 4;
    bool quiet() const;

private:
    FrameClock m_clock;
    Document m_document;
    ViewModel m_view;
    Learner m_learner;
    Race m_race;
    Player m_player;
    StagePage m_stage; ///< others ask it what is explained
    std::unique_ptr<QWidget> m_widget;
};

/// A page as it is, `ratio` pixels for each of its own.
QImage painted(QWidget& page, int ratio);

} // namespace lab
