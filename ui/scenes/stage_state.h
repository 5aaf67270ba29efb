// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layers/step.h"
#include "core/session/evaluate.h"
#include "core/session/session.h"
#include "ui/scenes/stage_scene.h"

#include <QPointF>

#include <memory>
#include <optional>
#include <vector>

namespace lab
{

/// What the stage shows, as a value.
struct StageState {
    Session session;
    std::vector<Geometry> geometries; ///< of the session's layers, as far as they resolve
    std::shared_ptr<const FeatureMaps> maps; ///< null: not computed yet
    std::vector<Plane> kernels; ///< shownKernel() of each layer
    Step step; ///< of the focused layer
    ViewState view;
    std::optional<QPointF> windowAt; ///< the moving window's corner in cells (x: column), when not at its place
};

} // namespace lab
