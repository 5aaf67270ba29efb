// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/layers/composition_view.h"

#include "core/layers/composition.h"
#include "core/session/evaluate.h"
#include "core/session/session.h"
#include "core/session/stack_edits.h"
#include "ui/io/error_text.h"
#include "ui/paint/words.h"
#include "ui/scenes/sentences.h"
#include "ui/widgets/operator_view.h"
#include "ui/widgets/possible.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace lab
{

namespace
{

constexpr double kMostProducts = 4e6; ///< that a comparison may take of the window's thread

double workOf(const Geometry& g)
{
    return double(g.output().cells()) * g.taps();
}

} // namespace

CompositionView::CompositionView(Document& document, QWidget* parent) : Page(parent), m_document(document)
{
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(16, 12, 16, 8);
    m_what = new QLabel(this);
    m_what->setWordWrap(true);
    rows->addWidget(m_what);
    m_figures = new QWidget(this);
    auto* grid = new QGridLayout(m_figures);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(0);
    grid->setVerticalSpacing(4);
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        Part& part = m_parts[i];
        part.title = new QLabel(this);
        part.view = new TensorView(this);
        part.view->setMinimumSize(60, 60);
        const int row = int(i / 3) * 2, col = int(i % 3) * 2;
        grid->addWidget(part.title, row, col);
        grid->addWidget(part.view, row + 1, col);
        grid->setRowStretch(row + 1, 1);
        grid->setColumnStretch(col, 1);
    }
    addOperator(grid, 1, 1, Sign::Convolution, tr("convolved with"));
    addOperator(grid, 1, 3, Sign::Equals, tr("is"));
    addOperator(grid, 3, 1, Sign::Minus, tr("minus"));
    addOperator(grid, 3, 3, Sign::Equals, tr("is"));
    connect(kernel(), &TensorView::hovered, this, &CompositionView::lightProducts);
    for (const auto signal : {&TensorView::cursorMoved, &TensorView::clicked})
        connect(kernel(), signal, this, [this](QPoint cell) { lightProducts(cell); });
    rows->addWidget(m_figures, 1);
    m_product = new QLabel(this);
    m_product->setObjectName(QStringLiteral("product"));
    m_product->setWordWrap(true);
    rows->addWidget(m_product);
    m_verdict = new QLabel(this);
    m_verdict->setObjectName(QStringLiteral("verdict"));
    m_verdict->setWordWrap(true);
    rows->addWidget(m_verdict);
    m_replace = new QPushButton(tr("Replace both by the one kernel"), this);
    connect(m_replace, &QPushButton::clicked, this, &CompositionView::replace);
    rows->addWidget(m_replace, 0, Qt::AlignLeft);
    m_example = new QPushButton(tr("Take the book's two layers"), this);
    connect(m_example, &QPushButton::clicked, this, &CompositionView::exampleWanted);
    rows->addWidget(m_example, 0, Qt::AlignLeft);
    rows->addStretch(0);
    connect(&document, &Document::changed, this, &CompositionView::follow);
    connect(&document, &Document::mapsChanged, this, &CompositionView::follow);
}

QString CompositionView::verdict() const
{
    return m_verdict->text();
}

std::size_t CompositionView::first() const
{
    const Session& session = m_document.session();
    return session.focus + 1 < session.layers.size() ? session.focus : session.focus - 1;
}

void CompositionView::showPart(std::size_t index, const QString& title, Grid numbers)
{
    Part& part = m_parts[index];
    TensorScene scene = planeScene(Plane(std::move(numbers)));
    const QString size = QStringLiteral("%1 × %2").arg(scene.shape.rows).arg(scene.shape.cols);
    part.title->setText(QStringLiteral("%1  %2").arg(title, size));
    part.view->setName(QStringLiteral("%1, %2").arg(title, size));
    part.scene = std::move(scene);
    part.view->setScene(part.scene);
    part.title->show();
    part.view->show();
}

void CompositionView::addOperator(QGridLayout* grid, int row, int column, Sign sign, const QString& name)
{
    auto* view = new OperatorView(this);
    view->setParts({sign}, name);
    view->setFixedWidth(view->sizeHint().width() / 2);
    grid->addWidget(view, row, column);
    m_signs.push_back(view);
}

/// The same number in both kernels stands at what is multiplied.
void CompositionView::lightProducts(std::optional<QPoint> cell)
{
    constexpr std::size_t kMostTerms = 9;
    const Session& session = m_document.session();
    const Part &a = m_parts[0], &b = m_parts[1], &one = m_parts[2];
    TensorScene ofA = a.scene, ofB = b.scene, ofOne = one.scene;
    QString text = tr("Point at a weight of K: the products light up of which it is the sum.");
    if (cell && session.layers.size() > 1 && first() + 1 < m_document.geometries().size() &&
        !one.scene.planes.empty() && inside(WeightCell{cell->y(), cell->x()}, one.scene.shape)) {
        const auto products = productsOf({cell->y(), cell->x()}, a.scene.shape, b.scene.shape,
                                         m_document.geometries()[first()], m_document.geometries()[first() + 1]);
        QStringList terms;
        for (const auto& [first, second] : products) {
            const QString mark = QString::number(ofA.labels.size() + 1);
            ofA.frames.push_back({QRectF(first.col, first.row, 1, 1)});
            ofB.frames.push_back({QRectF(second.col, second.row, 1, 1)});
            ofA.labels.push_back({first.row, first.col, mark});
            ofB.labels.push_back({second.row, second.col, mark});
            const double x = a.scene.valueAt(first.row, first.col).value_or(0),
                         y = b.scene.valueAt(second.row, second.col).value_or(0);
            if (std::size_t(terms.size()) < kMostTerms)
                terms << QStringLiteral("%1 · %2").arg(factorText(number(x, 4)), factorText(number(y, 4)));
        }
        ofOne.frames.push_back({QRectF(*cell, QSizeF(1, 1))});
        QString sum = products.empty() ? tr("no product") : terms.join(QStringLiteral(" + "));
        if (products.size() > kMostTerms)
            sum += tr(" + %1 more").arg(products.size() - kMostTerms);
        text = QStringLiteral("K[%1,%2] = %3 = %4")
                   .arg(cell->y())
                   .arg(cell->x())
                   .arg(sum, number(one.scene.valueAt(cell->y(), cell->x()).value_or(0), 6));
    }
    m_product->setText(text);
    a.view->setScene(std::move(ofA));
    b.view->setScene(std::move(ofB));
    one.view->setScene(std::move(ofOne));
}

