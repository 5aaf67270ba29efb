// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/geometry/conv_spec.h"
#include "core/numbers/plane.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lab
{

/// Numbers and indices as code. The digits are the fewest that read back as the same number.

/// "0.1", "nan", "-inf".
std::string pythonNumber(float value);
std::string pythonNumber(double value);
/// "0.1F", "NAN", "-INFINITY".
std::string cppNumber(float value);
std::string cppNumber(double value); ///< without a suffix

/// How arrays are written.
struct ArrayMarks {
    char open;
    char close;
    std::string (*number)(float value);
};
inline constexpr char kPythonOpen = '[', kPythonClose = ']', kCppOpen = '{', kCppClose = '}';
extern const ArrayMarks kPythonArray, kCppArray;

/// One plane as nested brackets, in a single line.
std::string flatArray(GridView<float> plane, const ArrayMarks& marks);
/// One plane, or several in brackets of their own, a row on each line but for what is short; the first line begins
/// and the last one ends with a bracket.
std::vector<std::string> arrayLines(std::span<const Plane> planes, const ArrayMarks& marks);

/// "i", "i * 2": an index times a factor.
std::string times(std::string_view index, int factor);
/// "i * 2 + a - 1": where a tap reads, along one axis.
std::string tapIndex(std::string_view out, std::string_view tap, const Axis& axis, bool padded);
/// "i * 2:i * 2 + 5:2": `length` cells from index·factor on, every step-th.
std::string sliceOf(std::string_view index, int factor, int length, int step);
/// ":5:2", ":5" or ":" : every step-th of the first `length` of `whole` cells.
std::string firstOf(int length, int step, int whole);

} // namespace lab
