// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning/history.h"

#include <algorithm>

namespace lab
{

Grid64 History::kernelOf(std::span<const double> parameters) const
{
    auto kernel = Grid64::uninitialised(m_kernel);
    std::copy_n(parameters.begin(), kernel.size(), kernel.cells().begin());
    return kernel;
}

EpochRecord History::operator[](std::size_t i) const
{
    assert(i < size());
    return {.epoch = int(i) + 1,
            .sumOfSquares = m_sums[i],
            .loss = m_losses[i],
            .kernelGradient = kernelOf(gradient(i)),
            .biasGradient = gradient(i).back(),
            .kernel = kernel(i),
            .bias = bias(i)};
}

void History::append(double sumOfSquares, double loss, std::span<const double> parameters,
                     std::span<const double> gradient, std::span<const double> memory)
{
    assert(parameters.size() == m_parameters && gradient.size() == m_parameters && memory.size() == m_memory);
    m_sums.push_back(sumOfSquares);
    m_losses.push_back(loss);
    for (const auto part : {parameters, gradient, memory})
        m_rows.insert(m_rows.end(), part.begin(), part.end());
}

void History::follow(const History& longer)
{
    assert(longer.width() == width() && longer.size() >= size());
    const auto add = [](std::vector<double>& to, const std::vector<double>& from) {
        to.insert(to.end(), from.begin() + std::ptrdiff_t(to.size()), from.end());
    };
    add(m_sums, longer.m_sums);
    add(m_losses, longer.m_losses);
    add(m_rows, longer.m_rows);
}

void History::truncate(std::size_t epochs)
{
    if (epochs >= size())
        return;
    m_sums.resize(epochs);
    m_losses.resize(epochs);
    m_rows.resize(epochs * width());
}

} // namespace lab
