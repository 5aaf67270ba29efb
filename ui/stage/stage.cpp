// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stage/stage.h"

#include "core/numbers/number_text.h"
#include "core/session/evaluate.h"
#include "core/session/session.h"
#include "ui/scenes/stage_state.h"
#include "ui/scenes/stage_text.h"
#include "ui/stage/stack_strip.h"

#include <QKeyEvent>
#include <QPainter>

#include <cassert>

namespace lab
{

namespace
{

constexpr int kMargin = 16;

QFont titleFont(const QFont& font)
{
    QFont title = font;
    title.setBold(true);
    title.setPointSizeF(font.pointSizeF() * 1.12);
    return title;
}

} // namespace

Stage::Stage(Document& document, Player& player, QWidget* parent)
    : QWidget(parent), m_document(document), m_player(player)
{
    setFocusPolicy(Qt::ClickFocus);
    setAccessibleName(tr("Stage"));
    m_shownKernels = shownKernels(document.session());
    document.visibleOutput = [this] { return outputView()->visibleCells(); };
    connect(&document, &Document::changed, this, [this](const Changes& changes) {
        if (changes.geometry || changes.focus) {
            m_pin = m_hover = std::nullopt;
            m_walk.stop();
        }
        if (changes.weights || changes.geometry)
            m_shownKernels = shownKernels(m_document.session());
        refresh();
    });
    connect(&document, &Document::mapsChanged, this, &Stage::refresh);
    m_strip = new StackStrip(this);
    constexpr auto kMap = StageSpot::Part::Map;
    connect(m_strip, &StackStrip::hovered, this,
            [this](std::size_t map, std::optional<QPoint> cell) { point(kMap, map, cell); });
    connect(m_strip, &StackStrip::clicked, this, [this](std::size_t map, QPoint cell) { click(kMap, map, cell); });
    connect(m_strip, &StackStrip::cursorMoved, this, [this](std::size_t map, QPoint cell) { pin(kMap, map, cell); });
    connect(m_strip, &StackStrip::left, this, &Stage::unpin);
    connect(&m_walk, &FieldWalk::moved, this, &Stage::refresh);
    connect(&player, &Player::moved, this, &Stage::stepped);
    connect(&player, &Player::windowMoved, this, &Stage::refresh);
    connect(&player, &Player::settingsChanged, this, &Stage::refresh);
    refresh();
}

std::vector<QWidget*> Stage::Tensor::widgets() const
{
    std::vector<QWidget*> all{title, subtitle, view};
    if (bias)
        all.insert(all.end(), {biasLabel, bias});
    return all;
}

Stage::Tensor Stage::makeTensor(StageSpot::Part part, std::size_t index)
{
    Tensor tensor;
    tensor.title = new QLabel(this);
    tensor.title->setFont(titleFont(font()));
    tensor.subtitle = new QLabel(this);
    tensor.subtitle->setProperty("muted", true);
    tensor.view = new TensorView(this);
    tensor.view->setKeys(part == StageSpot::Part::Map && index > 0 ? TensorView::Keys::Step : TensorView::Keys::Edit);
    connect(tensor.view, &TensorView::hovered, this,
            [this, part, index](std::optional<QPoint> cell) { point(part, index, cell); });
    connect(tensor.view, &TensorView::clicked, this, [this, part, index](QPoint cell) { click(part, index, cell); });
    connect(tensor.view, &TensorView::cursorMoved, this,
            [this, part, index](QPoint cell) { pin(part, index, cell); });
    connect(tensor.view, &TensorView::left, this, &Stage::unpin);
    connect(tensor.view, &TensorView::edited, this, [this, part, index](QPoint cell, double value, int gesture) {
        editCell(part, index, cell, value, gesture);
    });
    if (part == StageSpot::Part::Map)
        connect(tensor.view, &TensorView::viewportChanged, this, [this, index] { link(index); });
    if (part == StageSpot::Part::Kernel)
        addBias(tensor, index);
    return tensor;
}

void Stage::addBias(Tensor& tensor, std::size_t layer)
{
    tensor.biasLabel = new QLabel(tr("bias b"), this);
    tensor.biasLabel->setProperty("muted", true);
    NumberField* field = tensor.bias = new NumberField(NumberField::Precision::Single, this);
    field->setSingleStep(0.1);
    field->setAccessibleName(tr("Bias b"));
    field->setAlignment(Qt::AlignCenter);
    tensor.biasLabel->setBuddy(field);
    connect(field, &NumberField::valueChanged, this,
            [this, field, layer](double value) { setBias(layer, value, field->gesture()); });
}

void Stage::makeTensors()
{
    const std::size_t layers = m_document.session().layers.size();
    if (m_kernels.size() == layers)
        return;
    const auto adjust = [this](std::vector<Tensor>& tensors, std::size_t count, StageSpot::Part part) {
        while (tensors.size() > count) {
            for (QWidget* widget : tensors.back().widgets()) {
                widget->hide();
                widget->deleteLater();
            }
            tensors.pop_back();
        }
        while (tensors.size() < count)
            tensors.push_back(makeTensor(part, tensors.size()));
    };
    adjust(m_maps, layers + 1, StageSpot::Part::Map);
    adjust(m_kernels, layers, StageSpot::Part::Kernel);
    for (std::size_t l = 0; l < layers; ++l) { // as they stand, from left to right
        setTabOrder(m_maps[l].view, m_kernels[l].view);
        setTabOrder(m_kernels[l].view, m_kernels[l].bias);
        setTabOrder(m_kernels[l].bias, m_maps[l + 1].view);
    }
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
    StageState state;
    state.session = m_document.session();
    state.geometries = m_document.geometries();
    state.maps = m_document.maps();
    state.kernels = m_shownKernels;
    state.step = m_player.step();
    state.spot = m_hover ? m_hover : m_pin;
    state.progressive = m_player.progressive();
    state.plane = m_plane;
    state.windowAt = m_player.windowAt();
    state.shadePaths = m_shadePaths;
    state.walk = m_walk.reach();
    return state;
}

void Stage::refresh()
{
    makeTensors();
    if (m_plane >= m_document.session().planes())
        m_plane = 0;
    const StageState state = stateNow();
    m_scenes = stageScenes(state, themeOf(palette()));
    m_strip->setVisible(m_scenes.strip());
    if (m_scenes.strip())
        m_strip->show(state, m_scenes);
    setTexts(state);
    const auto items = stageItems(m_scenes);
    if (items != m_items) {
        m_items = items;
        placeTensors();
    }
    elideSubtitles();
    applyScenes();
    const QString readOutNow = state.spot ? readOut(*state.spot) : QString();
    if (readOutNow != m_readOut) {
        m_readOut = readOutNow;
        emit pointed(m_readOut);
    }
    emit formulaChanged();
    update();
}

void Stage::setTexts(const StageState& state)
{
    const auto setText = [](const Tensor& tensor, const StageText& text, const QString& note) {
        const QString subtitle = note.isEmpty() ? text.subtitle : text.subtitle + QStringLiteral(" · ") + note;
        tensor.title->setText(text.title);
        tensor.subtitle->setToolTip(subtitle);
        tensor.view->setName(QStringLiteral("%1, %2").arg(text.title, subtitle));
    };
    for (std::size_t m = 0; m < m_maps.size(); ++m)
        setText(m_maps[m], mapText(state, m), m_scenes.notes[m]);
    for (std::size_t l = 0; l < m_kernels.size(); ++l) {
        setText(m_kernels[l], kernelText(state, l), {});
        const float bias = state.session.layers[l].bias;
        m_kernels[l].bias->setValue(double(bias));
        m_kernels[l].bias->setToolTip(tr("Added to every output cell: %1; any number, also 0,5 or 1/9")
                                          .arg(QString::fromStdString(shortest(bias))));
    }
}

void Stage::elideSubtitles()
{
    for (auto* tensors : {&m_maps, &m_kernels})
        for (const Tensor& tensor : *tensors)
            tensor.subtitle->setText(tensor.subtitle->fontMetrics().elidedText(
                tensor.subtitle->toolTip(), Qt::ElideRight, tensor.subtitle->width()));
}

void Stage::applyScenes()
{
    for (std::size_t m = 0; m < m_maps.size(); ++m) {
        m_maps[m].view->setEditable(m == 0 && inputEditable());
        m_maps[m].view->setScene(m_scenes.maps[m]);
    }
    for (std::size_t l = 0; l < m_kernels.size(); ++l) {
        m_kernels[l].view->setEditable(!m_document.session().layers[l].pools());
        m_kernels[l].view->setScene(m_scenes.kernels[l]);
    }
}

void Stage::placeTensors()
{
    const int line = fontMetrics().height();
    QRect area = rect().adjusted(kMargin, kMargin / 2, -kMargin, -kMargin / 2);
    if (m_scenes.strip()) {
        m_strip->setGeometry(QRect(area.topLeft(), QSize(area.width(), int(area.height() * kStripShare))));
        area.setTop(area.top() + m_strip->usedHeight());
    }
    m_layout = layoutStage(area, m_items, line);
    for (auto* tensors : {&m_maps, &m_kernels})
        for (const Tensor& tensor : *tensors)
            for (QWidget* widget : tensor.widgets())
                widget->hide();
    for (std::size_t i = 0; i < m_layout.places.size(); ++i) {
        const StageSlot& place = m_layout.places[i];
        const bool kernel = m_items[i].kernel;
        const Tensor& tensor = (kernel ? m_kernels : m_maps)[m_items[i].index];
        const bool bias = kernel && !m_document.session().layers[m_items[i].index].pools();
        for (QWidget* widget : tensor.widgets()) {
            assert(widget);
            widget->setVisible(bias || (widget != tensor.bias && widget != tensor.biasLabel));
        }
        tensor.title->setGeometry(place.header.left(), place.header.top(), place.header.width(), line + 5);
        tensor.subtitle->setGeometry(place.header.left(), place.header.top() + line + 4, place.header.width(),
                                     line + 2);
        constexpr int in = TensorView::kInset;
        tensor.view->setGeometry(place.view.adjusted(-in, -in, in, in));
        if (!kernel)
            continue;
        tensor.biasLabel->setText(place.below.width() < line * 8 ? QStringLiteral("b") : tr("bias b"));
        const int labelWidth = tensor.biasLabel->sizeHint().width();
        const int high = tensor.bias->sizeHint().height();
        tensor.biasLabel->setGeometry(place.below.left(), place.below.top(), labelWidth, high);
        tensor.bias->setGeometry(place.below.left() + labelWidth + 8, place.below.top(),
                                 std::clamp(place.below.width() - labelWidth - 8, 64, 104), high);
    }
    elideSubtitles();
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
        if (!scene.planes.empty())
            paintScaleBar(painter, m_layout.places[i].below, scene.scale, scene.planes.size() == 3, theme, small);
    }
    paintOperators(painter, m_layout, m_items, m_document.session(), theme, font());
}

