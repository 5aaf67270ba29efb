// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/array_layout.h"

#include <algorithm>
#include <array>

namespace lab
{

std::optional<ArrayLayout> layoutOf(std::span<const std::uint64_t> shape, bool firstFastest)
{
    while (shape.size() > 3 && shape.front() == 1)
        shape = shape.subspan(1);
    const std::size_t n = shape.size();
    if (n > 3)
        return std::nullopt;
    std::array<std::ptrdiff_t, 3> steps{};
    std::ptrdiff_t step = 1;
    for (std::size_t i = 0; i < n; ++i) {
        const std::size_t axis = firstFastest ? i : n - 1 - i;
        steps[axis] = step;
        step *= std::ptrdiff_t(shape[axis]);
    }
    const auto isPlanes = [](std::uint64_t size) { return size == 1 || size == 3; };
    if (n < 2)
        return ArrayLayout{1, 1, n == 1 ? shape[0] : 1, 0, 0, steps[0]};
    if (n == 2)
        return ArrayLayout{1, shape[0], shape[1], 0, steps[0], steps[1]};
    if (isPlanes(shape[0]))
        return ArrayLayout{shape[0], shape[1], shape[2], steps[0], steps[1], steps[2]};
    if (isPlanes(shape[2]))
        return ArrayLayout{shape[2], shape[0], shape[1], steps[2], steps[0], steps[1]};
    if (shape[2] == 4)
        return ArrayLayout{3, shape[0], shape[1], steps[2], steps[0], steps[1], true};
    return std::nullopt;
}

std::string shapeText(std::span<const std::uint64_t> shape)
{
    constexpr std::size_t kMost = 6;
    std::string text = "(";
    for (const std::uint64_t size : shape.first(std::min(shape.size(), kMost)))
        text += (text.size() > 1 ? ", " : "") + std::to_string(size);
    return text + (shape.size() > kMost ? ", …)" : ")");
}

} // namespace lab
