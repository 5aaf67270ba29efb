// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/stage_render.h"

#include "core/numbers/parallel.h"
#include "core/session/evaluate.h"
#include "core/session/session.h"
#include "ui/paint/plane_image.h"
#include "ui/paint/tensor_painter.h"
#include "ui/scenes/stage_state.h"
#include "ui/scenes/stage_text.h"

#include <QFontMetrics>
#include <QGuiApplication>
#include <QPainter>

namespace lab
{

namespace
{

void paintHeader(QPainter& painter, QRect area, const StageText& text, const Theme& theme, const QFont& font)
{
    const QFont title = titleFont(font);
    painter.setFont(title);
    painter.setPen(theme.text);
    painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter, text.title);
    const int left = QFontMetrics(title).horizontalAdvance(text.title) + 10;
    painter.setFont(font);
    painter.setPen(theme.muted);
    painter.drawText(area.adjusted(left, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(font).elidedText(text.subtitle(), Qt::ElideRight, area.width() - left));
}

void paintTensor(QPainter& painter, const StageSlot& slot, const TensorScene& scene, const StageText& text,
                 const Theme& theme, const QFont& font)
{
    paintHeader(painter, slot.header, text, theme, font);
    TensorPainter tensor;
    painter.save();
    painter.translate(slot.view.topLeft());
    painter.setClipRect(QRect({-4, -4}, slot.view.size() + QSize(8, 8)));
    tensor.paint(painter, slot.view.size(), scene, Viewport::fitting(scene.content(), slot.view.size()), theme, font);
    painter.restore();
}

/// All maps of a deep stack above its focused layer; the height that it takes.
int paintStrip(QPainter& painter, QRect area, const StageState& state, const StageScenes& scenes, const Theme& theme,
               const QFont& font)
{
    QFont sized = font;
    sized.setPointSizeF(font.pixelSize() * 0.75);
    area.setHeight(int(area.height() * kStripShare));
    const StripLayout strip = layoutStrip(area, mapSizes(scenes), QFontMetrics(font).height());
    for (std::size_t m = 0; m < scenes.maps.size(); ++m) {
        paintCaption(painter, strip.captions[m], state, scenes, m, theme, sized);
        painter.save();
        painter.translate(strip.views[m].topLeft());
        const QSize size = strip.views[m].size();
        TensorPainter().paint(painter, size, scenes.maps[m], Viewport::fitting(scenes.maps[m].content(), size), theme,
                              font);
        painter.restore();
    }
    return strip.height;
}

StageState stateOf(const StageShot& shot)
{
    StageState state;
    state.session = shot.session;
    state.geometries = *resolve(shot.session.input->shape(), shot.session.layers);
    state.kernels = shownKernels(shot.session);
    state.maps = shot.maps;
    state.step = shot.step;
    state.view = shot.view;
    return state;
}

} // namespace

Result<QImage> renderStage(const Session& session, const RenderOptions& options)
{
    auto maps = evaluate(session, {.threads = allowedThreads()});
    if (!maps)
        return maps.error();
    const auto geometries = *resolve(session.input->shape(), session.layers);
    const Plan plan(geometries[session.focus], Grain::Window);
    StageShot shot{session, std::make_shared<const FeatureMaps>(std::move(*maps)), {}, {}};
    shot.step = plan.at(std::clamp<std::int64_t>(options.window.value_or(plan.count() - 1), 0, plan.count() - 1));
    shot.view.progressive = options.window.has_value();
    return renderStage(shot, options);
}

QImage renderStage(const StageShot& shot, const RenderOptions& options)
{
    const StageState state = stateOf(shot);
    const Session& session = state.session;
    const Theme& theme = themeFor(options.colours);
    const StageScenes scenes = stageScenes(state);
    const std::vector<StageItem> items = stageItems(scenes);
    QFont font = QGuiApplication::font();
    font.setPixelSize(std::max(12, options.size.height() / 58));
    const int line = QFontMetrics(font).height();
    const int margin = line * 2;

    QImage image(options.size, QImage::Format_RGB32);
    image.fill(theme.window);
    QPainter painter(&image);
    if (!shot.caption.isEmpty()) {
        painter.setFont(titleFont(font));
        painter.setPen(theme.text);
        painter.drawText(QRect(margin, 0, options.size.width() - 2 * margin, margin),
                         Qt::AlignLeft | Qt::AlignVCenter, shot.caption);
    }
    FormulaLayout formula;
    if (scenes.formula) {
        QFont sized = font;
        sized.setPointSizeF(font.pixelSize() * 0.75);
        formula = layoutFormula(*scenes.formula, options.size.width() - 2 * margin - 40, sized);
    }
    const int card = int(formula.height) + line;
    QRect area(margin, margin, options.size.width() - 2 * margin, options.size.height() - 3 * margin - card);
    if (scenes.strip())
        area.setTop(area.top() + paintStrip(painter, area, state, scenes, theme, font));
    const StageLayout layout = layoutStage(area, items, line);
    for (std::size_t i = 0; i < items.size(); ++i) {
        const bool kernel = items[i].kernel;
        const std::size_t index = items[i].index;
        const TensorScene& scene = kernel ? scenes.kernels[index] : scenes.maps[index];
        paintTensor(painter, layout.places[i], scene, kernel ? kernelText(state, index) : mapText(state, index),
                    theme, font);
        if (!kernel)
            paintScaleBar(painter, layout.places[i].bar, scene, theme, font);
    }
    QFont sized = font;
    sized.setPointSizeF(font.pixelSize() * 0.75);
    paintOperators(painter, layout, items, session, theme, sized);
    const QRect box(margin, options.size.height() - margin - card, options.size.width() - 2 * margin, card);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(theme.line);
    painter.setBrush(theme.surface);
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    painter.translate(QPoint(box.left() + 20, box.top() + line / 2));
    paintFormula(painter, formula, theme);
    return image;
}

QImage thumbnailOf(const Grid& kernel, const PicturePtr& input, int side, const Theme& theme)
{
    StageState state;
    state.session.input = input;
    Layer& layer = state.session.layer();
    layer.kernel = kernel;
    layer.spec.border = Border::Replicate;
    layer.spec.padding = {PaddingMode::Explicit,
                          {(kernel.rows() - 1) / 2, kernel.rows() / 2},
                          {(kernel.cols() - 1) / 2, kernel.cols() / 2}};
    QImage image(side, side, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    auto geometries = resolve(input->shape(), state.session.layers);
    if (!geometries)
        return image;
    auto maps = evaluate(state.session, {});
    if (!maps)
        return image;
    state.geometries = std::move(*geometries);
    state.maps = std::make_shared<const FeatureMaps>(std::move(*maps));
    state.kernels = shownKernels(state.session);
    const StageScenes scenes = plainScenes(state);
    const TensorScene& output = scenes.maps.back();
    return planeImage(output, Viewport::fitting(output.content(), image.size()), image.size(), theme);
}

} // namespace lab
