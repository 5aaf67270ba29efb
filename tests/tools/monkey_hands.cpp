// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the monkey finds to act on, and what it throws at the program.
#include "core/session/session.h"
#include "tests/tools/monkey.h"

#include <QApplication>
#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QMimeData>
#include <QUndoStack>
#include <QUrl>

#include <array>

namespace lab::monkey
{

namespace
{

constexpr const char* kNumbers[] = {"0",   "1",     "-1",    "2",    "0.5", "-0.25", "255",
                                    "1e3", "1e-30", "-1e30", "3e38", "1/3", "7",     "-3"};
constexpr const char* kStrange[] = {"<img src=x onerror=alert(1)>",
                                    "<img src=\"file:///etc/passwd\">,1\n2,3",
                                    "1,2\n3",
                                    "1,2,x",
                                    "",
                                    " ",
                                    "\n\n,,,\n",
                                    "nan,inf\n-inf,1",
                                    "1e999,1",
                                    "https://example.org/picture.png",
                                    "%1 %2 %n & &amp; <b>",
                                    "١,٢\n٣,٤",
                                    "1,5;2,5\n3,5;4,5",
                                    "{\"format\":\"corr2d-lab session\",\"version\":99}"};
constexpr const char* kNames[] = {"plain.csv", "<img src=x>.csv", "a & b %1.txt", "مصفوفة.csv", "no ending"};
constexpr const char* kData = "data"; ///< a folder
constexpr const char* kEndings[] = {"png", "jpg", "bmp", "tiff", "webp", "ppm"};

QByteArray matrixText(Dice& dice)
{
    constexpr const char* kBetween[] = {",", "\t", ";", " "};
    const char* between = kBetween[dice.below(4)];
    const int rows = dice.in(1, dice.chance(10) ? 70 : 9), cols = dice.in(1, dice.chance(10) ? 70 : 9);
    QByteArray text;
    for (int r = 0; r < rows; ++r)
        for (int c = 0; c < cols; ++c)
            text += QByteArray(kNumbers[dice.below(std::size(kNumbers))]) + (c + 1 < cols ? between : "\n");
    return text;
}

QByteArray anyText(Dice& dice)
{
    return dice.chance(20) ? QByteArray(kStrange[dice.below(std::size(kStrange))]) : matrixText(dice);
}

QImage anyImage(Dice& dice)
{
    constexpr QImage::Format kFormats[] = {
        QImage::Format_RGB32,  QImage::Format_ARGB32,   QImage::Format_Grayscale8, QImage::Format_Mono,
        QImage::Format_RGBA64, QImage::Format_Indexed8, QImage::Format_Grayscale16};
    const int most = dice.chance(10) ? 160 : 48;
    QImage image(dice.in(1, most), dice.in(1, most), QImage::Format_ARGB32);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            image.setPixel(x, y, qRgba(x * 5, y * 3, x ^ y, 255 - x));
    return image.convertToFormat(kFormats[dice.below(std::size(kFormats))]);
}

QByteArray pictureBytes(Dice& dice)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    anyImage(dice).save(&buffer, kEndings[dice.below(std::size(kEndings))]);
    if (dice.chance(20))
        bytes.truncate(dice.below(bytes.size() + 1));
    return bytes;
}

} // namespace

Hands::Hands(std::uint64_t seed) : dice(seed)
{
    // Copies: what was opened may be saved.
    const QDir data(QStringLiteral(LAB_TEST_DATA)), copies(folder.filePath(QLatin1String(kData)));
    copies.mkpath(QStringLiteral("."));
    for (const QDir& place : {data, QDir(data.filePath(QStringLiteral("sessions")))})
        for (const QFileInfo& file : place.entryInfoList(QDir::Files, QDir::Name))
            QFile::copy(file.filePath(), copies.filePath(file.fileName()));
}

void Hands::openWindow()
{
    window = std::make_unique<MainWindow>();
    window->asking.aboutChanges = [this] {
        constexpr Asking::Answer kAnswers[] = {Asking::Answer::Save, Asking::Answer::Discard, Asking::Answer::Cancel};
        return kAnswers[dice.below(3)];
    };
    window->asking.forFile = [this](const QString&, const QString&, const QString& suggested, bool saving) {
        if (dice.chance(10))
            return QString();
        if (!saving)
            return anyFile();
        const QString place = dice.chance(5) ? QStringLiteral("no such folder/") : QString();
        const QString name = suggested.isEmpty() ? QStringLiteral("saved.corr2d") : QFileInfo(suggested).fileName();
        return folder.filePath(place + QString::number(dice.below(5)) + name);
    };
    window->actions().quit->setEnabled(false);
    window->document().setUndoBudget(std::int64_t(32) << 20);
    size = {1280, 800};
    window->resize(size);
    window->show();
    window->activateWindow();
    QCoreApplication::processEvents();
}

QWidget* Hands::top() const
{
    if (QWidget* popup = QApplication::activePopupWidget())
        return popup;
    if (QWidget* dialog = QApplication::activeModalWidget())
        return dialog;
    return window.get();
}

QWidget* Hands::anyWidget()
{
    constexpr int kTries = 40;
    const auto all = top()->findChildren<QWidget*>();
    for (int i = 0; i < kTries && !all.isEmpty(); ++i)
        if (QWidget* widget = all[dice.below(all.size())];
            widget->isVisible() && widget->window() == top() && !widget->visibleRegion().isEmpty())
            return widget;
    return nullptr;
}

QPoint Hands::anyPlace(QWidget* widget)
{
    const QRect seen = widget->visibleRegion().boundingRect();
    return widget->mapTo(widget->window(), seen.topLeft() + QPoint(dice.below(std::max(1, seen.width())),
                                                                   dice.below(std::max(1, seen.height()))));
}

QString Hands::anyFile()
{
    const auto filesIn = [](const QDir& place) { return place.entryInfoList(QDir::Files, QDir::Name); };
    if (dice.chance(40)) {
        const auto all = filesIn(folder.filePath(QLatin1String(kData)));
        return all[dice.below(all.size())].filePath();
    }
    if (const auto written = filesIn(QDir(folder.path())); dice.chance(50) && !written.isEmpty())
        return written[dice.below(written.size())].filePath();
    if (dice.chance(3))
        return dice.chance(50) ? folder.path() : folder.filePath(QStringLiteral("missing.png"));
    const QString name = QString::fromUtf8(kNames[dice.below(std::size(kNames))]);
    QFile file(folder.filePath(name));
    if (file.open(QIODevice::WriteOnly))
        file.write(dice.chance(50) ? anyText(dice) : pictureBytes(dice));
    return file.fileName();
}

std::unique_ptr<QMimeData> Hands::anyData()
{
    auto data = std::make_unique<QMimeData>();
    switch (dice.below(5)) {
    case 0:
        data->setUrls({QUrl::fromLocalFile(anyFile())});
        break;
    case 1:
        data->setImageData(anyImage(dice));
        break;
    case 2:
        data->setData(QStringLiteral("image/png"), pictureBytes(dice));
        data->setUrls({QUrl(QStringLiteral("https://example.org/<img>.png"))});
        break;
    default:
        data->setText(QString::fromUtf8(anyText(dice)));
    }
    tell(QStringLiteral("%1 %2").arg(data->formats().join(u' '), data->text().left(200)));
    return data;
}

} // namespace lab::monkey
