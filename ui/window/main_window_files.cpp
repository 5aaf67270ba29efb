// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The part of MainWindow that deals with files, the clipboard, keys and what is shown about the document.
#include "core/numbers/number_text.h"
#include "ui/io/error_text.h"
#include "ui/io/filtered_image.h"
#include "ui/io/output_file.h"
#include "ui/scenes/stage_render.h"
#include "ui/scenes/stage_text.h"
#include "ui/stage/stage.h"
#include "ui/widgets/explain_view.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/dialogs.h"
#include "ui/window/incoming.h"
#include "ui/window/main_window.h"
#include "ui/window/mnemonics.h"
#include "ui/window/step_keys.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QComboBox>
#include <QDockWidget>
#include <QDropEvent>
#include <QFileInfo>
#include <QJsonObject>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QScreen>
#include <QSettings>
#include <QTabBar>
#include <QTabWidget>

namespace lab
{

namespace
{

constexpr int kMostRecent = 8;
constexpr QSize kWindowFrame{8, 40}; ///< about what a window manager adds

} // namespace

void MainWindow::openFiles(const QStringList& paths)
{
    m_toOpen += paths;
    openNext();
}

void MainWindow::openNext()
{
    // One after the other, each an edit of its own, so that undo leads back through them.
    if (!m_document.loading() && !m_toOpen.isEmpty())
        m_document.openFile(m_toOpen.takeFirst());
}

bool MainWindow::mayLeave()
{
    if (!m_document.modified())
        return true;
    const Answer answer = askAboutChanges();
    return answer == Answer::Discard || (answer == Answer::Save && save(false));
}

bool MainWindow::save(bool as)
{
    QString path = m_document.path();
    if (as || path.isEmpty())
        path = askForFile(tr("Save session"), tr("Sessions (*.corr2d)"), QStringLiteral("session.corr2d"), true);
    if (path.isEmpty())
        return false;
    if (QFileInfo(path).suffix().isEmpty())
        path += QStringLiteral(".corr2d");
    m_document.view = viewState();
    if (!m_document.save(path))
        return false;
    rememberFile(path);
    m_messages->showInfo(tr("Saved %1.").arg(QFileInfo(path).fileName()));
    return true;
}

void MainWindow::exportPlanes(const QString& title, const QString& suggested, std::span<const Grid> planes)
{
    const QString path = askForFile(title, exportFilter(), suggested, true);
    if (path.isEmpty())
        return;
    if (const auto done = writePlanes(path, planes); !done)
        m_messages->showError(tr("%1 Nothing was exported.").arg(sentence(done.error())));
    else
        m_messages->showInfo(tr("Exported %1.").arg(QFileInfo(path).fileName()));
}

void MainWindow::exportStage()
{
    QString path = askForFile(tr("Export stage"), tr("Pictures (*.png)"), QStringLiteral("stage.png"), true);
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix().isEmpty())
        path += QStringLiteral(".png");
    const Plan windows(m_document.geometry(), Grain::Window);
    RenderOptions options{.size = {1920, 1080}, .dark = m_actions["dark"]->isChecked(), .window = {}};
    if (m_player.progressive())
        options.window = windows.indexOf(m_player.step().cell);
    const auto image = renderStage(m_document.session(), options);
    if (!image) {
        m_messages->showError(tr("%1 Nothing was exported.").arg(sentence(image.error())));
        return;
    }
    if (const auto done = writeImage(path, *image); !done)
        m_messages->showError(tr("%1 Nothing was exported.").arg(sentence(done.error())));
    else
        m_messages->showInfo(tr("Exported %1.").arg(QFileInfo(path).fileName()));
}

