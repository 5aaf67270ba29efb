// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Does whatever a person could do, at random, and stops at the first thing that is not as it must be:
// monkey [--seed N] [--events N] [--trace]. The same seed does the same again.
#include "tests/tools/monkey.h"

#include "core/numbers/heavy_work.h"
#include "ui/model/work_under_way.h"
#include "ui/widgets/accessibility.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QHashSeed>
#include <QLocale>
#include <QStyleFactory>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <mutex>
#include <numeric>

/// Of the sanitizers, where the program is built with them.
extern "C" { // NOLINTBEGIN(readability-identifier-naming)
__attribute__((weak)) void __sanitizer_set_death_callback(void (*callback)());
__attribute__((weak)) void __sanitizer_print_stack_trace();
} // NOLINTEND(readability-identifier-naming)

namespace lab::monkey
{

namespace
{

constexpr std::int64_t kMuch = 2'000'000; ///< bytes or products that the window's thread must not do
constexpr int kFrames[] = {16, 40}; ///< milliseconds: timers of the models, which are told the time by advance()
constexpr int kSettled = 20; ///< rounds; a learner that goes on and on is left to it

/// What platforms without a screen say, and what is of no account.
constexpr const char* kHarmless[] = {
    "This plugin does not support",
    "Mouse event at", // beyond a window that has just become smaller
};

struct Diary {
    unsigned long long seed = 0;
    int event = 0;
    const char* name = "";
    char detail[400] = "";
    bool trace = false;
};
Diary diary;

/// From a signal or a sanitizer as well: no allocation.
void writePlace()
{
    std::fprintf(stderr, "monkey: seed %llu, event %d: %s %s\n", diary.seed, diary.event, diary.name, diary.detail);
    std::fflush(stderr);
}

void onSignal(int signal)
{
    writePlace();
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

void listenToEnds()
{
    std::signal(SIGABRT, onSignal);
    if (__sanitizer_set_death_callback)
        __sanitizer_set_death_callback(writePlace);
    else
        std::signal(SIGSEGV, onSignal);
}

void takeMessage(QtMsgType type, const QMessageLogContext& context, const QString& text)
{
    const bool decoder = QLatin1String(context.category).startsWith(QLatin1String("qt.gui.imageio")); // of a bad file
    if (decoder || type == QtDebugMsg || type == QtInfoMsg)
        return;
    for (const char* harmless : kHarmless)
        if (text.startsWith(QLatin1String(harmless)))
            return;
    find(QStringLiteral("Qt says: %1").arg(text));
}

/// Keeps time away: no timer of the program fires but when the monkey lets it. And looks after what opens before the
/// window and runs an event loop of its own until it is closed.
class Keeper : public QObject
{
public:
    explicit Keeper(Hands& hands) : m_hands(hands) { qApp->installEventFilter(this); }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Timer) {
            const auto* timer = qobject_cast<const QTimer*>(watched);
            const int interval = timer ? timer->interval() : 0;
            const bool toldTheTime = std::find(std::begin(kFrames), std::end(kFrames), interval) != std::end(kFrames);
            return interval > 0 && (toldTheTime || !m_hands.timersFire);
        }
        if (event->type() != QEvent::Show)
            return false;
        if (watched->inherits("QShapedPixmapWindow")) { // of a drag
            QMetaObject::invokeMethod(
                this, [this] { endDrag(m_hands); }, Qt::QueuedConnection);
            return false;
        }
        auto* widget = qobject_cast<QWidget*>(watched);
        if (widget && widget->isWindow() && (widget->windowType() == Qt::Popup || widget->isModal()))
            QMetaObject::invokeMethod(
                this, [this, opened = QPointer<QWidget>(widget)] { visit(m_hands, opened); }, Qt::QueuedConnection);
        return false;
    }

private:
    Hands& m_hands;
};

void settle()
{
    QCoreApplication::processEvents();
    for (int round = 0; round < kSettled && WorkUnderWay::any(); ++round) {
        WorkUnderWay::waitForAPiece();
        QCoreApplication::processEvents();
    }
}

/// Platforms tell of another size of the window after they have taken its state.
void act(Hands& hands, const Act& one)
{
    const bool full = hands.window->isFullScreen();
    one.act(hands);
    if (hands.window->isFullScreen() != full)
        QCoreApplication::processEvents();
}

const Act& drawn(Dice& dice)
{
    static const int all =
        std::accumulate(acts().begin(), acts().end(), 0, [](int sum, const Act& act) { return sum + act.weight; });
    int left = dice.below(all);
    for (const Act& act : acts())
        if ((left -= act.weight) < 0)
            return act;
    return acts().front();
}

void stopAtFindings()
{
    const QStringList findings = takeFindings();
    if (findings.isEmpty())
        return;
    for (const QString& finding : findings)
        std::fprintf(stderr, "monkey: %s\n", qPrintable(finding));
    std::abort(); // which writes where it was
}

struct Slowest {
    qint64 milliseconds = -1;
    int event = 0;
    const char* name = "";
    QString detail = {};
};

Slowest play(Hands& hands, int events)
{
    Slowest slowest;
    for (int event = 1; event <= events; ++event) {
        const Act& next = drawn(hands.dice);
        diary.event = event;
        diary.name = next.name;
        diary.detail[0] = 0;
        QElapsedTimer clock;
        clock.start();
        act(hands, next);
        if (clock.elapsed() > slowest.milliseconds)
            slowest = {clock.elapsed(), event, next.name, QString::fromUtf8(diary.detail)};
        if (hands.dice.chance(70)) // else the next event comes before the results of this one
            settle();
        check(hands);
        stopAtFindings();
    }
    settle();
    return slowest;
}

std::mutex findingsMutex;
QStringList findings;

} // namespace

