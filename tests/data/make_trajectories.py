#!/usr/bin/python3
# SPDX-FileCopyrightText: Corr2D Lab contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes torch_trajectories.csv: 100 epochs of each optimiser of PyTorch on the book's arrays, in double precision.

Needs Debian's python3-torch (made with 1.13.0). Columns: optimiser, bias learned, rate, epoch, loss before the update,
weights and bias after it.
"""

import pathlib

import torch

X = torch.ones(6, 8, dtype=torch.float64)
X[:, 2:6] = 0
Y = torch.zeros(6, 7, dtype=torch.float64)
Y[:, 1] = 1
Y[:, 5] = -1

OPTIMISERS = {
    "gradient-descent": (0.01, lambda p, r: torch.optim.SGD(p, r)),
    "momentum": (0.004, lambda p, r: torch.optim.SGD(p, r, momentum=0.9)),
    "nesterov": (0.004, lambda p, r: torch.optim.SGD(p, r, momentum=0.9, nesterov=True)),
    "rmsprop": (0.02, lambda p, r: torch.optim.RMSprop(p, r)),
    "adagrad": (0.3, lambda p, r: torch.optim.Adagrad(p, r)),
    "adam": (0.1, lambda p, r: torch.optim.Adam(p, r)),
}

with open(pathlib.Path(__file__).with_name("torch_trajectories.csv"), "w", encoding="ascii") as out:
    for name, (rate, make) in OPTIMISERS.items():
        for learn_bias in (False, True):
            kernel = torch.tensor([[-0.2113, -0.5195]], dtype=torch.float64, requires_grad=True)
            bias = torch.zeros(1, dtype=torch.float64, requires_grad=learn_bias)
            optimiser = make([kernel, bias] if learn_bias else [kernel], rate)
            for epoch in range(1, 101):
                output = torch.nn.functional.conv2d(X[None, None], kernel[None, None], bias)[0, 0]
                loss = ((output - Y) ** 2).sum()
                optimiser.zero_grad()
                loss.backward()
                optimiser.step()
                k = kernel.detach()[0]
                print(name, int(learn_bias), rate, epoch, repr(loss.item()), repr(k[0].item()), repr(k[1].item()),
                      repr(bias.item()), sep=",", file=out)
