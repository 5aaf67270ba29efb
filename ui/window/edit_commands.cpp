// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/edit_commands.h"

#include "core/code/latex.h"
#include "core/layers/kernels.h"
#include "core/numbers/matrix_text.h"
#include "core/numbers/text_bytes.h"
#include "core/session/evaluate.h"
#include "core/session/samples.h"
#include "core/session/session.h"
#include "core/session/trials.h"
#include "ui/code/code_panel.h"
#include "ui/io/error_text.h"
#include "ui/io/input_file.h"
#include "ui/model/document.h"
#include "ui/model/history.h"
#include "ui/model/learner.h"
#include "ui/model/player.h"
#include "ui/model/view_model.h"
#include "ui/paint/plane_image.h"
#include "ui/paint/words.h"
#include "ui/picture/kernel_box.h"
#include "ui/picture/workshop_panel.h"
#include "ui/scenes/picture_scene.h"
#include "ui/scenes/stage_state.h"
#include "ui/stage/stage.h"
#include "ui/widgets/popover.h"
#include "ui/widgets/possible.h"
#include "ui/widgets/tensor_view.h"
#include "ui/widgets/toast.h"
#include "ui/window/actions.h"
#include "ui/window/dialogs.h"
#include "ui/window/history_box.h"
#include "ui/window/incoming.h"
#include "ui/window/menus.h"
#include "ui/window/side_panel.h"

#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QMimeData>
#include <QUndoStack>

#include <algorithm>

