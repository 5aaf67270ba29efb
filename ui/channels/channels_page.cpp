// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/channels/channels_page.h"

#include "core/channels/channel_counts.h"
#include "core/channels/channel_forward.h"
#include "core/channels/channel_samples.h"
#include "ui/model/view_model.h"
#include "ui/paint/tensor_painter.h"
#include "ui/paint/words.h"
#include "ui/scenes/channel_scene.h"
#include "ui/widgets/choice_button.h"
#include "ui/widgets/explain_view.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/step_bar.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
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

ChannelsPage::ChannelsPage(ViewModel& view, QWidget* parent) : Page(parent), m_view(view)
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
    m_grid = new QGridLayout;
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(4);
    middle->addLayout(m_grid, 3);
    m_outputGrid = new QGridLayout;
    m_outputGrid->setVerticalSpacing(4);
    middle->addLayout(m_outputGrid, 1);
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
    connect(&view, &ViewModel::changed, this, &Page::follow);
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
    m_layers = new QComboBox(bar);
    m_layers->setAccessibleName(tr("Layer that is stepped"));
    m_layers->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    row->addWidget(m_samples);
    row->addWidget(m_layers);
    row->addStretch(1);
    auto* box = new QWidget(bar);
    box->setAccessibleName(tr("How much one step does"));
    auto* segments = new QHBoxLayout(box);
    segments->setContentsMargins(0, 0, 0, 0);
    segments->setSpacing(0);
    m_grains = new QButtonGroup(box);
    for (const ChannelGrainRow& grain : channelGrains()) {
        auto* button = new ChoiceButton(word(grain.label), box);
        const char* const segment = &grain == &channelGrains().front()  ? "first"
                                    : &grain == &channelGrains().back() ? "last"
                                                                        : "middle";
        button->setProperty("segment", QLatin1String(segment));
        m_grains->addButton(button, int(grain.grain));
        segments->addWidget(button);
    }
    row->addWidget(box);
    connect(m_samples, &QComboBox::activated, this, [this](int index) {
        ChannelLook look = m_view.state().channels;
        look = {m_samples->itemData(index).toString().toStdString(), 0, look.grain, 0};
        m_view.setChannels(look);
    });
    connect(m_layers, &QComboBox::activated, this, [this](int index) {
        ChannelLook look = m_view.state().channels;
        look.layer = std::size_t(index);
        look.position = 0;
        m_view.setChannels(look);
    });
    connect(m_grains, &QButtonGroup::idClicked, this, [this](int id) {
        ChannelLook look = m_view.state().channels;
        look.grain = infoOf(ChannelGrain(id)).id;
        m_view.setChannels(look);
        setFocus();
    });
    return bar;
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
    connect(m_bar, &QAbstractSlider::valueChanged, this, [this](int value) { seek(value); });
    return box;
}

ChannelsPage::Tensor ChannelsPage::makeTensor()
{
    Tensor tensor{new QLabel(this), new TensorView(this)};
    tensor.title->setProperty("heading", true);
    tensor.view->setKeys(TensorView::Keys::Step);
    tensor.view->setMinimumSize(40, 40);
    return tensor;
}

/// The sample, all of whose maps are computed at once: they are small.
void ChannelsPage::compute()
{
    m_works.clear();
    const Maps64 x = converted<double>(m_sample->maps());
    const std::vector<ChannelLayer> layers = m_sample->layers();
    const auto geometries = resolveChannels(x.shape(), layers);
    const auto maps =
        geometries ? stackMaps(x, layers, *geometries) : Result<std::vector<Maps64>>(geometries.error());
    if (!maps)
        return;
    m_layers->clear();
    for (std::size_t l = 0; l < layers.size(); ++l) {
        m_works.push_back(
            std::make_unique<ChannelWork>(channelWork((*maps)[l], (*maps)[l + 1], layers[l], (*geometries)[l])));
        m_layers->addItem(layerName(l, layers[l], (*geometries)[l]));
    }
}

void ChannelsPage::refresh()
{
    const ChannelLook& look = m_view.state().channels;
    const ChannelSample* found = findChannelSample(look.sample);
    if (!found)
        found = &channelSamples().front();
    if (found != m_sample) {
        m_sample = found;
        compute();
    }
    if (m_works.empty())
        return;
    m_layer = std::min(look.layer, m_works.size() - 1);
    const auto grain = std::ranges::find(channelGrains(), look.grain, &ChannelGrainRow::id);
    m_plan =
        ChannelPlan(m_works[m_layer]->geometry, grain == channelGrains().end() ? ChannelGrain::Window : grain->grain);
    show();
}

ChannelStep ChannelsPage::step() const
{
    return m_plan.at(
        std::clamp<std::int64_t>(m_plan.indexAt(m_view.state().channels.position), 0, m_plan.count() - 1));
}

void ChannelsPage::seek(std::int64_t index)
{
    ChannelLook look = m_view.state().channels;
    look.sample = m_sample->id;
    look.layer = m_layer;
    look.position = m_plan.at(std::clamp<std::int64_t>(index, 0, m_plan.count() - 1)).position;
    m_view.setChannels(look);
}

