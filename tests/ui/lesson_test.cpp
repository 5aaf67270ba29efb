// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Lessons in the window: run, answered, left, written; what is asked is told nowhere.
#include "core/lessons/lesson_check.h"
#include "core/lessons/lesson_reader.h"
#include "core/numbers/number_text.h"
#include "tests/ui/support.h"
#include "ui/io/lesson_file.h"
#include "ui/lessons/ask_box.h"
#include "ui/lessons/compare_panel.h"
#include "ui/lessons/lesson_panel.h"
#include "ui/model/course.h"
#include "ui/model/predictor.h"
#include "ui/widgets/markdown_view.h"
#include "ui/window/pages.h"

#include <QAccessible>
#include <QClipboard>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QUrl>

namespace lab::test
{

namespace
{

using namespace Qt::StringLiterals;

const char* const kLesson =
    "# Small\n\n```lesson\nid: small\ntitle: Small\nsection: 7.2.1\nminutes: 1\n```\n\n"
    "## One sum\n\nFour products.\n\n"
    "```session\nsample: chapter-first\n```\n"
    "```view\npage: stage\ngrain: window\nplace: 0,0\nfill: no\n```\n"
    "```controls\nhide: matrix\nlock: kernel\n```\n"
    "```ask cell Y[0,0]\nid: sum\nhide: Y[0,0] explain-sum\n```\nWhat is Y[0,0]?\n"
    "```expect\n19\n```\n```on flipped\nTurned around.\n```\n```hint\nAdd.\n```\n"
    "```reveal\nIn the book.\n```\n"
    "## Which cells\n"
    "```ask cells input\nid: cells\nfor: output 0,1\n```\n```expect\n0,1 0,2 1,1 1,2\n```\n"
    "## Shape\n```ask shape Y\nid: shape\n```\n```expect\n2 2\n```\n"
    "## Choice\n```ask choice\nid: choice\n```\nWhich?\n- left\n- right\n```expect\nchoice: 2\n```\n"
    "## Build\n```controls\nshow: kernel\n```\n```ask build cell Y[0,0] 0\nid: build\n```\n"
    "```expect\nexample: kernel 0,0;0,0\n```\n"
    "## End\n\nThat was all.\n";

class LessonTest : public WindowTest
{
protected:
    QString write(const QByteArray& text, const QString& name = u"small.md"_s)
    {
        const QString path = folder.filePath(name);
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
        return path;
    }
    void begin() { window->openFiles({write(kLesson)}); }
    Course& course() { return window->course(); }
    LessonPanel& panel() { return window->panel().lesson(); }
    AskBox& box() { return panel().ask(); }
    QString reaction()
    {
        auto* frame = box().findChild<QFrame*>(u"reaction"_s);
        return frame->isVisible() ? frame->findChild<MarkdownView*>()->toPlainText() : QString();
    }
    void answer(const QString& text)
    {
        box().field()->setText(text);
        box().check();
    }
    QStringList told(QPoint cell)
    {
        // Wherever a number of the output could be read.
        hover(output(), cell);
        auto* accessible = QAccessible::queryAccessibleInterface(output());
        auto* table = accessible->tableInterface();
        QStringList all{output()->cellText(cell), table->cellAt(cell.y(), cell.x())->text(QAccessible::Name)};
        if (stage().formula()) {
            all += stage().formula()->words;
            for (const FormulaToken& token : stage().formula()->numbers)
                all += token.text;
        }
        for (const QLabel* label : window->findChildren<QLabel*>())
            if (label->isVisible())
                all += label->text();
        QApplication::clipboard()->setText(u"before"_s);
        output()->setFocus();
        action("copy")->trigger();
        all += QApplication::clipboard()->text();
        return all;
    }

