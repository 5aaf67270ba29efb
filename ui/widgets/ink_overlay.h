// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/cover.h"

#include <QPolygonF>

#include <map>
#include <vector>

namespace lab
{

/// What is drawn by hand over the page: with the mouse, a tablet or fingers. While the pen is away, the page has all
/// events; what was drawn is still there.
class InkOverlay : public Cover
{
    Q_OBJECT
public:
    struct Stroke {
        QPolygonF points; ///< pixels
        double width = 5;
        double age = 0; ///< seconds since it was ended
        bool done = false;
    };
    static constexpr double kStays = 3; ///< seconds that a stroke which fades is as it was drawn
    static constexpr double kFading = 1; ///< and in which it goes

    explicit InkOverlay(QWidget* parent);

    void setDrawing(bool drawing);
    bool drawing() const { return m_drawing; }
    /// Strokes go by themselves; else they stay until clear().
    void setFades(bool fades);
    const std::vector<Stroke>& strokes() const { return m_strokes; }
    void clear();
    /// How much of a stroke is still seen, 0..1.
    double seen(const Stroke& stroke) const;
    /// Lets time pass; true as long as strokes fade.
    bool advance(double seconds);

signals:
    void drawn(); ///< a stroke was ended: it begins to fade

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void begin(int pen, QPointF at, double width);
    void draw(int pen, QPointF at);
    void end(int pen);
    bool takeTouch(QEvent* event);
    bool takeTablet(QEvent* event);
    bool takeMouse(QEvent* event);
    void follow();

    bool m_drawing = false;
    bool m_fades = true;
    std::vector<Stroke> m_strokes;
    std::map<int, std::size_t> m_pens; ///< what each that is down draws: a finger, the mouse
};

} // namespace lab
