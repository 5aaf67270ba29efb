// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/parallel.h"
#include "tests/core/support.h"

#include <atomic>
#include <new>

namespace lab
{
namespace
{

class ForEachBand : public testing::TestWithParam<int>
{
};

TEST_P(ForEachBand, CoversEveryRowOnce)
{
    for (const int rows : {1, 2, 7, 64, 100})
        for (const int bandRows : {1, 3, 64, 1000}) {
            std::vector<std::atomic<int>> visits(static_cast<std::size_t>(rows));
            const auto done = forEachBand(rows, bandRows, GetParam(), {}, [&](int begin, int end) {
                EXPECT_LT(begin, end);
                EXPECT_LE(end - begin, bandRows);
                for (int r = begin; r < end; ++r)
                    ++visits.at(std::size_t(r));
            });
            EXPECT_TRUE(done.ok());
            for (const auto& count : visits)
                EXPECT_EQ(count, 1);
        }
}

TEST_P(ForEachBand, BeginsNothingOnceStopped)
{
    std::stop_source source;
    source.request_stop();
    std::atomic<int> calls = 0;
    const auto done = forEachBand(10, 1, GetParam(), source.get_token(), [&](int, int) { ++calls; });
    ASSERT_FALSE(done.ok());
    EXPECT_EQ(done.error(), Error{ErrorCode::Stopped});
    EXPECT_EQ(calls, 0);
}

TEST_P(ForEachBand, StopsOnTheWay)
{
    std::stop_source source;
    std::atomic<int> calls = 0;
    const auto done = forEachBand(1000, 1, GetParam(), source.get_token(), [&](int, int) {
        if (++calls == 3)
            source.request_stop();
    });
    ASSERT_FALSE(done.ok());
    EXPECT_EQ(done.error(), Error{ErrorCode::Stopped});
    EXPECT_LE(calls, 3 + GetParam()); // each other thread may be in the middle of one
}

TEST_P(ForEachBand, SaysThatMemoryRanOut)
{
    const auto done = forEachBand(100, 1, GetParam(), {}, [](int begin, int) {
        if (begin == 40)
            throw std::bad_alloc();
    });
    ASSERT_FALSE(done.ok());
    EXPECT_EQ(done.error(), Error{ErrorCode::OutOfMemory});
}

INSTANTIATE_TEST_SUITE_P(Threads, ForEachBand, testing::Values(1, 2, 5),
                         [](const auto& test) { return std::to_string(test.param); });

TEST(ForEachBandOfNothing, IsDone)
{
    EXPECT_TRUE(forEachBand(0, 4, 2, {}, [](int, int) { FAIL(); }).ok());
}

} // namespace
} // namespace lab
