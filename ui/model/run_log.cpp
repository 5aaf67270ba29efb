// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/run_log.h"

#include "core/session/problem_of.h"
#include "core/session/session.h"
#include "ui/paint/words.h"

#include <QStringList>

namespace lab
{

namespace
{

QString rateText(const TrainSpec& spec)
{
    QString text = tr("rate %1").arg(number(spec.rate));
    for (const RateChange& change : spec.rateChanges)
        text += tr(" → %1").arg(number(change.rate));
    return text;
}

QString startText(const TrainSpec& spec)
{
    if (spec.seed)
        return tr("%1, seed %2").arg(word(infoOf(spec.draw).label)).arg(*spec.seed);
    return spec.startKernel == TrainSpec{}.startKernel            ? tr("the book's start")
           : spec.startKernel == Grid64(spec.startKernel.shape()) ? tr("start at zero")
                                                                  : tr("typed start");
}

struct Aspect {
    bool (*same)(const TrainSpec&, const TrainSpec&);
    QString (*text)(const TrainSpec&);
};

/// What can tell two runs on the same data apart, in the order of a legend.
constexpr Aspect kAspects[] = {
    {[](const TrainSpec& a, const TrainSpec& b) { return a.optimiser == b.optimiser; },
     [](const TrainSpec& s) { return word(infoOf(s.optimiser).label); }},
    {[](const TrainSpec& a, const TrainSpec& b) {
         return sameNumber(a.rate, b.rate) && a.rateChanges == b.rateChanges;
     },
     rateText},
    {[](const TrainSpec& a, const TrainSpec& b) {
         return a.startKernel == b.startKernel && sameNumber(a.startBias, b.startBias);
     },
     startText},
    {[](const TrainSpec& a, const TrainSpec& b) { return a.learnBias == b.learnBias; },
     [](const TrainSpec& s) { return s.learnBias ? tr("bias learned") : tr("no bias"); }},
    {[](const TrainSpec& a, const TrainSpec& b) { return a.reduction == b.reduction; },
     [](const TrainSpec& s) { return s.reduction == Reduction::Sum ? tr("sum") : tr("mean"); }},
};

} // namespace

QString differenceText(const Session& a, const Session& b)
{
    if (!sameData(a, b))
        return tr("other input or target");
    QStringList parts;
    for (const Aspect& aspect : kAspects)
        if (!aspect.same(a.train, b.train))
            parts << aspect.text(a.train);
    return parts.join(QStringLiteral(", "));
}

QString settingsText(const TrainSpec& spec)
{
    return QStringLiteral("%1, %2").arg(word(infoOf(spec.optimiser).label), rateText(spec));
}

void RunLog::keep(const Session& session, std::span<const double> losses, const Session& next)
{
    forget(session);
    const QString name = differenceText(session, next);
    if (losses.empty() || name.isEmpty())
        return;
    if (m_runs.size() == kMost)
        m_runs.erase(m_runs.begin());
    m_runs.push_back({name, std::make_shared<const Session>(session),
                      std::make_shared<const std::vector<double>>(losses.begin(), losses.end())});
}

void RunLog::forget(const Session& session)
{
    std::erase_if(m_runs,
                  [&](const EarlierRun& run) { return lab::sharedEpochs(*run.session, session) == kAllEpochs; });
}

} // namespace lab
