// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/help_commands.h"

#include "ui/paint/theme.h"
#include "ui/widgets/popover.h"
#include "ui/window/actions.h"
#include "ui/window/dialogs.h"
#include "ui/window/help_text.h"
#include "ui/window/glossary_dialog.h"
#include "ui/window/palette_box.h"

#include <QApplication>
#include <QHelpEvent>
#include <QLabel>
#include <QMainWindow>
#include <QPointer>
#include <QSettings>
#include <QWhatsThis>

#include <algorithm>

namespace lab
{

namespace
{

constexpr int kMostLately = 12; ///< of what was done by the palette
constexpr int kBubbleWidth = 320; ///< pixels; less in a narrow window
constexpr int kPaletteWidth = 620; ///< pixels; less in a narrow window
constexpr int kPaletteMargin = 100; ///< pixels of the window beside it

QString keyOfLately()
{
    return QStringLiteral("palette/lately");
}

void rememberLately(const QString& id)
{
    QStringList lately = QSettings().value(keyOfLately()).toStringList();
    lately.removeAll(id);
    lately.prepend(id);
    QSettings().setValue(keyOfLately(), QStringList(lately.mid(0, kMostLately)));
}

} // namespace

HelpCommands::HelpCommands(const FindIn& all, QObject* parent) : QObject(parent), m_all(all)
{
    const Actions& actions = all.bench.actions;
    connect(actions.findCommand, &QAction::triggered, this, &HelpCommands::openPalette);
    connect(actions.whatIsThis, &QAction::triggered, this, &HelpCommands::askWhatThisIs);
    connect(actions.glossary, &QAction::triggered, this, [this] { openGlossary({}); });
    actions.whatIsThis->installEventFilter(this);
    qApp->installEventFilter(this);
    connect(actions.keys, &QAction::triggered, this, [this] { showKeys(&m_all.window); });
    connect(actions.about, &QAction::triggered, this, [this] { showAbout(&m_all.window); });
}

/// The same key again puts it away.
void HelpCommands::openPalette()
{
    if (Popover* open = Popover::of(&m_all.window); open && open->findChild<PaletteBox*>())
        return open->dismiss();
    auto* box = new PaletteBox(findables(m_all), QSettings().value(keyOfLately()).toStringList());
    box->setFixedWidth(std::min(kPaletteWidth, m_all.window.width() - kPaletteMargin));
    auto* popover = Popover::openOnTop(&m_all.window, box, tr("Find a command"));
    connect(box, &PaletteBox::chosen, popover, [popover](const Findable& what) {
        const Findable chosen = what; // the box goes
        rememberLately(chosen.id);
        popover->dismiss();
        chosen.run();
    });
}

void HelpCommands::askWhatThisIs()
{
    if (Popover* open = Popover::of(&m_all.window))
        open->dismiss();
    QWhatsThis::enterWhatsThisMode();
}

/// Where the focus is on no control, or its explanation is there already, the pointer asks.
void HelpCommands::explainFocus()
{
    QWidget* focus = QApplication::focusWidget();
    const bool asked = focus && (focus->focusPolicy() & Qt::TabFocus) && focus->window() == &m_all.window;
    if (asked && !Popover::of(&m_all.window))
        explain(focus, focus->rect().center());
    else
        askWhatThisIs();
}

void HelpCommands::explain(QWidget* widget, QPoint at)
{
    const HelpText what = helpOn(widget, at, m_all.bench.pages, m_all.bench.actions);
    if (what.sentences.isEmpty())
        return;
    auto* label = new QLabel;
    label->setObjectName(QStringLiteral("explanation"));
    label->setTextFormat(Qt::RichText);
    label->setWordWrap(true);
    label->setFixedWidth(std::min(kBubbleWidth, m_all.window.width() - kPaletteMargin));
    label->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard |
                                   Qt::TextSelectableByKeyboard);
    label->setText(helpHtml(what, themeOf(label->palette()).accent.name()));
    label->setAccessibleName(helpWords(what));
    connect(label, &QLabel::linkActivated, this, [this](const QString& link) { openGlossary(link.mid(1)); });
    QWidget* before = m_all.window.focusWidget();
    Popover::open(widget, label, what.name)->setBack(before);
}

void HelpCommands::openGlossary(const QString& term)
{
    if (!m_glossary)
        m_glossary = new GlossaryDialog(&m_all.window);
    m_glossary->show();
    m_glossary->showTerm(term);
    m_glossary->raise();
    m_glossary->activateWindow();
}

/// What the pointer is asked, wherever it is; and the key, which asks what has the focus.
bool HelpCommands::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Shortcut && watched == m_all.bench.actions.whatIsThis) {
        explainFocus();
        return true;
    }
    if (event->type() != QEvent::WhatsThis && event->type() != QEvent::QueryWhatsThis)
        return false;
    auto* widget = qobject_cast<QWidget*>(watched);
    if (!widget || widget->window() != &m_all.window)
        return false;
    event->accept();
    if (event->type() == QEvent::WhatsThis) {
        QWhatsThis::leaveWhatsThisMode();
        explain(widget, static_cast<QHelpEvent*>(event)->pos());
    }
    return true;
}

} // namespace lab
