// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/lesson_commands.h"

#include "core/lessons/exam_lesson.h"
#include "core/lessons/lesson_answers.h"
#include "core/lessons/lesson_reader.h"
#include "core/lessons/lesson_writer.h"
#include "core/numbers/npy.h"
#include "core/session/session.h"
#include "ui/io/error_text.h"
#include "ui/io/input_file.h"
#include "ui/io/lesson_file.h"
#include "ui/io/output_file.h"
#include "ui/io/reading.h"
#include "ui/lessons/ask_box.h"
#include "ui/lessons/compare_panel.h"
#include "ui/lessons/exam_panel.h"
#include "ui/lessons/lesson_panel.h"
#include "ui/lessons/predict_panel.h"
#include "ui/model/course.h"
#include "ui/model/document.h"
#include "ui/model/predictor.h"
#include "ui/model/view_model.h"
#include "ui/stage/stage.h"
#include "ui/widgets/possible.h"
#include "ui/widgets/toast.h"
#include "ui/window/actions.h"
#include "ui/window/dialogs.h"
#include "ui/window/pages.h"
#include "ui/window/side_panel.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QKeyEvent>

#include <algorithm>

namespace lab
{

using namespace Qt::StringLiterals;

namespace
{

/// What a lesson may name: the ids of the tables.
LessonPlaces placesForLessons()
{
    static const auto idsOf = [](const auto& table) {
        std::vector<std::string_view> ids;
        for (const auto& row : table)
            ids.emplace_back(row.id);
        return ids;
    };
    static const std::vector<std::string_view> pages = idsOf(pageTable()), places = idsOf(placeTable());
    return {pages, places};
}

/// What is typed into an answer, wherever the focus is.
bool belongsToAnswer(const QString& text)
{
    return text.size() == 1 && (text[0].isDigit() || QStringLiteral("-+.,/;−").contains(text[0]));
}

} // namespace

LessonCommands::LessonCommands(const Workbench& bench, Course& course, Predictor& predictor, QObject* parent)
    : QObject(parent), m_bench(bench), m_course(course), m_predictor(predictor), m_panel(bench.panel.lesson())
{
    const Actions& actions = bench.actions;
    const auto on = [this](QAction* action, auto slot) { connect(action, &QAction::triggered, this, slot); };
    const auto ask = [this] {
        const QString path = m_bench.asking.forFile(tr("Open a lesson"), tr("Lessons (*.md)"), {}, false);
        if (!path.isEmpty())
            open(path);
    };
    bench.document.openElsewhere = [this](const QString& path) { return openIfLesson(path); };
    on(actions.openLesson, ask);
    on(actions.newLesson, [this] { writeNew(); });
    on(actions.lessonNext, [this] { m_course.next(); });
    on(actions.lessonBack, [this] { m_course.back(); });
    on(actions.leaveLesson, [this] { m_course.leave(); });
    connect(actions.lessonFree, &QAction::triggered, this,
            [this](bool free) { free ? m_course.playFreely() : m_course.comeBack(); });
    connect(&m_panel, &LessonPanel::openWanted, this, ask);
    connect(&m_panel, &LessonPanel::newWanted, this, &LessonCommands::writeNew);
    connect(&m_panel, &LessonPanel::lessonWanted, this, &LessonCommands::open);
    connect(&m_panel, &LessonPanel::openAnyway, this, [this](const QString& path) {
        if (auto reading = read(path))
            begin(std::move(*reading), path);
    });
    connect(&bench.view, &ViewModel::changed, this, [this](const ViewChanges& changes) {
        if (changes.page && placeOfPage(m_bench.view.state().page) == "lesson")
            shelf();
    });
    connect(&course, &Course::stepChanged, this, &LessonCommands::followStep);
    connect(&course, &Course::answersChanged, this, &LessonCommands::followStep);
    m_reload.setSingleShot(true);
    connect(&m_reload, &QTimer::timeout, this, &LessonCommands::reload);
    // An editor that writes a file anew takes it away for a moment.
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, [this] { m_reload.start(100); });
    connectQuestions();
    followStep();
}

void LessonCommands::connectQuestions()
{
    const Actions& actions = m_bench.actions;
    connect(actions.saveAnswers, &QAction::triggered, this, &LessonCommands::saveAnswers);
    connect(&m_panel, &LessonPanel::saveAnswersWanted, this, &LessonCommands::saveAnswers);
    connect(&m_panel.exam(), &ExamPanel::beginWanted, this, &LessonCommands::beginExam);
    connect(&m_panel.exam(), &ExamPanel::saveWanted, this, &LessonCommands::saveSheet);
    connect(&m_panel.compare(), &ComparePanel::openWanted, this, &LessonCommands::compareFile);
    connect(&m_panel.predict(), &PredictPanel::stepWanted, actions.forward, &QAction::trigger);
    connect(actions.predictFirst, &QAction::triggered, this, [this](bool on) {
        const bool epochs = m_bench.view.byEpochs();
        m_predictor.setOn(on);
        if (!on)
            return;
        m_bench.view.setByEpochs(epochs); // what was gone through goes on
        m_bench.actions.panel->setChecked(true);
    });
    connect(&m_predictor, &Predictor::changed, this,
            [this] { m_bench.actions.predictFirst->setChecked(m_predictor.on()); });
}

