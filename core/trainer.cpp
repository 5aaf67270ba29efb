// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trainer.h"

#include "core/engine/padded_rows.h"
#include "core/parallel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <new>
#include <random>

namespace lab
{

namespace
{

constexpr double kRounding = 1e-12; ///< relative to the largest eigenvalue

/// Σ a[j]·b[j]; eight running sums, so that the compiler may use vectors without changing the result.
double dot(const double* a, const double* b, int n)
{
    std::array<double, 8> lanes{};
    int j = 0;
    for (; j + 8 <= n; j += 8)
        for (int l = 0; l < 8; ++l)
            lanes[std::size_t(l)] += a[j + l] * b[j + l];
    double sum = 0;
    for (; j < n; ++j)
        sum += a[j] * b[j];
    for (const double lane : lanes)
        sum += lane;
    return sum;
}

/// Where each tap of the windows of one output row begins to read, in tap order.
void tapLines(PaddedRows<double>& rows, const Geometry& geometry, int out, std::vector<const double*>& lines)
{
    std::size_t t = 0;
    for (int a = 0; a < geometry.rows.kernel; ++a) {
        const double* line = rows.row(out, a);
        for (int b = 0; b < geometry.cols.kernel; ++b, ++t)
            lines[t] = line + rows.offset(b);
    }
}

/// Cyclic Jacobi rotations (Golub and Van Loan, Matrix Computations, 8.5): for symmetric matrices, small and
/// exact.
void diagonalise(Grid64& m, Grid64& vectors)
{
    const int n = m.rows();
    vectors = Grid64({n, n});
    for (int i = 0; i < n; ++i)
        vectors.at(i, i) = 1;
    double scale = 0;
    for (const double v : m.cells())
        scale += v * v;
    for (int sweep = 0; sweep < 60; ++sweep) {
        double off = 0;
        for (int p = 0; p < n; ++p)
            for (int q = p + 1; q < n; ++q)
                off += m.at(p, q) * m.at(p, q);
        if (!(off > 1e-30 * scale))
            return;
        for (int p = 0; p < n; ++p) {
            for (int q = p + 1; q < n; ++q) {
                if (m.at(p, q) == 0)
                    continue;
                const double theta = (m.at(q, q) - m.at(p, p)) / (2 * m.at(p, q));
                const double t = std::copysign(1.0, theta) / (std::abs(theta) + std::hypot(theta, 1.0));
                const double c = 1 / std::hypot(t, 1.0), s = t * c;
                const auto rotate = [c, s](double& x, double& y) {
                    const double old = x;
                    x = c * old - s * y;
                    y = s * old + c * y;
                };
                for (int k = 0; k < n; ++k)
                    rotate(m.at(k, p), m.at(k, q));
                for (int k = 0; k < n; ++k)
                    rotate(m.at(p, k), m.at(q, k));
                for (int k = 0; k < n; ++k)
                    rotate(vectors.at(k, p), vectors.at(k, q));
            }
        }
    }
}

Curvature decomposed(Grid64 hessian)
{
    const int n = hessian.rows();
    Grid64 diagonal = hessian, vectors;
    diagonalise(diagonal, vectors);
    std::vector<int> order(std::size_t(n), 0);
    for (int i = 0; i < n; ++i)
        order[std::size_t(i)] = i;
    std::sort(order.begin(), order.end(), [&](int a, int b) { return diagonal.at(a, a) < diagonal.at(b, b); });
    const double greatest = diagonal.at(order.back(), order.back());
    Curvature result{std::move(hessian), {}, Grid64({n, n})};
    for (int i = 0; i < n; ++i) {
        const int from = order[std::size_t(i)];
        // No eigenvalue of a sum of squares is negative, and what is this small is the rounding of the largest.
        const double value = diagonal.at(from, from);
        result.eigenvalues.push_back(value < kRounding * greatest ? 0 : value);
        // The sign of an eigenvector is free: its largest part is made positive.
        double largest = 0;
        for (int k = 0; k < n; ++k)
            if (std::abs(vectors.at(k, from)) > std::abs(largest) + 1e-12)
                largest = vectors.at(k, from);
        for (int k = 0; k < n; ++k)
            result.eigenvectors.at(k, i) = std::copysign(1.0, largest) * vectors.at(k, from);
    }
    return result;
}

/// What a problem made of a session keeps alive.
struct ProblemOwner {
    PicturePtr input;
    FeatureMaps earlier;
};

Result<std::vector<Grid>> targetsOf(const TrainProblem& problem, const TrainSpec& train, const Layer& layer,
                                    std::stop_token stop)
{
    const Shape output = problem.geometry.output();
    const auto text = [](auto v) { return std::to_string(v); };
    std::vector<Grid> targets;
    if (train.target) {
        const Shape shape = train.target->shape();
        if (shape != output)
            return Error{ErrorCode::TargetShape,
                         {text(shape.rows), text(shape.cols), text(output.rows), text(output.cols)}};
        if (train.target->planes().size() != problem.inputs.size())
            return Error{ErrorCode::TargetPlanes, {text(train.target->planes().size()), text(problem.inputs.size())}};
        return train.target->planes();
    }
    const Layer hidden{train.hiddenKernel, train.hiddenBias, layer.spec};
    for (const auto& input : problem.inputs) {
        const auto geometry = resolve(input.shape(), hidden.kernel.shape(), hidden.spec);
        if (!geometry)
            return geometry.error();
        if (geometry->output() != output)
            return Error{
                ErrorCode::TargetShape,
                {text(geometry->rows.output), text(geometry->cols.output), text(output.rows), text(output.cols)}};
        auto target = Grid::uninitialised(output);
        const auto done = featureMap(input, hidden, *geometry, {.threads = 2, .stop = stop}, target);
        if (!done)
            return done.error();
        targets.push_back(std::move(target));
    }
    return targets;
}

} // namespace

Result<TrainProblem> trainProblem(const Session& session, std::stop_token stop)
try {
    if (session.layer().pools())
        return ErrorCode::PoolingLearnsNothing;
    auto owner = std::make_shared<ProblemOwner>();
    owner->input = session.input;
    TrainProblem problem;
    if (session.focus == 0) {
        for (int p = 0; p < session.planes(); ++p)
            problem.inputs.push_back(session.inputPlane(p));
    } else {
        Session before = session;
        before.layers.resize(session.focus);
        before.focus = 0;
        auto maps = evaluate(before, {.threads = 2, .stop = stop});
        if (!maps)
            return maps.error();
        owner->earlier = std::move(*maps);
        for (const Grid& map : owner->earlier.maps.back())
            problem.inputs.push_back(map.view());
    }
    const TrainSpec& train = session.train;
    const auto geometry = resolve(problem.inputs.front().shape(), train.startKernel.shape(), session.layer().spec);
    if (!geometry)
        return geometry.error();
    problem.geometry = *geometry;
    problem.learnBias = train.learnBias;
    problem.optimiser = train.optimiser;
    problem.reduction = train.reduction;
    problem.owner = owner;
    auto targets = targetsOf(problem, train, session.layer(), stop);
    if (!targets)
        return targets.error();
    problem.targets = std::move(*targets);
    return problem;
} catch (const std::bad_alloc&) {
    return ErrorCode::OutOfMemory;
}

bool sameRun(const Session& a, const Session& b)
{
    return a.focus == b.focus && a.planes() == b.planes() && a.layer().spec == b.layer().spec &&
           a.layer().pools() == b.layer().pools() &&
           std::equal(a.layers.begin(), a.layers.begin() + std::ptrdiff_t(a.focus), b.layers.begin()) &&
           a.train.samePath(b.train) && *a.input == *b.input;
}

LossAndGradient lossAndGradient(const TrainProblem& problem, const Grid64& kernel, double bias, std::stop_token stop)
{
    const Geometry& geometry = problem.geometry;
    const int n = geometry.cols.output;
    LossAndGradient result{0, Grid64(geometry.kernel()), 0};
    std::vector<double> residual(std::size_t(n), 0.0);
    std::vector<const double*> lines(std::size_t(geometry.taps()));
    for (std::size_t p = 0; p < problem.inputs.size(); ++p) {
        PaddedRows<double> rows(problem.inputs[p], geometry, {0, geometry.cols.output});
        for (int i = 0; i < geometry.rows.output && !stop.stop_requested(); ++i) {
            tapLines(rows, geometry, i, lines);
            const auto target = problem.targets[p].row(i);
            for (int j = 0; j < n; ++j)
                residual[std::size_t(j)] = bias - double(target[std::size_t(j)]);
            for (std::size_t t = 0; t < lines.size(); ++t) {
                const double w = kernel.cells()[std::size_t(geometry.weightOfTap(int(t)))];
                const double* line = lines[t];
                for (int j = 0; j < n; ++j)
                    residual[std::size_t(j)] += w * line[j];
            }
            for (const double r : residual) {
                result.sumOfSquares += r * r;
                result.bias += 2 * r;
            }
            for (std::size_t t = 0; t < lines.size(); ++t)
                result.kernel.cells()[std::size_t(geometry.weightOfTap(int(t)))] +=
                    2 * dot(residual.data(), lines[t], n);
        }
    }
    return result;
}

Result<NormalMatrix> normalMatrix(const TrainProblem& problem, int threads, std::stop_token stop)
{
    std::optional<NormalMatrix> sum;
    for (std::size_t p = 0; p < problem.inputs.size(); ++p) {
        auto plane = normalMatrix(problem.inputs[p], problem.targets[p], problem.geometry, threads, stop);
        if (!plane)
            return plane.error();
        if (sum)
            *sum += *plane;
        else
            sum = std::move(*plane);
    }
    return *std::move(sum);
}

EpochMethod epochMethod(const TrainProblem& problem)
{
    constexpr std::int64_t kFewProducts = 100'000;
    constexpr int kMostTaps = 1024; // whose matrix takes 8 MB
    const std::int64_t cells = problem.geometry.output().cells() * std::int64_t(problem.inputs.size());
    if (cells * problem.geometry.taps() <= kFewProducts)
        return EpochMethod::Windows;
    return problem.geometry.taps() <= kMostTaps ? EpochMethod::Normal : EpochMethod::Fused;
}

Trainer::Trainer(TrainProblem problem, Grid64 startKernel, double startBias, std::optional<NormalMatrix> normal)
    : m_problem(std::move(problem)), m_normal(std::move(normal)), m_startKernel(std::move(startKernel)),
      m_startBias(startBias)
{
    assert(m_startKernel.shape() == m_problem.geometry.kernel());
}

bool Trainer::diverged() const
{
    if (m_history.empty())
        return false;
    const double loss = m_history.back().loss;
    return !std::isfinite(loss) || loss > kDivergence * std::max(m_history.front().loss, 1e-12);
}

Result<LossAndGradient> Trainer::measure(std::stop_token stop) const
{
    if (m_normal) {
        const auto taps = std::size_t(m_problem.geometry.taps());
        std::vector<double> parameters(kernel().cells().begin(), kernel().cells().end()), gradient(taps + 1);
        parameters.push_back(bias());
        LossAndGradient at{lab::sumOfSquares(*m_normal, parameters, gradient), Grid64(kernel().shape()),
                           gradient[taps]};
        at.sumOfSquares = std::max(at.sumOfSquares, 0.0); // a difference of large sums: rounding may leave less
        std::copy_n(gradient.begin(), taps, at.kernel.cells().begin());
        return at;
    }
    if (epochMethod(m_problem) != EpochMethod::Fused)
        return lossAndGradient(m_problem, kernel(), bias(), stop);
    LossAndGradient sum{0, Grid64(kernel().shape()), 0};
    const Grid weights = converted<float>(kernel());
    for (std::size_t p = 0; p < m_problem.inputs.size(); ++p) {
        const auto plane = fusedEpoch(m_problem.inputs[p], m_problem.targets[p], weights, float(bias()),
                                      m_problem.geometry, processors(), stop);
        if (!plane)
            return plane.error();
        sum.sumOfSquares += plane->sumOfSquares;
        sum.bias += plane->bias;
        for (std::size_t i = 0; i < sum.kernel.size(); ++i)
            sum.kernel.cells()[i] += plane->kernel.cells()[i];
    }
    return sum;
}

bool Trainer::step(double rate, std::stop_token stop)
{
    if (diverged())
        return false;
    auto measured = measure(stop);
    if (!measured || stop.stop_requested())
        return false;
    LossAndGradient& at = *measured;
    const double scale = m_problem.reduction == Reduction::Mean ? 1 / m_problem.residuals() : 1;
    EpochRecord record{.epoch = int(m_history.size()) + 1,
                       .sumOfSquares = at.sumOfSquares,
                       .loss = at.sumOfSquares * scale,
                       .kernelGradient = std::move(at.kernel),
                       .biasGradient = at.bias * scale,
                       .kernel = kernel(),
                       .bias = bias()};
    std::vector<double> parameters, gradient;
    for (std::size_t i = 0; i < record.kernel.size(); ++i) {
        gradient.push_back(record.kernelGradient.cells()[i] *= scale);
        parameters.push_back(record.kernel.cells()[i]);
    }
    if (m_problem.learnBias) {
        gradient.push_back(record.biasGradient);
        parameters.push_back(record.bias);
    }
    row(m_problem.optimiser).step(rate, gradient, m_state, parameters);
    std::copy_n(parameters.begin(), record.kernel.size(), record.kernel.cells().begin());
    if (m_problem.learnBias)
        record.bias = parameters.back();
    m_history.push_back(std::move(record));
    return true;
}

double Curvature::largestStableRate() const
{
    return largestStableRate(Optimiser::GradientDescent);
}

double Curvature::largestStableRate(Optimiser optimiser) const
{
    const double stable = row(optimiser).stable, largest = eigenvalues.back();
    return stable > 0 && largest > 0 ? stable / largest : std::numeric_limits<double>::infinity();
}

double Curvature::bestRate() const
{
    const double sum = eigenvalues.front() + eigenvalues.back();
    return sum > 0 ? 2 / sum : std::numeric_limits<double>::infinity();
}

double Curvature::condition() const
{
    return eigenvalues.front() > 0 ? eigenvalues.back() / eigenvalues.front()
                                   : std::numeric_limits<double>::infinity();
}

Curvature curvature(const NormalMatrix& normal, bool learnBias, Reduction reduction)
{
    const int n = normal.taps() + (learnBias ? 1 : 0);
    const double scale = 2 / (reduction == Reduction::Mean ? normal.windows() : 1);
    Grid64 hessian({n, n});
    for (int i = 0; i < n; ++i)
        for (int j = 0; j < n; ++j)
            hessian.at(i, j) = scale * normal.a.at(i, j);
    return decomposed(std::move(hessian));
}

Result<Curvature> curvature(const TrainProblem& problem, std::stop_token stop)
try {
    const auto normal = normalMatrix(problem, processors(), stop);
    if (!normal)
        return normal.error();
    return curvature(*normal, problem.learnBias, problem.reduction);
} catch (const std::bad_alloc&) {
    return ErrorCode::OutOfMemory;
}

Grid64 uniformKernel(Shape shape, std::uint64_t seed)
{
    std::mt19937_64 generator(seed);
    const double bound = 1 / std::sqrt(double(shape.cells()));
    Grid64 kernel(shape);
    for (double& w :
         kernel.cells()) // the distributions of the standard library differ between libraries; this does not
        w = (double(generator() >> 11) * 0x1p-53 * 2 - 1) * bound;
    return kernel;
}

} // namespace lab
