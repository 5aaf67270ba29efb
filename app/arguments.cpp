// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arguments.h"

#include "app/names.h"
#include "core/numbers/number_text.h"
#include "ui/io/error_text.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace lab
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kMost = std::numeric_limits<int>::max();

/// A whole number in plain digits.
std::optional<int> wholeNumber(const QString& text, int least, int most = kMost)
{
    static const QRegularExpression digits(u"^[0-9]+$"_s);
    bool ok = false;
    const int value = text.toInt(&ok);
    return ok && digits.match(text).hasMatch() && value >= least && value <= most ? std::optional(value)
                                                                                  : std::nullopt;
}

/// "1e999": written as a number, though beyond the range of double.
bool isWrittenAsNumber(const QString& text)
{
    static const QRegularExpression number(u"^\\s*[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?\\s*$"_s);
    return number.match(text).hasMatch();
}

} // namespace

Arguments::Arguments(const Command& command, const QStringList& arguments) : m_command(command)
{
    for (const Option& option : command.options)
        m_parser.addOption(QCommandLineOption(QLatin1String(option.name), QString::fromUtf8(option.text),
                                              QString::fromUtf8(option.value)));
    if (!m_parser.parse(QStringList(u"corr2d-lab"_s) + arguments)) {
        setProblem(m_parser.errorText());
        return;
    }
    QStringList fromInput, toOutput;
    for (const Option& option : command.options) {
        const auto name = QLatin1String(option.name);
        if (option.required && !has(name))
            setProblem(tr("--%1 is missing.").arg(name));
        checkValue(option);
        const auto streams = texts(name).count(u"-"_s);
        if (option.kind == Value::Read)
            fromInput += QStringList(streams, u"--"_s + name);
        if (option.kind == Value::Write)
            toOutput += QStringList(streams, u"--"_s + name);
    }
    const auto files = m_parser.positionalArguments();
    if (files.size() > (command.file ? 1 : 0))
        setProblem(tr("“%1” is one argument too many.").arg(files.last()));
    else if (command.fileRequired && files.isEmpty())
        setProblem(tr("%1 is missing.").arg(QLatin1String(command.file)));
    if (files.contains(u"-"_s))
        fromInput += QString::fromLatin1(command.file);
    if (fromInput.size() > 1)
        setProblem(tr("Only one of %1 can read standard input.").arg(fromInput.join(tr(" and "))));
    if (toOutput.size() > 1)
        setProblem(tr("Only one of %1 can go to standard output.").arg(toOutput.join(tr(" and "))));
}

const Option* Arguments::optionOf(QLatin1String name) const
{
    const auto found = std::find_if(m_command.options.begin(), m_command.options.end(),
                                    [&](const Option& option) { return name == QLatin1String(option.name); });
    return found == m_command.options.end() ? nullptr : &*found;
}

/// Names are checked before anything is read.
void Arguments::checkValue(const Option& option)
{
    const auto name = QLatin1String(option.name);
    if (option.kind != Value::Choice || !has(name) || option.names().contains(text(name)))
        return;
    setProblem(tr("--%1 needs one of %2, not “%3”.").arg(name, option.names().join(u", "), text(name)));
}

void Arguments::setProblem(const QString& sentence)
{
    if (!m_ended)
        m_ended = End{kWrongUsage, sentence};
}

void Arguments::refuse(const QString& sentence)
{
    if (!m_ended)
        m_ended = End{kFailed, sentence};
}

void Arguments::refuse(const Error& error)
{
    refuse(sentence(error));
}

int Arguments::end() const
{
    if (!m_ended) {
        for (const QString& note : m_notes)
            fail(note);
        return kDone;
    }
    return m_ended->code == kWrongUsage ? failUsage(m_ended->sentence, QLatin1String(m_command.name))
                                        : fail(m_ended->sentence);
}

QString Arguments::text(QLatin1String name, const QString& fallback) const
{
    return has(name) ? m_parser.value(name) : fallback;
}

std::optional<double> Arguments::parsed(QLatin1String name)
{
    if (!has(name))
        return std::nullopt;
    const auto value = parseNumber(text(name).toStdString());
    if (value && std::isfinite(*value))
        return value;
    setProblem(!value && isWrittenAsNumber(text(name)) ? tr("--%1 is too large: “%2”.").arg(name, text(name))
                                                       : tr("--%1 needs a number, not “%2”.").arg(name, text(name)));
    return std::nullopt;
}

double Arguments::number(QLatin1String name, double fallback)
{
    return parsed(name).value_or(fallback);
}

float Arguments::single(QLatin1String name, float fallback)
{
    const auto value = parsed(name);
    if (value && !std::isfinite(float(*value)))
        setProblem(tr("--%1 is too large: numbers go up to 3.4e38, and “%2” is beyond.").arg(name, text(name)));
    return value ? float(*value) : fallback;
}

