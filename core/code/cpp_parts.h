// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/code/code_writer.h"

#include <string>
#include <string_view>

namespace lab
{

/// What C++ code consists of: matrices as vectors of rows, and a loop for each index.

/// "x[row][col]", or of several planes "x[c][row][col]".
std::string cppCell(std::string_view name, int planes, std::string_view row, std::string_view col);
/// "for (int i = 0; i < 3; ++i) {", and what follows is indented until closeCpp().
void openCppLoop(CodeWriter& code, std::string_view index, int count, CodeRole role);
void openCppPlanes(CodeWriter& code, int planes); ///< nothing of one plane
void closeCpp(CodeWriter& code, int blocks);
/// The sum of a window, as `sum`, from x and a kernel cell given as code.
void writeCppSum(CodeWriter& code, const Geometry& geometry, int planes, const std::string& weight, CodeRole role);
/// "const double value = …": what tap (a, b) of the window (i, j) reads; 0 where the border is a zero.
void writeCppValue(CodeWriter& code, const Geometry& geometry, int planes, CodeRole role);
/// "kernel[1 - a][b]": the weight over tap (a, b).
std::string cppWeight(std::string_view name, const Geometry& geometry);
void writeCppArray(CodeWriter& code, std::string_view name, std::string_view file, const std::vector<Plane>& planes);
/// An empty map of a layer's output.
std::string cppMap(std::string_view name, Shape shape, int planes);
/// The layer from x to y, which is declared.
void writeCppLayer(CodeWriter& code, const CodeLayer& one, int number, int planes, std::string_view y);
/// The learning of work.run, behind the layers before it.
void writeCppRun(CodeWriter& code, const Computation& work);

} // namespace lab
