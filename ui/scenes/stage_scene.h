// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/plane.h"
#include "core/session/view_state.h"
#include "ui/paint/formula_painter.h"
#include "ui/paint/tensor_scene.h"
#include "ui/scenes/stage_layout.h"

#include <QPointF>
#include <QString>

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace lab
{

struct Layer;
struct Session;
struct StageState; // ui/scenes/stage_state.h

struct StageScenes {
    std::vector<TensorScene> maps; ///< one more than layers that resolve
    std::vector<TensorScene> kernels;
    std::vector<QString> notes; ///< for each map: "sees 3 × 3" or "affected 2 × 2", or nothing
    std::optional<Formula> formula;
    std::size_t focus = 0;
    /// Too deep for one row: the focused layer stands large, all maps above it as a strip.
    bool strip() const { return kernels.size() > 2; }
};

/// Turns a state into pictures to be painted. Pure: the window and the command line share it.
StageScenes stageScenes(const StageState& state);
/// Its first half, in which nothing is lit: the same wherever the step and the pointer are.
StageScenes plainScenes(const StageState& state);
/// Its second half: lights what belongs to the step, or to what is asked about.
void lightScenes(StageScenes& scenes, const StageState& state);

/// The tensors that stand large, in their order: input, kernel, map, kernel, map … or those of the focused layer.
/// `focusedOnly`: always the latter.
std::vector<StageItem> stageItems(const StageScenes& scenes, bool focusedOnly = false);

/// The sizes of all maps in cells, for the strip, and the part of the stage's height that it may take.
std::vector<QSizeF> mapSizes(const StageScenes& scenes);
inline constexpr double kStripShare = 0.4;

/// The weights of a layer as they are shown: its kernel, or the equal ones of an average pooling; none of max
/// pooling.
Plane shownKernel(const Layer& layer);
std::vector<Plane> shownKernels(const Session& session);

/// The plane of the map before a layer that is shown and explained; empty where it is not computed.
GridView<float> inputOfLayer(const StageState& state, std::size_t layer);

/// The value of a cell of a map, exact: computed as it would be explained.
double exactValue(const StageState& state, std::size_t map, int row, int col);

} // namespace lab
