// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace lab
{

/// What is made of a convolution's sum as a last step.
enum class Activation { None, Relu, Tanh, Sigmoid };

struct ActivationRow {
    Activation activation;
    std::string_view id; ///< in files
    std::string_view label;
    std::string_view formula; ///< of the sum v
    double (*apply)(double v); ///< not a number stays not a number
    /// The derivative where apply() has come to `y`; of ReLU 0 in its corner, as in PyTorch.
    double (*slopeAt)(double y);
};

std::span<const ActivationRow> activations();
const ActivationRow& infoOf(Activation activation);

} // namespace lab
