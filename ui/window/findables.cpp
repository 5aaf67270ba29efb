// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/findables.h"

#include "core/channels/channel_samples.h"
#include "core/workshop/kernel_generators.h"
#include "ui/channels/channels_page.h"
#include "ui/lessons/lesson_panel.h"
#include "ui/model/view_model.h"
#include "ui/paint/words.h"
#include "ui/picture/generator_box.h"
#include "ui/picture/own_kernels.h"
#include "ui/picture/workshop_panel.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/choice_button.h"
#include "ui/widgets/rate_slider.h"
#include "ui/widgets/reason.h"
#include "ui/window/actions.h"
#include "ui/window/edit_commands.h"
#include "ui/window/lesson_commands.h"
#include "ui/window/pages.h"
#include "ui/window/place_bar.h"
#include "ui/window/side_panel.h"
#include "ui/window/timeline_bar.h"

#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabWidget>
#include <QToolButton>
#include <QWidgetAction>

#include <algorithm>
#include <functional>
#include <string_view>

namespace lab
{

namespace
{

using All = std::vector<Findable>;

QString within(const QString& outer, const QString& inner)
{
    return outer.isEmpty() ? inner : QStringLiteral("%1 › %2").arg(outer, inner);
}

QString plainText(QString text)
{
    text = text.section(QLatin1Char('\t'), 0, 0).replace(QStringLiteral("&&"), QStringLiteral("\n"));
    return text.remove(QLatin1Char('&')).replace(QLatin1Char('\n'), QLatin1Char('&'));
}

QString orNotNow(const QString& reason)
{
    return reason.isEmpty() ? tr("Not possible now") : reason;
}

/// What an action or a control that is off says of it.
template <class Control>
QString reasonNow(const Control& control)
{
    return control.isEnabled() ? QString() : orNotNow(reasonOf(control));
}

QString literal(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QString keyOf(const QAction& action)
{
    return action.shortcut().isEmpty() ? action.text().section(QLatin1Char('\t'), 1)
                                       : action.shortcut().toString(QKeySequence::NativeText);
}

QString englishOf(const QAction& action)
{
    for (const ActionInfo& info : actionTable())
        if (action.objectName() == QLatin1String(info.id))
            return plainText(QString::fromUtf8(info.text));
    return action.property("english").toString();
}

/// What a menu has; `go` leads to where it is, if anything has to.
void addMenu(
    All& all, QMenu& menu, const QString& place, const std::function<void()>& go = [] {})
{
    QString group = place;
    for (QAction* action : menu.actions()) {
        if (const auto* heading = qobject_cast<QWidgetAction*>(action)) {
            const auto* label = qobject_cast<QLabel*>(heading->defaultWidget());
            group = label ? within(place, label->text()) : place;
        } else if (action->menu()) {
            addMenu(all, *action->menu(), within(place, plainText(action->text())), go);
        } else if (!action->isSeparator() && !action->text().isEmpty()) {
            const QString name = plainText(action->text());
            const QString id = action->objectName().isEmpty() ? within(group, name) : action->objectName();
            const QString about = action->statusTip().isEmpty() ? action->toolTip() : action->statusTip();
            all.push_back({.id = id,
                           .name = name,
                           .place = group,
                           .key = keyOf(*action),
                           .about = about == name ? QString() : about,
                           .english = englishOf(*action),
                           .reason = reasonNow(*action),
                           .run = [action = QPointer(action), go] {
                               go();
                               if (action)
                                   action->trigger();
                           }});
        }
    }
}

/// The button that unfolds what hides the widget; null: nothing does. `shut` where something else hides it.
QAbstractButton* foldOf(const QWidget* widget, const QWidget* root, bool& shut)
{
    QAbstractButton* fold = nullptr;
    for (; widget && widget != root; widget = widget->parentWidget())
        if (widget->isHidden()) {
            auto* by = qobject_cast<QAbstractButton*>(widget->property("foldedBy").value<QObject*>());
            shut = shut || !by;
            fold = by;
        }
    return fold;
}

/// What can be chosen there, to be found by it.
QString choicesOf(const QWidget* control)
{
    QStringList choices;
    if (const auto* box = qobject_cast<const QComboBox*>(control))
        for (int i = 0; i < box->count(); ++i)
            choices << box->itemText(i);
    return choices.join(QStringLiteral(", "));
}

/// Goes to a control: it has the focus, and what only opens or chooses is pressed.
void use(QWidget* control, QAbstractButton* fold)
{
    if (fold && !fold->isChecked())
        fold->setChecked(true);
    for (QWidget* each = control->parentWidget(); each; each = each->parentWidget())
        if (auto* area = qobject_cast<QScrollArea*>(each))
            area->ensureWidgetVisible(control);
    control->setFocus(Qt::ShortcutFocusReason);
    if (auto* button = qobject_cast<QAbstractButton*>(control);
        button && (qobject_cast<Chip*>(button) || qobject_cast<ChoiceButton*>(button)))
        button->click();
}

/// Controls under `root`, where `go` leads; `why` it does not just now.
void addControls(All& all, QWidget& root, const QString& place, const QString& why, const std::function<void()>& go)
{
    for (QWidget* control : root.findChildren<QWidget*>()) {
        bool shut = false;
        QAbstractButton* const fold = foldOf(control, &root, shut);
        const QString name = isControl(control) ? spokenName(control) : QString();
        if (shut || name.isEmpty() || control->property("place").toBool()) // places are in the menus
            continue;
        const auto* button = qobject_cast<QAbstractButton*>(control);
        if (const auto* opens = qobject_cast<QPushButton*>(control); opens && opens->menu())
            addMenu(all, *opens->menu(), within(place, name), go);
        const bool command = button && !button->isCheckable() && !qobject_cast<Chip*>(control);
        if (command && std::ranges::any_of(all, [&](const Findable& each) { return each.name == name; }))
            continue; // of a command that is in the menus
        const QString about = QStringList{control->toolTip(), control->accessibleDescription(), choicesOf(control)}
                                  .join(QLatin1Char(' '))
                                  .trimmed();
        all.push_back({.id = within(place, control->objectName() + name),
                       .name = name,
                       .place = place,
                       .about = about,
                       .english = control->property("english").toString(),
                       .reason = why.isEmpty() ? reasonNow(*control) : why,
                       .run = [control = QPointer(control), fold = QPointer(fold), go] {
                           go();
                           if (control)
                               use(control, fold);
                       }});
    }
}

void addPages(All& all, const FindIn& in)
{
    const Workbench& bench = in.bench;
    const std::vector<QWidget*> widgets = bench.pages.all();
    auto widget = widgets.begin();
    for (const PageInfo& info : pageTable()) {
        if (!info.make)
            continue;
        const QAction& show = *(bench.actions.*info.show);
        const QString place =
            within(plainText((bench.actions.*infoOfPlace(info.place).show)->text()), plainText(show.text()));
        addControls(all, **widget, place, reasonNow(show),
                    [bench = in.bench, &info] { bench.view.showPage(info.id); });
        ++widget;
    }
}

/// Shows a tab of the side panel; where the place has no such tab, the place that has it.
void showTab(const Workbench& bench, const QTabWidget& tabs, int index)
{
    const QString id = tabs.widget(index)->objectName();
    if (!tabs.isTabVisible(index))
        for (const PlaceInfo& place : placeTable())
            if (id == QLatin1String(place.panel))
                (bench.actions.*place.show)->trigger();
    if (!bench.actions.panel->isChecked())
        bench.actions.panel->trigger();
    bench.view.showPanel(id.toStdString());
}

void addPanels(All& all, const FindIn& in)
{
    const auto* tabs = in.bench.panel.findChild<QTabWidget*>();
    for (int i = 0; i < tabs->count(); ++i) {
        const QString why = tabs->isTabEnabled(i) ? QString() : tabs->tabToolTip(i);
        addControls(all, *tabs->widget(i), within(tr("Side panel"), plainText(tabs->tabText(i))), why,
                    [bench = in.bench, tabs, i] { showTab(bench, *tabs, i); });
    }
}

void addOwnKernels(All& all, const FindIn& in)
{
    for (const NamedKernel& kernel : in.bench.panel.workshop().own().kernels()) {
        const QString name = othersText(kernel.name), place = tr("Kernels of your own");
        all.push_back({.id = within(QStringLiteral("own"), name),
                       .name = name,
                       .place = place,
                       .run = [&edits = in.edits, name, values = kernel.kernel] { edits.useKernel(name, values); }});
    }
}

void addKernelFamilies(All& all, const FindIn& in)
{
    const auto* tabs = in.bench.panel.findChild<QTabWidget*>();
    for (const KernelGenerator& family : kernelGenerators()) {
        const QString reference = word(family.reference);
        all.push_back({.id = QStringLiteral("family:") + literal(family.id),
                       .name = word(family.name),
                       .place = within(tr("Workshop"), word(family.group)),
                       .about = QStringLiteral("%1 %2").arg(word(family.sentence), reference),
                       .english = literal(family.name),
                       .run = [bench = in.bench, tabs, &family] {
                           for (int i = 0; i < tabs->count(); ++i)
                               if (tabs->widget(i)->isAncestorOf(&bench.panel.workshop()))
                                   showTab(bench, *tabs, i);
                           GeneratorBox& box = bench.panel.workshop().generator();
                           box.choose(family.id);
                           use(box.findChild<QComboBox*>(), nullptr);
                       }});
    }
}

void addChannelSamples(All& all, const FindIn& in)
{
    const QAction& show = *in.bench.actions.channelsPage;
    for (const ChannelSample& sample : channelSamples())
        all.push_back({.id = QStringLiteral("channels:") + literal(sample.id),
                       .name = word(sample.name),
                       .place = within(plainText(show.text()), word(sample.group)),
                       .about = word(sample.sentence),
                       .english = literal(sample.name),
                       .reason = reasonNow(show),
                       .run = [&view = in.bench.view, &sample] {
                           view.showPage("channels");
                           view.setChannels({std::string(sample.id), 0, view.state().channels.grain, 0});
                       }});
}

void addLessons(All& all, const FindIn& in)
{
    for (const ShelfEntry& entry : in.lessons.shelf())
        all.push_back({.id = entry.path,
                       .name = entry.title,
                       .place = tr("Lessons"),
                       .about = tr("Section %1, %2 minutes").arg(entry.section).arg(entry.minutes),
                       .run = [&lessons = in.lessons, path = entry.path] { lessons.open(path); }});
}

} // namespace

std::vector<Findable> findables(const FindIn& in)
{
    All all;
    for (const QAction* menu : in.window.menuBar()->actions())
        addMenu(all, *menu->menu(), plainText(menu->text()));
    addOwnKernels(all, in);
    addKernelFamilies(all, in);
    addChannelSamples(all, in);
    addLessons(all, in);
    addPages(all, in);
    addPanels(all, in);
    for (QWidget* bar : {static_cast<QWidget*>(in.window.findChild<TimelineBar*>()), &in.bench.pages.bar(),
                         static_cast<QWidget*>(in.window.findChild<PlaceBar*>())})
        addControls(all, *bar, bar->accessibleName(), {}, [] {});
    return all;
}

bool isControl(const QWidget* widget)
{
    const QWidget* parent = widget->parentWidget();
    const bool part = qobject_cast<const QScrollBar*>(widget) || qobject_cast<const QAbstractSpinBox*>(parent) ||
                      qobject_cast<const QComboBox*>(parent);
    const auto* tool = qobject_cast<const QToolButton*>(widget);
    if (part || !(widget->focusPolicy() & Qt::TabFocus) || (tool && (tool->defaultAction() || tool->menu())))
        return false;
    return qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QAbstractSlider*>(widget) ||
           qobject_cast<const QComboBox*>(widget) || qobject_cast<const QAbstractSpinBox*>(widget) ||
           qobject_cast<const QLineEdit*>(widget) || qobject_cast<const RateSlider*>(widget);
}

QString spokenName(QWidget* widget)
{
    if (!widget->accessibleName().isEmpty())
        return widget->accessibleName(); // of a list of choices, Qt says the choice instead
    QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(widget);
    return interface ? interface->text(QAccessible::Name) : QString();
}

} // namespace lab
