// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/result.h"
#include "ui/io/animation_file.h"
#include "ui/window/lone_page.h"

#include <QCoreApplication>
#include <QImage>
#include <QSize>

#include <cstdint>
#include <optional>

namespace lab
{

struct PageInfo;

/// A page of the window while its timeline is gone through: the steps of the focused layer at the grain of the view,
/// or the epochs of learning.
struct Animation {
    static constexpr int kMostFrames = 2000;
    static constexpr int kLeastSide = 64, kMostSide = 4096; ///< pixels
    static constexpr std::int64_t kMostEpochs = 100'000;

    PageInput page;
    std::int64_t from = 0; ///< a step, from 0, or the number of updates
    std::optional<std::int64_t> to = {}; ///< the last one that is shown, ≥ from; none: the last that there is
    QSize size{1280, 720};
    Colours colours = Colours::Light;
    AnimationTiming timing = {};
};

/// Whether a page changes with the steps of a layer or with the epochs.
bool animates(const PageInfo& page);
/// The last step of what a view goes through, or the last epoch that is known or planned. `page`: where it is one
/// with steps of its own.
std::int64_t lastFrame(const ViewModel& view, const Learner& learner, const QWidget* page);
/// What of an animation can be judged before anything is computed. Errors: ParameterOutside.
Result<Done> check(const Animation& animation);

/// The pictures of an animation, one after the other. On the window's thread; what takes long is done on others.
class AnimationFrames
{
    Q_DECLARE_TR_FUNCTIONS(lab::AnimationFrames)
public:
    explicit AnimationFrames(const Animation& animation);

    /// Goes to a step or an epoch; it is there once it has arrived. To the last one first: a run may end before.
    void show(std::int64_t at);
    void showLast();
    /// Whether it rests: LonePage::kRounds times in a row this means that what was gone to is shown, or the last that
    /// there is.
    bool arrived();
    /// Once it has arrived at the last frame: why there is nothing that moves; empty: there is.
    QString absence();
    /// Which one the last frame is, then. Errors: ParameterOutside.
    Result<std::int64_t> last();
    /// The frame that is shown.
    QImage picture();

private:
    bool ofEpochs() { return m_page.view().byEpochs(); }
    QImage stage();

    Animation m_animation;
    LonePage m_page;
    std::int64_t m_at = 0;
};

} // namespace lab