int Arguments::integer(QLatin1String name, int fallback, int least, int most)
{
    if (!has(name))
        return fallback;
    const auto value = wholeNumber(text(name), least, most);
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
    const auto rows = wholeNumber(parts.first(), 1), cols = wholeNumber(parts.last(), 1);
    if (parts.size() <= 2 && rows && cols)
        return {*rows, *cols};
    setProblem(
        tr("--%1 needs rows,columns (each from 1 on) or one number for both, not “%2”.").arg(name, text(name)));
    return fallback;
}

std::optional<PerAxis> Arguments::cell(QLatin1String name)
{
    if (!has(name))
        return std::nullopt;
    const QStringList parts = text(name).split(u',');
    const auto row = wholeNumber(parts.first(), 0), col = wholeNumber(parts.last(), 0);
    if (parts.size() == 2 && row && col)
        return PerAxis{*row, *col};
    setProblem(tr("--%1 needs row,column (each from 0 on), not “%2”.").arg(name, text(name)));
    return std::nullopt;
}

QSize Arguments::size(QLatin1String name, QSize fallback)
{
    constexpr int kLeastSide = 64, kMostSide = 16384;
    if (!has(name))
        return fallback;
    const QStringList parts = text(name).split(u'x');
    const auto width = wholeNumber(parts.first(), kLeastSide, kMostSide);
    const auto height = wholeNumber(parts.last(), kLeastSide, kMostSide);
    if (parts.size() == 2 && width && height)
        return {*width, *height};
    setProblem(tr("--%1 needs a width and height from %2 to %3, such as 1280x800, not “%4”.")
                   .arg(name)
                   .arg(kLeastSide)
                   .arg(kMostSide)
                   .arg(text(name)));
    return fallback;
}

std::size_t Arguments::choice(QLatin1String name, std::size_t fallback)
{
    if (!has(name))
        return fallback;
    const auto index = optionOf(name)->names().indexOf(text(name)); // checkValue() has said it if there is none
    return index < 0 ? fallback : std::size_t(index);
}

Padding Arguments::padding(const Padding& fallback)
{
    constexpr QLatin1String kName = "padding"_L1;
    if (!has(kName))
        return fallback;
    for (const PaddingRule& rule : paddingRules())
        if (rule.mode != PaddingMode::Explicit && text(kName) == latin1Text(rule.id))
            return {rule.mode, {}, {}};
    std::vector<int> sides;
    const QStringList parts = text(kName).split(u',');
    for (const QString& part : parts)
        if (const auto side = wholeNumber(part, 0))
            sides.push_back(*side);
    const bool allRead = sides.size() == std::size_t(parts.size());
    if (allRead && sides.size() == 1)
        sides.resize(4, sides[0]);
    if (allRead && sides.size() == 4)
        return {PaddingMode::Explicit, {sides[0], sides[1]}, {sides[2], sides[3]}};
    setProblem(tr("--padding needs one of %1, or top,bottom,left,right (each from 0 on), not “%2”.")
                   .arg(paddingNames().join(u", "), text(kName)));
    return fallback;
}

ConvSpec Arguments::spec(const ConvSpec& fallback)
{
    ConvSpec spec;
    spec.operation = Operation(choice("operation"_L1, std::size_t(fallback.operation)));
    spec.padding = padding(fallback.padding);
    spec.border = borderRules()[choice("border"_L1, std::size_t(fallback.border))].border;
    spec.stride = perAxis("stride"_L1, fallback.stride);
    spec.dilation = perAxis("dilation"_L1, fallback.dilation);
    return spec;
}

Layer Arguments::layer()
{
    Layer layer;
    layer.bias = single("bias"_L1, 0);
    layer.spec = spec();
    layer.activation = activations()[choice("activation"_L1)].activation;
    return layer;
}

void print(const QString& text)
{
    std::fputs(text.toUtf8().constData(), stdout);
}

int fail(const QString& sentence)
{
    std::fflush(stdout);
    QString line = sentence; // which may repeat what was typed
    for (QChar& c : line)
        if (!c.isPrint() && !c.isSurrogate())
            c = QChar::ReplacementCharacter;
    std::fputs((u"corr2d-lab: "_s + line + u'\n').toUtf8().constData(), stderr);
    return kFailed;
}

int failUsage(const QString& sentence, QLatin1String command)
{
    const QString help =
        command.isEmpty() ? u"corr2d-lab --help"_s : QStringLiteral("corr2d-lab %1 --help").arg(command);
    fail(sentence + u' ' + QCoreApplication::translate("lab", "See %1.").arg(help));
    return kWrongUsage;
}

} // namespace lab
