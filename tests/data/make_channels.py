#!/usr/bin/python3
# SPDX-FileCopyrightText: Corr2D Lab contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes channels/layers.csv and channels/stacks.csv: what PyTorch and its autograd say of random layers and stacks.

Needs Debian's python3-torch (made with 1.13.1); the tests do not.
A line holds what comes out; what goes in is drawn from the line's number (layers: from 0, stacks: from 1000000) by Draw
and random_stack(), which tests/core/channels/channel_vectors.h repeats. The columns: channels, rows and columns of the
last map, the number of parameters, the loss, then signature() of the last map and of the loss's derivative by the input,
and for each layer that learns, by its weights (of every kind in the order out, in/groups, rows, columns) and, where it
has them, its biases. All in double.
"""

import pathlib

import torch
from torch.nn import functional as F

OUT = pathlib.Path(__file__).with_name("channels")
MASK = (1 << 64) - 1
CONVOLUTION, TRANSPOSED, MAX_POOL, AVERAGE_POOL, FLATTEN, DENSE = range(6)
ZERO, REPLICATE, REFLECT, CIRCULAR = range(4)
BORDERS = ("constant", "replicate", "reflect", "circular")
ACTIVATIONS = (lambda v: v, torch.relu, torch.tanh, torch.sigmoid)


def mixed(z):
    """The output function of SplitMix64 (Steele, Lea and Flood 2014)."""
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


class Draw:
    """SplitMix64."""

    def __init__(self, seed):
        self.state = seed

    def integer(self, low, high):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        return low + mixed(self.state) % (high - low + 1)

    def integers(self, count, low, high):
        return [self.integer(low, high) for _ in range(count)]

    def eighths(self, *shape):
        count = 1
        for n in shape:
            count *= n
        numbers = torch.tensor(self.integers(count, -8, 8), dtype=torch.float64) / 8
        return numbers.reshape(shape).requires_grad_()


class Layer:
    """All is drawn whatever the kind, so that what follows does not depend on it; weights come when it is known to fit."""

    def __init__(self, draw, shape, kinds):
        channels, rows, cols = shape
        self.kind = kinds[draw.integer(0, len(kinds) - 1)]
        self.groups = draw.integer(1, 3)
        if channels % self.groups:
            self.groups = 1
        self.out = self.groups * draw.integer(1, 6 // self.groups)
        self.kernel = draw.integers(2, 1, 3)
        self.stride = draw.integers(2, 1, 3)
        self.dilation = draw.integers(2, 1, 2)
        self.padding = draw.integers(4, 0, 2)  # top, bottom, left, right
        self.border = draw.integer(ZERO, CIRCULAR)
        self.turned = draw.integer(0, 3) == 0
        self.more = draw.integers(2, 0, 2)
        self.has_bias = draw.integer(0, 1) == 1
        self.activation = draw.integer(0, 3)
        if self.kind == DENSE:
            self.groups, self.kernel, self.turned = 1, [rows, cols], False
        if self.kind in (TRANSPOSED, MAX_POOL, AVERAGE_POOL):
            self.border = ZERO
        self.output = self.output_of(channels, [rows, cols])
        self.ins = channels // self.groups

    def output_of(self, channels, size):
        """None where the layer does not fit."""
        if self.kind == FLATTEN:
            return (1, 1, channels * size[0] * size[1])
        if self.kind == DENSE:
            return (self.out, 1, 1)
        length = []
        for axis in (0, 1):
            before, after = self.padding[2 * axis : 2 * axis + 2]
            stride, kernel = self.stride[axis], self.kernel[axis]
            dilation = 1 if self.kind in (MAX_POOL, AVERAGE_POOL) else self.dilation[axis]
            extent = dilation * (kernel - 1) + 1
            if self.kind in (MAX_POOL, AVERAGE_POOL) and max(before, after) > kernel // 2:
                return None
            if self.border == REFLECT and max(before, after) >= size[axis]:
                return None
            if self.border == CIRCULAR and max(before, after) > size[axis]:
                return None
            if self.kind == TRANSPOSED:
                if self.more[axis] >= stride:
                    return None
                length.append((size[axis] - 1) * stride + extent + self.more[axis] - before - after)
            else:
                padded = size[axis] + before + after
                length.append((padded - extent) // stride + 1 if padded >= extent else 0)
        out = channels if self.kind in (MAX_POOL, AVERAGE_POOL) else self.out
        fits = min(length) >= 1 and out * length[0] * length[1] <= 300
        return (out, *length) if fits else None

    def fill(self, draw):
        learns = self.kind in (CONVOLUTION, TRANSPOSED, DENSE)
        self.weight = draw.eighths(self.out, self.ins, *self.kernel) if learns else None
        self.bias = draw.eighths(self.out) if learns and self.has_bias else None

    def __call__(self, x):
        if self.kind == FLATTEN:
            return x.flatten().reshape(1, 1, 1, -1)
        if self.kind in (MAX_POOL, AVERAGE_POOL):
            return self.pooled(x)
        weight = self.weight.flip(2, 3) if self.turned else self.weight
        if self.kind == DENSE:
            y = F.linear(x.flatten(), weight.flatten(1), self.bias).reshape(1, -1, 1, 1)
        elif self.kind == TRANSPOSED:
            y = self.stamped(x, weight)
        else:
            top, bottom, left, right = self.padding
            x = F.pad(x, (left, right, top, bottom), mode=BORDERS[self.border])
            y = F.conv2d(x, weight, self.bias, self.stride, 0, self.dilation, self.groups)
        return ACTIVATIONS[self.activation](y)

    def stamped(self, x, weight):
        # PyTorch has the input's channels first.
        parts = [part.transpose(0, 1) for part in weight.split(self.out // self.groups)]
        weight = torch.cat(parts)
        top, bottom, left, right = self.padding
        if top == bottom and left == right:
            return F.conv_transpose2d(
                x, weight, self.bias, self.stride, (top, left), self.more, self.groups, self.dilation
            )
        y = F.conv_transpose2d(x, weight, self.bias, self.stride, 0, self.more, self.groups, self.dilation)
        return y[:, :, top : y.shape[2] - bottom, left : y.shape[3] - right]

    def pooled(self, x):
        top, bottom, left, right = self.padding
        pool = F.max_pool2d if self.kind == MAX_POOL else F.avg_pool2d
        if top == bottom and left == right:
            return pool(x, self.kernel, self.stride, (top, left))
        x = F.pad(x, (left, right, top, bottom), value=-torch.inf if self.kind == MAX_POOL else 0.0)
        return pool(x, self.kernel, self.stride)


def random_stack(draw, count, kinds):
    shape = (draw.integer(1, 6), draw.integer(1, 7), draw.integer(1, 7))
    x = draw.eighths(1, *shape)
    layers = []
    while len(layers) < count:
        layer = Layer(draw, shape, kinds)
        if layer.output is not None:
            layer.fill(draw)
            layers.append(layer)
            shape = layer.output
    mean = draw.integer(0, 1) == 1
    target = draw.eighths(1, *shape).detach()
    return x, layers, target, mean


def signature(tensor):
    """Numbers times whole ones from −1000 to 1000 that depend on their place."""
    numbers = tensor.detach().flatten()
    places = [mixed(n) % 2001 - 1000 for n in range(len(numbers))]
    return float((numbers * torch.tensor(places, dtype=torch.float64)).sum())


def line(seed, count, kinds):
    draw = Draw(seed)
    x, layers, target, mean = random_stack(draw, count, kinds)
    y = x
    for layer in layers:
        y = layer(y)
        assert y.shape[1:] == layer.output, (seed, y.shape, layer.output)
    loss = F.mse_loss(y, target, reduction="mean" if mean else "sum")
    loss.backward()
    learned = [p for layer in layers for p in (layer.weight, layer.bias) if p is not None]
    numbers = [float(loss), signature(y), signature(x.grad)] + [signature(p.grad) for p in learned]
    whole = [*y.shape[1:], sum(p.numel() for p in learned)]
    return ",".join([str(n) for n in whole] + [f"{n:.15g}" for n in numbers])


def main():
    OUT.mkdir(exist_ok=True)
    torch.set_num_threads(1)
    every = [CONVOLUTION, CONVOLUTION, TRANSPOSED, MAX_POOL, AVERAGE_POOL, FLATTEN, DENSE]
    layers = [CONVOLUTION] * 4 + [TRANSPOSED] * 4 + [MAX_POOL, AVERAGE_POOL, DENSE]
    with open(OUT / "layers.csv", "w") as file:
        for n in range(10000):
            file.write(line(n, 1, layers) + "\n")
    with open(OUT / "stacks.csv", "w") as file:
        for n in range(1000):
            file.write(line(1000000 + n, 2 + n % 4, every) + "\n")


if __name__ == "__main__":
    main()
