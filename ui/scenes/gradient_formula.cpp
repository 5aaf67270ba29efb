// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/gradient_formula.h"

#include "ui/paint/tensor_scene.h"
#include "ui/paint/words.h"

namespace lab
{

namespace
{

constexpr int kShownProducts = 10; ///< of a finished sum

FormulaToken productToken(const GradientTerm& term)
{
    FormulaToken token{
        QStringLiteral("%1 · %2").arg(factorText(number(term.residual)), factorText(number(term.factor)))};
    token.label = weightLabel(term.weight);
    return token;
}

QString symbols(const GradientCell& cell)
{
    return cell.ofKernel ? tr("∂loss/∂%1 = %2 · Σ R · X, the residuals laid over the input at row %3, column %4")
                               .arg(cell.name(), number(cell.factor))
                               .arg(cell.row)
                               .arg(cell.col)
                         : tr("∂loss/∂%1 = %2 · Σ R · K over the outputs that this cell affects")
                               .arg(cell.name(), number(cell.factor));
}

} // namespace

QString GradientCell::name() const
{
    return QStringLiteral("%1[%2,%3]").arg(ofKernel ? QStringLiteral("K") : QStringLiteral("X")).arg(row).arg(col);
}

Formula gradientSumFormula(const GradientCell& cell, std::span<const GradientTerm> terms)
{
    Formula formula;
    formula.symbols = symbols(cell);
    formula.numbers.push_back({QStringLiteral("%1 · (").arg(number(cell.factor)), Ink::Muted});
    int shown = 0, folded = 0;
    bool zeros = false;
    for (const GradientTerm& term : terms) {
        zeros |= term.product == 0;
        if (term.product == 0)
            continue;
        if (shown == kShownProducts) {
            ++folded;
            continue;
        }
        if (shown > 0)
            formula.numbers.push_back({.text = QStringLiteral("+"), .ink = Ink::Muted, .term = shown});
        formula.numbers.push_back(productToken(term));
        formula.numbers.back().term = shown++;
    }
    if (shown == 0)
        formula.numbers.push_back({QStringLiteral("0")});
    if (folded > 0)
        formula.numbers.push_back({.text = tr("+ %1 more").arg(folded), .ink = Ink::Muted, .more = folded});
    const QString sum = number(terms.empty() ? 0 : cell.factor * terms.back().partial, 5);
    formula.numbers.push_back({QStringLiteral(") ="), Ink::Muted});
    formula.numbers.push_back({sum, Ink::Now});
    formula.note = terms.empty() ? tr("no window reads this cell")
                   : zeros       ? tr("%1 products, zeros left out").arg(terms.size())
                                 : tr("%1 products").arg(terms.size());
    formula.words = tr("The gradient of %1 is %2.").arg(cell.name(), sum);
    return formula;
}

Formula gradientProductFormula(const GradientCell& cell, std::span<const GradientTerm> terms, std::size_t product)
{
    const GradientTerm& term = terms[product];
    Formula formula;
    formula.symbols = symbols(cell);
    formula.numbers.push_back({number(term.partial - term.product, 5), Ink::Muted});
    formula.numbers.push_back({QStringLiteral("+"), Ink::Muted});
    FormulaToken token = productToken(term);
    token.current = true;
    formula.numbers.push_back(std::move(token));
    formula.numbers.push_back({QStringLiteral("=")});
    formula.numbers.push_back({number(term.partial, 5), Ink::Now});
    formula.note = tr("product %1 of %2, the sum so far").arg(product + 1).arg(terms.size());
    formula.words = tr("%1 times %2 is %3; the sum so far is %4.")
                        .arg(number(term.residual), number(term.factor), number(term.product), number(term.partial));
    return formula;
}

Formula residualFormula(const ResidualCell& cell)
{
    const double residual = cell.output - cell.target;
    const QString at = QStringLiteral("[%1,%2]").arg(cell.row).arg(cell.col);
    Formula formula;
    formula.symbols = QStringLiteral("R%1 = Ŷ%1 − Y%1").arg(at);
    formula.numbers = {{number(cell.output)},
                       {QStringLiteral("−"), Ink::Muted},
                       {factorText(number(cell.target))},
                       {QStringLiteral("=")},
                       {number(residual), Ink::Now}};
    const QString all = countText(std::int64_t(cell.residuals)), loss = number(cell.loss);
    formula.note =
        cell.reduction == Reduction::Sum
            ? tr("squared %1; the %2 squares add up to the loss %3").arg(number(residual * residual), all, loss)
            : tr("squared %1; the mean of the %2 squares is the loss %3").arg(number(residual * residual), all, loss);
    formula.words = tr("Residual, row %1, column %2: the output %3 minus the target %4 is %5; ")
                        .arg(cell.row)
                        .arg(cell.col)
                        .arg(number(cell.output), number(cell.target), number(residual)) +
                    formula.note + QLatin1Char('.');
    return formula;
}

Formula updateFormula(const UpdateCell& cell)
{
    const QString weight = QStringLiteral("K[%1,%2]").arg(cell.row).arg(cell.col);
    const QString before = number(cell.before), after = number(cell.after), gradient = number(cell.gradient);
    Formula formula;
    if (cell.optimiser == Optimiser::GradientDescent) {
        formula.symbols = tr("%1 − rate · ∂loss/∂%1").arg(weight);
        formula.numbers = {{before},
                           {QStringLiteral("−"), Ink::Muted},
                           {QStringLiteral("%1 · %2").arg(number(cell.rate), factorText(number(cell.gradient)))},
                           {QStringLiteral("=")},
                           {after, Ink::Now}};
        formula.note = cell.gradient > 0   ? tr("the loss grows with this weight, so it is made smaller")
                       : cell.gradient < 0 ? tr("the loss falls with this weight, so it is made larger")
                                           : tr("the loss does not change with this weight");
    } else {
        const OptimiserRow& optimiser = infoOf(cell.optimiser);
        formula.symbols = QStringLiteral("%1: %2").arg(word(optimiser.label), QString::fromUtf8(optimiser.formula));
        formula.numbers = {{before}, {QStringLiteral("→"), Ink::Muted}, {after, Ink::Now}};
        formula.note = tr("gradient %1, rate %2").arg(gradient, number(cell.rate));
    }
    formula.words = tr("%1 was %2; with the gradient %3 and the rate %4 it becomes %5.")
                        .arg(weight, before, gradient, number(cell.rate), after);
    return formula;
}

} // namespace lab