namespace lab
{

namespace
{

constexpr std::int64_t kAtOnce = 20'000; ///< numbers; more are turned and written by a thread
constexpr QSize kHistory{360, 360}; ///< pixels, where there is room
constexpr int kBeside = 100; ///< pixels of the window beside it
constexpr qsizetype kMostKernelText = 1 << 20; ///< characters

PicturePtr transposedPicture(const Picture& picture)
{
    std::vector<Grid> planes;
    for (const Grid& plane : picture.planes())
        planes.push_back(transposed(plane));
    return std::make_shared<const Picture>(picture.name(), picture.content(), std::move(planes), std::string(),
                                           picture.screen());
}

/// Tabs, so that a spreadsheet takes each number into a cell.
QString tabbed(GridView<float> matrix)
{
    return QString::fromStdString(csvFromMatrix(matrix)).replace(QLatin1Char(','), QLatin1Char('\t'));
}

/// What a menu chooses from: each under the heading of its group, with its sentence as a tip.
template <class Row, class Use>
void addGroups(QMenu* menu, std::span<const Row> rows, std::string_view Row::*name, Use use)
{
    menu->setToolTipsVisible(true);
    std::string_view group;
    for (const Row& row : rows) {
        if (row.group != group) {
            group = row.group;
            addHeading(menu, word(group));
        }
        QAction* action = menu->addAction(word(row.*name), menu, [use, &row] { use(row); });
        action->setData(QVariant::fromValue(static_cast<const void*>(&row)));
        action->setProperty("english", QString::fromUtf8((row.*name).data(), qsizetype((row.*name).size())));
        action->setToolTip(word(row.sentence));
        action->setStatusTip(word(row.sentence));
    }
}

/// Pictures in the colours of now, before the menu is seen.
template <class Row, class Draw>
void drawWhenShown(QMenu* menu, Draw draw)
{
    QObject::connect(menu, &QMenu::aboutToShow, menu, [menu, draw] {
        for (QAction* action : menu->actions())
            if (const auto* row = static_cast<const Row*>(action->data().value<const void*>()))
                action->setIcon(draw(*row));
    });
}

} // namespace

EditCommands::EditCommands(const Workbench& bench, QObject* parent) : QObject(parent), m_bench(bench)
{
    const Actions& actions = bench.actions;
    const auto on = [this](QAction* action, auto slot) { connect(action, &QAction::triggered, this, slot); };
    on(actions.history, [this] { openHistory(); });
    on(actions.copy, [this] { copy(); });
    on(actions.copyPicture, [this] { copyPicture(); });
    on(actions.copyLatex, [this] { copyLatex(); });
    connect(&bench.panel.code(), &CodePanel::latexWanted, this, &EditCommands::copyLatex);
    on(actions.paste, [this] { paste(); });
    on(actions.transposeInput, [this] { transposeInput(); });
    on(actions.transposeKernel,
       [this] { edit(tr("Transpose kernel"), [](Session& s) { s.layer().kernel = transposed(s.layer().kernel); }); });
    on(actions.rotateKernel,
       [this] { edit(tr("Flip kernel"), [](Session& s) { s.layer().kernel = rotated180(s.layer().kernel); }); });
    on(actions.learnThis, [this] {
        const Layer& layer = m_bench.document.session().layer();
        m_bench.learner.setHidden(tr("Learn this kernel"), layer.kernel, layer.bias);
        m_bench.actions.learnPlace->trigger();
        m_bench.view.showPanel("learn");
    });
    connectTrials();
    const auto follow = [this] {
        const Actions& all = m_bench.actions;
        for (QAction* action : {all.transposeKernel, all.rotateKernel, all.exportKernel, all.learnThis})
            setPossible(*action, !m_bench.document.session().layer().pools(), tr("A pooling has no kernel"));
    };
    connect(&bench.document, &Document::changed, this, follow);
    follow();
}

void EditCommands::edit(const QString& text, const std::function<void(Session&)>& change)
{
    Session after = m_bench.document.session();
    change(after);
    m_bench.document.edit(text, std::move(after));
}

/// What plays would go on changing what was gone to.
void EditCommands::openHistory()
{
    QUndoStack& stack = *m_bench.document.undoStack();
    auto* box = new HistoryBox(stack);
    box->setMinimumSize(std::min(kHistory.width(), m_bench.window.width() - kBeside),
                        std::min(kHistory.height(), m_bench.window.height() - kBeside));
    connect(box, &HistoryBox::wanted, this, [this](int steps) {
        m_bench.player.pause();
        m_bench.learner.pause();
        goToStep(*m_bench.document.undoStack(), steps);
    });
    Popover::openOnTop(&m_bench.window, box, tr("History"));
}

void EditCommands::connectTrials()
{
    const Actions& actions = m_bench.actions;
    connect(actions.impulseInput, &QAction::triggered, this,
            [this] { tryOut(tr("Impulse as input"), withImpulse(m_bench.document.session())); });
    connect(actions.constantInput, &QAction::triggered, this,
            [this] { tryOut(tr("Constant as input"), withConstant(m_bench.document.session())); });
    connect(actions.outputAsInput, &QAction::triggered, this, [this] { outputAsInput(1); });
    WorkshopPanel& workshop = m_bench.panel.workshop();
    workshop.addTrials({actions.impulseInput, actions.constantInput, actions.outputAsInput});
    connect(&workshop, &WorkshopPanel::applyWanted, this, &EditCommands::outputAsInput);
}

/// An input that tries the kernel, and the way back.
void EditCommands::tryOut(const QString& name, Session after)
{
    const QString before = othersText(m_bench.document.session().input->name());
    if (!m_bench.document.edit(name, std::move(after)))
        return;
    const int place = m_bench.document.undoStack()->index();
    const auto back = [&document = m_bench.document, place] {
        if (document.undoStack()->index() >= place)
            document.undoStack()->setIndex(place - 1);
    };
    m_bench.messages.showNotice(tr("%1 is the input now.").arg(othersText(m_bench.document.session().input->name())),
                                {{tr("Back to %1").arg(before), back}});
}

void EditCommands::outputAsInput(int times)
{
    m_applying.start(
        [session = m_bench.document.session(), times](const std::stop_token& stop) {
            return withOutputAsInput(session, times, {.stop = stop});
        },
        [this, times, input = m_bench.document.session().input](Result<Session> after) {
            if (m_bench.document.session().input != input)
                return; // another was opened meanwhile
            if (after)
                tryOut(times == 1 ? tr("Output as input") : tr("Applied %1 times").arg(times), std::move(*after));
            else
                m_bench.messages.showError(tr("%1 The input stays as it was.").arg(sentence(after.error())));
        });
}

void EditCommands::transposeInput()
{
    const PicturePtr input = m_bench.document.session().input;
    const auto use = [this, input](Result<PicturePtr> turned) {
        if (!turned)
            m_bench.messages.showError(tr("%1 The input stays as it was.").arg(sentence(turned.error())));
        else if (m_bench.document.session().input == input) // else another was opened meanwhile
            edit(tr("Transpose input"), [&](Session& s) { s.input = std::move(*turned); });
    };
    if (input->shape().cells() <= kAtOnce)
        use(transposedPicture(*input));
    else
        m_transposing.start([input](std::stop_token) -> Result<PicturePtr> { return transposedPicture(*input); },
                            use);
}

/// The tensor that Copy and Paste mean: one that has the focus, on the stage or in the workshop.
std::optional<Spot> EditCommands::focusedTensor() const
{
    if (m_bench.panel.workshop().kernel().view()->hasFocus())
        return Spot{Spot::Part::Kernel, m_bench.document.session().focus, 0, 0};
    return m_bench.stage.focusedTensor();
}

void EditCommands::copy()
{
    constexpr std::int64_t kMostCells = 4'000'000; // more is no use in a spreadsheet
    const Session& session = m_bench.document.session();
    const int plane = m_bench.view.state().plane;
    const auto focused = focusedTensor().value_or(Spot{Spot::Part::Map, session.focus + 1, 0, 0});
    if (m_bench.view.state().hidden.any() && (focused.part == Spot::Part::Kernel || focused.index > 0))
        return m_bench.messages.showInfo(tr("While something is asked of them, no numbers are copied."));
    Plane matrix;
    const auto maps = m_bench.document.maps();
    if (focused.part == Spot::Part::Kernel)
        matrix = Plane(session.layers[focused.index].kernel);
    else if (focused.index == 0)
        matrix = session.shownInput(plane);
    else if (maps)
        matrix = shownMaps(maps, focused.index - 1)[std::size_t(plane)];
    if (matrix.shape().empty() || matrix.shape().cells() > kMostCells) {
        m_bench.messages.showInfo(tr("Too many numbers to copy; export them instead."));
        return;
    }
    const auto use = [this, shape = matrix.shape()](const Result<QString>& text) {
        if (!text)
            return m_bench.messages.showError(tr("%1 Nothing was copied.").arg(sentence(text.error())));
        QApplication::clipboard()->setText(*text);
        m_bench.messages.showInfo(tr("Copied %1 × %2 numbers.").arg(shape.rows).arg(shape.cols));
    };
    if (matrix.shape().cells() <= kAtOnce)
        use(tabbed(matrix));
    else
        m_copying.start([matrix](std::stop_token) -> Result<QString> { return tabbed(matrix); }, use);
}

void EditCommands::copyPicture()
{
    if (m_bench.view.state().hidden.any())
        return m_bench.messages.showInfo(tr("While something is asked of them, no numbers are copied."));
    const Session& session = m_bench.document.session();
    const StageScenes scenes = plainScenes(m_bench.stage.stateNow());
    if (session.focus + 1 >= scenes.maps.size())
        return;
    const TensorScene scene = pictureScene(scenes, m_bench.document.geometry(), m_bench.view.state().look).after;
    const QSize size(scene.shape.cols, scene.shape.rows);
    QApplication::clipboard()->setImage(planeImage(scene, Viewport{1, {}}, size, themeOf(m_bench.window.palette())));
    m_bench.messages.showInfo(tr("Copied a picture of %1 × %2 pixels.").arg(size.width()).arg(size.height()));
}

void EditCommands::copyLatex()
{
    if (m_bench.view.state().hidden.any())
        return m_bench.messages.showInfo(tr("While something is asked of them, no numbers are copied."));
    const Document& document = m_bench.document;
    const Session& session = document.session();
    const auto maps = document.maps();
    const std::vector<Plane> inputs = document.planesRead();
    const std::size_t plane = std::size_t(m_bench.view.state().plane);
    if (!maps || plane >= inputs.size() || session.focus >= maps->maps.size())
        return m_bench.messages.showInfo(tr("The output is being computed."));
    const Plane output = shownMaps(maps, session.focus)[plane];
    if (output.shape() != document.geometry().output())
        return m_bench.messages.showInfo(tr("The output is being computed."));
    const LatexStep step{inputs[plane], session.layer(), document.geometry(), output, m_bench.view.step().cell};
    QApplication::clipboard()->setText(QString::fromStdString(latexDocument(latexBody(step))));
    m_bench.messages.showInfo(tr("The present window is on the clipboard as a LaTeX document."));
}

void EditCommands::paste()
{
    const QMimeData* incoming = QApplication::clipboard()->mimeData();
    const auto focused = focusedTensor();
    const bool kernel =
        focused && focused->part == Spot::Part::Kernel && !m_bench.document.session().layers[focused->index].pools();
    if (kernel && incoming && incoming->hasText()) {
        if (incoming->text().size() > kMostKernelText)
            return m_bench.messages.showError(
                tr("This text is too long for a kernel. The kernel stays as it was; to open "
                   "the numbers as the input, click the input first."));
        return pasteKernel(focused->index, textOfBytes(incoming->text().toStdString()), {});
    }
    if (!canOpen(incoming))
        m_bench.messages.showInfo(tr("There is no picture and no number on the clipboard."));
    else
        openIncoming(m_bench.document, incoming);
}

void EditCommands::pasteKernel(std::size_t layer, const std::string& text, const TextOptions& options)
{
    auto read = readMatrixText(text, options);
    if (read && read->planes.size() != 1)
        read = Error{ErrorCode::SeveralPlanes, {std::to_string(read->planes.size())}};
    if (!read)
        return m_bench.messages.showError(tr("%1 The kernel stays as it was.").arg(sentence(read.error())));
    if (layer >= m_bench.document.session().layers.size())
        return; // it was offered for a layer that is gone
    Toast::Offers offers;
    for (const auto& other : read->others)
        offers.emplace_back(otherReadingText(other),
                            [this, layer, text, form = other.form] { pasteKernel(layer, text, {.form = form}); });
    const Shape shape = read->planes.front().shape();
    edit(tr("Paste kernel"), [&](Session& s) { s.layers[layer].kernel = std::move(read->planes.front()); });
    if (!offers.empty())
        m_bench.messages.showNotice(tr("The kernel was read as %1 × %2 numbers; it can also be read otherwise.")
                                        .arg(shape.rows)
                                        .arg(shape.cols),
                                    offers);
}

void EditCommands::useKernel(const QString& name, const Grid& values)
{
    edit(tr("Kernel “%1”").arg(name), [&](Session& s) {
        s.layer().kernel = values;
        s.layer().kind = LayerKind::Convolution;
        s.train.epoch = 0;
    });
}

QMenu* EditCommands::kernelMenu(QWidget* parent)
{
    auto* menu = new QMenu(tr("&Kernels"), parent);
    addGroups(menu, kernelPresets(), &KernelPreset::name,
              [this](const KernelPreset& preset) { useKernel(word(preset.name), preset.values()); });
    drawWhenShown<KernelPreset>(
        menu, [menu](const KernelPreset& preset) { return kernelIcon(preset.values(), menu->palette()); });
    return menu;
}

QMenu* EditCommands::sampleMenu(QWidget* parent)
{
    auto* menu = new QMenu(tr("S&amples"), parent);
    addGroups(menu, samples(), &Sample::title, [this](const Sample& sample) {
        Session after = m_bench.document.session();
        sample.apply(after);
        m_bench.document.put(word(sample.title), std::move(after));
    });
    drawWhenShown<Sample>(menu, [menu](const Sample& sample) {
        Session shown;
        sample.apply(shown);
        return pictureIcon(*shown.input, menu->palette());
    });
    return menu;
}

} // namespace lab
