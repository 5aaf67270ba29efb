// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Keys: each means one thing where it is pressed, those that step do so from wherever no text is typed, and all of
// them are listed.

#include "tests/ui/laboratory.h"
#include "ui/scenes/stage_state.h"
#include "ui/window/mnemonics.h"
#include "ui/window/place_bar.h"

#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QDialog>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QSlider>
#include <QTextBrowser>
#include <QTimer>

#include <map>
#include <set>

namespace lab::test
{

namespace
{

class Keys : public Laboratory
{
protected:
    std::int64_t place() { return player().playhead().index(); }
    /// Presses a key where the focus is, and expects it to have led to `to`.
    void press(Qt::Key pressed, std::int64_t to, const QWidget* at)
    {
        key(pressed);
        EXPECT_EQ(place(), to) << at->metaObject()->className() << " " << at->accessibleName().toStdString()
                               << ", key " << QKeySequence(pressed).toString().toStdString();
    }
};

TEST_F(Keys, NoneMeansTwoThingsInOnePlace)
{
    std::map<KeyPlace, std::set<QString>> seen;
    const auto add = [&](KeyPlace place, const QKeySequence& keys, const char* what) {
        EXPECT_FALSE(keys.isEmpty()) << what;
        EXPECT_TRUE(seen[place].insert(keys.toString()).second) << keys.toString().toStdString() << ": " << what;
    };
    for (const QAction* each : window->findChildren<QAction*>())
        for (const QKeySequence& keys : each->shortcuts())
            if (each->text() != QStringLiteral("Undo") && each->text() != QStringLiteral("Redo"))
                add(KeyPlace::Window, keys, each->text().toUtf8().constData());
    for (const ActionInfo& info : actionTable())
        for (const QKeySequence& keys : bareKeys(info))
            add(KeyPlace::Window, keys, info.id);
    for (const KeyInfo& info : otherKeys())
        for (const QString& keys : QString::fromLatin1(info.keys).split(QStringLiteral(", "), Qt::SkipEmptyParts))
            if (keys != QStringLiteral("F10")) // an action, and so counted
                add(info.place, QKeySequence(keys), info.text);
    EXPECT_GT(seen[KeyPlace::Window].size(), 40U);
}

TEST_F(Keys, EveryMenuAndActionHasAMnemonicAndNoneTwice)
{
    const std::function<void(const QString&, const QList<QAction*>&)> look = [&](const QString& menu,
                                                                                 const QList<QAction*>& actions) {
        std::set<QChar> letters;
        for (const QAction* each : actions) {
            if (each->isSeparator())
                continue;
            const QString mnemonic = QKeySequence::mnemonic(each->text()).toString();
            EXPECT_FALSE(mnemonic.isEmpty()) << menu.toStdString() << ": " << each->text().toStdString();
            EXPECT_TRUE(letters.insert(mnemonic.back()).second)
                << menu.toStdString() << ": " << each->text().toStdString();
            if (each->menu())
                look(each->text(), each->menu()->actions());
        }
    };
    look(QStringLiteral("menu bar"), window->menuBar()->actions());
}

TEST_F(Keys, MnemonicsOfNamesFromOutsideAreLetters)
{
    EXPECT_EQ(withMnemonics({"&Open", "Start &over", "1", "1"}), (QStringList{"&Open", "&Start over", "&1", "1"}));
    EXPECT_EQ(withoutMnemonic("a&b"), QStringLiteral("a&&b"));
    EXPECT_EQ(withMnemonics({"R&&D"}), QStringList{"&R&&D"});
}

TEST_F(Keys, StepFromEveryControlInWhichNoTextIsTyped)
{
    int tried = 0;
    for (const char* page : {"stagePage", "tablePage", "matrixPage", "compositionPage"}) {
        action(page)->trigger();
        for (QWidget* each : window->findChildren<QWidget*>()) {
            const bool own = each->property("ownKeys").toBool() || qobject_cast<QLineEdit*>(each) ||
                             qobject_cast<QAbstractSpinBox*>(each) || qobject_cast<QMenuBar*>(each);
            if (own || !each->isVisible() || !each->isEnabled() || each->focusPolicy() == Qt::NoFocus ||
                each->focusProxy())
                continue;
            each->setFocus();
            if (!each->hasFocus())
                continue;
            view().setByEpochs(false);
            player().pause();
            player().seek(5);
            press(Qt::Key_Right, 6, each);
            press(Qt::Key_Left, 5, each);
            press(Qt::Key_PageDown, 6, each);
            press(Qt::Key_PageUp, 5, each);
            press(Qt::Key_End, player().playhead().count() - 1, each);
            press(Qt::Key_Home, 0, each);
            ++tried;
        }
    }
    EXPECT_GT(tried, 20);
}

TEST_F(Keys, ABoxThatWasUsedKeepsWhatItSaysWhenSteppingGoesOn)
{
    action("panel")->setChecked(true);
    window->findChild<QTabWidget*>()->setCurrentIndex(1);
    for (QComboBox* box : window->findChildren<QComboBox*>()) {
        if (!box->isVisible() || !box->isEnabled())
            continue;
        const int chosen = box->currentIndex();
        box->setFocus();
        for (const Qt::Key each :
             {Qt::Key_End, Qt::Key_Home, Qt::Key_Right, Qt::Key_Left, Qt::Key_PageDown, Qt::Key_5})
            key(each);
        EXPECT_EQ(box->currentIndex(), chosen) << box->accessibleName().toStdString();
        EXPECT_FALSE(box->focusPolicy() & Qt::ClickFocus) << box->accessibleName().toStdString();
    }
}

TEST_F(Keys, APointerThatRestsDoesNotHoldTheExplanation)
{
    use("chapter-edge");
    player().seek(0);
    hover(output(), {3, 2});
    const QString pointed = formula();
    key(Qt::Key_Right);
    const QString stepped = formula();
    EXPECT_NE(stepped, pointed);
    EXPECT_FALSE(stage().stateNow().view.spot().has_value());
    player().togglePlaying();
    hover(output(), {3, 2});
    player().advance(1);
    EXPECT_FALSE(stage().stateNow().view.spot().has_value());
    player().pause();
    // It answers again when it moves, in the same cell too.
    QTest::mouseMove(output(), centreOf(output(), {3, 2}) + QPoint(2, 2));
    EXPECT_EQ(formula(), pointed);
}

TEST_F(Keys, TheReadOutFollowsTheCell)
{
    use("chapter-first");
    QStringList said;
    QObject here; // ends before what it writes
    QObject::connect(&stage(), &Stage::pointed, &here, [&](const QString& text) { said << text; });
    hover(input(), {1, 1});
    ASSERT_FALSE(said.isEmpty());
    EXPECT_TRUE(said.last().endsWith(QStringLiteral("· 4"))) << said.last().toStdString();
    click(input(), {1, 1});
    QTest::keyClick(input(), Qt::Key_Delete);
    EXPECT_TRUE(said.last().endsWith(QStringLiteral("· 0"))) << said.last().toStdString();
    document().undoStack()->undo();
    EXPECT_TRUE(said.last().endsWith(QStringLiteral("· 4"))) << said.last().toStdString();
}

TEST_F(Keys, AreAllListed)
{
    QString listed;
    QTimer::singleShot(0, window.get(), [&] {
        auto* box = qobject_cast<QDialog*>(QApplication::activeModalWidget());
        ASSERT_TRUE(box);
        listed = box->findChild<QTextBrowser*>()->toPlainText();
        box->close();
    });
    action("keys")->trigger();
    for (const ActionInfo& info : actionTable())
        EXPECT_TRUE(listed.contains(keyText(info))) << info.id;
    for (const KeyInfo& info : otherKeys())
        EXPECT_TRUE(listed.contains(QString::fromUtf8(info.shown))) << info.text;
}

TEST_F(Keys, F10LeadsToTheMenus)
{
    key(Qt::Key_F10);
    EXPECT_TRUE(window->menuBar()->activeAction());
}

TEST_F(Keys, ASmallWindowHasItsMenusBehindOneButton)
{
    window->resize(960, 700);
    QCoreApplication::processEvents();
    auto* button = window->findChild<PlaceBar*>()->menuButton();
    EXPECT_FALSE(window->menuBar()->isVisible());
    EXPECT_TRUE(button->isVisible());
    const auto opened = [this](auto&& open) {
        QString text;
        open();
        for (QWidget* menu = QApplication::activePopupWidget(); menu; menu = QApplication::activePopupWidget()) {
            if (QAction* now = qobject_cast<QMenu*>(menu)->activeAction())
                text += now->text().remove(QLatin1Char('&')) + QLatin1Char('|');
            menu->close();
        }
        stage().setFocus();
        return text;
    };
    EXPECT_EQ(opened([&] { key(Qt::Key_F10); }), QStringLiteral("File|"));
    EXPECT_EQ(opened([&] { key(Qt::Key_Alt); }), QStringLiteral("File|"));
    EXPECT_EQ(opened([&] { key(Qt::Key_V, Qt::AltModifier); }), QStringLiteral("View|"));
    EXPECT_EQ(opened([&] { QTest::mouseClick(button, Qt::LeftButton); }), QStringLiteral("File|"));
    key(Qt::Key_D, Qt::ControlModifier); // the keys of the commands work without the bar
    EXPECT_TRUE(action("dark")->isChecked() || action("light")->isChecked());
    window->resize(1280, 800);
    QCoreApplication::processEvents();
    EXPECT_TRUE(window->menuBar()->isVisible());
    EXPECT_FALSE(button->isVisible());
}

TEST_F(Keys, ControlDGoesOnFromTheColoursThatAreSeen)
{
    const auto seen = [this] { return themeOf(window->palette()).colours; };
    action("systemColours")->trigger();
    std::set<Colours> all{seen()};
    for (int i = 0; i < 2; ++i) {
        key(Qt::Key_D, Qt::ControlModifier);
        EXPECT_TRUE(all.insert(seen()).second) << "the same again";
    }
}

TEST_F(Keys, CommandsHaveTheirKeysWhilePresenting)
{
    action("present")->trigger();
    EXPECT_FALSE(window->menuBar()->isVisible());
    document().edit(QStringLiteral("bias"), [&] {
        Session s = session();
        s.layers[0].bias = 3;
        return s;
    }());
    key(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(session().layers[0].bias, 0.0f);
    key(Qt::Key_F5);
    EXPECT_FALSE(action("present")->isChecked());
}

TEST_F(Keys, AResizedMatrixHasTheCellsOfItsShape)
{
    use("chapter-first");
    QAccessibleInterface* table = QAccessible::queryAccessibleInterface(input());
    ASSERT_TRUE(table);
    const auto cell = [&](int row, int column) {
        QAccessibleInterface* each = table->tableInterface()->cellAt(row, column);
        return each ? each->text(QAccessible::Name) : QString();
    };
    const QString before = cell(1, 0);
    EXPECT_TRUE(before.contains(QStringLiteral("row 1, column 0: 3"))) << before.toStdString();
    Session after = session();
    after.input = matrixPicture("wide", Grid{{1, 2, 3, 4}, {5, 6, 7, 8}});
    ASSERT_TRUE(document().edit(QStringLiteral("Wider"), after));
    EXPECT_TRUE(cell(1, 0).contains(QStringLiteral("row 1, column 0: 5"))) << cell(1, 0).toStdString();
    EXPECT_TRUE(cell(0, 3).contains(QStringLiteral("row 0, column 3: 4"))) << cell(0, 3).toStdString();
    EXPECT_EQ(cell(2, 0), QString());
}

} // namespace

} // namespace lab::test
