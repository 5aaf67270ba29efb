// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/weight_file.h"

#include "core/numbers/array_layout.h"
#include "core/numbers/heavy_work.h"
#include "core/numbers/npy.h"
#include "ui/io/npz_file.h"
#include "ui/io/output_file.h"
#include "ui/io/path_bytes.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <new>

namespace lab
{

namespace
{

QString tr(const char* text)
{
    return QCoreApplication::translate("lab", text);
}

std::string_view viewOf(const QByteArray& bytes)
{
    return {bytes.constData(), std::size_t(bytes.size())};
}

Result<WeightFile> npyWeights(const QByteArray& bytes)
{
    const auto facts = npyFacts(viewOf(bytes));
    return facts ? Result<WeightFile>(WeightFile{WeightFile::Format::Npy, bytes, {}, {*facts}}) : facts.error();
}

Result<WeightFile> npzWeights(const QByteArray& bytes, const std::stop_token& stop)
{
    auto facts = factsOfNpz(bytes, stop);
    return facts ? Result<WeightFile>(WeightFile{WeightFile::Format::Npz, bytes, {}, std::move(*facts)})
                 : facts.error();
}

Result<WeightFile> safetensorsWeights(const QByteArray& bytes)
{
    auto file = safetensorsFile(viewOf(bytes));
    if (!file)
        return file.error();
    WeightFile read{WeightFile::Format::Safetensors, bytes, std::move(*file), {}};
    for (const SafetensorsFile::Part& part : read.safetensors.parts)
        read.tensors.push_back(part.facts);
    return read;
}

Error unwritableWeights(const QString& path, const QString& endings)
{
    return {ErrorCode::UnwritableFormat, {shownPath(path).toStdString(), endings.toStdString()}};
}

Result<QByteArray> weightBytes(const QString& path, std::span<const NamedTensor> tensors, std::size_t layers)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    const bool inDouble = !areSingle(tensors);
    if (ending == QLatin1String("safetensors"))
        return QByteArray::fromStdString(safetensorsFrom(tensors, inDouble));
    if (ending == QLatin1String("npz"))
        return npzFrom(tensors, inDouble);
    if (ending != QLatin1String("npy"))
        return unwritableWeights(path, tr(".npz, .safetensors or .npy"));
    if (layers != 1)
        return unwritableWeights(path, tr(".npz or .safetensors, which hold several arrays"));
    return QByteArray::fromStdString(npyFromTensor(tensors.front().tensor, inDouble));
}

} // namespace

Result<WeightFile> weightFileOf(const QByteArray& bytes, const QString& name, const std::stop_token& stop)
try {
    noteHeavyWork(HeavyWork::Decode, bytes.size());
    if (bytes.isEmpty())
        return Error{ErrorCode::EmptyFile, {name.toStdString()}};
    if (isNpy(viewOf(bytes)))
        return npyWeights(bytes);
    if (isNpz(bytes))
        return npzWeights(bytes, stop);
    if (isSafetensors(viewOf(bytes)) || name.endsWith(QLatin1String(".safetensors"), Qt::CaseInsensitive))
        return safetensorsWeights(bytes);
    return Error{ErrorCode::UnknownFormat,
                 {name.toStdString(), tr("weights are read from .npy, .npz and .safetensors").toStdString()}};
} catch (const std::bad_alloc&) {
    return ErrorCode::OutOfMemory;
}

Result<Tensor> tensorOf(const WeightFile& file, std::size_t tensor, const std::stop_token& stop)
{
    noteHeavyWork(HeavyWork::Decode, file.bytes.size());
    if (file.format == WeightFile::Format::Npy)
        return tensorFromNpy(viewOf(file.bytes));
    if (file.format == WeightFile::Format::Npz)
        return tensorOfNpz(file.bytes, file.tensors[tensor].name, stop);
    return tensorOf(file.safetensors, tensor, viewOf(file.bytes));
}

Result<ChannelLayer> layerWith(const WeightFile& file, const WeightOffer& offer, const ChannelLayer& layer,
                               MapsShape input, WeightLayout layout, const std::stop_token& stop)
{
    if (!offer.output)
        return offer.output.error();
    const auto weight = tensorOf(file, offer.weight, stop);
    if (!weight)
        return weight.error();
    if (!offer.bias)
        return withWeights(layer, *weight, nullptr, input, layout);
    const auto bias = tensorOf(file, *offer.bias, stop);
    return bias ? withWeights(layer, *weight, &*bias, input, layout) : bias.error();
}

QString meaningOf(const WeightFile& file, const WeightOffer& offer, ChannelKind kind, WeightLayout layout)
{
    const TensorFacts& facts = file.tensors[offer.weight];
    const QString shape = QString::fromStdString(shapeText(facts.shape)),
                  axes = QString::fromStdString(axesText(facts.shape.size(), kind, layout)),
                  name = QString::fromStdString(facts.name);
    const QString array = name.isEmpty() ? tr("The array") : QStringLiteral("“%1”").arg(name);
    return offer.bias ? tr("%1 of shape %2 is read as (%3), with the biases “%4”.")
                            .arg(array, shape, axes, QString::fromStdString(file.tensors[*offer.bias].name))
                      : tr("%1 of shape %2 is read as (%3), without a bias.").arg(array, shape, axes);
}

Result<WeightsWritten> writeWeights(const QString& path, std::span<const ChannelLayer> layers,
                                    const std::stop_token& stop)
try {
    const std::vector<NamedTensor> tensors = tensorsOf(layers);
    const auto learning = std::count_if(layers.begin(), layers.end(), [](const auto& one) { return one.learns(); });
    const auto bytes = weightBytes(path, tensors, std::size_t(learning));
    if (!bytes)
        return bytes.error();
    const auto written = writeFile(path, *bytes, stop);
    if (!written)
        return written.error();
    const bool one = QFileInfo(path).suffix().toLower() == QLatin1String("npy");
    return WeightsWritten{one && tensors.size() > 1};
} catch (const std::bad_alloc&) {
    return ErrorCode::OutOfMemory;
}

} // namespace lab