void ChannelsPage::show()
{
    const ChannelWork& work = *m_works[m_layer];
    const ChannelStep now = step();
    const ChannelScenes scenes = channelScenes(work, now, m_plan.grain());
    m_samples->setCurrentIndex(int(m_sample - channelSamples().data()));
    m_layers->setCurrentIndex(int(m_layer));
    m_layers->setVisible(m_works.size() > 1);
    m_grains->button(int(m_plan.grain()))->setChecked(true);
    m_about->setText(word(m_sample->sentence));
    while (m_rows.size() < scenes.inputs.size()) {
        Row row{new QLabel(this), makeTensor(), makeTensor(), makeTensor()};
        const int at = 2 * int(m_rows.size());
        m_grid->addWidget(row.name, at + 1, 0);
        int column = 1;
        for (const Tensor& tensor : {row.input, row.kernel, row.part}) {
            m_grid->addWidget(tensor.title, at, column);
            m_grid->addWidget(tensor.view, at + 1, column);
            m_grid->setColumnStretch(column++, 1);
        }
        m_rows.push_back(row);
    }
    const auto put = [](const Tensor& tensor, bool there, const QString& title, const TensorScene& scene) {
        tensor.view->setVisible(there);
        tensor.title->setVisible(there);
        tensor.title->setText(title);
        tensor.view->setName(title);
        if (there)
            tensor.view->setScene(scene);
    };
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const bool there = i < scenes.inputs.size();
        Row& row = m_rows[i];
        const QString channel = there ? QString::number(scenes.channels[i]) : QString();
        row.name->setVisible(there && scenes.inputs.size() > 1);
        row.name->setText(tr("channel %1").arg(channel));
        m_grid->setRowStretch(2 * int(i) + 1, there ? 1 : 0);
        put(row.input, there, tr("X%1").arg(channel), there ? scenes.inputs[i] : TensorScene());
        const bool kernel = i < scenes.kernels.size();
        put(row.kernel, kernel, tr("K%1,%2").arg(scenes.out).arg(channel),
            kernel ? scenes.kernels[i] : TensorScene());
        const bool part = i < scenes.parts.size();
        put(row.part, part, tr("X%1 with K%2,%1").arg(channel).arg(scenes.out),
            part ? scenes.parts[i] : TensorScene());
    }
    while (m_outputs.size() < scenes.outputs.size()) {
        m_outputs.push_back(makeTensor());
        const int at = 2 * (int(m_outputs.size()) - 1);
        m_outputGrid->addWidget(m_outputs.back().title, at, 0);
        m_outputGrid->addWidget(m_outputs.back().view, at + 1, 0);
    }
    for (std::size_t o = 0; o < m_outputs.size(); ++o) {
        const bool there = o < scenes.outputs.size();
        const double bias = there ? work.layer.biasOf(int(o)) : 0;
        put(m_outputs[o], there,
            work.layer.learns() && work.layer.biases ? tr("Output Y%1 · bias %2").arg(o).arg(number(bias))
                                                     : tr("Output Y%1").arg(o),
            there ? scenes.outputs[o] : TensorScene());
        m_outputGrid->setRowStretch(2 * int(o) + 1, there ? 1 : 0);
    }
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
    const LayerCounts counts = countsOf(work.layer, work.geometry);
    QStringList counted;
    for (const auto& [what, count] :
         {std::pair(tr("Parameters"), counts.parameters), std::pair(tr("Multiplications"), counts.multiplications),
          std::pair(tr("Bytes of the maps"), counts.bytes)})
        if (const QString text = countText(what, count); !text.isEmpty())
            counted << text;
    m_counts->setText(counted.join(u'\n'));
    m_explain->setFormula(scenes.formula);
    const std::int64_t index = m_plan.indexAt(now.position);
    const QSignalBlocker quiet(m_bar);
    m_bar->setSteps(int(std::min<std::int64_t>(m_plan.count(), kMostSegments)),
                    int(std::min<std::int64_t>(index, kMostSegments - 1)));
    m_place->setText(tr("%1 %2 of %3").arg(word(infoOf(m_plan.grain()).label)).arg(index + 1).arg(m_plan.count()));
    layout()->activate();
    fitAll();
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

std::vector<TensorView*> ChannelsPage::shownViews() const
{
    std::vector<TensorView*> views;
    const auto add = [&](const Tensor& tensor) {
        if (!tensor.view->isHidden())
            views.push_back(tensor.view);
    };
    for (const Row& row : m_rows)
        for (const Tensor& tensor : {row.input, row.kernel, row.part})
            add(tensor);
    for (const Tensor& tensor : m_outputs)
        add(tensor);
    return views;
}

/// One size of cells for all.
void ChannelsPage::fitAll()
{
    double scale = Viewport::kLargestCell;
    for (const TensorView* view : shownViews())
        scale = std::min(scale, Viewport::fitting(view->scene().content(), view->size(), TensorView::kInset).scale);
    for (TensorView* view : shownViews()) {
        const QSizeF room(view->size());
        view->setViewport(
            {scale, QPointF(room.width(), room.height()) / 2 - view->scene().content().center() * scale});
    }
}

void ChannelsPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    layout()->activate();
    fitAll();
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
