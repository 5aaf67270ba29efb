// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/npy.h"

#include "core/numbers/array_layout.h"
#include "core/numbers/number_text.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>
#include <span>

namespace lab
{

namespace
{

constexpr std::string_view kMagic = "\x93NUMPY";
constexpr std::size_t kVersionEnd = 8; ///< magic, major, minor
constexpr std::size_t kAlignment = 64; ///< of the data, from version 1.0 on
constexpr std::size_t kMostAxes = 64; ///< of an array of NumPy 2; 32 before
constexpr std::string_view kBlanks = " \t\r\n";

Error headerError(std::string what)
{
    return {ErrorCode::NpyHeader, {std::move(what)}};
}

/// The bytes of a number as this machine wants them.
template <class Raw>
Raw load(const char* from, bool swap)
{
    std::array<char, sizeof(Raw)> bytes;
    std::memcpy(bytes.data(), from, sizeof(Raw));
    if (swap)
        std::reverse(bytes.begin(), bytes.end());
    return std::bit_cast<Raw>(bytes);
}

/// IEEE 754 half precision.
struct Half {
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

struct Bool {
    std::uint8_t byte;
    explicit operator float() const { return byte ? 1.0F : 0.0F; }
};

/// Cells that lie `step` bytes apart, as floats. Answers how many could be read: all, or those before one that is too
/// large for a float.
template <class Raw>
std::size_t readCells(const char* from, std::ptrdiff_t step, bool swap, std::span<float> to)
{
    for (std::size_t i = 0; i < to.size(); ++i) {
        const Raw raw = load<Raw>(from, swap);
        if constexpr (std::is_same_v<Raw, double>) {
            const auto cell = floatOf(raw);
            if (!cell)
                return i;
            to[i] = *cell;
        } else {
            to[i] = static_cast<float>(raw);
        }
        from += step;
    }
    return to.size();
}

struct Type {
    std::string_view id; ///< NumPy's kind and size
    std::size_t bytes;
    std::size_t (*read)(const char*, std::ptrdiff_t, bool, std::span<float>);
};

constexpr std::array kTypes{
    Type{"b1", 1, readCells<Bool>},          Type{"i1", 1, readCells<std::int8_t>},
    Type{"i2", 2, readCells<std::int16_t>},  Type{"i4", 4, readCells<std::int32_t>},
    Type{"i8", 8, readCells<std::int64_t>},  Type{"u1", 1, readCells<std::uint8_t>},
    Type{"u2", 2, readCells<std::uint16_t>}, Type{"u4", 4, readCells<std::uint32_t>},
    Type{"u8", 8, readCells<std::uint64_t>}, Type{"f2", 2, readCells<Half>},
    Type{"f4", 4, readCells<float>},         Type{"f8", 8, readCells<double>},
};

/// What the dictionary of a header says.
struct Header {
    std::string descr;
    std::optional<bool> fortran;
    std::optional<std::vector<std::uint64_t>> shape;
};

/// Reads the Python dictionary of a header: string keys; strings, True, False and tuples of numbers as values.
class HeaderReader
{
public:
    explicit HeaderReader(std::string_view text) : m_rest(text) {}

    Result<Header> read()
    {
        Header header;
        if (!take('{'))
            return headerError("no dictionary");
        while (!take('}')) {
            const auto key = string();
            if (!key || !take(':'))
                return headerError("not a dictionary of names");
            if (!readValue(*key, header))
                return headerError(excerpt(*key));
            if (!take(',') && !next('}'))
                return headerError("the dictionary has no end");
        }
        for (const auto& [name, there] : {std::pair{"descr", !header.descr.empty()},
                                          {"fortran_order", header.fortran.has_value()},
                                          {"shape", header.shape.has_value()}})
            if (!there)
                return headerError(name);
        return header;
    }

private:
    bool readValue(std::string_view key, Header& header)
    {
        if (key == "descr") {
            header.descr = next('[') ? upTo(']') : string().value_or("");
            return !header.descr.empty();
        }
        if (key == "fortran_order") {
            header.fortran = word("True") ? std::optional(true) : word("False") ? std::optional(false) : std::nullopt;
            return header.fortran.has_value();
        }
        header.shape = key == "shape" ? tuple() : std::nullopt;
        return header.shape.has_value();
    }

