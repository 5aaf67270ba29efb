// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/main_window.h"

#include "core/session/session.h"
#include "ui/learning/epoch_page.h"
#include "ui/learning/learn_panel.h"
#include "ui/learning/surface_page.h"
#include "ui/paint/words.h"
#include "ui/scenes/stage_text.h"
#include "ui/stage/stage.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/plain_text.h"
#include "ui/window/dialogs.h"
#include "ui/window/edit_commands.h"
#include "ui/window/file_commands.h"
#include "ui/window/incoming.h"
#include "ui/window/layer_commands.h"
#include "ui/window/learning_commands.h"
#include "ui/window/menus.h"
#include "ui/window/step_keys.h"
#include "ui/window/timeline_bar.h"
#include "ui/window/view_commands.h"

#include <QDragEnterEvent>
#include <QFileInfo>
#include <QLabel>
#include <QScreen>
#include <QSettings>
#include <QStatusBar>
#include <QVBoxLayout>

namespace lab
{

namespace
{

constexpr QSize kLeast{640, 480};
constexpr QSize kAtFirst{1280, 800};
constexpr QSize kWindowFrame{8, 40}; ///< about what a window manager adds

} // namespace

MainWindow::MainWindow()
    : m_sight(m_document, pageOfEpochs), m_learner(m_document, m_clock), m_race(m_document, m_learner, m_clock),
      m_player(m_document, m_sight, m_learner, m_clock), m_actions(this)
{
    PlainText::install();
    m_stepKeys = new StepKeys(this, m_actions, [this](int tenth) {
        m_player.pause();
        m_player.seek(m_player.playhead().count() * tenth / 10);
    });
    setObjectName(QStringLiteral("mainWindow"));
    setAcceptDrops(true);
    setDockOptions(QMainWindow::AnimatedDocks);
    setMinimumSize(kLeast);
    asking.aboutChanges = [this] { return askToSaveChanges(this); };
    asking.forFile = [this](const QString& title, const QString& filter, const QString& name, bool saving) {
        return askFileName(this, title, filter, name, saving);
    };
    makeCentre();
    m_panel = new SidePanel(m_document, m_sight, m_learner, this);
    addDockWidget(Qt::RightDockWidgetArea, m_panel);
    resizeDocks({m_panel}, {m_panel->minimumSizeHint().width()}, Qt::Horizontal);
    makeCommands();
    makeStatusBar();
    connectMessages();
    readSettings();
    updateTitle();
    updateStatus();
    stage().setFocus();
}

MainWindow::~MainWindow()
{
    // The views look at the document, the player and the learner, which end before a QWidget deletes its
    // children; and they speak while they go.
    m_document.disconnect(this);
    stage().disconnect(this);
    delete m_panel;
    delete takeCentralWidget();
}

void MainWindow::makeCentre()
{
    auto* centre = new QWidget(this);
    auto* rows = new QVBoxLayout(centre);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    m_messages = new MessageBar(centre);
    rows->addWidget(m_messages);
    m_pages = new Pages({m_document, m_sight, m_player, m_learner, m_race, m_clock, nullptr}, m_actions, centre);
    rows->addWidget(m_pages, 1);
    m_timeline = new TimelineBar(m_sight, m_player, centre);
    auto* card = new QVBoxLayout;
    card->setContentsMargins(16, 10, 16, 12);
    card->addWidget(m_timeline);
    rows->addLayout(card);
    setCentralWidget(centre);
}

void MainWindow::makeCommands()
{
    const Workbench bench{m_document, m_sight, m_player, m_learner, m_race,   m_actions,
                          asking,     *this,   *m_pages, stage(),   *m_panel, *m_messages};
    m_files = new FileCommands(bench, this);
    m_edits = new EditCommands(bench, this);
    m_view = new ViewCommands(bench, this);
    m_layers = new LayerCommands(bench, this);
    m_learning = new LearningCommands(bench, this);
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
    makeToolBar(*this, m_actions, *m_document.undoStack(), menus);
    makeMenus(*this, m_actions, *m_document.undoStack(), menus);
}

void MainWindow::makeStatusBar()
{
    m_readOut = new QLabel(this);
    m_size = new QLabel(this);
    m_counts = new QLabel(this);
    for (QLabel* label : {m_readOut, m_size, m_counts}) {
        label->setContentsMargins(8, 2, 8, 2);
        label->setMinimumWidth(1); // a long text does not widen the window
    }
    statusBar()->addWidget(m_readOut);
    statusBar()->addWidget(m_size);
    statusBar()->addPermanentWidget(m_counts);
    statusBar()->setSizeGripEnabled(false);
}

void MainWindow::connectMessages()
{
    connect(&m_document, &Document::failed, m_messages, &MessageBar::showError);
    connect(&m_document, &Document::informed, m_messages, &MessageBar::showInfo);
    connect(&m_document, &Document::offered, m_messages, &MessageBar::showOffer);
    connect(&m_document, &Document::loadingChanged, m_messages, &MessageBar::showProgress);
    connect(m_messages, &MessageBar::cancelled, &m_document, &Document::cancelLoading);
    connect(&stage(), &Stage::informed, m_messages, &MessageBar::showInfo);
    connect(&m_panel->learn(), &LearnPanel::informed, m_messages, &MessageBar::showInfo);
    connect(m_pages->page<SurfacePage>(), &SurfacePage::informed, m_messages, &MessageBar::showInfo);
    connect(&stage(), &Stage::pointed, m_readOut, &QLabel::setText);
    connect(m_pages->page<EpochPage>(), &EpochPage::pointed, m_readOut, &QLabel::setText);
    connect(&m_document, &Document::fileChanged, this, &MainWindow::updateTitle);
    connect(&m_document, &Document::changed, this, &MainWindow::updateStatus);
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

void MainWindow::setDark(bool dark)
{
    m_view->setDark(dark);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (canOpen(event->mimeData()))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    openIncoming(m_document, event->mimeData());
    event->acceptProposedAction();
    activateWindow();
}

void MainWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier)
        m_document.loading() ? m_document.cancelLoading() : takeAwayMessages();
    else if (!m_stepKeys->take(event))
        QMainWindow::keyPressEvent(event);
}

