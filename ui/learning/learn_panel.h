// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/learning/learn_settings.h"
#include "ui/model/learner.h"
#include "ui/widgets/loss_chart.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/rate_slider.h"
#include "ui/widgets/tensor_view.h"

#include <QPointer>
#include <QWidget>

class QAction;
class QBoxLayout;
class QHBoxLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace lab
{

class LiveLabel;

/// Learns a kernel: what, how, and how it goes.
class LearnPanel : public QWidget
{
    Q_OBJECT
public:
    LearnPanel(Document& document, Learner& learner, QWidget* parent = nullptr);

    LossChart* chart() const { return m_chart; }
    QString log() const; ///< as the book prints it
    /// Commands on the chart, as small buttons beside its title.
    void addChartActions(const QList<QAction*>& actions);
    /// Puts an experiment of the table on the stage and runs it.
    void runExperiment(const char* id);

signals:
    void informed(const QString& sentence);
    void targetWanted(); ///< a file with the output to reach is to be chosen

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeControls();
    void connectRate();
    QLayout* makeKernels();
    void showKernel(TensorView* view, QLabel* label, const QString& name, const Grid64* kernel,
                    const std::vector<double>& beside);
    void refreshSettings();
    void refreshProgress();
    void refreshStability();
    double rateNow() const; ///< of the next epoch
    void makeResult(QBoxLayout* rows);
    void openLog();
    void showLog();
    QString curvatureText(const Curvature& curvature) const;

    Document& m_document;
    Learner& m_learner;
    QLabel* m_lossName = nullptr;
    LiveLabel* m_lossValue = nullptr;
    LossChart* m_chart = nullptr;
    QHBoxLayout* m_chartActions = nullptr;
    NumberField* m_rate = nullptr;
    RateSlider* m_rateSlider = nullptr;
    QString m_rateGesture; ///< of the slider
    QLabel* m_limit = nullptr;
    QPushButton* m_run = nullptr;
    QPushButton* m_step = nullptr;
    QPushButton* m_back = nullptr;
    QPushButton* m_reset = nullptr;
    QLabel* m_status = nullptr;
    QPushButton* m_logButton = nullptr;
    QPointer<QPlainTextEdit> m_log; ///< while it is open
    QString m_shownLog;
    QLabel* m_kernelName = nullptr;
    TensorView* m_kernel = nullptr;
    QLabel* m_answerName = nullptr;
    TensorView* m_answer = nullptr;
    LearnSettings* m_settings = nullptr;
    QLabel* m_curvature = nullptr;
};

} // namespace lab
