// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/learning/learn_panel.h"

#include "core/numbers/matrix_text.h"
#include "core/numbers/number_text.h"
#include "core/session/experiments.h"
#include "core/session/session.h"
#include "ui/io/error_text.h"
#include "ui/learning/learn_curves.h"
#include "ui/model/history.h"
#include "ui/paint/words.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/live_label.h"
#include "ui/widgets/popover.h"
#include "ui/widgets/possible.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <limits>

namespace lab
{

namespace
{

constexpr int kFullLog = 400; ///< epochs up to which every second one is logged, as in the book
constexpr int kKernelHeight = 76; ///< pixels

/// As the book prints it; very large and very small losses by their power of ten.
QString lossText(double loss)
{
    const bool plain = loss == 0 || (loss >= 0.0005 && loss < 1e6);
    return plain ? QString::fromStdString(fixed(loss, 3)) : number(loss);
}

QString tensorLine(const Grid64& kernel)
{
    return QString::fromStdString(tensorText(kernel));
}

/// The part of one eigenvector in the quadratic loss, "15 (d₀ + d₁)²": λ/2 times the square of the distance
/// along it.
QString squareText(const Curvature& curvature, int index)
{
    double largest = 0;
    for (int k = 0; k < curvature.eigenvectors.rows(); ++k)
        largest = std::max(largest, std::abs(curvature.eigenvectors.at(k, index)));
    QString sum;
    for (int k = 0; k < curvature.eigenvectors.rows(); ++k) {
        const double part = curvature.eigenvectors.at(k, index) / largest;
        if (std::abs(part) < 1e-9)
            continue;
        const QString size =
            std::abs(std::abs(part) - 1) < 1e-9 ? QString() : number(std::abs(part), 3) + QLatin1Char(' ');
        const QString sign = sum.isEmpty() ? (part < 0 ? QStringLiteral("−") : QString())
                                           : (part < 0 ? QStringLiteral(" − ") : QStringLiteral(" + "));
        sum += sign + size + QLatin1Char('d') + QChar(0x2080 + k);
    }
    const double factor = curvature.eigenvalues[std::size_t(index)] / 2 * largest * largest;
    return QStringLiteral("%1 (%2)²").arg(number(factor), sum);
}

QLabel* muted(const QString& words, QWidget* parent)
{
    auto* label = new QLabel(words, parent);
    label->setProperty("muted", true);
    return label;
}

} // namespace

LearnPanel::LearnPanel(Document& document, Learner& learner, QWidget* parent)
    : QWidget(parent), m_document(document), m_learner(learner)
{
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(16, 12, 16, 16);
    rows->setSpacing(8);
    m_settings = new LearnSettings(document, learner, this);
    connect(m_settings, &LearnSettings::targetWanted, this, &LearnPanel::targetWanted);
    rows->addWidget(m_settings);
    rows->addWidget(makeControls());
    makeResult(rows);
    auto* more = new QToolButton(this);
    more->setText(tr("More settings"));
    more->setToolTip(tr("Epochs, optimiser, loss, pace, bias"));
    more->setIcon(icon(QStringLiteral("chevron-down")));
    more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    more->setAutoRaise(true);
    more->setCheckable(true);
    more->setFocusPolicy(Qt::TabFocus);
    more->setObjectName(QStringLiteral("moreSettings"));
    rows->addWidget(more);
    rows->addWidget(m_settings->more());
    m_curvature = muted({}, this);
    m_curvature->setWordWrap(true);
    m_curvature->setTextInteractionFlags(Qt::TextSelectableByMouse);
    rows->addWidget(m_curvature);
    rows->addStretch(1);
    for (QWidget* hidden : {m_settings->more(), static_cast<QWidget*>(m_curvature)}) {
        hidden->hide();
        hidden->setProperty("foldedBy", QVariant::fromValue<QObject*>(more));
        connect(more, &QToolButton::toggled, hidden, &QWidget::setVisible);
    }

    connect(&learner, &Learner::progressed, this, &LearnPanel::refreshProgress);
    connect(&learner, &Learner::runningChanged, this, &LearnPanel::refreshProgress);
    connect(&learner, &Learner::problemChanged, this, &LearnPanel::refreshStability);
    connect(&document, &Document::changed, this, [this](const Changes& changes) {
        if (changes.train || changes.geometry || changes.input || changes.focus) {
            refreshSettings();
            refreshProgress();
        }
    });
    refreshSettings();
    refreshProgress();
    refreshStability();
}

/// How it goes: the chart, its log, and what was learned beside what there is to learn.
void LearnPanel::makeResult(QBoxLayout* rows)
{
    auto* header = new QHBoxLayout;
    m_lossName = muted({}, this);
    m_lossValue = new LiveLabel(this, LiveLabel::Fit::OneLine, Qt::AlignRight);
    m_lossName->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // a long loss does not widen the panel
    m_lossName->setWordWrap(true);
    header->addWidget(m_lossName, 100);
    m_chartActions = header;
    header->addStretch(1);
    header->addWidget(m_lossValue);
    rows->addLayout(header);
    m_chart = new LossChart(this);
    m_chart->setFixedHeight(168);
    connect(m_chart, &LossChart::epochClicked, &m_learner, &Learner::seek);
    rows->addWidget(m_chart);
    rows->addLayout(makeKernels());
    m_logButton = new QPushButton(tr("Log of the epochs"), this);
    m_logButton->setToolTip(tr("Every second loss and the kernel, as the book prints them"));
    m_logButton->setFocusPolicy(Qt::TabFocus);
    connect(m_logButton, &QPushButton::clicked, this, &LearnPanel::openLog);
    rows->addWidget(m_logButton);
}

void LearnPanel::openLog()
{
    m_log = new QPlainTextEdit;
    m_log->setReadOnly(true);
    m_log->setFrameShape(QFrame::NoFrame);
    m_log->setAccessibleName(m_logButton->text());
    m_log->setMinimumSize(300, fontMetrics().lineSpacing() * 9);
    m_log->setTabChangesFocus(true);
    m_log->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_shownLog.clear();
    showLog();
    Popover::open(m_logButton, m_log, m_logButton->text());
}

void LearnPanel::addChartActions(const QList<QAction*>& actions)
{
    auto* button = new QToolButton(this);
    button->setIcon(icon(QStringLiteral("chevron-down")));
    button->setAutoRaise(true);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(tr("Loss chart: scale, earlier runs, export"));
    button->setToolTip(button->accessibleName());
    auto* menu = new QMenu(button);
    menu->addActions(actions);
    button->setMenu(menu);
    m_chartActions->insertWidget(1, button); // behind the name of the loss
}

QLayout* LearnPanel::makeKernels()
{
    auto* columns = new QHBoxLayout;
    columns->setSpacing(10);
    const auto add = [&](QLabel*& name, TensorView*& view) {
        auto* column = new QVBoxLayout;
        column->setSpacing(2);
        name = muted({}, this);
        view = new TensorView(this);
        view->setKeys(TensorView::Keys::Step);
        view->setFocusPolicy(Qt::NoFocus);
        view->setFixedHeight(kKernelHeight);
        column->addWidget(name);
        column->addWidget(view);
        columns->addLayout(column, 1);
    };
    add(m_kernelName, m_kernel);
    columns->addWidget(muted(QStringLiteral("≈"), this));
    add(m_answerName, m_answer);
    return columns;
}

void LearnPanel::showKernel(TensorView* view, QLabel* label, const QString& name, const Grid64* kernel,
                            const std::vector<double>& beside)
{
    label->setText(name);
    view->setName(name);
    TensorScene scene = kernel ? exactScene(*kernel) : TensorScene{};
    scene.companions = beside;
    view->setScene(std::move(scene));
}

QWidget* LearnPanel::makeControls()
{
    auto* box = new QWidget(this);
    auto* rows = new QVBoxLayout(box);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(4);
    auto* rateRow = new QHBoxLayout;
    auto* rateLabel = muted(tr("Learning rate"), box);
    m_rate = new NumberField(NumberField::Precision::Double, box);
    m_rate->setRange(std::numeric_limits<double>::min(), std::numeric_limits<double>::max());
    m_rate->setFixedWidth(104);
    m_rate->setAlignment(Qt::AlignRight);
    m_rate->setDemand(tr("a number above zero, such as 0.03"));
    m_rate->setAccessibleName(tr("Learning rate"));
    rateLabel->setBuddy(m_rate);
    rateRow->addWidget(rateLabel);
    rateRow->addStretch(1);
    rateRow->addWidget(m_rate);
    rows->addLayout(rateRow);
    m_rateSlider = new RateSlider(box);
    rows->addWidget(m_rateSlider);
    m_limit = new QLabel(box);
    m_limit->setObjectName(QStringLiteral("limit"));
    m_limit->setWordWrap(true);
    m_limit->setTextFormat(Qt::RichText); // with a link
    rows->addWidget(m_limit);
    connectRate();
    connect(m_limit, &QLabel::linkActivated, this, [this] {
        const double best = m_learner.curvature()->bestRate();
        m_learner.changeRate(tr("Take the best rate"), best);
    });

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    const auto add = [&](const QString& name, const QString& tip, auto slot) {
        auto* button = new QPushButton(name, box);
        button->setToolTip(tip);
        button->setFocusPolicy(Qt::TabFocus); // a click leaves Space to the stage
        connect(button, &QPushButton::clicked, this, slot);
        buttons->addWidget(button);
        return button;
    };
    m_run = add(tr("Run"), tr("Learn for as many epochs as set below (L)"),
                [this] { m_learner.running() ? m_learner.pause() : m_learner.run(); });
    m_run->setObjectName(QStringLiteral("primary"));
    m_step = add(tr("Step"), tr("One epoch"), [this] { m_learner.stepForward(); });
    m_back = add(tr("Back"), tr("One epoch back"), [this] { m_learner.stepBack(); });
    m_reset = add(tr("Reset"), tr("Back to the same start"), [this] { m_learner.reset(); });
    rows->addSpacing(4);
    rows->addLayout(buttons);
    auto* recipes = new QHBoxLayout;
    recipes->setSpacing(6);
    auto* book = new QPushButton(tr("As in the book"), box);
    book->setFocusPolicy(Qt::TabFocus);
    book->setToolTip(tr(experiments().front().sentence));
    connect(book, &QPushButton::clicked, this, [this] { runExperiment("book"); });
    auto* others = new QPushButton(tr("Experiments"), box);
    others->setFocusPolicy(Qt::TabFocus);
    auto* menu = new QMenu(others);
    menu->setToolTipsVisible(true);
    for (const Experiment& experiment : experiments().subspan(1)) {
        auto* action =
            menu->addAction(word(experiment.title), this, [this, id = experiment.id.data()] { runExperiment(id); });
        action->setToolTip(word(experiment.sentence));
    }
    others->setMenu(menu);
    recipes->addWidget(book, 1);
    recipes->addWidget(others, 1);
    rows->addLayout(recipes);
    m_status = new QLabel(box);
    m_status->setObjectName(QStringLiteral("status"));
    m_status->setWordWrap(true);
    rows->addWidget(m_status);
    return box;
}

void LearnPanel::connectRate()
{
    connect(m_rate, &NumberField::valueChanged, this, [this](double rate) {
        m_learner.changeRate(changedTo(tr("Change the learning rate"), number(rate)), rate);
        refreshSettings();
    });
    connect(m_rateSlider, &RateSlider::rateChanged, this, [this](double rate, bool goesOn) {
        if (!goesOn)
            m_rateGesture = m_document.newGesture();
        m_learner.changeRate(changedTo(tr("Change the learning rate"), number(rate)), rate,
                             QStringLiteral("rate:") + m_rateGesture);
    });
}

double LearnPanel::rateNow() const
{
    return m_document.session().train.rateOf(m_learner.epoch() + 1);
}

void LearnPanel::refreshSettings()
{
    const TrainSpec& train = m_document.session().train;
    m_rate->setValue(rateNow());
    m_rate->setToolTip(tr("%1; %2").arg(QString::fromStdString(shortest(rateNow())), m_rate->demand()));
    m_rateSlider->setRate(rateNow());
    const bool sum = train.reduction == Reduction::Sum;
    m_lossName->setText(sum ? tr("Loss (sum)") : tr("Loss (mean)"));
    m_lossName->setToolTip(sum ? tr("Sum of the squared residuals") : tr("Mean of the squared residuals"));
    refreshStability();
}

void LearnPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_learner.want();
}

