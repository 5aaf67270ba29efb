// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learning/trainer.h"
#include "tests/core/support.h"

namespace lab::test
{

/// Any geometry up to these sizes, on random numbers, with a random target. `storage` keeps the inputs and targets.
inline TrainProblem randomProblem(Random& random, std::vector<Grid>& storage, Shape maxInput, Shape maxKernel)
{
    TrainProblem problem;
    problem.geometry = randomGeometry(random, maxInput, maxKernel);
    storage.clear();
    const std::size_t planes = random.coin() ? 1 : 3;
    for (std::size_t plane = 0; plane < planes; ++plane)
        storage.push_back(random.reals(problem.geometry.input()));
    for (std::size_t plane = 0; plane < planes; ++plane)
        storage.push_back(random.reals(problem.geometry.output()));
    for (std::size_t plane = 0; plane < planes; ++plane) {
        problem.inputs.push_back(storage[plane].view());
        problem.targets.push_back(storage[planes + plane].view());
    }
    problem.learnBias = random.coin();
    problem.reduction = random.coin() ? Reduction::Sum : Reduction::Mean;
    return problem;
}

} // namespace lab::test
