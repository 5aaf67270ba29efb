// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/stage_layout.h"

#include <algorithm>
#include <cmath>

namespace lab
{

namespace
{

struct Measures {
    int line;
    int gap; ///< width of an operator's room
    int header;
    int below;
    int narrowestMap;
    int narrowestKernel;
};

constexpr int kLargestCell = 88;
constexpr int kSmallestCell = 13; ///< below, maps are laid out as pictures

int kernelCell(const StageItem& item, int mapCell, int width, int height)
{
    const int wanted = std::clamp(int(std::lround(mapCell * 1.2)), 30, 76);
    const int fitting = std::min(int(0.3 * width / item.cells.width()), int(height / item.cells.height()));
    return std::max(2, std::min(wanted, fitting));
}

int viewWidth(const StageItem& item, int cell, int width, int height)
{
    const int pixels = item.kernel ? kernelCell(item, cell, width, height) : cell;
    return int(std::ceil(item.cells.width() * pixels)) + 1;
}

int slotWidth(const StageItem& item, int cell, int width, int height, const Measures& m)
{
    return std::max(viewWidth(item, cell, width, height), item.kernel ? m.narrowestKernel : m.narrowestMap);
}

/// The largest common cell with which all tensors fit, or 0.
int commonCell(std::span<const StageItem> items, int width, int height, const Measures& m)
{
    for (int cell = kLargestCell; cell >= kSmallestCell; --cell) {
        int sum = 0;
        bool fits = true;
        for (const StageItem& item : items) {
            sum += slotWidth(item, cell, width, height, m);
            fits &= item.kernel || item.cells.height() * cell + 1 <= height;
        }
        if (fits && sum <= width)
            return cell;
    }
    return 0;
}

} // namespace

StageLayout layoutStage(QRect area, std::span<const StageItem> items, int line)
{
    Measures m{line, line * 2, line * 2 + 12, line * 2 + 4, line * 8, line * 17 / 2};
    const int width = area.width() - m.gap * (int(items.size()) - 1);
    const int height = area.height() - m.header - m.below;
    StageLayout layout;
    int cell = commonCell(items, width, height, m);
    if (cell == 0) { // the texts give way before the cells do
        Measures narrow = m;
        narrow.narrowestMap = line * 5;
        narrow.narrowestKernel = line * 6;
        cell = commonCell(items, width, height, narrow);
        if (cell > 0)
            m = narrow;
    }
    layout.pictures = cell == 0;

    std::vector<QSize> views;
    std::vector<int> widths;
    int kernels = 0, kernelWidths = 0;
    for (const StageItem& item : items) {
        if (item.kernel) {
            ++kernels;
            kernelWidths += slotWidth(item, 36, width / 2, height, m);
        }
    }
    const int maps = int(items.size()) - kernels;
    const int share = std::max(40, (width - kernelWidths) / std::max(1, maps));
    for (const StageItem& item : items) {
        const int pixels = item.kernel ? kernelCell(item, cell ? cell : 36, cell ? width : width / 2, height) : cell;
        if (item.kernel || cell) {
            views.emplace_back(int(std::ceil(item.cells.width() * pixels)) + 1,
                               int(std::ceil(item.cells.height() * pixels)) + 1);
            widths.push_back(std::max(views.back().width(), item.kernel ? m.narrowestKernel : m.narrowestMap));
        } else { // the shape of the picture, as large as its share allows
            const double scale = std::min(share / item.cells.width(), height / item.cells.height());
            views.emplace_back(std::max(1, int(item.cells.width() * scale)),
                               std::max(1, int(item.cells.height() * scale)));
            widths.push_back(std::max(views.back().width(), m.narrowestMap));
        }
    }

    int total = m.gap * (int(items.size()) - 1), tallest = 0;
    for (std::size_t i = 0; i < items.size(); ++i) {
        total += widths[i];
        tallest = std::max(tallest, views[i].height());
    }
    int x = area.left() + std::max(0, (area.width() - total) / 2);
    const int top = area.top() + std::max(0, (area.height() - m.header - tallest - m.below) / 2) + m.header;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) {
            layout.operators.emplace_back(x, top, m.gap, tallest);
            x += m.gap;
        }
        const int y = top + (tallest - views[i].height()) / 2;
        const int inset = (widths[i] - views[i].width()) / 2;
        const QRect view(QPoint(x + (items[i].kernel ? inset : 0), y), views[i]);
        const int left = items[i].kernel ? x : view.left();
        // The texts of a narrow tensor may reach over the operator's room.
        const int headerWidth = std::min(widths[i] + m.gap - 2, area.right() - left);
        layout.places.push_back(
            {QRect(left, y - m.header, headerWidth, m.header), view,
             QRect(left, view.bottom() + 8, items[i].kernel ? widths[i] : view.width(), m.below - 8)});
        x += widths[i];
    }
    return layout;
}

StripLayout layoutStrip(QRect area, std::span<const QSizeF> maps, int line)
{
    constexpr int kGap = 10, kMostRows = 4, kLargest = 132;
    const int count = int(maps.size());
    int side = 0, rows = 1;
    for (int r = 1; r <= std::min(kMostRows, count); ++r) {
        const int perRow = (count + r - 1) / r;
        const int fitting =
            std::min({(area.width() + kGap) / perRow - kGap, area.height() / r - line - kGap, kLargest});
        if (fitting > side) {
            side = fitting;
            rows = r;
        }
    }
    side = std::max(side, 8);
    const int perRow = (count + rows - 1) / rows;
    const int pitch = side + kGap;
    const int left = area.left() + std::max(0, (area.width() - perRow * pitch + kGap) / 2);
    StripLayout layout;
    for (int i = 0; i < count; ++i) {
        const QPoint corner(left + i % perRow * pitch, area.top() + i / perRow * (side + line + kGap));
        layout.captions.emplace_back(corner, QSize(side + kGap - 2, line));
        const QSizeF cells = maps[std::size_t(i)];
        const double scale = side / std::max(cells.width(), cells.height());
        const QSize size(std::max(3, int(cells.width() * scale)), std::max(3, int(cells.height() * scale)));
        layout.views.emplace_back(corner + QPoint(0, line), size);
    }
    layout.height = rows * (side + line + kGap);
    return layout;
}

} // namespace lab
