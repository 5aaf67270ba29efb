// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layers/step.h"
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
    QColor underline = {}; ///< the hue of the weight; invalid: none
    bool current = false; ///< the product being made
};

/// The explanation of one output cell, ready to be laid out.
struct Formula {
    QString symbols; ///< "Y[0,1] = X[0,1]·K[0,0] + X[0,2]·K[0,1] + b"
    std::vector<FormulaToken> numbers; ///< "1 · 1", "+", … "=", "1"
    QString note; ///< what else is to be known: padding cells, the channel
    QString words; ///< all of it as a screen reader says it
};

/// Names of the tensors around a layer: X, K, Y, or with a subscript in a stack.
struct TensorNames {
    QString input;
    QString kernel;
    QString output;
};
TensorNames tensorNames(std::size_t layer, std::size_t layers);

/// Products up to and including `tap` are shown as done, later ones faint.
Formula formulaOf(const Explanation& explanation, int tap, const Geometry& geometry, const TensorNames& names,
                  const Theme& theme);

/// Where the parts of a formula go in a given width: a line of symbols, and lines of numbers.
struct FormulaLayout {
    struct Placed {
        QRectF box;
        FormulaToken token;
    };
    QFont symbolFont;
    QFont numberFont;
    QFont noteFont;
    QRectF symbols;
    std::vector<Placed> numbers;
    QRectF note;
    QString noteText;
    QString symbolText;
    double height = 0;
    QRectF current; ///< of the product being made, or of the result
};
FormulaLayout layoutFormula(const Formula& formula, double width, const QFont& font);
void paintFormula(QPainter& painter, const FormulaLayout& layout, const Theme& theme);

} // namespace lab
