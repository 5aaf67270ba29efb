// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/learning/learn_curves.h"

#include "ui/learning/race_controls.h"

namespace lab
{

std::vector<LossCurve> otherCurves(const Learner& learner, const Race* race, const Theme& theme)
{
    std::vector<LossCurve> curves;
    constexpr Qt::PenStyle kStyles[] = {Qt::SolidLine, Qt::DashLine, Qt::DotLine};
    for (const EarlierRun& run : learner.earlier().runs())
        curves.push_back({.name = run.name,
                          .losses = run.losses,
                          .colour = theme.muted,
                          .thin = true,
                          .style = kStyles[curves.size() % std::size(kStyles)]});
    if (!race)
        return curves;
    for (std::size_t i = 0; i < race->lanes().size(); ++i) {
        const Lane& lane = race->lanes()[i];
        const auto shown = lane.history.losses().first(std::min(lane.history.size(), std::size_t(race->epoch())));
        curves.push_back({.name = lane.name,
                          .losses = std::make_shared<const std::vector<double>>(shown.begin(), shown.end()),
                          .colour = theme.text,
                          .thin = false,
                          .style = laneStyle(i)});
    }
    return curves;
}

void showRun(LossChart& chart, const Learner& learner, int shown, int planned, std::vector<LossCurve> others)
{
    const bool stands = !learner.running();
    chart.showLosses(learner.history().losses(), shown, planned, stands, std::move(others),
                     stands ? learner.lossAfter(shown) : std::nullopt);
}

} // namespace lab
