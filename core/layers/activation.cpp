// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/activation.h"

#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>

namespace lab
{

namespace
{

constexpr std::array kActivations{
    ActivationRow{Activation::None, "none", "None", "v", [](double v) { return v; }, [](double) { return 1.0; }},
    ActivationRow{Activation::Relu, "relu", "ReLU", "max(0, v)", [](double v) { return v < 0 ? 0 : v; },
                  [](double y) { return y > 0 ? 1.0 : 0.0; }},
    ActivationRow{Activation::Tanh, "tanh", "tanh", "tanh v", [](double v) { return std::tanh(v); },
                  [](double y) { return 1 - y * y; }},
    ActivationRow{Activation::Sigmoid, "sigmoid", "sigmoid", "1 / (1 + e⁻ᵛ)",
                  [](double v) { return 1 / (1 + std::exp(-v)); }, [](double y) { return y * (1 - y); }},
};

} // namespace

std::span<const ActivationRow> activations()
{
    return kActivations;
}

const ActivationRow& infoOf(Activation activation)
{
    const ActivationRow& found = kActivations[std::size_t(activation)];
    assert(found.activation == activation);
    return found;
}

} // namespace lab
