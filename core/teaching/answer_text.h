// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/result.h"
#include "core/teaching/question.h"

#include <string_view>
#include <vector>

namespace lab
{

/// How exactly a number was typed.
struct Precision {
    int decimals = 0; ///< digits behind the point
    int significant = 0; ///< digits from the first that is not 0 on
    bool exact = false; ///< a fraction, or computed: there is no last digit

    /// Half a unit of the last digit: how far the number may be from what it stands for.
    double halfUnit() const;
    bool operator==(const Precision&) const = default;
};
/// Of a number as it stands in a text.
Precision precisionOf(std::string_view text);

/// What a person answers.
struct GivenAnswer {
    Answer answer;
    std::vector<Precision> precisions; ///< of the numbers, row by row; none of cells

    /// A computed answer, such as one that was clicked.
    static GivenAnswer exactly(Answer answer);
};

/// An answer as it is typed: a number with point or comma, a fraction 3/4, '−' or '-', with a name and '=' before it
/// and a unit behind it ("Y = −1,5 px"); the numbers of a shape, two or up to four ("3x6", "3 × 6", "3 by 6", "(3,
/// 6)"); rows "0 1 0" and matrices "0 1; 2 3" by the rules of matrix_text.h; cells as pairs ("0,1 0,2", "(0, 1), (0,
/// 2)"), which are sorted. Errors: EmptyText, AnswerUnread, and those of matrix64FromText().
Result<GivenAnswer> readAnswer(std::string_view text, Asked asked);

} // namespace lab
