// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trainer.h"
#include "tests/core/support.h"

namespace lab::test
{

/// Any geometry up to these sizes, on random numbers, with a random target. `storage` keeps the inputs.
inline TrainProblem randomProblem(Random& random, std::vector<Grid>& storage, Shape maxInput, Shape maxKernel)
{
    TrainProblem problem;
    problem.geometry = randomGeometry(random, maxInput, maxKernel);
    storage.clear();
    for (int plane = random.coin() ? 1 : 3; plane > 0; --plane)
        storage.push_back(random.reals(problem.geometry.input()));
    for (const Grid& x : storage) {
        problem.inputs.push_back(x.view());
        problem.targets.push_back(random.reals(problem.geometry.output()));
    }
    problem.learnBias = random.coin();
    problem.reduction = random.coin() ? Reduction::Sum : Reduction::Mean;
    return problem;
}

} // namespace lab::test
