// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/code/languages.h"
#include "core/code/numpy_parts.h"

#include <array>

namespace lab
{

namespace
{

constexpr std::array<std::string_view, 1> kScipyImports{"from scipy import ndimage, signal"};

void padForScipy(CodeWriter& code, const NumpySlide& slide)
{
    if (hasMargin(slide.geometry()))
        code.comment("SciPy pads on all sides alike and not by every border rule: NumPy pads.");
    padByNumpy(code, slide);
}

/// The kernel with zeros between its weights.
std::string spreadForScipy(CodeWriter& code, const Geometry& g)
{
    if (g.rows.dilation == 1 && g.cols.dilation == 1)
        return "kernel";
    code.comment("SciPy has no dilation: zeros between the weights.");
    code.line("spread = np.zeros(" + pythonPair(g.rows.extent(), g.cols.extent()) + ")");
    code.line("spread[::" + std::to_string(g.rows.dilation) + ", ::" + std::to_string(g.cols.dilation) +
              "] = kernel");
    return "spread";
}

/// "[::2, ::3]"
std::string everyStride(const Geometry& g)
{
    if (g.rows.stride == 1 && g.cols.stride == 1)
        return "";
    return "[::" + std::to_string(g.rows.stride) + ", ::" + std::to_string(g.cols.stride) + "]";
}

void writePlanes(CodeWriter& code, const NumpySlide& slide, const std::string& before, const std::string& after)
{
    const std::string each = slide.planes > 1 ? "plane" : "padded";
    const std::string call = before + each + after;
    if (!everyStride(slide.geometry()).empty())
        code.comment("SciPy has no stride: every window is computed, and those between are left out.");
    code.line("v = " + (slide.planes > 1 ? "np.stack([" + call + " for plane in padded])" : call), CodeRole::Product);
}

void correlateByScipy(CodeWriter& code, const NumpySlide& slide)
{
    const Geometry& g = slide.geometry();
    const std::string kernel = spreadForScipy(code, g);
    const std::string function = g.operation == Operation::Correlation ? "correlate2d" : "convolve2d";
    writePlanes(code, slide, "signal." + function + "(", ", " + kernel + ", mode=\"valid\")" + everyStride(g));
}

void largestByScipy(CodeWriter& code, const NumpySlide& slide)
{
    const Axis &rows = slide.geometry().rows, &cols = slide.geometry().cols;
    const auto centres = [](const Axis& axis) {
        const int first = axis.kernel / 2;
        return std::to_string(first) + ":" + std::to_string(first + (axis.output - 1) * axis.stride + 1) + ":" +
               std::to_string(axis.stride);
    };
    code.comment("SciPy writes the largest of a window over its middle: the windows that count are picked out.");
    writePlanes(code, slide, "ndimage.maximum_filter(",
                ", size=" + pythonPair(rows.kernel, cols.kernel) + ")[" + centres(rows) + ", " + centres(cols) + "]");
}

void averageByScipy(CodeWriter& code, const NumpySlide& slide)
{
    const Geometry& g = slide.geometry();
    code.line("mean = np.full(" + pythonPair(g.rows.kernel, g.cols.kernel) + ", 1 / " + std::to_string(g.taps()) +
              ")");
    writePlanes(code, slide, "signal.correlate2d(", ", mean, mode=\"valid\")" + everyStride(g));
}

constexpr NumpyDialect kScipy{.title = "SciPy correlates, convolves and filters; what else there is, NumPy does.",
                              .imports = kScipyImports,
                              .planesLast = false,
                              .convolves = true,
                              .pad = padForScipy,
                              .correlate = correlateByScipy,
                              .largest = largestByScipy,
                              .average = averageByScipy,
                              .activationNote = "SciPy has no activations: NumPy.",
                              .learningNote =
                                  "SciPy has no gradient descent: the gradient and the step by their formulas."};

/// Zeros between weights times infinity are not a number, and filters order nothing with one.
constexpr NumpyDialect kScipyNotFinite{
    .title =
        "There are numbers that are NaN or infinite, which SciPy's filters would spread: NumPy, weight by weight.",
    .imports = {},
    .planesLast = false,
    .convolves = false,
    .pad = padByNumpy,
    .correlate = correlateByTaps,
    .largest = largestByTaps,
    .average = averageByTaps,
    .activationNote = "",
    .learningNote = ""};

} // namespace

Code codeInScipy(const Computation& work)
{
    return numpyCode(work, work.finite ? kScipy : kScipyNotFinite);
}

} // namespace lab