void CompositionView::clearParts(const QString& verdict)
{
    m_figures->hide(); // and its share of the height with it
    m_product->hide();
    m_verdict->setText(verdict);
    setPossible(*m_replace, false, tr("There are no two layers to be made one"));
}

void CompositionView::refresh()
{
    const Session& session = m_document.session();
    m_example->setVisible(session.layers.size() < 2);
    m_replace->setVisible(session.layers.size() >= 2);
    if (session.layers.size() < 2) {
        m_what->setText(tr("Two linear layers in a row amount to one."));
        return clearParts(tr("There is only one layer: add another in the panel Layers, or take those of the book."));
    }
    const std::size_t f = first();
    const Layer &a = session.layers[f], &b = session.layers[f + 1];
    const Geometry &ga = m_document.geometries()[f], &gb = m_document.geometries()[f + 1];
    m_what->setText(
        tr("Layers %1 and %2 in a row are one layer: its kernel is the full convolution of theirs, at stride and "
           "dilation, and its bias b = b₂ + b₁·ΣK₂.")
            .arg(f + 1)
            .arg(f + 2));
    const auto one = compose(a, b, ga, gb);
    if (!one)
        return clearParts(sentence(one.error()));
    const std::size_t layers = session.layers.size();
    showPart(0, tensorNames(f, layers).kernel, converted<float>(tapWeights(a)));
    showPart(1, tensorNames(f + 1, layers).kernel, converted<float>(tapWeights(b)));
    showPart(2, tr("Together K"), converted<float>(one->kernel));
    lightProducts({});
    m_figures->show();
    m_product->show();
    for (std::size_t i = 0; i < m_signs.size(); ++i)
        m_signs[i]->setVisible(i < 2);
    const auto obstacle = composeObstacle(a, b, gb);
    setPossible(*m_replace, !obstacle, tr("No one kernel does the same, as the sentence says"));
    const auto maps = m_document.maps();
    const bool small = workOf(ga) + workOf(gb) + workOf(one->geometry) <= kMostProducts;
    const GridView<float> x = f == 0 ? session.inputPlane(0)
                              : maps && f <= maps->maps.size() && !maps->maps[f - 1].empty()
                                  ? maps->maps[f - 1][0].view()
                                  : GridView<float>();
    QString verdict = obstacle ? sentence(*obstacle) : QString();
    if (!small || x.shape() != ga.input()) {
        for (std::size_t i = 3; i < m_parts.size(); ++i) {
            m_parts[i].title->hide();
            m_parts[i].view->hide();
        }
        m_verdict->setText(obstacle ? verdict : tr("The one kernel does what the two do."));
        return;
    }
    for (OperatorView* sign : m_signs)
        sign->show();
    const Comparison both = compare(x, a, b, ga, gb, *one);
    Grid64 difference = both.one;
    for (std::size_t i = 0; i < difference.size(); ++i)
        difference.cells()[i] -= both.two.cells()[i];
    showPart(3, tr("Through two layers"), converted<float>(both.two));
    showPart(4, tr("Through the one kernel"), converted<float>(both.one));
    showPart(5, tr("Difference"), both.equal() ? Grid(difference.shape()) : converted<float>(difference));
    if (both.equal())
        verdict +=
            (obstacle ? tr(" On this input it makes no difference.")
                      : tr("Equal: with bias %1 the one kernel gives the same map in every cell, to the rounding "
                           "of doubles.")
                            .arg(number(one->bias, 5)));
    else
        verdict += tr(" It shows most at row %1, column %2: through two layers %3, through the one kernel %4.")
                       .arg(both.where.row)
                       .arg(both.where.col)
                       .arg(number(both.two.at(both.where), 5), number(both.one.at(both.where), 5));
    m_verdict->setText(verdict);
}

void CompositionView::replace()
{
    const Session& session = m_document.session();
    const std::size_t f = first();
    const Layer &a = session.layers[f], &b = session.layers[f + 1];
    const auto one = compose(a, b, m_document.geometries()[f], m_document.geometries()[f + 1]);
    if (one)
        m_document.edit(tr("Replace layers %1 and %2 by one").arg(f + 1).arg(f + 2),
                        withLayersJoined(session, f, layerOf(*one, b.activates())));
}

} // namespace lab
