// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paint/tensor_painter.h"
#include "ui/scenes/picture_scene.h"

#include <QImage>
#include <QLine>
#include <QPoint>
#include <QRect>
#include <QWidget>

#include <optional>

class QToolButton;

namespace lab
{

class DividerBar;

/// A picture and what a layer makes of it, over or beside each other, zoomed and moved together.
class PictureView : public QWidget
{
    Q_OBJECT
public:
    /// A cell of the input, or of the output.
    struct Place {
        bool output = false;
        QPoint cell; ///< x: column, y: row
        bool operator==(const Place&) const = default;
    };

    explicit PictureView(QWidget* parent = nullptr);

    void setScene(PictureScene scene);
    const PictureScene& scene() const { return m_scene; }
    /// What is shown where the difference is asked for; without planes while it is computed.
    void setDifference(TensorScene difference);
    void setLook(const PictureLook& look);

    void fit();
    bool fitted() const { return m_fitted; }
    void zoom(double factor, std::optional<QPointF> about = {});
    double scale() const { return m_viewport.scale; } ///< pixels to a cell of the input
    /// What the output looks like, a pixel a cell; empty where there is none.
    QImage outputImage() const;
    Rect visibleOutput() const; ///< cells of the output that are in sight
    /// The cell at a point of the widget; none beside the pictures.
    std::optional<Place> placeAt(QPointF pixel) const;
    /// The rectangle of the input that was drawn with Shift, in cells; none: none was.
    std::optional<QRect> patch() const { return m_patch; }
    void dropPatch();
    /// The line over the input that was drawn with Ctrl, from cell to cell; none: none was.
    std::optional<QLine> line() const { return m_line; }
    void setLine(std::optional<QLine> line);
    QRect rectOf(const QRect& cells) const; ///< of the input, in pixels of the widget

signals:
    void hovered(std::optional<lab::PictureView::Place> place);
    void clicked(const lab::PictureView::Place& place);
    void dividerMoved(double share);
    void patchChanged(); ///< drawn, dropped, or moved with the picture
    void patchTaken(); ///< Enter
    void lineChanged(); ///< drawn or dropped
    void draggedOut(); ///< the output, by its name

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    enum class Drag { None, Pressed, Pan, Patch, Line, Map, Out };
    bool shows(Beside beside) const { return m_look.beside == beside && !m_before; }
    bool besides() const { return shows(Beside::SideBySide) || (shows(Beside::Divider) && !m_scene.square); }
    QRect area(bool output) const;
    QRect clip(bool output) const; ///< the part of the area in which it is seen
    QRect mapRect() const;
    double smallestScale() const;
    void setViewport(const Viewport& viewport);
    void hold(bool before);
    void centreOn(QPointF pixelOfMap);
    void paintPicture(QPainter& painter, bool output);
    void paintMap(QPainter& painter);
    QString tagText(bool output) const;
    QRect tagRect(bool output) const;
    void paintTag(QPainter& painter, bool output);
    void placeParts();
    void describe();

    PictureScene m_scene;
    TensorScene m_difference;
    PictureLook m_look;
    Viewport m_viewport; ///< of the input, within its area
    bool m_fitted = true;
    bool m_before = false; ///< the key is held
    QPoint cellAt(QPointF pixel) const; ///< of the input, kept within it
    void paintLine(QPainter& painter);

    std::optional<QRect> m_patch;
    std::optional<QLine> m_line;
    Drag m_drag = Drag::None;
    QPointF m_pressed, m_last;
    TensorPainter m_beforePainter, m_afterPainter, m_mapPainter;
    DividerBar* m_divider = nullptr;
    QWidget* m_zoomBar = nullptr;
    QToolButton* m_zoomNow = nullptr;
};

} // namespace lab
