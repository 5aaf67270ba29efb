// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/channel_normal_matrix.h"

#include "core/channels/channel_matrix.h"

#include <new>

namespace lab
{

namespace
{

/// Adds one window: below the diagonal of A, and to every right-hand side.
void addWindow(ChannelNormalMatrix& normal, std::span<const double> f)
{
    for (int r = 0; r < normal.a.rows(); ++r) {
        const double v = f[std::size_t(r)];
        const auto row = normal.a.row(r);
        for (std::size_t s = 0; s <= std::size_t(r); ++s)
            row[s] += v * f[s];
    }
}

void addTarget(ChannelNormalMatrix& normal, int out, std::span<const double> f, double t)
{
    auto& b = normal.b[std::size_t(out)];
    for (std::size_t r = 0; r < b.size(); ++r)
        b[r] += f[r] * t;
    normal.c[std::size_t(out)] += t * t;
}

void mirror(Grid64& a)
{
    for (int r = 0; r < a.rows(); ++r)
        for (int s = 0; s < r; ++s)
            a.at(s, r) = a.at(r, s);
}

} // namespace

Result<std::vector<ChannelNormalMatrix>> channelNormalMatrices(const Maps64& x, const Maps64& target,
                                                               const ChannelGeometry& geometry, std::stop_token stop)
try {
    assert(infoOf(geometry.kind).learns && x.shape() == geometry.input);
    const MapsShape output = geometry.output;
    if (const auto fits = targetFits(target.shape(), output); !fits)
        return fits.error();
    const std::int64_t rows = std::int64_t(geometry.insOfGroup()) * geometry.plane.taps() + 1;
    if (rows > kMostNormalRows)
        return Error{ErrorCode::TooLarge, {std::to_string(rows), std::to_string(rows)}};

    const auto outs = std::size_t(geometry.outsOfGroup());
    const std::vector<double> zeros(std::size_t(rows), 0.0);
    const ChannelNormalMatrix none{Grid64({int(rows), int(rows)}), std::vector(outs, zeros), std::vector(outs, 0.0)};
    std::vector<ChannelNormalMatrix> normals(std::size_t(geometry.groups), none);
    std::vector<double> f(std::size_t(rows), 1.0); // the last is the bias's
    for (int g = 0; g < geometry.groups; ++g) {
        ChannelNormalMatrix& normal = normals[std::size_t(g)];
        for (int i = 0; i < output.rows; ++i) {
            if (stop.stop_requested())
                return ErrorCode::Stopped;
            for (int j = 0; j < output.cols; ++j) {
                windowThroughChannels(x, geometry, g, {i, j}, std::span(f).first(f.size() - 1));
                addWindow(normal, f);
                for (int o = 0; o < normal.outs(); ++o)
                    addTarget(normal, o, f, target.at(g * normal.outs() + o, i, j));
            }
        }
        mirror(normal.a);
    }
    return normals;
} catch (const std::bad_alloc&) {
    return ErrorCode::OutOfMemory;
}

double channelSquares(const ChannelNormalMatrix& normal, int out, std::span<const double> parameters,
                      std::span<double> gradient)
{
    assert(parameters.size() == gradient.size() && parameters.size() <= normal.b[std::size_t(out)].size());
    const std::vector<double>& b = normal.b[std::size_t(out)];
    double squares = normal.c[std::size_t(out)];
    for (std::size_t r = 0; r < parameters.size(); ++r) {
        const auto row = normal.a.row(int(r));
        double product = 0;
        for (std::size_t s = 0; s < parameters.size(); ++s)
            product += row[s] * parameters[s];
        gradient[r] = 2 * (product - b[r]);
        squares += parameters[r] * (product - 2 * b[r]);
    }
    return squares;
}

} // namespace lab
