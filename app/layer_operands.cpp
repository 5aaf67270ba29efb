// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layer_operands.h"

#include "app/names.h"
#include "app/operands.h"
#include "app/stack.h"
#include "core/channels/channel_samples.h"
#include "core/channels/map_arrays.h"
#include "core/numbers/array_layout.h"
#include "core/numbers/matrix_text.h"
#include "core/numbers/nested_text.h"
#include "core/numbers/npy.h"
#include "core/numbers/number_text.h"
#include "core/numbers/text_bytes.h"
#include "ui/io/input_file.h"
#include "ui/io/npz_file.h"
#include "ui/io/path_bytes.h"

#include <algorithm>
#include <array>

namespace lab
{

using namespace Qt::StringLiterals;

namespace
{

/// An array that has no file, as if it had one.
WeightFile fileOfArray(const Tensor& tensor)
{
    return {WeightFile::Format::Npy,
            QByteArray::fromStdString(npyFromTensor(tensor, true)),
            {},
            {TensorFacts{{}, {}, tensor.shape}}};
}

template <class T>
Tensor tensorOfPlanes(const std::vector<BasicGrid<T>>& planes)
{
    const Shape shape = planes.front().shape();
    Tensor tensor{{std::uint64_t(shape.rows), std::uint64_t(shape.cols)}, {}};
    if (planes.size() > 1)
        tensor.shape.insert(tensor.shape.begin(), planes.size());
    for (const BasicGrid<T>& plane : planes)
        tensor.cells.insert(tensor.cells.end(), plane.cells().begin(), plane.cells().end());
    return tensor;
}

/// Numbers in brackets, of any number of axes; else a matrix.
Result<Tensor> tensorOfText(const std::string& text)
{
    const auto nested = nestedText(text, false);
    if (!nested || (*nested && (*nested)->shape.size() < 3)) {
        const auto matrix = readMatrixText64(text);
        return matrix ? Result<Tensor>(tensorOfPlanes(matrix->planes)) : matrix.error();
    }
    if (!*nested)
        return nested->error();
    Tensor tensor{{(*nested)->shape.begin(), (*nested)->shape.end()}, {}};
    for (const std::string_view cell : (*nested)->cells) {
        const auto number = numberFromText(cell, {.words = true});
        if (!number && number.error().code != ErrorCode::NotANumber)
            return number.error();
        const std::size_t at = tensor.cells.size(), cols = std::size_t(tensor.shape.back());
        if (!number)
            return Error{ErrorCode::NotANumber,
                         {std::to_string(at / cols + 1), std::to_string(at % cols + 1), excerpt(cell)}};
        tensor.cells.push_back(*number);
    }
    return tensor;
}

/// Text or a picture in a file.
std::optional<WeightFile> fileOfReading(Arguments& arguments, const QByteArray& bytes, const QString& path)
{
    const auto picture = readPicture(arguments, bytes, path);
    return picture ? std::optional(fileOfArray(tensorOfPlanes((*picture)->planes()))) : std::nullopt;
}

std::optional<WeightFile> fileAt(Arguments& arguments, const QString& path)
{
    const auto bytes = readWhole(arguments, path);
    if (!bytes)
        return std::nullopt;
    const std::string_view view(bytes->constData(), std::size_t(bytes->size()));
    const bool named = path.endsWith(".safetensors"_L1, Qt::CaseInsensitive);
    if (named || isNpy(view) || isNpz(*bytes) || isSafetensors(view))
        return arguments.take(weightFileOf(*bytes, shownPath(path)));
    if (view.starts_with('['))
        if (const auto tensor = tensorOfText(textOfBytes(view)); tensor && tensor->shape.size() > 2)
            return fileOfArray(*tensor);
    return fileOfReading(arguments, *bytes, path);
}

/// "FILE:NAME", where FILE is there; also a name may have a colon in it.
std::optional<std::pair<QString, QString>> fileAndName(const QString& text)
{
    if (text == u"-"_s || pathExists(text))
        return std::pair{text, QString()};
    for (qsizetype at = text.indexOf(u':'); at >= 0; at = text.indexOf(u':', at + 1))
        if (const QString path = text.left(at); path == u"-"_s || pathExists(path))
            return std::pair{path, text.mid(at + 1)};
    return std::nullopt;
}

std::optional<GivenWeights> readArrays(Arguments& arguments, QLatin1String option)
{
    const QString text = arguments.text(option);
    const bool marked = text.startsWith(u'=');
    if (const auto found = marked ? std::nullopt : fileAndName(text)) {
        auto file = fileAt(arguments, found->first);
        return file ? std::optional(GivenWeights{std::move(*file), found->second, true}) : std::nullopt;
    }
    const auto tensor = tensorOfText(textOfBytes((marked ? text.mid(1) : text).toStdString()));
    if (tensor)
        return GivenWeights{fileOfArray(*tensor), {}, false};
    const bool neither = !marked && tensor.error().code == ErrorCode::NotANumber;
    arguments.refuse(neither ? cannotOpen(text, Arguments::tr("it is neither a file nor numbers such as "
                                                              "[[[1,2],[3,4]],[[5,6],[7,8]]]"))
                             : tensor.error());
    return std::nullopt;
}

/// The array of that name, or the first that can be maps.
std::optional<std::size_t> arrayOfMaps(Arguments& arguments, const GivenWeights& given,
                                       std::optional<MapsLayout> layout)
{
    const auto& tensors = given.file.tensors;
    const auto found = std::find_if(tensors.begin(), tensors.end(), [&](const TensorFacts& one) {
        return given.name.isEmpty() ? readingAsMaps(one.shape, layout).ok()
                                    : QString::fromStdString(one.name) == given.name;
    });
    if (found != tensors.end())
        return std::size_t(found - tensors.begin());
    if (given.name.isEmpty() && !tensors.empty())
        return 0; // and what is wrong with it is said
    QStringList names;
    for (const TensorFacts& one : tensors)
        names += QString::fromStdString(one.name);
    arguments.refuse({ErrorCode::TensorUnknown, {given.name.toStdString(), names.join(u", "_s).toStdString()}});
    return std::nullopt;
}

/// The maps of a sample of several channels, or the colours of another.
std::optional<Maps64> namedMaps(const std::string& name)
{
    if (const ChannelSample* const sample = findChannelSample(name))
        return converted<double>(sample->maps());
    const PicturePtr picture = namedSample(name);
    return picture ? std::optional(converted<double>(Maps(picture->planes()))) : std::nullopt;
}

} // namespace

std::optional<Maps64> readMaps(Arguments& arguments)
{
    const QString text = arguments.text("input"_L1);
    if (text.startsWith(u'@')) {
        if (auto maps = namedMaps(text.mid(1).toStdString()))
            return maps;
        arguments.refuse(noSuchName(text, layerInputNames()));
        return std::nullopt;
    }
    constexpr std::array kLayouts{MapsLayout::ChannelsFirst, MapsLayout::ChannelsLast}; // as mapsLayoutNames()
    std::optional<MapsLayout> layout;
    if (arguments.has("input-layout"_L1))
        layout = kLayouts[arguments.choice("input-layout"_L1)];
    const auto given = readArrays(arguments, "input"_L1);
    const auto which = given ? arrayOfMaps(arguments, *given, layout) : std::nullopt;
    if (!which)
        return std::nullopt;
    const TensorFacts& facts = given->file.tensors[*which];
    const auto reading = arguments.take(readingAsMaps(facts.shape, layout));
    const auto tensor = reading ? arguments.take(tensorOf(given->file, *which)) : std::nullopt;
    if (!tensor)
        return std::nullopt;
    if (!layout && reading->layout == MapsLayout::ChannelsLast)
        arguments.note(Arguments::tr("An input of shape %1 is read as rows, columns, channels; --input-layout "
                                     "channels-first reads it the other way.")
                           .arg(QString::fromStdString(shapeText(facts.shape))));
    std::optional<std::int64_t> example;
    if (arguments.has("example"_L1))
        example = arguments.integer("example"_L1, 1, 1) - 1;
    return arguments.take(mapsFrom(*tensor, *reading, example));
}

std::optional<GivenWeights> readWeights(Arguments& arguments)
{
    return readArrays(arguments, "weights"_L1);
}

} // namespace lab
