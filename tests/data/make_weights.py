#!/usr/bin/env python3
# SPDX-FileCopyrightText: Corr2D Lab contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes weights/: files of weights byte by byte, from the public descriptions of the formats
(huggingface.co/docs/safetensors, numpy.lib.format), and layers computed by the formulas of the libraries' manuals.

Needs nothing but Python.
"""
import io
import itertools
import json
import math
import pathlib
import random
import struct
import zipfile

OUT = pathlib.Path(__file__).with_name("weights")
CODES = {"I8": "b", "U8": "B", "I16": "h", "U16": "H", "I32": "i", "U32": "I", "I64": "q", "U64": "Q",
         "F16": "e", "F32": "f", "F64": "d", "BOOL": "?"}


def packed(kind, numbers):
    if kind == "BF16":  # the upper half of a float
        return b"".join(struct.pack("<f", n)[2:] for n in numbers)
    return struct.pack(f"<{len(numbers)}{CODES[kind]}", *numbers)


def safetensors(tensors, metadata=None, pad=b" "):
    """tensors: name → (type, shape, numbers)"""
    header, data = {}, b""
    if metadata is not None:
        header["__metadata__"] = metadata
    for name, (kind, shape, numbers) in tensors.items():
        assert len(numbers) == math.prod(shape), name
        part = packed(kind, numbers)
        header[name] = {"dtype": kind, "shape": list(shape), "data_offsets": [len(data), len(data) + len(part)]}
        data += part
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    text += pad * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + data


def npy(shape, numbers, kind="F32", fortran=False):
    names = {"F32": "<f4", "F64": "<f8", "I32": "<i4"}
    tuple_text = "(" + "".join(f"{n}, " for n in shape).strip(" " if len(shape) == 1 else ", ") + ")"
    text = f"{{'descr': '{names[kind]}', 'fortran_order': {fortran}, 'shape': {tuple_text}, }}".encode()
    text += b" " * (-(10 + len(text) + 1) % 64) + b"\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text + packed(kind, numbers)


def npz(arrays):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, bytes_ in arrays.items():
            archive.writestr(zipfile.ZipInfo(name + ".npy"), bytes_)
    return stream.getvalue()


class Array:
    """Numbers by their place."""

    def __init__(self, shape, numbers=None):
        self.shape = tuple(shape)
        self.numbers = list(numbers) if numbers is not None else [0.0] * math.prod(shape)

    def index(self, place):
        at = 0
        for size, one in zip(self.shape, place):
            at = at * size + one
        return at

    def __getitem__(self, place):
        return self.numbers[self.index(place)]

    def add(self, place, number):
        self.numbers[self.index(place)] += number


def drawn(rng, *shape):
    return Array(shape, [rng.randint(-8, 8) / 4 for _ in range(math.prod(shape))])


def places(*sizes):
    return itertools.product(*map(range, sizes))


def conv2d(x, w, groups, stride):
    """torch.nn.Conv2d: weight (out_channels, in_channels/groups, *kernel_size)"""
    (c_in, h, wide), (c_out, ins, kh, kw) = x.shape, w.shape
    y = Array((c_out, (h - kh) // stride + 1, (wide - kw) // stride + 1))
    for o, i, j in places(*y.shape):
        first = o // (c_out // groups) * ins
        for c, a, b in places(ins, kh, kw):
            y.add((o, i, j), x[first + c, i * stride + a, j * stride + b] * w[o, c, a, b])
    assert ins * groups == c_in
    return y


def conv_transpose2d(x, w, groups, stride):
    """torch.nn.ConvTranspose2d: weight (in_channels, out_channels/groups, *kernel_size)"""
    (c_in, h, wide), (_, outs, kh, kw) = x.shape, w.shape
    y = Array((outs * groups, (h - 1) * stride + kh, (wide - 1) * stride + kw))
    for c, i, j in places(*x.shape):
        first = c // (c_in // groups) * outs
        for o, a, b in places(outs, kh, kw):
            y.add((first + o, i * stride + a, j * stride + b), x[c, i, j] * w[c, o, a, b])
    return y


def linear(x, w):
    """torch.nn.Linear on the flattened input: weight (out_features, in_features)"""
    return Array((w.shape[0], 1, 1), [sum(w[o, n] * v for n, v in enumerate(x.numbers)) for o in range(w.shape[0])])


def tf_conv2d(x, w, groups, stride):
    """tf.nn.conv2d: filter (rows, columns, in/groups, out)"""
    (c_in, h, wide), (kh, kw, ins, c_out) = x.shape, w.shape
    y = Array((c_out, (h - kh) // stride + 1, (wide - kw) // stride + 1))
    for k, i, j in places(*y.shape):
        first = k // (c_out // groups) * ins
        for a, b, q in places(kh, kw, ins):
            y.add((k, i, j), x[first + q, i * stride + a, j * stride + b] * w[a, b, q, k])
    return y


def tf_conv2d_transpose(x, w, groups, stride):
    """tf.nn.conv2d_transpose: filter (rows, columns, out, in)"""
    (c_in, h, wide), (kh, kw, outs, _) = x.shape, w.shape
    y = Array((outs, (h - 1) * stride + kh, (wide - 1) * stride + kw))
    for c, i, j in places(*x.shape):
        for a, b, o in places(kh, kw, outs):
            y.add((o, i * stride + a, j * stride + b), x[c, i, j] * w[a, b, o, c])
    return y


def tf_depthwise(x, w, groups, stride):
    """tf.nn.depthwise_conv2d: filter (rows, columns, in, multiplier); output k·multiplier + q"""
    (c_in, h, wide), (kh, kw, _, multiplier) = x.shape, w.shape
    y = Array((c_in * multiplier, (h - kh) // stride + 1, (wide - kw) // stride + 1))
    for k, q, i, j in places(c_in, multiplier, *y.shape[1:]):
        for a, b in places(kh, kw):
            y.add((k * multiplier + q, i, j), w[a, b, k, q] * x[k, i * stride + a, j * stride + b])
    return y


def channels_last(x, w, groups, stride):
    """TensorFlow Lite, MLX: weight (out, rows, columns, in/groups)"""
    c_out, kh, kw, ins = w.shape
    first = Array((c_out, ins, kh, kw), [w[o, a, b, c] for o, c, a, b in places(c_out, ins, kh, kw)])
    return conv2d(x, first, groups, stride)


# The order is that of the table in tests/core/channels/weight_layout_test.cpp: input, weights, groups, stride.
LAYERS = {
    "conv": (conv2d, (2, 4, 5), (3, 2, 2, 3), 1, 1),
    "conv_groups": (conv2d, (4, 4, 5), (6, 2, 3, 2), 2, 2),
    "transposed": (conv_transpose2d, (2, 2, 3), (2, 3, 2, 3), 1, 2),
    "transposed_groups": (conv_transpose2d, (4, 3, 2), (4, 3, 3, 2), 2, 1),
    "tf": (tf_conv2d, (2, 4, 5), (2, 3, 2, 3), 1, 1),
    "tf_groups": (tf_conv2d, (4, 4, 3), (2, 2, 2, 6), 2, 1),
    "tf_transposed": (tf_conv2d_transpose, (2, 2, 3), (2, 3, 4, 2), 1, 2),
    "tf_depthwise": (tf_depthwise, (3, 3, 4), (2, 2, 3, 2), 3, 1),
    "last": (channels_last, (4, 3, 4), (2, 2, 3, 2), 2, 1),
}


def layers():
    rng = random.Random(1)
    tensors = {}

    def add(name, x, w, y):
        bias = [rng.randint(-4, 4) / 2 for _ in range(y.shape[0])]
        for place in places(*y.shape):
            y.add(place, bias[place[0]])
        for end, array in ((".x", x), (".weight", w), (".bias", Array((len(bias),), bias)), (".y", y)):
            tensors[name + end] = ("F64", array.shape, array.numbers)

    for name, (function, x_shape, w_shape, groups, stride) in LAYERS.items():
        x, w = drawn(rng, *x_shape), drawn(rng, *w_shape)
        add(name, x, w, function(x, w, groups, stride))
    x, w = drawn(rng, 2, 2, 3), drawn(rng, 4, 12)
    add("linear", x, w, linear(x, w))
    w = drawn(rng, 12, 4)  # Keras: (inputs, units), the inputs flattened as rows, columns, channels
    y = Array((4, 1, 1))
    for o, (h, v, c) in itertools.product(range(4), places(2, 3, 2)):
        y.add((o, 0, 0), w[(h * 3 + v) * 2 + c, o] * x[c, h, v])
    add("tf_dense", x, w, y)
    return tensors


def types():
    one_to_six = [1, 2, 3, 4, 5, 6]
    tensors = {kind: (kind, (2, 3), one_to_six) for kind in [*CODES, "BF16"] if kind != "BOOL"}
    tensors["BOOL"] = ("BOOL", (2, 3), [True, False, True, False, False, True])
    tensors["half"] = ("F16", (4,), [2.0**-24, 65504.0, -math.inf, -0.0])
    tensors["brain"] = ("BF16", (4,), [2.0**-126, -1.5, math.inf, 3.3895313892515355e38])
    tensors["long"] = ("I64", (2,), [-(2**63), 2**53])
    tensors["number"] = ("F32", (), [7.0])
    tensors["nothing"] = ("F32", (0, 3), [])
    tensors["Gewicht \"ä\"\\\n\U0001F600"] = ("F32", (1,), [0.5])
    return safetensors(tensors, {"format": "pt", "note": "{\"nested\": [1, 2]}"})


# Dive into Deep Learning, 7.4.
BOOK_K = [0, 1, 2, 3, 1, 2, 3, 4]


def main():
    OUT.mkdir(exist_ok=True)

    def save(name, bytes_):
        (OUT / name).write_bytes(bytes_)

    save("types.safetensors", types())
    save("layers.safetensors", safetensors(layers()))
    # The tiny network as an nn.Sequential: convolution, ReLU, pooling, flatten, linear.
    falling, diagonal = [1, 0, -1] * 3, [1, 0, 0, 0, 1, 0, 0, 0, 1]
    save("tiny.safetensors", safetensors({
        "0.bias": ("F32", (2,), [0, -1]),
        "0.weight": ("F32", (2, 1, 3, 3), falling + diagonal),
        "4.bias": ("F32", (2,), [1, -2]),
        "4.weight": ("F32", (2, 8), [1, 0, -1, 1, 0, 1, 0, -1, 0, 1, 1, 0, -1, 0, 2, 0]),
    }, {"format": "pt"}))
    book = [k + more for more in (0, 1, 2) for k in BOOK_K]
    save("book.npy", npy((3, 2, 2, 2), book))
    save("book_one.npy", npy((2, 2, 2), BOOK_K))
    by_columns = Array((3, 2, 2, 2), book)
    save("book_fortran.npy", npy((3, 2, 2, 2), [by_columns[o, i, a, b] for b, a, i, o in places(2, 2, 2, 3)], "F64", True))
    save("book.npz", npz({"conv.weight": npy((3, 2, 2, 2), book, "F64"), "conv.bias": npy((3,), [1, 2, 3], "F64"),
                          "norm.weight": npy((3,), [1, 1, 1]), "wide.weight": npy((1, 3, 1, 1), [1, 2, 3])}))
    save("book_x.npy", npy((2, 3, 3), [*range(9), *range(1, 10)]))
    save("book_x_last.npy", npy((3, 3, 2), [n for pair in zip(range(9), range(1, 10)) for n in pair]))
    save("two_examples.npy", npy((2, 2, 3, 3), [*range(9), *range(1, 10)]  + [-n for n in [*range(9), *range(1, 10)]]))
    save("photo.npy", npy((4, 5, 3), list(range(60))))


if __name__ == "__main__":
    main()
