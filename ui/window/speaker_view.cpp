// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/speaker_view.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <chrono>

namespace lab
{

namespace
{

constexpr std::chrono::seconds kTick{1};
constexpr int kMargin = 24, kGap = 8; ///< pixels
constexpr QSize kSpeakerAtFirst{720, 520};
constexpr double kTime = 2.4, kSentence = 1.5, kNotes = 1.3; ///< sizes of the usual text

} // namespace

/// A tool of the window, so that the keys of the window's commands work here as well.
SpeakerView::SpeakerView(QWidget* window)
    : QWidget(window, Qt::Tool), now([] { return QDateTime::currentDateTime(); })
{
    setObjectName(QStringLiteral("speakerView"));
    setWindowTitle(tr("Speaker's view"));
    setFocusPolicy(Qt::StrongFocus);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    rows->setSpacing(kGap);
    auto* times = new QHBoxLayout;
    rows->addLayout(times);
    m_clock = addText({}, QStringLiteral("speakerClock"), kTime);
    m_passed = addText({}, QStringLiteral("speakerPassed"), kTime);
    times->addWidget(m_clock);
    times->addStretch(1);
    times->addWidget(m_passed);
    auto* again = new QPushButton(tr("From zero"), this);
    again->setObjectName(QStringLiteral("speakerReset"));
    again->setToolTip(tr("Count the time from now on"));
    again->setFocusPolicy(Qt::TabFocus);
    connect(again, &QPushButton::clicked, this, &SpeakerView::begin);
    times->addWidget(again);
    m_present = addText(tr("Now"), QStringLiteral("speakerPresent"), kSentence);
    m_next = addText(tr("Next"), QStringLiteral("speakerNext"), kSentence);
    m_notes = addText(tr("Notes"), QStringLiteral("speakerNotes"), kNotes);
    m_notesHeading = findChild<QLabel*>(QStringLiteral("speakerNotesHeading"));
    rows->addStretch(1);
    setNotes({});
    m_second.setInterval(kTick);
    connect(&m_second, &QTimer::timeout, this, &SpeakerView::showTime);
    resize(kSpeakerAtFirst);
}

/// A text of this size, under its heading if it has one.
QLabel* SpeakerView::addText(const QString& heading, const QString& name, double size)
{
    auto* rows = qobject_cast<QVBoxLayout*>(layout());
    auto* text = new QLabel(this);
    if (!heading.isEmpty()) {
        auto* above = new QLabel(heading, this);
        above->setObjectName(name + QStringLiteral("Heading"));
        above->setProperty("muted", true);
        above->setBuddy(text);
        rows->addSpacing(kGap);
        rows->addWidget(above);
        rows->addWidget(text);
        text->setWordWrap(true);
    }
    text->setObjectName(name);
    text->setTextFormat(Qt::PlainText);
    QFont font = text->font();
    font.setPointSizeF(font.pointSizeF() * size);
    text->setFont(font);
    return text;
}

void SpeakerView::begin()
{
    m_began = now();
    showTime();
}

void SpeakerView::setSentences(const QString& present, const QString& next)
{
    m_present->setText(present);
    m_next->setText(next.isEmpty() ? tr("This is the last step.") : next);
}

void SpeakerView::setNotes(const QString& notes)
{
    m_notes->setText(notes);
    m_notes->setVisible(!notes.isEmpty());
    m_notesHeading->setVisible(!notes.isEmpty());
}

void SpeakerView::showTime()
{
    const QDateTime time = now();
    const qint64 seconds = m_began.isValid() ? m_began.secsTo(time) : 0;
    m_clock->setText(time.toString(QStringLiteral("HH:mm")));
    m_passed->setText(QStringLiteral("%1:%2").arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0')));
    m_clock->setAccessibleName(tr("Time, %1").arg(m_clock->text()));
    m_passed->setAccessibleName(tr("Passed, %1").arg(m_passed->text()));
}

void SpeakerView::keyPressEvent(QKeyEvent* event)
{
    QApplication::sendEvent(parentWidget(), event);
}

void SpeakerView::showEvent(QShowEvent* event)
{
    m_second.start();
    showTime();
    QWidget::showEvent(event);
}

void SpeakerView::hideEvent(QHideEvent* event)
{
    m_second.stop();
    QWidget::hideEvent(event);
}

std::optional<qsizetype> screenToPresentOn(const QList<QRect>& screens, qsizetype own)
{
    for (qsizetype i = 0; i < screens.size(); ++i)
        if (i != own && !screens[i].intersects(screens[own])) // else both show the same
            return i;
    return std::nullopt;
}

} // namespace lab
