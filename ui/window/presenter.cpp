// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/presenter.h"

#include "ui/model/frame_clock.h"
#include "ui/model/player.h"
#include "ui/model/view_model.h"
#include "ui/stage/stage.h"
#include "ui/stage/stage_page.h"
#include "ui/widgets/blank_screen.h"
#include "ui/widgets/explain_view.h"
#include "ui/widgets/ink_overlay.h"
#include "ui/widgets/pointer_overlay.h"
#include "ui/widgets/possible.h"
#include "ui/window/actions.h"
#include "ui/window/folded_menus.h"
#include "ui/window/pages.h"
#include "ui/window/place_bar.h"
#include "ui/window/side_panel.h"
#include "ui/window/speaker_view.h"
#include "ui/window/timeline_bar.h"

#include <QApplication>
#include <QMouseEvent>
#include <QScreen>
#include <QSettings>
#include <QSignalBlocker>
#include <QWindow>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace lab
{

namespace
{

constexpr std::chrono::seconds kPointerRests{2};
constexpr double kRoomText = 1.5; ///< of the usual text, that before a class
constexpr std::array kSizes{0.7, 0.85, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0};
constexpr std::size_t kUsual = 2; ///< of them
constexpr double kWidePanel = 1.4; ///< of the panel's width, for larger texts

/// What there is only while presenting.
constexpr std::array kOwn{&Actions::blankScreen, &Actions::largeRows, &Actions::spotlight,  &Actions::pointer,
                          &Actions::pen,         &Actions::erase,     &Actions::largerText, &Actions::smallerText};
/// What is offered to a finger that rests on the view.
constexpr std::array kOffered{&Actions::largeRows, &Actions::spotlight, &Actions::pointer,
                              &Actions::pen,       &Actions::erase,     &Actions::blankScreen};

/// What is pressed is large enough for a finger.
QString sheetForFingers()
{
    return QStringLiteral(
        "QMenu::item { min-height: 32px; padding: 4px 24px 4px 10px; }"
        "QAbstractButton, QAbstractSlider, QLineEdit, QComboBox, QAbstractSpinBox, lab--NumberField, QSlider"
        "{ min-height: 42px; min-width: 42px; }"
        "QTabBar::tab { min-height: 30px; }");
}

QString keyOfFading()
{
    return QStringLiteral("presenting/inkFades");
}

/// What stands in the sentence, in a line.
QString textOf(const std::optional<Formula>& formula)
{
    QStringList parts;
    if (formula)
        for (const FormulaToken& token : formula->numbers)
            parts << token.text;
    const QString numbers = parts.join(QLatin1Char(' '));
    return formula && !formula->symbols.isEmpty() ? formula->symbols + QLatin1Char('\n') + numbers : numbers;
}

} // namespace

Presenter::Presenter(const Workbench& bench, const Around& around, QObject* parent)
    : QObject(parent), m_bench(bench), m_around(around), m_blank(new BlankScreen(&bench.window)),
      m_ink(new InkOverlay(&bench.window)), m_pointer(new PointerOverlay(&bench.window)),
      m_speaker(new SpeakerView(&bench.window)), m_size(kUsual)
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(kPointerRests);
    connect(&m_rest, &QTimer::timeout, this, [this] { showPointer(false); });
    connectActions();
    connect(m_ink, &InkOverlay::drawn, this,
            [this] { m_around.clock.drive(m_ink, [ink = m_ink](double seconds) { return ink->advance(seconds); }); });
    connect(&bench.player, &Player::moved, m_ink, &InkOverlay::clear);
    connect(&bench.view, &ViewModel::changed, this, [this](const ViewChanges& changes) {
        if (changes.page)
            m_ink->clear();
        tellSpeaker();
    });
    connect(&bench.player, &Player::moved, this, &Presenter::tellSpeaker);
    bench.window.installEventFilter(this);
}

Presenter::~Presenter()
{
    if (m_pointerHidden)
        QGuiApplication::restoreOverrideCursor();
    if (presenting())
        QApplication::setFont(m_font);
}

