// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/actions.h"

#include "ui/widgets/icons.h"

#include <QKeySequence>

#include <array>

namespace lab
{

namespace
{

constexpr const char* kFileMenu = QT_TRANSLATE_NOOP("lab::Actions", "File");
constexpr const char* kEditMenu = QT_TRANSLATE_NOOP("lab::Actions", "Edit");
constexpr const char* kStepMenu = QT_TRANSLATE_NOOP("lab::Actions", "Step");
constexpr const char* kLayersMenu = QT_TRANSLATE_NOOP("lab::Actions", "Layers");
constexpr const char* kLearnMenu = QT_TRANSLATE_NOOP("lab::Actions", "Learn");
constexpr const char* kLessonMenu = QT_TRANSLATE_NOOP("lab::Actions", "Lesson");
constexpr const char* kViewMenu = QT_TRANSLATE_NOOP("lab::Actions", "View");
constexpr const char* kViews = QT_TRANSLATE_NOOP("lab::Actions", "Views");
constexpr const char* kColours = QT_TRANSLATE_NOOP("lab::Actions", "Colours");
constexpr const char* kPresenting = QT_TRANSLATE_NOOP("lab::Actions", "While presenting");
constexpr const char* kHelpMenu = QT_TRANSLATE_NOOP("lab::Actions", "Help");

constexpr std::array kTable{
    ActionInfo{&Actions::open, "open", kFileMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Open…"),
               QT_TRANSLATE_NOOP("lab::Actions", "A picture, a matrix or a session"), "open", "Ctrl+O", ""},
    ActionInfo{&Actions::save, "save", kFileMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Save session"),
               QT_TRANSLATE_NOOP("lab::Actions", "Everything: input, kernel, settings, learning"), "save", "Ctrl+S",
               ""},
    ActionInfo{&Actions::saveAs, "saveAs", kFileMenu, QT_TRANSLATE_NOOP("lab::Actions", "Save session &as…"), "", "",
               "Ctrl+Shift+S", ""},
    ActionInfo{
        &Actions::previousPart, "previousPart", kFileMenu, QT_TRANSLATE_NOOP("lab::Actions", "Pre&vious picture"),
        QT_TRANSLATE_NOOP("lab::Actions", "Of those that came together; the kernel stays"), "", "Alt+Left", ""},
    ActionInfo{&Actions::nextPart, "nextPart", kFileMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Next picture"),
               QT_TRANSLATE_NOOP("lab::Actions", "Of those that came together; the kernel stays"), "", "Alt+Right",
               ""},
    ActionInfo{&Actions::exportOutput, "exportOutput", kFileMenu,
               QT_TRANSLATE_NOOP("lab::Actions", "Export out&put…"),
               QT_TRANSLATE_NOOP("lab::Actions", "The feature map as a picture, CSV or .npy"), "", "Ctrl+E", ""},
    ActionInfo{
        &Actions::exportFiltered, "exportFiltered", kFileMenu,
        QT_TRANSLATE_NOOP("lab::Actions", "Export &filtered picture…"),
        QT_TRANSLATE_NOOP("lab::Actions",
                          "The picture's own 8-bit colours under the kernel on the stage; its transparency stays"),
        "", "", ""},
    ActionInfo{&Actions::exportKernel, "exportKernel", kFileMenu,
               QT_TRANSLATE_NOOP("lab::Actions", "Export &kernel…"),
               QT_TRANSLATE_NOOP("lab::Actions", "The weights as CSV or .npy"), "", "", ""},
    ActionInfo{&Actions::exportProfile, "exportProfile", kFileMenu,
               QT_TRANSLATE_NOOP("lab::Actions", "Export line prof&ile…"),
               QT_TRANSLATE_NOOP("lab::Actions", "The numbers along the line over a picture as CSV"), "", "", ""},
    ActionInfo{
        &Actions::exportCode, "exportCode", kFileMenu, QT_TRANSLATE_NOOP("lab::Actions", "Save as co&de…"),
        QT_TRANSLATE_NOOP("lab::Actions", "The computation in the language of the panel Code, ready to be run"), "",
        "", ""},
    ActionInfo{&Actions::exportPage, "exportPage", kFileMenu, QT_TRANSLATE_NOOP("lab::Actions", "Export &page…"),
               QT_TRANSLATE_NOOP("lab::Actions", "The stage with its explanation as a picture"), "", "", ""},
    ActionInfo{
        &Actions::exportAnimation, "exportAnimation", kFileMenu,
        QT_TRANSLATE_NOOP("lab::Actions", "Export ani&mation…"),
        QT_TRANSLATE_NOOP("lab::Actions", "This page, step by step or epoch by epoch, as a GIF, pictures or a film"),
        "", "", ""},
    ActionInfo{&Actions::startOver, "startOver", kFileMenu, QT_TRANSLATE_NOOP("lab::Actions", "Start &over"),
               QT_TRANSLATE_NOOP("lab::Actions", "The book's edge example, as at the first start"), "", "Ctrl+N", ""},
    ActionInfo{&Actions::quit, "quit", kFileMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Quit"), "", "", "Ctrl+Q", ""},

    ActionInfo{&Actions::history, "history", kEditMenu, QT_TRANSLATE_NOOP("lab::Actions", "&History…"),
               QT_TRANSLATE_NOOP("lab::Actions", "Every step that can be undone or redone; go to any of them"), "",
               "Ctrl+H", ""},
    ActionInfo{&Actions::copy, "copy", kEditMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Copy"),
               QT_TRANSLATE_NOOP("lab::Actions", "The tensor that has the focus, else the output, as numbers"), "",
               "Ctrl+C", ""},
    ActionInfo{&Actions::copyLatex, "copyLatex", kEditMenu, QT_TRANSLATE_NOOP("lab::Actions", "Copy as Late&X"),
               QT_TRANSLATE_NOOP("lab::Actions", "The present window as a formula, its matrices and a picture"), "",
               "Ctrl+Shift+L", ""},
    ActionInfo{&Actions::copyPicture, "copyPicture", kEditMenu, QT_TRANSLATE_NOOP("lab::Actions", "Copy as pictur&e"),
               QT_TRANSLATE_NOOP("lab::Actions", "The output in the colours in which it is shown, a pixel a cell"),
               "", "Ctrl+Shift+X", ""},
    ActionInfo{
        &Actions::paste, "paste", kEditMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Paste"),
        QT_TRANSLATE_NOOP("lab::Actions", "A picture or numbers: into the kernel if it has the focus, else as input"),
        "paste", "Ctrl+V", ""},
    ActionInfo{&Actions::transposeInput, "transposeInput", kEditMenu,
               QT_TRANSLATE_NOOP("lab::Actions", "&Transpose input"),
               QT_TRANSLATE_NOOP("lab::Actions", "Rows become columns"), "transpose", "", ""},
    ActionInfo{
        &Actions::impulseInput, "impulseInput", kEditMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Impulse as input"),
        QT_TRANSLATE_NOOP("lab::Actions", "A single one: the output is the kernel, turned by 180°"), "", "", ""},
    ActionInfo{&Actions::constantInput, "constantInput", kEditMenu,
               QT_TRANSLATE_NOOP("lab::Actions", "C&onstant as input"),
               QT_TRANSLATE_NOOP("lab::Actions", "Ones alone: the output is the sum of the weights"), "", "", ""},
    ActionInfo{&Actions::outputAsInput, "outputAsInput", kEditMenu,
               QT_TRANSLATE_NOOP("lab::Actions", "Outp&ut as input"),
               QT_TRANSLATE_NOOP("lab::Actions", "What the layer made becomes what it reads: it is applied again"),
               "", "Ctrl+Shift+A", ""},
    ActionInfo{&Actions::transposeKernel, "transposeKernel", kEditMenu,
               QT_TRANSLATE_NOOP("lab::Actions", "T&ranspose kernel"),
               QT_TRANSLATE_NOOP("lab::Actions", "Rows become columns"), "", "", ""},
    ActionInfo{&Actions::rotateKernel, "rotateKernel", kEditMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Flip kernel"),
               QT_TRANSLATE_NOOP("lab::Actions", "Turn the kernel by 180°: cross-correlation becomes convolution"),
               "", "", ""},
    ActionInfo{&Actions::learnThis, "learnThis", kEditMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Learn this kernel"),
               QT_TRANSLATE_NOOP("lab::Actions", "Make the kernel on the stage the one to be learned"), "", "", ""},

    ActionInfo{&Actions::play, "play", kStepMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Play or pause"), "", "play", "",
               "Space"},
    ActionInfo{&Actions::forward, "forward", kStepMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Step"), "", "forward", "",
               "Right, PgDown"},
    ActionInfo{&Actions::back, "back", kStepMenu, QT_TRANSLATE_NOOP("lab::Actions", "Step &back"), "", "back", "",
               "Left, PgUp"},
    ActionInfo{&Actions::coarserForward, "coarserForward", kStepMenu,
               QT_TRANSLATE_NOOP("lab::Actions", "Step, &coarser"),
               QT_TRANSLATE_NOOP("lab::Actions", "One row when stepping by windows, and so on"), "", "",
               "Shift+Right, Shift+PgDown"},
    ActionInfo{&Actions::coarserBack, "coarserBack", kStepMenu,
               QT_TRANSLATE_NOOP("lab::Actions", "Step back, c&oarser"), "", "", "", "Shift+Left, Shift+PgUp"},
    ActionInfo{&Actions::first, "first", kStepMenu, QT_TRANSLATE_NOOP("lab::Actions", "&First step"), "", "first", "",
               "Home"},
    ActionInfo{&Actions::last, "last", kStepMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Last step"), "", "last", "",
               "End"},

    ActionInfo{&Actions::addConvolution, "addConvolution", kLayersMenu,
               QT_TRANSLATE_NOOP("lab::Actions", "Add &convolution"),
               QT_TRANSLATE_NOOP("lab::Actions", "After the layer that is stepped"), "plus", "Ctrl+Shift+C", ""},
    ActionInfo{&Actions::addMaxPool, "addMaxPool", kLayersMenu, QT_TRANSLATE_NOOP("lab::Actions", "Add &max pooling"),
               QT_TRANSLATE_NOOP("lab::Actions", "After the layer that is stepped"), "", "", ""},
    ActionInfo{&Actions::addAveragePool, "addAveragePool", kLayersMenu,
               QT_TRANSLATE_NOOP("lab::Actions", "Add a&verage pooling"),
               QT_TRANSLATE_NOOP("lab::Actions", "After the layer that is stepped"), "", "", ""},
    ActionInfo{&Actions::duplicateLayer, "duplicateLayer", kLayersMenu,
               QT_TRANSLATE_NOOP("lab::Actions", "&Duplicate layer"), "", "", "Ctrl+Shift+D", ""},
    ActionInfo{&Actions::removeLayer, "removeLayer", kLayersMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Remove layer"),
               "", "", "Ctrl+Shift+Backspace", ""},
    ActionInfo{&Actions::layerUp, "layerUp", kLayersMenu,
               QT_TRANSLATE_NOOP("lab::Actions", "Move towards the &input"), "", "", "Ctrl+Shift+Up", ""},
    ActionInfo{&Actions::layerDown, "layerDown", kLayersMenu,
               QT_TRANSLATE_NOOP("lab::Actions", "Move towards the &output"), "", "", "Ctrl+Shift+Down", ""},
    ActionInfo{
        &Actions::growToCover, "growToCover", kLayersMenu,
        QT_TRANSLATE_NOOP("lab::Actions", "&Grow to cover the whole input"),
        QT_TRANSLATE_NOOP("lab::Actions",
                          "As many copies of the last convolution as an element needs to see all of the input"),
        "", "", ""},
    ActionInfo{&Actions::chapterStack, "chapterStack", kLayersMenu,
               QT_TRANSLATE_NOOP("lab::Actions", "The book's two &layers"),
               QT_TRANSLATE_NOOP("lab::Actions", "3×3 → 2×2 → one element, which sees all nine inputs"), "", "", ""},
    ActionInfo{
        &Actions::walkBack, "walkBack", kLayersMenu, QT_TRANSLATE_NOOP("lab::Actions", "Walk &back to the input"),
        QT_TRANSLATE_NOOP(
            "lab::Actions",
            "Light the field of the element map by map; again or Esc ends it; without animation, a map each time"),
        "", "", "W"},
    ActionInfo{&Actions::shadePaths, "shadePaths", kLayersMenu,
               QT_TRANSLATE_NOOP("lab::Actions", "Shade by number of &paths"),
               QT_TRANSLATE_NOOP(
                   "lab::Actions",
                   "The more paths lead from a cell to the element, the darker: the theoretical effective field"),
               "", "", "P", true},

    ActionInfo{&Actions::run, "run", kLearnMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Run or pause"),
               QT_TRANSLATE_NOOP("lab::Actions", "Learn the kernel"), "learn", "", "L"},
    ActionInfo{&Actions::epoch, "epoch", kLearnMenu, QT_TRANSLATE_NOOP("lab::Actions", "One &epoch"), "", "",
               "Ctrl+Right", ""},
    ActionInfo{&Actions::epochBack, "epochBack", kLearnMenu, QT_TRANSLATE_NOOP("lab::Actions", "One epoch &back"), "",
               "", "Ctrl+Left", ""},
    ActionInfo{&Actions::resetLearning, "resetLearning", kLearnMenu,
               QT_TRANSLATE_NOOP("lab::Actions", "&Reset to the start"), "", "reset", "", ""},
    ActionInfo{&Actions::book, "book", kLearnMenu, QT_TRANSLATE_NOOP("lab::Actions", "&As in the book"),
               QT_TRANSLATE_NOOP("lab::Actions", "The chapter's run, on the chapter's arrays"), "", "Ctrl+B", ""},
    ActionInfo{&Actions::logLoss, "logLoss", kLearnMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Logarithmic loss"),
               QT_TRANSLATE_NOOP("lab::Actions", "The loss charts on a logarithmic scale"), "", "", "", true},
    ActionInfo{&Actions::clearRuns, "clearRuns", kLearnMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Clear earlier runs"),
               QT_TRANSLATE_NOOP("lab::Actions", "Only the present run stays on the charts"), "", "", ""},
    ActionInfo{
        &Actions::exportLoss, "exportLoss", kLearnMenu, QT_TRANSLATE_NOOP("lab::Actions", "E&xport loss…"),
        QT_TRANSLATE_NOOP("lab::Actions", "Losses and kernels of every epoch as CSV, or the chart as PNG or SVG"), "",
        "", ""},

    ActionInfo{&Actions::openLesson, "openLesson", kLessonMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Open a lesson…"),
               QT_TRANSLATE_NOOP("lab::Actions", "A lesson of your own, from a Markdown file"), "", "", ""},
    ActionInfo{&Actions::newLesson, "newLesson", kLessonMenu,
               QT_TRANSLATE_NOOP("lab::Actions", "&New lesson from what I see…"),
               QT_TRANSLATE_NOOP("lab::Actions", "Writes the present session and view as a lesson to go on with"), "",
               "", ""},
    ActionInfo{&Actions::lessonNext, "lessonNext", kLessonMenu,
               QT_TRANSLATE_NOOP("lab::Actions", "N&ext in the lesson"),
               QT_TRANSLATE_NOOP("lab::Actions", "The next question or step"), "", "Ctrl+PgDown", ""},
    ActionInfo{&Actions::lessonBack, "lessonBack", kLessonMenu,
               QT_TRANSLATE_NOOP("lab::Actions", "&Back in the lesson"),
               QT_TRANSLATE_NOOP("lab::Actions", "The question or step before"), "", "Ctrl+PgUp", ""},
    ActionInfo{&Actions::lessonFree, "lessonFree", kLessonMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Play freely"),
               QT_TRANSLATE_NOOP("lab::Actions", "Nothing is asked or locked until you come back to the lesson"), "",
               "", "", true},
    ActionInfo{
        &Actions::saveAnswers, "saveAnswers", kLessonMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Save my answers…"),
        QT_TRANSLATE_NOOP("lab::Actions", "Each answer with what was said to it, as a text or a table"), "", "", ""},
    ActionInfo{&Actions::leaveLesson, "leaveLesson", kLessonMenu,
               QT_TRANSLATE_NOOP("lab::Actions", "&Leave the lesson"), "", "", "", ""},
    ActionInfo{&Actions::predictFirst, "predictFirst", kLessonMenu,
               QT_TRANSLATE_NOOP("lab::Actions", "Predict &first"),
               QT_TRANSLATE_NOOP("lab::Actions", "Each step waits until you say what comes out"), "", "", "Q", true},

    ActionInfo{&Actions::slidePlace, "slidePlace", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Slide"),
               QT_TRANSLATE_NOOP("lab::Actions", "A window slides over an input: numbers, step by step"), "slide",
               "Alt+1", ""},
    ActionInfo{&Actions::picturePlace, "picturePlace", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Picture"),
               QT_TRANSLATE_NOOP("lab::Actions", "A photo, before and after"), "picture", "Alt+2", ""},
    ActionInfo{&Actions::learnPlace, "learnPlace", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Learn"),
               QT_TRANSLATE_NOOP("lab::Actions", "Find the kernel"), "learn", "Alt+3", ""},
    ActionInfo{&Actions::layersPlace, "layersPlace", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "L&ayers"),
               QT_TRANSLATE_NOOP("lab::Actions", "Receptive fields and sizes of a stack"), "layers", "Alt+4", ""},
    ActionInfo{&Actions::lessonPlace, "lessonPlace", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "Less&on"),
               QT_TRANSLATE_NOOP("lab::Actions", "Be taught, and be asked"), "lesson", "Alt+5", ""},
    ActionInfo{&Actions::stagePage, "stagePage", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Stage"),
               QT_TRANSLATE_NOOP("lab::Actions", "Input, kernel, output"), "", "", "", false, kViews},
    ActionInfo{&Actions::channelsPage, "channelsPage", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "C&hannels"),
               QT_TRANSLATE_NOOP("lab::Actions", "Layers of several channels, step by step"), "", "", "", false,
               kViews},
    ActionInfo{
        &Actions::kernelsPage, "kernelsPage", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "Com&pare"),
        QT_TRANSLATE_NOOP("lab::Actions", "Two kernels over the same input, and the difference of their outputs"), "",
        "", "", false, kViews},
    ActionInfo{&Actions::filterPage, "filterPage", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Filter"),
               QT_TRANSLATE_NOOP("lab::Actions", "A picture and what the kernel makes of it, side by side"), "", "",
               "", false, kViews},
    ActionInfo{&Actions::filtersPage, "filtersPage", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "Comp&are"),
               QT_TRANSLATE_NOOP("lab::Actions", "Two kernels over the same picture, and what differs"), "", "", "",
               false, kViews},
    ActionInfo{&Actions::runPage, "runPage", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Run"),
               QT_TRANSLATE_NOOP("lab::Actions", "The kernel while it is learned, and its loss"), "", "", "", false,
               kViews},
    ActionInfo{&Actions::epochPage, "epochPage", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "One &epoch"),
               QT_TRANSLATE_NOOP("lab::Actions", "Output, residual, gradient and update, number by number"), "", "",
               "", false, kViews},
    ActionInfo{&Actions::filmPage, "filmPage", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "Fil&m strip"),
               QT_TRANSLATE_NOOP("lab::Actions", "Kernel, gradient and output at chosen epochs"), "", "", "", false,
               kViews},
    ActionInfo{&Actions::surfacePage, "surfacePage", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Loss surface"),
               QT_TRANSLATE_NOOP("lab::Actions", "The loss over two weights; races"), "", "", "", false, kViews},
    ActionInfo{&Actions::answerPage, "answerPage", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Why?"),
               QT_TRANSLATE_NOOP("lab::Actions", "What this input tells of the kernel, and the exact answer"), "", "",
               "", false, kViews},
    ActionInfo{&Actions::stackPage, "stackPage", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "Stac&k"),
               QT_TRANSLATE_NOOP("lab::Actions", "All maps and kernels, from left to right"), "", "", "", false,
               kViews},
    ActionInfo{
        &Actions::tablePage, "tablePage", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Table"),
        QT_TRANSLATE_NOOP("lab::Actions", "Sizes, receptive fields and costs of all layers, with their formulas"), "",
        "", "", false, kViews},
    ActionInfo{&Actions::matrixPage, "matrixPage", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "Matri&x"),
               QT_TRANSLATE_NOOP("lab::Actions", "The focused layer as one matrix product"), "", "", "", false,
               kViews},
    ActionInfo{
        &Actions::compositionPage, "compositionPage", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "Two as o&ne"),
        QT_TRANSLATE_NOOP("lab::Actions", "The one kernel that two layers amount to"), "", "", "", false, kViews},
    ActionInfo{&Actions::lessonPage, "lessonPage", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Chapters"),
               QT_TRANSLATE_NOOP("lab::Actions", "The lessons, step by step"), "", "", "", false, kViews},
    ActionInfo{&Actions::predictPage, "predictPage", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "Pre&dict"),
               QT_TRANSLATE_NOOP("lab::Actions", "Say what comes out before it is shown"), "", "", "", false, kViews},
    ActionInfo{&Actions::exercisesPage, "exercisesPage", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "Exerc&ises"),
               QT_TRANSLATE_NOOP("lab::Actions", "The book's exercises, and questions as in an exam"), "", "", "",
               false, kViews},
    ActionInfo{&Actions::comparePage, "comparePage", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "C&ompare"),
               QT_TRANSLATE_NOOP("lab::Actions", "What differs between this output and that of your own code"), "",
               "", "", false, kViews},
    ActionInfo{&Actions::lineProfile, "lineProfile", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Line profile"),
               QT_TRANSLATE_NOOP("lab::Actions", "Input and output along a line over the picture; Ctrl and dragging "
                                                 "draws another"),
               "", "Ctrl+L", ""},
    ActionInfo{&Actions::present, "present", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Present"),
               QT_TRANSLATE_NOOP("lab::Actions", "This view alone, on the full screen; Esc ends it"), "present", "F5",
               "", true},
    ActionInfo{&Actions::blankScreen, "blankScreen", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Blank screen"),
               QT_TRANSLATE_NOOP("lab::Actions", "While presenting: nothing is seen until the next key or tap"), "",
               "", "B, .", false, kPresenting},
    ActionInfo{&Actions::largeRows, "largeRows", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Large rows"),
               QT_TRANSLATE_NOOP("lab::Actions",
                                 "While presenting: the rows around the window, large, or all of the matrices"),
               "", "", "Z", true, kPresenting},
    ActionInfo{&Actions::spotlight, "spotlight", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Spotlight"),
               QT_TRANSLATE_NOOP("lab::Actions", "While presenting: only what is around the pointer is bright"), "",
               "", "S", true, kPresenting},
    ActionInfo{&Actions::pointer, "pointer", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "Po&inter"),
               QT_TRANSLATE_NOOP("lab::Actions", "While presenting: a large dot instead of the arrow"), "", "", "I",
               true, kPresenting},
    ActionInfo{&Actions::pen, "pen", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Draw"),
               QT_TRANSLATE_NOOP("lab::Actions", "While presenting: draw over the view; Esc puts the pen away"), "",
               "", "D", true, kPresenting},
    ActionInfo{&Actions::erase, "erase", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Erase what is drawn"),
               QT_TRANSLATE_NOOP("lab::Actions", "While presenting: takes away what was drawn"), "", "", "E", false,
               kPresenting},
    ActionInfo{&Actions::inkFades, "inkFades", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "What is drawn &fades"),
               QT_TRANSLATE_NOOP("lab::Actions", "After some seconds; else it stays until the next step"), "", "", "",
               true, kPresenting},
    ActionInfo{&Actions::largerText, "largerText", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "La&rger text"),
               QT_TRANSLATE_NOOP("lab::Actions", "While presenting: of the view, the sentence and the side panel"),
               "", "", "+, Shift++, =", false, kPresenting},
    ActionInfo{&Actions::smallerText, "smallerText", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "S&maller text"),
               QT_TRANSLATE_NOOP("lab::Actions", "While presenting: of the view, the sentence and the side panel"),
               "", "", "-", false, kPresenting},
    ActionInfo{&Actions::zoomIn, "zoomIn", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "Zoom &in"), "", "plus",
               "Ctrl++", ""},
    ActionInfo{&Actions::zoomOut, "zoomOut", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "Zoom &out"), "", "minus",
               "Ctrl+-", ""},
    ActionInfo{&Actions::fit, "fit", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Fit"), "", "fit", "Ctrl+0", "0"},
    ActionInfo{&Actions::fill, "fill", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "Fill the output &step by step"),
               QT_TRANSLATE_NOOP("lab::Actions", "Cells that are not computed yet are empty"), "", "", "", true},
    ActionInfo{&Actions::animate, "animate", kViewMenu,
               QT_TRANSLATE_NOOP("lab::Actions", "Slide the window &smoothly"), "", "", "", "", true},
    ActionInfo{&Actions::panel, "panel", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "Side &panel"),
               QT_TRANSLATE_NOOP("lab::Actions", "Learn and layers"), "panel", "F9", "", true},
    ActionInfo{&Actions::light, "light", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Light"), "", "", "", "", true,
               kColours},
    ActionInfo{&Actions::dark, "dark", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Dark"), "", "", "", "", true,
               kColours},
    ActionInfo{&Actions::highContrast, "highContrast", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "&High contrast"),
               "", "", "", "", true, kColours},
    ActionInfo{&Actions::systemColours, "systemColours", kViewMenu,
               QT_TRANSLATE_NOOP("lab::Actions", "As the &system"),
               QT_TRANSLATE_NOOP("lab::Actions", "Light or dark, as the desktop is"), "", "", "", true, kColours},
    ActionInfo{&Actions::nextColours, "nextColours", kViewMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Next colours"),
               QT_TRANSLATE_NOOP("lab::Actions", "Light, dark, high contrast, and round again"), "theme", "Ctrl+D",
               "", false, kColours},

    ActionInfo{&Actions::findCommand, "findCommand", kHelpMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Find a command…"),
               QT_TRANSLATE_NOOP("lab::Actions",
                                 "Any command, view, sample, kernel, lesson or setting, by any of its words"),
               "", "Ctrl+K", ""},
    ActionInfo{&Actions::whatIsThis, "whatIsThis", kHelpMenu, QT_TRANSLATE_NOOP("lab::Actions", "&What is this?"),
               QT_TRANSLATE_NOOP("lab::Actions",
                                 "Click anything to be told what it is; the key tells of what has the "
                                 "focus"),
               "", "Shift+F1", ""},
    ActionInfo{&Actions::glossary, "glossary", kHelpMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Glossary"),
               QT_TRANSLATE_NOOP("lab::Actions", "The words of the field, each in a sentence or two"), "", "", ""},
    ActionInfo{&Actions::keys, "keys", kHelpMenu, QT_TRANSLATE_NOOP("lab::Actions", "&Keys"), "", "", "F1", ""},
    ActionInfo{&Actions::about, "about", kHelpMenu, QT_TRANSLATE_NOOP("lab::Actions", "&About Corr2D Lab"), "",
               "info", "", ""},
};

