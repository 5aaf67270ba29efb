// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/learning/learning_page.h"
#include "ui/model/learner.h"
#include "ui/widgets/tensor_view.h"

#include <QWidget>

#include <array>
#include <vector>

class QGridLayout;
class QLabel;
class QPushButton;
class QSlider;

namespace lab
{

class LiveLabel;

/// Why a run did not find the kernel: what the input tells of it and what it leaves open, beside the exact answer.
class AnswerPage : public LearningPage
{
    Q_OBJECT
public:
    AnswerPage(Document& document, Learner& learner, QWidget* parent = nullptr);

    enum Tile : int { kHidden, kLearned, kExact, kOther, kTiles };
    TensorView* tile(Tile tile) const { return m_tiles[std::size_t(tile)].view; }
    /// The undetermined directions that are drawn.
    std::size_t directions() const { return m_directions.size(); }
    QString verdict() const;
    /// How far the exact answer is moved along the chosen direction.
    void setAlong(double along);

protected:
    void refresh() override;

private:
    struct Labelled {
        LiveLabel* title = nullptr;
        TensorView* view = nullptr;
        LiveLabel* note = nullptr;
    };
    Labelled addTile(QGridLayout* grid, int column);
    void refreshDirections();
    void refreshOther();
    QString verdictText() const;

    Document& m_document;
    Learner& m_learner;
    QLabel* m_verdict = nullptr;
    QLabel* m_numbers = nullptr;
    std::array<Labelled, kTiles> m_tiles;
    QLabel* m_directionTitle = nullptr;
    QWidget* m_directionBox = nullptr;
    std::vector<TensorView*> m_directions;
    QSlider* m_along = nullptr;
    QWidget* m_alongRow = nullptr;
    std::vector<std::vector<double>> m_open; ///< undetermined directions
    int m_chosen = 0;
};

/// What the input tells, in a sentence for a class; empty when it tells everything.
QString toldText(const Identifiability& it);

} // namespace lab
