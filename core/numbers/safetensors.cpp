// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/safetensors.h"

#include "core/numbers/array_layout.h"
#include "core/numbers/number_text.h"
#include "core/numbers/raw_numbers.h"
#include "core/numbers/safetensors_json.h"
#include "core/numbers/text_bytes.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <new>
#include <numeric>
#include <set>

namespace lab
{

namespace
{

constexpr std::size_t kLengthBytes = 8;
constexpr std::string_view kMetadata = "__metadata__"; ///< a member of the header that is no array
constexpr std::size_t kMostTensorAxes = 64; ///< as of NumPy

using Part = SafetensorsFile::Part;

struct SafetensorsType {
    std::string_view id;
    std::size_t bytes;
    void (*read)(const char*, std::ptrdiff_t, bool, std::span<double>);
};

template <class Raw>
constexpr SafetensorsType safetensorsTypeOf(std::string_view id)
{
    return {id, sizeof(Raw), readDoubles<Raw>};
}

constexpr std::array kSafetensorsTypes{
    safetensorsTypeOf<RawBool>("BOOL"),       safetensorsTypeOf<std::int8_t>("I8"),
    safetensorsTypeOf<std::uint8_t>("U8"),    safetensorsTypeOf<std::int16_t>("I16"),
    safetensorsTypeOf<std::uint16_t>("U16"),  safetensorsTypeOf<RawHalf>("F16"),
    safetensorsTypeOf<RawBrainFloat>("BF16"), safetensorsTypeOf<std::int32_t>("I32"),
    safetensorsTypeOf<std::uint32_t>("U32"),  safetensorsTypeOf<float>("F32"),
    safetensorsTypeOf<std::int64_t>("I64"),   safetensorsTypeOf<std::uint64_t>("U64"),
    safetensorsTypeOf<double>("F64"),
};

const SafetensorsType* typeNamed(std::string_view id)
{
    const auto found = std::find_if(kSafetensorsTypes.begin(), kSafetensorsTypes.end(),
                                    [&](const SafetensorsType& type) { return type.id == id; });
    return found == kSafetensorsTypes.end() ? nullptr : &*found;
}

Error about(ErrorCode code, const std::string& name, std::initializer_list<std::string> more)
{
    Error error{code, {excerpt(name)}};
    error.arguments.insert(error.arguments.end(), more.begin(), more.end());
    return error;
}

std::uint64_t lengthIn(std::string_view bytes)
{
    std::uint64_t length = 0;
    for (std::size_t i = kLengthBytes; i-- > 0;)
        length = length << 8U | std::uint8_t(bytes[i]);
    return length;
}

/// "[2, 3]"; at most one axis more than there may be is kept.
std::optional<std::vector<std::uint64_t>> wholesIn(SafetensorsJson& json)
{
    if (!json.take('['))
        return std::nullopt;
    std::vector<std::uint64_t> numbers;
    if (json.take(']'))
        return numbers;
    do {
        const auto number = json.whole();
        if (!number)
            return std::nullopt;
        if (numbers.size() <= kMostTensorAxes)
            numbers.push_back(*number);
    } while (json.take(','));
    return json.take(']') ? std::optional(numbers) : std::nullopt;
}

/// {"dtype": …, "shape": […], "data_offsets": [begin, end]}, in any order; what else is in it means nothing here.
std::optional<Part> partIn(SafetensorsJson& json, std::string name)
{
    std::optional<std::string> type;
    std::optional<std::vector<std::uint64_t>> shape, offsets;
    if (!json.take('{'))
        return std::nullopt;
    do {
        const auto key = json.string();
        if (!key || !json.take(':'))
            return std::nullopt;
        const bool again =
            (*key == "dtype" && type) || (*key == "shape" && shape) || (*key == "data_offsets" && offsets);
        const bool read = again                    ? false
                          : *key == "dtype"        ? (type = json.string()).has_value()
                          : *key == "shape"        ? (shape = wholesIn(json)).has_value()
                          : *key == "data_offsets" ? (offsets = wholesIn(json)).has_value()
                                                   : json.skipValue();
        if (!read)
            return std::nullopt;
    } while (json.take(','));
    if (!type || !shape || !offsets || offsets->size() != 2 || !json.take('}'))
        return std::nullopt;
    return Part{{std::move(name), *type, *shape}, (*offsets)[0], (*offsets)[1]};
}

Result<std::vector<Part>> partsIn(std::string_view header)
{
    SafetensorsJson json(header);
    const auto broken = [&] {
        return Error{ErrorCode::SafetensorsJson, {std::to_string(kLengthBytes + json.place())}};
    };
    std::vector<Part> parts;
    std::set<std::string> names;
    if (!json.take('{'))
        return broken();
    if (!json.next('}'))
        do {
            auto name = json.string();
            if (!name || !json.take(':'))
                return broken();
            if (!names.insert(*name).second)
                return about(ErrorCode::TensorTwice, *name, {});
            if (*name == kMetadata) {
                if (!json.skipValue())
                    return broken();
                continue;
            }
            auto part = partIn(json, std::move(*name));
            if (!part)
                return broken();
            parts.push_back(std::move(*part));
        } while (json.take(','));
    return json.take('}') && json.atEnd() ? Result<std::vector<Part>>(std::move(parts)) : broken();
}

/// Whether the numbers of an array are where the header says, and as many.
Result<Done> checked(const Part& part, std::uint64_t there)
{
    const TensorFacts& facts = part.facts;
    const SafetensorsType* const type = typeNamed(facts.type);
    if (!type)
        return about(ErrorCode::TensorType, facts.name, {excerpt(facts.type)});
    auto factors = facts.shape;
    factors.push_back(type->bytes);
    const auto needed = cellsOf(factors);
    if (facts.shape.size() > kMostTensorAxes || !needed)
        return about(ErrorCode::TensorShape, facts.name, {shapeText(facts.shape)});
    const auto text = [](std::uint64_t number) { return std::to_string(number); };
    if (part.begin > part.end || part.end > there)
        return about(ErrorCode::TensorOutside, facts.name, {text(part.begin), text(part.end), text(there)});
    if (*needed != part.end - part.begin)
        return about(ErrorCode::TensorSize, facts.name,
                     {shapeText(facts.shape), text(*needed), text(part.end - part.begin)});
    return Done{};
}

/// Every byte belongs to one array.
Result<Done> withoutGaps(std::span<const Part> parts, std::uint64_t there)
{
    std::vector<const Part*> ordered;
    for (const Part& part : parts)
        ordered.push_back(&part);
    std::sort(ordered.begin(), ordered.end(),
              [](const Part* a, const Part* b) { return std::pair(a->begin, a->end) < std::pair(b->begin, b->end); });
    std::uint64_t end = 0;
    const auto gapBefore = [&](std::uint64_t begin) {
        return Error{ErrorCode::TensorGap, {std::to_string(end), std::to_string(begin)}};
    };
    for (std::size_t i = 0; i < ordered.size(); ++i) {
        if (ordered[i]->begin < end)
            return about(ErrorCode::TensorsOverlap, ordered[i - 1]->facts.name, {excerpt(ordered[i]->facts.name)});
        if (ordered[i]->begin > end)
            return gapBefore(ordered[i]->begin);
        end = ordered[i]->end;
    }
    return end == there ? Result<Done>(Done{}) : gapBefore(there);
}

Result<SafetensorsFile> fileIn(std::string_view bytes)
{
    if (bytes.size() < kLengthBytes)
        return Error{ErrorCode::SafetensorsShort, {std::to_string(bytes.size())}};
    const std::uint64_t length = lengthIn(bytes);
    if (length > bytes.size() - kLengthBytes)
        return Error{ErrorCode::SafetensorsLength,
                     {std::to_string(length), std::to_string(bytes.size() - kLengthBytes)}};
    const std::string_view header = bytes.substr(kLengthBytes, std::size_t(length));
    if (const std::size_t good = utf8Prefix(header); good < header.size())
        return Error{ErrorCode::SafetensorsText, {std::to_string(kLengthBytes + good)}};
    auto parts = partsIn(header);
    if (!parts)
        return parts.error();
    SafetensorsFile file{std::move(*parts), kLengthBytes + std::size_t(length)};
    const std::uint64_t there = bytes.size() - file.dataBegin;
    for (const Part& part : file.parts)
        if (const auto good = checked(part, there); !good)
            return good.error();
    if (const auto good = withoutGaps(file.parts, there); !good)
        return good.error();
    return file;
}

} // namespace

bool isSafetensors(std::string_view bytes)
{
    if (bytes.size() <= kLengthBytes || bytes[kLengthBytes] != '{')
        return false;
    const std::string_view length = bytes.substr(0, kLengthBytes);
    return std::any_of(length.begin(), length.end(), [](char c) { return c == '\0' || std::uint8_t(c) >= 0x80; });
}

Result<SafetensorsFile> safetensorsFile(std::string_view bytes)
try {
    return fileIn(bytes);
} catch (const std::bad_alloc&) {
    return ErrorCode::OutOfMemory;
}

Result<Tensor> tensorOf(const SafetensorsFile& file, std::size_t part, std::string_view bytes)
try {
    const Part& one = file.parts[part];
    const SafetensorsType& type = *typeNamed(one.facts.type);
    Tensor tensor{one.facts.shape, std::vector<double>(std::size_t(*cellsOf(one.facts.shape)))};
    assert(file.dataBegin + one.end <= bytes.size());
    constexpr bool kSwap = std::endian::native == std::endian::big;
    type.read(bytes.data() + file.dataBegin + one.begin, std::ptrdiff_t(type.bytes), kSwap, tensor.cells);
    return tensor;
} catch (const std::bad_alloc&) {
    return ErrorCode::OutOfMemory;
}

std::string safetensorsFrom(std::span<const NamedTensor> tensors, bool inDouble)
{
    constexpr std::size_t kAligned = 8; // of the numbers
    std::string header = "{" + jsonString(kMetadata) + ":{\"format\":\"pt\"}";
    std::uint64_t begin = 0;
    for (const auto& [name, tensor] : tensors) {
        const std::uint64_t end = begin + tensor.cells.size() * (inDouble ? sizeof(double) : sizeof(float));
        header += "," + jsonString(name) + ":{\"dtype\":\"" + (inDouble ? "F64" : "F32") + "\",\"shape\":[";
        for (std::size_t axis = 0; axis < tensor.shape.size(); ++axis)
            header += (axis > 0 ? "," : "") + std::to_string(tensor.shape[axis]);
        header += "],\"data_offsets\":[" + std::to_string(begin) + "," + std::to_string(end) + "]}";
        begin = end;
    }
    header += '}';
    header.append((kAligned - header.size() % kAligned) % kAligned, ' ');
    std::string bytes;
    appendRaw(bytes, std::uint64_t(header.size()));
    bytes += header;
    for (const NamedTensor& one : tensors)
        appendFloats(bytes, one.tensor.cells, inDouble);
    return bytes;
}

} // namespace lab
