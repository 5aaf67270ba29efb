// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/grid.h"
#include "ui/model/work_queue.h"
#include "ui/window/map_export.h"
#include "ui/window/workbench.h"

#include <QJsonObject>
#include <QObject>
#include <QStringList>

#include <memory>

class QMenu;

namespace lab
{

/// Opens, saves and exports, and asks before anything is lost.
class FileCommands : public QObject
{
    Q_OBJECT
public:
    FileCommands(const Workbench& bench, QObject* parent);

    /// One after the other, each an edit of its own, so that undo leads back through them.
    void open(const QStringList& paths);
    /// Does `go` unless the person wants to stay with unsaved changes.
    void leave(std::function<void()> go);
    QMenu* recentMenu(QWidget* parent);
    void readSettings();
    void writeSettings() const;

private:
    void followExports();
    void openNext();
    void save(bool as, const std::function<void(bool)>& then = {});
    void saveTo(const QString& path, bool overTheirs, const std::function<void(bool)>& then);
    /// Where another program has changed the session's file.
    void saveOverTheirs(const QString& path, const std::function<void(bool)>& then);
    QString pathToExport(const QString& title, const QString& filter, const QString& suggested);
    /// Asks for a name, and lets a thread write: `write` gets the path and says what there is to say, or nothing.
    void exportAs(const QString& title, const QString& filter, const QString& suggested,
                  const std::function<Result<QString>(const QString& path, std::stop_token stop)>& write);
    void exportMap(const QString& title, const QString& suggested, const MapExport& map);
    /// The ways to write one thing; found by the thread that writes, before it does.
    struct Ways {
        std::function<std::vector<ExportWay>()> find;
        std::vector<ExportWay> found = {};
    };
    void writeBy(const QString& name, const std::shared_ptr<Ways>& ways, std::size_t way);
    void exportOutput();
    void exportKernel();
    void exportProfile();
    void exportCode();
    void exportWeights();
    void exportPage();
    void exportFiltered();
    void exportLoss();
    void remember(const QString& path);
    void updateRecent();

    Workbench m_bench;
    QMenu* m_recent = nullptr;
    QStringList m_recentFiles;
    QStringList m_toOpen; ///< files that wait for the one being read
    WorkQueue m_exports;
};

} // namespace lab
