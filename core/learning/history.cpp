// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning/history.h"

#include <algorithm>
#include <iterator>

namespace lab
{

Grid64 History::kernelOf(std::span<const double> parameters) const
{
    auto kernel = Grid64::uninitialised(m_kernel);
    std::copy_n(parameters.begin(), kernel.size(), kernel.cells().begin());
    return kernel;
}

EpochRecord History::record(std::size_t i, std::span<const double> parameters, std::span<const double> gradient) const
{
    assert(i < size());
    return {.epoch = int(i) + 1,
            .sumOfSquares = m_sums[i],
            .loss = m_losses[i],
            .kernelGradient = kernelOf(gradient),
            .biasGradient = gradient.back(),
            .kernel = kernelOf(parameters),
            .bias = parameters.back()};
}

double History::rate(std::size_t i) const
{
    assert(i < size());
    const auto next = std::upper_bound(m_rates.begin(), m_rates.end(), i,
                                       [](std::size_t at, const RateFrom& from) { return at < from.epochs; });
    return std::prev(next)->rate;
}

double History::largestRate() const
{
    double largest = 0;
    for (const RateFrom& from : m_rates)
        largest = std::max(largest, from.rate);
    return largest;
}

void History::append(double sumOfSquares, double loss, double rate, const Row& row)
{
    if (m_rates.empty() || !sameNumber(m_rates.back().rate, rate))
        m_rates.push_back({size(), rate});
    m_sums.push_back(sumOfSquares);
    m_losses.push_back(loss);
    m_last.clear();
    keepLast(row);
    if (m_rows.size() * sizeof(double) > m_mostBytes)
        thin();
}

void History::keepLast(const Row& row)
{
    assert(row.parameters.size() == m_parameters && row.gradient.size() == m_parameters &&
           row.memory.size() == m_memory);
    if (kept(size() - 1) && m_rows.size() == size() / m_every * width())
        return;
    std::vector<double>& to = size() % m_every == 0 ? m_rows : m_last;
    for (const auto part : {row.parameters, row.gradient, row.memory})
        to.insert(to.end(), part.begin(), part.end());
}

/// Leaves out every second row; the last epoch stays.
void History::thin()
{
    const std::size_t rows = m_rows.size() / width();
    const auto row = [this](std::size_t r) { return m_rows.begin() + std::ptrdiff_t(r * width()); };
    if (rows % 2 == 1 && rows * m_every == size())
        m_last.assign(row(rows - 1), row(rows));
    for (std::size_t r = 1; r < rows; r += 2)
        std::copy(row(r), row(r + 1), row(r / 2));
    m_rows.resize(rows / 2 * width());
    m_every *= 2;
}

void History::follow(const History& longer)
{
    assert(longer.width() == width() && longer.size() >= size() && longer.m_every >= m_every);
    const auto add = [](auto& to, const auto& from) {
        to.insert(to.end(), from.begin() + std::ptrdiff_t(to.size()), from.end());
    };
    while (m_every < longer.m_every)
        thin();
    add(m_sums, longer.m_sums);
    add(m_losses, longer.m_losses);
    add(m_rates, longer.m_rates);
    add(m_rows, longer.m_rows);
    m_last = longer.m_last;
}

void History::truncate(std::size_t epochs)
{
    if (epochs >= size())
        return;
    m_sums.resize(epochs);
    m_losses.resize(epochs);
    std::erase_if(m_rates, [epochs](const RateFrom& from) { return from.epochs >= epochs; });
    m_rows.resize(epochs / m_every * width());
    m_last.clear();
}

} // namespace lab
