// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layers/profile.h"

#include <QWidget>

class QChart;
class QChartView;
class QLabel;
class QLineSeries;
class QScatterSeries;
class QValueAxis;

namespace lab
{

/// The numbers along a line over a picture as two curves, of the input and of the output, with the places where the
/// output crosses zero.
class ProfileChart : public QWidget
{
    Q_OBJECT
public:
    explicit ProfileChart(QWidget* parent = nullptr);
    void setProfile(const Profile& profile);
    const Profile& profile() const { return m_profile; }
    QString text() const; ///< which line it is, and where the output crosses zero
    int crossings() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void applyTheme();

    Profile m_profile;
    QChart* m_chart = nullptr;
    QChartView* m_view = nullptr;
    QLineSeries* m_input = nullptr;
    std::vector<QLineSeries*> m_outputs; ///< one for each stretch without a gap
    QScatterSeries* m_crossings = nullptr;
    QValueAxis* m_along = nullptr;
    QValueAxis* m_values = nullptr;
    QLabel* m_text = nullptr;
};

} // namespace lab
