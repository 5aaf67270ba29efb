// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/field_keys.h"

#include <QSpinBox>

#include <optional>

namespace lab
{

/// A whole number to be typed, in any locale, as NumberField is for the others. What cannot be is refused with a note
/// at the field once it is typed, where a QSpinBox swallows the keys.
class IntegerField : public QSpinBox
{
    Q_OBJECT
public:
    explicit IntegerField(QWidget* parent = nullptr);

    bool edited() const; ///< something is typed that was not taken yet
    int gesture() const { return m_gesture.number(); } ///< see FieldGesture
    /// What may be typed, both ends included, and why no more, such as "the window must fit into the input"; the tool
    /// tip says both. Values that are set, and not typed, may go further: they widen the range.
    void setBounds(int least, int most, const QString& why);
    /// One sentence why `text` cannot be taken.
    QString refusal(const QString& text) const;

    void stepBy(int steps) override;

protected:
    QString textFromValue(int value) const override;
    int valueFromText(const QString& text) const override;
    QValidator::State validate(QString& text, int& position) const override;
    void fixup(QString& text) const override;
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    QString withoutPrefix(const QString& text) const;
    std::optional<int> read(const QString& text) const;

    FieldGesture m_gesture;
    QString m_why; ///< the range is as it is; may be empty
};

} // namespace lab
