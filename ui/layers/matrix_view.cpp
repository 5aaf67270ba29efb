// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/layers/matrix_view.h"

#include "core/session/session.h"
#include "ui/model/player.h"
#include "ui/model/view_model.h"
#include "ui/scenes/stage_state.h"
#include "ui/widgets/choice_button.h"
#include "ui/widgets/explain_view.h"
#include "ui/widgets/operator_view.h"
#include "ui/widgets/possible.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace lab
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kReadableCell = 34; ///< pixels; what would fit in smaller ones only is scrolled
constexpr int kBetweenTitles = 12;
constexpr int kLargestCell = 64;
constexpr int kGap = 88; ///< between matrix and columns, with the sign in it

} // namespace

MatrixView::MatrixView(Document& document, ViewModel& view, Player& player, Stage& stage, QWidget* parent)
    : Page(parent), m_document(document), m_view(view), m_player(player), m_stage(stage)
{
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(16, 10, 16, 4);
    auto* top = new QHBoxLayout;
    top->setSpacing(0);
    m_forms = new QButtonGroup(this);
    const QString names[] = {tr("im2col"), tr("Toeplitz")};
    const QString tips[] = {tr("P: each row is a window of the input, times the kernel as a column"),
                            tr("T: each row is the kernel spread over the input, times the input as a column")};
    for (int form = 0; form < 2; ++form) {
        auto* button = new ChoiceButton(names[form], this);
        button->setToolTip(tips[form]);
        button->setChecked(form == 0);
        button->setProperty("segment", form == 0 ? u"first"_s : u"last"_s);
        m_forms->addButton(button, form);
        top->addWidget(button);
    }
    connect(m_forms, &QButtonGroup::idClicked, this, [this](int form) { setForm(MatrixForm(form)); });
    m_whole = new QCheckBox(tr("Whole matrix"), this);
    m_whole->setToolTip(tr("So small that all of it is in sight, instead of so large that its numbers can be read"));
    connect(m_whole, &QCheckBox::toggled, this, &MatrixView::place);
    top->addSpacing(16);
    top->addWidget(m_whole);
    top->addStretch(1);
    rows->addLayout(top);
    m_equation = new QLabel(this);
    m_equation->setWordWrap(true);
    rows->addWidget(m_equation);
    m_heads = new QWidget(this);
    m_heads->setFixedHeight(fontMetrics().height() + 6);
    rows->addWidget(m_heads);
    m_area = new QScrollArea(this);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_canvas = new QWidget(m_area);
    m_canvas->setFocusProxy(this);
    m_area->setWidget(m_canvas);
    m_area->viewport()->installEventFilter(this);
    rows->addWidget(m_area, 1);
    m_matrix = makeView(m_canvas);
    m_column = makeView(m_canvas);
    m_output = makeView(m_canvas);
    for (QLabel*& title : m_titles)
        title = new QLabel(m_heads);
    for (OperatorView*& sign : m_operators)
        sign = new OperatorView(m_canvas);
    m_operators[0]->setParts({Sign::Times}, tr("times"));
    for (QScrollBar* bar : {m_area->verticalScrollBar(), m_area->horizontalScrollBar()})
        connect(bar, &QScrollBar::valueChanged, this, &MatrixView::placeFrozen);
    m_note = new QLabel(this);
    m_note->setObjectName(QStringLiteral("matrixNote"));
    m_note->setWordWrap(true);
    rows->addWidget(m_note);
    m_explain = new ExplainView(this);
    rows->addWidget(m_explain);
    connect(&document, &Document::changed, this, &MatrixView::follow);
    connect(&document, &Document::mapsChanged, this, &MatrixView::follow);
    connect(&stage, &Stage::formulaChanged, this, [this] {
        if (isVisible())
            showStep();
    });
}

TensorView* MatrixView::makeView(QWidget* canvas)
{
    auto* view = new TensorView(canvas);
    connect(view, &TensorView::hovered, this, [this, view](std::optional<QPoint> cell) {
        if (view == m_column)
            return;
        const auto focus = m_document.session().focus;
        if (!cell)
            return m_view.point({});
        const OutputCell of = m_parts.geometry.outputAt(cell->y());
        m_view.point(Spot{Spot::Part::Map, focus + 1, of.row, of.col});
    });
    connect(view, &TensorView::clicked, this, [this, view](QPoint cell) {
        if (view != m_column)
            m_player.seekTo(m_parts.geometry.outputAt(cell.y()));
    });
    connect(view, &TensorView::cursorMoved, this, [this, view](QPoint cell) {
        m_area->ensureVisible(view->x() + int(view->cellRect(cell).center().x()),
                              view->y() + int(view->cellRect(cell).center().y()));
        if (view != m_column)
            m_player.seekTo(m_parts.geometry.outputAt(cell.y()));
    });
    return view;
}

void MatrixView::setForm(MatrixForm form)
{
    m_parts.form = form;
    m_forms->button(int(form))->setChecked(true);
    refresh();
}

QString MatrixView::note() const
{
    return m_note->text();
}

bool MatrixView::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        place();
    return QWidget::eventFilter(watched, event);
}

void MatrixView::refresh()
{
    constexpr std::int64_t kAtOnce = 200'000; // products
    const Geometry& geometry = m_document.geometry();
    const std::int64_t products = geometry.output().cells() * geometry.taps();
    if (products <= kAtOnce)
        return take(matrixParts(m_stage.stateNow(), m_parts.form));
    MatrixParts waiting;
    waiting.form = m_parts.form;
    waiting.geometry = geometry;
    waiting.note = tr("The matrix is being laid out …");
    take(std::move(waiting));
    m_laying.start(
        [state = m_stage.stateNow(), form = m_parts.form](std::stop_token) { return matrixParts(state, form); },
        [this](MatrixParts parts) { take(std::move(parts)); });
}

