// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/code/languages.h"
#include "core/code/numpy_parts.h"

#include <array>

namespace lab
{

namespace
{

constexpr std::array<std::string_view, 1> kOpenCvImports{"import cv2"};
/// In the order of Border.
constexpr std::array<std::string_view, 5> kOpenCvBorders{"CONSTANT", "REPLICATE", "REFLECT_101", "REFLECT", "WRAP"};

void padByOpenCv(CodeWriter& code, const NumpySlide& slide)
{
    const Geometry& g = slide.geometry();
    if (!hasMargin(g))
        return code.line("padded = " + std::string(slide.x), CodeRole::Padding);
    const Margin r = g.rows.margin, c = g.cols.margin;
    std::string widths;
    for (const int width : {r.before, r.after, c.before, c.after})
        widths += std::to_string(width) + ", ";
    const bool lowest = slide.one.layer.kind == LayerKind::MaxPool;
    const std::string fill = !lowest ? "" : slide.planes > 1 ? ", value=[-np.inf] * 3" : ", value=-np.inf";
    code.line("padded = cv2.copyMakeBorder(" + std::string(slide.x) + ", " + widths + "cv2.BORDER_" +
                  std::string(kOpenCvBorders[std::size_t(g.border)]) + fill + ")",
              CodeRole::Padding);
}

/// The windows begin at the pixels, of which those are kept where one does.
void keepWindows(CodeWriter& code, const Geometry& g)
{
    if (g.rows.stride > 1 || g.cols.stride > 1)
        code.comment("OpenCV has no stride: every window is computed, and those between are left out.");
    const auto kept = [](const Axis& axis) {
        return firstOf((axis.output - 1) * axis.stride + 1, axis.stride, axis.padded());
    };
    code.line("v = v[" + kept(g.rows) + ", " + kept(g.cols) + "]");
}

void correlateByOpenCv(CodeWriter& code, const NumpySlide& slide)
{
    const Geometry& g = slide.geometry();
    std::string kernel = "kernel";
    if (g.rows.dilation > 1 || g.cols.dilation > 1) {
        code.comment("OpenCV has no dilation: zeros between the weights.");
        code.line("spread = np.zeros(" + pythonPair(g.rows.extent(), g.cols.extent()) + ")");
        code.line("spread[::" + std::to_string(g.rows.dilation) + ", ::" + std::to_string(g.cols.dilation) +
                  "] = kernel");
        kernel = "spread";
    }
    code.line("v = cv2.filter2D(padded, cv2.CV_64F, " + kernel + ", anchor=(0, 0), borderType=cv2.BORDER_CONSTANT)",
              CodeRole::Product);
    keepWindows(code, g);
}

void largestByOpenCv(CodeWriter& code, const NumpySlide& slide)
{
    const Geometry& g = slide.geometry();
    code.line("v = cv2.dilate(padded, np.ones(" + pythonPair(g.rows.kernel, g.cols.kernel) +
                  ", np.uint8), anchor=(0, 0))",
              CodeRole::Product);
    keepWindows(code, g);
}

void averageByOpenCv(CodeWriter& code, const NumpySlide& slide)
{
    const Geometry& g = slide.geometry();
    code.line("v = cv2.boxFilter(padded, cv2.CV_64F, " + pythonPair(g.cols.kernel, g.rows.kernel) +
                  ", anchor=(0, 0), borderType=cv2.BORDER_CONSTANT)",
              CodeRole::Product);
    keepWindows(code, g);
}

constexpr NumpyDialect kOpenCv{
    .title = "OpenCV pads and filters arrays of rows, columns and planes; what else there is, NumPy does.",
    .imports = kOpenCvImports,
    .planesLast = true,
    .convolves = false,
    .pad = padByOpenCv,
    .correlate = correlateByOpenCv,
    .largest = largestByOpenCv,
    .average = averageByOpenCv,
    .activationNote = "OpenCV has no activations for arrays: NumPy.",
    .learningNote = "OpenCV learns no filters: the gradient and the step by their formulas."};

/// The filters go by Fourier transforms and running sums, which would spread what is no number.
constexpr NumpyDialect kOpenCvNotFinite{
    .title =
        "There are numbers that are NaN or infinite, which OpenCV's filters would spread: it pads, NumPy does the "
        "rest.",
    .imports = kOpenCvImports,
    .planesLast = true,
    .convolves = false,
    .pad = padByOpenCv,
    .correlate = correlateByTaps,
    .largest = largestByTaps,
    .average = averageByTaps,
    .activationNote = "",
    .learningNote = ""};

} // namespace

Code codeInOpenCv(const Computation& work)
{
    return numpyCode(work, work.finite ? kOpenCv : kOpenCvNotFinite);
}

} // namespace lab
