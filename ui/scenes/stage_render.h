// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layers/step.h"
#include "core/numbers/picture.h"
#include "core/numbers/result.h"
#include "core/session/view_state.h"
#include "ui/paint/theme.h"

#include <QImage>
#include <QSize>
#include <QString>

#include <cstdint>
#include <memory>
#include <optional>

namespace lab
{

struct FeatureMaps;
struct Session;

struct RenderOptions {
    QSize size{1280, 800};
    Colours colours = Colours::Light;
    std::optional<std::int64_t> window; ///< from 0; the last one when not given
};

/// The stage as the window shows it: input, kernel, output and the explanation of one window. Needs a
/// QGuiApplication (the offscreen platform will do). Errors: those of evaluate().
Result<QImage> renderStage(const Session& session, const RenderOptions& options);

/// What is seen of a session whose maps are computed.
struct StageShot {
    const Session& session;
    std::shared_ptr<const FeatureMaps> maps; ///< of it
    Step step; ///< of its focused layer
    ViewState view;
    QString caption = {}; ///< a line above all
};
QImage renderStage(const StageShot& shot, const RenderOptions& options); ///< the window is that of the step

/// What a kernel makes of a small picture, whose border is repeated around it, in the colours of the stage; `side`
/// pixels wide and high, transparent where there is nothing.
QImage thumbnailOf(const Grid& kernel, const PicturePtr& input, int side, const Theme& theme);

} // namespace lab
