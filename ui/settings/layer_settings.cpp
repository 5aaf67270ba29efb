// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/layer_settings.h"

#include "core/channels/channel_stack.h"
#include "core/session/session.h"
#include "core/session/stack_edits.h"
#include "ui/io/error_text.h"
#include "ui/model/document.h"
#include "ui/paint/words.h"
#include "ui/widgets/field_note.h"

#include <algorithm>

namespace lab
{

namespace
{

constexpr int kLargestKernel = 63;
constexpr int kLargestMatrix = 256; ///< that can be made by hand

const Axis& axisOf(const Geometry& geometry, int axis)
{
    return axis == 0 ? geometry.rows : geometry.cols;
}

/// Whether the padding stays as it is when the kernel grows.
bool paddingStays(const Layer& layer)
{
    return layer.spec.padding.mode == PaddingMode::Valid || layer.spec.padding.mode == PaddingMode::Explicit;
}

QString mustFit(const Axis& axis)
{
    return tr("the window must fit into the padded input, which is %1 long").arg(axis.padded());
}

Bounds inputBounds(const Session& session, const Geometry&, std::size_t, int)
{
    const Shape shape = session.input->shape();
    if (session.input->content() != Content::Numbers || shape.rows > kLargestMatrix || shape.cols > kLargestMatrix)
        return {1, std::max(shape.rows, shape.cols), {}, tr("A picture keeps its size")};
    return {1, kLargestMatrix, tr("cells that are added are zero")};
}

Bounds kernelBounds(const Session& session, const Geometry& geometry, std::size_t layer, int axis)
{
    const Layer& l = session.layers[layer];
    const Axis& a = axisOf(geometry, axis);
    const bool padsItself = l.pools() && l.spec.padding.mode == PaddingMode::Explicit; // up to half the window
    const int least = padsItself ? std::max(1, 2 * std::max(a.margin.before, a.margin.after)) : 1;
    if (!paddingStays(l))
        return {least, kLargestKernel};
    const int most = std::clamp((a.padded() - 1) / a.dilation + 1, 1, kLargestKernel);
    return {least, most, most < kLargestKernel ? mustFit(a) : QString()};
}

Bounds dilationBounds(const Session& session, const Geometry& geometry, std::size_t layer, int axis)
{
    const Axis& a = axisOf(geometry, axis);
    if (a.kernel == 1 || !paddingStays(session.layers[layer]))
        return {1, kLargestKernel};
    const int most = std::max(1, (a.padded() - 1) / (a.kernel - 1));
    return {1, most, most < kLargestKernel ? mustFit(a) : QString()};
}

Bounds strideBounds(const Session&, const Geometry& geometry, std::size_t, int axis)
{
    const Axis& a = axisOf(geometry, axis);
    return {1, std::max(1, a.padded() - a.extent() + 1), tr("beyond, the window stands in one place")};
}

} // namespace

const PairSetting kInputSize{
    QT_TRANSLATE_NOOP("lab", "size"),
    {QT_TRANSLATE_NOOP("lab", "Input rows"), QT_TRANSLATE_NOOP("lab", "Input columns")},
    QT_TRANSLATE_NOOP("lab", "Change input"),
    [](const Session& s, std::size_t) { return s.input->shape(); },
    [](Session& s, std::size_t, Shape to) { s.input = matrixPicture(s.input->name(), resized(s.input->grey(), to)); },
    inputBounds};

const PairSetting kKernelSize{QT_TRANSLATE_NOOP("lab", "size"),
                              {QT_TRANSLATE_NOOP("lab", "Kernel rows"), QT_TRANSLATE_NOOP("lab", "Kernel columns")},
                              QT_TRANSLATE_NOOP("lab", "Change kernel"),
                              [](const Session& s, std::size_t layer) { return s.layers[layer].window(); },
                              [](Session& s, std::size_t layer, Shape to) {
                                  Layer& l = s.layers[layer];
                                  if (l.pools())
                                      l.pool = to;
                                  else
                                      l.kernel = resized(l.kernel, to);
                              },
                              kernelBounds};

const PairSetting kStride{QT_TRANSLATE_NOOP("lab", "stride"),
                          {QT_TRANSLATE_NOOP("lab", "Stride rows"), QT_TRANSLATE_NOOP("lab", "Stride columns")},
                          QT_TRANSLATE_NOOP("lab", "Change stride"),
                          [](const Session& s, std::size_t layer) {
                              const PerAxis stride = s.layers[layer].spec.stride;
                              return Shape{stride.rows, stride.cols};
                          },
                          [](Session& s, std::size_t layer, Shape to) {
                              s.layers[layer].spec.stride = {to.rows, to.cols};
                          },
                          strideBounds};

const PairSetting kDilation{QT_TRANSLATE_NOOP("lab", "dilation"),
                            {QT_TRANSLATE_NOOP("lab", "Dilation rows"), QT_TRANSLATE_NOOP("lab", "Dilation columns")},
                            QT_TRANSLATE_NOOP("lab", "Change dilation"),
                            [](const Session& s, std::size_t layer) {
                                const PerAxis dilation = s.layers[layer].spec.dilation;
                                return Shape{dilation.rows, dilation.cols};
                            },
                            [](Session& s, std::size_t layer, Shape to) {
                                s.layers[layer].spec.dilation = {to.rows, to.cols};
                            },
                            dilationBounds};

namespace
{

QStringList none()
{
    return {};
}

} // namespace

const ChoiceSetting kKind{QT_TRANSLATE_NOOP("lab", "kind"),
                          QT_TRANSLATE_NOOP("lab", "Kind of layer"),
                          QT_TRANSLATE_NOOP("lab", "Change the kind of layer"),
                          [] {
                              QStringList all;
                              for (const LayerKindRow& row : layerKinds())
                                  all << word(row.label);
                              return all;
                          },
                          [] {
                              QStringList all;
                              for (const LayerKindRow& row : layerKinds())
                                  all << word(row.sentence);
                              return all;
                          },
                          [](const Session& s, std::size_t layer) { return int(s.layers[layer].kind); },
                          [](Session& s, std::size_t layer, int index) {
                              Layer& l = s.layers[layer];
                              const bool pooled = l.pools();
                              l.kind = layerKinds()[std::size_t(index)].kind;
                              if (!pooled && l.pools()) // side by side, as poolings mostly are
                                  l.spec.stride = {l.pool.rows, l.pool.cols};
                          }};

const ChoiceSetting kActivation{QT_TRANSLATE_NOOP("lab", "activation"),
                                QT_TRANSLATE_NOOP("lab", "Activation"),
                                QT_TRANSLATE_NOOP("lab", "Change the activation"),
                                [] {
                                    QStringList all;
                                    for (const ActivationRow& row : activations())
                                        all << word(row.label);
                                    return all;
                                },
                                [] {
                                    QStringList all;
                                    for (const ActivationRow& row : activations())
                                        all << QString::fromUtf8(row.formula.data());
                                    return all;
                                },
                                [](const Session& s, std::size_t layer) { return int(s.layers[layer].activation); },
                                [](Session& s, std::size_t layer, int index) {
                                    s.layers[layer].activation = activations()[std::size_t(index)].activation;
                                }};

const ChoiceSetting kOperation{
    QT_TRANSLATE_NOOP("lab", "operation"),
    QT_TRANSLATE_NOOP("lab", "Operation"),
    QT_TRANSLATE_NOOP("lab", "Change the operation"),
    [] {
        return QStringList{tr("Cross-correlation"), tr("Convolution (flipped)")};
    },
    none,
    [](const Session& s, std::size_t layer) { return int(s.layers[layer].spec.operation); },
    [](Session& s, std::size_t layer, int index) { s.layers[layer].spec.operation = Operation(index); }};

const ChoiceSetting kChannels{QT_TRANSLATE_NOOP("lab", "read as"),
                              QT_TRANSLATE_NOOP("lab", "Channels"),
                              QT_TRANSLATE_NOOP("lab", "Change the channels"),
                              [] {
                                  return QStringList{tr("Red, green, blue"), tr("Grey (Rec. 601)")};
                              },
                              none,
                              [](const Session& s, std::size_t) { return int(s.channels); },
                              [](Session& s, std::size_t, int index) { s.channels = Channels(index); }};

std::size_t focusedLayer(const Session& session)
{
    return session.focus;
}

bool convolves(const Session& session, std::size_t layer)
{
    return layer < session.layers.size() && !session.layers[layer].pools();
}

bool hasColours(const Session& session)
{
    return session.input->coloured();
}

void changeSession(Document& document, QWidget* control, const QString& text,
                   const std::function<void(Session&)>& change, const std::function<void()>& refresh,
                   const QString& key)
{
    FieldNote::dismiss(control);
    Session after = document.session();
    change(after);
    if (const auto fits = resolve(after.input->shape(), after.layers); !fits) {
        refresh(); // the controls show what is
        FieldNote::say(control, tr("%1 Nothing was changed.").arg(sentence(fits.error())));
        return;
    }
    document.edit(text, std::move(after), key);
}

void putKernel(Document& document, QWidget* control, const QString& text, Grid kernel, const QString& key)
{
    changeSession(
        document, control, text,
        [&](Session& session) {
            session.layer().kernel = std::move(kernel);
            session.layer().kind = LayerKind::Convolution;
            session.train.epoch = 0;
        },
        [] {}, key);
}

bool changeStack(Document& document, QWidget* control, const QString& text, ChannelStack stack,
                 const std::function<void()>& refresh, const QString& key)
{
    FieldNote::dismiss(control);
    if (const auto fits = resolveChannels(stack.input.shape(), stack.layers); !fits) {
        refresh();
        FieldNote::say(control, tr("%1 Nothing was changed.").arg(sentence(fits.error())));
        return false;
    }
    return document.editStack(text, std::make_shared<const ChannelStack>(std::move(stack)), key);
}

QString pairText(Shape value, bool brief)
{
    return brief && value.rows == value.cols ? QString::number(value.rows)
                                             : QStringLiteral("%1 × %2").arg(value.rows).arg(value.cols);
}

QString rangeText(const PairSetting& setting, const Session& session, const Geometry& geometry, std::size_t layer)
{
    const Bounds rows = setting.bounds(session, geometry, layer, 0),
                 cols = setting.bounds(session, geometry, layer, 1);
    if (!rows.fixed.isEmpty())
        return rows.fixed;
    return tr("%1 to %2").arg(pairText({rows.least, cols.least}, true), pairText({rows.most, cols.most}, true));
}

QString nextText(const PairSetting& setting, const Session& session, std::size_t layer)
{
    const Shape now = setting.value(session, layer), next{now.rows + 1, now.cols + 1};
    Session after = session;
    setting.apply(after, layer, next);
    const auto geometries = resolve(after.input->shape(), after.layers);
    if (!geometries)
        return tr("%1 does not fit").arg(pairText(next, true));
    return tr("%1 makes the output %2").arg(pairText(next, true), pairText((*geometries)[layer].output()));
}

QString paddingText(const Session& session, const Geometry& geometry, std::size_t layer)
{
    const Margin rows = geometry.rows.margin, cols = geometry.cols.margin;
    if (rows == Margin{} && cols == Margin{})
        return QStringLiteral("0");
    const bool same = rows.before == rows.after && cols == rows;
    const QString size =
        same ? QString::number(rows.before)
             : QStringLiteral("%1 %2 %3 %4").arg(rows.before).arg(rows.after).arg(cols.before).arg(cols.after);
    const Layer& l = session.layers[layer];
    return l.pools() ? size : QStringLiteral("%1 · %2").arg(size, word(infoOf(l.spec.border).label).toLower());
}

} // namespace lab
