// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/learning/answer_page.h"

#include "ui/paint/words.h"
#include "ui/widgets/live_label.h"

#include <QCoreApplication>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QSlider>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace lab
{

namespace
{

constexpr int kMostDirections = 8;
constexpr int kAlongSteps = 100; ///< of the slider, to either side
constexpr double kFound = 1e-3; ///< the largest difference of a weight from the kernel that was found
constexpr double kIllConditioned = 1000;

/// What is said of an input that does not tell every weight.
constexpr std::pair<Told, const char*> kToldTexts[] = {
    {Told::Nothing,
     QT_TRANSLATE_NOOP(
         "lab::AnswerPage",
         "Everything that the windows of this input see is zero: the output does not depend on any weight.")},
    {Told::Sum,
     QT_TRANSLATE_NOOP(
         "lab::AnswerPage",
         "Within each window of this input all cells are the same: only the sum of all weights matters, and every "
         "kernel with that sum fits equally well.")},
    {Told::ColumnSums,
     QT_TRANSLATE_NOOP(
         "lab::AnswerPage",
         "Within each window of this input all rows are the same: only the sum of each column of weights matters. "
         "Weight "
         "can be moved up and down within a column, and the output stays: many kernels fit equally well.")},
    {Told::RowSums,
     QT_TRANSLATE_NOOP(
         "lab::AnswerPage",
         "Within each window of this input all columns are the same: only the sum of each row of weights matters. "
         "Weight "
         "can be moved left and right within a row, and the output stays: many kernels fit equally well.")},
    {Told::SomeDirections,
     QT_TRANSLATE_NOOP(
         "lab::AnswerPage",
         "The windows of this input do not tell all weights apart: along the directions below the output "
         "does not change at all, so many kernels fit equally well.")},
};

Grid64 gridOf(std::span<const double> parameters, Shape shape)
{
    auto kernel = Grid64::uninitialised(shape);
    std::copy_n(parameters.begin(), kernel.size(), kernel.cells().begin());
    return kernel;
}

double largestDifference(const Grid64& a, const Grid64& b)
{
    double most = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        most = std::max(most, std::abs(a.cells()[i] - b.cells()[i]));
    return most;
}

} // namespace

QString toldText(const Identifiability& it)
{
    const auto text = [](const char* words) { return QCoreApplication::translate("lab::AnswerPage", words); };
    const auto found = std::find_if(std::begin(kToldTexts), std::end(kToldTexts),
                                    [&](const auto& row) { return row.first == it.told; });
    if (found == std::end(kToldTexts))
        return {};
    return text(found->second) +
           (it.biasTrades ? text(" And raising all weights alike can be made up for by the bias.") : QString());
}

AnswerPage::AnswerPage(Document& document, Learner& learner, QWidget* parent)
    : LearningPage(learner, parent), m_document(document), m_learner(learner)
{
    setAccessibleName(tr("What the input tells"));
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(20, 14, 20, 8);
    rows->setSpacing(10);
    m_verdict = new QLabel(this);
    m_verdict->setWordWrap(true);
    m_verdict->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QFont large = font();
    large.setPointSizeF(font().pointSizeF() * 1.15);
    m_verdict->setFont(large);
    rows->addWidget(m_verdict);
    m_numbers = new QLabel(this);
    m_numbers->setProperty("muted", true);
    m_numbers->setWordWrap(true);
    rows->addWidget(m_numbers);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(14);
    for (int i = 0; i < kTiles; ++i)
        m_tiles[std::size_t(i)] = addTile(grid, i);
    rows->addLayout(grid, 3);
    m_directionTitle = new QLabel(this);
    m_directionTitle->setWordWrap(true);
    rows->addWidget(m_directionTitle);
    m_directionBox = new QWidget(this);
    auto* line = new QHBoxLayout(m_directionBox);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(10);
    rows->addWidget(m_directionBox, 2);
    m_alongRow = new QWidget(this);
    auto* along = new QHBoxLayout(m_alongRow);
    along->setContentsMargins(0, 0, 0, 0);
    auto* alongText = new QLabel(tr("Move the exact answer along the chosen direction"), m_alongRow);
    alongText->setProperty("muted", true);
    m_along = new QSlider(Qt::Horizontal, m_alongRow);
    m_along->setRange(-kAlongSteps, kAlongSteps);
    m_along->setAccessibleName(alongText->text());
    alongText->setBuddy(m_along);
    along->addWidget(alongText);
    along->addWidget(m_along, 1);
    rows->addWidget(m_alongRow);
    connect(m_along, &QSlider::valueChanged, this, &AnswerPage::refreshOther);
}

AnswerPage::Labelled AnswerPage::addTile(QGridLayout* grid, int column)
{
    Labelled tile{new LiveLabel(this), new TensorView(this), new LiveLabel(this, LiveLabel::Fit::Wrapped)};
    tile.view->setKeys(TensorView::Keys::Step);
    tile.view->setMinimumSize(90, 70);
    tile.note->setInk(LiveLabel::Ink::Muted);
    grid->addWidget(tile.title, 0, column);
    grid->addWidget(tile.view, 1, column);
    grid->addWidget(tile.note, 2, column, Qt::AlignTop);
    grid->setColumnStretch(column, 1);
    grid->setRowStretch(1, 1);
    return tile;
}

QString AnswerPage::verdict() const
{
    return m_verdict->text();
}

QString AnswerPage::verdictText() const
{
    const Insight& insight = *m_learner.insight();
    const TrainSpec& train = m_document.train();
    const int shown = learning().epoch;
    const Identifiability& it = insight.identifiability;
    const Grid64 answer = gridOf(insight.answer.parameters, learning().kernel.shape());
    const bool arrived = largestDifference(learning().kernel, answer) < kFound;
    if (const QString told = toldText(it); !told.isEmpty())
        return arrived || shown == 0
                   ? told
                   : tr("%1 Descent goes to the one nearest to its start, and is still on its way.").arg(told);
    if (shown == 0)
        return tr("This input tells every weight apart: exactly one kernel has the smallest loss. Run to see whether "
                  "descent finds it.");
    if (m_learner.ended() == RunEnd::Diverged && shown == learning().known)
        return tr(
            "The run diverged: the rate is above the stable limit of this input. The kernel itself could be found.");
    if (arrived)
        return tr("Found: this input tells every weight apart, and descent has come to the one best kernel.");
    if (insight.curvature.condition() > kIllConditioned)
        return tr("Not there yet, and it will take long: the loss is %1 times steeper in one direction than in "
                  "another, and "
                  "the rate must be small enough for the steepest.")
            .arg(number(insight.curvature.condition(), 3));
    if (train.optimiser == Optimiser::GradientDescent && train.rate > insight.curvature.largestStableRate())
        return tr("Moving away: the rate is above the stable limit %1 of this input.")
            .arg(numberBelow(insight.curvature.largestStableRate()));
    return tr("Not there yet: the input tells every weight apart, so more epochs will find the kernel.");
}

void AnswerPage::refresh()
{
    const auto& insight = m_learner.insight();
    const Grid64 learned = learning().kernel;
    const bool ready = insight && insight->normal->kernel == learned.shape();
    for (const Tile tile : {kHidden, kLearned, kExact}) // whether there is another that fits, refreshOther() knows
        m_tiles[std::size_t(tile)].view->setVisible(ready);
    if (!ready) {
        m_verdict->setText(m_learner.missingInsight());
        m_tiles[kOther].view->hide();
        m_numbers->clear();
        m_directionTitle->clear();
        m_directionBox->hide();
        m_alongRow->hide();
        return;
    }
    m_verdict->setText(verdictText());
    const Identifiability& it = insight->identifiability;
    const bool bias = m_document.train().learnBias;
    m_numbers->setText((bias ? tr("This input tells %1 of %2 weights, the bias among them, apart: its normal matrix has "
                                  "rank %1, condition %3, λ from %4 to %5.")
                             : tr("This input tells %1 of %2 weights apart: its normal matrix has rank %1, condition "
                                  "%3, λ from %4 to %5."))
                           .arg(it.rank)
                           .arg(it.parameters)
                           .arg(number(insight->curvature.condition(), 3),
                                number(insight->curvature.eigenvalues.front(), 3),
                                number(insight->curvature.eigenvalues.back(), 3)));
    const Grid64 answer = gridOf(insight->answer.parameters, learned.shape());
    const Grid* hidden = m_learner.hiddenKernel();
    const auto set = [&](Tile which, const QString& title, const Grid64* kernel, const QString& note) {
        Labelled& tile = m_tiles[std::size_t(which)];
        tile.title->setText(title);
        tile.view->setName(title);
        tile.view->setScene(kernel ? exactScene(*kernel) : TensorScene{});
        tile.note->setText(note);
    };
    const bool fits = hidden && hidden->shape() == learned.shape();
    const Grid64 shownHidden = fits ? converted<double>(*hidden) : Grid64();
    set(kHidden, tr("To be found"), fits ? &shownHidden : nullptr,
        fits                        ? tr("the hidden kernel")
        : m_document.train().target ? tr("an output is given, no kernel")
                                    : tr("hidden; reveal it in the Learn panel"));
    const int shown = learning().epoch;
    std::vector<double> parameters(learned.cells().begin(), learned.cells().end());
    parameters.push_back(learning().bias);
    std::vector<double> gradient(parameters.size());
    const double loss = std::max(0.0, sumOfSquares(*insight->normal, parameters, gradient));
    set(kLearned, shown == 0 ? tr("Start kernel") : tr("Learned, %1").arg(afterUpdates(shown)), &learned,
        tr("sum of squares %1").arg(number(loss)));
    set(kExact, tr("Exact answer"), &answer,
        tr("least squares, nearest to the start; sum of squares %1").arg(number(insight->answer.sumOfSquares)));
    refreshDirections();
    refreshOther();
}

void AnswerPage::refreshDirections()
{
    const Insight& insight = *m_learner.insight();
    const Shape shape = learning().kernel.shape();
    m_open = undeterminedDirections(insight.curvature, insight.identifiability, shape);
    const int open = int(m_open.size()), drawn = std::min(open, kMostDirections);
    auto* line = static_cast<QHBoxLayout*>(m_directionBox->layout());
    while (int(m_directions.size()) > drawn) {
        delete m_directions.back();
        m_directions.pop_back();
    }
    while (int(m_directions.size()) < drawn) {
        auto* view = new TensorView(m_directionBox);
        view->setKeys(TensorView::Keys::Step);
        view->setMinimumSize(60, 50);
        const int index = int(m_directions.size());
        connect(view, &TensorView::clicked, this, [this, index] {
            m_chosen = index;
            refreshDirections();
            refreshOther();
        });
        line->addWidget(view, 1);
        m_directions.push_back(view);
    }
    m_chosen = std::clamp(m_chosen, 0, std::max(0, drawn - 1));
    for (int i = 0; i < drawn; ++i) {
        TensorScene scene =
            exactScene(gridOf(m_open[std::size_t(i)], shape), ColourScale{ScaleKind::Diverging, -1, 1});
        if (i == m_chosen)
            scene.frames.push_back({QRectF(0, 0, shape.cols, shape.rows)});
        m_directions[std::size_t(i)]->setName(tr("Undetermined direction %1").arg(i + 1));
        m_directions[std::size_t(i)]->setScene(std::move(scene));
    }
    m_directionBox->setVisible(drawn > 0);
    m_alongRow->setVisible(drawn > 0);
    m_directionTitle->setVisible(drawn > 0);
    m_directionTitle->setText(
        drawn < open ? tr("Directions that change no output: %1, the first %2 are drawn. Click one to choose it.")
                           .arg(open)
                           .arg(drawn)
                     : tr("Directions that change no output: %1. Click one to choose it.").arg(open));
}

void AnswerPage::setAlong(double along)
{
    m_along->setValue(int(std::lround(along * kAlongSteps)));
}

void AnswerPage::refreshOther()
{
    const auto& insight = m_learner.insight();
    Labelled& tile = m_tiles[kOther];
    const bool any = insight && !m_directions.empty();
    for (QWidget* part : std::initializer_list<QWidget*>{tile.title, tile.view, tile.note})
        part->setVisible(any);
    if (!any)
        return;
    std::vector<double> parameters = insight->answer.parameters;
    const double along = double(m_along->value()) / kAlongSteps;
    const auto& direction = m_open[std::size_t(m_chosen)];
    for (std::size_t k = 0; k < direction.size(); ++k)
        parameters[k] += along * direction[k];
    std::vector<double> gradient(parameters.size());
    const double loss = std::max(0.0, sumOfSquares(*insight->normal, parameters, gradient));
    tile.title->setText(tr("Another that fits"));
    tile.view->setName(tile.title->text());
    tile.view->setScene(exactScene(gridOf(parameters, learning().kernel.shape())));
    tile.note->setText(tr("exact answer %1 %2 · direction %3; sum of squares %4")
                           .arg(along < 0 ? QStringLiteral("−") : QStringLiteral("+"), number(std::abs(along), 2))
                           .arg(m_chosen + 1)
                           .arg(number(loss)));
}

} // namespace lab
