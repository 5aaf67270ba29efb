// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// No page, panel or message forces a size on the window.

#include "tests/ui/laboratory.h"
#include "ui/widgets/explain_view.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/live_label.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QScrollBar>
#include <QStyle>
#include <QTabBar>
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

constexpr const char* kPages[] = {"stagePage",    "filterPage",  "filtersPage",     "kernelsPage",
                                  "channelsPage", "surfacePage", "epochPage",       "filmPage",
                                  "answerPage",   "tablePage",   "compositionPage", "matrixPage"};

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
    window->messages().showProgress(Toast::Doing::Opening, QString(300, QLatin1Char('x')), 0.5);
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

/// What of a widget its ancestors let be seen, in the window.
QRect seenOf(const QWidget* widget)
{
    QRect seen = widget->rect();
    for (const QWidget* at = widget; !at->isWindow(); at = at->parentWidget())
        seen = seen.translated(at->pos()) & at->parentWidget()->rect();
    return seen;
}

/// Of what is seen the text itself, or the cells.
QRect boxOf(const QWidget* widget)
{
    QRect box = widget->rect();
    if (qobject_cast<const TensorView*>(widget))
        box.adjust(TensorView::kInset, TensorView::kInset, -TensorView::kInset, -TensorView::kInset);
    if (const auto* label = qobject_cast<const QLabel*>(widget); label && !label->wordWrap())
        box = QStyle::alignedRect(Qt::LeftToRight, label->alignment(),
                                  label->fontMetrics().size(0, label->text()).boundedTo(box.size()), box);
    return box.translated(widget->mapTo(widget->window(), QPoint())) & seenOf(widget);
}

bool scrolled(const QWidget* widget)
{
    for (const QWidget* at = widget->parentWidget(); at; at = at->parentWidget())
        if (qobject_cast<const QAbstractScrollArea*>(at))
            return true;
    return false;
}

std::string nameOf(const QWidget* widget)
{
    QString text = widget->accessibleName();
    if (const auto* label = qobject_cast<const QLabel*>(widget))
        text = label->text();
    if (const auto* button = qobject_cast<const QAbstractButton*>(widget); button && !button->text().isEmpty())
        text = button->text();
    const QRect seen = seenOf(widget);
    return QStringLiteral("%1 %2 “%3” at %4, %5, %6 × %7")
        .arg(QLatin1String(widget->metaObject()->className()), widget->objectName(), text.left(40))
        .arg(seen.x())
        .arg(seen.y())
        .arg(seen.width())
        .arg(seen.height())
        .toStdString();
}

/// A text or a control that stands for itself: not a part of another, and not what lies over everything for a while.
bool stands(const QWidget* widget)
{
    if (!widget->isVisible() || widget->size().isEmpty())
        return false;
    const auto* label = qobject_cast<const QLabel*>(widget);
    const bool kind = (label && !label->text().isEmpty()) || qobject_cast<const QAbstractButton*>(widget) ||
                      qobject_cast<const QComboBox*>(widget) || qobject_cast<const QAbstractSpinBox*>(widget) ||
                      qobject_cast<const QLineEdit*>(widget) || qobject_cast<const LiveLabel*>(widget) ||
                      qobject_cast<const TensorView*>(widget) || qobject_cast<const QAbstractSlider*>(widget) ||
                      qobject_cast<const ExplainView*>(widget);
    if (!kind || qobject_cast<const QScrollBar*>(widget))
        return false;
    for (const QWidget* at = widget; at; at = at->parentWidget()) {
        if (at != widget && (qobject_cast<const QAbstractSpinBox*>(at) || qobject_cast<const QComboBox*>(at) ||
                             qobject_cast<const QTabBar*>(at) || qobject_cast<const QMenuBar*>(at) ||
                             at->inherits("QChartView") || at->inherits("lab::TensorView")))
            return false;
        if (qobject_cast<const Toast*>(at) || qobject_cast<const FieldNote*>(at))
            return false;
    }
    return true;
}

class EverySize : public Size, public testing::WithParamInterface<QSize>
{
protected:
    void SetUp() override { m_font = QApplication::font(); }
    void TearDown() override { QApplication::setFont(m_font); }

    /// Nothing is cut off, nothing leaves the window, and no two lie over each other.
    void expectOrder(const std::string& where)
    {
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
        std::vector<const QWidget*> all;
        const bool over = window->width() < 1000; // the panel lies over the page there
        for (const QWidget* each : window->findChildren<QWidget*>())
            if (stands(each) && !(over && window->panel().isVisible() && !window->panel().isAncestorOf(each)))
                all.push_back(each);
        for (const QWidget* each : all) {
            if (!scrolled(each)) {
                EXPECT_TRUE(window->rect().contains(QRect(each->mapTo(window.get(), QPoint()), each->size())))
                    << where << ": out of the window: " << nameOf(each);
                EXPECT_EQ(seenOf(each).size(), each->size()) << where << ": hidden in part: " << nameOf(each);
            }
            const auto* label = qobject_cast<const QLabel*>(each);
            const bool wraps = label && label->wordWrap();
            const bool text = label || qobject_cast<const QAbstractButton*>(each);
            const int wide = text && !wraps ? each->minimumSizeHint().width() : 0;
            const int high = wraps ? label->heightForWidth(each->width()) : 0;
            EXPECT_GE(each->width(), wide) << where << ": cut: " << nameOf(each);
            EXPECT_GE(each->height(), high) << where << ": cut: " << nameOf(each);
        }
        for (std::size_t i = 0; i < all.size(); ++i)
            for (std::size_t j = i + 1; j < all.size(); ++j)
                if (!all[i]->isAncestorOf(all[j]) && !all[j]->isAncestorOf(all[i])) {
                    EXPECT_TRUE((boxOf(all[i]) & boxOf(all[j])).isEmpty())
                        << where << ": " << nameOf(all[i]) << " over " << nameOf(all[j]);
                }
    }

private:
    QFont m_font;
};

TEST_P(EverySize, NothingIsCutAndNothingOverlaps)
{
    for (const double text : {1.0, 0.8, 2.0}) {
        QFont font = QApplication::font();
        font.setPointSizeF(font.pointSizeF() * text);
        QApplication::setFont(font);
        openWindow(); // as it begins where the text is so large
        for (const char* sample : {"chapter-edge", "chapter-receptive-field", "zone-plate"}) {
            use(sample);
            if (QLatin1String(sample) == QLatin1String("chapter-edge"))
                runBook();
            for (const PageInfo& page : pageTable()) {
                window->resize(GetParam());
                view().showPage(page.id);
                QCoreApplication::processEvents();
                expectOrder(std::string(sample) + ", " + page.id + ", text " + std::to_string(text));
            }
        }
        TearDown();
    }
}

INSTANTIATE_TEST_SUITE_P(Sizes, EverySize,
                         testing::Values(QSize(640, 480), QSize(960, 540), QSize(960, 1040), QSize(1024, 768),
                                         QSize(1280, 800), QSize(1920, 1080)),
                         [](const auto& size) {
                             return std::to_string(size.param.width()) + "x" + std::to_string(size.param.height());
                         });

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
