// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning/optimiser.h"

#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>

namespace lab
{

namespace
{

constexpr double kMomentum = 0.9;
constexpr double kRmsDecay = 0.99; ///< of RMSprop's mean of g²
constexpr double kAdamDecay = 0.9, kAdamSquareDecay = 0.999;
// A step is longest where g was 0 before it (Kingma and Ba 2015, 2.1).
constexpr double kRmsRoot = 0.1; ///< √(1 − kRmsDecay)
constexpr double kAdamStep = 3.17; ///< (1 − kAdamDecay)/√(1 − kAdamSquareDecay)
constexpr double kEpsilon = 1e-8, kAdagradEpsilon = 1e-10;

void descend(const OptimiserStep& step)
{
    for (std::size_t i = 0; i < step.parameters.size(); ++i)
        step.parameters[i] -= step.rate * step.gradient[i];
}

void momentum(const OptimiserStep& step)
{
    for (std::size_t i = 0; i < step.parameters.size(); ++i) {
        double& v = step.memory[i];
        v = kMomentum * v + step.gradient[i];
        step.parameters[i] -= step.rate * v;
    }
}

void nesterov(const OptimiserStep& step)
{
    for (std::size_t i = 0; i < step.parameters.size(); ++i) {
        const double g = step.gradient[i];
        double& v = step.memory[i];
        v = kMomentum * v + g;
        step.parameters[i] -= step.rate * (g + kMomentum * v);
    }
}

void rmsProp(const OptimiserStep& step)
{
    for (std::size_t i = 0; i < step.parameters.size(); ++i) {
        const double g = step.gradient[i];
        double& s = step.memory[i];
        s = kRmsDecay * s + (1 - kRmsDecay) * g * g;
        step.parameters[i] -= step.rate * g / (std::sqrt(s) + kEpsilon);
    }
}

void adagrad(const OptimiserStep& step)
{
    for (std::size_t i = 0; i < step.parameters.size(); ++i) {
        const double g = step.gradient[i];
        double& s = step.memory[i];
        s += g * g;
        step.parameters[i] -= step.rate * g / (std::sqrt(s) + kAdagradEpsilon);
    }
}

void adam(const OptimiserStep& step)
{
    const std::size_t n = step.parameters.size();
    const double meanBias = 1 - std::pow(kAdamDecay, step.number);
    const double squareBias = 1 - std::pow(kAdamSquareDecay, step.number);
    for (std::size_t i = 0; i < n; ++i) {
        const double g = step.gradient[i];
        double &m = step.memory[i], &s = step.memory[n + i];
        m = kAdamDecay * m + (1 - kAdamDecay) * g;
        s = kAdamSquareDecay * s + (1 - kAdamSquareDecay) * g * g;
        step.parameters[i] -= step.rate * (m / meanBias) / (std::sqrt(s / squareBias) + kEpsilon);
    }
}

// The limits with momentum μ follow from the characteristic polynomials of the two-step recurrences on a loss λw²/2:
// heavy ball 2(1+μ)/λ (Polyak 1964), Nesterov's in this form 2(1+μ)/((1+2μ)λ).
constexpr std::array kOptimisers{
    OptimiserRow{Optimiser::GradientDescent, "gradient-descent", "Gradient descent", "w ← w − ηg", 0, descend, 2, 0},
    OptimiserRow{Optimiser::Momentum, "momentum", "Momentum 0.9", "v ← 0.9v + g;  w ← w − ηv", 1, momentum,
                 2 * (1 + kMomentum), 0},
    OptimiserRow{Optimiser::Nesterov, "nesterov", "Nesterov 0.9", "v ← 0.9v + g;  w ← w − η(g + 0.9v)", 1, nesterov,
                 2 * (1 + kMomentum) / (1 + 2 * kMomentum), 0},
    OptimiserRow{Optimiser::RmsProp, "rmsprop", "RMSprop", "s ← 0.99s + 0.01g²;  w ← w − ηg / (√s + 10⁻⁸)", 1,
                 rmsProp, 0, 1 / kRmsRoot},
    OptimiserRow{Optimiser::Adagrad, "adagrad", "Adagrad", "s ← s + g²;  w ← w − ηg / (√s + 10⁻¹⁰)", 1, adagrad, 0,
                 1},
    OptimiserRow{Optimiser::Adam, "adam", "Adam",
                 "m ← 0.9m + 0.1g;  s ← 0.999s + 0.001g²;  w ← w − ηm̂ / (√ŝ + 10⁻⁸), both bias-corrected", 2, adam, 0,
                 kAdamStep},
};

} // namespace

std::span<const OptimiserRow> optimisers()
{
    return kOptimisers;
}

const OptimiserRow& infoOf(Optimiser optimiser)
{
    const OptimiserRow& found = kOptimisers[std::size_t(optimiser)];
    assert(found.optimiser == optimiser);
    return found;
}

} // namespace lab
