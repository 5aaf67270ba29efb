// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Build with CMAKE_BUILD_TYPE=Release, or run scripts/bench: the numbers of a debug build say nothing.
// corr2d_bench [--table=FILE] [what Google Benchmark understands]

#include "tests/bench/report.h"

#include <cstdio>
#include <cstring>

int main(int argc, char** argv)
{
    std::string table;
    std::vector<char*> arguments;
    for (int i = 0; i < argc; ++i) {
        constexpr const char* kTable = "--table=";
        if (std::strncmp(argv[i], kTable, std::strlen(kTable)) == 0)
            table = argv[i] + std::strlen(kTable);
        else
            arguments.push_back(argv[i]);
    }
    int count = int(arguments.size());
    benchmark::Initialize(&count, arguments.data());
    if (benchmark::ReportUnrecognizedArguments(count, arguments.data()))
        return 2;
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    if (!table.empty() && !lab::bench::writeTable(table)) {
        std::fprintf(stderr, "The table could not be written to %s.\n", table.c_str());
        return 1;
    }
    return 0;
}
