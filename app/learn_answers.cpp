// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/learn_answers.h"

#include "core/numbers/number_text.h"

#include <QStringList>

#include <algorithm>

namespace lab
{

using namespace Qt::StringLiterals;

namespace
{

/// Weights as a matrix in place, and behind it the bias if it is learned.
QString inPlace(std::span<const double> parameters, Shape kernel, bool learnBias)
{
    QStringList rows;
    for (int r = 0; r < kernel.rows; ++r) {
        QStringList row;
        for (int c = 0; c < kernel.cols; ++c)
            row += allDigits(parameters[std::size_t(r * kernel.cols + c)]);
        rows += row.join(u',');
    }
    return rows.join(u';') + (learnBias ? u" bias "_s + allDigits(parameters.back()) : QString());
}

} // namespace

QString allDigits(double value)
{
    return QString::fromStdString(shortest(value));
}

Grid64 exactKernel(const Insight& insight)
{
    Grid64 kernel(insight.normal->kernel);
    std::copy_n(insight.answer.parameters.begin(), kernel.size(), kernel.cells().begin());
    return kernel;
}

QString exactText(const TrainSpec& spec, const Insight& insight)
{
    const Shape shape = insight.normal->kernel;
    const Identifiability& it = insight.identifiability;
    const double scale = spec.reduction == Reduction::Mean ? insight.normal->windows() : 1;
    QStringList lines{u"exact answer, loss "_s + allDigits(insight.answer.sumOfSquares / scale),
                      inPlace(insight.answer.parameters, shape, spec.learnBias),
                      QStringLiteral("the input tells %1 of %2 directions").arg(it.rank).arg(it.parameters)};
    for (const auto& direction : undeterminedDirections(insight.curvature, it, shape))
        lines += u"no output changes along "_s + inPlace(direction, shape, spec.learnBias);
    return lines.join(u'\n');
}

QString gradientText(const TrainSpec& spec, const EpochRecord& epoch)
{
    const auto weights = epoch.kernelGradient.cells();
    std::vector<double> gradient(weights.begin(), weights.end());
    gradient.push_back(epoch.biasGradient);
    return QStringLiteral("loss %1\ngradient %2")
        .arg(allDigits(epoch.loss), inPlace(gradient, epoch.kernelGradient.shape(), spec.learnBias));
}

QString limitsText(const TrainSpec& spec, const Curvature& curvature)
{
    QStringList eigenvalues;
    for (const double value : curvature.eigenvalues)
        eigenvalues += allDigits(value);
    return QStringLiteral("largest stable rate %1\nbest rate %2\ncondition %3\neigenvalues %4")
        .arg(allDigits(curvature.largestStableRate(spec.optimiser)), allDigits(curvature.bestRate()),
             allDigits(curvature.condition()), eigenvalues.join(u','));
}

} // namespace lab
