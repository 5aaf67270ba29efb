// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/end_signals.h"

#include <QSocketNotifier>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace lab
{

namespace
{

constexpr std::array kEnding{SIGTERM, SIGINT, SIGHUP};
std::array<int, 2> pipeEnds{-1, -1};
std::array<struct sigaction, kEnding.size()> actionsBefore;
static_assert(std::atomic<int>::is_always_lock_free);
std::atomic<int> writeEnd = -1;

/// Only what a handler may do: a byte into the pipe.
void wakeUp(int)
{
    const int error = errno;
    const char byte = 0;
    [[maybe_unused]] const auto written = ::write(writeEnd, &byte, 1);
    errno = error;
}

} // namespace

EndSignals::EndSignals(QObject* parent) : QObject(parent)
{
    if (::pipe2(pipeEnds.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return; // the program ends by a signal as any other does
    writeEnd = pipeEnds[1];
    m_notifier = new QSocketNotifier(pipeEnds[0], QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, [this] {
        std::array<char, 16> bytes{};
        while (::read(pipeEnds[0], bytes.data(), bytes.size()) > 0) {
        }
        emit received();
    });
    struct sigaction action = {};
    action.sa_handler = wakeUp;
    action.sa_flags = int(SA_RESTART | SA_RESETHAND);
    sigemptyset(&action.sa_mask);
    for (std::size_t i = 0; i < kEnding.size(); ++i) {
        ::sigaction(kEnding[i], nullptr, &actionsBefore[i]);
        if (actionsBefore[i].sa_handler != SIG_IGN)
            ::sigaction(kEnding[i], &action, nullptr);
    }
}

EndSignals::~EndSignals()
{
    if (!m_notifier)
        return;
    for (std::size_t i = 0; i < kEnding.size(); ++i)
        ::sigaction(kEnding[i], &actionsBefore[i], nullptr);
    delete m_notifier;
    writeEnd = -1;
    for (const int end : pipeEnds)
        ::close(end);
}

} // namespace lab
