// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/histogram.h"
#include "core/session/view_state.h"
#include "ui/model/latest_job.h"
#include "ui/picture/picture_view.h"
#include "ui/widgets/page.h"

#include <array>
#include <functional>
#include <memory>

class QBoxLayout;
class QButtonGroup;
class QComboBox;
class QLabel;
class QPushButton;
class QTemporaryDir;
class QToolButton;

namespace lab
{

class Document;
class ExplainView;
class HistogramView;
class NumberField;
class ProfileChart;
class Stage;
class ViewModel;

/// A picture before and after the focused layer, and how its output is shown: as what, and within which range.
class FilterPage : public Page
{
    Q_OBJECT
public:
    FilterPage(Document& document, ViewModel& view, Stage& stage, QWidget* parent);
    ~FilterPage() override;

    PictureView& picture() const { return *m_picture; }
    HistogramView& histogram() const { return *m_histogram; }
    /// Nothing is computed off the window's thread any more.
    bool settled() const { return !m_counting.busy() && !m_comparing.busy(); }
    ProfileChart& profile() const { return *m_profile; }
    /// Lays a line from side to side through what is asked about, or the present step; takes away the one that is
    /// there.
    void toggleProfile();
    /// The rectangle of the input that was drawn becomes the input.
    void takePatch();

signals:
    void profileWanted(); ///< to be written to a file

protected:
    QString absence() override;
    void refresh() override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Counts {
        Histogram before, after;
        Statistics statistics; ///< of the output
        std::int64_t beyond = 0;
    };
    /// The line whose profile is shown, and of which numbers.
    struct Profiled {
        QLine line;
        Identity before, after;
        bool operator==(const Profiled&) const = default;
    };
    QWidget* makeBar();
    void layBar();
    QWidget* makeRange();
    QWidget* makeProfile(QWidget* parent);
    QWidget* makeFoot();
    template <class T>
    QWidget* choices(QButtonGroup*& group, std::span<const LookInfo<T>> table, std::function<void(int)> choose);
    void change(const std::function<void(PictureLook&)>& edit);
    void followLook();
    void followPatch();
    void followLine();
    void dragOut();
    void count();
    void takeCounts(Counts counts);
    void compare();
    void fitTo(double share);
    void point(std::optional<PictureView::Place> place);
    Spot spotOf(const PictureView::Place& place) const;

    Document& m_document;
    ViewModel& m_view;
    Stage& m_stage;
    PictureView* m_picture = nullptr;
    HistogramView* m_histogram = nullptr;
    ProfileChart* m_profile = nullptr;
    QWidget* m_counts = nullptr; ///< the histogram with its caption; instead of it
    QWidget* m_alongLine = nullptr; ///< the profile with its buttons
    ExplainView* m_explain = nullptr;
    QButtonGroup* m_tones = nullptr;
    QButtonGroup* m_besides = nullptr;
    QLabel* m_hint = nullptr;
    QBoxLayout* m_barRows = nullptr;
    QLabel* m_barTitle = nullptr;
    NumberField* m_lo = nullptr;
    NumberField* m_hi = nullptr;
    QLabel* m_beyond = nullptr;
    QLabel* m_facts = nullptr;
    QToolButton* m_own = nullptr;
    QPushButton* m_take = nullptr;
    QComboBox* m_channel = nullptr;
    LatestJob<Counts> m_counting;
    LatestJob<std::vector<Grid>> m_comparing;
    LatestJob<ValueRange> m_fitting;
    std::unique_ptr<QTemporaryDir> m_draggedOut; ///< the file that was dragged out last: others may read it later
    Profiled m_profiled;
    Identity m_compared; ///< of the output of which the difference is shown
};

} // namespace lab
