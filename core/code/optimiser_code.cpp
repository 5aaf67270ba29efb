// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/code/optimiser_code.h"

#include <array>
#include <cassert>
#include <cstddef>

namespace lab
{

namespace
{

using Texts = std::string_view;

constexpr std::array<Texts, 1> kVelocity{"velocity"};
constexpr std::array<Texts, 1> kSquare{"square"};
constexpr std::array<Texts, 2> kMeanAndSquare{"mean", "square"};

constexpr std::array<Texts, 1> kDescentNumpy{"theta = theta - rate * gradient"};
constexpr std::array<Texts, 2> kMomentumNumpy{"velocity = 0.9 * velocity + gradient",
                                              "theta = theta - rate * velocity"};
constexpr std::array<Texts, 2> kNesterovNumpy{"velocity = 0.9 * velocity + gradient",
                                              "theta = theta - rate * (gradient + 0.9 * velocity)"};
constexpr std::array<Texts, 2> kRmsNumpy{"square = 0.99 * square + (1 - 0.99) * gradient**2",
                                         "theta = theta - rate * gradient / (np.sqrt(square) + 1e-8)"};
constexpr std::array<Texts, 2> kAdagradNumpy{"square = square + gradient**2",
                                             "theta = theta - rate * gradient / (np.sqrt(square) + 1e-10)"};
constexpr std::array<Texts, 4> kAdamNumpy{
    "mean = 0.9 * mean + (1 - 0.9) * gradient", "square = 0.999 * square + (1 - 0.999) * gradient**2",
    "root = np.sqrt(square / (1 - 0.999**n)) + 1e-8", "theta = theta - rate * mean / (1 - 0.9**n) / root"};

constexpr std::array<Texts, 1> kDescentCpp{"theta[t] -= rate * gradient[t];"};
constexpr std::array<Texts, 2> kMomentumCpp{"velocity[t] = 0.9 * velocity[t] + gradient[t];",
                                            "theta[t] -= rate * velocity[t];"};
constexpr std::array<Texts, 2> kNesterovCpp{"velocity[t] = 0.9 * velocity[t] + gradient[t];",
                                            "theta[t] -= rate * (gradient[t] + 0.9 * velocity[t]);"};
constexpr std::array<Texts, 2> kRmsCpp{"square[t] = 0.99 * square[t] + (1 - 0.99) * gradient[t] * gradient[t];",
                                       "theta[t] -= rate * gradient[t] / (std::sqrt(square[t]) + 1e-8);"};
constexpr std::array<Texts, 2> kAdagradCpp{"square[t] += gradient[t] * gradient[t];",
                                           "theta[t] -= rate * gradient[t] / (std::sqrt(square[t]) + 1e-10);"};
constexpr std::array<Texts, 4> kAdamCpp{"mean[t] = 0.9 * mean[t] + (1 - 0.9) * gradient[t];",
                                        "square[t] = 0.999 * square[t] + (1 - 0.999) * gradient[t] * gradient[t];",
                                        "const double root = std::sqrt(square[t] / (1 - std::pow(0.999, n))) + 1e-8;",
                                        "theta[t] -= rate * mean[t] / (1 - std::pow(0.9, n)) / root;"};

constexpr std::array kOptimiserCodes{
    OptimiserCode{Optimiser::GradientDescent, "SGD", "", {}, kDescentNumpy, kDescentCpp},
    OptimiserCode{Optimiser::Momentum, "SGD", ", momentum=0.9", kVelocity, kMomentumNumpy, kMomentumCpp},
    OptimiserCode{Optimiser::Nesterov, "SGD", ", momentum=0.9, nesterov=True", kVelocity, kNesterovNumpy,
                  kNesterovCpp},
    OptimiserCode{Optimiser::RmsProp, "RMSprop", "", kSquare, kRmsNumpy, kRmsCpp},
    OptimiserCode{Optimiser::Adagrad, "Adagrad", "", kSquare, kAdagradNumpy, kAdagradCpp},
    OptimiserCode{Optimiser::Adam, "Adam", "", kMeanAndSquare, kAdamNumpy, kAdamCpp},
};

} // namespace

const OptimiserCode& codeOf(Optimiser optimiser)
{
    const OptimiserCode& found = kOptimiserCodes[std::size_t(optimiser)];
    assert(found.optimiser == optimiser);
    return found;
}

} // namespace lab
