// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/cell_numbers.h"

#include "ui/paint/words.h"

#include <QFontMetricsF>
#include <QHash>

#include <algorithm>
#include <cmath>
#include <string>

namespace lab
{

namespace
{

constexpr int kMeasured = 100; ///< pixels; the font in which widths are measured, to be scaled
constexpr int kFewestDigits = 2; ///< significant ones of a number in a cell
constexpr double kWhole = 1e-6; ///< of its size: so near to an integer, a number is one that was rounded
constexpr int kMostDecimals = 2; ///< where two digits are left with them
constexpr int kSmallestText = 9; ///< pixels
constexpr double kHigh = 0.42; ///< of a cell's size, its text
constexpr double kHighAfar = 0.58; ///< the same, to be read from afar: digits of 0.42
constexpr int kLegible = 12, kLegibleAfar = 33; ///< pixels of text, for which digits are given up; afar, digits of 24
constexpr double kWide = 0.84; ///< of a cell's width that its number may take

/// How many significant digits cells hold, by their size in pixels.
constexpr struct {
    double from;
    int digits;
} kDigits[] = {{96, 4}, {48, 3}, {0, kFewestDigits}};

/// How wide numbers are in a font, as the sum of their characters: shaping each text would take most of a paint.
class NumberWidths
{
public:
    /// Of the font used last on this thread the widths are still known.
    static NumberWidths& of(QFont font)
    {
        thread_local NumberWidths widths;
        font.setPixelSize(kMeasured);
        if (font != widths.m_font) {
            widths.m_font = font;
            widths.m_characters.clear();
        }
        return widths;
    }

    double operator()(const QString& text)
    {
        double sum = 0;
        for (const QChar character : text) {
            const auto known = m_characters.constFind(character);
            sum += known != m_characters.cend()
                       ? *known
                       : *m_characters.insert(character, QFontMetricsF(m_font).horizontalAdvance(character));
        }
        return sum;
    }

private:
    QFont m_font;
    QHash<QChar, double> m_characters;
};

/// With so many significant digits, but no third decimal unless it is the second digit.
QString written(double value, int digits)
{
    const double size = std::abs(value);
    if (size < 1 && size > 0 && digits > kFewestDigits) {
        const int leading = -int(std::floor(std::log10(size))); // decimals up to the first digit
        digits = std::clamp(kMostDecimals - leading + 1, kFewestDigits, digits);
    } else if (size >= 1 && size < 1e6) {
        digits = std::min(digits, int(std::floor(std::log10(size))) + 1 + kMostDecimals);
    }
    QString text = number(value, digits);
    // One that is not whole does not look as if it were: −1.03 is −1.0, 2.001 is 2.00.
    const double whole = std::round(value);
    const qsizetype decimals = digits - std::count_if(text.begin(), text.end(), [](QChar c) { return c.isDigit(); });
    if (decimals > 0 && size < 1e6 && std::abs(value - whole) > kWhole * size && !text.contains(QLatin1Char('.')))
        text += QLatin1Char('.') + QString(decimals, QLatin1Char('0'));
    return text;
}

} // namespace

QString cellNumber(double value, const NumberStyle& style)
{
    if (std::abs(value) < style.zeroBelow)
        value = 0;
    NumberWidths& widthOf = NumberWidths::of(style.font);
    for (int digits = style.digits; digits >= kFewestDigits; --digits)
        if (QString text = written(value, digits); widthOf(text) * style.font.pixelSize() <= style.room * kMeasured)
            return text;
    return {};
}

std::optional<NumberStyle> numberStyle(std::span<const double> values, double cell, const QFont& font,
                                       double zeroBelow, bool afar)
{
    if (cell < kNumbersFrom)
        return std::nullopt;
    const int most = std::find_if(std::begin(kDigits), std::end(kDigits), [cell](const auto& row) {
                         return cell >= row.from;
                     })->digits;
    NumberStyle style{font, most, cell * kWide, zeroBelow};
    style.font.setPixelSize(kMeasured);
    NumberWidths& widthOf = NumberWidths::of(style.font);
    const double high = cell * (afar ? kHighAfar : kHigh);
    for (; style.digits >= kFewestDigits; --style.digits) {
        // Fewer digits before a text that is less than legible from afar.
        const double least = style.digits > kFewestDigits ? (afar ? kLegibleAfar : kLegible) : kSmallestText;
        double widest = widthOf(QStringLiteral("−1"));
        for (const double value : values)
            widest = std::max(widest, widthOf(written(std::abs(value) < zeroBelow ? 0 : value, style.digits)));
        const double pixels = std::min(high, style.room / (widest / kMeasured));
        if (pixels < std::min(least, high)) // in a small cell no text is large
            continue;
        style.font.setPixelSize(int(pixels));
        return style;
    }
    // Not all fit: the others can be pointed at. A patchwork of few would be no help.
    style.digits = kFewestDigits;
    style.font.setPixelSize(kSmallestText);
    const auto fitting = std::count_if(values.begin(), values.end(),
                                       [&](double value) { return !cellNumber(value, style).isEmpty(); });
    return 2 * std::size_t(fitting) > values.size() ? std::optional(style) : std::nullopt;
}

} // namespace lab
