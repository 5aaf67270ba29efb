// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/insight.h"

#include "core/numbers/parallel.h"
#include "core/session/problem_of.h"
#include "core/session/session.h"

#include <utility>

namespace lab
{

Result<PreparedProblem> prepareProblem(const Session& session, std::stop_token stop)
{
    auto problem = trainProblem(session, stop);
    if (!problem)
        return problem.error();
    PreparedProblem made;
    if (measurable(*problem)) {
        auto normal = normalMatrix(*problem, allowedThreads(), stop);
        if (!normal)
            return normal.error();
        made.normal = std::make_shared<const NormalMatrix>(std::move(*normal));
    }
    const bool byNormal = epochMethod(*problem) == EpochMethod::Normal;
    made.base = std::make_shared<const Trainer>(std::move(*problem), session.train.startKernel,
                                                session.train.startBias, byNormal ? made.normal : nullptr);
    if (made.base->ended() == RunEnd::DataNotFinite)
        return ErrorCode::DataNotFinite;
    return made;
}

LeastSquares answerOf(const Insight& insight, const TrainProblem& problem, const TrainSpec& spec)
{
    return leastSquares(*insight.normal, insight.curvature, spec.startParameters(), problem.learnBias,
                        problem.reduction);
}

Result<Insight> insightOf(const PreparedProblem& prepared, const TrainSpec& spec, std::stop_token stop)
{
    const TrainProblem& problem = prepared.base->problem();
    auto measured = curvature(*prepared.normal, problem.learnBias, problem.reduction, stop);
    if (!measured)
        return measured.error();
    Insight insight{prepared.normal, std::move(*measured), {}, {}};
    insight.answer = answerOf(insight, problem, spec);
    insight.identifiability = identifiability(insight.curvature, insight.normal->kernel, problem.learnBias);
    return insight;
}

double workOfPass(const Session& session)
{
    const auto geometries = resolve(session.input->shape(), session.layers);
    if (!geometries)
        return 0;
    // What is learned has the size of its start, which need not be that of the layer's kernel.
    const auto learned =
        resolve((*geometries)[session.focus].input(), session.train.startKernel.shape(), session.layer().spec);
    return learned ? double(learned->output().cells()) * learned->taps() * session.planes() : 0;
}

double workOfInsight(const Session& session)
{
    const auto geometries = resolve(session.input->shape(), session.layers);
    double before = 0; // the layers whose last map is what the focused one learns from
    for (std::size_t l = 0; geometries && l < session.focus; ++l)
        before += double((*geometries)[l].output().cells()) * (*geometries)[l].taps() * session.planes();
    return before + workOfPass(session) * double(session.train.startKernel.size()); // every weight with every other
}

} // namespace lab
