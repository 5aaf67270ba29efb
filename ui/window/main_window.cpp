// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/main_window.h"

#include "core/session/session.h"
#include "ui/io/journal_file.h"
#include "ui/io/view_json.h"
#include "ui/learning/learn_panel.h"
#include "ui/learning/surface_page.h"
#include "ui/model/course.h"
#include "ui/model/journal.h"
#include "ui/model/predictor.h"
#include "ui/stage/stage.h"
#include "ui/widgets/drop_target.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/long_press.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/popover.h"
#include "ui/widgets/toast.h"
#include "ui/window/animation_commands.h"
#include "ui/window/context_menus.h"
#include "ui/window/dialogs.h"
#include "ui/window/edit_commands.h"
#include "ui/window/file_commands.h"
#include "ui/window/file_strip.h"
#include "ui/window/folded_menus.h"
#include "ui/window/help_commands.h"
#include "ui/window/incoming.h"
#include "ui/window/layer_commands.h"
#include "ui/window/learning_commands.h"
#include "ui/window/lesson_commands.h"
#include "ui/window/menus.h"
#include "ui/window/place_bar.h"
#include "ui/window/presenter.h"
#include "ui/window/recovery.h"
#include "ui/window/speaker_view.h"
#include "ui/window/step_keys.h"
#include "ui/window/timeline_bar.h"
#include "ui/window/view_commands.h"
#include "ui/window/work_area.h"

