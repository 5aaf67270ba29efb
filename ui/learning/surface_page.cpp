// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/learning/surface_page.h"

#include "ui/learning/learn_curves.h"
#include "ui/learning/race_controls.h"
#include "ui/paint/words.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace lab
{

namespace
{

constexpr int kMostPredicted = 300; ///< epochs
constexpr int kWholePath = 3000; ///< epochs
constexpr double kPredictionWork = 5e5; ///< multiplications that a moved start may cost at once

/// Whether a view can show the surface with the start and the present point: beyond this, doubles have no digits left
/// for what lies between them.
bool drawable(const LossSurface& surface, SurfacePoint start, SurfacePoint now)
{
    constexpr double kMost = 1e12;
    const auto near = [](SurfacePoint p) { return std::abs(p.x) <= kMost && std::abs(p.y) <= kMost; };
    return near(surface.minimum()) && near(start) && std::isfinite(surface.least()) &&
           (near(now) || std::isfinite(surface.at(start)));
}

} // namespace

SurfacePage::SurfacePage(Document& document, Learner& learner, Race& race, QWidget* parent)
    : LearningPage(learner, parent), m_document(document), m_learner(learner), m_race(race)
{
    setAccessibleName(tr("Loss surface, chart and races"));
    auto* columns = new QHBoxLayout(this);
    columns->setContentsMargins(16, 10, 16, 6);
    columns->setSpacing(14);
    auto* left = new QVBoxLayout;
    left->setSpacing(6);
    auto* axes = new QHBoxLayout;
    axes->setSpacing(6);
    const auto addBox = [&](const QString& label, const QString& name, int& axis) {
        auto* text = new QLabel(label, this);
        text->setProperty("muted", true);
        auto* box = new QComboBox(this);
        box->setAccessibleName(name);
        text->setBuddy(box);
        connect(box, &QComboBox::activated, this, [this, &axis](int index) {
            int& other = &axis == &m_x ? m_y : m_x;
            if (other == index)
                other = axis; // the two change places
            axis = index;
            m_surface->fit();
            follow();
        });
        axes->addWidget(text);
        axes->addWidget(box);
        return box;
    };
    m_xBox = addBox(tr("across"), tr("Weight across"), m_x);
    m_yBox = addBox(tr("up"), tr("Weight upwards"), m_y);
    axes->addStretch(1);
    auto* fit = new QPushButton(tr("Fit"), this);
    fit->setToolTip(tr("Start, path and lowest point in view (0)"));
    fit->setFocusPolicy(Qt::TabFocus);
    axes->addWidget(fit);
    m_beside = new QPushButton(tr("Race"), this);
    m_beside->setCheckable(true);
    m_beside->setToolTip(tr("Several runs beside each other, with their losses"));
    m_beside->setFocusPolicy(Qt::TabFocus);
    axes->addWidget(m_beside);
    left->addLayout(axes);
    m_surface = new LossSurfaceView(this);
    left->addWidget(m_surface, 1);
    m_caption = new QLabel(this);
    m_caption->setProperty("muted", true);
    m_caption->setWordWrap(true);
    left->addWidget(m_caption);
    columns->addLayout(left, 11);
    auto* side = new QWidget(this);
    auto* right = new QVBoxLayout(side);
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(8);
    m_chart = new LossChart(this);
    right->addWidget(m_chart, 1);
    m_controls = new RaceControls(document, learner, race, this);
    right->addWidget(m_controls);
    columns->addWidget(side, 9);
    side->setVisible(false);

    connect(m_beside, &QPushButton::toggled, side, &QWidget::setVisible);
    connect(fit, &QPushButton::clicked, m_surface, &LossSurfaceView::fit);
    connect(m_surface, &LossSurfaceView::startMoved, this, &SurfacePage::moveStart);
    connect(m_chart, &LossChart::epochClicked, &learner, &Learner::seek);
    connect(m_controls, &RaceControls::informed, this, &SurfacePage::informed);
    connect(&race, &Race::progressed, this, &SurfacePage::follow);
    connect(&race, &Race::lanesChanged, this, [this] {
        if (!m_race.lanes().empty())
            m_beside->setChecked(true);
        follow();
    });
    m_beside->setChecked(!race.lanes().empty());
    refreshAxes();
}

void SurfacePage::setAxes(int x, int y)
{
    m_x = x;
    m_y = y;
    follow();
}

void SurfacePage::refresh()
{
    refreshAxes();
    refreshSurface();
    refreshChart();
}

void SurfacePage::refreshAxes()
{
    const Shape kernel = m_document.train().startKernel.shape();
    if (kernel != m_kernel) {
        m_kernel = kernel;
        QStringList names;
        for (int r = 0; r < kernel.rows; ++r)
            for (int c = 0; c < kernel.cols; ++c)
                names << QStringLiteral("K[%1,%2]").arg(r).arg(c);
        names << tr("b");
        for (QComboBox* box : {m_xBox, m_yBox}) {
            box->clear();
            box->addItems(names);
        }
        m_x = 0;
        m_y = 1;
    }
    m_xBox->setCurrentIndex(m_x);
    m_yBox->setCurrentIndex(m_y);
}

SurfacePoint SurfacePage::pointOf(std::span<const double> parameters) const
{
    return {parameters[std::size_t(m_x)], parameters[std::size_t(m_y)]};
}

SurfacePath SurfacePage::pathOf(const History& history, int epochs, const TrainSpec& spec) const
{
    SurfacePath path;
    path.points.push_back(pointOf(spec.startParameters()));
    const int count = std::min(epochs, int(history.size()));
    // Of a long run every epoch at first, where they lie apart, and then some.
    const int stride = 1 + std::max(0, count - kWholePath) / kWholePath;
    std::size_t last = 0;
    const auto add = [&](int epoch) {
        const std::size_t kept = history.keptBefore(std::size_t(epoch));
        if (kept > last)
            path.points.push_back(pointOf(history.parameters(kept - 1)));
        last = std::max(last, kept);
    };
    for (int epoch = 1; epoch <= count; epoch += epoch <= kWholePath ? 1 : stride)
        add(epoch);
    add(count);
    return path;
}

/// Where the run would go, at once, while its start is dragged.
void SurfacePage::predict()
{
    const TrainSpec& train = m_document.train();
    const auto base = learning().trainer;
    const double work =
        base ? (base->normal() ? double(train.startKernel.size() * train.startKernel.size())
                               : double(base->problem().residuals()) * double(train.startKernel.size()))
             : 0;
    const int epochs = std::min({train.epochs, kMostPredicted, int(kPredictionWork / std::max(work, 1.0))});
    if (!base || epochs == 0) {
        m_predicted = {};
        return;
    }
    if (m_predictedFor.samePath(train) && int(m_predicted.size()) == epochs)
        return;
    Trainer run = base->restarted(train);
    for (int i = 0; i < epochs && run.step(train.rateOf(i + 1)); ++i) {
    }
    m_predicted = run.history();
    m_predictedFor = train;
}

void SurfacePage::refreshSurface()
{
    const auto& insight = m_learner.insight();
    const TrainSpec& train = m_document.train();
    if (!insight || insight->normal->kernel != train.startKernel.shape()) {
        m_caption->clear();
        m_surface->setScene({}, m_learner.missingInsight());
        return;
    }
    const Theme& theme = themeOf(palette());
    const int shown = learning().epoch;
    std::vector<double> now = train.startParameters();
    if (shown > 0) {
        const Grid64 kernel = learning().kernel;
        now.assign(kernel.cells().begin(), kernel.cells().end());
        now.push_back(learning().bias);
    }
    SurfaceScene scene;
    // With two parameters only, the surface is the same from wherever it is looked at.
    const bool all = train.startKernel.size() == 2 && !train.learnBias;
    scene.surface = LossSurface(*insight->normal, train.reduction, all ? train.startParameters() : now, m_x, m_y);
    if (!drawable(scene.surface, pointOf(train.startParameters()), pointOf(now))) {
        m_caption->clear();
        m_surface->setScene({},
                            tr("The start, or the loss there, is so large that no view shows it together with the "
                               "lowest point. Choose a start nearer to it."));
        return;
    }
    scene.xName = m_xBox->itemText(m_x);
    scene.yName = m_yBox->itemText(m_y);
    const bool racing = !m_race.lanes().empty();
    if (shown == 0 && !racing) {
        predict();
        SurfacePath path = pathOf(m_predicted, int(m_predicted.size()), train);
        path.colour = theme.muted;
        path.width = 1;
        scene.paths.push_back(std::move(path));
    }
    if (shown > 0) {
        SurfacePath path = pathOf(m_learner.history(), shown, train);
        if (!m_learner.history().kept(std::size_t(shown - 1)))
            path.points.push_back(pointOf(now));
        path.colour = theme.text;
        scene.paths.push_back(std::move(path));
    }
    for (std::size_t i = 0; i < m_race.lanes().size(); ++i) {
        const Lane& lane = m_race.lanes()[i];
        SurfacePath path = pathOf(lane.history, m_race.epoch(), lane.spec);
        path.colour = theme.text;
        path.style = laneStyle(i);
        path.label = lane.name.left(1);
        scene.paths.push_back(std::move(path));
    }
    const bool movable = m_y < int(train.startKernel.size()) || train.learnBias;
    if (movable)
        scene.start = pointOf(train.startParameters());
    if (!racing || shown > 0) {
        scene.here = pointOf(now);
        const SurfacePoint gradient = scene.surface.gradient(*scene.here);
        const double rate = train.rateOf(shown + 1);
        scene.step = SurfacePoint{scene.here->x - rate * gradient.x, scene.here->y - rate * gradient.y};
    }
    QString caption = tr("Arrow: −rate · gradient. Dashed: the eigen-directions of the curvature. Cross: the lowest "
                         "point.");
    if (!all)
        caption += tr(" The other parameters are held where they are %1; paths are seen from above.")
                       .arg(afterUpdates(shown));
    m_caption->setText(caption);
    m_surface->setScene(std::move(scene));
}

void SurfacePage::refreshChart()
{
    showRun(*m_chart, m_learner, learning().epoch, m_document.train().epochs,
            otherCurves(m_learner, &m_race, themeOf(palette())));
}

void SurfacePage::moveStart(SurfacePoint to, int gesture)
{
    if (gesture != m_gesture.first || m_gesture.second.isEmpty())
        m_gesture = {gesture, m_document.newGesture()};
    TrainSpec spec = m_document.train();
    const auto set = [&](int parameter, double value) {
        if (parameter < int(spec.startKernel.size()))
            spec.startKernel.cells()[std::size_t(parameter)] = value;
        else
            spec.startBias = value;
    };
    set(m_x, to.x);
    set(m_y, to.y);
    spec.seed.reset();
    spec.rateChanges.clear();
    m_learner.setSpec(tr("Move the start"), std::move(spec), m_gesture.second);
}

} // namespace lab