void Presenter::connectActions()
{
    const Actions& actions = m_bench.actions;
    for (QAction* Actions::*each : kOwn)
        setPossible(*(actions.*each), false, tr("Only while presenting"));
    connect(actions.present, &QAction::toggled, this, [this](bool on) { on ? begin() : end(); });
    connect(actions.blankScreen, &QAction::triggered, m_blank, &BlankScreen::blank);
    connect(actions.largeRows, &QAction::triggered, this, [this] {
        m_bench.pages.stagePage().setLarge(!m_bench.stage.large());
        showLarge();
    });
    connect(actions.spotlight, &QAction::toggled, m_pointer, &PointerOverlay::setLight);
    connect(actions.pointer, &QAction::toggled, this, [this](bool on) {
        m_pointer->setDot(on);
        showPointer(!on);
    });
    connect(actions.pen, &QAction::toggled, m_ink, &InkOverlay::setDrawing);
    connect(actions.erase, &QAction::triggered, m_ink, &InkOverlay::clear);
    connect(actions.inkFades, &QAction::toggled, this, [this](bool fades) {
        m_ink->setFades(fades);
        QSettings().setValue(keyOfFading(), fades);
    });
    const bool fades = QSettings().value(keyOfFading(), true).toBool();
    m_ink->setFades(fades);
    actions.inkFades->setChecked(fades);
    connect(actions.largerText, &QAction::triggered, this, [this] { changeSize(1); });
    connect(actions.smallerText, &QAction::triggered, this, [this] { changeSize(-1); });
}

void Presenter::begin()
{
    QWidget& window = m_bench.window;
    m_returning.reset();
    m_before = Before{window.windowState(), window.geometry(),         false,
                      window.focusWidget(), m_bench.view.state().page, m_bench.actions.panel->isChecked(),
                      m_bench.stage.sight()};
    for (QAction* Actions::*each : kOwn)
        setPossible(*(m_bench.actions.*each), true, {});
    m_bench.actions.panel->setChecked(false);
    setAround(true);
    m_font = QApplication::font();
    dress();
    toOtherScreen();
    window.setWindowState(window.windowState().setFlag(Qt::WindowFullScreen));
    m_bench.stage.setFocus();
    showLarge();
    showPointer(true);
    m_rest.start();
    if (QWindow* handle = window.windowHandle())
        handle->installEventFilter(this);
}

void Presenter::end()
{
    if (!m_before)
        return;
    QWidget& window = m_bench.window;
    m_returning = std::exchange(m_before, std::nullopt);
    if (QWindow* handle = window.windowHandle())
        handle->removeEventFilter(this);
    m_blank->hide();
    m_speaker->hide();
    m_ink->clear();
    for (QAction* Actions::*each : kOwn) {
        (m_bench.actions.*each)->setChecked(false);
        setPossible(*(m_bench.actions.*each), false, tr("Only while presenting"));
    }
    setAround(false);
    dress();
    m_bench.view.showPage(m_returning->page);
    m_bench.actions.panel->setChecked(m_returning->panel);
    window.setWindowState(m_returning->state.setFlag(Qt::WindowFullScreen, false));
    if (m_returning->moved)
        window.setGeometry(m_returning->geometry);
    m_rest.stop();
    showPointer(true);
    QWidget* focus = m_returning->focus;
    (focus && focus->isVisible() ? focus : &m_bench.stage)->setFocus();
    returnSight();
}

/// What stands around the view goes, or comes back.
void Presenter::setAround(bool presenting)
{
    m_around.menus.setHidden(presenting);
    m_around.places.setVisible(!presenting);
    m_bench.pages.bar().setVisible(!presenting);
    m_around.timeline.setSlim(presenting);
    for (QWidget* page : m_bench.pages.all())
        for (QAction* Actions::*each : kOffered) {
            if (presenting)
                page->addAction(m_bench.actions.*each);
            else
                page->removeAction(m_bench.actions.*each);
        }
}

/// The font is that of the program; where there are style sheets it reaches what is there already once one is gone.
void Presenter::dress()
{
    QFont font = m_font;
    if (presenting())
        font.setPointSizeF(m_font.pointSizeF() * kRoomText * kSizes[m_size]);
    QApplication::setFont(font);
    m_bench.window.setStyleSheet(sheetForFingers());
    m_bench.window.setStyleSheet({});
    m_bench.window.setStyleSheet(presenting() ? sheetForFingers() : QString());
    m_bench.panel.setWidening(presenting() ? kWidePanel : 1);
    m_bench.pages.stagePage().setPresented(presenting() ? std::optional(kSizes[m_size]) : std::nullopt);
}

