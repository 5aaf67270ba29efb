// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/finding.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace lab
{

namespace
{

/// What a word is worth where it is found.
constexpr int kInName = 100, kInEnglish = 90, kAlike = 60, kInPlace = 30, kInAbout = 15;
constexpr int kWholeWord = 20; ///< percent more than its beginning
constexpr int kFirstWord = 10; ///< percent more at the beginning of a name
constexpr int kNameBegins = 60, kNameIs = 120; ///< more for all that is typed together

/// Scripts that put no space between words: what is typed may begin anywhere.
bool withoutSpaces(const QString& word)
{
    switch (word.front().script()) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Thai:
        return true;
    default:
        return false;
    }
}

int worthOf(const QString& typed, const QStringList& words, int worth)
{
    int best = 0;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const bool begins = words[i].startsWith(typed) || (withoutSpaces(typed) && words[i].contains(typed));
        if (begins)
            best = std::max(best,
                            worth * (100 + (words[i] == typed ? kWholeWord : 0) + (i == 0 ? kFirstWord : 0)) / 100);
    }
    return best;
}

/// More for a name that begins as it is typed, and still more for one that is just this.
int asTyped(const QStringList& name, const QStringList& typed)
{
    const QString whole = name.join(u' '), part = typed.join(u' ');
    return whole == part ? kNameIs : whole.startsWith(part) ? kNameBegins : 0;
}

} // namespace

QStringList wordsOf(const QString& text)
{
    QStringList words;
    QString word;
    const auto end = [&] {
        if (!word.isEmpty())
            words << std::exchange(word, {});
    };
    QString plain = text.normalized(QString::NormalizationForm_KD).toCaseFolded();
    plain.replace(QChar(0x00D7), QLatin1Char('x')).replace(QChar(0x00DF), QStringLiteral("ss"));
    for (const QChar letter : std::as_const(plain)) {
        if (letter.isLetterOrNumber() || letter.isSurrogate())
            word += letter;
        else if (!letter.isMark())
            end();
    }
    end();
    return words;
}

FoundBy foundBy(const Findable& what)
{
    FoundBy words{wordsOf(what.name), wordsOf(what.english), {}, wordsOf(what.place), wordsOf(what.about)};
    words.alike = alikeWords(words.name + words.english + words.place);
    return words;
}

int fitOf(const FoundBy& words, const QStringList& typed)
{
    int sum = 0;
    for (const QString& each : typed) {
        const int worth = std::max({worthOf(each, words.name, kInName), worthOf(each, words.english, kInEnglish),
                                    worthOf(each, words.alike, kAlike), worthOf(each, words.place, kInPlace),
                                    worthOf(each, words.about, kInAbout)});
        if (worth == 0)
            return 0;
        sum += worth;
    }
    return typed.isEmpty() ? 0 : sum + std::max(asTyped(words.name, typed), asTyped(words.english, typed));
}

std::vector<std::size_t> found(std::span<const Findable> all, std::span<const FoundBy> words, const QString& typed,
                               const QStringList& lately)
{
    const QStringList wanted = wordsOf(typed);
    std::vector<int> fits(all.size());
    std::vector<std::size_t> those;
    for (std::size_t i = 0; i < all.size(); ++i) {
        fits[i] = fitOf(words[i], wanted);
        if (fits[i] > 0 || wanted.isEmpty())
            those.push_back(i);
    }
    const auto order = [&](std::size_t i) {
        const qsizetype use = lately.indexOf(all[i].id);
        const qsizetype late = use < 0 ? lately.size() : use;
        return wanted.isEmpty() ? std::tuple(0, false, late, qsizetype(0))
                                : std::tuple(-fits[i], !all[i].reason.isEmpty(), late, words[i].name.size());
    };
    std::ranges::stable_sort(those, {}, order);
    return those;
}

} // namespace lab
