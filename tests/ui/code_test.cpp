// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support.h"
#include "ui/code/code_panel.h"

#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QPushButton>

namespace lab
{

namespace
{

/// The panel Code beside the book's edges.
class CodeTab : public test::WindowTest
{
protected:
    CodeTab()
    {
        Session after = session();
        findSample("chapter-edge")->apply(after);
        EXPECT_TRUE(document().edit(QStringLiteral("Edges"), after));
        openPanel("code");
        EXPECT_TRUE(settle());
    }
    CodePanel& panel() { return window->panel().code(); }
    bool settle()
    {
        return test::until([&] { return panel().isVisible() && panel().settled() && !document().evaluating(); });
    }
    void choose(const char* id)
    {
        const int row = panel().targets()->findData(QLatin1String(id));
        panel().targets()->setCurrentIndex(row);
        emit panel().targets()->activated(row);
        ASSERT_TRUE(settle());
    }
    QString line(std::size_t at) { return panel().text().split(u'\n')[qsizetype(at)]; }
};

TEST_F(CodeTab, WritesEveryLanguage)
{
    ASSERT_EQ(panel().targets()->count(), int(codeTargets().size()));
    for (const CodeTarget& target : codeTargets()) {
        choose(std::string(target.id).c_str());
        ASSERT_TRUE(panel().code()) << target.id;
        EXPECT_EQ(panel().text().toStdString(), textOf(*panel().code()));
        // A command has one line for all layers.
        EXPECT_EQ(panel().lit().empty(), target.id == "command") << target.id;
    }
}

TEST_F(CodeTab, LightsWhatIsSteppedWithItsNumbers)
{
    choose("cpp");
    view().setGrain(Grain::Product);
    view().seekTo({2, 3});
    ASSERT_EQ(panel().lit().size(), 1U);
    const QString product = line(panel().lit().front()), filled = panel().filled();
    EXPECT_TRUE(product.contains(QStringLiteral("kernel[a][b]"))) << product.toStdString();
    EXPECT_TRUE(filled.contains(QStringLiteral("kernel[0][1]"))) << filled.toStdString();
    const QString before = filled;
    action("back")->trigger();
    EXPECT_NE(panel().filled(), before) << "backwards too";
    action("forward")->trigger();
    EXPECT_EQ(panel().filled(), before);
    view().setGrain(Grain::Window);
    EXPECT_FALSE(panel().lit().empty());
}

TEST_F(CodeTab, FollowsTheKernel)
{
    choose("numpy");
    const QString before = panel().text();
    Session after = session();
    after.layer().kernel = Grid{{7, -1}};
    ASSERT_TRUE(document().edit(QStringLiteral("Seven"), after));
    ASSERT_TRUE(settle());
    EXPECT_NE(panel().text(), before);
    EXPECT_TRUE(panel().text().contains(QStringLiteral("7")));
}

TEST_F(CodeTab, OfALearningPageItIsTheRun)
{
    choose("pytorch");
    EXPECT_EQ(panel().subject(), CodeSubject::Layers);
    view().showPage("run");
    view().showPanel("code");
    EXPECT_EQ(panel().subject(), CodeSubject::Learning);
    ASSERT_TRUE(settle());
    EXPECT_TRUE(panel().code());
    view().showPage("stage");
    view().showPanel("code");
    EXPECT_EQ(panel().subject(), CodeSubject::Layers);
}

TEST_F(CodeTab, IsCopiedAndSaved)
{
    choose("numpy");
    for (auto* button : panel().findChildren<QPushButton*>())
        if (button->text() == QStringLiteral("Copy"))
            button->click();
    EXPECT_EQ(QApplication::clipboard()->text(), panel().text());
    QTemporaryDir to;
    fileToChoose = to.filePath(QStringLiteral("edges.py"));
    exportBy("exportCode");
    QFile file(fileToChoose);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_EQ(QString::fromUtf8(file.readAll()), panel().text());
}

TEST_F(CodeTab, LargeInputsAreSavedBesideIt)
{
    Session after = session();
    findSample("zone-plate")->apply(after);
    ASSERT_TRUE(document().edit(QStringLiteral("Plate"), after));
    ASSERT_TRUE(settle());
    choose("numpy");
    ASSERT_TRUE(panel().code());
    ASSERT_FALSE(panel().code()->files.empty());
    QTemporaryDir to;
    fileToChoose = to.filePath(QStringLiteral("plate.py"));
    exportBy("exportCode");
    for (const CodeFile& each : panel().code()->files)
        EXPECT_TRUE(QFile::exists(to.filePath(QString::fromStdString(each.name)))) << each.name;
}

TEST_F(CodeTab, TheWindowIsCopiedAsLatex)
{
    action("copyLatex")->trigger();
    const QString text = QApplication::clipboard()->text();
    EXPECT_TRUE(text.contains(QStringLiteral("\\begin{document}")));
    EXPECT_TRUE(text.contains(QStringLiteral("pmatrix")));
    EXPECT_TRUE(text.contains(QStringLiteral("tikzpicture")));
}

TEST_F(CodeTab, IsClosedWhileSomethingIsAsked)
{
    Hidden hidden;
    hidden.result = true;
    view().cover(hidden);
    EXPECT_TRUE(panel().lit().empty() || !panel().isVisible());
    QApplication::clipboard()->clear();
    action("copyLatex")->trigger();
    EXPECT_TRUE(QApplication::clipboard()->text().isEmpty());
}

} // namespace

} // namespace lab
