// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/main_window.h"

#include "core/session/samples.h"
#include "ui/layers/layer_panel.h"
#include "ui/learning/learn_panel.h"
#include "ui/stage/stage.h"
#include "ui/widgets/explain_view.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/style.h"
#include "ui/widgets/wheel_guard.h"
#include "ui/window/dialogs.h"
#include "ui/window/step_keys.h"
#include "ui/window/timeline_bar.h"

#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace lab
{

namespace
{

constexpr int kPanelWidth = 322;

QWidget* scrolled(QWidget* content, QWidget* parent)
{
    auto* area = new QScrollArea(parent);
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    new WheelGuard(content);
    return area;
}

} // namespace

MainWindow::MainWindow()
    : m_learner(m_document), m_race(m_document, m_learner), m_player(m_document, m_learner), m_actions(this)
{
    PlainText::install();
    m_stepKeys = new StepKeys(this, m_actions, [this](int tenth) {
        m_player.pause();
        m_player.seek(m_player.playhead().count() * tenth / 10);
    });
    setObjectName(QStringLiteral("mainWindow"));
    setAcceptDrops(true);
    setDockOptions(QMainWindow::AnimatedDocks);
    askAboutChanges = [this] { return askToSaveChanges(this); };
    askForFile = [this](const QString& title, const QString& filter, const QString& name, bool saving) {
        return askFileName(this, title, filter, name, saving);
    };
    makeCentre();
    makePanels();
    makeToolBar();
    makeMenus();
    makeStatusBar();
    connectDocument();
    connectFileActions();
    connectEditActions();
    connectStepActions();
    connectLayerActions();
    connectViewActions();
    connectLearningActions();
    readSettings();
    updateTitle();
    updateStatus();
    updateExplanation();
    m_stage->setFocus();
}

MainWindow::~MainWindow()
{
    // The views look at the document, the player and the learner, which end before a QWidget deletes its
    // children.
    m_document.disconnect(this);
    m_stage->disconnect(this);
    delete m_dock;
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
    m_pageTabs = new QTabBar(centre);
    m_pageTabs->setDrawBase(false);
    m_pageTabs->setExpanding(false);
    m_pageTabs->setDocumentMode(true);
    m_pageTabs->setAccessibleName(tr("Pages"));
    m_pageTabs->setFocusPolicy(Qt::TabFocus);
    m_pageTabs->setProperty("ownKeys", true);
    rows->addWidget(m_pageTabs);
    m_pages = new QStackedWidget(centre);
    rows->addWidget(m_pages, 1);
    auto* stagePage = new QWidget(m_pages);
    auto* stageRows = new QVBoxLayout(stagePage);
    stageRows->setContentsMargins(0, 0, 0, 0);
    stageRows->setSpacing(0);
    m_stage = new Stage(m_document, m_player, stagePage);
    stageRows->addWidget(m_stage, 1);
    m_explain = new ExplainView(stagePage);
    m_explain->setObjectName(QStringLiteral("stageExplanation"));
    auto* explainRow = new QHBoxLayout;
    explainRow->setContentsMargins(16, 4, 16, 0);
    explainRow->addWidget(m_explain, 1);
    m_channel = new QComboBox(stagePage);
    m_channel->addItems({tr("Red"), tr("Green"), tr("Blue")});
    m_channel->setAccessibleName(tr("Channel whose numbers are shown"));
    m_channel->setToolTip(m_channel->accessibleName());
    explainRow->addWidget(m_channel, 0, Qt::AlignTop);
    stageRows->addLayout(explainRow);
    m_pages->addWidget(stagePage);
    makeLearningPages();
    m_timeline = new TimelineBar(m_player, centre);
    auto* card = new QVBoxLayout;
    card->setContentsMargins(16, 10, 16, 12);
    card->addWidget(m_timeline);
    rows->addLayout(card);
    setCentralWidget(centre);
    connect(m_channel, &QComboBox::activated, m_stage, &Stage::setPlane);
    connect(m_stage, &Stage::formulaChanged, this, &MainWindow::updateExplanation);
    connect(m_stage, &Stage::pointed, this, [this](const QString& readOut) { m_readOut->setText(readOut); });
    connect(m_stage, &Stage::informed, m_messages, &MessageBar::showInfo);
}

void MainWindow::makePanels()
{
    m_dock = new QDockWidget(tr("Side panel"), this);
    m_dock->setObjectName(QStringLiteral("sidePanel"));
    m_dock->setFeatures(QDockWidget::DockWidgetClosable | QDockWidget::DockWidgetMovable);
    m_dock->setTitleBarWidget(new QWidget(m_dock)); // the tabs are its title
    m_tabs = new QTabWidget(m_dock);
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("Side panel"));
    m_tabs->tabBar()->setDrawBase(false);
    m_tabs->tabBar()->setFocusPolicy(Qt::TabFocus);
    m_tabs->tabBar()->setProperty("ownKeys", true);
    m_learnPanel = new LearnPanel(m_document, m_learner, m_tabs);
    m_layerPanel = new LayerPanel(m_document, m_tabs);
    m_tabs->addTab(scrolled(m_learnPanel, m_tabs), tr("Learn"));
    m_tabs->addTab(scrolled(m_layerPanel, m_tabs), tr("Layers"));
    m_tabs->setMinimumWidth(kPanelWidth);
    m_dock->setWidget(m_tabs);
    addDockWidget(Qt::RightDockWidgetArea, m_dock);
    resizeDocks({m_dock}, {kPanelWidth}, Qt::Horizontal);
    connect(m_learnPanel, &LearnPanel::informed, m_messages, &MessageBar::showInfo);
    connect(m_learnPanel, &LearnPanel::targetWanted, this, [this] {
        const QString path = askForFile(tr("The output to be learned"), openFilter(), {}, false);
        if (!path.isEmpty())
            m_document.openTarget(path);
    });
}

