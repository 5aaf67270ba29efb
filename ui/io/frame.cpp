// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/frame.h"

#include <QCoreApplication>
#include <QTransform>

#include <array>
#include <limits>

namespace lab
{

namespace
{

/// How a picture is made upright: rows and columns exchanged first, then mirrored.
struct Turn {
    bool transpose, leftRight, upDown;
};
constexpr std::array<Turn, 9> kTurns{{
    {},
    {},
    {false, true, false},
    {false, true, true},
    {false, false, true},
    {true, false, false},
    {true, true, false},
    {true, true, true},
    {true, false, true},
}};

Turn turnOf(int orientation)
{
    return orientation >= 1 && orientation <= 8 ? kTurns[std::size_t(orientation)] : Turn{};
}

} // namespace

Result<Done> checkSize(const QString& name, qint64 width, qint64 height)
{
    constexpr qint64 kMostAlong = std::numeric_limits<int>::max();
    if (width <= 0 || height <= 0)
        return brokenPicture(name, QCoreApplication::translate("lab", "it has no pixels"));
    if (width > kMostAlong || height > kMostAlong || width > kMostPixels / height)
        return Error{ErrorCode::PictureTooLarge, {name.toStdString(), std::to_string(width), std::to_string(height)}};
    return Done();
}

Error brokenPicture(const QString& name, const QString& reason)
{
    return {ErrorCode::PictureBroken, {name.toStdString(), reason.toStdString()}};
}

Error truncatedPicture(const QString& name)
{
    return {ErrorCode::PictureTruncated, {name.toStdString()}};
}

Error noSuchFrame(const QString& name, int frames, int frame)
{
    const QString asked = QString::number(qint64(frame) + 1);
    return brokenPicture(
        name, frames == 1
                  ? QCoreApplication::translate("lab", "it is a single picture, and there is no number %1").arg(asked)
                  : QCoreApplication::translate("lab", "it has %1 frames or pages, and there is no number %2")
                        .arg(QString::number(frames), asked));
}

std::vector<Grid> unsetPlanes(int count, Shape shape)
{
    std::vector<Grid> planes;
    for (int p = 0; p < count; ++p)
        planes.push_back(Grid::uninitialised(shape));
    return planes;
}

Grid oriented(Grid grid, int orientation)
{
    const Turn turn = turnOf(orientation);
    if (!turn.transpose && !turn.leftRight && !turn.upDown)
        return grid;
    const Shape from = grid.shape();
    const Shape shape = turn.transpose ? Shape{from.cols, from.rows} : from;
    Grid to = Grid::uninitialised(shape);
    for (int r = 0; r < shape.rows; ++r) {
        for (int c = 0; c < shape.cols; ++c) {
            const int row = turn.upDown ? shape.rows - 1 - r : r, col = turn.leftRight ? shape.cols - 1 - c : c;
            to.at(r, c) = turn.transpose ? grid.at(col, row) : grid.at(row, col);
        }
    }
    return to;
}

QImage oriented(const QImage& image, int orientation)
{
    const Turn turn = turnOf(orientation);
    QImage upright = image;
    if (turn.transpose) // a quarter to the right, and its columns mirrored
        upright = upright.transformed(QTransform().rotate(90)).mirrored(true, false);
    return turn.leftRight || turn.upDown ? upright.mirrored(turn.leftRight, turn.upDown) : upright;
}

void orient(DecodedFrame& frame, int orientation)
{
    if (!frame.image.isNull())
        frame.image = oriented(frame.image, orientation);
    for (Grid& plane : frame.planes)
        plane = oriented(std::move(plane), orientation);
    if (!frame.alpha.shape().empty())
        frame.alpha = oriented(std::move(frame.alpha), orientation);
}

} // namespace lab
