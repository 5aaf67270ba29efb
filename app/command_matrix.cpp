// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/results.h"
#include "app/stack.h"
#include "core/layers/matrix_form.h"
#include "core/numbers/parallel.h"
#include "core/session/evaluate.h"

namespace lab
{

using namespace Qt::StringLiterals;

namespace
{

constexpr double kMostCells = 1e8;

/// What a layer sees: each plane of the input, or of the map before it.
std::optional<std::vector<Grid>> inputsOf(Arguments& arguments, Session session, std::size_t layer)
{
    std::vector<Grid> inputs;
    if (layer == 0) {
        for (int p = 0; p < session.planes(); ++p)
            inputs.push_back(session.planes() == 3 ? session.input->planes()[std::size_t(p)] : session.input->grey());
        return inputs;
    }
    session.layers.resize(layer);
    session.focus = 0;
    auto before = arguments.take(evaluate(session, {.threads = allowedThreads()}));
    return before ? std::optional(std::move(before->maps.back())) : std::nullopt;
}

} // namespace

int runMatrix(Arguments& arguments)
{
    checkStack(arguments);
    arguments.integer("layer"_L1, 1, 1);
    if (!arguments.good())
        return arguments.end();
    const auto session = readStack(arguments);
    const auto geometries = session ? geometriesOf(arguments, *session) : std::nullopt;
    const auto layer = geometries ? layerNumber(arguments, *session, session->layers.size() - 1) : std::nullopt;
    if (!layer)
        return arguments.end();
    const Geometry& geometry = (*geometries)[*layer];
    const auto form = MatrixForm(arguments.choice("form"_L1));
    const double rows = double(geometry.output().cells());
    const double cols = form == MatrixForm::Im2col ? double(geometry.taps()) : double(geometry.input().cells());
    if (rows * cols > kMostCells)
        arguments.refuse(
            Error{ErrorCode::TooLarge, {std::to_string(std::int64_t(rows)), std::to_string(std::int64_t(cols))}});
    const auto inputs = arguments.good() ? inputsOf(arguments, *session, *layer) : std::nullopt;
    if (!inputs)
        return arguments.end();
    std::vector<Grid64> matrices;
    for (const Grid& x : *inputs)
        matrices.push_back(form == MatrixForm::Im2col ? converted<double>(im2col(x, geometry))
                                                      : toeplitz(x, session->layers[*layer], geometry));
    writeMaps(arguments, matrices);
    return arguments.end();
}

} // namespace lab
