// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How long the window's thread is away, at most, for one event: what a person feels as a stutter.

#include "core/session/samples.h"
#include "core/session/session.h"
#include "tests/bench/window_support.h"
#include "ui/stage/stage.h"
#include "ui/window/pages.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QImage>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>

namespace lab
{
namespace
{

constexpr QSize kPhoto{4000, 3000};

class Lab
{
public:
    Lab() : m_window(std::make_unique<MainWindow>())
    {
        m_window->asking.aboutChanges = [] { return Asking::Answer::Discard; };
        m_window->asking.forFile = [this](const QString&, const QString&, const QString& name, bool) {
            return m_folder.filePath(name.isEmpty() ? QStringLiteral("out.corr2d") : name);
        };
        m_window->resize(1280, 800);
        m_window->show();
        settle();
    }
    MainWindow& window() { return *m_window; }
    void trigger(QAction* Actions::*action)
    {
        (m_window->actions().*action)->trigger();
        settle();
    }
    QString photo(QSize size)
    {
        QImage image(size, QImage::Format_RGB32);
        for (int y = 0; y < size.height(); ++y)
            for (int x = 0; x < size.width(); ++x)
                image.setPixel(x, y, qRgb(x * 7, y * 3, (x ^ y)));
        QString path = m_folder.filePath(QStringLiteral("photo.jpg"));
        image.save(path);
        return path;
    }
    void open(QSize size)
    {
        const QString path = photo(size);
        m_window->openFiles({path});
        wait([&] {
            return m_window->document().session().input->name() == QFileInfo(path).fileName().toStdString() &&
                   !m_window->document().evaluating();
        });
        settle();
    }
    /// An event of the longest that `act` gives to the window's thread, in milliseconds.
    template <class F>
    double longest(F&& act)
    {
        Timed::longest = 0;
        act();
        settle();
        return Timed::longest * 1e3;
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
};

struct Scene {
    const char* name;
    void (*act)(Lab&);
};

void hoverAll(Lab& lab)
{
    const Shape output = lab.window().document().geometry().output();
    for (int i = 0; i < 20; ++i) {
        lab.window().view().point(Spot{Spot::Part::Map, 1, (i * 131) % output.rows, (i * 257) % output.cols});
        QCoreApplication::processEvents();
    }
}

void stepOn(Lab& lab)
{
    for (int i = 0; i < 20; ++i) {
        lab.trigger(&Actions::forward);
        lab.trigger(&Actions::coarserForward);
    }
}

void showAllPages(Lab& lab)
{
    for (const PageInfo& page : pageTable())
        lab.trigger(page.show);
    lab.trigger(&Actions::stagePage);
}

void zoomAll(Lab& lab)
{
    for (int i = 0; i < 12; ++i)
        lab.trigger(&Actions::zoomIn);
    lab.trigger(&Actions::fit);
}

void dragWeight(Lab& lab)
{
    for (int i = 0; i < 20; ++i) {
        Session after = lab.window().document().session();
        after.layer().kernel.at(0, 0) = float(i) / 20;
        lab.window().document().edit(QStringLiteral("Drag"), after, QStringLiteral("drag"));
        QCoreApplication::processEvents();
    }
    wait([&] { return !lab.window().document().evaluating(); });
}

void undoAndRedo(Lab& lab)
{
    lab.window().document().undoStack()->undo();
    wait([&] { return !lab.window().document().evaluating(); });
    lab.window().document().undoStack()->redo();
    wait([&] { return !lab.window().document().evaluating(); });
}

void saveAs(Lab& lab)
{
    lab.trigger(&Actions::saveAs);
    wait([&] { return !lab.window().document().modified(); });
}

constexpr Scene kScenes[] = {
    {"hover", hoverAll},    {"step", stepOn},      {"pages", showAllPages}, {"zoom", zoomAll},
    {"weight", dragWeight}, {"undo", undoAndRedo}, {"save", saveAs},
};

/// The longest event of each kind of use, with an input of this size.
void events(benchmark::State& state, QSize size)
{
    for ([[maybe_unused]] const auto _ : state) {
        Lab lab;
        state.counters["open_ms"] = lab.longest([&] { lab.open(size); });
        for (const Scene& scene : kScenes)
            state.counters[std::string(scene.name) + "_ms"] = lab.longest([&] { scene.act(lab); });
    }
}

/// What pointing at another cell costs, until it is painted.
void hover(benchmark::State& state, QSize size)
{
    Lab lab;
    if (!size.isEmpty())
        lab.open(size);
    const Shape output = lab.window().document().geometry().output();
    int i = 0;
    for ([[maybe_unused]] const auto _ : state) {
        ++i;
        lab.window().view().point(Spot{Spot::Part::Map, 1, (i * 31) % output.rows, (i * 57) % output.cols});
        QCoreApplication::processEvents();
    }
}

/// A frame of the loss surface while a run flies off it.
void divergedSurface(benchmark::State& state)
{
    Lab lab;
    MainWindow& window = lab.window();
    window.resize(1280, 800);
    lab.trigger(&Actions::book);
    lab.trigger(&Actions::surfacePage);
    wait([&] { return window.learner().insight().has_value(); });
    TrainSpec spec = window.document().session().train;
    spec.rate = window.learner().curvature()->largestStableRate() * 1.5;
    spec.epochs = 500;
    window.learner().setSpec(QStringLiteral("Diverge"), spec);
    window.learner().setPace(0);
    window.learner().run();
    for (int i = 0; i < 100 && window.learner().running(); ++i) {
        window.learner().advance(1);
        settle();
    }
    QWidget* page = window.pages().stage().window();
    for ([[maybe_unused]] const auto _ : state) {
        page->repaint();
        QCoreApplication::processEvents();
    }
}

} // namespace

void registerEvents()
{
    benchmark::RegisterBenchmark("events/512x512", events, QSize(512, 512))->Iterations(1);
    benchmark::RegisterBenchmark("events/12 megapixels", events, kPhoto)->Iterations(1);
    benchmark::RegisterBenchmark("hover/chapter", hover, QSize())->UseRealTime()->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("hover/12 megapixels", hover, kPhoto)->UseRealTime()->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("frame/diverged surface", divergedSurface)
        ->UseRealTime()
        ->Unit(benchmark::kMillisecond);
}

} // namespace lab
