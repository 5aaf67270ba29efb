// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/fused_epoch.h"

#include "core/engine/direct.h"
#include "core/engine/fused_simd.h"
#include "core/engine/strips.h"
#include "core/numbers/parallel.h"

#include <algorithm>
#include <new>

namespace lab
{

namespace
{

constexpr std::int64_t kPartProducts = 4'000'000; ///< as many again for the gradient: some 0.2 ms

struct PartSums {
    double squares = 0;
    double plain = 0;
};

} // namespace

Result<LossAndGradient> fusedEpoch(GridView<float> x, GridView<float> target, GridView<float> kernel, float bias,
                                   const Geometry& geometry, int threads, std::stop_token stop)
try {
    assert(x.shape() == geometry.input() && kernel.shape() == geometry.kernel() &&
           target.shape() == geometry.output());
    const auto taps = std::size_t(geometry.taps());
    const StripWeights weights = layOutWeights(kernel, geometry);

    // The parts do not depend on the threads, nor does the order in which their sums are added up.
    const int rows = geometry.rows.output, cols = geometry.cols.output;
    const auto fitting = kPartProducts / (std::int64_t(cols) * geometry.taps());
    const int partRows = std::max(kStripRows, int(std::min<std::int64_t>(fitting, rows)) / kStripRows * kStripRows);
    const int parts = (rows + partRows - 1) / partRows;
    const auto sums = scratch<PartSums>(Scratch::PartSums, std::size_t(parts));
    const auto gradients = scratch<double>(Scratch::PartGradients, std::size_t(parts) * taps);

    const auto run = [&](int part) {
        Strips strips(x, geometry, {0, cols}, weights, bias);
        const std::size_t pitch = PaddedRows<float>::readableLength(cols);
        const auto residuals = scratch<float>(Scratch::Residuals, kStripRows * pitch);
        const auto lanes = scratch<float>(Scratch::GradientLanes, taps * kGradientLanes);
        std::fill(lanes.begin(), lanes.end(), 0.0F);
        PartSums total;
        const int begin = part * partRows;
        strips.over(
            begin, std::min(rows, begin + partRows), false,
            [&](int row) { return residuals.data() + std::size_t(row % kStripRows) * pitch; },
            [&](const Strip& strip, int row) {
                correlateStrip(strip);
                for (int q = 0; q < strip.rows; ++q) {
                    const ResidualSums one = subtractTarget(strip.out[q], target.row(row + q).data(), cols);
                    total.squares += double(one.squares);
                    total.plain += double(one.plain);
                }
                gradientStrip(strip, lanes.data());
            });
        sums[std::size_t(part)] = total;
        for (std::size_t t = 0; t < taps; ++t) {
            double sum = 0;
            for (const float lane : lanes.subspan(t * kGradientLanes, kGradientLanes))
                sum += double(lane);
            gradients[std::size_t(part) * taps + t] = sum;
        }
    };
    if (const auto done = forEachPart(parts, threads, stop, std::ref(run)); !done)
        return done.error();

    LossAndGradient result{0, Grid64(geometry.kernel()), 0};
    for (std::size_t part = 0; part < std::size_t(parts); ++part) {
        result.sumOfSquares += sums[part].squares;
        result.bias += 2 * sums[part].plain;
        for (std::size_t t = 0; t < taps; ++t) {
            const int a = int(t) / geometry.cols.kernel, b = int(t) % geometry.cols.kernel;
            result.kernel.at(geometry.weightAt(a, b)) += 2 * gradients[part * taps + t];
        }
    }
    return result;
} catch (const std::bad_alloc&) {
    return ErrorCode::OutOfMemory;
}

} // namespace lab
