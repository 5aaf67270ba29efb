// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stage/stack_strip.h"

#include "ui/scenes/stage_state.h"
#include "ui/widgets/retire.h"

#include <QPainter>

namespace lab
{

StackStrip::StackStrip(QWidget* parent) : QWidget(parent)
{
    setAccessibleName(tr("All maps of the stack"));
    setFocusProxy(parent);
}

StackStrip::~StackStrip() = default;

TensorView* StackStrip::makeView(std::size_t map)
{
    auto* view = new TensorView(this);
    connect(view, &TensorView::hovered, this, [this, map](std::optional<QPoint> cell) { emit hovered(map, cell); });
    connect(view, &TensorView::clicked, this, [this, map](QPoint cell) { emit clicked(map, cell); });
    connect(view, &TensorView::cursorMoved, this, [this, map](QPoint cell) { emit cursorMoved(map, cell); });
    connect(view, &TensorView::left, this, &StackStrip::left);
    view->show();
    return view;
}

void StackStrip::show(const StageState& state, const StageScenes& scenes)
{
    m_state = std::make_unique<StageState>(state);
    m_scenes = scenes;
    keep(scenes.maps.size());
    while (m_views.size() < scenes.maps.size())
        m_views.push_back(makeView(m_views.size()));
    if (auto sizes = mapSizes(scenes); sizes != m_sizes) {
        m_sizes = std::move(sizes);
        place();
    }
    for (std::size_t m = 0; m < m_views.size(); ++m) {
        const StageText text = mapText(state, m);
        QString about = QStringLiteral("%1, %2").arg(text.title, text.subtitle());
        if (!scenes.notes[m].isEmpty())
            about += QStringLiteral(", ") + scenes.notes[m];
        m_views[m]->setName(about);
        m_views[m]->setToolTip(about);
        TensorScene scene = scenes.maps[m];
        scene.filled = -1; // a whole map, whatever has been stepped through
        m_views[m]->setScene(std::move(scene));
    }
    update();
}

void StackStrip::clear()
{
    keep(0);
    m_sizes.clear();
}

void StackStrip::keep(std::size_t views)
{
    while (m_views.size() > views) {
        retire(m_views.back(), this);
        m_views.pop_back();
    }
}

void StackStrip::place()
{
    m_layout = layoutStrip(rect(), m_sizes, fontMetrics().height());
    constexpr int in = TensorView::kInset;
    for (std::size_t m = 0; m < m_views.size(); ++m)
        m_views[m]->setGeometry(m_layout.views[m].adjusted(-in, -in, in, in));
}

void StackStrip::resizeEvent(QResizeEvent*)
{
    place();
}

void StackStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    for (std::size_t m = 0; m < m_views.size(); ++m)
        paintCaption(painter, m_layout.captions[m], *m_state, m_scenes, m, themeOf(palette()), font());
}

} // namespace lab
