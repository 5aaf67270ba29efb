// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <span>
#include <vector>

namespace lab
{

/// A word of the field. The texts are English; glossaryText() has those of the language.
struct GlossaryTerm {
    const char* id;
    const char* term;
    const char* also; ///< other words for it and its plural, "a, b"; links lead from them, too. May be empty
    const char* text; ///< one or two sentences; terms in it become links
};
std::span<const GlossaryTerm> glossary(); ///< in the order of the English terms
const GlossaryTerm* findTerm(const QString& id);
QString glossaryText(const char* text);

/// The term that a text is about: the first that it names, the longest where several begin there; null: none.
const GlossaryTerm* termIn(const QString& text);

/// Those that a person looks for, all for an empty text: first whose name begins so, then whose other names or text
/// have it. Without case.
std::vector<const GlossaryTerm*> termsFor(const QString& search);

/// Terms as HTML: each with an anchor of its id, English beside the term in other languages, and its terms as links
/// "#id". `linkColour` is that of links.
QString glossaryHtml(std::span<const GlossaryTerm* const> terms, const QString& linkColour);

} // namespace lab