#include <QDragEnterEvent>
#include <QFileInfo>
#include <QListWidget>
#include <QScreen>
#include <QScrollArea>
#include <QSettings>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace lab
{

namespace
{

constexpr QSize kLeast{640, 480};
constexpr QSize kAtFirst{1280, 800};
constexpr QSize kWindowFrame{8, 40}; ///< about what a window manager adds

/// On a screen that is smaller than the least window, all of it is scrolled.
QWidget* roomy(QWidget* centre)
{
    const QSize screen = centre->screen()->availableSize();
    if (screen.width() >= kLeast.width() && screen.height() >= kLeast.height())
        return centre;
    auto* area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidgetResizable(true);
    const int bar = area->style()->pixelMetric(QStyle::PM_ScrollBarExtent);
    centre->setMinimumSize(kLeast.width() - bar, kLeast.height());
    area->setWidget(centre);
    return area;
}

} // namespace

MainWindow::MainWindow()
    : m_sight(m_document, pageOfEpochs), m_learner(m_document, m_clock), m_race(m_document, m_learner, m_clock),
      m_player(m_document, m_sight, m_learner, m_clock), m_course(std::make_unique<Course>(m_document, m_sight)),
      m_predictor(std::make_unique<Predictor>(m_document, m_sight, *m_course)), m_actions(this)
{
    PlainText::install();
    m_stepKeys = new StepKeys(this, m_actions, [this](int tenth) {
        m_player.pause();
        m_player.seek(m_player.playhead().count() * tenth / 10);
    });
    new LongPress(this);
    setObjectName(QStringLiteral("mainWindow"));
    setAcceptDrops(true);
    setContextMenuPolicy(Qt::NoContextMenu);
    setMinimumSize(kLeast.boundedTo(screen()->availableSize()));
    asking.aboutChanges = [this] { return askToSaveChanges(this); };
    asking.aboutTheirs = [this](const QString& name) { return askAboutTheirs(this, name); };
    asking.aboutAnimation = [this](AnimationOffer& offer) { return askAboutAnimation(offer, this); };
    asking.forFile = [this](const QString& title, const QString& filter, const QString& name, bool saving) {
        return askFileName(this, title, filter, name, saving);
    };
    makeCentre();
    makeCommands();
    connectMessages();
    readSettings();
    updateTitle();
    stage().setFocus();
}

MainWindow::~MainWindow()
{
    // The views look at the document, the player and the learner, which end before a QWidget deletes its
    // children; and they speak while they go.
    m_document.disconnect(this);
    stage().disconnect(this);
    delete takeCentralWidget();
}

void MainWindow::makeCentre()
{
    m_centre = new QWidget(this);
    auto* rows = new QVBoxLayout(m_centre);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    m_area = new WorkArea(m_centre);
    rows->addWidget(m_area, 1);
    m_pages = new Pages({m_document, m_sight, m_player, m_learner, m_race, m_clock, nullptr}, m_actions, m_area);
    m_timeline = new TimelineBar(m_sight, m_player, m_centre);
    m_strip = new FileStrip(m_document, m_centre);
    rows->addWidget(m_strip);
    rows->addWidget(m_timeline);
    m_messages = new Toast(m_pages);
    m_panel = new SidePanel(m_document, m_sight, m_learner, *m_course, *m_predictor, m_area);
    m_area->setWidgets(m_pages, m_panel);
    m_dropTarget = new DropTarget(m_centre);
    setCentralWidget(roomy(m_centre));
}

void MainWindow::makeCommands()
{
    const Workbench bench{m_document, m_sight, m_player, m_learner, m_race,   m_actions,
                          asking,     *this,   *m_pages, stage(),   *m_panel, *m_messages};
    m_files = new FileCommands(bench, this);
    new AnimationCommands(bench, this);
    m_edits = new EditCommands(bench, this);
    m_view = new ViewCommands(bench, this);
    m_layers = new LayerCommands(bench, this);
    m_learning = new LearningCommands(bench, this);
    m_lessons = new LessonCommands(bench, *m_course, *m_predictor, this);
    connect(&stage(), &Stage::chosen, m_course.get(), &Course::choose);
    m_stepKeys->letFirst([this](const QKeyEvent* event) { return m_lessons->takeKey(event); });
    connect(&m_document, &Document::opened, this, [this](bool wholeSession) {
        if (wholeSession)
            m_lessons->resume(m_document.view[QStringLiteral("lesson")].toObject());
    });
    const auto menus = [this](Submenu which, QWidget* parent) {
        switch (which) {
        case Submenu::Recent:
            return m_files->recentMenu(parent);
        case Submenu::Samples:
            return m_edits->sampleMenu(parent);
        case Submenu::Kernels:
            return m_edits->kernelMenu(parent);
        case Submenu::Architectures:
            break;
        }
        return m_layers->architectureMenu(parent);
    };
    m_places = new PlaceBar(m_actions, m_sight, *m_document.undoStack(), menus, m_centre);
    qobject_cast<QVBoxLayout*>(m_centre->layout())->insertWidget(0, m_places);
    makeMenus(*this, m_actions, *m_document.undoStack(), menus);
    m_menus = new FoldedMenus(*this, *m_places->menuButton());
    m_help = new HelpCommands({bench, *this, *m_edits, *m_lessons}, this);
    giveContextMenus(bench);
    connect(&m_sight, &ViewModel::changed, this, [this](const ViewChanges& changes) {
        if (changes.page)
            m_timeline->setVisible(!infoOfPage(m_sight.state().page).ownSteps);
    });
    m_presenter = new Presenter(bench, {*m_menus, *m_places, *m_timeline, m_clock}, this);
    connect(m_course.get(), &Course::stepChanged, this, [this] {
        m_presenter->speaker().setNotes(m_course->running() ? QString::fromStdString(m_course->now().note)
                                                            : QString());
    });
    connect(m_actions.present, &QAction::toggled, m_strip, &FileStrip::setPresenting);
    connect(m_places->bell(), &QToolButton::clicked, this, &MainWindow::showMessages);
}

/// All that was said, the last first.
void MainWindow::showMessages()
{
    auto* list = new QListWidget;
    list->setAccessibleName(tr("Messages"));
    list->setWordWrap(true);
    list->setMinimumSize(std::min(380, width() - 80), 200);
    for (const Toast::Said& said : m_messages->said())
        list->insertItem(0, new QListWidgetItem(icon(said.error ? QStringLiteral("warning") : QStringLiteral("info")),
                                                said.sentence));
    if (list->count() == 0)
        list->addItem(tr("Nothing was said so far."));
    Popover::open(m_places->bell(), list, tr("Messages"));
}

void MainWindow::connectMessages()
{
    connect(&m_document, &Document::failed, m_messages, &Toast::showError);
    connect(&m_document, &Document::informed, m_messages, &Toast::showInfo);
    connect(&m_document, &Document::offered, m_messages, &Toast::showOffer);
    connect(&m_document, &Document::noticed, m_messages, &Toast::showNotice);
    connect(&m_document, &Document::loadingChanged, m_messages, [this](const QString& name, double progress) {
        if (progress < 0)
            m_messages->endProgress(Toast::Doing::Opening);
        else
            m_messages->showProgress(Toast::Doing::Opening, name, progress);
    });
    connect(m_messages, &Toast::cancelled, this, [this](Toast::Doing what) {
        if (what == Toast::Doing::Opening)
            m_document.cancelLoading();
    });
    connect(&stage(), &Stage::informed, m_messages, &Toast::showInfo);
    connect(&m_panel->learn(), &LearnPanel::informed, m_messages, &Toast::showInfo);
    connect(m_pages->page<SurfacePage>(), &SurfacePage::informed, m_messages, &Toast::showInfo);
    connect(&m_document, &Document::fileChanged, this, &MainWindow::updateTitle);
    connect(&m_document, &Document::changed, m_messages, &Toast::dismissInfo);
    connect(&m_document, &Document::changed, this, [this](const Changes& changes) {
        if (changes.input)
            updateTitle();
    });
    connect(&m_document, &Document::opened, this, [this](bool wholeSession) {
        const std::string_view place = placeOfPage(m_sight.state().page);
        if (!wholeSession && (place == "slide" || place == "picture"))
            m_sight.showPage(m_document.session().input->content() == Content::Brightness ? "filter" : "stage");
    });
    connect(&m_panel->learn(), &LearnPanel::targetWanted, this, [this] {
        const QString path = asking.forFile(tr("The output to be learned"), openFilter(), {}, false);
        if (!path.isEmpty())
            m_document.openTarget(path);
    });
}

void MainWindow::openFiles(const QStringList& paths)
{
    m_files->open(paths);
}

void MainWindow::setColours(Colours colours)
{
    m_view->setColours(colours);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (!canOpen(event->mimeData()))
        return;
    event->acceptProposedAction();
    m_dropTarget->showFor(tr("Drop it here: a picture, a matrix or a session is opened"));
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent*)
{
    m_dropTarget->hide();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    m_dropTarget->hide();
    openIncoming(m_document, event->mimeData());
    event->acceptProposedAction();
    activateWindow();
}

void MainWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier)
        takeAway();
    else if (!m_stepKeys->take(event))
        QMainWindow::keyPressEvent(event);
}

