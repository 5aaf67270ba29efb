// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/conv_spec.h"
#include "core/engine/fused_epoch.h"
#include "core/normal_matrix.h"
#include "core/session.h"
#include "core/train_spec.h"

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace lab
{

/// What a trainer works on: the planes of an input and, for each, the output to reach.
struct TrainProblem {
    std::vector<GridView<float>> inputs;
    std::vector<Grid> targets; ///< one for each input, of the geometry's output shape
    Geometry geometry;
    bool learnBias = false;
    Optimiser optimiser = Optimiser::GradientDescent;
    Reduction reduction = Reduction::Sum;
    std::shared_ptr<const void> owner = {}; ///< keeps what `inputs` view alive
    /// Residuals: cells of all targets.
    double residuals() const { return double(geometry.output().cells()) * double(targets.size()); }
};

/// The problem of a session's focused layer, for a kernel of the start kernel's size. A layer that is not the
/// first learns from the maps before it; what is learned is the convolution before its activation. Errors: those of
/// resolve(), PoolingLearnsNothing, TargetShape, TargetPlanes, Stopped,
/// OutOfMemory.
Result<TrainProblem> trainProblem(const Session& session, std::stop_token stop = {});

/// Whether two sessions pose the same problem and start: then every epoch of one is that epoch of the other.
bool sameRun(const Session& a, const Session& b);

/// One epoch: where it began, what it measured there, and where its update led.
struct EpochRecord {
    int epoch = 0; ///< from 1
    double sumOfSquares = 0; ///< before the update
    double loss = 0; ///< sum or mean, before the update
    Grid64 kernelGradient; ///< ∂loss/∂K before the update
    double biasGradient = 0;
    Grid64 kernel; ///< after the update
    double bias = 0;
};

/// Descent on the squared error, by default K ← K − rate · ∂loss/∂K (Dive into Deep Learning, 7.2.4), in double.
/// Deterministic: the same problem and start give the same bits.
class Trainer
{
public:
    /// A loss this many times the first one has diverged.
    static constexpr double kDivergence = 1e10;

    /// `normal` is of the problem, if its epochs are computed so.
    Trainer(TrainProblem problem, Grid64 startKernel, double startBias, std::optional<NormalMatrix> normal = {});

    /// Runs one epoch with `rate`; false when stopped or when it has diverged already.
    bool step(double rate, std::stop_token stop = {});
    const std::vector<EpochRecord>& history() const { return m_history; }
    const Grid64& kernel() const { return m_history.empty() ? m_startKernel : m_history.back().kernel; }
    double bias() const { return m_history.empty() ? m_startBias : m_history.back().bias; }
    bool diverged() const;
    const TrainProblem& problem() const { return m_problem; }
    const std::optional<NormalMatrix>& normal() const { return m_normal; }

private:
    /// At the current kernel. Errors: Stopped, OutOfMemory.
    Result<LossAndGradient> measure(std::stop_token stop) const;

    TrainProblem m_problem;
    std::optional<NormalMatrix> m_normal;
    Grid64 m_startKernel;
    double m_startBias;
    OptimiserState m_state;
    std::vector<EpochRecord> m_history;
};

/// The loss (as a sum of squares) and its derivatives at one kernel, in double, window by window: the definition. Not
/// for large images.
LossAndGradient lossAndGradient(const TrainProblem& problem, const Grid64& kernel, double bias, std::stop_token stop);

/// The normal matrix of all planes of a problem. Errors: Stopped, OutOfMemory.
Result<NormalMatrix> normalMatrix(const TrainProblem& problem, int threads, std::stop_token stop = {});

/// How the epochs of a problem are computed.
enum class EpochMethod {
    Windows, ///< lossAndGradient(): a small problem
    Normal, ///< from its normal matrix: the same epochs but for the rounding of doubles, whatever the image
    Fused, ///< fusedEpoch(), in float: a kernel of so many weights that their matrix is too large
};
EpochMethod epochMethod(const TrainProblem& problem);

/// The Hessian of the loss and what follows from it. The loss is quadratic in the kernel, so this is the same
/// everywhere: H = 2 Σ f fᵀ over all windows, f the inputs a window sees (and 1 for the bias, if it is
/// learned); divided by the number of residuals for the mean.
struct Curvature {
    Grid64 hessian; ///< weights in row-major order, then the bias
    std::vector<double> eigenvalues; ///< ascending
    Grid64 eigenvectors; ///< one per column, of length 1
    double largestStableRate() const; ///< of gradient descent: 2/λmax; infinite when λmax is 0
    /// Of an optimiser whose steps follow the gradient; infinite for one that divides by its size.
    double largestStableRate(Optimiser optimiser) const;
    double bestRate() const; ///< of gradient descent: 2/(λmin + λmax)
    double condition() const; ///< λmax/λmin; infinite when λmin is not positive
};
Curvature curvature(const NormalMatrix& normal, bool learnBias, Reduction reduction);
/// Errors: Stopped, OutOfMemory.
Result<Curvature> curvature(const TrainProblem& problem, std::stop_token stop = {});

/// A start as PyTorch draws it for one channel: uniform in ±1/√taps; the same for the same seed everywhere.
Grid64 uniformKernel(Shape shape, std::uint64_t seed);

} // namespace lab
