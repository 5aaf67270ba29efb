// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rate_slider.h"

#include <QTest>

#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <vector>

namespace lab::test
{

namespace
{

constexpr double kSmallest = std::numeric_limits<double>::min();
constexpr double kGreatest = std::numeric_limits<double>::max();

struct Ends {
    double limit;
    double rate;
};

class RateSliderEnds : public testing::TestWithParam<Ends>
{
};

// Numbers of 1e30 have a limit of 1e-60, which no float holds.
TEST_P(RateSliderEnds, EveryPlaceAndKeyIsARateAboveZero)
{
    RateSlider slider;
    slider.resize(200, 26);
    slider.setLimit(GetParam().limit);
    slider.setRate(GetParam().rate);
    std::vector<double> rates;
    QObject::connect(&slider, &RateSlider::rateChanged, &slider, [&](double rate, bool) {
        rates.push_back(rate);
        slider.setRate(rate);
    });
    for (const int x : {0, 40, 100, 160, 199, 0})
        QTest::mouseClick(&slider, Qt::LeftButton, Qt::NoModifier, QPoint(x, 13));
    for (const Qt::Key key : {Qt::Key_Left, Qt::Key_PageDown, Qt::Key_Right, Qt::Key_PageUp})
        QTest::keyClick(&slider, key);
    EXPECT_GE(rates.size(), 5u);
    for (const double rate : rates)
        EXPECT_TRUE(rate > 0 && std::isfinite(rate)) << rate;
    QTest::mouseClick(&slider, Qt::LeftButton, Qt::NoModifier, QPoint(199, 13));
    EXPECT_NEAR(slider.rate() / slider.greatest(), 1, 0.06);
}

INSTANTIATE_TEST_SUITE_P(Rates, RateSliderEnds,
                         testing::Values(Ends{0.2, 0.03}, Ends{1e-60, 1e-61}, Ends{1e-60, 0.1}, Ends{1e60, 0.1},
                                         Ends{kSmallest, kSmallest}, Ends{kGreatest, kGreatest},
                                         Ends{kSmallest, kGreatest}, Ends{0, 0}));

} // namespace

} // namespace lab::test
