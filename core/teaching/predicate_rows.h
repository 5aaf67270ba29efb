// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/geometry/conv_spec.h"
#include "core/session/session.h"
#include "core/teaching/filled.h"
#include "core/teaching/predicate.h"

namespace lab
{

/// The rows of predicates(), by what they look at, and what their checks share.

std::span<const PredicateRow> kernelPredicates();
std::span<const PredicateRow> formPredicates();
std::span<const PredicateRow> inputPredicates();
std::span<const PredicateRow> outputPredicates();

inline constexpr double kBuildTolerance = 1e-6;

/// Outcomes of any predicate.
inline constexpr std::string_view kNoOutput = "no-output", kPools = "pools";

/// What the focused layer sees of the first plane, in double.
Grid64 layerInput(const Session& session, std::span<const Geometry> geometries);
/// What it makes of this.
Grid64 layerOutput(const Session& session, std::span<const Geometry> geometries);
/// Σ|w| of the focused layer's weights; 1 for a pooling.
double weightMagnitude(const Layer& layer);
double largestMagnitude(const Grid64& grid);

inline Spot weightSpot(const Session& session, int row, int col)
{
    return {Spot::Part::Kernel, session.focus, row, col};
}
inline Spot inputSpot(int row, int col)
{
    return {Spot::Part::Map, 0, row, col};
}
inline Spot outputSpot(const Session& session, int row, int col)
{
    return {Spot::Part::Map, session.focus + 1, row, col};
}

} // namespace lab
