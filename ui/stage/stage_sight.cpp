// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How the tensors of the stage are seen: zoomed, linked, and large while they are presented.

#include "core/session/session.h"
#include "ui/model/player.h"
#include "ui/model/view_model.h"
#include "ui/scenes/stage_state.h"
#include "ui/scenes/stage_text.h"
#include "ui/stage/stack_strip.h"
#include "ui/stage/stage.h"
#include "ui/widgets/style.h"

#include <QPainter>

#include <array>

namespace lab
{

namespace
{

/// What a map of the large layout is, of its items: input, kernel, output.
constexpr std::array<std::size_t, 2> kMapItems{0, 2};

} // namespace

std::optional<Formula> Stage::formulaAt(const Step& step) const
{
    StageState state = stateNow();
    state.step = step;
    state.windowAt.reset();
    state.view.pointed.reset();
    state.view.pinned.reset();
    StageScenes scenes = m_plain;
    lightScenes(scenes, state);
    return scenes.formula;
}

/// Of the maps each that is zoomed; none: all of it is in sight.
std::vector<std::optional<Viewport>> Stage::sight() const
{
    std::vector<std::optional<Viewport>> sight;
    for (const Tensor& tensor : m_maps)
        sight.push_back(tensor.view->fitted() ? std::nullopt : std::optional(tensor.view->viewport()));
    return sight;
}

void Stage::setSight(const std::vector<std::optional<Viewport>>& sight)
{
    for (std::size_t m = 0; m < std::min(sight.size(), m_maps.size()); ++m) {
        if (sight[m])
            m_maps[m].view->setViewport(*sight[m]);
        else
            m_maps[m].view->fit();
    }
}

void Stage::setPresented(std::optional<Presented> presented)
{
    m_presented = presented;
    for (std::size_t m = 0; m < m_maps.size(); ++m)
        m_maps[m].view->setKeys(keysOf(Spot::Part::Map, m));
    for (std::size_t l = 0; l < m_kernels.size(); ++l)
        m_kernels[l].view->setKeys(keysOf(Spot::Part::Kernel, l));
    for (auto* tensors : {&m_maps, &m_kernels})
        for (const Tensor& tensor : *tensors)
            tensor.title->setFont(titleFont(font()));
    rebuild();
    placeTensors();
    light();
}

/// Maps that are computed are stepped; and before a class every key steps.
TensorView::Keys Stage::keysOf(Spot::Part part, std::size_t index) const
{
    return m_presented || (part == Spot::Part::Map && index > 0) ? TensorView::Keys::Step : TensorView::Keys::Edit;
}

QRect Stage::areaUnder(int strip) const
{
    const int margin = m_presented || (width() >= 720 && width() < 1000) ? 24 : width() < 720 ? 16 : 32;
    return rect().adjusted(margin, margin / 2 + strip, -margin, -margin / 4);
}

bool Stage::largeNow() const
{
    if (!m_presented || m_scenes.kernels.empty() || m_scenes.focus + 1 >= m_scenes.maps.size())
        return false;
    if (m_presented->large)
        return *m_presented->large;
    const QRect area = areaUnder(m_scenes.strip() ? m_strip->usedHeight() : 0);
    const StageLayout whole = layoutWhole(area, stageItems(m_scenes), fontMetrics().height());
    return !whole.pictures && whole.cell < m_presented->cell;
}

void Stage::layOut()
{
    const int line = fontMetrics().height();
    const QRect area = areaUnder(m_scenes.strip() && !m_isLarge ? m_strip->usedHeight() : 0);
    m_large = {};
    if (m_isLarge) {
        m_large = layoutLarge(area, m_items, line, m_presented->cell);
        m_layout = m_large.stage;
    } else {
        m_layout =
            m_presented ? layoutWhole(area, m_items, line) : layoutStage(area, m_items, line, !inSmallWindow(*this));
    }
}

/// The rows that are large go with the window.
void Stage::followWindow()
{
    if (!m_isLarge || m_document.session().focus >= m_document.geometries().size())
        return;
    const OutputCell cell = m_view.step().cell;
    const Rect window = m_document.geometry().inputWindow(cell);
    const std::array needed{QRect(QPoint(window.col, window.row), m_items[0].window),
                            QRect(cell.col, cell.row, 1, 1)};
    for (std::size_t i = 0; i < kMapItems.size(); ++i) {
        const QRect whole = m_scenes.maps[m_items[kMapItems[i]].index].whole().toRect(), need = needed[i];
        const QSize shown = m_large.sight[i];
        const QPoint first = m_parts[i].topLeft() - whole.topLeft(), from = need.topLeft() - whole.topLeft();
        m_parts[i] = QRect(whole.topLeft() +
                               QPoint(firstShown(first.x(), shown.width(), from.x(), need.width(), whole.width()),
                                      firstShown(first.y(), shown.height(), from.y(), need.height(), whole.height())),
                           shown);
        update(m_large.whole[i].view.adjusted(-4, -4, 4, 4));
    }
    update(m_large.note);
}

TensorScene Stage::inSight(std::size_t map) const
{
    TensorScene scene = m_scenes.maps[map];
    for (std::size_t i = 0; i < m_parts.size() && m_isLarge; ++i)
        if (m_items[kMapItems[i]].index == map && QRectF(m_parts[i]) != scene.whole())
            scene.part = m_parts[i];
    return scene;
}

/// All of the maps, small, where only a part is large, and which part that is.
void Stage::paintWholes(QPainter& painter, const Theme& theme)
{
    painter.setFont(font());
    QString note;
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        const LargeLayout::Whole& place = m_large.whole[i];
        if (place.view.isEmpty())
            continue;
        const std::size_t map = m_items[kMapItems[i]].index;
        const QString name = m_maps[map].name.section(QLatin1Char(' '), -1);
        painter.setPen(theme.muted);
        painter.drawText(place.caption, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip,
                         tr("all of %1").arg(name));
        TensorScene scene = m_scenes.maps[map];
        scene.labels.clear();
        scene.field.reset();
        scene.winners.clear();
        scene.frames = {{QRectF(m_parts[i]), Frame::Dashed}};
        painter.save();
        painter.translate(place.view.topLeft());
        m_wholes[i].paint(painter, place.view.size(), scene, Viewport::fitting(scene.whole(), place.view.size()),
                          theme, font());
        painter.restore();
        const QRect cells = m_parts[i].intersected(QRect(0, 0, scene.shape.cols, scene.shape.rows));
        if (note.isEmpty() && cells.width() < scene.shape.cols)
            note = tr("Rows %1 to %2, columns %3 to %4 of %5 are large; they follow the window.")
                       .arg(cells.top())
                       .arg(cells.bottom())
                       .arg(cells.left())
                       .arg(cells.right())
                       .arg(name);
        else if (note.isEmpty())
            note = tr("Rows %1 to %2 of %3 are large; they follow the window.")
                       .arg(cells.top())
                       .arg(cells.bottom())
                       .arg(name);
    }
    painter.setPen(theme.muted);
    painter.drawText(m_large.note, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, note);
}