void Stage::resizeEvent(QResizeEvent*)
{
    placeTensors();
}

void Stage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        for (auto* tensors : {&m_maps, &m_kernels})
            for (const Tensor& tensor : *tensors)
                tensor.title->setFont(titleFont(font()));
        refresh();
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
        if (event->key() == Qt::Key_Escape && m_pin)
            return unpin();
        QWidget::keyPressEvent(event);
        return;
    }
    OutputCell cell = m_player.step().cell;
    cell.row = std::clamp(cell.row + rows, 0, m_document.geometry().rows.output - 1);
    m_player.seekTo(cell);
}

/// A step, or play, lets go of what was pinned, and of what is only pointed at: the pointer answers when it moves
/// again.
void Stage::stepped()
{
    m_hover.reset();
    for (auto* tensors : {&m_maps, &m_kernels})
        for (const Tensor& tensor : *tensors)
            tensor.view->forgetPointer();
    unpin();
}

void Stage::unpin()
{
    m_pin.reset();
    m_walk.stop();
    refresh();
}

void Stage::pin(StageSpot::Part part, std::size_t index, QPoint cell)
{
    m_pin = StageSpot{part, index, cell.y(), cell.x()};
    refresh();
}

void Stage::walkBack()
{
    const StageSpot here{StageSpot::Part::Map, m_document.session().focus + 1, m_player.step().cell.row,
                         m_player.step().cell.col};
    const StageSpot from = m_hover ? *m_hover : m_pin.value_or(here);
    if (!m_walk.walking()) {
        if (from.part != StageSpot::Part::Map || from.index == 0) {
            emit informed(tr("Choose a cell of a map: from there the walk goes back to the input."));
            return;
        }
        m_pin = from; // it stays when the pointer leaves
    }
    m_walk.start(from.index, m_player.animated());
}

