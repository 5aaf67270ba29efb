// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// window_bench PICTURE: how long the real window takes from opening a picture to what is seen of it, what memory it
// keeps, and how long from a changed weight to changed pixels. Prints a table; scripts/bench-window makes the picture.

#include "core/layers/kernels.h"
#include "core/session/evaluate.h"
#include "core/session/session.h"
#include "tests/bench/window_support.h"
#include "ui/picture/filter_page.h"

#include <QElapsedTimer>
#include <QFile>
#include <QMouseEvent>
#include <QSettings>
#include <QStyleFactory>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <unistd.h>

namespace lab
{
namespace
{

/// Megabytes of memory that are the process's now.
double residentMegabytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> pages = file.readAll().split(' ');
    return pages.size() < 2 ? 0 : pages[1].toDouble() * double(sysconf(_SC_PAGESIZE)) / 1e6;
}

/// Tells every paint of a widget.
class Paints : public QObject
{
public:
    Paints(QWidget& of, std::function<void()> seen) : QObject(&of), m_seen(std::move(seen))
    {
        of.installEventFilter(this);
    }
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Paint) // what follows the event has been painted
            QMetaObject::invokeMethod(this, m_seen, Qt::QueuedConnection);
        return QObject::eventFilter(watched, event);
    }

private:
    std::function<void()> m_seen;
};

/// Milliseconds of processor time that all threads have taken so far: what it costs, whoever else computes meanwhile.
double processorTime()
{
    return double(std::clock()) * 1e3 / CLOCKS_PER_SEC;
}

/// Milliseconds of several turns.
struct Times {
    std::vector<double> all;
    double processor = processorTime(); ///< when it began
    double at(double share) const
    {
        return all.empty() ? 0 : all[std::min(all.size() - 1, std::size_t(share * double(all.size())))];
    }
    void print(const char* what)
    {
        std::sort(all.begin(), all.end());
        const double each = all.empty() ? 0 : (processorTime() - processor) / double(all.size());
        std::printf("| %s | %.1f | %.1f | %.1f | %.1f |\n", what, at(0.5), at(0.95), all.empty() ? 0 : all.back(), each);
    }
};

/// Events until `done`, which is looked at again at the latest after some milliseconds.
void until(const std::function<bool()>& done)
{
    QTimer tick;
    tick.start(2);
    wait(done);
}

void rest(int milliseconds)
{
    QElapsedTimer clock;
    clock.start();
    until([&] { return clock.elapsed() >= milliseconds; });
}

class Photo
{
public:
    Photo(const QString& path, QSize size) : m_path(path)
    {
        m_window.asking.aboutChanges = [] { return Asking::Answer::Discard; };
        m_window.resize(size);
        m_window.show();
        m_window.actions().filterPage->trigger();
        settle();
        m_page = m_window.pages().page<FilterPage>();
        new Paints(m_page->picture(), [this] { seen(); });
    }

    void open()
    {
        const double before = residentMegabytes(), processor = processorTime();
        m_clock.start();
        m_input = m_output = -1;
        m_before = m_window.document().input()->identity();
        m_window.openFiles({m_path});
        until([&] { return m_output >= 0; });
        const double output = m_output;
        until([&] { return settled(); });
        rest(1500); // whatever else it begins by itself
        until([&] { return settled(); });
        const double all = processorTime() - processor;
        std::printf("| | |\n|---|---|\n| first seen, ms | %.0f |\n| output seen, ms | %.0f |\n| time of processors in all, ms | %.0f |\n"
                    "| memory of the empty window, MB | %.0f |\n| memory of the open picture, MB | %.0f |\n",
                    m_input, output, all, before, residentMegabytes());
    }

