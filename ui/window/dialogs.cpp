// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/dialogs.h"

#include "ui/paint/colour_scale.h"
#include "ui/paint/words.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QMessageBox>
#include <QPainter>
#include <QPixmap>
#include <QSysInfo>

namespace lab
{

namespace
{

} // namespace

QString openFilter()
{
    return tr("Pictures, matrices and sessions (*.png *.jpg *.jpeg *.gif *.bmp *.webp *.tif *.tiff *.pbm *.pgm *.ppm "
              "*.pnm *.npy *.csv *.tsv *.txt *.corr2d);;All files (*)");
}

QString exportFilter()
{
    return tr("Pictures (*.png *.jpg *.bmp *.tiff *.webp);;NumPy arrays (*.npy);;Comma-separated values (*.csv)");
}

MainWindow::Answer askToSaveChanges(QWidget* parent)
{
    const auto pressed =
        QMessageBox::question(parent, tr("Unsaved changes"), tr("Save the changes to this session?"),
                              QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
    return pressed == QMessageBox::Save      ? MainWindow::Answer::Save
           : pressed == QMessageBox::Discard ? MainWindow::Answer::Discard
                                             : MainWindow::Answer::Cancel;
}

QString askFileName(QWidget* parent, const QString& title, const QString& filter, const QString& suggested,
                    bool saving)
{
    return saving ? QFileDialog::getSaveFileName(parent, title, suggested, filter)
                  : QFileDialog::getOpenFileName(parent, title, QString(), filter);
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
    const std::pair<QString, QString> rows[] = {
        {tr("Space"), tr("play, pause")},
        {tr("← →, Page Up, Page Down"), tr("step back, step")},
        {tr("Shift+← Shift+→"), tr("step by the next coarser grain")},
        {tr("↑ ↓"), tr("one row up, down")},
        {tr("Home, End"), tr("first, last step")},
        {tr("1 … 9"), tr("to a tenth of the computation")},
        {tr("0"), tr("fit; Ctrl + wheel zooms, the wheel pans")},
        {tr("L, Ctrl+→, Ctrl+←"), tr("learn, one epoch, one epoch back")},
        {tr("B, P"), tr("walk back through the layers, shade fields by paths")},
        {tr("Alt+↑ Alt+↓, Delete, Ctrl+D"), tr("in the list of layers: move, remove, duplicate")},
        {tr("Ctrl+1, Ctrl+6 … Ctrl+8"), tr("the stage; table, matrix, two layers as one")},
        {tr("Tab"), tr("to the next matrix or control; arrows move in it")},
        {tr("Digits, Enter, Delete"), tr("in a cell: type, edit, set to zero")},
        {tr("Esc"), tr("leave a cell, a pin, a message")},
        {tr("Ctrl+O, Ctrl+S, Ctrl+E"), tr("open, save, export the output")},
        {tr("Ctrl+C, Ctrl+V"), tr("copy, paste: the matrix with the focus, else output and input")},
        {tr("Ctrl+Z, Ctrl+Shift+Z"), tr("undo, redo")},
        {tr("Ctrl+B"), tr("learn as in the book")},
        {tr("Ctrl++, Ctrl+−"), tr("zoom in, out")},
        {tr("Ctrl+D, F9"), tr("dark or light; the side panel")},
    };
    QString table = QStringLiteral("<table cellspacing='6'>");
    for (const auto& [key, what] : rows)
        table += QStringLiteral("<tr><td><b>%1</b></td><td>%2</td></tr>").arg(key, what);
    QMessageBox box(QMessageBox::NoIcon, tr("Keys"), table + QStringLiteral("</table>"), QMessageBox::Close, parent);
    box.setTextFormat(Qt::RichText);
    box.exec();
}

QIcon kernelIcon(const Grid& kernel, const QPalette& palette)
{
    constexpr int kSize = 32;
    QPixmap pixmap(kSize, kSize);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    const GridView<float> view = kernel;
    const ColourTable table(centredScale({&view, 1}), themeOf(palette));
    const int cell = std::max(2, kSize / std::max(kernel.rows(), kernel.cols()));
    const QPoint corner((kSize - cell * kernel.cols()) / 2, (kSize - cell * kernel.rows()) / 2);
    for (int r = 0; r < kernel.rows(); ++r)
        for (int c = 0; c < kernel.cols(); ++c)
            painter.fillRect(corner.x() + c * cell, corner.y() + r * cell, cell - 1, cell - 1,
                             QColor(table.colour(kernel.at(r, c))));
    return QIcon(pixmap);
}

} // namespace lab