/// Keys that no command of the table has: where they are pressed, and what they do there.
constexpr std::array kOtherKeys{
    KeyInfo{KeyPlace::Window, "1, 2, 3, 4, 5, 6, 7, 8, 9", "1 … 9",
            QT_TRANSLATE_NOOP("lab::Actions", "To a tenth of the computation")},
    KeyInfo{KeyPlace::Window, "", "Ctrl+1 … 5",
            QT_TRANSLATE_NOOP("lab::Actions", "The views of the place, in their order")},
    KeyInfo{KeyPlace::Window, "Up, Down", "↑ ↓", QT_TRANSLATE_NOOP("lab::Actions", "One row of the output up, down")},
    KeyInfo{KeyPlace::Window, "Esc", "Esc",
            QT_TRANSLATE_NOOP("lab::Actions", "Leave a cell, a pin, a walk, a message; cancel opening")},
    KeyInfo{KeyPlace::Window, "Tab, Shift+Tab", "Tab",
            QT_TRANSLATE_NOOP("lab::Actions", "To the next matrix or control")},
    KeyInfo{KeyPlace::Window, "F10", "F10, Alt", QT_TRANSLATE_NOOP("lab::Actions", "To the menus")},
    KeyInfo{KeyPlace::Cell, "Left, Right, Up, Down", "← → ↑ ↓",
            QT_TRANSLATE_NOOP("lab::Actions", "From cell to cell")},
    KeyInfo{KeyPlace::Cell, "Return, F2", "Enter, F2", QT_TRANSLATE_NOOP("lab::Actions", "Edit the cell")},
    KeyInfo{KeyPlace::Cell, "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, -, +, .", "0 … 9 − + .",
            QT_TRANSLATE_NOOP("lab::Actions", "Type the cell's value")},
    KeyInfo{KeyPlace::Cell, "Del, Backspace", "Delete", QT_TRANSLATE_NOOP("lab::Actions", "Set the cell to zero")},
    KeyInfo{KeyPlace::LayerList, "Alt+Up, Alt+Down", "Alt+↑ Alt+↓",
            QT_TRANSLATE_NOOP("lab::Actions", "Move the layer")},
    KeyInfo{KeyPlace::LayerList, "Del", "Delete", QT_TRANSLATE_NOOP("lab::Actions", "Remove the layer")},
    KeyInfo{KeyPlace::LossSurface, "Left, Right, Up, Down", "← → ↑ ↓",
            QT_TRANSLATE_NOOP("lab::Actions", "Move the start")},
    KeyInfo{KeyPlace::LossSurface, "+, -, 0", "+ − 0", QT_TRANSLATE_NOOP("lab::Actions", "Zoom in, out, fit")},
    KeyInfo{KeyPlace::FilmStrip, "Up, Down", "↑ ↓", QT_TRANSLATE_NOOP("lab::Actions", "To another epoch")},
    KeyInfo{KeyPlace::FilmStrip, "Return", "Enter", QT_TRANSLATE_NOOP("lab::Actions", "Go to the epoch")},
};

} // namespace

