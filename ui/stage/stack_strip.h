// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scenes/stage_text.h"
#include "ui/widgets/tensor_view.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

namespace lab
{

/// All maps of a deep stack as small pictures from left to right, each with its name: what is lit in them is what is
/// lit on the stage.
class StackStrip : public QWidget
{
    Q_OBJECT
public:
    explicit StackStrip(QWidget* parent = nullptr);
    ~StackStrip() override;

    void show(const StageState& state, const StageScenes& scenes);
    void clear(); ///< there is no stack to be shown
    TensorView* view(std::size_t map) const { return m_views[map]; }
    int usedHeight() const { return m_layout.height; }

signals:
    void hovered(std::size_t map, std::optional<QPoint> cell);
    void clicked(std::size_t map, QPoint cell);
    void cursorMoved(std::size_t map, QPoint cell);
    void left();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    TensorView* makeView(std::size_t map);
    void keep(std::size_t views);
    void place();

    std::unique_ptr<StageState> m_state; ///< null until first shown
    StageScenes m_scenes;
    StripLayout m_layout;
    std::vector<QSizeF> m_sizes; ///< that m_layout is for
    std::vector<TensorView*> m_views;
};

} // namespace lab
