// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layers/layer.h"
#include "core/numbers/plane.h"
#include "core/numbers/result.h"
#include "core/session/view_state.h"
#include "ui/model/latest_job.h"
#include "ui/widgets/page.h"
#include "ui/widgets/tensor_view.h"

#include <array>
#include <memory>
#include <optional>
#include <vector>

class QComboBox;
class QGridLayout;
class QLabel;
class QToolButton;

namespace lab
{

class Document;
class ExplainView;
class KernelTurn;
class Segments;
class Stage;
class ViewModel;

/// The focused layer beside a counterpart of it, over the same input: as a convolution, with another kernel, or over
/// the input moved by some cells; and the difference of both outputs. Pointer, playhead and sight go together.
class ComparePage : public Page
{
    Q_OBJECT
public:
    ComparePage(Document& document, ViewModel& view, Stage& stage, QWidget* parent);
    ~ComparePage() override;

    enum Part : std::size_t { kInput, kKernel, kOutput, kDifference, kOtherKernel, kOtherOutput, kParts };
    TensorView* part(Part part) const { return m_parts[part].view; }
    QString verdict() const;
    bool settled() const { return !m_job.busy(); }
    void zoom(double factor); ///< all together
    void fit();
    /// Moves the input, where it is that which is compared.
    void shift(int down, int right);

protected:
    void refresh() override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Wanted;
    struct Found;
    struct Tensor {
        QLabel* title = nullptr;
        TensorView* view = nullptr;
    };
    QWidget* makeBar();
    QWidget* makeShiftBox();
    QWidget* makeFoot();
    void addPart(QGridLayout* grid, Part part, int row, int column);
    void change(const CompareWith& comparison);
    void seek();
    void showScenes();
    void setTexts();
    bool whole() const;
    QString verdictText() const;
    void point(Part part, std::optional<QPoint> cell);
    Spot spotOf(Part part, QPoint cell) const;
    void editKernel(Part part, QPoint cell, double value, int gesture);
    void swapKernels();
    void link(Part from);
    void fitAll();
    const CompareWith& comparison() const;
    PerAxis moved() const; ///< the input
    bool turned() const; ///< the other kernel is drawn as it lies on its windows

    Document& m_document;
    ViewModel& m_view;
    Stage& m_stage;
    std::array<Tensor, kParts> m_parts;
    Segments* m_againsts = nullptr;
    QComboBox* m_presets = nullptr;
    QToolButton* m_swap = nullptr;
    QWidget* m_shiftBox = nullptr;
    QLabel* m_shiftText = nullptr;
    QLabel* m_verdict = nullptr;
    std::array<ExplainView*, 2> m_explains{};
    KernelTurn* m_turn = nullptr;
    std::unique_ptr<Wanted> m_wanted; ///< null: nothing yet
    std::unique_ptr<Found> m_found; ///< null: nothing to compare with, or not yet
    QString m_problem; ///< why there is no counterpart
    bool m_zoomed = false; ///< by the person: the sight is not fitted any more
    bool m_linking = false;
    LatestJob<Result<Found>> m_job;
};

} // namespace lab
