// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/locale_lane.h"
#include "ui/widgets/accessibility.h"

#include <QApplication>
#include <QStyleFactory>
#include <QTemporaryDir>

#include <gtest/gtest.h>

int main(int argc, char** argv)
{
    testing::InitGoogleTest(&argc, argv);
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) // tests are listed while they are built, without a display
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QTemporaryDir settings; // tests run side by side, each with settings of its own
    qputenv("XDG_CONFIG_HOME", settings.path().toUtf8());
    QCoreApplication::setOrganizationName(QStringLiteral("corr2d-lab-tests"));
    QCoreApplication::setApplicationName(QStringLiteral("corr2d-lab-tests"));
    QApplication application(argc, argv); // in the locale of the environment
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    lab::installAccessibility();
    testing::AddGlobalTestEnvironment(new lab::test::LocaleLane);
    return RUN_ALL_TESTS();
}
