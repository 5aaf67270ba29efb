// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/picture/kernel_gallery.h"

#include "core/layers/layer.h"
#include "ui/model/document.h"
#include "ui/paint/words.h"
#include "ui/scenes/stage_render.h"
#include "ui/settings/layer_settings.h"

#include <QEvent>
#include <QKeyEvent>
#include <QSignalBlocker>

#include <algorithm>

namespace lab
{

namespace
{

constexpr int kSide = 80; ///< pixels of a picture, and cells of the input that it is made of
constexpr int kGap = 2;
constexpr int kColumns = 3; ///< at least, whatever the width

PicturePtr smallOf(const std::vector<Plane>& planes, const Picture& input)
{
    std::vector<Grid> reduced;
    for (const Plane& plane : planes)
        reduced.push_back(reducedTo(plane, kSide));
    return std::make_shared<const Picture>(std::string(), input.content(), std::move(reduced), std::string(),
                                           input.screen());
}

} // namespace

KernelGallery::KernelGallery(Document& document, QWidget* parent) : QListWidget(parent), m_document(document)
{
    setViewMode(IconMode);
    setMovement(Static);
    setResizeMode(Adjust);
    setUniformItemSizes(true);
    setWordWrap(true);
    setIconSize({kSide, kSide});
    setSpacing(kGap);
    setFrameShape(NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // the panel scrolls
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setObjectName(QStringLiteral("gallery"));
    setProperty("ownKeys", true);
    connect(this, &QListWidget::itemClicked, this, &QListWidget::itemActivated);
    connect(this, &QListWidget::itemActivated, this, [this](QListWidgetItem* item) {
        const Entry& entry = m_entries[std::size_t(row(item))];
        putKernel(m_document, this, tr("Kernel “%1”").arg(entry.name), entry.kernel);
    });
    connect(&document, &Document::changed, this, &KernelGallery::follow);
    connect(&document, &Document::mapsChanged, this, &KernelGallery::followInput);
}

void KernelGallery::setEntries(std::vector<Entry> entries)
{
    m_entries = std::move(entries);
    clear();
    const QFontMetrics metrics = fontMetrics();
    for (const Entry& entry : m_entries) {
        auto* item = new QListWidgetItem(entry.name, this);
        item->setToolTip(entry.tip.isEmpty() ? entry.name : entry.name + QStringLiteral("\n") + entry.tip);
        item->setSizeHint({kSide + 6, kSide + 2 * metrics.lineSpacing() + 6});
    }
    updateGeometry();
    m_drawnOf = {};
    follow();
}

int KernelGallery::columns() const
{
    return std::max(kColumns, (width() - 2) / (kSide + 6 + 2 * kGap));
}

QSize KernelGallery::sizeHint() const
{
    const int rows = (count() + columns() - 1) / columns();
    const int height = count() == 0 ? 0 : item(0)->sizeHint().height();
    return {kColumns * (kSide + 6 + 2 * kGap) + 2, rows * (height + 2 * kGap) + 2};
}

void KernelGallery::resizeEvent(QResizeEvent* event)
{
    QListWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        updateGeometry();
}

void KernelGallery::showEvent(QShowEvent* event)
{
    QListWidget::showEvent(event);
    follow();
}

void KernelGallery::changeEvent(QEvent* event)
{
    QListWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        draw();
}

/// Return chooses, also where the platform activates otherwise.
void KernelGallery::keyPressEvent(QKeyEvent* event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space) &&
        currentItem())
        emit itemActivated(currentItem());
    else
        QListWidget::keyPressEvent(event);
}

void KernelGallery::follow()
{
    const Layer& layer = m_document.layer();
    const auto present = std::ranges::find_if(
        m_entries, [&](const Entry& entry) { return !layer.pools() && entry.kernel == layer.kernel; });
    {
        const QSignalBlocker quiet(this);
        if (present == m_entries.end() && !hasFocus()) {
            setCurrentRow(-1);
            clearSelection();
        } else if (present != m_entries.end()) {
            setCurrentRow(int(present - m_entries.begin()));
        }
    }
    followInput();
}

void KernelGallery::followInput()
{
    if (!isVisible())
        return;
    const auto planes = m_document.planesRead();
    const Identity now = planes.empty() ? Identity() : planes.front().identity();
    if (now == m_drawnOf)
        return;
    m_drawnOf = now;
    draw();
}

void KernelGallery::draw()
{
    const auto planes = isVisible() ? m_document.planesRead() : std::vector<Plane>();
    if (planes.empty() || m_entries.empty()) {
        m_drawnOf = {};
        return;
    }
    m_job.start(
        [planes, input = m_document.input(), entries = m_entries,
         theme = themeOf(palette())](const std::stop_token& stop) {
            const PicturePtr small = smallOf(planes, *input);
            std::vector<QImage> images;
            for (const Entry& entry : entries)
                if (!stop.stop_requested())
                    images.push_back(thumbnailOf(entry.kernel, small, kSide, theme));
            return images;
        },
        [this](const std::vector<QImage>& images) {
            for (int i = 0; i < std::min(count(), int(images.size())); ++i)
                item(i)->setIcon(QIcon(QPixmap::fromImage(images[std::size_t(i)])));
        });
}

} // namespace lab
