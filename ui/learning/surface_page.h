// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/learning/learning_page.h"
#include "ui/model/race.h"
#include "ui/widgets/loss_chart.h"
#include "ui/widgets/loss_surface_view.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;

namespace lab
{

class RaceControls;

/// The loss as a landscape: the surface over two weights with the path so far, the chart, and races on both.
class SurfacePage : public LearningPage
{
    Q_OBJECT
public:
    SurfacePage(Document& document, Learner& learner, Race& race, QWidget* parent = nullptr);

    LossSurfaceView* surface() const { return m_surface; }
    LossChart* chart() const { return m_chart; }
    /// Which parameters the surface is over, numbered as in History::parameters().
    void setAxes(int x, int y);

signals:
    void informed(const QString& sentence);

protected:
    void refresh() override;

private:
    void refreshAxes();
    void refreshSurface();
    void refreshChart();
    SurfacePoint pointOf(std::span<const double> parameters) const;
    /// Of the first epochs of a run, as far as they are kept.
    SurfacePath pathOf(const History& history, int epochs, const TrainSpec& spec) const;
    void predict();
    void moveStart(SurfacePoint to, int gesture);

    Document& m_document;
    Learner& m_learner;
    Race& m_race;
    LossSurfaceView* m_surface = nullptr;
    QPushButton* m_beside = nullptr; ///< whether the race is shown
    LossChart* m_chart = nullptr;
    RaceControls* m_controls = nullptr;
    QComboBox* m_xBox = nullptr;
    QComboBox* m_yBox = nullptr;
    QLabel* m_caption = nullptr;
    Shape m_kernel; ///< the axes are named for
    int m_x = 0, m_y = 1;
    /// The run that would follow from the start, before there is one.
    TrainSpec m_predictedFor;
    History m_predicted;
    std::pair<int, QString> m_gesture; ///< of the view, and its name for the document
};

} // namespace lab
