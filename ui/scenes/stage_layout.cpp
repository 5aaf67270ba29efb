// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/stage_layout.h"

#include <algorithm>
#include <cmath>

namespace lab
{

namespace
{

constexpr int kLargestCell = 112;
constexpr int kSmallestCell = 12; ///< below, maps are laid out as pictures
constexpr int kCellStep = 4;
constexpr int kReadableWeight = 44; ///< a kernel's cells are no smaller, where there is room
constexpr int kGap = 8; ///< between the cells and what stands under them

/// What of a place does not depend on the size of its cells.
struct Measures {
    int header;
    int bar; ///< with its numbers, and the gap above
    int narrowestMap;
    int narrowestKernel;
    bool below = true; ///< there is room for what can be set

    int under(const StageItem& item) const
    {
        return (below && item.below.height() > 0 ? kGap + item.below.height() : 0) + (item.kernel ? 0 : bar);
    }
    int narrowest(const StageItem& item) const
    {
        return std::max(below ? item.below.width() : 0, item.kernel ? narrowestKernel : narrowestMap);
    }
};

/// About a cell; a little less, so that a whole number of cells fits with the edges of the views.
int operatorWidth(int cell)
{
    return std::clamp(cell - 2, 28, 64);
}

/// The cells of a kernel beside maps with cells of this size, in a stage of that size.
int kernelCell(const StageItem& item, int cell, QSize area, const Measures& m)
{
    const int high = area.height() - m.header - m.under(item);
    const int fitting = std::min(int(0.3 * area.width() / item.cells.width()), int(high / item.cells.height()));
    return cell >= kReadableWeight ? cell : std::max({2, cell, std::min(kReadableWeight, fitting)});
}

QSize viewSize(const StageItem& item, int cell, QSize area, const Measures& m)
{
    if (!item.kernel)
        return (item.cells * cell).toSize() + QSize(1, 1);
    // One too large for cells that can be told apart is as a picture.
    const QSizeF most(0.3 * area.width(), std::max(8, area.height() - m.header - m.under(item)));
    const QSizeF wanted = item.cells * kernelCell(item, cell, area, m);
    const double scale = std::min({1.0, most.width() / wanted.width(), most.height() / wanted.height()});
    return cell >= kReadableWeight ? wanted.toSize() + QSize(1, 1) : (wanted * scale).toSize() + QSize(1, 1);
}

std::vector<QSize> viewSizes(QSize area, std::span<const StageItem> items, int cell, const Measures& m)
{
    std::vector<QSize> views;
    for (const StageItem& item : items)
        views.push_back(viewSize(item, cell, area, m));
    return views;
}

int widthOf(std::span<const QSize> views, std::span<const StageItem> items, int cell, const Measures& m)
{
    int width = operatorWidth(cell) * (int(items.size()) - 1);
    for (std::size_t i = 0; i < items.size(); ++i)
        width += std::max(views[i].width(), m.narrowest(items[i]));
    return width;
}

/// The largest common cell with which all tensors fit, or 0.
int commonCell(QSize area, std::span<const StageItem> items, const Measures& m)
{
    for (int cell = kLargestCell; cell >= kSmallestCell; cell -= kCellStep) {
        const std::vector<QSize> views = viewSizes(area, items, cell, m);
        bool fits = widthOf(views, items, cell, m) <= area.width();
        for (std::size_t i = 0; i < items.size(); ++i)
            fits &= m.header + views[i].height() + m.under(items[i]) <= area.height();
        if (fits)
            return cell;
    }
    return 0;
}

/// Maps that are pictures: the shape of each, as large as an equal share of the width allows.
std::vector<QSize> pictureSizes(QSize area, std::span<const StageItem> items, const Measures& m)
{
    int left = area.width() - operatorWidth(0) * (int(items.size()) - 1), maps = 0;
    for (const StageItem& item : items) {
        if (item.kernel)
            left -= std::max(viewSize(item, 0, area / 2, m).width(), m.narrowest(item));
        else
            ++maps;
    }
    const double share = std::max(40, left / std::max(1, maps));
    std::vector<QSize> sizes;
    for (const StageItem& item : items) {
        const double high = area.height() - m.header - m.under(item);
        const double scale = std::min(share / item.cells.width(), high / item.cells.height());
        sizes.push_back(item.kernel ? viewSize(item, 0, area / 2, m)
                                    : QSize(std::max(1, int(item.cells.width() * scale)),
                                            std::max(1, int(item.cells.height() * scale))));
    }
    return sizes;
}

} // namespace

StageLayout layoutStage(QRect area, std::span<const StageItem> items, int line, bool bars)
{
    const int header = line * 7 / 4, bar = bars ? line + 24 : 0;
    // The texts give way before the cells do, and what can be set before anything leaves the stage.
    const Measures wide{header, bar, line * 9, line * 6}, narrow{header, bar, line * 5, line * 4},
        bare{header, bar, line * 2, line * 2, false};
    Measures m = wide;
    StageLayout layout;
    layout.cell = commonCell(area.size(), items, m);
    if (layout.cell == 0) {
        m = narrow;
        layout.cell = commonCell(area.size(), items, m);
    }
    layout.pictures = layout.cell == 0;

    std::vector<QSize> views;
    if (layout.pictures) {
        views = pictureSizes(area.size(), items, m);
        if (widthOf(views, items, 0, m) > area.width()) {
            m = bare;
            views = pictureSizes(area.size(), items, m);
        }
    } else {
        views = viewSizes(area.size(), items, layout.cell, m);
    }

    const int gap = operatorWidth(layout.cell), total = widthOf(views, items, layout.cell, m);
    int tallest = 0, under = 0;
    std::vector<int> widths;
    for (std::size_t i = 0; i < items.size(); ++i) {
        widths.push_back(std::max(views[i].width(), m.narrowest(items[i])));
        tallest = std::max(tallest, views[i].height());
        if (!items[i].kernel)
            under = std::max(under, m.under(items[i]));
    }
    int x = area.left() + std::max(0, (area.width() - total) / 2);
    const int top = area.top() + std::max(0, (area.height() - m.header - tallest - under) / 2) + m.header;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) {
            layout.operators.emplace_back(x, top, gap, tallest);
            x += gap;
        }
        // On the middle line, but for one with so much under it that it would leave the stage.
        const int lowest = area.bottom() + 1 - m.under(items[i]) - views[i].height();
        const int y = std::max(area.top() + m.header, std::min(top + (tallest - views[i].height()) / 2, lowest));
        const QRect view(QPoint(x, y), views[i]);
        // The texts of a narrow tensor may reach over the operator's room.
        const int headerWidth = std::min(widths[i] + gap - 2, area.right() - x);
        const int below = view.bottom() + 1 + kGap;
        const int height = m.below ? items[i].below.height() : 0;
        layout.places.push_back(
            {QRect(x, y - m.header, headerWidth, m.header), view, QRect(x, below, widths[i], height),
             bars ? QRect(x, below + (height > 0 ? height + kGap + 4 : 0), view.width(), line + 12) : QRect()});
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
