// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/geometry/conv_spec.h"
#include "core/layers/receptive_field.h"
#include "core/numbers/picture.h"
#include "ui/paint/colour_scale.h"

#include <QPoint>
#include <QRectF>
#include <QString>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace lab
{

/// How cells are framed. A frame says where, never how much: what stands is solid, what is only pointed at, or
/// affected, dashed.
enum class Frame { Solid, Dashed, Right, Wrong };

/// A rectangle in cells, framed; in a solid frame the numbers are bold.
struct FrameMark {
    QRectF cells; ///< x: columns, y: rows
    Frame frame = Frame::Solid;
    bool operator==(const FrameMark&) const = default;
};

/// What stands in the corner of a cell: which weight multiplies it, or that it is the largest.
struct CellLabel {
    int row = 0;
    int col = 0;
    QString text;
    bool operator==(const CellLabel&) const = default;
};

/// A set of cells with one outline around it.
struct FieldMark {
    CellSet cells;
    Frame frame = Frame::Solid;
    bool fade = false; ///< the cells outside are faded to the ground
    /// Of how many paths a row and a column of the field has its share, 0..1; a cell with less than the product 1 is
    /// faded in part. Empty: all alike.
    std::vector<double> rowShares;
    std::vector<double> colShares;
    /// 0 outside, 1 where all are alike; a cell has the product of both.
    double rowShare(int row) const;
    double colShare(int col) const;
    bool operator==(const FieldMark&) const = default;
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
    ScreenColoursPtr screen; ///< how its colours are shown; null: as they are
    /// The exact number of a cell, where it is not just the plane's (large outputs are filled by the fast
    /// path).
    std::function<double(int row, int col)> number;
    int numberPlane = 0; ///< which plane's numbers are written in the cells
    std::int64_t filled = -1; ///< cells in reading order that have a value; −1: all
    Apron apron;
    std::optional<Reader> reader; ///< what it does not read is hatched
    std::vector<FrameMark> frames;
    std::optional<FieldMark> field;
    std::vector<CellLabel> labels;
    std::vector<QPoint> winners; ///< cells that max pooling took; x: column, y: row
    std::vector<QPoint> hidden; ///< cells that a question asks for
    std::optional<QPoint> cursor; ///< the cell that keys act on
    bool computed = false; ///< what rounding left of a zero is written as 0
    std::vector<double> companions; ///< numbers of maps beside it: those of all are written in one size
    bool afar = false; ///< numbers as large as the cells hold, to be read from the last row of a room
    std::optional<QRectF> part; ///< of content(): nothing else is shown

    /// The cells that are shown: those of the part, or all with their apron; x: columns, y: rows.
    QRectF content() const { return part ? *part : whole(); }
    QRectF whole() const
    {
        return QRectF(-apron.cols.before, -apron.rows.before, apron.cols.before + shape.cols + apron.cols.after,
                      apron.rows.before + shape.rows + apron.rows.after);
    }
    /// Whether both show the same numbers.
    bool sameNumbers(const TensorScene& other) const;
    /// Whether both are painted alike. Of one with a function it cannot be told, and counts as different.
    bool looksLike(const TensorScene& other) const;
    /// The value that stands at a position, in the apron too; none for a zero of the border.
    std::optional<double> valueAt(int row, int col) const;
};

/// "k₀₁", or "k₀,₁₁" where a number has two digits.
QString weightLabel(WeightCell weight);
/// More labels than this fit on no screen.
inline constexpr std::int64_t kMostLabels = 1024;

/// Takes the numbers of these cells out of a scene: "?" stands there. Its scale is not looked at.
void hideNumbers(TensorScene& scene, std::span<const QPoint> cells);
/// All of them, and the scale with them.
void hideNumbers(TensorScene& scene);

/// One plane, on a zero-centred scale unless another is given.
TensorScene planeScene(Plane plane, std::optional<ColourScale> scale = {});

/// Numbers in double, shown exactly: coloured on a zero-centred scale unless another is given.
TensorScene exactScene(const Grid64& numbers, std::optional<ColourScale> scale = {});

} // namespace lab
