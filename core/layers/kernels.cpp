// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/kernels.h"

#include <array>

namespace lab
{

namespace
{

Grid scaled(Grid grid, float divisor)
{
    for (float& w : grid.cells())
        w /= divisor;
    return grid;
}

// clang-format off: a table
constexpr std::array kPresets{
    KernelPreset{
        "edge", "Edges", "Vertical edges [1, −1]",
        "The book's edge detector: 0 where horizontal neighbours are equal, anything else where they differ.",
        [] {
            return Grid{{1, -1}};
        }},
    KernelPreset{"edge-transposed", "Edges", "Horizontal edges [1, −1]ᵀ",
                 "The book's detector turned over its diagonal: it compares a cell with the one below.",
                 [] {
                     return Grid{{1}, {-1}};
                 }},
    KernelPreset{"sobel-x", "Edges", "Sobel x", "Change from left to right, smoothed up and down: bright on vertical edges.",
                 [] {
                     return Grid{{-1, 0, 1}, {-2, 0, 2}, {-1, 0, 1}};
                 }},
    KernelPreset{"sobel-y", "Edges", "Sobel y", "Change from top to bottom, smoothed sideways: bright on horizontal edges.",
                 [] {
                     return Grid{{-1, -2, -1}, {0, 0, 0}, {1, 2, 1}};
                 }},
    KernelPreset{"laplace-4", "Edges", "Laplace, 4 neighbours",
                 "A second derivative in both directions: strong at points and where a slope changes.",
                 [] {
                     return Grid{{0, 1, 0}, {1, -4, 1}, {0, 1, 0}};
                 }},
    KernelPreset{"laplace-8", "Edges", "Laplace, 8 neighbours", "A second derivative that asks the diagonals too.",
                 [] {
                     return Grid{{1, 1, 1}, {1, -8, 1}, {1, 1, 1}};
                 }},
    KernelPreset{"box-3", "Blur", "Box blur 3×3", "The mean of nine neighbours: noise fades, and so do edges.",
                 [] {
                     return scaled({{1, 1, 1}, {1, 1, 1}, {1, 1, 1}}, 9);
                 }},
    KernelPreset{"gauss-3", "Blur", "Gauss 3×3", "A mean in which near neighbours count more: a softer blur.",
                 [] {
                     return scaled({{1, 2, 1}, {2, 4, 2}, {1, 2, 1}}, 16);
                 }},
    KernelPreset{
        "gauss-5", "Blur", "Gauss 5×5", "The softer blur, over a wider window.",
        [] {
            return scaled(
                {{1, 4, 6, 4, 1}, {4, 16, 24, 16, 4}, {6, 24, 36, 24, 6}, {4, 16, 24, 16, 4}, {1, 4, 6, 4, 1}}, 256);
        }},
    KernelPreset{"line-0", "Lines", "Horizontal lines", "Answers to bright lines one cell thin that run left to right.",
                 [] {
                     return Grid{{-1, -1, -1}, {2, 2, 2}, {-1, -1, -1}};
                 }},
    KernelPreset{"line-45", "Lines", "Rising lines /", "Answers to thin bright lines that rise to the right.",
                 [] {
                     return Grid{{-1, -1, 2}, {-1, 2, -1}, {2, -1, -1}};
                 }},
    KernelPreset{"line-90", "Lines", "Vertical lines", "Answers to bright lines one cell thin that run top to bottom.",
                 [] {
                     return Grid{{-1, 2, -1}, {-1, 2, -1}, {-1, 2, -1}};
                 }},
    KernelPreset{"line-135", "Lines", "Falling lines \\", "Answers to thin bright lines that fall to the right.",
                 [] {
                     return Grid{{2, -1, -1}, {-1, 2, -1}, {-1, -1, 2}};
                 }},
    KernelPreset{"identity", "Other", "Identity", "Gives back what it sees: the output is the input.",
                 [] {
                     return Grid{{0, 0, 0}, {0, 1, 0}, {0, 0, 0}};
                 }},
    KernelPreset{"chapter", "Other", "The book's 2×2", "0, 1, 2, 3: the kernel of the book's first worked example.",
                 [] {
                     return Grid{{0, 1}, {2, 3}};
                 }},
    KernelPreset{"sharpen", "Other", "Sharpen", "The cell itself, plus how much it differs from its neighbours.",
                 [] {
                     return Grid{{0, -1, 0}, {-1, 5, -1}, {0, -1, 0}};
                 }},
    KernelPreset{"emboss", "Other", "Emboss", "Change along the diagonal added to the picture: it looks lit from one corner.",
                 [] {
                     return Grid{{-2, -1, 0}, {-1, 1, 1}, {0, 1, 2}};
                 }},
};
// clang-format on

} // namespace

std::span<const KernelPreset> kernelPresets()
{
    return kPresets;
}

const KernelPreset* findKernelPreset(std::string_view id)
{
    for (const KernelPreset& preset : kPresets)
        if (preset.id == id)
            return &preset;
    return nullptr;
}

const KernelPreset* presetOf(const Grid& kernel)
{
    for (const KernelPreset& preset : kPresets)
        if (preset.values() == kernel)
            return &preset;
    return nullptr;
}

} // namespace lab
