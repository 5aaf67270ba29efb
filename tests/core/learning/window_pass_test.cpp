// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/corr2d.h"
#include "core/learning/gradient_terms.h"
#include "core/learning/window_pass.h"
#include "tests/core/train_support.h"

namespace lab
{
namespace
{

using test::Random;

TEST(WindowPass, IsTheDefinitionAtEveryKernelThatItIsUsedFor)
{
    Random random(77);
    std::vector<Grid> storage;
    for (int round = 0; round < 100; ++round) {
        const TrainProblem problem = test::randomProblem(random, storage, {6, 12}, {3, 3});
        WindowPass pass(problem);
        for (int use = 0; use < 3; ++use) {
            const Grid64 kernel = random.reals<double>(problem.geometry.kernel());
            const double bias = random.real(-1, 1);
            std::vector<double> parameters(kernel.cells().begin(), kernel.cells().end());
            parameters.push_back(bias);
            std::vector<double> gradient(parameters.size(), 1e9); // what was there does not matter
            const double squares = pass(parameters, gradient);

            double expected = 0, expectedBias = 0;
            Grid64 expectedGradient(kernel.shape());
            for (std::size_t p = 0; p < problem.inputs.size(); ++p) {
                const Grid64 residual =
                    residuals(problem.inputs[p], problem.targets[p], kernel, bias, problem.geometry);
                for (const double r : residual.cells()) {
                    expected += r * r;
                    expectedBias += 2 * r;
                }
                const Grid64 dK = gradientOfKernel(problem.inputs[p], residual, problem.geometry);
                for (std::size_t i = 0; i < dK.size(); ++i)
                    expectedGradient.cells()[i] += 2 * dK.cells()[i];
            }
            ASSERT_NEAR(squares, expected, 1e-12 * (1 + expected)) << test::describe(problem.geometry);
            ASSERT_NEAR(gradient.back(), expectedBias, 1e-11 * (1 + expected));
            for (std::size_t i = 0; i < kernel.size(); ++i)
                ASSERT_NEAR(gradient[i], expectedGradient.cells()[i], 1e-11 * (1 + expected));
        }
    }
}

} // namespace
} // namespace lab
