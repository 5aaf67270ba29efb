// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/style.h"

#include <QApplication>
#include <QFile>
#include <QFontInfo>
#include <QWidget>

#include <algorithm>
#include <cmath>

static void initResourcesOfLibrary()
{
    Q_INIT_RESOURCE(resources); // a static library's resources are not there by themselves
}

namespace lab
{

namespace
{

QString styleSheetOf(const Theme& t)
{
    initResources();
    QFile file(QStringLiteral(":/style.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    const std::pair<const char*, QColor> names[] = {
        {"@window", t.window},
        {"@surface", t.surface},
        {"@field", t.field},
        {"@empty", t.empty},
        {"@line", t.line},
        {"@border", t.border},
        {"@text", t.text},
        {"@muted", t.muted},
        {"@accent", t.accent},
        {"@accentGround", t.accentGround},
        {"@onAccent", t.onAccent},
        {"@bad", t.bad},
        {"@badGround", t.badGround},
        {"@good", t.good},
        {"@goodGround", t.goodGround},
    };
    for (const auto& [name, colour] : names)
        sheet.replace(QLatin1String(name) + QLatin1Char(';'), colour.name() + QLatin1Char(';'));
    constexpr double kPlace = 1.08; ///< of the text's size
    const int pixels = int(std::lround(kPlace * QFontInfo(QApplication::font()).pixelSize()));
    sheet.replace(QLatin1String("@placeSize;"), QStringLiteral("%1px;").arg(pixels));
    return sheet;
}

} // namespace

void initResources()
{
    static const bool done = (initResourcesOfLibrary(), true);
    (void)done;
}

bool inSmallWindow(const QWidget& widget)
{
    constexpr QSize kLeast{1000, 600};
    const QSize size = widget.window()->size();
    return size.width() < kLeast.width() || size.height() < kLeast.height();
}

int inBaseText(const QWidget& widget, int pixels)
{
    constexpr int kBaseLine = 15; ///< pixels
    return pixels * kBaseLine / std::max(kBaseLine, widget.fontMetrics().height());
}

void applyTheme(const Theme& theme)
{
    // Every widget of every window is styled anew, though nothing has changed: half the time in which a window opens.
    if (const QPalette palette = paletteOf(theme); palette != QApplication::palette())
        QApplication::setPalette(palette);
    if (const QString sheet = styleSheetOf(theme); sheet != qApp->styleSheet())
        qApp->setStyleSheet(sheet);
}

void applyTheme(QWidget& widget, const Theme& theme)
{
    widget.setStyleSheet(styleSheetOf(theme));
    widget.setPalette(paletteOf(theme)); // after the style sheet, which would put back the one it found
}

} // namespace lab
