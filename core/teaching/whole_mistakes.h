// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/teaching/alternatives.h"
#include "core/teaching/asked.h"

#include <span>
#include <vector>

namespace lab
{

/// Mistakes in rows, maps and lists of cells as wholes.
std::span<const Mistake> wholeMistakes();

/// Of an output cell of a convolution or a pooling.
std::vector<Alternative> cellAlternatives(const AskedLayer& asked, OutputCell cell);
/// Of a convolution's.
std::vector<AlternativePair> cellPairs(const AskedLayer& asked, OutputCell cell);

std::vector<Alternative> rowAlternatives(const AskedLayer& asked, int row);
std::vector<Alternative> mapAlternatives(const AskedLayer& asked);
/// Of a question for cells that has an answer.
std::vector<Alternative> listAlternatives(const Session& session, const Question& question);

} // namespace lab
