// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/accessibility.h"

#include "ui/widgets/choice_button.h"
#include "ui/widgets/explain_view.h"
#include "ui/widgets/live_label.h"
#include "ui/widgets/painted_parts.h"
#include "ui/widgets/rate_slider.h"
#include "ui/widgets/tensor_view.h"

#include <QAccessibleWidget>

namespace lab
{

namespace
{

class RateInterface : public QAccessibleWidget, public QAccessibleValueInterface
{
public:
    explicit RateInterface(RateSlider* slider) : QAccessibleWidget(slider, QAccessible::Slider) {}

    void* interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::ValueInterface)
            return static_cast<QAccessibleValueInterface*>(this);
        return QAccessibleWidget::interface_cast(type);
    }
    QVariant currentValue() const override { return slider()->rate(); }
    void setCurrentValue(const QVariant& value) override
    {
        if (value.toDouble() > 0)
            emit slider()->rateChanged(value.toDouble(), false);
    }
    QVariant maximumValue() const override { return slider()->greatest(); }
    QVariant minimumValue() const override { return slider()->least(); }
    QVariant minimumStepSize() const override { return slider()->least(); }

private:
    RateSlider* slider() const { return static_cast<RateSlider*>(widget()); }
};

/// The explanation is a text; what it says is its name.
class ExplainInterface : public QAccessibleWidget
{
public:
    explicit ExplainInterface(ExplainView* view) : QAccessibleWidget(view, QAccessible::StaticText) {}
    QString text(QAccessible::Text kind) const override
    {
        const auto* view = static_cast<ExplainView*>(widget());
        return kind == QAccessible::Name ? view->words() : QAccessibleWidget::text(kind);
    }
};

/// One of several buttons of which one is down.
class ChoiceInterface : public QAccessibleWidget
{
public:
    explicit ChoiceInterface(ChoiceButton* button) : QAccessibleWidget(button, QAccessible::RadioButton) {}
    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.checkable = true;
        state.checked = button()->isChecked();
        return state;
    }
    QStringList actionNames() const override { return {pressAction()}; }
    void doAction(const QString& name) override
    {
        if (name == pressAction() && button()->isEnabled())
            button()->click();
    }

private:
    ChoiceButton* button() const { return static_cast<ChoiceButton*>(widget()); }
};

} // namespace

void installAccessibility()
{
    QAccessible::installFactory([](const QString&, QObject* object) -> QAccessibleInterface* {
        if (auto* view = qobject_cast<TensorView*>(object))
            return makeTensorInterface(view);
        if (auto* slider = qobject_cast<RateSlider*>(object))
            return new RateInterface(slider);
        if (auto* view = qobject_cast<ExplainView*>(object))
            return new ExplainInterface(view);
        if (auto* label = qobject_cast<LiveLabel*>(object))
            return new QAccessibleWidget(label, QAccessible::StaticText);
        if (auto* parts = dynamic_cast<PaintedParts*>(object))
            return makePartsInterface(static_cast<QWidget*>(object), parts);
        if (auto* button = qobject_cast<ChoiceButton*>(object))
            return new ChoiceInterface(button);
        return nullptr;
    });
}

} // namespace lab
