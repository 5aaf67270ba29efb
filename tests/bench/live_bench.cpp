// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the window costs while a kernel is learned: the frames of a run of 100,000 epochs on each page, and how much
// the window slows the learner.

#include "core/layers/kernels.h"
#include "core/learning/trainer.h"
#include "core/session/evaluate.h"
#include "core/session/samples.h"
#include "core/session/session.h"
#include "tests/bench/window_support.h"
#include "ui/stage/stage.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QSettings>
#include <QStyleFactory>
#include <QTemporaryDir>

#include <algorithm>
#include <benchmark/benchmark.h>
#include <numeric>

namespace lab
{
namespace
{

constexpr int kEpochs = 100'000;
constexpr double kFrame = 0.016; ///< seconds
constexpr double kPace = 10'000; ///< epochs a second: 160 a frame
struct BenchPage {
    const char* id;
    QAction* Actions::*show;
};
constexpr BenchPage kPages[] = {{"stage", &Actions::stagePage},
                                {"surface", &Actions::surfacePage},
                                {"epoch", &Actions::epochPage},
                                {"film", &Actions::filmPage},
                                {"why", &Actions::answerPage}};

void prepare(MainWindow& window, PicturePtr input)
{
    Session session = window.document().session();
    if (input)
        session.input = std::move(input);
    session.train.epochs = kEpochs;
    session.train.rate = 1e-4; // slow enough to be on its way throughout
    window.document().edit(QStringLiteral("Prepare"), session);
    window.resize(1280, 800);
    window.show();
    window.learner().want();
    wait([&] { return window.learner().curvature() != nullptr; });
    Session learned = window.document().session();
    learned.train.rate = window.learner().curvature()->bestRate() / 10'000;
    window.document().edit(QStringLiteral("Rate"), learned);
    wait([&] { return window.learner().curvature() != nullptr; });
}

/// All frames of a run, from the first epoch to the last; their mean and the longest, in milliseconds.
void frames(benchmark::State& state, QAction* Actions::*page, const PicturePtr& input)
{
    for ([[maybe_unused]] const auto _ : state) {
        MainWindow window;
        prepare(window, input);
        (window.actions().*page)->trigger();
        settle(); // the page's first paint is not of the run
        Learner& learner = window.learner();
        learner.setPace(kPace);
        learner.run();
        wait([&] { return learner.history().size() == std::size_t(kEpochs); });
        std::vector<double> times;
        while (learner.running()) {
            QElapsedTimer clock;
            clock.start();
            learner.advance(kFrame);
            QCoreApplication::processEvents();
            times.push_back(double(clock.nsecsElapsed()) * 1e-6);
        }
        const double sum = std::accumulate(times.begin(), times.end(), 0.0);
        std::sort(times.begin(), times.end());
        state.SetIterationTime(sum * 1e-3);
        state.counters["frames"] = double(times.size());
        state.counters["mean_ms"] = sum / double(times.size());
        state.counters["99_of_100_ms"] = times[times.size() * 99 / 100];
        state.counters["longest_ms"] = times.back();
    }
}

/// Epochs that take a pass over the picture each (a kernel of too many weights for a matrix), alone and in the
/// window.
void slowed(benchmark::State& state, QAction* Actions::*page)
{
    for ([[maybe_unused]] const auto _ : state) {
        constexpr int kPasses = 400, kTurns = 3;
        MainWindow window;
        Session session = window.document().session();
        lab::findSample("zone-plate")->apply(session);
        session.layer().kernel = Grid({33, 33}, 0.001F);
        session.train.hiddenKernel = session.layer().kernel;
        session.train.startKernel = Grid64({33, 33});
        session.train.rate = 1e-9;
        session.train.epochs = kPasses;
        window.document().edit(QStringLiteral("Prepare"), session);
        window.resize(1280, 800);
        window.show();
        wait([&] { return window.learner().trainer() != nullptr; });
        const auto base = window.learner().trainer();
        const auto alone = [&] {
            Trainer trainer = base->resumed(base->history());
            QElapsedTimer clock;
            clock.start();
            for (int i = 0; i < kPasses; ++i)
                trainer.step(1e-9);
            return double(clock.nsecsElapsed()) * 1e-9;
        };
        (window.actions().*page)->trigger();
        settle();
        window.learner().setPace(0);
        double shown = 0, without = 0; // in turn, as the machine is not always equally fast
        for (int turn = 1; turn <= kTurns; ++turn) {
            without += alone();
            QElapsedTimer clock;
            clock.start();
            window.learner().run();
            wait([&] { return window.learner().history().size() == std::size_t(kPasses * turn); });
            shown += double(clock.nsecsElapsed()) * 1e-9;
            wait([&] { return !window.learner().running(); });
        }
        state.SetIterationTime(shown);
        state.counters["alone_ms"] = without / (kPasses * kTurns) * 1e3;
        state.counters["shown_ms"] = shown / (kPasses * kTurns) * 1e3;
        state.counters["slower"] = shown / without;
    }
}

/// A hover over the last of 32 layers on a 64×64 input, until its fields are painted in all maps.
void hover(benchmark::State& state)
{
    MainWindow window;
    Layer layer{findKernelPreset("gauss-3")->values(), 0, {}, Activation::Relu};
    layer.spec.padding.mode = PaddingMode::Same;
    Session session = window.document().session();
    session.input = matrixPicture("ramp", Grid({64, 64}, 0.5F));
    session.layers.assign(kMostLayers, layer);
    session.focus = kMostLayers - 1;
    window.document().edit(QStringLiteral("Deep"), session);
    window.resize(1280, 800);
    window.show();
    wait([&] { return window.document().maps() && window.document().maps()->maps.size() == kMostLayers; });
    window.grab();
    int col = 0;
    for ([[maybe_unused]] const auto _ : state) {
        window.view().point(Spot{Spot::Part::Map, kMostLayers, 31, 16 + col++ % 32});
        QCoreApplication::processEvents();
    }
}

} // namespace
} // namespace lab

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QTemporaryDir settings;
    qputenv("XDG_CONFIG_HOME", settings.path().toUtf8());
    QApplication::setOrganizationName(QStringLiteral("corr2d-lab"));
    QApplication::setApplicationName(QStringLiteral("corr2d-lab"));
    lab::Timed application(argc, argv);
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    benchmark::Initialize(&argc, argv);
    for (const lab::BenchPage& page : lab::kPages) {
        benchmark::RegisterBenchmark((std::string("frames/") + page.id + "/toy").c_str(), lab::frames, page.show,
                                     nullptr)
            ->UseManualTime()
            ->Iterations(1)
            ->Unit(benchmark::kMillisecond);
        benchmark::RegisterBenchmark((std::string("frames/") + page.id + "/512x512").c_str(), lab::frames, page.show,
                                     lab::zonePlate({512, 512}))
            ->UseManualTime()
            ->Iterations(1)
            ->Unit(benchmark::kMillisecond);
        benchmark::RegisterBenchmark((std::string("slowed/") + page.id).c_str(), lab::slowed, page.show)
            ->UseManualTime()
            ->Iterations(1)
            ->Unit(benchmark::kMillisecond);
    }
    benchmark::RegisterBenchmark("hover/32 layers", lab::hover)->UseRealTime()->Unit(benchmark::kMillisecond);
    lab::registerEvents();
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
