// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/operands.h"

#include "app/names.h"
#include "app/stack.h"
#include "core/layers/kernels.h"
#include "core/numbers/matrix_text.h"
#include "core/numbers/number_text.h"
#include "core/numbers/text_bytes.h"
#include "ui/io/input_file.h"
#include "ui/io/path_bytes.h"
#include "ui/paint/words.h"

#include <algorithm>
#include <cmath>

namespace lab
{

using namespace Qt::StringLiterals;

namespace
{

/// A matrix in place in double, or a picture in single precision.
struct Values {
    PicturePtr picture;
    std::optional<Grid64> inPlace;
};

/// What is built in under a name without its @.
using Named = PicturePtr (*)(const std::string& name);

PicturePtr namedKernel(const std::string& name)
{
    const KernelPreset* const preset = findKernelPreset(name);
    return preset ? matrixPicture(name, preset->values()) : nullptr;
}

std::optional<Values> pictureIn(Arguments& arguments, const QString& path)
{
    auto picture = readPicture(arguments, path);
    return picture ? std::optional(Values{std::move(*picture), {}}) : std::nullopt;
}

/// One plane, in double.
Result<MatrixText<double>> matrixIn(const QString& text)
{
    auto read = readMatrixText64(textOfBytes(text.toStdString()));
    if (read && read->planes.size() != 1)
        return Error{ErrorCode::SeveralPlanes, {std::to_string(read->planes.size())}};
    return read;
}

/// Decimal commas are worth a word: with them a comma separates nothing.
void noteDecimals(Arguments& arguments, const MatrixText<double>& matrix, const QString& text)
{
    const Shape shape = matrix.planes.front().shape();
    if (matrix.form.decimal == ',' && !matrix.others.empty())
        arguments.note(
            tr("“%1” was read with decimal commas, as %2 × %3 numbers.").arg(text).arg(shape.rows).arg(shape.cols));
}

/// The one plane of a kernel.
Result<PicturePtr> onePlane(const PicturePtr& picture)
{
    const std::size_t planes = picture->planes().size();
    return planes == 1 ? Result<PicturePtr>(picture) : Error{ErrorCode::SeveralPlanes, {std::to_string(planes)}};
}

std::optional<Values> readOperand(Arguments& arguments, const Option& option, const QString& text)
{
    const Named named = option.names == kernelNames ? namedKernel : namedSample;
    const auto refuse = [&](const Error& error) {
        arguments.refuse(error);
        return std::nullopt;
    };
    if (text == u"-"_s)
        return pictureIn(arguments, text);
    if (text.startsWith(u'@')) {
        auto picture = named(text.mid(1).toStdString());
        return picture ? std::optional(Values{std::move(picture), {}}) : refuse(noSuchName(text, option.names()));
    }
    const bool marked = text.startsWith(u'=');
    auto matrix = matrixIn(marked ? text.mid(1) : text);
    if (!marked && pathExists(text) && !(isFolder(text) && matrix)) {
        if (matrix)
            arguments.note(tr("“%1” is a file and was read; write =%1 for the matrix.").arg(text));
        return pictureIn(arguments, text);
    }
    if (matrix) {
        noteDecimals(arguments, *matrix, text);
        return Values{nullptr, std::move(matrix->planes.front())};
    }
    if (marked || matrix.error().code != ErrorCode::NotANumber)
        return refuse(matrix.error());
    return refuse(cannotOpen(text, tr("it is neither a file nor a matrix such as 1,-1;0,2")));
}

std::optional<Values> read(Arguments& arguments, QLatin1String option, const QString& text)
{
    return readOperand(arguments, *arguments.optionOf(option), text);
}

/// A matrix in place as a picture, in single precision.
std::optional<PicturePtr> pictureOf(Arguments& arguments, Values values, const QString& text)
{
    if (!values.inPlace)
        return std::move(values.picture);
    const Grid64& numbers = *values.inPlace;
    Grid single(numbers.shape());
    for (std::size_t i = 0; i < single.size(); ++i) {
        const auto nearest = floatOf(numbers.cells()[i]);
        if (!nearest) {
            arguments.take(Result<Done>(Error{ErrorCode::ValueTooLarge, {shortest(numbers.cells()[i])}}));
            return std::nullopt;
        }
        single.cells()[i] = *nearest;
    }
    return matrixPicture(text.toStdString(), std::move(single));
}

} // namespace

Error cannotOpen(const QString& what, const QString& reason)
{
    return {ErrorCode::CannotOpen, {what.toStdString(), reason.toStdString()}};
}

Error noSuchName(const QString& text, const QStringList& names)
{
    return cannotOpen(text, tr("the names here are %1").arg(names.join(u", ")));
}

std::optional<PicturePtr> readInput(Arguments& arguments, QLatin1String option)
{
    auto values = read(arguments, option, arguments.text(option));
    return values ? pictureOf(arguments, std::move(*values), arguments.text(option)) : std::nullopt;
}

std::optional<Grid64> readKernel64(Arguments& arguments, QLatin1String option)
{
    auto values = read(arguments, option, arguments.text(option));
    if (!values)
        return std::nullopt;
    if (values->inPlace)
        return std::move(values->inPlace);
    const auto kernel = arguments.take(onePlane(values->picture));
    return kernel ? std::optional(converted<double>((*kernel)->planes().front())) : std::nullopt;
}

std::optional<Grid> readKernel(Arguments& arguments, QLatin1String option, const QString& text)
{
    auto values = read(arguments, option, text);
    const auto picture = values ? pictureOf(arguments, std::move(*values), text) : std::nullopt;
    const auto kernel = picture ? arguments.take(onePlane(*picture)) : std::nullopt;
    return kernel ? std::optional((*kernel)->planes().front()) : std::nullopt;
}

std::optional<QByteArray> readWhole(Arguments& arguments, const QString& path)
{
    return arguments.take(readBytes(path));
}

} // namespace lab
