// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/parallel.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <new>
#include <thread>

namespace lab
{

namespace
{

std::atomic<int> chosenThreads{0}; ///< less than 1: all processors

/// What forEachPart() was asked for. Lives until the last thread has looked at it.
struct Task {
    Task(int count, std::stop_token stopping, const std::function<void(int)>& each)
        : parts(count), stop(std::move(stopping)), work(each)
    {
    }

    const int parts;
    const std::stop_token stop;
    const std::function<void(int)>& work;
    std::atomic<int> next = 0;
    std::atomic<bool> outOfMemory = false;
    int helpers = 0; ///< threads at work beside the caller; under the mutex of Workers

    void run()
    {
        try {
            for (int i = next++; i < parts && !stop.stop_requested() && !outOfMemory; i = next++)
                work(i);
        } catch (const std::bad_alloc&) {
            outOfMemory = true;
        }
    }
};

/// Threads that help whoever has work, and sleep in between. They end with the program.
class Workers
{
public:
    static Workers& all()
    {
        static Workers workers;
        return workers;
    }

    /// Runs the task on the caller and up to `wanted` others, or as many as there is memory for; returns when nobody
    /// is at work on it.
    void run(const std::shared_ptr<Task>& task, int wanted)
    {
        {
            const std::lock_guard lock(m_mutex);
            try {
                for (int i = 0; i < wanted; ++i)
                    m_offers.push_back(task);
                while (int(m_threads.size()) < wanted)
                    m_threads.emplace_back([this](std::stop_token stop) { help(stop); });
            } catch (const std::exception&) { // no more threads to be had: those there are do the work
            }
        }
        if (wanted == 1)
            m_offered.notify_one();
        else
            m_offered.notify_all();
        task->run();
        std::unique_lock lock(m_mutex);
        std::erase(m_offers, task); // what nobody took up is done already
        m_left.wait(lock, [&] { return task->helpers == 0; });
    }

private:
    void help(std::stop_token stop)
    {
        std::unique_lock lock(m_mutex);
        while (m_offered.wait(lock, stop, [&] { return !m_offers.empty(); })) {
            const std::shared_ptr<Task> task = std::move(m_offers.front());
            m_offers.pop_front();
            ++task->helpers;
            lock.unlock();
            task->run();
            lock.lock();
            if (--task->helpers == 0)
                m_left.notify_all();
        }
    }

    std::mutex m_mutex;
    std::condition_variable_any m_offered, m_left;
    std::deque<std::shared_ptr<Task>> m_offers;
    std::vector<std::jthread> m_threads; // last: they end before what they use
};

} // namespace

Result<Done> forEachPart(int parts, int threads, std::stop_token stop, const std::function<void(int)>& work)
{
    const auto outcome = [&](const Task& task) -> Result<Done> {
        if (task.outOfMemory)
            return ErrorCode::OutOfMemory;
        if (stop.stop_requested())
            return ErrorCode::Stopped;
        return Done{};
    };
    const int helpers = std::min(threads, parts) - 1;
    if (helpers < 1) {
        Task task(parts, stop, work);
        task.run();
        return outcome(task);
    }
    try {
        const auto task = std::make_shared<Task>(parts, stop, work);
        Workers::all().run(task, helpers);
        return outcome(*task);
    } catch (const std::bad_alloc&) {
        return ErrorCode::OutOfMemory;
    }
}

int allowedThreads()
{
    const int set = chosenThreads;
    return set >= 1 ? set : std::max(1, int(std::thread::hardware_concurrency()));
}

void setThreads(int threads)
{
    chosenThreads = threads;
}

} // namespace lab
