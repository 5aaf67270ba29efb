// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <span>
#include <string>
#include <type_traits>

namespace lab
{

/// Numbers as the bytes of a file hold them.

/// The bytes of a number as this machine wants them.
template <class Raw>
Raw loadRaw(const char* from, bool swap)
{
    std::array<char, sizeof(Raw)> bytes;
    std::memcpy(bytes.data(), from, sizeof(Raw));
    if (swap)
        std::reverse(bytes.begin(), bytes.end());
    return std::bit_cast<Raw>(bytes);
}

/// IEEE 754 half precision.
struct RawHalf {
    std::uint16_t bits;
    explicit operator float() const
    {
        const int exponent = bits >> 10 & 31;
        const float fraction = float(bits & 1023);
        const float size = exponent == 31  ? (bits & 1023 ? std::numeric_limits<float>::quiet_NaN()
                                                          : std::numeric_limits<float>::infinity())
                           : exponent == 0 ? std::ldexp(fraction, -24)
                                           : std::ldexp(fraction + 1024, exponent - 25);
        return bits & 0x8000 ? -size : size;
    }
};

/// The upper half of a single precision number.
struct RawBrainFloat {
    std::uint16_t bits;
    explicit operator float() const { return std::bit_cast<float>(std::uint32_t(bits) << 16U); }
};

struct RawBool {
    std::uint8_t byte;
    explicit operator float() const { return byte ? 1.0F : 0.0F; }
};

/// Numbers that lie `step` bytes apart, in double: of all types but the integers of 8 bytes without rounding.
template <class Raw>
void readDoubles(const char* from, std::ptrdiff_t step, bool swap, std::span<double> to)
{
    for (double& cell : to) {
        const Raw raw = loadRaw<Raw>(from, swap);
        if constexpr (std::is_arithmetic_v<Raw>)
            cell = static_cast<double>(raw);
        else
            cell = double(static_cast<float>(raw));
        from += step;
    }
}

/// Little-endian bytes of a number behind the others.
template <class Raw>
void appendRaw(std::string& bytes, Raw number)
{
    auto raw = std::bit_cast<std::array<char, sizeof(Raw)>>(number);
    if constexpr (std::endian::native == std::endian::big)
        std::reverse(raw.begin(), raw.end());
    bytes.append(raw.data(), raw.size());
}

/// Numbers in single precision, each the nearest, or as they are.
inline void appendFloats(std::string& bytes, std::span<const double> numbers, bool inDouble)
{
    bytes.reserve(bytes.size() + numbers.size() * (inDouble ? sizeof(double) : sizeof(float)));
    for (const double number : numbers)
        if (inDouble)
            appendRaw(bytes, number);
        else
            appendRaw(bytes, static_cast<float>(number));
}

} // namespace lab
