#!/usr/bin/env python3
# SPDX-FileCopyrightText: Corr2D Lab contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes mistakes.txt: what mistakes make of random questions, computed by NumPy from their definitions.

A line is a question, its right answer and what each mistake gives:
    KIND key=value … right=NUMBER : id=number …
Matrices are written as on the command line; the same seed gives the same file.
"""
import math
import pathlib
import random

import numpy as np

BORDERS = {"zero": "constant", "replicate": "edge", "reflect": "reflect", "symmetric": "symmetric", "circular": "wrap"}
draw = random.Random(7)


def text(matrix):
    return ";".join(",".join(f"{v:g}" for v in row) for row in np.atleast_2d(matrix))


def integers(rows, cols, bound=9):
    return np.array([[draw.randint(-bound, bound) for _ in range(cols)] for _ in range(rows)], float)


def line(kind, given, right, wrong):
    keys = " ".join(f"{k}={v}" for k, v in given.items())
    numbers = " ".join(f"{k}={float(v)!r}" for k, v in wrong.items() if v is not None and math.isfinite(v))
    return f"{kind} {keys} right={float(right)!r} : {numbers}\n"


class Layer:
    def __init__(self, x, k, b, pad, stride, dilation, border, flip, relu):
        self.x, self.k, self.b, self.pad, self.stride, self.dilation = x, k, b, pad, stride, dilation
        self.border, self.flip, self.relu = border, flip, relu

    def laid(self):
        return self.k[::-1, ::-1] if self.flip else self.k

    def window(self, i, j, down=0, right=0, size=None, pad=None, stride=None, dilation=None, border=None):
        """The numbers under the kernel; None when it leaves the padded input."""
        pad, stride = self.pad if pad is None else pad, stride or self.stride
        dilation, (rows, cols) = dilation or self.dilation, size or self.k.shape
        padded = np.pad(self.x, ((pad[0], pad[1]), (pad[2], pad[3])), mode=BORDERS[border or self.border])
        at_rows = [i * stride[0] + down + a * dilation[0] for a in range(rows)]
        at_cols = [j * stride[1] + right + a * dilation[1] for a in range(cols)]
        if min(at_rows + at_cols) < 0 or max(at_rows) >= padded.shape[0] or max(at_cols) >= padded.shape[1]:
            return None
        return padded[at_rows][:, at_cols]

    def shape(self):
        def along(n, k, p, s, d):
            return (n + p - d * (k - 1) - 1) // s + 1
        (n, m), (k, l), p = self.x.shape, self.k.shape, self.pad
        return (along(n, k, p[0] + p[1], self.stride[0], self.dilation[0]),
                along(m, l, p[2] + p[3], self.stride[1], self.dilation[1]))

    def end(self, v):
        return max(v, 0.0) if self.relu else v

    def cell(self, i, j):
        return self.end((self.window(i, j) * self.laid()).sum() + self.b)


def cell_mistakes(l, i, j):
    k, w, b = l.laid(), l.window(i, j), l.b
    p = (w * k).ravel()
    n, s, (rows, cols) = p.size, p.sum(), k.shape

    def of(window, weights=k):
        return None if window is None else l.end((window * weights).sum() + b)

    wrong = {}
    if n > 1:
        wrong["not-turned" if l.flip else "flipped"] = of(w, k[::-1, ::-1])
        if rows > 1 and cols > 1:
            wrong["flipped-rows"], wrong["flipped-columns"] = of(w, k[::-1]), of(w, k[:, ::-1])
        wrong["transposed"] = of(l.window(i, j, size=(cols, rows)), k.T)
        wrong["first-product"], wrong["largest-product"], wrong["largest-input"] = p[0], p.max(), w.max()
        for t in range(1, n - 1):
            wrong[f"stopped-after-{t + 1}"] = p[: t + 1].sum()
        for t in range(n - 1):
            wrong[f"left-out-{t}"] = l.end(s - p[t] + b)
        wrong["mean"], wrong["kernel-not-used"] = s / n + b, w.sum() + b
        wrong["sum-times-sum"], wrong["added"] = w.sum() * k.sum() + b, w.sum() + k.sum() + b
        if rows == cols:
            wrong["matrix-product"] = (w @ k)[0, 0] + b
    if i != j and j < l.shape()[0] and i < l.shape()[1]:
        wrong["row-column-swapped"] = l.cell(j, i)
    for name, down, right in (("row-late", 1, 0), ("row-early", -1, 0), ("column-late", 0, 1),
                              ("column-early", 0, -1), ("both-late", 1, 1)):
        wrong["window-" + name] = of(l.window(i, j, down, right))
    if i + j > 1 or (i + j == 1 and l.stride != (1, 1)):
        wrong["window-not-moved"] = l.cell(0, 0)
    wrong["sign"], wrong["minus-signs-lost"], wrong["absolute"] = -l.end(s + b), l.end(abs(p).sum() + b), abs(s + b)
    if b:
        wrong["bias-forgotten"], wrong["bias-twice"] = l.end(s), l.end(s + 2 * b)
        wrong["bias-subtracted"], wrong["bias-multiplied"] = l.end(s - b), s * b
        if n > 1:
            wrong["bias-per-product"] = l.end(s + n * b)
    if l.relu:
        wrong["relu-forgotten"] = s + b
    elif s + b < 0:
        wrong["relu-where-none"] = 0.0
    v = l.end(s + b)
    wrong["clamped-0-1"], wrong["clamped-0-255"] = min(max(v, 0), 1), min(max(v, 0), 255)
    if v < 0 or v > 255:
        wrong["wrapped-256"] = v % 256
    if l.stride != (1, 1):
        wrong["stride-ignored"] = of(l.window(0, 0, i, j))
        wrong["stride-in-window"] = of(l.window(0, 0, i, j, dilation=l.stride))
        if l.stride[0] != l.stride[1]:
            wrong["strides-swapped"] = of(l.window(i, j, stride=l.stride[::-1]))
    if l.dilation != (1, 1):
        wrong["dilation-ignored"] = of(l.window(i, j, dilation=(1, 1)))
        wrong["dilation-one-more"] = of(l.window(i, j, dilation=tuple(d + (d > 1) for d in l.dilation)))
    if any(l.pad):
        wrong["padding-forgotten"] = of(l.window(i, j, pad=(0, 0, 0, 0)))
        if l.pad[0] and l.pad[2]:
            wrong["padding-rows-only"] = of(l.window(i, j, pad=(l.pad[0], l.pad[1], 0, 0)))
            wrong["padding-columns-only"] = of(l.window(i, j, pad=(0, 0, l.pad[2], l.pad[3])))
        wrong["padding-doubled"] = of(l.window(i, j, pad=tuple(2 * m for m in l.pad)))
        for border in BORDERS:
            if border != l.border:
                wrong["border-" + border] = of(l.window(i, j, border=border))
    return wrong


def cells():
    while True:
        x = integers(draw.randint(3, 6), draw.randint(3, 6))
        k = integers(draw.randint(1, 3), draw.randint(1, 3), 4)
        pad = draw.choice([(0, 0, 0, 0), (1, 1, 1, 1), (1, 0, 2, 1)])
        stride, dilation = draw.choice([(1, 1), (1, 1), (2, 2), (1, 2)]), draw.choice([(1, 1), (1, 1), (2, 2), (2, 1)])
        l = Layer(x, k, float(draw.choice([0, 0, 4, -3])), pad, stride, dilation, draw.choice(list(BORDERS)),
                  draw.random() < 0.3, draw.random() < 0.3)
        if min(l.shape()) > 0:
            break
    i, j = draw.randrange(l.shape()[0]), draw.randrange(l.shape()[1])
    given = dict(x=text(x), k=text(k), b=f"{l.b:g}", pad=text([pad]), stride=text([stride]),
                 dilation=text([dilation]), border=l.border, flip=int(l.flip), relu=int(l.relu), at=f"{i},{j}")
    return line("cell", given, l.cell(i, j), cell_mistakes(l, i, j))


def sizes():
    while True:
        n, k, before, after = draw.randint(1, 30), draw.randint(1, 7), draw.randint(0, 3), draw.randint(0, 3)
        s, d = draw.randint(1, 4), draw.randint(1, 3)
        if draw.random() < 0.5:
            before = after = 0
        p, e = before + after, d * (k - 1) + 1
        if n + p >= e:
            break
    wrong = {"no-plus-one": (n + p - e) // s, "plus-for-minus": (n + p + e) // s + 1, "as-input": n,
             "kernel-subtracted-only": n - k}
    if (n + p - e) % s:
        wrong["rounded-up"] = -(-(n + p - e) // s) + 1
    if s > 1:
        wrong |= {"stride-ignored": n + p - e + 1, "plus-one-inside": (n + p - e + 1) // s,
                  "stride-multiplied": (n + p - e) * s + 1, "stride-only": -(-n // s)}
    if p:
        wrong |= {"padding-forgotten": (n - e) // s + 1 if n >= e else None,
                  "padding-one-side": (n + before - e) // s + 1, "padding-doubled": (n + 2 * p - e) // s + 1}
    if d > 1:
        wrong |= {"dilation-ignored": (n + p - k) // s + 1, "dilation-times-kernel": (n + p - d * k) // s + 1}
    if s == 1 and not p:
        wrong["tiles"] = n // k
    given = dict(n=n, k=k, before=before, after=after, s=s, d=d)
    padded = {"one-side": n + before, "twice": n + 2 * p, "forgotten": n, "no-input": p, "multiplied": n * (before + 1)}
    return line("size", given, (n + p - e) // s + 1, wrong) + line("padded", given, n + p, padded)


def learning():
    x, k = integers(4, 5, 3), integers(2, 2, 3)
    y = integers(3, 4, 3)
    a, b, rate = draw.randrange(2), draw.randrange(2), draw.choice([0.25, 0.0625])

    def under(p, q):
        return x[p:p + 3, q:q + 4]

    def residuals(kernel):
        return sum(kernel[p, q] * under(p, q) for p in (0, 1) for q in (0, 1)) - y

    r, met = residuals(k), under(a, b)
    gradients = np.array([[2 * (r * under(p, q)).sum() for q in (0, 1)] for p in (0, 1)])
    g, other, w, t = gradients[a, b], gradients[1 - a, 1 - b], k[a, b], r * met
    after = residuals(k - rate * gradients)
    square = (r * r).sum()
    loss = {"mean": square / 12, "half": square / 2, "absolute": abs(r).sum(), "not-squared": r.sum(),
            "square-of-sum": r.sum() ** 2, "root": math.sqrt(square), "one-row": (r[0] ** 2).sum(),
            "root-mean": math.sqrt(square / 12), "after-update": (after ** 2).sum()}
    gradient = {"factor-2-forgotten": g / 2, "sign": -g, "mean": g / 12, "input-forgotten": 2 * r.sum(),
                "target-for-residual": 2 * (y * met).sum(), "output-for-residual": 2 * ((r + y) * met).sum(),
                "one-window": 2 * t.ravel()[np.argmax(abs(t))], "squared-residual": 2 * (r * r * met).sum(),
                "weight-for-input": 2 * r.sum() * w, "factor-twice": 2 * g, "sum-times-sum": 2 * r.sum() * met.sum(),
                "turned": other}
    update = {"plus": w + rate * g, "rate-forgotten": w - g, "factor-2-forgotten": w - rate * g / 2,
              "step-only": -rate * g, "gradient-only": g, "loss-for-gradient": w - rate * square,
              "times-weight": w - rate * g * w, "rate-times-weight": w * rate - g, "not-moved": w,
              "rate-tenfold": w - 10 * rate * g, "other-weight-gradient": w - rate * other}
    given = dict(x=text(x), k=text(k), y=text(y), rate=rate, at=f"{a},{b}")
    return (line("loss", given, square, loss) + line("gradient", given, g, gradient) +
            line("weight", given, w - rate * g, update))


def field(layers, step=lambda k, d: d * (k - 1), own=False, strided=True):
    side = jump = 1
    for k, s, d in layers:
        side += step(k, d) * (jump * s if own else jump)
        jump *= s if strided else 1
    return side, jump


def fields():
    layers = [(draw.randint(1, 4), draw.randint(1, 2), draw.randint(1, 2)) for _ in range(draw.randint(1, 4))]
    side, jump = field(layers)
    wrong = {"kernels-multiplied": math.prod(k for k, _, _ in layers), "kernels-added": sum(k for k, _, _ in layers),
             "last-kernel": layers[-1][0], "strides-ignored": field(layers, strided=False)[0], "jump": jump,
             "area": side * side, "k-for-k-1": field(layers, lambda k, d: d * k)[0],
             "own-stride-too": field(layers, own=True)[0],
             "dilation-ignored": field(layers, lambda k, d: k - 1)[0],
             "first-layer-left-out": field(layers[1:])[0], "from-the-wrong-end": field(layers[::-1])[0]}
    return line("field", dict(layers=text(layers)), side, wrong)


def pools():
    k, s, kind = draw.randint(2, 3), draw.randint(1, 3), draw.choice(["max", "mean"])
    p, x = draw.choice([0, 1]), integers(draw.randint(4, 6), draw.randint(4, 6))
    n, m = ((side + 2 * p - k) // s + 1 for side in x.shape)
    i, j = draw.randrange(n), draw.randrange(m)
    outside = -np.inf if kind == "max" else 0.0
    padded = np.pad(x, p, constant_values=outside)
    counts = np.pad(np.ones_like(x), p)

    def taken(step):
        window = padded[i * step:i * step + k, j * step:j * step + k]
        if window.shape != (k, k) or not np.isfinite(window).any():
            return None
        return window.max() if kind == "max" else window.mean()

    w = padded[i * s:i * s + k, j * s:j * s + k]
    f = w[np.isfinite(w)]
    wrong = {"sum": f.sum(), "smallest": f.min(), "top-left": f[0]}
    if kind == "max":
        wrong |= {"mean-for-max": f.mean(), "largest-magnitude": f[np.argmax(abs(f))],
                  "place-of-winner": int(np.argmax(w))}
        if f.size < w.size:
            wrong["padding-as-zero"] = max(f.max(), 0)
    else:
        wrong |= {"max-for-mean": w.max(), "side-for-area": w.sum() / k}
        inside = counts[i * s:i * s + k, j * s:j * s + k].sum()
        if inside < k * k:
            wrong["padding-not-counted"] = w.sum() / inside
    if s > 1:
        wrong["stride-ignored"] = taken(1)
    if s != k:
        wrong["stride-as-window"] = taken(k)
    return line("pool", dict(x=text(x), kind=kind, k=k, s=s, p=p, at=f"{i},{j}"), taken(s), wrong)


MADE = ((cells, 60), (sizes, 25), (learning, 6), (fields, 15), (pools, 25))
with open(pathlib.Path(__file__).with_name("mistakes.txt"), "w", encoding="utf-8") as file:
    for made, count in MADE:
        file.writelines(made() for _ in range(count))
