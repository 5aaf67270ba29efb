#!/usr/bin/python3
# SPDX-FileCopyrightText: Corr2D Lab contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes workshop/generators.csv and workshop/facts.csv: kernels as SciPy, OpenCV and scikit-image have them, and what
NumPy says of some.

Needs Debian's python3-scipy, python3-opencv and python3-skimage (made with 1.10.1, 4.6.0 and 0.19.3).
generators.csv: generator, its parameters, rows, columns, weights; several of one cell are separated by blanks.
facts.csv: rows, columns, weights, side, numpy.linalg.matrix_rank, singular values, |numpy.fft.fft2| shifted.
A weight is what an impulse becomes, turned by 180°: cells of a cross-correlation.
"""

import math
import pathlib

import cv2
import numpy as np
from scipy import ndimage
from skimage import filters

SIDE = 121  # larger than any kernel, so that no border is seen
OUT = pathlib.Path(__file__).with_name("workshop")


def weights(function, rows=None, cols=None):
    """The kernel of a linear filter; without its size, as small as it can be and odd."""
    impulse = np.zeros((SIDE, SIDE))
    middle = SIDE // 2
    impulse[middle, middle] = 1
    kernel = function(impulse)[::-1, ::-1]
    if rows is None:
        far = np.abs(np.argwhere(kernel != 0) - middle).max(axis=0)
        rows, cols = 2 * far + 1
    top, left = middle - rows // 2, middle - cols // 2
    return kernel[top : top + rows, left : left + cols]


def motion(length, degrees):
    """The distance to a segment by its two ends and the line through them, over more cells than needed."""
    angle = math.radians(degrees)
    end = (length - 1) / 2 * np.array([math.cos(angle), math.sin(angle)])
    y, x = np.mgrid[-60:61, -60:61].astype(float)
    normal = np.abs(-math.sin(angle) * x + math.cos(angle) * y)
    along = np.abs(math.cos(angle) * x + math.sin(angle) * y)
    ends = np.minimum(np.hypot(x - end[0], y - end[1]), np.hypot(x + end[0], y + end[1]))
    distance = np.where(along <= (length - 1) / 2, normal, ends)
    kernel = np.where(distance < 1 - 1e-9, 1 - distance, 0)
    far = np.abs(np.argwhere(kernel > 0) - 60).max(axis=0)
    kernel = kernel[60 - far[0] : 61 + far[0], 60 - far[1] : 61 + far[1]]
    return kernel / kernel.sum()


def directed(x_filter, y_filter, degrees):
    angle = math.radians(degrees)
    return math.cos(angle) * weights(x_filter, 3, 3) + math.sin(angle) * weights(y_filter, 3, 3)


def sobel(degrees):
    return directed(lambda p: cv2.Sobel(p, cv2.CV_64F, 1, 0), lambda p: cv2.Sobel(p, cv2.CV_64F, 0, 1), degrees)


def scharr(degrees):
    return directed(lambda p: cv2.Scharr(p, cv2.CV_64F, 1, 0), lambda p: cv2.Scharr(p, cv2.CV_64F, 0, 1), degrees)


def prewitt(degrees):
    return directed(lambda p: ndimage.prewitt(p, axis=1), lambda p: ndimage.prewitt(p, axis=0), degrees)


def derivative(order_x, order_y, aperture):
    def along(order):
        """OpenCV refuses two orders of 0: each is asked for beside one that it takes."""
        if order == 0:
            return cv2.getDerivKernels(0, 1, aperture, ktype=cv2.CV_64F)[0]
        return cv2.getDerivKernels(order, 0, aperture, ktype=cv2.CV_64F)[0]

    return along(order_y) @ along(order_x).T


def gabor(side, sigma, degrees, wavelength, aspect, phase):
    return cv2.getGaborKernel(
        (side, side), sigma, math.radians(degrees), wavelength, aspect, math.radians(phase), cv2.CV_64F
    )


def unsharp(sigma, amount):
    radius = int(4 * sigma + 0.5)
    side = 2 * radius + 1
    return weights(lambda p: filters.unsharp_mask(p, sigma, amount, preserve_range=True), side, side)


def difference(low, high):
    """scikit-image wants the smaller sigma first; the other way round is the negative."""
    if low > high:
        return -difference(high, low)
    return weights(lambda p: filters.difference_of_gaussians(p, low, high))


def mt19937_64(seed):
    """The generator of Matsumoto and Nishimura (2004), as std::mt19937_64 has it."""
    mask = (1 << 64) - 1
    state = [seed]
    for i in range(1, 312):
        state.append((6364136223846793005 * (state[-1] ^ (state[-1] >> 62)) + i) & mask)
    while True:
        for i in range(312):
            x = (state[i] & 0xFFFFFFFF80000000) | (state[(i + 1) % 312] & 0x7FFFFFFF)
            state[i] = state[(i + 156) % 312] ^ (x >> 1) ^ (0xB5026F5AA96619E9 if x & 1 else 0)
        for x in state:
            x ^= (x >> 29) & 0x5555555555555555
            x ^= (x << 17) & 0x71D67FFFEDA60000
            x ^= (x << 37) & 0xFFF7EEE000000000
            yield x ^ (x >> 43)


def uniform(rows, cols, seed):
    numbers = mt19937_64(seed)
    return np.array([[(next(numbers) >> 11) * 2.0**-53 * 2 - 1 for _ in range(cols)] for _ in range(rows)])


def normal(rows, cols, seed):
    numbers = ((m >> 11) * 2.0**-53 for m in mt19937_64(seed))
    drawn = []
    while len(drawn) < rows * cols:
        u, v = next(numbers), next(numbers)
        radius = math.sqrt(-2 * math.log(1 - u))
        drawn += [radius * math.cos(2 * math.pi * v), radius * math.sin(2 * math.pi * v)]
    return np.array(drawn[: rows * cols]).reshape(rows, cols)


GENERATORS = {
    "gaussian": (
        lambda sigma: weights(lambda p: ndimage.gaussian_filter(p, sigma, truncate=4)),
        [(0.1,), (0.4,), (1,), (1.3,), (2.5,), (6,)],
    ),
    "box": (
        lambda rows, cols: weights(lambda p: cv2.blur(p, (cols, rows)), rows, cols),
        [(1, 1), (3, 3), (2, 5), (4, 1), (7, 6)],
    ),
    "motion": (motion, [(1, 30), (2, 0), (5, 0), (5, 90), (5, 45), (9, 30), (7.5, 110), (5, 60), (20, -25), (9, 270)]),
    "sobel": (sobel, [(0,), (90,), (180,), (-90,), (30,), (135,), (360,), (-17.5,)]),
    "scharr": (scharr, [(0,), (90,), (180,), (-90,), (30,), (135,)]),
    "prewitt": (prewitt, [(0,), (90,), (180,), (-90,), (30,), (135,)]),
    "derivative": (
        derivative,
        [(x, y, a) for a in (1, 3, 5, 7) for x in range(5) for y in range(5) if max(x, y) < max(a, 3)]
        + [(1, 0, 15), (4, 2, 11), (0, 0, 31)],
    ),
    "laplacian-of-gaussian": (
        lambda sigma: weights(lambda p: ndimage.gaussian_laplace(p, sigma, truncate=4)),
        [(0.5,), (1,), (1.4,), (2.2,), (4,)],
    ),
    "difference-of-gaussians": (difference, [(1, 1.6), (0.5, 2), (2, 1), (1.5, 3)]),
    "gabor": (
        gabor,
        [(15, 3, 0, 6, 1, 0), (15, 3, 90, 6, 1, 90), (9, 2, 30, 4.5, 0.5, 45), (21, 4, -120, 10, 2, -30), (1, 1, 0, 2, 1, 0)],
    ),
    "unsharp": (unsharp, [(1, 1), (1, 0), (0.7, 2.5), (2, 0.3)]),
    "random-uniform": (uniform, [(3, 3, 1), (2, 5, 42), (19, 18, 999999999), (1, 4, 0)]),
    "random-normal": (normal, [(3, 3, 1), (2, 5, 42), (11, 7, 999999999), (1, 4, 0)]),
}


def joined(numbers):
    return " ".join("%.9g" % n for n in np.ravel(numbers))


def write_generators():
    with open(OUT / "generators.csv", "w", encoding="ascii") as out:
        for name, (make, cases) in GENERATORS.items():
            for case in cases:
                kernel = np.asarray(make(*case))
                print(name, joined(case), *kernel.shape, joined(kernel), sep=",", file=out)


def fact_kernels():
    random = np.random.default_rng(72)
    yield np.array([[1, -1]]), 8
    yield np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]), 9
    yield np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]]), 16
    yield np.zeros((2, 3)), 4
    yield weights(lambda p: ndimage.gaussian_filter(p, 1)), 9
    yield random.uniform(-1, 1, (5, 4)), 7
    yield random.uniform(-1, 1, (3, 8)), 12
    for rank in (1, 2, 3):
        yield sum(np.outer(random.normal(size=6), random.normal(size=5)) for _ in range(rank)), 6
    yield cv2.getGaborKernel((7, 7), 2, 0.6, 4, 1, 0), 10


def write_facts():
    with open(OUT / "facts.csv", "w", encoding="ascii") as out:
        for kernel, side in fact_kernels():
            kernel = kernel.astype(np.float32)
            values = np.linalg.svd(kernel.astype(float), compute_uv=False)
            response = np.abs(np.fft.fftshift(np.fft.fft2(kernel.astype(float), (side, side))))
            rank = np.linalg.matrix_rank(kernel)
            print(*kernel.shape, joined(kernel), side, rank, joined(values), joined(response), sep=",", file=out)


OUT.mkdir(exist_ok=True)
write_generators()
write_facts()
