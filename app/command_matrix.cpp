// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/results.h"
#include "app/stack.h"
#include "core/layers/matrix_form.h"

namespace lab
{

using namespace Qt::StringLiterals;

namespace
{

constexpr double kMostCells = 2.5e7;

} // namespace

int runMatrix(Arguments& arguments)
{
    checkStack(arguments);
    const auto stack = arguments.good() ? readStack(arguments) : std::nullopt;
    if (!stack)
        return arguments.end();
    const Geometry& geometry = stack->geometries[stack->layer];
    const auto form = MatrixForm(arguments.choice("form"_L1));
    const std::int64_t rows = geometry.output().cells();
    const std::int64_t cols = form == MatrixForm::Im2col ? geometry.taps() : geometry.input().cells();
    if (double(rows) * double(cols) > kMostCells)
        arguments.refuse(Error{ErrorCode::TooLarge, {std::to_string(rows), std::to_string(cols)}});
    const auto inputs = arguments.good() ? mapsOf(arguments, *stack, stack->layer) : std::nullopt;
    if (!inputs)
        return arguments.end();
    std::vector<Grid64> matrices;
    for (const Grid& x : *inputs)
        matrices.push_back(form == MatrixForm::Im2col ? converted<double>(im2col(x, geometry))
                                                      : toeplitz(x, stack->layers[stack->layer], geometry));
    writeMaps(arguments, matrices);
    return arguments.end();
}

} // namespace lab
