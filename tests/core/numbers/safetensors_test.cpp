// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/npy.h"
#include "core/numbers/safetensors.h"
#include "core/numbers/safetensors_json.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <limits>
#include <random>

namespace lab
{
namespace
{

std::string weightFileBytes(const std::string& name)
{
    std::ifstream file(std::string(LAB_TEST_DATA) + "/weights/" + name, std::ios::binary);
    EXPECT_TRUE(file.good()) << name;
    return {std::istreambuf_iterator<char>(file), {}};
}

/// A file of this header, whatever it promises, with these numbers.
std::string safetensorsWith(const std::string& header, const std::string& numbers = {})
{
    std::string bytes;
    for (unsigned byte = 0; byte < 8; ++byte)
        bytes += char(std::uint64_t(header.size()) >> 8 * byte & 255U);
    return bytes + header + numbers;
}

std::string arrayText(const std::string& name, const std::string& type, const std::string& shape,
                      const std::string& offsets)
{
    return "\"" + name + "\":{\"dtype\":\"" + type + "\",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}";
}

/// Of one array "w", and so many bytes of numbers.
std::string oneArray(const std::string& type, const std::string& shape, const std::string& offsets,
                     std::size_t bytes = 16)
{
    return safetensorsWith("{" + arrayText("w", type, shape, offsets) + "}", std::string(bytes, '\0'));
}

std::vector<double> numbersNamed(const SafetensorsFile& file, const std::string& bytes, const std::string& name)
{
    for (std::size_t i = 0; i < file.parts.size(); ++i)
        if (file.parts[i].facts.name == name)
            return tensorOf(file, i, bytes)->cells;
    ADD_FAILURE() << name;
    return {};
}

TEST(Safetensors, ReadsEveryType)
{
    const std::string bytes = weightFileBytes("types.safetensors");
    ASSERT_TRUE(isSafetensors(bytes));
    const auto file = safetensorsFile(bytes);
    ASSERT_TRUE(file.ok()) << int(file.error().code);
    for (const char* type : {"I8", "U8", "I16", "U16", "I32", "U32", "I64", "U64", "F16", "BF16", "F32", "F64"}) {
        EXPECT_EQ(numbersNamed(*file, bytes, type), (std::vector<double>{1, 2, 3, 4, 5, 6})) << type;
    }
    EXPECT_EQ(numbersNamed(*file, bytes, "BOOL"), (std::vector<double>{1, 0, 1, 0, 0, 1}));
    constexpr double kInf = std::numeric_limits<double>::infinity();
    const auto half = numbersNamed(*file, bytes, "half");
    EXPECT_EQ(half, (std::vector<double>{0x1p-24, 65504, -kInf, 0}));
    EXPECT_TRUE(std::signbit(half[3]));
    EXPECT_EQ(numbersNamed(*file, bytes, "brain"), (std::vector<double>{0x1p-126, -1.5, kInf, 0x1.fep127}));
    EXPECT_EQ(numbersNamed(*file, bytes, "long"), (std::vector<double>{-0x1p63, 0x1p53}));
    EXPECT_EQ(numbersNamed(*file, bytes, "number"), (std::vector<double>{7}));
    EXPECT_EQ(numbersNamed(*file, bytes, "nothing"), std::vector<double>());
    EXPECT_EQ(numbersNamed(*file, bytes, "Gewicht \"ä\"\\\n\U0001F600"), (std::vector<double>{0.5}));
    EXPECT_EQ(file->parts.size(), 19U);
    EXPECT_EQ(file->parts[0].facts, (TensorFacts{"I8", "I8", {2, 3}}));
}

TEST(Safetensors, ReadsWhatItWrites)
{
    const std::vector<NamedTensor> tensors{{"0.weight", {{2, 1, 1, 3}, {1, -2.5, 0.1, 4, 1e30, -0.0}}},
                                           {"a \"quoted\"\\ \n ä", {{}, {3}}},
                                           {"empty", {{0, 2}, {}}}};
    for (const bool inDouble : {true, false}) {
        const std::string bytes = safetensorsFrom(tensors, inDouble);
        ASSERT_TRUE(isSafetensors(bytes));
        const auto file = safetensorsFile(bytes);
        ASSERT_TRUE(file.ok());
        EXPECT_EQ(file->dataBegin % 8, 0U);
        ASSERT_EQ(file->parts.size(), tensors.size());
        for (std::size_t i = 0; i < tensors.size(); ++i) {
            EXPECT_EQ(file->parts[i].facts,
                      (TensorFacts{tensors[i].name, inDouble ? "F64" : "F32", tensors[i].tensor.shape}));
            const auto read = tensorOf(*file, i, bytes);
            ASSERT_TRUE(read.ok());
            for (std::size_t n = 0; n < read->cells.size(); ++n) {
                const double number = tensors[i].tensor.cells[n];
                EXPECT_EQ(read->cells[n], inDouble ? number : double(float(number)));
            }
        }
    }
    EXPECT_FALSE(areSingle(tensors));
    EXPECT_TRUE(areSingle(std::vector<NamedTensor>{{"", {{3}, {0.5, -INFINITY, NAN}}}}));
}

TEST(Safetensors, TheFormatIsWhatThePublicDescriptionSays)
{
    const std::string bytes = safetensorsFrom(std::vector<NamedTensor>{{"w", {{1, 2}, {1, -2}}}}, false);
    const std::string header =
        R"({"__metadata__":{"format":"pt"},"w":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}})";
    EXPECT_EQ(bytes, safetensorsWith(header + std::string((8 - header.size() % 8) % 8, ' '),
                                     std::string("\0\0\x80\x3f\0\0\0\xc0", 8)));
}

struct BadSafetensors {
    const char* name;
    std::string bytes;
    Error error;
};
std::ostream& operator<<(std::ostream& out, const BadSafetensors& c)
{
    return out << c.name;
}

class SafetensorsThatLie : public testing::TestWithParam<BadSafetensors>
{
};
TEST_P(SafetensorsThatLie, AreRefusedWithWhatIsWrong)
{
    const auto file = safetensorsFile(GetParam().bytes);
    ASSERT_FALSE(file.ok());
    EXPECT_EQ(int(file.error().code), int(GetParam().error.code));
    EXPECT_EQ(file.error().arguments, GetParam().error.arguments);
}

std::string deep(int levels)
{
    return safetensorsWith("{\"__metadata__\":" + std::string(std::size_t(levels), '[') +
                           std::string(std::size_t(levels), ']') + "}");
}

using Code = ErrorCode;
INSTANTIATE_TEST_SUITE_P(
    Safetensors, SafetensorsThatLie,
    testing::Values(
        BadSafetensors{"Empty", "", {Code::SafetensorsShort, {"0"}}},
        BadSafetensors{"SevenBytes", std::string(7, '\1'), {Code::SafetensorsShort, {"7"}}},
        BadSafetensors{"LengthAlone", std::string("\5\0\0\0\0\0\0\0", 8), {Code::SafetensorsLength, {"5", "0"}}},
        BadSafetensors{"LengthBeyondTheFile",
                       std::string(8, '\xff') + "{}",
                       {Code::SafetensorsLength, {"18446744073709551615", "2"}}},
        BadSafetensors{"NoHeader", std::string(8, '\0'), {Code::SafetensorsJson, {"8"}}},
        BadSafetensors{"NoObject", safetensorsWith("[]"), {Code::SafetensorsJson, {"8"}}},
        BadSafetensors{"NotClosed", safetensorsWith("{"), {Code::SafetensorsJson, {"9"}}},
        BadSafetensors{"MoreBehindIt", safetensorsWith("{}x"), {Code::SafetensorsJson, {"10"}}},
        BadSafetensors{"NoUtf8", safetensorsWith("{\"a\xff\":1}"), {Code::SafetensorsText, {"11"}}},
        BadSafetensors{"TrailingComma",
                       safetensorsWith("{" + arrayText("w", "F32", "[0]", "[0,0]") + ",}"),
                       {Code::SafetensorsJson, {"62"}}},
        BadSafetensors{"HalfAPair", safetensorsWith(R"({"\ud800":0})"), {Code::SafetensorsJson, {"16"}}},
        BadSafetensors{"TooDeep", deep(33), {Code::SafetensorsJson, {"57"}}},
        BadSafetensors{"MillionDeep", deep(1'000'000), {Code::SafetensorsJson, {"57"}}},
        BadSafetensors{"Negative", oneArray("F32", "[-4]", "[0,16]"), {Code::SafetensorsJson, {"37"}}},
        BadSafetensors{"Fraction", oneArray("F32", "[4.0]", "[0,16]"), {Code::SafetensorsJson, {"37"}}},
        BadSafetensors{"BeyondSixtyFourBits",
                       oneArray("F32", "[18446744073709551616]", "[0,16]"),
                       {Code::SafetensorsJson, {"37"}}},
        BadSafetensors{"ThreeOffsets", oneArray("F32", "[4]", "[0,16,16]"), {Code::SafetensorsJson, {"64"}}},
        BadSafetensors{"NoShape", safetensorsWith(R"({"w":{"dtype":"F32"}})"), {Code::SafetensorsJson, {"27"}}},
        BadSafetensors{
            "TwoShapes", safetensorsWith(R"({"w":{"shape":[1],"shape":[2]}})"), {Code::SafetensorsJson, {"34"}}},
        BadSafetensors{"OneNameTwice",
                       safetensorsWith("{" + arrayText("w", "F32", "[0]", "[0,0]") + "," +
                                       arrayText("w", "F32", "[0]", "[0,0]") + "}"),
                       {Code::TensorTwice, {"w"}}},
        BadSafetensors{"OneNameTwiceBehindEscapes",
                       safetensorsWith("{" + arrayText("w", "F32", "[0]", "[0,0]") + "," +
                                       arrayText("\\u0077", "F32", "[0]", "[0,0]") + "}"),
                       {Code::TensorTwice, {"w"}}},
        BadSafetensors{"Complex", oneArray("C64", "[2]", "[0,16]"), {Code::TensorType, {"w", "C64"}}},
        BadSafetensors{"BillionChannels",
                       oneArray("F32", "[1000000000,1,1,1]", "[0,16]"),
                       {Code::TensorSize, {"w", "(1000000000, 1, 1, 1)", "4000000000", "16"}}},
        BadSafetensors{"BillionChannelsAndTheirBytes",
                       oneArray("F32", "[1000000000,1,1,1]", "[0,4000000000]"),
                       {Code::TensorOutside, {"w", "0", "4000000000", "16"}}},
        BadSafetensors{"UncountableShape",
                       oneArray("F32", "[99999999999,99999999999]", "[0,16]"),
                       {Code::TensorShape, {"w", "(99999999999, 99999999999)"}}},
        BadSafetensors{
            "TooFewBytes", oneArray("F64", "[2, 2]", "[0,16]"), {Code::TensorSize, {"w", "(2, 2)", "32", "16"}}},
        BadSafetensors{
            "BeginBehindEnd", oneArray("F32", "[4]", "[16,0]"), {Code::TensorOutside, {"w", "16", "0", "16"}}},
        BadSafetensors{
            "BehindTheEnd", oneArray("F32", "[4]", "[4,20]"), {Code::TensorOutside, {"w", "4", "20", "16"}}},
        BadSafetensors{"Overlap",
                       safetensorsWith("{" + arrayText("a", "F32", "[2]", "[0,8]") + "," +
                                           arrayText("b", "F32", "[2]", "[4,12]") + "}",
                                       std::string(12, '\0')),
                       {Code::TensorsOverlap, {"a", "b"}}},
        BadSafetensors{"SameBytes",
                       safetensorsWith("{" + arrayText("a", "F32", "[2]", "[0,8]") + "," +
                                           arrayText("b", "F32", "[2]", "[0,8]") + "}",
                                       std::string(8, '\0')),
                       {Code::TensorsOverlap, {"a", "b"}}},
        BadSafetensors{"GapBefore", oneArray("F32", "[3]", "[4,16]"), {Code::TensorGap, {"0", "4"}}},
        BadSafetensors{"GapBehind", oneArray("F32", "[3]", "[0,12]"), {Code::TensorGap, {"12", "16"}}},
        BadSafetensors{"NumbersOfNothing", safetensorsWith("{}", "abcd"), {Code::TensorGap, {"0", "4"}}}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(Safetensors, OtherMembersMeanNothing)
{
    const std::string more = R"("more":[{"a":{},"b":[1,-2.5e3,null,"]}"]},[],true],)";
    const std::string header = R"({ "__metadata__" : {"a":"b"}, "w":{)" + more +
                               R"("dtype":"U8", "shape" : [ 2 ] ,"data_offsets":[0,2] } })";
    const auto file = safetensorsFile(safetensorsWith(header + "\n  ", "\1\2"));
    ASSERT_TRUE(file.ok()) << file.error().arguments[0];
    ASSERT_EQ(file->parts.size(), 1U);
    EXPECT_EQ(file->parts[0].facts.shape, (std::vector<std::uint64_t>{2}));
    EXPECT_TRUE(safetensorsFile(safetensorsWith("{}")).ok());
    EXPECT_TRUE(safetensorsFile(deep(32)).ok());
}

TEST(Safetensors, IsToldFromText)
{
    EXPECT_TRUE(isSafetensors(std::string(8, '\xff') + "{")); // a lie is one of them, too
    EXPECT_FALSE(isSafetensors("12345678{\"a\":1}"));
    EXPECT_FALSE(isSafetensors(std::string(8, '\0')));
    EXPECT_FALSE(isSafetensors("{}"));
}

/// A good file with some of its bytes changed, cut, doubled or exchanged with what is dangerous.
std::string mutated(std::string bytes, std::mt19937& random)
{
    constexpr std::string_view kDangerous[]{
        "\xff", "18446744073709551615", "-1", "[", "{", "}", "\"", "\\u", ",", "]]", "9999999999", "__metadata__"};
    const auto below = [&](std::size_t n) { return std::size_t(random() % std::max<std::size_t>(n, 1)); };
    for (std::size_t changes = 1 + below(4); changes > 0 && !bytes.empty(); --changes) {
        const std::size_t at = below(2) ? below(std::min<std::size_t>(bytes.size(), 200)) : below(bytes.size());
        switch (below(5)) {
        case 0:
            bytes[at] = char(random() & 255U);
            break;
        case 1:
            bytes[at] = char(std::uint8_t(bytes[at]) ^ 1U << below(8));
            break;
        case 2:
            bytes.erase(at, 1 + below(9));
            break;
        case 3:
            bytes.insert(at, kDangerous[below(std::size(kDangerous))]);
            break;
        default:
            bytes.insert(at, bytes.substr(below(bytes.size()), below(40)));
            break;
        }
    }
    return bytes;
}

/// The same file with a length of the header that is right again, so that more than the length is looked at.
std::string withLength(std::string bytes, std::size_t length)
{
    for (std::size_t byte = 0; byte < 8 && byte < bytes.size(); ++byte)
        bytes[byte] = char(std::uint64_t(length) >> 8 * byte & 255U);
    return bytes;
}

TEST(Safetensors, NoMutationOfAGoodFileDoesHarm)
{
    std::mt19937 random(1);
    int good = 0, bad = 0;
    for (const char* name : {"types.safetensors", "tiny.safetensors"}) {
        const std::string whole = weightFileBytes(name);
        const std::size_t data = safetensorsFile(whole)->dataBegin;
        for (int i = 0; i < 4000; ++i) {
            std::string bytes = mutated(whole, random);
            if (i % 2 == 0 && bytes.size() + data > whole.size() + 8)
                bytes = withLength(bytes, bytes.size() + data - whole.size() - 8);
            const auto file = safetensorsFile(bytes);
            ++(file ? good : bad);
            if (!file)
                continue;
            std::size_t numbers = 0;
            for (std::size_t part = 0; part < file->parts.size(); ++part)
                numbers += tensorOf(*file, part, bytes)->cells.size();
            EXPECT_LE(numbers, bytes.size()); // of one byte each
        }
    }
    EXPECT_GT(good, 100); // what only changed numbers
    EXPECT_GT(bad, 4000);
}

TEST(Npy, NoMutationOfAGoodFileDoesHarm)
{
    std::mt19937 random(1);
    int good = 0, bad = 0;
    for (const char* name : {"book.npy", "book_fortran.npy"}) {
        const std::string whole = weightFileBytes(name);
        for (int i = 0; i < 4000; ++i) {
            const std::string bytes = mutated(whole, random);
            const auto tensor = tensorFromNpy(bytes);
            (void)planesFromNpy(bytes);
            ++(tensor ? good : bad);
            if (tensor) {
                EXPECT_LE(tensor->cells.size(), bytes.size());
            }
        }
    }
    EXPECT_GT(good, 100);
    EXPECT_GT(bad, 1000);
}

TEST(TensorNpy, ReadsAnyAxesAndOrder)
{
    const auto book = tensorFromNpy(weightFileBytes("book.npy"));
    const auto fortran = tensorFromNpy(weightFileBytes("book_fortran.npy"));
    ASSERT_TRUE(book.ok() && fortran.ok());
    EXPECT_EQ(book->shape, (std::vector<std::uint64_t>{3, 2, 2, 2}));
    EXPECT_EQ(book->cells,
              (std::vector<double>{0, 1, 2, 3, 1, 2, 3, 4, 1, 2, 3, 4, 2, 3, 4, 5, 2, 3, 4, 5, 3, 4, 5, 6}));
    EXPECT_EQ(fortran->cells, book->cells);
    EXPECT_EQ(*npyFacts(weightFileBytes("book.npy")), (TensorFacts{"", "<f4", {3, 2, 2, 2}}));
    EXPECT_EQ(*npyFacts(weightFileBytes("book.npy").substr(0, 128)), (TensorFacts{"", "<f4", {3, 2, 2, 2}}));
}

TEST(TensorNpy, ReadsWhatItWritesAndTheReaderOfPlanesAgrees)
{
    for (const std::vector<std::uint64_t>& shape :
         std::vector<std::vector<std::uint64_t>>{{}, {3}, {2, 3}, {3, 2, 2}, {1, 1, 2, 3}, {0, 3}}) {
        Tensor tensor{shape, {}};
        for (std::uint64_t n = 0; n < *cellsOf(shape); ++n)
            tensor.cells.push_back(double(n) / 3);
        const std::string bytes = npyFromTensor(tensor, true);
        EXPECT_EQ(bytes.find('\n') % 64, 63U); // where the header ends
        const auto read = tensorFromNpy(bytes);
        ASSERT_TRUE(read.ok());
        EXPECT_EQ(read->shape, shape);
        EXPECT_EQ(read->cells, tensor.cells);
        if (shape.size() == 2 && !tensor.cells.empty()) {
            EXPECT_EQ(npyFromTensor(tensor, true),
                      npyFromPlanes(std::vector{Grid64{{0, 1 / 3., 2 / 3.}, {1, 4 / 3., 5 / 3.}}}));
        }
    }
    EXPECT_EQ(tensorFromNpy("").error().code, ErrorCode::NotNpy);
    const std::string cut = npyFromTensor({{2}, {1, 2}}, false);
    EXPECT_EQ(tensorFromNpy(cut.substr(0, cut.size() - 1)).error(), (Error{ErrorCode::NpyTruncated, {"8", "7"}}));
}

TEST(Tensor, CountsCells)
{
    const std::uint64_t large = std::uint64_t(1) << 40U;
    EXPECT_EQ(cellsOf({}), 1U);
    EXPECT_EQ(cellsOf(std::vector<std::uint64_t>{2, 3, 4}), 24U);
    EXPECT_EQ(cellsOf(std::vector<std::uint64_t>{large, large}), std::nullopt);
    EXPECT_EQ(cellsOf(std::vector<std::uint64_t>{large, large, 0}), 0U);
}

} // namespace
} // namespace lab
