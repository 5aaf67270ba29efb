// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/grid.h"

#include <cassert>
#include <cstdint>
#include <initializer_list>
#include <random>

namespace lab
{

/// Whole numbers drawn from a seed that a person can write down: the same everywhere, which the distributions of the
/// standard library are not. Its generator is, by the C++ standard.
class Draws
{
public:
    explicit Draws(std::uint64_t seed) : m_generator(seed) {}

    /// low ≤ result ≤ high, each as likely as the others: 64 bits are drawn again as long as they lie above the last
    /// whole multiple of their number.
    int whole(int low, int high);
    int notZero(int low, int high); ///< the same without 0
    Grid64 grid(Shape shape, int low, int high);
    Grid64 gridNotZero(Shape shape, int low, int high);
    template <class T>
    T oneOf(std::initializer_list<T> choices)
    {
        return choices.begin()[whole(0, int(choices.size()) - 1)];
    }

private:
    std::mt19937_64 m_generator;
};

} // namespace lab
