// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/heavy_work.h"
#include "tests/ui/laboratory.h"
#include "ui/io/error_text.h"
#include "ui/io/output_file.h"
#include "ui/io/session_file.h"
#include "ui/io/view_json.h"
#include "ui/widgets/integer_field.h"
#include "ui/widgets/style.h"
#include "ui/window/animation_dialog.h"
#include "ui/window/animation_export.h"
#include "ui/window/pages.h"

#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QImageReader>
#include <QProcess>
#include <QStandardItemModel>

#include <thread>

namespace lab::test
{

namespace
{

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
    return file.readAll();
}

std::vector<QImage> framesOf(const QString& path)
{
    QImageReader reader(path);
    std::vector<QImage> frames;
    for (QImage image = reader.read(); !image.isNull(); image = reader.read())
        frames.push_back(image.convertToFormat(QImage::Format_RGB32));
    return frames;
}

class AnimationTest : public Laboratory
{
protected:
    AnimationTest()
    {
        window->asking.aboutAnimation = [this](AnimationOffer& offer) {
            offer.format = animationFormat("gif");
            if (choose)
                choose(offer);
            return true;
        };
    }
    /// By the menu, into a file of that name.
    QString exported(const char* name)
    {
        fileToChoose = folder.filePath(QLatin1String(name));
        exportBy("exportAnimation");
        return fileToChoose;
    }
    Animation animation(const char* page = "stage")
    {
        Animation made;
        made.page = {document().snapshot(), view().state()};
        made.page.view.page = page;
        made.size = {640, 400};
        return made;
    }
    /// What is said at its end; empty: it is written.
    QString outcomeOf(const Animation& animation, const char* name, const char* format = "gif",
                      const std::function<void(AnimationExport&, int)>& meanwhile = {})
    {
        AnimationExport job(animation, *animationFormat(format), folder.filePath(QLatin1String(name)));
        std::optional<Result<Done>> end;
        QObject::connect(&job, &AnimationExport::finished, &job, [&](const Result<Done>& done) { end = done; });
        QObject::connect(&job, &AnimationExport::progressed, &job, [&](int frames, int) {
            if (meanwhile)
                meanwhile(job, frames);
        });
        job.start();
        EXPECT_TRUE(until([&] { return end.has_value(); }));
        return !end || *end ? QString() : sentence(end->error());
    }
    /// The program, without a window, with the session and the view that are open.
    QString rendered(const QStringList& options, const char* name)
    {
        const QString path = folder.filePath(QLatin1String(name)), from = folder.filePath(QStringLiteral("s.corr2d"));
        EXPECT_TRUE(writeFile(from, sessionToJson({session(), {}, viewJson(view().state(), document().view)})).ok());
        QProcess process;
        QStringList all{QStringLiteral("render"), QStringLiteral("--output"), path};
        all += options;
        all += from;
        process.start(QStringLiteral(LAB_BINARY), all);
        EXPECT_TRUE(process.waitForFinished(60'000));
        EXPECT_EQ(process.exitCode(), 0) << process.readAllStandardError().toStdString();
        return path;
    }
    QStringList left()
    {
        return QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }

    std::function<void(AnimationOffer&)> choose;
};

TEST_F(AnimationTest, TheWindowsOfTheBooksExampleAreASmallGif)
{
    const QString path = exported("edge.gif");
    EXPECT_EQ(message(), QStringLiteral("Exported edge.gif."));
    EXPECT_LT(QFileInfo(path).size(), 300'000);
    const std::vector<QImage> frames = framesOf(path);
    ASSERT_EQ(frames.size(), 42U);
    Animation same;
    same.page = {document().snapshot(), view().state()};
    AnimationFrames painted(same);
    double differing = 0;
    for (std::size_t i = 0; i < frames.size(); ++i) {
        painted.show(std::int64_t(i));
        ASSERT_TRUE(until([&] { return painted.arrived(); }));
        const QImage wanted = painted.picture();
        ASSERT_EQ(frames[i].size(), QSize(1280, 720));
        int worst = 0;
        for (int y = 0; y < wanted.height(); ++y)
            for (int x = 0; x < wanted.width(); ++x) {
                const QRgb a = wanted.pixel(x, y), b = frames[i].pixel(x, y);
                differing += a != b;
                worst = std::max({worst, std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)),
                                  std::abs(qBlue(a) - qBlue(b))});
            }
        EXPECT_LE(worst, 40) << i;
        EXPECT_EQ(frames[i].pixel(2, 2), lightTheme().window.rgb()) << i;
    }
    EXPECT_LT(differing / (42.0 * 1280 * 720), 0.02) << "smoothed letters and colour bars, and nothing else";
}

TEST_F(AnimationTest, LastsAsLongAsItIsSaidTo)
{
    choose = [](AnimationOffer& offer) {
        offer.animation.timing = {.perSecond = 3, .before = 0.5, .after = 1};
        offer.animation.from = 4;
        offer.animation.to = 13;
        offer.animation.size = {320, 200};
    };
    QImageReader reader(exported("ten.gif"));
    int milliseconds = 0, frames = 0;
    for (QImage image = reader.read(); !image.isNull(); image = reader.read(), ++frames)
        milliseconds += reader.nextImageDelay();
    EXPECT_EQ(frames, 10);
    EXPECT_EQ(milliseconds, 4830);
}

TEST_F(AnimationTest, TheWindowAndTheProgramWriteTheSameBytes)
{
    choose = [](AnimationOffer& offer) {
        offer.animation.from = 2;
        offer.animation.to = 5;
        offer.animation.size = {640, 400};
    };
    const QStringList options{QStringLiteral("--from"),  QStringLiteral("2"),      QStringLiteral("--to"),
                              QStringLiteral("5"),       QStringLiteral("--size"), QStringLiteral("640x400"),
                              QStringLiteral("--theme"), QStringLiteral("light"),  QStringLiteral("--page")};
    for (const char* page : {"stage", "run", "film", "matrix", "kernels", "epoch"}) {
        view().showPage(page);
        const QByteArray ofWindow = bytesOf(exported("window.gif"));
        EXPECT_EQ(bytesOf(rendered(options + QStringList{QLatin1String(page)}, "program.gif")), ofWindow) << page;
        EXPECT_EQ(framesOf(fileToChoose).size(), 4U) << page;
    }
}

TEST_F(AnimationTest, GoesThroughEpochsThatWereNotComputedYet)
{
    view().showPage("run");
    Animation run = animation("run");
    run.from = 0;
    run.to = 25; // more than are planned
    ASSERT_EQ(outcomeOf(run, "run.gif"), QString());
    const std::vector<QImage> frames = framesOf(folder.filePath(QStringLiteral("run.gif")));
    ASSERT_EQ(frames.size(), 26U);
    EXPECT_NE(frames.front(), frames.back());
    EXPECT_EQ(session().train.epoch, 0) << "the window's own run stays where it is";
}

TEST_F(AnimationTest, EveryGrainHasItsSteps)
{
    for (const auto& [grain, steps] : {std::pair(Grain::Product, 84U), {Grain::Row, 6U}, {Grain::Map, 1U}}) {
        Animation made = animation();
        made.page.view.grain = grain;
        made.size = {320, 200};
        ASSERT_EQ(outcomeOf(made, "steps", "png"), QString());
        EXPECT_EQ(std::size_t(QDir(folder.filePath(QStringLiteral("steps"))).entryList(QDir::Files).size()), steps);
        QDir(folder.filePath(QStringLiteral("steps"))).removeRecursively();
    }
}

TEST_F(AnimationTest, TheColoursOfAPageNeedNotBeThoseOfTheWindow)
{
    Animation dark = animation("film");
    dark.colours = Colours::Dark;
    dark.to = 0;
    ASSERT_EQ(outcomeOf(dark, "dark.gif"), QString());
    EXPECT_EQ(framesOf(folder.filePath(QStringLiteral("dark.gif"))).at(0).pixel(2, 2), darkTheme().window.rgb());
    EXPECT_EQ(themeOf(QApplication::palette()).colours, Colours::Light);
}

TEST_F(AnimationTest, ACancelLeavesNothing)
{
    for (const char* format : {"gif", "png"}) {
        EXPECT_TRUE(outcomeOf(animation(), "film", format, [](AnimationExport& job, int frames) {
                        if (frames == 3)
                            job.cancel();
                    }).contains(QStringLiteral("Stopped")));
        EXPECT_EQ(left(), QStringList()) << format;
    }
    fileToChoose = folder.filePath(QStringLiteral("film.gif"));
    action("exportAnimation")->trigger();
    EXPECT_FALSE(action("exportAnimation")->isEnabled()) << "one at a time";
    window->messages().dismiss();
    ASSERT_TRUE(until([&] { return action("exportAnimation")->isEnabled(); }));
    EXPECT_EQ(message(), QStringLiteral("Exporting film.gif was cancelled."));
    EXPECT_EQ(left(), QStringList());
}

TEST_F(AnimationTest, LeavesNothingWhereTheWindowGoes)
{
    fileToChoose = folder.filePath(QStringLiteral("frames"));
    choose = [](AnimationOffer& offer) { offer.format = animationFormat("png"); };
    action("exportAnimation")->trigger();
    ASSERT_TRUE(until([&] { return !left().isEmpty(); }));
    window.reset();
    EXPECT_EQ(left(), QStringList());
}

TEST_F(AnimationTest, PacksAndWritesOnAnotherThread)
{
    std::atomic<int> here = 0, elsewhere = 0;
    Animation made = animation();
    made.to = 3;
    listenToHeavyWork([&, window = std::this_thread::get_id()](HeavyWork kind, std::int64_t) {
        if (kind == HeavyWork::Write)
            ++(std::this_thread::get_id() == window ? here : elsewhere);
    });
    EXPECT_EQ(outcomeOf(made, "film.gif"), QString());
    listenToHeavyWork({});
    EXPECT_EQ(here, 0);
    EXPECT_EQ(elsewhere, 4);
}

TEST_F(AnimationTest, WhatCannotBeIsSaidInASentence)
{
    Animation made = animation();
    made.from = 9;
    made.to = 4;
    EXPECT_TRUE(outcomeOf(made, "x.gif").contains(QStringLiteral("“to” is 4")));
    made = animation();
    made.to = 42;
    EXPECT_TRUE(outcomeOf(made, "x.gif").contains(QStringLiteral("“to” is 42, and must be a number from 0 to 41")));
    made.to = 5000;
    EXPECT_TRUE(outcomeOf(made, "x.gif").contains(QStringLiteral("is 5001, and must be a number from 1 to 2000")));
    made = animation();
    made.size = {20, 400};
    EXPECT_TRUE(outcomeOf(made, "x.gif").contains(QStringLiteral("“width” is 20")));
    made = animation();
    made.timing.perSecond = 200;
    EXPECT_TRUE(outcomeOf(made, "x.gif").contains(QStringLiteral("200")));
    EXPECT_TRUE(outcomeOf(animation("table"), "x.gif").contains(QStringLiteral("neither steps nor epochs")));
    EXPECT_TRUE(outcomeOf(animation(), "none/x.gif").contains(QStringLiteral("none/x.gif")));
    Session pooling = session();
    pooling.layer().kind = LayerKind::MaxPool;
    ASSERT_TRUE(document().edit(QStringLiteral("pool"), pooling));
    EXPECT_TRUE(outcomeOf(animation("run"), "x.gif").contains(QStringLiteral("could not be written")));
    EXPECT_EQ(left(), QStringList());
}

TEST_F(AnimationTest, IsOffWhereNothingMoves)
{
    for (const char* page : {"tablePage", "compositionPage", "filterPage"}) {
        action(page)->trigger();
        EXPECT_FALSE(action("exportAnimation")->isEnabled()) << page;
        EXPECT_TRUE(action("exportAnimation")->toolTip().contains(QStringLiteral("neither steps nor epochs")));
    }
    action("stagePage")->trigger();
    EXPECT_TRUE(action("exportAnimation")->isEnabled());
}

class AnimationDialogTest : public AnimationTest
{
protected:
    std::unique_ptr<AnimationDialog> dialog()
    {
        AnimationOffer offer;
        window->asking.aboutAnimation = [&](AnimationOffer& offered) {
            offer = offered;
            return false;
        };
        action("exportAnimation")->trigger();
        return std::make_unique<AnimationDialog>(offer, window.get());
    }
    template <class W>
    static W* in(AnimationDialog& dialog, const char* name)
    {
        for (W* each : dialog.findChildren<W*>())
            if (each->accessibleName() == QLatin1String(name))
                return each;
        ADD_FAILURE() << name;
        return nullptr;
    }
    static bool accepts(AnimationDialog& dialog)
    {
        for (auto* button : dialog.findChildren<QPushButton*>())
            if (button->text().startsWith(QStringLiteral("Export")))
                return button->isEnabled();
        return false;
    }
};

TEST_F(AnimationDialogTest, SaysHowManyFramesAndHowLong)
{
    const auto box = dialog();
    EXPECT_EQ(box->said(), QStringLiteral("42 frames, 24 s"));
    in<NumberField>(*box, "Frames a second")->enter(4);
    EXPECT_EQ(box->said(), QStringLiteral("42 frames, 13.5 s"));
    in<QComboBox>(*box, "A frame for each")->setCurrentIndex(0);
    EXPECT_EQ(box->chosen().animation.to, 83) << "of 84 products";
    EXPECT_EQ(box->chosen().animation.page.view.grain, Grain::Product);
}

TEST_F(AnimationDialogTest, RefusesASpanThatGoesBackwards)
{
    const auto box = dialog();
    EXPECT_TRUE(accepts(*box));
    in<IntegerField>(*box, "From step")->setValue(20);
    in<IntegerField>(*box, "To step")->setValue(10);
    EXPECT_FALSE(accepts(*box));
    EXPECT_TRUE(box->said().contains(QStringLiteral("comes after"))) << box->said().toStdString();
    in<IntegerField>(*box, "To step")->setValue(20);
    EXPECT_TRUE(accepts(*box));
    EXPECT_EQ(box->chosen().animation.from, 19);
    EXPECT_EQ(box->chosen().animation.to, 19);
}

TEST_F(AnimationDialogTest, OffersTheSizesOfSlidesAndTypedOnes)
{
    const auto box = dialog();
    auto* sizes = in<QComboBox>(*box, "Size");
    EXPECT_FALSE(in<IntegerField>(*box, "Width")->isEnabled());
    sizes->setCurrentText(QStringLiteral("4:3, small"));
    EXPECT_EQ(box->chosen().animation.size, QSize(1024, 768));
    sizes->setCurrentText(QStringLiteral("As seen"));
    EXPECT_EQ(box->chosen().animation.size, window->pages().currentPage().size());
    sizes->setCurrentText(QStringLiteral("Typed"));
    in<IntegerField>(*box, "Width")->setValue(500);
    EXPECT_EQ(box->chosen().animation.size, QSize(500, window->pages().currentPage().height()));
}

TEST_F(AnimationDialogTest, EpochsBeginWithTheStart)
{
    view().showPage("run");
    const auto box = dialog();
    EXPECT_EQ(in<IntegerField>(*box, "From epoch")->value(), 0);
    EXPECT_EQ(in<IntegerField>(*box, "To epoch")->value(), 10);
    EXPECT_EQ(box->findChildren<QComboBox*>().size(), 3) << "without a grain";
}

TEST_F(AnimationDialogTest, WithoutFfmpegFilmsAreOffAndItIsSaidWhy)
{
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", folder.path().toUtf8());
    const auto box = dialog();
    qputenv("PATH", path);
    auto* formats = in<QComboBox>(*box, "Format");
    auto* items = qobject_cast<QStandardItemModel*>(formats->model());
    for (int i = 0; i < formats->count(); ++i) {
        const AnimationFormat& format = *animationFormat(formats->itemData(i).toString().toStdString());
        EXPECT_EQ(items->item(i)->isEnabled(), !format.ffmpeg) << format.id;
    }
    bool said = false;
    for (auto* label : box->findChildren<QLabel*>())
        said = said || (label->isVisibleTo(box.get()) && label->text().contains(QStringLiteral("ffmpeg")));
    EXPECT_TRUE(said);
}

} // namespace

} // namespace lab::test
