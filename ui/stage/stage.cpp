// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stage/stage.h"

#include "core/numbers/number_text.h"
#include "core/session/evaluate.h"
#include "core/session/session.h"
#include "ui/model/history.h"
#include "ui/model/player.h"
#include "ui/model/view_model.h"
#include "ui/scenes/sentences.h"
#include "ui/scenes/stage_state.h"
#include "ui/scenes/stage_text.h"
#include "ui/stage/stack_strip.h"
#include "ui/stage/tensor_chips.h"
#include "ui/widgets/retire.h"
#include "ui/widgets/style.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace lab
{

namespace
{

constexpr int kCompactBelow = 720; ///< pixels of width: one chip for a tensor

} // namespace

Stage::Stage(Document& document, ViewModel& view, Player& player, FrameClock& clock, QWidget* parent)
    : QWidget(parent), m_document(document), m_view(view), m_player(player), m_walk(view, clock),
      m_state(std::make_unique<StageState>())
{
    setFocusPolicy(Qt::ClickFocus);
    setAccessibleName(tr("Stage"));
    document.visibleOutput = [this] { return outputView()->visibleCells(); };
    m_state->kernels = shownKernels(document.session());
    connect(&document, &Document::changed, this, [this](const Changes& changes) {
        if (changes.weights || changes.geometry) // else they keep their identity
            m_state->kernels = shownKernels(m_document.session());
        rebuild();
    });
    connect(&document, &Document::mapsChanged, this, &Stage::rebuild);
    m_strip = new StackStrip(this);
    constexpr auto kMap = Spot::Part::Map;
    connect(m_strip, &StackStrip::hovered, this,
            [this](std::size_t map, std::optional<QPoint> cell) { point(kMap, map, cell); });
    connect(m_strip, &StackStrip::clicked, this, [this](std::size_t map, QPoint cell) { click(kMap, map, cell); });
    connect(m_strip, &StackStrip::cursorMoved, this, [this](std::size_t map, QPoint cell) {
        m_view.pin({kMap, map, cell.y(), cell.x()});
    });
    connect(m_strip, &StackStrip::left, &view, &ViewModel::letGo);
    connect(&view, &ViewModel::changed, this, &Stage::follow);
    connect(&player, &Player::windowMoved, this, &Stage::light);
    rebuild();
}

Stage::~Stage() = default;

std::vector<QWidget*> Stage::Tensor::widgets() const
{
    return {title, subtitle, view, chips};
}

Stage::Tensor Stage::makeTensor(Spot::Part part, std::size_t index)
{
    Tensor tensor;
    tensor.title = new QLabel(this);
    tensor.title->setFont(titleFont(font()));
    tensor.subtitle = new QLabel(this);
    tensor.subtitle->setProperty("muted", true);
    tensor.view = new TensorView(this);
    tensor.view->setKeys(keysOf(part, index));
    connect(tensor.view, &TensorView::hovered, this,
            [this, part, index](std::optional<QPoint> cell) { point(part, index, cell); });
    connect(tensor.view, &TensorView::clicked, this, [this, part, index](QPoint cell) { click(part, index, cell); });
    connect(tensor.view, &TensorView::cursorMoved, this, [this, part, index](QPoint cell) {
        m_view.pin({part, index, cell.y(), cell.x()});
    });
    connect(tensor.view, &TensorView::left, &m_view, &ViewModel::letGo);
    connect(tensor.view, &TensorView::edited, this, [this, part, index](QPoint cell, double value, int gesture) {
        editCell(part, index, cell, value, gesture);
    });
    if (part == Spot::Part::Map)
        connect(tensor.view, &TensorView::viewportChanged, this, [this, index] { link(index); });
    tensor.view->addActions(actionsOf(part, index));
    tensor.chips = new TensorChips(part, index, m_document, this);
    return tensor;
}

const QList<QAction*>& Stage::actionsOf(Spot::Part part, std::size_t index) const
{
    return part == Spot::Part::Kernel ? m_tensorActions.kernel
           : index == 0               ? m_tensorActions.input
                                      : m_tensorActions.map;
}

void Stage::setTensorActions(TensorActions actions)
{
    m_tensorActions = std::move(actions);
    for (std::size_t m = 0; m < m_maps.size(); ++m)
        m_maps[m].view->addActions(actionsOf(Spot::Part::Map, m));
    for (std::size_t l = 0; l < m_kernels.size(); ++l)
        m_kernels[l].view->addActions(actionsOf(Spot::Part::Kernel, l));
}

void Stage::makeTensors()
{
    const std::size_t layers = m_document.session().layers.size();
    if (m_kernels.size() == layers)
        return;
    const auto adjust = [this](std::vector<Tensor>& tensors, std::size_t count, Spot::Part part) {
        while (tensors.size() > count) {
            for (QWidget* widget : tensors.back().widgets())
                retire(widget, this);
            tensors.pop_back();
        }
        while (tensors.size() < count)
            tensors.push_back(makeTensor(part, tensors.size()));
    };
    adjust(m_maps, layers + 1, Spot::Part::Map);
    adjust(m_kernels, layers, Spot::Part::Kernel);
    const auto after = [](QWidget* before, const Tensor& tensor) {
        setTabOrder(before, tensor.view);
        QWidget* last = tensor.view;
        for (QWidget* chip : tensor.chips->tabOrder()) {
            setTabOrder(last, chip);
            last = chip;
        }
        return last;
    };
    QWidget* last = after(m_strip, m_maps[0]);
    for (std::size_t l = 0; l < layers; ++l) // as they stand, from left to right
        last = after(after(last, m_kernels[l]), m_maps[l + 1]);
}

bool Stage::inputEditable() const
{
    return m_document.session().input->shape().cells() <= kMostEditableCells && m_document.session().planes() == 1;
}

TensorView* Stage::outputView() const
{
    return m_maps[m_document.session().focus + 1].view;
}

StageState Stage::stateNow() const
{
    StageState state = *m_state;
    state.view = m_view.onStage();
    state.step = m_view.step();
    state.windowAt = m_player.windowAt();
    return state;
}

StageScenes Stage::scenesNow() const
{
    return stageScenes(stateNow());
}

/// What is shown is another thing.
void Stage::rebuild()
{
    makeTensors();
    m_state->session = m_document.session();
    m_state->geometries = m_document.geometries();
    m_state->maps = m_document.maps();
    m_state->view = m_view.onStage();
    m_plain = plainScenes(*m_state);
    for (auto* scenes : {&m_plain.maps, &m_plain.kernels})
        for (TensorScene& scene : *scenes)
            scene.afar = m_presented.has_value();
    for (auto* tensors : {&m_maps, &m_kernels})
        for (const Tensor& tensor : *tensors) {
            tensor.chips->refresh();
            tensor.chips->setEnabled(m_state->view.hidden.sizes.empty()); // what they open tells the size
        }
    light();
    setTexts();
    updateSigns();
}

/// What the stage paints itself beside its views: the colour bars and the operators, and no more of it with each
/// frame.
void Stage::updateSigns()
{
    for (std::size_t i = 0; i < m_layout.places.size(); ++i)
        if (!m_items[i].kernel)
            update(m_layout.places[i].bar);
    for (const QRect& area : m_layout.operators)
        update(area);
}

/// The same, with other cells lit.
void Stage::light()
{
    m_state->view = m_view.onStage();
    m_state->step = m_view.step();
    m_state->windowAt = m_player.windowAt();
    StageScenes scenes = m_plain;
    lightScenes(scenes, *m_state);
    const bool sameNotes = scenes.notes == m_scenes.notes;
    m_scenes = std::move(scenes);
    const bool large = largeNow();
    m_strip->setVisible(m_scenes.strip() && !large);
    if (m_scenes.strip())
        m_strip->show(*m_state, m_scenes);
    else
        m_strip->clear();
    if (large != m_isLarge || itemsNow() != m_items)
        placeTensors();
    followWindow();
    applyScenes();
    if (!sameNotes)
        setTexts();
    sayWhatIsAsked();
    emit formulaChanged();
}

/// What is to be placed, with the room that its chips take.
std::vector<StageItem> Stage::itemsNow() const
{
    auto items = stageItems(m_scenes, m_isLarge);
    const auto untold = [&](const StageItem& item) { // its chips would tell its size
        return !item.kernel && m_state->view.hidden.size(item.index);
    };
    for (StageItem& item : items)
        item.below = m_presented || untold(item) ? QSize(0, 0)
                                                 : (item.kernel ? m_kernels : m_maps)[item.index].chips->sizeHint();
    return items;
}

void Stage::follow(const ViewChanges& changes)
{
    if (changes.place || changes.grain)
        for (auto* tensors : {&m_maps, &m_kernels})
            for (const Tensor& tensor : *tensors)
                tensor.view->forgetPointer();
    if (changes.place && !outputView()->fitted()) { // what goes on is followed where only a part is in sight
        const OutputCell cell = m_view.step().cell;
        outputView()->reveal({cell.col, cell.row});
    }
    if (changes.shown || m_view.byEpochs() != m_state->view.byEpochs)
        rebuild();
    else if (changes.place || changes.grain || changes.spot)
        light();
}

void Stage::sayWhatIsAsked()
{
    const auto spot = m_state->view.spot();
    const QString readOutNow = spot ? readOut(*spot) : QString();
    if (readOutNow == m_readOut)
        return;
    m_readOut = readOutNow;
    emit pointed(m_readOut);
}

void Stage::setTexts()
{
    const auto setText = [](Tensor& tensor, const StageText& text, const QString& note) {
        const QString more = note.isEmpty() ? QString() : QStringLiteral(" · ") + note;
        tensor.name = text.title;
        tensor.subtitle->setToolTip(text.about.isEmpty() ? note : text.about + more);
        tensor.view->setName(QStringLiteral("%1, %2").arg(text.title, text.subtitle() + more));
    };
    for (std::size_t m = 0; m < m_maps.size(); ++m)
        setText(m_maps[m], mapText(*m_state, m), m_scenes.notes[m]);
    for (std::size_t l = 0; l < m_kernels.size(); ++l) {
        setText(m_kernels[l], kernelText(*m_state, l), {});
    }
    placeTitles();
}

void Stage::placeTitles()
{
    constexpr int kGap = 10, kFewestLetters = 6; ///< fewer say nothing
    for (auto* tensors : {&m_maps, &m_kernels})
        for (Tensor& tensor : *tensors) {
            const QRect head = tensor.head;
            tensor.title->setText(tensor.name);
            if (tensor.title->sizeHint().width() > head.width())
                tensor.title->setText(tensor.name.section(QLatin1Char(' '), -1)); // the symbol alone
            const int title = std::min(tensor.title->sizeHint().width(), head.width());
            tensor.title->setGeometry(head.left(), head.top(), title, head.height());
            const QRect rest = head.adjusted(title + kGap, 1, 0, 1);
            tensor.subtitle->setGeometry(rest.left(), rest.top(), std::max(0, rest.width()), rest.height());
            const QFontMetrics metrics = tensor.subtitle->fontMetrics();
            const QString all = tensor.subtitle->toolTip();
            const bool some = tensor.subtitle->width() >=
                              std::min(metrics.horizontalAdvance(all), metrics.averageCharWidth() * kFewestLetters);
            tensor.subtitle->setText(some ? metrics.elidedText(all, Qt::ElideRight, tensor.subtitle->width() - 2)
                                          : QString());
        }
}

void Stage::applyScenes()
{
    for (std::size_t m = 0; m < m_maps.size(); ++m) {
        m_maps[m].view->setEditable(m == 0 && inputEditable() && !m_view.state().choosing);
        m_maps[m].view->setScene(inSight(m));
    }
    for (std::size_t l = 0; l < m_kernels.size(); ++l) {
        m_kernels[l].view->setEditable(!m_document.session().layers[l].pools());
        m_kernels[l].view->setScene(m_scenes.kernels[l]);
    }
}

void Stage::placeTensors()
{
    if (m_scenes.strip()) {
        const QRect area = areaUnder(0);
        m_strip->setGeometry(QRect(area.topLeft(), QSize(area.width(), int(area.height() * kStripShare))));
    }
    for (auto* tensors : {&m_maps, &m_kernels})
        for (const Tensor& tensor : *tensors)
            tensor.chips->setCompact(inBaseText(*this, width()) < kCompactBelow ||
                                     m_document.session().layers.size() > 1);
    m_isLarge = largeNow();
    m_items = itemsNow();
    layOut();
    std::vector<const Tensor*> shown;
    for (std::size_t i = 0; i < m_layout.places.size(); ++i) {
        const StageSlot& place = m_layout.places[i];
        Tensor& tensor = (m_items[i].kernel ? m_kernels : m_maps)[m_items[i].index];
        tensor.head = place.header;
        constexpr int in = TensorView::kInset;
        tensor.view->setGeometry(place.view.adjusted(-in, -in, in, in));
        tensor.chips->setGeometry(place.below);
        tensor.bare = place.below.height() == 0;
        shown.push_back(&tensor);
    }
    for (auto* tensors : {&m_maps, &m_kernels})
        for (const Tensor& tensor : *tensors) {
            const bool here = std::find(shown.begin(), shown.end(), &tensor) != shown.end();
            for (QWidget* widget : tensor.widgets())
                widget->setVisible(here && (!tensor.bare || widget != tensor.chips));
        }
    placeTitles();
    followWindow();
    update();
}

void Stage::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(palette());
    QFont small = font();
    small.setPointSizeF(font().pointSizeF() * 0.9);
    for (std::size_t i = 0; i < m_layout.places.size(); ++i) {
        if (m_items[i].kernel)
            continue;
        const TensorScene& scene = m_scenes.maps[m_items[i].index];
        if (!scene.planes.empty() && !m_layout.places[i].bar.isEmpty())
            paintScaleBar(painter, m_layout.places[i].bar, scene, theme, small);
    }
    paintOperators(painter, m_layout, m_items, m_document.session(), theme, font());
    if (m_isLarge)
        paintWholes(painter, theme);
}

