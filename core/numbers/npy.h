// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/grid.h"
#include "core/numbers/result.h"
#include "core/numbers/tensor.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lab
{

/// NumPy's file format (numpy.lib.format, versions 1 to 3).

/// True when the bytes begin with NumPy's magic.
bool isNpy(std::string_view bytes);

struct NpyArray {
    std::vector<Grid> planes; ///< 1 or 3
    bool alphaLeftOut = false; ///< there was a fourth
};

/// The planes of an array: shape () or (n) is one row, (r, c) one plane, (1|3, r, c) and (r, c, 1|3|4) planes.
/// Types: bool, signed and unsigned integers of 1 to 8 bytes, float16/32/64; both byte orders, C and Fortran
/// order. Everything is converted to float32. Errors: NotNpy, NpyHeader, NpyType, NpyShape, NpyTruncated,
/// NumberTooLarge, TooLarge, OutOfMemory, EmptyInput.
Result<NpyArray> arrayFromNpy(std::string_view bytes);
/// Its planes alone.
Result<std::vector<Grid>> planesFromNpy(std::string_view bytes);

/// Version 1.0, little-endian float32 or float64, C order: (rows, cols), or (3, rows, cols) for three planes.
std::string npyFromPlanes(std::span<const Grid> planes);
std::string npyFromPlanes(std::span<const Grid64> planes);

/// What the header says: type and shape, no name. `beginning`: of the file; its numbers need not be there. Errors:
/// NotNpy, NpyHeader.
Result<TensorFacts> npyFacts(std::string_view beginning);

/// The array as it is, in double, for every type and order that arrayFromNpy() reads and any number of axes; it may
/// be empty. The size is checked before memory is taken. Errors: NotNpy, NpyHeader, NpyType, NpyShape (more axes than
/// NumPy has, or beyond 64 bits), NpyTruncated, OutOfMemory.
Result<Tensor> tensorFromNpy(std::string_view bytes);

/// Version 1.0, little-endian, C order: float32, or float64 if `inDouble`.
std::string npyFromTensor(const Tensor& tensor, bool inDouble);

} // namespace lab
