// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/code/cpp_parts.h"
#include "core/code/languages.h"

#include <algorithm>
#include <array>

namespace lab
{

namespace
{

struct CppBorder {
    Border border;
    std::string_view comment;
    std::string_view body; ///< of a function of index i and size n
};

constexpr std::array kCppBorders{
    CppBorder{Border::Zero, "No cell: a zero stands there.", "return i < 0 || i >= n ? -1 : i;"},
    CppBorder{Border::Replicate, "The nearest cell.", "return i < 0 ? 0 : i >= n ? n - 1 : i;"},
    CppBorder{Border::Reflect, "Mirrored at the middle of the outermost cell.",
              "const int period = n > 1 ? 2 * n - 2 : 1, at = (i % period + period) % period;\n"
              "return at < n ? at : period - at;"},
    CppBorder{Border::Symmetric, "Mirrored at the edge.",
              "const int period = 2 * n, at = (i % period + period) % period;\n"
              "return at < n ? at : period - 1 - at;"},
    CppBorder{Border::Circular, "The other side.", "return (i % n + n) % n;"},
};

constexpr std::array<std::string_view, 14> kReadNpy{
    "/// Planes of 32-bit floats as NumPy stores them.",
    "Planes readNpy(const char* name, std::size_t planes, std::size_t rows, std::size_t cols)",
    "{",
    "    std::ifstream file(name, std::ios::binary);",
    "    char head[10];",
    "    file.read(head, 10);",
    "    file.seekg(10 + (unsigned char)head[8] + 256 * (unsigned char)head[9]);",
    "    Planes numbers(planes, Matrix(rows, std::vector<float>(cols)));",
    "    for (Matrix& plane : numbers)",
    "        for (std::vector<float>& row : plane)",
    "            file.read(reinterpret_cast<char*>(row.data()), std::streamsize(row.size() * sizeof(float)));",
    "    assert(file);",
    "    return numbers;",
    "}"};

/// The border rules that windows reach, in the order of the table.
std::vector<CppBorder> bordersIn(const Computation& work)
{
    std::vector<const Geometry*> geometries;
    for (const CodeLayer& one : work.layers)
        geometries.push_back(&one.geometry);
    if (work.run)
        geometries.push_back(&work.run->geometry);
    if (work.run && work.run->hidden)
        geometries.push_back(&work.run->hidden->geometry);
    std::vector<CppBorder> found;
    for (const CppBorder& border : kCppBorders)
        if (std::any_of(geometries.begin(), geometries.end(), [&](const Geometry* g) {
                return g->border == border.border && (g->rows.margin != Margin{} || g->cols.margin != Margin{});
            }))
            found.push_back(border);
    return found;
}

bool readsFiles(const Computation& work)
{
    const auto large = [](Shape shape) { return shape.cells() > kMostWrittenCells; };
    bool any = tooManyToWrite(work.inputs) || (!work.outputs.empty() && tooManyToWrite(work.outputs));
    for (const CodeLayer& one : work.layers)
        any |= !one.layer.pools() && large(one.layer.kernel.shape());
    if (work.run)
        any |= work.run->hidden ? large(work.run->hidden->layer.kernel.shape()) : tooManyToWrite(work.run->targets);
    return any;
}

void writeCppHead(CodeWriter& code, const Computation& work)
{
    code.comment("Nothing but the standard library: g++ -std=c++17 thisfile.cpp && ./a.out");
    for (const char* header : {"algorithm", "cassert", "cmath", "cstddef", "fstream", "vector"})
        code.line("#include <" + std::string(header) + ">");
    code.blank();
    code.line("using Matrix = std::vector<std::vector<float>>;");
    code.line("using Planes = std::vector<Matrix>;");
    for (const CppBorder& border : bordersIn(work)) {
        code.blank();
        code.comment("Which of n cells stands at index i. " + std::string(border.comment));
        code.line("int " + std::string(infoOf(border.border).id) + "(int i, int n)");
        code.line("{");
        code.indent();
        const std::string_view body = border.body;
        const auto end = body.find('\n');
        code.line(body.substr(0, end));
        if (end != std::string_view::npos)
            code.line(body.substr(end + 1));
        closeCpp(code, 1);
    }
    if (readsFiles(work)) {
        code.blank();
        for (const std::string_view line : kReadNpy)
            code.line(line);
    }
    code.blank();
}

void writeCppAssert(CodeWriter& code, const Computation& work)
{
    const Shape shape = work.outputs.front().shape();
    code.blank();
    writeCppArray(code, "expected", "output.npy", work.outputs);
    for (const std::string& line : toleranceLines(work))
        code.comment(line);
    code.line("const double tolerance = " + cppNumber(work.tolerance) + ";");
    openCppPlanes(code, work.planes());
    openCppLoop(code, "i", shape.rows, CodeRole::Plain);
    openCppLoop(code, "j", shape.cols, CodeRole::Plain);
    code.line("const double is = " + cppCell("x", work.planes(), "i", "j") +
              ", meant = " + cppCell("expected", work.planes(), "i", "j") + ";");
    code.line("assert(is == meant || (is != is && meant != meant) || std::abs(is - meant) <= tolerance);",
              CodeRole::Assert);
    closeCpp(code, work.planes() > 1 ? 3 : 2);
}

} // namespace

Code codeInCpp(const Computation& work)
{
    CodeWriter code("//");
    writeCppHead(code, work);
    code.line("int main()");
    code.line("{");
    code.indent();
    writeCppArray(code, "x", "input.npy", work.inputs);
    for (std::size_t l = 0; l < work.layers.size(); ++l) {
        code.blank();
        code.setLayer(int(l));
        code.comment(headingOf(work.layers[l], int(l) + 1), CodeRole::Layer);
        code.line("{");
        code.indent();
        const Shape shape = work.layers[l].geometry.output();
        code.line(cppMap("y", shape, work.planes()));
        writeCppLayer(code, work.layers[l], int(l) + 1, work.planes(), "y");
        code.line("x = y;", CodeRole::Plain);
        closeCpp(code, 1);
    }
    code.setLayer(-1);
    if (work.run)
        writeCppRun(code, work);
    else
        writeCppAssert(code, work);
    code.line("return 0;");
    closeCpp(code, 1);
    return code.take();
}

} // namespace lab
