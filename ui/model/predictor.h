// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lessons/reaction.h"

#include <QObject>

#include <optional>

namespace lab
{

class Course;
class Document;
class ViewModel;

/// "Predict first": what the present step computes is hidden until somebody says what it is.
class Predictor : public QObject
{
    Q_OBJECT
public:
    /// Larger windows and outputs are not asked for.
    static constexpr std::int64_t kMostTaps = 64, kMostCells = 64;

    Predictor(Document& document, ViewModel& view, Course& course, QObject* parent = nullptr);

    bool on() const { return m_on; }
    void setOn(bool on);
    /// What is asked of the present step; null: nothing can be asked here, or it is off.
    const Ask* shown() const { return m_ask ? &*m_ask : nullptr; }
    const Ask* open() const { return m_ask && m_state.open() ? &*m_ask : nullptr; }
    const AskState& state() const { return m_state; }
    void answer(const Given& given);
    void showAnswer();
    int right() const { return m_right; } ///< at the first try, of …
    int asked() const { return m_asked; } ///< … those that were answered or shown

signals:
    void changed();

private:
    void follow();
    void settle(AskState::Phase phase);
    std::optional<Ask> askNow() const;

    Document& m_document;
    ViewModel& m_view;
    Course& m_course;
    bool m_on = false;
    bool m_following = false;
    std::optional<Ask> m_ask;
    AskState m_state;
    int m_right = 0, m_asked = 0;
};

} // namespace lab