void Stage::setShadePaths(bool shade)
{
    m_shadePaths = shade;
    refresh();
}

void Stage::setPlane(int plane)
{
    m_plane = plane;
    refresh();
}

QString Stage::readOut(const StageSpot& spot) const
{
    const bool kernel = spot.part == StageSpot::Part::Kernel;
    const Tensor& tensor = kernel ? m_kernels[spot.index] : m_maps[spot.index];
    return tr("%1 · row %2 · column %3 · %4")
        .arg(tensor.title->text())
        .arg(spot.row)
        .arg(spot.col)
        .arg(tensor.view->cellText({spot.col, spot.row}));
}

void Stage::point(StageSpot::Part part, std::size_t index, std::optional<QPoint> cell)
{
    pointAt(cell ? std::optional(StageSpot{part, index, cell->y(), cell->x()}) : std::nullopt);
}

void Stage::pointAt(const std::optional<StageSpot>& spot)
{
    m_hover = spot;
    refresh();
}

void Stage::click(StageSpot::Part part, std::size_t index, QPoint cell)
{
    if (part == StageSpot::Part::Kernel || index == 0) {
        m_pin = StageSpot{part, index, cell.y(), cell.x()};
        refresh();
        return;
    }
    if (m_document.session().focus != index - 1) {
        Session after = m_document.session();
        after.focus = index - 1;
        m_document.edit(tr("Step through layer %1").arg(index), std::move(after));
    }
    m_player.seekTo({cell.y(), cell.x()});
}