    /// One weight of a kernel of this size is moved on, again and again.
    void drag(int side)
    {
        Session start = m_window.document().session();
        start.layer().kernel = Grid({side, side});
        for (int i = 0; i < side * side; ++i)
            start.layer().kernel.cells()[std::size_t(i)] = 2.0F * float((i * 7919) % 101) / 101 / float(side * side);
        m_window.document().edit(QStringLiteral("Kernel"), start, m_window.document().newGesture());
        until([&] { return settled(); });
        rest(300);
        Times times;
        Timed::longest = 0;
        const QString gesture = m_window.document().newGesture();
        for (int step = 1; step <= kSteps; ++step) {
            Session after = m_window.document().session();
            after.layer().kernel.at(side / 2, side / 2) += 0.004F;
            m_clock.start();
            m_newest = false;
            m_window.document().edit(QStringLiteral("Drag"), after, gesture);
            until([&] { return m_newest; });
            times.all.push_back(now());
        }
        const double longest = Timed::longest * 1e3;
        times.print(("weight of " + std::to_string(side) + "×" + std::to_string(side)).c_str());
        std::printf("| its longest event | | | %.1f | |\n", longest);
        until([&] { return settled(); });
    }

    /// At one pixel a cell.
    void pan()
    {
        PictureView& picture = m_page->picture();
        picture.zoom(1 / picture.scale());
        settle();
        Times times;
        const auto send = [&](QEvent::Type type, QPointF at, Qt::MouseButtons buttons) {
            QMouseEvent event(type, at, picture.mapToGlobal(at), Qt::LeftButton, buttons, Qt::NoModifier);
            QCoreApplication::sendEvent(&picture, &event);
        };
        QPointF at = QRectF(picture.rect()).center();
        send(QEvent::MouseButtonPress, at, Qt::LeftButton);
        for (int step = 1; step <= kSteps; ++step) {
            at += QPointF(3, 2);
            m_clock.start();
            send(QEvent::MouseMove, at, Qt::LeftButton);
            picture.repaint();
            times.all.push_back(now());
        }
        send(QEvent::MouseButtonRelease, at, Qt::NoButton);
        picture.fit();
        settle();
        times.print("pan, 100 %");
    }

    void dragDivider()
    {
        Times times;
        for (int step = 1; step <= kSteps; ++step) {
            PictureLook look = m_window.view().state().look;
            look.divider = 0.2 + 0.6 * step / kSteps;
            m_clock.start();
            m_window.view().setLook(look);
            m_page->picture().repaint();
            times.all.push_back(now());
        }
        times.print("divider");
    }

    void remember()
    {
        rest(1500);
        std::printf("\nMemory afterwards: %.0f MB\n", residentMegabytes());
    }

private:
    static constexpr int kSteps = 40;
    double now() const { return double(m_clock.nsecsElapsed()) * 1e-6; }
    bool settled() const
    {
        return !m_window.document().evaluating() && m_page->settled();
    }
    void seen()
    {
        const PictureScene& scene = m_page->picture().scene();
        const bool other = m_window.document().input()->identity() != m_before;
        if (m_input < 0 && other && !scene.before.planes.empty())
            m_input = now();
        if (m_output < 0 && other && !scene.after.planes.empty())
            m_output = now();
        m_newest = !m_window.document().evaluating();
    }

    QString m_path;
    mutable MainWindow m_window;
    FilterPage* m_page = nullptr;
    QElapsedTimer m_clock;
    Identity m_before;
    double m_input = -1, m_output = -1;
    bool m_newest = false;
};

void measure(const QString& path, QSize size)
{
    std::printf("\nWindow of %d×%d:\n\n", size.width(), size.height());
    Photo photo(path, size);
    photo.open();
    std::printf("\n| ms | p50 | p95 | max | of processors |\n|---|---|---|---|---|\n");
    for (const int side : {3, 15, 31})
        photo.drag(side);
    photo.pan();
    photo.dragDivider();
    photo.remember();
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
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 2) {
        std::fputs("window_bench PICTURE [WIDTH HEIGHT]\n", stderr);
        return 1;
    }
    const QSize size = arguments.size() > 3 ? QSize(arguments[2].toInt(), arguments[3].toInt()) : QSize(1280, 800);
    lab::measure(arguments[1], size);
    return 0;
}
