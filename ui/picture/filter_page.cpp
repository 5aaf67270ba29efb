// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/picture/filter_page.h"

#include "core/layers/alignment.h"
#include "ui/model/view_model.h"
#include "ui/paint/words.h"
#include "ui/picture/histogram_view.h"
#include "ui/picture/picture_out.h"
#include "ui/scenes/stage_scene.h"
#include "ui/stage/stage.h"
#include "ui/widgets/choice_button.h"
#include "ui/widgets/explain_view.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/profile_chart.h"
#include "ui/widgets/style.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QDrag>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QTemporaryDir>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace lab
{

namespace
{

constexpr int kLow = 400; ///< pixels: no histogram
constexpr int kWide = 1150; ///< pixels: room for what the mouse does
constexpr double kMostCells = 0.99; ///< of them lie in the fitted range

std::vector<GridView<float>> viewsOf(const std::vector<Plane>& planes)
{
    return {planes.begin(), planes.end()};
}

} // namespace

FilterPage::FilterPage(Document& document, ViewModel& view, Stage& stage, QWidget* parent)
    : Page(parent), m_document(document), m_view(view), m_stage(stage)
{
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(makeBar());
    m_picture = new PictureView(this);
    m_picture->setToolTip(tr(
        "Hold D: before. Shift and dragging: take a patch. Ctrl and dragging: profile along a line. Wheel: zoom."));
    auto* framed = new QHBoxLayout;
    framed->setContentsMargins(16, 0, 16, 0);
    framed->addWidget(m_picture);
    rows->addLayout(framed, 1);
    rows->addWidget(makeRange());
    rows->addWidget(makeFoot());
    setFocusProxy(m_picture);
    m_take = new QPushButton(m_picture);
    m_take->hide();
    m_take->setFocusPolicy(Qt::NoFocus); // Enter takes it
    connect(m_take, &QPushButton::clicked, this, &FilterPage::takePatch);
    connect(m_picture, &PictureView::patchTaken, this, &FilterPage::takePatch);
    connect(m_picture, &PictureView::patchChanged, this, &FilterPage::followPatch);
    connect(m_picture, &PictureView::draggedOut, this, &FilterPage::dragOut);
    connect(m_picture, &PictureView::lineChanged, this, &FilterPage::followLine);
    connect(m_picture, &PictureView::hovered, this, &FilterPage::point);
    connect(m_picture, &PictureView::clicked, this, [this](const PictureView::Place& place) {
        m_view.pin(spotOf(place));
        if (place.output)
            m_view.seekTo({place.cell.y(), place.cell.x()});
    });
    connect(m_picture, &PictureView::dividerMoved, this,
            [this](double share) { change([&](PictureLook& look) { look.divider = share; }); });
    connect(m_histogram, &HistogramView::rangeMoved, this,
            [this](ValueRange range) { change([&](PictureLook& look) { look.range = range; }); });
    // What is seen of the output follows a weight at once; here it is seen in another widget.
    document.visibleOutput = [this, ofStage = document.visibleOutput] {
        return isVisible() ? m_picture->visibleOutput() : ofStage();
    };
    connect(&stage, &Stage::formulaChanged, this, [this] { m_explain->setFormula(m_stage.formula()); });
    connect(&document, &Document::changed, this, &Page::follow);
    connect(&document, &Document::mapsChanged, this, &Page::follow);
    connect(&view, &ViewModel::changed, this, &Page::follow);
    followLook();
}

FilterPage::~FilterPage()
{
    m_document.visibleOutput = [] { return Rect{}; };
    m_picture->disconnect(this);
}

template <class T>
QWidget* FilterPage::choices(QButtonGroup*& group, std::span<const LookInfo<T>> table,
                             std::function<void(int)> choose)
{
    auto* box = new QWidget(this);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    group = new QButtonGroup(box);
    for (const LookInfo<T>& info : table) {
        auto* button = new ChoiceButton(word(info.name), box);
        button->setToolTip(word(info.tip));
        button->setAccessibleDescription(word(info.tip));
        const char* const segment = &info == &table.front() ? "first" : &info == &table.back() ? "last" : "middle";
        button->setProperty("segment", QLatin1String(segment));
        group->addButton(button, int(info.value));
        row->addWidget(button);
    }
    connect(group, &QButtonGroup::idClicked, this, std::move(choose));
    return box;
}

QWidget* FilterPage::makeBar()
{
    auto* bar = new QWidget(this);
    auto* row = m_barRows = new QBoxLayout(QBoxLayout::LeftToRight, bar);
    row->setContentsMargins(16, 8, 16, 8);
    row->setSpacing(8);
    m_barTitle = new QLabel(tr("Show the output"), bar);
    QFont heavy = font();
    heavy.setBold(true);
    m_barTitle->setFont(heavy);
    row->addWidget(m_barTitle);
    // The tone that the weights ask for is down as long as none was chosen; once more lets go of a choice.
    QWidget* toneBox = choices<Tone>(m_tones, tones(), [this](int id) {
        change([&](PictureLook& look) {
            look.tone = look.tone == Tone(id) ? std::nullopt : std::optional(Tone(id));
            look.range.reset();
        });
    });
    toneBox->setAccessibleName(tr("Show the output"));
    row->addWidget(toneBox, 0, Qt::AlignLeft);
    row->addStretch(1);
    QWidget* besideBox = choices<Beside>(
        m_besides, besides(), [this](int id) { change([&](PictureLook& look) { look.beside = Beside(id); }); });
    besideBox->setAccessibleName(tr("Input and output"));
    row->addWidget(besideBox, 0, Qt::AlignLeft);
    return bar;
}

QWidget* FilterPage::makeRange()
{
    auto* box = new QWidget(this);
    box->setObjectName(QStringLiteral("pictureRange"));
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(16, 8, 16, 8);
    row->setSpacing(24);
    m_counts = new QWidget(box);
    auto* left = new QVBoxLayout(m_counts);
    left->setContentsMargins(0, 0, 0, 0);
    left->setSpacing(2);
    auto* caption = new QLabel(tr("how many cells have this value (log); dotted: of the input"), m_counts);
    caption->setProperty("muted", true);
    left->addWidget(caption);
    m_histogram = new HistogramView(m_counts);
    left->addWidget(m_histogram);
    row->addWidget(m_counts, 1);
    row->addWidget(m_alongLine = makeProfile(box), 1);
    auto* right = new QVBoxLayout;
    right->setSpacing(6);
    auto* fields = new QHBoxLayout;
    fields->setSpacing(6);
    fields->addWidget(new QLabel(tr("Contrast"), box));
    const auto field = [&](const QString& name) {
        auto* number = new NumberField(NumberField::Precision::Double, box);
        number->setAccessibleName(name);
        fields->addWidget(number);
        return number;
    };
    m_lo = field(tr("Lower end of the contrast"));
    fields->addWidget(new QLabel(tr("to"), box));
    m_hi = field(tr("Upper end of the contrast"));
    const auto typed = [this] {
        change([&](PictureLook& look) { look.range = ValueRange{m_lo->value(), m_hi->value()}; });
    };
    connect(m_lo, &NumberField::valueChanged, this, typed);
    connect(m_hi, &NumberField::valueChanged, this, typed);
    right->addLayout(fields);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(0);
    const auto add = [&](const QString& text, const QString& tip, const char* segment, auto act) {
        auto* button = new QToolButton(box);
        button->setText(text);
        button->setToolTip(tip);
        button->setFocusPolicy(Qt::TabFocus);
        button->setProperty("joined", QLatin1String(segment));
        connect(button, &QToolButton::clicked, this, act);
        buttons->addWidget(button);
        return button;
    };
    m_own = add(tr("fixed"), tr("The range of this way of showing, whatever the numbers are"), "first",
                [this] { change([](PictureLook& look) { look.range.reset(); }); });
    m_own->setCheckable(true);
    add(tr("fit 99 %"), tr("The range of these numbers, without the hundredth part of them at the ends"), "middle",
        [this] { fitTo(kMostCells); });
    add(tr("full"), tr("From the least to the greatest of these numbers"), "last", [this] { fitTo(1); });
    m_beyond = new QLabel(box);
    m_beyond->setProperty("muted", true);
    m_beyond->setToolTip(tr("They are shown in the colour of an end; the numbers themselves stay as they are."));
    buttons->addSpacing(10);
    buttons->addWidget(m_beyond);
    buttons->addStretch(1);
    right->addLayout(buttons);
    m_facts = new QLabel(box);
    m_facts->setProperty("muted", true);
    right->addWidget(m_facts);
    row->addLayout(right);
    return box;
}

QWidget* FilterPage::makeProfile(QWidget* parent)
{
    auto* box = new QWidget(parent);
    box->hide();
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_profile = new ProfileChart(box);
    m_profile->setMinimumHeight(130);
    row->addWidget(m_profile, 1);
    auto* buttons = new QVBoxLayout;
    const auto add = [&](const QString& text, const QString& tip, auto act) {
        auto* button = new QToolButton(box);
        button->setText(text);
        button->setToolTip(tip);
        button->setProperty("round", true);
        button->setFocusPolicy(Qt::TabFocus);
        connect(button, &QToolButton::clicked, this, act);
        buttons->addWidget(button);
    };
    add(tr("CSV…"), tr("The numbers along the line as a file"), [this] { emit profileWanted(); });
    add(tr("close"), tr("The histogram again (Esc)"), [this] { m_picture->setLine({}); });
    buttons->addStretch(1);
    row->addLayout(buttons);
    return box;
}

QWidget* FilterPage::makeFoot()
{
    auto* foot = new QWidget(this);
    foot->setObjectName(QStringLiteral("sentence"));
    foot->setAttribute(Qt::WA_StyledBackground);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 12, 0);
    row->setSpacing(8);
    m_explain = new ExplainView(foot);
    m_explain->setSymbols(false);
    row->addWidget(m_explain, 1);
    m_hint = new QLabel(tr("hold D: before · Shift + drag: patch · Ctrl + drag: profile"), foot);
    m_hint->setProperty("muted", true);
    row->addWidget(m_hint);
    m_channel = new QComboBox(foot);
    m_channel->addItems({tr("Red"), tr("Green"), tr("Blue")});
    m_channel->setAccessibleName(tr("Channel whose numbers are shown"));
    m_channel->setToolTip(m_channel->accessibleName());
    row->addWidget(m_channel, 0, Qt::AlignVCenter);
    connect(m_channel, &QComboBox::activated, &m_view, &ViewModel::setPlane);
    return foot;
}

