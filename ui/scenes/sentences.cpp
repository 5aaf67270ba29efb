// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/sentences.h"

#include "core/layers/layer.h"
#include "ui/paint/tensor_scene.h"
#include "ui/paint/words.h"
#include "ui/scenes/stage_text.h"

#include <QStringList>

#include <algorithm>

namespace lab
{

namespace
{

constexpr std::size_t kMostTerms = 8; ///< of a sentence; of more, the rest is folded
constexpr std::int64_t kMostCounted = 4096; ///< windows that are looked through for padding

/// As an explanation shows it.
QString figure(double value)
{
    return number(value, 5);
}

QString factor(double value)
{
    return factorText(figure(value));
}

/// As many parts as one line holds; the rest is left out in the middle.
QStringList shortened(const QStringList& parts)
{
    constexpr qsizetype kMost = 4;
    if (parts.size() <= kMost)
        return parts;
    return {parts[0], parts[1], QStringLiteral("…"), parts.back()};
}

QString labelOf(Activation activation)
{
    return word(infoOf(activation).label);
}

/// The terms of a sum that are told one by one, in their order: all of a window as people look at, of a huge one the
/// first, those around the present one, and the last. `folded` hears of how many others between them.
template <class Tell, class Fold>
void forEachTold(const Explanation& e, int tap, const Tell& tell, const Fold& folded)
{
    constexpr std::size_t kAll = 63 * 63, kNear = 60;
    const std::size_t count = e.terms.size(), now = std::size_t(tap);
    std::size_t next = 0;
    const auto tellUpTo = [&](std::size_t from, std::size_t end) {
        if (from > next)
            folded(from - next);
        for (next = std::max(next, from); next < std::min(end, count); ++next)
            tell(next);
    };
    if (count <= kAll)
        return tellUpTo(0, count);
    tellUpTo(0, kNear);
    tellUpTo(now - std::min(now, kNear / 2), now + kNear / 2);
    tellUpTo(count - kNear, count);
}

QString moreText(std::size_t folded)
{
    return tr("+ %1 more").arg(folded);
}

QString symbolsOf(const Explanation& e, const TensorNames& names)
{
    QStringList parts;
    const auto add = [&](std::size_t t) {
        const Term& term = e.terms[t];
        const QString x =
            term.source ? indexed(names.input, term.source->row, term.source->col) : QStringLiteral("0");
        if (e.kind == LayerKind::Convolution)
            parts << x + QStringLiteral("·") + indexed(names.kernel, term.weight.row, term.weight.col);
        else if (e.kind == LayerKind::AveragePool || term.source)
            parts << x;
    };
    forEachTold(e, 0, add, [](std::size_t) {});
    parts = shortened(parts);
    const QString result = indexed(names.output, e.cell.row, e.cell.col) + QStringLiteral(" = ");
    const QString plus = QStringLiteral(" + ");
    if (e.kind == LayerKind::MaxPool)
        return result + QStringLiteral("max(%1)").arg(parts.join(QStringLiteral(", ")));
    if (e.kind == LayerKind::AveragePool)
        return result + QStringLiteral("(%1) / %2").arg(parts.join(plus)).arg(e.terms.size());
    parts << QStringLiteral("b");
    if (e.activation == Activation::None)
        return result + parts.join(plus);
    return result + QStringLiteral("%1(%2)").arg(labelOf(e.activation), parts.join(plus));
}

/// The numbers of a pooling's window, "0, 1, 3 and 4"; padding is not there to max pooling.
QString listOf(const Explanation& e, int tap)
{
    QStringList values;
    forEachTold(
        e, tap,
        [&](std::size_t t) {
            if (const Term& term = e.terms[t]; int(t) <= tap && (e.kind == LayerKind::AveragePool || term.source))
                values << figure(term.x);
        },
        [&](std::size_t folded) { values << moreText(folded); });
    return values.join(QStringLiteral(", "));
}

/// The sentence of a step of which something is asked: what stays to be said of it.
QString maskedWords(const Explanation& e, int tap, const TensorNames& names, const SentenceMask& mask)
{
    const QString place = tr("%1, row %2, column %3: ").arg(names.output).arg(e.cell.row).arg(e.cell.col);
    if (mask.products)
        return place + tr("how it comes about is asked for.");
    QStringList parts;
    forEachTold(
        e, tap,
        [&](std::size_t t) {
            const Term& term = e.terms[t];
            if (int(t) > tap)
                return;
            if (e.kind != LayerKind::Convolution)
                parts << (term.source || e.kind == LayerKind::AveragePool ? figure(term.x) : tr("padding"));
            else if (mask.term(int(t)))
                parts << tr("a product that is asked for");
            else
                parts << tr("%1 times %2").arg(figure(term.x), figure(term.w));
        },
        [&](std::size_t folded) { parts << moreText(folded); });
    if (e.kind == LayerKind::Convolution && tap + 1 == int(e.terms.size()))
        parts << tr("plus bias %1").arg(figure(e.bias));
    return place + parts.join(QStringLiteral("; ")) + QStringLiteral("; ") + tr("the result is asked for.");
}

QString wordsOf(const Explanation& e, int tap, const TensorNames& names)
{
    const bool complete = tap + 1 == int(e.terms.size());
    const QString place = tr("%1, row %2, column %3: ").arg(names.output).arg(e.cell.row).arg(e.cell.col);
    const double partial = e.terms[std::size_t(tap)].partial;
    if (e.kind == LayerKind::MaxPool)
        return place + (complete ? tr("the largest of %1 is %2.").arg(listOf(e, tap), figure(e.result))
                                 : tr("the largest of %1 so far is %2.").arg(listOf(e, tap), figure(partial)));
    if (e.kind == LayerKind::AveragePool)
        return place + (complete ? tr("the mean of %1 is %2.").arg(listOf(e, tap), figure(e.result))
                                 : tr("the sum of %1 so far is %2.").arg(listOf(e, tap), figure(partial)));
    QStringList parts;
    forEachTold(
        e, tap,
        [&](std::size_t t) {
            if (const Term& term = e.terms[t]; int(t) <= tap)
                parts << tr("%1 times %2 is %3").arg(figure(term.x), figure(term.w), figure(term.product));
        },
        [&](std::size_t folded) { parts << moreText(folded); });
    QString text = place + parts.join(QStringLiteral("; "));
    text += complete ? tr("; plus bias %1; the sum is %2.").arg(figure(e.bias), figure(e.sum))
                     : tr("; the sum so far is %1.").arg(figure(partial));
    if (complete && e.activation != Activation::None)
        text += QLatin1Char(' ') + tr("%1 of %2 is %3.").arg(labelOf(e.activation), figure(e.sum), figure(e.result));
    return text;
}

QString noteOf(const Explanation& e)
{
    int padding = 0;
    for (const Term& term : e.terms)
        padding += !term.source || term.source != term.position;
    if (padding == 0)
        return {};
    const QString note =
        padding == 1 ? tr("1 of these cells is padding") : tr("%1 of these cells are padding").arg(padding);
    return e.kind == LayerKind::MaxPool ? note + tr(", which never wins") : note;
}

using Tokens = std::vector<FormulaToken>;

/// A weight that is zero adds nothing; a short sum tells it all the same, as the book does.
bool leftOut(const Explanation& e, std::size_t term, int tap)
{
    const bool now = tap + 1 < int(e.terms.size()) && int(term) == tap;
    return e.kind == LayerKind::Convolution && e.terms.size() > kMostTerms && e.terms[term].w == 0 && !now;
}

std::size_t leftOut(const Explanation& e, int tap)
{
    std::size_t count = 0;
    for (std::size_t t = 0; t < e.terms.size(); ++t)
        count += leftOut(e, t, tap);
    return count;
}

/// What is asked for.
QString unknown()
{
    return QStringLiteral("?");
}

FormulaToken productToken(const Term& term, Ink ink, int index, bool hidden)
{
    return {.text = hidden ? unknown() : factor(term.x) + QStringLiteral(" · ") + factor(term.w),
            .ink = ink,
            .label = ink == Ink::Faint ? QString() : weightLabel(term.weight),
            .term = index};
}

void addSum(Tokens& tokens, const Explanation& e, int tap, const SentenceMask& mask)
{
    const bool complete = tap + 1 == int(e.terms.size());
    int index = 0;
    std::size_t folded = 0;
    for (std::size_t t = 0; t < e.terms.size(); ++t) {
        if (leftOut(e, t, tap))
            continue;
        if (index == int(kMostTerms)) {
            ++folded;
            continue;
        }
        const Ink ink = int(t) <= tap ? Ink::Normal : Ink::Faint;
        if (index > 0)
            tokens.push_back({.text = QStringLiteral("+"), .ink = ink, .term = index});
        tokens.push_back(productToken(e.terms[t], ink, index, mask.term(int(t))));
        tokens.back().current = !complete && int(t) == tap;
        ++index;
    }
    if (index == 0)
        tokens.push_back({.text = QStringLiteral("0")});
    if (folded > 0)
        tokens.push_back({.text = moreText(folded), .ink = Ink::Muted, .more = int(folded)});
    tokens.push_back({.text = QStringLiteral("+"), .ink = complete ? Ink::Normal : Ink::Faint});
    tokens.push_back({.text = factor(e.bias), .ink = complete ? Ink::Normal : Ink::Faint});
    if (complete && e.activation != Activation::None) { // a last step
        tokens.push_back({.text = QStringLiteral("=")});
        const QString sum = mask.result ? unknown() : figure(e.sum);
        tokens.push_back({.text = sum});
        tokens.push_back({.text = QStringLiteral("→"), .ink = Ink::Muted});
        tokens.push_back({.text = QStringLiteral("%1(%2)").arg(labelOf(e.activation), sum)});
    }
}

/// A long sum in the making: what there was, and the product that comes to it.
void addRunningSum(Tokens& tokens, const Explanation& e, int tap, const SentenceMask& mask)
{
    const Term& term = e.terms[std::size_t(tap)];
    if (tap > 0) {
        tokens.push_back({.text = mask.any() ? unknown() : figure(e.terms[std::size_t(tap) - 1].partial)});
        tokens.push_back({.text = QStringLiteral("+")});
    }
    tokens.push_back(productToken(term, Ink::Normal, -1, mask.term(tap)));
    tokens.back().current = true;
}

/// "max( 0, 1, 3, 4 )", the winner lit, or "( 0 + 1 + 3 + 4 ) / 4".
void addPool(Tokens& tokens, const Explanation& e, int tap, const SentenceMask& mask)
{
    const bool largest = e.kind == LayerKind::MaxPool;
    const bool complete = tap + 1 == int(e.terms.size());
    tokens.push_back({.text = largest ? QStringLiteral("max(") : QStringLiteral("(")});
    std::size_t folded = 0;
    int index = 0;
    for (std::size_t t = 0; t < e.terms.size(); ++t) {
        const Term& term = e.terms[t];
        const bool now = complete ? int(t) == e.winner && !mask.result : int(t) == tap;
        if (t >= kMostTerms && !now) {
            ++folded;
            continue;
        }
        const Ink ink = int(t) <= tap ? Ink::Normal : Ink::Faint;
        if (t > 0 && !largest)
            tokens.push_back({.text = QStringLiteral("+"), .ink = ink, .term = index});
        FormulaToken token{.text = mask.term(int(t))         ? unknown()
                                   : largest && !term.source ? QStringLiteral("–")
                                                             : factor(term.x),
                           .ink = ink,
                           .term = now ? -1 : index};
        if (largest && t + 1 < e.terms.size())
            token.text += QLatin1Char(',');
        token.current = now;
        tokens.push_back(std::move(token));
        ++index;
    }
    if (folded > 0)
        tokens.push_back({.text = moreText(folded), .ink = Ink::Muted, .more = int(folded)});
    tokens.push_back({.text = largest ? QStringLiteral(")") : QStringLiteral(") / %1").arg(e.terms.size()),
                      .ink = complete ? Ink::Normal : Ink::Faint});
}

/// "3 · 0 → Y[0,0]"
void addArrow(Tokens& tokens, double x, double w, const QString& label, const QString& output, int index)
{
    tokens.push_back({.text = factor(x) + QStringLiteral(" · ") + factor(w), .label = label, .term = index});
    tokens.push_back({.text = QStringLiteral("→ ") + output, .ink = Ink::Muted, .term = index, .small = true});
}

} // namespace

TensorNames tensorNames(std::size_t layer, std::size_t layers)
{
    if (layers == 1)
        return {QStringLiteral("X"), QStringLiteral("K"), QStringLiteral("Y")};
    const auto subscript = [](std::size_t n) {
        QString text;
        for (const QChar digit : QString::number(n))
            text += QChar(0x2080 + digit.digitValue());
        return text;
    };
    return {layer == 0 ? QStringLiteral("X") : QStringLiteral("Y") + subscript(layer),
            QStringLiteral("K") + subscript(layer + 1), QStringLiteral("Y") + subscript(layer + 1)};
}

QString indexed(const QString& name, int row, int col)
{
    return QStringLiteral("%1[%2,%3]").arg(name).arg(row).arg(col);
}

bool SentenceMask::term(int tap) const
{
    return products || std::ranges::find(terms, tap) != terms.end();
}

Formula outputSentence(const Explanation& e, int tap, const TensorNames& names, const SentenceMask& mask)
{
    Formula formula{
        symbolsOf(e, names), {}, noteOf(e), mask.any() ? maskedWords(e, tap, names, mask) : wordsOf(e, tap, names)};
    Tokens& tokens = formula.numbers;
    const bool complete = tap + 1 == int(e.terms.size());
    const std::size_t zeros = leftOut(e, tap);
    const bool running = !complete && e.terms.size() - zeros > kMostTerms;
    if (e.kind != LayerKind::Convolution)
        addPool(tokens, e, tap, mask);
    else if (running)
        addRunningSum(tokens, e, tap, mask);
    else
        addSum(tokens, e, tap, mask);
    const bool asked = mask.any(); // what is left tells the rest
    const QString now = asked ? unknown() : figure(complete ? e.result : e.terms[std::size_t(tap)].partial);
    tokens.push_back(complete || running ? FormulaToken{.text = QStringLiteral("=")}
                                         : FormulaToken{.text = tr("so far"), .ink = Ink::Muted});
    tokens.push_back({.text = now, .ink = Ink::Now});
    tokens.back().current = complete;
    if (running)
        addNote(formula.note,
                tr("product %1 of %2, %3 more").arg(tap + 1).arg(e.terms.size()).arg(int(e.terms.size()) - tap - 1));
    else if (zeros > 0)
        addNote(formula.note,
                zeros == 1 ? tr("1 weight is 0 and left out") : tr("%1 weights are 0 and left out").arg(zeros));
    return formula;
}

Formula inputSentence(GridView<float> x, const Layer& layer, const Geometry& geometry, InputCell cell,
                      const TensorNames& names)
{
    const auto contacts = geometry.outputsTouchedBy(cell);
    const double value = double(x.at(cell.row, cell.col));
    const QString name = indexed(names.input, cell.row, cell.col);
    Formula formula;
    formula.symbols =
        contacts.empty()       ? tr("%1 = %2 goes into no output: no window reads it").arg(name, figure(value))
        : contacts.size() == 1 ? tr("%1 = %2 goes into one output").arg(name, figure(value))
                               : tr("%1 = %2 goes into %3 outputs").arg(name, figure(value)).arg(contacts.size());
    QStringList words;
    int index = 0;
    for (const auto& [output, weight] : contacts) {
        if (index == int(kMostTerms))
            break;
        const QString to = indexed(names.output, output.row, output.col);
        if (layer.pools()) {
            formula.numbers.push_back({.text = QStringLiteral("→ ") + to, .term = index});
            words << to;
        } else {
            const double w = double(layer.kernel.at(weight.row, weight.col));
            addArrow(formula.numbers, value, w, weightLabel(weight), to, index);
            words << tr("times %1 into %2").arg(figure(w), to);
        }
        ++index;
    }
    if (const std::size_t more = contacts.size() - std::size_t(index); more > 0)
        formula.numbers.push_back({.text = moreText(more), .ink = Ink::Muted, .more = int(more)});
    formula.words = formula.symbols;
    if (!words.isEmpty())
        formula.words += QStringLiteral(": ") + words.join(QStringLiteral("; "));
    formula.words += QLatin1Char('.');
    return formula;
}

Formula weightSentence(GridView<float> x, const Layer& layer, const Geometry& geometry, WeightCell weight,
                       const TensorNames& names)
{
    const double w = double(layer.kernel.at(weight.row, weight.col));
    const Shape output = geometry.output();
    const QString name = indexed(names.kernel, weight.row, weight.col);
    Formula formula;
    formula.symbols =
        output.cells() == 1
            ? tr("%1 = %2 multiplies one cell in the only window").arg(name, figure(w))
            : tr("%1 = %2 multiplies one cell in each of the %3 windows").arg(name, figure(w)).arg(output.cells());
    const WeightCell tap = geometry.weightAt(weight.row, weight.col); // turning a kernel twice leaves it as it was
    QStringList words;
    std::int64_t padding = 0;
    int index = 0;
    const bool counted = output.cells() <= kMostCounted;
    for (int r = 0; r < output.rows; ++r) {
        for (int c = 0; c < output.cols; ++c) {
            if (index == int(kMostTerms) && !counted)
                break;
            const InputCell at = geometry.positionAt({r, c}, tap.row, tap.col);
            const auto source = geometry.sourceOf(at);
            padding += source != at;
            if (index == int(kMostTerms))
                continue;
            const double value = source ? double(x.at(source->row, source->col)) : 0;
            const QString to = indexed(names.output, r, c);
            addArrow(formula.numbers, w, value, {}, to, index++);
            words << tr("times %1 for %2").arg(figure(value), to);
        }
    }
    if (const std::int64_t more = output.cells() - index; more > 0)
        formula.numbers.push_back({.text = moreText(std::size_t(more)), .ink = Ink::Muted, .more = int(more)});
    if (counted && padding > 0)
        formula.note =
            padding == 1 ? tr("1 of these cells is padding") : tr("%1 of these cells are padding").arg(padding);
    formula.words = formula.symbols + QStringLiteral(": ") + words.join(QStringLiteral("; ")) + QLatin1Char('.');
    return formula;
}

} // namespace lab
