// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/parallel.h"
#include "tests/core/support.h"

#include <atomic>
#include <new>
#include <thread>

namespace lab
{
namespace
{

class ForEachPart : public testing::TestWithParam<int>
{
};

TEST_P(ForEachPart, VisitsEveryPartOnce)
{
    for (const int parts : {1, 2, 7, 64, 1000}) {
        std::vector<std::atomic<int>> visits(static_cast<std::size_t>(parts));
        EXPECT_TRUE(forEachPart(parts, GetParam(), {}, [&](int i) { ++visits.at(std::size_t(i)); }).ok());
        for (const auto& count : visits)
            EXPECT_EQ(count, 1);
    }
}

TEST_P(ForEachPart, BeginsNothingOnceStopped)
{
    std::stop_source source;
    source.request_stop();
    std::atomic<int> calls = 0;
    const auto done = forEachPart(10, GetParam(), source.get_token(), [&](int) { ++calls; });
    ASSERT_FALSE(done.ok());
    EXPECT_EQ(done.error(), Error{ErrorCode::Stopped});
    EXPECT_EQ(calls, 0);
}

TEST_P(ForEachPart, StopsOnTheWay)
{
    std::stop_source source;
    std::atomic<int> calls = 0;
    const auto done = forEachPart(1000, GetParam(), source.get_token(), [&](int) {
        const int call = ++calls;
        if (call == 3)
            source.request_stop();
        while (call > 3 && !source.stop_requested()) // the third thread may be held up between its two lines
            std::this_thread::yield();
    });
    ASSERT_FALSE(done.ok());
    EXPECT_EQ(done.error(), Error{ErrorCode::Stopped});
    EXPECT_LE(calls, 3 + GetParam() - 1); // each other thread may be in the middle of one
}

TEST_P(ForEachPart, SaysThatMemoryRanOut)
{
    const auto done = forEachPart(100, GetParam(), {}, [](int i) {
        if (i == 40)
            throw std::bad_alloc();
    });
    ASSERT_FALSE(done.ok());
    EXPECT_EQ(done.error(), Error{ErrorCode::OutOfMemory});
}

TEST_P(ForEachPart, ServesSeveralCallersAtOnce)
{
    std::atomic<int> sum = 0;
    {
        std::vector<std::jthread> callers;
        for (int caller = 0; caller < 3; ++caller)
            callers.emplace_back([&] {
                for (int n = 0; n < 50; ++n)
                    EXPECT_TRUE(forEachPart(20, GetParam(), {}, [&](int) { ++sum; }).ok());
            });
    }
    EXPECT_EQ(sum, 3 * 50 * 20);
}

TEST_P(ForEachPart, MayBeCalledFromWithinAPart)
{
    std::atomic<int> sum = 0;
    EXPECT_TRUE(forEachPart(5, GetParam(), {}, [&](int) {
                    EXPECT_TRUE(forEachPart(6, GetParam(), {}, [&](int) { ++sum; }).ok());
                }).ok());
    EXPECT_EQ(sum, 30);
}

INSTANTIATE_TEST_SUITE_P(Threads, ForEachPart, testing::Values(1, 2, 5),
                         [](const auto& test) { return std::to_string(test.param); });

TEST(ForEachPartOfNothing, IsDone)
{
    EXPECT_TRUE(forEachPart(0, 2, {}, [](int) { FAIL(); }).ok());
}

} // namespace
} // namespace lab
