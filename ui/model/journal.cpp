// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/journal.h"

#include "ui/io/error_text.h"
#include "ui/io/journal_file.h"
#include "ui/model/document.h"

#include <QFileInfo>

namespace lab
{

namespace
{

/// As in the title of the window.
QString nameOf(const Document& document)
{
    return document.path().isEmpty() ? QString::fromStdString(document.input()->name())
                                     : QFileInfo(document.path()).fileName();
}

} // namespace

Journal::Journal(Document& document, std::shared_ptr<JournalFile> file, std::function<QJsonObject()> view)
    : m_document(document), m_file(std::move(file)), m_view(std::move(view))
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(kDelay);
    connect(&m_timer, &QTimer::timeout, this, [this] { advance(kDelay); });
    connect(&document, &Document::changed, this, &Journal::follow);
    connect(&document, &Document::fileChanged, this, &Journal::follow);
    follow();
}

Journal::~Journal() = default;

void Journal::setTimer(bool on)
{
    m_byTimer = on;
    m_timer.stop();
    if (on && m_pending)
        m_timer.start();
}

void Journal::follow()
{
    if (!m_document.modified())
        return forget();
    if (std::exchange(m_pending, true))
        return;
    m_waited = 0;
    if (m_byTimer)
        m_timer.start();
}

void Journal::advance(int milliseconds)
{
    if (!m_pending)
        return;
    m_waited += milliseconds;
    if (m_waited >= kDelay && !writing()) // else once that is done
        write();
}

void Journal::write()
{
    m_pending = false;
    m_timer.stop();
    m_kept = true;
    m_document.view = m_view();
    const JournalHead head{nameOf(m_document),
                           m_document.path().isEmpty() ? QString() : QFileInfo(m_document.path()).absoluteFilePath(),
                           m_document.stamp(), now()};
    m_queue.add(
        [file = m_file, head, content = m_document.content()](const std::stop_token&) -> Result<QString> {
            const auto done = file->write(head, content());
            return done ? Result<QString>(QString()) : done.error();
        },
        [this](const Result<QString>& done) { written(done); });
}

void Journal::written(const Result<QString>& done)
{
    if (!done)
        follow(); // once more, after a while
    if (!done && !std::exchange(m_told, true))
        emit failed(
            tr("%1 Until that is mended, what is unsaved is not kept for the case that the program ends: save "
               "the session.")
                .arg(sentence(done.error())));
    if (done)
        m_told = false;
    advance(0);
}

void Journal::forget()
{
    m_pending = false;
    m_timer.stop();
    if (std::exchange(m_kept, false))
        m_queue.add(
            [file = m_file](const std::stop_token&) {
                file->remove();
                return Result<QString>(QString());
            },
            [](const Result<QString>&) {});
}

void Journal::takeOver(std::shared_ptr<JournalFile> left)
{
    forget(); // what was open here before
    m_file = std::move(left);
    m_kept = true;
}

void Journal::flush()
{
    if (m_pending)
        write();
    m_queue.finish();
}

void Journal::keep()
{
    m_document.disconnect(this);
    flush();
}

void Journal::drop()
{
    m_document.disconnect(this);
    forget();
}

} // namespace lab
