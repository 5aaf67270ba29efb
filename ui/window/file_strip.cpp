// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/file_strip.h"

#include "ui/io/read_choice.h"
#include "ui/model/document.h"
#include "ui/widgets/icons.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListWidget>
#include <QScrollBar>
#include <QStyle>
#include <QToolButton>

#include <algorithm>

namespace lab
{

namespace
{

constexpr int kWidest = 200; ///< pixels of an entry; a longer name is cut in its middle
constexpr int kSides = 24; ///< of an entry, around its text

QString textOf(const Part& part)
{
    return part.about.isEmpty() ? part.name : part.name + u'\n' + part.about;
}

} // namespace

FileStrip::FileStrip(Document& document, QWidget* parent) : QFrame(parent), m_document(document)
{
    setObjectName(QStringLiteral("fileStrip"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 4, 4, 4);
    m_list = new QListWidget(this);
    m_list->setFlow(QListView::LeftToRight);
    m_list->setWrapping(false);
    m_list->setUniformItemSizes(true);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setProperty("ownKeys", true); // ← and → go through the files
    m_list->installEventFilter(this);
    m_close = new QToolButton(this);
    m_close->setIcon(icon(QStringLiteral("close")));
    m_close->setAutoRaise(true);
    m_close->setToolTip(tr("Close"));
    m_close->setAccessibleName(tr("Close the list of files"));
    row->addWidget(m_list, 1);
    row->addWidget(m_close);
    connect(m_list, &QListWidget::itemClicked, this,
            [this](QListWidgetItem* item) { m_document.openPart(m_list->row(item)); });
    connect(m_close, &QToolButton::clicked, &m_document, &Document::forgetParts);
    connect(&m_document, &Document::partsChanged, this, &FileStrip::refresh);
    hide();
}

void FileStrip::setPresenting(bool presenting)
{
    m_presenting = presenting;
    setVisible(!presenting && !m_document.parts().empty());
}

void FileStrip::refresh()
{
    const std::vector<Part>& parts = m_document.parts();
    int same = 0; // where only another one is open, nothing jumps
    while (same < std::min(m_list->count(), int(parts.size())) &&
           m_list->item(same)->text() == textOf(parts[std::size_t(same)]))
        ++same;
    if (same != m_list->count() || same != int(parts.size()))
        fill();
    mark();
    setVisible(!m_presenting && !parts.empty());
}

void FileStrip::fill()
{
    m_list->clear();
    const std::vector<Part>& parts = m_document.parts();
    const bool files =
        std::any_of(parts.begin(), parts.end(), [](const Part& part) { return !part.about.isEmpty(); });
    m_list->setAccessibleName(files ? tr("Files that came together") : tr("Pages or frames of this file"));
    int widest = 0;
    QFont bold = m_list->font();
    bold.setBold(true);
    const QFontMetrics metrics(bold);
    for (const Part& part : parts) {
        auto* item = new QListWidgetItem(textOf(part), m_list);
        item->setToolTip(part.name);
        widest = std::max({widest, metrics.horizontalAdvance(part.name), metrics.horizontalAdvance(part.about)});
    }
    const int high = metrics.height() * (files ? 2 : 1) + 10;
    for (int i = 0; i < m_list->count(); ++i)
        m_list->item(i)->setSizeHint({std::min(widest + kSides, kWidest), high});
    fitHeight();
}

/// The one that is open is bold, and says so to a reader.
void FileStrip::mark()
{
    for (int i = 0; i < m_list->count(); ++i) {
        QListWidgetItem* const item = m_list->item(i);
        const bool open = i == m_document.part();
        QFont font = m_list->font();
        font.setBold(open);
        item->setFont(font);
        const QString text = item->text().replace(u'\n', QStringLiteral(", "));
        item->setData(Qt::AccessibleTextRole, open ? tr("%1, open").arg(text) : text);
    }
    m_list->setCurrentRow(m_document.part());
}

/// As high as an entry, and the bar by which they are scrolled.
void FileStrip::fitHeight()
{
    if (m_list->count() == 0)
        return;
    const int bar = m_list->style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, m_list->horizontalScrollBar());
    m_list->setFixedHeight(m_list->item(0)->sizeHint().height() + bar + 2 * m_list->frameWidth() + 4);
}

bool FileStrip::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_list || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key != Qt::Key_Return && key != Qt::Key_Enter && key != Qt::Key_Space)
        return false;
    m_document.openPart(m_list->currentRow());
    return true;
}

void FileStrip::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange && m_list) {
        fill();
        mark();
    }
    QFrame::changeEvent(event);
}

} // namespace lab
