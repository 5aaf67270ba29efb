// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/teaching/asked.h"

#include "core/learning/gradient_terms.h"
#include "core/numbers/parallel.h"
#include "core/session/evaluate.h"
#include "core/session/insight.h"
#include "core/session/session.h"

#include <string>

namespace lab
{

namespace
{

Error noSuchLayer(std::size_t layer, const Session& session)
{
    return {ErrorCode::AskedLayer, {std::to_string(layer + 1), std::to_string(session.layers.size())}};
}

} // namespace

Result<AskedLayer> askedLayer(const Session& session, std::size_t layer)
{
    if (layer >= session.layers.size())
        return noSuchLayer(layer, session);
    auto geometries = resolve(session.input->shape(), session.layers);
    if (!geometries)
        return geometries.error();
    AskedLayer asked;
    asked.layer = session.layers[layer];
    asked.geometry = (*geometries)[layer];
    asked.layers = session.layers;
    asked.geometries = std::move(*geometries);
    if (layer == 0) {
        asked.x = session.inputPlane(0);
        asked.owner = session.input;
        return asked;
    }
    Session before = session;
    before.layers.resize(layer);
    before.focus = 0;
    auto maps = evaluate(before, {.threads = allowedThreads()});
    if (!maps)
        return maps.error();
    const auto owner = std::make_shared<const Grid>(std::move(maps->maps.back().front()));
    asked.x = owner->view();
    asked.owner = owner;
    return asked;
}

std::vector<Grid64> AskedEpoch::residuals() const
{
    std::vector<Grid64> all;
    for (std::size_t plane = 0; plane < problem.inputs.size(); ++plane)
        all.push_back(lab::residuals(problem.inputs[plane], problem.targets[plane], kernel, bias, problem.geometry));
    return all;
}

Result<AskedEpoch> askedEpoch(const Session& session, std::size_t layer, int epoch)
{
    if (layer >= session.layers.size())
        return noSuchLayer(layer, session);
    const auto noSuchEpoch = [&](std::size_t last) {
        return Error{ErrorCode::AskedEpoch, {std::to_string(epoch), std::to_string(last)}};
    };
    if (epoch < 1 || epoch > kMostAskedEpochs)
        return noSuchEpoch(kMostAskedEpochs);
    Session learner = session;
    learner.focus = layer;
    const auto prepared = prepareProblem(learner);
    if (!prepared)
        return prepared.error();
    Trainer trainer = *prepared->base;
    for (int n = 1; n < epoch; ++n)
        if (!trainer.step(session.train.rateOf(n)))
            return noSuchEpoch(trainer.history().size());
    AskedEpoch asked;
    asked.problem = trainer.problem();
    asked.kernel = trainer.kernel();
    asked.bias = trainer.bias();
    asked.rate = session.train.rateOf(epoch);
    if (!trainer.step(asked.rate))
        return noSuchEpoch(trainer.history().size());
    auto record = trainer.recordOf(std::size_t(epoch) - 1);
    if (!record)
        return record.error();
    asked.record = std::move(*record);
    const auto next = trainer.loss();
    if (!next)
        return next.error();
    asked.nextLoss = *next;
    return asked;
}

} // namespace lab
