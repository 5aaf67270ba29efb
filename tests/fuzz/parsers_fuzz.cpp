// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// For libFuzzer: the first byte of an input says which parser of core/numbers the others are for. scripts/fuzz builds
// and runs it.

#include "core/numbers/matrix_text.h"
#include "core/numbers/npy.h"
#include "core/numbers/number_text.h"
#include "core/numbers/safetensors.h"
#include "core/numbers/text_bytes.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace
{

void readSafetensors(std::string_view bytes)
{
    if (const auto file = lab::safetensorsFile(bytes))
        for (std::size_t part = 0; part < file->parts.size(); ++part)
            (void)lab::tensorOf(*file, part, bytes);
}

void readNpy(std::string_view bytes)
{
    (void)lab::tensorFromNpy(bytes);
    (void)lab::arrayFromNpy(bytes);
}

void readText(std::string_view bytes)
{
    (void)lab::readMatrixText64(lab::textOfBytes(bytes));
}

void readNumber(std::string_view bytes)
{
    (void)lab::parseNumber(bytes);
    (void)lab::numberFromText(bytes);
}

constexpr std::array kParsers{readSafetensors, readNpy, readText, readNumber};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size > 0)
        kParsers[data[0] % kParsers.size()]({reinterpret_cast<const char*>(data) + 1, size - 1});
    return 0;
}
