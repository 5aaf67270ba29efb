// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QImage>
#include <QPainter>
#include <QSvgRenderer>

#include <cstdio>

/// draw_icons SVG PNG SIZE: draws a square icon SIZE pixels wide, for desktops that do not read SVG; of the same SVG
/// the same bytes. It needs no display. Exit code 1, with a sentence, where a file cannot be read or written.
int main(int argc, char** argv)
{
    const int size = argc == 4 ? QByteArray(argv[3]).toInt() : 0;
    if (size <= 0) {
        std::fputs("Usage: draw_icons SVG PNG SIZE\n", stderr);
        return 1;
    }
    QSvgRenderer svg(QString::fromLocal8Bit(argv[1]));
    QImage image(size, size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    svg.render(&painter);
    painter.end();
    if (svg.isValid() && image.save(QString::fromLocal8Bit(argv[2]), "PNG"))
        return 0;
    std::fprintf(stderr, "%s cannot be %s.\n", svg.isValid() ? argv[2] : argv[1],
                 svg.isValid() ? "written" : "drawn");
    return 1;
}
