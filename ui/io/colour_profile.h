// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/picture.h"

#include <QByteArray>
#include <QColorSpace>
#include <QImage>
#include <QString>

#include <array>
#include <optional>

namespace lab
{

/// What a picture's ICC profile says, as far as it is of use here.
struct ColourProfile {
    QString name; ///< as it calls itself
    ScreenColoursPtr screen; ///< null: its colours are those of a screen already
};

/// The profile of grey (one channel) or of red, green and blue. None where it is broken, or is of other channels; one
/// of colours does for grey, too.
std::optional<ColourProfile> colourProfile(const QByteArray& icc, int channels);

/// As Qt keeps it with an image: with its bytes, also where Qt does not understand them. Nothing is printed.
QColorSpace colourSpaceOf(const QByteArray& icc);

using Ink = std::array<quint16, 4>; ///< cyan, magenta, yellow, black; 65535 is all of it
using Light = std::array<quint16, 3>; ///< sRGB
/// What ink looks like. Called on any thread.
struct InkProfile {
    QString name;
    std::function<void(std::span<const Ink> from, std::span<Light> to)> light;
};
/// None where it is broken, or is not of CMYK.
std::optional<InkProfile> inkProfile(const QByteArray& icc);

/// The profile that a file of `image` gets, which has one sample a pixel (`grey`) or more; empty: none. A profile of
/// grey is none of colours.
QByteArray profileToWrite(const QImage& image, bool grey);

} // namespace lab