/// Shows in every other map what `map` shows: an output cell lies where its window's middle lies.
void Stage::link(std::size_t map)
{
    if (m_linking || !m_layout.pictures)
        return;
    m_linking = true;
    const auto& geometries = m_document.geometries();
    const auto shift = [](const Axis& axis) { return (axis.extent() - axis.stride) / 2.0 - axis.margin.before; };
    Viewport viewport = m_maps[map].view->viewport();
    const QPointF corner = m_maps[map].view->rect().center();
    const auto show = [&](std::size_t other) {
        Viewport moved = viewport;
        moved.origin += QPointF(m_maps[other].view->rect().center()) - corner;
        m_maps[other].view->setViewport(moved);
    };
    for (std::size_t m = map; m < geometries.size(); ++m) {
        const Geometry& g = geometries[m];
        viewport.origin += QPointF(shift(g.cols), shift(g.rows)) * viewport.scale;
        viewport.scale *= g.cols.stride;
        show(m + 1);
    }
    viewport = m_maps[map].view->viewport();
    for (std::size_t m = map; m-- > 0;) {
        const Geometry& g = geometries[m];
        viewport.scale /= g.cols.stride;
        viewport.origin -= QPointF(shift(g.cols), shift(g.rows)) * viewport.scale;
        show(m);
    }
    m_linking = false;
}

void Stage::zoom(double factor)
{
    for (const Tensor& tensor : m_maps)
        if (tensor.view->hasFocus()) {
            tensor.view->zoom(factor);
            return;
        }
    if (m_layout.pictures) // about the window that is explained
        outputView()->zoom(factor, outputView()->cellRect({m_view.step().cell.col, m_view.step().cell.row}).center());
    else
        for (const Tensor& tensor : m_maps)
            tensor.view->zoom(factor);
}

void Stage::fit()
{
    for (auto* tensors : {&m_maps, &m_kernels})
        for (const Tensor& tensor : *tensors)
            tensor.view->fit();
}

std::optional<Spot> Stage::focusedTensor() const
{
    for (std::size_t l = 0; l < m_kernels.size(); ++l)
        if (m_kernels[l].view->hasFocus())
            return Spot{Spot::Part::Kernel, l, 0, 0};
    for (std::size_t m = 0; m < m_maps.size(); ++m)
        if (m_maps[m].view->hasFocus())
            return Spot{Spot::Part::Map, m, 0, 0};
    return std::nullopt;
}

} // namespace lab
