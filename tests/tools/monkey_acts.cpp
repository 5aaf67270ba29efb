// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/session.h"
#include "tests/tools/monkey.h"
#include "ui/io/session_file.h"
#include "ui/paint/theme.h"
#include "ui/stage/stage.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QDrag>
#include <QDropEvent>
#include <QHelpEvent>
#include <QLocale>
#include <QMenu>
#include <QMimeData>
#include <QTabWidget>
#include <QTest>
#include <QUndoStack>
#include <QWheelEvent>
#include <QWindow>

#include <array>

namespace lab::monkey
{

namespace
{

constexpr std::array kMoreKeys{
    Qt::Key_Tab,    Qt::Key_Backtab, Qt::Key_Escape,   Qt::Key_Return,    Qt::Key_Enter, Qt::Key_Delete,
    Qt::Key_Home,   Qt::Key_End,     Qt::Key_PageUp,   Qt::Key_PageDown,  Qt::Key_Left,  Qt::Key_Right,
    Qt::Key_Up,     Qt::Key_Down,    Qt::Key_Space,    Qt::Key_Backspace, Qt::Key_Menu,  Qt::Key_Insert,
    Qt::Key_F2,     Qt::Key_F10,     Qt::Key_F4,       Qt::Key_Plus,      Qt::Key_Minus, Qt::Key_Comma,
    Qt::Key_Period, Qt::Key_Slash,   Qt::Key_Asterisk, Qt::Key_Equal,     Qt::Key_Less,
};

/// Every key that the program knows by name, so that a new one is pressed too.
QList<QKeySequence> namedKeys()
{
    QList<QKeySequence> keys;
    for (const ActionInfo& info : actionTable()) {
        if (*info.shortcut)
            keys << QKeySequence(QLatin1String(info.shortcut));
        keys << bareKeys(info);
    }
    for (const KeyInfo& info : otherKeys())
        for (const QString& each : QString::fromLatin1(info.keys).split(QStringLiteral(", ")))
            keys << QKeySequence(each);
    for (const auto standard : {QKeySequence::Undo, QKeySequence::Redo, QKeySequence::Cut, QKeySequence::SelectAll})
        keys << QKeySequence(standard);
    for (const Qt::Key key : kMoreKeys)
        for (const auto modifier : {Qt::NoModifier, Qt::ShiftModifier, Qt::ControlModifier})
            keys << QKeySequence(QKeyCombination(modifier, key));
    for (int key = Qt::Key_A; key <= Qt::Key_Z; ++key)
        for (const auto modifier : {Qt::NoModifier, Qt::AltModifier})
            keys << QKeySequence(QKeyCombination(modifier, Qt::Key(key)));
    for (int key = Qt::Key_0; key <= Qt::Key_9; ++key)
        keys << QKeySequence(Qt::Key(key));
    return keys;
}

/// Presses and releases a key with its modifiers, each where the window is by then: a key may close one, and QTest
/// would go on with what is gone.
void strike(Hands& hands, Qt::Key key, const QString& text, Qt::KeyboardModifiers modifiers)
{
    constexpr std::pair<Qt::KeyboardModifier, Qt::Key> kHeld[] = {
        {Qt::ShiftModifier, Qt::Key_Shift}, {Qt::ControlModifier, Qt::Key_Control}, {Qt::AltModifier, Qt::Key_Alt}};
    const auto send = [&](bool down, Qt::Key which, const QString& typed, Qt::KeyboardModifiers held) {
        if (QWindow* window = hands.top()->windowHandle())
            QTest::simulateEvent(window, down, which, held, typed, false);
    };
    for (const bool down : {true, false}) {
        const auto hold = [&] {
            for (const auto& [modifier, which] : kHeld)
                if (modifiers & modifier)
                    send(down, which, {}, down ? Qt::KeyboardModifiers(Qt::NoModifier) : modifiers);
        };
        if (down)
            hold();
        send(down, key, text, modifiers);
        if (!down)
            hold();
    }
}

void press(Hands& hands, QKeyCombination keys)
{
    const int key = keys.key();
    const bool types = keys.keyboardModifiers() == Qt::NoModifier && key > Qt::Key_Space && key <= Qt::Key_AsciiTilde;
    const QString text = types ? QString(QChar(key)).toLower() : QString();
    strike(hands, Qt::Key(key), text, keys.keyboardModifiers());
}

void pressKey(Hands& hands)
{
    static const QList<QKeySequence> all = namedKeys();
    const QKeySequence& keys = all[hands.dice.below(all.size())];
    const int times = hands.dice.chance(25) ? hands.dice.in(2, 9) : 1;
    const QWidget* focus = QApplication::focusWidget();
    tell(QStringLiteral("%1 × %2, %3 has the focus")
             .arg(keys.toString())
             .arg(times)
             .arg(focus ? QString::fromLatin1(focus->metaObject()->className()) : QStringLiteral("nothing")));
    for (int i = 0; i < times && !keys.isEmpty(); ++i)
        press(hands, keys[0]);
}

void typeText(Hands& hands)
{
    constexpr char16_t kLetters[] = u"0123456789.,-+e/ ٣٫−∞½x";
    QString text;
    for (int i = hands.dice.in(1, 8); i > 0; --i)
        text += QChar(kLetters[hands.dice.below(std::size(kLetters) - 1)]);
    tell(text);
    for (const QChar letter : text)
        strike(hands, Qt::Key(letter.unicode()), QString(letter), Qt::NoModifier);
    if (hands.dice.chance(60))
        press(hands, hands.dice.chance(70) ? Qt::Key_Return : Qt::Key_Tab);
}

QString nameOf(const QWidget* widget)
{
    return QStringLiteral("%1 “%2” of %3 × %4")
        .arg(QLatin1String(widget->metaObject()->className()), widget->accessibleName().left(40))
        .arg(widget->width())
        .arg(widget->height());
}

Qt::KeyboardModifiers anyModifiers(Dice& dice)
{
    constexpr Qt::KeyboardModifier kSome[] = {Qt::NoModifier,    Qt::NoModifier,      Qt::NoModifier,
                                              Qt::ShiftModifier, Qt::ControlModifier, Qt::AltModifier};
    return kSome[dice.below(std::size(kSome))];
}

void click(Hands& hands)
{
    QWidget* widget = hands.anyWidget();
    QWindow* window = hands.top()->windowHandle();
    if (!widget || !window)
        return;
    const QPoint place = hands.anyPlace(widget);
    const Qt::MouseButton button = hands.dice.chance(10)  ? Qt::RightButton
                                   : hands.dice.chance(5) ? Qt::MiddleButton
                                                          : Qt::LeftButton;
    const bool twice = hands.dice.chance(20);
    tell(QStringLiteral("%1 at %2, %3%4")
             .arg(nameOf(widget))
             .arg(place.x())
             .arg(place.y())
             .arg(twice ? QStringLiteral(", twice") : QString()));
    const auto modifiers = anyModifiers(hands.dice);
    if (twice)
        QTest::mouseDClick(window, button, modifiers, place);
    else
        QTest::mouseClick(window, button, modifiers, place);
}

void moveMouse(Hands& hands)
{
    for (int i = hands.dice.in(1, 4); i > 0; --i)
        if (QWidget* widget = hands.anyWidget(); widget && widget->window()->windowHandle()) {
            tell(nameOf(widget));
            QTest::mouseMove(widget->window()->windowHandle(), hands.anyPlace(widget));
        }
}

void drag(Hands& hands)
{
    QWidget* widget = hands.anyWidget();
    const QPointer<QWindow> window = hands.top()->windowHandle();
    if (!widget || !window)
        return;
    tell(nameOf(widget));
    const QPoint from = hands.anyPlace(widget);
    QWidget* other = hands.dice.chance(20) ? hands.anyWidget() : widget;
    const QPoint to = hands.anyPlace(other ? other : widget);
    const auto modifiers = anyModifiers(hands.dice);
    QTest::mousePress(window, Qt::LeftButton, modifiers, from);
    const int steps = hands.dice.in(1, 6);
    for (int i = 1; i <= steps && window; ++i)
        QTest::mouseMove(window, from + (to - from) * i / steps);
    if (hands.dice.chance(10))
        press(hands, Qt::Key_Escape);
    if (window)
        QTest::mouseRelease(window, Qt::LeftButton, modifiers, to);
}

void wheel(Hands& hands)
{
    QWidget* widget = hands.anyWidget();
    if (!widget)
        return;
    tell(nameOf(widget));
    const QPoint place = widget->mapFrom(widget->window(), hands.anyPlace(widget));
    const QPoint turn =
        hands.dice.chance(80) ? QPoint(0, hands.dice.in(-6, 6) * 40) : QPoint(hands.dice.in(-2, 2) * 120, 0);
    const QPoint pixels = hands.dice.chance(30) ? turn / 3 : QPoint();
    const auto modifiers = anyModifiers(hands.dice);
    QPointer<QWidget> there = widget;
    for (int i = hands.dice.in(1, 5); i > 0 && there; --i) {
        QWheelEvent event(place, there->mapToGlobal(place), pixels, turn, Qt::NoButton, modifiers, Qt::NoScrollPhase,
                          false);
        QApplication::sendEvent(there, &event);
    }
}

void drop(Hands& hands)
{
    const auto data = hands.anyData();
    const QPoint place(hands.dice.below(hands.size.width()), hands.dice.below(hands.size.height()));
    QDragEnterEvent enter(place, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(hands.window.get(), &enter);
    QDropEvent event(place, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(hands.window.get(), &event);
}

void focusAny(Hands& hands)
{
    for (int i = 0; i < 10; ++i)
        if (QWidget* widget = hands.anyWidget(); widget && widget->focusPolicy() != Qt::NoFocus) {
            tell(nameOf(widget));
            return widget->setFocus(hands.dice.chance(50) ? Qt::TabFocusReason : Qt::MouseFocusReason);
        }
}

void paste(Hands& hands)
{
    if (hands.dice.chance(50)) {
        const auto views = hands.window->findChildren<TensorView*>();
        views[hands.dice.below(views.size())]->setFocus();
    }
    QApplication::clipboard()->setMimeData(hands.anyData().release());
    hands.window->actions().paste->trigger();
}

void runCommand(Hands& hands)
{
    QList<QAction*> all;
    for (QAction* action : hands.window->findChildren<QAction*>())
        if (action->isEnabled() && !action->isSeparator() && !action->menu())
            all << action;
    QAction* action = all[hands.dice.below(all.size())];
    tell(action->text());
    action->trigger();
}

void undoAndRedo(Hands& hands)
{
    QUndoStack& stack = *hands.window->document().undoStack();
    if (hands.dice.chance(30) && stack.canUndo()) { // there and back is where it was
        const Session before = hands.window->document().session();
        stack.undo();
        stack.redo();
        if (!(hands.window->document().session() == before)) {
            const Changes c = diff(before, hands.window->document().session());
            find(QStringLiteral(
                     "undo and redo do not lead back: input %1, weights %2, geometry %3, focus %4, train %5, "
                     "epoch %6")
                     .arg(c.input)
                     .arg(c.weights)
                     .arg(c.geometry)
                     .arg(c.focus)
                     .arg(c.train)
                     .arg(c.trainPlace));
        }
        return;
    }
    const bool back = hands.dice.chance(60);
    for (int i = hands.dice.in(1, 8); i > 0; --i)
        back ? stack.undo() : stack.redo();
}

void resize(Hands& hands)
{
    hands.size = hands.dice.chance(20) ? QSize(640, 480) : QSize(hands.dice.in(640, 1920), hands.dice.in(480, 1080));
    tell(QStringLiteral("%1 × %2").arg(hands.size.width()).arg(hands.size.height()));
    if (hands.window->isFullScreen()) {
        hands.window->actions().present->trigger();
        QCoreApplication::processEvents();
    }
    hands.window->resize(hands.size);
}

void changeLocale(Hands& hands)
{
    constexpr const char* kLocales[] = {"C", "de_DE", "ar_EG", "en_US"};
    const QString name = QLatin1String(kLocales[hands.dice.below(std::size(kLocales))]);
    tell(name);
    QLocale::setDefault(QLocale(name));
    QList<QWidget*> all = hands.window->findChildren<QWidget*>();
    for (QWidget* widget : all << hands.window.get()) {
        QEvent event(QEvent::LocaleChange);
        QApplication::sendEvent(widget, &event);
    }
}

void changePalette(Hands& hands)
{
    const Colours colours = kAllColours[hands.dice.below(kAllColours.size())];
    if (hands.dice.chance(50))
        QApplication::setPalette(paletteOf(themeFor(colours)));
    else
        hands.window->setColours(colours);
}

void showPage(Hands& hands)
{
    const PageInfo& info = pageTable()[std::size_t(hands.dice.below(std::int64_t(pageTable().size())))];
    tell(QLatin1String(info.id));
    QAction* const show = hands.window->actions().*info.show;
    show->trigger();
    if (show->isEnabled() && hands.window->pages().current().id != info.id) // a lesson may keep it away
        find(QStringLiteral("the page %1 is not shown").arg(QLatin1String(info.id)));
}

void showPanel(Hands& hands)
{
    hands.window->actions().panel->setChecked(true);
    for (auto* tabs : hands.window->findChildren<QTabWidget*>())
        tabs->setCurrentIndex(hands.dice.below(tabs->count()));
}

void letTimePass(Hands& hands)
{
    for (int i = hands.dice.in(1, 12); i > 0; --i) {
        const double seconds = hands.dice.chance(80) ? hands.dice.unit() * 0.2 : hands.dice.unit() * 10;
        hands.window->player().advance(seconds);
        hands.window->learner().advance(seconds);
        hands.window->race().advance(seconds);
        hands.window->stage().walk().advance(seconds);
        if (hands.dice.chance(30))
            QCoreApplication::processEvents();
    }
    hands.timersFire = hands.dice.chance(20);
    QCoreApplication::processEvents();
    hands.timersFire = false;
}

void saveAndRead(Hands& hands)
{
    constexpr std::int64_t kMostCells = 10'000;
    const Session session = hands.window->document().session();
    if (session.input->shape().cells() > kMostCells)
        return;
    const auto read = sessionFromJson(sessionToJson({session, {}, {}}));
    if (!read)
        find(QStringLiteral("what is saved cannot be read"));
    else if (!(read->session == session))
        find(QStringLiteral("what is saved is read as something else"));
}

/// As a screen reader does.
void readAloud(Hands& hands)
{
    QWidget* widget = hands.anyWidget();
    QAccessibleInterface* at = widget ? QAccessible::queryAccessibleInterface(widget) : nullptr;
    if (!at)
        return;
    tell(nameOf(widget));
    for (int i = 0; i < 20 && at && at->isValid(); ++i) {
        for (const auto kind : {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help})
            at->text(kind);
        (void)at->rect();
        (void)at->state();
        if (auto* table = at->tableInterface(); table && table->rowCount() > 0 && table->columnCount() > 0)
            (void)table->cellAt(hands.dice.below(table->rowCount()), hands.dice.below(table->columnCount()));
        at = at->childCount() > 0 ? at->child(hands.dice.below(at->childCount())) : at->parent();
    }
}

void askForHelp(Hands& hands)
{
    if (QWidget* widget = hands.anyWidget()) {
        tell(nameOf(widget));
        const QPoint place = widget->mapFrom(widget->window(), hands.anyPlace(widget));
        QHelpEvent event(QEvent::ToolTip, place, widget->mapToGlobal(place));
        QApplication::sendEvent(widget, &event);
    }
}

void paintAll(Hands& hands)
{
    (void)hands.window->grab();
}

/// In the midst of whatever is going on.
void startAnew(Hands& hands)
{
    if (hands.dice.chance(50))
        hands.window->close();
    hands.window.reset();
    hands.openWindow();
}

constexpr std::array kActs{
    Act{"key", 220, pressKey},
    Act{"text", 60, typeText},
    Act{"click", 200, click},
    Act{"mouse", 40, moveMouse},
    Act{"drag", 60, drag},
    Act{"wheel", 40, wheel},
    Act{"drop", 30, drop},
    Act{"focus", 60, focusAny},
    Act{"paste", 30, paste},
    Act{"command", 80, runCommand},
    Act{"undo", 30, undoAndRedo},
    Act{"size", 10, resize},
    Act{"locale", 6, changeLocale},
    Act{"palette", 4, changePalette},
    Act{"page", 40, showPage},
    Act{"panel", 20, showPanel},
    Act{"time", 120, letTimePass},
    Act{"save and read", 20, saveAndRead},
    Act{"read aloud", 20, readAloud},
    Act{"help", 10, askForHelp},
    Act{"paint", 4, paintAll},
    Act{"start anew", 2, startAnew},
};

} // namespace

std::span<const Act> acts()
{
    return kActs;
}

void visit(Hands& hands, const QPointer<QWidget>& opened)
{
    for (int i = hands.dice.below(4); i > 0 && opened && opened->isVisible() && hands.top() == opened; --i)
        hands.dice.chance(70) ? pressKey(hands) : click(hands);
    if (opened && opened->isVisible() && hands.dice.chance(40))
        press(hands, hands.dice.chance(70) ? Qt::Key_Return : Qt::Key_Escape);
    if (!opened || !opened->isVisible())
        return;
    if (auto* dialog = qobject_cast<QDialog*>(opened.data()))
        dialog->reject();
    else
        opened->close();
}

void endDrag(Hands& hands)
{
    if (QWidget* widget = hands.anyWidget(); widget && hands.window->windowHandle())
        QTest::mouseRelease(hands.window->windowHandle(), Qt::LeftButton, Qt::NoModifier, hands.anyPlace(widget));
    QDrag::cancel();
}

} // namespace lab::monkey
