// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/document.h"
#include "ui/model/field_walk.h"
#include "ui/scenes/presented_layout.h"
#include "ui/scenes/stage_scene.h"
#include "ui/widgets/tensor_view.h"

#include <QLabel>
#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

namespace lab
{

class FrameClock;
class Player;
class StackStrip;
class TensorChips;
class ViewModel;

/// Input, kernel, output (and the maps between, in a stack), side by side; of a deep stack the focused layer, and all
/// maps in a strip above. What is pointed at lights up what belongs to it, and cells are edited in place.
class Stage : public QWidget
{
    Q_OBJECT
public:
    /// Inputs of more cells than this are looked at, not edited cell by cell.
    static constexpr std::int64_t kMostEditableCells = 1 << 20;

    Stage(Document& document, ViewModel& view, Player& player, FrameClock& clock, QWidget* parent = nullptr);
    ~Stage() override;

    TensorView* mapView(std::size_t map) const { return m_maps[map].view; }
    TensorView* kernelView(std::size_t layer) const { return m_kernels[layer].view; }
    TensorChips* chipsOfMap(std::size_t map) const { return m_maps[map].chips; }
    TensorChips* chipsOfKernel(std::size_t layer) const { return m_kernels[layer].chips; }
    TensorView* outputView() const;
    const std::optional<Formula>& formula() const { return m_scenes.formula; }
    /// The same, of another step of the focused layer.
    std::optional<Formula> formulaAt(const Step& step) const;
    StackStrip* strip() const { return m_strip; }
    /// Lights the field of the element that is explained map by map; again, it ends.
    void walkBack();
    FieldWalk& walk() { return m_walk; }
    /// What the stage shows, for views of the same.
    StageState stateNow() const;
    StageScenes scenesNow() const; ///< the same, lit
    void zoom(double factor); ///< the view that has the focus, or all
    void fit();
    /// The view whose matrix Copy and Paste mean: of the input or of a kernel, if one has the focus.
    std::optional<Spot> focusedTensor() const;

    /// What the menus of the tensors offer, before what every one offers.
    struct TensorActions {
        QList<QAction*> input, kernel, map;
    };
    void setTensorActions(TensorActions actions);
    /// For whoever only looks: without what can be set, and colour bars, in numbers that are read from afar.
    struct Presented {
        int cell = kReadableAfar; ///< pixels of a cell of what is large
        std::optional<bool> large; ///< a part of the maps, large; none: where all of them would be smaller
    };
    void setPresented(std::optional<Presented> presented);
    /// Only a part of the maps is there, large, and follows the window.
    bool large() const { return m_isLarge; }
    /// Which part of each map is looked at, to come back to it.
    std::vector<std::optional<Viewport>> sight() const;
    void setSight(const std::vector<std::optional<Viewport>>& sight);

    QSize minimumSizeHint() const override { return {200, 90}; }

signals:
    void formulaChanged();
    void chosen(const lab::Spot& spot); ///< as an answer
    void pointed(const QString& readOut); ///< empty: nothing is pointed at
    void informed(const QString& sentence);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Tensor {
        QLabel* title = nullptr;
        QLabel* subtitle = nullptr; ///< elided; whole in its tool tip
        TensorView* view = nullptr;
        TensorChips* chips = nullptr;
        QRect head = {}; ///< of the title, and the subtitle after it
        QString name = {}; ///< that is the title where there is room for it
        bool bare = false; ///< no room for the chips
        std::vector<QWidget*> widgets() const;
    };
    Tensor makeTensor(Spot::Part part, std::size_t index);
    void makeTensors();
    const QList<QAction*>& actionsOf(Spot::Part part, std::size_t index) const;
    void rebuild();
    void updateSigns();
    void light();
    void follow(const ViewChanges& changes);
    std::vector<StageItem> itemsNow() const;
    void placeTensors();
    void layOut();
    QRect areaUnder(int strip) const;
    bool largeNow() const;
    void followWindow();
    TensorScene inSight(std::size_t map) const;
    void paintWholes(QPainter& painter, const Theme& theme);
    TensorView::Keys keysOf(Spot::Part part, std::size_t index) const;
    void setTexts();
    void sayWhatIsAsked();
    void placeTitles();
    void applyScenes();
    void point(Spot::Part part, std::size_t index, std::optional<QPoint> cell);
    void click(Spot::Part part, std::size_t index, QPoint cell);
    void editCell(Spot::Part part, std::size_t index, QPoint cell, double value, int gesture);
    void link(std::size_t map);
    QString readOut(const Spot& spot) const;
    bool inputEditable() const;

    Document& m_document;
    ViewModel& m_view;
    Player& m_player;
    TensorActions m_tensorActions;
    std::optional<Presented> m_presented;
    std::vector<Tensor> m_maps;
    std::vector<Tensor> m_kernels;
    StackStrip* m_strip = nullptr;
    FieldWalk m_walk;
    std::unique_ptr<StageState> m_state; ///< never null; as it was shown last
    StageScenes m_plain; ///< of it, without lights
    StageScenes m_scenes;
    StageLayout m_layout;
    std::vector<StageItem> m_items; ///< that m_layout is for
    bool m_isLarge = false; ///< m_layout is that of m_large, of input, kernel and output
    LargeLayout m_large;
    std::array<QRect, 2> m_parts; ///< of input and output, the cells that are large
    std::array<TensorPainter, 2> m_wholes;
    QString m_readOut; ///< as it was said last
    bool m_linking = false;
    std::pair<int, QString> m_gesture; ///< of the view, and its name for the document
};

} // namespace lab
