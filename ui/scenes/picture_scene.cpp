// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/picture_scene.h"

#include "core/layers/alignment.h"
#include "ui/scenes/stage_scene.h"

#include <algorithm>
#include <cmath>

namespace lab
{

namespace
{

/// The middle of the first window along an axis.
double firstMiddle(const Axis& axis)
{
    return axis.index(0, middleTap(axis.kernel)) + 0.5;
}

Tone askedFor(const TensorScene& scene)
{
    return scene.scale.kind == ScaleKind::Diverging ? Tone::Signed : Tone::Seen;
}

ColourScale scaleOf(Tone tone, ValueRange range)
{
    const double reach = std::max(std::abs(range.lo), std::abs(range.hi));
    switch (tone) {
    case Tone::Signed:
        return {ScaleKind::Diverging, -reach, reach};
    case Tone::Absolute:
        return {ScaleKind::Absolute, 0, reach};
    case Tone::Clamped:
        return {};
    case Tone::Seen:
        break;
    }
    return {ScaleKind::Grey, range.lo, range.hi};
}

} // namespace

Viewport PictureScene::afterViewport(const Viewport& input) const
{
    const double scale = input.scale * step;
    return {scale, input.toPixel(first) - QPointF(scale / 2, scale / 2)};
}

Viewport PictureScene::beforeViewport(const Viewport& output) const
{
    const double scale = output.scale / step;
    return {scale, output.origin + QPointF(output.scale / 2, output.scale / 2) - first * scale};
}

ValueRange rangeOfTone(const TensorScene& automatic, Tone tone)
{
    const ColourScale& scale = automatic.scale;
    if (tone == Tone::Clamped)
        return {};
    if (tone == askedFor(automatic))
        return {scale.lo, scale.hi};
    if (scale.kind == ScaleKind::Diverging) // grey from black at zero
        return {0, scale.hi};
    return {tone == Tone::Signed ? -scale.hi : 0, scale.hi};
}

PictureScene pictureScene(const StageScenes& scenes, const Geometry& geometry, const PictureLook& look)
{
    PictureScene scene;
    if (scenes.focus + 1 >= scenes.maps.size())
        return scene;
    scene.before = scenes.maps[scenes.focus];
    scene.after = scenes.maps[scenes.focus + 1];
    scene.first = {firstMiddle(geometry.cols), firstMiddle(geometry.rows)};
    scene.step = geometry.cols.stride;
    scene.square = geometry.rows.stride == geometry.cols.stride;
    scene.tone = look.tone.value_or(askedFor(scene.after));
    const ValueRange own = rangeOfTone(scene.after, scene.tone);
    const bool sameColours = scene.after.scale.kind == ScaleKind::Grey;
    scene.after.scale = scaleOf(scene.tone, look.range && scene.tone != Tone::Clamped ? *look.range : own);
    if (scene.after.scale.kind != ScaleKind::Grey || !sameColours)
        scene.after.screen = nullptr;
    return scene;
}

} // namespace lab
