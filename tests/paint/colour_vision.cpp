// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/paint/colour_vision.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace lab
{

namespace
{

using Triple = std::array<double, 3>;

Triple linear(const QColor& colour)
{
    const auto of = [](int byte) {
        const double v = byte / 255.0;
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return {of(colour.red()), of(colour.green()), of(colour.blue())};
}

Triple times(const std::array<Triple, 3>& matrix, const Triple& v)
{
    Triple result{};
    for (std::size_t r = 0; r < 3; ++r)
        for (std::size_t c = 0; c < 3; ++c)
            result[r] += matrix[r][c] * v[c];
    return result;
}

CieLab labOf(const QColor& colour)
{
    constexpr std::array<Triple, 3> kXyz{
        {{0.4124564, 0.3575761, 0.1804375}, {0.2126729, 0.7151522, 0.0721750}, {0.0193339, 0.1191920, 0.9503041}}};
    constexpr Triple kWhite{0.95047, 1, 1.08883};
    Triple xyz = times(kXyz, linear(colour));
    for (std::size_t i = 0; i < 3; ++i) {
        const double t = xyz[i] / kWhite[i];
        xyz[i] = t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    }
    return {116 * xyz[1] - 16, 500 * (xyz[0] - xyz[1]), 200 * (xyz[1] - xyz[2])};
}

} // namespace

QColor seenBy(const QColor& colour, Vision vision)
{
    constexpr std::array<std::array<Triple, 3>, 4> kSeen{{
        {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
        {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
        {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
        {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}},
    }};
    const Triple seen = times(kSeen[std::size_t(vision)], linear(colour));
    const auto byte = [](double value) {
        const double v = std::clamp(value, 0.0, 1.0);
        return int(std::lround(255 * (v <= 0.0031308 ? v * 12.92 : 1.055 * std::pow(v, 1 / 2.4) - 0.055)));
    };
    return {byte(seen[0]), byte(seen[1]), byte(seen[2])};
}

double ciede2000(const CieLab& one, const CieLab& other)
{
    constexpr double kPi = std::numbers::pi, kDegree = kPi / 180;
    const double mean = (std::hypot(one.a, one.b) + std::hypot(other.a, other.b)) / 2;
    const double seventh = std::pow(mean, 7), g = 0.5 * (1 - std::sqrt(seventh / (seventh + std::pow(25.0, 7))));
    const double a1 = (1 + g) * one.a, a2 = (1 + g) * other.a;
    const double c1 = std::hypot(a1, one.b), c2 = std::hypot(a2, other.b);
    const auto hue = [](double a, double b) {
        const double h = a == 0 && b == 0 ? 0 : std::atan2(b, a) / kDegree;
        return h < 0 ? h + 360 : h;
    };
    const double h1 = hue(a1, one.b), h2 = hue(a2, other.b);
    double turn = h2 - h1, meanHue = h1 + h2;
    if (c1 * c2 != 0) {
        if (std::abs(h1 - h2) > 180) {
            turn += turn > 0 ? -360 : 360;
            meanHue += meanHue < 360 ? 360 : -360;
        }
        meanHue /= 2;
    } else {
        turn = 0;
    }
    const double dl = other.l - one.l, dc = c2 - c1, dh = 2 * std::sqrt(c1 * c2) * std::sin(turn / 2 * kDegree);
    const double l = (one.l + other.l) / 2, c = (c1 + c2) / 2;
    const double t = 1 - 0.17 * std::cos((meanHue - 30) * kDegree) + 0.24 * std::cos(2 * meanHue * kDegree) +
                     0.32 * std::cos((3 * meanHue + 6) * kDegree) - 0.20 * std::cos((4 * meanHue - 63) * kDegree);
    const double sl = 1 + 0.015 * (l - 50) * (l - 50) / std::sqrt(20 + (l - 50) * (l - 50));
    const double sc = 1 + 0.045 * c, sh = 1 + 0.015 * c * t;
    const double c7 = std::pow(c, 7), rc = 2 * std::sqrt(c7 / (c7 + std::pow(25.0, 7)));
    const double around = (meanHue - 275) / 25;
    const double rt = -std::sin(2 * 30 * std::exp(-around * around) * kDegree) * rc;
    return std::sqrt(dl / sl * (dl / sl) + dc / sc * (dc / sc) + dh / sh * (dh / sh) + rt * (dc / sc) * (dh / sh));
}

double difference(const QColor& one, const QColor& other)
{
    return ciede2000(labOf(one), labOf(other));
}

} // namespace lab
