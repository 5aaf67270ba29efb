// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/learner.h"
#include "ui/widgets/integer_field.h"
#include "ui/widgets/number_field.h"

#include <QWidget>

#include <functional>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;

namespace lab
{

/// What is learned, and from which start. Apart from it more(): for how long, with which optimiser and loss.
class LearnSettings : public QWidget
{
    Q_OBJECT
public:
    LearnSettings(Document& document, Learner& learner, QWidget* parent);

    /// The settings that a first run needs no word about: a widget of the same parent, to be placed by it.
    QWidget* more() const { return m_more; }

signals:
    void targetWanted(); ///< a file with the output to reach is to be chosen

private:
    void makeWhatToLearn(QFormLayout* form);
    void makeStart(QFormLayout* form);
    void makeRun(QFormLayout* form);
    IntegerField* addField(const QString& name, int least, int most);
    void refresh();
    void refreshWhat();
    void refreshStart();
    bool takeStart(); ///< what is typed; false when it is refused
    void showStart();
    void learnWhat(int index);
    void drawHidden(const QString& text);
    void startFrom(int index);
    void setStart(const QString& text, Grid64 kernel, std::optional<std::uint64_t> seed);
    void changeSpec(const QString& text, const std::function<void(TrainSpec&)>& change);

    Document& m_document;
    Learner& m_learner;
    QWidget* m_more = nullptr;
    QComboBox* m_what = nullptr;
    QWidget* m_randomRow = nullptr; ///< size of a hidden kernel drawn at random
    IntegerField* m_hiddenRows = nullptr;
    IntegerField* m_hiddenCols = nullptr;
    IntegerField* m_hiddenSeed = nullptr;
    QPushButton* m_reveal = nullptr;
    NumberField* m_tolerance = nullptr;
    QComboBox* m_start = nullptr;
    IntegerField* m_seed = nullptr;
    QLineEdit* m_startText = nullptr;
    IntegerField* m_epochs = nullptr;
    QComboBox* m_optimiser = nullptr;
    QComboBox* m_reduction = nullptr;
    QCheckBox* m_bias = nullptr;
    QComboBox* m_pace = nullptr;
};

} // namespace lab
