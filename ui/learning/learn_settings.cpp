// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/learning/learn_settings.h"

#include "core/layers/kernels.h"
#include "core/numbers/matrix_text.h"
#include "core/numbers/number_text.h"
#include "core/session/session.h"
#include "ui/model/history.h"
#include "ui/paint/words.h"
#include "ui/widgets/field_note.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

#include <algorithm>
#include <cmath>
#include <limits>

namespace lab
{

namespace
{

/// What the first rows of "Learn" mean; presets follow.
enum What : int { kStageKernel = 0, kGivenOutput = 1, kRandomKernel = 2, kFirstPreset = 3 };
/// The starts; between them one row for each way to draw.
enum StartFrom : int { kBook = 0, kFirstDraw = 1 };
int zerosIndex()
{
    return kFirstDraw + int(draws().size());
}
int typedIndex()
{
    return zerosIndex() + 1;
}
constexpr int kMostSeed = 999'999;
constexpr int kMostHidden = 15; ///< rows and columns of a kernel drawn at random

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

/// As typedText writes it; where that does not fit, with decimal commas: "0,5 0,25". None when it is no such kernel.
std::optional<Grid64> typedKernel(std::string text, Shape shape)
{
    const auto fits = [&](const Result<Grid64>& read) {
        return read && read->shape() == shape &&
               std::all_of(read->cells().begin(), read->cells().end(), [](double w) { return std::isfinite(w); });
    };
    const auto plain = matrix64FromText(text);
    if (fits(plain))
        return *plain;
    std::replace(text.begin(), text.end(), ',', '.');
    const auto commas = matrix64FromText(text);
    return fits(commas) ? std::optional(*commas) : std::nullopt;
}

} // namespace

LearnSettings::LearnSettings(Document& document, Learner& learner, QWidget* parent)
    : QWidget(parent), m_document(document), m_learner(learner)
{
    const auto formOn = [](QWidget* widget) {
        auto* form = new QFormLayout(widget);
        form->setContentsMargins(0, 0, 0, 0);
        form->setHorizontalSpacing(12);
        form->setVerticalSpacing(6);
        return form;
    };
    QFormLayout* question = formOn(this);
    makeWhatToLearn(question);
    makeStart(question);
    m_more = new QWidget(parent);
    makeRun(formOn(m_more));
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
    m_what->addItem(tr("A hidden random kernel"));
    for (const KernelPreset& preset : kernelPresets())
        m_what->addItem(word(preset.name));
    m_what->insertSeparator(kFirstPreset);
    connect(m_what, &QComboBox::activated, this, &LearnSettings::learnWhat);
    form->addRow(tr("Find"), m_what);
    m_randomRow = new QWidget(this);
    auto* row = new QHBoxLayout(m_randomRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    const auto spin = [&](int most, const QString& name) {
        auto* box = addField(name, most == kMostSeed ? 0 : 1, most);
        connect(box, &QSpinBox::valueChanged, this, [this] { drawHidden(tr("Draw another hidden kernel")); });
        return box;
    };
    m_hiddenRows = spin(kMostHidden, tr("Rows of the hidden kernel"));
    m_hiddenCols = spin(kMostHidden, tr("Columns of the hidden kernel"));
    m_hiddenSeed = spin(kMostSeed, tr("Seed of the hidden kernel"));
    row->addWidget(m_hiddenRows, 1);
    row->addWidget(new QLabel(QStringLiteral("×"), m_randomRow));
    row->addWidget(m_hiddenCols, 1);
    m_hiddenSeed->setPrefix(tr("seed "));
    form->addRow(QString(), m_randomRow);
    form->addRow(QString(), m_hiddenSeed);
    m_reveal = new QPushButton(this);
    m_reveal->setFocusPolicy(Qt::TabFocus);
    connect(m_reveal, &QPushButton::clicked, this,
            [this] { m_learner.conceal(!m_document.session().train.concealed); });
    form->addRow(QString(), m_reveal);
}

void LearnSettings::makeStart(QFormLayout* form)
{
    m_start = new QComboBox(this);
    m_start->setAccessibleName(tr("Start kernel"));
    m_start->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_start->setMinimumContentsLength(5);
    m_start->addItem(tr("As in the book"));
    for (const DrawRow& one : draws()) {
        m_start->addItem(word(one.label));
        m_start->setItemData(m_start->count() - 1, QString::fromUtf8(one.formula.data()), Qt::ToolTipRole);
    }
    m_start->addItems({tr("Zeros"), tr("Typed")});
    m_seed = addField(tr("Seed of the random start"), 0, kMostSeed);
    m_seed->setPrefix(tr("seed "));
    m_startText = new QLineEdit(this);
    m_startText->setAccessibleName(tr("Weights of the start kernel"));
    m_startText->setToolTip(tr("Numbers separated by commas, rows by semicolons"));
    form->addRow(tr("Start"), m_start);
    form->addRow(QString(), m_seed);
    form->addRow(QString(), m_startText);
    connect(m_start, &QComboBox::activated, this, &LearnSettings::startFrom);
    connect(m_seed, &QSpinBox::valueChanged, this, [this](int seed) {
        const TrainSpec& train = m_document.session().train;
        setStart(tr("Draw another start"), drawnKernel(train.draw, train.startKernel.shape(), std::uint64_t(seed)),
                 std::uint64_t(seed));
    });
    connect(m_startText, &QLineEdit::editingFinished, this, &LearnSettings::takeStart);
    connect(m_startText, &QLineEdit::returnPressed, this, [this] {
        if (takeStart())
            giveFocusBack(m_startText);
    });
    shareKeys(
        m_startText, [this] { return m_startText->isModified(); }, [this] { showStart(); });
}

bool LearnSettings::takeStart()
{
    if (!m_startText->isModified())
        return true;
    const Grid64& start = m_document.session().train.startKernel;
    const auto typed = typedKernel(m_startText->text().toStdString(), start.shape());
    if (!typed)
        FieldNote::say(m_startText,
                       tr("The start kernel needs %1 × %2 numbers, rows separated by semicolons. It stays as it was.")
                           .arg(start.rows())
                           .arg(start.cols()));
    else if (start != *typed)
        setStart(tr("Type a start kernel"), *typed, {});
    showStart();
    return typed.has_value();
}

void LearnSettings::showStart()
{
    m_startText->setText(typedText(m_document.session().train.startKernel));
    m_startText->setCursorPosition(0);
}

IntegerField* LearnSettings::addField(const QString& name, int least, int most)
{
    auto* field = new IntegerField(this);
    field->setBounds(least, most, {});
    field->setAccessibleName(name);
    return field;
}

void LearnSettings::makeRun(QFormLayout* form)
{
    m_epochs = addField(tr("Epochs a run adds"), 1, 100'000);
    connect(m_epochs, &QSpinBox::valueChanged, this, [this](int epochs) {
        Session after = m_document.session();
        after.train.epochs = epochs;
        m_document.edit(changedTo(tr("Change the number of epochs"), QString::number(epochs)), std::move(after),
                        QStringLiteral("field:%1").arg(m_epochs->gesture()));
    });
    form->addRow(tr("Epochs"), m_epochs);
    m_tolerance = new NumberField(NumberField::Precision::Double, this);
    m_tolerance->setRange(0, std::numeric_limits<double>::max());
    m_tolerance->setAccessibleName(tr("Loss at which a run ends early"));
    m_tolerance->setToolTip(tr("A run ends early when the loss has fallen to this; 0: it does not"));
    connect(m_tolerance, &NumberField::valueChanged, this, [this](double loss) {
        Session after = m_document.session();
        after.train.tolerance = loss;
        m_document.edit(changedTo(tr("Change the tolerance"), number(loss)), std::move(after));
        refresh();
    });
    m_tolerance->setDemand(tr("a loss, such as 0.001, or 0 for none"));
    form->addRow(tr("Stop at loss"), m_tolerance);
    m_optimiser = new QComboBox(this);
    m_optimiser->setAccessibleName(tr("Optimiser"));
    for (const OptimiserRow& one : optimisers()) {
        m_optimiser->addItem(word(one.label));
        m_optimiser->setItemData(m_optimiser->count() - 1, QString::fromUtf8(one.formula.data()), Qt::ToolTipRole);
    }
    connect(m_optimiser, &QComboBox::activated, this, [this](int index) {
        changeSpec(changedTo(tr("Change the optimiser"), m_optimiser->itemText(index)),
                   [&](TrainSpec& t) { t.optimiser = optimisers()[std::size_t(index)].optimiser; });
    });
    form->addRow(tr("Optimiser"), m_optimiser);
    m_reduction = new QComboBox(this);
    m_reduction->setAccessibleName(tr("Loss"));
    m_reduction->addItems({tr("Sum of squares"), tr("Mean of squares")});
    connect(m_reduction, &QComboBox::activated, this, [this](int index) {
        changeSpec(changedTo(tr("Change the loss"), m_reduction->itemText(index)),
                   [&](TrainSpec& t) { t.reduction = Reduction(index); });
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
    connect(m_bias, &QCheckBox::clicked, this, [this](bool checked) {
        changeSpec(checked ? tr("Learn the bias") : tr("Do not learn the bias"),
                   [&](TrainSpec& t) { t.learnBias = checked; });
    });
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
    if (index == kRandomKernel) {
        drawHidden(tr("Hide a random kernel"));
        return;
    }
    const Session& session = m_document.session();
    Grid kernel = session.layer().kernel;
    float bias = session.layer().bias;
    if (index > kFirstPreset) {
        kernel = kernelPresets()[std::size_t(index - kFirstPreset - 1)].values();
        bias = 0;
    }
    m_learner.setHidden(changedTo(tr("Choose what to learn"), m_what->itemText(index)), std::move(kernel), bias);
    refresh();
}

void LearnSettings::drawHidden(const QString& text)
{
    const Shape shape{m_hiddenRows->value(), m_hiddenCols->value()};
    const auto seed = std::uint64_t(m_hiddenSeed->value());
    m_learner.setHidden(text, converted<float>(hiddenKernel(shape, seed)), 0, seed);
    refresh();
}

void LearnSettings::startFrom(int index)
{
    const Shape shape = m_document.session().train.startKernel.shape();
    const std::uint64_t seed = std::uint64_t(m_seed->value());
    if (index == kBook) {
        setStart(tr("Start as in the book"), TrainSpec{}.startKernel, {});
    } else if (index < zerosIndex()) {
        const Draw draw = draws()[std::size_t(index - kFirstDraw)].draw;
        changeSpec(tr("Start at random"), [&](TrainSpec& t) {
            t.draw = draw;
            t.seed = seed;
            t.startKernel = drawnKernel(draw, shape, seed);
        });
    } else if (index == zerosIndex()) {
        setStart(tr("Start from zeros"), Grid64(shape), {});
    } else {
        m_startText->setFocus();
    }
}

void LearnSettings::refresh()
{
    const TrainSpec& train = m_document.session().train;
    const QSignalBlocker quiet(m_epochs);
    m_epochs->setValue(train.epochs);
    m_tolerance->setValue(train.tolerance);
    m_optimiser->setCurrentIndex(int(&infoOf(train.optimiser) - optimisers().data()));
    m_optimiser->setToolTip(tr("%1, with g the gradient and η the learning rate")
                                .arg(QString::fromUtf8(infoOf(train.optimiser).formula.data())));
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
    else if (train.hiddenSeed)
        what = kRandomKernel;
    else if (const KernelPreset* preset = presetOf(train.hiddenKernel))
        what = kFirstPreset + 1 + int(preset - kernelPresets().data());
    m_what->setItemText(kGivenOutput, train.target
                                          ? tr("The output “%1”").arg(QString::fromStdString(train.target->name()))
                                          : tr("An output from a file…"));
    m_what->setItemText(kStageKernel,
                        what == kStageKernel ? tr("A kernel from the stage") : tr("The kernel on the stage"));
    m_what->setCurrentIndex(what);
    const QSignalBlocker quiet[] = {QSignalBlocker(m_hiddenRows), QSignalBlocker(m_hiddenCols),
                                    QSignalBlocker(m_hiddenSeed)};
    m_hiddenRows->setValue(train.hiddenKernel.rows());
    m_hiddenCols->setValue(train.hiddenKernel.cols());
    m_hiddenSeed->setValue(int(train.hiddenSeed.value_or(0)));
    m_randomRow->setVisible(what == kRandomKernel);
    m_hiddenSeed->setVisible(what == kRandomKernel);
    m_reveal->setVisible(!train.target && (train.concealed || what == kRandomKernel));
    m_reveal->setText(train.concealed ? tr("Reveal the kernel") : tr("Hide it again"));
    m_reveal->setToolTip(train.concealed ? QString()
                                         : QString::fromStdString(tensorText(converted<double>(train.hiddenKernel))));
}

void LearnSettings::refreshStart()
{
    const TrainSpec& train = m_document.session().train;
    const QSignalBlocker quiet(m_seed);
    const TrainSpec book;
    const bool zeros = train.startKernel == Grid64(train.startKernel.shape());
    m_start->setCurrentIndex(train.startKernel == book.startKernel ? kBook
                             : train.seed ? kFirstDraw + int(&infoOf(train.draw) - draws().data())
                             : zeros      ? zerosIndex()
                                          : typedIndex());
    m_seed->setVisible(train.seed.has_value());
    m_seed->setValue(int(train.seed.value_or(0)));
    if (!m_startText->hasFocus() || !m_startText->isModified())
        showStart();
    // The book's start has two weights.
    const bool fits = train.startKernel.shape() == book.startKernel.shape();
    m_start->setItemData(kBook, fits ? QVariant() : QVariant(0), Qt::UserRole - 1);
}

} // namespace lab