QString FilterPage::absence()
{
    return {};
}

void FilterPage::refresh()
{
    const PictureLook& look = m_view.state().look;
    m_picture->setScene(pictureScene(m_stage.scenesNow(), m_document.geometry(), look));
    m_picture->setLook(look);
    m_explain->setFormula(m_stage.formula());
    m_channel->setVisible(m_picture->scene().before.planes.size() == 3);
    m_channel->setCurrentIndex(m_view.state().plane);
    followLook();
    compare();
    count();
    followLine();
}

void FilterPage::change(const std::function<void(PictureLook&)>& edit)
{
    PictureLook look = m_view.state().look;
    edit(look);
    if (look.range && !(look.range->lo < look.range->hi))
        look.range->hi = look.range->lo + 1; // the end that was typed stays
    m_view.setLook(look);
    followLook();
}

void FilterPage::followLook()
{
    const PictureLook& look = m_view.state().look;
    const PictureScene& scene = m_picture->scene();
    m_tones->button(int(scene.tone))->setChecked(true);
    m_besides->button(int(look.beside))->setChecked(true);
    const bool movable = scene.tone != Tone::Clamped;
    const ColourScale& scale = scene.after.scale;
    m_histogram->setScale(scale, movable);
    m_lo->setValue(scale.lo);
    m_hi->setValue(scale.hi);
    m_lo->setEnabled(scene.tone == Tone::Seen);
    m_hi->setEnabled(movable);
    m_own->setChecked(!look.range);
}

