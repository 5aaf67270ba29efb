// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/grid.h"

#include <cstddef>
#include <span>
#include <vector>

namespace lab
{

/// One epoch: where it began, what it measured there, and where its update led.
struct EpochRecord {
    int epoch = 0; ///< from 1
    double sumOfSquares = 0; ///< before the update
    double loss = 0; ///< sum or mean, before the update
    Grid64 kernelGradient; ///< ∂loss/∂K before the update
    double biasGradient = 0;
    Grid64 kernel; ///< after the update
    double bias = 0;
};

/// Every epoch of a run, exactly, so that each can be gone back to and gone on from. Side by side in a few pieces of
/// memory: 8·(2 + memories)·(weights + 1) bytes an epoch and a few more.
class History
{
public:
    History() = default;
    /// `memory`: numbers that the optimiser remembers.
    History(Shape kernel, std::size_t memory)
        : m_kernel(kernel), m_parameters(std::size_t(kernel.cells()) + 1), m_memory(memory)
    {
    }

    std::size_t size() const { return m_losses.size(); }
    bool empty() const { return m_losses.empty(); }
    /// Epoch i + 1; i < size().
    EpochRecord operator[](std::size_t i) const;
    EpochRecord front() const { return (*this)[0]; }
    EpochRecord back() const { return (*this)[size() - 1]; }
    /// Of each epoch, before its update.
    std::span<const double> losses() const { return m_losses; }
    std::span<const double> sums() const { return m_sums; }
    /// After the update of epoch i + 1: the weights in row-major order, then the bias.
    std::span<const double> parameters(std::size_t i) const { return rowOf(i, 0, m_parameters); }
    /// ∂loss of the parameters before the update of epoch i + 1.
    std::span<const double> gradient(std::size_t i) const { return rowOf(i, m_parameters, m_parameters); }
    /// What the optimiser remembers after epoch i + 1.
    std::span<const double> memory(std::size_t i) const { return rowOf(i, 2 * m_parameters, m_memory); }
    Grid64 kernel(std::size_t i) const { return kernelOf(parameters(i)); }
    double bias(std::size_t i) const { return parameters(i).back(); }
    std::size_t bytes() const { return m_rows.capacity() * sizeof(double); }

    void append(double sumOfSquares, double loss, std::span<const double> parameters,
                std::span<const double> gradient, std::span<const double> memory);
    /// Appends the epochs of a longer history of the same run that are not here yet.
    void follow(const History& longer);
    /// Forgets all but the first `epochs`.
    void truncate(std::size_t epochs);

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
    Iterator begin() const { return {*this, 0}; }
    Iterator end() const { return {*this, size()}; }

private:
    std::size_t width() const { return 2 * m_parameters + m_memory; }
    std::span<const double> rowOf(std::size_t i, std::size_t from, std::size_t count) const
    {
        return std::span(m_rows).subspan(i * width() + from, count);
    }
    Grid64 kernelOf(std::span<const double> parameters) const;

    Shape m_kernel;
    std::size_t m_parameters = 1;
    std::size_t m_memory = 0;
    std::vector<double> m_sums, m_losses;
    std::vector<double> m_rows; ///< parameters, gradient, memory of each epoch
};

} // namespace lab
