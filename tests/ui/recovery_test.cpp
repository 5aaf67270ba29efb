// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// No way in which the program can end, and nothing that another program does to its files, loses work.

#include "tests/ui/support.h"
#include "ui/io/journal_file.h"
#include "ui/io/output_file.h"
#include "ui/io/session_file.h"
#include "ui/model/journal.h"
#include "ui/window/end_signals.h"

#include <QDir>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>

#include <csignal>

namespace lab::test
{

namespace
{

class Recovering : public WindowTest
{
protected:
    Recovering()
    {
        window->keepJournal(journals);
        window->journal()->setTimer(false);
        ask([] {
            ADD_FAILURE() << "nothing is to be asked";
            return Asking::Answer::Cancel;
        });
    }
    void ask(const std::function<Asking::Answer()>& answer) { window->asking.aboutChanges = answer; }
    /// The program once more, as it would start after it ended as it did.
    void startAgain()
    {
        openWindow();
        window->keepJournal(journals);
        window->journal()->setTimer(false);
        ask([] { return Asking::Answer::Discard; });
    }
    void setBias(float bias)
    {
        Session after = session();
        after.layer().bias = bias;
        ASSERT_TRUE(document().edit(QStringLiteral("Bias"), after));
    }
    /// Of a program that is gone.
    void leave(float bias, const QString& path = {})
    {
        Session unsaved = startSession();
        unsaved.layer().bias = bias;
        JournalFile file(journals);
        ASSERT_TRUE(file.write({QStringLiteral("s.corr2d"), path, {}, QDateTime::currentDateTimeUtc()},
                               partsOf({unsaved, {}, {}}))
                        .ok());
    }
    QStringList ways()
    {
        QStringList texts;
        for (const QAction* each : window->messages().findChild<QPushButton*>()->menu()->actions())
            texts += each->text();
        return texts;
    }
    bool offered()
    {
        return until([&] { return message().contains(QStringLiteral("unsaved when the program ended")); });
    }
    void take(const QString& way)
    {
        const qsizetype at = ways().indexOf(way);
        ASSERT_GE(at, 0) << way.toStdString();
        window->messages().findChild<QPushButton*>()->menu()->actions()[at]->trigger();
    }
    bool nothingKept()
    {
        return until([&] { return QDir(journals).entryList(QDir::Files | QDir::Hidden).isEmpty(); });
    }

