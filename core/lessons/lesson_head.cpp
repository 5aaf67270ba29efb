// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lessons/lesson_settings.h"
#include "core/lessons/lesson_values.h"
#include "core/session/samples.h"

#include <algorithm>
#include <array>

namespace lab
{

namespace
{

/// What the block "lesson" writes to.
struct Head {
    Lesson& lesson;
    std::string& start; ///< the sample that the first step begins with
};

Problem setId(Head& to, std::string_view value)
{
    to.lesson.id = value;
    return isId(value) ? Problem() : quoted(value) + " is no id: small letters, digits and “-”.";
}

Problem setStart(Head& to, std::string_view value)
{
    to.start = value;
    return value == "book" || findSample(value) ? Problem() : "there is no sample " + quoted(value) + ".";
}

Problem setNeeds(Head&, std::string_view value)
{
    int version = 0;
    if (Problem problem = setWhole(value, 1, 1'000'000, version); !problem.empty())
        return problem;
    return version <= kLessonVersion ? Problem()
                                     : "it needs version " + std::string(value) + " of lessons; this is " +
                                           std::to_string(kLessonVersion) + ".";
}

template <std::string Lesson::*Member>
Problem setText(Head& to, std::string_view value)
{
    to.lesson.*Member = value;
    return {};
}

constexpr std::array kHeadKeys{
    Key<Head>{"id", "small letters, digits and -", setId},
    Key<Head>{"title", "a text", setText<&Lesson::title>},
    Key<Head>{"section", "of the book", setText<&Lesson::section>},
    Key<Head>{"minutes", "a whole number",
              [](Head& to, std::string_view value) { return setWhole(value, 0, 10'000, to.lesson.minutes); }},
    Key<Head>{"language", "such as en", setText<&Lesson::language>},
    Key<Head>{"needs", "a version of lessons", setNeeds},
    Key<Head>{"start", "a sample's id, or book", setStart},
};

} // namespace

bool isId(std::string_view text)
{
    return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

void applyHead(const LessonBlock& block, Lesson& lesson, std::string& start, std::vector<LessonFault>& faults)
{
    Head head{lesson, start};
    applyLines(block, kHeadKeys, head, faults);
}

} // namespace lab
