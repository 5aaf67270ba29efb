// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/stage_text.h"

#include "core/layers/kernels.h"
#include "ui/paint/sign_painter.h"
#include "ui/paint/words.h"
#include "ui/scenes/sentences.h"
#include "ui/scenes/stage_state.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace lab
{

namespace
{

QString sizeText(Shape shape)
{
    return QStringLiteral("%1 × %2").arg(shape.rows).arg(shape.cols);
}

QString axisText(const Axis& axis)
{
    QString text = QString::number(axis.input);
    if (axis.margin.before + axis.margin.after > 0)
        text += QStringLiteral(" + %1").arg(axis.margin.before + axis.margin.after);
    text += axis.dilation > 1 ? QStringLiteral(" − %1·(%2 − 1) − 1").arg(axis.dilation).arg(axis.kernel)
                              : QStringLiteral(" − %1").arg(axis.kernel);
    if (axis.stride > 1)
        return QStringLiteral("(⌊(%1) / %2⌋ + 1)").arg(text).arg(axis.stride);
    return QStringLiteral("(%1 + 1)").arg(text);
}

} // namespace

QFont titleFont(const QFont& font)
{
    QFont title = font;
    title.setBold(true);
    if (font.pixelSize() > 0)
        title.setPixelSize(int(std::lround(font.pixelSize() * 1.15)));
    else
        title.setPointSizeF(font.pointSizeF() * 1.15);
    return title;
}

StageText mapText(const StageState& state, std::size_t map)
{
    const std::size_t layers = state.session.layers.size();
    const Shape shape = map == 0 ? state.session.input->shape() : state.geometries[map - 1].output();
    if (map == 0) {
        const Picture& input = *state.session.input;
        QString about = QString::fromStdString(input.name());
        if (input.content() == Content::Brightness)
            about += state.session.planes() == 3 ? tr(" · RGB 0..1")
                     : input.coloured()          ? tr(" · grey (Rec. 601) 0..1")
                                                 : tr(" · grey 0..1");
        return {tr("Input X"), sizeText(shape), about};
    }
    const QString name = tensorNames(map - 1, layers).output;
    QString about = tr("feature map");
    if (map == state.session.focus + 1 && state.view.byEpochs)
        about += QStringLiteral(" · ") + afterUpdates(state.session.train.epoch);
    const bool asked = state.view.hidden.size(map);
    return {map == layers ? tr("Output %1").arg(name) : tr("Map %1").arg(name), asked ? tr("? × ?") : sizeText(shape),
            about};
}

StageText kernelText(const StageState& state, std::size_t layer)
{
    const Layer& l = state.session.layers[layer];
    QString about;
    const QString title = l.pools() ? word(infoOf(l.kind).label)
                                    : tr("Kernel %1").arg(tensorNames(layer, state.session.layers.size()).kernel);
    if (l.kind == LayerKind::MaxPool)
        about = tr("one for the winner");
    else if (l.kind == LayerKind::AveragePool)
        about = tr("all alike");
    else if (const KernelPreset* preset = presetOf(l.kernel))
        about = word(preset->name).section(QStringLiteral(" ["), 0, 0);
    else if (state.session.train.epoch > 0 && layer == state.session.focus)
        about = tr("learned");
    return {title, sizeText(l.window()), about};
}

QString layerText(const Layer& layer)
{
    const auto axes = [](int rows, int cols) {
        return rows == cols ? QString::number(rows) : QStringLiteral("%1 × %2").arg(rows).arg(cols);
    };
    QString text = tr("%1 %2").arg(sizeText(layer.window()), word(infoOf(layer.kind).noun));
    const ConvSpec& spec = layer.spec;
    if (spec.stride != PerAxis{})
        text += tr(", stride %1").arg(axes(spec.stride.rows, spec.stride.cols));
    if (!layer.pools() && spec.dilation != PerAxis{})
        text += tr(", dilation %1").arg(axes(spec.dilation.rows, spec.dilation.cols));
    if (layer.activates() != Activation::None)
        text += QStringLiteral(", ") + word(infoOf(layer.activation).label);
    return text;
}

void paintOperators(QPainter& painter, const StageLayout& layout, std::span<const StageItem> items,
                    const Session& session, const Theme& theme, const QFont& font)
{
    for (std::size_t i = 0; i < layout.operators.size(); ++i) {
        const QRect& area = layout.operators[i];
        if (area.isEmpty()) // the output stands under the input
            continue;
        const bool result = items[i].kernel;
        const Layer& layer = session.layers[result ? items[i].index : items[i + 1].index];
        if (layer.pools() && !result) {
            painter.setFont(font);
            painter.setPen(theme.muted);
            painter.drawText(area, Qt::AlignCenter | Qt::TextDontClip,
                             layer.kind == LayerKind::MaxPool ? tr("max") : tr("mean"));
            continue;
        }
        const Sign sign = result                                           ? Sign::Equals
                          : layer.spec.operation == Operation::Correlation ? Sign::CrossCorrelation
                                                                           : Sign::Convolution;
        paintSign(painter, sign, area, theme.muted);
        if (!result || layer.activates() == Activation::None)
            continue;
        painter.setFont(font);
        painter.setPen(theme.muted);
        painter.drawText(area.translated(0, QFontMetrics(font).height() * 3 / 2), Qt::AlignCenter | Qt::TextDontClip,
                         word(infoOf(layer.activation).label));
    }
}

void paintCaption(QPainter& painter, QRect area, const StageState& state, const StageScenes& scenes, std::size_t map,
                  const Theme& theme, const QFont& font)
{
    const QString name = map == 0 ? QStringLiteral("X") : tensorNames(map - 1, state.session.layers.size()).output;
    const QString& note = scenes.notes[map];
    const Shape shape = scenes.maps[map].shape;
    const QString size = note.isEmpty() ? sizeText(shape) : note;
    QFont small = font;
    small.setPointSizeF(font.pointSizeF() * 0.85);
    const bool focused = map == scenes.focus || map == scenes.focus + 1;
    small.setBold(focused);
    const QFontMetrics metrics(small);
    const QString compact = note.section(QLatin1Char(' '), 1).remove(QLatin1Char(' '));
    QString text = name;
    for (const QString& longer : {name + QLatin1Char(' ') + size, name + QLatin1Char(' ') + compact})
        if (metrics.horizontalAdvance(longer) <= area.width()) {
            text = longer;
            break;
        }
    painter.setFont(small);
    painter.setPen(!note.isEmpty() ? theme.accent : focused ? theme.text : theme.muted);
    painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter, text);
    if (focused)
        painter.fillRect(
            QRect(area.left(), area.bottom(), std::min(area.width(), metrics.horizontalAdvance(text)), 2),
            theme.accent);
}

QString axisSizeText(const Axis& axis)
{
    QString text = axisText(axis);
    if (text.startsWith(QLatin1Char('(')) && text.endsWith(QLatin1Char(')')))
        text = text.mid(1, text.size() - 2);
    return QStringLiteral("%1 = %2").arg(text).arg(axis.output);
}

QString outputSizeText(const Geometry& geometry)
{
    return axisText(geometry.rows) + QStringLiteral(" × ") + axisText(geometry.cols) + QStringLiteral(" = ") +
           sizeText(geometry.output());
}

void addNote(QString& line, const QString& more)
{
    if (!more.isEmpty())
        line += line.isEmpty() ? more : QStringLiteral(" · ") + more;
}

} // namespace lab
