// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/message_bar.h"

#include "ui/widgets/icons.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

#include <utility>

namespace lab
{

namespace
{

constexpr int kInfoMilliseconds = 15'000; ///< what was done is news for a while; what went wrong stays
constexpr qsizetype kMostShown = 400; ///< characters; all of them are in the tool tip

/// The sentence with places to break it where a name has none, and cut where it goes on and on.
QString shown(const QString& sentence)
{
    constexpr int kUnbroken = 24;
    QString text;
    int run = 0;
    for (const QChar c : sentence.left(kMostShown)) {
        text += c;
        run = c.isSpace() ? 0 : run + 1;
        if (run % kUnbroken == kUnbroken - 1)
            text += QChar(0x200B); // a space without width
    }
    return sentence.size() > kMostShown ? text + QStringLiteral(" …") : text;
}

} // namespace

MessageBar::MessageBar(QWidget* parent) : QFrame(parent)
{
    setObjectName(QStringLiteral("message"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 6, 8, 6);
    m_icon = new QLabel(this);
    m_text = new QLabel(this);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setMinimumWidth(1);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_accept = new QPushButton(this);
    m_accept->setFocusPolicy(Qt::TabFocus);
    m_accept->hide();
    m_progress = new QProgressBar(this);
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setMinimumWidth(40);
    m_progress->setMaximumWidth(180);
    m_progress->setAccessibleName(tr("Progress of opening"));
    m_close = new QToolButton(this);
    m_close->setIcon(icon(QStringLiteral("close")));
    m_close->setAccessibleName(tr("Close the message"));
    m_close->setFocusPolicy(Qt::TabFocus);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    row->addWidget(m_accept);
    row->addWidget(m_progress);
    row->addWidget(m_close);
    connect(m_close, &QToolButton::clicked, this, [this] {
        hide();
        if (m_loading)
            emit cancelled();
    });
    connect(m_accept, &QPushButton::clicked, this, [this] {
        hide();
        if (const auto act = std::exchange(m_act, {}))
            act();
    });
    m_fade.setSingleShot(true);
    m_fade.setInterval(kInfoMilliseconds);
    connect(&m_fade, &QTimer::timeout, this, &QWidget::hide);
    hide();
}

void MessageBar::show(const QString& sentence, const char* kind)
{
    m_loading = false;
    m_fade.stop();
    m_progress->hide();
    m_accept->hide();
    m_act = {};
    setProperty("kind", QLatin1String(kind));
    style()->unpolish(this);
    style()->polish(this);
    drawIcon();
    m_sentence = sentence;
    m_text->setText(shown(sentence));
    m_text->setToolTip(sentence.size() > kMostShown ? sentence : QString());
    m_close->setToolTip(tr("Close"));
    setAccessibleName(sentence);
    setVisible(true);
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void MessageBar::drawIcon()
{
    const bool error = property("kind") == QStringLiteral("error");
    m_icon->setPixmap(
        icon(error ? QStringLiteral("warning") : QStringLiteral("info")).pixmap(QSize(18, 18), devicePixelRatioF()));
}

void MessageBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        drawIcon();
    QFrame::changeEvent(event);
}

void MessageBar::showError(const QString& sentence)
{
    show(sentence, "error");
}

void MessageBar::showInfo(const QString& sentence)
{
    show(sentence, "info");
    m_fade.start();
}

void MessageBar::showOffer(const QString& sentence, const QString& accept, const std::function<void()>& act)
{
    show(sentence, "error");
    m_act = act;
    m_accept->setText(accept);
    m_accept->show();
}

void MessageBar::showProgress(const QString& name, double progress)
{
    if (progress < 0) {
        if (m_loading)
            hide();
        m_loading = false;
        return;
    }
    if (!m_loading)
        show(tr("Opening %1 …").arg(name), "info");
    m_loading = true;
    m_close->setToolTip(tr("Cancel"));
    m_progress->setVisible(true);
    m_progress->setValue(int(progress * 1000));
}

QString MessageBar::text() const
{
    return isVisible() ? m_sentence : QString();
}

} // namespace lab
