// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/result.h"
#include "ui/model/work_under_way.h"

#include <QObject>
#include <QString>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <new>
#include <stop_token>

namespace lab
{

/// Work off the GUI thread, one piece after the other; none takes the place of another. What was asked for is done,
/// also when this object's life ends meanwhile; only nobody is told then.
class WorkQueue
{
public:
    using Done = std::function<void(Result<QString>)>;
    WorkQueue() { m_pool.setMaxThreadCount(1); }
    ~WorkQueue() { m_pool.waitForDone(); }
    WorkQueue(const WorkQueue&) = delete;
    WorkQueue& operator=(const WorkQueue&) = delete;

    /// `work` says what was done, in words or not at all; `done` hears it on this thread.
    void add(std::function<Result<QString>(std::stop_token)> work, Done done)
    {
        ++m_waiting;
        m_pool.start([this, work = std::move(work), done = std::move(done), stop = m_stop.get_token(),
                      underWay = std::make_shared<WorkUnderWay>()]() mutable {
            Result<QString> result = ErrorCode::OutOfMemory;
            try {
                result = work(stop);
            } catch (const std::bad_alloc&) {
            }
            QMetaObject::invokeMethod(
                &m_context,
                [this, result = std::move(result), done = std::move(done)]() mutable {
                    --m_waiting;
                    done(std::move(result));
                },
                Qt::QueuedConnection);
        });
    }
    /// Tells what is being done or waits that it is not wanted any more; each is still heard of.
    void stop()
    {
        m_stop.request_stop();
        m_stop = std::stop_source();
    }
    bool busy() const { return m_waiting > 0; }
    /// Waits until all is done; it is heard of later.
    void finish() { m_pool.waitForDone(); }

private:
    QThreadPool m_pool;
    int m_waiting = 0;
    std::stop_source m_stop;
    QObject m_context; ///< lives on the GUI thread; destroyed first, so that no late result arrives
};

} // namespace lab
