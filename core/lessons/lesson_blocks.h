// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lessons/lesson.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lab
{

/// A fenced block of a lesson: what it is, the rest of its first line, what stands in it, and the text behind it up
/// to the next block.
struct LessonBlock {
    std::string kind;
    std::string argument;
    std::string body;
    std::string after;
    int line = 0; ///< of its fence, from 1
};

/// A step as it is written: its prose up to the first block, and its blocks. That before the first step has no title.
struct LessonSection {
    std::string title;
    std::string prose;
    std::vector<LessonBlock> blocks;
    int line = 0;
};

struct LessonOutline {
    std::string title; ///< behind "#"
    std::vector<LessonSection> sections; ///< at least one: what stands before the first "##"
    std::vector<LessonFault> faults;
};

/// The kinds of blocks that a lesson knows.
std::span<const std::string_view> lessonBlockKinds();

/// Takes a Markdown text apart. Fenced blocks of other kinds are code, and stay in the text.
LessonOutline outlineOf(std::string_view text);

/// A line "key: value" of a block. A line without a colon has no key.
struct LessonLine {
    std::string key;
    std::string value;
    int line = 0;
};
std::vector<LessonLine> linesOf(const LessonBlock& block);

} // namespace lab
