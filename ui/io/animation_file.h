// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/result.h"

#include <QImage>
#include <QRgb>
#include <QString>

#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>
#include <string_view>
#include <vector>

namespace lab
{

/// How long the frames of an animation are there.
struct AnimationTiming {
    static constexpr double kLeastRate = 0.1, kMostRate = 50, kMostPause = 60;

    double perSecond = 2; ///< frames, kLeastRate … kMostRate: what shows GIFs takes 0.02 s for the least
    double before = 1; ///< seconds that the first frame is there longer, 0 … kMostPause
    double after = 2; ///< the last one

    /// Hundredths of a second from the beginning to the end of frame i of `frames`: rounded once, so that no errors
    /// add up.
    std::int64_t endOf(int i, int frames) const;
};

/// What an animation is to become.
struct AnimationFile {
    QString path;
    QSize size; ///< pixels of each frame
    int frames = 0;
    AnimationTiming timing = {};
    std::vector<QRgb> exact = {}; ///< colours that are kept where not all can be
};

/// Frames on their way into a file, one after the other. Nothing is where it is to be before finish() is done;
/// without it nothing is left. No two of its functions at once, from whatever thread; none on the window's.
class AnimationWriter
{
public:
    virtual ~AnimationWriter() = default;
    /// The next frame. Errors: CannotWrite, OutOfMemory.
    virtual Result<Done> add(const QImage& frame) = 0;
    /// All are there. Errors: CannotWrite, OutOfMemory, Stopped.
    virtual Result<Done> finish(const std::stop_token& stop) = 0;
};

/// A way to write an animation: the one place where it is known.
struct AnimationFormat {
    const char* id; ///< on the command line; the ending of its file
    const char* name; ///< for a person
    bool folder; ///< the path is that of a folder, which must not be there or be empty
    bool ffmpeg; ///< the program ffmpeg makes it
    std::unique_ptr<AnimationWriter> (*make)(const AnimationFile& file);
};
std::span<const AnimationFormat> animationFormats();
/// Null where there is none of that id.
const AnimationFormat* animationFormat(std::string_view id);
/// Why it cannot be written on this machine, in a sentence; empty: it can.
QString absenceOf(const AnimationFormat& format);

} // namespace lab
