// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace lab
{

/// An array of any number of axes; what its axes mean is not known here. The last one is the fastest.
struct Tensor {
    std::vector<std::uint64_t> shape; ///< of no axes: one number
    std::vector<double> cells; ///< as many as cellsOf(shape)
};

struct NamedTensor {
    std::string name;
    Tensor tensor;
};

/// What a file says of an array before it is read.
struct TensorFacts {
    std::string name;
    std::string type; ///< of its numbers, as the format calls it
    std::vector<std::uint64_t> shape;
    bool operator==(const TensorFacts&) const = default;
};

/// The product of all sizes; none beyond 64 bits.
std::optional<std::uint64_t> cellsOf(std::span<const std::uint64_t> shape);

/// Whether every number of all arrays is a float too, so that nothing is lost in single precision. NaN is one.
bool areSingle(std::span<const NamedTensor> tensors);

} // namespace lab
