// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/teaching/exam.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QLabel;
class QSpinBox;

namespace lab
{

/// Questions as in an exam: how many, how hard, and the seed that makes them the same again.
class ExamPanel : public QWidget
{
    Q_OBJECT
public:
    explicit ExamPanel(QWidget* parent = nullptr);

    std::vector<ExamQuestion> sheet() const;
    std::uint64_t seed() const;
    ExamLevel level() const;

signals:
    void beginWanted();
    void saveWanted(); ///< the sheet, for a class

private:
    QComboBox* m_level = nullptr;
    QSpinBox* m_count = nullptr;
    QSpinBox* m_seed = nullptr;
};

} // namespace lab
