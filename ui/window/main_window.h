// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/document.h"
#include "ui/model/frame_clock.h"
#include "ui/model/learner.h"
#include "ui/model/player.h"
#include "ui/model/race.h"
#include "ui/model/view_model.h"
#include "ui/paint/theme.h"
#include "ui/window/actions.h"
#include "ui/window/pages.h"
#include "ui/window/side_panel.h"
#include "ui/window/workbench.h"

#include <QMainWindow>

#include <memory>

class QLabel;

namespace lab
{

class DropTarget;
class Course;
class EditCommands;
class FileCommands;
class FileStrip;
class FoldedMenus;
class HelpCommands;
class Journal;
class LayerCommands;
class LearningCommands;
class LessonCommands;
class PlaceBar;
class Predictor;
class Presenter;
class Stage;
class StepKeys;
class TimelineBar;
class Toast;
class ViewCommands;
class WorkArea;

/// Puts the views around the models, and the commands into menus.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    MainWindow();
    ~MainWindow() override;

    Document& document() { return m_document; }
    ViewModel& view() { return m_sight; }
    Player& player() { return m_player; }
    Learner& learner() { return m_learner; }
    Race& race() { return m_race; }
    Course& course() { return *m_course; }
    Predictor& predictor() { return *m_predictor; }
    const Actions& actions() const { return m_actions; }
    const Pages& pages() const { return *m_pages; }
    const SidePanel& panel() const { return *m_panel; }
    Stage& stage() const { return m_pages->stage(); }
    Presenter& presenter() const { return *m_presenter; }
    Toast& messages() const { return *m_messages; }
    FileStrip& strip() const { return *m_strip; }
    void openFiles(const QStringList& paths);
    void setColours(Colours colours);
    /// From now on what is unsaved is kept in this folder, and what programs that are gone have left there is
    /// offered.
    void keepJournal(const QString& folder);
    Journal* journal() const { return m_journal.get(); } ///< null before that
    /// After keepJournal(): ends as closing does, but asks nothing: what is unsaved is offered at the next start.
    void end();
    /// The same is to come, unless somebody calls it off.
    void prepareToEnd();

    Asking asking;

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void makeCentre();
    void makeCommands();
    void connectMessages();
    void showMessages();
    void updateTitle();
    void takeAway(); ///< what Esc ends: opening, the note at a field, a message, presenting
    void readSettings();
    void writeSettings() const;

    FrameClock m_clock;
    Document m_document;
    ViewModel m_sight;
    Learner m_learner;
    Race m_race;
    Player m_player;
    std::unique_ptr<Course> m_course;
    std::unique_ptr<Predictor> m_predictor;
    Actions m_actions;
    StepKeys* m_stepKeys = nullptr;
    Toast* m_messages = nullptr;
    DropTarget* m_dropTarget = nullptr;
    QWidget* m_centre = nullptr;
    WorkArea* m_area = nullptr;
    FoldedMenus* m_menus = nullptr;
    PlaceBar* m_places = nullptr;
    Pages* m_pages = nullptr;
    FileStrip* m_strip = nullptr;
    TimelineBar* m_timeline = nullptr;
    SidePanel* m_panel = nullptr;
    FileCommands* m_files = nullptr;
    EditCommands* m_edits = nullptr;
    ViewCommands* m_view = nullptr;
    LayerCommands* m_layers = nullptr;
    LearningCommands* m_learning = nullptr;
    Presenter* m_presenter = nullptr;
    LessonCommands* m_lessons = nullptr;
    HelpCommands* m_help = nullptr;
    std::unique_ptr<Journal> m_journal;
    bool m_ending = false; ///< without a question
    bool m_mayClose = false;
    bool m_askingToClose = false;
};

} // namespace lab
