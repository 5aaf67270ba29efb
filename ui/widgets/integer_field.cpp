// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/integer_field.h"

#include "core/numbers/number_text.h"
#include "ui/widgets/field_note.h"

#include <QFocusEvent>
#include <QLineEdit>
#include <QRegularExpression>

#include <cmath>

namespace lab
{

namespace
{

/// "1.000": one in some places, a thousand in others.
bool thousands(const QString& text)
{
    static const QRegularExpression kGroups(QStringLiteral("^[-+\u2212]?[0-9]{1,3}([.,][0-9]{3})+$"));
    return kGroups.match(text).hasMatch();
}

} // namespace

IntegerField::IntegerField(QWidget* parent) : QSpinBox(parent)
{
    setLocale(QLocale::c());
    setGroupSeparatorShown(false);
    setKeyboardTracking(false);
    connect(this, &QSpinBox::valueChanged, this, [this] { FieldNote::dismiss(this); });
    shareKeys(
        this, [this] { return edited(); },
        [this] {
            lineEdit()->setText(prefix() + textFromValue(value()) + suffix());
            selectAll();
        });
}

bool IntegerField::edited() const
{
    return text() != prefix() + textFromValue(value()) + suffix();
}

QString IntegerField::withoutPrefix(const QString& text) const
{
    QStringView rest(text);
    while (!prefix().isEmpty() && rest.startsWith(prefix())) // Qt puts one before a prefix that is typed
        rest = rest.mid(prefix().size());
    return rest.trimmed().toString();
}

std::optional<int> IntegerField::read(const QString& text) const
{
    const QString typed = withoutPrefix(text);
    if (thousands(typed))
        return std::nullopt;
    const auto number = parseNumber(typed.toStdString());
    if (!number || !(*number >= minimum() && *number <= maximum()) || *number != std::floor(*number))
        return std::nullopt;
    return int(*number);
}

QString IntegerField::textFromValue(int value) const
{
    return QString::number(value).replace(u'-', QChar(0x2212));
}

int IntegerField::valueFromText(const QString& text) const
{
    return read(text).value_or(value());
}

QValidator::State IntegerField::validate(QString& text, int&) const
{
    return read(text) ? QValidator::Acceptable : QValidator::Intermediate; // no key is swallowed
}

/// Asked when typing ends with what is not acceptable; the value that was then comes back.
void IntegerField::fixup(QString& text) const
{
    if (const QString typed = withoutPrefix(text); !typed.isEmpty())
        FieldNote::say(const_cast<IntegerField*>(this), refusal(typed)); // Qt asks it of a const object
}

void IntegerField::setBounds(int least, int most, const QString& why)
{
    setRange(least, most);
    m_why = why;
    const QString range = tr("%1 to %2").arg(textFromValue(minimum()), textFromValue(maximum()));
    setToolTip(why.isEmpty() ? range : QStringLiteral("%1: %2").arg(range, why));
}

QString IntegerField::refusal(const QString& text) const
{
    const QString wrong = thousands(text) ? tr("“%1” may be read in two ways; type digits alone, from %2 to %3")
                                                .arg(text, textFromValue(minimum()), textFromValue(maximum()))
                                          : tr("“%1” is not a whole number from %2 to %3")
                                                .arg(text, textFromValue(minimum()), textFromValue(maximum()));
    const QString why = m_why.isEmpty() ? wrong : QStringLiteral("%1: %2").arg(wrong, m_why);
    return tr("%1. %2 stays %3.").arg(why, accessibleName(), textFromValue(value()));
}

void IntegerField::stepBy(int steps)
{
    m_gesture.step();
    QSpinBox::stepBy(steps);
}

void IntegerField::focusOutEvent(QFocusEvent* event)
{
    m_gesture.begin();
    QSpinBox::focusOutEvent(event);
}

void IntegerField::keyPressEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter) {
        QSpinBox::keyPressEvent(event);
        return;
    }
    m_gesture.begin();
    QSpinBox::keyPressEvent(event);
    event->accept();
    if (!FieldNote::standsAt(this))
        giveFocusBack(this);
}

/// Of an arrow: the text takes its own.
void IntegerField::mouseReleaseEvent(QMouseEvent* event)
{
    QSpinBox::mouseReleaseEvent(event);
    if (!edited() && !FieldNote::standsAt(this))
        giveFocusBack(this);
}

} // namespace lab
