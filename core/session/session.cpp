// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/session.h"

#include "core/session/changes.h"

#include <algorithm>

namespace lab
{

bool Session::operator==(const Session& other) const
{
    return *input == *other.input && channels == other.channels && layers == other.layers && focus == other.focus &&
           train == other.train;
}

Changes diff(const Session& before, const Session& after)
{
    Changes changes;
    changes.input = !(*before.input == *after.input) || before.planes() != after.planes();
    changes.geometry = before.input->shape() != after.input->shape() || before.layers.size() != after.layers.size();
    for (std::size_t i = 0; i < std::min(before.layers.size(), after.layers.size()); ++i) {
        const Layer &a = before.layers[i], &b = after.layers[i];
        changes.geometry |=
            a.spec != b.spec || a.kernel.shape() != b.kernel.shape() || a.kind != b.kind || a.pool != b.pool;
        changes.weights |= !(a.kernel == b.kernel) || !sameNumber(a.bias, b.bias) || a.activation != b.activation;
    }
    changes.focus = before.focus != after.focus;
    changes.trainPlace = before.train.epoch != after.train.epoch;
    TrainSpec there = before.train;
    there.epoch = after.train.epoch;
    changes.train = !(there == after.train);
    return changes;
}

} // namespace lab
