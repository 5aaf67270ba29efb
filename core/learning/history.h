// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/grid.h"

#include <cstddef>
#include <span>
#include <vector>

namespace lab
{

/// Epoch n is the n-th pass: it measures the loss and the gradient of the kernel after n − 1 updates, and makes the
/// n-th update. So its loss is not that of the kernel it led to; Trainer::loss() is.
struct EpochRecord {
    int epoch = 0; ///< n, from 1
    double sumOfSquares = 0; ///< before the update
    double loss = 0; ///< sum or mean, before the update
    Grid64 kernelGradient; ///< ∂loss/∂K before the update
    double biasGradient = 0;
    Grid64 kernel; ///< after the update
    double bias = 0;
};

/// A run: of every epoch its losses and its rate (some 16 bytes), and of every k-th and the last one what it led to,
/// exactly, so that it can be gone back to and gone on from: 8·(2 + memories)·(weights + 1) bytes each. At first each
/// is kept; where that grows beyond a budget, every second is left out and k doubles. What lies between,
/// Trainer::recordOf() finds again, to the bit.
class History
{
public:
    /// What is kept of epochs takes no more than this.
    static constexpr std::size_t kMostBytes = 256U << 20U;

    History() = default;
    /// `memory`: numbers that the optimiser remembers.
    History(Shape kernel, std::size_t memory, std::size_t mostBytes = kMostBytes)
        : m_kernel(kernel), m_parameters(std::size_t(kernel.cells()) + 1), m_memory(memory), m_mostBytes(mostBytes)
    {
    }

    std::size_t size() const { return m_losses.size(); }
    bool empty() const { return m_losses.empty(); }
    /// Of each epoch, before its update.
    std::span<const double> losses() const { return m_losses; }
    std::span<const double> sums() const { return m_sums; }
    /// The learning rate of epoch i + 1; i < size().
    double rate(std::size_t i) const;
    double largestRate() const; ///< 0 when it is empty

    /// Whether there is more of epoch i + 1 than its losses; i < size(). What follows is only of those.
    bool kept(std::size_t i) const { return (i + 1) % m_every == 0 || (i + 1 == size() && !m_last.empty()); }
    /// After how many of the first `epochs` epochs it is kept where the run stood: 0 is the start, and n > 0 the end
    /// of epoch n, at kept(n − 1). epochs ≤ size().
    std::size_t keptBefore(std::size_t epochs) const
    {
        return epochs > 0 && kept(epochs - 1) ? epochs : epochs / m_every * m_every;
    }
    EpochRecord operator[](std::size_t i) const { return record(i, parameters(i), gradient(i)); }
    EpochRecord front() const { return (*this)[0]; }
    EpochRecord back() const { return (*this)[size() - 1]; }
    /// After the update of epoch i + 1: the weights in row-major order, then the bias.
    std::span<const double> parameters(std::size_t i) const { return rowOf(i, 0, m_parameters); }
    /// ∂loss of the parameters before the update of epoch i + 1.
    std::span<const double> gradient(std::size_t i) const { return rowOf(i, m_parameters, m_parameters); }
    /// What the optimiser remembers after epoch i + 1.
    std::span<const double> memory(std::size_t i) const { return rowOf(i, 2 * m_parameters, m_memory); }
    Grid64 kernel(std::size_t i) const { return kernelOf(parameters(i)); }
    double bias(std::size_t i) const { return parameters(i).back(); }

    /// Epoch i + 1, kept or not, where it is known elsewhere what it led to.
    EpochRecord record(std::size_t i, std::span<const double> parameters, std::span<const double> gradient) const;

    /// Where an epoch led to, and what it went by.
    struct Row {
        std::span<const double> parameters, gradient, memory;
    };
    void append(double sumOfSquares, double loss, double rate, const Row& row);
    /// Appends the epochs of a longer history of the same run that are not here yet, and keeps what that one keeps.
    void follow(const History& longer);
    /// Forgets all but the first `epochs`. The last of them may be one that is not kept; until keepLast() it is not.
    void truncate(std::size_t epochs);
    void keepLast(const Row& row);

    class Iterator
    {
    public:
        Iterator(const History& history, std::size_t i) : m_history(&history), m_i(i) {}
        EpochRecord operator*() const { return (*m_history)[m_i]; }
        Iterator& operator++()
        {
            ++m_i;
            return *this;
        }
        bool operator==(const Iterator&) const = default;

    private:
        const History* m_history;
        std::size_t m_i;
    };
    /// For a run of which each epoch is kept.
    Iterator begin() const { return {*this, 0}; }
    Iterator end() const { return {*this, size()}; }

private:
    /// The rate from the epoch after `epochs` on.
    struct RateFrom {
        std::size_t epochs;
        double rate;
    };

    std::size_t width() const { return 2 * m_parameters + m_memory; }
    std::span<const double> rowOf(std::size_t i, std::size_t from, std::size_t count) const
    {
        assert(kept(i));
        const std::span<const double> row =
            (i + 1) % m_every == 0 ? std::span(m_rows).subspan(((i + 1) / m_every - 1) * width(), width())
                                   : std::span(m_last);
        return row.subspan(from, count);
    }
    Grid64 kernelOf(std::span<const double> parameters) const;
    void thin();

    Shape m_kernel;
    std::size_t m_parameters = 1;
    std::size_t m_memory = 0;
    std::size_t m_mostBytes = kMostBytes;
    std::vector<double> m_sums, m_losses;
    std::vector<RateFrom> m_rates; ///< where it changes, ascending
    std::size_t m_every = 1; ///< k
    std::vector<double> m_rows; ///< parameters, gradient, memory of every k-th epoch
    std::vector<double> m_last; ///< the same of the last epoch, where it is no k-th
};

} // namespace lab
