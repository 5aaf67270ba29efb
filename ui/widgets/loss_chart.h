// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QImage>
#include <QWidget>

#include <memory>
#include <optional>
#include <span>
#include <vector>

class QCategoryAxis;
class QChart;
class QChartView;
class QGraphicsSimpleTextItem;
class QLabel;
class QLineSeries;
class QScatterSeries;
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

/// Whether losses span so much that only a logarithmic scale shows them: a run that diverges, or that falls by 10⁴.
bool needsLogarithm(std::span<const double> losses);

/// The loss of every epoch so far, live, beside other runs. However many epochs there are, what is drawn is the
/// least and the greatest of each stretch of about a pixel: no peak is lost. A run that diverges leaves a linear
/// chart at ten times the first loss, where an arrow stands.
class LossChart : public QWidget
{
    Q_OBJECT
public:
    explicit LossChart(QWidget* parent = nullptr);
    /// Epochs 1..shown of `losses`, and, when `following`, those after it in a paler line; the axis reaches to
    /// `expected` epochs at least. Behind it other runs, with a legend where there is room for one. A hollow point
    /// ends the line: the loss of the kernel `after` the last epoch that is shown.
    void showLosses(std::span<const double> losses, int shown, int expected, bool following,
                    std::vector<LossCurve> others = {}, std::optional<double> after = {});
    void setLogarithmic(bool logarithmic);
    bool logarithmic() const { return m_logarithmic; }
    int points() const; ///< in the drawn line
    double lossAt(int point) const;
    int arrows() const { return int(m_arrows.size()); } ///< of lines that leave the chart
    double top() const; ///< the greatest loss that the axis shows
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
    void showTicks(const std::vector<double>& losses, double from, double to);
    void placeArrows();
    QString legendText() const;
    void showLegend();
    void paintInto(QPainter& painter, QSize size) const;
    void applyTheme();
    int mostPoints() const; ///< two for each pixel column
    double heightOf(double loss) const; ///< on the axis
    QList<QPointF> thinned(std::span<const double> losses, int from, int to) const;
    int epochAt(QPoint pixel) const;

    QChart* m_chart;
    QChartView* m_view;
    QLabel* m_legend = nullptr;
    QLabel* m_nothing = nullptr; ///< instead of axes, while there is no loss
    QLineSeries* m_line;
    QLineSeries* m_later;
    QScatterSeries* m_end; ///< the loss of the kernel as it is now
    std::vector<QLineSeries*> m_otherLines;
    std::vector<QGraphicsSimpleTextItem*> m_arrows;
    QValueAxis* m_epochs;
    QCategoryAxis* m_losses; ///< of the logarithm's base 10, where that is shown
    double m_ceiling = 0; ///< the loss above which lines leave the chart
    std::vector<double> m_history;
    int m_shown = 0;
    int m_expected = 10;
    bool m_following = false;
    bool m_logarithmic = false;
    std::vector<LossCurve> m_others;
    std::optional<double> m_after;
};

} // namespace lab
