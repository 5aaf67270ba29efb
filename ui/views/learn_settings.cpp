// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/learn_settings.h"

#include "core/kernels.h"
#include "core/number_text.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>

namespace lab
{

namespace
{

/// What the first rows of "Learn" mean; presets follow.
enum What : int { kStageKernel = 0, kGivenOutput = 1, kFirstPreset = 2 };
enum StartFrom : int { kBook, kRandom, kZeros, kTyped };

struct Pace {
    const char* text;
    double epochsPerSecond;
};
constexpr Pace kPaces[] = {{QT_TRANSLATE_NOOP("lab::LearnSettings", "2 epochs a second"), 2},
                           {QT_TRANSLATE_NOOP("lab::LearnSettings", "8 epochs a second"), 8},
                           {QT_TRANSLATE_NOOP("lab::LearnSettings", "30 epochs a second"), 30},
                           {QT_TRANSLATE_NOOP("lab::LearnSettings", "as fast as it goes"), 0}};

/// "1, 2; 3, 4": as it can be typed.
QString typedText(const Grid64& kernel)
{
    QStringList rows;
    for (int r = 0; r < kernel.rows(); ++r) {
        QStringList cells;
        for (const double w : kernel.row(r))
            cells << QString::fromStdString(shortest(w));
        rows << cells.join(QStringLiteral(", "));
    }
    return rows.join(QStringLiteral("; "));
}

} // namespace

LearnSettings::LearnSettings(Document& document, Learner& learner, QWidget* parent)
    : QWidget(parent), m_document(document), m_learner(learner)
{
    auto* form = new QFormLayout(this);
    form->setContentsMargins(0, 4, 0, 0);
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(6);
    makeWhatToLearn(form);
    makeStart(form);
    makeRun(form);
    connect(&document, &Document::changed, this, [this](const Changes& changes) {
        if (changes.train)
            refresh();
    });
    refresh();
}

void LearnSettings::makeWhatToLearn(QFormLayout* form)
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
    connect(m_what, &QComboBox::activated, this, &LearnSettings::learnWhat);
    form->addRow(tr("Learn"), m_what);
}

void LearnSettings::makeStart(QFormLayout* form)
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
    connect(m_start, &QComboBox::activated, this, &LearnSettings::startFrom);
    connect(m_seed, &QSpinBox::valueChanged, this, [this](int seed) {
        setStart(tr("Draw another start"),
                 uniformKernel(m_document.session().train.startKernel.shape(), std::uint64_t(seed)),
                 std::uint64_t(seed));
    });
    connect(m_startText, &QLineEdit::editingFinished, this, [this] {
        const Grid64& start = m_document.session().train.startKernel;
        const auto typed = matrix64FromText(m_startText->text().toStdString());
        if (!typed || typed->shape() != start.shape())
            emit informed(
                tr("The start kernel needs %1 × %2 numbers, rows separated by semicolons. It stays as it was.")
                    .arg(start.rows())
                    .arg(start.cols()));
        else if (start != *typed)
            setStart(tr("Type a start kernel"), *typed, {});
        m_startText->setText(typedText(m_document.session().train.startKernel));
    });
}

