// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_options.h"

#include "core/numbers/matrix_text.h"
#include "core/numbers/number_text.h"
#include "ui/io/error_text.h"
#include "ui/io/input_file.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>

#include <cmath>
#include <cstdio>

namespace lab
{

using namespace Qt::StringLiterals;

namespace
{

QString tr(const char* text)
{
    return QCoreApplication::translate("lab", text);
}

QString id(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QStringList borderIds()
{
    QStringList ids;
    for (const BorderRule& border : borderRules())
        ids += id(border.id);
    return ids;
}

/// Those that need no numbers.
QStringList paddingIds()
{
    QStringList ids;
    for (const PaddingRule& padding : paddingRules())
        if (padding.mode != PaddingMode::Explicit)
            ids += id(padding.id);
    return ids;
}

} // namespace

Arguments::Arguments(const Command& command, const QStringList& arguments) : m_command(command)
{
    for (const Option& option : command.options)
        m_parser.addOption(QCommandLineOption(QLatin1String(option.name), QString::fromUtf8(option.text),
                                              QString::fromUtf8(option.value)));
    if (!m_parser.parse(QStringList(QStringLiteral("corr2d-lab")) + arguments)) {
        setProblem(m_parser.errorText());
        return;
    }
    for (const Option& option : command.options)
        if (option.required && !has(QLatin1String(option.name)))
            setProblem(tr("--%1 is missing.").arg(QLatin1String(option.name)));
    const auto files = m_parser.positionalArguments();
    if (files.size() > (command.file ? 1 : 0))
        setProblem(tr("“%1” is one argument too many.").arg(files.last()));
    else if (command.file && files.isEmpty())
        setProblem(tr("%1 is missing.").arg(QLatin1String(command.file)));
}

void Arguments::setProblem(const QString& sentence)
{
    if (!m_problem)
        m_problem = sentence;
}

QString Arguments::text(QLatin1String name, const QString& fallback) const
{
    return has(name) ? m_parser.value(name) : fallback;
}

double Arguments::number(QLatin1String name, double fallback)
{
    if (!has(name))
        return fallback;
    const auto value = parseNumber(text(name).toStdString());
    if (value && std::isfinite(*value))
        return *value;
    setProblem(tr("--%1 needs a number, not “%2”.").arg(name, text(name)));
    return fallback;
}

std::optional<int> Arguments::parsed(const QString& text, int least, int most) const
{
    static const QRegularExpression digits(QStringLiteral("^\\d+$"));
    bool ok = false;
    const int value = text.toInt(&ok);
    if (!ok || !digits.match(text).hasMatch() || value < least || value > most)
        return std::nullopt;
    return value;
}

int Arguments::integer(QLatin1String name, int fallback, int least, int most)
{
    if (!has(name))
        return fallback;
    const auto value = parsed(text(name), least, most);
    if (!value)
        setProblem(tr("--%1 needs a whole number from %2 on, not “%3”.").arg(name).arg(least).arg(text(name)));
    return value.value_or(fallback);
}

std::uint64_t Arguments::seed(QLatin1String name, std::uint64_t fallback)
{
    if (!has(name))
        return fallback;
    bool ok = false;
    const std::uint64_t value = text(name).toULongLong(&ok);
    if (!ok)
        setProblem(tr("--%1 needs a whole number from 0 on, not “%2”.").arg(name, text(name)));
    return value;
}

PerAxis Arguments::perAxis(QLatin1String name, PerAxis fallback)
{
    if (!has(name))
        return fallback;
    const QStringList parts = text(name).split(u',');
    const auto rows = parsed(parts.first(), 1, std::numeric_limits<int>::max());
    const auto cols = parsed(parts.last(), 1, std::numeric_limits<int>::max());
    if (parts.size() <= 2 && rows && cols)
        return {*rows, *cols};
    setProblem(
        tr("--%1 needs rows,columns (each from 1 on) or one number for both, not “%2”.").arg(name, text(name)));
    return fallback;
}

QSize Arguments::size(QLatin1String name, QSize fallback)
{
    constexpr int kLeast = 64, kMost = 16384;
    if (!has(name))
        return fallback;
    const QStringList parts = text(name).split(u'x');
    const auto width = parsed(parts.first(), kLeast, kMost), height = parsed(parts.last(), kLeast, kMost);
    if (parts.size() == 2 && width && height)
        return {*width, *height};
    setProblem(tr("--%1 needs a width and height from %2 to %3, such as 1280x800, not “%4”.")
                   .arg(name)
                   .arg(kLeast)
                   .arg(kMost)
                   .arg(text(name)));
    return fallback;
}

std::size_t Arguments::choice(QLatin1String name, const QStringList& ids, std::size_t fallback)
{
    if (!has(name))
        return fallback;
    const auto index = ids.indexOf(text(name));
    if (index >= 0)
        return std::size_t(index);
    setProblem(tr("--%1 needs one of %2, not “%3”.").arg(name, ids.join(u", "), text(name)));
    return fallback;
}

Padding Arguments::padding()
{
    if (!has("padding"_L1))
        return {};
    for (const PaddingRule& rule : paddingRules())
        if (rule.mode != PaddingMode::Explicit && text("padding"_L1) == id(rule.id))
            return {rule.mode, {}, {}};
    std::vector<int> sides;
    const QStringList parts = text("padding"_L1).split(u',');
    for (const QString& part : parts)
        if (const auto side = parsed(part, 0, std::numeric_limits<int>::max()))
            sides.push_back(*side);
    const bool allRead = sides.size() == std::size_t(parts.size());
    if (allRead && sides.size() == 1)
        sides.resize(4, sides[0]);
    if (allRead && sides.size() == 4)
        return {PaddingMode::Explicit, {sides[0], sides[1]}, {sides[2], sides[3]}};
    setProblem(tr("--padding needs one of %1, or top,bottom,left,right (each from 0 on), not “%2”.")
                   .arg(paddingIds().join(u", "), text("padding"_L1)));
    return {};
}

Layer Arguments::layer()
{
    Layer layer;
    layer.bias = float(number("bias"_L1, 0));
    layer.spec = spec();
    return layer;
}

ConvSpec Arguments::spec()
{
    ConvSpec spec;
    spec.operation = choice("operation"_L1, {u"correlation"_s, u"convolution"_s}, 0) == 0 ? Operation::Correlation
                                                                                          : Operation::Convolution;
    spec.padding = padding();
    spec.border = borderRules()[choice("border"_L1, borderIds(), 0)].border;
    spec.stride = perAxis("stride"_L1, spec.stride);
    spec.dilation = perAxis("dilation"_L1, spec.dilation);
    return spec;
}

Result<PicturePtr> readOperand(const QString& text)
{
    if (auto matrix = matrixFromText(text.toStdString()))
        return matrixPicture(text.toStdString(), std::move(*matrix));
    else if (matrix.error().code == ErrorCode::RaggedRows)
        return matrix.error();
    if (!QFileInfo::exists(text))
        return Error{ErrorCode::CannotOpen,
                     {text.toStdString(), tr("it is neither a file nor a matrix such as 1,-1;0,2").toStdString()}};
    return readInput(text);
}

void print(const QString& text)
{
    std::fputs(text.toUtf8().constData(), stdout);
}

int fail(const QString& sentence)
{
    std::fflush(stdout);
    std::fputs((QStringLiteral("corr2d-lab: ") + sentence + u'\n').toUtf8().constData(), stderr);
    return kFailed;
}

int fail(const Error& error)
{
    return fail(sentence(error));
}

int failUsage(const QString& sentence, QLatin1String command)
{
    const QString help =
        command.isEmpty() ? u"corr2d-lab --help"_s : QStringLiteral("corr2d-lab %1 --help").arg(command);
    fail(sentence + u' ' + tr("See %1.").arg(help));
    return kWrongUsage;
}

} // namespace lab
