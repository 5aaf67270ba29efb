// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/teaching/versions.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace lab
{

namespace
{

// Weights

bool isLine(const Version& v)
{
    return v.layer.kernel.rows() == 1 || v.layer.kernel.cols() == 1;
}
bool turnKernel(Version& v)
{
    v.layer.kernel = rotated180(v.layer.kernel);
    return !v.layer.pools() && v.layer.kernel.size() > 1;
}
bool mirrorKernelRows(Version& v)
{
    const Grid kernel = v.layer.kernel;
    for (int r = 0; r < kernel.rows(); ++r)
        std::copy(kernel.row(r).begin(), kernel.row(r).end(), v.layer.kernel.row(kernel.rows() - 1 - r).begin());
    return !v.layer.pools() && !isLine(v);
}
bool mirrorKernelColumns(Version& v)
{
    for (int r = 0; r < v.layer.kernel.rows(); ++r)
        std::reverse(v.layer.kernel.row(r).begin(), v.layer.kernel.row(r).end());
    return !v.layer.pools() && !isLine(v);
}
bool transposeKernel(Version& v)
{
    v.layer.kernel = transposed(v.layer.kernel);
    return !v.layer.pools() && v.layer.kernel.size() > 1;
}
bool otherPooling(Version& v)
{
    const bool max = v.layer.kind == LayerKind::MaxPool;
    v.layer.kind = max ? LayerKind::AveragePool : LayerKind::MaxPool;
    return max || v.layer.pools();
}

// Steps

bool noStride(Version& v)
{
    return std::exchange(v.layer.spec.stride, PerAxis{}) != PerAxis{};
}
bool swapStrides(Version& v)
{
    std::swap(v.layer.spec.stride.rows, v.layer.spec.stride.cols);
    return v.layer.spec.stride.rows != v.layer.spec.stride.cols;
}
bool windowStride(Version& v)
{
    const PerAxis window{v.layer.pool.rows, v.layer.pool.cols};
    return v.layer.pools() && std::exchange(v.layer.spec.stride, window) != window;
}
bool noDilation(Version& v)
{
    return !v.layer.pools() && std::exchange(v.layer.spec.dilation, PerAxis{}) != PerAxis{};
}

// Padding

bool pad(Version& v, Padding padding)
{
    v.layer.spec.padding = padding;
    return true;
}
bool padExplicitly(Version& v, Margin rows, Margin cols)
{
    pad(v, {PaddingMode::Explicit, rows, cols});
    return rows != v.rows || cols != v.cols;
}
bool noPadding(Version& v)
{
    return padExplicitly(v, {}, {});
}
bool padBefore(Version& v)
{
    return padExplicitly(v, {v.rows.before, 0}, {v.cols.before, 0});
}
bool padAfter(Version& v)
{
    return padExplicitly(v, {0, v.rows.after}, {0, v.cols.after});
}
bool padRows(Version& v)
{
    return padExplicitly(v, v.rows, {});
}
bool padColumns(Version& v)
{
    return padExplicitly(v, {}, v.cols);
}
bool swapSides(Version& v)
{
    return padExplicitly(v, {v.rows.after, v.rows.before}, {v.cols.after, v.cols.before});
}
template <PaddingMode mode>
bool padAs(Version& v)
{
    const auto& spec = v.layer.spec;
    const Shape window = v.layer.window();
    const PerAxis dilation = v.layer.pools() ? PerAxis{} : spec.dilation;
    return padExplicitly(v, marginFor(mode, dilation.rows * (window.rows - 1) + 1),
                         marginFor(mode, dilation.cols * (window.cols - 1) + 1));
}
template <Border border>
bool borderAs(Version& v)
{
    return !v.layer.pools() && std::exchange(v.layer.spec.border, border) != border;
}

// Bias, activation

bool biased(Version& v, float bias)
{
    return !v.layer.pools() && std::exchange(v.layer.bias, bias) != bias;
}
bool noBias(Version& v)
{
    return biased(v, 0);
}
bool biasTwice(Version& v)
{
    return biased(v, 2 * v.layer.bias);
}
bool biasSubtracted(Version& v)
{
    return biased(v, -v.layer.bias);
}
bool noActivation(Version& v)
{
    return !v.layer.pools() && std::exchange(v.layer.activation, Activation::None) != Activation::None;
}
bool needlessRelu(Version& v)
{
    return !v.layer.pools() && std::exchange(v.layer.activation, Activation::Relu) == Activation::None;
}

// The input

bool inputUpsideDown(Version& v)
{
    v.input = [](InputCell at, Shape shape) { return InputCell{shape.rows - 1 - at.row, at.col}; };
    return true;
}
bool inputMirrored(Version& v)
{
    v.input = [](InputCell at, Shape shape) { return InputCell{at.row, shape.cols - 1 - at.col}; };
    return true;
}
bool inputTransposed(Version& v)
{
    v.input = [](InputCell at, Shape) { return InputCell{at.col, at.row}; };
    v.inputTransposed = true;
    return true;
}

// Where the numbers of the output came to stand

bool placed(Version& v, OutputCell (*place)(OutputCell, Shape))
{
    v.place = place;
    return true;
}
bool resultTransposed(Version& v)
{
    v.transposed = true;
    return placed(v, [](OutputCell at, Shape) { return OutputCell{at.col, at.row}; });
}
bool resultTurned(Version& v)
{
    return placed(v, [](OutputCell at, Shape shape) {
        return OutputCell{shape.rows - 1 - at.row, shape.cols - 1 - at.col};
    });
}
bool resultUpsideDown(Version& v)
{
    return placed(v, [](OutputCell at, Shape shape) { return OutputCell{shape.rows - 1 - at.row, at.col}; });
}
bool resultMirrored(Version& v)
{
    return placed(v, [](OutputCell at, Shape shape) { return OutputCell{at.row, shape.cols - 1 - at.col}; });
}
template <int rows, int cols>
bool off(Version& v)
{
    return placed(v, [](OutputCell at, Shape) { return OutputCell{at.row + rows, at.col + cols}; });
}

// What became of the numbers

bool valued(Version& v, double (*value)(double))
{
    v.value = value;
    return true;
}
/// To the nearest number of half precision (IEEE 754 binary16: 11 bits, the smallest step 2⁻²⁴).
double toHalf(double v)
{
    if (v == 0 || !std::isfinite(v))
        return v;
    const int exponent = std::max(std::ilogb(v), -14);
    const double step = std::ldexp(1.0, exponent - 10);
    const double half = std::nearbyint(v / step) * step;
    constexpr double kLargest = 65504;
    return std::abs(half) > kLargest ? std::copysign(HUGE_VAL, v) : half;
}
bool half(Version& v)
{
    return valued(v, toHalf);
}
bool negative(Version& v)
{
    return valued(v, [](double number) { return -number; });
}
bool absolute(Version& v)
{
    return valued(v, [](double number) { return std::abs(number); });
}
bool rounded(Version& v)
{
    return valued(v, [](double number) { return std::nearbyint(number); });
}
bool truncated(Version& v)
{
    return valued(v, [](double number) { return std::trunc(number); });
}
bool clippedTo255(Version& v)
{
    return valued(v, [](double number) { return std::clamp(number, 0.0, 255.0); });
}
bool clippedTo1(Version& v)
{
    return valued(v, [](double number) { return std::clamp(number, 0.0, 1.0); });
}
bool saturated(Version& v)
{
    return valued(v, [](double number) { return std::clamp(std::nearbyint(number), 0.0, 255.0); });
}
bool wrapped(Version& v)
{
    return valued(v, [](double number) {
        const double whole = std::trunc(number);
        return whole - 256 * std::floor(whole / 256);
    });
}
bool times255(Version& v)
{
    return valued(v, [](double number) { return 255 * number; });
}
bool over255(Version& v)
{
    return valued(v, [](double number) { return number / 255; });
}
bool scaled(Version& v)
{
    return v.scaled = true;
}
bool normalised(Version& v)
{
    return v.scaled = v.shifted = true;
}

constexpr std::string_view kDefinition = "Compare how the kernel is laid on the window.";
constexpr std::string_view kPadding = "Look at the padding: which sides, and how many cells.";
constexpr std::string_view kBorder = "Look at what stands beyond the edge.";
constexpr std::string_view kIndices = "Look at the order of the indices.";
constexpr std::string_view kStart = "Look at where the loops begin.";
constexpr std::string_view kType = "Look at the type of the numbers that are stored.";
constexpr std::string_view kPicture = "Look at how the picture was read.";

constexpr std::array kCauses{
    CauseRow{{"flipped", "with the kernel turned around",
              "One of the two computes a convolution, the other a cross-correlation."},
             Slot::Weights,
             turnKernel},
    CauseRow{{"transposed-kernel", "with the kernel transposed", kDefinition}, Slot::Weights, transposeKernel},
    CauseRow{{"flipped-rows", "with the kernel mirrored up and down", kDefinition}, Slot::Weights, mirrorKernelRows},
    CauseRow{{"flipped-columns", "with the kernel mirrored left and right", kDefinition},
             Slot::Weights,
             mirrorKernelColumns},
    CauseRow{{"other-pooling", "with the other pooling", "One takes the largest, the other the mean."},
             Slot::Weights,
             otherPooling},
    CauseRow{{"stride-1", "with stride 1", "The stride of this layer is larger."}, Slot::Stride, noStride},
    CauseRow{{"strides-swapped", "with the two strides exchanged", "The first is that of the rows."},
             Slot::Stride,
             swapStrides},
    CauseRow{{"stride-of-window", "with the window as the stride", "Libraries do so unless they are told."},
             Slot::Stride,
             windowStride},
    CauseRow{{"padding-forgotten", "without padding", kPadding}, Slot::Padding, noPadding},
    CauseRow{{"padding-before", "with padding above and left only", kPadding}, Slot::Padding, padBefore},
    CauseRow{{"padding-after", "with padding below and right only", kPadding}, Slot::Padding, padAfter},
    CauseRow{{"padding-rows", "with padding above and below only", kPadding}, Slot::Padding, padRows},
    CauseRow{{"padding-columns", "with padding left and right only", kPadding}, Slot::Padding, padColumns},
    CauseRow{{"padding-swapped", "with the odd cell of padding on the other side",
              "An even kernel needs one more on one side: libraries differ in which."},
             Slot::Padding,
             swapSides},
    CauseRow{{"same", "with padding that keeps the size", kPadding}, Slot::Padding, padAs<PaddingMode::Same>},
    CauseRow{{"same-lower", "with padding that keeps the size, the odd cell before", kPadding},
             Slot::Padding,
             padAs<PaddingMode::SameLower>},
    CauseRow{{"full", "with padding wherever the kernel touches the input", kPadding},
             Slot::Padding,
             padAs<PaddingMode::Full>},
    CauseRow{{"border-zero", "with zeros beyond the edge", kBorder}, Slot::Border, borderAs<Border::Zero>},
    CauseRow{
        {"border-replicate", "with the border rule replicate", kBorder}, Slot::Border, borderAs<Border::Replicate>},
    CauseRow{{"border-reflect", "with the border rule reflect", kBorder}, Slot::Border, borderAs<Border::Reflect>},
    CauseRow{
        {"border-symmetric", "with the border rule symmetric", kBorder}, Slot::Border, borderAs<Border::Symmetric>},
    CauseRow{{"border-circular", "with the border rule circular", kBorder}, Slot::Border, borderAs<Border::Circular>},
    CauseRow{
        {"dilation-1", "without the dilation", "The dilation of this layer is larger."}, Slot::Dilation, noDilation},
    CauseRow{{"bias-forgotten", "without the bias", "The bias is added to each cell."}, Slot::Bias, noBias},
    CauseRow{{"bias-twice", "with the bias added twice", "The bias is added once."}, Slot::Bias, biasTwice},
    CauseRow{{"bias-subtracted", "with the bias subtracted", "The bias is added."}, Slot::Bias, biasSubtracted},
    CauseRow{
        {"activation-forgotten", "before the activation", "This layer has one."}, Slot::Activation, noActivation},
    CauseRow{{"relu-where-none", "with a ReLU", "This layer has none."}, Slot::Activation, needlessRelu},
    CauseRow{{"input-upside-down", "from the input upside down", kPicture}, Slot::Input, inputUpsideDown},
    CauseRow{{"input-mirrored", "from the input mirrored left and right", kPicture}, Slot::Input, inputMirrored},
    CauseRow{{"input-transposed", "from the input transposed", kIndices}, Slot::Input, inputTransposed},
    CauseRow{{"result-transposed", "with the result transposed", kIndices}, Slot::Place, resultTransposed},
    CauseRow{{"result-turned", "with the result turned around", kIndices}, Slot::Place, resultTurned},
    CauseRow{{"result-upside-down", "with the result upside down", kIndices}, Slot::Place, resultUpsideDown},
    CauseRow{{"result-mirrored", "with the result mirrored left and right", kIndices}, Slot::Place, resultMirrored},
    CauseRow{{"row-late", "one row too low", kStart}, Slot::Place, off<1, 0>},
    CauseRow{{"row-early", "one row too high", kStart}, Slot::Place, off<-1, 0>},
    CauseRow{{"column-late", "one column too far right", kStart}, Slot::Place, off<0, 1>},
    CauseRow{{"column-early", "one column too far left", kStart}, Slot::Place, off<0, -1>},
    CauseRow{{"negative", "with the other sign", "Look at which of the two is subtracted."}, Slot::Value, negative},
    CauseRow{{"absolute", "without the signs", kType}, Slot::Value, absolute},
    CauseRow{{"float16", "with numbers rounded to float16", kType}, Slot::Value, half},
    CauseRow{{"rounded", "with numbers rounded to whole ones", kType}, Slot::Value, rounded},
    CauseRow{{"truncated", "with the digits behind the point cut off", kType}, Slot::Value, truncated},
    CauseRow{{"clipped-0-255", "cut to 0 … 255", kType}, Slot::Value, clippedTo255},
    CauseRow{{"clipped-0-1", "cut to 0 … 1", kType}, Slot::Value, clippedTo1},
    CauseRow{{"bytes", "rounded and cut to the bytes 0 … 255", kType}, Slot::Value, saturated},
    CauseRow{{"wrapped-256", "as bytes that wrap around at 256", kType}, Slot::Value, wrapped},
    CauseRow{{"times-255", "times 255", "Look at the range of the picture's numbers."}, Slot::Value, times255},
    CauseRow{{"over-255", "divided by 255", "Look at the range of the picture's numbers."}, Slot::Value, over255},
    CauseRow{{"scaled", "times a constant", "Look for a factor in the kernel or the picture."}, Slot::Value, scaled},
    CauseRow{
        {"normalised", "stretched to 0 … 1", "Look for what was made of it to show it."}, Slot::Value, normalised},
};

} // namespace

std::span<const CauseRow> causeRows()
{
    return kCauses;
}

} // namespace lab
