// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scenes/stage_scene.h"

class QPainter;

namespace lab
{

struct StageText {
    QString title;
    QString size; ///< "6 × 8"
    QString about; ///< what it is; may be empty
    QString subtitle() const { return about.isEmpty() ? size : size + QStringLiteral(" · ") + about; }
};
QFont titleFont(const QFont& font); ///< of a tensor's name
StageText mapText(const StageState& state, std::size_t map);
StageText kernelText(const StageState& state, std::size_t layer);
/// What stands between the tensors of a layer: "⋆" for cross-correlation, "∗" for convolution, "max" and "mean"; and
/// "=" with the activation below.
void paintOperators(QPainter& painter, const StageLayout& layout, std::span<const StageItem> items,
                    const Session& session, const Theme& theme, const QFont& font);
/// "3 × 3 convolution, stride 2, ReLU": a layer in a line.
QString layerText(const Layer& layer);
/// The name above a map of the strip, with what is lit in it; the longest that fits.
void paintCaption(QPainter& painter, QRect area, const StageState& state, const StageScenes& scenes, std::size_t map,
                  const Theme& theme, const QFont& font);

/// "(6 − 1 + 1) × (8 − 2 + 1) = 6 × 7", with padding, dilation and stride where there are any.
/// "6 − 1 + 1 = 6": the output along one axis.
QString axisSizeText(const Axis& axis);
QString outputSizeText(const Geometry& geometry);
/// One thing more to be said in a line.
void addNote(QString& line, const QString& more);

} // namespace lab
