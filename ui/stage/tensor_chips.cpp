// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stage/tensor_chips.h"

#include "core/session/session.h"
#include "ui/model/document.h"
#include "ui/model/history.h"
#include "ui/paint/words.h"
#include "ui/scenes/stage_text.h"
#include "ui/settings/setting_fields.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/popover.h"

#include <QBoxLayout>
#include <QLabel>

namespace lab
{

/// A chip: a pair of numbers, or something with an editor of its own.
struct ChipSpec {
    Spot::Part part;
    const char* label;
    const char* tip;
    const PairSetting* pair;
    bool brief; ///< one number where rows and columns are alike
    QString (*value)(const Document& document, std::size_t layer);
    QWidget* (*editor)(Document& document, LayerOf layer, QWidget* parent);
    QString (*step)(Session& session, std::size_t layer, int by); ///< answers the value that it leads to
    bool (*there)(const Session& session, std::size_t index);
};

namespace
{

constexpr int kGap = 8;

bool ofInput(const Session&, std::size_t map)
{
    return map == 0;
}

bool ofRead(const Session& session, std::size_t map)
{
    return map < session.layers.size();
}

bool always(const Session&, std::size_t)
{
    return true;
}

bool ofConvolution(const Session& session, std::size_t layer)
{
    return !session.layers[layer].pools();
}

QString stepPadding(Session& session, std::size_t layer, int by)
{
    Padding& padding = session.layers[layer].spec.padding;
    const auto geometries = resolve(session.input->shape(), session.layers);
    if (!geometries)
        return {};
    const auto moved = [by](Margin m) {
        return Margin{std::clamp(m.before + by, 0, kLargestMargin), std::clamp(m.after + by, 0, kLargestMargin)};
    };
    padding = {PaddingMode::Explicit, moved((*geometries)[layer].rows.margin),
               moved((*geometries)[layer].cols.margin)};
    return QString::number(padding.rows.before);
}

QString biasText(const Document& document, std::size_t layer)
{
    return number(double(document.session().layers[layer].bias), 6);
}

const ChipSpec kChips[] = {
    ChipSpec{Spot::Part::Map, QT_TRANSLATE_NOOP("lab", "size"),
             QT_TRANSLATE_NOOP("lab", "Rows and columns of the input"), &kInputSize, false, nullptr, nullptr, nullptr,
             ofInput},
    ChipSpec{Spot::Part::Map, QT_TRANSLATE_NOOP("lab", "padding"),
             QT_TRANSLATE_NOOP("lab",
                               "Cells put around the input before the kernel slides, and what they are filled with"),
             nullptr, true,
             [](const Document& document, std::size_t layer) {
                 return paddingText(document.session(), document.geometries()[layer], layer);
             },
             [](Document& document, LayerOf layer, QWidget* parent) -> QWidget* {
                 return new BorderFields(document, std::move(layer), parent);
             },
             stepPadding, ofRead},
    ChipSpec{Spot::Part::Map, QT_TRANSLATE_NOOP("lab", "read as"),
             QT_TRANSLATE_NOOP("lab", "Whether a picture in colours is read as three channels or as grey"), nullptr,
             true,
             [](const Document& document, std::size_t) {
                 return document.session().channels == Channels::Colour ? tr("RGB") : tr("grey");
             },
             [](Document& document, LayerOf layer, QWidget* parent) -> QWidget* {
                 return new ChoiceField(kChannels, document, std::move(layer), parent);
             },
             nullptr, [](const Session& session, std::size_t map) { return map == 0 && session.input->coloured(); }},
    ChipSpec{Spot::Part::Kernel, QT_TRANSLATE_NOOP("lab", "size"),
             QT_TRANSLATE_NOOP("lab", "Rows and columns of the kernel, and so of its window"), &kKernelSize, false,
             nullptr, nullptr, nullptr, always},
    ChipSpec{Spot::Part::Kernel, QT_TRANSLATE_NOOP("lab", "stride"),
             QT_TRANSLATE_NOOP("lab", "How far the window moves from one output cell to the next"), &kStride, true,
             nullptr, nullptr, nullptr, always},
    ChipSpec{Spot::Part::Kernel, QT_TRANSLATE_NOOP("lab", "dilation"),
             QT_TRANSLATE_NOOP("lab", "How far apart the input cells lie that neighbouring weights meet"), &kDilation,
             true, nullptr, nullptr, nullptr, ofConvolution},
    ChipSpec{Spot::Part::Kernel, QT_TRANSLATE_NOOP("lab", "bias b"),
             QT_TRANSLATE_NOOP("lab", "Added to every cell of the output"), nullptr, true, biasText,
             [](Document& document, LayerOf layer, QWidget* parent) -> QWidget* {
                 return new BiasField(document, std::move(layer), parent);
             },
             [](Session& session, std::size_t layer, int by) {
                 Layer& l = session.layers[layer];
                 l.bias = float(double(l.bias) + 0.1 * by);
                 return number(double(l.bias), 6);
             },
             ofConvolution},
};

/// The editor of a setting, with what may be typed and what would come of the next value.
class SettingBox : public QWidget
{
public:
    SettingBox(const ChipSpec& spec, Document& document, std::size_t layer, bool titled, QWidget* parent)
        : QWidget(parent), m_spec(spec), m_document(document), m_layer(layer)
    {
        auto* rows = new QVBoxLayout(this);
        rows->setContentsMargins(0, 0, 0, 0);
        rows->setSpacing(6);
        if (titled) {
            auto* title = new QLabel(lab::tr(spec.label), this);
            title->setProperty("heading", true);
            rows->addWidget(title);
        }
        const LayerOf layerOf = [layer](const Session&) { return layer; };
        rows->addWidget(spec.pair ? new PairField(*spec.pair, document, layerOf, this)
                                  : spec.editor(document, layerOf, this));
        if (spec.pair) {
            m_hint = new QLabel(this);
            m_hint->setProperty("muted", true);
            rows->addWidget(m_hint);
            connect(&document, &Document::changed, this, [this] { refresh(); });
            refresh();
        }
    }

private:
    void refresh()
    {
        const Session& session = m_document.session();
        if (m_layer >= m_document.geometries().size())
            return;
        const Geometry& geometry = m_document.geometries()[m_layer];
        const QString range = rangeText(*m_spec.pair, session, geometry, m_layer);
        const bool fixed = !m_spec.pair->bounds(session, geometry, m_layer, 0).fixed.isEmpty();
        m_hint->setText(fixed ? range : range + QLatin1Char('\n') + nextText(*m_spec.pair, session, m_layer));
    }

