// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QRgb>

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace lab
{

/// How many pixels have each colour. Exact up to kMostColours; where there are more, the lowest bits of all channels
/// are dropped, one after the other, until they are no more.
class ColourCount
{
public:
    static constexpr std::size_t kMostColours = 1U << 16U;

    /// Opaque pixels of a 32-bit image; those whose alpha is 0 are not counted.
    void add(const QImage& image);
    const std::unordered_map<QRgb, std::int64_t>& counts() const { return m_counts; }

private:
    void add(QRgb colour, std::int64_t pixels);
    void coarsen();

    std::unordered_map<QRgb, std::int64_t> m_counts;
    QRgb m_kept = 0xFFFFFFFFU; ///< bits of a colour
};

/// At most `most` opaque colours, ascending, that stand for those that were counted: these themselves where they are
/// no more; else those of `exact` that occur, and the rest by median cut (P. Heckbert, "Color image quantization for
/// frame buffer display", 1982): the box whose colours differ most, weighted with their pixels, is cut at its median.
/// most ≥ 2; no more than half of it is given to `exact`.
std::vector<QRgb> paletteFor(const ColourCount& count, std::span<const QRgb> exact, std::size_t most);

/// Which colour of a palette is nearest to a colour: that with the least sum of squared differences.
class NearestColour
{
public:
    /// At least one colour, at most 256.
    explicit NearestColour(std::span<const QRgb> palette) : m_palette(palette.begin(), palette.end()) {}
    std::uint8_t indexOf(QRgb colour);

private:
    std::vector<QRgb> m_palette;
    std::unordered_map<QRgb, std::uint8_t> m_known;
};

} // namespace lab
