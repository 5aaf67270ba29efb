// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/recovery.h"

#include "ui/io/path_bytes.h"
#include "ui/model/document.h"
#include "ui/model/journal.h"
#include "ui/widgets/toast.h"

#include <QLocale>

namespace lab
{

namespace
{

QString titleOf(const JournalFile& left)
{
    constexpr qsizetype kMost = 80; ///< characters of a name
    const QString name = shownPath(left.head().name).left(kMost);
    return name.isEmpty() ? Recovery::tr("Untitled") : name;
}

QString timeOf(const JournalFile& left)
{
    return QLocale().toString(left.head().time.toLocalTime(), QLocale::ShortFormat);
}

} // namespace

Recovery::Recovery(Document& document, Journal& journal, Toast& messages, QObject* parent)
    : QObject(parent), m_document(document), m_journal(journal), m_messages(messages)
{
    // A file that is opened takes the message away.
    connect(&document, &Document::opened, this, &Recovery::offer, Qt::QueuedConnection);
}

void Recovery::look(const QString& folder)
{
    m_looking.start([folder](const std::stop_token&) { return leftJournals(folder); },
                    [this](LeftJournals left) {
                        m_left = std::move(left.whole);
                        if (!left.setAside.isEmpty())
                            m_messages.showError(tr("Unsaved work of an earlier program is damaged; it was set aside "
                                                    "in %1.")
                                                     .arg(shownPath(left.setAside)));
                        if (!m_document.loading()) // else once that is open
                            offer();
                    });
}

void Recovery::offer()
{
    if (m_left.empty())
        return;
    Toast::Offers offers;
    const JournalFile& last = *m_left.front();
    const bool one = m_left.size() == 1;
    for (const Left& left : m_left)
        offers.emplace_back(one ? tr("Recover") : tr("Recover “%1” (%2)").arg(titleOf(*left), timeOf(*left)),
                            [this, left] { recover(left); });
    offers.emplace_back(tr("Start fresh"), [this] { startFresh(); });
    offers.emplace_back(tr("Keep for later"), [this] { m_left.clear(); });
    m_messages.showOffer(one ? tr("“%1” was unsaved when the program ended; it is here as it was on %2.")
                                   .arg(titleOf(last), timeOf(last))
                             : tr("%1 sessions were unsaved when the program ended; the last is “%2”, of %3.")
                                   .arg(QLocale().toString(int(m_left.size())), titleOf(last), timeOf(last)),
                         offers);
}

void Recovery::recover(Left left)
{
    std::erase(m_left, left);
    m_document.recover(left, [this, left] { m_journal.takeOver(left); });
}

void Recovery::startFresh()
{
    m_removing.add(
        [all = std::exchange(m_left, {})](const std::stop_token&) {
            for (const Left& left : all)
                left->remove();
            return Result<QString>(QString());
        },
        [](const Result<QString>&) {});
}

} // namespace lab
