// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/heavy_work.h"

#include <memory>
#include <mutex>
#include <utility>

namespace lab
{

namespace
{

using Listener = std::function<void(HeavyWork, std::int64_t)>;

struct Listening {
    std::mutex mutex;
    std::shared_ptr<const Listener> listener;
};

Listening& listening()
{
    static Listening one;
    return one;
}

} // namespace

void noteHeavyWork(HeavyWork kind, std::int64_t amount)
{
    Listening& l = listening();
    std::shared_ptr<const Listener> listener;
    {
        const std::lock_guard lock(l.mutex);
        listener = l.listener;
    }
    if (listener)
        (*listener)(kind, amount);
}

void listenToHeavyWork(Listener listen)
{
    Listening& l = listening();
    const std::lock_guard lock(l.mutex);
    l.listener = listen ? std::make_shared<const Listener>(std::move(listen)) : nullptr;
}

} // namespace lab
