// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/place_bar.h"

#include "ui/model/view_model.h"
#include "ui/paint/theme.h"
#include "ui/widgets/choice_button.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/style.h"
#include "ui/window/actions.h"
#include "ui/window/pages.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QResizeEvent>
#include <QToolButton>
#include <QUndoStack>

namespace lab
{

namespace
{

constexpr int kPlaceHeight = 48;
constexpr int kTextsFrom = 1100, kPlacesFrom = 720; ///< pixels of width
constexpr QSize kIcon{18, 18};

} // namespace

PlaceBar::PlaceBar(const Actions& actions, ViewModel& view, QUndoStack& undoStack, const MakeSubmenu& submenu,
                   QWidget* parent)
    : QWidget(parent), m_view(view)
{
    setObjectName(QStringLiteral("placeBar"));
    setAccessibleName(tr("Places and tools"));
    setFixedHeight(kPlaceHeight);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 4, 12, 4);
    row->setSpacing(4);
    m_menu = addTool(row, false);
    m_menu->setIcon(icon(QStringLiteral("menu")));
    m_menu->setAccessibleName(tr("Menus"));
    m_menu->setToolTip(tr("Menus (F10)"));
    m_menu->hide();
    addPlaces(actions, row);
    row->addStretch(1);
    addAction(row, actions.open);
    actions.open->setIconText(actions.open->text().remove(QLatin1Char('&')).remove(QStringLiteral("…")));
    addMenu(row, tr("Samples"), QStringLiteral("samples"), submenu(Submenu::Samples, this), true);
    addMenu(row, tr("Kernels"), QStringLiteral("kernel"), submenu(Submenu::Kernels, this), true);
    QAction* undo = undoStack.createUndoAction(this, tr("Undo"));
    QAction* redo = undoStack.createRedoAction(this, tr("Redo"));
    undo->setIcon(icon(QStringLiteral("undo")));
    redo->setIcon(icon(QStringLiteral("redo")));
    undo->setIconText(tr("Undo"));
    redo->setIconText(tr("Redo"));
    for (QAction* action : {undo, redo}) {
        QToolButton* button = addTool(row, false);
        button->setDefaultAction(action);
        button->addAction(actions.history); // by a press that lasts, and by the other button of the mouse
        button->setContextMenuPolicy(Qt::ActionsContextMenu);
    }
    auto* exports = new QMenu(this);
    exports->addActions({actions.exportOutput, actions.exportFiltered, actions.exportKernel, actions.exportPage,
                         actions.exportAnimation});
    addMenu(row, tr("Export"), QStringLiteral("export"), exports, false);
    m_bell = addTool(row, false);
    m_bell->setIcon(icon(QStringLiteral("bell")));
    m_bell->setAccessibleName(tr("Messages"));
    m_bell->setToolTip(tr("What was said so far"));
    addTool(row, false)->setDefaultAction(actions.panel);
    auto* present = addAction(row, actions.present);
    present->setProperty("round", true);
    connect(&view, &ViewModel::changed, this, [this](const ViewChanges& changes) {
        if (changes.page)
            follow();
    });
    follow();
}

void PlaceBar::addPlaces(const Actions& actions, QHBoxLayout* row)
{
    m_places = new QButtonGroup(this);
    m_list = new QComboBox(this);
    m_list->setAccessibleName(tr("Place"));
    for (const PlaceInfo& place : placeTable()) {
        QAction* show = actions.*place.show;
        auto* button = new ChoiceButton(show->text().remove(QLatin1Char('&')), this);
        button->setIcon(show->icon());
        button->setToolTip(show->toolTip());
        button->setIconSize(kIcon);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setProperty("place", true);
        m_places->addButton(button, m_list->count());
        m_list->addItem(button->text());
        row->addWidget(button);
        connect(button, &QToolButton::clicked, show, &QAction::trigger);
    }
    row->addWidget(m_list);
    connect(m_list, &QComboBox::activated, this,
            [&actions](int index) { (actions.*placeTable()[std::size_t(index)].show)->trigger(); });
}

QToolButton* PlaceBar::addTool(QHBoxLayout* row, bool text)
{
    auto* button = new QToolButton(this);
    button->setIconSize(kIcon);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setProperty("tool", true);
    if (text)
        m_texts.push_back(button);
    row->addWidget(button);
    return button;
}

QToolButton* PlaceBar::addAction(QHBoxLayout* row, QAction* action)
{
    QToolButton* button = addTool(row, true);
    button->setDefaultAction(action);
    return button;
}

QToolButton* PlaceBar::addMenu(QHBoxLayout* row, const QString& name, const QString& iconName, QMenu* menu, bool text)
{
    QToolButton* button = addTool(row, text);
    button->setText(name);
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setIcon(icon(iconName));
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(menu);
    return button;
}

void PlaceBar::follow()
{
    const std::string_view now = placeOfPage(m_view.state().page);
    for (std::size_t i = 0; i < placeTable().size(); ++i)
        if (placeTable()[i].id == now) {
            m_places->button(int(i))->setChecked(true);
            m_list->setCurrentIndex(int(i));
        }
}

QSize PlaceBar::minimumSizeHint() const
{
    return {320, kPlaceHeight};
}

/// What is least missed goes first.
void PlaceBar::resizeEvent(QResizeEvent* event)
{
    const int width = inBaseText(*this, event->size().width());
    for (QToolButton* button : m_texts)
        button->setToolButtonStyle(width >= kTextsFrom ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
    for (QAbstractButton* place : m_places->buttons())
        place->setVisible(width >= kPlacesFrom);
    m_list->setVisible(width < kPlacesFrom);
}

void PlaceBar::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(palette());
    QPainter painter(this);
    painter.fillRect(rect(), theme.surface);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.line);
}

} // namespace lab
