// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/learning/film_page.h"

#include "core/layers/corr2d.h"
#include "ui/paint/words.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace lab
{

namespace
{

constexpr int kLabels = 84; ///< pixels for the names of the rows
constexpr int kAbove = 12, kHeader = 40; ///< pixels above the tiles, then those of the epoch and its loss
constexpr int kColumn = 116; ///< pixels at least
constexpr int kSide = 16, kGap = 8;
constexpr int kMostColumns = 12;
constexpr int kDetail = 128; ///< cells of a large output that are shown: its middle

/// The middle of an output, at most kDetail cells a side.
Rect detailOf(Shape output)
{
    const int rows = std::min(output.rows, kDetail), cols = std::min(output.cols, kDetail);
    return {(output.rows - rows) / 2, (output.cols - cols) / 2, rows, cols};
}

Grid part(GridView<float> whole, Rect detail)
{
    auto copy = Grid::uninitialised(detail.shape());
    const auto window = whole.window(detail);
    for (int r = 0; r < detail.rows; ++r)
        std::copy(window.row(r).begin(), window.row(r).end(), copy.row(r).begin());
    return copy;
}

Grid gradientAt(const NormalMatrix& normal, const Grid64& kernel, double bias, const TrainProblem& problem)
{
    std::vector<double> parameters(kernel.cells().begin(), kernel.cells().end());
    parameters.push_back(bias);
    std::vector<double> gradient(parameters.size());
    sumOfSquares(normal, parameters, gradient);
    const double scale = problem.reduction == Reduction::Mean ? 1 / problem.residuals() : 1;
    auto cells = Grid::uninitialised(kernel.shape());
    for (std::size_t i = 0; i < cells.size(); ++i)
        cells.cells()[i] = float(scale * gradient[i]);
    return cells;
}

} // namespace

FilmPage::FilmPage(Document& document, Learner& learner, QWidget* parent)
    : LearningPage(learner, parent), m_document(document), m_learner(learner)
{
    setMouseTracking(true);
    setAccessibleName(tr("Film strip of the run"));
}

std::vector<int> FilmPage::chosenEpochs(int shown, int columns)
{
    std::vector<int> chosen;
    if (shown < columns) {
        for (int epoch = 0; epoch <= shown; ++epoch)
            chosen.push_back(epoch);
        return chosen;
    }
    std::vector<int> candidates;
    for (std::int64_t power = 1; power < shown; power *= 10)
        for (const int step : {1, 2, 5})
            if (step * power < shown)
                candidates.push_back(int(step * power));
    const int between = std::min(columns - 2, int(candidates.size()));
    chosen.push_back(0);
    for (int i = 0; i < between; ++i) {
        const double at = between == 1 ? 0 : double(i) * double(candidates.size() - 1) / (between - 1);
        chosen.push_back(candidates[std::size_t(std::lround(at))]);
    }
    chosen.push_back(shown);
    return chosen;
}

int FilmPage::columnCount() const
{
    return std::clamp((width() - 2 * kSide - kLabels) / (kColumn + kGap), 2, kMostColumns);
}

FilmPage::Column FilmPage::columnOf(int epoch) const
{
    const TrainProblem& problem = learning().problem();
    const History& history = m_learner.history();
    Column column{epoch, {}};
    const Grid kernel = converted<float>(m_learner.kernelAfter(epoch));
    const double bias = m_learner.biasAfter(epoch);
    if (epoch < int(history.size())) { // measured there, by the epoch that follows
        if (const auto next = m_learner.record(epoch + 1))
            column.planes[kGradient] = Plane(converted<float>(next->kernelGradient));
    } else if (const auto& insight = m_learner.insight(); insight && insight->normal->kernel == kernel.shape()) {
        column.planes[kGradient] = Plane(gradientAt(*insight->normal, m_learner.kernelAfter(epoch), bias, problem));
    }
    const Rect detail = detailOf(problem.geometry.output());
    auto output = Grid::uninitialised(detail.shape());
    if (corr2d(problem.inputs[0], kernel, float(bias), problem.geometry, detail, output.span())) {
        Grid residual = output;
        const Grid target = part(problem.targets[0], detail);
        for (std::size_t i = 0; i < residual.size(); ++i)
            residual.cells()[i] -= target.cells()[i];
        column.planes[kResidual] = Plane(std::move(residual));
        column.planes[kOutput] = Plane(std::move(output));
    }
    column.planes[kKernel] = Plane(kernel);
    return column;
}

FilmPage::Column FilmPage::targetColumn() const
{
    const TrainProblem& problem = learning().problem();
    Column column;
    if (const Grid* hidden = m_learner.hiddenKernel(); hidden && hidden->shape() == problem.geometry.kernel())
        column.planes[kKernel] = Plane(*hidden);
    column.planes[kOutput] = Plane(part(problem.targets[0], detailOf(problem.geometry.output())));
    return column;
}

void FilmPage::forget()
{
    m_columns.clear();
    m_epochs.clear();
    m_for = {};
}

void FilmPage::refresh()
{
    const int shown = learning().epoch;
    m_epochs = chosenEpochs(shown, columnCount() - 1);
    std::vector<Column> before;
    if (m_for == m_learner.runIdentity())
        before.swap(m_columns);
    m_for = m_learner.runIdentity();
    m_columns.clear();
    for (const int epoch : m_epochs) {
        const auto known = std::find_if(before.begin(), before.end(), [&](const Column& c) {
            return c.epoch == epoch && (!c.planes[kGradient].none() || epoch >= learning().known);
        });
        m_columns.push_back(known != before.end() ? std::move(*known) : columnOf(epoch));
    }
    m_target = targetColumn();
    shareScales();
    m_selected = std::clamp(m_selected, 0, int(m_epochs.size()) - 1);
    m_painters.resize(std::size_t(kRows) * std::size_t(kMostColumns + 1));
    setAccessibleDescription(m_epochs.empty() ? QString() : describe(m_selected + 1));
    update();
}

/// One zero-centred scale for each row.
void FilmPage::shareScales()
{
    for (int row = 0; row < kRows; ++row) {
        std::vector<Plane> all;
        for (const Column& column : m_columns)
            if (!column.planes[std::size_t(row)].none())
                all.push_back(column.planes[std::size_t(row)]);
        if (!m_target.planes[std::size_t(row)].none())
            all.push_back(m_target.planes[std::size_t(row)]);
        m_scales[std::size_t(row)] = centredScale(all);
    }
}

QRectF FilmPage::columnRect(int column) const
{
    const double room = (width() - 2.0 * kSide - kLabels) / columnCount();
    return {kSide + kLabels + column * room, kAbove, room - kGap, double(height()) - kAbove - kGap};
}

QRectF FilmPage::tileRect(int column, int row) const
{
    const QRectF whole = columnRect(column);
    const double each = (whole.height() - kHeader) / int(kRows);
    return {whole.left(), whole.top() + kHeader + row * each, whole.width(), each - kGap};
}

int FilmPage::columnAt(QPointF pixel) const
{
    for (int column = 1; column <= int(m_epochs.size()); ++column)
        if (columnRect(column).contains(pixel))
            return column;
    return -1;
}

/// Of maps that are small enough for numbers.
std::vector<double> FilmPage::numbersOfRow(int row) const
{
    constexpr std::int64_t kMost = 64;
    std::vector<double> numbers;
    const auto add = [&](const Column& column) {
        const Plane& plane = column.planes[std::size_t(row)];
        if (!plane.none() && plane.shape().cells() <= kMost)
            for (int r = 0; r < plane.rows(); ++r)
                numbers.insert(numbers.end(), plane.row(r).begin(), plane.row(r).end());
    };
    add(m_target);
    for (const Column& column : m_columns)
        add(column);
    return numbers;
}

void FilmPage::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(palette());
    painter.setPen(theme.muted);
    if (m_columns.empty())
        return;
    const QString rows[kRows] = {tr("kernel"), tr("gradient"), tr("residual"), tr("output")};
    for (int row = 0; row < kRows; ++row)
        painter.drawText(QRectF(kSide, tileRect(0, row).top(), kLabels - 10, tileRect(0, row).height()),
                         Qt::AlignVCenter | Qt::AlignLeft | Qt::TextWordWrap, rows[row]);
    std::array<std::vector<double>, kRows> numbers;
    for (int row = 0; row < kRows; ++row)
        numbers[std::size_t(row)] = numbersOfRow(row);
    for (int c = 0; c <= int(m_columns.size()); ++c) {
        const Column& column = c == 0 ? m_target : m_columns[std::size_t(c - 1)];
        const bool now = c > 0 && column.epoch == learning().epoch;
        const QRectF head = QRectF(columnRect(c).left(), kAbove + 4, columnRect(c).width(), kHeader - 6);
        painter.setPen(now ? theme.accent : theme.text);
        QFont bold = font();
        bold.setBold(now || c == 0);
        painter.setFont(bold);
        painter.drawText(head, Qt::AlignTop | Qt::AlignHCenter, c == 0 ? tr("target") : afterUpdates(column.epoch));
        painter.setFont(font());
        painter.setPen(theme.muted);
        if (const auto loss = m_learner.lossAfter(column.epoch); c > 0 && loss)
            painter.drawText(head, Qt::AlignBottom | Qt::AlignHCenter, tr("loss %1").arg(number(*loss)));
        for (int row = 0; row < kRows; ++row) {
            const QRectF area = tileRect(c, row);
            const Plane& plane = column.planes[std::size_t(row)];
            if (plane.none()) {
                if (c == 0 && row == kKernel) {
                    painter.setPen(theme.muted);
                    painter.drawText(area, Qt::AlignCenter | Qt::TextWordWrap,
                                     m_document.train().target ? tr("not known") : tr("hidden"));
                }
                continue;
            }
            TensorScene scene = planeScene(plane, m_scales[std::size_t(row)]);
            scene.companions = numbers[std::size_t(row)];
            painter.save();
            painter.translate(area.topLeft());
            painter.setClipRect(QRectF({0, 0}, area.size()));
            const QSize size = area.size().toSize();
            m_painters[std::size_t(c * kRows + row)].paint(
                painter, size, scene, Viewport::fitting(scene.content(), size, 2), theme, font());
            painter.restore();
        }
        if (now || (hasFocus() && c == m_selected + 1)) {
            painter.setPen(QPen(now ? theme.accent : theme.text, 2));
            painter.drawRoundedRect(columnRect(c).adjusted(-4, 2, 4, -6), 6, 6);
        }
    }
}

