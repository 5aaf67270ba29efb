// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/epoch_page.h"

#include "core/corr2d.h"
#include "core/engine/input_gradient.h"
#include "core/number_text.h"
#include "core/parallel.h"
#include "ui/views/explain_view.h"
#include "ui/views/icons.h"

#include <QButtonGroup>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QRegularExpression>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace lab
{

namespace
{

constexpr std::int64_t kMostProducts = 4096; ///< input cells that are stepped through
constexpr int kShownProducts = 10; ///< in the formula of a finished cell
constexpr double kDifferenceStep = 1e-3;
constexpr int kPlayInterval = 120; ///< milliseconds

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

QString number(double value, int digits = 4)
{
    return QString::fromStdString(display(value, digits));
}

QString signedNumber(double value)
{
    return value < 0 ? QStringLiteral("(%1)").arg(number(value)) : number(value);
}

TensorScene sceneOf(std::shared_ptr<const Grid> grid, std::uint64_t version)
{
    TensorScene scene;
    scene.planes = {grid->view()};
    scene.shape = grid->shape();
    scene.scale = centredScale(scene.planes);
    scene.owner = std::move(grid);
    scene.version = version;
    return scene;
}

/// A tensor whose cells say their exact numbers.
TensorScene sceneOf(const Grid64& exact, std::uint64_t version)
{
    const auto kept = std::make_shared<const Grid64>(exact);
    TensorScene scene = sceneOf(std::make_shared<const Grid>(converted<float>(exact)), version);
    scene.number = [kept](int row, int col) { return kept->at(row, col); };
    return scene;
}

TensorScene emptyScene(Shape shape)
{
    TensorScene scene;
    scene.shape = shape;
    return scene;
}

} // namespace

EpochPage::EpochPage(Document& document, Learner& learner, QWidget* parent)
    : QWidget(parent), m_document(document), m_learner(learner)
{
    setFocusPolicy(Qt::StrongFocus); // keys are the window's: they step
    setAccessibleName(tr("One epoch"));
    makeTiles();
    makeBuilder();
    m_play.setInterval(kPlayInterval);
    connect(&m_play, &QTimer::timeout, this, [this] {
        if (m_slider->value() == m_slider->maximum())
            m_playButton->setChecked(false);
        else
            m_slider->setValue(m_slider->value() + 1);
    });
    connect(&learner, &Learner::progressed, this, &EpochPage::refresh);
    connect(&learner, &Learner::problemChanged, this, &EpochPage::refresh);
}

void EpochPage::makeTiles()
{
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(16, 10, 16, 6);
    rows->setSpacing(8);
    auto* phases = new QHBoxLayout;
    phases->setSpacing(0);
    for (std::size_t i = 0; i < m_phases.size(); ++i) {
        const PhaseInfo& info = kPhaseTable[i];
        auto* button = new QToolButton(this);
        button->setText(tr(info.name));
        button->setToolTip(tr(info.tip));
        button->setCheckable(true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setProperty("segment", i == 0 ? "first" : i + 1 == m_phases.size() ? "last" : "middle");
        connect(button, &QToolButton::clicked, this, [this, info] {
            const int begin = kPhases * (m_state.number - 1);
            emit seekWanted(info.phase == Phase::Updated ? begin + kPhases : begin + int(info.phase));
            refresh();
        });
        m_phases[i] = button;
        phases->addWidget(button);
    }
    phases->addStretch(1);
    m_ofButtons = new QButtonGroup(this);
    const char* const names[] = {QT_TR_NOOP("∂loss/∂K"), QT_TR_NOOP("∂loss/∂X")};
    for (int i = 0; i < 2; ++i) {
        auto* button = new QToolButton(this);
        button->setText(tr(names[i]));
        button->setToolTip(i == 0 ? tr("The residuals slide over the input")
                                  : tr("The turned kernel slides over the residuals"));
        button->setAccessibleName(i == 0 ? tr("Gradient of the kernel") : tr("Gradient of the input"));
        button->setCheckable(true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setProperty("segment", i == 0 ? "first" : "last");
        m_ofButtons->addButton(button, i);
        phases->addWidget(button);
    }
    connect(m_ofButtons, &QButtonGroup::idClicked, this, [this](int id) { setGradientOf(Of(id)); });
    rows->addLayout(phases);
    auto* grid = new QGridLayout;
    grid->setSpacing(10);
    for (int i = 0; i < kViews; ++i) {
        Tile& tile = m_tiles[std::size_t(i)];
        auto* box = new QVBoxLayout;
        box->setSpacing(2);
        tile.title = new QLabel(this);
        tile.view = new TensorView(this);
        tile.view->setKeys(TensorView::Keys::Step);
        tile.view->setMinimumSize(120, 80);
        box->addWidget(tile.title);
        box->addWidget(tile.view, 1);
        connect(tile.view, &TensorView::hovered, this,
                [this, i](std::optional<QPoint> cell) { point(View(i), cell); });
        grid->addLayout(box, i / 3, i % 3);
        grid->setColumnStretch(i % 3, 1);
        grid->setRowStretch(i / 3, 1);
    }
    rows->addLayout(grid, 1);
    connect(m_tiles[kGradient].view, &TensorView::clicked, this, [this](QPoint cell) {
        show(cell, 0);
        m_slider->setFocus();
    });
    connect(m_tiles[kResidual].view, &TensorView::clicked, this, [this](QPoint cell) {
        const auto all = terms();
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
    m_playButton = new QToolButton(this);
    m_playButton->setIcon(icon(QStringLiteral("play")));
    m_playButton->setCheckable(true);
    m_playButton->setProperty("round", true);
    m_playButton->setFocusPolicy(Qt::TabFocus);
    m_playButton->setAccessibleName(tr("Build the gradient product by product"));
    m_playButton->setToolTip(m_playButton->accessibleName());
    connect(m_playButton, &QToolButton::toggled, this, [this](bool on) {
        m_playButton->setIcon(icon(on ? QStringLiteral("pause") : QStringLiteral("play")));
        if (on && m_slider->value() == m_slider->maximum())
            m_slider->setValue(0);
        on ? m_play.start() : m_play.stop();
    });
    row->addWidget(m_playButton);
    m_slider = new QSlider(Qt::Horizontal, this);
    m_slider->setAccessibleName(tr("Products of the gradient"));
    m_slider->setFocusPolicy(Qt::StrongFocus);
    connect(m_slider, &QSlider::valueChanged, this, &EpochPage::step);
    row->addWidget(m_slider, 1);
    m_place = new QLabel(this);
    m_place->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addWidget(m_place);
    rows->addLayout(row);
    m_explain = new ExplainView(this);
    m_explain->setAccessibleName(tr("Explanation of the gradient"));
    rows->addWidget(m_explain);
    m_check = new QLabel(this);
    m_check->setProperty("muted", true);
    m_check->setWordWrap(true);
    m_check->setTextInteractionFlags(Qt::TextSelectableByMouse);
    rows->addWidget(m_check);
}

void EpochPage::point(View view, std::optional<QPoint> cell)
{
    const Tile& tile = m_tiles[std::size_t(view)];
    const TensorScene& scene = tile.view->scene();
    std::optional<double> value;
    if (cell && !scene.planes.empty())
        value = scene.number ? scene.number(cell->y(), cell->x()) : scene.valueAt(cell->y(), cell->x());
    QString name = tile.title->text();
    name.remove(QRegularExpression(QStringLiteral("<[^>]*>")));
    emit pointed(
        value ? tr("%1 · row %2 · column %3 · %4").arg(name).arg(cell->y()).arg(cell->x()).arg(number(*value, 6))
              : QString());
}

Shape EpochPage::gradientShape() const
{
    const Geometry& geometry = m_learner.trainer()->problem().geometry;
    return m_of == Of::Kernel ? geometry.kernel() : geometry.input();
}

double EpochPage::factor() const
{
    const TrainProblem& problem = m_learner.trainer()->problem();
    return problem.reduction == Reduction::Mean ? 2 / problem.residuals() : 2;
}

bool EpochPage::small() const
{
    const Geometry& geometry = m_learner.trainer()->problem().geometry;
    return geometry.input().cells() <= kMostProducts &&
           geometry.output().cells() * geometry.taps() <= kMostProducts * 16;
}

void EpochPage::setGradientOf(Of of)
{
    m_of = of;
    m_cell = {};
    m_product = 0;
    m_whole = true;
    refresh();
}

void EpochPage::show(QPoint cell, int product)
{
    m_cell = cell;
    m_product = product;
    m_whole = false;
    draw();
}

/// The slider counts all products of all cells, in reading order.
void EpochPage::step(int products)
{
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
    const TrainProblem& problem = m_learner.trainer()->problem();
    if (m_of == Of::Kernel)
        return kernelGradientTerms(problem.inputs[0], m_maps.exactResidual, problem.geometry,
                                   {m_cell.y(), m_cell.x()});
    return inputGradientTerms(m_maps.exactResidual, m_state.before, problem.geometry, {m_cell.y(), m_cell.x()});
}

void EpochPage::refresh()
{
    if (!isVisible())
        return;
    const auto base = m_learner.trainer();
    if (!base || !m_learner.problem().isEmpty()) {
        for (Tile& tile : m_tiles)
            tile.view->setScene({});
        m_explain->setFormula({});
        m_check->setText(m_learner.problem().isEmpty() ? tr("Preparing…") : m_learner.problem());
        return;
    }
    m_state = epochState(m_learner, m_document.session().train);
    const auto compute = [base, state = m_state, exact = small()](std::stop_token stop) -> Maps {
        const TrainProblem& problem = base->problem();
        const Geometry& geometry = problem.geometry;
        Maps maps;
        if (exact) {
            maps.exactResidual =
                residuals(problem.inputs[0], problem.targets[0], state.before, state.biasBefore, geometry);
            maps.residual = converted<float>(maps.exactResidual);
            maps.output = corr2dReference<float>(problem.inputs[0], state.before.view(), state.biasBefore, geometry);
            maps.inputGradient =
                converted<float>(gradientOfInput(maps.exactResidual.view(), state.before.view(), geometry));
            return maps;
        }
        const Grid kernel = converted<float>(state.before);
        maps.output = Grid::uninitialised(geometry.output());
        if (!corr2d(problem.inputs[0], kernel, float(state.biasBefore), geometry, wholeOf(geometry.output()),
                    maps.output.span(), {.threads = processors(), .stop = stop}))
            return {};
        maps.residual = Grid::uninitialised(geometry.output());
        for (int r = 0; r < maps.output.rows(); ++r)
            for (int c = 0; c < maps.output.cols(); ++c)
                maps.residual.at(r, c) = maps.output.at(r, c) - problem.targets[0].at(r, c);
        maps.inputGradient = Grid::uninitialised(geometry.input());
        if (!inputGradient(maps.residual, kernel, geometry, maps.inputGradient.span(),
                           {.threads = processors(), .stop = stop}))
            return {};
        return maps;
    };
    if (small())
        take(compute({}));
    else
        m_computation.start(compute, [this](Maps maps) { take(std::move(maps)); });
}

void EpochPage::take(Maps maps)
{
    m_maps = std::move(maps);
    for (float& g : m_maps.inputGradient.cells())
        g *= float(factor());
    m_version += 16;
    const Shape shape = gradientShape();
    if (m_cell.x() >= shape.cols || m_cell.y() >= shape.rows) {
        m_cell = {};
        m_whole = true;
    }
    draw();
}

void EpochPage::draw()
{
    const auto base = m_learner.trainer();
    if (!base || m_maps.output.empty())
        return;
    const TrainProblem& problem = base->problem();
    const bool started = m_learner.phase() == Phase::Updated;
    const int reached = started ? kPhases : int(m_learner.phase());
    const bool last = m_learner.phase() == Phase::Updated && m_learner.epoch() > 0;
    const auto shared = [&](const Grid& grid) { return std::make_shared<const Grid>(grid); };
    std::array<TensorScene, kViews> scenes;
    scenes[kOutput] =
        reached >= 1 ? sceneOf(shared(m_maps.output), m_version) : emptyScene(problem.geometry.output());
    TensorScene target;
    target.planes = {problem.targets[0]};
    target.owner = problem.owner;
    target.shape = problem.targets[0].shape();
    target.scale = centredScale(target.planes);
    target.version = m_version + 1;
    scenes[kTarget] = std::move(target);
    if (reached < 2)
        scenes[kResidual] = emptyScene(problem.geometry.output());
    else if (small())
        scenes[kResidual] = sceneOf(m_maps.exactResidual, m_version + 2);
    else
        scenes[kResidual] = sceneOf(shared(m_maps.residual), m_version + 2);
    TensorScene input;
    input.planes = {problem.inputs[0]};
    input.owner = problem.owner;
    input.shape = problem.inputs[0].shape();
    input.scale = scaleForNumbers(input.planes);
    input.version = m_version + 3;
    input.apron = {problem.geometry.rows.margin, problem.geometry.cols.margin, problem.geometry.border};
    scenes[kInput] = std::move(input);

    std::optional<Formula> explained;
    std::vector<GradientTerm> all;
    if (reached < 3) {
        scenes[kGradient] = emptyScene(gradientShape());
        scenes[kUpdate] = emptyScene(problem.geometry.kernel());
    } else {
        if (m_of == Of::Input)
            scenes[kGradient] = sceneOf(shared(m_maps.inputGradient), m_version + 4);
        else if (!m_state.gradient.empty())
            scenes[kGradient] = sceneOf(m_state.gradient, m_version + 4);
        else
            scenes[kGradient] = emptyScene(gradientShape());
        scenes[kUpdate] = m_state.after.empty() || reached < 4 ? sceneOf(m_state.before, m_version + 5)
                                                               : sceneOf(m_state.after, m_version + 5);
        if (small()) {
            all = terms();
            explained = formula(all);
        }
    }
    const Theme& theme = themeOf(palette());
    if (reached >= 3 && small() && !m_whole)
        scenes[kGradient].filled = std::int64_t(m_cell.y()) * gradientShape().cols + m_cell.x() + 1;
    if (reached >= 3 && small())
        scenes[kGradient].frames.push_back({QRectF(m_cell, QSizeF(1, 1)), theme.now, 2.5});
    for (int i = 0; i < kViews; ++i)
        m_tiles[std::size_t(i)].view->setScene(std::move(scenes[std::size_t(i)]));
    if (!all.empty())
        markTerm(all[std::min(m_whole ? all.size() : std::size_t(m_product), all.size() - 1)]);

    const QString names[kViews] = {tr("Output Ŷ"),
                                   tr("Target Y"),
                                   tr("Residual R = Ŷ − Y"),
                                   tr("Input X"),
                                   m_of == Of::Kernel ? tr("Gradient ∂loss/∂K") : tr("Gradient ∂loss/∂X"),
                                   reached == 4 && (last || m_learner.epoch() == 0)
                                       ? tr("Kernel after epoch %1").arg(m_state.number)
                                       : tr("Kernel before the update")};
    const int current[] = {0, 2, 4, 5};
    for (int i = 0; i < kViews; ++i) {
        const bool now = last ? i == 5 : reached < 4 && i == current[std::max(0, reached - 1)] && reached > 0;
        m_tiles[std::size_t(i)].title->setText(
            now ? QStringLiteral("<b style='color:%1'>%2</b>").arg(theme.nowText.name(), names[i]) : names[i]);
        m_tiles[std::size_t(i)].view->setName(names[i]);
    }
    for (std::size_t i = 0; i < m_phases.size(); ++i)
        m_phases[i]->setChecked(last ? i == 3 : reached < 4 && int(i) + 1 == reached);
    m_ofButtons->button(int(m_of))->setChecked(true);
    m_explain->setFormula(explained);
    m_check->setText(
        explained ? checkText()
                  : tr("Large input: the maps are shown whole; small ones are stepped through product by product."));

    const QSignalBlocker quiet(m_slider);
    m_slider->setEnabled(reached >= 3 && small());
    m_playButton->setEnabled(m_slider->isEnabled());
    if (!m_slider->isEnabled())
        return m_place->clear();
    std::int64_t before = 0, count = 0;
    const Shape shape = gradientShape();
    const QPoint here = m_cell;
    for (int r = 0; r < shape.rows; ++r)
        for (int c = 0; c < shape.cols; ++c) {
            const int size = m_of == Of::Kernel ? int(problem.geometry.output().cells())
                                                : std::max(1, int(problem.geometry.outputsTouchedBy({r, c}).size()));
            before += r < here.y() || (r == here.y() && c < here.x()) ? size : 0;
            count += size;
        }
    m_slider->setRange(0, int(count));
    m_slider->setValue(m_whole ? int(count) : int(before) + m_product);
    m_place->setText(m_whole ? tr("all %1 products").arg(count)
                             : tr("product <b>%1</b> of %2").arg(before + m_product + 1).arg(count));
}

void EpochPage::markTerm(const GradientTerm& term)
{
    const Theme& theme = themeOf(palette());
    const Geometry& geometry = m_learner.trainer()->problem().geometry;
    const auto mark = [&](View view, int row, int col, const QColor& colour, double wash) {
        TensorScene scene = m_tiles[std::size_t(view)].view->scene();
        scene.marks.push_back({row, col, colour, wash, true});
        m_tiles[std::size_t(view)].view->setScene(std::move(scene));
    };
    if (m_of == Of::Kernel) {
        // The residuals lie on the input like a window: where this weight was multiplied.
        const Lattice lattice = geometry.positionsOf(term.weight);
        TensorScene input = m_tiles[kInput].view->scene();
        input.frames.push_back({QRectF(lattice.col, lattice.row, (lattice.cols - 1) * lattice.colStep + 1,
                                       (lattice.rows - 1) * lattice.rowStep + 1),
                                theme.weightHue(term.weight, geometry.kernel()), 2.5});
        m_tiles[kInput].view->setScene(std::move(input));
        if (m_whole)
            return;
        mark(kInput, term.position.row, term.position.col, theme.now, 0.25);
        mark(kResidual, term.output.row, term.output.col, theme.now, 0.25);
        return;
    }
    TensorScene residual = m_tiles[kResidual].view->scene();
    for (const Contact& contact : geometry.outputsTouchedBy({m_cell.y(), m_cell.x()}))
        residual.marks.push_back(
            {contact.output.row, contact.output.col, theme.weightHue(contact.weight, geometry.kernel()), 0.25, true});
    if (!m_whole)
        residual.frames.push_back({QRectF(term.output.col, term.output.row, 1, 1), theme.now, 2.5});
    m_tiles[kResidual].view->setScene(std::move(residual));
    mark(kInput, m_cell.y(), m_cell.x(), theme.now, 0.2);
}

Formula EpochPage::formula(const std::vector<GradientTerm>& all) const
{
    const Theme& theme = themeOf(palette());
    const Shape kernel = m_learner.trainer()->problem().geometry.kernel();
    const bool ofKernel = m_of == Of::Kernel;
    const QString what = QStringLiteral("%1[%2,%3]")
                             .arg(ofKernel ? QStringLiteral("K") : QStringLiteral("X"))
                             .arg(m_cell.y())
                             .arg(m_cell.x());
    const QString twice = number(factor());
    Formula formula;
    formula.symbols = ofKernel
                          ? tr("∂loss/∂%1 = %2 · Σ R · X, the residuals laid over the input at row %3, column %4")
                                .arg(what, twice)
                                .arg(m_cell.y())
                                .arg(m_cell.x())
                          : tr("∂loss/∂%1 = %2 · Σ R · K over the outputs that this cell affects").arg(what, twice);
    if (all.empty()) {
        formula.numbers.push_back({QStringLiteral("0"), Ink::Now});
        formula.note = tr("no window reads this cell");
        formula.words = formula.note;
        return formula;
    }
    const auto product = [&](const GradientTerm& term) {
        FormulaToken token{QStringLiteral("%1 · %2").arg(signedNumber(term.residual), signedNumber(term.factor))};
        token.underline = theme.weightHue(term.weight, kernel);
        return token;
    };
    if (m_whole) {
        formula.numbers.push_back({twice + QStringLiteral(" · ("), Ink::Muted});
        int shown = 0, zeros = 0;
        for (const GradientTerm& term : all) {
            if (term.product == 0) {
                ++zeros;
                continue;
            }
            if (shown == kShownProducts) {
                formula.numbers.push_back({QStringLiteral("+ …"), Ink::Muted});
                break;
            }
            if (shown++ > 0)
                formula.numbers.push_back({QStringLiteral("+"), Ink::Muted});
            formula.numbers.push_back(product(term));
        }
        formula.numbers.push_back({QStringLiteral(") ="), Ink::Muted});
        formula.numbers.push_back({number(factor() * all.back().partial, 5), Ink::Now});
        formula.note = zeros ? tr("%1 products, zeros left out").arg(all.size()) : tr("%1 products").arg(all.size());
        formula.words = tr("The gradient of %1 is %2.").arg(what, number(factor() * all.back().partial, 5));
    } else {
        const GradientTerm& term = all[std::size_t(std::min(m_product, int(all.size()) - 1))];
        formula.numbers.push_back({number(term.partial - term.product, 5), Ink::Muted});
        formula.numbers.push_back({QStringLiteral("+"), Ink::Muted});
        FormulaToken token = product(term);
        token.current = true;
        formula.numbers.push_back(std::move(token));
        formula.numbers.push_back({QStringLiteral("="), Ink::Normal});
        formula.numbers.push_back({number(term.partial, 5), Ink::Now});
        formula.note = tr("product %1 of %2, the sum so far").arg(m_product + 1).arg(all.size());
        formula.words =
            tr("%1 times %2 is %3; the sum so far is %4.")
                .arg(number(term.residual), number(term.factor), number(term.product), number(term.partial));
    }
    if (m_document.session().planes() == 3)
        formula.note += tr("; red channel, the whole gradient adds the three");
    return formula;
}

QString EpochPage::checkText() const
{
    const TrainProblem& problem = m_learner.trainer()->problem();
    const double scale = factor() / 2;
    double difference = 0, exact = 0;
    QString name;
    if (m_of == Of::Kernel) {
        const WeightCell weight{m_cell.y(), m_cell.x()};
        difference = scale * kernelDifference(problem, m_state.before, m_state.biasBefore, weight, kDifferenceStep);
        if (m_state.gradient.empty())
            return {};
        exact = m_state.gradient.at(weight);
        name = QStringLiteral("K[%1,%2]").arg(weight.row).arg(weight.col);
    } else {
        difference =
            scale * inputDifference(problem.inputs[0], problem.targets[0], m_state.before, m_state.biasBefore,
                                    problem.geometry, {m_cell.y(), m_cell.x()}, kDifferenceStep);
        const auto all = terms();
        exact = all.empty() ? 0 : factor() * all.back().partial;
        name = QStringLiteral("X[%1,%2]").arg(m_cell.y()).arg(m_cell.x());
    }
    return tr("Check by finite differences: (loss(%1 + h) − loss(%1 − h)) / 2h = %2 with h = %3; the gradient is %4.")
        .arg(name, number(difference, 6), number(kDifferenceStep), number(exact, 6));
}

void EpochPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void EpochPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange && m_check)
        draw();
    QWidget::changeEvent(event);
}

} // namespace lab
