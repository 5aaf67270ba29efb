// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paint/surface_painter.h"
#include "ui/widgets/painted_parts.h"

#include <QWidget>

namespace lab
{

/// The loss over two weights: zoom and pan, point to read it, drag the start.
class LossSurfaceView : public QWidget, public PaintedParts
{
    Q_OBJECT
public:
    explicit LossSurfaceView(QWidget* parent = nullptr);

    /// `scene` none: nothing to show yet, and `why`.
    void setScene(std::optional<SurfaceScene> scene, const QString& why = {});
    const std::optional<SurfaceScene>& scene() const { return m_scene; }
    /// All of the start, the minimum and the paths that do not run away.
    void fit();
    void zoom(double factor, std::optional<QPointF> about = {});
    QPointF pixelOf(SurfacePoint p) const { return m_viewport.toPixel(p); }
    const SurfaceViewport& viewport() const { return m_viewport; }

    std::vector<PaintedPart> paintedParts() const override; ///< lowest point, start, now, and each path
    void pressPart(int index) override; ///< into the middle

    QSize minimumSizeHint() const override { return {240, 200}; }

signals:
    /// The person wants to begin there; moves of one drag share `gesture`.
    void startMoved(lab::SurfacePoint to, int gesture);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    enum class Drag { None, Start, Pan };
    bool atStart(QPointF pixel) const;
    void describe();
    /// What can be named, and where it lies; of a path its end.
    struct Named {
        QString name;
        SurfacePoint at;
        QString path;
    };
    std::vector<Named> named() const;

    std::optional<SurfaceScene> m_scene;
    QString m_why;
    SurfaceViewport m_viewport;
    SurfacePainter m_painter;
    bool m_fitted = true;
    Drag m_drag = Drag::None;
    QPointF m_last;
    int m_gesture = 0;
    std::optional<QPointF> m_pointed;
};

} // namespace lab