    QTemporaryDir folder;
};

TEST_F(LessonTest, OpensByDropAndRunsBesideTheStage)
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(write(kLesson))});
    QDragEnterEvent enter(QPoint(100, 100), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(window.get(), &enter);
    QDropEvent drop(QPointF(100, 100), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(window.get(), &drop);
    ASSERT_TRUE(course().running());
    EXPECT_EQ(course().now().title, "One sum");
    EXPECT_EQ(session().input->shape(), (Shape{3, 3}));
    EXPECT_TRUE(window->panel().isVisible());
    EXPECT_TRUE(panel().isVisible());
    EXPECT_EQ(view().state().page, "lesson");
    EXPECT_TRUE(box().isVisible());
}

TEST_F(LessonTest, WhatIsAskedIsToldNowhereUntilItIsAnswered)
{
    begin();
    for (const QString& text : told({0, 0}))
        EXPECT_FALSE(text.contains(u"19"_s)) << text.toStdString();
    EXPECT_FALSE(action("exportOutput")->isEnabled());
    answer(u"19"_s);
    EXPECT_EQ(course().state(course().now().asks[0]).phase, AskState::Phase::Right);
    const QStringList all = told({0, 0});
    EXPECT_TRUE(std::ranges::any_of(all, [](const QString& text) { return text.contains(u"19"_s); }));
    EXPECT_TRUE(action("exportOutput")->isEnabled());
}

TEST_F(LessonTest, WhatCanBeExportedAfterAQuestionIsWhatThereIs)
{
    begin();
    Session after = session();
    after.layer().bias = 2;
    ASSERT_TRUE(document().edit(u"b"_s, after));
    EXPECT_FALSE(action("exportOutput")->isEnabled());
    answer(u"19"_s);
    EXPECT_TRUE(action("exportOutput")->isEnabled());
    EXPECT_FALSE(action("exportFiltered")->isEnabled()) << "there is no photo";
    EXPECT_FALSE(action("exportLoss")->isEnabled()) << "nothing was learned";
}

TEST_F(LessonTest, OpensFromTheMenuOfFilesToo)
{
    fileToChoose = write(kLesson);
    action("open")->trigger();
    EXPECT_TRUE(course().running());
}

TEST_F(LessonTest, OtherPagesWouldTellAndWait)
{
    begin();
    action("lessonNext")->trigger();
    action("lessonNext")->trigger();
    ASSERT_EQ(course().now().title, "Shape");
    action("tablePage")->trigger();
    ASSERT_EQ(view().state().page, "table");
    EXPECT_NE(qobject_cast<QLabel*>(&window->pages().currentPage()), nullptr); // what covers it
    for (const QLabel* label : window->findChildren<QLabel*>()) {
        if (label->isVisible()) {
            EXPECT_FALSE(label->text().contains(u"= 2 × 2"_s)) << label->text().toStdString();
        }
    }
    answer(u"2 x 2"_s);
    EXPECT_EQ(course().asked(), 1);
}

TEST_F(LessonTest, AMistakeIsNamedInTheLessonsWords)
{
    begin();
    answer(u"5"_s);
    EXPECT_TRUE(reaction() == u"Turned around."_s) << reaction().toStdString();
    answer(u"nineteen"_s);
    EXPECT_TRUE(reaction().contains(u"number"_s)) << reaction().toStdString();
    EXPECT_EQ(course().state(course().now().asks[0]).tried.size(), 1U);
    answer(u"18,5"_s);
    EXPECT_FALSE(reaction().isEmpty());
    EXPECT_FALSE(reaction().contains(u"wrong"_s));
    answer(u"38/2"_s);
    EXPECT_EQ(course().asked(), 1);
    EXPECT_EQ(course().answered(), 0); // not at the first try
}

TEST_F(LessonTest, KeysGoThroughTheLessonAndToTheAnswer)
{
    begin();
    stage().setFocus();
    QTest::keyClicks(&stage(), u"19"_s);
    EXPECT_EQ(box().field()->text(), u"19"_s);
    QTest::keyClick(box().field(), Qt::Key_Return);
    EXPECT_EQ(course().asked(), 1);
    QTest::keyClick(box().field(), Qt::Key_PageDown);
    EXPECT_EQ(course().now().title, "Which cells");
    QTest::keyClick(&stage(), Qt::Key_PageUp);
    EXPECT_EQ(course().now().title, "One sum");
    stage().setFocus();
    QTest::keyClick(&stage(), Qt::Key_Return); // answered: Enter goes on
    EXPECT_EQ(course().now().title, "Which cells");
    QTest::keyClick(&stage(), Qt::Key_Space);
    EXPECT_TRUE(player().playhead().playing());
}

TEST_F(LessonTest, CellsAreClicked)
{
    begin();
    action("lessonNext")->trigger();
    EXPECT_TRUE(input()->scene().frames.empty()); // where the window is, is asked
    for (const QPoint cell : {QPoint(0, 0), QPoint(1, 0), QPoint(2, 0), QPoint(1, 1), QPoint(2, 1), QPoint(0, 0)})
        click(input(), cell);
    EXPECT_EQ(course().chosen(), 4);
    box().check();
    EXPECT_EQ(course().asked(), 1);
}

TEST_F(LessonTest, AChoiceAndSomethingBuilt)
{
    begin();
    course().goTo(3);
    course().answer(std::vector<int>{0});
    EXPECT_EQ(course().asked(), 0);
    course().answer(std::vector<int>{1});
    EXPECT_EQ(course().asked(), 1);
    course().goTo(4);
    course().answer(session());
    EXPECT_EQ(course().asked(), 1);
    Session after = session();
    after.layer().kernel = {{5, 0}, {0, 0}};
    ASSERT_TRUE(document().edit(u"K"_s, after));
    course().answer(session());
    EXPECT_EQ(course().asked(), 2);
}

TEST_F(LessonTest, WhatIsLockedStaysAndSaysWhy)
{
    begin();
    Session after = session();
    after.layer().kernel.at(0, 0) = 9;
    EXPECT_FALSE(document().edit(u"K"_s, after));
    EXPECT_TRUE(message().contains(u"the kernel stays"_s)) << message().toStdString();
    EXPECT_FALSE(action("matrixPage")->isEnabled());
    action("lessonFree")->trigger();
    EXPECT_TRUE(action("matrixPage")->isEnabled());
    EXPECT_TRUE(document().edit(u"K"_s, after));
}

TEST_F(LessonTest, BackToTheLessonIsExactlyAsItWas)
{
    begin();
    course().goTo(1);
    click(input(), {1, 0});
    const Session before = session();
    const ViewState seen = view().state();
    course().playFreely();
    EXPECT_FALSE(view().state().hidden.any());
    use("landscape");
    view().showPage("filter");
    course().comeBack();
    EXPECT_TRUE(session() == before);
    ViewState now = view().state();
    now.pointed = seen.pointed;
    EXPECT_EQ(now, seen);
    EXPECT_EQ(course().chosen(), 1);
}

TEST_F(LessonTest, AStepLooksTheSameFromWhereverItIsEntered)
{
    begin();
    std::vector<ViewState> forwards;
    for (std::size_t step = 0; step < 6; ++step) {
        course().goTo(step);
        forwards.push_back(view().state());
    }
    for (const std::size_t step : {5U, 2U, 0U, 4U, 1U, 3U}) {
        course().goTo(step);
        EXPECT_EQ(view().state(), forwards[step]) << step;
        EXPECT_TRUE(session() == course().now().session);
    }
}

TEST_F(LessonTest, UndoLeadsBackToBeforeIt)
{
    use("ramp");
    const Session before = session();
    begin();
    course().goTo(1);
    course().leave();
    document().undoStack()->undo();
    EXPECT_TRUE(session() == before);
    EXPECT_FALSE(view().state().hidden.any());
}

TEST_F(LessonTest, FaultsAreListedAllAtOnceAndTheFileIsReadAnew)
{
    QByteArray bad = kLesson;
    bad.replace("19\n", "18\n").replace("page: stage", "page: stag").replace("for: output 0,1", "for: output 7,7");
    const QString path = write(bad);
    window->openFiles({path});
    EXPECT_FALSE(course().running());
    auto* list = panel().findChildren<QListWidget*>().last();
    for (QListWidget* each : panel().findChildren<QListWidget*>())
        if (each->isVisible())
            list = each;
    ASSERT_EQ(list->count(), 3) << list->item(3)->text().toStdString();
    EXPECT_TRUE(list->item(0)->text().contains(u"Line "_s));
    EXPECT_TRUE(list->item(1)->text().contains(u"18"_s)) << list->item(1)->text().toStdString();
    write(kLesson);
    EXPECT_TRUE(until([&] { return course().running(); }));
    QByteArray other = kLesson;
    other.replace("Four products.", "Four *new* products.");
    course().goTo(2);
    write(other);
    EXPECT_TRUE(until([&] { return course().lesson().steps[0].text.find("new") != std::string::npos; }));
    EXPECT_EQ(course().step(), 2U);
}

TEST_F(LessonTest, TheSessionKeepsItsPlace)
{
    begin();
    course().goTo(2);
    const QString path = folder.filePath(u"s.corr2d"_s);
    fileToChoose = path;
    action("save")->trigger();
    ASSERT_TRUE(until([&] { return QFile::exists(path); }));
    openWindow();
    window->openFiles({path});
    ASSERT_TRUE(until([&] { return course().running(); }));
    EXPECT_EQ(course().step(), 2U);
    EXPECT_FALSE(course().playingFreely());
}

TEST_F(LessonTest, ANewLessonIsWhatIsSeen)
{
    use("chapter-first");
    player().seekTo({1, 0});
    fileToChoose = folder.filePath(u"mine.md"_s);
    action("newLesson")->trigger();
    ASSERT_TRUE(course().running());
    EXPECT_EQ(session().layer().kernel, (Grid{{0, 1}, {2, 3}}));
    EXPECT_EQ(view().step().cell, (OutputCell{1, 0}));
    answer(u"37"_s);
    EXPECT_EQ(course().answered(), 1);
}

TEST_F(LessonTest, AnswersAreSavedAsTextAndTable)
{
    begin();
    answer(u"5"_s);
    answer(u"19"_s);
    for (const char* name : {"a.txt", "a.csv"}) {
        fileToChoose = folder.filePath(QString::fromLatin1(name));
        action("saveAnswers")->trigger();
        QFile file(fileToChoose);
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        EXPECT_TRUE(text.contains("Turned around.")) << text.constData();
        EXPECT_TRUE(text.contains("19"));
    }
}

TEST_F(LessonTest, AllBuiltInLessonsAreFreeOfFaultsAndWalked)
{
    static const std::vector<std::string_view> pages = [] {
        std::vector<std::string_view> ids;
        for (const PageInfo& page : pageTable())
            ids.emplace_back(page.id);
        return ids;
    }();
    static const std::vector<std::string_view> places = [] {
        std::vector<std::string_view> ids;
        for (const PlaceInfo& place : placeTable())
            ids.emplace_back(place.id);
        return ids;
    }();
    EXPECT_GE(builtInLessons().size(), 9);
    EXPECT_GE(builtInExercises().size(), 3);
    for (const QString& path : builtInLessons() + builtInExercises()) {
        SCOPED_TRACE(path.toStdString());
        auto reading = readLessonFile(path, {pages, places});
        ASSERT_TRUE(reading);
        for (const LessonFault& fault : reading->faults)
            ADD_FAILURE() << fault.line << ": " << fault.text;
        course().start(reading->lesson, path);
        LessonSurroundings around;
        around.pages = pages;
        around.places = places;
        for (std::size_t step = 0; step < reading->lesson.steps.size(); ++step) {
            course().goTo(step);
            for (const Ask& asked : reading->lesson.steps[step].asks) {
                ASSERT_NE(course().open(), nullptr) << step;
                const Ask ask = *course().open();
                EXPECT_EQ(ask.id, asked.id);
                for (const Reply& reply : ask.replies) // what is replied to is said
                    if (reply.mistake.empty() && ask.kind != Ask::Kind::Choice && ask.kind != Ask::Kind::Build) {
                        QString typed;
                        for (int r = 0; r < reply.numbers.rows(); ++r)
                            for (int c = 0; c < reply.numbers.cols(); ++c)
                                typed += (c > 0   ? u" "_s
                                          : r > 0 ? u"; "_s
                                                  : QString()) +
                                         QString::fromStdString(shortest(reply.numbers.at(r, c)));
                        course().answer(typed.toStdString());
                        EXPECT_EQ(course().state(ask).last.sentence, reply.text)
                            << ask.id << " " << typed.toStdString();
                    }
                Given right = ask.expectedText;
                if (ask.kind == Ask::Kind::Choice)
                    right = ask.right;
                else if (ask.expected && std::holds_alternative<CellList>(*ask.expected))
                    right = std::get<CellList>(*ask.expected);
                else if (ask.kind == Ask::Kind::Build) {
                    Session built = course().now().session;
                    EXPECT_EQ(applyExample(ask, around, built), "");
                    right = built;
                }
                course().answer(right);
                EXPECT_EQ(course().state(ask).phase, AskState::Phase::Right)
                    << ask.id << " " << course().state(ask).last.sentence;
                course().next();
            }
        }
        course().leave();
    }
}

TEST_F(LessonTest, TheDocumentationKnowsEveryKeyAndItsExampleOpens)
{
    QFile file(QStringLiteral(LAB_SOURCE_DIR "/docs/writing-lessons.md"));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    for (const auto& keys : {sessionKeys(), viewKeys()})
        for (const LessonKey& key : keys)
            EXPECT_TRUE(text.contains(u"`%1`"_s.arg(QString::fromUtf8(key.key.data(), qsizetype(key.key.size())))))
                << key.key;
    for (const std::string_view kind : lessonBlockKinds())
        EXPECT_TRUE(text.contains(QString::fromUtf8(kind.data(), qsizetype(kind.size())))) << kind;
    const qsizetype begin = text.indexOf(u"~~~"_s), start = text.indexOf(u'\n', begin) + 1;
    const QString fence = text.mid(begin, text.indexOf(QRegularExpression(u"[^~]"_s), begin) - begin);
    const QString example = text.mid(start, text.indexOf(u'\n' + fence, start) - start);
    window->openFiles({write(example.toUtf8(), u"example.md"_s)});
    EXPECT_TRUE(course().running()) << example.left(200).toStdString();
}

TEST_F(LessonTest, NoTextIsCutInASmallWindowOrWithLargeText)
{
    const QFont before = QApplication::font();
    for (const double size : {1.0, 1.5}) {
        QFont font = before;
        font.setPointSizeF(before.pointSizeF() * size);
        QApplication::setFont(font);
        window->resize(960, 540);
        window->openFiles({u":/lessons/7.2.1.md"_s});
        ASSERT_TRUE(course().running());
        for (std::size_t step = 0; step < course().lesson().steps.size(); ++step) {
            course().goTo(step);
            QApplication::processEvents();
            for (const QScrollArea* area : panel().findChildren<QScrollArea*>()) {
                if (area->isVisible()) {
                    EXPECT_LE(area->widget()->width(), area->viewport()->width());
                }
            }
            for (const MarkdownView* text : panel().findChildren<MarkdownView*>()) {
                if (text->isVisible()) {
                    EXPECT_LE(text->document()->size().height(), text->height() + 1) << step;
                }
            }
        }
    }
    QApplication::setFont(before);
}

TEST_F(LessonTest, PredictFirstHidesWhatComesAndTypingShowsIt)
{
    use("chapter-first");
    action("predictFirst")->trigger();
    ASSERT_TRUE(window->predictor().open());
    for (const QString& text : told({0, 0}))
        EXPECT_FALSE(text.contains(u"19"_s)) << text.toStdString();
    stage().setFocus();
    QTest::keyClicks(&stage(), u"5"_s);
    QTest::keyClick(box().field(), Qt::Key_Return);
    EXPECT_TRUE(window->predictor().open());
    EXPECT_TRUE(reaction().contains(u"turned"_s)) << reaction().toStdString();
    EXPECT_TRUE(reaction().contains(u"3 2; 1 0"_s)); // the weights as they would have to lie
    answer(u"19"_s);
    EXPECT_FALSE(window->predictor().open());
    QTest::keyClick(&stage(), Qt::Key_Return);
    EXPECT_EQ(view().step().cell, (OutputCell{0, 1}));
    ASSERT_TRUE(window->predictor().open());
    answer(u"25"_s);
    EXPECT_EQ(window->predictor().right(), 1);
    action("predictFirst")->trigger();
    EXPECT_FALSE(view().state().hidden.any());
}

TEST_F(LessonTest, OnesOwnResultIsExplained)
{
    use("chapter-first");
    action("comparePage")->trigger();
    action("panel")->setChecked(true);
    auto& compare = panel().compare();
    compare.findChild<QPlainTextEdit*>()->setPlainText(u"[[5., 11.],\n [23., 29.]]"_s);
    compare.findChild<QPushButton*>(u"primary"_s)->click();
    ASSERT_TRUE(until([&] { return compare.said().contains(u"turned"_s); })) << compare.said().toStdString();
    EXPECT_EQ(view().state().marked.size(), 4U);
}

} // namespace

} // namespace lab::test
