// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/document.h"
#include "ui/model/latest_job.h"
#include "ui/model/learner.h"
#include "ui/model/player.h"
#include "ui/model/race.h"
#include "ui/window/actions.h"

#include <QMainWindow>

#include <functional>

class QComboBox;
class QLabel;
class QDockWidget;
class QStackedWidget;
class QTabBar;
class QTabWidget;
class QToolButton;

namespace lab
{

class CompositionView;
class AnswerPage;
class EpochPage;
class ExplainView;
class FilmPage;
class LayerPanel;
class LayerTable;
class MatrixView;
class LearnPanel;
class MessageBar;
class Stage;
class StepKeys;
class SurfacePage;
class TimelineBar;

/// Puts the views around the document, and the commands into menus.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    MainWindow();
    ~MainWindow() override;

    Document& document() { return m_document; }
    Player& player() { return m_player; }
    Learner& learner() { return m_learner; }
    Stage* stage() const { return m_stage; }
    LayerPanel* layerPanel() const { return m_layerPanel; }
    LayerTable* layerTable() const { return m_layerTable; }
    MatrixView* matrixView() const { return m_matrixView; }
    CompositionView* compositionView() const { return m_compositionView; }
    LearnPanel* learnPanel() const { return m_learnPanel; }
    MessageBar* messages() const { return m_messages; }
    const Actions& actions() const { return m_actions; }
    Race& race() { return m_race; }
    SurfacePage* surfacePage() const { return m_surfacePage; }
    EpochPage* epochPage() const { return m_epochPage; }
    FilmPage* filmPage() const { return m_filmPage; }
    AnswerPage* answerPage() const { return m_answerPage; }
    void openFiles(const QStringList& paths);
    void setDark(bool dark);

    enum class Answer { Save, Discard, Cancel };
    /// Asks what to do with unsaved changes; tests answer for themselves.
    std::function<Answer()> askAboutChanges;
    /// Asks for the name of a file: (title, filter, suggested name, for saving).
    std::function<QString(const QString&, const QString&, const QString&, bool)> askForFile;

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void makeCentre();
    void makeLayerPages();
    void makeLearningPages();
    void showPage(int page);
    void makePanels();
    void makeMenus();
    void makeToolBar();
    void makeStatusBar();
    QMenu* kernelMenu();
    QMenu* sampleMenu();
    QMenu* architectureMenu();
    void connectFileActions();
    void connectEditActions();
    void connectStepActions();
    void connectLayerActions();
    void connectViewActions();
    void connectLearningActions();
    void exportLoss();
    void connectDocument();
    void updateTitle();
    void updateStatus();
    void updateExplanation();
    void updateRecent();
    bool mayLeave(); ///< false: the person wants to stay with the unsaved changes
    bool save(bool as);
    void exportPlanes(const QString& title, const QString& suggested, std::span<const Grid> planes);
    void exportStage();
    void exportFiltered();
    void copy();
    void paste();
    void edit(const QString& text, const std::function<void(Session&)>& change);
    void readSettings();
    void writeSettings();
    void rememberFile(const QString& path);
    void openNext();
    QJsonObject viewState() const;
    void restoreView(const QJsonObject& view);

    Document m_document;
    Learner m_learner;
    Race m_race;
    Player m_player;
    Actions m_actions;
    StepKeys* m_stepKeys = nullptr;
    MessageBar* m_messages = nullptr;
    QTabBar* m_pageTabs = nullptr;
    QStackedWidget* m_pages = nullptr;
    Stage* m_stage = nullptr;
    SurfacePage* m_surfacePage = nullptr;
    EpochPage* m_epochPage = nullptr;
    FilmPage* m_filmPage = nullptr;
    AnswerPage* m_answerPage = nullptr;
    bool m_stageByEpochs = false; ///< what the timeline of the stage stepped through
    LayerTable* m_layerTable = nullptr;
    MatrixView* m_matrixView = nullptr;
    CompositionView* m_compositionView = nullptr;
    ExplainView* m_explain = nullptr;
    QComboBox* m_channel = nullptr;
    TimelineBar* m_timeline = nullptr;
    QDockWidget* m_dock = nullptr;
    QTabWidget* m_tabs = nullptr;
    LearnPanel* m_learnPanel = nullptr;
    LayerPanel* m_layerPanel = nullptr;
    QLabel* m_readOut = nullptr;
    QLabel* m_size = nullptr;
    QLabel* m_counts = nullptr;
    QMenu* m_recent = nullptr;
    QStringList m_recentFiles;
    LatestJob<Result<QString>> m_filtering; ///< what is said when it is done
    QStringList m_toOpen; ///< files that wait for the one being read
};

} // namespace lab
