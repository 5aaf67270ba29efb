// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/plane.h"

#include <string>
#include <string_view>
#include <vector>

namespace lab
{

/// What a line of code does: by this it is lit while that is stepped.
enum class CodeRole {
    Plain, ///< done once: names, numbers, the assert
    Layer, ///< the heading of a layer
    Padding,
    PlaneLoop, ///< over the planes, by the index c
    RowLoop, ///< over the rows of the output, by i
    ColumnLoop, ///< over its columns, by j
    WindowRowLoop, ///< over the rows of the window, by a
    WindowColumnLoop, ///< over its columns, by b
    Window, ///< what the window reads
    Product, ///< multiplies and adds; of a pooling, compares or adds up
    Bias,
    Activation,
    Store, ///< the cell, or the map, has its value
    Epoch, ///< the loop over the epochs, by n
    Rate,
    Forward, ///< the output of the kernel as it is
    Residual,
    Loss,
    Gradient,
    Update,
    Assert,
};

struct CodeLine {
    std::string text; ///< without a line break
    CodeRole role = CodeRole::Plain;
    int layer = -1; ///< from 0; −1 where it belongs to none
};

/// What the code reads: too large to be written into it.
struct CodeFile {
    std::string name;
    std::vector<Plane> planes; ///< as .npy; none: the session itself, as .corr2d
};

struct Code {
    std::vector<CodeLine> lines;
    std::vector<CodeFile> files;
};

/// Every line, each with its line break.
std::string textOf(const Code& code);

} // namespace lab
