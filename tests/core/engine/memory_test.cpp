// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the engine allocates. A program of its own: every allocation of it is counted, and can be made to fail.

#include "core/engine/bytes.h"
#include "core/engine/fused_epoch.h"
#include "core/layers/corr2d.h"
#include "core/learning/normal_matrix.h"

#include <atomic>
#include <cstdlib>
#include <gtest/gtest.h>
#include <malloc.h>
#include <new>
#include <thread>

namespace
{

std::atomic<std::int64_t> current = 0, peak = 0, count = 0;
std::atomic<std::int64_t> allowed = -1; ///< further bytes that are given; −1: all

void* counted(std::size_t bytes, std::size_t alignment)
{
    if (allowed >= 0 && current + std::int64_t(bytes) > allowed)
        throw std::bad_alloc();
    void* const memory = std::aligned_alloc(alignment, (bytes + alignment - 1) / alignment * alignment);
    if (!memory)
        throw std::bad_alloc();
    ++count;
    const std::int64_t now = current += std::int64_t(malloc_usable_size(memory));
    for (std::int64_t before = peak; now > before && !peak.compare_exchange_weak(before, now);) {
    }
    return memory;
}

void released(void* memory)
{
    if (memory)
        current -= std::int64_t(malloc_usable_size(memory));
    std::free(memory);
}

} // namespace

void* operator new(std::size_t bytes)
{
    return counted(bytes, alignof(std::max_align_t));
}
void* operator new(std::size_t bytes, std::align_val_t alignment)
{
    return counted(bytes, std::size_t(alignment));
}
void operator delete(void* memory) noexcept
{
    released(memory);
}
void operator delete(void* memory, std::size_t) noexcept
{
    released(memory);
}
void operator delete(void* memory, std::align_val_t) noexcept
{
    released(memory);
}
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept
{
    released(memory);
}

namespace lab
{
namespace
{

/// On a thread of its own, whose scratch memory begins empty and ends with it.
template <class F>
void onFreshThread(F f)
{
    std::thread(f).join();
}

Geometry sameGeometry(Shape input, Shape kernel, Border border = Border::Zero)
{
    ConvSpec spec;
    spec.padding.mode = PaddingMode::Same;
    spec.border = border;
    return *resolve(input, kernel, spec);
}

class EngineMemory : public testing::TestWithParam<Path>
{
};

INSTANTIATE_TEST_SUITE_P(Every, EngineMemory, testing::Values(Path::Direct, Path::Separable, Path::Fft),
                         [](const auto& test) { return std::string(infoOf(test.param).id); });

// The input and the output of 12 megapixels are 96 MB.
TEST_P(EngineMemory, StaysWithinATenthOfInputAndOutput)
{
    const Grid x({3000, 4000}, 0.5F), k({31, 31}, 0.01F);
    Grid y(x.shape());
    const Geometry g = sameGeometry(x.shape(), k.shape(), Border::Reflect);
    onFreshThread([&] {
        const std::int64_t before = current;
        peak = before;
        const Rect region = GetParam() == Path::Direct ? Rect{100, 0, 300, 4000} : wholeOf(g.output());
        ASSERT_TRUE(corr2d(x, k, 0, g, region, y.span().window(region), {.threads = 2, .path = GetParam()}).ok());
        EXPECT_LT(peak - before, std::int64_t(2 * x.size() * sizeof(float) / 10));
        EXPECT_LT(peak - before, 8 << 20) << "what is seen: a few megabytes a thread, whatever the image";
    });
}

TEST_P(EngineMemory, ASecondCallAllocatesNoBuffer)
{
    const Grid x({300, 300}, 0.5F), k({15, 15}, 0.01F);
    Grid y(x.shape());
    const Geometry g = sameGeometry(x.shape(), k.shape());
    onFreshThread([&] {
        const auto run = [&] {
            ASSERT_TRUE(corr2d(x, k, 0, g, wholeOf(y.shape()), y.span(), {.path = GetParam()}).ok());
        };
        run();
        const std::int64_t before = count;
        run();
        // The factors of a separable kernel are found anew: four short vectors that grow.
        EXPECT_LE(count - before, GetParam() == Path::Separable ? 30 : 0);
    });
}

TEST_P(EngineMemory, AllocationFailureIsAnError)
{
    const Grid x({300, 300}, 0.5F), k({15, 15}, 0.01F);
    Grid y(x.shape());
    const Geometry g = sameGeometry(x.shape(), k.shape());
    int failures = 0;
    for (const int threads : {1, 2})
        for (std::int64_t bytes = 0; bytes < 2'000'000; bytes = bytes * 2 + 100)
            onFreshThread([&] {
                allowed = current + bytes;
                const auto done =
                    corr2d(x, k, 0, g, wholeOf(y.shape()), y.span(), {.threads = threads, .path = GetParam()});
                allowed = -1;
                if (!done) {
                    EXPECT_EQ(done.error().code, ErrorCode::OutOfMemory);
                    ++failures;
                }
            });
    EXPECT_GT(failures, 4);
}

TEST(SmallShapesMemory, TheBooksExampleAllocatesNothing)
{
    const Grid x({6, 8}, 1.0F), k{{1, -1}};
    const Geometry g = *resolve(x.shape(), k.shape(), {});
    Grid y(g.output());
    const auto run = [&] { ASSERT_TRUE(corr2d(x, k, 0, g, wholeOf(y.shape()), y.span()).ok()); };
    run();
    const std::int64_t before = count;
    for (int n = 0; n < 10; ++n)
        run();
    EXPECT_EQ(count, before);
}

TEST(LearningMemory, AllocationFailureIsAnError)
{
    const Grid x({200, 200}, 0.5F), target({198, 198}, 0.5F), k({3, 3}, 0.1F);
    const Geometry g = *resolve(x.shape(), k.shape(), {});
    int failures = 0;
    for (std::int64_t bytes = 0; bytes < 200'000; bytes = bytes * 2 + 100)
        onFreshThread([&] {
            allowed = current + bytes;
            const auto fused = fusedEpoch(x, target, k, 0, g);
            const auto normal = normalMatrix(x, target, g);
            allowed = -1;
            for (const bool ok : {fused.ok(), normal.ok()})
                failures += !ok;
            if (!fused) {
                EXPECT_EQ(fused.error().code, ErrorCode::OutOfMemory);
            }
            if (!normal) {
                EXPECT_EQ(normal.error().code, ErrorCode::OutOfMemory);
            }
        });
    EXPECT_GT(failures, 2);
}

TEST(LearningMemory, AnEpochFromTheMatrixAllocatesNothing)
{
    const Grid x({20, 20}, 0.5F), target({18, 18}, 0.5F);
    const NormalMatrix normal = *normalMatrix(x, target, *resolve(x.shape(), {3, 3}, {}));
    std::vector<double> parameters(9, 0.1), gradient(9);
    const std::int64_t before = count;
    (void)sumOfSquares(normal, parameters, gradient);
    EXPECT_EQ(count, before);
}

TEST(BytesMemory, ThereIsNoFloatCopyOfThePicture)
{
    const BasicGrid<Rgba8> x({3000, 2000});
    BasicGrid<Rgba8> y(x.shape());
    const Grid k({3, 3}, 0.1F);
    const Geometry g = sameGeometry(x.shape(), k.shape());
    onFreshThread([&] {
        const std::int64_t before = current;
        peak = before;
        ASSERT_TRUE(corr2dBytes(x, k, 0, g, wholeOf(y.shape()), y.span(), {.threads = 2}).ok());
        EXPECT_LT(peak - before, 1 << 20);
    });
}

} // namespace
} // namespace lab