void LessonCommands::beginExam()
{
    const auto sheet = m_panel.exam().sheet();
    m_seed = m_panel.exam().seed();
    Lesson exam = lessonOf(sheet, tr("Exam, seed %1").arg(m_seed).toStdString());
    exam.id = std::string(infoOf(m_panel.exam().level()).id);
    m_course.start(std::move(exam), {});
    m_bench.actions.panel->setChecked(true);
    m_bench.stage.setFocus();
}

/// What `text` makes of it for people, or for a spreadsheet, by the name that is chosen.
void LessonCommands::saveText(const QString& title, const QString& suggested,
                              const std::function<std::string(bool table)>& text)
{
    const QString path = m_bench.asking.forFile(title, tr("Text (*.txt);;Table (*.csv)"), suggested, true);
    if (path.isEmpty())
        return;
    const std::string written = text(path.endsWith(u".csv"_s));
    if (const auto done = writeFile(path, QByteArray::fromStdString(written)); !done)
        return m_bench.messages.showError(sentence(done.error()));
    m_bench.messages.showInfo(tr("Saved %1.").arg(QFileInfo(path).fileName()));
}

void LessonCommands::saveSheet()
{
    const std::uint64_t seed = m_panel.exam().seed();
    saveText(tr("Save the sheet"), u"sheet-%1.txt"_s.arg(seed), [&](bool table) {
        const auto sheet = m_panel.exam().sheet();
        return table ? examCsv(sheet) : examText(sheet, seed);
    });
}

void LessonCommands::saveAnswers()
{
    if (!m_course.running())
        return;
    saveText(tr("Save my answers"), u"answers.txt"_s, [this](bool table) {
        const bool exam = m_course.source().isEmpty();
        const SavedRun run =
            savedRun(m_course.lesson(), m_course.states(), exam ? std::optional(m_seed) : std::nullopt);
        return table ? answersCsv(run) : answersText(run);
    });
}

void LessonCommands::compareFile()
{
    const QString path = m_bench.asking.forFile(tr("The result of my code"), openFilter(), {}, false);
    if (path.isEmpty())
        return;
    const auto content = readFile(path);
    const auto* const picture = content ? std::get_if<PicturePtr>(&*content) : nullptr;
    if (picture)
        m_panel.compare().compare((*picture)->grey());
    else
        m_bench.messages.showError(content ? tr("This is a session; an array is needed. Nothing was compared.")
                                           : tr("%1 Nothing was compared.").arg(sentence(content.error())));
}

/// Only when somebody goes there: to read all lessons takes a moment.
const std::vector<ShelfEntry>& LessonCommands::shelf()
{
    if (m_panel.shelved())
        return m_panel.shelf();
    std::vector<ShelfEntry> entries;
    for (const bool exercises : {false, true})
        for (const QString& path : exercises ? builtInExercises() : builtInLessons()) {
            constexpr bool kCompute = false; // what comes with the program is tested
            const auto reading = readLessonFile(path, placesForLessons(), kCompute);
            if (!reading || reading->lesson.steps.empty())
                continue;
            const Lesson& lesson = reading->lesson;
            entries.push_back({path, QString::fromStdString(lesson.title), QString::fromStdString(lesson.section),
                               lesson.minutes, int(lesson.steps.size()), exercises});
        }
    m_panel.setShelf(std::move(entries));
    return m_panel.shelf();
}

std::optional<LessonReading> LessonCommands::read(const QString& path)
{
    auto reading = readLessonFile(path, placesForLessons());
    if (reading)
        return std::move(*reading);
    m_bench.messages.showError(tr("%1 No lesson was opened.").arg(sentence(reading.error())));
    return std::nullopt;
}

bool LessonCommands::openIfLesson(const QString& path)
{
    if (!path.endsWith(u".md"_s, Qt::CaseInsensitive) && !path.endsWith(u".markdown"_s, Qt::CaseInsensitive))
        return false;
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return false; // whoever opens files says why
    constexpr qint64 kHead = 64 << 10;
    if (!isLessonText(file.read(kHead)))
        return false;
    open(path);
    return true;
}

void LessonCommands::open(const QString& path)
{
    auto reading = read(path);
    if (!reading)
        return;
    if (reading->good())
        return begin(std::move(*reading), path);
    m_course.leave();
    m_panel.showFaults(path, *reading);
    m_bench.view.showPage("lesson");
    m_bench.view.showPanel("lesson");
    watch(path);
}

/// Instead of what was watched; what comes with the program stays as it is.
void LessonCommands::watch(const QString& path)
{
    if (!m_watcher.files().isEmpty())
        m_watcher.removePaths(m_watcher.files());
    if (!path.startsWith(u':'))
        m_watcher.addPath(path);
}

void LessonCommands::begin(LessonReading reading, const QString& path)
{
    if (reading.lesson.steps.empty())
        return;
    watch(path);
    m_panel.hideFaults();
    m_course.start(std::move(reading.lesson), path);
    m_bench.actions.panel->setChecked(true);
    m_bench.stage.setFocus();
}

