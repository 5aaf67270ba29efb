// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Matrices in text: what is read, how its marks are told apart, and what is refused.
#include "core/numbers/matrix_text.h"
#include "core/numbers/number_text.h"
#include "core/numbers/text_bytes.h"

#include <bit>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <limits>
#include <random>
#include <sstream>

using namespace lab;

namespace
{

constexpr float kInf = std::numeric_limits<float>::infinity();
constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

struct MatrixCase {
    const char* name;
    const char* text;
    Grid matrix;
};
std::ostream& operator<<(std::ostream& out, const MatrixCase& c)
{
    return out << c.name;
}
class MatrixFromText : public testing::TestWithParam<MatrixCase>
{
};
TEST_P(MatrixFromText, Reads)
{
    const auto matrix = matrixFromText(GetParam().text);
    ASSERT_TRUE(matrix.ok()) << int(matrix.error().code);
    EXPECT_EQ(*matrix, GetParam().matrix) << csvFromMatrix(*matrix);
}
INSTANTIATE_TEST_SUITE_P(
    MatrixText, MatrixFromText,
    testing::Values(
        MatrixCase{"One", "7", {{7}}}, MatrixCase{"InPlaceRow", "1,-1", {{1, -1}}},
        MatrixCase{"InPlaceRows", "1,-1; 2,3", {{1, -1}, {2, 3}}}, MatrixCase{"InPlaceColumn", "1;2", {{1}, {2}}},
        MatrixCase{"InPlaceBlanks", "0 1; 2 3;", {{0, 1}, {2, 3}}}, MatrixCase{"Csv", "1,2\n3,4\n", {{1, 2}, {3, 4}}},
        MatrixCase{"CsvBlanksAround", " 1 , 2 \n 3 , 4 ", {{1, 2}, {3, 4}}},
        MatrixCase{"CsvWindows", "1,2\r\n3,4\r\n", {{1, 2}, {3, 4}}},
        MatrixCase{"CsvOldMac", "1,2\r3,4\r", {{1, 2}, {3, 4}}},
        MatrixCase{"CsvBom",
                   "\xEF\xBB\xBF"
                   "1,2",
                   {{1, 2}}},
        MatrixCase{"CsvQuoted", "\"1\",\"2.5\"\n", {{1, 2.5F}}},
        MatrixCase{"EmptyLinesAtTheEnds", "\n \n1,2\n3,4\n\n \n", {{1, 2}, {3, 4}}},
        MatrixCase{"Semicolons", "1;2\n3;4\n", {{1, 2}, {3, 4}}},
        MatrixCase{"SemicolonsDecimalComma", "1,5;2\n3;-4,25\n", {{1.5F, 2}, {3, -4.25F}}},
        MatrixCase{"Tabs", "1\t2\n3\t4\n", {{1, 2}, {3, 4}}},
        MatrixCase{"TabsDecimalComma", "0,5\t1\n2\t3", {{0.5F, 1}, {2, 3}}},
        MatrixCase{"Blanks", "  1   2\n 3 4 ", {{1, 2}, {3, 4}}},
        MatrixCase{"PythonList", "[[1, 2], [3, 4]]", {{1, 2}, {3, 4}}},
        MatrixCase{"PythonListOfOneRow", "[1, 2]", {{1, 2}}},
        MatrixCase{"PythonTrailingComma", "[[1, 2],\n [3, 4],\n]", {{1, 2}, {3, 4}}},
        MatrixCase{"NumPy", "[[ 1.  2.]\n [-3.  4.]]", {{1, 2}, {-3, 4}}},
        MatrixCase{"NumPyBrokenRow", "[[1 2\n  3]\n [4 5\n  6]]", {{1, 2, 3}, {4, 5, 6}}},
        MatrixCase{"EmptyLinesWithin", "1,2\n\n3,4\n\n\n5,6", {{1, 2}, {3, 4}, {5, 6}}},
        MatrixCase{"TrailingSeparators", "1,2,\n3,4,\n", {{1, 2}, {3, 4}}},
        MatrixCase{"TrailingSemicolons", "1;2;;\n3;4;;\n;;;\n", {{1, 2}, {3, 4}}},
        MatrixCase{"Bars", "1|2\n3|4", {{1, 2}, {3, 4}}}, MatrixCase{"Sep", "sep=;\n1,5;2\n3;4", {{1.5F, 2}, {3, 4}}},
        MatrixCase{"SepTab", "sep=\t\n1,5\t2\n3\t4", {{1.5F, 2}, {3, 4}}},
        MatrixCase{"Comments", "# np.savetxt\n1,2 # one\n// C\n3,4\n% Octave\n", {{1, 2}, {3, 4}}},
        MatrixCase{"Header", "x,y\n1,2\n3,4", {{1, 2}, {3, 4}}},
        MatrixCase{"HeaderAndNames", "\"\",\"a\",\"b\"\nr1,1,2\nr2,3,4", {{1, 2}, {3, 4}}},
        MatrixCase{"WriteCsvOfR", "\"\",\"V1\",\"V2\"\n\"1\",5,6\n\"2\",7,8", {{5, 6}, {7, 8}}},
        MatrixCase{"WriteTableOfR", "\"V1\" \"V2\"\n\"1\" 5 6\n\"2\" 7 8", {{5, 6}, {7, 8}}},
        MatrixCase{"PandasCsv", ",a,b\n0,1.5,2\n1,3,4", {{1.5F, 2}, {3, 4}}},
        MatrixCase{"DataFrame", "     0    1\n0  1.5  2.0\n1  3.0  4.0", {{1.5F, 2}, {3, 4}}},
        MatrixCase{"DataFrameOfR", "  V1 V2\n1  1  2\n2  3  4", {{1, 2}, {3, 4}}},
        MatrixCase{"Percent", "50%\t12,5 %\n-3%\t0", {{0.5F, 0.125F}, {-0.03F, 0}}},
        MatrixCase{"Fractions", "1/9 -1/2\n3 4", {{float(1.0 / 9), -0.5F}, {3, 4}}},
        MatrixCase{"Booleans", "[[ True False]\n [False  True]]", {{1, 0}, {0, 1}}},
        MatrixCase{"NotAvailable", "NA 1\n2 Inf", {{kNan, 1}, {2, kInf}}},
        MatrixCase{"NoBreakSpace", "12\u00A0500,5\t1\n0,5\t2", {{12500.5F, 1}, {0.5F, 2}}},
        MatrixCase{"Apostrophe", "12'500.5\t1\n0.5\t2", {{12500.5F, 1}, {0.5F, 2}}},
        MatrixCase{"BlankGroups", "12 500,5;1\n0,5;2", {{12500.5F, 1}, {0.5F, 2}}},
        MatrixCase{"CommaGroups", "12,500 0.5", {{12500, 0.5F}}},
        MatrixCase{"CommaGroupsInTabs", "1,234,567\t-12,500\n0.5\t1", {{1234567, -12500}, {0.5F, 1}}},
        MatrixCase{"PointGroups", "12.500,5\t0,25", {{12500.5F, 0.25F}}},
        MatrixCase{"PointGroupsAlone", "1.234.567;1\n2;3", {{1234567, 1}, {2, 3}}},
        MatrixCase{"QuotedGroups", "\"1,234.5\",2\n3,4", {{1234.5F, 2}, {3, 4}}},
        MatrixCase{"QuotedDecimalCommas", "\"0,5\",\"1,25\"\n\"2\",\"3\"", {{0.5F, 1.25F}, {2, 3}}},
        MatrixCase{"CommasBetweenBlanks", "0,5 1,5\n2,5 3,5", {{0.5F, 1.5F}, {2.5F, 3.5F}}},
        MatrixCase{"MinusInExponents",
                   "1e\u22123\t1.5\u202F\u00D7\u202F10\u207B\u2075\t1.5 \u00D7 10^\u22125",
                   {{1e-3F, 1.5e-5F, 1.5e-5F}}},
        MatrixCase{"Tensor", "tensor([[19., 25.],\n [37., 43.]])", {{19, 25}, {37, 43}}},
        MatrixCase{"TensorOfFourAxes",
                   "tensor([[[[19., 25.],\n          [37., 43.]]]], grad_fn=<ConvolutionBackward0>)",
                   {{19, 25}, {37, 43}}},
        MatrixCase{"TensorOnADevice", "tensor([[1., 2.]], device='cuda:0', dtype=torch.float64)", {{1, 2}}},
        MatrixCase{"Parameter", "Parameter containing:\ntensor([[1., 2.]], requires_grad=True)", {{1, 2}}},
        MatrixCase{"Array", "array([[0., 1.],\n       [2., 3.]], dtype=float32)", {{0, 1}, {2, 3}}},
        MatrixCase{"ArrayCall", "K = np.array([[1, -1]], dtype=np.float32)  # edges", {{1, -1}}},
        MatrixCase{"TensorFlow",
                   "<tf.Tensor: shape=(2, 2), dtype=float32, numpy=\narray([[19., 25.],\n [37., 43.]], "
                   "dtype=float32)>",
                   {{19, 25}, {37, 43}}},
        MatrixCase{"TensorFlowPrint",
                   "tf.Tensor(\n[[19. 25.]\n [37. 43.]], shape=(2, 2), dtype=float32)",
                   {{19, 25}, {37, 43}}},
        MatrixCase{"Jax", "Array([[19., 25.],\n       [37., 43.]], dtype=float32)", {{19, 25}, {37, 43}}},
        MatrixCase{"MxNet", "[[19. 25.]\n [37. 43.]]\n<NDArray 2x2 @cpu(0)>", {{19, 25}, {37, 43}}},
        MatrixCase{"Paddle",
                   "Tensor(shape=[2, 2], dtype=float32, place=Place(cpu), stop_gradient=True,\n"
                   "       [[19., 25.],\n        [37., 43.]])",
                   {{19, 25}, {37, 43}}},
        MatrixCase{"PythonTuple", "((1, 2), (3, 4))", {{1, 2}, {3, 4}}},
        MatrixCase{"JuliaLiteral", "Float32[1 2; 3 4]", {{1, 2}, {3, 4}}},
        MatrixCase{"JuliaRationals",
                   "2×2 Matrix{Rational{Int64}}:\n 1//9  1//2\n 1//4  3",
                   {{float(1.0 / 9), 0.5F}, {0.25F, 3}}},
        MatrixCase{"JuliaPrint", "2×2 Matrix{Float64}:\n 19.0  25.0\n 37.0  43.0", {{19, 25}, {37, 43}}},
        MatrixCase{"JuliaLines", "[1 2\n 3 4]", {{1, 2}, {3, 4}}},
        MatrixCase{"Matlab", "A =\n\n     1     2\n     3     4\n\n", {{1, 2}, {3, 4}}},
        MatrixCase{"MatlabScaled",
                   "ans =\n\n   1.0e+03 *\n\n    0.0010    2.5000\n    3.0000    4.0000\n",
                   {{1, 2500}, {3000, 4000}}},
        MatrixCase{"MatlabBlocks",
                   "A =\n\n  Columns 1 through 2\n\n   1   2\n   4   5\n\n  Column 3\n\n   3\n   6\n",
                   {{1, 2, 3}, {4, 5, 6}}},
        MatrixCase{"OctaveBlocks",
                   "A =\n\n Columns 1 and 2:\n\n   1   2\n   4   5\n\n Column 3:\n\n   3\n   6\n\n",
                   {{1, 2, 3}, {4, 5, 6}}},
        MatrixCase{"MatlabInput", "K = [1, -1; 0, 2];", {{1, -1}, {0, 2}}},
        MatrixCase{"MatlabLines", "1 2;\n3 4;\n", {{1, 2}, {3, 4}}},
        MatrixCase{"RPrint", "     [,1] [,2]\n[1,]    1    2\n[2,]    3    4", {{1, 2}, {3, 4}}},
        MatrixCase{
            "RBlocks", "     [,1] [,2]\n[1,] 1 2\n[2,] 4 5\n     [,3]\n[1,] 3\n[2,] 6", {{1, 2, 3}, {4, 5, 6}}},
        MatrixCase{"RVector", " [1] 1 2 3\n [4] 4 5", {{1, 2, 3, 4, 5}}},
        MatrixCase{"RMatrix", "K <- matrix(c(1, 2, 3, 4), nrow = 2)", {{1, 3}, {2, 4}}},
        MatrixCase{"RMatrixByRow", "matrix(c(1, 2, 3, 4), nrow=2, byrow=TRUE)", {{1, 2}, {3, 4}}},
        MatrixCase{"RBind", "rbind(c(1, 2), c(3, 4))", {{1, 2}, {3, 4}}},
        MatrixCase{"Mathematica", "{{1, 2}, {3*^-1, 4.*^2}}", {{1, 2}, {0.3F, 400}}},
        MatrixCase{"C",
                   "static const float k[2][2] = {\n  {1.0f, -1.f}, // edges\n  {0.5F, 2}, /* more */\n};",
                   {{1, -1}, {0.5F, 2}}},
        MatrixCase{"Markdown", "| a | b |\n|--:|:--|\n| 1 | 2 |\n| 3 | 4 |", {{1, 2}, {3, 4}}},
        MatrixCase{"Psql", " a | b \n---+---\n 1 | 2\n 3 | 4", {{1, 2}, {3, 4}}},
        MatrixCase{"Framed", "┌───┬───┐\n│ 1 │ 2 │\n├───┼───┤\n│ 3 │ 4 │\n└───┴───┘", {{1, 2}, {3, 4}}},
        MatrixCase{
            "Latex", "\\begin{bmatrix} 1 & -1 \\\\ \\frac{1}{9} & 2 \\end{bmatrix}", {{1, -1}, {float(1.0 / 9), 2}}},
        MatrixCase{"LatexTable",
                   "\\begin{tabular}{rr}\n\\hline\na & b \\\\ \\hline\n1 & 2 \\\\\n3 & 4 \\\\\n\\end{tabular}",
                   {{1, 2}, {3, 4}}},
        MatrixCase{
            "LatexArray", "$\\left[\\begin{array}{cc} 1 & 2 \\\\ 3 & 4 \\end{array}\\right]$", {{1, 2}, {3, 4}}},
        MatrixCase{"Html",
                   "<meta "
                   "charset='utf-8'><table><tr><th>a</th><th>b</th></tr>\n<tr><td>1</td><td><b>&minus;2</b></td></"
                   "tr></table>",
                   {{1, -2}}},
        MatrixCase{"HtmlOfCalc",
                   "<table cellspacing=\"0\"><colgroup width=\"85\"></colgroup><tr><td "
                   "sdval=\"0.5\">0,5</td><td>1</td></tr></table>",
                   {{0.5F, 1}}},
        MatrixCase{"Fortran", "1.5D-3 2.5d+2", {{1.5e-3F, 250}}}, MatrixCase{"Scalar", "tensor(5.)", {{5}}},
        MatrixCase{"Precision", "{{1.5`, 2.`20*^-1}}", {{1.5F, 0.2F}}},
        MatrixCase{"Python", ">>> a\narray([[1, 2],\n       [3, 4]])\n>>> ", {{1, 2}, {3, 4}}},
        MatrixCase{"PythonTyped", ">>> [[1, 2], [3, 4]]", {{1, 2}, {3, 4}}},
        MatrixCase{"IPython", "In [3]: a\nOut[3]: \narray([[1, 2],\n       [3, 4]])", {{1, 2}, {3, 4}}},
        MatrixCase{"JuliaTerminal", "julia> a\n2×2 Matrix{Int64}:\n 1  2\n 3  4", {{1, 2}, {3, 4}}},
        MatrixCase{"OctaveTerminal", "octave:1> a\na =\n\n   1   2\n   3   4\n\n", {{1, 2}, {3, 4}}},
        MatrixCase{"RTerminal", "> a\n     [,1] [,2]\n[1,]    1    2\n[2,]    3    4\n", {{1, 2}, {3, 4}}},
        MatrixCase{"ThreeAxesOfOne", "[[[1]]]", {{1}}}, MatrixCase{"Octave", "[1 2; 3 4]", {{1, 2}, {3, 4}}},
        MatrixCase{"NotFinite", "nan,inf,-inf", {{kNan, kInf, -kInf}}},
        MatrixCase{"TypographicMinus", "−1,2", {{-1, 2}}}),
    [](const auto& each) { return std::string(each.param.name); });

struct BadCase {
    const char* name;
    std::string text;
    Error error;
};
std::ostream& operator<<(std::ostream& out, const BadCase& c)
{
    return out << c.name;
}
class BadMatrix : public testing::TestWithParam<BadCase>
{
};
TEST_P(BadMatrix, IsRefused)
{
    const auto matrix = matrixFromText(GetParam().text);
    ASSERT_FALSE(matrix.ok());
    EXPECT_EQ(int(matrix.error().code), int(GetParam().error.code));
    EXPECT_EQ(matrix.error().arguments, GetParam().error.arguments);
}
INSTANTIATE_TEST_SUITE_P(
    MatrixText, BadMatrix,
    testing::Values(
        BadCase{"Empty", "", {ErrorCode::EmptyText}}, BadCase{"Blank", " \n\t ", {ErrorCode::EmptyText}},
        BadCase{"BomAlone", "\xEF\xBB\xBF", {ErrorCode::EmptyText}},
        BadCase{"EmptyBrackets", "[]", {ErrorCode::EmptyText}},
        BadCase{"EmptyRows", "[[], []]", {ErrorCode::EmptyText}},
        BadCase{"SemicolonAlone", ";", {ErrorCode::EmptyText}},
        BadCase{"Letters", "1,2\n3,abc", {ErrorCode::NotANumber, {"2", "2", "abc"}}},
        BadCase{"NumbersInTheHeader", "a,1\n1,2", {ErrorCode::NotANumber, {"1", "1", "a"}}},
        BadCase{"BelowTheHeader", "a,b\n1,x2y", {ErrorCode::NotANumber, {"2", "2", "x2y"}}},
        BadCase{"BesideTheNames", "k 1 2\nm 3 4x", {ErrorCode::NotANumber, {"2", "3", "4x"}}},
        BadCase{"MixedDecimals", "0.5\t1\n1,5\t2", {ErrorCode::MixedDecimals, {"2", "1", "1,5"}}},
        BadCase{"BadGroups", "12,5000\t0.5", {ErrorCode::MixedDecimals, {"1", "1", "12,5000"}}},
        BadCase{"EmptyFirstCells", ",1\n,2", {ErrorCode::NotANumber, {"1", "1", ""}}},
        BadCase{"EmptyTabs", "1\t\t3\n4\t5\t6", {ErrorCode::NotANumber, {"1", "2", ""}}},
        BadCase{"EmptyInBrackets", "[[1, 2], [3,, 4]]", {ErrorCode::NotANumber, {"2", "2", ""}}},
        BadCase{"FourAxes", "[[[[1],[2]]],[[[1],[2]]]]", {ErrorCode::TextShape, {"(2, 1, 2, 1)"}}},
        BadCase{"ShortenedRows", "[[1 2]\n ...\n [3 4]]", {ErrorCode::TextShortened, {"..."}}},
        BadCase{"ShortenedCells", "tensor([0., 1., ..., 8., 9.])", {ErrorCode::TextShortened, {"..."}}},
        BadCase{"ShortenedJulia", "3×3 Matrix{Int64}:\n 1 2 \u2026 3\n", {ErrorCode::TextShortened, {"\u2026"}}},
        BadCase{"Complex", "array([1.+2.j, 3.+0.j])", {ErrorCode::NotANumber, {"1", "1", "1.+2.j"}}},
        BadCase{"NotAnArray", "zeros(2, 2)", {ErrorCode::NotANumber, {"1", "2", "2)"}}},
        BadCase{"TwoPlanes", "# plane 1 of 2\n1\n# plane 2 of 2\n2\n", {ErrorCode::TextShape, {"(2, 1, 1)"}}},
        BadCase{"BeyondDouble", "1e999", {ErrorCode::NumberTooLarge, {"1", "1", "1e999"}}},
        BadCase{"EmptyCell", "1,,2", {ErrorCode::NotANumber, {"1", "2", ""}}},
        BadCase{"BeyondFloat", "1,1e39", {ErrorCode::NumberTooLarge, {"1", "2", "1e39"}}},
        BadCase{"Ragged", "1,2\n3\n", {ErrorCode::RaggedRows, {"2", "1", "2"}}},
        BadCase{"RaggedLonger", "1\n3 4\n", {ErrorCode::RaggedRows, {"2", "2", "1"}}},
        BadCase{"RaggedBrackets", "[[1, 2], [3]]", {ErrorCode::RaggedRows, {"2", "1", "2"}}},
        BadCase{"BracketNotClosed", "[[1, 2", {ErrorCode::NotANumber, {"1", "1", "[1, 2"}}},
        BadCase{"TextBetweenRows", "[[1], x, [2]]", {ErrorCode::NotANumber, {"2", "1", "x, [2]]"}}},
        BadCase{"Nul", std::string("1,\0002", 4), {ErrorCode::NotANumber, {"1", "2", std::string("\0002", 2)}}},
        BadCase{"LongText", std::string(100, 'x'), {ErrorCode::NotANumber, {"1", "1", std::string(40, 'x') + "…"}}}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(MatrixText, MatrixOfDoublesKeepsDoublePrecision)
{
    const auto matrix = matrix64FromText("-0.2113,-0.5195;1e39,0.1");
    ASSERT_TRUE(matrix.ok());
    EXPECT_EQ(*matrix, (Grid64{{-0.2113, -0.5195}, {1e39, 0.1}}));
}

TEST(MatrixText, CsvReadsBack)
{
    const Grid matrix{{0.1F, -2, 1e-20F}, {3.4028235e38F, 0, std::numeric_limits<float>::quiet_NaN()}};
    EXPECT_EQ(csvFromMatrix(Grid{{1, -1.5F}, {0, 100000}}), "1,-1.5\n0,100000\n");
    const auto back = matrixFromText(csvFromMatrix(matrix));
    ASSERT_TRUE(back.ok());
    EXPECT_EQ(*back, matrix);
}

// Dive into Deep Learning, 7.2.4: the learned kernel as the book prints it.
TEST(MatrixText, TensorIsAlignedAsPyTorchDoes)
{
    EXPECT_EQ(tensorText(Grid64{{0.95104, -1.02951}}), "[[ 0.9510, -1.0295]]");
    EXPECT_EQ(tensorText(Grid64{{-0.2113, -0.5195}}), "[[-0.2113, -0.5195]]");
    EXPECT_EQ(tensorText(Grid64{{0.5, 1}}), "[[0.5000, 1.0000]]");
    EXPECT_EQ(tensorText(Grid64{{1e38, -0.5}}), "[[ 1.0000e+38, -5.0000e-01]]");
    EXPECT_EQ(tensorText(Grid64{{1e8, 0}}), "[[100000000.0000,         0.0000]]");
    EXPECT_EQ(tensorText(Grid64{{1, -20}, {3, 4}}), "[[  1.0000, -20.0000],\n [  3.0000,   4.0000]]");
}

struct FormCase {
    const char* name;
    const char* text;
    TextSource source;
    Grid matrix;
    std::vector<Shape> others;
};
std::ostream& operator<<(std::ostream& out, const FormCase& c)
{
    return out << c.name;
}
class TextForms : public testing::TestWithParam<FormCase>
{
};
TEST_P(TextForms, AreDecidedOnceAndWhatElseTheyCouldBeIsSaid)
{
    const auto read = readMatrixText(GetParam().text, {.source = GetParam().source});
    ASSERT_TRUE(read.ok()) << int(read.error().code);
    EXPECT_EQ(read->planes.front(), GetParam().matrix) << csvFromMatrix(read->planes.front());
    std::vector<Shape> others;
    for (const auto& other : read->others) {
        others.push_back(other.shape);
        const auto again = readMatrixText(GetParam().text, {.source = GetParam().source, .form = other.form});
        ASSERT_TRUE(again.ok());
        EXPECT_EQ(again->planes.front().shape(), other.shape);
        EXPECT_EQ(again->planes.front().cells().front(), other.first);
        EXPECT_FALSE(again->planes.front() == GetParam().matrix);
    }
    EXPECT_EQ(others, GetParam().others);
}
constexpr TextSource kFile = TextSource::File, kTyped = TextSource::Typed;
INSTANTIATE_TEST_SUITE_P(
    MatrixText, TextForms,
    testing::Values(FormCase{"SemicolonsInAFile", "0,25;4,5;-1,75;3", kFile, {{0.25F, 4.5F, -1.75F, 3}}, {}},
                    FormCase{
                        "SemicolonsTyped", "0,25;4,5;-1,75;3", kTyped, {{0.25F}, {4.5F}, {-1.75F}, {3}}, {{1, 4}}},
                    FormCase{"RowsTyped", "1,-1;0,2", kTyped, {{1, -1}, {0, 2}}, {}},
                    FormCase{"RowsTypedOrDecimals", "1,2;3,4", kTyped, {{1, 2}, {3, 4}}, {{2, 1}, {1, 2}}},
                    FormCase{"ColumnTyped", "1;2", kTyped, {{1}, {2}}, {{1, 2}}},
                    FormCase{"SemicolonsOnLines", "1;2\n3;4", kTyped, {{1, 2}, {3, 4}}, {}},
                    FormCase{"OneCommaAlone", "0,5", kFile, {{0, 5}}, {{1, 1}}},
                    FormCase{"TwoColumnsOrOne", "1,2\n3,4", kFile, {{1, 2}, {3, 4}}, {{2, 1}}},
                    FormCase{"CommaAndBlank", "1, 2\n3, 4", kFile, {{1, 2}, {3, 4}}, {}},
                    FormCase{"ThreeColumns", "1,2,3\n4,5,6", kFile, {{1, 2, 3}, {4, 5, 6}}, {}},
                    FormCase{"GroupOrDecimal", "12,500\t1", kFile, {{12.5F, 1}}, {{1, 2}}},
                    FormCase{"GroupOrPoint", "12.500\t1", kFile, {{12.5F, 1}}, {{1, 2}}},
                    FormCase{"BlankOrGroup", "12 500", kTyped, {{12, 500}}, {{1, 1}}},
                    FormCase{"BlankAndComma", "12 500,5", kFile, {{12, 500.5F}}, {{1, 1}}},
                    FormCase{"BrokenRow", "[1 2\n 3 4]", kTyped, {{1, 2}, {3, 4}}, {{1, 4}}}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(MatrixText, SaysWhatItLeftOut)
{
    const auto read = readMatrixText("x,y,z\na,1,2\nb,3,4\n");
    ASSERT_TRUE(read.ok());
    EXPECT_TRUE(read->header);
    EXPECT_TRUE(read->names);
    const auto plain = readMatrixText("1,2\n3,4,\n5,6\n");
    EXPECT_FALSE(plain.ok());
}

TEST(MatrixText, FillsEmptyCellsOnlyWhenAsked)
{
    constexpr const char* kText = "1,,2\n3,4,5\n";
    EXPECT_FALSE(readMatrixText(kText).ok());
    const auto zero = readMatrixText(kText, {.empty = EmptyCells::Zero});
    ASSERT_TRUE(zero.ok());
    EXPECT_EQ(zero->planes.front(), (Grid{{1, 0, 2}, {3, 4, 5}}));
    EXPECT_EQ(zero->emptyCells, 1);
    const auto nan = readMatrixText(kText, {.empty = EmptyCells::Nan});
    ASSERT_TRUE(nan.ok());
    EXPECT_TRUE(std::isnan(nan->planes.front().at(0, 1)));
}

TEST(MatrixText, PlanesAreMarkedByALineOfTheirOwn)
{
    const std::vector<Grid> planes{{{1, 2}}, {{3, 4}}, {{5, -0.5F}}};
    EXPECT_EQ(csvFromPlanes(planes), "# plane 1 of 3\n1,2\n# plane 2 of 3\n3,4\n# plane 3 of 3\n5,-0.5\n");
    const auto back = readMatrixText(csvFromPlanes(planes), {.source = TextSource::File});
    ASSERT_TRUE(back.ok());
    EXPECT_EQ(back->planes, planes);
    const auto apart = readMatrixText("1,2\n\n3,4\n\n5,6\n");
    ASSERT_TRUE(apart.ok());
    EXPECT_EQ(apart->planes.size(), 1U) << "blank lines make no planes";
    const auto nested = readMatrixText("[[[1, 2]], [[3, 4]], [[5, -0.5]]]");
    ASSERT_TRUE(nested.ok());
    EXPECT_EQ(nested->planes, planes);
}

TEST(MatrixText, EveryEncodingIsTheSameText)
{
    const std::string plain = "1,5;-2\n3;4\n";
    std::string little = "\xFF\xFE", big = "\xFE\xFF";
    for (const char c : plain) {
        (little += c) += '\0';
        (big += '\0') += c;
    }
    EXPECT_EQ(textOfBytes(plain), plain);
    EXPECT_EQ(textOfBytes("\xEF\xBB\xBF" + plain), plain);
    EXPECT_EQ(textOfBytes(little), plain);
    EXPECT_EQ(textOfBytes(big), plain);
    EXPECT_EQ(textOfBytes(little.substr(2)), plain);
    EXPECT_EQ(textOfBytes(big.substr(2)), plain);
    EXPECT_EQ(textOfBytes("12\xA0"
                          "500"),
              "12\u00A0"
              "500")
        << "Latin-1";
    EXPECT_EQ(textOfBytes("1\r\n2\r3\n"), "1\n2\n3\n");
    EXPECT_EQ(textOfBytes("\u2212"
                          "1"),
              "\u2212"
              "1");
}

/// Random bits that are numbers, in all sizes of magnitude.
Grid randomMatrix(std::mt19937& random, int leastCols)
{
    std::uniform_int_distribution<int> rows(1, 4), cols(leastCols, 4);
    Grid matrix({rows(random), cols(random)});
    for (float& cell : matrix.cells())
        do
            cell = std::bit_cast<float>(std::uint32_t(random()));
        while (std::isnan(cell));
    return matrix;
}

std::string joined(GridView<float> matrix, const char* between, const char* rows, std::string (*text)(double))
{
    std::string all;
    for (int r = 0; r < matrix.rows(); ++r) {
        all += r > 0 ? rows : "";
        for (int c = 0; c < matrix.cols(); ++c)
            (all += c > 0 ? between : "") += text(double(matrix.at(r, c)));
    }
    return all;
}

// 10⁵ matrices: what is written in any of the forms is read back bit for bit.
TEST(MatrixText, WhatIsWrittenIsReadBackBitForBit)
{
    std::mt19937 random(3);
    const auto plain = [](double value) { return shortest(float(value)); };
    const auto comma = [](double value) {
        std::string text = shortest(float(value));
        std::replace(text.begin(), text.end(), '.', ',');
        return text;
    };
    const auto shown = [](double value) { return display(value, 9); };
    for (int i = 0; i < 100'000; ++i) {
        // A single column of decimal commas has no separator that would tell it from two columns.
        const Grid matrix = randomMatrix(random, i % 8 == 1 || i % 8 == 2 ? 2 : 1);
        std::string text;
        TextSource source = TextSource::File;
        switch (i % 8) {
        case 0:
            text = csvFromMatrix(matrix);
            break;
        case 1:
            text = joined(matrix, "\t", "\n", comma);
            break;
        case 2:
            text = joined(matrix, ";", "\r\n", comma);
            break;
        case 3:
            text = "[[" + joined(matrix, ", ", "],\n [", plain) + "]]";
            break;
        case 4:
            text = joined(matrix, ",", ";", plain);
            source = TextSource::Typed;
            break;
        case 5:
            text = "{{" + joined(matrix, ", ", "}, {", plain) + "}}";
            break;
        case 6:
            text = "| " + joined(matrix, " | ", " |\n| ", plain) + " |";
            break;
        default:
            text = joined(matrix, "\t", "\n", shown);
        }
        const auto back = readMatrixText(textOfBytes(text), {.source = source});
        ASSERT_TRUE(back.ok()) << text << int(back.error().code);
        ASSERT_EQ(back->planes.front(), matrix) << text;
    }
}

/// The index of texts/: of each file the number of rows and columns, and the numbers as their digits stand in it.
struct PrintedText {
    std::string file;
    int rows = 0, cols = 0;
    std::vector<float> numbers;
};
std::vector<PrintedText> printedTexts()
{
    std::vector<PrintedText> texts;
    std::ifstream index(LAB_TEST_DATA "/texts/index.csv");
    for (std::string line; std::getline(index, line);) {
        std::istringstream fields(line);
        PrintedText text;
        char separator = 0;
        std::getline(fields, text.file, ';');
        fields >> text.rows >> separator >> text.cols >> separator;
        for (std::string number; fields >> number;)
            text.numbers.push_back(float(std::strtod(number.c_str(), nullptr)));
        texts.push_back(std::move(text));
    }
    return texts;
}

// Matrices as NumPy, PyTorch, pandas, Octave and R print and save them (tests/data/make_texts.py).
TEST(MatrixText, ReadsWhatProgramsPrint)
{
    const auto texts = printedTexts();
    EXPECT_GT(texts.size(), 250U);
    for (const PrintedText& text : texts) {
        std::ifstream file(LAB_TEST_DATA "/texts/" + text.file, std::ios::binary);
        const std::string bytes((std::istreambuf_iterator<char>(file)), {});
        const auto read = readMatrixText(textOfBytes(bytes), {.source = TextSource::File});
        if (!read) {
            ADD_FAILURE() << text.file << ": error " << int(read.error().code) << "\n" << bytes.substr(0, 400);
            continue;
        }
        const Grid& matrix = read->planes.front();
        EXPECT_EQ(matrix.shape(), (Shape{text.rows, text.cols})) << text.file << "\n" << bytes.substr(0, 400);
        const auto same = [](float a, float b) { return a == b || (std::isnan(a) && std::isnan(b)); };
        EXPECT_TRUE(
            std::equal(matrix.cells().begin(), matrix.cells().end(), text.numbers.begin(), text.numbers.end(), same))
            << text.file << "\n"
            << bytes.substr(0, 400) << "\n"
            << csvFromMatrix(matrix).substr(0, 400);
    }
}

} // namespace