    const ChipSpec& m_spec;
    Document& m_document;
    std::size_t m_layer;
    QLabel* m_hint = nullptr;
};

} // namespace

TensorChips::TensorChips(Spot::Part part, std::size_t index, Document& document, QWidget* parent)
    : QWidget(parent), m_part(part), m_index(index), m_document(document)
{
    auto* row = new QBoxLayout(part == Spot::Part::Kernel ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight, this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kGap);
    for (const ChipSpec& spec : kChips)
        if (spec.part == part)
            add(spec, row);
    m_all = new Chip(part == Spot::Part::Kernel ? tr("set kernel") : tr("set input"), this);
    m_all->setToolTip(tr("All settings that stand under this matrix where there is more room"));
    connect(m_all, &Chip::clicked, this, &TensorChips::openAll);
    row->addWidget(m_all);
    if (part == Spot::Part::Map && index > 0) {
        m_formula = new QLabel(this);
        m_formula->setObjectName(QStringLiteral("outputSize"));
        m_formula->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // as much of it as there is room for
        row->addWidget(m_formula, 1);
    } else if (part == Spot::Part::Map) {
        row->addStretch(1);
    }
    refresh();
}

void TensorChips::add(const ChipSpec& spec, QBoxLayout* row)
{
    auto* chip = new Chip(lab::tr(spec.label), this);
    chip->setToolTip(lab::tr(spec.tip));
    chip->setProperty("english", QLatin1String(spec.label));
    m_chips.emplace_back(&spec, chip);
    row->addWidget(chip);
    connect(chip, &Chip::clicked, this, [this, &spec, chip] { open(spec, chip); });
    connect(chip, &Chip::stepped, this, [this, &spec, chip](int by) { step(spec, chip, by); });
}

std::vector<Chip*> TensorChips::chips() const
{
    std::vector<Chip*> all;
    for (const auto& [spec, chip] : m_chips)
        all.push_back(chip);
    return all;
}

bool TensorChips::there(const ChipSpec& spec) const
{
    return m_index < m_document.geometries().size() + (spec.there == ofInput ? 1 : 0) &&
           spec.there(m_document.session(), m_index);
}

QString TensorChips::valueOf(const ChipSpec& spec) const
{
    return spec.pair ? pairText(spec.pair->value(m_document.session(), layer()), spec.brief)
                     : spec.value(m_document, layer());
}

void TensorChips::refresh()
{
    int shown = 0;
    for (const auto& [spec, chip] : m_chips) {
        const bool is = there(*spec);
        if (is)
            chip->setValue(valueOf(*spec));
        chip->setVisible(is && !m_compact);
        shown += is;
    }
    m_all->setVisible(m_compact && shown > 0);
    showFormula();
}

/// In a line, in two where that is too wide, the result alone, or nothing: the tip has it all.
void TensorChips::showFormula()
{
    if (!m_formula || m_index > m_document.geometries().size())
        return;
    const Geometry& geometry = m_document.geometries()[m_index - 1];
    const QString one = tr("size %1").arg(outputSizeText(geometry));
    const QString two = tr("rows %1\ncolumns %2").arg(axisSizeText(geometry.rows), axisSizeText(geometry.cols));
    const QString brief = tr("%1 × %2").arg(geometry.rows.output).arg(geometry.cols.output);
    const QFontMetrics metrics = m_formula->fontMetrics();
    m_formula->setMinimumHeight(metrics.size(0, two).height());
    m_formula->setToolTip(one);
    int room = width();
    for (const QWidget* other : tabOrder())
        if (!other->isHidden())
            room -= other->sizeHint().width() + kGap;
    QString shown;
    for (const QString& each : {one, two, brief})
        if (shown.isEmpty() && metrics.size(0, each).width() <= room)
            shown = each;
    m_formula->setText(shown);
}

std::vector<QWidget*> TensorChips::tabOrder() const
{
    std::vector<QWidget*> all;
    for (const auto& [spec, chip] : m_chips)
        all.push_back(chip);
    all.push_back(m_all);
    return all;
}

void TensorChips::resizeEvent(QResizeEvent*)
{
    showFormula();
}

void TensorChips::setCompact(bool compact)
{
    if (compact == m_compact)
        return;
    m_compact = compact;
    refresh();
}

void TensorChips::open(const ChipSpec& spec, Chip* chip)
{
    auto* popover =
        Popover::open(chip, new SettingBox(spec, m_document, layer(), false, nullptr), chip->accessibleName());
    chip->setOpen(true);
    connect(popover, &Popover::gone, chip, [chip] { chip->setOpen(false); });
}

void TensorChips::openAll()
{
    auto* all = new QWidget;
    auto* rows = new QVBoxLayout(all);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(12);
    for (const auto& [spec, chip] : m_chips)
        if (there(*spec))
            rows->addWidget(new SettingBox(*spec, m_document, layer(), true, all));
    Popover::open(m_all, all, m_all->accessibleName());
}

void TensorChips::step(const ChipSpec& spec, Chip* chip, int by)
{
    const std::size_t of = layer();
    if (spec.pair) {
        const Session& session = m_document.session();
        const Geometry& geometry = m_document.geometries()[of];
        Shape to = spec.pair->value(session, of);
        if (!spec.pair->bounds(session, geometry, of, 0).fixed.isEmpty())
            return;
        to = {std::max(1, to.rows + by), std::max(1, to.cols + by)};
        changeSession(
            m_document, chip, changedTo(lab::tr(spec.pair->change), pairText(to, true)),
            [&](Session& s) { spec.pair->apply(s, of, to); }, [] {}, QStringLiteral("chip:%1").arg(quintptr(chip)));
    } else if (spec.step) {
        Session ahead = m_document.session();
        const QString to = spec.step(ahead, of, by);
        changeSession(
            m_document, chip, changedTo(tr("Change %1").arg(lab::tr(spec.label)), to),
            [&](Session& s) { spec.step(s, of, by); }, [] {}, QStringLiteral("chip:%1").arg(quintptr(chip)));
    }
}

} // namespace lab
