// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace lab
{

/// sums[k] = Σ x[j]·others[k][j] over j < n, in double.
void dotRows(const double* x, std::span<const double* const> others, int n, double* sums);

} // namespace lab
