// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/learner.h"

#include <QWidget>

#include <functional>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace lab
{

/// What is learned, from which start, for how long, and with which loss.
class LearnSettings : public QWidget
{
    Q_OBJECT
public:
    LearnSettings(Document& document, Learner& learner, QWidget* parent = nullptr);

signals:
    void informed(const QString& sentence);
    void targetWanted(); ///< a file with the output to reach is to be chosen

private:
    void makeWhatToLearn(QFormLayout* form);
    void makeStart(QFormLayout* form);
    void makeRun(QFormLayout* form);
    void refresh();
    void refreshWhat();
    void refreshStart();
    void learnWhat(int index);
    void drawHidden(const QString& text);
    void startFrom(int index);
    void setStart(const QString& text, Grid64 kernel, std::optional<std::uint64_t> seed);
    void changeSpec(const QString& text, const std::function<void(TrainSpec&)>& change);

    Document& m_document;
    Learner& m_learner;
    QComboBox* m_what = nullptr;
    QWidget* m_randomRow = nullptr; ///< size of a hidden kernel drawn at random
    QSpinBox* m_hiddenRows = nullptr;
    QSpinBox* m_hiddenCols = nullptr;
    QSpinBox* m_hiddenSeed = nullptr;
    QPushButton* m_reveal = nullptr;
    QLineEdit* m_tolerance = nullptr;
    QComboBox* m_start = nullptr;
    QSpinBox* m_seed = nullptr;
    QLineEdit* m_startText = nullptr;
    QSpinBox* m_epochs = nullptr;
    QComboBox* m_optimiser = nullptr;
    QComboBox* m_reduction = nullptr;
    QCheckBox* m_bias = nullptr;
    QComboBox* m_pace = nullptr;
};

} // namespace lab
