// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/matrix_text.h"
#include "core/session/samples.h"
#include "core/teaching/right_answer.h"
#include "tests/core/layer_support.h"

#include <string_view>

namespace lab::test
{

inline Session sampleSession(std::string_view id)
{
    Session session = startSession();
    findSample(id)->apply(session);
    return session;
}

/// A session of one layer, its matrices as on the command line.
inline Session typedSession(std::string_view input, std::string_view kernel, float bias = 0, ConvSpec spec = {})
{
    return sessionOf(*matrixFromText(input), *matrixFromText(kernel), spec, bias);
}

inline ConvSpec padded(int all, PerAxis stride = {}, Border border = Border::Zero)
{
    ConvSpec spec;
    spec.padding = {PaddingMode::Explicit, {all, all}, {all, all}};
    spec.stride = stride;
    spec.border = border;
    return spec;
}

inline Question asking(Asked asked, int row = 0, int col = 0, int tap = 0)
{
    Question question;
    question.asked = asked;
    question.row = row;
    question.col = col;
    question.tap = tap;
    return question;
}

inline Question askingNumber(std::string name, int epoch = 1, std::size_t layer = 0)
{
    Question question;
    question.asked = Asked::Number;
    question.name = std::move(name);
    question.epoch = epoch;
    question.layer = layer;
    return question;
}

/// The numbers of an answer that must be there.
inline Grid64 numbersOf(const Session& session, const Question& question)
{
    const auto answer = rightAnswer(session, question);
    if (!answer)
        ADD_FAILURE() << "no answer, error " << int(answer.error().code);
    return answer ? std::get<Grid64>(*answer) : Grid64();
}

inline double numberOf(const Session& session, const Question& question)
{
    const Grid64 numbers = numbersOf(session, question);
    return numbers.size() == 1 ? numbers.at(0, 0) : std::numeric_limits<double>::quiet_NaN();
}

} // namespace lab::test