void MainWindow::takeAwayMessages()
{
    if (!FieldNote::dismiss(this))
        m_messages->hide();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    m_mayClose = false;
    m_askingToClose = true;
    m_files->leave([this] {
        m_mayClose = true;
        if (!m_askingToClose) // later, when it was saved
            close();
    });
    m_askingToClose = false;
    event->setAccepted(m_mayClose);
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
    const QString file = m_document.path().isEmpty() ? tr("Untitled") : QFileInfo(m_document.path()).fileName();
    setWindowTitle(tr("%1[*] — Corr2D Lab").arg(file));
    setWindowModified(m_document.modified());
}

void MainWindow::updateStatus()
{
    const Geometry& geometry = m_document.geometry();
    const Layer& layer = m_document.session().layer();
    const QString operation = layer.pools()                                  ? word(infoOf(layer.kind).noun)
                              : geometry.operation == Operation::Correlation ? tr("cross-correlation")
                                                                             : tr("convolution");
    m_size->setText(QStringLiteral("%1   ·   %2").arg(outputSizeText(geometry), operation));
    const std::int64_t windows = geometry.output().cells();
    const QString each = layer.pools() ? tr("%1 numbers read") : tr("%1 products");
    m_counts->setText((windows == 1 ? tr("1 window") : tr("%1 windows").arg(windows)) + QStringLiteral(" · ") +
                      each.arg(windows * geometry.taps()));
}

void MainWindow::readSettings()
{
    const QSettings settings;
    m_files->readSettings();
    if (!restoreGeometry(settings.value(QStringLiteral("geometry")).toByteArray()))
        resize(kAtFirst.boundedTo(screen()->availableSize() - kWindowFrame));
    restoreState(settings.value(QStringLiteral("state")).toByteArray());
    m_view->readSettings();
}

void MainWindow::writeSettings() const
{
    QSettings settings;
    settings.setValue(QStringLiteral("geometry"), saveGeometry());
    settings.setValue(QStringLiteral("state"), saveState());
    m_files->writeSettings();
    m_view->writeSettings();
}

} // namespace lab
