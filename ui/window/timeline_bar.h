// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/player.h"

#include <QWidget>

#include <utility>
#include <vector>

class QButtonGroup;
class QHBoxLayout;
class QComboBox;
class QSlider;
class QToolButton;

namespace lab
{

class Chip;
class LiveLabel;

/// Play, pause, step and back at five grains, the last of which is the epoch; scrub; speed. In a row; what is least
/// missed goes first where it is narrow.
class TimelineBar : public QWidget
{
    Q_OBJECT
public:
    TimelineBar(ViewModel& view, Player& player, QWidget* parent = nullptr);

    /// Only a line that says how far it is; a click or a drag on it goes there.
    void setSlim(bool slim);
    QString placeText(std::int64_t index) const; ///< "window 13 of 42"

    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    void addButtons(QHBoxLayout* row);
    void addGrains(QHBoxLayout* row);
    void openSpeed();
    void chooseGrain(int id);
    void showPlace();
    bool saysCell() const;
    QString stepsText() const;
    QString markedPlace(std::int64_t index) const; ///< with the number of the step in bold
    QString shortPlace() const; ///< "13 of 42"
    QRect slimLine() const;
    void seekTo(int x);
    void showSettings();
    void showWhatFits();
    QToolButton* button(const QString& icon, const QString& name, const QString& key);

    ViewModel& m_view;
    Player& m_player;
    QToolButton* m_play = nullptr;
    QSlider* m_scrub = nullptr;
    LiveLabel* m_place = nullptr;
    QButtonGroup* m_grains = nullptr;
    QComboBox* m_grainList = nullptr; ///< instead of the buttons, where it is narrow
    Chip* m_speed = nullptr;
    std::vector<std::pair<QWidget*, int>> m_optional; ///< shown from this width on
    QWidget* m_grainButtons = nullptr;
    bool m_slim = false;
};

} // namespace lab
