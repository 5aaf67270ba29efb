// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/result.h"
#include "ui/io/colour_palette.h"

#include <QByteArray>
#include <QRect>

#include <cstdint>
#include <stop_token>
#include <vector>

class QIODevice;

namespace lab
{

/// An animated GIF (CompuServe, "Graphics Interchange Format", version 89a, 1990), which begins anew when it has
/// ended. One palette for all frames: the colours themselves up to 255, else paletteFor(); no dithering. Of each
/// frame but the first only the rectangle is written in which it differs from the one before, and of that only the
/// pixels that do; one that does not differ prolongs the one before. Until it is written, what differs is kept,
/// packed.
class GifAnimation
{
public:
    /// A GIF counts pixels in 16 bits, and so its waiting time, in hundredths of a second.
    static constexpr int kMostSide = 65535;
    static constexpr int kMostHundredths = 65535;
    /// What is kept of frames takes no more.
    static constexpr std::int64_t kMostBytes = std::int64_t(512) << 20U;

    /// Frames of `size`; `exact`: colours that stay what they are where colours must be joined, the first ones first.
    GifAnimation(QSize size, std::vector<QRgb> exact);

    /// A frame of that size, which is there for so long, ≥ 0. Errors: OutOfMemory.
    Result<Done> add(const QImage& frame, int hundredths);
    /// All frames, at least one. Errors: CannotWrite (a reason, without a path), Stopped.
    Result<Done> write(QIODevice& to, const std::stop_token& stop = {}) const;

private:
    struct Kept {
        QRect area;
        QByteArray pixels; ///< 32-bit, packed; transparent: as before
        std::int64_t hundredths;
    };

    QSize m_size;
    std::vector<QRgb> m_exact;
    ColourCount m_colours;
    QImage m_last;
    std::vector<Kept> m_frames;
    std::int64_t m_bytes = 0;
};

} // namespace lab
