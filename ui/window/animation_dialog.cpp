// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/animation_dialog.h"

#include "ui/io/error_text.h"
#include "ui/paint/words.h"
#include "ui/widgets/integer_field.h"
#include "ui/widgets/number_field.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <limits>

namespace lab
{

namespace
{

/// A size to choose, by its name; the last one is typed.
struct FrameSize {
    const char* name;
    QSize size; ///< empty: that of the page
};
constexpr std::array kFrameSizes{
    FrameSize{QT_TRANSLATE_NOOP("lab::AnimationDialog", "16:9, small"), {1280, 720}},
    FrameSize{QT_TRANSLATE_NOOP("lab::AnimationDialog", "16:9, large"), {1920, 1080}},
    FrameSize{QT_TRANSLATE_NOOP("lab::AnimationDialog", "4:3, small"), {1024, 768}},
    FrameSize{QT_TRANSLATE_NOOP("lab::AnimationDialog", "4:3, large"), {1440, 1080}},
    FrameSize{QT_TRANSLATE_NOOP("lab::AnimationDialog", "As seen"), {}},
};

constexpr std::array kColoursNames{QT_TRANSLATE_NOOP("lab::AnimationDialog", "Light"),
                                   QT_TRANSLATE_NOOP("lab::AnimationDialog", "Dark"),
                                   QT_TRANSLATE_NOOP("lab::AnimationDialog", "High contrast")};
static_assert(kColoursNames.size() == kAllColours.size());

QWidget* inARow(std::initializer_list<QWidget*> widgets)
{
    auto* row = new QWidget;
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    for (QWidget* each : widgets)
        line->addWidget(each);
    line->addStretch(1);
    return row;
}

} // namespace

AnimationDialog::AnimationDialog(AnimationOffer offer, QWidget* parent) : QDialog(parent), m_offer(std::move(offer))
{
    constexpr int kWidth = 520; ///< pixels
    setWindowTitle(tr("Export animation"));
    auto* rows = new QVBoxLayout(this);
    auto* form = new QFormLayout;
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    rows->addLayout(form);
    addSpan(form);
    addTiming(form);
    addLook(form);
    addFormats(form);
    m_said = new QLabel(this);
    m_said->setWordWrap(true);
    m_said->setMinimumHeight(2 * fontMetrics().lineSpacing());
    m_said->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    rows->addWidget(m_said);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_accept = buttons->addButton(tr("Export…"), QDialogButtonBox::AcceptRole);
    m_accept->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    rows->addWidget(buttons);
    setMinimumWidth(kWidth);
    setSpan();
    follow();
}

QString AnimationDialog::said() const
{
    return m_said->text();
}

IntegerField* AnimationDialog::integer(const QString& name)
{
    auto* field = new IntegerField(this);
    field->setAccessibleName(name);
    connect(field, &QSpinBox::valueChanged, this, &AnimationDialog::follow);
    return field;
}

NumberField* AnimationDialog::number(const QString& name, double least, double most, double value)
{
    auto* field = new NumberField(NumberField::Precision::Double, this);
    field->setAccessibleName(name);
    field->setRange(least, most);
    field->setValue(value);
    field->setSingleStep(0.5);
    connect(field, &NumberField::valueChanged, this, &AnimationDialog::follow);
    return field;
}

void AnimationDialog::addSpan(QFormLayout* form)
{
    if (m_offer.grains) {
        m_grain = new QComboBox(this);
        m_grain->setAccessibleName(tr("A frame for each"));
        for (const GrainInfo& info : grains())
            m_grain->addItem(word(info.label), int(info.grain));
        m_grain->setCurrentIndex(m_grain->findData(int(m_offer.animation.page.view.grain)));
        connect(m_grain, &QComboBox::currentIndexChanged, this, [this] {
            m_offer.animation.page.view.grain = Grain(m_grain->currentData().toInt());
            setSpan();
            follow();
        });
        form->addRow(tr("A frame for each"), m_grain);
    }
    const bool epochs = m_offer.first == 0;
    m_from = integer(epochs ? tr("From epoch") : tr("From step"));
    m_to = integer(epochs ? tr("To epoch") : tr("To step"));
    form->addRow(m_from->accessibleName(), inARow({m_from, new QLabel(tr("to"), this), m_to}));
}

/// All steps or epochs of the grain.
void AnimationDialog::setSpan()
{
    const auto bounded = [](std::int64_t each) {
        return int(std::min<std::int64_t>(each, std::numeric_limits<int>::max()));
    };
    const int last = bounded(m_offer.last(m_offer.animation.page.view.grain) + m_offer.first);
    const bool epochs = m_offer.first == 0;
    for (IntegerField* field : {m_from, m_to}) { // of epochs there may be more than are known
        const QSignalBlocker quiet(field);
        field->setBounds(int(m_offer.first), epochs ? int(Animation::kMostEpochs) : last, {});
        field->setValue(field == m_from ? int(m_offer.first) : last);
    }
}

void AnimationDialog::addTiming(QFormLayout* form)
{
    const AnimationTiming& timing = m_offer.animation.timing;
    m_rate = number(tr("Frames a second"), AnimationTiming::kLeastRate, AnimationTiming::kMostRate, timing.perSecond);
    m_before = number(tr("Pause at the start"), 0, AnimationTiming::kMostPause, timing.before);
    m_after = number(tr("Pause at the end"), 0, AnimationTiming::kMostPause, timing.after);
    form->addRow(m_rate->accessibleName(), inARow({m_rate}));
    form->addRow(m_before->accessibleName(), inARow({m_before, new QLabel(tr("s"), this)}));
    form->addRow(m_after->accessibleName(), inARow({m_after, new QLabel(tr("s"), this)}));
}

void AnimationDialog::addLook(QFormLayout* form)
{
    form->addRow(tr("Size"), addSize());
    m_colours = new QComboBox(this);
    m_colours->setAccessibleName(tr("Colours"));
    for (std::size_t i = 0; i < kAllColours.size(); ++i)
        m_colours->addItem(tr(kColoursNames[i]), int(kAllColours[i]));
    m_colours->setCurrentIndex(m_colours->findData(int(m_offer.animation.colours)));
    connect(m_colours, &QComboBox::currentIndexChanged, this, &AnimationDialog::follow);
    form->addRow(m_colours->accessibleName(), m_colours);
}

QWidget* AnimationDialog::addSize()
{
    m_sizes = new QComboBox(this);
    m_sizes->setAccessibleName(tr("Size"));
    for (const FrameSize& each : kFrameSizes)
        m_sizes->addItem(tr(each.name), each.size.isEmpty() ? m_offer.seen : each.size);
    m_sizes->addItem(tr("Typed"));
    m_width = integer(tr("Width"));
    m_height = integer(tr("Height"));
    for (IntegerField* field : {m_width, m_height}) {
        const QSignalBlocker quiet(field);
        field->setBounds(Animation::kLeastSide, Animation::kMostSide, tr("pixels of a side"));
        field->setValue(field == m_width ? m_offer.animation.size.width() : m_offer.animation.size.height());
    }
    const int known = m_sizes->findData(m_offer.animation.size);
    m_sizes->setCurrentIndex(known < 0 ? m_sizes->count() - 1 : known);
    connect(m_sizes, &QComboBox::currentIndexChanged, this, &AnimationDialog::takeSize);
    return inARow({m_sizes, m_width, new QLabel(QStringLiteral("×"), this), m_height});
}

void AnimationDialog::takeSize()
{
    if (const QSize size = m_sizes->currentData().toSize(); !size.isEmpty()) {
        m_width->setValue(size.width());
        m_height->setValue(size.height());
    }
    follow();
}

/// One that cannot be written here is there, but cannot be chosen; below stands why.
void AnimationDialog::addFormats(QFormLayout* form)
{
    m_formats = new QComboBox(this);
    m_formats->setAccessibleName(tr("Format"));
    m_absent = new QLabel(this);
    m_absent->setWordWrap(true);
    m_absent->setProperty("muted", true);
    auto* items = qobject_cast<QStandardItemModel*>(m_formats->model());
    for (const AnimationFormat& format : animationFormats()) {
        const QString absence = absenceOf(format);
        m_formats->addItem(lab::tr(format.name), QLatin1String(format.id));
        items->item(m_formats->count() - 1)->setEnabled(absence.isEmpty());
        m_formats->setItemData(m_formats->count() - 1, absence, Qt::ToolTipRole);
        if (m_absent->text().isEmpty())
            m_absent->setText(absence);
    }
    m_absent->setVisible(!m_absent->text().isEmpty());
    m_formats->setCurrentIndex(
        std::max(0, m_formats->findData(QLatin1String(m_offer.format ? m_offer.format->id : ""))));
    connect(m_formats, &QComboBox::currentIndexChanged, this, &AnimationDialog::follow);
    form->addRow(m_formats->accessibleName(), m_formats);
    form->addRow(m_absent);
}

void AnimationDialog::follow()
{
    if (!m_accept)
        return;
    const bool typed = m_sizes->currentIndex() == m_sizes->count() - 1;
    m_width->setEnabled(typed);
    m_height->setEnabled(typed);
    Animation& animation = m_offer.animation;
    animation.from = m_from->value() - m_offer.first;
    animation.to = m_to->value() - m_offer.first;
    animation.timing = {m_rate->value(), m_before->value(), m_after->value()};
    animation.size = {m_width->value(), m_height->value()};
    animation.colours = kAllColours[std::size_t(m_colours->currentIndex())];
    m_offer.format = animationFormat(m_formats->currentData().toString().toStdString());
    const auto fits = check(animation);
    m_accept->setEnabled(fits.ok());
    const int frames = int(*animation.to - animation.from + 1);
    m_said->setText(
        fits ? tr("%1 frames, %2 s")
                   .arg(countText(frames), lab::number(double(animation.timing.endOf(frames - 1, frames)) / 100, 4))
        : frames < 1 ? tr("The first frame comes after the last one: give the smaller number first.")
                     : sentence(fits.error()));
}

} // namespace lab
