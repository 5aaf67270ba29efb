// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/corr2d.h"
#include "core/learning/gradient_terms.h"
#include "core/session/problem_of.h"
#include "core/session/samples.h"
#include "tests/core/train_support.h"

namespace lab
{
namespace
{

using test::Random;

TEST(GradientTerms, OfTheFirstEpochOfTheChapterAddUpToItsGradient)
{
    const Session session = startSession();
    const TrainProblem problem = *trainProblem(session);
    const Grid64 residual =
        residuals(problem.inputs[0], problem.targets[0], session.train.startKernel, 0, problem.geometry);
    const LossAndGradient at = lossAndGradient(problem, session.train.startKernel, 0, {});
    for (const WeightCell weight : {WeightCell{0, 0}, {0, 1}}) {
        const auto terms = kernelGradientTerms(problem.inputs[0], residual, problem.geometry, weight);
        ASSERT_EQ(terms.size(), 42U);
        EXPECT_NEAR(2 * terms.back().partial, at.kernel.at(weight), 1e-12);
        EXPECT_NEAR(kernelDifference(problem, session.train.startKernel, 0, weight, 1e-3), at.kernel.at(weight),
                    1e-9);
    }
}

TEST(GradientTerms, AreTheDefinitionInAnyGeometry)
{
    Random random(321);
    std::vector<Grid> storage;
    for (int round = 0; round < 150; ++round) {
        const TrainProblem problem = test::randomProblem(random, storage, {6, 7}, {3, 3});
        const Geometry& g = problem.geometry;
        const Grid64 kernel = random.reals<double>(g.kernel());
        const Grid64 residual = residuals(problem.inputs[0], problem.targets[0], kernel, 0.3, g);
        const Grid64 dK = gradientOfKernel(problem.inputs[0], residual, g);
        for (int a = 0; a < dK.rows(); ++a)
            for (int b = 0; b < dK.cols(); ++b) {
                const auto terms = kernelGradientTerms(problem.inputs[0], residual, g, {a, b});
                ASSERT_EQ(std::int64_t(terms.size()), g.output().cells());
                ASSERT_NEAR(terms.back().partial, dK.at(a, b), 1e-12) << test::describe(g);
                for (const GradientTerm& term : terms)
                    ASSERT_EQ(term.product, term.residual * term.factor);
            }
        const Grid64 dX = gradientOfInput(residual.view(), kernel.view(), g);
        for (int i = 0; i < dX.rows(); ++i)
            for (int j = 0; j < dX.cols(); ++j) {
                const auto terms = inputGradientTerms(residual, kernel, g, {i, j});
                ASSERT_NEAR(terms.empty() ? 0 : terms.back().partial, dX.at(i, j), 1e-12) << test::describe(g);
                ASSERT_NEAR(inputDifference(problem.inputs[0], problem.targets[0], kernel, 0.3, g, {i, j}, 0x1p-6),
                            2 * dX.at(i, j), 1e-8)
                    << test::describe(g);
            }
    }
}

} // namespace
} // namespace lab