/// The class sees the other screen, if there is one; whoever speaks has this one.
void Presenter::toOtherScreen()
{
    QWidget& window = m_bench.window;
    const QList<QScreen*> screens = QGuiApplication::screens();
    QList<QRect> areas;
    for (const QScreen* each : screens)
        areas << each->geometry();
    const auto other = screenToPresentOn(areas, screens.indexOf(window.screen()));
    if (!other)
        return;
    m_speaker->move(window.screen()->availableGeometry().topLeft() + QPoint(40, 40));
    m_before->moved = true;
    window.setWindowState(window.windowState() & ~Qt::WindowMaximized);
    window.setGeometry(areas[*other]);
    window.windowHandle()->setScreen(screens[*other]);
    m_speaker->begin();
    m_speaker->show();
    tellSpeaker();
}

void Presenter::changeSize(int by)
{
    m_size = std::size_t(std::clamp(int(m_size) + by, 0, int(kSizes.size()) - 1));
    dress();
    showLarge();
}

/// In the menu, how the stage is.
void Presenter::showLarge()
{
    m_bench.actions.largeRows->setChecked(presenting() && m_bench.stage.large());
}

/// Zoomed as it was, once the stage has its size again: the desktop may take its time.
void Presenter::returnSight()
{
    if (!m_returning)
        return;
    m_bench.stage.setSight(m_returning->sight);
    if (m_bench.window.size() == m_returning->geometry.size())
        m_returning.reset();
}

void Presenter::tellSpeaker()
{
    if (!m_speaker->isVisible())
        return;
    const std::int64_t next = m_bench.player.playhead().index() + 1;
    const bool more = next < m_bench.player.playhead().count();
    const bool ofStage = &m_bench.pages.currentPage() == &m_bench.pages.stagePage() && !m_bench.view.byEpochs();
    if (ofStage) {
        m_speaker->setSentences(textOf(m_bench.stage.formula()),
                                more ? textOf(m_bench.stage.formulaAt(m_bench.view.plan().at(next))) : QString());
        return;
    }
    const auto* sentence = m_bench.pages.currentPage().findChild<ExplainView*>();
    const QString place = m_around.timeline.placeText(next - 1);
    m_speaker->setSentences(sentence && !sentence->words().isEmpty() ? place + QLatin1Char('\n') + sentence->words()
                                                                     : place,
                            more ? m_around.timeline.placeText(next) : QString());
}

void Presenter::takeBack()
{
    if (m_ink->drawing() || !m_ink->strokes().empty()) {
        m_bench.actions.pen->setChecked(false);
        m_ink->clear();
        return;
    }
    m_bench.actions.present->setChecked(false);
}

void Presenter::showPointer(bool shown)
{
    shown = shown && !m_bench.actions.pointer->isChecked(); // the dot is in its place
    if (m_pointerHidden != shown)
        return;
    m_pointerHidden = !shown;
    if (shown)
        QGuiApplication::restoreOverrideCursor();
    else
        QGuiApplication::setOverrideCursor(Qt::BlankCursor);
}

void Presenter::movePointer(QPoint at)
{
    showPointer(true);
    m_rest.start();
    m_pointer->pointAt(at);
}

bool Presenter::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == &m_bench.window && event->type() == QEvent::Resize)
        QMetaObject::invokeMethod( // when all have their places
            this,
            [this] {
                returnSight();
                showLarge();
            },
            Qt::QueuedConnection);
    if (!presenting() || watched != m_bench.window.windowHandle())
        return false;
    switch (event->type()) {
    case QEvent::MouseMove:
    case QEvent::MouseButtonPress:
    case QEvent::TouchBegin:
    case QEvent::TouchUpdate:
        if (const auto* pointed = static_cast<QPointerEvent*>(event); pointed->pointCount() > 0)
            movePointer(m_bench.window.mapFromGlobal(pointed->points().front().globalPosition()).toPoint());
        break;
    default:
        break;
    }
    return false;
}

} // namespace lab
