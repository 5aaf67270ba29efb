// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/geometry/conv_spec.h"
#include "core/layers/receptive_field.h"
#include "core/numbers/plane.h"
#include "ui/paint/colour_scale.h"

#include <QColor>
#include <QPoint>
#include <QRectF>
#include <QString>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace lab
{

/// One cell that stands out: a frame, and a wash of the same colour where `wash` > 0. May lie in the padding.
struct CellMark {
    int row = 0;
    int col = 0;
    QColor colour;
    double wash = 0;
    bool frame = true;
    bool operator==(const CellMark&) const = default;
};

/// A rectangle in cells, drawn as a frame.
struct FrameMark {
    QRectF cells; ///< x: columns, y: rows
    QColor colour;
    double width = 2; ///< pixels
    bool operator==(const FrameMark&) const = default;
};

/// Cells around the values that the border rule fills in.
struct Apron {
    Margin rows;
    Margin cols;
    Border border = Border::Zero;
    bool empty() const { return rows == Margin{} && cols == Margin{}; }
    bool operator==(const Apron&) const = default;
};

/// How the layer behind slides over these cells.
struct Reader {
    Axis rows;
    Axis cols;
    bool operator==(const Reader&) const = default;
};

/// Everything that one tensor shows. A value that a painter turns into pixels; it knows no widget and no
/// session.
struct TensorScene {
    std::vector<Plane> planes; ///< one, or three for colours; empty: nothing to show yet
    Shape shape;
    ColourScale scale;
    /// The exact number of a cell, where it is not just the plane's (large outputs are filled by the fast
    /// path).
    std::function<double(int row, int col)> number;
    int numberPlane = 0; ///< which plane's numbers are written in the cells
    std::int64_t filled = -1; ///< cells in reading order that have a value; −1: all
    Apron apron;
    std::optional<Reader> reader; ///< what it does not read is hatched
    std::vector<CellMark> marks;
    std::vector<FrameMark> frames;
    std::optional<CellSet> field; ///< washed as the set it is
    QColor fieldColour;
    /// How strongly the rows and columns of the field are washed, 0..1; a cell gets the product. Empty: all alike.
    std::vector<double> fieldRows;
    std::vector<double> fieldCols;
    std::vector<QPoint> dots; ///< cells of the field that max pooling took; x: column, y: row
    /// The wash of each cell in a matrix whose cells stand for weights; an invalid colour: none.
    std::function<QColor(int row, int col)> hue;
    std::optional<QPoint> cursor; ///< the cell that keys act on; x: column, y: row

    /// The cells with their apron, x: columns, y: rows.
    QRectF content() const
    {
        return QRectF(-apron.cols.before, -apron.rows.before, apron.cols.before + shape.cols + apron.cols.after,
                      apron.rows.before + shape.rows + apron.rows.after);
    }
    /// Whether both show the same numbers.
    bool sameNumbers(const TensorScene& other) const;
    /// Whether both are painted alike. Of those with functions it cannot be told, and they count as different.
    bool looksLike(const TensorScene& other) const;
    /// The value that stands at a position, in the apron too; none for a zero of the border.
    std::optional<double> valueAt(int row, int col) const;
};

/// One plane, on a zero-centred scale unless another is given.
TensorScene planeScene(Plane plane, std::optional<ColourScale> scale = {});

/// Numbers in double, shown exactly: coloured on a zero-centred scale unless another is given.
TensorScene exactScene(const Grid64& numbers, std::optional<ColourScale> scale = {});

} // namespace lab
