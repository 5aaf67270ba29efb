// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/code/lit_lines.h"

#include <array>
#include <cassert>

namespace lab
{

namespace
{

struct RoleRow {
    CodeRole role;
    CodeRole larger; ///< stands for it where there is none
    char index; ///< of a loop
    bool stepped; ///< its indices have present numbers
};

constexpr std::array kRoles{
    RoleRow{CodeRole::Plain, CodeRole::Plain, 0, false},
    RoleRow{CodeRole::Layer, CodeRole::Layer, 0, false},
    RoleRow{CodeRole::Padding, CodeRole::Layer, 0, false},
    RoleRow{CodeRole::PlaneLoop, CodeRole::Product, 'c', true},
    RoleRow{CodeRole::RowLoop, CodeRole::Product, 'i', true},
    RoleRow{CodeRole::ColumnLoop, CodeRole::Product, 'j', true},
    RoleRow{CodeRole::WindowRowLoop, CodeRole::Product, 'a', true},
    RoleRow{CodeRole::WindowColumnLoop, CodeRole::Product, 'b', true},
    RoleRow{CodeRole::Window, CodeRole::Product, 0, true},
    RoleRow{CodeRole::Product, CodeRole::Forward, 0, true},
    RoleRow{CodeRole::Bias, CodeRole::Product, 0, true},
    RoleRow{CodeRole::Activation, CodeRole::Product, 0, true},
    RoleRow{CodeRole::Store, CodeRole::Product, 0, true},
    RoleRow{CodeRole::Epoch, CodeRole::Layer, 'n', true},
    RoleRow{CodeRole::Rate, CodeRole::Epoch, 0, true},
    RoleRow{CodeRole::Forward, CodeRole::Layer, 0, true},
    RoleRow{CodeRole::Residual, CodeRole::Loss, 0, true},
    RoleRow{CodeRole::Loss, CodeRole::Epoch, 0, true},
    RoleRow{CodeRole::Gradient, CodeRole::Epoch, 0, true},
    RoleRow{CodeRole::Update, CodeRole::Epoch, 0, true},
    RoleRow{CodeRole::Assert, CodeRole::Assert, 0, false},
};

const RoleRow& rowOf(CodeRole role)
{
    const RoleRow& found = kRoles[std::size_t(role)];
    assert(found.role == role);
    return found;
}

std::optional<int> numberOf(const CodeIndices& at, char index)
{
    constexpr std::array kMembers{std::pair{'c', &CodeIndices::c}, std::pair{'i', &CodeIndices::i},
                                  std::pair{'j', &CodeIndices::j}, std::pair{'a', &CodeIndices::a},
                                  std::pair{'b', &CodeIndices::b}, std::pair{'n', &CodeIndices::n}};
    for (const auto& [name, member] : kMembers)
        if (name == index)
            return at.*member;
    return std::nullopt;
}

bool isNamePart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

} // namespace

CodeIndices indicesAt(const Step& step, const Geometry& geometry)
{
    return {.c = std::nullopt,
            .i = step.cell.row,
            .j = step.cell.col,
            .a = step.tap / geometry.cols.kernel,
            .b = step.tap % geometry.cols.kernel,
            .n = std::nullopt};
}

CodeRole roleOf(Grain grain)
{
    constexpr std::array kOfGrain{CodeRole::Product, CodeRole::Store, CodeRole::RowLoop, CodeRole::Layer};
    return kOfGrain[std::size_t(grain)];
}

std::vector<std::size_t> litLines(const Code& code, CodeRole role, int layer)
{
    std::vector<std::size_t> lines;
    for (std::size_t l = 0; l < code.lines.size(); ++l)
        if (code.lines[l].role == role && code.lines[l].layer == layer)
            lines.push_back(l);
    const CodeRole larger = rowOf(role).larger;
    return lines.empty() && larger != role ? litLines(code, larger, layer) : lines;
}

std::string filledLine(const CodeLine& line, const CodeIndices& indices, std::string_view commentMark)
{
    const RoleRow& row = rowOf(line.role);
    if (!row.stepped)
        return line.text;
    if (row.index != 0 && line.text.find(std::string("for ")) != std::string::npos) {
        const auto number = numberOf(indices, row.index);
        return !number
                   ? line.text
                   : line.text + "  " + std::string(commentMark) + " " + row.index + " = " + std::to_string(*number);
    }
    std::string filled;
    const auto end = std::min(line.text.find(commentMark), line.text.size());
    for (std::size_t at = 0; at < end;) {
        std::size_t to = at;
        while (to < end && isNamePart(line.text[to]))
            ++to;
        const auto number = to == at + 1 ? numberOf(indices, line.text[at]) : std::nullopt;
        to = std::max(to, at + 1);
        filled += number ? std::to_string(*number) : line.text.substr(at, to - at);
        at = to;
    }
    return filled + line.text.substr(end);
}

} // namespace lab
