// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layers/receptive_field.h"
#include "core/layers/step.h"
#include "core/session/evaluate.h"
#include "core/session/session.h"
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

/// A place on the stage: a cell of map `index` (0: the input, m: the output of layer m − 1) or a weight of the
/// kernel of layer `index`.
struct StageSpot {
    enum class Part { Map, Kernel };
    Part part = Part::Map;
    std::size_t index = 0;
    int row = 0;
    int col = 0;
    bool operator==(const StageSpot&) const = default;
};

/// What the stage shows, as a value.
struct StageState {
    Session session;
    std::vector<Geometry> geometries; ///< of the session's layers, as far as they resolve
    std::shared_ptr<const FeatureMaps> maps; ///< null: not computed yet
    std::vector<Plane> kernels; ///< shownKernel() of each layer
    Step step; ///< of the focused layer
    std::optional<StageSpot> spot; ///< what is pointed at
    bool progressive = true; ///< the focused output fills as it is computed
    int plane = 0; ///< of a coloured input: which numbers are shown and explained
    std::optional<QPointF> windowAt; ///< the moving window's corner in cells (x: column), when not at its place
    bool shadePaths = false; ///< fields are shaded by their number of paths
    std::optional<std::size_t> walk; ///< a field is lit in only so many maps back; none: in all of them
};

struct StageScenes {
    std::vector<TensorScene> maps; ///< one more than layers that resolve
    std::vector<TensorScene> kernels;
    std::vector<QString> notes; ///< for each map: "sees 3 × 3" or "affected 2 × 2", or nothing
    std::vector<QColor> noteColours;
    std::optional<Formula> formula;
    std::size_t focus = 0;
    /// Too deep for one row: the focused layer stands large, all maps above it as a strip.
    bool strip() const { return kernels.size() > 2; }
};

/// Turns a state into pictures to be painted. Pure: the window and the command line share it.
StageScenes stageScenes(const StageState& state, const Theme& theme);

/// The tensors that stand large, in their order: input, kernel, map, kernel, map … or those of the focused layer.
std::vector<StageItem> stageItems(const StageScenes& scenes);

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