void Stage::editCell(StageSpot::Part part, std::size_t index, QPoint cell, double value, int gesture)
{
    if (gesture != m_gesture.first)
        m_gesture = {gesture, m_document.newGesture()};
    const QString key = QStringLiteral("cell:%1:%2").arg(int(part)).arg(m_gesture.second);
    const Session& now = m_document.session();
    const Shape shape = part == StageSpot::Part::Kernel && index < now.layers.size()
                            ? now.layers[index].kernel.shape()
                            : now.input->shape();
    if (index >= now.layers.size() + 1 || cell.y() >= shape.rows || cell.x() >= shape.cols)
        return; // of a view that is about to go
    Session after = now;
    const QString where = QStringLiteral("[%1,%2]").arg(cell.y()).arg(cell.x());
    if (part == StageSpot::Part::Kernel) {
        after.layers[index].kernel.at(cell.y(), cell.x()) = float(value);
        const QString name = tensorNames(index, after.layers.size()).kernel;
        m_document.edit(tr("Change %1%2").arg(name, where), std::move(after), key);
        return;
    }
    if (index != 0)
        return;
    std::vector<Grid> planes;
    planes.push_back(after.input->grey());
    planes.front().at(cell.y(), cell.x()) = float(value);
    after.input = std::make_shared<const Picture>(after.input->name(), after.input->content(), std::move(planes));
    m_document.edit(tr("Change X%1").arg(where), std::move(after), key);
}

void Stage::setBias(std::size_t layer, double value, int gesture)
{
    Session after = m_document.session();
    after.layers[layer].bias = float(value);
    if (!m_document.edit(tr("Change the bias"), std::move(after), QStringLiteral("field:%1").arg(gesture)))
        refresh(); // the field shows what is
}

/// Shows in every other map what `map` shows: an output cell lies where its window's middle lies.
void Stage::link(std::size_t map)
{
    if (m_linking || !m_layout.pictures)
        return;
    m_linking = true;
    const auto& geometries = m_document.geometries();
    const auto shift = [](const Axis& axis) { return (axis.extent() - axis.stride) / 2.0 - axis.margin.before; };
    Viewport viewport = m_maps[map].view->viewport();
    const QPointF corner = m_maps[map].view->rect().center();
    const auto show = [&](std::size_t other) {
        Viewport moved = viewport;
        moved.origin += QPointF(m_maps[other].view->rect().center()) - corner;
        m_maps[other].view->setViewport(moved);
    };
    for (std::size_t m = map; m < geometries.size(); ++m) {
        const Geometry& g = geometries[m];
        viewport.origin += QPointF(shift(g.cols), shift(g.rows)) * viewport.scale;
        viewport.scale *= g.cols.stride;
        show(m + 1);
    }
    viewport = m_maps[map].view->viewport();
    for (std::size_t m = map; m-- > 0;) {
        const Geometry& g = geometries[m];
        viewport.scale /= g.cols.stride;
        viewport.origin -= QPointF(shift(g.cols), shift(g.rows)) * viewport.scale;
        show(m);
    }
    m_linking = false;
}

void Stage::zoom(double factor)
{
    for (const Tensor& tensor : m_maps)
        if (tensor.view->hasFocus()) {
            tensor.view->zoom(factor);
            return;
        }
    if (m_layout.pictures) // about the window that is explained
        outputView()->zoom(factor,
                           outputView()->cellRect({m_player.step().cell.col, m_player.step().cell.row}).center());
    else
        for (const Tensor& tensor : m_maps)
            tensor.view->zoom(factor);
}

void Stage::fit()
{
    for (auto* tensors : {&m_maps, &m_kernels})
        for (const Tensor& tensor : *tensors)
            tensor.view->fit();
}

std::optional<StageSpot> Stage::focusedTensor() const
{
    for (std::size_t l = 0; l < m_kernels.size(); ++l)
        if (m_kernels[l].view->hasFocus())
            return StageSpot{StageSpot::Part::Kernel, l, 0, 0};
    for (std::size_t m = 0; m < m_maps.size(); ++m)
        if (m_maps[m].view->hasFocus())
            return StageSpot{StageSpot::Part::Map, m, 0, 0};
    return std::nullopt;
}

} // namespace lab
