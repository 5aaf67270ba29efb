// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lessons/lesson_panel.h"

#include "core/lessons/lesson_question.h"
#include "core/lessons/lesson_reader.h"
#include "ui/lessons/ask_box.h"
#include "ui/lessons/compare_panel.h"
#include "ui/lessons/exam_panel.h"
#include "ui/lessons/predict_panel.h"
#include "ui/model/course.h"
#include "ui/model/document.h"
#include "ui/model/view_model.h"
#include "ui/paint/words.h"
#include "ui/widgets/markdown_view.h"
#include "ui/widgets/step_bar.h"

#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace lab
{

namespace
{

constexpr int kMargin = 16;
constexpr int kShelf = 0, kRunning = 1, kFaults = 2, kPredict = 3, kCompare = 4; ///< of the stack

/// With large texts, or in a small window, a part is scrolled.
QScrollArea* scrolled(QWidget* part, QWidget* parent)
{
    auto* area = new QScrollArea(parent);
    area->setWidget(part);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

QPushButton* button(const QString& text, QWidget* parent)
{
    auto* made = new QPushButton(text, parent);
    made->setAutoDefault(false);
    return made;
}

} // namespace

LessonPanel::LessonPanel(Document& document, ViewModel& view, Course& course, Predictor& predictor, QWidget* parent)
    : QWidget(parent), m_document(document), m_view(view), m_course(course)
{
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(scrolled(makeShelf(), this));
    m_stack->addWidget(makeRunning());
    m_stack->addWidget(makeFaults());
    m_predict = new PredictPanel(document, predictor, this);
    m_stack->addWidget(scrolled(m_predict, this));
    m_compare = new ComparePanel(document, view, this);
    m_stack->addWidget(scrolled(m_compare, this));
    connect(&view, &ViewModel::changed, this, [this](const ViewChanges& changes) {
        if (changes.page)
            showPart();
    });
    rows->addWidget(m_stack);
    connect(&course, &Course::stepChanged, this, &LessonPanel::followStep);
    connect(&course, &Course::answersChanged, this, &LessonPanel::followAnswers);
    followStep();
}

QWidget* LessonPanel::makeShelf()
{
    auto* shelf = new QWidget(this);
    auto* rows = new QVBoxLayout(shelf);
    rows->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    rows->setSpacing(10);
    m_shelfHeading = new QLabel(shelf);
    m_shelfHeading->setProperty("heading", true);
    m_shelfHeading->setWordWrap(true);
    rows->addWidget(m_shelfHeading);
    m_shelfAbout = new QLabel(shelf);
    m_shelfAbout->setWordWrap(true);
    m_shelfAbout->setProperty("muted", true);
    rows->addWidget(m_shelfAbout);
    m_shelf = new QListWidget(shelf);
    m_shelf->setAccessibleName(tr("Lessons"));
    m_shelf->setWordWrap(true);
    m_shelf->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    constexpr int kFewestLines = 8;
    m_shelf->setMinimumHeight(kFewestLines * fontMetrics().height());
    rows->addWidget(m_shelf, 1);
    m_exam = new ExamPanel(shelf);
    auto* begin = button(tr("Begin"), shelf);
    begin->setObjectName(QStringLiteral("primary"));
    rows->addWidget(begin);
    auto* open = button(tr("Open a lesson…"), shelf);
    auto* make = button(tr("New from what I see…"), shelf);
    rows->addWidget(open);
    rows->addWidget(make);
    rows->addWidget(m_exam);
    const auto start = [this] {
        if (QListWidgetItem* const item = m_shelf->currentItem())
            emit lessonWanted(item->data(Qt::UserRole).toString());
    };
    connect(begin, &QPushButton::clicked, this, start);
    connect(m_shelf, &QListWidget::itemActivated, this, start);
    connect(open, &QPushButton::clicked, this, &LessonPanel::openWanted);
    connect(make, &QPushButton::clicked, this, &LessonPanel::newWanted);
    return shelf;
}

void LessonPanel::setShelf(std::vector<ShelfEntry> entries)
{
    m_shelved = true;
    m_entries = std::move(entries);
    fillShelf();
}

/// The lessons, or in their place the exercises.
void LessonPanel::fillShelf()
{
    m_exercises = m_view.state().page == "exercises";
    const bool exercises = *m_exercises;
    m_shelfHeading->setText(exercises ? tr("Exercises of the chapter") : tr("Lessons"));
    m_shelfAbout->setText(
        exercises ? tr("Whatever does what is asked is right; what nearly does is told why not yet.")
                  : tr("Step by step through the chapter: first you say what comes out, then you see it."));
    m_exam->setVisible(exercises);
    m_shelf->setAccessibleName(m_shelfHeading->text());
    m_shelf->clear();
    for (const ShelfEntry& entry : m_entries) {
        if (entry.exercise != exercises)
            continue;
        const QString detail =
            entry.minutes > 0 ? tr("%1 · %2 steps, %3 minutes").arg(entry.section).arg(entry.steps).arg(entry.minutes)
                              : tr("%1 · %2 steps").arg(entry.section).arg(entry.steps);
        auto* item = new QListWidgetItem(entry.title + QLatin1Char('\n') + detail, m_shelf);
        item->setData(Qt::UserRole, entry.path);
        item->setData(Qt::AccessibleTextRole, QString(entry.title + QStringLiteral(", ") + detail));
    }
    m_shelf->setCurrentRow(0);
}

QWidget* LessonPanel::makeRunning()
{
    auto* running = new QWidget(this);
    auto* rows = new QVBoxLayout(running);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    auto* body = new QWidget(running);
    auto* parts = new QVBoxLayout(body);
    parts->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    parts->setSpacing(12);
    m_caption = new QLabel(body);
    m_caption->setProperty("muted", true);
    m_caption->setWordWrap(true);
    parts->addWidget(m_caption);
    m_title = new QLabel(body);
    m_title->setObjectName(QStringLiteral("lessonTitle"));
    m_title->setWordWrap(true);
    setTitleFont();
    parts->addWidget(m_title);
    m_bar = new StepBar(body);
    parts->addWidget(m_bar);
    m_text = new MarkdownView(body);
    parts->addWidget(m_text);
    m_ask = new AskBox(body);
    parts->addWidget(m_ask);
    m_playing = new QLabel(
        tr("You play freely: nothing is asked, nothing is locked. The lesson waits where you left it."), body);
    qobject_cast<QLabel*>(m_playing)->setWordWrap(true);
    parts->addWidget(m_playing);
    parts->addStretch(1);
    m_scroll = scrolled(body, running);
    rows->addWidget(m_scroll, 1);
    rows->addWidget(makeFoot());
    connect(m_bar, &StepBar::valueChanged, this, [this](int step) { m_course.goTo(std::size_t(step)); });
    connect(m_ask, &AskBox::answered, &m_course, &Course::answer);
    connect(m_ask, &AskBox::cellsAnswered, &m_course, &Course::answerCells);
    connect(m_ask, &AskBox::buildAnswered, this, [this] { m_course.answer(m_document.session()); });
    connect(m_ask, &AskBox::hintWanted, &m_course, &Course::giveHint);
    return running;
}

QWidget* LessonPanel::makeFoot()
{
    auto* foot = new QWidget(this);
    foot->setObjectName(QStringLiteral("lessonFoot"));
    auto* rows = new QVBoxLayout(foot);
    rows->setContentsMargins(kMargin, 8, kMargin, kMargin);
    auto* upper = new QHBoxLayout;
    m_score = new QLabel(foot);
    m_score->setProperty("muted", true);
    upper->addWidget(m_score, 1);
    m_free = button(tr("Play freely"), foot);
    upper->addWidget(m_free);
    auto* more = new QToolButton(foot);
    more->setText(QStringLiteral("⋯"));
    more->setAccessibleName(tr("More of this lesson"));
    more->setToolTip(more->accessibleName());
    more->setPopupMode(QToolButton::InstantPopup);
    more->setFocusPolicy(Qt::TabFocus);
    more->setProperty("tool", true);
    auto* menu = new QMenu(more);
    menu->addAction(tr("Restart this step"), &m_course, &Course::restart);
    menu->addAction(tr("Save my answers…"), this, &LessonPanel::saveAnswersWanted);
    menu->addAction(tr("Leave the lesson"), &m_course, &Course::leave);
    more->setMenu(menu);
    upper->addWidget(more);
    rows->addLayout(upper);
    auto* row = new QHBoxLayout;
    m_back = button(tr("Back"), foot);
    m_show = button(tr("Show me"), foot);
    m_next = button(tr("Next"), foot);
    row->addWidget(m_back);
    row->addStretch(1);
    row->addWidget(m_show);
    row->addWidget(m_next);
    rows->addLayout(row);
    connect(m_back, &QPushButton::clicked, &m_course, &Course::back);
    connect(m_show, &QPushButton::clicked, &m_course, &Course::showAnswer);
    connect(m_next, &QPushButton::clicked, this, [this] {
        if (m_course.running() && m_course.last() && !m_course.more() && !m_course.open() &&
            !m_course.playingFreely())
            m_course.leave();
        else
            m_course.next();
    });
    connect(m_free, &QPushButton::clicked, this,
            [this] { m_course.playingFreely() ? m_course.comeBack() : m_course.playFreely(); });
    return foot;
}

QWidget* LessonPanel::makeFaults()
{
    auto* page = new QWidget(this);
    auto* rows = new QVBoxLayout(page);
    rows->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    rows->setSpacing(10);
    m_faultHeading = new QLabel(page);
    m_faultHeading->setWordWrap(true);
    m_faultHeading->setProperty("heading", true);
    rows->addWidget(m_faultHeading);
    m_faults = new QListWidget(page);
    m_faults->setAccessibleName(tr("What is wrong in the lesson"));
    m_faults->setWordWrap(true);
    m_faults->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    rows->addWidget(m_faults, 1);
    auto* about = new QLabel(tr("The list is made anew whenever the file is saved."), page);
    about->setWordWrap(true);
    about->setProperty("muted", true);
    rows->addWidget(about);
    auto* row = new QHBoxLayout;
    auto* close = button(tr("Close"), page);
    m_anyway = button(tr("Open it anyway"), page);
    row->addWidget(close);
    row->addWidget(m_anyway);
    rows->addLayout(row);
    connect(close, &QPushButton::clicked, this, &LessonPanel::hideFaults);
    connect(m_anyway, &QPushButton::clicked, this, [this] { emit openAnyway(m_faulty); });
    return page;
}

void LessonPanel::showFaults(const QString& path, const LessonReading& reading)
{
    m_faulty = path;
    const auto count = qsizetype(reading.faults.size());
    const QString name = QFileInfo(path).fileName();
    m_faultHeading->setText(count == 1 ? tr("1 thing is wrong in “%1”").arg(name)
                                       : tr("%1 things are wrong in “%2”").arg(count).arg(name));
    m_faults->clear();
    for (const LessonFault& fault : reading.faults)
        m_faults->addItem(fault.warning ? tr("Line %1 (a remark): %2").arg(fault.line).arg(othersText(fault.text))
                                        : tr("Line %1: %2").arg(fault.line).arg(othersText(fault.text)));
    m_faults->setCurrentRow(0);
    m_anyway->setEnabled(!reading.lesson.steps.empty());
    showPart();
}

void LessonPanel::hideFaults()
{
    m_faulty.clear();
    showPart();
}

/// Predicting and comparing have views of their own; else a lesson goes first.
void LessonPanel::showPart()
{
    const std::string& page = m_view.state().page;
    const int part = page == "predict"     ? kPredict
                     : page == "compare"   ? kCompare
                     : m_course.running()  ? kRunning
                     : !m_faulty.isEmpty() ? kFaults
                                           : kShelf;
    if (part == kShelf && m_exercises != (page == "exercises")) // else what is chosen stays chosen
        fillShelf();
    m_stack->setCurrentIndex(part);
}

void LessonPanel::followStep()
{
    showPart();
    if (!m_course.running())
        return;
    const Lesson& lesson = m_course.lesson();
    const LessonStep& step = m_course.now();
    const QString folder = QFileInfo(m_course.source()).absolutePath();
    m_text->setFolder(m_course.source().isEmpty() ? QString() : folder);
    m_ask->setFolder(m_course.source().isEmpty() ? QString() : folder);
    m_caption->setText(lesson.section.empty()
                           ? othersText(lesson.title)
                           : tr("%1 · %2").arg(othersText(lesson.section), othersText(lesson.title)));
    m_title->setText(
        tr("%1 of %2 · %3").arg(m_course.step() + 1).arg(lesson.steps.size()).arg(othersText(step.title)));
    m_bar->setSteps(int(lesson.steps.size()), int(m_course.step()));
    m_text->setText(othersText(step.text));
    m_scroll->verticalScrollBar()->setValue(0);
    followAnswers();
}

void LessonPanel::followAnswers()
{
    if (!m_course.running())
        return;
    const bool free = m_course.playingFreely();
    m_playing->setVisible(free);
    m_text->setVisible(!free && !m_text->markdown().isEmpty());
    const Ask* const ask = free ? nullptr : m_course.shown();
    m_ask->setVisible(ask);
    const Ask* const open = m_course.open();
    if (ask) {
        m_ask->show(*ask, m_course.state(*ask), othersText(questionText(*ask, m_course.now().session)),
                    m_course.chosen());
    }
    const std::size_t tries = open ? m_course.state(*open).tried.size() : 0;
    constexpr std::size_t kShowFrom = 2; ///< tries
    m_show->setVisible(open && tries >= kShowFrom);
    m_free->setText(free ? tr("Back to the lesson") : tr("Play freely"));
    m_back->setEnabled(!free && (m_course.step() > 0));
    m_next->setText(free                                  ? tr("Back to the lesson")
                    : open                                ? tr("Skip")
                    : m_course.last() && !m_course.more() ? tr("Done")
                                                          : tr("Next"));
    m_next->setVisible(!free);
    m_score->setText(m_course.asked() == 0
                         ? QString()
                         : tr("%1 of %2 at the first try").arg(m_course.answered()).arg(m_course.asked()));
}

AskBox& LessonPanel::ask() const
{
    return m_stack->currentIndex() == kPredict ? m_predict->ask() : *m_ask;
}

void LessonPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        setTitleFont();
}

void LessonPanel::setTitleFont()
{
    constexpr double kLarger = 1.4;
    QFont larger = font();
    larger.setPointSizeF(larger.pointSizeF() * kLarger);
    larger.setBold(true);
    m_title->setFont(larger);
}

void LessonPanel::goOn()
{
    if (m_stack->currentIndex() == kPredict)
        m_predict->goOn();
    else if (m_course.open())
        m_ask->check();
    else
        m_next->click();
}

} // namespace lab
