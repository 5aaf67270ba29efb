// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/tensor_view.h"

#include <QWidget>

#include <vector>

class QGridLayout;
class QLabel;
class QListWidget;

namespace lab
{

struct ChannelScenes;
struct ChannelWork;

/// The tensors of a step: input channels and their kernels beneath each other, what each contributes, and the output
/// maps. Of many channels those around the present one are shown large, and all of them as small pictures.
class ChannelStage : public QWidget
{
    Q_OBJECT
public:
    static constexpr int kMostRows = 4; ///< input channels that are shown beneath each other
    static constexpr int kMostOutputs = 3;

    explicit ChannelStage(QWidget* parent);

    void show(const ChannelWork& work, const ChannelScenes& scenes, int part, bool inputEditable);
    /// The view of an output channel; null while it is only one of the small pictures.
    TensorView* output(int channel) const;
    TensorView* input(int channel) const;
    TensorView* kernel(int channel) const; ///< that is multiplied with input channel `channel`
    QListWidget* outputGallery() const { return m_outputGallery; }
    QListWidget* inputGallery() const { return m_inputGallery; }

signals:
    void inputEdited(int channel, QPoint cell, double value, int gesture);
    /// Of the stepped output channel's kernel for input channel `channel`.
    void weightEdited(int channel, QPoint cell, double value, int gesture);
    void fileDropped(const QString& path); ///< onto a kernel
    void outputChosen(int channel);
    void partChosen(int part); ///< an input channel, by its place in the group

protected:
    bool eventFilter(QObject* watched, QEvent* event) override; ///< files that are dropped onto a kernel
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Tensor {
        QLabel* title = nullptr;
        TensorView* view = nullptr;
    };
    struct Row {
        QLabel* name = nullptr;
        Tensor input, kernel, part;
        int channel = -1; ///< of the input
    };
    struct Output {
        Tensor tensor;
        int channel = -1;
    };
    Tensor makeTensor(TensorView::Keys keys);
    QListWidget* makeGallery(const QString& name);
    void makeRow();
    void showRows(const ChannelScenes& scenes, int part, bool inputEditable);
    void showOutputs(const ChannelWork& work, const ChannelScenes& scenes);
    void fillGallery(QListWidget* gallery, const std::vector<TensorScene>& scenes, const std::vector<int>& channels,
                     int current);
    std::vector<TensorView*> shownViews() const;
    void fitAll();

    QGridLayout* m_grid = nullptr;
    QGridLayout* m_outputGrid = nullptr;
    std::vector<Row> m_rows;
    std::vector<Output> m_outputs;
    QListWidget* m_inputGallery = nullptr;
    QListWidget* m_outputGallery = nullptr;
};

} // namespace lab
