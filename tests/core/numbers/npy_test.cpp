// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/npy.h"

#include <cmath>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <limits>

using namespace lab;

namespace
{

constexpr float kInf = std::numeric_limits<float>::infinity();
constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

std::string readAll(const std::string& name)
{
    std::ifstream file(std::string(LAB_TEST_DATA) + "/" + name + ".npy", std::ios::binary);
    EXPECT_TRUE(file.good()) << name;
    return {std::istreambuf_iterator<char>(file), {}};
}

/// A file of version 1.0 with just this header.
std::string withHeader(std::string header, const std::string& data = {})
{
    header += '\n';
    std::string bytes("\x93NUMPY\1\0", 8);
    bytes[6] = header.size() < 65536 ? '\1' : '\2'; // whose length has four bytes
    for (int byte = 0; byte < 2 * bytes[6]; ++byte)
        bytes += char(header.size() >> 8 * byte & 255);
    return bytes + header + data;
}

struct FileCase {
    const char* name;
    std::vector<Grid> planes;
};
std::ostream& operator<<(std::ostream& out, const FileCase& c)
{
    return out << c.name;
}
template <class Case>
std::string nameOf(const testing::TestParamInfo<Case>& each)
{
    return each.param.name;
}

class WrittenByNumPy : public testing::TestWithParam<FileCase>
{
};
TEST_P(WrittenByNumPy, IsRead)
{
    const auto planes = planesFromNpy(readAll(GetParam().name));
    ASSERT_TRUE(planes.ok()) << int(planes.error().code);
    EXPECT_EQ(*planes, GetParam().planes);
}

const Grid kOneToSix{{1, 2, 3}, {4, 5, 6}};
const Grid kZeroToFive{{0, 1, 2}, {3, 4, 5}};

std::vector<FileCase> typesAndVersions()
{
    std::vector<FileCase> cases;
    for (const char* name :
         {"i1_le", "i2_le", "i2_be", "i4_le", "i4_be", "i8_le",      "i8_be",      "u1_le",     "u2_le",
          "u2_be", "u4_le", "u4_be", "u8_le", "u8_be", "f2_le",      "f2_be",      "f4_le",     "f4_be",
          "f8_le", "f8_be", "v1_c",  "v2_c",  "v3_c",  "v1_fortran", "v2_fortran", "v3_fortran"})
        cases.push_back({name, {kOneToSix}});
    return cases;
}
INSTANTIATE_TEST_SUITE_P(NpyTypes, WrittenByNumPy, testing::ValuesIn(typesAndVersions()), nameOf<FileCase>);

INSTANTIATE_TEST_SUITE_P(
    NpyShapes, WrittenByNumPy,
    testing::Values(FileCase{"shape_none", {Grid{{7}}}}, FileCase{"shape_4", {Grid{{0, 1, 2, 3}}}},
                    FileCase{"shape_1x2x3", {kZeroToFive}}, FileCase{"shape_1x1x2x3", {kZeroToFive}},
                    FileCase{"shape_3x2x4",
                             {Grid{{0, 1, 2, 3}, {4, 5, 6, 7}}, Grid{{8, 9, 10, 11}, {12, 13, 14, 15}},
                              Grid{{16, 17, 18, 19}, {20, 21, 22, 23}}}},
                    FileCase{"shape_2x4x3",
                             {Grid{{0, 3, 6, 9}, {12, 15, 18, 21}}, Grid{{1, 4, 7, 10}, {13, 16, 19, 22}},
                              Grid{{2, 5, 8, 11}, {14, 17, 20, 23}}}},
                    FileCase{"shape_2x4x3_fortran",
                             {Grid{{0, 3, 6, 9}, {12, 15, 18, 21}}, Grid{{1, 4, 7, 10}, {13, 16, 19, 22}},
                              Grid{{2, 5, 8, 11}, {14, 17, 20, 23}}}}),
    nameOf<FileCase>);

INSTANTIATE_TEST_SUITE_P(
    NpyNumbers, WrittenByNumPy,
    testing::Values(FileCase{"b1", {Grid{{1, 0, 1}, {0, 1, 0}}}},
                    FileCase{"special_f4", {Grid{{kNan, kInf, -kInf, -0.0F, 1e-45F, 3.4028235e38F}}}},
                    FileCase{"special_f2", {Grid{{kNan, kInf, -kInf, -0.0F, 5.9604645e-8F, 65504, 0.33325195F}}}},
                    FileCase{"special_integers", {Grid{{-9223372036854775808.0F, 9223372036854775808.0F, -1}}}}),
    nameOf<FileCase>);

struct BadCase {
    const char* name;
    std::string bytes;
    Error error;
};
std::ostream& operator<<(std::ostream& out, const BadCase& c)
{
    return out << c.name;
}
class BadNpy : public testing::TestWithParam<BadCase>
{
};
TEST_P(BadNpy, IsRefused)
{
    const auto planes = planesFromNpy(GetParam().bytes);
    ASSERT_FALSE(planes.ok());
    EXPECT_EQ(int(planes.error().code), int(GetParam().error.code));
    EXPECT_EQ(planes.error().arguments, GetParam().error.arguments);
}

BadCase lie(const char* name, const std::string& shape, Error error)
{
    return {name,
            withHeader("{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }", std::string(8, '\0')),
            std::move(error)};
}

std::string axes(int count)
{
    std::string shape = "(";
    for (int i = 0; i < count; ++i)
        shape += "1,";
    return shape + "2)";
}

TEST(Npy, ReadsAsManyAxesAsNumPyHas)
{
    const auto planes = planesFromNpy(lie("", axes(63), {}).bytes);
    ASSERT_TRUE(planes.ok());
    EXPECT_EQ(planes->front().shape(), (Shape{1, 2}));
}

INSTANTIATE_TEST_SUITE_P(
    Npy, BadNpy,
    testing::Values(
        BadCase{"Empty", "", {ErrorCode::NotNpy}}, BadCase{"NotNpy", "PK\3\4", {ErrorCode::NotNpy}},
        BadCase{"MagicAlone", "\x93NUMPY", {ErrorCode::NpyHeader, {"version"}}},
        BadCase{"NoVersion9", std::string("\x93NUMPY\x09\0\0\0", 10), {ErrorCode::NpyHeader, {"version"}}},
        BadCase{"NoLength", std::string("\x93NUMPY\2\0\1", 9), {ErrorCode::NpyHeader, {"length"}}},
        BadCase{"LengthBeyondTheEnd",
                std::string("\x93NUMPY\2\0\xff\xff\xff\xff{", 13),
                {ErrorCode::NpyHeader, {"length"}}},
        BadCase{"NoDictionary", withHeader("hello"), {ErrorCode::NpyHeader, {"no dictionary"}}},
        BadCase{"NoShape", withHeader("{'descr': '<f4', 'fortran_order': False}"), {ErrorCode::NpyHeader, {"shape"}}},
        BadCase{"NoOrder", withHeader("{'descr': '<f4', 'shape': (1,)}"), {ErrorCode::NpyHeader, {"fortran_order"}}},
        BadCase{"NegativeShape",
                withHeader("{'descr': '<f4', 'fortran_order': False, 'shape': (-1, 2)}"),
                {ErrorCode::NpyHeader, {"shape"}}},
        BadCase{"NoEnd",
                withHeader("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2)"),
                {ErrorCode::NpyHeader, {"the dictionary has no end"}}},
        lie("Truncated", "(2, 3)", {ErrorCode::NpyTruncated, {"24", "8"}}),
        lie("PromisesTerabytes", "(1000000, 1000000)", {ErrorCode::NpyTruncated, {"4000000000000", "8"}}),
        lie("ProductBeyond64Bits", "(4294967296, 4294967296)", {ErrorCode::NpyShape, {"(4294967296, 4294967296)"}}),
        lie("NumberBeyond64Bits", "(99999999999999999999, 1)", {ErrorCode::NpyHeader, {"shape"}}),
        lie("OneAxisTooMany", axes(64), {ErrorCode::NpyShape, {"(1, 1, 1, 1, 1, 1, …)"}}),
        lie("AMillionAxes", axes(1'000'000), {ErrorCode::NpyShape, {"(1, 1, 1, 1, 1, 1, …)"}}),
        BadCase{"LongName",
                withHeader("{'" + std::string(1000, 'a') + "': 1}"),
                {ErrorCode::NpyHeader, {std::string(40, 'a') + "…"}}},
        BadCase{"LongType",
                withHeader("{'descr': '" + std::string(1000, 'a') + "', 'fortran_order': False, 'shape': (1,)}"),
                {ErrorCode::NpyType, {std::string(40, 'a') + "…"}}},
        BadCase{"CutInTheData", readAll("f4_le").substr(0, 140), {ErrorCode::NpyTruncated, {"24", "12"}}},
        BadCase{"TwoPlanes", readAll("shape_2x2x2"), {ErrorCode::NpyShape, {"(2, 2, 2)"}}},
        BadCase{"TooLarge", readAll("too_large"), {ErrorCode::NumberTooLarge, {"2", "1", "-1e+39"}}},
        BadCase{"NoCells", readAll("shape_0x3"), {ErrorCode::EmptyInput}},
        BadCase{"Complex", readAll("complex"), {ErrorCode::NpyType, {"<c16"}}},
        BadCase{"Text", readAll("text"), {ErrorCode::NpyType, {"<U1"}}},
        BadCase{"Structured", readAll("structured"), {ErrorCode::NpyType, {"[('a', '<i4'), ('b', '<f4')]"}}}),
    nameOf<BadCase>);

// Every length and every changed byte of a good file: an answer, never a crash (ASan watches).
TEST(Npy, SurvivesEveryCutAndEveryChangedByte)
{
    const std::string good = readAll("f4_le");
    for (std::size_t n = 0; n < good.size(); ++n)
        EXPECT_FALSE(planesFromNpy(std::string_view(good).substr(0, n)).ok()) << n;
    for (std::size_t i = 0; i < good.size(); ++i) {
        for (const char c : {'\0', '\xff', '9', '(', '\''}) {
            std::string bytes = good;
            bytes[i] = c;
            (void)planesFromNpy(bytes).ok();
        }
    }
}

TEST(Npy, LeavesAlphaOutOfColours)
{
    const auto array = arrayFromNpy(readAll("shape_2x3x4"));
    ASSERT_TRUE(array.ok());
    EXPECT_TRUE(array->alphaLeftOut);
    ASSERT_EQ(array->planes.size(), 3U);
    EXPECT_EQ(array->planes[1], (Grid{{1, 5, 9}, {13, 17, 21}}));
    EXPECT_FALSE(arrayFromNpy(readAll("shape_2x4x3"))->alphaLeftOut);
}

TEST(Npy, WritesWhatItReads)
{
    const std::vector<Grid> one{Grid{{1, -2.5F, kNan}, {0, kInf, 3}}};
    const std::vector<Grid> three{Grid{{1, 2}}, Grid{{3, 4}}, Grid{{5, 6}}};
    for (const auto& planes : {one, three}) {
        const auto back = planesFromNpy(npyFromPlanes(planes));
        ASSERT_TRUE(back.ok());
        EXPECT_EQ(*back, planes);
    }
}

TEST(Npy, WritesTheBytesThatNumPyWrites)
{
    EXPECT_EQ(npyFromPlanes(std::vector<Grid>{kOneToSix}), readAll("v1_c"));
}

} // namespace
