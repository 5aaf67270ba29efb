// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/code/literals.h"

#include "core/numbers/number_text.h"

#include <cmath>

namespace lab
{

namespace
{

constexpr std::int64_t kShortArray = 12; ///< cells that stand in one line

template <class T>
std::string cppText(T value)
{
    if (std::isnan(value))
        return "NAN";
    if (std::isinf(value))
        return value < 0 ? "-INFINITY" : "INFINITY";
    std::string text = shortest(value);
    if (text.find_first_of(".e") == std::string::npos)
        text += ".0";
    return text;
}

std::string rowText(std::span<const float> row, const ArrayMarks& marks)
{
    std::string text(1, marks.open);
    for (std::size_t c = 0; c < row.size(); ++c)
        text += (c > 0 ? ", " : "") + marks.number(row[c]);
    return text + marks.close;
}

} // namespace

const ArrayMarks kPythonArray{kPythonOpen, kPythonClose, pythonNumber};
const ArrayMarks kCppArray{kCppOpen, kCppClose, cppNumber};

std::string pythonNumber(float value)
{
    return shortest(value);
}

std::string pythonNumber(double value)
{
    return shortest(value);
}

std::string cppNumber(float value)
{
    return std::isfinite(value) ? cppText(value) + "F" : cppText(value);
}

std::string cppNumber(double value)
{
    return cppText(value);
}

std::string flatArray(GridView<float> plane, const ArrayMarks& marks)
{
    std::string text(1, marks.open);
    for (int r = 0; r < plane.rows(); ++r)
        text += (r > 0 ? ", " : "") + rowText(plane.row(r), marks);
    return text + marks.close;
}

std::vector<std::string> arrayLines(std::span<const Plane> planes, const ArrayMarks& marks)
{
    const std::string open(1, marks.open), close(1, marks.close);
    if (planes.size() == 1 && planes[0].shape().cells() <= kShortArray)
        return {flatArray(planes[0], marks)};
    std::vector<std::string> lines{open};
    for (const Plane& plane : planes) {
        const std::string indent = planes.size() > 1 ? "        " : "    ";
        if (planes.size() > 1)
            lines.push_back("    " + open);
        for (int r = 0; r < plane.rows(); ++r)
            lines.push_back(indent + rowText(plane.row(r), marks) + ",");
        if (planes.size() > 1)
            lines.push_back("    " + close + ",");
    }
    lines.push_back(close);
    return lines;
}

std::string times(std::string_view index, int factor)
{
    std::string text(index);
    return factor == 1 ? text : text + " * " + std::to_string(factor);
}

std::string tapIndex(std::string_view out, std::string_view tap, const Axis& axis, bool padded)
{
    std::string text = times(out, axis.stride) + " + " + times(tap, axis.dilation);
    if (!padded && axis.margin.before > 0)
        text += " - " + std::to_string(axis.margin.before);
    return text;
}

std::string sliceOf(std::string_view index, int factor, int length, int step)
{
    const std::string from = times(index, factor);
    return from + ":" + from + " + " + std::to_string(length) + (step > 1 ? ":" + std::to_string(step) : "");
}

std::string firstOf(int length, int step, int whole)
{
    std::string text(":");
    if (length < whole)
        text += std::to_string(length);
    if (step > 1)
        text += ":" + std::to_string(step);
    return text;
}

} // namespace lab
