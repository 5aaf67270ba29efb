// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layers/matrix_form.h"
#include "ui/scenes/stage_scene.h"

namespace lab
{

/// The focused layer as a matrix product, computed: what does not change from step to step.
struct MatrixParts {
    MatrixForm form = MatrixForm::Im2col;
    Geometry geometry;
    Plane matrix; ///< none: too large to be looked at, or no map yet
    Plane column; ///< vec(K) or vec(X); none where there is none
    Plane output; ///< vec(Y), by the product alone
    QString equation;
    QString note; ///< that it equals the map, or why nothing is shown
};
MatrixParts matrixParts(const StageState& state, MatrixForm form);

struct MatrixScenes {
    TensorScene matrix;
    TensorScene column;
    TensorScene output;
};
/// The row of `cell` framed in all of them, with the names of its weights.
MatrixScenes matrixScenes(const MatrixParts& parts, OutputCell cell);

} // namespace lab
