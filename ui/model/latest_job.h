// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/result.h"
#include "ui/model/work_under_way.h"

#include <QObject>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <new>
#include <optional>
#include <stop_token>
#include <type_traits>

namespace lab
{

/// Work off the GUI thread of which only the newest result is wanted. The GUI thread never waits, but at the
/// end of this object's life, for work that was told to stop.
template <class T>
class LatestJob
{
public:
    LatestJob() { m_pool.setMaxThreadCount(1); }
    ~LatestJob()
    {
        cancel();
        m_pool.waitForDone();
    }
    LatestJob(const LatestJob&) = delete;
    LatestJob& operator=(const LatestJob&) = delete;

    bool busy() const { return m_busy; }

    /// Stops what is running, then runs `work` on a thread and `done` with its result on this one, unless a
    /// newer start() or cancel() came between.
    void start(std::function<T(std::stop_token)> work, std::function<void(T)> done)
    {
        cancel();
        m_busy = true;
        m_stop = std::stop_source();
        const auto mine = ++m_generation;
        m_pool.start([this, mine, work = std::move(work), done = std::move(done), stop = m_stop.get_token(),
                      underWay = std::make_shared<WorkUnderWay>()]() mutable {
            if (stop.stop_requested())
                return;
            auto result = std::make_shared<std::optional<T>>(resultOf(work, stop));
            QMetaObject::invokeMethod(
                &m_context,
                [this, mine, result, done = std::move(done)] {
                    if (mine != m_generation)
                        return;
                    m_busy = false;
                    done(std::move(**result));
                },
                Qt::QueuedConnection);
        });
    }

    void cancel()
    {
        m_stop.request_stop();
        ++m_generation;
        m_busy = false;
    }

private:
    /// A worker that runs out of memory says so, where its result can.
    static T resultOf(const std::function<T(std::stop_token)>& work, const std::stop_token& stop)
    {
        try {
            return work(stop);
        } catch (const std::bad_alloc&) {
            if constexpr (std::is_constructible_v<T, ErrorCode>)
                return ErrorCode::OutOfMemory;
            else
                return T{};
        }
    }

    QThreadPool m_pool;
    std::stop_source m_stop;
    std::uint64_t m_generation = 0;
    bool m_busy = false;
    QObject m_context; ///< lives on the GUI thread; destroyed first, so that no late result arrives
};

} // namespace lab
