// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/formula_painter.h"

#include "ui/paint/cell_painter.h"
#include "ui/paint/words.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace lab
{

namespace
{

constexpr double kLabelGap = 2; ///< pixels between a product and the name of its weight
constexpr double kNoteGap = 24; ///< before the note
constexpr double kNoteBesideSymbols = 0.6, kNoteBesideNumbers = 0.4; ///< of the width, at most
constexpr double kSmall = 0.62; ///< of the size of the numbers
constexpr double kNarrowestNote = 160;
constexpr int kShortestNote = 8; ///< letters

QFont sized(const QFont& font, double factor)
{
    QFont made = font;
    if (font.pixelSize() > 0)
        made.setPixelSize(std::max(1, int(font.pixelSize() * factor)));
    else
        made.setPointSizeF(font.pointSizeF() * factor);
    return made;
}

QFont fontOf(const FormulaToken& token, const QFont& numbers)
{
    QFont font = token.small ? sized(numbers, kSmall) : numbers;
    font.setBold(token.ink == Ink::Now);
    return font;
}

using Tokens = std::vector<FormulaToken>;

/// With the first `kept` terms and the present one; the others as "+ 5 more" behind the last that is there.
Tokens folded(const Tokens& tokens, int kept)
{
    const auto stays = [&](const FormulaToken& token) { return token.term < kept || token.current; };
    int gone = 0;
    std::size_t end = 0; // behind the last term
    std::vector<int> counted;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].term >= 0 || tokens[i].more > 0)
            end = i + 1;
        if (!stays(tokens[i]) && std::find(counted.begin(), counted.end(), tokens[i].term) == counted.end()) {
            counted.push_back(tokens[i].term);
            ++gone;
        }
        gone += tokens[i].more;
    }
    Tokens made;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (stays(tokens[i]) && tokens[i].more == 0)
            made.push_back(tokens[i]);
        if (i + 1 == end && gone > 0)
            made.push_back({.text = tr("+ %1 more").arg(gone), .ink = Ink::Muted});
    }
    return made;
}

int termsOf(const Tokens& tokens)
{
    int terms = 0;
    for (const FormulaToken& token : tokens)
        terms = std::max(terms, token.term + 1);
    return terms;
}

double gapOf(const QFont& numbers)
{
    return QFontMetricsF(numbers).horizontalAdvance(QLatin1Char(' ')) * 1.2;
}

double widthOf(const Tokens& tokens, const QFont& numbers)
{
    double width = 0;
    for (const FormulaToken& token : tokens)
        width += QFontMetricsF(fontOf(token, numbers)).horizontalAdvance(token.text) + gapOf(numbers);
    return width;
}

QFont labelFontOf(const QFont& font)
{
    QFont label = sized(font, 0.92);
    label.setBold(true);
    return label;
}

/// In the largest size that fits; where the least is too large, with fewer terms.
Tokens fitted(const Tokens& tokens, double width, const QFont& font, QFont& numbers)
{
    for (double size = kSentenceSize; size >= kLeastSentenceSize; size -= 0.15) {
        numbers = sized(font, size);
        if (widthOf(tokens, numbers) <= width)
            return tokens;
    }
    Tokens made = tokens;
    for (int kept = termsOf(tokens) - 1; kept >= 1 && widthOf(made, numbers) > width; --kept)
        made = folded(tokens, kept);
    return made;
}

} // namespace

FormulaLayout layoutFormula(const Formula& formula, double width, const QFont& font, bool symbols)
{
    FormulaLayout layout;
    layout.symbolText = symbols ? formula.symbols : QString();
    layout.noteText = formula.note;
    layout.textFont = font;
    layout.labelFont = labelFontOf(font);
    const QFontMetricsF text(font);
    layout.symbols = QRectF(0, 0, width, symbols ? text.height() : 0);
    // Without the symbols there is no other place for the note: the numbers leave it room.
    const double wide = std::min(text.horizontalAdvance(formula.note) + 2,
                                 width * (symbols ? kNoteBesideSymbols : kNoteBesideNumbers));
    const bool beside = !symbols && !formula.note.isEmpty();
    const Tokens tokens =
        fitted(formula.numbers, beside ? width - wide - kNoteGap - gapOf(sized(font, kSentenceSize)) : width, font,
               layout.numberFont);
    const double line = QFontMetricsF(sized(font, kSentenceSize)).height();
    const double top = layout.symbols.bottom() + (symbols ? text.height() * 0.3 : 0);
    double x = 0;
    for (const FormulaToken& token : tokens) {
        const double advance = QFontMetricsF(fontOf(token, layout.numberFont)).horizontalAdvance(token.text);
        layout.numbers.push_back({QRectF(x, top, advance, line), token});
        x += advance + gapOf(layout.numberFont);
    }
    layout.height = sentenceHeight(font, symbols);
    if (formula.note.isEmpty())
        return layout;
    const double room = width - x - kNoteGap;
    if (beside && room < text.averageCharWidth() * kShortestNote) {
        layout.noteText.clear(); // no room at all: the words for a screen reader have it
    } else if (beside || room >= kNarrowestNote) {
        layout.note = QRectF(x + kNoteGap, top, room, line + text.height());
    } else { // beside the symbols, which give way
        layout.note = QRectF(width - wide, 0, wide, text.height());
        layout.symbols.setWidth(std::max(0.0, width - wide - kNoteGap));
    }
    return layout;
}

double sentenceHeight(const QFont& font, bool symbols)
{
    const QFontMetricsF text(font);
    return (symbols ? text.height() * 1.3 : 0) + QFontMetricsF(sized(font, kSentenceSize)).height() + kLabelGap +
           QFontMetricsF(labelFontOf(font)).height();
}

void paintFormula(QPainter& painter, const FormulaLayout& layout, const Theme& theme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setFont(layout.textFont);
    painter.setPen(theme.muted);
    painter.drawText(
        layout.symbols, Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetricsF(layout.textFont).elidedText(layout.symbolText, Qt::ElideRight, layout.symbols.width()));
    const QColor inks[] = {theme.text, theme.muted, theme.border, theme.accent};
    for (const auto& [box, token] : layout.numbers) {
        painter.setFont(fontOf(token, layout.numberFont));
        if (token.current && token.ink != Ink::Now) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.accentGround);
            painter.drawRoundedRect(box.adjusted(-4, 2, 4, -2), 4, 4);
        }
        painter.setPen(inks[int(token.ink)]);
        painter.drawText(box.adjusted(0, 0, 2, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, token.text);
        if (token.label.isEmpty())
            continue;
        const QFontMetricsF metrics(layout.labelFont);
        QRectF tag(0, 0, metrics.horizontalAdvance(token.label) + 8, metrics.height());
        tag.moveCenter(QPointF(box.center().x(), box.bottom() + kLabelGap + metrics.height() / 2));
        paintTag(painter, tag, token.label, layout.labelFont, theme);
    }
    if (!layout.noteText.isEmpty()) {
        painter.setFont(layout.textFont);
        painter.setPen(theme.muted);
        painter.drawText(layout.note, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap, layout.noteText);
    }
    painter.restore();
}

} // namespace lab
