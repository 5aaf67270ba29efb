// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// write_code COUNT FIRST FOLDER: random sessions from number FIRST on as code, each in a folder of its own, for
// tests/data/run_code.py to run.

#include "core/code/code_targets.h"
#include "core/numbers/npy.h"
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

} // namespace

int main(int argc, char** argv)
{
    if (argc != 4) {
        std::fputs("write_code COUNT FIRST FOLDER\n", stderr);
        return 2;
    }
    const auto count = std::uint32_t(std::atoi(argv[1])), first = std::uint32_t(std::atoi(argv[2]));
    for (std::uint32_t number = first; number < first + count; ++number)
        writeSession(number, std::filesystem::path(argv[3]) / std::to_string(number));
    return 0;
}
