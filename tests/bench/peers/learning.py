#!/usr/bin/python3
# SPDX-FileCopyrightText: Corr2D Lab contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One epoch of learning here and in PyTorch, in turn, on one thread.

Needs Debian's python3-torch, and the benchmark: scripts/bench --benchmark_filter='^toy' builds it. Then
tests/bench/peers/learning.py [build/bench/tests/bench/corr2d_bench]
"""

import json
import subprocess
import sys
import time

import torch

ROUNDS = 3
PROBLEMS = [  # name, input, kernel, epochs a round
    ("toy", (6, 8), (1, 2), 3000),
    ("512x512 5x5", (512, 512), (5, 5), 20),
    ("12MP 3x3", (3000, 4000), (3, 3), 2),
]


def torch_epoch(x, kernel, epochs):
    """Least seconds of output, sum of squared errors, and gradient of the kernel."""
    inputs = torch.rand(1, 1, *x)
    weights = torch.rand(1, 1, *kernel, requires_grad=True)
    target = torch.rand(1, 1, x[0] - kernel[0] + 1, x[1] - kernel[1] + 1)
    least = float("inf")
    for _ in range(epochs):
        begin = time.perf_counter()
        loss = ((torch.nn.functional.conv2d(inputs, weights) - target) ** 2).sum()
        loss.backward()
        least = min(least, time.perf_counter() - begin)
        weights.grad = None
    return least


def our_epoch(program, name):
    """Least seconds of the same, as the benchmark counts it."""
    out = subprocess.run(
        [program, f"--benchmark_filter=^epoch/{name}/1 thr", "--benchmark_format=json"],
        check=True, capture_output=True, text=True).stdout
    return min(run["epoch_us"] for run in json.loads(out)["benchmarks"]) * 1e-6


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else "build/bench/tests/bench/corr2d_bench"
    torch.set_num_threads(1)
    print(f"| one epoch, one thread | ours | PyTorch {torch.__version__} | ours / PyTorch |\n|---|---|---|---|")
    for name, x, kernel, epochs in PROBLEMS:
        ours = theirs = float("inf")
        for _ in range(ROUNDS):
            theirs = min(theirs, torch_epoch(x, kernel, epochs))
            ours = min(ours, our_epoch(program, name))
        print(f"| {name} | {ours * 1e6:.3g} µs | {theirs * 1e6:.3g} µs | {ours / theirs:.4f} |")


main()