void FilterPage::count()
{
    const std::vector<Plane>& before = m_picture->scene().before.planes;
    const std::vector<Plane>& after = m_picture->scene().after.planes;
    if (after.empty() || before.empty()) {
        m_histogram->setCounts({}, {});
        return;
    }
    const ColourScale scale = m_picture->scene().after.scale;
    const bool bySize = scale.kind == ScaleKind::Absolute;
    m_counting.start(
        [before, after, scale, bySize](const std::stop_token& stop) {
            const auto input = viewsOf(before), output = viewsOf(after);
            Counts counts;
            counts.statistics = statisticsOf(output, stop);
            const ValueRange shown{bySize ? -scale.hi : scale.lo, scale.hi};
            const ValueRange range{std::min(shown.lo, counts.statistics.least),
                                   std::max(shown.hi, counts.statistics.greatest)};
            counts.after = histogramOf(output, range, HistogramView::kBins, stop);
            counts.before = histogramOf(input, range, HistogramView::kBins, stop);
            counts.beyond = beyond(output, shown, stop);
            return counts;
        },
        [this](Counts counts) { takeCounts(std::move(counts)); });
}

void FilterPage::takeCounts(Counts counts)
{
    const Statistics& all = counts.statistics;
    const double share = all.cells() == 0 ? 0 : 100.0 * double(counts.beyond) / double(all.cells());
    m_beyond->setText(counts.beyond == 0 ? tr("none beyond") : tr("%1 % beyond").arg(number(share, 2)));
    m_facts->setText(
        tr("%1 … %2, mean %3, deviation %4")
            .arg(number(all.least, 3), number(all.greatest, 3), number(all.mean, 3), number(all.deviation, 3)));
    m_counts->parentWidget()->layout()->activate(); // these texts come late, and may be longer
    m_histogram->setCounts(std::move(counts.after), std::move(counts.before));
    m_histogram->setAccessibleDescription(m_facts->text() + QStringLiteral("; ") + m_beyond->text());
}

