// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/report.h"

#include "tests/bench/limits.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <limits>
#include <thread>

namespace lab::bench
{

namespace
{

struct Row {
    std::string name, path, peer;
    double ours, theirs; ///< seconds; theirs is 0 without a peer
    Work work;
};

std::vector<Row>& rows()
{
    static std::vector<Row> all;
    return all;
}

std::string timeText(double seconds)
{
    char text[32];
    if (seconds < 1e-6)
        std::snprintf(text, sizeof text, "%.0f ns", seconds * 1e9);
    else if (seconds < 1e-3)
        std::snprintf(text, sizeof text, "%.3g µs", seconds * 1e6);
    else
        std::snprintf(text, sizeof text, "%.3g ms", seconds * 1e3);
    return text;
}

/// The least time in which the machine could do it, by what limits it more.
double fraction(const Row& row)
{
    const double compute = 2 * row.work.products / 1e9 / limits().gflops;
    const double memory = row.work.bytes / 1e9 / limits().gigabytes;
    return std::max(compute, memory) / row.ours;
}

} // namespace

Grid noise(Shape shape, float low, float high)
{
    Grid grid(shape);
    std::uint32_t state = 1;
    for (float& v : grid.cells()) {
        state = state * 1664525U + 1013904223U;
        v = low + (high - low) * float(state >> 8) * 0x1p-24F;
    }
    return grid;
}

void inTurn(benchmark::State& state, const std::string& name, const std::string& path, const Work& work,
            const std::function<void()>& ours, const std::vector<PeerPath>& peers)
{
    limits();
    ours(); // the first run pays for memory
    Row row{.name = name, .path = path, .peer = {}, .ours = 1e9, .theirs = 0, .work = work};
    std::vector<double> least(peers.size(), 1e9);
    for ([[maybe_unused]] const auto _ : state) {
        const double seconds = secondsOf(ours);
        row.ours = std::min(row.ours, seconds);
        double turn = seconds;
        for (std::size_t p = 0; p < peers.size(); ++p) {
            const double theirs = secondsOf(peers[p].run);
            least[p] = std::min(least[p], theirs);
            turn += theirs;
        }
        state.SetIterationTime(turn);
    }
    if (!peers.empty()) {
        const auto best = std::min_element(least.begin(), least.end());
        row.theirs = *best;
        row.peer = peers[std::size_t(best - least.begin())].name;
        state.counters["peer_us"] = row.theirs * 1e6;
        state.counters["ratio"] = row.ours / row.theirs;
    }
    state.counters["ours_us"] = row.ours * 1e6;
    state.counters["GFLOPs"] = 2 * work.products / row.ours / 1e9;
    state.counters["GBs"] = work.bytes / row.ours / 1e9;
    state.SetLabel(path + (row.peer.empty() ? "" : " : " + row.peer));

    // A case is run several times, at first shortly to see how long it takes: the best of all counts.
    const auto same = [&](const Row& other) { return other.name == name; };
    const auto known = std::find_if(rows().begin(), rows().end(), same);
    if (known == rows().end()) {
        rows().push_back(row);
        return;
    }
    known->ours = std::min(known->ours, row.ours);
    if (row.theirs < known->theirs) {
        known->theirs = row.theirs;
        known->peer = row.peer;
    }
}

bool writeTable(const std::string& path)
{
    limits().refresh();
    std::ofstream out(path);
    char line[256];
    std::snprintf(
        line, sizeof line,
        "One thread of this machine: %.0f GFLOP/s of fused multiply-adds on registers (%s), %.1f GB/s copied; "
        "%u processors. Peer: %s.\n\n",
        limits().gflops, limits().instructions.c_str(), limits().gigabytes, std::thread::hardware_concurrency(),
        peerName().empty() ? "none" : peerName().c_str());
    out << line << "| case | path | ours | peer | ours / peer | GFLOP/s | GB/s | of the limit |\n"
        << "|---|---|---|---|---|---|---|---|\n";
    for (const Row& row : rows()) {
        std::string peer = "–", ratio = "–";
        if (row.theirs > 0) {
            peer = timeText(row.theirs) + " (" + row.peer + ")";
            std::snprintf(line, sizeof line, "%.2f", row.ours / row.theirs);
            ratio = line;
        }
        std::snprintf(line, sizeof line, "| %.1f | %.1f | %.0f %% |\n", 2 * row.work.products / row.ours / 1e9,
                      row.work.bytes / row.ours / 1e9, 100 * fraction(row));
        out << "| " << row.name << " | " << row.path << " | " << timeText(row.ours) << " | " << peer << " | " << ratio
            << ' ' << line;
    }
    out.flush();
    return bool(out);
}

} // namespace lab::bench
