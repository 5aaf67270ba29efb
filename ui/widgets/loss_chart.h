// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QImage>
#include <QWidget>

#include <memory>
#include <span>
#include <vector>

class QAbstractAxis;
class QChart;
class QChartView;
class QLabel;
class QLineSeries;
class QLogValueAxis;
class QValueAxis;

namespace lab
{

/// The losses of one run, from epoch 1.
struct LossCurve {
    QString name;
    std::shared_ptr<const std::vector<double>> losses;
    QColor colour;
    bool thin = true; ///< an earlier run, which the legend names; the lanes of a race have a list of their own
    Qt::PenStyle style = Qt::SolidLine;
};

/// The loss of every epoch so far, live, beside other runs. However many epochs there are, what is drawn is the
/// least and the greatest of each stretch of about a pixel: no peak is lost.
class LossChart : public QWidget
{
    Q_OBJECT
public:
    explicit LossChart(QWidget* parent = nullptr);
    /// Epochs 1..shown of `losses`, and, when `following`, those after it in a paler line; the axis reaches to
    /// `expected` epochs at least. Behind it other runs, with a legend where there is room for one.
    void showLosses(std::span<const double> losses, int shown, int expected, bool following,
                    std::vector<LossCurve> others = {});
    void setLogarithmic(bool logarithmic);
    bool logarithmic() const { return m_logarithmic; }
    int points() const; ///< in the drawn line
    double lossAt(int point) const;
    std::size_t others() const { return m_others.size(); }
    /// The losses that are pointed at, as the tool tip says them.
    QString valuesAt(int epoch) const;
    /// As it is shown.
    QImage image() const;
    QByteArray svg() const;

signals:
    void epochClicked(int epoch);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void draw();
    void makeOtherLines();
    void drawOthers();
    void fitAxes(int last);
    QString legendText() const;
    void showLegend();
    void paintInto(QPainter& painter, QSize size) const;
    void applyTheme();
    int mostPoints() const; ///< two for each pixel column
    QList<QPointF> thinned(std::span<const double> losses, int from, int to) const;
    int epochAt(QPoint pixel) const;

    QChart* m_chart;
    QChartView* m_view;
    QLabel* m_legend = nullptr;
    QLineSeries* m_line;
    QLineSeries* m_later;
    std::vector<QLineSeries*> m_otherLines;
    QValueAxis* m_epochs;
    QValueAxis* m_losses;
    QLogValueAxis* m_logLosses;
    std::vector<double> m_history;
    int m_shown = 0;
    int m_expected = 10;
    bool m_following = false;
    bool m_logarithmic = false;
    std::vector<LossCurve> m_others;
};

} // namespace lab
