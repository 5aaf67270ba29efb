// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/histogram.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace lab
{

namespace
{

/// Every number, row by row, until told to stop.
template <class F>
void forEach(std::span<const GridView<float>> planes, const std::stop_token& stop, F&& take)
{
    for (const GridView<float>& plane : planes)
        for (int r = 0; r < plane.rows() && !stop.stop_requested(); ++r)
            for (const float v : plane.row(r))
                take(double(v));
}

/// A range that is no range for being of one number is widened about it.
ValueRange opened(double lo, double hi)
{
    if (lo < hi)
        return {lo, hi};
    const double half = lo == 0 ? 0.5 : std::abs(lo) / 2;
    return {lo - half, lo + half};
}

/// Where so many of the numbers in the bins, counted from the lower end, are passed: a bin.
std::size_t binAt(const Histogram& histogram, std::int64_t count)
{
    std::int64_t sum = histogram.below;
    for (std::size_t b = 0; b < histogram.counts.size(); ++b) {
        sum += histogram.counts[b];
        if (sum > count)
            return b;
    }
    return histogram.counts.size() - 1;
}

} // namespace

Statistics statisticsOf(std::span<const GridView<float>> planes, const std::stop_token& stop)
{
    Statistics s;
    double sum = 0;
    forEach(planes, stop, [&](double v) {
        if (!std::isfinite(v)) {
            ++s.others;
            return;
        }
        s.least = s.finite == 0 ? v : std::min(s.least, v);
        s.greatest = s.finite == 0 ? v : std::max(s.greatest, v);
        ++s.finite;
        sum += v;
    });
    if (s.finite == 0)
        return s;
    s.mean = sum / double(s.finite);
    double squares = 0;
    forEach(planes, stop, [&](double v) {
        if (std::isfinite(v))
            squares += (v - s.mean) * (v - s.mean);
    });
    s.deviation = std::sqrt(squares / double(s.finite));
    return s;
}

std::int64_t Histogram::cells() const
{
    return std::accumulate(counts.begin(), counts.end(), below + above + nans);
}

Histogram histogramOf(std::span<const GridView<float>> planes, ValueRange range, int bins,
                      const std::stop_token& stop)
{
    Histogram histogram{range, std::vector<std::int64_t>(std::size_t(bins)), 0, 0, 0};
    const double perUnit = bins / (range.hi - range.lo);
    forEach(planes, stop, [&](double v) {
        if (std::isnan(v))
            ++histogram.nans;
        else if (v < range.lo)
            ++histogram.below;
        else if (v > range.hi)
            ++histogram.above;
        else
            ++histogram.counts[std::size_t(std::min(int((v - range.lo) * perUnit), bins - 1))];
    });
    return histogram;
}

std::int64_t beyond(std::span<const GridView<float>> planes, ValueRange range, const std::stop_token& stop)
{
    std::int64_t count = 0;
    forEach(planes, stop, [&](double v) { count += v < range.lo || v > range.hi; });
    return count;
}

ValueRange rangeOfShare(std::span<const GridView<float>> planes, double share, const std::stop_token& stop)
{
    constexpr int kBins = 1024; // twice: a millionth
    const Statistics all = statisticsOf(planes, stop);
    const ValueRange whole = opened(all.least, all.greatest);
    const auto out = std::int64_t((1 - share) / 2 * double(all.finite));
    if (out == 0)
        return whole;
    // −∞ lies below every range, and counts for none.
    const auto infinitesBelow = histogramOf(planes, whole, 1, stop).below;
    const auto ofBin = [](const ValueRange& range, std::size_t bin) {
        const double width = (range.hi - range.lo) / kBins;
        return ValueRange{range.lo + double(bin) * width, range.lo + double(bin + 1) * width};
    };
    const auto numberAt = [&](std::int64_t place) {
        const ValueRange coarse = ofBin(whole, binAt(histogramOf(planes, whole, kBins, stop), place));
        return ofBin(coarse, binAt(histogramOf(planes, coarse, kBins, stop), place));
    };
    const ValueRange low = numberAt(infinitesBelow + out), high = numberAt(infinitesBelow + all.finite - 1 - out);
    return opened(low.lo, high.hi);
}

} // namespace lab
