// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/corr2d.h"
#include "core/learning/curvature.h"
#include "core/learning/gradient_terms.h"
#include "core/teaching/mistake_tables.h"

#include <array>
#include <cmath>

namespace lab
{

namespace
{

using Value = std::optional<double>;

/// What the sums of a loss are multiplied with.
double scale(const AskedEpoch& epoch)
{
    return epoch.problem.reduction == Reduction::Mean ? 1 / epoch.problem.residuals() : 1;
}

/// Σ over all residuals of `part`.
double summed(const std::vector<Grid64>& residuals, double (*part)(double))
{
    double sum = 0;
    for (const Grid64& plane : residuals)
        for (const double r : plane.cells())
            sum += part(r);
    return sum;
}
double squared(double r)
{
    return r * r;
}
double asIs(double r)
{
    return r;
}

constexpr MistakeRow<LossCase> loss(std::string_view id, std::string_view how, std::string_view advice,
                                    Value (*value)(const LossCase&))
{
    return {{id, Topic::Loss, how, advice, "squares"}, value};
}

constexpr std::string_view kSum = "The loss is the sum of the squared residuals over all cells.";

const std::array kLoss{
    loss("mean", "with the mean of the squares", kSum,
         [](const LossCase& c) -> Value { return summed(c.residuals, squared) / c.epoch.problem.residuals(); }),
    loss("sum", "with the sum of the squares", "This loss is their mean.",
         [](const LossCase& c) -> Value { return summed(c.residuals, squared); }),
    loss("half", "with half of the squares", kSum,
         [](const LossCase& c) -> Value { return c.epoch.record.loss / 2; }),
    loss("absolute", "with the residuals without their signs", "They are squared.",
         [](const LossCase& c) -> Value {
             return scale(c.epoch) * summed(c.residuals, [](double r) { return std::abs(r); });
         }),
    loss("not-squared", "with the residuals as they are", "They are squared.",
         [](const LossCase& c) -> Value { return scale(c.epoch) * summed(c.residuals, asIs); }),
    loss("square-of-sum", "by squaring the sum", "First square, then add.",
         [](const LossCase& c) -> Value { return squared(summed(c.residuals, asIs)); }),
    loss("root", "with a square root", "No root is taken.",
         [](const LossCase& c) -> Value { return std::sqrt(summed(c.residuals, squared)); }),
    loss("root-mean", "with the root of the mean of the squares", kSum,
         [](const LossCase& c) -> Value {
             return std::sqrt(summed(c.residuals, squared) / c.epoch.problem.residuals());
         }),
    loss("one-row", "from the first row alone", "All cells count.",
         [](const LossCase& c) -> Value {
             double sum = 0;
             for (const double r : c.residuals.front().row(0))
                 sum += r * r;
             return scale(c.epoch) * sum;
         }),
    loss("after-update", "behind the update of this epoch",
         "That is the loss of the next one: it is measured before the update.",
         [](const LossCase& c) -> Value { return c.epoch.nextLoss; }),
};

// ∂loss/∂w = 2·Σ r·x, of a mean divided by the number of residuals

/// 2·Σ part(residual, input under the weight).
double gradient(const WeightCase& c, const std::vector<Grid64>& residuals, WeightCell weight,
                double (*part)(const GradientTerm&))
{
    double sum = 0;
    for (std::size_t plane = 0; plane < residuals.size(); ++plane)
        for (const GradientTerm& term :
             kernelGradientTerms(c.epoch.problem.inputs[plane], residuals[plane], c.epoch.problem.geometry, weight))
            sum += part(term);
    return 2 * scale(c.epoch) * sum;
}
double product(const GradientTerm& term)
{
    return term.product;
}
double ofWeight(const WeightCase& c, WeightCell weight)
{
    return c.epoch.record.kernelGradient.at(weight);
}
double rightGradient(const WeightCase& c)
{
    return ofWeight(c, c.weight);
}
/// The input under the weight, over all windows.
double inputs(const WeightCase& c)
{
    return gradient(c, c.residuals, c.weight, [](const GradientTerm& term) { return term.factor; }) /
           (2 * scale(c.epoch));
}
std::vector<Grid64> targets(const AskedEpoch& epoch)
{
    std::vector<Grid64> all;
    for (const auto& target : epoch.problem.targets) {
        Grid64 numbers(target.shape());
        for (int r = 0; r < target.rows(); ++r)
            std::copy(target.row(r).begin(), target.row(r).end(), numbers.row(r).begin());
        all.push_back(std::move(numbers));
    }
    return all;
}
std::vector<Grid64> predictions(const WeightCase& c)
{
    std::vector<Grid64> all = targets(c.epoch);
    for (std::size_t plane = 0; plane < all.size(); ++plane)
        for (std::size_t i = 0; i < all[plane].size(); ++i)
            all[plane].cells()[i] += c.residuals[plane].cells()[i];
    return all;
}

constexpr MistakeRow<WeightCase> slope(std::string_view id, std::string_view how, std::string_view advice,
                                       Value (*value)(const WeightCase&))
{
    return {{id, Topic::Gradient, how, advice, "residuals"}, value};
}

constexpr std::string_view kTerm = "Each residual is multiplied with the input under this weight.";
constexpr std::string_view kResidual = "It is the residual that drives learning: output less target.";

const std::array kGradient{
    slope("factor-2-forgotten", "without the factor 2", "It comes from the square.",
          [](const WeightCase& c) -> Value { return rightGradient(c) / 2; }),
    slope("sign", "with the other sign", "A residual is output less target.",
          [](const WeightCase& c) -> Value { return -rightGradient(c); }),
    slope("mean", "with a mean over the windows", "This loss is a sum.",
          [](const WeightCase& c) -> Value { return rightGradient(c) / c.epoch.problem.residuals(); }),
    slope("sum", "with the sum over the windows", "This loss is a mean.",
          [](const WeightCase& c) -> Value { return rightGradient(c) / scale(c.epoch); }),
    slope("input-forgotten", "from the residuals alone", kTerm,
          [](const WeightCase& c) -> Value {
              return gradient(c, c.residuals, c.weight, [](const GradientTerm& term) { return term.residual; });
          }),
    slope("target-for-residual", "with the target in place of the residual", kResidual,
          [](const WeightCase& c) -> Value { return gradient(c, targets(c.epoch), c.weight, product); }),
    slope("output-for-residual", "with the output in place of the residual", kResidual,
          [](const WeightCase& c) -> Value { return gradient(c, predictions(c), c.weight, product); }),
    slope("one-window", "from one window alone", "All windows count.",
          [](const WeightCase& c) -> Value {
              double largest = 0;
              for (std::size_t plane = 0; plane < c.residuals.size(); ++plane)
                  for (const GradientTerm& term : kernelGradientTerms(
                           c.epoch.problem.inputs[plane], c.residuals[plane], c.epoch.problem.geometry, c.weight))
                      if (std::abs(term.product) > std::abs(largest))
                          largest = term.product;
              return 2 * scale(c.epoch) * largest;
          }),
    slope("squared-residual", "with the squared residuals", "The derivative of r² is 2r.",
          [](const WeightCase& c) -> Value {
              return gradient(c, c.residuals, c.weight,
                              [](const GradientTerm& term) { return term.residual * term.product; });
          }),
    slope("weight-for-input", "with the weight in place of the inputs", "The derivative of w·x by w is x.",
          [](const WeightCase& c) -> Value {
              return 2 * scale(c.epoch) * summed(c.residuals, asIs) * c.epoch.kernel.at(c.weight);
          }),
    slope("factor-twice", "with the factor 2 twice", "The square gives it once.",
          [](const WeightCase& c) -> Value { return 2 * rightGradient(c); }),
    slope("sum-times-sum", "from the sum of the residuals times the sum of the inputs",
          "Each residual is multiplied with its own input, then all are added.",
          [](const WeightCase& c) -> Value { return 2 * scale(c.epoch) * summed(c.residuals, asIs) * inputs(c); }),
    slope("turned", "for the weight of the turned place", "The residuals start at X[a,b] for the weight K[a,b].",
          [](const WeightCase& c) -> Value { return ofWeight(c, c.turned()); }),
};

// An update of gradient descent: w − η·g. Other optimisers take other steps, in which these cannot be made.

bool descends(const WeightCase& c)
{
    return c.epoch.problem.optimiser == Optimiser::GradientDescent;
}
/// w + factor·η·g
Value updated(const WeightCase& c, double factor, double slope)
{
    return descends(c) ? Value(c.epoch.kernel.at(c.weight) + factor * c.epoch.rate * slope) : std::nullopt;
}

constexpr MistakeRow<WeightCase> update(std::string_view id, std::string_view how, std::string_view advice,
                                        Value (*value)(const WeightCase&))
{
    return {{id, Topic::Weight, how, advice, "surface"}, value};
}

constexpr std::string_view kStep = "The new weight is the old one less rate times gradient.";

const std::array kUpdate{
    update("plus", "uphill, with the gradient", "A step goes downhill, against the gradient.",
           [](const WeightCase& c) { return updated(c, 1, rightGradient(c)); }),
    update("rate-forgotten", "without the learning rate", "The rate scales the step.",
           [](const WeightCase& c) { return updated(c, -1 / c.epoch.rate, rightGradient(c)); }),
    update("factor-2-forgotten", "without the factor 2 of the gradient", "It comes from the square.",
           [](const WeightCase& c) { return updated(c, -0.5, rightGradient(c)); }),
    update("step-only", "for the step alone", kStep,
           [](const WeightCase& c) -> Value {
               return descends(c) ? Value(-c.epoch.rate * rightGradient(c)) : std::nullopt;
           }),
    update("gradient-only", "for the gradient alone", kStep,
           [](const WeightCase& c) -> Value { return rightGradient(c); }),
    update("loss-for-gradient", "with the loss in place of the gradient",
           "The gradient has one number for each weight.",
           [](const WeightCase& c) { return updated(c, -1, c.epoch.record.loss); }),
    update("times-weight", "with the gradient times the weight", kStep,
           [](const WeightCase& c) { return updated(c, -c.epoch.kernel.at(c.weight), rightGradient(c)); }),
    update("rate-times-weight", "with the rate at the weight", "The rate scales the step.",
           [](const WeightCase& c) -> Value {
               return descends(c) ? Value(c.epoch.kernel.at(c.weight) * c.epoch.rate - rightGradient(c))
                                  : std::nullopt;
           }),
    update("not-moved", "before the update", kStep,
           [](const WeightCase& c) -> Value { return c.epoch.kernel.at(c.weight); }),
    update("rate-tenfold", "with ten times the rate", "Mind the zeros of the rate.",
           [](const WeightCase& c) { return updated(c, -10, rightGradient(c)); }),
    update("other-weight-gradient", "with the gradient of the other weight", "Each weight has its own.",
           [](const WeightCase& c) -> Value {
               return c.turned() == c.weight ? std::nullopt : updated(c, -1, ofWeight(c, c.turned()));
           }),
};

constexpr MistakeRow<ResidualCase> residual(std::string_view id, std::string_view how, std::string_view advice,
                                            Value (*value)(const ResidualCase&))
{
    return {{id, Topic::Residual, how, advice, "residuals"}, value};
}

constexpr std::string_view kDifference = "A residual is output less target.";

const std::array kResiduals{
    residual("sign", "for target less output", "It is output less target; so the update gets its minus.",
             [](const ResidualCase& c) -> Value { return c.target - c.prediction; }),
    residual("output-only", "from the output alone", kDifference,
             [](const ResidualCase& c) -> Value { return c.prediction; }),
    residual("target-only", "from the target alone", kDifference,
             [](const ResidualCase& c) -> Value { return c.target; }),
    residual("added", "by adding output and target", kDifference,
             [](const ResidualCase& c) -> Value { return c.prediction + c.target; }),
    residual("squared", "by squaring", "The square comes with the loss.",
             [](const ResidualCase& c) -> Value { return squared(c.prediction - c.target); }),
};

constexpr MistakeRow<Curvature> rate(std::string_view id, std::string_view how, std::string_view advice,
                                     Value (*value)(const Curvature&))
{
    return {{id, Topic::Rate, how, advice, "surface"}, value};
}

constexpr std::string_view kLimit = "It is 2 over the largest eigenvalue.";

const std::array kRates{
    rate("one-over", "with 1 over the largest eigenvalue", kLimit,
         [](const Curvature& c) -> Value { return 1 / c.eigenvalues.back(); }),
    rate("smallest-eigenvalue", "with the smallest eigenvalue", "The steepest direction diverges first.",
         [](const Curvature& c) -> Value { return 2 / c.eigenvalues.front(); }),
    rate("best-rate", "for the rate that is best", "Asked is the largest one.",
         [](const Curvature& c) -> Value { return c.bestRate(); }),
    rate("eigenvalue", "for the eigenvalue itself", kLimit,
         [](const Curvature& c) -> Value { return c.eigenvalues.back(); }),
};

} // namespace

std::span<const MistakeRow<LossCase>> lossMistakes()
{
    return kLoss;
}

std::span<const MistakeRow<WeightCase>> gradientMistakes()
{
    return kGradient;
}

std::span<const MistakeRow<WeightCase>> updateMistakes()
{
    return kUpdate;
}

std::span<const MistakeRow<ResidualCase>> residualMistakes()
{
    return kResiduals;
}

std::span<const MistakeRow<Curvature>> rateMistakes()
{
    return kRates;
}

} // namespace lab
