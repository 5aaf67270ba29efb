// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/optimiser.h"

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
constexpr double kEpsilon = 1e-8, kAdagradEpsilon = 1e-10;

using Gradient = std::span<const double>;
using Parameters = std::span<double>;

/// Calls move(i) for each parameter, with a state of the right size.
template <class Move>
void eachParameter(OptimiserState& state, std::size_t n, Move move)
{
    state.velocity.resize(n);
    state.squares.resize(n);
    ++state.steps;
    for (std::size_t i = 0; i < n; ++i)
        move(i);
}

void descend(double rate, Gradient g, OptimiserState&, Parameters w)
{
    for (std::size_t i = 0; i < w.size(); ++i)
        w[i] -= rate * g[i];
}

void momentum(double rate, Gradient g, OptimiserState& state, Parameters w)
{
    eachParameter(state, w.size(), [&](std::size_t i) {
        double& v = state.velocity[i];
        v = kMomentum * v + g[i];
        w[i] -= rate * v;
    });
}

void nesterov(double rate, Gradient g, OptimiserState& state, Parameters w)
{
    eachParameter(state, w.size(), [&](std::size_t i) {
        double& v = state.velocity[i];
        v = kMomentum * v + g[i];
        w[i] -= rate * (g[i] + kMomentum * v);
    });
}

void rmsProp(double rate, Gradient g, OptimiserState& state, Parameters w)
{
    eachParameter(state, w.size(), [&](std::size_t i) {
        double& s = state.squares[i];
        s = kRmsDecay * s + (1 - kRmsDecay) * g[i] * g[i];
        w[i] -= rate * g[i] / (std::sqrt(s) + kEpsilon);
    });
}

void adagrad(double rate, Gradient g, OptimiserState& state, Parameters w)
{
    eachParameter(state, w.size(), [&](std::size_t i) {
        double& s = state.squares[i];
        s += g[i] * g[i];
        w[i] -= rate * g[i] / (std::sqrt(s) + kAdagradEpsilon);
    });
}

void adam(double rate, Gradient g, OptimiserState& state, Parameters w)
{
    eachParameter(state, w.size(), [&](std::size_t i) {
        double &m = state.velocity[i], &s = state.squares[i];
        m = kAdamDecay * m + (1 - kAdamDecay) * g[i];
        s = kAdamSquareDecay * s + (1 - kAdamSquareDecay) * g[i] * g[i];
        const double mean = m / (1 - std::pow(kAdamDecay, state.steps));
        const double square = s / (1 - std::pow(kAdamSquareDecay, state.steps));
        w[i] -= rate * mean / (std::sqrt(square) + kEpsilon);
    });
}

// The limits with momentum μ follow from the characteristic polynomials of the two-step recurrences on a loss λw²/2:
// heavy ball 2(1+μ)/λ (Polyak 1964), Nesterov's in this form 2(1+μ)/((1+2μ)λ).
constexpr std::array kOptimisers{
    OptimiserRow{Optimiser::GradientDescent, "gradient-descent", "Gradient descent", "w ← w − ηg", descend, 2},
    OptimiserRow{Optimiser::Momentum, "momentum", "Momentum 0.9", "v ← 0.9v + g;  w ← w − ηv", momentum,
                 2 * (1 + kMomentum)},
    OptimiserRow{Optimiser::Nesterov, "nesterov", "Nesterov 0.9", "v ← 0.9v + g;  w ← w − η(g + 0.9v)", nesterov,
                 2 * (1 + kMomentum) / (1 + 2 * kMomentum)},
    OptimiserRow{Optimiser::RmsProp, "rmsprop", "RMSprop", "s ← 0.99s + 0.01g²;  w ← w − ηg / (√s + 10⁻⁸)", rmsProp,
                 0},
    OptimiserRow{Optimiser::Adagrad, "adagrad", "Adagrad", "s ← s + g²;  w ← w − ηg / (√s + 10⁻¹⁰)", adagrad, 0},
    OptimiserRow{Optimiser::Adam, "adam", "Adam",
                 "m ← 0.9m + 0.1g;  s ← 0.999s + 0.001g²;  w ← w − ηm̂ / (√ŝ + 10⁻⁸), both bias-corrected", adam, 0},
};

} // namespace

std::span<const OptimiserRow> optimisers()
{
    return kOptimisers;
}

const OptimiserRow& row(Optimiser optimiser)
{
    const OptimiserRow& found = kOptimisers[std::size_t(optimiser)];
    assert(found.optimiser == optimiser);
    return found;
}

} // namespace lab
