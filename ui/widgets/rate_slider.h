// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <optional>

namespace lab
{

/// The learning rate on a logarithmic scale, with the largest stable rate of this input drawn on it.
class RateSlider : public QWidget
{
    Q_OBJECT
public:
    explicit RateSlider(QWidget* parent = nullptr);
    void setRate(double rate);
    double rate() const { return m_rate; }
    /// The ends of the scale.
    double least() const;
    double greatest() const;
    /// `limit`: 2/λmax; the range then reaches from a thousandth of it to ten times as much.
    void setLimit(std::optional<double> limit);
    QSize sizeHint() const override { return {200, 26}; }

signals:
    /// `goesOn`: the change goes on from the one before, by dragging or a key that is held.
    void rateChanged(double rate, bool goesOn);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    double xOf(double rate) const;
    void setFromX(double x);

    double m_rate = 0.03;
    std::optional<double> m_limit;
    bool m_dragged = false; ///< since the button was pressed, the rate has changed
};

} // namespace lab
