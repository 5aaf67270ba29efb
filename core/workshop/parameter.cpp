// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workshop/parameter.h"

#include "core/numbers/number_text.h"

#include <cmath>

namespace lab
{

std::optional<Error> wrongWith(const Parameter& parameter, double value)
{
    const std::string name(parameter.name);
    if (!(value >= parameter.least && value <= parameter.most))
        return Error{ErrorCode::ParameterOutside,
                     {name, display(value, 10), display(parameter.least), display(parameter.most)}};
    if (parameter.whole && value != std::floor(value))
        return Error{ErrorCode::ParameterNotWhole, {name, display(value, 10)}};
    if (parameter.odd && std::fmod(value, 2) == 0)
        return Error{ErrorCode::ParameterEven, {name, display(value, 10)}};
    return std::nullopt;
}

} // namespace lab
