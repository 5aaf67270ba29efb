// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning/loss_surface.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace lab
{

namespace
{

constexpr double kNoCurve = 1e-12; ///< relative to the larger curvature: what is less is none

} // namespace

LossSurface::LossSurface(const NormalMatrix& normal, Reduction reduction, std::span<const double> parameters, int x,
                         int y)
{
    assert(x != y && int(parameters.size()) == normal.taps() + 1);
    const double scale = reduction == Reduction::Mean ? 1 / normal.windows() : 1;
    std::vector<double> gradient(parameters.size());
    m_origin = {parameters[std::size_t(x)], parameters[std::size_t(y)]};
    m_loss = scale * std::max(0.0, sumOfSquares(normal, parameters, gradient));
    m_gradient = {scale * gradient[std::size_t(x)], scale * gradient[std::size_t(y)]};
    m_hxx = 2 * scale * normal.a.at(x, x);
    m_hxy = 2 * scale * normal.a.at(x, y);
    m_hyy = 2 * scale * normal.a.at(y, y);

    // The eigenvalues of a symmetric 2×2 matrix are its mean diagonal ± the length of (difference/2, off-diagonal).
    const double mean = (m_hxx + m_hyy) / 2, half = (m_hxx - m_hyy) / 2, spread = std::hypot(half, m_hxy);
    const double steep = mean + spread, flat = mean - spread;
    const double angle = spread == 0 ? 0 : std::atan2(m_hxy, half) / 2;
    m_axes[1] = {steep, {std::cos(angle), std::sin(angle)}};
    m_axes[0] = {flat <= kNoCurve * steep ? 0 : flat, {-std::sin(angle), std::cos(angle)}};

    m_minimum = m_origin;
    for (const Axis& axis : m_axes) {
        if (axis.curvature == 0)
            continue;
        const double along = (m_gradient.x * axis.direction.x + m_gradient.y * axis.direction.y) / axis.curvature;
        m_minimum.x -= along * axis.direction.x;
        m_minimum.y -= along * axis.direction.y;
    }
    m_least = std::max(0.0, at(m_minimum));
}

double LossSurface::at(SurfacePoint p) const
{
    const double dx = p.x - m_origin.x, dy = p.y - m_origin.y;
    return m_loss + m_gradient.x * dx + m_gradient.y * dy +
           (m_hxx * dx * dx + 2 * m_hxy * dx * dy + m_hyy * dy * dy) / 2;
}

SurfacePoint LossSurface::gradient(SurfacePoint p) const
{
    const double dx = p.x - m_origin.x, dy = p.y - m_origin.y;
    return {m_gradient.x + m_hxx * dx + m_hxy * dy, m_gradient.y + m_hxy * dx + m_hyy * dy};
}

} // namespace lab
