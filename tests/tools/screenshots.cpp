// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Takes the pictures of the manual from the real window: screenshots FOLDER [PHOTO]. Started by
// scripts/screenshots.
#include "core/layers/kernels.h"
#include "core/session/samples.h"
#include "core/session/session.h"
#include "core/session/stack_edits.h"
#include "ui/layers/matrix_view.h"
#include "ui/learning/answer_page.h"
#include "ui/learning/epoch_page.h"
#include "ui/learning/learn_panel.h"
#include "ui/stage/stage.h"
#include "ui/widgets/tensor_view.h"
#include "ui/widgets/toast.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QCheckBox>
#include <QDir>
#include <QEventLoop>
#include <QSettings>
#include <QStyleFactory>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>
#include <functional>

namespace
{

using lab::MainWindow;
using lab::Session;

void settle(int milliseconds = 60)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

void edit(MainWindow& window, const std::function<void(Session&)>& change)
{
    Session after = window.document().session();
    change(after);
    window.document().edit(QStringLiteral("Scene"), std::move(after));
}

void useSample(MainWindow& window, const char* id)
{
    edit(window, [&](Session& s) { lab::findSample(id)->apply(s); });
}

void showLayerPanel(MainWindow& window)
{
    window.findChild<QTabWidget*>()->setCurrentIndex(1);
}

/// A page beside the stage, on a stack of four layers.
void showPage(MainWindow& window, const char* action)
{
    useSample(window, "ring");
    edit(window, [](Session& s) {
        lab::Layer layer{lab::findKernelPreset("sobel-x")->values(), 0, {}, lab::Activation::Relu};
        s.layers = {layer};
        layer.kernel = {{1, 2}, {3, 4}};
        layer.activation = lab::Activation::None;
        s = lab::withLayer(s, 1, lab::newLayer(lab::LayerKind::MaxPool, {14, 14}));
        s = lab::withLayer(s, 2, layer);
        s = lab::withLayer(s, 3, layer);
    });
    showLayerPanel(window);
    window.findChild<QAction*>(QLatin1String(action))->trigger();
}

struct Scene {
    const char* name;
    std::function<void(MainWindow&)> prepare;
};

std::vector<Scene> scenes(const QString& photo)
{
    std::vector<Scene> all{
        {"start", [](MainWindow&) {}},
        {"main",
         [](MainWindow& w) {
             w.panel().learn().runExperiment("book");
             w.learner().advance(100);
             for (int i = 0; i < 20; ++i)
                 w.learner().advance(1);
             edit(w, [](Session& s) { s.layer().kernel = {{1, -1}}; });
             w.player().seekTo({1, 5});
             w.messages().hide();
         }},
        {"product",
         [](MainWindow& w) {
             useSample(w, "chapter-first");
             w.view().setGrain(lab::Grain::Product);
             w.player().seek(6);
         }},
        {"receptive-field", [](MainWindow& w) { useSample(w, "chapter-receptive-field"); }},
        {"layer",
         [](MainWindow& w) {
             useSample(w, "ring");
             edit(w, [](Session& s) {
                 s.layer().kernel = lab::findKernelPreset("gauss-3")->values();
                 s.layer().spec.padding.mode = lab::PaddingMode::Same;
                 s.layer().spec.border = lab::Border::Reflect;
                 s.layer().spec.stride = {2, 2};
             });
             w.player().seekTo({0, 3});
             showLayerPanel(w);
         }},
        {"valley",
         [](MainWindow& w) {
             useSample(w, "landscape");
             edit(w, [](Session& s) { s.layer().kernel = lab::findKernelPreset("sobel-x")->values(); });
         }},
        {"workshop",
         [](MainWindow& w) {
             useSample(w, "landscape");
             edit(w, [](Session& s) {
                 s.layers.resize(1);
                 s.focus = 0;
                 s.layer().kernel = lab::findKernelPreset("sobel-x")->values();
             });
             showPage(w, "filterPage");
         }},
        {"compare", [](MainWindow& w) { showPage(w, "kernelsPage"); }},
        {"channels", [](MainWindow& w) { showPage(w, "channelsPage"); }},
        {"stack",
         [](MainWindow& w) {
             showPage(w, "stagePage");
             w.player().seekTo({1, 2});
         }},
        {"max-pool",
         [](MainWindow& w) {
             showPage(w, "stagePage");
             edit(w, [](Session& s) { s.focus = 1; });
             w.player().seekTo({3, 2});
         }},
        {"paths",
         [](MainWindow& w) {
             showPage(w, "stagePage");
             w.actions().shadePaths->trigger();
             w.player().seekTo({2, 2});
         }},
        {"deep",
         [](MainWindow& w) {
             edit(w, [](Session& s) {
                 s.input = lab::zonePlate({64, 64});
                 lab::Layer layer{lab::findKernelPreset("gauss-3")->values(), 0, {}};
                 layer.spec.padding.mode = lab::PaddingMode::Same;
                 s.layers.assign(32, layer);
                 s.focus = 11;
             });
             w.player().seekTo({30, 30});
             showLayerPanel(w);
         }},
        {"table", [](MainWindow& w) { showPage(w, "tablePage"); }},
        {"vgg",
         [](MainWindow& w) {
             edit(w, [](Session& s) { s = lab::withArchitecture(s, lab::architectures()[2]); });
             w.actions().tablePage->trigger();
             settle(500);
         }},
        {"im2col",
         [](MainWindow& w) {
             useSample(w, "chapter-first");
             w.player().seekTo({1, 0});
             w.actions().matrixPage->trigger();
         }},
        {"toeplitz",
         [](MainWindow& w) {
             w.player().seekTo({1, 1});
             w.actions().matrixPage->trigger();
             w.pages().page<lab::MatrixView>()->setForm(lab::MatrixForm::Toeplitz);
             w.pages().page<lab::MatrixView>()->findChild<QCheckBox*>()->setChecked(true);
         }},
        {"two-as-one", [](MainWindow& w) { showPage(w, "compositionPage"); }},
        {"relu-between",
         [](MainWindow& w) {
             useSample(w, "chapter-edge");
             edit(w, [](Session& s) {
                 s.layer().activation = lab::Activation::Relu;
                 s = lab::withLayer(s, 1, lab::Layer{{{1, 1}}, 0, {}});
             });
             w.actions().compositionPage->trigger();
         }},
        {"diverged",
         [](MainWindow& w) {
             w.learner().setPace(0);
             w.panel().learn().runExperiment("rate-05");
             for (int i = 0; i < 20; ++i)
                 w.learner().advance(1);
         }},
    };
    const auto book = [](MainWindow& w) {
        w.panel().learn().runExperiment("book");
        for (int i = 0; i < 20; ++i)
            w.learner().advance(1);
        w.messages().hide();
    };
    all.push_back({"learn-surface", [book](MainWindow& w) {
                       book(w);
                       w.actions().surfacePage->trigger();
                   }});
    all.push_back({"learn-race", [](MainWindow& w) {
                       w.actions().surfacePage->trigger();
                       w.learner().setPace(0);
                       w.race().setLanes(
                           lab::raceRecipes()[0].make(w.document().session().train, *w.learner().curvature()));
                       w.race().start();
                       settle(300);
                       w.race().advance(1);
                   }});
    all.push_back({"learn-epoch", [book](MainWindow& w) {
                       book(w);
                       w.learner().seek(1);
                       w.actions().epochPage->trigger();
                       w.learner().seekPosition(7);
                       w.pages().page<lab::EpochPage>()->show({1, 0}, 13);
                   }});
    all.push_back({"learn-run", [book](MainWindow& w) {
                       book(w);
                       w.actions().runPage->trigger();
                   }});
    all.push_back({"learn-film", [book](MainWindow& w) {
                       book(w);
                       w.actions().filmPage->trigger();
                   }});
    all.push_back({"learn-why", [](MainWindow& w) {
                       edit(w, [](Session& s) {
                           s.layer().kernel = lab::findKernelPreset("sobel-x")->values();
                           s.train.hiddenKernel = s.layer().kernel;
                           s.train.startKernel = lab::uniformKernel({3, 3}, 3);
                           s.train.seed = 3;
                           s.train.epochs = 60;
                           s.train.rate = 0.004;
                       });
                       w.learner().setPace(0);
                       w.learner().run();
                       for (int i = 0; i < 20; ++i)
                           w.learner().advance(1);
                       w.actions().answerPage->trigger();
                       w.pages().page<lab::AnswerPage>()->setAlong(0.6);
                   }});
    if (!photo.isEmpty())
        all.push_back({"photo", [photo](MainWindow& w) {
                           edit(w, [](Session& s) { s.layer().kernel = lab::findKernelPreset("sobel-y")->values(); });
                           w.openFiles({photo});
                           settle(3000);
                       }});
    return all;
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QTemporaryDir settings;
    qputenv("XDG_CONFIG_HOME", settings.path().toUtf8());
    QApplication::setOrganizationName(QStringLiteral("corr2d-lab"));
    QApplication::setApplicationName(QStringLiteral("corr2d-lab"));
    QApplication application(argc, argv);
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    if (argc < 2) {
        std::fprintf(stderr, "usage: screenshots FOLDER [PHOTO [SCENE]]\n");
        return 2;
    }
    const QDir folder(QString::fromLocal8Bit(argv[1]));
    folder.mkpath(QStringLiteral("."));
    for (const QSize size : {QSize(1280, 800), QSize(1024, 768), QSize(960, 540)}) {
        for (const lab::Colours colours : lab::kAllColours) {
            for (const Scene& scene : scenes(argc > 2 ? QString::fromLocal8Bit(argv[2]) : QString())) {
                if (argc > 3 && qstrcmp(argv[3], scene.name) != 0)
                    continue;
                MainWindow window;
                window.player().setAnimated(false);
                window.setColours(colours);
                window.resize(size);
                window.show();
                settle();
                scene.prepare(window);
                settle();
                const QString name = QStringLiteral("%1-%2-%3.png")
                                         .arg(QLatin1String(scene.name), lab::idOf(colours))
                                         .arg(size.width());
                window.grab().save(folder.filePath(name));
                std::printf("%s\n", qPrintable(folder.filePath(name)));
            }
        }
    }
    return 0;
}
