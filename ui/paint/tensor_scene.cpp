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

void hideNumbers(TensorScene& scene)
{
    scene.number = nullptr;
    scene.scale = {};
    scene.companions.clear();
    for (Plane& plane : scene.planes)
        plane = Plane(Grid(plane.shape()));
    scene.hidden.clear();
    if (scene.shape.cells() > kMostLabels) {
        scene.planes.clear(); // nothing could be told apart
        return;
    }
    for (int r = 0; r < scene.shape.rows; ++r)
        for (int c = 0; c < scene.shape.cols; ++c)
            scene.hidden.emplace_back(c, r);
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
