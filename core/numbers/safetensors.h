// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/result.h"
#include "core/numbers/tensor.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lab
{

/// The format in which weights of networks are passed on (huggingface.co/docs/safetensors): the length of a header,
/// eight bytes, little-endian; the header, JSON in UTF-8, which names every array with its type, its shape and where
/// in what follows its numbers are; the numbers, little-endian, the last axis fastest, without gaps.

/// True when the bytes begin like such a file: a length that is no text, and the JSON of a header. What the length
/// says may be a lie.
bool isSafetensors(std::string_view bytes);

struct SafetensorsFile {
    struct Part {
        TensorFacts facts;
        std::uint64_t begin = 0, end = 0; ///< of its numbers, in bytes behind the header
    };
    std::vector<Part> parts; ///< as the header has them
    std::size_t dataBegin = 0; ///< in the file
};

/// What a file says it holds, and that it does: nothing of it has to be checked again. Types: BOOL, I8 … I64,
/// U8 … U64, F16, BF16, F32, F64. Errors: SafetensorsShort, SafetensorsLength, SafetensorsText, SafetensorsJson,
/// TensorTwice, TensorType, TensorShape, TensorSize, TensorOutside, TensorsOverlap, TensorGap, OutOfMemory.
Result<SafetensorsFile> safetensorsFile(std::string_view bytes);

/// The numbers of a part in double. `bytes`: those that the file was made of. Errors: OutOfMemory.
Result<Tensor> tensorOf(const SafetensorsFile& file, std::size_t part, std::string_view bytes);

/// A file with all arrays: as F32, or as F64 if `inDouble`. Names must differ.
std::string safetensorsFrom(std::span<const NamedTensor> tensors, bool inDouble);

} // namespace lab
