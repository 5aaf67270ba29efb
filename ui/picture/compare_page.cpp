// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/picture/compare_page.h"

#include "core/layers/alignment.h"
#include "core/layers/kernels.h"
#include "core/layers/step.h"
#include "core/session/trials.h"
#include "core/workshop/kernel_facts.h"
#include "ui/io/error_text.h"
#include "ui/model/history.h"
#include "ui/model/view_model.h"
#include "ui/paint/tensor_painter.h"
#include "ui/paint/words.h"
#include "ui/picture/kernel_box.h"
#include "ui/picture/kernel_turn.h"
#include "ui/scenes/picture_scene.h"
#include "ui/scenes/stage_state.h"
#include "ui/settings/layer_settings.h"
#include "ui/stage/stage.h"
#include "ui/widgets/explain_view.h"
#include "ui/widgets/segments.h"

#include <QComboBox>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace lab
{

namespace
{

constexpr int kKernelWidth = 200; ///< pixels

struct Direction {
    const char* sign;
    const char* name;
    Qt::Key key;
    int down, right;
};
constexpr std::array kDirections{
    Direction{"←", QT_TRANSLATE_NOOP("lab", "Move the input to the left"), Qt::Key_Left, 0, -1},
    Direction{"↑", QT_TRANSLATE_NOOP("lab", "Move the input up"), Qt::Key_Up, -1, 0},
    Direction{"↓", QT_TRANSLATE_NOOP("lab", "Move the input down"), Qt::Key_Down, 1, 0},
    Direction{"→", QT_TRANSLATE_NOOP("lab", "Move the input to the right"), Qt::Key_Right, 0, 1},
};

/// As the kernel lies on its windows in a convolution.
TensorScene turnedRound(TensorScene scene, const Grid& kernel)
{
    const Shape shape = kernel.shape();
    scene.planes = {Plane(rotated180(kernel))};
    for (FrameMark& mark : scene.frames)
        mark.cells.moveTopLeft({shape.cols - mark.cells.right(), shape.rows - mark.cells.bottom()});
    for (CellLabel& label : scene.labels)
        label = {shape.rows - 1 - label.row, shape.cols - 1 - label.col, label.text};
    return scene;
}

/// "X ⋆ K": what a layer does with a kernel.
QString productText(const Layer& layer, const QString& kernel)
{
    const QString sign = layer.spec.operation == Operation::Correlation ? QStringLiteral("⋆") : QStringLiteral("∗");
    return layer.pools() ? word(infoOf(layer.kind).label) : QStringLiteral("X %1 %2").arg(sign, kernel);
}

/// The step that a layer of another kernel is at when the first one is at `step`: at the same cell, and while that
/// one has no value yet, at as many products as there are at most.
Step stepBeside(Step step, const Geometry& first, const Geometry& other)
{
    if (other.taps() != first.taps()) {
        step.complete |= step.tap >= other.taps();
        step.tap = step.complete ? other.taps() - 1 : step.tap;
    }
    if (other.output() == first.output())
        return step;
    const Shape shape = other.output();
    step.cell = {std::min(step.cell.row, shape.rows - 1), std::min(step.cell.col, shape.cols - 1)};
    step.filled = std::int64_t(step.cell.row) * shape.cols + step.cell.col + (step.complete ? 1 : 0);
    return step;
}

Result<std::vector<Grid>> differencesOf(const Counterpart& counterpart, const std::vector<Plane>& output,
                                        const Geometry& geometry, OutputShift shift, const std::stop_token& stop)
{
    std::vector<Grid> differences;
    for (std::size_t p = 0; p < std::min(output.size(), counterpart.output.size()); ++p) {
        if (stop.stop_requested())
            return ErrorCode::Stopped;
        differences.push_back(
            differenceOf(output[p], geometry, counterpart.output[p], counterpart.geometries.back(), shift));
    }
    return differences;
}

std::optional<Greatest> greatestOfAll(const std::vector<Grid>& differences)
{
    std::optional<Greatest> greatest;
    for (const Grid& each : differences)
        if (const auto found = greatestOf(each);
            found && (!greatest || std::abs(found->value) > std::abs(greatest->value)))
            greatest = found;
    return greatest;
}

} // namespace

/// All that the counterpart is made of.
struct ComparePage::Wanted {
    Identity maps;
    CompareWith comparison;
    Layer layer;
    Grid other;
    std::size_t focus = 0;
    bool operator==(const Wanted&) const = default;
};

/// The counterpart, and what differs.
struct ComparePage::Found {
    Counterpart counterpart;
    std::shared_ptr<const FeatureMaps> maps; ///< of the counterpart's output alone
    std::vector<Plane> difference;
    std::optional<Greatest> greatest; ///< of all planes
};

ComparePage::ComparePage(Document& document, ViewModel& view, Stage& stage, QWidget* parent)
    : Page(parent), m_document(document), m_view(view), m_stage(stage)
{
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(makeBar());
    m_verdict = new QLabel(this);
    m_verdict->setWordWrap(true);
    m_verdict->setContentsMargins(16, 0, 16, 6);
    m_verdict->setTextInteractionFlags(Qt::TextSelectableByMouse);
    rows->addWidget(m_verdict);
    auto* grid = new QGridLayout;
    grid->setContentsMargins(16, 0, 16, 8);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(4);
    addPart(grid, kInput, 0, 0);
    addPart(grid, kKernel, 0, 1);
    addPart(grid, kOutput, 0, 2);
    addPart(grid, kDifference, 1, 0);
    addPart(grid, kOtherKernel, 1, 1);
    addPart(grid, kOtherOutput, 1, 2);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(2, 1);
    grid->setColumnMinimumWidth(1, kKernelWidth);
    rows->addLayout(grid, 1);
    rows->addWidget(makeFoot());
    m_turn = new KernelTurn(part(kOtherKernel));
    setFocusPolicy(Qt::StrongFocus);
    connect(&document, &Document::changed, this, &Page::follow);
    connect(&document, &Document::mapsChanged, this, &Page::follow);
    connect(&view, &ViewModel::changed, this, &Page::follow);
}

ComparePage::~ComparePage() = default;

QWidget* ComparePage::makeBar()
{
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(16, 8, 16, 8);
    row->setSpacing(8);
    m_againsts = new Segments(bar);
    m_againsts->setAccessibleName(tr("Compare with"));
    for (const auto& info : againsts())
        m_againsts->add(int(info.value), word(info.name), word(info.tip));
    connect(m_againsts, &Segments::chosen, this, [this](int id) {
        CompareWith now = comparison();
        now.against = Against(id);
        change(now);
        if (now.against == Against::Operation)
            m_turn->start();
        setFocus();
    });
    row->addWidget(m_againsts);
    m_presets = new QComboBox(bar);
    m_presets->setPlaceholderText(tr("Other kernel"));
    m_presets->setAccessibleName(m_presets->placeholderText());
    for (const KernelPreset& preset : kernelPresets())
        m_presets->addItem(word(preset.name));
    connect(m_presets, &QComboBox::activated, this, [this](int index) {
        changeSession(
            m_document, m_presets, changedTo(tr("Another kernel to compare with"), m_presets->itemText(index)),
            [&](Session& session) { session.other = kernelPresets()[std::size_t(index)].values(); }, [] {});
    });
    row->addWidget(m_presets);
    m_swap = new QToolButton(bar);
    m_swap->setText(tr("swap"));
    m_swap->setToolTip(tr("Exchanges the kernels K and K₂"));
    m_swap->setProperty("round", true);
    m_swap->setFocusPolicy(Qt::TabFocus);
    connect(m_swap, &QToolButton::clicked, this, &ComparePage::swapKernels);
    row->addWidget(m_swap);
    row->addWidget(m_shiftBox = makeShiftBox());
    row->addStretch(1);
    return bar;
}

QWidget* ComparePage::makeShiftBox()
{
    auto* box = new QWidget(this);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    for (const Direction& direction : kDirections) {
        auto* button = new QToolButton(box);
        button->setText(QString::fromUtf8(direction.sign));
        button->setAccessibleName(lab::tr(direction.name));
        button->setToolTip(button->accessibleName());
        button->setProperty("round", true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setAutoRepeat(true);
        connect(button, &QToolButton::clicked, this, [this, &direction] { shift(direction.down, direction.right); });
        row->addWidget(button);
    }
    auto* back = new QToolButton(box);
    back->setText(tr("back"));
    back->setToolTip(tr("The input where it was"));
    back->setProperty("round", true);
    back->setFocusPolicy(Qt::TabFocus);
    connect(back, &QToolButton::clicked, this, [this] { change({Against::Shift, 0, 0}); });
    row->addWidget(back);
    m_shiftText = new QLabel(box);
    m_shiftText->setProperty("muted", true);
    row->addSpacing(6);
    row->addWidget(m_shiftText);
    return box;
}

QWidget* ComparePage::makeFoot()
{
    auto* foot = new QWidget(this);
    foot->setObjectName(QStringLiteral("sentence"));
    foot->setAttribute(Qt::WA_StyledBackground);
    auto* rows = new QVBoxLayout(foot);
    rows->setContentsMargins(0, 0, 12, 0);
    rows->setSpacing(0);
    for (ExplainView*& explain : m_explains) {
        explain = new ExplainView(foot);
        explain->setSymbols(false);
        rows->addWidget(explain);
    }
    return foot;
}

void ComparePage::addPart(QGridLayout* grid, Part part, int row, int column)
{
    Tensor& tensor = m_parts[part];
    tensor.title = new QLabel(this);
    tensor.title->setProperty("heading", true);
    tensor.view = new TensorView(this);
    tensor.view->setMinimumSize(60, 40);
    const bool kernel = part == kKernel || part == kOtherKernel;
    tensor.view->setKeys(kernel ? TensorView::Keys::Edit : TensorView::Keys::Step);
    grid->addWidget(tensor.title, 2 * row, column);
    grid->addWidget(tensor.view, 2 * row + 1, column);
    grid->setRowStretch(2 * row + 1, 1);
    connect(tensor.view, &TensorView::hovered, this, [this, part](std::optional<QPoint> cell) { point(part, cell); });
    connect(tensor.view, &TensorView::clicked, this, [this, part](QPoint cell) {
        m_view.pin(spotOf(part, cell));
        if (part == kOutput || part == kOtherOutput || part == kDifference)
            m_view.seekTo({cell.y(), cell.x()});
    });
    if (kernel)
        connect(tensor.view, &TensorView::edited, this,
                [this, part](QPoint cell, double value, int gesture) { editKernel(part, cell, value, gesture); });
    else
        connect(tensor.view, &TensorView::viewportChanged, this, [this, part] { link(part); });
}

const CompareWith& ComparePage::comparison() const
{
    return m_view.state().comparison;
}

PerAxis ComparePage::moved() const
{
    const CompareWith& with = comparison();
    return with.against == Against::Shift ? PerAxis{with.down, with.right} : PerAxis{0, 0};
}

void ComparePage::change(const CompareWith& comparison)
{
    const Shape shape = m_document.session().input->shape();
    CompareWith within = comparison;
    within.down = std::clamp(within.down, -shape.rows, shape.rows);
    within.right = std::clamp(within.right, -shape.cols, shape.cols);
    m_view.setComparison(within);
}

void ComparePage::shift(int down, int right)
{
    const CompareWith& now = comparison();
    change({Against::Shift, now.down + down, now.right + right});
}

void ComparePage::keyPressEvent(QKeyEvent* event)
{
    const auto found = std::ranges::find(kDirections, event->key(), &Direction::key);
    if (comparison().against == Against::Shift && found != kDirections.end() &&
        (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier)
        shift(found->down, found->right);
    else
        Page::keyPressEvent(event);
}

/// The maps are those of the present layers.
bool ComparePage::whole() const
{
    const auto maps = m_document.maps();
    const std::size_t focus = m_document.focus();
    return maps && focus < maps->maps.size() && !maps->maps[focus].empty() &&
           maps->maps[focus].front().shape() == m_document.geometry().output() &&
           maps->maps[focus].size() == m_document.planesRead().size();
}

void ComparePage::refresh()
{
    if (!whole()) { // it is made anew once they are
        m_job.cancel();
        m_wanted.reset();
        m_found.reset();
        m_problem.clear();
        for (const Tensor& tensor : m_parts)
            tensor.view->setScene({});
        for (ExplainView* explain : m_explains)
            explain->setFormula({});
        return setTexts();
    }
    const Session& session = m_document.session();
    Wanted wanted{m_document.maps()->identity, comparison(), session.layer(), otherKernel(session), session.focus};
    if (wanted.comparison.against != Against::Shift)
        wanted.comparison.down = wanted.comparison.right = 0;
    if (!m_wanted || *m_wanted != wanted) {
        m_wanted = std::make_unique<Wanted>(wanted);
        seek();
    }
    setTexts();
    showScenes();
}

/// Small ones at once: nothing is seen between two steps.
void ComparePage::seek()
{
    constexpr double kAtOnce = 2e5; // products
    const auto find = [session = m_document.session(), maps = m_document.maps(), comparison = m_wanted->comparison,
                       shift = outputShiftOf(m_document.geometries(), m_wanted->focus, moved()),
                       geometries = m_document.geometries()](const std::stop_token& stop) -> Result<Found> {
        auto counterpart = counterpartOf(session, *maps, comparison, {.stop = stop});
        if (!counterpart)
            return counterpart.error();
        auto differences =
            differencesOf(*counterpart, shownMaps(maps, session.focus), geometries[session.focus], shift, stop);
        if (!differences)
            return differences.error();
        Found found;
        found.greatest = greatestOfAll(*differences);
        for (Grid& each : *differences)
            found.difference.emplace_back(std::move(each));
        FeatureMaps outputs;
        outputs.maps.resize(session.focus + 1);
        outputs.maps.back() = std::move(counterpart->output);
        found.maps = std::make_shared<const FeatureMaps>(std::move(outputs));
        found.counterpart = std::move(*counterpart);
        return found;
    };
    const auto take = [this](Result<Found> found) {
        m_problem = found ? QString() : sentence(found.error());
        m_found = found ? std::make_unique<Found>(std::move(*found)) : nullptr;
    };
    double products = 0;
    for (const Geometry& g : m_document.geometries())
        products += double(g.output().cells()) * g.taps();
    if (products <= kAtOnce)
        return take(find({}));
    m_job.start(find, [this, take](Result<Found> found) {
        take(std::move(found));
        follow();
    });
}

void ComparePage::showScenes()
{
    StageState state = m_stage.stateNow();
    const PictureLook& look = m_view.state().look;
    const Session& session = m_document.session();
    const std::size_t focus = session.focus;
    if (state.maps != m_document.maps() || focus >= state.maps->maps.size() || focus >= state.geometries.size())
        return; // the stage has not followed yet
    const StageScenes scenes = stageScenes(state);
    const PictureScene seen = pictureScene(scenes, m_document.geometry(), look);
    const auto show = [this](Part part, TensorScene scene) { m_parts[part].view->setScene(std::move(scene)); };
    show(kInput, seen.before);
    show(kKernel, scenes.kernels[focus]);
    show(kOutput, seen.after);
    m_explains[0]->setFormula(scenes.formula);
    if (!m_found) {
        for (const Part part : {kOtherKernel, kOtherOutput, kDifference})
            show(part, {});
        m_explains[1]->setFormula({});
        return fitAll();
    }
    StageState other = state;
    const auto before = state.maps;
    other.session = m_found->counterpart.session;
    other.geometries = m_found->counterpart.geometries;
    other.kernels = shownKernels(other.session);
    other.step = stepBeside(other.step, state.geometries[focus], other.geometries[focus]);
    FeatureMaps joined; // the layers before are those of the session, but of a shifted input
    joined.maps = m_found->maps->maps;
    if (comparison().against != Against::Shift)
        for (std::size_t l = 0; l < focus; ++l)
            joined.maps[l] = before->maps[l];
    other.maps = std::make_shared<const FeatureMaps>(std::move(joined));
    const StageScenes others = stageScenes(other);
    PictureScene otherSeen = pictureScene(others, other.geometries[focus], look);
    otherSeen.after.scale = seen.after.scale; // one scale for both
    otherSeen.after.screen = seen.after.screen;
    show(kOtherOutput, otherSeen.after);
    show(kOtherKernel, turned() ? turnedRound(others.kernels[focus], session.layer().kernel) : others.kernels[focus]);
    // In the colours of outputs that have a sign, else around zero by its own numbers.
    const ColourScale& scale = seen.after.scale;
    TensorScene difference = planeScene(m_found->difference.front(),
                                        scale.kind == ScaleKind::Diverging ? std::optional(scale) : std::nullopt);
    difference.planes = m_found->difference;
    difference.computed = true;
    difference.frames = otherSeen.after.frames;
    difference.filled = otherSeen.after.filled;
    show(kDifference, std::move(difference));
    m_explains[1]->setFormula(others.formula);
    if (!m_zoomed)
        fitAll();
}

bool ComparePage::turned() const
{
    return comparison().against == Against::Operation &&
           m_document.session().layer().spec.operation == Operation::Correlation;
}

void ComparePage::setTexts()
{
    const Session& session = m_document.session();
    const Layer& layer = session.layer();
    const Against against = comparison().against;
    m_againsts->choose(int(against));
    setProperty("ownKeys", against == Against::Shift); // the arrows move the input
    m_presets->setVisible(against == Against::Kernel);
    m_swap->setVisible(against == Against::Kernel);
    m_shiftBox->setVisible(against == Against::Shift);
    if (const KernelPreset* preset = presetOf(otherKernel(session)))
        m_presets->setCurrentIndex(int(preset - kernelPresets().data()));
    else
        m_presets->setCurrentIndex(-1);
    m_shiftText->setText(
        tr("down %1, right %2").arg(exactNumber(double(comparison().down)), exactNumber(double(comparison().right))));
    Layer other = layer;
    if (against == Against::Operation)
        other.spec.operation =
            layer.spec.operation == Operation::Correlation ? Operation::Convolution : Operation::Correlation;
    const QString name = against == Against::Kernel ? QStringLiteral("K₂") : QStringLiteral("K");
    const std::array<QString, kParts> titles{
        session.focus == 0 ? tr("Input X") : tr("Map before the layer"),
        tr("Kernel %1").arg(QStringLiteral("K")),
        tr("Output %1").arg(productText(layer, QStringLiteral("K"))),
        tr("Difference, lower output minus upper"),
        turned() ? tr("Kernel K, turned by 180°") : tr("Kernel %1").arg(name),
        against == Against::Shift ? tr("Output of the moved input") : tr("Output %1").arg(productText(other, name))};
    for (std::size_t i = 0; i < kParts; ++i) {
        m_parts[i].title->setText(titles[i]);
        m_parts[i].view->setName(titles[i]);
    }
    part(kKernel)->setEditable(!layer.pools());
    part(kOtherKernel)->setEditable(against == Against::Kernel && !layer.pools());
    m_verdict->setText(verdictText());
}

QString ComparePage::verdict() const
{
    return m_verdict->text();
}

QString ComparePage::verdictText() const
{
    if (!m_problem.isEmpty())
        return tr("%1 There is nothing to compare.").arg(m_problem);
    if (!m_found)
        return tr("Computing …");
    const Session& session = m_document.session();
    const auto& greatest = m_found->greatest;
    const bool same = !greatest || greatest->value == 0;
    const QString most = greatest ? tr("The greatest difference is %1, at [%2,%3].")
                                        .arg(number(greatest->value))
                                        .arg(greatest->cell.row)
                                        .arg(greatest->cell.col)
                                  : tr("No cells of the outputs belong together.");
    switch (comparison().against) {
    case Against::Operation: {
        const auto symmetries = symmetriesOf(session.layer().kernel);
        const QString who = tr("Cross-correlation: PyTorch, TensorFlow, OpenCV filter2D, SciPy correlate2d, MATLAB "
                               "filter2. Convolution: SciPy convolve2d, NumPy convolve, MATLAB conv2.");
        if (session.layer().pools())
            return tr("A pooling has no kernel that could be turned.");
        if (symmetries.halfTurn)
            return tr("Identical, because this kernel is its own turn by 180°.") + QLatin1Char(' ') + who;
        if (symmetries.antisymmetric)
            return tr("Only the sign differs, because turned by 180° this kernel is its negative.") +
                   QLatin1Char(' ') + most + QLatin1Char(' ') + who;
        return most + QLatin1Char(' ') + who;
    }
    case Against::Kernel:
        return same && greatest ? tr("Both kernels give the same on this input.") : most;
    case Against::Shift:
        break;
    }
    if (!outputShiftOf(m_document.geometries(), session.focus, moved()).exact)
        return tr("The input moved by no whole number of strides: no shift of the output is the same. Compared with "
                  "the "
                  "nearest. ") +
               most;
    return same ? tr("The output moves with the input: moved along, it is the same.")
                : tr("The output moves with the input, but not where cells leave at one side and come in at the "
                     "other, "
                     "or at the padding. ") +
                      most;
}

Spot ComparePage::spotOf(Part part, QPoint cell) const
{
    const Session& session = m_document.session();
    if (part == kOtherKernel && turned()) {
        const Shape shape = session.layer().kernel.shape();
        cell = {shape.cols - 1 - cell.x(), shape.rows - 1 - cell.y()};
    }
    const bool kernel = part == kKernel || part == kOtherKernel;
    return {kernel ? Spot::Part::Kernel : Spot::Part::Map,
            kernel || part == kInput ? session.focus : session.focus + 1, cell.y(), cell.x()};
}

void ComparePage::point(Part part, std::optional<QPoint> cell)
{
    m_view.point(cell ? std::optional(spotOf(part, *cell)) : std::nullopt);
}

void ComparePage::editKernel(Part part, QPoint cell, double value, int gesture)
{
    const bool second = part == kOtherKernel;
    const Session& session = m_document.session();
    Grid kernel = second ? otherKernel(session) : session.layer().kernel;
    if (cell.y() >= kernel.rows() || cell.x() >= kernel.cols())
        return;
    kernel.at(cell.y(), cell.x()) = float(value);
    const QString key = QStringLiteral("compared:%1:%2").arg(int(part)).arg(gesture);
    if (!second)
        return putKernel(m_document, this->part(part),
                         changedTo(tr("Change K[%1,%2]").arg(cell.y()).arg(cell.x()), number(value)),
                         std::move(kernel), key);
    changeSession(
        m_document, this->part(part), changedTo(tr("Change K₂[%1,%2]").arg(cell.y()).arg(cell.x()), number(value)),
        [&](Session& s) { s.other = std::move(kernel); }, [] {}, key);
}

void ComparePage::swapKernels()
{
    changeSession(
        m_document, m_swap, tr("Swap the kernels"),
        [](Session& session) { session.other = std::exchange(session.layer().kernel, otherKernel(session)); }, [] {});
}

/// The outputs and the difference show the same part; the input what lies under it.
void ComparePage::link(Part from)
{
    if (m_linking)
        return;
    m_linking = true;
    m_zoomed = true;
    const PictureScene seen =
        pictureScene(plainScenes(m_stage.stateNow()), m_document.geometry(), m_view.state().look);
    const Viewport mine = part(from)->viewport();
    const Viewport ofOutput = from == kInput ? seen.afterViewport(mine) : mine;
    for (const Part to : {kOutput, kOtherOutput, kDifference})
        if (to != from)
            part(to)->setViewport(ofOutput);
    if (from != kInput)
        part(kInput)->setViewport(seen.beforeViewport(ofOutput));
    m_zoomed = !part(from)->fitted();
    m_linking = false;
}

void ComparePage::zoom(double factor)
{
    part(kOutput)->zoom(factor); // the others follow
}

void ComparePage::fit()
{
    m_zoomed = false;
    fitAll();
}

/// Cells that are told apart are of one size, also those of the kernels.
void ComparePage::fitAll()
{
    const auto fitting = [this](Part each) {
        const TensorView* view = part(each);
        const QRectF content = view->scene().content();
        return content.isEmpty() ? Viewport::kLargestCell
                                 : Viewport::fitting(content, view->size(), TensorView::kInset).scale;
    };
    const double maps = std::min({fitting(kInput), fitting(kOutput), fitting(kOtherOutput), fitting(kDifference)});
    const double kernels = std::min(fitting(kKernel), fitting(kOtherKernel));
    const bool cells = maps >= TensorPainter::kGridFrom;
    m_linking = true;
    for (std::size_t i = 0; i < kParts; ++i) {
        TensorView* view = m_parts[i].view;
        const QRectF content = view->scene().content();
        if (content.isEmpty())
            continue;
        const bool kernel = i == kKernel || i == kOtherKernel;
        const double scale = !kernel ? maps : cells ? std::min(maps, kernels) : kernels;
        const QSizeF room(view->size());
        view->setViewport({scale, QPointF(room.width(), room.height()) / 2 - content.center() * scale});
    }
    m_linking = false;
}

void ComparePage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    fit();
}

} // namespace lab
