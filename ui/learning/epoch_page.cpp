// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/learning/epoch_page.h"

#include "core/layers/step.h"
#include "ui/model/player.h"
#include "ui/paint/words.h"
#include "ui/scenes/gradient_formula.h"
#include "ui/scenes/sentences.h"
#include "ui/widgets/choice_button.h"
#include "ui/widgets/explain_view.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/live_label.h"
#include "ui/widgets/operator_view.h"
#include "ui/widgets/possible.h"
#include "ui/widgets/style.h"

#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QRegularExpression>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cassert>
#include <cmath>

namespace lab
{

using namespace Qt::StringLiterals;

namespace
{

constexpr double kDifferenceStep = 1e-3;

struct PhaseInfo {
    Phase phase;
    const char* name;
    const char* tip;
};
constexpr PhaseInfo kPhaseTable[] = {
    {Phase::Forward, QT_TRANSLATE_NOOP("lab::EpochPage", "1 Forward"),
     QT_TRANSLATE_NOOP("lab::EpochPage", "The output of the kernel as it is")},
    {Phase::Residual, QT_TRANSLATE_NOOP("lab::EpochPage", "2 Residual"),
     QT_TRANSLATE_NOOP("lab::EpochPage", "What it is too much, or too little")},
    {Phase::Gradient, QT_TRANSLATE_NOOP("lab::EpochPage", "3 Gradient"),
     QT_TRANSLATE_NOOP("lab::EpochPage", "How the loss changes with each weight")},
    {Phase::Updated, QT_TRANSLATE_NOOP("lab::EpochPage", "4 Update"),
     QT_TRANSLATE_NOOP("lab::EpochPage", "A step against the gradient")},
};

constexpr int kTilesOfRow = 3;
constexpr int kCheckFrom = 1000; ///< pixels of width
constexpr int kAllRowsFrom = 700; ///< pixels of height; in a lower page cells of three rows have no room for digits

QString indexed(QPoint cell)
{
    return QStringLiteral("[%1,%2]").arg(cell.y()).arg(cell.x());
}

} // namespace

EpochPage::EpochPage(Document& document, Learner& learner, Player& player, QWidget* parent)
    : LearningPage(learner, parent), m_document(document), m_learner(learner), m_player(player)
{
    setAccessibleName(tr("One epoch"));
    makeTiles();
    makeBuilder();
}

std::int64_t EpochPage::Products::count() const
{
    return m_page.m_slider->isEnabled() ? m_page.m_slider->maximum() + 1 : 1;
}

std::int64_t EpochPage::Products::index() const
{
    return m_page.m_slider->isEnabled() ? m_page.m_slider->value() : 0;
}

std::int64_t EpochPage::Products::coarser(int direction) const
{
    if (!m_page.m_slider->isEnabled())
        return 0;
    const std::vector<int> before = m_page.productsBefore();
    const auto next = std::ranges::upper_bound(before, int(index()));
    if (direction > 0)
        return next == before.end() ? before.back() : *next;
    const auto now = std::ranges::lower_bound(before, int(index()));
    return now == before.begin() ? 0 : *std::prev(now);
}

void EpochPage::Products::seek(std::int64_t index)
{
    m_page.m_slider->setValue(int(index));
}

void EpochPage::beginProducts()
{
    if (!ready())
        return;
    if (reached() < int(Phase::Gradient))
        emit seekWanted(kPhases * (m_state.number - 1) + int(Phase::Gradient));
    if (m_slider->isEnabled() && m_whole)
        m_slider->setValue(0);
}

void EpochPage::showEvent(QShowEvent* event)
{
    LearningPage::showEvent(event);
    m_player.setProducts(&m_products);
}

void EpochPage::hideEvent(QHideEvent* event)
{
    m_player.setProducts(nullptr);
    LearningPage::hideEvent(event);
}

void EpochPage::makeTiles()
{
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(16, 8, 16, 0);
    rows->setSpacing(6);
    auto* phases = new QHBoxLayout;
    phases->setSpacing(0);
    for (std::size_t i = 0; i < m_phases.size(); ++i) {
        const PhaseInfo& info = kPhaseTable[i];
        auto* button = new ChoiceButton(tr(info.name), this);
        button->setToolTip(tr(info.tip));
        button->setProperty("segment", i == 0 ? u"first"_s : i + 1 == m_phases.size() ? u"last"_s : u"middle"_s);
        connect(button, &QToolButton::clicked, this, [this, info] {
            const int begin = kPhases * (m_state.number - 1);
            emit seekWanted(info.phase == Phase::Updated ? begin + kPhases : begin + int(info.phase));
            follow();
        });
        m_phases[i] = button;
        phases->addWidget(button);
    }
    phases->addSpacing(12);
    m_loss = new LiveLabel(this);
    phases->addWidget(m_loss);
    phases->addSpacing(16);
    m_check = new LiveLabel(this, LiveLabel::Fit::OneLine);
    m_check->setInk(LiveLabel::Ink::Muted);
    m_check->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    phases->addWidget(m_check, 1);
    phases->addSpacing(12);
    m_ofButtons = new QButtonGroup(this);
    const char* const names[] = {QT_TR_NOOP("∂loss/∂K"), QT_TR_NOOP("∂loss/∂X")};
    for (int i = 0; i < 2; ++i) {
        auto* button = new ChoiceButton(tr(names[i]), this);
        button->setToolTip(i == 0 ? tr("The residuals slide over the input")
                                  : tr("The turned kernel slides over the residuals"));
        button->setAccessibleDescription(i == 0 ? tr("Gradient of the kernel") : tr("Gradient of the input"));
        button->setProperty("segment", i == 0 ? u"first"_s : u"last"_s);
        m_ofButtons->addButton(button, i);
        phases->addWidget(button);
    }
    connect(m_ofButtons, &QButtonGroup::idClicked, this, [this](int id) { setGradientOf(Of(id)); });
    rows->addLayout(phases);
    for (QWidget*& row : m_rows) {
        row = new QWidget(this);
        auto* line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(0);
        rows->addWidget(row, &row == &m_rows.back() ? 2 : 3); // a kernel is smaller than a map
    }
    for (int i = 0; i < kViews; ++i) {
        Tile& tile = m_tiles[std::size_t(i)];
        auto* line = static_cast<QHBoxLayout*>(m_rows[std::size_t(i / kTilesOfRow)]->layout());
        auto* box = new QVBoxLayout;
        box->setSpacing(2);
        tile.title = new LiveLabel(this);
        tile.view = new TensorView(this);
        tile.view->setKeys(TensorView::Keys::Step);
        tile.view->setMinimumSize(80, 40);
        box->addWidget(tile.title);
        box->addWidget(tile.view, 1);
        connect(tile.view, &TensorView::hovered, this,
                [this, i](std::optional<QPoint> cell) { point(View(i), cell); });
        line->addLayout(box, 1);
        if (i % kTilesOfRow + 1 < kTilesOfRow) {
            auto*& between = m_operators[std::size_t(i / kTilesOfRow * 2 + i % kTilesOfRow)];
            line->addWidget(between = new OperatorView(m_rows[std::size_t(i / kTilesOfRow)]));
        }
    }
    connect(m_tiles[kGradient].view, &TensorView::clicked, this, [this](QPoint cell) {
        show(cell, 0);
        m_slider->setFocus();
    });
    connect(m_tiles[kResidual].view, &TensorView::clicked, this, [this](QPoint cell) {
        const auto all = ready() && steppedThrough(learning().problem()) ? terms() : std::vector<GradientTerm>();
        for (std::size_t i = 0; i < all.size(); ++i)
            if (all[i].output == OutputCell{cell.y(), cell.x()})
                show(m_cell, int(i));
    });
}

void EpochPage::makeBuilder()
{
    auto* rows = static_cast<QVBoxLayout*>(layout());
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    m_slider = new QSlider(Qt::Horizontal, this);
    m_slider->setAccessibleName(tr("Products of the gradient"));
    m_slider->setFocusPolicy(Qt::StrongFocus);
    m_slider->setProperty("ownKeys", true); // its steps are the products
    connect(m_slider, &QSlider::valueChanged, this, [this](int products) {
        step(products);
        m_player.followProducts();
    });
    row->addWidget(m_slider, 1);
    m_place = new LiveLabel(this, LiveLabel::Fit::OneLine, Qt::AlignRight);
    row->addWidget(m_place);
    rows->addLayout(row);
    m_explain = new ExplainView(this);
    m_explain->setAccessibleName(tr("Explanation of the gradient"));
    rows->addWidget(m_explain);
}

void EpochPage::point(View view, std::optional<QPoint> cell)
{
    const Tile& tile = m_tiles[std::size_t(view)];
    const TensorScene& scene = tile.view->scene();
    std::optional<double> value;
    const bool hidden = cell && std::ranges::find(scene.hidden, *cell) != scene.hidden.end();
    if (cell && !scene.planes.empty() && !hidden)
        value = scene.number ? scene.number(cell->y(), cell->x()) : scene.valueAt(cell->y(), cell->x());
    QString name = tile.title->text();
    name.remove(QRegularExpression(QStringLiteral("<[^>]*>")));
    emit pointed(
        value ? tr("%1 · row %2 · column %3 · %4").arg(name).arg(cell->y()).arg(cell->x()).arg(number(*value, 6))
              : QString());
    m_pointed = cell ? std::optional(Pointed{view, *cell}) : std::nullopt;
    if (ready())
        explain();
}

/// Whether the maps of the problem are those that are shown: the page may be asked before they are computed, or when
/// they have gone with it.
bool EpochPage::ready() const
{
    return learning().ready() && !m_maps.output.plane.none();
}

Shape EpochPage::gradientShape() const
{
    const Geometry& geometry = learning().problem().geometry;
    return m_of == Of::Kernel ? geometry.kernel() : geometry.input();
}

void EpochPage::setGradientOf(Of of)
{
    m_of = of;
    m_cell = {};
    m_product = 0;
    m_whole = true;
    follow();
}

void EpochPage::show(QPoint cell, int product)
{
    if (!ready())
        return;
    m_cell = cell;
    m_product = product;
    m_whole = false;
    draw();
}

/// The slider counts all products of all cells, in reading order.
void EpochPage::step(int products)
{
    if (!ready())
        return;
    m_whole = products == m_slider->maximum();
    if (m_whole)
        return draw();
    const int cols = gradientShape().cols;
    int left = products;
    for (int i = 0;; ++i) {
        m_cell = {i % cols, i / cols};
        const int count = std::max(1, int(terms().size()));
        if (left < count)
            break;
        left -= count;
    }
    m_product = left;
    draw();
}

std::vector<GradientTerm> EpochPage::terms() const
{
    const TrainProblem& problem = learning().problem();
    if (m_of == Of::Kernel)
        return kernelGradientTerms(problem.inputs[0], m_maps.exactResidual, problem.geometry,
                                   {m_cell.y(), m_cell.x()});
    return inputGradientTerms(m_maps.exactResidual, m_state.before, problem.geometry, {m_cell.y(), m_cell.x()});
}

void EpochPage::forget()
{
    m_computation.cancel();
    m_maps = {};
    drawSlider(false);
}

void EpochPage::refresh()
{
    const auto base = learning().trainer;
    m_state = epochState(m_learner, m_document.train());
    const auto compute = [base, kernel = m_state.before, bias = m_state.biasBefore](std::stop_token stop) {
        return epochMaps(base->problem(), kernel, bias, stop);
    };
    if (steppedThrough(base->problem()))
        take(compute({}));
    else
        m_computation.start(compute, [this](EpochMaps maps) { take(std::move(maps)); });
}

void EpochPage::take(EpochMaps maps)
{
    m_maps = std::move(maps);
    const Shape shape = gradientShape();
    if (m_cell.x() >= shape.cols || m_cell.y() >= shape.rows) {
        m_cell = {};
        m_whole = true;
    }
    draw();
}

int EpochPage::reached() const
{
    return learning().phase == Phase::Updated ? kPhases : int(learning().phase);
}

std::size_t EpochPage::madeProducts(const std::vector<GradientTerm>& all) const
{
    return m_whole ? all.size() : std::min(std::size_t(m_product) + 1, all.size());
}

void EpochPage::setAsked(bool asked)
{
    if (m_asked == asked)
        return;
    m_asked = asked;
    draw();
}

void EpochPage::draw()
{
    if (!ready())
        return;
    const auto base = learning().trainer;
    const bool stepped = reached() >= int(Phase::Gradient) && steppedThrough(base->problem());
    const std::vector<GradientTerm> all = stepped ? terms() : std::vector<GradientTerm>();
    for (int i = 0; i < kViews; ++i) {
        TensorScene scene = sceneOf(View(i));
        markTerms(View(i), all, scene);
        if (m_asked && (i == kGradient || i == kStep || i == kUpdate))
            hideNumbers(scene);
        m_tiles[std::size_t(i)].view->setScene(std::move(scene));
    }
    drawTitles();
    drawOperators();
    placeRows();
    explain();
    const Check checked = stepped ? check() : Check();
    m_check->setToolTip(m_asked ? QString() : textOf(checked));
    m_check->setText(m_asked                   ? QString()
                     : !checked.name.isEmpty() ? tr("check by differences: %1").arg(number(checked.difference, 6))
                     : steppedThrough(base->problem()) ? QString()
                                                       : tr("Of a large input the maps are shown whole."));
    drawSlider(stepped);
}

TensorScene EpochPage::sceneOf(View view) const
{
    const TrainProblem& problem = learning().problem();
    const auto given = [](const ScaledPlane& map) { return planeScene(map.plane, map.scale); };
    const auto computed = [](const ScaledPlane& map, Phase phase, int reached) {
        TensorScene scene = planeScene(map.plane, map.scale);
        if (reached < int(phase))
            scene.planes.clear(); // not yet
        return scene;
    };
    TensorScene scene;
    if (view == kOutput) {
        scene = computed(m_maps.output, Phase::Forward, reached());
    } else if (view == kTarget) {
        scene = given(m_maps.target);
    } else if (view == kResidual) {
        scene = computed(m_maps.residual, Phase::Residual, reached());
        if (!m_maps.exactResidual.empty())
            scene.number = [exact = m_maps.exactResidual](int row, int col) { return exact.at(row, col); };
    } else if (view == kInput) {
        scene = given(m_maps.input);
        scene.apron = {problem.geometry.rows.margin, problem.geometry.cols.margin, problem.geometry.border};
    } else if (view == kGradient && m_of == Of::Input) {
        scene = computed(m_maps.inputGradient, Phase::Gradient, reached());
    } else if (view == kLaid && m_of == Of::Kernel) {
        scene = sceneOf(kResidual);
    } else {
        const bool ahead = view == kGradient || view == kStep ? reached() < int(Phase::Gradient)
                           : view == kUpdate                  ? reached() < kPhases
                                                              : false; // the kernel that there is
        const Grid64& kernel = view == kGradient || view == kStep ? m_state.gradient
                               : view == kUpdate                  ? m_state.after
                                                                  : m_state.before;
        scene.shape = problem.geometry.kernel();
        if (!ahead && !kernel.empty())
            scene = exactScene(kernel);
    }
    return scene;
}

/// Two rows where three have no room: the last one when the weights are updated.
void EpochPage::placeRows()
{
    const bool all = height() >= kAllRowsFrom, updated = learning().phase == Phase::Updated && learning().epoch > 0;
    m_rows.front()->setVisible(all || !updated);
    m_rows.back()->setVisible(all || updated);
}

void EpochPage::resizeEvent(QResizeEvent* event)
{
    LearningPage::resizeEvent(event);
    m_check->setVisible(inBaseText(*this, width()) >= kCheckFrom);
    placeRows();
}

void EpochPage::drawOperators()
{
    using Parts = std::vector<OperatorView::Part>;
    const TrainProblem& problem = learning().problem();
    const bool ofKernel = m_of == Of::Kernel, descent = problem.optimiser == Optimiser::GradientDescent;
    const QString factor = number(gradientFactor(problem)), rate = number(m_state.rate);
    m_operators[0]->setParts({Sign::Minus}, tr("minus"));
    m_operators[1]->setParts({Sign::Equals}, tr("equals"));
    m_operators[2]->setParts(ofKernel ? Parts{Sign::CrossCorrelation} : Parts{},
                             ofKernel ? tr("cross-correlated with") : QString());
    m_operators[3]->setParts(ofKernel ? Parts{Sign::Times, factor, Sign::Equals} : Parts{Sign::Equals},
                             ofKernel ? tr("times %1 equals").arg(factor) : tr("equals"));
    m_operators[4]->setParts(descent ? Parts{Sign::Minus, rate, Sign::Times} : Parts{Sign::Minus},
                             descent ? tr("minus the rate %1 times").arg(rate) : tr("minus a step along"));
    m_operators[5]->setParts({Sign::Equals}, tr("equals"));
}

void EpochPage::drawTitles()
{
    const bool done = learning().phase == Phase::Updated && learning().epoch > 0;
    const QString names[kViews] = {tr("Output Ŷ"),
                                   tr("Target Y"),
                                   tr("Residual R = Ŷ − Y"),
                                   tr("Input X"),
                                   m_of == Of::Kernel ? tr("R laid over X at %1").arg(indexed(m_cell))
                                                      : tr("K, turned over R at X%1").arg(indexed(m_cell)),
                                   m_of == Of::Kernel ? tr("Gradient ∂loss/∂K") : tr("Gradient ∂loss/∂X"),
                                   tr("Kernel K %1").arg(afterUpdates(m_state.number - 1)),
                                   tr("Gradient ∂loss/∂K"),
                                   tr("Kernel K %1").arg(afterUpdates(m_state.number))};
    constexpr View kOfPhase[] = {kUpdate, kOutput, kResidual, kGradient};
    const bool any = done || learning().phase != Phase::Updated; // at the start nothing has begun
    assert(std::size_t(learning().phase) < std::size(kOfPhase));
    for (int i = 0; i < kViews; ++i) {
        const bool now = any && i == kOfPhase[int(learning().phase)];
        const Tile& tile = m_tiles[std::size_t(i)];
        tile.title->setText(now ? QStringLiteral("<b>%1</b>").arg(names[i]) : names[i]);
        tile.title->setInk(now ? LiveLabel::Ink::Now : LiveLabel::Ink::Text);
        tile.view->setName(names[i]);
    }
    for (std::size_t i = 0; i < m_phases.size(); ++i)
        m_phases[i]->setChecked(any && kPhaseTable[i].phase == learning().phase);
    m_ofButtons->button(int(m_of))->setChecked(true);
    const auto before = m_learner.lossAfter(m_state.number - 1);
    const auto after = reached() == kPhases && m_state.number <= learning().known
                           ? m_learner.lossAfter(m_state.number)
                           : std::nullopt;
    QString loss = tr("Epoch <b>%1</b>").arg(m_state.number);
    if (before && !m_asked)
        loss += tr(" · loss %1").arg(number(*before));
    if (after && !m_asked)
        loss += tr(", after it %1").arg(number(*after));
    m_loss->setText(loss);
}

void EpochPage::drawSlider(bool stepped)
{
    const QSignalBlocker quiet(m_slider);
    const QString why = tr("Products can be stepped once the gradient is computed, of an input of up to 4096 cells");
    const bool before = m_slider->isEnabled();
    const int most = m_slider->maximum();
    setPossible(*m_slider, stepped, why);
    if (stepped) {
        const std::vector<int> all = productsBefore();
        const int count = all.back();
        const int made = all[std::size_t(m_cell.y()) * std::size_t(gradientShape().cols) + std::size_t(m_cell.x())];
        m_slider->setRange(0, count);
        m_slider->setValue(m_whole ? count : made + m_product);
        m_place->setText(m_whole ? tr("all %1 products").arg(count)
                                 : tr("product <b>%1</b> of %2").arg(made + m_product + 1).arg(count));
    } else {
        m_place->setText({});
    }
    if (before != stepped || most != m_slider->maximum())
        m_player.followProducts();
}

std::vector<int> EpochPage::productsBefore() const
{
    const Geometry& geometry = learning().problem().geometry;
    const Shape shape = gradientShape();
    std::vector<int> before{0};
    for (int r = 0; r < shape.rows; ++r)
        for (int c = 0; c < shape.cols; ++c)
            before.push_back(before.back() + (m_of == Of::Kernel
                                                  ? int(geometry.output().cells())
                                                  : std::max(1, int(geometry.outputsTouchedBy({r, c}).size()))));
    return before;
}

/// What belongs to the cell of the gradient that is built, and to the product made last.
void EpochPage::markTerms(View view, const std::vector<GradientTerm>& all, TensorScene& scene) const
{
    const Geometry& geometry = learning().problem().geometry;
    if (view == kGradient && reached() >= int(Phase::Gradient) && steppedThrough(learning().problem())) {
        scene.frames.push_back({QRectF(m_cell, QSizeF(1, 1))});
        if (!m_whole)
            scene.filled = std::int64_t(m_cell.y()) * gradientShape().cols + m_cell.x() + 1;
    }
    const Phase phase = learning().phase;
    if ((phase == Phase::Forward || phase == Phase::Residual) && !m_maps.exactResidual.empty()) {
        const QPoint cell = worstOutput();
        if (view == kOutput || (phase == Phase::Residual && (view == kTarget || view == kResidual)))
            scene.frames.push_back({QRectF(cell, QSizeF(1, 1))});
        if (view == kInput && phase == Phase::Forward) {
            const Rect window = geometry.inputWindow({cell.y(), cell.x()});
            scene.frames.push_back({QRectF(window.col, window.row, window.cols, window.rows)});
        }
    }
    if (all.empty())
        return;
    const GradientTerm& term = all[madeProducts(all) - 1];
    const bool ofKernel = m_of == Of::Kernel;
    if ((view == kBefore || view == kStep || view == kUpdate) && ofKernel)
        scene.frames.push_back({QRectF(m_cell, QSizeF(1, 1))});
    if (view == kInput && ofKernel) {
        // The residuals lie on the input like a window: where this weight was multiplied.
        const Lattice lattice = geometry.positionsOf(term.weight);
        scene.frames.push_back({QRectF(lattice.col, lattice.row, (lattice.cols - 1) * lattice.colStep + 1,
                                       (lattice.rows - 1) * lattice.rowStep + 1)});
    }
    const auto frame = [&scene](int row, int col) { scene.frames.push_back({QRectF(col, row, 1, 1)}); };
    if (view == kInput && (!ofKernel || !m_whole))
        frame(term.position.row, term.position.col);
    if (view == kResidual && !ofKernel)
        for (const GradientTerm& each : all)
            scene.labels.push_back({each.output.row, each.output.col, weightLabel(each.weight)});
    if ((view == kResidual || (view == kLaid && ofKernel)) && !m_whole)
        frame(term.output.row, term.output.col);
    if (view == kLaid && !ofKernel)
        frame(term.weight.row, term.weight.col);
}

QPoint EpochPage::worstOutput() const
{
    const Grid64& residual = m_maps.exactResidual;
    const auto cells = residual.cells();
    const auto worst =
        std::max_element(cells.begin(), cells.end(), [](double a, double b) { return std::abs(a) < std::abs(b); });
    const int at = int(worst - cells.begin());
    return {at % residual.cols(), at / residual.cols()};
}

Formula EpochPage::outputSentenceOf(QPoint cell) const
{
    const TrainProblem& problem = learning().problem();
    const Grid kernel = converted<float>(m_state.before);
    const Explanation explanation = lab::explain(problem.inputs[0], kernel.view(), float(m_state.biasBefore),
                                                 problem.geometry, {cell.y(), cell.x()});
    return outputSentence(explanation, int(explanation.terms.size()) - 1,
                          {QStringLiteral("X"), QStringLiteral("K"), QStringLiteral("Ŷ")});
}

Formula EpochPage::residualSentence(QPoint cell) const
{
    const TrainProblem& problem = learning().problem();
    const double target = double(problem.targets[0].at(cell.y(), cell.x()));
    return residualFormula({.row = cell.y(),
                            .col = cell.x(),
                            .output = m_maps.exactResidual.at(cell.y(), cell.x()) + target,
                            .target = target,
                            .residuals = problem.residuals(),
                            .reduction = problem.reduction,
                            .loss = m_learner.lossAfter(m_state.number - 1).value_or(0)});
}

Formula EpochPage::updateSentence(QPoint cell) const
{
    const auto of = [&](const Grid64& kernel) { return kernel.at(cell.y(), cell.x()); };
    return updateFormula({.row = cell.y(),
                          .col = cell.x(),
                          .before = of(m_state.before),
                          .gradient = of(m_state.gradient),
                          .after = of(m_state.after),
                          .rate = m_state.rate,
                          .optimiser = learning().problem().optimiser});
}

void EpochPage::explain()
{
    const TrainProblem& problem = learning().problem();
    if (m_asked || !steppedThrough(problem) || m_maps.exactResidual.empty())
        return m_explain->setFormula(std::nullopt);
    const auto within = [](QPoint cell, Shape shape) { return QRect(0, 0, shape.cols, shape.rows).contains(cell); };
    const Phase phase = learning().phase;
    const bool updated = reached() == kPhases && learning().epoch > 0 && !m_state.after.empty();
    const Shape output = m_maps.exactResidual.shape(), kernel = problem.geometry.kernel();
    const std::optional<Pointed> at = m_pointed;
    if (at && at->view == kOutput && within(at->cell, output))
        return m_explain->setFormula(outputSentenceOf(at->cell));
    if (at && (at->view == kTarget || at->view == kResidual) && reached() >= int(Phase::Residual) &&
        within(at->cell, output))
        return m_explain->setFormula(residualSentence(at->cell));
    if (at && at->view >= kBefore && updated && within(at->cell, kernel))
        return m_explain->setFormula(updateSentence(at->cell));
    if (phase == Phase::Forward)
        return m_explain->setFormula(outputSentenceOf(worstOutput()));
    if (phase == Phase::Residual)
        return m_explain->setFormula(residualSentence(worstOutput()));
    if (updated && m_whole)
        return m_explain->setFormula(updateSentence(m_of == Of::Kernel ? m_cell : QPoint()));
    m_explain->setFormula(gradientSentence(terms()));
}

Formula EpochPage::gradientSentence(const std::vector<GradientTerm>& all) const
{
    const TrainProblem& problem = learning().problem();
    const GradientCell cell{m_of == Of::Kernel, m_cell.y(), m_cell.x(), gradientFactor(problem)};
    Formula formula = m_whole || all.empty() ? gradientSumFormula(cell, all)
                                             : gradientProductFormula(cell, all, madeProducts(all) - 1);
    if (problem.inputs.size() == 3)
        formula.note += tr("; red channel, the whole gradient adds the three");
    return formula;
}

EpochPage::Check EpochPage::check() const
{
    const TrainProblem& problem = learning().problem();
    const double factor = gradientFactor(problem), scale = factor / 2;
    Check check;
    if (m_of == Of::Kernel) {
        const WeightCell weight{m_cell.y(), m_cell.x()};
        check.difference =
            scale * kernelDifference(problem, m_state.before, m_state.biasBefore, weight, kDifferenceStep);
        if (m_state.gradient.empty())
            return {};
        check.exact = m_state.gradient.at(weight);
        check.name = QStringLiteral("K[%1,%2]").arg(weight.row).arg(weight.col);
    } else {
        check.difference =
            scale * inputDifference(problem.inputs[0], problem.targets[0], m_state.before, m_state.biasBefore,
                                    problem.geometry, {m_cell.y(), m_cell.x()}, kDifferenceStep);
        const auto all = terms();
        check.exact = all.empty() ? 0 : factor * all.back().partial;
        check.name = QStringLiteral("X[%1,%2]").arg(m_cell.y()).arg(m_cell.x());
    }
    return check;
}

QString EpochPage::textOf(const Check& check)
{
    if (check.name.isEmpty())
        return {};
    return tr("Finite differences: (loss(%1 + h) − loss(%1 − h)) / 2h = %2, h = %3; gradient %4.")
        .arg(check.name, number(check.difference, 6), number(kDifferenceStep), number(check.exact, 6));
}

} // namespace lab
