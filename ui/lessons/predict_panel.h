// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;

namespace lab
{

class AskBox;
class Document;
class Predictor;

/// What comes out of the present step? Asked before it is shown.
class PredictPanel : public QWidget
{
    Q_OBJECT
public:
    PredictPanel(Document& document, Predictor& predictor, QWidget* parent = nullptr);

    AskBox& ask() const { return *m_ask; }
    /// The Enter key: checks what is typed, or takes the next step.
    void goOn();

signals:
    void stepWanted();

private:
    void follow();

    Document& m_document;
    Predictor& m_predictor;
    QCheckBox* m_on = nullptr;
    AskBox* m_ask = nullptr;
    QLabel* m_nothing = nullptr;
    QLabel* m_score = nullptr;
    QPushButton* m_show = nullptr;
    QPushButton* m_next = nullptr;
};

} // namespace lab
