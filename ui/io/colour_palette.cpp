// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/colour_palette.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>

namespace lab
{

namespace
{

constexpr QRgb kOpaque = 0xFF000000U;

struct Counted {
    QRgb colour;
    std::int64_t pixels;
};

constexpr int kChannels = 3;

int channel(QRgb colour, int which)
{
    return int((colour >> (8 * which)) & 0xFFU);
}

/// Colours that one colour stands for.
struct Box {
    std::span<Counted> colours;
    std::int64_t pixels = 0;
    int widest = 0; ///< the channel along which they differ most
    double spread = 0; ///< what is gained by cutting it
};

Box boxOf(std::span<Counted> colours)
{
    Box box{.colours = colours};
    std::array<int, kChannels> least{255, 255, 255}, most{0, 0, 0};
    for (const Counted& each : colours) {
        box.pixels += each.pixels;
        for (int c = 0; c < kChannels; ++c) {
            least[std::size_t(c)] = std::min(least[std::size_t(c)], channel(each.colour, c));
            most[std::size_t(c)] = std::max(most[std::size_t(c)], channel(each.colour, c));
        }
    }
    int width = 0;
    for (int c = 0; c < kChannels; ++c)
        if (const int range = most[std::size_t(c)] - least[std::size_t(c)]; range > width) {
            width = range;
            box.widest = c;
        }
    box.spread = double(box.pixels) * width * width;
    return box;
}

/// At the median of its pixels; both halves hold a colour.
std::size_t medianOf(const Box& box)
{
    std::ranges::sort(box.colours, {}, [&](const Counted& each) {
        return std::pair(channel(each.colour, box.widest), each.colour); // the same cut whatever the order was
    });
    std::int64_t before = 0;
    std::size_t at = 0;
    while (at < box.colours.size() && 2 * before < box.pixels)
        before += box.colours[at++].pixels;
    return std::clamp<std::size_t>(at, 1, box.colours.size() - 1);
}

/// A colour that is much of a box is an area: it stays as it is.
QRgb colourOf(const Box& box)
{
    const auto heaviest =
        std::ranges::max_element(box.colours, {}, [](const Counted& c) { return std::pair(c.pixels, c.colour); });
    if (4 * heaviest->pixels >= box.pixels)
        return heaviest->colour;
    std::array<double, kChannels> sum{};
    for (const Counted& each : box.colours)
        for (int c = 0; c < kChannels; ++c)
            sum[std::size_t(c)] += double(each.pixels) * channel(each.colour, c);
    QRgb mean = kOpaque;
    for (int c = 0; c < kChannels; ++c)
        mean |= QRgb(sum[std::size_t(c)] / double(box.pixels) + 0.5) << (8 * c);
    return mean;
}

std::vector<QRgb> medianCut(std::vector<Counted> colours, std::size_t most)
{
    std::vector<Box> boxes{boxOf(colours)};
    while (boxes.size() < most) {
        const auto largest = std::ranges::max_element(boxes, {}, &Box::spread);
        if (largest->spread <= 0)
            break;
        const std::size_t at = medianOf(*largest);
        const std::span<Counted> all = largest->colours;
        *largest = boxOf(all.first(at));
        boxes.push_back(boxOf(all.subspan(at)));
    }
    std::vector<QRgb> palette;
    std::ranges::transform(boxes, std::back_inserter(palette), colourOf);
    return palette;
}

} // namespace

void ColourCount::add(const QImage& image)
{
    assert(image.depth() == 32);
    for (int y = 0; y < image.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(image.constScanLine(y));
        for (int x = 0, end = 0; x < image.width(); x = end) { // a run of one colour at a time
            for (end = x + 1; end < image.width() && line[end] == line[x]; ++end) {
            }
            if (qAlpha(line[x]) != 0)
                add(line[x] | kOpaque, end - x);
        }
    }
}

void ColourCount::add(QRgb colour, std::int64_t pixels)
{
    m_counts[colour & m_kept] += pixels;
    while (m_counts.size() > kMostColours)
        coarsen();
}

void ColourCount::coarsen()
{
    m_kept &= (m_kept << 1U & 0x00FEFEFEU) | kOpaque;
    std::unordered_map<QRgb, std::int64_t> coarse;
    for (const auto& [colour, pixels] : m_counts)
        coarse[colour & m_kept] += pixels;
    m_counts.swap(coarse);
}

std::vector<QRgb> paletteFor(const ColourCount& count, std::span<const QRgb> exact, std::size_t most)
{
    assert(most >= 2);
    std::vector<Counted> colours;
    for (const auto& [colour, pixels] : count.counts())
        colours.push_back({colour, pixels});
    std::ranges::sort(colours, {}, &Counted::colour);
    std::vector<QRgb> palette;
    if (colours.size() > most) {
        for (const QRgb each : exact)
            if (const QRgb colour = each | kOpaque; palette.size() < most / 2 && count.counts().contains(colour) &&
                                                    std::ranges::find(palette, colour) == palette.end())
                palette.push_back(colour);
        std::erase_if(colours,
                      [&](const Counted& c) { return std::ranges::find(palette, c.colour) != palette.end(); });
        std::ranges::copy(medianCut(std::move(colours), most - palette.size()), std::back_inserter(palette));
    } else {
        std::ranges::transform(colours, std::back_inserter(palette), &Counted::colour);
    }
    std::ranges::sort(palette);
    palette.erase(std::ranges::unique(palette).begin(), palette.end());
    return palette;
}

std::uint8_t NearestColour::indexOf(QRgb colour)
{
    constexpr std::size_t kMostKnown = 1U << 18U;
    if (const auto known = m_known.find(colour); known != m_known.end())
        return known->second;
    std::size_t nearest = 0;
    int least = std::numeric_limits<int>::max();
    for (std::size_t i = 0; i < m_palette.size(); ++i) {
        int distance = 0;
        for (int c = 0; c < kChannels; ++c) {
            const int by = channel(colour, c) - channel(m_palette[i], c);
            distance += by * by;
        }
        if (distance < least) {
            least = distance;
            nearest = i;
        }
    }
    if (m_known.size() >= kMostKnown)
        m_known.clear();
    return m_known[colour] = std::uint8_t(nearest);
}

} // namespace lab