    QString journals = folder.filePath(QStringLiteral("journals"));
};

TEST_F(Recovering, WhatWasThereIsOfferedAndTakenUp)
{
    const QString path = folder.filePath(QStringLiteral("s.corr2d"));
    leave(5, path);
    startAgain();
    ASSERT_TRUE(offered());
    EXPECT_TRUE(message().contains(QStringLiteral("“s.corr2d”"))) << message().toStdString();
    EXPECT_EQ(ways(), (QStringList{QStringLiteral("Recover"), QStringLiteral("Start fresh"),
                                   QStringLiteral("Keep for later")}));
    EXPECT_EQ(session(), startSession()) << "beside a fresh start";
    take(QStringLiteral("Recover"));
    ASSERT_TRUE(until([&] { return document().modified(); }));
    EXPECT_EQ(session().layer().bias, 5);
    EXPECT_EQ(window->windowTitle(), QStringLiteral("s.corr2d[*] — Corr2D Lab"));
    EXPECT_TRUE(window->isWindowModified());
    action("save")->trigger();
    EXPECT_FALSE(document().modified());
    EXPECT_TRUE(QFileInfo::exists(path));
    EXPECT_TRUE(nothingKept());
}

TEST_F(Recovering, AFreshStartForgetsIt)
{
    leave(5);
    startAgain();
    ASSERT_TRUE(offered());
    take(QStringLiteral("Start fresh"));
    EXPECT_TRUE(nothingKept());
    EXPECT_EQ(session(), startSession());
}

TEST_F(Recovering, WhatIsNotDecidedIsOfferedAgain)
{
    leave(5);
    startAgain();
    ASSERT_TRUE(offered());
    take(QStringLiteral("Keep for later"));
    startAgain();
    ASSERT_TRUE(offered());
    window->messages().dismiss();
    setBias(3);
    EXPECT_TRUE(window->close());
    startAgain();
    ASSERT_TRUE(offered());
    take(QStringLiteral("Recover"));
    ASSERT_TRUE(until([&] { return document().modified(); }));
    EXPECT_EQ(session().layer().bias, 5);
}

TEST_F(Recovering, OneOfSeveral)
{
    leave(5);
    leave(6);
    startAgain();
    ASSERT_TRUE(offered());
    ASSERT_EQ(ways().size(), 4);
    EXPECT_TRUE(ways().first().startsWith(QStringLiteral("Recover “s.corr2d” ("))) << ways().first().toStdString();
    take(ways().first());
    ASSERT_TRUE(until([&] { return document().modified(); }));
    EXPECT_EQ(session().layer().bias, 6) << "the last first";
    ASSERT_TRUE(offered()) << "the other one";
    take(QStringLiteral("Recover"));
    ASSERT_TRUE(until([&] { return session().layer().bias == 5; }));
    EXPECT_TRUE(document().modified());
}

TEST_F(Recovering, IsOfferedBesideAFileThatWasAskedFor)
{
    leave(5);
    const QString path = folder.filePath(QStringLiteral("numbers.csv"));
    ASSERT_TRUE(writeFile(path, "1,2,3\n4,5,6\n7,8,9\n").ok());
    openWindow();
    window->openFiles({path});
    window->keepJournal(journals);
    ASSERT_TRUE(until([&] { return session().input->name() == "numbers.csv"; }));
    ASSERT_TRUE(offered());
}

TEST_F(Recovering, WhatIsDamagedIsSetAsideWithOneSentence)
{
    leave(5);
    QFile file(journals + u'/' + QDir(journals).entryList({QStringLiteral("*.journal")}).value(0));
    ASSERT_TRUE(file.resize(file.size() / 2));
    startAgain();
    ASSERT_TRUE(until([&] { return message().contains(QStringLiteral("set aside")); }));
    EXPECT_TRUE(nothingKept());
    EXPECT_EQ(QDir(journals + QStringLiteral("/broken")).entryList(QDir::Files).size(), 1);
}

TEST_F(Recovering, ASignalEndsWithoutAQuestionAndWithoutALoss)
{
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
        setBias(float(signal));
        const auto before = std::signal(signal, SIG_DFL); // also where a shell lets it be ignored
        {
            const EndSignals ending;
            QObject::connect(&ending, &EndSignals::received, window.get(), &MainWindow::end);
            ASSERT_EQ(::raise(signal), 0);
            ASSERT_TRUE(until([&] { return !window->isVisible(); }));
        }
        std::signal(signal, before);
        startAgain();
        ASSERT_TRUE(offered());
        take(QStringLiteral("Recover"));
        ASSERT_TRUE(until([&] { return document().modified(); }));
        EXPECT_EQ(session().layer().bias, float(signal));
    }
}

TEST_F(Recovering, AnEndWithNothingUnsavedLeavesNothing)
{
    window->end();
    EXPECT_FALSE(window->isVisible());
    EXPECT_FALSE(QFileInfo::exists(journals));
}

TEST_F(Recovering, LoggingOffAsksNothingUnlessItIsCalledOff)
{
    setBias(2);
    window->prepareToEnd();
    setBias(3);
    int asked = 0;
    ask([&] {
        ++asked;
        return Asking::Answer::Cancel;
    });
    EXPECT_FALSE(window->close());
    EXPECT_EQ(asked, 1) << "it goes on";
    window->prepareToEnd();
    EXPECT_TRUE(window->close());
    EXPECT_EQ(asked, 1);
    startAgain();
    ASSERT_TRUE(offered());
}

TEST_F(Recovering, ClosingAsUsualKeepsNothing)
{
    setBias(2);
    window->journal()->advance(Journal::kDelay);
    ASSERT_TRUE(until([&] { return !window->journal()->writing(); }));
    EXPECT_FALSE(QDir(journals).isEmpty());
    ask([] { return Asking::Answer::Discard; });
    EXPECT_TRUE(window->close());
    EXPECT_TRUE(nothingKept());
}

/// A session that is open, was changed here, and by another program in its file.
class Theirs : public Recovering
{
protected:
    Theirs()
    {
        fileToChoose = path;
        setBias(1);
        action("save")->trigger();
        setBias(2);
        theirs.layer().bias = 3;
        EXPECT_TRUE(writeFile(path, sessionToJson({theirs, {}, {}})).ok());
    }
    static Session savedIn(const QString& path)
    {
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        auto read = sessionFromJson(file.readAll());
        EXPECT_TRUE(read.ok());
        return read ? read->session : Session();
    }
    /// Clicks what the question has open, once it has.
    void answer(const QString& text)
    {
        QTimer::singleShot(0, this->window.get(), [this, text] {
            const auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            ASSERT_NE(box, nullptr);
            question = box->text();
            for (QAbstractButton* each : box->buttons())
                if (each->text().remove(u'&') == text)
                    return QTest::mouseClick(each, Qt::LeftButton);
            ADD_FAILURE() << "there is no button " << text.toStdString();
        });
    }

