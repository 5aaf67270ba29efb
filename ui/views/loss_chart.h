// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trainer.h"

#include <QWidget>

#include <vector>

class QChart;
class QChartView;
class QLineSeries;
class QValueAxis;

namespace lab
{

/// The loss of every epoch so far, live.
class LossChart : public QWidget
{
    Q_OBJECT
public:
    explicit LossChart(QWidget* parent = nullptr);
    /// Epochs 1..shown of `history`, and, when `following`, those after it in a paler line; the axis reaches to
    /// `expected` epochs at least.
    void showLosses(const std::vector<EpochRecord>& history, int shown, int expected, bool following);
    int points() const; ///< in the drawn line
    double lossAt(int point) const;

signals:
    void epochClicked(int epoch);

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void applyTheme();
    QChart* m_chart;
    QChartView* m_view;
    QLineSeries* m_line;
    QLineSeries* m_later;
    QValueAxis* m_epochs;
    QValueAxis* m_losses;
};

} // namespace lab