    void skipBlanks() { m_rest.remove_prefix(std::min(m_rest.find_first_not_of(kBlanks), m_rest.size())); }

    bool next(char c)
    {
        skipBlanks();
        return m_rest.starts_with(c);
    }

    bool take(char c)
    {
        const bool there = next(c);
        m_rest.remove_prefix(there ? 1 : 0);
        return there;
    }

    bool word(std::string_view text)
    {
        skipBlanks();
        const bool there = m_rest.starts_with(text);
        m_rest.remove_prefix(there ? text.size() : 0);
        return there;
    }

    /// A structured type, only to be named in an error.
    std::string upTo(char last)
    {
        std::string text(m_rest.substr(0, std::min(m_rest.find(last), m_rest.size() - 1) + 1));
        m_rest.remove_prefix(text.size());
        return text;
    }

    std::optional<std::string> string()
    {
        const char quote = next('"') ? '"' : '\'';
        if (!take(quote))
            return std::nullopt;
        const auto end = m_rest.find(quote);
        if (end == std::string_view::npos)
            return std::nullopt;
        std::string text(m_rest.substr(0, end));
        m_rest.remove_prefix(end + 1);
        return text;
    }

    std::optional<std::vector<std::uint64_t>> tuple()
    {
        if (!take('('))
            return std::nullopt;
        std::vector<std::uint64_t> sizes;
        while (!take(')')) {
            skipBlanks();
            std::uint64_t size = 0;
            const auto end = std::from_chars(m_rest.data(), m_rest.data() + m_rest.size(), size);
            if (end.ec != std::errc())
                return std::nullopt;
            m_rest.remove_prefix(std::size_t(end.ptr - m_rest.data()));
            word("L"); // a long of Python 2
            if (sizes.size() <= kMostAxes) // one too many tells that they are
                sizes.push_back(size);
            if (!take(',') && !next(')'))
                return std::nullopt;
        }
        return sizes;
    }