QString FilmPage::describe(int column) const
{
    const int epoch = m_epochs[std::size_t(column - 1)];
    QString text = tr("Kernel %1").arg(afterUpdates(epoch));
    if (const auto loss = m_learner.lossAfter(epoch))
        text += tr(", loss %1").arg(number(*loss));
    const Plane& kernel = m_columns[std::size_t(column - 1)].planes[kKernel];
    if (!kernel.none() && kernel.shape().cells() <= 9) {
        QStringList weights;
        for (int r = 0; r < kernel.rows(); ++r)
            for (const float w : kernel.row(r))
                weights << number(double(w));
        text += tr(", kernel %1").arg(weights.join(QStringLiteral("; ")));
    }
    return text;
}

std::vector<PaintedPart> FilmPage::paintedParts() const
{
    if (m_columns.empty())
        return {};
    std::vector<PaintedPart> parts{{tr("Target: the output to be learned"), columnRect(0).toRect()}};
    for (int column = 1; column <= int(m_columns.size()); ++column)
        parts.push_back(
            {describe(column), columnRect(column).toRect(), m_epochs[std::size_t(column - 1)] == learning().epoch});
    return parts;
}

void FilmPage::pressPart(int index)
{
    if (index > 0 && index <= int(m_epochs.size()))
        emit epochClicked(m_epochs[std::size_t(index - 1)]);
}

