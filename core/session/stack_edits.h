// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layers/architectures.h"

#include <optional>

namespace lab
{

struct Session;

// What can be done to the stack of a session, as functions from a session to another; the focus goes with the layer
// that was made or moved. Whether the result fits its input, resolve() says.

/// A layer of the kind that fits on a map: a 3×3 mean, or a 2×2 pooling with stride 2, cut to the map where that is
/// smaller.
Layer newLayer(LayerKind kind, Shape map);

/// `grid` with another shape: what fits stays in the upper left, new cells are zero.
Grid resized(const Grid& grid, Shape shape);
/// Kernels and windows of poolings cut, where they are too large for the input, to what fits; the rest as it was.
/// None where that is not enough.
std::optional<Session> withWindowsThatFit(Session session);

Session withLayer(Session session, std::size_t place, Layer layer); ///< place ≤ layers
Session withoutLayer(Session session, std::size_t place); ///< of two layers or more
Session withLayerMoved(Session session, std::size_t from, std::size_t to);
/// The two layers from `first` on replaced by one.
Session withLayersJoined(Session session, std::size_t first, Layer one);
/// All layers of an architecture, on an input of its size: the present one where that fits, else a zone plate.
Session withArchitecture(Session session, const Architecture& architecture);

} // namespace lab