void LearnPanel::refreshStability()
{
    if (isVisible())
        m_learner.want();
    const Curvature* curvature = m_learner.curvature();
    const TrainSpec& train = m_document.session().train;
    if (!curvature) {
        m_rateSlider->setLimit({});
        m_limit->setText(m_learner.problem().isEmpty() ? m_learner.missingInsight().toHtmlEscaped() : QString());
        m_curvature->clear();
    } else {
        const OptimiserRow& optimiser = infoOf(train.optimiser);
        const double limit = curvature->largestStableRate(train.optimiser);
        const bool unstable = rateNow() > limit;
        m_rateSlider->setLimit(std::isfinite(limit) ? std::optional(limit) : std::nullopt);
        const Theme& theme = themeOf(palette());
        QString words =
            tr("%1 sets the size of its steps itself: the curvature bounds no rate").arg(word(optimiser.label));
        if (std::isinf(limit) && optimiser.stable > 0)
            words = tr("The loss is the same for every kernel: no rate learns anything here");
        else if (optimiser.stable > 0)
            words = tr("<span style='color:%1'>unstable above %2</span>")
                        .arg((unstable ? theme.bad : theme.muted).name(), numberBelow(limit));
        if (train.optimiser == Optimiser::GradientDescent && std::isfinite(limit))
            words += tr(" · <a href='best' style='color:%1'>best %2</a>")
                         .arg(theme.text.name(), numberWithin(curvature->bestRate(), limit));
        m_limit->setText(words);
        m_curvature->setText(curvatureText(*curvature));
    }
    refreshProgress();
}