void Stage::resizeEvent(QResizeEvent*)
{
    placeTensors();
    applyScenes(); // of what is large another part is in sight
}

void Stage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        for (auto* tensors : {&m_maps, &m_kernels})
            for (const Tensor& tensor : *tensors)
                tensor.title->setFont(titleFont(font()));
        rebuild();
        placeTensors();
    }
    QWidget::changeEvent(event);
}

void Stage::keyPressEvent(QKeyEvent* event)
{
    const int rows = event->key() == Qt::Key_Up ? -1 : event->key() == Qt::Key_Down ? 1 : 0;
    if (rows == 0 || event->modifiers() != Qt::NoModifier) {
        if (event->key() == Qt::Key_Escape && m_walk.walking())
            return m_walk.stop();
        if (event->key() == Qt::Key_Escape && m_view.state().pinned)
            return m_view.letGo();
        QWidget::keyPressEvent(event);
        return;
    }
    OutputCell cell = m_view.step().cell;
    cell.row = std::clamp(cell.row + rows, 0, m_document.geometry().rows.output - 1);
    m_player.seekTo(cell);
}

void Stage::walkBack()
{
    const OutputCell now = m_view.step().cell;
    const Spot here{Spot::Part::Map, m_document.session().focus + 1, now.row, now.col};
    const Spot from = m_view.state().spot().value_or(here);
    if (!m_walk.walking()) {
        if (from.part != Spot::Part::Map || from.index == 0) {
            emit informed(tr("Choose a cell of a map: from there the walk goes back to the input."));
            return;
        }
        m_view.pin(from); // it stays when the pointer leaves
    }
    m_walk.start(from.index, m_player.animated());
}

