// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/formula_painter.h"

#include <QGuiApplication>

#include <gtest/gtest.h>

namespace lab
{

namespace
{

Formula longSum(int terms)
{
    Formula formula;
    formula.symbols = QStringLiteral("Y[0,0] = X[0,0]·K[0,0] + …");
    for (int t = 0; t < terms; ++t) {
        formula.numbers.push_back({.text = QStringLiteral("0.25098 · 1"), .term = t});
        formula.numbers.push_back({.text = QStringLiteral("+"), .term = t});
    }
    formula.numbers.push_back({.text = QStringLiteral("= 0.011765")});
    formula.note = QStringLiteral("red channel");
    return formula;
}

TEST(Formula, TheNoteStandsOnNoNumber)
{
    for (const bool symbols : {false, true})
        for (int terms = 1; terms <= 12; ++terms)
            for (double width = 300; width < 1500; width += 37) {
                const FormulaLayout layout = layoutFormula(longSum(terms), width, QGuiApplication::font(), symbols);
                ASSERT_EQ(layout.note.isEmpty(), layout.noteText.isEmpty());
                EXPECT_FALSE((symbols || width > 700) && layout.noteText.isEmpty())
                    << terms << " terms, " << width << " wide";
                EXPECT_LE(layout.note.right(), width + 0.5);
                for (const auto& placed : layout.numbers)
                    EXPECT_FALSE(placed.box.intersects(layout.note))
                        << terms << " terms, " << width << " wide, symbols " << symbols;
            }
}

} // namespace

} // namespace lab
