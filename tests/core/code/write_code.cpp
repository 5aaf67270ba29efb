// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// write_code COUNT FIRST FOLDER: random sessions from number FIRST on as code, each in a folder of its own, for
// tests/data/run_code.py to run.

#include "core/code/code_targets.h"
#include "core/code/latex.h"
#include "core/numbers/npy.h"
#include "core/session/evaluate.h"
#include "tests/core/code/random_sessions.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace
{

using namespace lab;

void write(const std::filesystem::path& path, const std::string& bytes)
{
    std::ofstream file(path, std::ios::binary);
    file << bytes;
    if (!file) {
        std::fprintf(stderr, "%s cannot be written.\n", path.c_str());
        std::exit(1);
    }
}

void writeSession(std::uint32_t number, const std::filesystem::path& folder)
{
    const test::RandomSession drawn = test::randomSession(number);
    const auto work = computationOf(drawn.session, drawn.subject);
    std::filesystem::create_directories(folder);
    for (const CodeTarget& target : codeTargets()) {
        const Code code = target.write(*work);
        write(folder / (std::string(target.id) + "." + std::string(target.extension)), textOf(code));
        for (const CodeFile& file : code.files) {
            std::vector<Grid> planes;
            for (const Plane& plane : file.planes)
                planes.push_back(test::copyOf<float>(plane));
            if (!planes.empty())
                write(folder / file.name, npyFromPlanes(std::span<const Grid>(planes)));
        }
    }
}

/// A window of each session.
std::string latexOf(std::uint32_t number)
{
    const Session session = test::randomSession(number).session;
    const auto geometries = resolve(session.input->shape(), session.layers);
    const auto evaluated = evaluate(session, {});
    if (!geometries || !evaluated)
        return {};
    test::Random random(number);
    const auto layer = std::size_t(random.integer(0, int(session.layers.size()) - 1));
    const Geometry& geometry = (*geometries)[layer];
    const OutputCell cell{random.integer(0, geometry.rows.output - 1), random.integer(0, geometry.cols.output - 1)};
    const GridView<float> x = layer == 0 ? session.inputPlane(0) : evaluated->maps[layer - 1][0].view();
    const GridView<float> y = evaluated->maps[layer][0].view();
    return latexBody({x, session.layers[layer], geometry, y, cell}) + "\n\\clearpage\n" +
           (y.cols() <= 9 ? latexTable(y) : std::string());
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 4) {
        std::fputs("write_code COUNT FIRST FOLDER\n", stderr);
        return 2;
    }
    const auto count = std::uint32_t(std::atoi(argv[1])), first = std::uint32_t(std::atoi(argv[2]));
    const std::filesystem::path folder = argv[3];
    std::string latex;
    for (std::uint32_t number = first; number < first + count; ++number) {
        writeSession(number, folder / std::to_string(number));
        latex += latexOf(number);
    }
    write(folder / "document.tex", latexDocument(latex));
    return 0;
}
