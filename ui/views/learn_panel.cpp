// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/learn_panel.h"

#include "core/kernels.h"
#include "core/number_text.h"
#include "ui/experiments.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

namespace lab
{

namespace
{

/// What the first rows of "Learn" mean; presets follow.
enum What : int { kStageKernel = 0, kGivenOutput = 1, kFirstPreset = 2 };
enum StartFrom : int { kBook, kRandom, kZeros, kTyped };
constexpr int kFullLog = 400; ///< epochs up to which every second one is logged, as in the book
constexpr int kSideKernel = 118; ///< pixels

struct Pace {
    const char* text;
    double epochsPerSecond;
};
constexpr Pace kPaces[] = {{QT_TRANSLATE_NOOP("lab::LearnPanel", "2 epochs a second"), 2},
                           {QT_TRANSLATE_NOOP("lab::LearnPanel", "8 epochs a second"), 8},
                           {QT_TRANSLATE_NOOP("lab::LearnPanel", "30 epochs a second"), 30},
                           {QT_TRANSLATE_NOOP("lab::LearnPanel", "as fast as it goes"), 0}};

QString text(double value, int digits = 4)
{
    return QString::fromStdString(display(value, digits));
}

/// As the book prints it; very large and very small losses by their power of ten.
QString lossText(double loss)
{
    const bool plain = loss == 0 || (loss >= 0.0005 && loss < 1e6);
    return plain ? QString::fromStdString(fixed(loss, 3)) : text(loss);
}

QString tensorLine(const Grid64& kernel)
{
    return QString::fromStdString(tensorText(kernel));
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
    auto* header = new QHBoxLayout;
    m_lossName = muted({}, this);
    m_lossValue = new QLabel(this);
    m_lossValue->setObjectName(QStringLiteral("lossValue"));
    header->addWidget(m_lossName);
    header->addStretch(1);
    header->addWidget(m_lossValue);
    rows->addLayout(header);
    m_chart = new LossChart(this);
    m_chart->setFixedHeight(168);
    connect(m_chart, &LossChart::epochClicked, &learner, &Learner::seek);
    rows->addWidget(m_chart);
    rows->addWidget(makeControls());

    auto* progress = new QHBoxLayout;
    progress->setSpacing(12);
    m_log = new QPlainTextEdit(this);
    m_log->setReadOnly(true);
    m_log->setFrameShape(QFrame::NoFrame);
    m_log->setAccessibleName(tr("Log of the epochs"));
    m_log->setFixedHeight(fontMetrics().lineSpacing() * 7 + 8);
    m_log->setTabChangesFocus(true);
    m_log->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_log->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    progress->addWidget(m_log, 1);
    auto* side = new QVBoxLayout;
    side->setSpacing(4);
    m_kernelName = muted({}, this);
    m_kernel = new TensorView(this);
    m_kernel->setKeys(TensorView::Keys::Step);
    m_kernel->setFocusPolicy(Qt::NoFocus);
    m_kernel->setFixedSize(kSideKernel, kSideKernel * 2 / 3);
    side->addWidget(m_kernelName);
    side->addWidget(m_kernel);
    side->addStretch(1);
    progress->addLayout(side);
    rows->addLayout(progress);
    rows->addWidget(makeSettings());
    m_curvature = muted({}, this);
    m_curvature->setWordWrap(true);
    m_curvature->setTextInteractionFlags(Qt::TextSelectableByMouse);
    rows->addWidget(m_curvature);
    rows->addStretch(1);

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

QWidget* LearnPanel::makeControls()
{
    auto* box = new QWidget(this);
    auto* rows = new QVBoxLayout(box);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(4);
    auto* rateRow = new QHBoxLayout;
    auto* rateLabel = muted(tr("Learning rate"), box);
    m_rate = new QLineEdit(box);
    m_rate->setFixedWidth(84);
    m_rate->setAlignment(Qt::AlignRight);
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
    rows->addWidget(m_limit);
    connect(m_rate, &QLineEdit::editingFinished, this, [this] {
        const auto rate = parseNumber(m_rate->text().replace(QLatin1Char(','), QLatin1Char('.')).toStdString());
        if (rate && *rate > 0 && std::isfinite(*rate))
            changeSpec(tr("Change the learning rate"), [&](TrainSpec& t) { t.rate = *rate; });
        refreshSettings();
    });
    connect(m_rateSlider, &RateSlider::rateChanged, this, [this](double rate) {
        changeSpec(tr("Change the learning rate"), [&](TrainSpec& t) { t.rate = rate; }, QStringLiteral("rate"));
    });
    connect(m_limit, &QLabel::linkActivated, this, [this] {
        const double best = m_learner.curvature()->bestRate();
        changeSpec(tr("Take the best rate"), [&](TrainSpec& t) { t.rate = best; });
    });

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    const auto add = [&](const QString& name, const QString& tip, auto slot) {
        auto* button = new QPushButton(name, box);
        button->setToolTip(tip);
        button->setAccessibleDescription(tip);
        connect(button, &QPushButton::clicked, this, slot);
        buttons->addWidget(button);
        return button;
    };
    m_run = add(tr("Run"), tr("Learn for as many epochs as set below (L)"), [this] {
        m_learner.running() ? m_learner.pause() : m_learner.run();
    });
    m_run->setObjectName(QStringLiteral("primary"));
    m_step = add(tr("Step"), tr("One epoch"), [this] { m_learner.stepForward(); });
    m_back = add(tr("Back"), tr("One epoch back"), [this] { m_learner.stepBack(); });
    m_reset = add(tr("Reset"), tr("Back to the same start"), [this] { m_learner.reset(); });
    rows->addSpacing(4);
    rows->addLayout(buttons);
    auto* recipes = new QHBoxLayout;
    recipes->setSpacing(6);
    auto* book = new QPushButton(tr("As in the book"), box);
    book->setToolTip(tr(experiments().front().sentence));
    connect(book, &QPushButton::clicked, this, [this] { runExperiment("book"); });
    auto* others = new QPushButton(tr("Experiments"), box);
    auto* menu = new QMenu(others);
    menu->setToolTipsVisible(true);
    for (const Experiment& experiment : experiments().subspan(1)) {
        auto* action = menu->addAction(tr(experiment.title), this,
                                       [this, id = experiment.id.data()] { runExperiment(id); });
        action->setToolTip(tr(experiment.sentence));
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

void LearnPanel::makeWhatToLearn(QFormLayout* form)
{
    m_what = new QComboBox(this);
    m_what->setAccessibleName(tr("What is learned"));
    m_what->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_what->setMinimumContentsLength(12);
    m_what->addItem(tr("The kernel on the stage"));
    m_what->addItem(tr("An output from a file…"));
    for (const KernelPreset& preset : kernelPresets())
        m_what->addItem(tr(preset.name.data()));
    m_what->insertSeparator(kFirstPreset);
    connect(m_what, &QComboBox::activated, this, &LearnPanel::learnWhat);
    form->addRow(tr("Learn"), m_what);
}

void LearnPanel::makeStart(QFormLayout* form)
{
    m_start = new QComboBox(this);
    m_start->setAccessibleName(tr("Start kernel"));
    m_start->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_start->setMinimumContentsLength(7);
    m_start->addItems({tr("As in the book"), tr("Random"), tr("Zeros"), tr("Typed")});
    m_seed = new QSpinBox(this);
    m_seed->setRange(0, 999'999);
    m_seed->setPrefix(tr("seed "));
    m_seed->setAccessibleName(tr("Seed of the random start"));
    m_seed->setKeyboardTracking(false);
    m_seed->setFixedWidth(104);
    m_startText = new QLineEdit(this);
    m_startText->setAccessibleName(tr("Weights of the start kernel"));
    m_startText->setToolTip(tr("Numbers separated by commas, rows by semicolons"));
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(m_start, 1);
    row->addWidget(m_seed);
    form->addRow(tr("Start"), row);
    form->addRow(QString(), m_startText);
    connect(m_start, &QComboBox::activated, this, &LearnPanel::startFrom);
    connect(m_seed, &QSpinBox::valueChanged, this, [this](int seed) {
        setStart(tr("Draw another start"), uniformKernel(m_document.session().train.startKernel.shape(), std::uint64_t(seed)),
                 std::uint64_t(seed));
    });
    connect(m_startText, &QLineEdit::editingFinished, this, [this] {
        const auto typed = matrixFromText(m_startText->text().toStdString());
        const Shape shape = m_document.session().train.startKernel.shape();
        if (typed && typed->shape() == shape && !(converted<float>(m_document.session().train.startKernel) == *typed))
            setStart(tr("Type a start kernel"), converted<double>(*typed), {});
        refreshSettings();
    });
}

QWidget* LearnPanel::makeSettings()
{
    auto* box = new QWidget(this);
    auto* form = new QFormLayout(box);
    form->setContentsMargins(0, 4, 0, 0);
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(6);
    makeWhatToLearn(form);
    makeStart(form);
    m_epochs = new QSpinBox(box);
    m_epochs->setRange(1, 100'000);
    m_epochs->setAccessibleName(tr("Epochs a run adds"));
    m_epochs->setKeyboardTracking(false);
    connect(m_epochs, &QSpinBox::valueChanged, this, [this](int epochs) {
        Session after = m_document.session();
        after.train.epochs = epochs;
        m_document.edit(tr("Change the number of epochs"), std::move(after), QStringLiteral("epochs"));
    });
    form->addRow(tr("Epochs"), m_epochs);
    m_reduction = new QComboBox(box);
    m_reduction->setAccessibleName(tr("Loss"));
    m_reduction->addItems({tr("Sum of squares"), tr("Mean of squares")});
    connect(m_reduction, &QComboBox::activated, this, [this](int index) {
        changeSpec(tr("Change the loss"), [&](TrainSpec& t) { t.reduction = Reduction(index); });
    });
    form->addRow(tr("Loss"), m_reduction);
    m_pace = new QComboBox(box);
    m_pace->setAccessibleName(tr("Pace"));
    for (const Pace& pace : kPaces)
        m_pace->addItem(tr(pace.text));
    m_pace->setCurrentIndex(1);
    connect(m_pace, &QComboBox::activated, this, [this](int index) { m_learner.setPace(kPaces[index].epochsPerSecond); });
    form->addRow(tr("Pace"), m_pace);
    m_bias = new QCheckBox(tr("Learn the bias too"), box);
    connect(m_bias, &QCheckBox::clicked, this, [this](bool checked) {
        changeSpec(tr("Learn the bias"), [&](TrainSpec& t) { t.learnBias = checked; });
    });
    form->addRow(QString(), m_bias);
    return box;
}

void LearnPanel::changeSpec(const QString& name, const std::function<void(TrainSpec&)>& change, const QString& key)
{
    TrainSpec spec = m_document.session().train;
    change(spec);
    m_learner.setSpec(name, std::move(spec), key);
}

void LearnPanel::setStart(const QString& name, Grid64 kernel, std::optional<std::uint64_t> seed)
{
    changeSpec(name, [&](TrainSpec& t) {
        t.startKernel = std::move(kernel);
        t.seed = seed;
    });
}

void LearnPanel::learnWhat(int index)
{
    if (index == kGivenOutput) {
        refreshSettings();
        emit targetWanted();
        return;
    }
    const Session& session = m_document.session();
    Grid kernel = session.layer().kernel;
    float bias = session.layer().bias;
    if (index > kFirstPreset) {
        kernel = kernelPresets()[std::size_t(index - kFirstPreset - 1)].values();
        bias = 0;
    }
    changeSpec(tr("Choose what to learn"), [&](TrainSpec& t) {
        t.target.reset();
        if (t.startKernel.shape() != kernel.shape()) {
            t.seed = t.seed.value_or(0);
            t.startKernel = uniformKernel(kernel.shape(), *t.seed);
        }
        t.hiddenKernel = kernel;
        t.hiddenBias = bias;
    });
    refreshSettings();
}

void LearnPanel::startFrom(int index)
{
    const Shape shape = m_document.session().train.startKernel.shape();
    const std::uint64_t seed = std::uint64_t(m_seed->value());
    if (index == kBook)
        setStart(tr("Start as in the book"), TrainSpec{}.startKernel, {});
    else if (index == kRandom)
        setStart(tr("Start at random"), uniformKernel(shape, seed), seed);
    else if (index == kZeros)
        setStart(tr("Start from zeros"), Grid64(shape), {});
    else
        m_startText->setFocus();
}

void LearnPanel::refreshSettings()
{
    const TrainSpec& train = m_document.session().train;
    const QSignalBlocker quiet[] = {QSignalBlocker(m_seed), QSignalBlocker(m_epochs)};
    m_rate->setText(QString::fromStdString(shortest(float(train.rate))));
    m_rateSlider->setRate(train.rate);
    m_epochs->setValue(train.epochs);
    m_reduction->setCurrentIndex(int(train.reduction));
    m_bias->setChecked(train.learnBias);
    int what = kStageKernel;
    if (train.target)
        what = kGivenOutput;
    else if (const KernelPreset* preset = presetOf(train.hiddenKernel))
        what = kFirstPreset + 1 + int(preset - kernelPresets().data());
    m_what->setItemText(kGivenOutput, train.target ? tr("The output “%1”").arg(QString::fromStdString(train.target->name()))
                                                   : tr("An output from a file…"));
    m_what->setItemText(kStageKernel, what == kStageKernel ? tr("A kernel from the stage") : tr("The kernel on the stage"));
    m_what->setCurrentIndex(what);
    const bool book = train.startKernel == TrainSpec{}.startKernel;
    bool zeros = true;
    QStringList weights;
    for (int r = 0; r < train.startKernel.rows(); ++r) {
        QStringList cells;
        for (const double w : train.startKernel.row(r)) {
            zeros &= w == 0;
            cells << QString::fromStdString(shortest(float(w)));
        }
        weights << cells.join(QStringLiteral(", "));
    }
    m_start->setCurrentIndex(book ? kBook : train.seed ? kRandom : zeros ? kZeros : kTyped);
    m_seed->setVisible(m_start->currentIndex() == kRandom);
    m_seed->setValue(int(train.seed.value_or(0)));
    if (!m_startText->hasFocus())
        m_startText->setText(weights.join(QStringLiteral("; ")));
    m_startText->setCursorPosition(0);
    const bool two = train.startKernel.shape() == TrainSpec{}.startKernel.shape();
    m_start->setItemData(kBook, two ? QVariant() : QVariant(0), Qt::UserRole - 1); // the book's start has two weights
    m_lossName->setText(train.reduction == Reduction::Sum ? tr("Loss (sum of squares)") : tr("Loss (mean of squares)"));
    refreshStability();
}

void LearnPanel::refreshStability()
{
    const auto& curvature = m_learner.curvature();
    const TrainSpec& train = m_document.session().train;
    if (!curvature) {
        m_rateSlider->setLimit({});
        m_limit->setText(m_learner.problem().isEmpty() ? tr("Measuring the stable rate…") : QString());
        m_curvature->clear();
    } else {
        const double limit = curvature->largestStableRate();
        const bool unstable = train.rate > limit;
        m_rateSlider->setLimit(limit);
        const Theme& theme = themeOf(palette());
        m_limit->setText(tr("<span style='color:%1'>unstable above %2</span> · <a href='best' style='color:%3'>best %4</a>")
                             .arg((unstable ? theme.danger : theme.muted).name(), text(limit, 3), theme.accent.name(),
                                  text(curvature->bestRate(), 4)));
        QString about = tr("Curvature of the loss: λ from %1 to %2, condition %3.")
                            .arg(text(curvature->eigenvalues.front()), text(curvature->eigenvalues.back()),
                                 text(curvature->condition(), 3));
        if (curvature->eigenvalues.size() <= 4) {
            QStringList factors;
            for (const double lambda : curvature->eigenvalues)
                factors << tr("%1 along λ %2").arg(text(1 - train.rate * lambda), text(lambda));
            QStringList rows;
            for (int r = 0; r < curvature->hessian.rows(); ++r) {
                QStringList cells;
                for (const double h : curvature->hessian.row(r))
                    cells << text(h);
                rows << QStringLiteral("[%1]").arg(cells.join(QStringLiteral(", ")));
            }
            about += tr(" Hessian [%1]. An epoch multiplies the error by %2.")
                         .arg(rows.join(QStringLiteral(", ")), factors.join(tr(" and ")));
        }
        m_curvature->setText(about);
    }
    refreshProgress();
}

QString LearnPanel::logText() const
{
    const auto& history = m_learner.history();
    const int shown = std::min(m_learner.epoch(), int(history.size()));
    int every = 2;
    while (shown / every > kFullLog / 2)
        every *= 5;
    QStringList lines;
    for (int n = every; n <= shown; n += every) {
        const EpochRecord& record = history[std::size_t(n - 1)];
        QString line = tr("epoch %1, loss %2").arg(n).arg(lossText(record.loss));
        if (m_document.session().train.reduction == Reduction::Mean)
            line += tr(" (sum %1)").arg(lossText(record.sumOfSquares));
        lines << line;
    }
    if (shown > 0 && !m_learner.running()) {
        lines << tensorLine(history[std::size_t(shown - 1)].kernel);
        if (m_document.session().train.learnBias)
            lines << tr("bias %1").arg(QString::fromStdString(fixed(history[std::size_t(shown - 1)].bias, 4)));
    }
    return lines.join(QLatin1Char('\n'));
}

QString LearnPanel::log() const
{
    return m_log->toPlainText();
}

void LearnPanel::refreshProgress()
{
    const auto& history = m_learner.history();
    const TrainSpec& train = m_document.session().train;
    const int shown = std::min(train.epoch, int(history.size()));
    m_chart->showLosses(history, shown, train.epochs);
    m_lossValue->setText(shown == 0 ? tr("epoch 0")
                                    : tr("epoch <b>%1</b> · %2").arg(shown).arg(lossText(history[std::size_t(shown - 1)].loss)));
    const QString log = logText();
    if (log != m_log->toPlainText()) {
        m_log->setPlainText(log);
        m_log->verticalScrollBar()->setValue(m_log->verticalScrollBar()->maximum());
    }
    m_run->setText(m_learner.running() ? tr("Pause") : tr("Run"));
    const bool possible = m_learner.problem().isEmpty();
    m_run->setEnabled(possible);
    m_step->setEnabled(possible && !m_learner.running());
    m_back->setEnabled(shown > 0 && !m_learner.running());
    m_reset->setEnabled(shown > 0);

    TensorScene scene;
    const auto kernel = std::make_shared<const Grid>(
        converted<float>(shown == 0 ? train.startKernel : history[std::size_t(shown - 1)].kernel));
    scene.planes = {kernel->view()};
    scene.owner = kernel;
    scene.shape = kernel->shape();
    scene.scale = centredScale(scene.planes);
    m_kernelName->setText(shown == 0 ? tr("start kernel") : tr("learned kernel"));
    m_kernel->setName(m_kernelName->text());
    m_kernel->setScene(std::move(scene));

    const auto& curvature = m_learner.curvature();
    const bool unstable = curvature && train.rate > curvature->largestStableRate();
    QString status;
    if (!possible)
        status = m_learner.problem();
    else if (m_learner.diverged() && shown == int(history.size()))
        status = tr("Stopped: the loss diverged. Rates below %1 do not, for this input.")
                     .arg(curvature ? text(curvature->largestStableRate(), 3) : QStringLiteral("2/λmax"));
    else if (unstable && shown > 0)
        status = tr("Diverging: the rate %1 is above the stable limit %2.")
                     .arg(text(train.rate), text(curvature->largestStableRate(), 3));
    m_status->setText(status);
    m_status->setVisible(!status.isEmpty());
}

void LearnPanel::runExperiment(const char* id)
{
    for (const Experiment& experiment : experiments()) {
        if (experiment.id != id)
            continue;
        m_learner.pause();
        if (m_document.edit(tr(experiment.title), sessionOf(experiment))) {
            m_learner.run();
        }
    }
}

} // namespace lab
