// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Stacks as values and as pixels: the strip, fields as the sets they are, poolings and activations explained.
#include "core/layers/kernels.h"
#include "core/session/evaluate.h"
#include "core/session/samples.h"
#include "core/session/stack_edits.h"
#include "ui/paint/tensor_painter.h"
#include "ui/scenes/layer_formulas.h"
#include "ui/scenes/matrix_scene.h"
#include "ui/scenes/stage_render.h"
#include "ui/scenes/stage_state.h"
#include "ui/scenes/stage_text.h"

#include <QGuiApplication>
#include <QPainter>

#include <gtest/gtest.h>

namespace lab
{

namespace
{

StageState stateFor(const Session& session, OutputCell cell = {})
{
    StageState state;
    state.session = session;
    state.geometries = *resolve(session.input->shape(), session.layers);
    state.kernels = shownKernels(session);
    state.maps = std::make_shared<const FeatureMaps>(*evaluate(session, {}));
    const Plan plan(state.geometries[session.focus], Grain::Window);
    state.step = plan.at(plan.indexOf(cell));
    return state;
}

Session sessionWith(Grid x, std::vector<Layer> layers)
{
    Session session;
    session.input = matrixPicture("x", std::move(x));
    session.layers = std::move(layers);
    session.focus = session.layers.size() - 1;
    return session;
}

QString numbersIn(const StageScenes& scenes)
{
    QStringList parts;
    for (const FormulaToken& token : scenes.formula->numbers)
        parts << token.text;
    return parts.join(QLatin1Char(' '));
}

QImage painted(const TensorScene& scene, double scale)
{
    QImage image(int(scene.shape.cols * scale), int(scene.shape.rows * scale), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    TensorPainter().paint(painter, image.size(), scene, {scale, {0, 0}}, lightTheme(), QGuiApplication::font());
    return image;
}

TEST(StripLayouts, NothingOverlapsOrLeavesTheArea)
{
    for (const int count : {4, 9, 19, 33}) {
        for (const QSize size : {QSize(640, 130), QSize(900, 190), QSize(1800, 300)}) {
            std::vector<QSizeF> maps(std::size_t(count), QSizeF(64, 48));
            maps.back() = {1, 1};
            const QRect area(QPoint(16, 8), size);
            const StripLayout strip = layoutStrip(area, maps, 14);
            ASSERT_EQ(strip.views.size(), maps.size());
            for (std::size_t i = 0; i < maps.size(); ++i) {
                EXPECT_TRUE(area.contains(strip.views[i])) << count << " maps, " << size.width();
                EXPECT_FALSE(strip.views[i].intersects(strip.captions[i]));
                for (std::size_t j = 0; j < i; ++j)
                    EXPECT_FALSE(strip.views[i].intersects(strip.views[j]));
            }
            EXPECT_LE(strip.height, size.height());
        }
    }
}

TEST(Fields, ArePaintedAsTheSetsTheyAre) // dilation leaves holes, in large cells and in small ones
{
    Layer dilated{Grid({3, 3}, 1.0F), 0, {}};
    dilated.spec.dilation = {2, 2};
    const Session session = sessionWith(Grid({9, 9}, 1.0F), {dilated, Layer{Grid({1, 1}, 1.0F), 0, {}}});
    const StageScenes scenes = stageScenes(stateFor(session, {1, 1}));
    ASSERT_TRUE(scenes.maps[0].field);
    EXPECT_EQ(scenes.maps[0].field->cells, (CellSet{{1, 3, 5}, {1, 3, 5}}));
    EXPECT_EQ(scenes.notes[0], QStringLiteral("sees 3 × 3"));
    TensorScene scene = scenes.maps[0];
    scene.field->fade = true;
    for (const double scale : {8.0, 40.0}) {
        const QImage image = painted(scene, scale);
        const double clear = scale < 20 ? 0.5 : 0.85; // of frames, and of digits
        const auto at = [&](int row, int col) {
            return image.pixelColor(int((col + 0.5) * scale), int((row + clear) * scale));
        };
        EXPECT_NE(at(1, 1), at(0, 0)) << scale;
        EXPECT_EQ(at(2, 2), at(0, 0)) << scale << ": a hole";
        EXPECT_EQ(at(8, 8), at(0, 0)) << scale;
        EXPECT_EQ(at(5, 5), at(1, 1)) << scale;
    }
}

TEST(Fields, FadeWhereFewPathsLead)
{
    Session session = sessionWith(Grid({5, 5}, 1.0F), std::vector<Layer>(2, Layer{Grid({3, 3}, 1.0F), 0, {}}));
    StageState state = stateFor(session);
    state.view.shadePaths = true;
    const StageScenes scenes = stageScenes(state);
    EXPECT_EQ(scenes.maps[0].field->rowShares, (std::vector<double>{1.0 / 3, 2.0 / 3, 1, 2.0 / 3, 1.0 / 3}));
    for (const double scale : {8.0, 40.0}) {
        const double clear = scale < 20 ? 0.5 : 0.85;
        const QImage image = painted(scenes.maps[0], scale);
        const auto away = [&](int cell) { // from the value's own colour, which all these cells have
            const QColor colour = image.pixelColor(int((cell + 0.5) * scale), int((cell + clear) * scale));
            return contrast(colour, lightTheme().white);
        };
        EXPECT_LT(away(2), away(1)) << scale;
        EXPECT_LT(away(1), away(0)) << scale;
    }
}

TEST(Fields, AreLitAsFarAsTheWalkHasCome)
{
    const Session session = sessionWith(Grid({6, 6}, 1.0F), std::vector<Layer>(3, Layer{Grid({2, 2}, 1.0F), 0, {}}));
    StageState state = stateFor(session);
    for (std::size_t walk = 0; walk <= 3; ++walk) {
        state.view.walk = walk;
        const StageScenes scenes = stageScenes(state);
        EXPECT_EQ(!scenes.maps[2].labels.empty(), walk >= 1);
        EXPECT_EQ(scenes.maps[1].field.has_value(), walk >= 2);
        EXPECT_EQ(scenes.maps[0].field.has_value(), walk >= 3);
    }
}

TEST(Fields, MarkTheWinnersOfEveryMaxPoolingOnTheWay)
{
    Layer pool = newLayer(LayerKind::MaxPool, {4, 4});
    const Grid x{{1, 9, 0, 0}, {0, 0, 0, 5}, {7, 0, 2, 3}, {0, 0, 4, 1}};
    const Session session = sessionWith(x, {pool, Layer{{{1, 1}, {1, 1}}, 0, {}}});
    const StageScenes scenes = stageScenes(stateFor(session));
    EXPECT_EQ(scenes.maps[0].winners, (std::vector<QPoint>{{1, 0}, {3, 1}, {0, 2}, {2, 3}}));
    EXPECT_EQ(numbersIn(scenes), QStringLiteral("9 · 1 + 5 · 1 + 7 · 1 + 4 · 1 + 0 = 25"));
}

TEST(Explanations, OfPaddedPoolings)
{
    Layer pool = newLayer(LayerKind::MaxPool, {3, 3});
    pool.spec.padding = {PaddingMode::Explicit, {1, 0}, {1, 0}};
    const Grid x{{-1, -2, -3}, {-4, -5, -6}, {-7, -8, -9}};
    const StageScenes largest = stageScenes(stateFor(sessionWith(x, {pool})));
    EXPECT_EQ(numbersIn(largest), QStringLiteral("max( –, –, –, (−1) ) = −1"));
    EXPECT_TRUE(largest.formula->note.startsWith(QStringLiteral("3 of these cells are padding, which never wins")));
    EXPECT_EQ(largest.formula->symbols, QStringLiteral("Y[0,0] = max(X[0,0])"));
    pool.kind = LayerKind::AveragePool;
    const StageScenes mean = stageScenes(stateFor(sessionWith(x, {pool})));
    EXPECT_EQ(numbersIn(mean), QStringLiteral("( 0 + 0 + 0 + (−1) ) / 4 = −0.25"));
    EXPECT_EQ(mean.formula->symbols, QStringLiteral("Y[0,0] = (0 + 0 + 0 + X[0,0]) / 4"));
}

TEST(Explanations, OfAPoolingInTheMaking)
{
    Session session = sessionWith({{2, 7}, {4, 1}}, {newLayer(LayerKind::MaxPool, {2, 2})});
    StageState state = stateFor(session);
    state.step = Plan(state.geometries[0], Grain::Product).at(2);
    const StageScenes scenes = stageScenes(state);
    EXPECT_EQ(numbersIn(scenes), QStringLiteral("max( 2, 7, 4, 1 ) so far 7"));
    EXPECT_TRUE(scenes.maps[0].winners.empty()) << "nothing has won yet";
    EXPECT_TRUE(scenes.kernels[0].planes.empty());
    state.session.layer().kind = LayerKind::AveragePool;
    EXPECT_EQ(numbersIn(stageScenes(state)), QStringLiteral("( 2 + 7 + 4 + 1 ) / 4 so far 13"));
}

TEST(LayerFormulas, PutTheNumbersIn)
{
    Layer layer{Grid({3, 2}, 1.0F), 0, {}};
    layer.spec.stride = {2, 1};
    layer.spec.dilation = {2, 1};
    layer.spec.padding = {PaddingMode::Explicit, {1, 2}, {0, 0}};
    const std::vector<Layer> layers{Layer{Grid({3, 3}, 1.0F), 0, {}}, layer};
    const auto geometries = *resolve({12, 12}, layers);
    const QStringList lines = layerFormulas(layer, geometries[1], layerTable(layers, geometries)[1]);
    EXPECT_EQ(lines[0],
              QStringLiteral("output = ⌊(n + p₁ + p₂ − d·(k − 1) − 1) / s⌋ + 1; rows: ⌊(10 + 1 + 2 − 2·(3 − "
                             "1) − 1) / 2⌋ + 1 = 5; columns: ⌊(10 + 0 + 0 − 1·(2 − 1) − 1) / 1⌋ + 1 = 9"));
    EXPECT_EQ(lines[1], QStringLiteral("jump = j·s; rows: 1·2 = 2; columns: 1·1 = 1"));
    EXPECT_EQ(lines[2],
              QStringLiteral("field = r + d·(k − 1)·j; rows: 3 + 2·(3 − 1)·1 = 7; columns: 3 + 1·(2 − 1)·1 = 4"));
    EXPECT_EQ(lines[3],
              QStringLiteral("start = t + (d·(k − 1)/2 − p₁)·j; rows: 1 + (2·(3 − 1)/2 − 1)·1 = 2; columns: 1 "
                             "+ (1·(2 − 1)/2 − 0)·1 = 1.5"));
    EXPECT_EQ(lines[4], QStringLiteral("parameters = weights + bias = 3·2 + 1 = 7"));
    EXPECT_EQ(lines[5], QStringLiteral("multiplications = windows · weights = 5·9 · 6 = 270"));
    EXPECT_EQ(paddingText(geometries[1]), QStringLiteral("1 + 2 × 0"));
}

TEST(Matrices, NameTheWeightsOfTheRowAndFrameIt)
{
    const Session session = sessionWith({{0, 1, 2}, {3, 4, 5}, {6, 7, 8}}, {Layer{{{0, 1}, {2, 3}}, 0, {}}});
    const StageState state = stateFor(session);
    const MatrixScenes dense = matrixScenes(matrixParts(state, MatrixForm::Im2col), {1, 0});
    EXPECT_EQ(dense.matrix.frames.front().cells, QRectF(0, 2, 4, 1));
    EXPECT_EQ(dense.matrix.labels[2], (CellLabel{2, 2, weightLabel({1, 0})}));
    EXPECT_EQ(dense.column.labels[2], (CellLabel{2, 0, weightLabel({1, 0})}));
    const MatrixScenes sparse = matrixScenes(matrixParts(state, MatrixForm::Toeplitz), {1, 0});
    ASSERT_EQ(sparse.matrix.labels.size(), 4u);
    EXPECT_EQ(sparse.matrix.labels[3], (CellLabel{2, 7, weightLabel({1, 1})}));
    ASSERT_EQ(sparse.column.frames.size(), 4u);
    EXPECT_EQ(sparse.column.frames[0].cells, QRectF(0, 3, 1, 1));
}

TEST(Render, AStackTooDeepForOneRowToo)
{
    Session session = startSession();
    session.layers.assign(3, Layer{{{1, -1}}, 0, {}});
    session.focus = 1;
    const QImage image = *renderStage(session, {.size = {900, 640}, .colours = Colours::Light, .window = {}});
    session.focus = 2;
    EXPECT_NE(image, *renderStage(session, {.size = {900, 640}, .colours = Colours::Light, .window = {}}));
}

TEST(LayerText, IsALayerInALine)
{
    Layer layer{Grid({3, 5}, 1.0F), 0, {}, Activation::Relu};
    layer.spec.stride = {2, 1};
    EXPECT_EQ(layerText(layer), QStringLiteral("3 × 5 convolution, stride 2 × 1, ReLU"));
    layer.kind = LayerKind::AveragePool;
    EXPECT_EQ(layerText(layer), QStringLiteral("2 × 2 average pooling, stride 2 × 1"));
}

} // namespace

} // namespace lab
