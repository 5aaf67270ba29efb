// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/player.h"

#include <QFrame>

#include <utility>
#include <vector>

class QButtonGroup;
class QHBoxLayout;
class QComboBox;
class QLabel;
class QSlider;
class QToolButton;

namespace lab
{

class LiveLabel;

/// Play, pause, step and back at five grains, the last of which is the epoch; scrub; speed.
class TimelineBar : public QFrame
{
    Q_OBJECT
public:
    TimelineBar(ViewModel& view, Player& player, QWidget* parent = nullptr);

    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void addGrains(QHBoxLayout* row);
    void showPlace();
    QString placeText() const;
    void showSettings();
    QToolButton* button(const QString& icon, const QString& name, const QString& key);

    ViewModel& m_view;
    Player& m_player;
    QToolButton* m_play = nullptr;
    QSlider* m_scrub = nullptr;
    LiveLabel* m_place = nullptr;
    QButtonGroup* m_grains = nullptr;
    QSlider* m_speed = nullptr;
    QLabel* m_speedText = nullptr;
    QToolButton* m_loop = nullptr;
    QLabel* m_hint = nullptr;
    std::vector<std::pair<QWidget*, int>> m_optional; ///< shown from this width on
};

} // namespace lab