/// The difference is computed only while it is looked at.
void FilterPage::compare()
{
    const PictureScene& scene = m_picture->scene();
    if (m_view.state().look.beside != Beside::Difference || scene.after.planes.empty() ||
        scene.before.planes.size() != scene.after.planes.size()) {
        m_compared = {};
        return;
    }
    const Identity now = scene.after.planes.front().identity();
    if (now == m_compared)
        return;
    m_compared = now;
    m_comparing.start(
        [before = scene.before.planes, after = scene.after.planes,
         geometry = m_document.geometry()](const std::stop_token&) {
            std::vector<Grid> differences;
            for (std::size_t p = 0; p < after.size(); ++p)
                differences.push_back(differenceOf(before[p], after[p], geometry));
            return differences;
        },
        [this](std::vector<Grid> differences) {
            TensorScene shown = m_picture->scene().after;
            shown.planes.clear();
            for (Grid& each : differences)
                shown.planes.emplace_back(std::move(each));
            shown.shape = shown.planes.front().shape();
            shown.scale = {ScaleKind::Diverging, -1, 1};
            shown.screen = nullptr;
            shown.number = {};
            m_picture->setDifference(std::move(shown));
        });
}

void FilterPage::fitTo(double share)
{
    const bool bySign = m_picture->scene().tone != Tone::Seen;
    m_fitting.start([after = m_picture->scene().after.planes,
                     share](const std::stop_token& stop) { return rangeOfShare(viewsOf(after), share, stop); },
                    [this, bySign](ValueRange range) {
                        const double reach = std::max(std::abs(range.lo), std::abs(range.hi));
                        change([&](PictureLook& look) { look.range = bySign ? ValueRange{-reach, reach} : range; });
                    });
}

Spot FilterPage::spotOf(const PictureView::Place& place) const
{
    return {Spot::Part::Map, m_document.focus() + (place.output ? 1 : 0), place.cell.y(), place.cell.x()};
}

void FilterPage::point(std::optional<PictureView::Place> place)
{
    m_view.point(place ? std::optional(spotOf(*place)) : std::nullopt);
}

void FilterPage::toggleProfile()
{
    const Shape shape = m_document.geometry().input();
    if (m_picture->line())
        return m_picture->setLine({});
    const Axis& rows = m_document.geometry().rows;
    const std::optional<Spot> spot = m_view.state().spot();
    const bool ofInput = spot && spot->part == Spot::Part::Map && spot->index == m_document.focus();
    const int row = ofInput ? spot->row : rows.index(m_view.step().cell.row, middleTap(rows.kernel));
    const int at = std::clamp(row, 0, shape.rows - 1);
    m_picture->setLine(QLine(0, at, shape.cols - 1, at));
}

