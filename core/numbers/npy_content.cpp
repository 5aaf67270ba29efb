// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/npy_content.h"

#include "core/numbers/array_layout.h"
#include "core/numbers/npy.h"
#include "core/numbers/number_text.h"
#include "core/numbers/raw_numbers.h"
#include "core/numbers/tensor.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <limits>
#include <optional>

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

/// Cells that lie `step` bytes apart, as floats. Answers how many could be read: all, or those before one that is too
/// large for a float.
template <class Raw>
std::size_t readCells(const char* from, std::ptrdiff_t step, bool swap, std::span<float> to)
{
    for (std::size_t i = 0; i < to.size(); ++i) {
        const Raw raw = loadRaw<Raw>(from, swap);
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

/// A type by NumPy's kind and size.
template <class Raw>
constexpr NpyType npyTypeOf(std::string_view id)
{
    return {id, sizeof(Raw), readCells<Raw>, readDoubles<Raw>};
}

constexpr std::array kTypes{
    npyTypeOf<RawBool>("b1"),       npyTypeOf<std::int8_t>("i1"),   npyTypeOf<std::int16_t>("i2"),
    npyTypeOf<std::int32_t>("i4"),  npyTypeOf<std::int64_t>("i8"),  npyTypeOf<std::uint8_t>("u1"),
    npyTypeOf<std::uint16_t>("u2"), npyTypeOf<std::uint32_t>("u4"), npyTypeOf<std::uint64_t>("u8"),
    npyTypeOf<RawHalf>("f2"),       npyTypeOf<float>("f4"),         npyTypeOf<double>("f8"),
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

const NpyType* typeOf(std::string_view descr)
{
    if (descr.size() != 3 || std::string_view("<>=|").find(descr[0]) == std::string_view::npos)
        return nullptr;
    const auto found =
        std::find_if(kTypes.begin(), kTypes.end(), [&](const NpyType& t) { return t.id == descr.substr(1); });
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

Result<std::pair<Header, std::size_t>> headerIn(std::string_view bytes)
{
    const auto found = headerOf(bytes);
    if (!found)
        return found.error();
    auto header = HeaderReader(found->first).read();
    if (!header)
        return header.error();
    return std::pair{std::move(*header), found->second};
}

} // namespace

bool isNpy(std::string_view bytes)
{
    return bytes.starts_with(kMagic);
}

Result<TensorFacts> npyFacts(std::string_view beginning)
{
    const auto found = headerIn(beginning);
    if (!found)
        return found.error();
    return TensorFacts{{}, found->first.descr, *found->first.shape};
}

Result<NpyContent> npyContent(std::string_view bytes)
{
    const auto found = headerIn(bytes);
    if (!found)
        return found.error();
    const auto& [header, begin] = *found;
    const NpyType* const type = typeOf(header.descr);
    if (!type)
        return Error{ErrorCode::NpyType, {excerpt(header.descr)}};
    auto factors = *header.shape;
    factors.push_back(type->bytes);
    const auto promised = cellsOf(factors);
    const std::size_t there = bytes.size() - begin;
    if (header.shape->size() > kMostAxes || !promised)
        return Error{ErrorCode::NpyShape, {shapeText(*header.shape)}};
    if (*promised > there)
        return Error{ErrorCode::NpyTruncated, {std::to_string(*promised), std::to_string(there)}};
    return NpyContent{type, swapped(header.descr[0]), *header.fortran, *header.shape, bytes.substr(begin)};
}

std::string npyHead(std::size_t floatBytes, std::span<const std::uint64_t> shape)
{
    std::string header = "{'descr': '<f" + std::to_string(floatBytes) + "', 'fortran_order': False, 'shape': (";
    for (std::size_t axis = 0; axis < shape.size(); ++axis)
        header += (axis > 0 ? ", " : "") + std::to_string(shape[axis]);
    header += shape.size() == 1 ? ",), }" : "), }";
    const std::size_t before = kVersionEnd + 2;
    header.append(kAlignment - (before + header.size() + 1) % kAlignment, ' ');
    header += '\n';

    std::string bytes(kMagic);
    bytes += {'\1', '\0', char(header.size() & 255), char(header.size() >> 8)};
    return bytes + header;
}

} // namespace lab
