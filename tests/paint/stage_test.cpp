// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The stage as geometry and as values: no widget, no clicks.
#include "core/layers/corr2d.h"
#include "core/layers/kernels.h"
#include "core/session/evaluate.h"
#include "core/session/samples.h"
#include "ui/paint/cell_painter.h"
#include "ui/paint/colour_scale.h"
#include "ui/paint/plane_image.h"
#include "ui/paint/tensor_painter.h"
#include "ui/paint/viewport.h"
#include "ui/scenes/stage_layout.h"
#include "ui/scenes/stage_render.h"
#include "ui/scenes/stage_scene.h"
#include "ui/scenes/stage_state.h"
#include "ui/scenes/stage_text.h"

#include <QImage>
#include <QPainter>

#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <set>
#include <utility>

namespace lab
{

StageState stateOf(const Session& session, Grain grain = Grain::Window, std::int64_t index = 0)
{
    StageState state;
    state.session = session;
    state.geometries = *resolve(session.input->shape(), session.layers);
    state.kernels = shownKernels(session);
    state.maps = std::make_shared<const FeatureMaps>(*evaluate(session, {}));
    state.step = Plan(state.geometries[session.focus], grain).at(index);
    return state;
}

QString numbersOf(const StageScenes& scenes)
{
    QString text;
    for (const FormulaToken& token : scenes.formula->numbers)
        text += token.text + QLatin1Char(' ');
    return text.trimmed();
}

TEST(ViewportTest, FitsInTheMiddleOnWholePixels)
{
    const Viewport v = Viewport::fitting(QRectF(0, 0, 8, 6), QSizeF(400, 400));
    EXPECT_EQ(v.scale, 50);
    EXPECT_EQ(v.origin, QPointF(0, 50));
    EXPECT_EQ(Viewport::fitting(QRectF(0, 0, 7, 1), QSizeF(400, 400)).scale, 57);
}

TEST(ViewportTest, ZoomKeepsThePointUnderThePointer)
{
    const Viewport v = Viewport::fitting(QRectF(0, 0, 100, 100), QSizeF(300, 300)).zoomed(3, {70, 40}, 1);
    EXPECT_EQ(v.scale, 9);
    const Viewport before = Viewport::fitting(QRectF(0, 0, 100, 100), QSizeF(300, 300));
    EXPECT_NEAR(v.toCell({70, 40}).x(), before.toCell({70, 40}).x(), 1e-12);
}

TEST(ViewportTest, IsBoundedByTheContent)
{
    Viewport v{10, {500, -5000}};
    v = v.bounded(QRectF(0, 0, 100, 100), QSizeF(300, 300));
    EXPECT_EQ(v.origin, QPointF(0, -700));
}

ColourScale scaleOf(const Grid& grid)
{
    const Plane plane(grid);
    return scaleForNumbers({&plane, 1});
}

TEST(ColourScales, NumbersWithoutASignAreGreyOthersZeroCentred)
{
    EXPECT_EQ(scaleOf(Grid{{0, 8}}), (ColourScale{ScaleKind::Grey, 0, 8}));
    EXPECT_EQ(scaleOf(Grid{{-2, 1}}), (ColourScale{ScaleKind::Diverging, -2, 2}));
    EXPECT_EQ(scaleOf(Grid{{0, 0}}), (ColourScale{ScaleKind::Grey, 0, 1}));
}

TEST(ColourScales, WhatIsNotANumberIsMarkedAndInfinityTakesTheEnd)
{
    const float nan = std::numeric_limits<float>::quiet_NaN(), inf = std::numeric_limits<float>::infinity();
    const Theme& theme = lightTheme();
    const ColourTable table({ScaleKind::Diverging, -1, 1}, theme);
    EXPECT_EQ(table.colour(nan), theme.bad.rgb());
    EXPECT_EQ(table.colour(inf), theme.positive.rgb());
    EXPECT_EQ(table.colour(-inf), theme.negative.rgb());
    EXPECT_EQ(scaleOf(Grid{{nan, inf, 3}}), (ColourScale{ScaleKind::Grey, 0, 3}));
}

TEST(ColourScales, ReachFromTheSmallestFloatToTheGreatest)
{
    const Theme& theme = lightTheme();
    for (const float reach : {std::numeric_limits<float>::denorm_min(), 1e-38F, std::numeric_limits<float>::max()}) {
        const ColourTable table(scaleOf(Grid{{-reach, reach}}), theme);
        EXPECT_EQ(table.colour(reach), theme.positive.rgb()) << reach;
        EXPECT_EQ(table.colour(-reach), theme.negative.rgb()) << reach;
        const ColourTable grey(scaleOf(Grid{{0, reach}}), theme);
        EXPECT_EQ(grey.colour(0), theme.black.rgb()) << reach;
        EXPECT_EQ(grey.colour(reach), theme.white.rgb()) << reach;
    }
}

TEST(StageScenesTest, TheWindowsCellsHaveTheNamesOfTheirWeights)
{
    const StageScenes scenes = stageScenes(stateOf(startSession(), Grain::Window, 5));
    ASSERT_EQ(scenes.maps[0].labels.size(), 2u);
    for (int b = 0; b < 2; ++b) {
        EXPECT_EQ(scenes.maps[0].labels[std::size_t(b)], (CellLabel{0, 5 + b, weightLabel({0, b})}));
        EXPECT_EQ(scenes.kernels[0].labels[std::size_t(b)], (CellLabel{0, b, weightLabel({0, b})}));
        EXPECT_EQ(scenes.formula->numbers[std::size_t(2 * b)].label, weightLabel({0, b}));
    }
    EXPECT_EQ(scenes.maps[0].frames, (std::vector<FrameMark>{{QRectF(5, 0, 2, 1)}}));
    EXPECT_EQ(numbersOf(scenes), QStringLiteral("0 · 1 + 1 · (−1) + 0 = −1"));
}

TEST(StageScenesTest, AConvolutionNamesTheTurnedWeightsInTheWindow)
{
    Session session = startSession();
    session.layer().spec.operation = Operation::Convolution;
    const StageScenes scenes = stageScenes(stateOf(session, Grain::Window, 1));
    EXPECT_EQ(scenes.maps[0].labels[0].text, weightLabel({0, 1}));
    EXPECT_EQ(numbersOf(scenes), QStringLiteral("1 · (−1) + 0 · 1 + 0 = −1"));
}

TEST(StageScenesTest, AWeightsNameTellsItFromEveryOther)
{
    EXPECT_EQ(weightLabel({0, 1}), QStringLiteral("k₀₁"));
    EXPECT_EQ(weightLabel({0, 11}), QStringLiteral("k₀,₁₁"));
    std::set<QString> names;
    for (int r = 0; r < 63; ++r)
        for (int c = 0; c < 63; ++c)
            names.insert(weightLabel({r, c}));
    EXPECT_EQ(names.size(), 63u * 63u);
}

/// What is asked about fades the rest; what stands where we are fades nothing.
TEST(StageScenesTest, AFieldThatIsAskedAboutIsOutlinedAndTheRestFades)
{
    StageState state = stateOf(startSession(), Grain::Window, 5);
    EXPECT_FALSE(stageScenes(state).maps[0].field);
    state.view.pointed = Spot{Spot::Part::Map, 1, 2, 3};
    const StageScenes pointed = stageScenes(state);
    ASSERT_TRUE(pointed.maps[0].field);
    EXPECT_EQ(pointed.maps[0].field->cells, (CellSet{{2}, {3, 4}}));
    EXPECT_TRUE(pointed.maps[0].field->fade);
    EXPECT_EQ(pointed.maps[0].field->frame, Frame::Solid) << "it depends on these";
    EXPECT_EQ(pointed.maps[1].frames.back(), (FrameMark{QRectF(3, 2, 1, 1), Frame::Dashed}));
    EXPECT_EQ(pointed.maps[1].frames.front(), (FrameMark{QRectF(5, 0, 1, 1), Frame::Solid})) << "where we are";
    state.view.pinned = std::exchange(state.view.pointed, std::nullopt);
    EXPECT_EQ(stageScenes(state).maps[1].frames.back().frame, Frame::Solid);
    state.view.pinned = Spot{Spot::Part::Map, 0, 2, 3};
    const StageScenes affected = stageScenes(state);
    EXPECT_EQ(affected.maps[1].field->cells, (CellSet{{2}, {2, 3}}));
    EXPECT_EQ(affected.maps[1].field->frame, Frame::Dashed) << "it affects these";
}

TEST(StageScenesTest, ADilatedWindowIsFramedCellByCell)
{
    Session session = startSession();
    session.layer().spec.dilation = {1, 2};
    const StageScenes scenes = stageScenes(stateOf(session, Grain::Window, 1));
    EXPECT_EQ(scenes.maps[0].frames, (std::vector<FrameMark>{{QRectF(1, 0, 1, 1)}, {QRectF(3, 0, 1, 1)}}));
}

TEST(StageScenesTest, PaddingIsShownWithTheBordersValues)
{
    Session session = startSession();
    session.layer().kernel = findKernelPreset("sobel-x")->values();
    session.layer().spec.padding.mode = PaddingMode::Same;
    session.layer().spec.border = Border::Replicate;
    const StageScenes scenes = stageScenes(stateOf(session));
    EXPECT_EQ(scenes.maps[0].content(), QRectF(-1, -1, 10, 8));
    EXPECT_EQ(scenes.maps[0].valueAt(-1, -1), 1.0);
    EXPECT_TRUE(scenes.formula->note.contains(QStringLiteral("5 of these cells are padding")));
    session.layer().spec.border = Border::Zero;
    EXPECT_EQ(stageScenes(stateOf(session)).maps[0].valueAt(-1, 0), std::nullopt);
}

/// The cells of the input that are painted otherwise than in a scene without a reader.
std::vector<std::pair<int, int>> hatchedCells(const Session& session)
{
    TensorScene scene = stageScenes(stateOf(session)).maps[0];
    scene.frames.clear();
    scene.labels.clear();
    scene.field.reset();
    const auto painted = [&scene] {
        QImage image(400, 400, QImage::Format_ARGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        TensorPainter().paint(painter, image.size(), scene, Viewport{24, {24, 24}}, lightTheme(), QFont());
        return image;
    };
    const QImage with = painted();
    scene.reader.reset();
    const QImage without = painted();
    std::vector<std::pair<int, int>> cells;
    const QRect content = scene.content().toRect();
    for (int row = content.top(); row <= content.bottom(); ++row)
        for (int col = content.left(); col <= content.right(); ++col) {
            const QRect cell(24 + 24 * col + 4, 24 + 24 * row + 4, 16, 16);
            if (with.copy(cell) != without.copy(cell))
                cells.emplace_back(row, col);
        }
    return cells;
}

TEST(StageScenesTest, WhatNoWindowReadsIsHatched)
{
    for (const Shape kernel : {Shape{1, 2}, Shape{2, 1}, Shape{2, 3}, Shape{1, 1}})
        for (const int stride : {1, 2, 3, 4})
            for (const int dilation : {1, 2, 3})
                for (const Margin margin : {Margin{0, 0}, Margin{1, 2}}) {
                    Session session = startSession();
                    Layer& layer = session.layer();
                    layer.kernel = Grid(kernel, 1);
                    layer.spec.stride = {stride, 3};
                    layer.spec.dilation = {dilation, dilation};
                    layer.spec.padding = {PaddingMode::Explicit, margin, {0, 0}};
                    const auto geometry = resolve(session.input->shape(), kernel, layer.spec);
                    if (!geometry)
                        continue;
                    std::set<int> rows, cols;
                    for (int out = 0; out < geometry->rows.output; ++out)
                        for (int tap = 0; tap < kernel.rows; ++tap)
                            rows.insert(geometry->rows.index(out, tap));
                    for (int out = 0; out < geometry->cols.output; ++out)
                        for (int tap = 0; tap < kernel.cols; ++tap)
                            cols.insert(geometry->cols.index(out, tap));
                    std::vector<std::pair<int, int>> expected;
                    for (int row = -margin.before; row < 6 + margin.after; ++row)
                        for (int col = 0; col < 8; ++col)
                            if (!rows.contains(row) || !cols.contains(col))
                                expected.emplace_back(row, col);
                    EXPECT_EQ(hatchedCells(session), expected)
                        << kernel.rows << " × " << kernel.cols << ", stride " << stride << ", dilation " << dilation;
                }
}

TEST(PlaneImages, PaddedZerosAreToldFromData)
{
    Session session = startSession();
    session.input = matrixPicture("x", Grid({3, 3}, 0));
    session.layer().kernel = Grid({3, 3}, 1);
    session.layer().spec.padding.mode = PaddingMode::Same;
    TensorScene scene = stageScenes(stateOf(session)).maps[0];
    scene.frames.clear();
    scene.labels.clear();
    scene.field.reset();
    for (const Theme* theme : {&lightTheme(), &darkTheme(), &highContrastTheme()})
        for (const double scale : {40.0, 6.0}) {
            QImage image(220, 220, QImage::Format_ARGB32);
            image.fill(theme->window);
            QPainter painter(&image);
            TensorPainter().paint(painter, image.size(), scene, Viewport{scale, {scale, scale}}, *theme, QFont());
            painter.end();
            const auto middle = [&](double row, double col) {
                return image.pixelColor(int((col + 1) * scale), int((row + 1) * scale));
            };
            EXPECT_EQ(middle(1.5, 0), theme->text) << scale; // the frame of the data
            EXPECT_EQ(middle(0, 1.5), theme->text) << scale;
            const auto cell = [&](double row, double col) {
                return image.copy(int((col + 1) * scale) + 2, int((row + 1) * scale) + 2, int(scale) - 4,
                                  int(scale) - 4);
            };
            if (scale > 9 || theme->colours != Colours::HighContrast) { // small black cells have their frame alone
                EXPECT_NE(cell(1, 1), cell(-1, 1)) << scale;
            }
            if (scale > 9) {
                EXPECT_EQ(middle(-0.8, -0.8), theme->window);
            }
        }
}

TEST(StageScenesTest, TheSumOfTheExplainLineIsTheCell)
{
    Session session = startSession();
    findSample("ring")->apply(session);
    for (const KernelPreset& preset : kernelPresets()) {
        session.layer().kernel = preset.values();
        const StageState state = stateOf(session, Grain::Window, 17);
        const Grid& map = state.maps->maps[0][0];
        const Explanation e = explain(state.session.inputPlane(0), session.layer().kernel, session.layer().bias,
                                      state.geometries[0], state.step.cell);
        EXPECT_EQ(e.value, map.at(state.step.cell)) << preset.id;
        EXPECT_EQ(exactValue(state, 1, state.step.cell.row, state.step.cell.col), double(map.at(state.step.cell)));
    }
}

TEST(StageText, SaysHowTheOutputSizeComes)
{
    Session session = startSession();
    const auto text = [&] { return outputSizeText(resolve(session.input->shape(), session.layers)->front()); };
    EXPECT_EQ(text(), QStringLiteral("(6 − 1 + 1) × (8 − 2 + 1) = 6 × 7"));
    session.layer().spec.stride = {2, 2};
    EXPECT_EQ(text(), QStringLiteral("(⌊(6 − 1) / 2⌋ + 1) × (⌊(8 − 2) / 2⌋ + 1) = 3 × 4"));
    session.layer().spec = {};
    session.layer().spec.padding.mode = PaddingMode::Full;
    EXPECT_EQ(text(), QStringLiteral("(6 − 1 + 1) × (8 + 2 − 2 + 1) = 6 × 9"));
}

TEST(StageLayouts, NothingOverlapsOrLeavesTheArea)
{
    const auto map = [](int cols, int rows) { return StageItem{.cells = QSizeF(cols, rows)}; };
    const auto kernel = [](int cols, int rows) { return StageItem{.cells = QSizeF(cols, rows), .kernel = true}; };
    const std::vector<std::vector<StageItem>> stages{
        {map(8, 6), kernel(2, 1), map(7, 6)},
        {map(3, 3), kernel(2, 2), map(2, 2), kernel(2, 2), map(1, 1)},
        {map(4000, 3000), kernel(3, 3), map(3998, 2998)},
        {map(40, 400), kernel(15, 15), map(26, 386)},
        {map(1, 1), kernel(1, 1), map(1, 1)},
        {map(28, 28), kernel(63, 63), map(90, 90)},
    };
    for (const QSize size : {QSize(640, 300), QSize(700, 420), QSize(960, 460), QSize(1900, 900)}) {
        for (std::size_t s = 0; s < stages.size(); ++s) {
            const QRect area(QPoint(0, 0), size);
            const StageLayout layout = layoutStage(area, stages[s], 15);
            ASSERT_EQ(layout.places.size(), stages[s].size());
            for (std::size_t i = 0; i < layout.places.size(); ++i) {
                EXPECT_FALSE(layout.places[i].view.isEmpty());
                if (i > 0) {
                    EXPECT_LT(layout.places[i - 1].view.right(), layout.places[i].view.left()) << "stage " << s;
                }
                EXPECT_GE(layout.places[i].view.top(), layout.places[i].header.bottom());
                EXPECT_LE(layout.places[i].view.bottom(), area.bottom()) << "stage " << s << " item " << i;
            }
        }
    }
}

/// What a step shows does not grow with the kernel beyond what people look at.
TEST(StageScenesTest, AHugeKernelIsToldInShort)
{
    Session session = startSession();
    session.input = matrixPicture("x", Grid({300, 1000}, 1));
    session.layer().kernel = Grid({300, 1000}, 2);
    StageState state = stateOf(session, Grain::Product, 150'000);
    for (const std::int64_t product : {std::int64_t(0), std::int64_t(150'000), std::int64_t(299'999)}) {
        state.step = Plan(state.geometries[0], Grain::Product).at(product);
        const StageScenes scenes = stageScenes(state);
        EXPECT_LT(scenes.formula->numbers.size(), 1000U);
        EXPECT_LT(scenes.formula->words.size(), 20'000);
        EXPECT_LT(scenes.maps[0].labels.size() + scenes.kernels[0].labels.size(), 10U);
        EXPECT_LT(scenes.formula->numbers.size(), 24U);
        EXPECT_TRUE(numbersOf(scenes).contains(QStringLiteral("1 · 2")));
    }
    session.layer().kernel = Grid({63, 63}, 2);
    EXPECT_TRUE(numbersOf(stageScenes(stateOf(session))).contains(QStringLiteral("+ 3961 more")));
}

TEST(PlaneImages, ShowCellsAndTheFadedApron)
{
    TensorScene scene = planeScene(Plane(Grid{{0, 1}}), ColourScale{ScaleKind::Grey, 0, 1});
    scene.apron = {{}, {1, 0}, Border::Replicate};
    const Theme& theme = lightTheme();
    const QImage image = planeImage(scene, {10, {10, 0}}, {30, 10}, theme);
    EXPECT_EQ(image.pixelColor(15, 5), theme.black);
    EXPECT_EQ(image.pixelColor(25, 5), theme.white);
    EXPECT_NE(image.pixelColor(5, 5), theme.black);
    EXPECT_GT(image.pixelColor(5, 5).lightness(), theme.black.lightness());
}

/// Takes all green away.
ScreenColoursPtr withoutGreen()
{
    return std::make_shared<const ScreenColours>([](std::span<std::uint32_t> pixels) {
        for (std::uint32_t& pixel : pixels)
            pixel &= 0xFFFF00FF;
    });
}

TEST(PlaneImages, AreShownByTheColoursOfTheirPicture)
{
    const std::vector<Plane> planes{Plane(Grid{{1, 0}}), Plane(Grid{{1, 1}}), Plane(Grid{{0, 1}})};
    TensorScene scene = planeScene(planes[0], ColourScale{ScaleKind::Grey, 0, 1});
    scene.planes = planes;
    scene.screen = withoutGreen();
    scene.apron = {{}, {1, 0}, Border::Replicate};
    const QImage image = planeImage(scene, {10, {10, 0}}, {40, 10}, lightTheme());
    EXPECT_EQ(image.pixel(15, 5), qRgb(255, 0, 0));
    EXPECT_EQ(image.pixel(25, 5), qRgb(0, 0, 255));
    EXPECT_EQ(image.pixel(5, 5), faded(Qt::red, lightTheme().window, kFade).rgb()) << "the apron fades after it";
    EXPECT_EQ(image.pixel(35, 5), 0U) << "there is nothing";

    QImage cells(100, 50, QImage::Format_RGB32); // large ones have another painter
    QPainter painter(&cells);
    scene.apron = {};
    TensorPainter().paint(painter, cells.size(), scene, {50, {0, 0}}, lightTheme(), QFont());
    EXPECT_EQ(cells.pixel(8, 8), qRgb(255, 0, 0));
    EXPECT_EQ(cells.pixel(58, 8), qRgb(0, 0, 255));
}

TEST(StageScenesTest, APictureAndOneMadeOfItAreShownByItsColoursDifferencesAreNot)
{
    Session session = startSession();
    session.input = std::make_shared<const Picture>("p", Content::Brightness,
                                                    std::vector<Grid>{Grid({4, 4}, 0.2F), Grid({4, 4}), Grid({4, 4})},
                                                    std::string(), withoutGreen());
    session.layer().kernel = Grid{{0.5F, 0.5F}};
    StageScenes scenes = stageScenes(stateOf(session));
    EXPECT_EQ(scenes.maps[0].screen, session.input->screen());
    EXPECT_EQ(scenes.maps[1].screen, session.input->screen());
    session.layer().kernel = Grid{{1, -1}};
    scenes = stageScenes(stateOf(session));
    EXPECT_EQ(scenes.maps[0].screen, session.input->screen());
    EXPECT_EQ(scenes.maps[1].screen, nullptr);
}

TEST(Render, IsTheSamePictureEachTimeAndDiffersByStepAndTheme)
{
    const RenderOptions first{.size = {800, 600}, .colours = Colours::Light, .window = 0};
    RenderOptions later = first, dark = first;
    later.window = 20;
    dark.colours = Colours::Dark;
    const QImage a = *renderStage(startSession(), first);
    EXPECT_EQ(a.size(), QSize(800, 600));
    EXPECT_EQ(a, *renderStage(startSession(), first));
    EXPECT_NE(a, *renderStage(startSession(), later));
    EXPECT_NE(a, *renderStage(startSession(), dark));
}

TEST(Render, SaysWhyItCannot)
{
    Session session = startSession();
    session.layer().kernel = Grid({9, 9}, 1);
    EXPECT_EQ(renderStage(session, {}).error().code, ErrorCode::KernelTooLarge);
}

} // namespace lab
