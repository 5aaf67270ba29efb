// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paint/theme.h"

#include <QFont>
#include <QRectF>
#include <QString>

#include <vector>

class QPainter;

namespace lab
{

/// How the parts of a formula are inked.
enum class Ink { Normal, Muted, Faint, Now };

struct FormulaToken {
    QString text;
    Ink ink = Ink::Normal;
    QString label = {}; ///< the name of the weight, under its product
    bool current = false; ///< the product being made, or the result
    int term = -1; ///< of a sum, which of its terms this belongs to; those may be folded where there is no room
    int more = 0; ///< "+ 5 more": how many terms it stands for already
    bool small = false;
};

/// A sentence about a cell, ready to be laid out in a line.
struct Formula {
    QString symbols; ///< "Y[0,1] = X[0,1]·K[0,0] + X[0,2]·K[0,1] + b"
    std::vector<FormulaToken> numbers; ///< "1 · 1", "+", … "=", "1"
    QString note; ///< what else is to be known: padding cells, the channel
    QString words; ///< all of it as a screen reader says it
};

/// Where the parts of a formula go: a line of symbols, one of numbers with the names of their weights under them, and
/// the note beside it or, where there is no room, beside the symbols.
struct FormulaLayout {
    struct Placed {
        QRectF box;
        FormulaToken token;
    };
    QFont textFont;
    QFont numberFont;
    QFont labelFont;
    QRectF symbols;
    std::vector<Placed> numbers;
    QRectF note;
    QString noteText;
    QString symbolText;
    double height = 0;
};

/// The size of the numbers, in sizes of the text around them: the largest, and the one below which terms are folded.
inline constexpr double kSentenceSize = 2.15, kLeastSentenceSize = 1.6;

/// `symbols`: whether their line is there. Terms that do not fit into the width are folded into "+ 5 more".
FormulaLayout layoutFormula(const Formula& formula, double width, const QFont& font, bool symbols = true);
/// How high a sentence is, whatever it says.
double sentenceHeight(const QFont& font, bool symbols = true);
void paintFormula(QPainter& painter, const FormulaLayout& layout, const Theme& theme);

} // namespace lab
