// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/picture/facts_box.h"

#include "core/layers/layer.h"
#include "ui/io/error_text.h"
#include "ui/model/document.h"
#include "ui/paint/plane_image.h"
#include "ui/paint/words.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace lab
{

namespace
{

constexpr int kResponse = 64; ///< frequencies along a side
constexpr int kResponseSide = 96; ///< pixels
constexpr int kMostParts = 7; ///< numbers of a column or a row that are written

QString numbersText(std::span<const double> numbers)
{
    QStringList parts;
    for (std::size_t i = 0; i < std::min<std::size_t>(numbers.size(), kMostParts); ++i)
        parts << number(numbers[i], 3);
    if (numbers.size() > kMostParts)
        parts << QStringLiteral("…");
    return QStringLiteral("(%1)").arg(parts.join(QStringLiteral("  ")));
}

QString rankText(const KernelFacts& facts, Shape shape)
{
    if (facts.separation)
        return tr("Rank 1: the column %1 times the row %2. Two passes give the same.")
            .arg(numbersText(facts.separation->column), numbersText(facts.separation->row));
    const int most = std::min(shape.rows, shape.cols);
    return facts.rank == 0 ? tr("Rank 0: all weights are 0.")
                           : tr("Rank %1 of at most %2: no column times a row.").arg(facts.rank).arg(most);
}

} // namespace

QString symmetryText(const KernelSymmetries& symmetries)
{
    QStringList parts;
    if (symmetries.halfTurn)
        parts << tr("its own turn by 180°: correlation and convolution give the same");
    if (symmetries.antisymmetric && !symmetries.halfTurn)
        parts << tr("turned by 180° it changes its sign: so does the output, from correlation to convolution");
    if (symmetries.transpose)
        parts << tr("its own transpose");
    if (symmetries.leftRight)
        parts << tr("left and right alike");
    if (symmetries.topBottom)
        parts << tr("top and bottom alike");
    return parts.join(QStringLiteral("; "));
}

FactsBox::FactsBox(Document& document, QWidget* parent) : QWidget(parent), m_document(document)
{
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(6);
    const auto label = [&] {
        auto* text = new QLabel(this);
        text->setWordWrap(true);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        return text;
    };
    rows->addWidget(m_sums = label());
    rows->addWidget(m_shape = label());
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    m_response = new QLabel(this);
    m_response->setFixedSize(kResponseSide, kResponseSide);
    row->addWidget(m_response);
    m_responseText = label();
    m_responseText->setProperty("muted", true);
    row->addWidget(m_responseText, 1);
    rows->addLayout(row);
    connect(&document, &Document::changed, this, &FactsBox::follow);
}

QString FactsBox::text() const
{
    return m_sums->text() + QLatin1Char('\n') + m_shape->text() + QLatin1Char('\n') + m_responseText->text();
}

void FactsBox::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    follow();
}

void FactsBox::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintResponse();
}

/// Facts of a large kernel take some time; those of the last one that was found stay until then.
void FactsBox::follow()
{
    const Layer& layer = m_document.layer();
    const Grid& kernel = layer.kernel;
    setEnabled(!layer.pools());
    if (!isVisible() || (!m_shownFor.empty() && kernel == m_shownFor))
        return;
    m_shownFor = kernel;
    m_job.start(
        [kernel](const std::stop_token& stop) -> Result<Found> {
            auto facts = kernelFacts(kernel, stop);
            if (!facts)
                return facts.error();
            auto response = frequencyResponse(kernel, kResponse);
            if (!response)
                return response.error();
            return Found{std::move(*facts), std::move(*response)};
        },
        [this](Result<Found> found) {
            if (found)
                return show(*found);
            m_sums->setText(sentence(found.error()));
            m_shape->clear();
            m_responseText->clear();
            m_response->clear();
            m_responses = {};
        });
}

void FactsBox::show(const Found& found)
{
    const KernelSums& sums = found.facts.sums;
    m_sums->setText(
        tr("Sum %1 · mean %2 · sum of |w| %3").arg(number(sums.sum), number(sums.mean), number(sums.absolute)));
    const QString symmetries = symmetryText(found.facts.symmetries);
    m_shape->setText(rankText(found.facts, m_shownFor.shape()) +
                     (symmetries.isEmpty() ? QString() : QLatin1Char(' ') + tr("Symmetry: %1.").arg(symmetries)));
    m_responses = found.response;
    const auto cells = m_responses.cells();
    const float most = *std::ranges::max_element(cells);
    m_responseText->setText(
        tr("By what factor it changes a wave: in the middle a flat input (%1), outwards finer stripes. White is %2.")
            .arg(number(double(m_responses.at(kResponse / 2, kResponse / 2)), 3), number(double(most), 3)));
    for (QWidget* each = this; each && each->layout(); each = each->parentWidget())
        each->layout()->activate(); // these texts come late, and may be longer
    m_response->setAccessibleName(tr("Frequency response"));
    m_response->setAccessibleDescription(m_responseText->text());
    paintResponse();
}

void FactsBox::paintResponse()
{
    if (m_responses.empty())
        return;
    const auto cells = m_responses.cells();
    const double most = std::max(1e-30, double(*std::ranges::max_element(cells)));
    const TensorScene scene = planeScene(Plane(m_responses), ColourScale{ScaleKind::Grey, 0, most});
    const QSize size(kResponseSide, kResponseSide);
    const Viewport viewport{double(kResponseSide) / kResponse, {}};
    m_response->setPixmap(QPixmap::fromImage(planeImage(scene, viewport, size, themeOf(palette()))));
}

} // namespace lab