void MainWindow::makeStatusBar()
{
    m_readOut = new QLabel(this);
    m_size = new QLabel(this);
    m_counts = new QLabel(this);
    for (QLabel* label : {m_readOut, m_size, m_counts})
        label->setContentsMargins(8, 2, 8, 2);
    statusBar()->addWidget(m_readOut);
    statusBar()->addWidget(m_size);
    statusBar()->addPermanentWidget(m_counts);
    statusBar()->setSizeGripEnabled(false);
}

void MainWindow::connectDocument()
{
    connect(&m_document, &Document::failed, m_messages, &MessageBar::showError);
    connect(&m_document, &Document::informed, m_messages, &MessageBar::showInfo);
    connect(&m_document, &Document::loadingChanged, m_messages, &MessageBar::showProgress);
    connect(m_messages, &MessageBar::cancelled, &m_document, &Document::cancelLoading);
    connect(&m_document, &Document::fileChanged, this, &MainWindow::updateTitle);
    connect(&m_document, &Document::changed, this, &MainWindow::updateStatus);
    connect(&m_document, &Document::opened, this, [this](bool wholeSession, const QString& path) {
        m_messages->hide(); // what it said was about something else
        if (wholeSession)
            restoreView(m_document.view);
        else
            m_stage->fit();
        if (!path.isEmpty())
            rememberFile(path);
    });
    connect(&m_document, &Document::loadingChanged, this, [this](const QString&, double progress) {
        if (progress < 0)
            QMetaObject::invokeMethod(this, &MainWindow::openNext, Qt::QueuedConnection);
    });
    m_document.mayReplace = [this] { return mayLeave(); };
}

void MainWindow::connectFileActions()
{
    connect(m_actions["open"], &QAction::triggered, this, [this] {
        const QString path = askForFile(tr("Open"), openFilter(), {}, false);
        if (!path.isEmpty())
            openFiles({path});
    });
    connect(m_actions["save"], &QAction::triggered, this, [this] { save(false); });
    connect(m_actions["saveAs"], &QAction::triggered, this, [this] { save(true); });
    connect(m_actions["exportOutput"], &QAction::triggered, this, [this] {
        if (const auto maps = m_document.maps())
            exportPlanes(tr("Export output"), QStringLiteral("output.png"), maps->maps[m_document.session().focus]);
    });
    connect(m_actions["exportKernel"], &QAction::triggered, this, [this] {
        exportPlanes(tr("Export kernel"), QStringLiteral("kernel.csv"), {&m_document.session().layer().kernel, 1});
    });
    connect(m_actions["exportStage"], &QAction::triggered, this, &MainWindow::exportStage);
    connect(m_actions["exportFiltered"], &QAction::triggered, this, &MainWindow::exportFiltered);
    const auto isPhoto = [this] { // and what is on the stage is its convolution, and no more
        const Session& session = m_document.session();
        const Layer& layer = session.layer();
        m_actions["exportFiltered"]->setEnabled(!session.input->encoded().empty() && session.focus == 0 &&
                                                !layer.pools() && layer.activation == Activation::None);
    };
    connect(&m_document, &Document::changed, this, isPhoto);
    isPhoto();
    connect(m_actions["startOver"], &QAction::triggered, this, [this] {
        if (!mayLeave())
            return;
        m_toOpen.clear();
        m_document.reset(startSession());
        m_player.seek(0);
    });
    connect(m_actions["quit"], &QAction::triggered, this, &QWidget::close);
}

