// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>

namespace lab
{

/// sums[k] = Σ x[j]·others[k][j] over j < n, in double.
void dotRows(const double* x, std::span<const double* const> others, int n, double* sums);

/// sums[i] += Σ factors[j]·rows[j·pitch + i] over all factors, i < n, in double: a symmetric matrix times a vector.
void combineRows(const double* rows, std::ptrdiff_t pitch, std::span<const double> factors, int n, double* sums);

} // namespace lab
