// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/help_text.h"

#include "ui/lessons/glossary.h"
#include "ui/paint/words.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/rate_slider.h"
#include "ui/widgets/reason.h"
#include "ui/window/actions.h"
#include "ui/window/findables.h"
#include "ui/window/pages.h"

#include <QAbstractButton>
#include <QAbstractSlider>
#include <QAccessible>
#include <QComboBox>
#include <QMenuBar>
#include <QSpinBox>
#include <QTabBar>
#include <QToolButton>

#include <array>

namespace lab
{

namespace
{

/// What a view is, by its class; what is in it is said by itself.
struct ViewKind {
    const char* type;
    const char* name;
    const char* text;
};
constexpr std::array kViewKinds{
    ViewKind{"lab::TensorView", QT_TRANSLATE_NOOP("lab", "Matrix"),
             QT_TRANSLATE_NOOP("lab",
                               "A fill is a value: blue below zero, orange above, grey for pictures. Point at a "
                               "cell to see what it meets; a click keeps that; Enter or typing changes a cell "
                               "that can be changed.")},
    ViewKind{"lab::ExplainView", QT_TRANSLATE_NOOP("lab", "Sentence"),
             QT_TRANSLATE_NOOP("lab", "Says with numbers how the present cell comes about: each product, the running "
                                      "sum, the bias.")},
    ViewKind{"lab::OperatorView", QT_TRANSLATE_NOOP("lab", "Operator"),
             QT_TRANSLATE_NOOP("lab", "How the matrices beside it are combined: ★ slides the kernel over the input, "
                                      "= gives the output.")},
    ViewKind{"lab::LossChart", QT_TRANSLATE_NOOP("lab", "Loss chart"),
             QT_TRANSLATE_NOOP("lab",
                               "The loss of each epoch; thin lines are earlier runs of the same problem. Point "
                               "at a line to read its value.")},
    ViewKind{"lab::LossSurfaceView", QT_TRANSLATE_NOOP("lab", "Loss surface"),
             QT_TRANSLATE_NOOP("lab",
                               "The loss over two weights as contour lines, and the way that learning took; the "
                               "arrows move the start.")},
    ViewKind{"lab::ProfileChart", QT_TRANSLATE_NOOP("lab", "Line profile"),
             QT_TRANSLATE_NOOP("lab", "Input and output along the line over the picture.")},
    ViewKind{"lab::HistogramView", QT_TRANSLATE_NOOP("lab", "Histogram"),
             QT_TRANSLATE_NOOP("lab", "How often each value is in the output, and the range that is shown; drag its "
                                      "ends.")},
    ViewKind{"lab::PictureView", QT_TRANSLATE_NOOP("lab", "Picture"),
             QT_TRANSLATE_NOOP("lab", "The picture and what the kernel makes of it; the wheel moves, with Ctrl it "
                                      "zooms, and a drag with Shift takes a patch.")},
    ViewKind{"lab::DividerBar", QT_TRANSLATE_NOOP("lab", "Divider"),
             QT_TRANSLATE_NOOP("lab", "Input on one side, output on the other; drag it, or use ← and →.")},
    ViewKind{"lab::StackStrip", QT_TRANSLATE_NOOP("lab", "All maps"),
             QT_TRANSLATE_NOOP("lab", "The maps of all layers from left to right; a click goes to a layer.")},
    ViewKind{"lab::StepBar", QT_TRANSLATE_NOOP("lab", "Steps"),
             QT_TRANSLATE_NOOP("lab", "How far it is, step by step; a click goes to a step.")},
    ViewKind{"lab::TimelineBar", QT_TRANSLATE_NOOP("lab", "Timeline"),
             QT_TRANSLATE_NOOP("lab",
                               "Plays and steps through the computation, by product, window, row, whole map or "
                               "epoch.")},
    ViewKind{"lab::LayerList", QT_TRANSLATE_NOOP("lab", "Layers"),
             QT_TRANSLATE_NOOP("lab", "The layers from the input on; the chosen one is stepped and set.")},
    ViewKind{"lab::KernelGallery", QT_TRANSLATE_NOOP("lab", "Kernels to try"),
             QT_TRANSLATE_NOOP("lab", "Kernels, each as what it makes of this input; a click takes one.")},
    ViewKind{"lab::FactsBox", QT_TRANSLATE_NOOP("lab", "What this kernel is"),
             QT_TRANSLATE_NOOP("lab", "Sum, rank, symmetries and frequency response of the kernel.")},
    ViewKind{"lab::FileStrip", QT_TRANSLATE_NOOP("lab", "Files"),
             QT_TRANSLATE_NOOP("lab", "What came together with what is open; a click opens another.")},
    ViewKind{"lab::Toast", QT_TRANSLATE_NOOP("lab", "Message"),
             QT_TRANSLATE_NOOP("lab", "What was said last; all messages are kept under the bell.")},
    ViewKind{"lab::MarkdownView", QT_TRANSLATE_NOOP("lab", "Text"),
             QT_TRANSLATE_NOOP("lab", "What this step of the lesson says.")},
    ViewKind{"lab::CodePanel", QT_TRANSLATE_NOOP("lab", "Code"),
             QT_TRANSLATE_NOOP("lab", "The same computation as a program; the line that is stepped is lit.")},
    ViewKind{"lab::WorkshopPanel", QT_TRANSLATE_NOOP("lab", "Workshop"),
             QT_TRANSLATE_NOOP("lab", "Where the kernel is made: by hand, from a gallery, from a few numbers.")},
    ViewKind{"lab::LearnPanel", QT_TRANSLATE_NOOP("lab", "Learn"),
             QT_TRANSLATE_NOOP("lab", "What is learned, from which start and at which rate, and how it goes.")},
    ViewKind{"lab::LayersPanel", QT_TRANSLATE_NOOP("lab", "Layers"),
             QT_TRANSLATE_NOOP("lab", "The stack of layers, and examples of stacks.")},
    ViewKind{"lab::LayerPanel", QT_TRANSLATE_NOOP("lab", "Layer"),
             QT_TRANSLATE_NOOP("lab", "All settings of the layer that is stepped.")},
    ViewKind{"lab::LessonPanel", QT_TRANSLATE_NOOP("lab", "Lesson"),
             QT_TRANSLATE_NOOP("lab", "The lessons, and the one that runs: its text, its questions, what is said to "
                                      "answers.")},
    ViewKind{"lab::PlaceBar", QT_TRANSLATE_NOOP("lab", "Places and tools"),
             QT_TRANSLATE_NOOP("lab", "What one is about, and what is needed most. The work stays the same in all "
                                      "places.")},
    ViewKind{"lab::SidePanel", QT_TRANSLATE_NOOP("lab", "Side panel"),
             QT_TRANSLATE_NOOP("lab", "Settings and tools of the place, one tab each.")},
};

QString withoutMarks(QString text)
{
    return text.section(QLatin1Char('\t'), 0, 0).remove(QLatin1Char('&')).remove(QStringLiteral("…"));
}

void say(HelpText& what, const QString& sentence)
{
    const QString plain = sentence.trimmed();
    const bool known = plain.isEmpty() || plain == what.name || what.sentences.contains(plain);
    if (!known)
        what.sentences << plain;
}

/// What the first term of the glossary means that a name has; empty: it has none.
QString definitionIn(const QString& name)
{
    const GlossaryTerm* term = termIn(name);
    return term ? glossaryText(term->text) : QString();
}

HelpText ofAction(const QAction& action)
{
    HelpText what{withoutMarks(action.text()), {}, {}, nullptr};
    what.key = action.shortcut().isEmpty() ? action.text().section(QLatin1Char('\t'), 1)
                                           : action.shortcut().toString(QKeySequence::NativeText);
    say(what, action.statusTip().isEmpty() ? action.toolTip() : action.statusTip());
    if (const QString reason = reasonOf(action); !reason.isEmpty())
        say(what, tr("Not now: %1").arg(reason));
    return what;
}

/// What may be typed or set.
QString rangeOf(const QWidget* widget)
{
    if (const auto* box = qobject_cast<const QSpinBox*>(widget)) // its tool tip is the range
        return box->toolTip();
    if (const auto* field = qobject_cast<const NumberField*>(widget))
        return field->demand();
    if (const auto* slider = qobject_cast<const RateSlider*>(widget))
        return tr("%1 to %2").arg(number(slider->least()), number(slider->greatest()));
    return {};
}

/// The choices of a list, with what the present one means.
QString choicesIn(const QComboBox& box)
{
    constexpr int kMostNamed = 8;
    QStringList names;
    for (int i = 0; i < box.count() && names.size() < kMostNamed; ++i)
        if (!box.itemText(i).isEmpty())
            names << box.itemText(i);
    if (names.size() < box.count())
        names << QStringLiteral("…");
    return tr("One of: %1").arg(names.join(QStringLiteral(", ")));
}

HelpText ofControl(QWidget* widget)
{
    HelpText what{spokenName(widget), {}, {}, nullptr};
    if (const auto* tool = qobject_cast<const QToolButton*>(widget); tool && tool->defaultAction())
        return ofAction(*tool->defaultAction());
    const QString kept = tipWhenPossible(*widget), range = rangeOf(widget);
    if (!range.isEmpty() && range == widget->toolTip()) // it says no more: what the word for it means, then
        say(what, definitionIn(what.name));
    else
        say(what, kept.isEmpty() ? widget->toolTip() : kept);
    say(what, widget->accessibleDescription());
    if (const auto* box = qobject_cast<const QComboBox*>(widget)) {
        say(what, choicesIn(*box));
        const QString tip = box->currentData(Qt::ToolTipRole).toString();
        if (!tip.isEmpty())
            say(what, QStringLiteral("%1: %2").arg(box->currentText(), tip));
    }
    if (!widget->isEnabled())
        say(what,
            tr("Not now: %1").arg(widget->toolTip().isEmpty() ? tr("nothing could come of it") : widget->toolTip()));
    else if (!range.isEmpty())
        say(what, tr("Allowed: %1").arg(range));
    if (const auto* button = qobject_cast<QAbstractButton*>(widget); button && !button->shortcut().isEmpty())
        what.key = button->shortcut().toString(QKeySequence::NativeText);
    return what;
}

/// What is painted at a place, such as a cell.
QString partAt(QWidget* widget, QPoint at)
{
    QAccessibleInterface* whole = QAccessible::queryAccessibleInterface(widget);
    const QPoint global = widget->mapToGlobal(at);
    QAccessibleInterface* part = whole ? whole->childAt(global.x(), global.y()) : nullptr;
    return part && part != whole ? part->text(QAccessible::Name) : QString();
}

HelpText ofView(QWidget* widget, QPoint at)
{
    for (const ViewKind& kind : kViewKinds)
        if (widget->inherits(kind.type)) {
            const QString name = spokenName(widget);
            HelpText what{name.isEmpty() ? tr(kind.name) : name, {}, {}, nullptr};
            say(what, tr(kind.text));
            if (const QString part = partAt(widget, at); !part.isEmpty())
                say(what, tr("Here: %1").arg(part));
            return what;
        }
    return {};
}

/// Of a widget alone, without what it lies in.
HelpText ofItself(QWidget* widget, QPoint at, const Pages& pages, const Actions& actions)
{
    if (auto* bar = qobject_cast<QTabBar*>(widget); bar && bar->tabAt(at) >= 0) {
        HelpText what{withoutMarks(bar->tabText(bar->tabAt(at))), {}, {}, nullptr};
        say(what, bar->tabToolTip(bar->tabAt(at)));
        say(what, tr("A tab; a click, or the arrows while it has the focus, open it"));
        return what;
    }
    if (auto* bar = qobject_cast<QMenuBar*>(widget)) {
        const QAction* menu = bar->actionAt(at);
        return {menu ? withoutMarks(menu->text()) : tr("Menus"),
                {tr("Commands, with their keys")},
                QStringLiteral("F10"),
                nullptr};
    }
    if (HelpText what = ofView(widget, at); !what.sentences.isEmpty())
        return what;
    const auto* tool = qobject_cast<const QToolButton*>(widget);
    if (isControl(widget) || tool || qobject_cast<const QAbstractSpinBox*>(widget))
        return ofControl(widget);
    for (QWidget* page : pages.all())
        if (widget == page)
            return ofAction(*(actions.*pages.current().show));
    if (widget == &pages) // what lies between its parts
        return ofAction(*(actions.*pages.current().show));
    if (widget->toolTip().isEmpty())
        return {};
    HelpText what{spokenName(widget), {}, {}, nullptr};
    say(what, widget->toolTip());
    return what;
}

} // namespace

HelpText helpOn(QWidget* widget, QPoint at, const Pages& pages, const Actions& actions)
{
    HelpText what;
    QString name; // of the part, where what it belongs to has none
    for (QWidget* each = widget; each; each = each->parentWidget()) {
        what = ofItself(each, widget->mapTo(each, at), pages, actions);
        name = what.name.isEmpty() ? name : what.name;
        what.name = name;
        what.term = termIn(what.name);
        if (what.sentences.isEmpty())
            say(what, definitionIn(what.name)); // what it is, where nobody says what it does
        if (!what.sentences.isEmpty() || each->isWindow())
            break;
    }
    if (!what.term)
        what.term = termIn(what.sentences.join(QLatin1Char(' ')));
    return what;
}

QString helpHtml(const HelpText& what, const QString& linkColour)
{
    QString html = QStringLiteral("<p><b>%1</b>").arg(what.name.toHtmlEscaped());
    if (!what.key.isEmpty())
        html += QStringLiteral(" &nbsp; %1").arg(what.key.toHtmlEscaped());
    html += QStringLiteral("</p>");
    for (const QString& sentence : what.sentences)
        html += QStringLiteral("<p>%1%2</p>")
                    .arg(sentence.toHtmlEscaped(), sentence.back().isPunct() ? QString() : QStringLiteral("."));
    if (what.term)
        html += QStringLiteral("<p><a href=\"#%1\" style=\"color:%2\">%3</a></p>")
                    .arg(QLatin1String(what.term->id), linkColour,
                         tr("Glossary: %1").arg(glossaryText(what.term->term)).toHtmlEscaped());
    return html;
}

QString helpWords(const HelpText& what)
{
    QStringList parts{what.name};
    if (!what.key.isEmpty())
        parts << tr("Key: %1").arg(what.key);
    return (parts + what.sentences).join(QStringLiteral(". "));
}

} // namespace lab