void MainWindow::connectEditActions()
{
    connect(m_actions["copy"], &QAction::triggered, this, &MainWindow::copy);
    connect(m_actions["paste"], &QAction::triggered, this, &MainWindow::paste);
    connect(m_actions["transposeInput"], &QAction::triggered, this, [this] {
        edit(tr("Transpose input"), [](Session& s) {
            std::vector<Grid> planes;
            for (const Grid& plane : s.input->planes())
                planes.push_back(transposed(plane));
            s.input = std::make_shared<const Picture>(s.input->name(), s.input->content(), std::move(planes));
        });
    });
    connect(m_actions["transposeKernel"], &QAction::triggered, this, [this] {
        edit(tr("Transpose kernel"), [](Session& s) { s.layer().kernel = transposed(s.layer().kernel); });
    });
    connect(m_actions["rotateKernel"], &QAction::triggered, this,
            [this] { edit(tr("Flip kernel"), [](Session& s) { s.layer().kernel = rotated180(s.layer().kernel); }); });
    connect(m_actions["learnThis"], &QAction::triggered, this, [this] {
        const Layer& layer = m_document.session().layer();
        m_learner.setHidden(tr("Learn this kernel"), layer.kernel, layer.bias);
        m_actions["panel"]->setChecked(true);
        m_tabs->setCurrentIndex(0);
    });
}

void MainWindow::connectStepActions()
{
    const auto on = [this](const char* id, auto slot) { connect(m_actions[id], &QAction::triggered, this, slot); };
    on("play", [this] { m_player.togglePlaying(); });
    on("forward", [this] { m_player.stepBy(1); });
    on("back", [this] { m_player.stepBy(-1); });
    on("coarserForward", [this] { m_player.stepCoarser(1); });
    on("coarserBack", [this] { m_player.stepCoarser(-1); });
    on("first", [this] { m_player.stepBy(-m_player.playhead().count()); });
    on("last", [this] { m_player.seekLast(); });
}

void MainWindow::connectViewActions()
{
    connect(m_actions["zoomIn"], &QAction::triggered, this, [this] { m_stage->zoom(1.5); });
    connect(m_actions["zoomOut"], &QAction::triggered, this, [this] { m_stage->zoom(1 / 1.5); });
    connect(m_actions["fit"], &QAction::triggered, m_stage, &Stage::fit);
    m_actions["zoomIn"]->setShortcuts(
        {QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)});
    m_actions["fill"]->setChecked(true);
    m_actions["animate"]->setChecked(true);
    m_actions["panel"]->setChecked(true);
    connect(m_actions["fill"], &QAction::toggled, &m_player, &Player::setProgressive);
    connect(m_actions["animate"], &QAction::toggled, &m_player, &Player::setAnimated);
    connect(m_actions["panel"], &QAction::toggled, m_dock, &QWidget::setVisible);
    connect(m_actions["dark"], &QAction::triggered, this, [this](bool dark) {
        QSettings().setValue(QStringLiteral("dark"),
                             dark); // until one is chosen, the desktop's palette decides
        setDark(dark);
    });
    connect(m_actions["keys"], &QAction::triggered, this, [this] { showKeys(this); });
    connect(m_actions["about"], &QAction::triggered, this, [this] { showAbout(this); });
}

void MainWindow::edit(const QString& text, const std::function<void(Session&)>& change)
{
    Session after = m_document.session();
    change(after);
    m_document.edit(text, std::move(after));
}

void MainWindow::setDark(bool dark)
{
    const Theme& theme = dark ? darkTheme() : lightTheme();
    m_actions["dark"]->setChecked(dark);
    applyTheme(theme);
}

void MainWindow::changeEvent(QEvent* event)
{
    // The desktop changed its colours: the program's follow, light or dark.
    if (event->type() == QEvent::ApplicationPaletteChange) {
        const Theme& theme = themeOf(QApplication::palette());
        if (theme.dark != m_actions["dark"]->isChecked())
            setDark(theme.dark);
    }
    QMainWindow::changeEvent(event);
}

} // namespace lab
