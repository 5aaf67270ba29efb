// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/picture_look.h"

#include <array>

namespace lab
{

namespace
{

constexpr std::array kBesides{
    LookInfo<Beside>{Beside::Divider, "divider", "divider",
                     "Input and output over each other, with a line to be dragged"},
    LookInfo<Beside>{Beside::SideBySide, "beside", "side by side",
                     "Input and output next to each other, moved together"},
    LookInfo<Beside>{Beside::Output, "output", "output only", "The output alone; hold D to see the input"},
    LookInfo<Beside>{Beside::Difference, "difference", "difference",
                     "Output minus input: each cell with the one in the middle of its window"},
};

constexpr std::array kTones{
    LookInfo<Tone>{Tone::Seen, "seen", "as seen",
                   "Grey, black at the lower end of the range and white at the upper one. From the least to the "
                   "greatest number it is what imshow of Matplotlib shows"},
    LookInfo<Tone>{Tone::Signed, "signed", "signed", "Blue below zero, orange above: the sign is seen"},
    LookInfo<Tone>{Tone::Absolute, "absolute", "absolute",
                   "Grey by size, without the sign: what convertScaleAbs of OpenCV shows"},
    LookInfo<Tone>{Tone::Clamped, "clamped", "clamped",
                   "Black at 0 and below, white at 1 and above: what an output of 8 bits keeps in OpenCV and Pillow"},
};

constexpr std::array kAgainsts{
    LookInfo<Against>{Against::Operation, "operation", "correlation and convolution",
                      "The same kernel, laid on as it is and turned by 180°"},
    LookInfo<Against>{Against::Kernel, "kernel", "another kernel", "Two kernels over the same input"},
    LookInfo<Against>{Against::Shift, "shift", "shifted input",
                      "The same kernel over the input moved by some cells: does the output move along?"},
};

} // namespace

std::span<const LookInfo<Against>> againsts()
{
    return kAgainsts;
}

std::span<const LookInfo<Beside>> besides()
{
    return kBesides;
}

std::span<const LookInfo<Tone>> tones()
{
    return kTones;
}

} // namespace lab
