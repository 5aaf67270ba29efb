// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/dialogs.h"

#include "core/numbers/picture.h"
#include "ui/io/formats.h"
#include "ui/io/input_file.h"
#include "ui/paint/colour_scale.h"
#include "ui/paint/plane_image.h"
#include "ui/paint/words.h"
#include "ui/window/actions.h"
#include "ui/window/animation_dialog.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPainter>
#include <QPixmap>
#include <QPushButton>
#include <QRegularExpression>
#include <QScreen>
#include <QSysInfo>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <optional>

namespace lab
{

namespace
{

constexpr int kDialogIcon = 32; ///< pixels of a picture in a menu

} // namespace

QString openFilter()
{
    return QStringLiteral("%1 (%2);;%3 (*)")
        .arg(tr("Pictures, matrices and sessions"), readableEndings().join(u' '), tr("All files"));
}

QString exportFilter()
{
    return QStringLiteral("%1;;%2 (*.npy);;%3 (*.csv)")
        .arg(pictureFilter(), tr("NumPy arrays"), tr("Comma-separated values"));
}

QString pictureFilter()
{
    QString filter;
    for (const PictureFormat& format : pictureFormats())
        if (const QString ending = QString::fromLatin1(format.endings).section(u' ', 0, 0); writableFormat(ending))
            filter += (filter.isEmpty() ? QString() : QStringLiteral(";;")) +
                      tr("%1 pictures (*.%2)").arg(QString::fromLatin1(format.name), ending);
    return filter;
}

Asking::Answer askToSaveChanges(QWidget* parent)
{
    const auto pressed =
        QMessageBox::question(parent, lab::tr("Unsaved changes"), lab::tr("Save the changes to this session?"),
                              QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
    return pressed == QMessageBox::Save      ? Asking::Answer::Save
           : pressed == QMessageBox::Discard ? Asking::Answer::Discard
                                             : Asking::Answer::Cancel;
}

Asking::Theirs askAboutTheirs(QWidget* parent, const QString& name)
{
    QMessageBox box(
        QMessageBox::Warning, lab::tr("Changed by another program"),
        lab::tr("“%1” was changed by another program since it was opened or saved here. Nothing was saved "
                "yet.")
            .arg(name),
        QMessageBox::Cancel, parent);
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(lab::tr("If you open theirs, undo leads back to yours."));
    const auto* anyway = box.addButton(lab::tr("Save &anyway"), QMessageBox::DestructiveRole);
    auto* as = box.addButton(lab::tr("&Save as…"), QMessageBox::AcceptRole);
    const auto* open = box.addButton(lab::tr("&Open theirs"), QMessageBox::AcceptRole);
    box.setDefaultButton(as);
    box.exec();
    const QAbstractButton* clicked = box.clickedButton();
    return clicked == anyway ? Asking::Theirs::SaveAnyway
           : clicked == as   ? Asking::Theirs::SaveAs
           : clicked == open ? Asking::Theirs::Open
                             : Asking::Theirs::Cancel;
}

QString askFileName(QWidget* parent, const QString& title, const QString& filter, const QString& suggested,
                    bool saving)
{
    if (!saving)
        return QFileDialog::getOpenFileName(parent, title, QString(), filter);
    QString chosen;
    const QString path = QFileDialog::getSaveFileName(parent, title, suggested, filter, &chosen);
    static const QRegularExpression pattern(QStringLiteral("\\*(\\.\\w+)"));
    const auto ending = pattern.match(chosen);
    return path.isEmpty() || !QFileInfo(path).suffix().isEmpty() || !ending.hasMatch() ? path
                                                                                       : path + ending.captured(1);
}

bool askAboutAnimation(AnimationOffer& offer, QWidget* parent)
{
    AnimationDialog dialog(offer, parent);
    const bool wanted = dialog.exec() == QDialog::Accepted;
    if (wanted)
        offer = dialog.chosen();
    return wanted;
}

void showAbout(QWidget* parent)
{
    QMessageBox box(QMessageBox::NoIcon, tr("About Corr2D Lab"),
                    tr("<h3>Corr2D Lab %1</h3>"
                       "<p>See what a convolutional layer computes.</p>"
                       "<p>Follows section 7.2 of “Dive into Deep Learning”.</p>"
                       "<p>Qt %2 with Qt Charts · %3</p>"
                       "<p>Free software under the GNU General Public License, version 3 or later. There is "
                       "no warranty.</p>")
                        .arg(QCoreApplication::applicationVersion(), QString::fromLatin1(qVersion()),
                             QSysInfo::prettyProductName()),
                    QMessageBox::Close, parent);
    box.setTextFormat(Qt::RichText);
    box.exec();
}

void showKeys(QWidget* parent)
{
    QString table = QStringLiteral("<table cellspacing='4'>");
    const auto heading = [&](const QString& text) {
        table += QStringLiteral("<tr><td colspan='2'><br><b>%1</b></td></tr>").arg(text.toHtmlEscaped());
    };
    const auto line = [&](const QString& keys, const QString& what) {
        table += QStringLiteral("<tr><td><b>%1</b>&nbsp;&nbsp;</td><td>%2</td></tr>")
                     .arg(keys.toHtmlEscaped(), what.toHtmlEscaped());
    };
    std::optional<KeyPlace> place;
    for (const KeyInfo& info : otherKeys()) {
        if (place != info.place)
            heading(keyPlaceText(info.place));
        if (!place) // the commands with a key of their own stand under "anywhere"
            for (const ActionInfo& command : actionTable())
                if (const QString key = keyText(command); !key.isEmpty())
                    line(key, Actions::tr(command.text).remove(QLatin1Char('&')).remove(QStringLiteral("…")));
        place = info.place;
        line(QString::fromUtf8(info.shown), Actions::tr(info.text));
    }
    line(QStringLiteral("Ctrl+Z, Ctrl+Shift+Z"), tr("Undo, redo"));
    auto* text = new QTextBrowser;
    text->setHtml(table + QStringLiteral("</table>"));
    text->setFrameShape(QFrame::NoFrame);
    text->setAccessibleName(tr("Keys"));
    QDialog box(parent);
    box.setWindowTitle(tr("Keys"));
    auto* rows = new QVBoxLayout(&box);
    rows->addWidget(text);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, &box);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &box, &QDialog::reject);
    rows->addWidget(buttons);
    box.resize(QSize(620, 560).boundedTo(parent->screen()->availableSize() - QSize(40, 80)));
    box.exec();
}

