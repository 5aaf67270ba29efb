// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/grid.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace lab
{

/// How a start kernel is drawn at random; n is the number of weights, which is the fan-in of one channel.
enum class Draw {
    Uniform, ///< as PyTorch draws the weights of a Conv2d: ±1/√n
    Kaiming, ///< He, Zhang, Ren, Sun 2015 (uniform), for layers followed by a ReLU: ±√(6/n)
};

struct DrawRow {
    Draw draw;
    std::string_view id; ///< in files
    std::string_view label;
    std::string_view formula;
    double bound; ///< times 1/√n
};
std::span<const DrawRow> draws();
const DrawRow& infoOf(Draw draw);

/// The same for the same seed everywhere.
Grid64 drawnKernel(Draw draw, Shape shape, std::uint64_t seed);
inline Grid64 uniformKernel(Shape shape, std::uint64_t seed)
{
    return drawnKernel(Draw::Uniform, shape, seed);
}
/// One to be found. Not from the numbers that a start of the same seed is drawn from: it would be found already.
Grid64 hiddenKernel(Shape shape, std::uint64_t seed);

} // namespace lab