bool FilmPage::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        const int column = columnAt(help->pos());
        if (column > 0)
            QToolTip::showText(help->globalPos(), tr("%1. A click goes there.").arg(describe(column)), this);
        return true;
    }
    return QWidget::event(event);
}

void FilmPage::resizeEvent(QResizeEvent* event)
{
    LearningPage::resizeEvent(event);
    follow(); // as many columns as there is room for
}

void FilmPage::mouseReleaseEvent(QMouseEvent* event)
{
    const int column = columnAt(event->position());
    if (column < 1)
        return;
    m_selected = column - 1;
    emit epochClicked(m_epochs[std::size_t(m_selected)]);
}

void FilmPage::mouseMoveEvent(QMouseEvent* event)
{
    setCursor(columnAt(event->position()) > 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void FilmPage::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const int by = event->key() == Qt::Key_Up ? -1 : event->key() == Qt::Key_Down ? 1 : 0;
    if (m_epochs.empty() || (!enter && by == 0))
        return QWidget::keyPressEvent(event);
    m_selected = std::clamp(m_selected + by, 0, int(m_epochs.size()) - 1);
    setAccessibleDescription(describe(m_selected + 1));
    if (enter)
        emit epochClicked(m_epochs[std::size_t(m_selected)]);
    update();
}

void FilmPage::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void FilmPage::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace lab
