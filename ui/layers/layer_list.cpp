// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/layers/layer_list.h"

#include "core/session/session.h"
#include "core/session/stack_edits.h"
#include "ui/paint/words.h"
#include "ui/scenes/stage_text.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/possible.h"

#include <QAbstractItemModel>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListWidget>
#include <QMenu>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

namespace lab
{

namespace
{

constexpr int kMostRows = 6; ///< in sight

} // namespace

LayerList::LayerList(Document& document, QWidget* parent) : QWidget(parent), m_document(document)
{
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(6);
    m_list = new QListWidget(this);
    m_list->setAccessibleName(tr("Layers, from the input to the output"));
    m_list->setDragDropMode(QAbstractItemView::InternalMove);
    m_list->setDefaultDropAction(Qt::MoveAction);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->installEventFilter(this);
    rows->addWidget(m_list);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    m_add = button(QStringLiteral("plus"), tr("Add a layer"), {});
    m_add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_add->setText(tr("Add"));
    m_add->setPopupMode(QToolButton::InstantPopup);
    m_add->setToolTip(tr("Add a layer after the chosen one"));
    auto* kinds = new QMenu(m_add);
    kinds->setToolTipsVisible(true);
    for (const LayerKindRow& kind : layerKinds())
        kinds->addAction(word(kind.label), this, [this, &kind] { add(kind.kind); })->setToolTip(word(kind.sentence));
    m_add->setMenu(kinds);
    m_duplicate = button(QStringLiteral("duplicate"), tr("Duplicate the layer"), QStringLiteral("Ctrl+Shift+D"));
    m_remove = button(QStringLiteral("minus"), tr("Remove the layer"), tr("Delete"));
    m_up = button(QStringLiteral("chevron-up"), tr("Move towards the input"), tr("Alt+↑"));
    m_down = button(QStringLiteral("chevron-down"), tr("Move towards the output"), tr("Alt+↓"));
    for (QToolButton* each : {m_add, m_duplicate, m_remove, m_up, m_down})
        buttons->addWidget(each);
    buttons->addStretch(1);
    rows->addLayout(buttons);
    connect(m_duplicate, &QToolButton::clicked, this, &LayerList::duplicate);
    connect(m_remove, &QToolButton::clicked, this, &LayerList::remove);
    connect(m_up, &QToolButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { move(1); });
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int place) {
        Session after = m_document.session();
        if (place < 0 || std::size_t(place) >= after.layers.size())
            return;
        after.focus = std::size_t(place);
        m_document.edit(tr("Step through layer %1").arg(place + 1), std::move(after));
    });
    // Queued: the model is in the middle of its move.
    connect(
        m_list->model(), &QAbstractItemModel::rowsMoved, this,
        [this](const QModelIndex&, int from, int, const QModelIndex&, int before) {
            moved(std::size_t(from), std::size_t(before > from ? before - 1 : before));
        },
        Qt::QueuedConnection);
    connect(&document, &Document::changed, this, &LayerList::refresh);
    refresh();
}

QToolButton* LayerList::button(const QString& iconName, const QString& name, const QString& key)
{
    auto* made = new QToolButton(this);
    made->setProperty("round", true);
    made->setIcon(icon(iconName));
    made->setIconSize({16, 16});
    made->setAccessibleName(name);
    made->setToolTip(key.isEmpty() ? name : QStringLiteral("%1 (%2)").arg(name, key));
    return made;
}

void LayerList::add(LayerKind kind)
{
    const Session& session = m_document.session();
    m_document.edit(tr("Add a layer: %1").arg(word(infoOf(kind).noun)),
                    withLayer(session, session.focus + 1, newLayer(kind, m_document.geometry().output())));
}

void LayerList::duplicate()
{
    const Session& session = m_document.session();
    m_document.edit(tr("Duplicate layer %1").arg(session.focus + 1),
                    withLayer(session, session.focus + 1, session.layer()));
}

void LayerList::remove()
{
    const Session& session = m_document.session();
    if (session.layers.size() > 1)
        m_document.edit(tr("Remove layer %1").arg(session.focus + 1), withoutLayer(session, session.focus));
}

void LayerList::move(int by)
{
    const Session& session = m_document.session();
    const auto to = std::ptrdiff_t(session.focus) + by;
    if (to >= 0 && to < std::ptrdiff_t(session.layers.size()))
        m_document.edit(tr("Move layer %1 to place %2").arg(session.focus + 1).arg(to + 1),
                        withLayerMoved(session, session.focus, std::size_t(to)));
}

void LayerList::moved(std::size_t from, std::size_t to)
{
    m_document.edit(tr("Move layer %1 to place %2").arg(from + 1).arg(to + 1),
                    withLayerMoved(m_document.session(), from, to));
    refresh(); // also where it was refused
}

bool LayerList::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool alt = key->modifiers() == Qt::AltModifier;
    const bool up = alt && key->key() == Qt::Key_Up, down = alt && key->key() == Qt::Key_Down;
    const bool away = key->modifiers() == Qt::NoModifier && key->key() == Qt::Key_Delete;
    if (!up && !down && !away)
        return QWidget::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::ShortcutOverride) // the key press that follows is the list's
        return true;
    if (away)
        remove();
    else
        move(up ? -1 : 1);
    return true;
}

void LayerList::refresh()
{
    const Session& session = m_document.session();
    const QSignalBlocker quiet(m_list);
    while (m_list->count() > int(session.layers.size()))
        delete m_list->takeItem(m_list->count() - 1);
    while (m_list->count() < int(session.layers.size())) // in place: a row that is being dragged stays itself
        m_list->addItem(QString());
    for (std::size_t l = 0; l < session.layers.size(); ++l) {
        const Shape output = m_document.geometries()[l].output();
        QListWidgetItem* item = m_list->item(int(l));
        item->setText(
            tr("%1  %2 → %3 × %4").arg(l + 1).arg(layerText(session.layers[l])).arg(output.rows).arg(output.cols));
        item->setToolTip(item->text());
    }
    m_list->setCurrentRow(int(session.focus));
    const int shown = std::min(kMostRows, std::max(2, m_list->count()));
    m_list->setFixedHeight(shown * m_list->sizeHintForRow(0) + 2 * m_list->frameWidth() + 2);
    const bool full = session.layers.size() >= kMostLayers;
    for (QToolButton* button : {m_add, m_duplicate})
        setPossible(*button, !full, tr("A stack has up to %1 layers").arg(kMostLayers));
    setPossible(*m_remove, session.layers.size() > 1, tr("The only layer cannot be removed"));
    setPossible(*m_up, session.focus > 0, tr("It is the first layer"));
    setPossible(*m_down, session.focus + 1 < session.layers.size(), tr("It is the last layer"));
}

} // namespace lab
