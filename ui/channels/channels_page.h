// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/channel_layer.h"
#include "core/channels/channel_step.h"
#include "ui/io/weight_file.h"
#include "ui/model/latest_job.h"
#include "ui/widgets/page.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QAction;
class QComboBox;
class QLabel;
class QPoint;
class QPushButton;

namespace lab
{

class ChannelStage;
class Chip;
class Document;
class ExplainView;
class LayerForm;
class NumberField;
class Segments;
class StepBar;
class TensorView;
class ViewModel;
class WeightChoice;
struct ChannelLook;
struct ChannelSample;
struct ChannelStack;
struct ChannelWork;

/// Layers of several channels, step by step: those of an example, or the session's own, which an example becomes as
/// soon as a number or a setting of it is changed.
class ChannelsPage : public Page
{
    Q_OBJECT
public:
    ChannelsPage(Document& document, ViewModel& view, QWidget* parent);
    ~ChannelsPage() override;

    const ChannelSample& sample() const { return *m_sample; }
    const ChannelStack& stack() const { return *m_stack; } ///< what is shown
    bool own() const; ///< it is the session's
    const ChannelPlan& plan() const { return m_plan; }
    ChannelStep step() const;
    void seek(std::int64_t index); ///< a step of the plan, clamped
    TensorView* output(int channel) const;
    ChannelStage& tensors() const { return *m_stage; }
    QString sums() const; ///< what is added up, a line each
    QString words() const; ///< the sentence, as a screen reader says it
    QString counts() const;
    void openSettings(); ///< of the layer
    /// Reads a file of weights, and lets one of its arrays be put into the layer.
    void openWeights(const QString& path);

signals:
    void openWanted(); ///< weights from a file
    void saveWanted(); ///< weights into a file
    void failed(const QString& sentence);
    void informed(const QString& sentence);
    void shown(); ///< a step, after all of the page shows it

protected:
    void refresh() override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeBar();
    QWidget* makeSide();
    QWidget* makeSteps();
    QPushButton* makeMenu(QWidget* parent);
    void change(QWidget* control, const QString& text, const std::function<void(ChannelStack&)>& edit,
                const QString& key = {}, std::optional<std::size_t> layer = {});
    void changeLook(const std::function<void(ChannelLook&)>& edit);
    void setWeight(int channel, QPoint cell, double value, int gesture);
    void setInput(int channel, QPoint cell, double value, int gesture);
    void takeSlide();
    void chooseWeights(std::shared_ptr<const WeightFile> file);
    void takeWeights(const std::shared_ptr<const WeightFile>& file, const WeightChoice& choice);
    void compute();
    void show();
    void showBar();
    void showBias(int out);
    void showCounts();
    void stepTo(MapCell cell);

    Document& m_document;
    ViewModel& m_view;
    const ChannelSample* m_sample = nullptr;
    std::shared_ptr<const ChannelStack> m_stack;
    bool m_fromSample = false; ///< m_stack is the sample's
    std::size_t m_layer = 0;
    std::vector<std::unique_ptr<ChannelWork>> m_works; ///< one for each layer; none where they are too large
    ChannelPlan m_plan;
    int m_out = 0; ///< the output channel that is stepped
    QComboBox* m_samples = nullptr;
    QComboBox* m_layers = nullptr;
    Chip* m_settings = nullptr;
    QAction* m_remove = nullptr;
    QAction* m_added = nullptr;
    QAction* m_each = nullptr;
    Segments* m_grains = nullptr;
    QLabel* m_about = nullptr;
    ChannelStage* m_stage = nullptr;
    QWidget* m_biasBox = nullptr;
    QLabel* m_biasName = nullptr;
    NumberField* m_bias = nullptr;
    QLabel* m_names = nullptr;
    QLabel* m_values = nullptr;
    QLabel* m_counts = nullptr;
    ExplainView* m_explain = nullptr;
    StepBar* m_bar = nullptr;
    QLabel* m_place = nullptr;
    LatestJob<Result<WeightFile>> m_reading;
    LatestJob<Result<ChannelLayer>> m_taking;
};

} // namespace lab
