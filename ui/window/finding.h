// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace lab
{

/// Something that can be found by its words, and done.
struct Findable {
    QString id = {}; ///< tells it from the others, also the next time
    QString name = {};
    QString place = {}; ///< where it is otherwise, "View › Colours"
    QString key = {}; ///< as it is shown; may be empty
    QString about = {}; ///< what it does
    QString english = {}; ///< its name in the source
    QString reason = {}; ///< why it cannot be done now; empty: it can
    std::function<void()> run = {};
};

/// The words of a text: runs of letters and digits, without case and diacritics; "×" is an x, so that 3×3 is one.
QStringList wordsOf(const QString& text);

/// The words by which something is found, from those that say it best on.
struct FoundBy {
    QStringList name, english, alike, place, about;
};
FoundBy foundBy(const Findable& what);

/// How well words fit that are typed: 0 where one of them begins none of the words. More is better; a whole name is
/// better than a beginning, a name better than what means the same, and that better than where it is and what it
/// does.
int fitOf(const FoundBy& words, const QStringList& typed);

/// Which are found by what is typed, the best first; of those that fit alike, first what can be done, then what was
/// done lately, then by their order. Where nothing is typed: all of them, those done lately first.
/// `lately`: ids, the last one first. `words`: foundBy() of each.
std::vector<std::size_t> found(std::span<const Findable> all, std::span<const FoundBy> words, const QString& typed,
                               const QStringList& lately);

/// What means the same in the field as some of the words: of "box" and "blur" also "smooth", "mean", "gaussian".
QStringList alikeWords(const QStringList& words);

} // namespace lab
