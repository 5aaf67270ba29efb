// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

#include <span>

namespace lab
{

class Actions;

/// One command of the program.
struct ActionInfo {
    QAction* Actions::*member;
    const char* id; ///< also the action's object name
    const char* menu; ///< the menu it is listed in, in table order; empty: none
    const char* text;
    const char* tip;
    const char* icon; ///< in resources/icons, or empty
    const char* shortcut; ///< portable text, or a standard key's name after ':'
    const char* key; ///< bare keys that the window handles itself, the first shown in the menu: "Right, PgDown"
    bool checkable = false;
    const char* submenu = ""; ///< of `menu`; empty: not in one
};
std::span<const ActionInfo> actionTable();
QList<QKeySequence> bareKeys(const ActionInfo& info);
/// The key to be shown for a command; empty: it has none.
QString keyText(const ActionInfo& info);

/// Where a key that belongs to no command is pressed.
enum class KeyPlace { Window, Cell, LayerList, LossSurface, FilmStrip };
struct KeyInfo {
    KeyPlace place;
    const char* keys; ///< portable text; empty: an action has them at the time
    const char* shown;
    const char* text;
};
std::span<const KeyInfo> otherKeys();
QString keyPlaceText(KeyPlace place);

/// The commands of the program, each made as its row of the table says.
class Actions : public QObject
{
    Q_OBJECT
public:
    explicit Actions(QObject* parent);

    // File
    QAction* open = nullptr;
    QAction* save = nullptr;
    QAction* saveAs = nullptr;
    QAction* previousPart = nullptr;
    QAction* nextPart = nullptr;
    QAction* exportOutput = nullptr;
    QAction* exportFiltered = nullptr;
    QAction* exportKernel = nullptr;
    QAction* exportProfile = nullptr;
    QAction* exportCode = nullptr;
    QAction* exportPage = nullptr;
    QAction* exportAnimation = nullptr;
    QAction* startOver = nullptr;
    QAction* quit = nullptr;
    // Edit
    QAction* copy = nullptr;
    QAction* history = nullptr;
    QAction* copyLatex = nullptr;
    QAction* copyPicture = nullptr;
    QAction* paste = nullptr;
    QAction* impulseInput = nullptr;
    QAction* constantInput = nullptr;
    QAction* outputAsInput = nullptr;
    QAction* transposeInput = nullptr;
    QAction* transposeKernel = nullptr;
    QAction* rotateKernel = nullptr;
    QAction* learnThis = nullptr;
    // Step
    QAction* play = nullptr;
    QAction* forward = nullptr;
    QAction* back = nullptr;
    QAction* coarserForward = nullptr;
    QAction* coarserBack = nullptr;
    QAction* first = nullptr;
    QAction* last = nullptr;
    // Layers
    QAction* addConvolution = nullptr;
    QAction* addMaxPool = nullptr;
    QAction* addAveragePool = nullptr;
    QAction* duplicateLayer = nullptr;
    QAction* removeLayer = nullptr;
    QAction* layerUp = nullptr;
    QAction* layerDown = nullptr;
    QAction* growToCover = nullptr;
    QAction* chapterStack = nullptr;
    QAction* walkBack = nullptr;
    QAction* shadePaths = nullptr;
    // Learn
    QAction* run = nullptr;
    QAction* epoch = nullptr;
    QAction* epochBack = nullptr;
    QAction* resetLearning = nullptr;
    QAction* book = nullptr;
    QAction* logLoss = nullptr;
    QAction* clearRuns = nullptr;
    QAction* exportLoss = nullptr;
    // Lesson
    QAction* openLesson = nullptr;
    QAction* newLesson = nullptr;
    QAction* lessonNext = nullptr;
    QAction* lessonBack = nullptr;
    QAction* lessonFree = nullptr;
    QAction* saveAnswers = nullptr;
    QAction* leaveLesson = nullptr;
    QAction* predictFirst = nullptr;
    // View
    QAction* slidePlace = nullptr;
    QAction* picturePlace = nullptr;
    QAction* learnPlace = nullptr;
    QAction* layersPlace = nullptr;
    QAction* lessonPlace = nullptr;
    QAction* stagePage = nullptr;
    QAction* filterPage = nullptr;
    QAction* channelsPage = nullptr;
    QAction* kernelsPage = nullptr;
    QAction* filtersPage = nullptr;
    QAction* runPage = nullptr;
    QAction* epochPage = nullptr;
    QAction* filmPage = nullptr;
    QAction* surfacePage = nullptr;
    QAction* answerPage = nullptr;
    QAction* stackPage = nullptr;
    QAction* tablePage = nullptr;
    QAction* matrixPage = nullptr;
    QAction* compositionPage = nullptr;
    QAction* lessonPage = nullptr;
    QAction* predictPage = nullptr;
    QAction* exercisesPage = nullptr;
    QAction* comparePage = nullptr;
    QAction* zoomIn = nullptr;
    QAction* zoomOut = nullptr;
    QAction* fit = nullptr;
    QAction* fill = nullptr;
    QAction* animate = nullptr;
    QAction* panel = nullptr;
    QAction* lineProfile = nullptr;
    QAction* present = nullptr;
    QAction* blankScreen = nullptr;
    QAction* largeRows = nullptr;
    QAction* spotlight = nullptr;
    QAction* pointer = nullptr;
    QAction* pen = nullptr;
    QAction* erase = nullptr;
    QAction* inkFades = nullptr;
    QAction* largerText = nullptr;
    QAction* smallerText = nullptr;
    QAction* light = nullptr;
    QAction* dark = nullptr;
    QAction* highContrast = nullptr;
    QAction* systemColours = nullptr;
    QAction* nextColours = nullptr;
    // Help
    QAction* findCommand = nullptr;
    QAction* whatIsThis = nullptr;
    QAction* glossary = nullptr;
    QAction* keys = nullptr;
    QAction* about = nullptr;
};

} // namespace lab