void FilterPage::dragOut()
{
    m_draggedOut = std::make_unique<QTemporaryDir>();
    const QImage image = m_picture->outputImage();
    QMimeData* picture = pictureForOthers(image, tr("output.png"), *m_draggedOut);
    if (!picture)
        return;
    auto* drag = new QDrag(m_picture);
    drag->setMimeData(picture);
    drag->setPixmap(QPixmap::fromImage(image.scaled(96, 96, Qt::KeepAspectRatio)));
    drag->exec(Qt::CopyAction);
}

void FilterPage::followLine()
{
    const auto line = m_picture->line();
    m_counts->setVisible(!line);
    m_alongLine->setVisible(line.has_value());
    const PictureScene& scene = m_picture->scene();
    if (!line || scene.before.planes.empty())
        return;
    const auto plane = [&](const std::vector<Plane>& planes) {
        return planes.empty() ? Plane() : planes[std::min(planes.size() - 1, std::size_t(m_view.state().plane))];
    };
    const Plane before = plane(scene.before.planes), after = plane(scene.after.planes);
    const QRect cells(0, 0, before.cols(), before.rows());
    if (!cells.contains(line->p1()) || !cells.contains(line->p2()))
        return; // of another input, which is about to be shown
    const Profiled now{*line, before.identity(), after.identity()};
    if (now == m_profiled) // a step or the pointer changes no number
        return;
    m_profiled = now;
    const auto cell = [&](QPoint at) { return InputCell{at.y(), at.x()}; };
    m_profile->setProfile(profileOf(before, after, m_document.geometry(), cell(line->p1()), cell(line->p2())));
}

void FilterPage::followPatch()
{
    const auto patch = m_picture->patch();
    m_take->setVisible(patch.has_value());
    if (!patch)
        return;
    m_take->setText(tr("Take the patch, %1 × %2, to Slide (Enter)").arg(patch->height()).arg(patch->width()));
    m_take->adjustSize();
    const QRect at = m_picture->rectOf(*patch);
    const int x = std::clamp(at.left(), 0, std::max(0, m_picture->width() - m_take->width()));
    const int below = at.bottom() + 8;
    const int y =
        below + m_take->height() < m_picture->height() ? below : std::max(0, at.top() - 8 - m_take->height());
    m_take->move(x, y);
}

void FilterPage::takePatch()
{
    const auto patch = m_picture->patch();
    if (!patch)
        return;
    if (m_document.focus() != 0) {
        emit m_document.informed(tr("A patch is taken of the input, which this layer does not read. Choose the first "
                                    "layer, and take it again."));
        return;
    }
    PicturePtr taken = patchOf(*m_document.input(), {patch->top(), patch->left(), patch->height(), patch->width()});
    m_picture->dropPatch();
    if (!m_document.editInput(tr("Take a patch"), std::move(taken)))
        return;
    m_view.showPage("stage");
    emit m_document.noticed(tr("%1 is the input now.").arg(othersText(m_document.input()->name())),
                            {{tr("Back to the picture"), [this] {
                                  m_document.undoStack()->undo();
                                  m_view.showPage("filter");
                              }}});
}

/// Beside each other where there is room, else below: the bar itself asks for no more than the wider one.
void FilterPage::layBar()
{
    QWidget* bar = m_barRows->parentWidget();
    int together = 0, widest = 0;
    for (QButtonGroup* group : {m_tones, m_besides}) {
        const int wide = group->buttons().front()->parentWidget()->sizeHint().width();
        together += wide;
        widest = std::max(widest, wide);
    }
    const QMargins margins = m_barRows->contentsMargins();
    const int sides = margins.left() + margins.right(), title = m_barTitle->sizeHint().width() + m_barRows->spacing();
    bar->setMinimumWidth(widest + sides);
    m_barTitle->setVisible(width() >= together + title + sides + 2 * m_barRows->spacing());
    m_barRows->setDirection(width() >= together + sides + 2 * m_barRows->spacing() ? QBoxLayout::LeftToRight
                                                                                   : QBoxLayout::TopToBottom);
}

void FilterPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    m_counts->parentWidget()->setVisible(inBaseText(*this, height()) >= kLow);
    layBar();
    m_hint->setVisible(inBaseText(*this, width()) >= kWide);
}

} // namespace lab
