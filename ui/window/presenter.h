// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/workbench.h"

#include <QObject>
#include <QTimer>

namespace lab
{

class FoldedMenus;
class PlaceBar;
class TimelineBar;

/// Shows the present view alone on the full screen, with its sentence, large, and the timeline as a line. A pointer
/// that rests is hidden.
class Presenter : public QObject
{
    Q_OBJECT
public:
    Presenter(const Workbench& bench, FoldedMenus& menus, PlaceBar& places, TimelineBar& timeline, QObject* parent);
    ~Presenter() override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void present(bool on);
    void showPointer(bool shown);

    Workbench m_bench;
    FoldedMenus& m_menus;
    PlaceBar& m_places;
    TimelineBar& m_timeline;
    QTimer m_rest;
    bool m_pointerHidden = false;
};

} // namespace lab
