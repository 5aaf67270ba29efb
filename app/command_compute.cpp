// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/results.h"
#include "app/stack.h"
#include "core/layers/composition.h"

namespace lab
{

using namespace Qt::StringLiterals;

namespace
{

/// By the definition in double precision, nothing rounded between the layers.
std::vector<Grid64> exactMaps(const Stack& stack)
{
    std::vector<Grid64> maps;
    for (const Grid& plane : stack.input->planes()) {
        Grid64 map = inDouble(plane);
        for (std::size_t l = 0; l <= stack.layer; ++l)
            map = mapInDouble(map.view(), stack.layers[l], stack.geometries[l]);
        maps.push_back(std::move(map));
    }
    return maps;
}

} // namespace

int runCompute(Arguments& arguments)
{
    checkStack(arguments);
    const auto stack = arguments.good() ? readStack(arguments) : std::nullopt;
    if (!stack)
        return arguments.end();
    if (arguments.has("exact"_L1))
        writeMaps(arguments, exactMaps(*stack));
    else if (const auto maps = mapsOf(arguments, *stack, stack->layer + 1))
        writeMaps(arguments, *maps);
    return arguments.end();
}

} // namespace lab