void MainWindow::takeAway()
{
    if (m_document.loading())
        m_document.cancelLoading();
    else if (FieldNote::dismiss(this))
        return;
    else if (m_messages->isVisible())
        m_messages->dismiss();
    else
        m_presenter->takeBack();
}

void MainWindow::keepJournal(const QString& folder)
{
    m_journal = std::make_unique<Journal>(m_document, std::make_shared<JournalFile>(folder),
                                          [this] { return viewJson(m_sight.state(), m_document.view); });
    connect(m_journal.get(), &Journal::failed, m_messages, &Toast::showError);
    connect(&m_document, &Document::changed, m_journal.get(), [this] { m_ending = false; });
    auto* recovery = new Recovery(m_document, *m_journal, *m_messages, this);
    recovery->look(folder);
}

void MainWindow::prepareToEnd()
{
    m_journal->flush();
    m_ending = true;
}

void MainWindow::end()
{
    m_journal->keep();
    m_ending = true;
    close();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (m_ending) {
        m_journal->keep();
        writeSettings();
        return;
    }
    m_mayClose = false;
    m_askingToClose = true;
    m_files->leave([this] {
        m_mayClose = true;
        if (!m_askingToClose) // later, when it was saved
            close();
    });
    m_askingToClose = false;
    event->setAccepted(m_mayClose);
    if (m_mayClose && m_journal)
        m_journal->drop();
    if (m_mayClose)
        writeSettings();
}

void MainWindow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::ApplicationPaletteChange && m_view)
        m_view->followDesktop();
    QMainWindow::changeEvent(event);
}

void MainWindow::updateTitle()
{
    constexpr qsizetype kMost = 80; ///< characters of a name
    QString name = m_document.path().isEmpty() ? QString::fromStdString(m_document.session().input->name())
                                               : QFileInfo(m_document.path()).fileName();
    if (name.isEmpty())
        name = tr("Untitled");
    name = name.left(kMost).replace(QStringLiteral("[*]"), QStringLiteral("[*][*]")); // Qt's mark of what is unsaved
    setWindowTitle(tr("%1[*] — Corr2D Lab").arg(name));
    setWindowModified(m_document.modified());
}

void MainWindow::readSettings()
{
    const QSettings settings;
    m_files->readSettings();
    if (!restoreGeometry(settings.value(QStringLiteral("geometry")).toByteArray()))
        resize(kAtFirst.boundedTo(screen()->availableSize() - kWindowFrame));
    setWindowState(windowState().setFlag(Qt::WindowFullScreen, false)); // who presented begins at the desk again
    m_view->readSettings();
}

void MainWindow::writeSettings() const
{
    QSettings settings;
    settings.setValue(QStringLiteral("geometry"), saveGeometry());
    m_files->writeSettings();
    m_view->writeSettings();
}

} // namespace lab
