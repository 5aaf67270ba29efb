// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Help on what is under the pointer, and the glossary.

#include "tests/ui/laboratory.h"
#include "ui/lessons/glossary.h"
#include "ui/stage/tensor_chips.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/popover.h"
#include "ui/window/help_text.h"
#include "ui/window/findables.h"
#include "ui/window/glossary_dialog.h"
#include "ui/window/pages.h"

#include <QComboBox>
#include <QLabel>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTabBar>
#include <QTextBrowser>
#include <QTextDocumentFragment>
#include <QWhatsThis>

#include <set>

namespace lab::test
{

namespace
{

class Help : public Laboratory
{
protected:
    HelpText explained(QWidget* widget) { return explained(widget, widget->rect().center()); }
    HelpText explained(QWidget* widget, QPoint at)
    {
        return helpOn(widget, at, window->pages(), window->actions());
    }
    /// The bubble's text; empty: there is none.
    QString bubble()
    {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        const auto* popover = Popover::of(window.get());
        const auto* label = popover ? popover->findChild<QLabel*>(QStringLiteral("explanation")) : nullptr;
        return label ? QTextDocumentFragment::fromHtml(label->text()).toPlainText() : QString();
    }
    /// A click of a person who asks what this is.
    void ask(QWidget* widget)
    {
        action("whatIsThis")->trigger();
        EXPECT_TRUE(QWhatsThis::inWhatsThisMode());
        QTest::mouseClick(widget, Qt::LeftButton);
        EXPECT_FALSE(QWhatsThis::inWhatsThisMode());
    }
    static bool isAsked(const QWidget* widget)
    {
        return isControl(widget) || qobject_cast<const QToolButton*>(widget) ||
               qobject_cast<const QTabBar*>(widget) || qobject_cast<const TensorView*>(widget) ||
               (widget->focusPolicy() & Qt::TabFocus);
    }
};

TEST_F(Help, EveryControlOfEveryViewIsExplained)
{
    runBook();
    action("panel")->setChecked(true);
    std::set<QString> missing;
    int tried = 0;
    const auto look = [&](const char* where) {
        QCoreApplication::processEvents();
        if (auto* more = window->findChild<QToolButton*>(QStringLiteral("moreSettings")))
            more->setChecked(true);
        for (QWidget* each : window->findChildren<QWidget*>()) {
            if (!each->isVisible() || each->size().isEmpty() || !isAsked(each))
                continue;
            const auto* tabs = qobject_cast<const QTabBar*>(each);
            const HelpText what = tabs ? explained(each, tabs->tabRect(0).center()) : explained(each);
            ++tried;
            if (what.name.isEmpty() || what.sentences.isEmpty())
                missing.insert(QStringLiteral("%1: %2 “%3” %4")
                                   .arg(QString::fromUtf8(where), QString::fromUtf8(each->metaObject()->className()),
                                        spokenName(each), each->objectName()));
        }
    };
    for (const PageInfo& page : pageTable()) {
        view().showPage(page.id);
        for (const char* panel : {"layer", "code", infoOfPlace(page.place).panel}) {
            view().showPanel(panel);
            look(page.id);
        }
    }
    EXPECT_GT(tried, 1000);
    for (const QString& each : missing)
        ADD_FAILURE() << each.toStdString();
}

TEST_F(Help, AClickSaysWhatItIsAndDoesNothingElse)
{
    auto* chip = named<Chip>(QStringLiteral("stride 1"));
    ask(chip);
    EXPECT_TRUE(bubble().startsWith(QStringLiteral("stride 1"))) << bubble().toStdString();
    EXPECT_TRUE(bubble().contains(QStringLiteral("How far the window moves")));
    EXPECT_TRUE(bubble().contains(QStringLiteral("Glossary: stride")));
    key(Qt::Key_Escape);
    EXPECT_TRUE(bubble().isEmpty());
    const Session before = session();
    ask(kernel());
    EXPECT_TRUE(bubble().contains(QStringLiteral("Kernel"))) << bubble().toStdString();
    EXPECT_TRUE(bubble().contains(QStringLiteral("Here: row 0, column"))) << bubble().toStdString();
    EXPECT_EQ(session(), before);
    EXPECT_FALSE(view().state().pinned.has_value());
}

TEST_F(Help, AControlThatIsOffSaysWhatItIsAndWhyItIsOff)
{
    ASSERT_FALSE(action("removeLayer")->isEnabled());
    action("layersPlace")->trigger();
    openPanel("layers");
    for (auto* button : window->panel().findChildren<QToolButton*>())
        if (button->isVisible() && !button->isEnabled()) {
            ask(button);
            EXPECT_FALSE(bubble().isEmpty()) << button->accessibleName().toStdString();
            EXPECT_TRUE(bubble().contains(QStringLiteral("Not now"))) << bubble().toStdString();
            key(Qt::Key_Escape);
        }
}

TEST_F(Help, TheKeyTellsOfWhatHasTheFocus)
{
    openPanel("layer");
    QWidget* rows = fieldOf(QStringLiteral("Kernel rows"));
    rows->setFocus();
    key(Qt::Key_F1, Qt::ShiftModifier);
    EXPECT_TRUE(bubble().startsWith(QStringLiteral("Kernel rows"))) << bubble().toStdString();
    EXPECT_TRUE(bubble().contains(QStringLiteral("Allowed: 1 to 6"))) << bubble().toStdString();
    EXPECT_FALSE(QWhatsThis::inWhatsThisMode());
    auto* label = qobject_cast<QLabel*>(QApplication::focusWidget());
    ASSERT_TRUE(label) << "a screen reader reads it";
    EXPECT_TRUE(label->accessibleName().startsWith(QStringLiteral("Kernel rows. ")));
    key(Qt::Key_Escape);
    EXPECT_TRUE(rows->hasFocus());
    stage().setFocus();
    key(Qt::Key_F1, Qt::ShiftModifier);
    EXPECT_TRUE(QWhatsThis::inWhatsThisMode());
    EXPECT_EQ(QGuiApplication::overrideCursor()->shape(), Qt::WhatsThisCursor);
    key(Qt::Key_Escape);
    EXPECT_FALSE(QWhatsThis::inWhatsThisMode());
}

TEST_F(Help, CommandsAreExplainedAsInTheirMenus)
{
    for (auto* button : window->findChildren<QToolButton*>())
        if (button->defaultAction() == action("present")) {
            const HelpText what = explained(button);
            EXPECT_EQ(what.name, QStringLiteral("Present"));
            EXPECT_EQ(what.key, QStringLiteral("F5"));
            EXPECT_EQ(what.sentences.value(0), action("present")->statusTip());
        }
    auto* tabs = window->pages().findChild<QTabBar*>();
    EXPECT_EQ(explained(tabs, tabs->tabRect(1).center()).name, QStringLiteral("Channels"));
}

TEST_F(Help, ALinkLeadsToTheGlossary)
{
    ask(named<Chip>(QStringLiteral("dilation 1")));
    auto* label = Popover::of(window.get())->findChild<QLabel*>(QStringLiteral("explanation"));
    emit label->linkActivated(QStringLiteral("#dilation"));
    auto* dialog = window->findChild<GlossaryDialog*>();
    ASSERT_TRUE(dialog);
    EXPECT_TRUE(dialog->isVisible());
    EXPECT_TRUE(dialog->text()->toPlainText().contains(QStringLiteral("neighbouring weights meet")));
    dialog->close();
}

TEST_F(Help, TheGlossaryIsSearchedAndItsTermsLeadToEachOther)
{
    action("glossary")->trigger();
    auto* dialog = window->findChild<GlossaryDialog*>();
    ASSERT_TRUE(dialog);
    dialog->field()->setText(QStringLiteral("PADD"));
    EXPECT_TRUE(dialog->text()->toPlainText().startsWith(QStringLiteral("padding")))
        << dialog->text()->toPlainText().left(60).toStdString();
    EXPECT_FALSE(dialog->text()->toPlainText().contains(QStringLiteral("Adam")));
    dialog->field()->setText(QStringLiteral("xyzzy"));
    EXPECT_TRUE(dialog->text()->toPlainText().contains(QStringLiteral("xyzzy")));
    emit dialog->text()->anchorClicked(QUrl(QStringLiteral("#window")));
    EXPECT_TRUE(dialog->field()->text().isEmpty());
    EXPECT_GT(dialog->text()->verticalScrollBar()->value(), 0);
    dialog->close();
}

TEST(Glossary, HasEachTermOnceInOrderWithASentence)
{
    std::set<QString> ids, names;
    QString before;
    for (const GlossaryTerm& each : glossary()) {
        EXPECT_TRUE(ids.insert(QLatin1String(each.id)).second) << each.id;
        const QString term = QString::fromUtf8(each.term);
        EXPECT_TRUE(names.insert(term.toLower()).second) << each.term;
        for (const QString& other : QString::fromUtf8(each.also).toLower().split(QStringLiteral(", ")))
            EXPECT_TRUE(other.isEmpty() || names.insert(other).second)
                << other.toStdString() << " leads to two terms";
        EXPECT_LT(before, term.toLower());
        before = term.toLower();
        EXPECT_TRUE(QString::fromUtf8(each.text).endsWith(QLatin1Char('.'))) << each.id;
    }
    for (const char* each : {"input",       "kernel",      "weight",          "bias",
                             "window",      "feature-map", "receptive-field", "cross-correlation",
                             "convolution", "stride",      "padding",         "dilation",
                             "pooling",     "epoch",       "learning-rate",   "loss",
                             "gradient",    "channel",     "groups",          "transposed-convolution",
                             "im2col",      "toeplitz"})
        EXPECT_TRUE(ids.contains(QLatin1String(each))) << each;
}

TEST(Glossary, FindsTheLongestTermThatATextNames)
{
    EXPECT_STREQ(termIn(QStringLiteral("Add a max pooling"))->id, "max-pooling");
    EXPECT_STREQ(termIn(QStringLiteral("Kernel rows"))->id, "kernel");
    EXPECT_EQ(termIn(QStringLiteral("Strident")), nullptr);
    EXPECT_EQ(termIn({}), nullptr);
}

TEST(Glossary, EveryLinkLeadsSomewhere)
{
    const auto all = termsFor({});
    EXPECT_EQ(all.size(), glossary().size());
    const QString html = glossaryHtml(all, QStringLiteral("#000000"));
    int links = 0;
    const QRegularExpression link(QStringLiteral("href=\"#([^\"]*)\""));
    for (auto it = link.globalMatch(html); it.hasNext(); ++links)
        EXPECT_TRUE(findTerm(it.next().captured(1)));
    EXPECT_GT(links, 60);
}

} // namespace

} // namespace lab::test
