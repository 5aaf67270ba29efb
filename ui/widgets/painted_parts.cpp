// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/painted_parts.h"

#include "ui/widgets/accessible_leaf.h"

#include <QAccessibleWidget>
#include <QPointer>
#include <QWidget>

#include <map>
#include <optional>

namespace lab
{

namespace
{

class PartInterface : public AccessibleLeaf, public QAccessibleActionInterface
{
public:
    PartInterface(QWidget* widget, PaintedParts* parts, QAccessibleInterface* list, int index)
        : AccessibleLeaf(list), m_widget(widget), m_parts(parts), m_index(index)
    {
    }

    bool isValid() const override { return part().has_value(); }
    QString text(QAccessible::Text kind) const override
    {
        const auto here = part();
        return here && kind == QAccessible::Name ? here->name : QString();
    }
    void setText(QAccessible::Text, const QString&) override {}
    QRect rect() const override
    {
        const auto here = part();
        if (!here)
            return {};
        const QRect seen = here->rect & m_widget->rect();
        return {m_widget->mapToGlobal(seen.topLeft()), seen.size()};
    }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        const auto here = part();
        state.invisible = !here || !m_widget->isVisible();
        state.selectable = true;
        state.selected = here && here->chosen;
        return state;
    }
    void* interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface*>(this) : nullptr;
    }
    QStringList actionNames() const override { return {pressAction()}; }
    void doAction(const QString& name) override
    {
        if (name == pressAction() && isValid())
            m_parts->pressPart(m_index);
    }
    QStringList keyBindingsForAction(const QString&) const override { return {}; }

    int index() const { return m_index; }

private:
    std::optional<PaintedPart> part() const
    {
        if (!m_widget)
            return std::nullopt;
        auto parts = m_parts->paintedParts();
        return std::size_t(m_index) < parts.size() ? std::optional(std::move(parts[std::size_t(m_index)]))
                                                   : std::nullopt;
    }

    QPointer<QWidget> m_widget;
    PaintedParts* m_parts; ///< the same object
    int m_index;
};

class PartsInterface : public QAccessibleWidget
{
public:
    PartsInterface(QWidget* widget, PaintedParts* parts)
        : QAccessibleWidget(widget, QAccessible::List), m_parts(parts)
    {
    }
    ~PartsInterface() override
    {
        for (const auto& [index, id] : m_made)
            QAccessible::deleteAccessibleInterface(id);
    }

    int childCount() const override { return QAccessibleWidget::childCount() + int(m_parts->paintedParts().size()); }
    QAccessibleInterface* child(int index) const override
    {
        const int part = index - QAccessibleWidget::childCount();
        if (part < 0)
            return QAccessibleWidget::child(index);
        if (std::size_t(part) >= m_parts->paintedParts().size())
            return nullptr;
        if (const auto found = m_made.find(part); found != m_made.end())
            return QAccessible::accessibleInterface(found->second);
        auto* made = new PartInterface(widget(), m_parts, const_cast<PartsInterface*>(this), part);
        m_made[part] = QAccessible::registerAccessibleInterface(made);
        return made;
    }
    int indexOfChild(const QAccessibleInterface* child) const override
    {
        const auto* part = dynamic_cast<const PartInterface*>(child);
        return part ? QAccessibleWidget::childCount() + part->index() : QAccessibleWidget::indexOfChild(child);
    }
    QAccessibleInterface* childAt(int x, int y) const override
    {
        const QPoint at = widget()->mapFromGlobal(QPoint(x, y));
        const auto parts = m_parts->paintedParts();
        for (std::size_t i = 0; i < parts.size(); ++i)
            if (parts[i].rect.contains(at))
                return child(QAccessibleWidget::childCount() + int(i));
        return QAccessibleWidget::childAt(x, y);
    }

private:
    PaintedParts* m_parts;
    mutable std::map<int, QAccessible::Id> m_made; ///< when asked for
};

} // namespace

QAccessibleInterface* makePartsInterface(QWidget* widget, PaintedParts* parts)
{
    return new PartsInterface(widget, parts);
}

} // namespace lab
