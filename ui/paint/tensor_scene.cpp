// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/tensor_scene.h"

#include <algorithm>
#include <tuple>

namespace lab
{

namespace
{

/// One axis of a field at an index: 0 outside, 1 where all are alike.
double shareOf(const std::vector<int>& members, const std::vector<double>& shares, int index)
{
    const auto found = std::lower_bound(members.begin(), members.end(), index);
    if (found == members.end() || *found != index)
        return 0;
    return shares.empty() ? 1 : shares[std::size_t(found - members.begin())];
}

QString subscript(int number)
{
    QString text;
    for (const QChar digit : QString::number(number))
        text += QChar(0x2080 + digit.digitValue());
    return text;
}

} // namespace

double FieldMark::rowShare(int row) const
{
    return shareOf(cells.rows, rowShares, row);
}

double FieldMark::colShare(int col) const
{
    return shareOf(cells.cols, colShares, col);
}

std::optional<double> TensorScene::valueAt(int row, int col) const
{
    if (planes.empty())
        return std::nullopt;
    const auto map = infoOf(apron.border).map;
    const int r = map(row, shape.rows), c = map(col, shape.cols);
    if (r < 0 || c < 0)
        return std::nullopt;
    return number ? number(r, c) : double(planes[std::size_t(numberPlane)].at(r, c));
}

bool TensorScene::sameNumbers(const TensorScene& other) const
{
    return std::equal(planes.begin(), planes.end(), other.planes.begin(), other.planes.end(),
                      [](const Plane& a, const Plane& b) { return a.identity() == b.identity(); });
}

bool TensorScene::looksLike(const TensorScene& other) const
{
    const auto rest = [](const TensorScene& s) {
        return std::tie(s.shape, s.scale, s.screen, s.numberPlane, s.filled, s.apron, s.reader, s.frames, s.field,
                        s.labels, s.winners, s.hidden, s.cursor, s.computed, s.companions, s.afar, s.part);
    };
    return !number && !other.number && sameNumbers(other) && rest(*this) == rest(other);
}

void hideNumbers(TensorScene& scene, std::span<const QPoint> cells)
{
    scene.hidden.clear();
    for (const QPoint cell : cells)
        if (inside(InputCell{cell.y(), cell.x()}, scene.shape))
            scene.hidden.push_back(cell);
    if (scene.hidden.empty())
        return;
    for (Plane& plane : scene.planes) {
        Grid left(plane.shape());
        for (int r = 0; r < plane.rows(); ++r)
            for (int c = 0; c < plane.cols(); ++c)
                left.at(r, c) = plane.at(r, c);
        for (const QPoint cell : scene.hidden)
            left.at(cell.y(), cell.x()) = 0;
        plane = Plane(std::move(left));
    }
    if (scene.number)
        scene.number = [exact = scene.number, hidden = scene.hidden](int row, int col) {
            return std::ranges::find(hidden, QPoint(col, row)) == hidden.end() ? exact(row, col) : 0.0;
        };
}

void hideNumbers(TensorScene& scene)
{
    scene.number = nullptr;
    scene.scale = {};
    scene.companions.clear();
    std::vector<QPoint> cells;
    if (scene.shape.cells() > kMostLabels)
        scene.planes.clear(); // nothing could be told apart
    else
        for (int r = 0; r < scene.shape.rows; ++r)
            for (int c = 0; c < scene.shape.cols; ++c)
                cells.emplace_back(c, r);
    hideNumbers(scene, cells);
}

QString weightLabel(WeightCell weight)
{
    const QString comma = weight.row > 9 || weight.col > 9 ? QStringLiteral(",") : QString();
    return QStringLiteral("k") + subscript(weight.row) + comma + subscript(weight.col);
}

TensorScene planeScene(Plane plane, std::optional<ColourScale> scale)
{
    TensorScene scene;
    scene.shape = plane.shape();
    scene.planes = {std::move(plane)};
    scene.scale = scale.value_or(centredScale(scene.planes));
    return scene;
}

TensorScene exactScene(const Grid64& numbers, std::optional<ColourScale> scale)
{
    const auto exact = std::make_shared<const Grid64>(numbers);
    TensorScene scene = planeScene(Plane(converted<float>(numbers)), scale);
    scene.number = [exact](int row, int col) { return exact->at(row, col); };
    scene.computed = true;
    return scene;
}

} // namespace lab
