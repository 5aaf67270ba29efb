// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done with a thing is offered where it stands, by mouse and by key.
#include "tests/ui/laboratory.h"
#include "ui/layers/layer_list.h"
#include "ui/widgets/loss_chart.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QListWidget>
#include <QMenu>
#include <QTableWidget>
#include <QTimer>

namespace lab::test
{

namespace
{

class ContextMenus : public Laboratory
{
protected:
    /// What the menu offers that opens there; it is closed again.
    QStringList offered(QWidget* widget, QContextMenuEvent::Reason reason = QContextMenuEvent::Mouse)
    {
        const QPoint middle = widget->rect().center();
        QContextMenuEvent event(reason, middle, widget->mapToGlobal(middle));
        QStringList texts;
        QTimer::singleShot(0, widget, [&] { // some menus run a loop of their own
            texts += textsOfPopup();
        });
        QApplication::sendEvent(widget, &event);
        texts += textsOfPopup();
        QCoreApplication::processEvents();
        return texts;
    }

    static QStringList textsOfPopup()
    {
        QStringList texts;
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        if (!menu)
            return texts;
        for (const QAction* action : menu->actions())
            if (!action->isSeparator())
                texts << action->text().remove(QLatin1Char('&'));
        menu->close();
        return texts;
    }
};

} // namespace

TEST_F(ContextMenus, AreOnEveryTensorChartListAndPage)
{
    runBook();
    action("panel")->setChecked(true);
    int tried = 0;
    for (const PageInfo& page : pageTable()) {
        view().showPage(page.id);
        view().showPanel(infoOfPlace(page.place).panel);
        QCoreApplication::processEvents();
        QWidgetList things{&window->pages().currentPage()};
        for (auto* each : window->findChildren<TensorView*>())
            things << each;
        for (auto* each : window->findChildren<LossChart*>())
            things << each;
        for (auto* each : window->findChildren<LayerList*>())
            things << each->findChild<QListWidget*>()->viewport();
        for (auto* each : window->findChildren<QTableWidget*>())
            things << each->viewport();
        for (QWidget* each : things) {
            if (!each->isVisible() || each->size().isEmpty())
                continue;
            EXPECT_GE(offered(each).size(), 2)
                << page.id << ": " << each->metaObject()->className() << " " << each->accessibleName().toStdString();
            ++tried;
        }
    }
    EXPECT_GT(tried, 30);
}

TEST_F(ContextMenus, OfferWhatBelongsToTheTensor)
{
    const QStringList ofKernel = offered(kernel(), QContextMenuEvent::Keyboard);
    EXPECT_TRUE(ofKernel.contains(QStringLiteral("Transpose kernel"))) << ofKernel.join(u' ').toStdString();
    EXPECT_TRUE(ofKernel.contains(QStringLiteral("Fit")));
    EXPECT_TRUE(offered(input()).contains(QStringLiteral("Transpose input")));
    const QString ofOutput = offered(output()).join(u' ');
    EXPECT_TRUE(ofOutput.contains(QStringLiteral("Walk back to the input"))) << ofOutput.toStdString();
    EXPECT_EQ(window->focusWidget(), output()) << "Copy means it";
}

TEST_F(ContextMenus, CopyTheNumbersOfATensorOfAPage)
{
    runBook();
    view().showPage("why");
    QCoreApplication::processEvents();
    TensorView* shown = nullptr;
    for (auto* each : window->pages().currentPage().findChildren<TensorView*>())
        if (each->isVisible() && each->scene().shape.cells() > 1 && each->actions().isEmpty())
            shown = each;
    ASSERT_TRUE(shown);
    QContextMenuEvent event(QContextMenuEvent::Mouse, {2, 2}, shown->mapToGlobal(QPoint(2, 2)));
    QApplication::sendEvent(shown, &event);
    auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
    ASSERT_TRUE(menu);
    for (QAction* each : menu->actions())
        if (each->text() == QStringLiteral("Copy the numbers"))
            each->trigger();
    menu->close();
    const QStringList rows = QApplication::clipboard()->text().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    ASSERT_EQ(rows.size(), shown->scene().shape.rows);
    const QStringList cells = rows.front().split(QLatin1Char('\t'));
    ASSERT_EQ(cells.size(), shown->scene().shape.cols);
    EXPECT_EQ(cells.front().toDouble(), shown->scene().valueAt(0, 0).value_or(NAN));
}

} // namespace lab::test
