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

#define T(text) QT_TRANSLATE_NOOP("lab::Actions", text)

constexpr std::array kTable{
    ActionInfo{&Actions::open, "open", "File", T("&Open…"), T("A picture, a matrix or a session"), "open", "Ctrl+O",
               ""},
    ActionInfo{&Actions::save, "save", "File", T("&Save session"), T("Everything: input, kernel, settings, learning"),
               "save", "Ctrl+S", ""},
    ActionInfo{&Actions::saveAs, "saveAs", "File", T("Save session &as…"), "", "", "Ctrl+Shift+S", ""},
    ActionInfo{&Actions::exportOutput, "exportOutput", "File", T("Export out&put…"),
               T("The feature map as a picture, CSV or .npy"), "", "Ctrl+E", ""},
    ActionInfo{&Actions::exportFiltered, "exportFiltered", "File", T("Export &filtered picture…"),
               T("The picture's own 8-bit colours under the kernel on the stage; its transparency stays"), "", "",
               ""},
    ActionInfo{&Actions::exportKernel, "exportKernel", "File", T("Export &kernel…"), T("The weights as CSV or .npy"),
               "", "", ""},
    ActionInfo{&Actions::exportStage, "exportStage", "File", T("Export s&tage…"),
               T("The stage with its explanation as a picture"), "", "", ""},
    ActionInfo{&Actions::startOver, "startOver", "File", T("Start &over"),
               T("The book's edge example, as at the first start"), "", "Ctrl+N", ""},
    ActionInfo{&Actions::quit, "quit", "File", T("&Quit"), "", "", "Ctrl+Q", ""},

    ActionInfo{&Actions::copy, "copy", "Edit", T("&Copy"),
               T("The tensor that has the focus, else the output, as numbers"), "", "Ctrl+C", ""},
    ActionInfo{&Actions::paste, "paste", "Edit", T("&Paste"),
               T("A picture or numbers: into the kernel if it has the focus, else as input"), "paste", "Ctrl+V", ""},
    ActionInfo{&Actions::transposeInput, "transposeInput", "Edit", T("&Transpose input"), T("Rows become columns"),
               "transpose", "", ""},
    ActionInfo{&Actions::transposeKernel, "transposeKernel", "Edit", T("T&ranspose kernel"), T("Rows become columns"),
               "", "", ""},
    ActionInfo{&Actions::rotateKernel, "rotateKernel", "Edit", T("&Flip kernel"),
               T("Turn the kernel by 180°: cross-correlation becomes convolution"), "", "", ""},
    ActionInfo{&Actions::learnThis, "learnThis", "Edit", T("&Learn this kernel"),
               T("Make the kernel on the stage the one to be learned"), "", "", ""},

    ActionInfo{&Actions::play, "play", "Step", T("&Play or pause"), "", "play", "", "Space"},
    ActionInfo{&Actions::forward, "forward", "Step", T("&Step"), "", "forward", "", "Right, PgDown"},
    ActionInfo{&Actions::back, "back", "Step", T("Step &back"), "", "back", "", "Left, PgUp"},
    ActionInfo{&Actions::coarserForward, "coarserForward", "Step", T("Step, &coarser"),
               T("One row when stepping by windows, and so on"), "", "", "Shift+Right, Shift+PgDown"},
    ActionInfo{&Actions::coarserBack, "coarserBack", "Step", T("Step back, c&oarser"), "", "", "",
               "Shift+Left, Shift+PgUp"},
    ActionInfo{&Actions::first, "first", "Step", T("&First step"), "", "first", "", "Home"},
    ActionInfo{&Actions::last, "last", "Step", T("&Last step"), "", "last", "", "End"},

    ActionInfo{&Actions::addConvolution, "addConvolution", "Layers", T("Add &convolution"),
               T("After the layer that is stepped"), "plus", "Ctrl+Shift+C", ""},
    ActionInfo{&Actions::addMaxPool, "addMaxPool", "Layers", T("Add &max pooling"),
               T("After the layer that is stepped"), "", "", ""},
    ActionInfo{&Actions::addAveragePool, "addAveragePool", "Layers", T("Add a&verage pooling"),
               T("After the layer that is stepped"), "", "", ""},
    ActionInfo{&Actions::duplicateLayer, "duplicateLayer", "Layers", T("&Duplicate layer"), "", "", "Ctrl+Shift+D",
               ""},
    ActionInfo{&Actions::removeLayer, "removeLayer", "Layers", T("&Remove layer"), "", "", "Ctrl+Shift+Backspace",
               ""},
    ActionInfo{&Actions::layerUp, "layerUp", "Layers", T("Move towards the &input"), "", "", "Ctrl+Shift+Up", ""},
    ActionInfo{&Actions::layerDown, "layerDown", "Layers", T("Move towards the &output"), "", "", "Ctrl+Shift+Down",
               ""},
    ActionInfo{&Actions::growToCover, "growToCover", "Layers", T("&Grow to cover the whole input"),
               T("As many copies of the last convolution as an element needs to see all of the input"), "", "", ""},
    ActionInfo{&Actions::chapterStack, "chapterStack", "Layers", T("The book's two &layers"),
               T("3×3 → 2×2 → one element, which sees all nine inputs"), "", "", ""},
    ActionInfo{
        &Actions::walkBack, "walkBack", "Layers", T("Walk &back to the input"),
        T("Light the field of the element map by map; again or Esc ends it; without animation, a map each time"), "",
        "", "B"},
    ActionInfo{&Actions::shadePaths, "shadePaths", "Layers", T("Shade by number of &paths"),
               T("The more paths lead from a cell to the element, the darker: the theoretical effective field"), "",
               "", "P", true},

    ActionInfo{&Actions::run, "run", "Learn", T("&Run or pause"), T("Learn the kernel"), "learn", "", "L"},
    ActionInfo{&Actions::epoch, "epoch", "Learn", T("One &epoch"), "", "", "Ctrl+Right", ""},
    ActionInfo{&Actions::epochBack, "epochBack", "Learn", T("One epoch &back"), "", "", "Ctrl+Left", ""},
    ActionInfo{&Actions::resetLearning, "resetLearning", "Learn", T("&Reset to the start"), "", "reset", "", ""},
    ActionInfo{&Actions::book, "book", "Learn", T("&As in the book"), T("The chapter's run, on the chapter's arrays"),
               "", "Ctrl+B", ""},
    ActionInfo{&Actions::logLoss, "logLoss", "Learn", T("&Logarithmic loss"),
               T("The loss charts on a logarithmic scale"), "", "", "", true},
    ActionInfo{&Actions::clearRuns, "clearRuns", "Learn", T("&Clear earlier runs"),
               T("Only the present run stays on the charts"), "", "", ""},
    ActionInfo{&Actions::exportLoss, "exportLoss", "Learn", T("E&xport loss…"),
               T("Losses and kernels of every epoch as CSV, or the chart as PNG or SVG"), "", "", ""},

    ActionInfo{&Actions::stagePage, "stagePage", "View", T("St&age"), T("Input, kernel, output"), "", "Ctrl+1", ""},
    ActionInfo{&Actions::surfacePage, "surfacePage", "View", T("&Loss surface"),
               T("The loss over two weights, the chart, races"), "", "Ctrl+2", ""},
    ActionInfo{&Actions::epochPage, "epochPage", "View", T("One &epoch"),
               T("Output, residual, gradient and update, number by number"), "", "Ctrl+3", ""},
    ActionInfo{&Actions::filmPage, "filmPage", "View", T("Fil&m strip"),
               T("Kernel, gradient and output at chosen epochs"), "", "Ctrl+4", ""},
    ActionInfo{&Actions::answerPage, "answerPage", "View", T("&Why?"),
               T("What this input tells of the kernel, and the exact answer"), "", "Ctrl+5", ""},
    ActionInfo{&Actions::tablePage, "tablePage", "View", T("&Table"),
               T("Sizes, receptive fields and costs of all layers, with their formulas"), "", "Ctrl+6", ""},
    ActionInfo{&Actions::matrixPage, "matrixPage", "View", T("Mat&rix"), T("The focused layer as one matrix product"),
               "", "Ctrl+7", ""},
    ActionInfo{&Actions::compositionPage, "compositionPage", "View", T("T&wo as one"),
               T("The one kernel that two layers amount to"), "", "Ctrl+8", ""},
    ActionInfo{&Actions::zoomIn, "zoomIn", "View", T("Zoom &in"), "", "plus", "Ctrl++", ""},
    ActionInfo{&Actions::zoomOut, "zoomOut", "View", T("Zoom &out"), "", "minus", "Ctrl+-", ""},
    ActionInfo{&Actions::fit, "fit", "View", T("&Fit"), "", "fit", "Ctrl+0", "0"},
    ActionInfo{&Actions::fill, "fill", "View", T("Fill the output &step by step"),
               T("Cells that are not computed yet are empty"), "", "", "", true},
    ActionInfo{&Actions::animate, "animate", "View", T("Slide the window &smoothly"), "", "", "", "", true},
    ActionInfo{&Actions::panel, "panel", "View", T("Side &panel"), T("Learn and layers"), "panel", "F9", "", true},
    ActionInfo{&Actions::dark, "dark", "View", T("&Dark"), T("Dark instead of light colours"), "theme", "Ctrl+D", "",
               true},

    ActionInfo{&Actions::keys, "keys", "Help", T("&Keys"), "", "", "F1", ""},
    ActionInfo{&Actions::about, "about", "Help", T("&About Corr2D Lab"), "", "info", "", ""},
};

