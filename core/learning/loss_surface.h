// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learning/normal_matrix.h"
#include "core/learning/train_spec.h"

#include <array>
#include <optional>
#include <span>

namespace lab
{

/// A place on the surface: the values of its two parameters.
struct SurfacePoint {
    double x = 0;
    double y = 0;
    bool operator==(const SurfacePoint&) const = default;
};

/// The loss over two of the parameters, all others held. The squared error is quadratic, so this is its exact form,
/// loss(p) = loss(o) + gᵀ(p − o) + ½ (p − o)ᵀ H (p − o), nothing sampled.
class LossSurface
{
public:
    LossSurface() = default;
    /// `parameters` (weights in row-major order, then the bias) are held but for those numbered x and y, x ≠ y.
    LossSurface(const NormalMatrix& normal, Reduction reduction, std::span<const double> parameters, int x, int y);

    double at(SurfacePoint p) const;
    SurfacePoint gradient(SurfacePoint p) const;
    double hxx() const { return m_hxx; }
    double hxy() const { return m_hxy; }
    double hyy() const { return m_hyy; }
    /// A direction of length 1 and the curvature along it.
    struct Axis {
        double curvature = 0;
        SurfacePoint direction;
        bool operator==(const Axis&) const = default;
    };
    /// The eigen-directions, the flatter one first.
    const std::array<Axis, 2>& axes() const { return m_axes; }
    /// The lowest point; where the surface is a valley without one, the point of its floor nearest to the origin.
    SurfacePoint minimum() const { return m_minimum; }
    double least() const { return m_least; }
    bool valley() const { return m_axes[0].curvature == 0; }
    bool operator==(const LossSurface&) const = default;

private:
    SurfacePoint m_origin; ///< the parameters given
    double m_loss = 0;
    SurfacePoint m_gradient;
    double m_hxx = 0, m_hxy = 0, m_hyy = 0;
    std::array<Axis, 2> m_axes;
    SurfacePoint m_minimum;
    double m_least = 0;
};

} // namespace lab
