// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/operands.h"

#include "app/names.h"
#include "app/stack.h"
#include "core/layers/kernels.h"
#include "core/numbers/number_text.h"
#include "ui/io/input_file.h"
#include "ui/paint/words.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cmath>

namespace lab
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 kMostPiped = qint64(512) << 20; ///< as of any pipe

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

Result<Values> pictureIn(const QString& path)
{
    auto picture = readPicture(path);
    return picture ? Result<Values>({std::move(*picture), {}}) : picture.error();
}

Result<Values> readOperand(Arguments& arguments, const Option& option, const QString& text)
{
    const Named named = option.names == kernelNames ? namedKernel : namedSample;
    if (text == u"-"_s)
        return pictureIn(text);
    if (text.startsWith(u'@')) {
        auto picture = named(text.mid(1).toStdString());
        return picture ? Result<Values>({std::move(picture), {}}) : noSuchName(text, option.names());
    }
    const bool marked = text.startsWith(u'=');
    const QString matrixText = marked ? text.mid(1) : text;
    auto matrix = matrix64FromText(matrixText.toStdString());
    const QFileInfo file(text);
    if (!marked && file.exists() && !(file.isDir() && matrix)) {
        if (matrix)
            arguments.note(tr("“%1” is a file and was read; write =%1 for the matrix.").arg(text));
        return pictureIn(text);
    }
    if (matrix)
        return Values{nullptr, std::move(*matrix)};
    if (marked || matrix.error().code == ErrorCode::RaggedRows)
        return matrix.error();
    return cannotOpen(text, tr("it is neither a file nor a matrix such as 1,-1;0,2"));
}

std::optional<Values> read(Arguments& arguments, QLatin1String option, const QString& text)
{
    return arguments.take(readOperand(arguments, *arguments.optionOf(option), text));
}

/// A matrix in place as a picture, in single precision.
std::optional<PicturePtr> pictureOf(Arguments& arguments, Values values, const QString& text)
{
    if (!values.inPlace)
        return std::move(values.picture);
    Grid single = converted<float>(*values.inPlace);
    for (std::size_t i = 0; i < single.size(); ++i)
        if (std::isinf(single.cells()[i]) && std::isfinite(values.inPlace->cells()[i])) {
            arguments.refuse(tr("“%1” is too large: numbers go up to 3.4e38.")
                                 .arg(QString::fromStdString(shortest(values.inPlace->cells()[i]))));
            return std::nullopt;
        }
    return matrixPicture(text.toStdString(), std::move(single));
}

} // namespace

Error cannotOpen(const QString& what, const QString& reason)
{
    return {ErrorCode::CannotOpen, {what.toStdString(), reason.toStdString()}};
}

Result<QByteArray> readStandardInput()
{
    QFile file;
    QByteArray bytes;
    const QString name = tr("standard input");
    if (!file.open(stdin, QIODevice::ReadOnly))
        return cannotOpen(name, file.errorString());
    for (QByteArray more; !(more = file.read(1 << 20)).isEmpty();) {
        if (bytes.size() + more.size() > kMostPiped)
            return cannotOpen(name, tr("it is larger than %1 MB").arg(kMostPiped >> 20));
        bytes += more;
    }
    if (file.error() != QFileDevice::NoError)
        return cannotOpen(name, file.errorString());
    return bytes;
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
    return values->inPlace ? std::move(values->inPlace) : converted<double>(values->picture->grey());
}

std::optional<Grid> readKernel(Arguments& arguments, QLatin1String option, const QString& text)
{
    auto values = read(arguments, option, text);
    const auto picture = values ? pictureOf(arguments, std::move(*values), text) : std::nullopt;
    return picture ? std::optional((*picture)->grey()) : std::nullopt;
}

std::optional<QByteArray> readWhole(Arguments& arguments, const QString& path)
{
    return arguments.take(path == u"-"_s ? readStandardInput() : readBytes(path));
}

} // namespace lab