QIcon kernelIcon(const Grid& kernel, const QPalette& palette)
{
    QPixmap pixmap(kDialogIcon, kDialogIcon);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    const Plane plane(kernel);
    const ColourTable table(centredScale({&plane, 1}), themeOf(palette));
    const int cell = std::max(2, kDialogIcon / std::max(kernel.rows(), kernel.cols()));
    const QPoint corner((kDialogIcon - cell * kernel.cols()) / 2, (kDialogIcon - cell * kernel.rows()) / 2);
    for (int r = 0; r < kernel.rows(); ++r)
        for (int c = 0; c < kernel.cols(); ++c)
            painter.fillRect(corner.x() + c * cell, corner.y() + r * cell, cell - 1, cell - 1,
                             QColor(table.colour(kernel.at(r, c))));
    return QIcon(pixmap);
}

QIcon pictureIcon(const Picture& picture, const QPalette& palette)
{
    TensorScene scene;
    for (const Grid& plane : picture.planes())
        scene.planes.emplace_back(plane);
    scene.shape = picture.shape();
    scene.screen = picture.screen();
    if (picture.content() == Content::Numbers)
        scene.scale = scaleForNumbers(scene.planes);
    const QSize size(kDialogIcon, kDialogIcon);
    const QImage image = planeImage(scene, Viewport::fitting(scene.content(), size), size, themeOf(palette));
    return QIcon(QPixmap::fromImage(image));
}

} // namespace lab
