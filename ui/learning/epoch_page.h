// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learning/gradient_terms.h"
#include "ui/learning/learning_page.h"
#include "ui/model/epoch_state.h"
#include "ui/model/latest_job.h"
#include "ui/model/timeline.h"
#include "ui/paint/formula_painter.h"
#include "ui/widgets/tensor_view.h"

#include <QWidget>

#include <array>

class QButtonGroup;
class QSlider;
class QToolButton;

namespace lab
{

class LiveLabel;

class ExplainView;
class OperatorView;
class Player;

/// One epoch, laid open: output, residual, gradient, update. The gradient is built cell by cell, as the correlation
/// it is: the residuals slide over the input (∂loss/∂K), or the turned kernel over the residuals (∂loss/∂X).
class EpochPage : public LearningPage
{
    Q_OBJECT
public:
    EpochPage(Document& document, Learner& learner, Player& player, QWidget* parent = nullptr);

    enum class Of { Kernel, Input };
    void setGradientOf(Of of);
    Of gradientOf() const { return m_of; }
    /// The cell of the gradient that is being built, and the product that was made last, from 0.
    void show(QPoint cell, int product);
    QPoint cell() const { return m_cell; }
    int product() const { return m_product; }
    TensorView* view(int index) const { return m_tiles[std::size_t(index)].view; }
    /// In rows of three: Ŷ − Y = R; X ⋆ R = ∂loss/∂K; K − rate · gradient = the next K.
    enum View : int { kOutput, kTarget, kResidual, kInput, kLaid, kGradient, kBefore, kStep, kUpdate, kViews };
    QString checkText() const { return textOf(check()); }
    /// While something of learning is asked, neither the loss nor a gradient or what follows from it is told.
    void setAsked(bool asked);
    /// To the gradient, none of whose products is made yet.
    void beginProducts();

signals:
    void seekWanted(int position); ///< on the timeline of epochs
    void pointed(const QString& readOut); ///< empty: nothing is pointed at

protected:
    void refresh() override;
    void forget() override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    /// The products of all cells of the gradient, in reading order.
    class Products : public Timeline
    {
    public:
        explicit Products(EpochPage& page) : m_page(page) {}
        std::int64_t count() const override;
        std::int64_t index() const override;
        std::int64_t coarser(int direction) const override; ///< to a cell
        void seek(std::int64_t index) override;

    private:
        EpochPage& m_page;
    };
    std::vector<int> productsBefore() const; ///< each cell of the gradient; and at last all
    /// The gradient of a cell, and the same by differences of the loss.
    struct Check {
        QString name;
        double difference = 0;
        double exact = 0;
    }; // no name: nothing to be checked yet
    Check check() const;
    static QString textOf(const Check& check);
    struct Tile {
        LiveLabel* title = nullptr;
        TensorView* view = nullptr;
    };
    struct Pointed {
        View view;
        QPoint cell;
    };
    void point(View view, std::optional<QPoint> cell);
    void makeTiles();
    void makeBuilder();
    void take(EpochMaps maps);
    void draw();
    TensorScene sceneOf(View view) const;
    void markTerms(View view, const std::vector<GradientTerm>& all, TensorScene& scene) const;
    void drawTitles();
    void drawSlider(bool stepped);
    int reached() const; ///< phases that are done, 1..4; 4 at the start as well, where the next epoch is shown whole
    std::vector<GradientTerm> terms() const;
    std::size_t madeProducts(const std::vector<GradientTerm>& all) const;
    Formula gradientSentence(const std::vector<GradientTerm>& terms) const;
    Formula outputSentenceOf(QPoint cell) const;
    Formula residualSentence(QPoint cell) const;
    Formula updateSentence(QPoint cell) const;
    void explain(); ///< the cell that is pointed at, else what the present phase does
    void drawOperators();
    void placeRows();
    QPoint worstOutput() const; ///< the output farthest from its target
    bool ready() const;
    Shape gradientShape() const;
    void step(int products);

    Document& m_document;
    Learner& m_learner;
    Player& m_player;
    Products m_products{*this};
    std::array<Tile, kViews> m_tiles;
    std::array<QWidget*, 3> m_rows{};
    std::array<OperatorView*, 6> m_operators{}; ///< two a row
    std::array<QToolButton*, 4> m_phases{};
    LiveLabel* m_loss = nullptr;
    std::optional<Pointed> m_pointed;
    QButtonGroup* m_ofButtons = nullptr;
    QSlider* m_slider = nullptr;
    LiveLabel* m_place = nullptr;
    ExplainView* m_explain = nullptr;
    LiveLabel* m_check = nullptr;
    EpochState m_state;
    EpochMaps m_maps;
    Of m_of = Of::Kernel;
    QPoint m_cell;
    int m_product = 0;
    bool m_asked = false;
    bool m_whole = true; ///< all products are made: the gradient is complete
    LatestJob<EpochMaps> m_computation;
};

} // namespace lab
