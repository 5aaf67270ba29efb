// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workshop/kernel_generators.h"

#include "core/workshop/kernel_formulas.h"

#include <algorithm>
#include <array>

namespace lab
{

namespace
{

using Values = std::span<const double>;

constexpr double kLargestSigma = 12.6; ///< 101 cells, cut off at 4σ

constexpr Parameter sigmaNamed(std::string_view id, std::string_view name, double usual)
{
    return {
        .id = id, .name = name, .unit = "cells", .least = 0.1, .most = kLargestSigma, .step = 0.1, .usual = usual};
}

constexpr Parameter sideNamed(std::string_view id, std::string_view name, double usual)
{
    return {.id = id, .name = name, .unit = "cells", .least = 1, .most = kLargestSide, .usual = usual, .whole = true};
}

constexpr Parameter orderNamed(std::string_view id, std::string_view name, double usual)
{
    return {.id = id, .name = name, .unit = "", .least = 0, .most = 4, .usual = usual, .whole = true};
}

constexpr Parameter angleNamed(std::string_view id, std::string_view name)
{
    return {.id = id, .name = name, .unit = "°", .least = -360, .most = 360, .step = 5, .usual = 0};
}

constexpr Parameter kSeed{
    .id = "seed", .name = "Seed", .unit = "", .least = 0, .most = 999'999'999, .usual = 1, .whole = true};

constexpr std::array kSigma{sigmaNamed("sigma", "Sigma", 1)};
constexpr std::array kSides{sideNamed("rows", "Rows", 3), sideNamed("cols", "Columns", 3)};
constexpr std::array kMotion{
    Parameter{.id = "length", .name = "Length", .unit = "cells", .least = 1, .most = kLargestSide, .usual = 9},
    angleNamed("angle", "Angle")};
constexpr std::array kAngle{angleNamed("angle", "Angle")};
constexpr std::array kOrders{orderNamed("order-x", "Order to the right", 1), orderNamed("order-y", "Order down", 0),
                             Parameter{.id = "aperture",
                                       .name = "Aperture",
                                       .unit = "cells",
                                       .least = 1,
                                       .most = 31,
                                       .step = 2,
                                       .usual = 5,
                                       .whole = true,
                                       .odd = true}};
constexpr std::array kTwoSigmas{sigmaNamed("sigma-1", "Sigma of the first", 1),
                                sigmaNamed("sigma-2", "Sigma of the second", 1.6)};
constexpr std::array kUnsharp{
    sigmaNamed("sigma", "Sigma", 1),
    Parameter{.id = "amount", .name = "Amount", .unit = "", .least = 0, .most = 10, .step = 0.1, .usual = 1}};
constexpr std::array kGabor{
    Parameter{.id = "side",
              .name = "Side",
              .unit = "cells",
              .least = 1,
              .most = kLargestSide,
              .step = 2,
              .usual = 15,
              .whole = true,
              .odd = true},
    Parameter{.id = "sigma", .name = "Sigma", .unit = "cells", .least = 0.1, .most = 50, .step = 0.1, .usual = 3},
    angleNamed("angle", "Angle"),
    Parameter{
        .id = "wavelength", .name = "Wavelength", .unit = "cells", .least = 1, .most = 200, .step = 0.5, .usual = 6},
    Parameter{.id = "aspect", .name = "Aspect ratio", .unit = "", .least = 0.1, .most = 10, .step = 0.1, .usual = 1},
    angleNamed("phase", "Phase")};
constexpr std::array kRandom{sideNamed("rows", "Rows", 3), sideNamed("cols", "Columns", 3), kSeed};

Shape shapeOf(Values v)
{
    return {int(v[0]), int(v[1])};
}

Result<Grid64> derivative(Values v)
{
    const int order = int(std::max(v[0], v[1])), aperture = int(v[2]), least = leastAperture(order);
    if (aperture < least)
        return Error{ErrorCode::DerivativeTooShort,
                     {std::to_string(order), std::to_string(aperture), std::to_string(least)}};
    return derivativeKernel(int(v[0]), int(v[1]), aperture);
}

constexpr std::array kGenerators{
    KernelGenerator{"gaussian", "Blur", "Gaussian blur", "A mean in which near neighbours count more, as a bell.",
                    "scipy.ndimage.gaussian_filter, truncate 4", kSigma,
                    [](Values v) -> Result<Grid64> { return gaussianKernel(v[0]); }},
    KernelGenerator{"box", "Blur", "Box blur", "The mean of all cells of the window.", "cv2.blur", kSides,
                    [](Values v) -> Result<Grid64> { return boxKernel(shapeOf(v)); }},
    KernelGenerator{"motion", "Blur", "Motion blur",
                    "A mean along a line, as of a picture that moved while it was taken.",
                    "1 − d within a cell of the line, of sum 1", kMotion,
                    [](Values v) -> Result<Grid64> { return motionKernel(v[0], v[1]); }},
    KernelGenerator{"sobel", "Edges", "Sobel in a direction", "Change along the angle, smoothed across by 1, 2, 1.",
                    "cv2.Sobel: cos · x + sin · y", kAngle,
                    [](Values v) -> Result<Grid64> { return directedGradient(1, 2, v[0]); }},
    KernelGenerator{"scharr", "Edges", "Scharr in a direction",
                    "Change along the angle, smoothed across by 3, 10, 3: truer to the angle than Sobel.",
                    "cv2.Scharr: cos · x + sin · y", kAngle,
                    [](Values v) -> Result<Grid64> { return directedGradient(3, 10, v[0]); }},
    KernelGenerator{"prewitt", "Edges", "Prewitt in a direction",
                    "Change along the angle, smoothed across by 1, 1, 1.", "scipy.ndimage.prewitt: cos · x + sin · y",
                    kAngle, [](Values v) -> Result<Grid64> { return directedGradient(1, 1, v[0]); }},
    KernelGenerator{"derivative", "Edges", "Derivative",
                    "A derivative to the right and down, smoothed by binomials over the aperture.",
                    "cv2.getDerivKernels, not normalised", kOrders, derivative},
    KernelGenerator{"laplacian-of-gaussian", "Edges", "Laplacian of Gaussian",
                    "The second derivatives of a blurred picture: 0 on edges, strong on spots as wide as the bell.",
                    "scipy.ndimage.gaussian_laplace, truncate 4", kSigma,
                    [](Values v) -> Result<Grid64> { return laplacianOfGaussian(v[0]); }},
    KernelGenerator{"difference-of-gaussians", "Edges", "Difference of Gaussians",
                    "What a small blur keeps and a large one loses: spots and edges of a size between.",
                    "skimage.filters.difference_of_gaussians, truncate 4", kTwoSigmas,
                    [](Values v) -> Result<Grid64> { return differenceOfGaussians(v[0], v[1]); }},
    KernelGenerator{"gabor", "Lines", "Gabor", "A wave under a bell: answers to stripes of this width and direction.",
                    "cv2.getGaborKernel", kGabor,
                    [](Values v) -> Result<Grid64> {
                        return gaborKernel({int(v[0]), v[1], v[2], v[3], v[4], v[5]});
                    }},
    KernelGenerator{"unsharp", "Other", "Unsharp mask",
                    "The picture, plus what a blur takes from it: edges become steeper.",
                    "skimage.filters.unsharp_mask, unclipped", kUnsharp,
                    [](Values v) -> Result<Grid64> { return unsharpKernel(v[0], v[1]); }},
    KernelGenerator{"random-uniform", "Other", "Random, uniform",
                    "Each weight from −1 to 1, all as likely; a seed repeats it.", "MT19937-64, (⌊m/2¹¹⌋/2⁵³)·2 − 1",
                    kRandom,
                    [](Values v) -> Result<Grid64> { return seededUniform(shapeOf(v), std::uint64_t(v[2])); }},
    KernelGenerator{"random-normal", "Other", "Random, normal",
                    "Each weight from the bell of mean 0 and deviation 1; a seed repeats it.",
                    "MT19937-64, Box and Muller", kRandom,
                    [](Values v) -> Result<Grid64> { return seededNormal(shapeOf(v), std::uint64_t(v[2])); }},
};

} // namespace

std::span<const KernelGenerator> kernelGenerators()
{
    return kGenerators;
}

const KernelGenerator* findKernelGenerator(std::string_view id)
{
    for (const KernelGenerator& generator : kGenerators)
        if (generator.id == id)
            return &generator;
    return nullptr;
}

std::vector<double> usualValues(const KernelGenerator& generator)
{
    std::vector<double> values;
    for (const Parameter& parameter : generator.parameters)
        values.push_back(parameter.usual);
    return values;
}

Result<Grid> generated(const KernelGenerator& generator, std::span<const double> values)
{
    const auto parameters = generator.parameters;
    if (values.size() != parameters.size())
        return Error{ErrorCode::ParameterCount, {std::to_string(values.size()), std::to_string(parameters.size())}};
    for (std::size_t i = 0; i < values.size(); ++i)
        if (auto error = wrongWith(parameters[i], values[i]))
            return std::move(*error);
    const auto weights = generator.weights(values);
    if (!weights)
        return weights.error();
    assert(weights->rows() <= kLargestSide && weights->cols() <= kLargestSide);
    return converted<float>(*weights);
}

} // namespace lab