void MatrixView::take(MatrixParts parts)
{
    m_laying.cancel();
    m_parts = std::move(parts);
    m_equation->setText(m_parts.equation);
    m_note->setText(m_parts.note);
    showStep();
    place();
}

void MatrixView::showStep()
{
    OutputCell cell = m_view.step().cell;
    const auto spot = m_view.state().spot();
    if (spot && spot->part == Spot::Part::Map && spot->index == m_document.session().focus + 1)
        cell = {spot->row, spot->col};
    if (!inside(cell, m_parts.geometry.output()) || m_parts.geometry != m_document.geometry())
        return; // rebuilt in a moment
    MatrixScenes scenes = matrixScenes(m_parts, cell);
    m_explain->setFormula(m_stage.formula());
    m_matrix->setScene(std::move(scenes.matrix));
    m_column->setScene(std::move(scenes.column));
    m_output->setScene(std::move(scenes.output));
    const QRectF row = m_output->cellRect({0, cell.row * m_parts.geometry.cols.output + cell.col});
    if (!m_parts.matrix.none())
        m_area->ensureVisible(m_area->horizontalScrollBar()->value(), m_output->y() + int(row.center().y()), 0,
                              int(row.height()) * 2);
}

void MatrixView::place()
{
    const bool some = !m_parts.matrix.none();
    const bool column = some && !m_parts.column.none();
    for (QWidget* widget :
         std::initializer_list<QWidget*>{m_matrix, m_output, m_titles[0], m_titles[2], m_operators[1]})
        widget->setVisible(some);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_column, m_titles[1], m_operators[0]})
        widget->setVisible(column);
    if (!some)
        return;
    const bool im2colForm = m_parts.form == MatrixForm::Im2col;
    const QString names[] = {im2colForm ? QStringLiteral("P") : QStringLiteral("T"),
                             im2colForm ? QStringLiteral("vec(K)") : QStringLiteral("vec(X)"),
                             QStringLiteral("vec(Y)")};
    const Shape shape = m_parts.matrix.shape();
    const int tall = std::max(shape.rows, column ? m_parts.column.rows() : 1);
    const int columns = shape.cols + 1 + (column ? 1 : 0);
    constexpr int kEdge = 2 * TensorView::kInset; ///< above and below the cells
    const QSize room = m_area->viewport()->size() - QSize((column ? 2 : 1) * kGap + 12, 2 * kEdge + 1);
    double cell = std::min(double(room.width()) / columns, double(room.height()) / tall);
    const bool readable = cell >= kReadableCell;
    setPossible(*m_whole, !readable, tr("All of it is in sight"));
    if (!readable && !m_whole->isChecked())
        cell = kReadableCell;
    cell = std::min<double>(cell, kLargestCell);
    if (cell >= 9)
        cell = std::floor(cell);
    const bool bias = column && m_document.session().layer().bias != 0;
    m_operators[1]->setParts(bias ? std::vector<OperatorView::Part>{Sign::Plus, QStringLiteral("b"), Sign::Equals}
                                  : std::vector<OperatorView::Part>{Sign::Equals},
                             bias ? tr("plus the bias is") : tr("is"));
    int x = 4;
    const auto put = [&](TensorView* view, QLabel* title, const QString& name, Shape of) {
        constexpr int in = TensorView::kInset;
        const QSize size(int(of.cols * cell) + 1, int(of.rows * cell) + 1);
        title->setText(QStringLiteral("%1  %2 × %3").arg(name).arg(of.rows).arg(of.cols));
        title->resize(title->sizeHint());
        view->setGeometry(x - in, kEdge - in, size.width() + 2 * in, size.height() + 2 * in);
        view->setName(QStringLiteral("%1, %2 × %3").arg(name).arg(of.rows).arg(of.cols));
        x += std::max(size.width() + kGap, title->width() + kBetweenTitles);
    };
    put(m_matrix, m_titles[0], names[0], shape);
    if (column)
        put(m_column, m_titles[1], names[1], m_parts.column.shape());
    put(m_output, m_titles[2], names[2], m_parts.output.shape());
    const int titles = std::max(0, m_titles[2]->width() - m_output->width());
    m_canvas->resize(x - kGap + titles + 4, 2 * kEdge + int(tall * cell) + 1);
    placeFrozen();
}

/// The titles above, and in the middle of what is seen the signs and a column that is shorter than it.
void MatrixView::placeFrozen()
{
    const QRect seen(m_area->horizontalScrollBar()->value(), m_area->verticalScrollBar()->value(),
                     m_area->viewport()->width(), m_area->viewport()->height());
    const TensorView* views[] = {m_matrix, m_column, m_output};
    for (int i = 0; i < 3; ++i)
        m_titles[i]->move(views[i]->x() + TensorView::kInset - seen.left(), 2);
    const int top = std::max(seen.top(), m_matrix->y());
    const int shown = std::min(seen.bottom(), m_matrix->geometry().bottom()) + 1 - top;
    if (m_column->height() <= shown)
        m_column->move(m_column->x(), top + (shown - m_column->height()) / 2);
    const auto between = [&](QWidget* sign, const QWidget* left, const QWidget* right) {
        const int from = left->geometry().right() + 1;
        sign->setGeometry(from, top, std::max(0, right->x() - from), shown);
    };
    const bool column = !m_parts.column.none();
    if (column)
        between(m_operators[0], m_matrix, m_column);
    between(m_operators[1], column ? m_column : m_matrix, m_output);
}

} // namespace lab