void MainWindow::exportFiltered()
{
    const PicturePtr input = m_document.session().input;
    const QString path = askForFile(tr("Export filtered picture"), tr("Pictures (*.png *.jpg *.bmp *.tiff *.webp)"),
                                    QStringLiteral("filtered.png"), true);
    if (path.isEmpty())
        return;
    m_messages->showInfo(tr("Filtering %1 …").arg(QString::fromStdString(input->name())));
    m_filtering.start(
        [input, path, layer = m_document.session().layer()](std::stop_token stop) -> Result<QString> {
            const std::string& bytes = input->encoded();
            const auto filtered = filteredImage(QByteArray::fromRawData(bytes.data(), qsizetype(bytes.size())),
                                                QString::fromStdString(input->name()), layer, {.stop = stop});
            if (!filtered)
                return filtered.error();
            if (const auto written = writeImage(path, filtered->image); !written)
                return written.error();
            return rangeText(filtered->statistics.range);
        },
        [this, path](Result<QString> done) {
            if (done)
                m_messages->showInfo(tr("Exported %1: %2.").arg(QFileInfo(path).fileName(), *done));
            else if (done.error().code != ErrorCode::Stopped)
                m_messages->showError(tr("%1 Nothing was exported.").arg(sentence(done.error())));
        });
}

void MainWindow::copy()
{
    const Session& session = m_document.session();
    const auto focused = m_stage->focusedTensor().value_or(StageSpot{StageSpot::Part::Map, session.focus + 1, 0, 0});
    GridView<float> matrix;
    const auto maps = m_document.maps();
    if (focused.part == StageSpot::Part::Kernel)
        matrix = session.layers[focused.index].kernel;
    else if (focused.index == 0)
        matrix = session.inputPlane(m_stage->plane());
    else if (maps)
        matrix = maps->maps[focused.index - 1][std::size_t(m_stage->plane())];
    constexpr std::int64_t kMostCells = 4'000'000; // more is no use in a spreadsheet
    if (matrix.shape().empty() || matrix.shape().cells() > kMostCells) {
        m_messages->showInfo(tr("Too many numbers to copy; export them instead."));
        return;
    }
    // Tabs, so that a spreadsheet takes each number into a cell.
    QApplication::clipboard()->setText(
        QString::fromStdString(csvFromMatrix(matrix)).replace(QLatin1Char(','), QLatin1Char('\t')));
    m_messages->showInfo(tr("Copied %1 × %2 numbers.").arg(matrix.rows()).arg(matrix.cols()));
}

void MainWindow::paste()
{
    const QMimeData* incoming = QApplication::clipboard()->mimeData();
    const auto focused = m_stage->focusedTensor();
    const bool kernel =
        focused && focused->part == StageSpot::Part::Kernel && !m_document.session().layers[focused->index].pools();
    if (kernel && incoming && incoming->hasText()) {
        auto weights = matrixFromText(incoming->text().toStdString());
        if (!weights)
            m_messages->showError(tr("%1 The kernel stays as it was.").arg(sentence(weights.error())));
        else
            edit(tr("Paste kernel"), [&](Session& s) { s.layers[focused->index].kernel = std::move(*weights); });
        return;
    }
    if (!canOpen(incoming))
        m_messages->showInfo(tr("There is no picture and no number on the clipboard."));
    else
        openIncoming(m_document, incoming);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (canOpen(event->mimeData()))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    openIncoming(m_document, event->mimeData());
    event->acceptProposedAction();
    activateWindow();
}

void MainWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier)
        m_document.loading() ? m_document.cancelLoading() : m_messages->hide();
    else if (!m_stepKeys->take(event))
        QMainWindow::keyPressEvent(event);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!mayLeave()) {
        event->ignore();
        return;
    }
    writeSettings();
    event->accept();
}

void MainWindow::updateTitle()
{
    const QString file = m_document.path().isEmpty() ? tr("Untitled") : QFileInfo(m_document.path()).fileName();
    setWindowTitle(tr("%1[*] — Corr2D Lab").arg(file));
    setWindowModified(m_document.modified());
}

