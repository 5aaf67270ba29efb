// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// No page, panel or message forces a size on the window.

#include "tests/ui/laboratory.h"
#include "ui/widgets/icons.h"

#include <QDockWidget>
#include <QTabWidget>

namespace lab::test
{

namespace
{

constexpr QSize kLeast{640, 480};

class Size : public Laboratory
{
protected:
    QTabWidget* panels() { return window->panel().findChild<QTabWidget*>(); }
    /// The widgets that ask for more than there is, to be named in a failure.
    std::string greedy()
    {
        std::string names;
        for (const QWidget* each : window->findChildren<QWidget*>())
            if (each->isVisible() &&
                (each->minimumSizeHint().width() > 300 || each->minimumSizeHint().height() > 200))
                names += std::string(each->metaObject()->className()) + " " + each->objectName().toStdString() + " " +
                         std::to_string(each->minimumSizeHint().width()) + "×" +
                         std::to_string(each->minimumSizeHint().height()) + "\n";
        return names;
    }
    void expectSmall(const char* where)
    {
        QCoreApplication::processEvents();
        const QSize least = window->minimumSizeHint();
        EXPECT_LE(least.width(), kLeast.width()) << where << "\n" << greedy();
        EXPECT_LE(least.height(), kLeast.height()) << where << "\n" << greedy();
        window->resize(kLeast);
        QCoreApplication::processEvents();
        EXPECT_EQ(window->size(), kLeast) << where;
        window->resize(1280, 800);
    }
};

constexpr const char* kPages[] = {"stagePage",  "surfacePage", "epochPage",       "filmPage",
                                  "answerPage", "tablePage",   "compositionPage", "matrixPage"};

TEST_F(Size, EveryPageFitsTheSmallestWindow)
{
    for (const char* sample : {"chapter-edge", "chapter-receptive-field", "zone-plate", "chapter-first"}) {
        use(sample);
        for (const char* page : kPages) {
            action(page)->trigger();
            for (int panel = 0; panel < panels()->count(); ++panel) {
                panels()->setCurrentIndex(panel);
                expectSmall((std::string(sample) + " " + page).c_str());
            }
        }
    }
}

TEST_F(Size, AMessageNeverWidensTheWindow)
{
    const QSize before = window->minimumSizeHint();
    window->messages().showError(QString(QStringLiteral("A sentence that goes on and on. ")).repeated(40));
    EXPECT_EQ(window->minimumSizeHint().width(), before.width());
    expectSmall("message");
    window->messages().showError(QString(3000, QLatin1Char('x'))); // nowhere to break it
    expectSmall("one word");
    window->messages().showProgress(QString(300, QLatin1Char('x')), 0.5);
    expectSmall("progress");
}

TEST_F(Size, AMessageAboveALongExplanationFits)
{
    Session after = session();
    findSample("landscape")->apply(after);
    after.layer().kernel = Grid({7, 7}, 0.125F);
    ASSERT_TRUE(document().edit(QStringLiteral("Kernel"), after));
    view().setGrain(Grain::Product);
    window->messages().showError(QStringLiteral("A sentence."));
    expectSmall("message and explanation");
}

TEST_F(Size, AnIconWithoutRoomIsNotPainted)
{
    static int warnings = 0;
    const auto before =
        qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString&) { ++warnings; });
    EXPECT_TRUE(icon(QStringLiteral("open")).pixmap(QSize(0, 0)).isNull());
    EXPECT_TRUE(icon(QStringLiteral("open")).pixmap(QSize(18, 0)).isNull());
    qInstallMessageHandler(before);
    EXPECT_EQ(warnings, 0);
}

TEST_F(Size, AHiddenPanelStaysHiddenAndTheWindowSmall)
{
    action("panel")->setChecked(false);
    for (const char* page : kPages) {
        action(page)->trigger();
        expectSmall(page);
    }
}

} // namespace

} // namespace lab::test
