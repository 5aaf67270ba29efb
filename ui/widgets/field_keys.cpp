// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/field_keys.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPointer>
#include <QWidget>

#include <algorithm>

namespace lab
{

namespace
{

class SharedKeys : public QObject
{
public:
    SharedKeys(QWidget* field, std::function<bool()> edited, std::function<void()> takeBack)
        : QObject(field), m_edited(std::move(edited)), m_takeBack(std::move(takeBack))
    {
        field->installEventFilter(this);
        connect(qApp, &QApplication::focusChanged, this, [field](QWidget* from, QWidget* to) {
            if (to == field && from && !isField(from))
                placeBefore() = from;
        });
    }
    static bool isField(const QWidget* widget)
    {
        return std::any_of(widget->children().begin(), widget->children().end(),
                           [](const QObject* child) { return dynamic_cast<const SharedKeys*>(child); });
    }
    /// Where the focus was before it came into a field.
    static QPointer<QWidget>& placeBefore()
    {
        static QPointer<QWidget> place; // there is one focus
        return place;
    }

protected:
    bool eventFilter(QObject*, QEvent* event) override
    {
        const bool override = event->type() == QEvent::ShortcutOverride;
        if (!override && event->type() != QEvent::KeyPress)
            return false;
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Escape && key->modifiers() == Qt::NoModifier)
            return escape(key, override);
        if (!isUndoOrRedo(*key) || m_edited())
            return false;
        event->ignore();
        return true;
    }

private:
    static bool isUndoOrRedo(const QKeyEvent& key)
    {
        const Qt::KeyboardModifiers modifiers = key.modifiers();
        const bool control = (modifiers & Qt::ControlModifier) && !(modifiers & (Qt::AltModifier | Qt::MetaModifier));
        return key.matches(QKeySequence::Undo) || key.matches(QKeySequence::Redo) ||
               (control && (key.key() == Qt::Key_Z || key.key() == Qt::Key_Y));
    }
    bool escape(QKeyEvent* key, bool override)
    {
        const bool mine = m_edited();
        key->setAccepted(mine);
        if (mine && !override)
            m_takeBack();
        return true;
    }

    std::function<bool()> m_edited;
    std::function<void()> m_takeBack;
};

} // namespace

void shareKeys(QWidget* field, std::function<bool()> edited, std::function<void()> takeBack)
{
    new SharedKeys(field, std::move(edited), std::move(takeBack)); // the field owns it
}

void giveFocusBack(QWidget* field)
{
    QWidget* place = SharedKeys::placeBefore();
    if (place && place->isVisible() && place->isEnabled() && place->window() == field->window())
        place->setFocus(Qt::OtherFocusReason);
    else
        field->clearFocus();
}

void FieldGesture::step()
{
    constexpr qint64 kPause = 2000; // milliseconds; a longer one begins another gesture
    if (!m_sinceStep.isValid() || m_sinceStep.elapsed() > kPause)
        begin();
    m_sinceStep.start();
}

int FieldGesture::next()
{
    static int last = 0; // fields live on the one thread of the window
    return ++last;
}

} // namespace lab