QString LearnPanel::curvatureText(const Curvature& curvature) const
{
    const auto& lambdas = curvature.eigenvalues;
    const double rate = rateNow();
    QString about = tr("Curvature of the loss: λ from %1 to %2, condition %3.")
                        .arg(number(lambdas.front()), number(lambdas.back()), number(curvature.condition(), 3));
    if (lambdas.size() > 3)
        return about; // more is no help to read
    const bool plain = m_document.session().train.optimiser == Optimiser::GradientDescent;
    QStringList factors, rows, squares;
    for (std::size_t i = 0; i < lambdas.size(); ++i) {
        factors << tr("%1 along λ %2").arg(number(1 - rate * lambdas[i]), number(lambdas[i]));
        QStringList cells;
        for (const double h : curvature.hessian.row(int(i)))
            cells << number(h);
        rows << QStringLiteral("[%1]").arg(cells.join(QStringLiteral(", ")));
        squares.prepend(squareText(curvature, int(i)));
    }
    about += tr(" Hessian [%1]. With d the distance from the best kernel, the loss above its minimum is %2.")
                 .arg(rows.join(QStringLiteral(", ")), squares.join(QStringLiteral(" + ")));
    return plain ? about + tr(" An epoch multiplies the error by %1.").arg(factors.join(tr(" and "))) : about;
}