QString Stage::readOut(const Spot& spot) const
{
    const bool kernel = spot.part == Spot::Part::Kernel;
    const Tensor& tensor = kernel ? m_kernels[spot.index] : m_maps[spot.index];
    return tr("%1 · row %2 · column %3 · %4")
        .arg(tensor.name)
        .arg(spot.row)
        .arg(spot.col)
        .arg(tensor.view->cellText({spot.col, spot.row}));
}

void Stage::point(Spot::Part part, std::size_t index, std::optional<QPoint> cell)
{
    m_view.point(cell ? std::optional(Spot{part, index, cell->y(), cell->x()}) : std::nullopt);
}

void Stage::click(Spot::Part part, std::size_t index, QPoint cell)
{
    if (m_view.state().choosing) {
        if (part == Spot::Part::Map && index == *m_view.state().choosing)
            emit chosen({part, index, cell.y(), cell.x()});
        return;
    }
    if (part == Spot::Part::Kernel || index == 0)
        return m_view.pin({part, index, cell.y(), cell.x()});
    if (m_document.session().focus != index - 1) {
        Session after = m_document.session();
        after.focus = index - 1;
        m_document.edit(tr("Step through layer %1").arg(index), std::move(after));
    }
    m_player.seekTo({cell.y(), cell.x()});
}

