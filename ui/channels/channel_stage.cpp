// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/channels/channel_stage.h"

#include "ui/paint/tensor_painter.h"
#include "ui/paint/words.h"
#include "ui/scenes/channel_scene.h"
#include "ui/widgets/style.h"

#include <QDropEvent>
#include <QGridLayout>
#include <QLabel>
#include <QListWidget>
#include <QMimeData>
#include <QPainter>
#include <QSignalBlocker>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>

namespace lab
{

namespace
{

constexpr int kThumbnail = 44; ///< pixels
constexpr int kRowsOfMany = 2; ///< that leave room for the pictures of all

QPixmap thumbnail(const TensorScene& scene, const QWidget& on)
{
    const qreal ratio = on.devicePixelRatioF();
    QPixmap pixmap((QSizeF(kThumbnail, kThumbnail) * ratio).toSize());
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    TensorScene bare = scene;
    bare.frames.clear();
    bare.apron = {};
    const QSize size(kThumbnail, kThumbnail);
    TensorPainter().paint(painter, size, bare, Viewport::fitting(bare.content(), size), themeOf(on.palette()),
                          on.font());
    return pixmap;
}

void putScene(QLabel* title, TensorView* view, const TensorScene* scene, const QString& text, bool editable = false)
{
    view->setVisible(scene);
    title->setVisible(scene);
    if (!scene)
        return;
    title->setText(text);
    view->setName(text);
    view->setEditable(editable);
    view->setScene(*scene);
}

} // namespace

ChannelStage::ChannelStage(QWidget* parent) : QWidget(parent)
{
    auto* columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(16);
    auto* left = new QVBoxLayout;
    m_grid = new QGridLayout;
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(4);
    left->addLayout(m_grid, 1);
    m_inputGallery = makeGallery(tr("All input channels"));
    left->addWidget(m_inputGallery);
    columns->addLayout(left, 3);
    auto* right = new QVBoxLayout;
    m_outputGrid = new QGridLayout;
    m_outputGrid->setVerticalSpacing(4);
    right->addLayout(m_outputGrid, 1);
    m_outputGallery = makeGallery(tr("All output channels"));
    right->addWidget(m_outputGallery);
    columns->addLayout(right, 1);
    connect(m_outputGallery, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0)
            emit outputChosen(m_outputGallery->item(row)->data(Qt::UserRole).toInt());
    });
    connect(m_inputGallery, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0)
            emit partChosen(row);
    });
}

ChannelStage::Tensor ChannelStage::makeTensor(TensorView::Keys keys)
{
    Tensor tensor{new QLabel(this), new TensorView(this)};
    tensor.title->setProperty("heading", true);
    tensor.view->setKeys(keys);
    tensor.view->setMinimumSize(40, 40);
    return tensor;
}

QListWidget* ChannelStage::makeGallery(const QString& name)
{
    auto* gallery = new QListWidget(this);
    gallery->setAccessibleName(name);
    gallery->setObjectName(QStringLiteral("gallery"));
    gallery->setViewMode(QListView::IconMode);
    gallery->setMovement(QListView::Static);
    gallery->setResizeMode(QListView::Adjust);
    gallery->setIconSize({kThumbnail, kThumbnail});
    gallery->setGridSize({kThumbnail + 16, kThumbnail + 26});
    gallery->setUniformItemSizes(true);
    gallery->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    gallery->setFixedHeight(2 * (kThumbnail + 26) + 8);
    gallery->setProperty("ownKeys", true); // arrows go through the channels
    gallery->hide();
    return gallery;
}

void ChannelStage::makeRow()
{
    using Keys = TensorView::Keys;
    Row row{new QLabel(this), makeTensor(Keys::Edit), makeTensor(Keys::Edit), makeTensor(Keys::Step)};
    const int at = 2 * int(m_rows.size());
    const std::size_t index = m_rows.size();
    m_grid->addWidget(row.name, at + 1, 0);
    int column = 1;
    for (const Tensor& tensor : {row.input, row.kernel, row.part}) {
        m_grid->addWidget(tensor.title, at, column);
        m_grid->addWidget(tensor.view, at + 1, column);
        m_grid->setColumnStretch(column++, 1);
    }
    row.kernel.view->setAcceptDrops(true);
    row.kernel.view->installEventFilter(this);
    connect(row.input.view, &TensorView::edited, this, [this, index](QPoint cell, double value, int gesture) {
        emit inputEdited(m_rows[index].channel, cell, value, gesture);
    });
    connect(row.kernel.view, &TensorView::edited, this, [this, index](QPoint cell, double value, int gesture) {
        emit weightEdited(m_rows[index].channel, cell, value, gesture);
    });
    m_rows.push_back(row);
}

void ChannelStage::showRows(const ChannelScenes& scenes, int part, bool inputEditable)
{
    const int count = int(scenes.inputs.size());
    const int shown = count > kMostRows ? kRowsOfMany : count;
    const int first = std::clamp(part, 0, count - shown);
    while (int(m_rows.size()) < shown)
        makeRow();
    for (int i = 0; i < int(m_rows.size()); ++i) {
        Row& row = m_rows[std::size_t(i)];
        const auto at = std::size_t(first + i);
        const bool there = i < shown;
        m_grid->setRowStretch(2 * i + 1, there ? 1 : 0);
        row.name->setVisible(there && count > 1);
        const auto sceneOf = [&](const std::vector<TensorScene>& all) {
            return there && at < all.size() ? &all[at] : nullptr;
        };
        row.channel = there ? scenes.channels[at] : -1;
        row.name->setText(tr("channel %1").arg(row.channel));
        putScene(row.input.title, row.input.view, sceneOf(scenes.inputs), tr("X%1").arg(row.channel), inputEditable);
        putScene(row.kernel.title, row.kernel.view, sceneOf(scenes.kernels),
                 tr("K%1,%2").arg(scenes.out).arg(row.channel), true);
        putScene(row.part.title, row.part.view, sceneOf(scenes.parts),
                 tr("X%1 with K%2,%1").arg(row.channel).arg(scenes.out));
    }
    m_inputGallery->setVisible(count > kMostRows);
    if (count > kMostRows)
        fillGallery(m_inputGallery, scenes.inputs, scenes.channels, part);
}

