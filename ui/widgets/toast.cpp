// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/toast.h"

#include "ui/widgets/icons.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace lab
{

namespace
{

constexpr int kInfoMilliseconds = 6'000; ///< what was done is news for a while; what went wrong stays
constexpr std::size_t kMostKept = 50; ///< sentences
constexpr int kToastTop = 46; ///< below the bar of the views
constexpr int kToastSide = 12; ///< pixels free on both sides at least
constexpr int kWidest = 640;
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

/// No letter of a file's name is a key.
QString lettersOf(QString text)
{
    return text.replace(u'&', QStringLiteral("&&"));
}

} // namespace

Toast::Toast(QWidget* parent) : QFrame(parent)
{
    setObjectName(QStringLiteral("message"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 6, 6);
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
    m_progress->setTextVisible(false);
    m_progress->setMinimumWidth(40);
    m_progress->setMaximumWidth(180);
    m_close = new QToolButton(this);
    m_close->setIcon(icon(QStringLiteral("close")));
    m_close->setAccessibleName(tr("Close the message"));
    m_close->setFocusPolicy(Qt::TabFocus);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    row->addWidget(m_accept);
    row->addWidget(m_progress);
    row->addWidget(m_close);
    connect(m_close, &QToolButton::clicked, this, &Toast::dismiss);
    connect(m_accept, &QPushButton::clicked, this, [this] {
        if (m_offers.size() == 1)
            take(0);
    });
    m_fade.setSingleShot(true);
    m_fade.setInterval(kInfoMilliseconds);
    connect(&m_fade, &QTimer::timeout, this, &QWidget::hide);
    parent->installEventFilter(this);
    hide();
}

void Toast::show(const QString& sentence, bool error)
{
    m_doing = Doing::Nothing;
    m_error = error;
    m_fade.stop();
    m_progress->hide();
    m_accept->hide();
    m_offers.clear();
    setProperty("kind", error ? QStringLiteral("error") : QStringLiteral("info"));
    style()->unpolish(this);
    style()->polish(this);
    drawIcon();
    m_sentence = sentence;
    m_said.push_back({sentence, error});
    if (m_said.size() > kMostKept)
        m_said.erase(m_said.begin());
    m_text->setText(shown(sentence));
    m_text->setToolTip(sentence.size() > kMostShown ? sentence : QString());
    m_close->setToolTip(tr("Close"));
    setAccessibleName(sentence);
    setVisible(true);
    place();
    raise();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void Toast::drawIcon()
{
    const QString name = m_error ? QStringLiteral("warning") : QStringLiteral("info");
    m_icon->setPixmap(icon(name).pixmap(QSize(18, 18), devicePixelRatioF()));
}

/// In the middle of the upper edge; as wide as its sentence, as far as there is room.
void Toast::place()
{
    const QWidget* over = parentWidget();
    const int most = std::min(kWidest, over->width() - 2 * kToastSide);
    const QMargins margins = contentsMargins();
    int rest = margins.left() + margins.right();
    for (const QWidget* each : {static_cast<QWidget*>(m_icon), static_cast<QWidget*>(m_accept),
                                static_cast<QWidget*>(m_progress), static_cast<QWidget*>(m_close)})
        if (!each->isHidden())
            rest += each->sizeHint().width() + layout()->spacing();
    rest += layout()->contentsMargins().left() + layout()->contentsMargins().right() + 8;
    const int text = m_text->fontMetrics().horizontalAdvance(m_text->text());
    const int wide = std::max(std::min(most, rest + text), std::min(most, 160));
    const int high =
        std::min(layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(wide) : sizeHint().height(),
                 std::max(32, over->height() - kToastTop - kToastSide));
    setGeometry((over->width() - wide) / 2, kToastTop, wide, std::max(high, 36));
}

void Toast::dismissInfo()
{
    if (!m_error && m_doing == Doing::Nothing)
        hide();
}

bool Toast::eventFilter(QObject*, QEvent* event)
{
    if (event->type() == QEvent::Resize && isVisible())
        place();
    return false;
}

void Toast::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        drawIcon();
    QFrame::changeEvent(event);
}

void Toast::showError(const QString& sentence)
{
    show(sentence, true);
}

void Toast::showInfo(const QString& sentence)
{
    show(sentence, false);
    m_fade.start();
}

void Toast::showNotice(const QString& sentence, const Offers& offers)
{
    if (offers.empty())
        showInfo(sentence);
    else
        showOffers(sentence, false, offers);
}

void Toast::showOffers(const QString& sentence, bool error, const Offers& offers)
{
    show(sentence, error);
    m_offers = offers;
    if (QMenu* const before = m_accept->menu()) { // one of its actions may be what led here
        m_accept->setMenu(nullptr);
        before->deleteLater();
    }
    if (offers.size() == 1) {
        m_accept->setText(lettersOf(offers.front().first));
    } else {
        m_accept->setText(tr("Choose …"));
        auto* menu = new QMenu(m_accept);
        for (std::size_t i = 0; i < offers.size(); ++i)
            connect(menu->addAction(lettersOf(offers[i].first)), &QAction::triggered, this, [this, i] { take(i); });
        m_accept->setMenu(menu);
    }
    m_accept->show();
    place();
}

void Toast::take(std::size_t offer)
{
    hide();
    const Offers offers = std::exchange(m_offers, {});
    if (offer < offers.size())
        offers[offer].second();
}

void Toast::showProgress(Doing what, const QString& name, std::optional<double> progress)
{
    constexpr int kSteps = 1000;
    const bool opening = what == Doing::Opening;
    if (m_doing != what)
        show((opening ? tr("Opening %1 …") : tr("Exporting %1 …")).arg(name), false);
    m_doing = what;
    m_close->setToolTip(tr("Cancel"));
    m_progress->setAccessibleName(opening ? tr("Progress of opening") : tr("Progress of exporting"));
    m_progress->setRange(0, progress ? kSteps : 0); // without a range it only moves
    m_progress->setValue(int(progress.value_or(0) * kSteps));
    if (m_progress->isHidden()) {
        m_progress->setVisible(true);
        place();
    }
}

void Toast::endProgress(Doing what)
{
    if (m_doing != what)
        return;
    m_doing = Doing::Nothing;
    hide();
}

void Toast::dismiss()
{
    hide();
    if (const Doing what = std::exchange(m_doing, Doing::Nothing); what != Doing::Nothing)
        emit cancelled(what);
}

QString Toast::text() const
{
    return isVisible() ? m_sentence : QString();
}

} // namespace lab
