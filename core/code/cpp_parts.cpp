// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/code/cpp_parts.h"

#include <array>

namespace lab
{

namespace
{

bool reachesMargin(const Geometry& g)
{
    return g.rows.margin != Margin{} || g.cols.margin != Margin{};
}

std::string mappedIndex(const Geometry& g, const std::string& index, int size)
{
    return std::string(infoOf(g.border).id) + "(" + index + ", " + std::to_string(size) + ")";
}

void openCells(CodeWriter& code, const Geometry& g)
{
    openCppLoop(code, "i", g.rows.output, CodeRole::RowLoop);
    openCppLoop(code, "j", g.cols.output, CodeRole::ColumnLoop);
}

void openTaps(CodeWriter& code, const Geometry& g)
{
    openCppLoop(code, "a", g.rows.kernel, CodeRole::WindowRowLoop);
    openCppLoop(code, "b", g.cols.kernel, CodeRole::WindowColumnLoop);
}

/// As `sum`.
void writeLargest(CodeWriter& code, const Geometry& g, int planes)
{
    code.line("double sum = -INFINITY;");
    openTaps(code, g);
    if (reachesMargin(g)) {
        code.line("const int row = " + mappedIndex(g, tapIndex("i", "a", g.rows, false), g.rows.input) +
                      ", col = " + mappedIndex(g, tapIndex("j", "b", g.cols, false), g.cols.input) + ";",
                  CodeRole::Window);
        code.line("if (row < 0 || col < 0)", CodeRole::Window);
        code.line("    continue; // no number of the padding is the largest", CodeRole::Window);
        code.line("const double value = " + cppCell("x", planes, "row", "col") + ";", CodeRole::Window);
    } else {
        writeCppValue(code, g, planes, CodeRole::Window);
    }
    code.line("sum = value > sum || value != value ? value : sum;", CodeRole::Product);
    closeCpp(code, 2);
}

void writeAverage(CodeWriter& code, const Geometry& g, int planes)
{
    code.line("double sum = 0;");
    openTaps(code, g);
    writeCppValue(code, g, planes, CodeRole::Window);
    code.line("sum += value;", CodeRole::Product);
    closeCpp(code, 2);
    code.line("sum /= " + std::to_string(g.taps()) + ";", CodeRole::Product);
}

} // namespace

std::string cppCell(std::string_view name, int planes, std::string_view row, std::string_view col)
{
    const std::string plane = planes > 1 ? "[c]" : "";
    return std::string(name) + plane + "[" + std::string(row) + "][" + std::string(col) + "]";
}

void openCppLoop(CodeWriter& code, std::string_view index, int count, CodeRole role)
{
    const std::string i(index);
    code.line("for (int " + i + " = 0; " + i + " < " + std::to_string(count) + "; ++" + i + ") {", role);
    code.indent();
}

void openCppPlanes(CodeWriter& code, int planes)
{
    if (planes > 1)
        openCppLoop(code, "c", planes, CodeRole::PlaneLoop);
}

void closeCpp(CodeWriter& code, int blocks)
{
    for (int block = 0; block < blocks; ++block) {
        code.outdent();
        code.line("}");
    }
}

std::string cppWeight(std::string_view name, const Geometry& g)
{
    const bool turned = g.operation == Operation::Convolution;
    const auto index = [&](std::string_view tap, int size) {
        return turned ? std::to_string(size - 1) + " - " + std::string(tap) : std::string(tap);
    };
    return std::string(name) + "[" + index("a", g.rows.kernel) + "][" + index("b", g.cols.kernel) + "]";
}

void writeCppValue(CodeWriter& code, const Geometry& g, int planes, CodeRole role)
{
    const std::string row = tapIndex("i", "a", g.rows, false), col = tapIndex("j", "b", g.cols, false);
    if (!reachesMargin(g))
        return code.line("const double value = " + cppCell("x", planes, row, col) + ";", role);
    code.line("const int row = " + mappedIndex(g, row, g.rows.input) +
                  ", col = " + mappedIndex(g, col, g.cols.input) + ";",
              role);
    const std::string cell = cppCell("x", planes, "row", "col");
    code.line(g.border == Border::Zero ? "const double value = row < 0 || col < 0 ? 0.0F : " + cell + ";"
                                       : "const double value = " + cell + ";",
              role);
}

void writeCppSum(CodeWriter& code, const Geometry& g, int planes, const std::string& weight, CodeRole role)
{
    code.line("double sum = 0;");
    openTaps(code, g);
    writeCppValue(code, g, planes, CodeRole::Window);
    code.line("sum += value * " + weight + ";", role);
    closeCpp(code, 2);
}

void writeCppArray(CodeWriter& code, std::string_view name, std::string_view file, const std::vector<Plane>& planes)
{
    const bool several = planes.size() > 1;
    const Shape shape = planes.front().shape();
    const std::string set = std::string(several ? "Planes " : "Matrix ") + std::string(name);
    const std::string sizes = ", " + std::to_string(planes.size()) + ", " + std::to_string(shape.rows) + ", " +
                              std::to_string(shape.cols) + ")";
    code.array(file, planes, kCppArray, {set, ";", set + " = readNpy(\"", "\"" + sizes + (several ? ";" : "[0];")});
}

std::string cppMap(std::string_view name, Shape shape, int planes)
{
    const std::string map =
        "Matrix(" + std::to_string(shape.rows) + ", std::vector<float>(" + std::to_string(shape.cols) + "))";
    if (planes == 1)
        return "Matrix " + std::string(name) + " = " + map + ";";
    return "Planes " + std::string(name) + "(" + std::to_string(planes) + ", " + map + ");";
}

void writeCppLayer(CodeWriter& code, const CodeLayer& one, int number, int planes, std::string_view y)
{
    constexpr std::array<std::string_view, 4> kActivations{"sum", "sum < 0 ? 0 : sum", "std::tanh(sum)",
                                                           "1 / (1 + std::exp(-sum))"};
    const Geometry& g = one.geometry;
    if (!one.layer.pools())
        writeCppArray(code, "kernel", "kernel" + (number > 0 ? std::to_string(number) : "") + ".npy",
                      planeOf(one.layer.kernel));
    openCppPlanes(code, planes);
    openCells(code, g);
    if (one.layer.kind == LayerKind::MaxPool)
        writeLargest(code, g, planes);
    else if (one.layer.kind == LayerKind::AveragePool)
        writeAverage(code, g, planes);
    else
        writeCppSum(code, g, planes, cppWeight("kernel", g), CodeRole::Product);
    if (!one.layer.pools())
        code.line("sum += " + cppNumber(one.layer.bias) + ";", CodeRole::Bias);
    if (one.layer.activates() != Activation::None)
        code.line("sum = " + std::string(kActivations[std::size_t(one.layer.activation)]) + ";",
                  CodeRole::Activation);
    code.line(cppCell(y, planes, "i", "j") + " = float(sum);", CodeRole::Store);
    closeCpp(code, planes > 1 ? 3 : 2);
}

} // namespace lab
