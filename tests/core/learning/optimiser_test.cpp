// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning/curvature.h"
#include "core/learning/optimiser.h"
#include "core/learning/trainer.h"
#include "core/session/problem_of.h"
#include "core/session/samples.h"
#include "tests/core/support.h"

#include <fstream>
#include <map>

namespace lab
{
namespace
{

/// A line of torch_trajectories.csv: an epoch as PyTorch had it.
struct TorchEpoch {
    double rate, loss, kernel0, kernel1, bias;
};

/// By optimiser and whether the bias is learned.
std::map<std::pair<std::string, bool>, std::vector<TorchEpoch>> torchTrajectories()
{
    std::map<std::pair<std::string, bool>, std::vector<TorchEpoch>> all;
    std::ifstream file(LAB_TEST_DATA "/torch_trajectories.csv");
    for (std::string line; std::getline(file, line);) {
        std::vector<std::string> cells;
        std::istringstream parts(line);
        for (std::string cell; std::getline(parts, cell, ',');)
            cells.push_back(cell);
        const auto number = [&](std::size_t i) { return std::stod(cells.at(i)); };
        all[{cells.at(0), cells.at(1) == "1"}].push_back({number(2), number(4), number(5), number(6), number(7)});
    }
    return all;
}

TEST(Optimisers, EqualPyTorchOverAHundredEpochs)
{
    const auto all = torchTrajectories();
    ASSERT_EQ(all.size(), 2 * optimisers().size());
    for (const OptimiserRow& one : optimisers())
        for (const bool learnBias : {false, true}) {
            Session session = startSession();
            session.train.optimiser = one.optimiser;
            session.train.learnBias = learnBias;
            Trainer trainer(*trainProblem(session), session.train.startKernel, 0);
            const auto& epochs = all.at({std::string(one.id), learnBias});
            ASSERT_EQ(epochs.size(), 100U);
            for (const TorchEpoch& expected : epochs) {
                ASSERT_TRUE(trainer.step(expected.rate));
                const double size = 1 + std::abs(expected.loss);
                ASSERT_NEAR(trainer.history().back().loss, expected.loss, 1e-12 * size) << one.id;
                ASSERT_NEAR(trainer.kernel().at(0, 0), expected.kernel0, 1e-12) << one.id;
                ASSERT_NEAR(trainer.kernel().at(0, 1), expected.kernel1, 1e-12) << one.id;
                ASSERT_NEAR(trainer.bias(), expected.bias, 1e-12) << one.id;
            }
        }
}

TEST(Optimisers, ConvergeBelowTheirLimitAndDivergeAboveIt)
{
    for (const OptimiserRow& one : optimisers()) {
        if (one.stable == 0)
            continue;
        for (const double factor : {0.99, 1.01}) {
            Session session = startSession();
            session.train.optimiser = one.optimiser;
            const TrainProblem problem = *trainProblem(session);
            const double rate = factor * curvature(problem)->largestStableRate(one.optimiser);
            Trainer trainer(problem, session.train.startKernel, 0);
            for (int epoch = 0; epoch < 3000; ++epoch)
                trainer.step(rate);
            EXPECT_EQ(trainer.history().back().loss < 1e-3, factor < 1) << one.id << ", " << factor;
        }
    }
}

TEST(Optimisers, OnesThatDivideByTheGradientHaveNoLimit)
{
    const Curvature c = *curvature(*trainProblem(startSession()));
    for (const OptimiserRow& one : optimisers())
        EXPECT_EQ(std::isinf(c.largestStableRate(one.optimiser)), one.stable == 0) << one.id;
}

TEST(Optimisers, StayWhereTheGradientIsZero)
{
    for (const OptimiserRow& one : optimisers()) {
        std::vector<double> w = {3, -4}, memory(2 * std::size_t(one.memories));
        const std::vector<double> zero = {0, 0};
        for (int n = 1; n <= 5; ++n)
            one.step({.rate = 0.1, .number = n, .gradient = zero, .memory = memory, .parameters = w});
        EXPECT_EQ(w, (std::vector<double>{3, -4})) << one.id;
    }
}

TEST(Optimisers, HaveNamesAndFormulas)
{
    for (const OptimiserRow& one : optimisers()) {
        EXPECT_EQ(&infoOf(one.optimiser), &one);
        EXPECT_FALSE(one.label.empty() || one.formula.empty());
    }
}

} // namespace
} // namespace lab
