// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/quiet_stderr.h"

#include <QtGlobal>

#if defined(Q_OS_UNIX) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define LAB_QUIET_STDERR
#include <fcntl.h>
#include <mutex>
#include <unistd.h>
#endif

namespace lab
{

#ifdef LAB_QUIET_STDERR

namespace
{

std::mutex mutex;
int living = 0;
int kept = -1; ///< what standard error was

} // namespace

QuietStderr::QuietStderr()
{
    const std::scoped_lock lock(mutex);
    if (living++ > 0)
        return;
    const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    kept = ::fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    if (nowhere >= 0 && kept >= 0)
        ::dup2(nowhere, STDERR_FILENO);
    if (nowhere >= 0)
        ::close(nowhere);
}

QuietStderr::~QuietStderr()
{
    const std::scoped_lock lock(mutex);
    if (--living > 0 || kept < 0)
        return;
    ::dup2(kept, STDERR_FILENO);
    ::close(kept);
    kept = -1;
}

#else

QuietStderr::QuietStderr() {}
QuietStderr::~QuietStderr() {}

#endif

} // namespace lab