/// Keys that no command of the table has: where they are pressed, and what they do there.
constexpr std::array kOtherKeys{
    KeyInfo{KeyPlace::Window, "1, 2, 3, 4, 5, 6, 7, 8, 9", "1 … 9", T("To a tenth of the computation")},
    KeyInfo{KeyPlace::Window, "Up, Down", "↑ ↓", T("One row of the output up, down")},
    KeyInfo{KeyPlace::Window, "Esc", "Esc", T("Leave a cell, a pin, a walk, a message; cancel opening")},
    KeyInfo{KeyPlace::Window, "Tab, Shift+Tab", "Tab", T("To the next matrix or control")},
    KeyInfo{KeyPlace::Window, "F10", "F10, Alt", T("To the menus")},
    KeyInfo{KeyPlace::Cell, "Left, Right, Up, Down", "← → ↑ ↓", T("From cell to cell")},
    KeyInfo{KeyPlace::Cell, "Return, F2", "Enter, F2", T("Edit the cell")},
    KeyInfo{KeyPlace::Cell, "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, -, +, .", "0 … 9 − + .", T("Type the cell's value")},
    KeyInfo{KeyPlace::Cell, "Del, Backspace", "Delete", T("Set the cell to zero")},
    KeyInfo{KeyPlace::LayerList, "Alt+Up, Alt+Down", "Alt+↑ Alt+↓", T("Move the layer")},
    KeyInfo{KeyPlace::LayerList, "Del", "Delete", T("Remove the layer")},
    KeyInfo{KeyPlace::LossSurface, "Left, Right, Up, Down", "← → ↑ ↓", T("Move the start")},
    KeyInfo{KeyPlace::LossSurface, "+, -, 0", "+ − 0", T("Zoom in, out, fit")},
    KeyInfo{KeyPlace::FilmStrip, "Up, Down", "↑ ↓", T("To another epoch")},
    KeyInfo{KeyPlace::FilmStrip, "Return", "Enter", T("Go to the epoch")},
};

} // namespace

QString keyPlaceText(KeyPlace place)
{
    static constexpr const char* kNames[] = {T("Anywhere, where no text is typed"), T("In a matrix"),
                                             T("In the list of layers"), T("On the loss surface"),
                                             T("On the film strip")};
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
    if (*info.shortcut)
        return QKeySequence(QLatin1String(info.shortcut)).toString(QKeySequence::NativeText);
    const auto keys = bareKeys(info);
    if (keys.isEmpty())
        return {};
    QString text = keys.front().toString(QKeySequence::NativeText); // the first is the one to learn
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

#undef T

} // namespace lab
