// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/geometry/conv_spec.h"
#include "core/numbers/grid.h"

#include <optional>
#include <span>
#include <string_view>

namespace lab
{

/// Ways to the same output.
enum class Path { Direct, Separable, Fft };

struct PathRow {
    Path path;
    std::string_view id;
    std::string_view label;
};
std::span<const PathRow> paths();
const PathRow& infoOf(Path path);

/// What a path is expected to cost.
struct PathChoice {
    Path path = Path::Direct;
    int fftSide = 0; ///< of the tiles, for Path::Fft
    double nanoseconds = 0; ///< on one thread of the machine that the table of costs was measured on
};

/// The cheapest path for an output (or a region of one) of this shape, by the table of costs in path.cpp. Separable
/// is for kernels of numerical rank one only, FFT for finite kernels only; whether the input is finite is not looked
/// at.
PathChoice pathFor(Shape output, GridView<float> kernel, const Geometry& geometry);

/// What `path` would cost; nothing where it cannot serve: a kernel that has not rank one, or windows longer than
/// tiles.
std::optional<PathChoice> costOf(Path path, Shape output, GridView<float> kernel, const Geometry& geometry);

} // namespace lab
