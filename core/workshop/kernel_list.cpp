// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workshop/kernel_list.h"

#include "core/numbers/matrix_text.h"
#include "core/workshop/parameter.h"

#include <algorithm>
#include <cstdint>

namespace lab
{

namespace
{

constexpr std::string_view kBlanks = " \t\r";

std::string_view trimmedLine(std::string_view line)
{
    const auto first = line.find_first_not_of(kBlanks);
    if (first == std::string_view::npos)
        return {};
    return line.substr(first, line.find_last_not_of(kBlanks) - first + 1);
}

/// A name line and the lines below it.
struct Block {
    std::string_view name;
    std::string rows;
};

std::vector<Block> blocksOf(std::string_view text)
{
    std::vector<Block> blocks(1); // what stands before the first name
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const std::string_view line = trimmedLine(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.starts_with('#'))
            blocks.push_back({trimmedLine(line.substr(1)), {}});
        else if (!line.empty())
            blocks.back().rows.append(line).push_back('\n');
    }
    std::erase_if(blocks, [](const Block& block) { return block.rows.empty(); });
    return blocks;
}

} // namespace

std::string kernelName(std::string_view text)
{
    std::string name;
    for (const char c : trimmedLine(text.substr(0, text.find('\n'))))
        name += std::uint8_t(c) < 0x20 ? ' ' : c;
    if (name.size() <= kLongestKernelName)
        return name;
    std::size_t end = kLongestKernelName;
    while (end > 0 && (std::uint8_t(name[end]) & 0xC0) == 0x80) // within a character
        --end;
    return name.substr(0, end);
}

std::string textOfKernels(std::span<const NamedKernel> kernels)
{
    std::string text;
    for (const NamedKernel& each : kernels)
        text += (text.empty() ? "# " : "\n# ") + each.name + '\n' + csvFromMatrix(each.kernel);
    return text;
}

Result<std::vector<NamedKernel>> kernelsOfText(std::string_view text)
{
    const std::vector<Block> blocks = blocksOf(text);
    if (blocks.empty())
        return ErrorCode::EmptyText;
    std::vector<NamedKernel> kernels;
    for (const Block& block : blocks) {
        auto read = readMatrixText(block.rows);
        if (!read)
            return read.error();
        if (read->planes.size() != 1)
            return Error{ErrorCode::SeveralPlanes, {std::to_string(read->planes.size())}};
        Grid& kernel = read->planes.front();
        if (std::max(kernel.rows(), kernel.cols()) > kLargestSide)
            return Error{ErrorCode::TooLarge, {std::to_string(kernel.rows()), std::to_string(kernel.cols())}};
        kernels.push_back({kernelName(block.name), std::move(kernel)});
    }
    return kernels;
}

} // namespace lab
