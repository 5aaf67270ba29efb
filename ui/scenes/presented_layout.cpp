// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/presented_layout.h"

#include <algorithm>
#include <cassert>

namespace lab
{

namespace
{

constexpr int kLargestAfar = 160;
constexpr int kSmallestAfar = 12;
constexpr int kStepAfar = 4;
constexpr int kBetween = 10; ///< pixels from the input to the title of the output
constexpr int kSide = 128; ///< pixels that the small pictures of all have at the least
constexpr int kLargestWhole = 16; ///< pixels of a cell in them
constexpr int kAround = 16; ///< around them

int signWidth(int cell)
{
    return std::clamp(cell - 16, 28, 72);
}

int headerOf(int line)
{
    return line * 3 / 2;
}

/// What stands: cells of input, kernel and output, in pixels of a cell.
struct Stacked {
    QSize x, k, y;
    int cell = kSmallestAfar;
    int header = 0;
    int side = 0; ///< pixels that the kernel's column has at the least

    QSize pixels(QSize cells) const { return cells * cell + QSize(1, 1); }
    QSize size() const
    {
        return {std::max(pixels(x).width(), pixels(y).width()) + signWidth(cell) + std::max(pixels(k).width(), side),
                2 * header + kBetween + std::max(pixels(x).height(), pixels(k).height()) + pixels(y).height()};
    }
    bool fits(QSize area) const { return size().width() <= area.width() && size().height() <= area.height(); }
};

StageLayout placed(QRect area, const Stacked& s)
{
    const QPoint corner =
        area.topLeft() + QPoint(std::max(0, area.width() - s.size().width()), area.height() - s.size().height()) / 2;
    const QSize xs = s.pixels(s.x), ks = s.pixels(s.k), ys = s.pixels(s.y);
    const int high = std::max(xs.height(), ks.height()), sign = signWidth(s.cell), top = corner.y() + s.header;
    const QRect x({corner.x(), top + (high - xs.height()) / 2}, xs);
    const QRect k({x.right() + 1 + sign, top + (high - ks.height()) / 2}, ks);
    const QRect y({corner.x(), top + high + kBetween + s.header}, ys);
    const auto head = [&](const QRect& view, int right) {
        return QRect(view.left(), view.top() - s.header, std::max(view.width(), right - view.left()), s.header);
    };
    StageLayout layout;
    layout.cell = s.cell;
    layout.places = {{head(x, k.left() - kAround), x, {}, {}},
                     {head(k, area.right()), k, {}, {}},
                     {head(y, k.left() - kAround), y, {}, {}}};
    layout.operators = {QRect(x.right() + 1, x.top(), sign, x.height()), QRect()};
    return layout;
}

bool ofOneLayer(std::span<const StageItem> items)
{
    return items.size() == 3 && items[1].kernel;
}

int inSteps(int cell)
{
    return std::max(kSmallestAfar, cell / kStepAfar * kStepAfar);
}

/// Small pictures of what is in sight only in part, in the free corner beside the output.
void placeWholes(LargeLayout& layout, QRect area, const std::array<QSize, 2>& all, int line)
{
    const QRect k = layout.stage.places[1].view, y = layout.stage.places[2].view;
    const int left = y.right() + 1 + kAround, top = std::max(y.top(), k.bottom() + kAround);
    const QRect room(QPoint(left, top), QPoint(area.right(), area.bottom()));
    const int note = 2 * line;
    std::vector<std::size_t> parts;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (layout.sight[i] != all[i])
            parts.push_back(i);
    if (parts.empty())
        return;
    const int count = int(parts.size());
    const bool beside = room.width() >= count * kSide + (count - 1) * kAround;
    const QSize each =
        beside ? QSize((room.width() - (count - 1) * kAround) / count, room.height() - note - line - kAround)
               : QSize(room.width(), (room.height() - note - kAround) / count - line - kAround / 2);
    double cell = kLargestWhole;
    for (const std::size_t i : parts)
        cell = std::min({cell, double(each.width() - 2) / all[i].width(), double(each.height()) / all[i].height()});
    if (cell <= 0)
        return;
    QPoint at = room.topLeft();
    int lowest = at.y();
    for (const std::size_t i : parts) {
        const QSize size((QSizeF(all[i]) * cell).toSize().expandedTo({2, 2}) + QSize(1, 1));
        layout.whole[i] = {QRect(at, QSize(std::max(size.width(), kSide), line)),
                           QRect(at + QPoint(0, line + kAround / 4), size)};
        lowest = std::max(lowest, layout.whole[i].view.bottom());
        at += beside ? QPoint(std::max(size.width(), kSide) + kAround, 0) : QPoint(0, line + size.height() + kAround);
    }
    layout.note = QRect(QPoint(left, lowest + kAround / 2), QPoint(area.right(), area.bottom()));
}

} // namespace

StageLayout layoutWhole(QRect area, std::span<const StageItem> items, int line)
{
    StageLayout row = layoutStage(area, items, line, false);
    if (!ofOneLayer(items) || row.pictures)
        return row;
    Stacked stacked{
        items[0].cells.toSize(), items[1].cells.toSize(), items[2].cells.toSize(), kLargestAfar, headerOf(line), 0};
    while (stacked.cell > row.cell && !stacked.fits(area.size()))
        stacked.cell -= kStepAfar;
    return stacked.cell > row.cell ? placed(area, stacked) : row;
}

LargeLayout layoutLarge(QRect area, std::span<const StageItem> items, int line, int cell)
{
    assert(ofOneLayer(items));
    const QSize x = items[0].cells.toSize(), k = items[1].cells.toSize(), y = items[2].cells.toSize();
    const QSize window = items[0].window.boundedTo(x);
    Stacked s{window, k, QSize(1, 1), kSmallestAfar, headerOf(line), kSide};
    s.cell = inSteps(cell); // no larger than a window, its kernel and one row of the output have room for
    while (s.cell > kSmallestAfar && !s.fits(area.size()))
        s.cell -= kStepAfar;
    const int wide = (area.width() - signWidth(s.cell) - std::max(s.pixels(k).width(), kSide) - 1) / s.cell;
    const int high = (area.height() - 2 * s.header - kBetween - 2) / s.cell;
    s.x.setWidth(std::clamp(wide, window.width(), std::max(window.width(), x.width())));
    s.y.setWidth(std::clamp(wide, 1, y.width()));
    const int least = std::max(window.height(), k.height());
    const int ofOutput = std::clamp(std::min(high / 2, high - least), 1, y.height());
    s.x.setHeight(std::clamp(high - ofOutput, window.height(), std::max(window.height(), x.height())));
    s.y.setHeight(std::clamp(high - std::max(s.x.height(), k.height()), 1, y.height()));
    for (Stacked larger = s; larger.cell < kLargestAfar; s = larger) {
        larger.cell += kStepAfar;
        if (!larger.fits(area.size()))
            break;
    }
    LargeLayout layout;
    layout.stage = placed(area, s);
    layout.sight = {s.x, s.y};
    placeWholes(layout, area, {x, y}, line);
    return layout;
}

int firstShown(int first, int shown, int from, int needed, int all)
{
    const int beside = std::clamp((shown - needed) / 2, 0, 1);
    first = std::min(first, from - beside);
    first = std::max(first, from + needed + beside - shown);
    return std::clamp(first, 0, std::max(0, all - shown));
}

} // namespace lab
