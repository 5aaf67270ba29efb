// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lessons/reaction.h"

#include <QWidget>

#include <vector>

class QAbstractButton;
class QButtonGroup;
class QFrame;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace lab
{

class MarkdownView;

/// A question with the place for its answer: a field, a list, cells that are clicked on the stage, or what is built
/// there; and below it what there is to say to the answer.
class AskBox : public QWidget
{
    Q_OBJECT
public:
    explicit AskBox(QWidget* parent = nullptr);

    /// `text`: the question; `chosen`: how many cells are clicked.
    void show(const Ask& ask, const AskState& state, const QString& text, int chosen);
    void setFolder(const QString& folder); ///< where pictures in its texts lie
    /// A key that is typed elsewhere and belongs to the answer; false when none is being typed.
    bool type(const QString& text);
    /// As by the button: what is typed, chosen, clicked or built.
    void check();
    QLineEdit* field() const { return m_field; }

signals:
    void answered(const lab::Given& given);
    void cellsAnswered();
    void buildAnswered();
    void hintWanted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void setQuestionFont();
    void showChoices(const Ask& ask, const AskState& state);
    void showReaction(const Ask& ask, const AskState& state);
    void setRole(QFrame& frame, const char* role);

    Ask m_ask;
    QString m_asked; ///< the id that the field is for
    MarkdownView* m_text = nullptr;
    QLineEdit* m_field = nullptr;
    QLabel* m_chosen = nullptr;
    QWidget* m_choices = nullptr;
    QVBoxLayout* m_choiceRows = nullptr;
    QButtonGroup* m_group = nullptr;
    QPushButton* m_check = nullptr;
    QPushButton* m_hint = nullptr;
    QFrame* m_said = nullptr;
    MarkdownView* m_sentence = nullptr;
    MarkdownView* m_more = nullptr; ///< hints, or what is revealed
};

} // namespace lab