    std::string_view m_rest;
};

/// Null product: beyond 64 bits.
std::optional<std::uint64_t> product(const std::vector<std::uint64_t>& factors)
{
    std::uint64_t result = 1;
    for (const std::uint64_t factor : factors) {
        if (factor != 0 && result > std::numeric_limits<std::uint64_t>::max() / factor)
            return std::nullopt;
        result *= factor;
    }
    return result;
}

const Type* typeOf(std::string_view descr)
{
    if (descr.size() != 3 || std::string_view("<>=|").find(descr[0]) == std::string_view::npos)
        return nullptr;
    const auto found =
        std::find_if(kTypes.begin(), kTypes.end(), [&](const Type& t) { return t.id == descr.substr(1); });
    return found == kTypes.end() ? nullptr : &*found;
}

bool swapped(char order)
{
    constexpr char kForeign = std::endian::native == std::endian::little ? '>' : '<';
    return order == kForeign;
}

/// The header's text and where the data begin.
Result<std::pair<std::string_view, std::size_t>> headerOf(std::string_view bytes)
{
    if (!isNpy(bytes))
        return ErrorCode::NotNpy;
    const int major = bytes.size() > kMagic.size() ? int(bytes[kMagic.size()]) : 0;
    if (bytes.size() < kVersionEnd || major < 1 || major > 3)
        return headerError("version");
    const std::size_t lengthBytes = major == 1 ? 2 : 4;
    std::size_t length = 0;
    if (bytes.size() < kVersionEnd + lengthBytes)
        return headerError("length");
    for (std::size_t i = lengthBytes; i-- > 0;)
        length = length << 8 | std::uint8_t(bytes[kVersionEnd + i]);
    const std::size_t begin = kVersionEnd + lengthBytes;
    if (length > bytes.size() - begin)
        return headerError("length");
    return std::pair{bytes.substr(begin, length), begin + length};
}

/// The number in a cell that is too large for a float, as a person would write it.
Error tooLarge(const char* cell, bool swap, int row, std::size_t col)
{
    return {ErrorCode::NumberTooLarge,
            {std::to_string(row + 1), std::to_string(col + 1), shortest(load<double>(cell, swap))}};
}

Result<NpyArray> readPlanes(const char* data, const ArrayLayout& layout, const Type& type, bool swap)
{
    const std::ptrdiff_t bytes = std::ptrdiff_t(type.bytes);
    std::vector<Grid> planes;
    for (std::uint64_t p = 0; p < layout.planes; ++p) {
        auto plane = Grid::uninitialised({int(layout.rows), int(layout.cols)});
        const char* const first = data + std::ptrdiff_t(p) * layout.planeStep * bytes;
        for (int r = 0; r < plane.rows(); ++r) {
            const char* const row = first + r * layout.rowStep * bytes;
            const std::size_t read = type.read(row, layout.colStep * bytes, swap, plane.row(r));
            if (read < layout.cols)
                return tooLarge(row + std::ptrdiff_t(read) * layout.colStep * bytes, swap, r, read);
        }
        planes.push_back(std::move(plane));
    }
    return NpyArray{std::move(planes), layout.alphaLeftOut};
}

Result<NpyArray> read(std::string_view bytes)
{
    const auto found = headerOf(bytes);
    if (!found)
        return found.error();
    const auto header = HeaderReader(found->first).read();
    if (!header)
        return header.error();
    const Type* const type = typeOf(header->descr);
    if (!type)
        return Error{ErrorCode::NpyType, {excerpt(header->descr)}};
    if (header->shape->size() > kMostAxes)
        return Error{ErrorCode::NpyShape, {shapeText(*header->shape)}};

    auto factors = *header->shape;
    factors.push_back(type->bytes);
    const auto promised = product(factors);
    const std::size_t there = bytes.size() - found->second;
    if (!promised)
        return Error{ErrorCode::NpyShape, {shapeText(*header->shape)}};
    if (*promised == 0)
        return ErrorCode::EmptyInput;
    if (*promised > there)
        return Error{ErrorCode::NpyTruncated, {std::to_string(*promised), std::to_string(there)}};
    const auto layout = layoutOf(*header->shape, *header->fortran);
    if (!layout)
        return Error{ErrorCode::NpyShape, {shapeText(*header->shape)}};
    if (layout->rows * layout->cols > std::uint64_t(std::numeric_limits<int>::max()))
        return Error{ErrorCode::TooLarge, {std::to_string(layout->rows), std::to_string(layout->cols)}};
    return readPlanes(bytes.data() + found->second, *layout, *type, swapped(header->descr[0]));
}

template <class T>
std::string written(std::span<const BasicGrid<T>> planes)
{
    assert(planes.size() == 1 || planes.size() == 3);
    const Shape shape = planes.front().shape();
    std::string header = "{'descr': '<f" + std::to_string(sizeof(T)) + "', 'fortran_order': False, 'shape': (";
    header += planes.size() == 3 ? "3, " : "";
    header += std::to_string(shape.rows) + ", " + std::to_string(shape.cols) + "), }";
    const std::size_t before = kVersionEnd + 2;
    header.append(kAlignment - (before + header.size() + 1) % kAlignment, ' ');
    header += '\n';

    std::string bytes(kMagic);
    bytes += {'\1', '\0', char(header.size() & 255), char(header.size() >> 8)};
    bytes += header;
    bytes.reserve(bytes.size() + planes.size() * std::size_t(shape.cells()) * sizeof(T));
    for (const BasicGrid<T>& plane : planes)
        for (const T cell : plane.cells()) {
            auto raw = std::bit_cast<std::array<char, sizeof(T)>>(cell);
            if constexpr (std::endian::native == std::endian::big)
                std::reverse(raw.begin(), raw.end());
            bytes.append(raw.data(), raw.size());
        }
    return bytes;
}

} // namespace

bool isNpy(std::string_view bytes)
{
    return bytes.starts_with(kMagic);
}

Result<NpyArray> arrayFromNpy(std::string_view bytes)
{
    try {
        return read(bytes);
    } catch (const std::bad_alloc&) {
        return ErrorCode::OutOfMemory;
    }
}

Result<std::vector<Grid>> planesFromNpy(std::string_view bytes)
{
    auto array = arrayFromNpy(bytes);
    return array ? Result<std::vector<Grid>>(std::move(array->planes)) : array.error();
}

std::string npyFromPlanes(std::span<const Grid> planes)
{
    return written(planes);
}

std::string npyFromPlanes(std::span<const Grid64> planes)
{
    return written(planes);
}

} // namespace lab