    QString path = folder.filePath(QStringLiteral("shared.corr2d"));
    Session theirs = startSession();
    QString question;
};

TEST_F(Theirs, SaveAnyway)
{
    answer(QStringLiteral("Save anyway"));
    action("save")->trigger();
    EXPECT_TRUE(question.contains(QStringLiteral("“shared.corr2d” was changed by another program")))
        << question.toStdString();
    EXPECT_EQ(savedIn(path).layer().bias, 2);
    EXPECT_FALSE(document().modified());
    question.clear();
    setBias(4);
    action("save")->trigger(); // nothing is asked: what is there is ours
    EXPECT_EQ(savedIn(path).layer().bias, 4);
}

TEST_F(Theirs, SaveAs)
{
    fileToChoose = folder.filePath(QStringLiteral("mine.corr2d"));
    answer(QStringLiteral("Save as…"));
    action("save")->trigger();
    EXPECT_EQ(savedIn(path), theirs);
    EXPECT_EQ(savedIn(fileToChoose).layer().bias, 2);
    EXPECT_EQ(document().path(), fileToChoose);
    EXPECT_FALSE(document().modified());
    EXPECT_EQ(message(), QStringLiteral("Saved mine.corr2d."));
}

TEST_F(Theirs, OpenTheirsAndBack)
{
    answer(QStringLiteral("Open theirs"));
    action("save")->trigger();
    ASSERT_TRUE(until([&] { return session() == theirs; }));
    EXPECT_FALSE(document().modified());
    EXPECT_EQ(document().path(), path);
    document().undoStack()->undo();
    EXPECT_EQ(session().layer().bias, 2) << "nothing is lost";
    EXPECT_TRUE(document().modified());
    action("save")->trigger(); // nothing is asked: theirs was seen
    EXPECT_EQ(savedIn(path).layer().bias, 2);
}

TEST_F(Theirs, CancelKeepsAll)
{
    answer(QStringLiteral("Cancel"));
    action("save")->trigger();
    EXPECT_NE(question, QString());
    EXPECT_EQ(savedIn(path), theirs);
    EXPECT_EQ(session().layer().bias, 2);
    EXPECT_TRUE(document().modified());
    EXPECT_EQ(document().path(), path);
}

TEST_F(Theirs, ClosingGoesNoFartherThanTheQuestion)
{
    ask([] { return Asking::Answer::Save; });
    answer(QStringLiteral("Cancel"));
    EXPECT_FALSE(window->close());
    answer(QStringLiteral("Open theirs"));
    EXPECT_FALSE(window->close());
    ASSERT_TRUE(until([&] { return session() == theirs; }));
    document().undoStack()->undo();
    ASSERT_TRUE(writeFile(path, "{}").ok());
    answer(QStringLiteral("Save anyway"));
    EXPECT_TRUE(window->close());
    EXPECT_EQ(savedIn(path).layer().bias, 2);
}

TEST_F(Theirs, TheSameBytesAreNoChange)
{
    answer(QStringLiteral("Save anyway"));
    action("save")->trigger();
    question.clear();
    const QByteArray bytes = [&] {
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        return file.readAll();
    }();
    ASSERT_TRUE(writeFile(path, bytes).ok());
    setBias(5);
    action("save")->trigger();
    EXPECT_EQ(savedIn(path).layer().bias, 5);
    ASSERT_TRUE(QFile::remove(path));
    setBias(6);
    action("save")->trigger();
    EXPECT_EQ(savedIn(path).layer().bias, 6) << "what was removed is written anew";
}

// Recovered work knows which file it was of, and how that was.
TEST_F(Theirs, AlsoOfWorkThatWasRecovered)
{
    window->end();
    startAgain();
    ASSERT_TRUE(offered());
    take(QStringLiteral("Recover"));
    ASSERT_TRUE(until([&] { return document().modified(); }));
    answer(QStringLiteral("Cancel"));
    action("save")->trigger();
    EXPECT_NE(question, QString());
    EXPECT_EQ(savedIn(path), theirs);
}

} // namespace

} // namespace lab::test