void tell(const QString& what)
{
    std::strncpy(diary.detail, qPrintable(what), sizeof(diary.detail) - 1);
    if (diary.trace)
        writePlace();
}

void find(const QString& finding)
{
    const std::lock_guard lock(findingsMutex);
    findings << finding;
}

QStringList takeFindings()
{
    const std::lock_guard lock(findingsMutex);
    return std::exchange(findings, {});
}

int run(std::uint64_t seed, int events, bool trace)
{
    diary.seed = seed;
    diary.trace = trace;
    listenToEnds();
    qInstallMessageHandler(takeMessage);
    listenToHeavyWork([mine = QThread::currentThread()](HeavyWork, std::int64_t amount) {
        if (amount <= kMuch || QThread::currentThread() != mine)
            return;
        find(QStringLiteral("the window's thread is to do %1 bytes or products").arg(amount));
        if (__sanitizer_print_stack_trace)
            __sanitizer_print_stack_trace();
    });
    QElapsedTimer clock;
    clock.start();
    Slowest slowest;
    {
        Hands hands(seed);
        const Keeper keeper(hands);
        hands.openWindow();
        slowest = play(hands, events);
        hands.window.reset();
    }
    stopAtFindings();
    listenToHeavyWork({});
    qInstallMessageHandler(nullptr);
    std::printf("monkey: seed %llu, %d events in %.1f s, nothing found; the longest took %lld ms: %d, %s %s\n",
                static_cast<unsigned long long>(seed), events, double(clock.elapsed()) / 1000,
                static_cast<long long>(slowest.milliseconds), slowest.event, slowest.name,
                qPrintable(slowest.detail));
    return 0;
}

} // namespace lab::monkey

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QTemporaryDir settings;
    qputenv("XDG_CONFIG_HOME", settings.path().toUtf8());
    QHashSeed::setDeterministicGlobalSeed();
    QApplication::setOrganizationName(QStringLiteral("corr2d-lab-monkey"));
    QApplication::setApplicationName(QStringLiteral("corr2d-lab-monkey"));
    QApplication application(argc, argv);
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setQuitOnLastWindowClosed(false);
    lab::installAccessibility();
    QCommandLineParser parser;
    parser.addOptions(
        {{QStringLiteral("seed"), QStringLiteral("What is drawn."), QStringLiteral("N"), QStringLiteral("1")},
         {QStringLiteral("events"), QStringLiteral("How many."), QStringLiteral("N"), QStringLiteral("20000")},
         {QStringLiteral("trace"), QStringLiteral("Write each event before it is done.")}});
    parser.addHelpOption();
    parser.process(application);
    return lab::monkey::run(parser.value(QStringLiteral("seed")).toULongLong(),
                            parser.value(QStringLiteral("events")).toInt(), parser.isSet(QStringLiteral("trace")));
}
