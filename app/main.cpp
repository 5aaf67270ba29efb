// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line.h"
#include "core/numbers/parallel.h"
#include "ui/io/journal_file.h"
#include "ui/widgets/accessibility.h"
#include "ui/window/end_signals.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QIcon>
#include <QStyleFactory>

int main(int argc, char** argv)
{
    QCoreApplication::setApplicationName(QStringLiteral("corr2d-lab"));
    QCoreApplication::setApplicationVersion(QStringLiteral(LAB_VERSION));
    QCoreApplication::setOrganizationName(QStringLiteral("corr2d-lab"));
    lab::setThreads(qEnvironmentVariableIntValue("CORR2D_LAB_THREADS"));
    const lab::Start start = lab::runCommandLine(argc, argv);
    if (start.exitCode)
        return *start.exitCode;

    QApplication application(argc, argv);
    QApplication::setApplicationDisplayName(QStringLiteral("Corr2D Lab"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/corr2d-lab.svg")));
    QApplication::setDesktopFileName(QStringLiteral(LAB_APPLICATION_ID));
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    lab::installAccessibility();
    lab::MainWindow window;
    window.show();
    window.keepJournal(lab::journalFolder());
    const lab::EndSignals ending;
    QObject::connect(&ending, &lab::EndSignals::received, &window, [&window] {
        window.end();
        QCoreApplication::exit(0); // whatever else is open
    });
    QObject::connect(&application, &QGuiApplication::commitDataRequest, &window, &lab::MainWindow::prepareToEnd,
                     Qt::DirectConnection);
    window.openFiles(start.files);
    return QApplication::exec();
}
