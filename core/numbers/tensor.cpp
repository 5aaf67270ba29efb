// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/tensor.h"

#include "core/numbers/number_text.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lab
{

std::optional<std::uint64_t> cellsOf(std::span<const std::uint64_t> shape)
{
    if (std::find(shape.begin(), shape.end(), 0U) != shape.end())
        return 0;
    std::uint64_t product = 1;
    for (const std::uint64_t size : shape) {
        if (product > std::numeric_limits<std::uint64_t>::max() / size)
            return std::nullopt;
        product *= size;
    }
    return product;
}

bool areSingle(std::span<const NamedTensor> tensors)
{
    const auto isSingle = [](double number) {
        const auto nearest = floatOf(number);
        return std::isnan(number) || (nearest && double(*nearest) == number);
    };
    return std::all_of(tensors.begin(), tensors.end(), [&](const NamedTensor& one) {
        return std::all_of(one.tensor.cells.begin(), one.tensor.cells.end(), isSingle);
    });
}

} // namespace lab