/// The file reads otherwise now: its lesson goes on where it was, or its faults are listed anew.
void LessonCommands::reload()
{
    const QString path = m_panel.faultyPath().isEmpty() ? m_course.source() : m_panel.faultyPath();
    if (path.isEmpty() || path.startsWith(u':') || !QFileInfo::exists(path))
        return;
    m_watcher.addPath(path); // of a new file by that name
    auto reading = readLessonFile(path, placesForLessons());
    if (!reading)
        return;
    if (!reading->good())
        return m_panel.showFaults(path, *reading);
    const bool running = m_course.running() && m_course.source() == path;
    m_panel.hideFaults();
    if (running)
        m_course.reload(std::move(reading->lesson));
    else
        begin(std::move(*reading), path);
}

void LessonCommands::followStep()
{
    const Actions& actions = m_bench.actions;
    const bool running = m_course.running();
    for (QAction* action :
         {actions.lessonNext, actions.lessonBack, actions.lessonFree, actions.leaveLesson, actions.saveAnswers})
        setPossible(*action, running, tr("No lesson is open"));
    actions.lessonFree->setChecked(m_course.playingFreely());
    if (running || m_bench.document.view.contains(u"lesson"_s))
        m_bench.document.view[u"lesson"_s] = saved();
    const auto taken = [&](const char* id) {
        const auto& hidden =
            running && !m_course.playingFreely() ? m_course.now().controls.hidden : std::vector<std::string>();
        return std::ranges::find(hidden, id) != hidden.end();
    };
    const QString reason = tr("Not in this step of the lesson; “Play freely” gives it back");
    for (const PageInfo& page : pageTable())
        setPossible(*(actions.*page.show), !taken(page.id) && !taken(page.place), reason);
    for (const PlaceInfo& place : placeTable())
        setPossible(*(actions.*place.show), !taken(place.id), reason);
}

bool LessonCommands::takeKey(const QKeyEvent* event)
{
    const bool predicts = m_predictor.on() && m_bench.view.state().page == "predict";
    if (!m_course.running() && !predicts)
        return false;
    const auto modifiers = event->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier);
    if (modifiers != Qt::NoModifier)
        return false;
    switch (event->key()) {
    case Qt::Key_PageDown:
        m_course.next();
        return m_course.running();
    case Qt::Key_PageUp:
        m_course.back();
        return m_course.running();
    case Qt::Key_Return:
    case Qt::Key_Enter:
        m_panel.goOn();
        return true;
    default:
        return (m_course.open() || m_predictor.open()) && belongsToAnswer(event->text()) &&
               m_panel.ask().type(event->text());
    }
}

QJsonObject LessonCommands::saved() const
{
    if (!m_course.running() || m_course.source().isEmpty())
        return {};
    return {{u"file"_s, m_course.source()}, {u"step"_s, int(m_course.step())}};
}

void LessonCommands::resume(const QJsonObject& saved)
{
    const QString path = saved[u"file"_s].toString();
    if (path.isEmpty() || !QFileInfo::exists(path))
        return;
    auto reading = readLessonFile(path, placesForLessons());
    if (reading && reading->good())
        m_course.resume(std::move(reading->lesson), path, std::size_t(std::max(0, saved[u"step"_s].toInt())));
}

/// The lesson in one file, and an input that is too large for it in another beside it.
void LessonCommands::writeNew()
{
    QString path = m_bench.asking.forFile(tr("New lesson"), tr("Lessons (*.md)"), u"lesson.md"_s, true);
    if (path.isEmpty())
        return;
    if (!path.endsWith(u".md"_s))
        path += u".md"_s;
    const Session& session = m_bench.document.session();
    QString inputFile;
    if (!inputFitsLesson(session)) {
        const Picture& input = *session.input;
        const QString ending = QFileInfo(QString::fromStdString(input.name())).suffix();
        const bool asFile = !input.encoded().empty() && !ending.isEmpty(); // a photo as it came
        inputFile = QFileInfo(path).completeBaseName() + u"-input."_s + (asFile ? ending : u"npy"_s);
        const QByteArray bytes = asFile ? QByteArray::fromStdString(input.encoded())
                                        : QByteArray::fromStdString(npyFromPlanes(input.planes()));
        const QString beside = QFileInfo(path).absoluteDir().filePath(inputFile);
        if (const auto written = writeFile(beside, bytes); !written)
            return m_bench.messages.showError(tr("%1 No lesson was written.").arg(sentence(written.error())));
    }
    ViewState seen = m_bench.view.state();
    if (m_bench.view.pageOfEpochs())
        seen.byEpochs = true;
    const std::string text = lessonOf(session, seen, inputFile.toStdString());
    if (const auto written = writeFile(path, QByteArray::fromStdString(text)); !written)
        return m_bench.messages.showError(tr("%1 No lesson was written.").arg(sentence(written.error())));
    open(path);
    m_bench.messages.showInfo(tr("Wrote %1: change it in any editor, and it is read anew here whenever you save it.")
                                  .arg(QFileInfo(path).fileName()));
}

} // namespace lab