QString LearnPanel::log() const
{
    const auto& history = m_learner.history();
    const int shown = std::min(m_learner.epoch(), int(history.size()));
    int every = 2;
    while (shown / every > kFullLog / 2)
        every *= 5;
    QStringList lines;
    for (int n = every; n <= shown; n += every) {
        const auto i = std::size_t(n - 1);
        QString line = tr("epoch %1, loss %2").arg(n).arg(lossText(history.losses()[i]));
        if (m_document.session().train.reduction == Reduction::Mean)
            line += tr(" (sum %1)").arg(lossText(history.sums()[i]));
        lines << line;
    }
    if (shown > 0 && !m_learner.running()) {
        lines << tensorLine(m_learner.kernel());
        if (m_document.session().train.learnBias)
            lines << tr("bias %1").arg(QString::fromStdString(fixed(m_learner.bias(), 4)));
        if (const auto loss = m_learner.lossAfter(shown))
            lines << tr("%1, loss %2").arg(afterUpdates(shown), lossText(*loss));
    }
    return lines.join(QLatin1Char('\n'));
}

void LearnPanel::showLog()
{
    const QString now = m_log ? log() : QString();
    if (!m_log || now == m_shownLog)
        return;
    const bool goesOn = !m_shownLog.isEmpty() && now.startsWith(m_shownLog + QLatin1Char('\n'));
    if (goesOn)
        m_log->appendPlainText(now.mid(m_shownLog.size() + 1));
    else
        m_log->setPlainText(now);
    m_shownLog = now;
    m_log->verticalScrollBar()->setValue(m_log->verticalScrollBar()->maximum());
}

