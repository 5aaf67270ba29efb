// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/experiments.h"

#include "core/session/samples.h"
#include "core/session/session.h"

#include <array>

namespace lab
{

namespace
{

constexpr std::array kExperiments{
    Experiment{"book", "As in the book", "Rate 0.03, ten epochs: the loss falls from 16.598 to 0.147.",
               [](TrainSpec&) {}},
    Experiment{"best-rate", "The best fixed rate",
               "2/(λmin + λmax) = 0.0278: the error shrinks to 2/3 in both directions, each epoch.",
               [](TrainSpec& t) { t.rate = 2.0 / 72; }},
    Experiment{"rate-034", "Rate 0.034, just too large",
               "Slightly above 2/λmax = 0.0333: the loss falls at first, then slowly grows.",
               [](TrainSpec& t) {
                   t.rate = 0.034;
                   t.epochs = 60;
               }},
    Experiment{"rate-05", "Rate 0.05, far too large",
               "Each epoch doubles the error along the steepest direction: the loss explodes.",
               [](TrainSpec& t) {
                   t.rate = 0.05;
                   t.epochs = 30;
               }},
    Experiment{"bias", "Learn the bias too", "The limit falls to 0.0161: at 0.03 the same run now diverges.",
               [](TrainSpec& t) { t.learnBias = true; }},
    Experiment{"mean", "Mean instead of sum",
               "The gradient is 42 times smaller: ten epochs bring the sum of squares only from 16.6 to 11.0.",
               [](TrainSpec& t) { t.reduction = Reduction::Mean; }},
};

} // namespace

std::span<const Experiment> experiments()
{
    return kExperiments;
}

Session sessionOf(const Experiment& experiment)
{
    Session session = startSession();
    experiment.change(session.train);
    session.layer().kernel = converted<float>(session.train.startKernel);
    return session;
}

} // namespace lab
