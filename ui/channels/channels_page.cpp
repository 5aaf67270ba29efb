// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/channels/channels_page.h"

#include "core/channels/channel_counts.h"
#include "core/channels/channel_forward.h"
#include "core/channels/channel_samples.h"
#include "core/channels/channel_stack.h"
#include "ui/channels/channel_stage.h"
#include "ui/channels/layer_form.h"
#include "ui/channels/weight_choice.h"
#include "ui/io/error_text.h"
#include "ui/io/input_file.h"
#include "ui/model/document.h"
#include "ui/model/view_model.h"
#include "ui/paint/words.h"
#include "ui/scenes/channel_scene.h"
#include "ui/settings/layer_settings.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/explain_view.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/popover.h"
#include "ui/widgets/segments.h"
#include "ui/widgets/step_bar.h"

#include <QComboBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace lab
{

namespace
{

constexpr int kSideWidth = 240; ///< pixels
constexpr int kMostSegments = 400; ///< steps of the bar
constexpr double kMostProducts = 1 << 26; ///< of all layers: what is computed between two frames

/// The buttons beside the bar.
struct StepButton {
    const char* icon;
    const char* name;
    Qt::Key key;
    int by; ///< steps; beyond the ends it is cut
};
constexpr int kAll = 1 << 30;
constexpr std::array kStepButtons{
    StepButton{"first", QT_TRANSLATE_NOOP("lab", "First step"), Qt::Key_Home, -kAll},
    StepButton{"back", QT_TRANSLATE_NOOP("lab", "Step back"), Qt::Key_Left, -1},
    StepButton{"forward", QT_TRANSLATE_NOOP("lab", "Step"), Qt::Key_Right, 1},
    StepButton{"last", QT_TRANSLATE_NOOP("lab", "Last step"), Qt::Key_End, kAll},
};

QString layerName(std::size_t index, const ChannelLayer& layer, const ChannelGeometry& geometry)
{
    return tr("%1 · %2, %3 → %4 channels")
        .arg(index + 1)
        .arg(word(infoOf(layer.kind).label))
        .arg(geometry.input.channels)
        .arg(geometry.output.channels);
}

QString countText(const QString& what, const ChannelCount& count)
{
    if (count.number == 0)
        return {};
    return QStringLiteral("%1: %2 = %3")
        .arg(what, QString::fromStdString(count.numbers), QString::number(count.number, 'f', 0));
}

} // namespace

ChannelsPage::ChannelsPage(Document& document, ViewModel& view, QWidget* parent)
    : Page(parent), m_document(document), m_view(view), m_sample(&channelSamples().front()),
      m_stack(std::make_shared<const ChannelStack>(stackOf(*m_sample)))
{
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(makeBar());
    m_about = new QLabel(this);
    m_about->setProperty("muted", true);
    m_about->setWordWrap(true);
    m_about->setContentsMargins(16, 0, 16, 6);
    rows->addWidget(m_about);
    auto* middle = new QHBoxLayout;
    middle->setContentsMargins(16, 0, 16, 8);
    middle->setSpacing(16);
    m_stage = new ChannelStage(this);
    middle->addWidget(m_stage, 1);
    middle->addWidget(makeSide());
    rows->addLayout(middle, 1);
    auto* foot = new QWidget(this);
    foot->setObjectName(QStringLiteral("sentence"));
    foot->setAttribute(Qt::WA_StyledBackground);
    auto* sentence = new QVBoxLayout(foot);
    sentence->setContentsMargins(0, 0, 12, 0);
    m_explain = new ExplainView(foot);
    m_explain->setSymbols(false);
    sentence->addWidget(m_explain);
    rows->addWidget(foot);
    rows->addWidget(makeSteps());
    setFocusPolicy(Qt::StrongFocus);
    setProperty("ownKeys", true); // ← and → step through the channels
    connect(m_stage, &ChannelStage::inputEdited, this, &ChannelsPage::setInput);
    connect(m_stage, &ChannelStage::weightEdited, this, &ChannelsPage::setWeight);
    connect(m_stage, &ChannelStage::fileDropped, this, &ChannelsPage::openWeights);
    connect(m_stage, &ChannelStage::outputChosen, this, [this](int out) {
        MapCell cell = step().cell;
        cell.channel = out;
        stepTo(cell);
    });
    connect(m_stage, &ChannelStage::partChosen, this, [this](int part) {
        changeLook([](ChannelLook& look) { look.grain = infoOf(ChannelGrain::Channel).id; });
        seek(m_plan.indexOf(step().cell, part));
    });
    connect(&view, &ViewModel::changed, this, &Page::follow);
    connect(&document, &Document::changed, this, &Page::follow);
}

ChannelsPage::~ChannelsPage() = default;

QWidget* ChannelsPage::makeBar()
{
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(16, 8, 16, 8);
    row->setSpacing(8);
    m_samples = new QComboBox(bar);
    m_samples->setAccessibleName(tr("Example of several channels"));
    for (const ChannelSample& sample : channelSamples()) {
        m_samples->addItem(word(sample.name), QString::fromUtf8(sample.id.data(), qsizetype(sample.id.size())));
        m_samples->setItemData(m_samples->count() - 1, word(sample.sentence), Qt::ToolTipRole);
    }
    m_samples->addItem(tr("My own layers"), QString());
    m_layers = new QComboBox(bar);
    m_layers->setAccessibleName(tr("Layer that is stepped"));
    m_layers->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_settings = new Chip(tr("Layer"), bar);
    m_settings->setAccessibleName(tr("Settings of the layer"));
    connect(m_settings, &Chip::clicked, this, &ChannelsPage::openSettings);
    row->addWidget(m_samples);
    row->addWidget(m_layers);
    row->addWidget(m_settings);
    row->addWidget(makeMenu(bar));
    row->addStretch(1);
    m_grains = new Segments(bar);
    m_grains->setAccessibleName(tr("How much one step does"));
    for (const ChannelGrainRow& grain : channelGrains())
        m_grains->add(int(grain.grain), word(grain.label));
    row->addWidget(m_grains);
    connect(m_samples, &QComboBox::activated, this, [this](int index) {
        const QString id = m_samples->itemData(index).toString();
        if (id.isEmpty() && !m_document.stack()) {
            change(m_samples, tr("Begin layers of my own"), [](ChannelStack&) {});
            return;
        }
        changeLook([&](ChannelLook& look) {
            look.own = id.isEmpty();
            look.sample = id.isEmpty() ? look.sample : id.toStdString();
            look.layer = 0;
            look.position = 0;
        });
    });
    connect(m_layers, &QComboBox::activated, this, [this](int index) {
        changeLook([&](ChannelLook& look) {
            look.layer = std::size_t(index);
            look.position = 0;
        });
    });
    connect(m_grains, &Segments::chosen, this, [this](int id) {
        changeLook([&](ChannelLook& look) { look.grain = infoOf(ChannelGrain(id)).id; });
        setFocus();
    });
    return bar;
}

/// What is done to the layers as a whole.
QPushButton* ChannelsPage::makeMenu(QWidget* parent)
{
    auto* button = new QPushButton(tr("Edit layers"), parent);
    auto* menu = new QMenu(button);
    button->setMenu(menu);
    connect(menu->addAction(tr("&Add a layer behind this one")), &QAction::triggered, this, [this, button] {
        change(
            button, tr("Add a layer"),
            [this](ChannelStack& stack) { stack = withLayerBehind(std::move(stack), m_layer); }, {}, m_layer + 1);
    });
    m_remove = menu->addAction(tr("&Remove this layer"));
    connect(m_remove, &QAction::triggered, this, [this, button] {
        change(
            button, tr("Remove a layer"),
            [this](ChannelStack& stack) { stack = withoutLayer(std::move(stack), m_layer); }, {},
            m_layer > 0 ? m_layer - 1 : 0);
    });
    menu->addSeparator();
    connect(menu->addAction(tr("&Input and kernel of the slide")), &QAction::triggered, this,
            &ChannelsPage::takeSlide);
    connect(menu->addAction(tr("Open &weights …")), &QAction::triggered, this, &ChannelsPage::openWanted);
    connect(menu->addAction(tr("Sa&ve weights …")), &QAction::triggered, this, &ChannelsPage::saveWanted);
    menu->addSeparator();
    m_added = menu->addAction(tr("&Sum over the channels, a kernel for each"));
    m_each = menu->addAction(tr("&One kernel for all, each channel by itself"));
    for (QAction* const action : {m_added, m_each}) {
        action->setEnabled(false); // until a layer is shown that has several channels
        connect(action, &QAction::triggered, this, [this, button, added = action == m_added] {
            change(button, added ? tr("Sum over the channels") : tr("Each channel by itself"),
                   [&](ChannelStack& stack) {
                       stack.layers[m_layer] =
                           withChannelsAdded(stack.layers[m_layer], m_works[m_layer]->geometry.input.channels, added);
                   });
        });
    }
    return button;
}

QWidget* ChannelsPage::makeSide()
{
    auto* side = new QWidget(this);
    side->setFixedWidth(kSideWidth);
    auto* rows = new QVBoxLayout(side);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(8);
    auto* heading = new QLabel(tr("Added up"), side);
    heading->setProperty("heading", true);
    rows->addWidget(heading);
    auto* card = new QFrame(side);
    card->setObjectName(QStringLiteral("card"));
    auto* columns = new QHBoxLayout(card);
    m_names = new QLabel(card);
    m_values = new QLabel(card);
    for (QLabel* each : {m_names, m_values})
        each->setTextFormat(Qt::RichText); // of our own making: bold is where one is
    m_values->setAlignment(Qt::AlignRight);
    columns->addWidget(m_names, 1);
    columns->addWidget(m_values);
    rows->addWidget(card);
    m_biasBox = new QWidget(side);
    auto* biasRow = new QHBoxLayout(m_biasBox);
    biasRow->setContentsMargins(0, 0, 0, 0);
    m_biasName = new QLabel(m_biasBox);
    m_bias = new NumberField(NumberField::Precision::Double, m_biasBox);
    m_bias->setSingleStep(0.1);
    biasRow->addWidget(m_biasName);
    biasRow->addWidget(m_bias, 1);
    connect(m_bias, &NumberField::valueChanged, this, [this](double value) {
        change(
            m_bias, tr("Change a bias"),
            [this, value](ChannelStack& stack) { (*stack.layers[m_layer].biases)[std::size_t(m_out)] = value; },
            QStringLiteral("bias:%1").arg(m_bias->gesture()));
    });
    rows->addWidget(m_biasBox);
    auto* counted = new QLabel(tr("Counts"), side);
    counted->setProperty("heading", true);
    rows->addWidget(counted);
    m_counts = new QLabel(side);
    m_counts->setWordWrap(true);
    m_counts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    rows->addWidget(m_counts);
    rows->addStretch(1);
    return side;
}

QWidget* ChannelsPage::makeSteps()
{
    auto* box = new QWidget(this);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(16, 8, 16, 8);
    row->setSpacing(8);
    for (const StepButton& each : kStepButtons) {
        auto* button = new QToolButton(box);
        button->setIcon(icon(QLatin1String(each.icon)));
        button->setAccessibleName(lab::tr(each.name));
        button->setToolTip(button->accessibleName());
        button->setProperty("round", true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setAutoRepeat(std::abs(each.by) == 1);
        connect(button, &QToolButton::clicked, this,
                [this, &each] { seek(m_plan.indexAt(m_view.state().channels.position) + each.by); });
        row->addWidget(button);
    }
    m_bar = new StepBar(box);
    m_bar->setAccessibleName(tr("Place in the layer"));
    row->addWidget(m_bar, 1);
    m_place = new QLabel(box);
    row->addWidget(m_place);
    connect(m_bar, &QAbstractSlider::valueChanged, this, [this](int segment) {
        const std::int64_t segments = std::min<std::int64_t>(m_plan.count(), kMostSegments);
        seek((segment * m_plan.count() + segments - 1) / segments);
    });
    return box;
}

bool ChannelsPage::own() const
{
    return m_stack && m_stack == m_document.stack();
}

TensorView* ChannelsPage::output(int channel) const
{
    return m_stage->output(channel);
}

void ChannelsPage::changeLook(const std::function<void(ChannelLook&)>& edit)
{
    ChannelLook look = m_view.state().channels;
    edit(look);
    m_view.setChannels(look);
}

/// An example becomes the session's own layers with its first change.
void ChannelsPage::change(QWidget* control, const QString& text, const std::function<void(ChannelStack&)>& edit,
                          const QString& key, std::optional<std::size_t> layer)
{
    ChannelStack after = *m_stack;
    edit(after);
    if (!changeStack(
            m_document, control, text, fitted(std::move(after)), [this] { follow(); }, key))
        return;
    changeLook([&](ChannelLook& look) {
        look.own = true;
        look.layer = layer.value_or(m_layer);
    });
}

void ChannelsPage::setWeight(int channel, QPoint cell, double value, int gesture)
{
    const int in = channel % m_works[m_layer]->geometry.insOfGroup();
    change(
        m_stage->kernel(channel), tr("Change a weight"),
        [&](ChannelStack& stack) {
            stack.layers[m_layer].weights.at({m_out, in, cell.y(), cell.x()}) = value;
        },
        QStringLiteral("channelWeight:%1").arg(gesture));
}

void ChannelsPage::setInput(int channel, QPoint cell, double value, int gesture)
{
    change(
        m_stage->input(channel), tr("Change an input value"),
        [&](ChannelStack& stack) { stack.input.at(channel, cell.y(), cell.x()) = float(value); },
        QStringLiteral("channelInput:%1").arg(gesture));
}

/// The input of the first layer and the kernel of the focused one, which then adds the channels.
void ChannelsPage::takeSlide()
{
    const PicturePtr& input = m_document.input();
    std::vector<GridView<float>> planes;
    for (const Grid& plane : input->planes())
        planes.push_back(plane.view());
    const Layer& layer = m_document.layer();
    change(
        m_samples, tr("Take the input and the kernel of the slide"),
        [&](ChannelStack& now) { now = stackOfPlanes(planes, layer.kernel, layer.spec, double(layer.bias)); }, {}, 0);
}

void ChannelsPage::openSettings()
{
    if (m_works.empty())
        return;
    auto* form = new LayerForm(
        [this](QWidget* control, const QString& text, const std::function<void(ChannelLayer&)>& edit,
               const QString& key) {
            change(
                control, text, [&](ChannelStack& stack) { edit(stack.layers[m_layer]); }, key);
        },
        nullptr);
    const auto showIn = [this](LayerForm& of) {
        if (!m_works.empty())
            of.show(m_stack->layers[m_layer], m_works[m_layer]->geometry.input);
    };
    showIn(*form);
    Popover::open(m_settings, form, tr("Settings of the layer"));
    connect(this, &ChannelsPage::shown, form, [form, showIn] { showIn(*form); });
}

void ChannelsPage::openWeights(const QString& path)
{
    const QString name = QFileInfo(path).fileName();
    m_reading.start(
        [path, name](const std::stop_token& stop) -> Result<WeightFile> {
            const auto bytes = readBytes(path, stop);
            return bytes ? weightFileOf(*bytes, name, stop) : Result<WeightFile>(bytes.error());
        },
        [this, name](Result<WeightFile> file) {
            if (file)
                chooseWeights(std::make_shared<const WeightFile>(std::move(*file)));
            else
                emit failed(tr("%1: %2 The layer stays as it was.").arg(name, sentence(file.error())));
        });
}

void ChannelsPage::chooseWeights(std::shared_ptr<const WeightFile> file)
{
    if (m_works.empty())
        return;
    const ChannelWork& work = *m_works[m_layer];
    if (!work.layer.learns()) {
        emit failed(tr("A %1 has no weights. Choose another layer first.").arg(word(infoOf(work.layer.kind).noun)));
        return;
    }
    auto* choice = new WeightChoice(file, work.layer, work.geometry.input, nullptr);
    connect(choice, &WeightChoice::taken, this, [this, file, choice] { takeWeights(file, *choice); });
    Popover::open(m_settings, choice, tr("Weights of the layer"));
}

void ChannelsPage::takeWeights(const std::shared_ptr<const WeightFile>& file, const WeightChoice& choice)
{
    const ChannelWork& work = *m_works[m_layer];
    const QString meaning = choice.meaning();
    m_taking.start(
        [file, offer = *choice.offer(), axes = choice.axes(), layer = work.layer, input = work.geometry.input](
            const std::stop_token& stop) { return layerWith(*file, offer, layer, input, axes, stop); },
        [this, meaning, at = m_layer](Result<ChannelLayer> layer) {
            if (!layer) {
                emit failed(tr("%1 The layer stays as it was.").arg(sentence(layer.error())));
                return;
            }
            if (at >= m_stack->layers.size())
                return; // other layers have come meanwhile
            change(m_settings, tr("Open weights"), [&](ChannelStack& stack) { stack.layers[at] = *layer; });
            emit informed(meaning);
        });
    if (Popover* const popover = Popover::of(this))
        popover->dismiss();
}

void ChannelsPage::stepTo(MapCell cell)
{
    seek(m_plan.indexOf(cell));
}

/// All maps at once: they are small.
void ChannelsPage::compute()
{
    m_works.clear();
    const Maps64 x = converted<double>(m_stack->input);
    const std::vector<ChannelLayer>& layers = m_stack->layers;
    const auto geometries = resolveChannels(x.shape(), layers);
    if (!geometries || countsOf(layers, *geometries).multiplications > kMostProducts)
        return;
    const auto maps = stackMaps(x, layers, *geometries);
    if (!maps)
        return;
    m_layers->clear();
    for (std::size_t l = 0; l < layers.size(); ++l) {
        m_works.push_back(
            std::make_unique<ChannelWork>(ChannelWork{(*maps)[l], (*maps)[l + 1], layers[l], (*geometries)[l]}));
        m_layers->addItem(layerName(l, layers[l], (*geometries)[l]));
    }
}

void ChannelsPage::refresh()
{
    const ChannelLook& look = m_view.state().channels;
    const ChannelSample* found = findChannelSample(look.sample);
    if (!found)
        found = &channelSamples().front();
    const HiddenChannels& hidden = m_view.state().hidden.channels;
    const bool ownNow = (look.own || hidden.any()) && m_document.stack();
    if (ownNow ? m_stack != m_document.stack() : found != m_sample || !m_fromSample) {
        m_stack = ownNow ? m_document.stack() : std::make_shared<const ChannelStack>(stackOf(*found));
        compute();
    }
    m_sample = found;
    m_fromSample = !ownNow;
    m_stage->setVisible(!m_works.empty());
    if (m_works.empty()) {
        m_about->setText(tr("These layers have too many products to be stepped here. Undo, or choose an example."));
        return;
    }
    m_layer = std::min(hidden.any() ? hidden.layer : look.layer, m_works.size() - 1);
    const auto grain = std::ranges::find(channelGrains(), look.grain, &ChannelGrainRow::id);
    m_plan =
        ChannelPlan(m_works[m_layer]->geometry, grain == channelGrains().end() ? ChannelGrain::Window : grain->grain);
    show();
    emit shown();
}

ChannelStep ChannelsPage::step() const
{
    return m_plan.at(
        std::clamp<std::int64_t>(m_plan.indexAt(m_view.state().channels.position), 0, m_plan.count() - 1));
}

void ChannelsPage::seek(std::int64_t index)
{
    changeLook([&](ChannelLook& look) {
        look.layer = m_layer;
        look.position = m_plan.at(std::clamp<std::int64_t>(index, 0, m_plan.count() - 1)).position;
    });
}

void ChannelsPage::show()
{
    ChannelWork& work = *m_works[m_layer];
    const ChannelStep now = step();
    const ChannelScenes scenes = channelScenes(work, now, m_plan.grain(), m_view.state().hidden.channels);
    m_out = scenes.out;
    showBar();
    showBias(m_out);
    QStringList names, values;
    for (const ChannelSum& sum : scenes.sums) {
        const auto line = [&](const QString& text) {
            const QString plain = text.toHtmlEscaped();
            return sum.now || sum.result ? QStringLiteral("<b>%1</b>").arg(plain) : plain;
        };
        names << line(sum.name);
        values << line(sum.value);
    }
    m_names->setText(names.join(QStringLiteral("<br>")));
    m_values->setText(values.join(QStringLiteral("<br>")));
    showCounts();
    m_explain->setFormula(scenes.formula);
    const std::int64_t index = m_plan.indexAt(now.position);
    const QSignalBlocker quiet(m_bar);
    const std::int64_t segments = std::min<std::int64_t>(m_plan.count(), kMostSegments);
    m_bar->setSteps(int(segments), int(index * segments / m_plan.count()));
    m_place->setText(tr("%1 %2 of %3").arg(word(infoOf(m_plan.grain()).label)).arg(index + 1).arg(m_plan.count()));
    layout()->activate();
    m_stage->show(work, scenes, now.part, m_layer == 0);
}

void ChannelsPage::showBar()
{
    const ChannelWork& work = *m_works[m_layer];
    m_samples->setCurrentIndex(m_fromSample ? int(m_sample - channelSamples().data()) : m_samples->count() - 1);
    m_layers->setCurrentIndex(int(m_layer));
    m_layers->setVisible(m_works.size() > 1);
    for (QComboBox* const elsewhere : {m_samples, m_layers}) // where the same numbers could be read
        elsewhere->setEnabled(!m_view.state().hidden.channels.any());
    m_settings->setValue(word(infoOf(work.layer.kind).label));
    m_remove->setEnabled(m_works.size() > 1);
    const bool convolves = work.layer.kind == ChannelKind::Convolution;
    const bool each = isEachByItself(work.layer);
    m_added->setEnabled(convolves && work.geometry.input.channels > 1 && each);
    m_each->setEnabled(convolves && work.geometry.input.channels > 1 && !each);
    m_grains->choose(int(m_plan.grain()));
    m_about->setText(m_fromSample ? word(m_sample->sentence)
                                  : tr("Your own layers: every number of the input and of the kernels can be "
                                       "changed, and the session keeps them."));
}

void ChannelsPage::showBias(int out)
{
    const ChannelLayer& layer = m_works[m_layer]->layer;
    const bool there = layer.learns() && layer.biases;
    m_biasBox->setVisible(there);
    if (!there)
        return;
    m_biasName->setText(tr("bias of Y%1").arg(out));
    m_bias->setAccessibleName(m_biasName->text());
    m_bias->setValue(layer.biasOf(out));
}

void ChannelsPage::showCounts()
{
    const ChannelWork& work = *m_works[m_layer];
    const LayerCounts counts = countsOf(work.layer, work.geometry);
    QStringList counted;
    for (const auto& [what, count] :
         {std::pair(tr("Parameters"), counts.parameters), std::pair(tr("Multiplications"), counts.multiplications),
          std::pair(tr("Bytes of the maps"), counts.bytes)})
        if (const QString text = countText(what, count); !text.isEmpty())
            counted << text;
    m_counts->setText(m_view.state().hidden.channels.counts ? QStringLiteral("?") : counted.join(u'\n'));
}

QString ChannelsPage::sums() const
{
    return m_names->text() + u'|' + m_values->text();
}

QString ChannelsPage::words() const
{
    return m_explain->words();
}

QString ChannelsPage::counts() const
{
    return m_counts->text();
}

void ChannelsPage::keyPressEvent(QKeyEvent* event)
{
    const auto found = std::ranges::find(kStepButtons, event->key(), &StepButton::key);
    if (found != kStepButtons.end() && (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier)
        seek(m_plan.indexAt(m_view.state().channels.position) + found->by);
    else
        Page::keyPressEvent(event);
}

} // namespace lab
