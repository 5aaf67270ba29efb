// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stack.h"

namespace lab
{

using namespace Qt::StringLiterals;

int runCompute(Arguments& arguments)
{
    checkStack(arguments);
    if (!arguments.good())
        return arguments.end();
    if (const auto session = readStack(arguments))
        writeMapsOf(arguments, *session, session->layers.size() - 1);
    return arguments.end();
}

int runRun(Arguments& arguments)
{
    arguments.integer("layer"_L1, 1, 1);
    checkStack(arguments);
    if (!arguments.good())
        return arguments.end();
    const auto session = readStack(arguments);
    const auto layer = session ? layerNumber(arguments, *session, session->layers.size() - 1) : std::nullopt;
    if (layer)
        writeMapsOf(arguments, *session, *layer);
    return arguments.end();
}

} // namespace lab
