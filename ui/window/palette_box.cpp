// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/palette_box.h"

#include "ui/paint/theme.h"
#include "ui/widgets/style.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace lab
{

namespace
{

constexpr int kPlaceRole = Qt::UserRole, kKeyRole = Qt::UserRole + 1, kReasonRole = Qt::UserRole + 2;
constexpr int kRowSide = 10, kRowTop = 5; ///< pixels around the two lines of an entry
constexpr int kLines = 8; ///< entries that are seen at once, where there is room

QFont boldFont(QFont font)
{
    font.setBold(true);
    return font;
}

/// Two lines: the name and its key; where it is, or why it cannot be done.
class EntryPainter : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override
    {
        return {0, 2 * option.fontMetrics.lineSpacing() + 2 * kRowTop + 2};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Theme& theme = themeOf(option.palette);
        const bool current = option.state & QStyle::State_Selected;
        const QString reason = index.data(kReasonRole).toString();
        const QColor ink = current ? theme.surface : reason.isEmpty() ? theme.text : theme.muted;
        const QColor second = current ? theme.surface : theme.muted;
        if (current)
            painter->fillRect(option.rect, theme.text);
        const QRect text = option.rect.adjusted(kRowSide, kRowTop, -kRowSide, -kRowTop);
        const int line = option.fontMetrics.lineSpacing();
        const QString key = index.data(kKeyRole).toString();
        const int keyWidth = key.isEmpty() ? 0 : option.fontMetrics.horizontalAdvance(key) + kRowSide;
        const QFont bold = boldFont(option.font);
        const auto write = [&](QRect where, const QFont& font, const QColor& colour, const QString& words,
                               Qt::Alignment side) {
            painter->setFont(font);
            painter->setPen(colour);
            painter->drawText(where, int(side | Qt::AlignVCenter) | Qt::TextSingleLine,
                              QFontMetrics(font).elidedText(words, Qt::ElideRight, where.width()));
        };
        const Qt::Alignment begin = QStyle::visualAlignment(option.direction, Qt::AlignLeft),
                            end = QStyle::visualAlignment(option.direction, Qt::AlignRight);
        const auto in = [&](QRect logical) { return QStyle::visualRect(option.direction, text, logical); };
        const QRect first(text.left(), text.top(), text.width(), line);
        write(in(first.adjusted(0, 0, -keyWidth, 0)), bold, ink, index.data().toString(), begin);
        write(in(first), option.font, second, key, end);
        const QString place = index.data(kPlaceRole).toString();
        write(text.adjusted(0, line + 2, 0, 0), option.font, second,
              reason.isEmpty() ? place : PaletteBox::tr("%1 · not now: %2").arg(place, reason), begin);
    }
};

/// What a screen reader says of an entry.
QString spoken(const Findable& what)
{
    QStringList parts{what.name};
    if (!what.place.isEmpty())
        parts << what.place;
    if (!what.key.isEmpty())
        parts << PaletteBox::tr("key %1").arg(what.key);
    if (!what.reason.isEmpty())
        parts << PaletteBox::tr("not now: %1").arg(what.reason);
    return parts.join(QStringLiteral(", "));
}

} // namespace

PaletteBox::PaletteBox(std::vector<Findable> all, QStringList lately, QWidget* parent)
    : QWidget(parent), m_all(std::move(all)), m_lately(std::move(lately))
{
    for (const Findable& each : m_all)
        m_words.push_back(foundBy(each));
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(8);
    m_field = new QLineEdit(this);
    m_field->setAccessibleName(tr("Find a command"));
    m_field->setAccessibleDescription(tr("Type words; arrows go through what is found, Enter does it"));
    m_field->setPlaceholderText(tr("A command, view, sample, kernel, lesson or setting"));
    m_field->setClearButtonEnabled(true);
    m_field->installEventFilter(this);
    rows->addWidget(m_field);
    m_list = new QListWidget(this);
    m_list->setAccessibleName(tr("What is found"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setItemDelegate(new EntryPainter(m_list));
    m_list->setMinimumHeight(kLines * (2 * fontMetrics().lineSpacing() + 2 * kRowTop + 2) + 4);
    rows->addWidget(m_list, 1);
    m_count = new QLabel(this);
    m_count->setProperty("muted", true);
    rows->addWidget(m_count);
    setFocusProxy(m_field);
    connect(m_field, &QLineEdit::textChanged, this, &PaletteBox::find);
    connect(m_list, &QListWidget::itemClicked, this, [this](QListWidgetItem* item) { choose(m_list->row(item)); });
    connect(m_list, &QListWidget::currentRowChanged, this, &PaletteBox::sayCurrent);
    find();
}

const Findable* PaletteBox::at(int row) const
{
    return row >= 0 && row < int(m_found.size()) ? &m_all[m_found[std::size_t(row)]] : nullptr;
}

void PaletteBox::find()
{
    m_found = found(m_all, m_words, m_field->text(), m_lately);
    m_list->clear();
    for (const std::size_t i : m_found) {
        const Findable& what = m_all[i];
        auto* item = new QListWidgetItem(what.name, m_list);
        item->setData(kPlaceRole, what.place);
        item->setData(kKeyRole, what.key);
        item->setData(kReasonRole, what.reason);
        item->setData(Qt::AccessibleTextRole, spoken(what));
        if (!what.about.isEmpty())
            item->setToolTip(what.about);
    }
    m_count->setText(m_found.empty()       ? tr("Nothing is found by these words. Fewer letters find more.")
                     : m_found.size() == 1 ? tr("1 is found")
                                           : tr("%1 are found").arg(m_found.size()));
    m_list->setCurrentRow(m_found.empty() ? -1 : 0);
    if (m_found.empty()) {
        m_count->setAccessibleName(m_count->text());
        QAccessibleEvent alert(m_count, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

/// The field keeps the focus; a screen reader is told of the entry as if it had it.
void PaletteBox::sayCurrent()
{
    if (m_list->currentRow() < 0 || !m_list->isVisible())
        return;
    QAccessibleEvent event(m_list, QAccessible::Focus);
    event.setChild(m_list->currentRow());
    QAccessible::updateAccessibility(&event);
}

void PaletteBox::choose(int row)
{
    if (const Findable* what = at(row); what && what->reason.isEmpty())
        emit chosen(*what);
}

bool PaletteBox::eventFilter(QObject*, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return false;
    const int page = std::max(1, m_list->viewport()->height() / std::max(1, m_list->sizeHintForRow(0)));
    const int last = m_list->count() - 1, now = m_list->currentRow();
    const auto go = [&](int row) {
        m_list->setCurrentRow(std::clamp(row, std::min(0, last), last));
        return true;
    };
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Down:
        return go(now == last ? 0 : now + 1);
    case Qt::Key_Up:
        return go(now == 0 ? last : now - 1);
    case Qt::Key_PageDown:
        return go(now + page);
    case Qt::Key_PageUp:
        return go(now - page);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose(now);
        return true;
    default:
        return false;
    }
}

} // namespace lab