void LearnPanel::refreshProgress()
{
    const auto& history = m_learner.history();
    const TrainSpec& train = m_document.session().train;
    const int shown = std::min(train.epoch, int(history.size()));
    showRun(*m_chart, m_learner, shown, train.epochs, otherCurves(m_learner, nullptr, themeOf(palette())));
    QString value = tr("epoch 0");
    if (shown > 0) {
        value = tr("epoch <b>%1</b> · %2").arg(shown).arg(lossText(history.losses()[std::size_t(shown - 1)]));
    }
    m_lossValue->setText(value);
    showLog();
    m_run->setText(m_learner.running() ? tr("Pause") : tr("Run"));
    const bool possible = m_learner.problem().isEmpty();
    for (QPushButton* button : {m_run, m_step, m_back, m_reset}) // one that is disabled would give its focus away
        setPossible(*button, possible, m_learner.problem());

    const Grid64 kernel = m_learner.kernel();
    const auto& insight = m_learner.insight();
    std::optional<Grid64> answer;
    if (insight && !train.concealed && insight->normal->kernel == kernel.shape()) {
        answer = Grid64::uninitialised(kernel.shape());
        std::copy_n(insight->answer.parameters.begin(), answer->size(), answer->cells().begin());
    }
    std::vector<double> both(kernel.cells().begin(), kernel.cells().end());
    if (answer)
        both.insert(both.end(), answer->cells().begin(), answer->cells().end());
    showKernel(m_kernel, m_kernelName, shown == 0 ? tr("start kernel") : tr("learned kernel"), &kernel, both);
    showKernel(m_answer, m_answerName, train.concealed ? tr("exact answer (hidden)") : tr("exact answer"),
               answer ? &*answer : nullptr, both);

    const Curvature* curvature = m_learner.curvature();
    const double limit =
        curvature ? curvature->largestStableRate(train.optimiser) : std::numeric_limits<double>::infinity();
    const bool unstable = rateNow() > limit;
    QString status;
    if (!possible)
        status = m_learner.problem();
    else if (m_learner.ended() == RunEnd::StartNotFinite && shown == int(history.size()))
        status = sentence(Error{ErrorCode::StartNotFinite});
    else if (m_learner.ended() && shown == int(history.size()))
        status =
            std::isfinite(limit)
                ? tr("Stopped: the loss diverged. Rates below %1 do not, for this input.").arg(numberBelow(limit))
                : tr("Stopped: the loss diverged. Try a smaller rate.");
    else if (unstable && shown > 0)
        status = tr("Diverging: the rate %1 is above the stable limit %2.")
                     .arg(QString::fromStdString(shortest(rateNow())), numberBelow(limit));
    else if (m_learner.reached() && shown == int(history.size()))
        status = tr("Stopped: the loss has fallen to %1.").arg(number(train.tolerance));
    if (status != m_status->text()) // a label that wraps lays out the panel anew
        m_status->setText(status);
    m_status->setVisible(!status.isEmpty());
}

void LearnPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange && m_curvature)
        refreshStability(); // its text carries colours
    QWidget::changeEvent(event);
}

void LearnPanel::runExperiment(const char* id)
{
    for (const Experiment& experiment : experiments()) {
        if (experiment.id != id)
            continue;
        m_learner.pause();
        if (!m_document.edit(word(experiment.title), sessionOf(experiment)))
            return;
        m_learner.run();
        emit informed(word(experiment.sentence));
    }
}

} // namespace lab