void Stage::editCell(Spot::Part part, std::size_t index, QPoint cell, double value, int gesture)
{
    if (gesture != m_gesture.first)
        m_gesture = {gesture, m_document.newGesture()};
    const QString key = QStringLiteral("cell:%1:%2").arg(int(part)).arg(m_gesture.second);
    const Session& now = m_document.session();
    const Shape shape = part == Spot::Part::Kernel && index < now.layers.size() ? now.layers[index].kernel.shape()
                                                                                : now.input->shape();
    if (index >= now.layers.size() + 1 || cell.y() >= shape.rows || cell.x() >= shape.cols)
        return; // of a view that is about to go
    Session after = now;
    const QString where = QStringLiteral("[%1,%2]").arg(cell.y()).arg(cell.x());
    if (part == Spot::Part::Kernel) {
        after.layers[index].kernel.at(cell.y(), cell.x()) = float(value);
        const QString name = tensorNames(index, after.layers.size()).kernel;
        m_document.edit(changedTo(tr("Change %1%2").arg(name, where), number(value)), std::move(after), key);
        return;
    }
    if (index != 0)
        return;
    std::vector<Grid> planes;
    planes.push_back(after.input->grey());
    planes.front().at(cell.y(), cell.x()) = float(value);
    after.input = std::make_shared<const Picture>(after.input->name(), after.input->content(), std::move(planes),
                                                  std::string(), after.input->screen());
    m_document.edit(changedTo(tr("Change X%1").arg(where), number(value)), std::move(after), key);
}

} // namespace lab
