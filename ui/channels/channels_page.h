// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/channel_layer.h"
#include "core/channels/channel_step.h"
#include "ui/widgets/page.h"
#include "ui/widgets/tensor_view.h"

#include <memory>
#include <vector>

class QButtonGroup;
class QComboBox;
class QGridLayout;
class QLabel;
class QVBoxLayout;

namespace lab
{

class ExplainView;
class StepBar;
class ViewModel;
struct ChannelWork;
struct ChannelSample;

/// A layer of several channels, step by step: input channels and their kernels beneath each other, what each
/// contributes, the output maps, and what is added up. The layers are those of a sample.
class ChannelsPage : public Page
{
    Q_OBJECT
public:
    explicit ChannelsPage(ViewModel& view, QWidget* parent);
    ~ChannelsPage() override;

    const ChannelSample& sample() const { return *m_sample; }
    const ChannelPlan& plan() const { return m_plan; }
    ChannelStep step() const;
    void seek(std::int64_t index); ///< a step of the plan, clamped
    TensorView* output(int channel) const { return m_outputs[std::size_t(channel)].view; }
    QString sums() const; ///< what is added up, a line each
    QString words() const; ///< the sentence, as a screen reader says it
    QString counts() const;

protected:
    void refresh() override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Tensor {
        QLabel* title = nullptr;
        TensorView* view = nullptr;
    };
    struct Row {
        QLabel* name = nullptr;
        Tensor input, kernel, part;
    };
    QWidget* makeBar();
    QWidget* makeSteps();
    QWidget* makeSide();
    Tensor makeTensor();
    void compute();
    void show();
    void fitAll();
    std::vector<TensorView*> shownViews() const;

    ViewModel& m_view;
    const ChannelSample* m_sample = nullptr;
    std::size_t m_layer = 0;
    std::vector<std::unique_ptr<ChannelWork>> m_works; ///< one for each layer of the sample
    ChannelPlan m_plan;
    QComboBox* m_samples = nullptr;
    QComboBox* m_layers = nullptr;
    QButtonGroup* m_grains = nullptr;
    QLabel* m_about = nullptr;
    QGridLayout* m_grid = nullptr;
    QGridLayout* m_outputGrid = nullptr;
    std::vector<Row> m_rows;
    std::vector<Tensor> m_outputs;
    QLabel* m_names = nullptr;
    QLabel* m_values = nullptr;
    QLabel* m_counts = nullptr;
    ExplainView* m_explain = nullptr;
    StepBar* m_bar = nullptr;
    QLabel* m_place = nullptr;
};

} // namespace lab
