// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <clocale>
#include <cstdlib>
#include <gtest/gtest.h>

namespace lab::test
{

/// The locale that these tests are to run in, see lab_locale_lanes() in tests/CMakeLists.txt; null: in any.
inline const char* laneLocale()
{
    return std::getenv("LAB_TEST_LOCALE");
}

/// Skips the tests of a lane whose locale is not installed: they would pass in the C locale and say nothing.
class LocaleLane : public testing::Environment
{
public:
    void SetUp() override
    {
        if (const char* name = laneLocale(); name && !std::setlocale(LC_ALL, name))
            GTEST_SKIP() << "the locale " << name << " is not installed; scripts/test installs it";
    }
};

} // namespace lab::test