void LearnSettings::makeRun(QFormLayout* form)
{
    m_epochs = new QSpinBox(this);
    m_epochs->setRange(1, 100'000);
    m_epochs->setAccessibleName(tr("Epochs a run adds"));
    m_epochs->setKeyboardTracking(false);
    connect(m_epochs, &QSpinBox::valueChanged, this, [this](int epochs) {
        Session after = m_document.session();
        after.train.epochs = epochs;
        m_document.edit(tr("Change the number of epochs"), std::move(after), QStringLiteral("epochs"));
    });
    form->addRow(tr("Epochs"), m_epochs);
    m_optimiser = new QComboBox(this);
    m_optimiser->setAccessibleName(tr("Optimiser"));
    for (const OptimiserRow& one : optimisers()) {
        m_optimiser->addItem(tr(one.label.data()));
        m_optimiser->setItemData(m_optimiser->count() - 1, QString::fromUtf8(one.formula.data()), Qt::ToolTipRole);
    }
    connect(m_optimiser, &QComboBox::activated, this, [this](int index) {
        changeSpec(tr("Change the optimiser"),
                   [&](TrainSpec& t) { t.optimiser = optimisers()[std::size_t(index)].optimiser; });
    });
    form->addRow(tr("Optimiser"), m_optimiser);
    m_reduction = new QComboBox(this);
    m_reduction->setAccessibleName(tr("Loss"));
    m_reduction->addItems({tr("Sum of squares"), tr("Mean of squares")});
    connect(m_reduction, &QComboBox::activated, this, [this](int index) {
        changeSpec(tr("Change the loss"), [&](TrainSpec& t) { t.reduction = Reduction(index); });
    });
    form->addRow(tr("Loss"), m_reduction);
    m_pace = new QComboBox(this);
    m_pace->setAccessibleName(tr("Pace"));
    for (const Pace& pace : kPaces)
        m_pace->addItem(tr(pace.text));
    m_pace->setCurrentIndex(1);
    connect(m_pace, &QComboBox::activated, this,
            [this](int index) { m_learner.setPace(kPaces[index].epochsPerSecond); });
    form->addRow(tr("Pace"), m_pace);
    m_bias = new QCheckBox(tr("Learn the bias too"), this);
    connect(m_bias, &QCheckBox::clicked, this,
            [this](bool checked) { changeSpec(tr("Learn the bias"), [&](TrainSpec& t) { t.learnBias = checked; }); });
    form->addRow(QString(), m_bias);
}

void LearnSettings::changeSpec(const QString& name, const std::function<void(TrainSpec&)>& change)
{
    TrainSpec spec = m_document.session().train;
    change(spec);
    m_learner.setSpec(name, std::move(spec));
}

void LearnSettings::setStart(const QString& name, Grid64 kernel, std::optional<std::uint64_t> seed)
{
    changeSpec(name, [&](TrainSpec& t) {
        t.startKernel = std::move(kernel);
        t.seed = seed;
    });
}

void LearnSettings::learnWhat(int index)
{
    if (index == kGivenOutput) {
        refresh();
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
    m_learner.setHidden(tr("Choose what to learn"), std::move(kernel), bias);
    refresh();
}

void LearnSettings::startFrom(int index)
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

void LearnSettings::refresh()
{
    const TrainSpec& train = m_document.session().train;
    const QSignalBlocker quiet(m_epochs);
    m_epochs->setValue(train.epochs);
    m_optimiser->setCurrentIndex(int(&row(train.optimiser) - optimisers().data()));
    m_optimiser->setToolTip(tr("%1, with g the gradient and η the learning rate")
                                .arg(QString::fromUtf8(row(train.optimiser).formula.data())));
    m_reduction->setCurrentIndex(int(train.reduction));
    m_bias->setChecked(train.learnBias);
    refreshWhat();
    refreshStart();
}

void LearnSettings::refreshWhat()
{
    const TrainSpec& train = m_document.session().train;
    int what = kStageKernel;
    if (train.target)
        what = kGivenOutput;
    else if (const KernelPreset* preset = presetOf(train.hiddenKernel))
        what = kFirstPreset + 1 + int(preset - kernelPresets().data());
    m_what->setItemText(kGivenOutput, train.target
                                          ? tr("The output “%1”").arg(QString::fromStdString(train.target->name()))
                                          : tr("An output from a file…"));
    m_what->setItemText(kStageKernel,
                        what == kStageKernel ? tr("A kernel from the stage") : tr("The kernel on the stage"));
    m_what->setCurrentIndex(what);
}

void LearnSettings::refreshStart()
{
    const TrainSpec& train = m_document.session().train;
    const QSignalBlocker quiet(m_seed);
    const TrainSpec book;
    const bool zeros = train.startKernel == Grid64(train.startKernel.shape());
    m_start->setCurrentIndex(train.startKernel == book.startKernel ? kBook
                             : train.seed                          ? kRandom
                             : zeros                               ? kZeros
                                                                   : kTyped);
    m_seed->setVisible(m_start->currentIndex() == kRandom);
    m_seed->setValue(int(train.seed.value_or(0)));
    if (!m_startText->hasFocus()) {
        m_startText->setText(typedText(train.startKernel));
        m_startText->setCursorPosition(0);
    }
    // The book's start has two weights.
    const bool fits = train.startKernel.shape() == book.startKernel.shape();
    m_start->setItemData(kBook, fits ? QVariant() : QVariant(0), Qt::UserRole - 1);
}

} // namespace lab
