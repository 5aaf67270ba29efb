// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/formula_painter.h"

#include "ui/paint/words.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <QStringList>

#include <algorithm>

namespace lab
{

namespace
{

/// As an explanation shows it.
QString figure(double value)
{
    return number(value, 5);
}

QString factor(double value)
{
    const QString text = figure(value);
    return text.startsWith(QChar(0x2212)) ? QStringLiteral("(%1)").arg(text) : text;
}

QString indexed(const QString& name, int row, int col)
{
    return QStringLiteral("%1[%2,%3]").arg(name).arg(row).arg(col);
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
    constexpr std::size_t kAll = 63 * 63, kAround = 60;
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
    tellUpTo(0, kAround);
    tellUpTo(now - std::min(now, kAround / 2), now + kAround / 2);
    tellUpTo(count - kAround, count);
}

QString moreText(std::size_t folded)
{
    return tr("… %1 more …").arg(folded);
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

void addProducts(Tokens& tokens, const Explanation& e, int tap, const Geometry& geometry, const Theme& theme)
{
    const bool complete = tap + 1 == int(e.terms.size());
    const auto add = [&](std::size_t t) {
        const Term& term = e.terms[t];
        const Ink ink = int(t) <= tap ? Ink::Normal : Ink::Faint;
        if (t > 0)
            tokens.push_back({QStringLiteral("+"), ink});
        FormulaToken token{factor(term.x) + QStringLiteral(" · ") + factor(term.w), ink};
        if (int(t) <= tap)
            token.underline = theme.weightHue(term.weight, geometry.kernel());
        token.current = !complete && int(t) == tap;
        tokens.push_back(std::move(token));
    };
    forEachTold(e, tap, add, [&](std::size_t folded) {
        tokens.push_back({QStringLiteral("+"), Ink::Muted});
        tokens.push_back({moreText(folded), Ink::Muted});
    });
    tokens.push_back({QStringLiteral("+"), complete ? Ink::Normal : Ink::Faint});
    tokens.push_back({factor(e.bias), complete ? Ink::Normal : Ink::Faint});
    if (complete && e.activation != Activation::None) { // a last step
        tokens.push_back({QStringLiteral("="), Ink::Normal});
        tokens.push_back({figure(e.sum), Ink::Normal});
        tokens.push_back({QStringLiteral("→"), Ink::Muted});
        tokens.push_back({QStringLiteral("%1(%2)").arg(labelOf(e.activation), figure(e.sum)), Ink::Normal});
    }
}

/// "max( 0, 1, 3, 4 )", the winner lit, or "( 0 + 1 + 3 + 4 ) / 4".
void addPool(Tokens& tokens, const Explanation& e, int tap, const Geometry& geometry, const Theme& theme)
{
    const bool largest = e.kind == LayerKind::MaxPool;
    const bool complete = tap + 1 == int(e.terms.size());
    tokens.push_back({largest ? QStringLiteral("max(") : QStringLiteral("("), Ink::Normal});
    const auto add = [&](std::size_t t) {
        const Term& term = e.terms[t];
        const Ink ink = int(t) <= tap ? Ink::Normal : Ink::Faint;
        const bool last = t + 1 == e.terms.size();
        if (t > 0 && !largest)
            tokens.push_back({QStringLiteral("+"), ink});
        FormulaToken token{largest && !term.source ? QStringLiteral("–") : factor(term.x), ink};
        if (largest && !last)
            token.text += QLatin1Char(',');
        if (int(t) <= tap)
            token.underline = theme.weightHue(term.weight, geometry.kernel());
        token.current = complete ? int(t) == e.winner : int(t) == tap;
        tokens.push_back(std::move(token));
    };
    forEachTold(e, tap, add, [&](std::size_t folded) { tokens.push_back({moreText(folded), Ink::Muted}); });
    tokens.push_back({largest ? QStringLiteral(")") : QStringLiteral(") / %1").arg(e.terms.size()),
                      complete ? Ink::Normal : Ink::Faint});
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

Formula formulaOf(const Explanation& e, int tap, const Geometry& geometry, const TensorNames& names,
                  const Theme& theme)
{
    Formula formula{symbolsOf(e, names), {}, noteOf(e), wordsOf(e, tap, names)};
    Tokens& tokens = formula.numbers;
    if (e.kind == LayerKind::Convolution)
        addProducts(tokens, e, tap, geometry, theme);
    else
        addPool(tokens, e, tap, geometry, theme);
    if (tap + 1 == int(e.terms.size())) {
        tokens.push_back({QStringLiteral("="), Ink::Normal});
        tokens.push_back({figure(e.result), Ink::Now, {}, true});
    } else {
        tokens.push_back({tr("so far"), Ink::Muted});
        tokens.push_back({figure(e.terms[std::size_t(tap)].partial), Ink::Now});
    }
    return formula;
}

FormulaLayout layoutFormula(const Formula& formula, double width, const QFont& font)
{
    FormulaLayout layout;
    layout.symbolText = formula.symbols;
    layout.noteText = formula.note;
    layout.symbolFont = font;
    layout.noteFont = font;
    layout.numberFont = font;
    const double base = QFontMetricsF(font).height();
    const std::size_t tokens = formula.numbers.size();
    const double size = tokens <= 13 ? 1.75 : tokens <= 23 ? 1.4 : tokens <= 55 ? 1.15 : 1.0;
    layout.numberFont.setPointSizeF(font.pointSizeF() * size);
    const QFontMetricsF symbolMetrics(layout.symbolFont), numberMetrics(layout.numberFont);
    layout.symbols = QRectF(0, 0, width, symbolMetrics.height());
    const double gap = numberMetrics.horizontalAdvance(QLatin1Char(' ')) * 1.3;
    const double lineHeight = numberMetrics.height() + 8;
    double x = 0, y = layout.symbols.bottom() + base * 0.25;
    const auto advanceOf = [&](const FormulaToken& token) {
        QFont used = layout.numberFont;
        used.setBold(token.ink == Ink::Now);
        return QFontMetricsF(used).horizontalAdvance(token.text);
    };
    for (std::size_t t = 0; t < formula.numbers.size(); ++t) {
        const FormulaToken& token = formula.numbers[t];
        const double advance = advanceOf(token);
        // A sign stays with what follows it.
        const bool sign = token.text.size() == 1 && t + 1 < formula.numbers.size() && !token.text.at(0).isDigit();
        const double needed = sign ? advance + gap + advanceOf(formula.numbers[t + 1]) : advance;
        if (x > 0 && x + needed > width) {
            x = 0;
            y += lineHeight;
        }
        const QRectF box(x, y, advance, numberMetrics.height());
        layout.numbers.push_back({box, token});
        if (token.current)
            layout.current = box;
        x += advance + gap;
    }
    if (!formula.note.isEmpty()) {
        const double advance = QFontMetricsF(layout.noteFont).horizontalAdvance(formula.note);
        if (x + gap + advance > width) {
            x = 0;
            y += lineHeight;
        } else {
            x += gap;
        }
        layout.note = QRectF(x, y, advance + 1, numberMetrics.height());
    }
    layout.height = y + lineHeight;
    return layout;
}

void paintFormula(QPainter& painter, const FormulaLayout& layout, const Theme& theme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setFont(layout.symbolFont);
    painter.setPen(theme.muted);
    painter.drawText(
        layout.symbols, Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetricsF(layout.symbolFont).elidedText(layout.symbolText, Qt::ElideRight, layout.symbols.width()));
    QColor faint = theme.muted;
    faint.setAlphaF(0.65F);
    for (const auto& [box, token] : layout.numbers) {
        QFont font = layout.numberFont;
        font.setBold(token.ink == Ink::Now);
        painter.setFont(font);
        const QColor inks[] = {theme.text, theme.muted, faint, theme.nowText};
        if (token.current && token.ink != Ink::Now) {
            QColor ground = theme.now;
            ground.setAlphaF(0.22F);
            painter.setPen(Qt::NoPen);
            painter.setBrush(ground);
            painter.drawRoundedRect(box.adjusted(-3, 0, 3, 2), 4, 4);
        }
        painter.setPen(inks[int(token.ink)]);
        painter.drawText(box.adjusted(0, 0, 2, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, token.text);
        if (token.underline.isValid()) {
            painter.setPen(QPen(token.underline, 3, Qt::SolidLine, Qt::RoundCap));
            painter.drawLine(QPointF(box.left() + 1, box.bottom() + 2), QPointF(box.right() - 1, box.bottom() + 2));
        }
    }
    if (!layout.noteText.isEmpty()) {
        painter.setFont(layout.noteFont);
        painter.setPen(theme.muted);
        painter.drawText(layout.note, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, layout.noteText);
    }
    painter.restore();
}

} // namespace lab
