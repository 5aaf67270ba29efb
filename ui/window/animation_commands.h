// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/result.h"
#include "ui/window/workbench.h"

#include <QObject>

#include <memory>

namespace lab
{

class AnimationExport;
struct AnimationFormat;
struct AnimationOffer;

/// Exports the page as an animation: of a copy of the session, which is gone through beside the window, so that this
/// is free for other things meanwhile. One at a time.
class AnimationCommands : public QObject
{
    Q_OBJECT
public:
    AnimationCommands(const Workbench& bench, QObject* parent);
    ~AnimationCommands() override;

private:
    void follow();
    AnimationOffer offerNow() const;
    QString pathFor(const AnimationFormat& format) const;
    void begin();
    void end(const QString& name, const Result<Done>& done);

    Workbench m_bench;
    std::unique_ptr<AnimationOffer> m_chosen; ///< last; null: none was
    AnimationExport* m_export = nullptr; ///< null: none is going on
};

} // namespace lab
