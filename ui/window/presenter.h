// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paint/viewport.h"
#include "ui/window/workbench.h"

#include <QFont>
#include <QObject>
#include <QPointer>
#include <QRect>
#include <QTimer>
#include <QWidget>

#include <optional>
#include <string>
#include <vector>

namespace lab
{

class BlankScreen;
class FoldedMenus;
class FrameClock;
class InkOverlay;
class PlaceBar;
class PointerOverlay;
class SpeakerView;
class TimelineBar;

/// Shows the present view alone on the full screen, with its sentence, large, and the timeline as a line; and with it
/// what one needs before a class: a blank screen, a spotlight, a pen. On a second screen, if there is one: then the
/// first has the speaker's view. Whoever ends it is where they were: at the same page, zoom, panel, window and
/// control.
class Presenter : public QObject
{
    Q_OBJECT
public:
    /// What stands around the view, and gives way to it.
    struct Around {
        FoldedMenus& menus;
        PlaceBar& places;
        TimelineBar& timeline;
        FrameClock& clock;
    };
    Presenter(const Workbench& bench, const Around& around, QObject* parent);
    ~Presenter() override;

    /// Takes away what Esc does first: what is drawn, and the pen; at last the presentation.
    void takeBack();
    SpeakerView& speaker() const { return *m_speaker; }
    const InkOverlay& ink() const { return *m_ink; }
    const PointerOverlay& pointer() const { return *m_pointer; }
    const BlankScreen& blank() const { return *m_blank; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Before {
        Qt::WindowStates state;
        QRect geometry;
        bool moved = false; ///< to another screen
        QPointer<QWidget> focus;
        std::string page;
        bool panel = false;
        std::vector<std::optional<Viewport>> sight;
    };
    void connectActions();
    void begin();
    void end();
    void setAround(bool presenting);
    void dress(); ///< in the size of texts
    void toOtherScreen();
    void changeSize(int by);
    void showLarge();
    void returnSight();
    void tellSpeaker();
    void showPointer(bool shown);
    void movePointer(QPoint at);
    bool presenting() const { return m_before.has_value(); }

    Workbench m_bench;
    Around m_around;
    BlankScreen* m_blank;
    InkOverlay* m_ink;
    PointerOverlay* m_pointer;
    SpeakerView* m_speaker;
    std::optional<Before> m_before; ///< while presenting
    std::optional<Before> m_returning; ///< until the window has its old size again
    std::size_t m_size;
    QFont m_font; ///< of the program at the desk
    QTimer m_rest;
    bool m_pointerHidden = false;
};

} // namespace lab