QString keyPlaceText(KeyPlace place)
{
    static constexpr const char* kNames[] = {QT_TRANSLATE_NOOP("lab::Actions", "Anywhere, where no text is typed"),
                                             QT_TRANSLATE_NOOP("lab::Actions", "In a matrix"),
                                             QT_TRANSLATE_NOOP("lab::Actions", "In the list of layers"),
                                             QT_TRANSLATE_NOOP("lab::Actions", "On the loss surface"),
                                             QT_TRANSLATE_NOOP("lab::Actions", "On the film strip")};
    return Actions::tr(kNames[int(place)]);
}

QList<QKeySequence> bareKeys(const ActionInfo& info)
{
    QList<QKeySequence> keys;
    for (const QString& each : QString::fromLatin1(info.key).split(QStringLiteral(", "), Qt::SkipEmptyParts))
        keys << QKeySequence(each);
    return keys;
}

QString keyText(const ActionInfo& info)
{
    const auto keys = bareKeys(info);
    if (!*info.shortcut && keys.isEmpty())
        return {};
    const QKeySequence first = *info.shortcut ? QKeySequence(QLatin1String(info.shortcut)) : keys.front();
    QString text = first.toString(QKeySequence::NativeText); // the first is the one to learn
    return text.replace(QStringLiteral("Right"), QStringLiteral("→"))
        .replace(QStringLiteral("Left"), QStringLiteral("←"));
}

std::span<const KeyInfo> otherKeys()
{
    return kOtherKeys;
}

std::span<const ActionInfo> actionTable()
{
    return kTable;
}

Actions::Actions(QObject* parent) : QObject(parent)
{
    for (const ActionInfo& info : kTable) {
        auto* action = new QAction(tr(info.text), this);
        action->setObjectName(QLatin1String(info.id));
        const QString tip = *info.tip ? tr(info.tip) : tr(info.text).remove(QLatin1Char('&'));
        const QString key = keyText(info);
        action->setToolTip(key.isEmpty() ? tip : QStringLiteral("%1 (%2)").arg(tip, key));
        action->setStatusTip(tip);
        if (*info.icon)
            action->setIcon(icon(QLatin1String(info.icon)));
        if (*info.shortcut)
            action->setShortcut(QKeySequence(QLatin1String(info.shortcut)));
        else if (*info.key) // shown, not bound: a bare key belongs to whatever has the focus first
            action->setText(tr(info.text) + QLatin1Char('\t') + key);
        action->setCheckable(info.checkable);
        this->*info.member = action;
    }
}

} // namespace lab
