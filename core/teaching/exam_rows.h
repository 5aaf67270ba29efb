// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/teaching/draw.h"
#include "core/teaching/exam.h"
#include "core/teaching/filled.h"

#include <limits>
#include <span>

namespace lab
{

/// The rows of examTemplates(), by what they ask for, and what their draws share.

std::span<const ExamTemplate> sizeTemplates();
std::span<const ExamTemplate> countTemplates();
std::span<const ExamTemplate> kernelTemplates();
std::span<const ExamTemplate> cellTemplates();
std::span<const ExamTemplate> learningTemplates();

/// What a mistake makes of one number. NaN: it cannot be made here.
struct NamedNumber {
    std::string_view mistake;
    double value = 0;
    std::string how; ///< goes on after "5 is what you get "
    std::string advice = {}; ///< sentences: how it is meant
};
inline constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// What the table of mistakes makes of a question that asks for one number: all of it, or what counts when mistakes
/// are to be told apart. Empty where it cannot be answered.
std::vector<NamedNumber> numbersOf(const Session& session, const Question& question, bool all);

/// The other number may differ by that much.
inline constexpr double kExamTolerance = 0.005;
/// Whether each of `must` is among the alternatives, and differs from the right answer and from every other one.
bool toldApart(double right, std::span<const NamedNumber> alternatives, std::span<const std::string_view> must,
               double tolerance = kExamTolerance);

/// The answer of a question, and the alternatives of its first number.
void setAnswer(ExamQuestion& question, const Grid64& right, std::span<const NamedNumber> alternatives);

/// Of the first layer, and the first epoch.
Question asking(Asked asked, int row = 0, int col = 0);
/// A number by its name.
Question asking(std::string_view name, std::size_t layer = 0);

/// The numbers of a grid that was drawn.
void addParameters(ExamQuestion& question, const Grid64& grid);

/// "(−3)" as a factor, "3" if it is positive.
std::string factor(double number);
/// "1 image", "2 images".
std::string counted(int count, std::string_view noun);

/// ⌊(n + 2p − d(k − 1) − 1)/s⌋ + 1.
int sizeAfter(int n, int k, int p, int s, int d = 1);

/// A session of one layer, or of several, with this input; it need not be what a person would choose to look at.
Session examSession(const Grid64& input, std::vector<Layer> layers);
/// An input whose numbers do not matter.
Grid64 anyInput(int rows, int cols);
/// A kernel of ones with this geometry, padding on all sides.
Layer onesLayer(Shape kernel, int padding, int stride, int dilation = 1);
Layer maxPoolLayer(int side, int stride);
Layer layerWith(const Grid64& kernel, float bias, int padding = 0, int stride = 1);

} // namespace lab