void ChannelStage::showOutputs(const ChannelWork& work, const ChannelScenes& scenes)
{
    const int count = int(scenes.outputs.size());
    const bool many = count > kMostOutputs;
    while (int(m_outputs.size()) < (many ? 1 : count)) {
        Output output{makeTensor(TensorView::Keys::Step)};
        const int at = 2 * int(m_outputs.size());
        m_outputGrid->addWidget(output.tensor.title, at, 0);
        m_outputGrid->addWidget(output.tensor.view, at + 1, 0);
        m_outputs.push_back(output);
    }
    for (int i = 0; i < int(m_outputs.size()); ++i) {
        Output& output = m_outputs[std::size_t(i)];
        output.channel = many ? (i == 0 ? scenes.out : -1) : i < count ? i : -1;
        const bool there = output.channel >= 0;
        const QString title =
            there && work.layer.learns() && work.layer.biases
                ? tr("Output Y%1 · bias %2").arg(output.channel).arg(number(work.layer.biasOf(output.channel)))
                : tr("Output Y%1").arg(output.channel);
        putScene(output.tensor.title, output.tensor.view,
                 there ? &scenes.outputs[std::size_t(output.channel)] : nullptr, title);
        m_outputGrid->setRowStretch(2 * i + 1, there ? 1 : 0);
    }
    m_outputGallery->setVisible(many);
    if (many) {
        std::vector<int> all(scenes.outputs.size());
        std::iota(all.begin(), all.end(), 0);
        fillGallery(m_outputGallery, scenes.outputs, all, scenes.out);
    }
}

void ChannelStage::fillGallery(QListWidget* gallery, const std::vector<TensorScene>& scenes,
                               const std::vector<int>& channels, int current)
{
    const QSignalBlocker quiet(gallery);
    while (gallery->count() > int(scenes.size()))
        delete gallery->takeItem(gallery->count() - 1);
    while (gallery->count() < int(scenes.size()))
        gallery->addItem(new QListWidgetItem);
    for (int i = 0; i < gallery->count(); ++i) {
        QListWidgetItem* const item = gallery->item(i);
        const int channel = channels[std::size_t(i)];
        QIcon icon(thumbnail(scenes[std::size_t(i)], *this));
        icon.addPixmap(icon.pixmap({kThumbnail, kThumbnail}), QIcon::Selected); // not tinted: its colours are values
        item->setIcon(icon);
        item->setText(QString::number(channel));
        item->setData(Qt::UserRole, channel);
        item->setData(Qt::AccessibleTextRole, tr("channel %1 of %2").arg(channel).arg(gallery->count()));
    }
    gallery->setCurrentRow(current);
    gallery->scrollToItem(gallery->item(current));
}

void ChannelStage::show(const ChannelWork& work, const ChannelScenes& scenes, int part, bool inputEditable)
{
    showRows(scenes, part, inputEditable);
    showOutputs(work, scenes);
    layout()->activate();
    fitAll();
}

TensorView* ChannelStage::output(int channel) const
{
    const auto found = std::ranges::find(m_outputs, channel, &Output::channel);
    return found == m_outputs.end() ? nullptr : found->tensor.view;
}

TensorView* ChannelStage::input(int channel) const
{
    const auto found = std::ranges::find(m_rows, channel, &Row::channel);
    return found == m_rows.end() ? nullptr : found->input.view;
}

TensorView* ChannelStage::kernel(int channel) const
{
    const auto found = std::ranges::find(m_rows, channel, &Row::channel);
    return found == m_rows.end() || found->kernel.view->isHidden() ? nullptr : found->kernel.view;
}

std::vector<TensorView*> ChannelStage::shownViews() const
{
    std::vector<TensorView*> views;
    const auto add = [&](const Tensor& tensor) {
        if (!tensor.view->isHidden())
            views.push_back(tensor.view);
    };
    for (const Row& row : m_rows)
        for (const Tensor& tensor : {row.input, row.kernel, row.part})
            add(tensor);
    for (const Output& output : m_outputs)
        add(output.tensor);
    return views;
}

/// One size of cells for all.
void ChannelStage::fitAll()
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

bool ChannelStage::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::DragEnter || event->type() == QEvent::Drop) {
        auto* const drop = static_cast<QDropEvent*>(event);
        const QList<QUrl> urls = drop->mimeData()->urls();
        const bool one = urls.size() == 1 && urls[0].isLocalFile();
        drop->setAccepted(one);
        if (one)
            drop->acceptProposedAction();
        if (one && event->type() == QEvent::Drop)
            emit fileDropped(urls[0].toLocalFile());
        return one;
    }
    return QWidget::eventFilter(watched, event);
}

void ChannelStage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    layout()->activate();
    fitAll();
}

} // namespace lab
