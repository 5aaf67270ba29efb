// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/code/computation.h"
#include "core/code/literals.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lab
{

/// More cells than this are read from a file and not written into the code.
inline constexpr std::int64_t kMostWrittenCells = 4096;

/// Puts code together, line by line.
class CodeWriter
{
public:
    explicit CodeWriter(std::string_view commentMark) : m_mark(commentMark) {}

    void line(std::string_view text, CodeRole role = CodeRole::Plain);
    void blank();
    void comment(std::string_view text, CodeRole role = CodeRole::Plain);
    void setLayer(int layer) { m_layer = layer; } ///< of the lines that follow; −1: none
    void indent() { ++m_depth; }
    void outdent() { --m_depth; }

    /// `opening`, the numbers, `closing`; or, where they are too many, their file by its name between `fromFile` and
    /// `fileEnd`.
    struct ArrayTexts {
        std::string opening, closing, fromFile, fileEnd;
    };
    void array(std::string_view file, const std::vector<Plane>& planes, const ArrayMarks& marks,
               const ArrayTexts& texts);
    void needs(CodeFile file) { m_code.files.push_back(std::move(file)); }
    Code take() { return std::move(m_code); }

private:
    Code m_code;
    std::string m_mark;
    int m_layer = -1;
    int m_depth = 0;
};

/// Comments, one for each line.
void writeComments(CodeWriter& code, const std::vector<std::string>& lines);
/// Whether the planes are read from a file.
bool tooManyToWrite(const std::vector<Plane>& planes);
/// One plane that stays as it is.
std::vector<Plane> planeOf(const Grid& numbers);

/// "Layer 2: convolution of a 5×5 map with a 3×3 kernel, stride 2, same padding of zeros".
std::string headingOf(const CodeLayer& one, int number);
/// Why the assert allows as much as it does, a line each.
std::vector<std::string> toleranceLines(const Computation& work);
/// The same of a learning run.
std::vector<std::string> runToleranceLines();
/// What is learned, from where, and how, a line each.
std::vector<std::string> runLines(const Computation& work);
/// The epochs from which on the rate is another one, and that rate.
std::vector<std::pair<int, double>> rateSwitches(const CodeRun& run);

} // namespace lab
