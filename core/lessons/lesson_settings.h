// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lessons/lesson_blocks.h"
#include "core/session/session.h"
#include "core/session/view_state.h"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lab
{

/// What a lesson may refer to outside its text.
struct LessonSurroundings {
    std::span<const std::string_view> pages; ///< their ids
    std::span<const std::string_view> places; ///< theirs
    /// A picture or matrix in a file beside the lesson. The answer is a sentence where there is none.
    std::function<std::string(const std::string& name, PicturePtr& picture)> open;
    /// Whether a file lies beside the lesson.
    std::function<bool(const std::string& name)> exists;
    /// A JSON merge patch (RFC 7396) on the session in its file format. The answer is a sentence if it cannot be.
    std::function<std::string(std::string_view patch, Session& session)> merge;
};

/// Whether a name stays beside the lesson: relative, downwards, without a scheme.
bool staysBeside(std::string_view name);

inline constexpr int kLessonVersion = 3; ///< of the format, as "needs" counts it

/// Of a lesson or a question: small letters, digits and "-".
bool isId(std::string_view text);

/// Takes what the block "lesson" says; `start` is the sample that the first step begins with, or "book".
void applyHead(const LessonBlock& block, Lesson& lesson, std::string& start, std::vector<LessonFault>& faults);

/// Changes a session as a block says, line by line; what is wrong is added to `faults`, and its line left out. At the
/// end the session is whole: its layers fit, and its kernel is that of its epoch, or a fault says why not and it
/// stays as it was.
void applySession(const LessonBlock& block, const LessonSurroundings& around, Session& session,
                  std::vector<LessonFault>& faults);

/// Changes what is looked at; `session` is what it is looked at of.
void applyView(const LessonBlock& block, const LessonSurroundings& around, const Session& session, ViewState& view,
               std::vector<LessonFault>& faults);

/// A key of a session or view block.
struct LessonKey {
    std::string_view key;
    std::string_view value; ///< what it takes, for people: "top,bottom,left,right"
};
std::vector<LessonKey> sessionKeys();
std::vector<LessonKey> viewKeys();

} // namespace lab