void MainWindow::updateStatus()
{
    const Geometry& geometry = m_document.geometry();
    const Layer& layer = m_document.session().layer();
    const QString operation = layer.pools() ? tr(row(layer.kind).label.data()).toLower()
                              : geometry.operation == Operation::Correlation ? tr("cross-correlation")
                                                                             : tr("convolution");
    m_size->setText(QStringLiteral("%1   ·   %2").arg(outputSizeText(geometry), operation));
    const std::int64_t windows = geometry.output().cells();
    const QString each = layer.pools() ? tr("%1 numbers read") : tr("%1 products");
    m_counts->setText((windows == 1 ? tr("1 window") : tr("%1 windows").arg(windows)) + QStringLiteral(" · ") +
                      each.arg(windows * geometry.taps()));
    m_channel->setVisible(m_document.session().planes() == 3);
    m_channel->setCurrentIndex(m_stage->plane());
}

void MainWindow::updateExplanation()
{
    m_explain->setFormula(m_stage->formula());
}

void MainWindow::rememberFile(const QString& path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    m_recentFiles.removeAll(absolute);
    m_recentFiles.prepend(absolute);
    m_recentFiles = m_recentFiles.mid(0, kMostRecent);
    updateRecent();
}

void MainWindow::updateRecent()
{
    m_recent->clear();
    for (const QString& path : m_recentFiles)
        m_recent->addAction(withoutMnemonic(QFileInfo(path).fileName()), this, [this, path] { openFiles({path}); })
            ->setToolTip(path);
    giveMnemonics(m_recent);
    m_recent->setEnabled(!m_recentFiles.isEmpty());
    m_recent->setToolTipsVisible(true);
}

void MainWindow::readSettings()
{
    const QSettings settings;
    m_recentFiles = settings.value(QStringLiteral("recentFiles")).toStringList();
    updateRecent();
    if (!restoreGeometry(settings.value(QStringLiteral("geometry")).toByteArray()))
        resize(QSize(1280, 800).boundedTo(screen()->availableSize() - kWindowFrame));
    restoreState(settings.value(QStringLiteral("state")).toByteArray());
    m_actions["panel"]->setChecked(settings.value(QStringLiteral("panel"), true).toBool());
    m_actions["animate"]->setChecked(settings.value(QStringLiteral("animate"), true).toBool());
    m_player.setSpeed(settings.value(QStringLiteral("speed"), 4.0).toDouble());
    const bool darkDesktop = themeOf(QApplication::palette()).dark;
    setDark(settings.value(QStringLiteral("dark"), darkDesktop).toBool());
}

void MainWindow::writeSettings()
{
    QSettings settings;
    settings.setValue(QStringLiteral("recentFiles"), m_recentFiles);
    settings.setValue(QStringLiteral("geometry"), saveGeometry());
    settings.setValue(QStringLiteral("state"), saveState());
    settings.setValue(QStringLiteral("panel"), m_actions["panel"]->isChecked());
    settings.setValue(QStringLiteral("animate"), m_actions["animate"]->isChecked());
    settings.setValue(QStringLiteral("speed"), m_player.playhead().speed());
}

QJsonObject MainWindow::viewState() const
{
    QJsonObject view = m_document.view;
    view[QStringLiteral("grain")] = QString::fromUtf8(grains()[std::size_t(m_player.grain())].id.data());
    view[QStringLiteral("position")] = double(m_player.step().position);
    view[QStringLiteral("tab")] = m_tabs->currentIndex();
    view[QStringLiteral("page")] = m_pageTabs->currentIndex();
    return view;
}

void MainWindow::restoreView(const QJsonObject& view)
{
    for (const GrainInfo& info : grains())
        if (view[QStringLiteral("grain")].toString() == QString::fromUtf8(info.id.data()))
            m_player.setGrain(info.grain);
    const Plan plan(m_document.geometry(), m_player.grain());
    m_player.seek(plan.indexAt(std::int64_t(std::max(0.0, view[QStringLiteral("position")].toDouble()))));
    m_tabs->setCurrentIndex(view[QStringLiteral("tab")].toInt());
    m_pageTabs->setCurrentIndex(view[QStringLiteral("page")].toInt());
    m_stage->fit();
}

} // namespace lab
