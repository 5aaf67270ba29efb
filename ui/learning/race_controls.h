// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/race.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace lab
{

/// The lanes of a race with their losses, and what starts it.
class RaceControls : public QWidget
{
    Q_OBJECT
public:
    RaceControls(Document& document, Learner& learner, Race& race, QWidget* parent = nullptr);

signals:
    void informed(const QString& sentence);

protected:
    void changeEvent(QEvent* event) override;

private:
    void rebuild();
    void drawMarks();
    void refresh();

    Document& m_document;
    Learner& m_learner;
    Race& m_race;
    QVBoxLayout* m_rows = nullptr;
    std::vector<QLabel*> m_losses;
    std::vector<QLabel*> m_marks; ///< how each lane is drawn
    QPushButton* m_add = nullptr;
    QPushButton* m_start = nullptr;
    QPushButton* m_pause = nullptr;
};

/// How a lane is drawn everywhere: by hue and by dashes.
Qt::PenStyle laneStyle(std::size_t lane);

} // namespace lab
