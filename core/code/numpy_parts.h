// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/code/code_writer.h"

#include <span>
#include <string>
#include <string_view>

namespace lab
{

/// What NumPy, SciPy and OpenCV code share: all three work on NumPy arrays of double precision.

/// One layer over the array named x.
struct NumpySlide {
    const CodeLayer& one;
    std::string_view x;
    int planes;
    bool planesLast;

    const Geometry& geometry() const { return one.geometry; }
    /// What stands before the rows in an index.
    std::string_view lead() const { return planes > 1 && !planesLast ? "..., " : ""; }
};

/// How a library stores and slides. The functions write what makes `padded` of x, and of that the sums v of all
/// windows, before bias and activation.
struct NumpyDialect {
    std::string_view title;
    std::span<const std::string_view> imports; ///< beside NumPy
    bool planesLast; ///< rows, columns, planes; else planes come first
    bool convolves; ///< it has a convolution of its own, so that the kernel needs no turning
    void (*pad)(CodeWriter& code, const NumpySlide& slide);
    void (*correlate)(CodeWriter& code, const NumpySlide& slide);
    void (*largest)(CodeWriter& code, const NumpySlide& slide);
    void (*average)(CodeWriter& code, const NumpySlide& slide);
    std::string_view activationNote; ///< said above an activation; none: nothing
    std::string_view learningNote; ///< what of learning the library does not have
    /// Writes a small layer cell by cell, bias and activation too; null: it does not.
    void (*cells)(CodeWriter& code, const NumpySlide& slide) = nullptr;
};

Code numpyCode(const Computation& work, const NumpyDialect& dialect);

void padByNumpy(CodeWriter& code, const NumpySlide& slide);
/// The sums of all windows weight by weight; of poolings, the largest or the mean.
void correlateByTaps(CodeWriter& code, const NumpySlide& slide);
void largestByTaps(CodeWriter& code, const NumpySlide& slide);
void averageByTaps(CodeWriter& code, const NumpySlide& slide);
/// "met = …": what tap (a, b) meets, one number for each window.
void writeMet(CodeWriter& code, const NumpySlide& slide, CodeRole role);
/// The learning of work.run, behind the layers before it.
void writeNumpyRun(CodeWriter& code, const Computation& work, const NumpyDialect& dialect);

/// "kernel = …", turned where the operation wants it and the library does not do it.
void writeNumpyKernel(CodeWriter& code, const CodeLayer& one, bool convolves, int number);
/// The layer from x to y.
void writeNumpyLayer(CodeWriter& code, const NumpyDialect& dialect, const NumpySlide& slide, std::string_view y);
void writeNumpyArray(CodeWriter& code, std::string_view name, std::string_view file, const std::vector<Plane>& planes,
                     bool planesLast);
void writeNumpyActivation(CodeWriter& code, Activation activation);

bool hasMargin(const Geometry& geometry);
/// "(a, b)"
std::string pythonPair(int a, int b);
/// "for a in range(2):", and what follows is indented.
void openPythonLoop(CodeWriter& code, std::string_view index, int count, CodeRole role);

} // namespace lab
