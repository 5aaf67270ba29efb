#!/usr/bin/env python3
# SPDX-FileCopyrightText: Corr2D Lab contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the .npy files beside it with NumPy itself; needed only to change them (Debian: python3-numpy)."""
from pathlib import Path

import numpy as np
from numpy.lib import format as npy

HERE = Path(__file__).parent


def save(name, array, version=None):
    with open(HERE / f"{name}.npy", "wb") as file:
        npy.write_array(file, array, version=version)


# Every type: the numbers 1 2 3 / 4 5 6; what a type cannot hold is not in them.
grid = np.array([[1, 2, 3], [4, 5, 6]])
for kind in ["i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8"]:
    for order, letter in [("le", "<"), ("be", ">")]:
        if kind[1] != "1" or order == "le":
            save(f"{kind}_{order}", grid.astype(letter + kind))
save("b1", np.array([[True, False, True], [False, True, False]]))

# Every version and order.
for version in [(1, 0), (2, 0), (3, 0)]:
    save(f"v{version[0]}_c", grid.astype("<f4"), version)
    save(f"v{version[0]}_fortran", np.asfortranarray(grid.astype("<f4")), version)

# Shapes.
save("shape_none", np.float32(7).reshape(()))
save("shape_4", np.arange(4, dtype="<f4"))
save("shape_1x2x3", np.arange(6, dtype="<f4").reshape(1, 2, 3))
save("shape_3x2x4", np.arange(24, dtype="<f4").reshape(3, 2, 4))
save("shape_2x4x3", np.arange(24, dtype="<f4").reshape(2, 4, 3))
save("shape_2x4x3_fortran", np.asfortranarray(np.arange(24, dtype="<f8").reshape(2, 4, 3)))
save("shape_1x1x2x3", np.arange(6, dtype="<f4").reshape(1, 1, 2, 3))
save("shape_2x2x2", np.zeros((2, 2, 2), "<f4"))
save("shape_0x3", np.zeros((0, 3), "<f4"))

# Numbers at the edge.
save("special_f4", np.array([[np.nan, np.inf, -np.inf, -0.0, 1e-45, 3.4028235e38]], "<f4"))
save("special_f2", np.array([[np.nan, np.inf, -np.inf, -0.0, 2.0**-24, 65504, 1 / 3]], "<f2"))
save("special_integers", np.array([[-(2**63), 2**63 - 1, -1]], "<i8"))

# What is no matrix of numbers.
save("complex", np.array([[1 + 2j]]))
save("text", np.array([["a", "b"]]))
save("structured", np.array([(1, 2.0)], dtype=[("a", "<i4"), ("b", "<f4")]))

# What no float32 can hold, and colours with their alpha.
save("too_large", np.array([[1.0, 2.0], [-1e39, np.inf]], "<f8"))
save("shape_2x3x4", np.arange(24, dtype="<f4").reshape(2, 3, 4))

# Archives.
np.savez(HERE / "one.npz", kernel=grid.astype("<f4"))
np.savez_compressed(HERE / "several.npz", labels=np.array(["a", "b"]), kernel=grid.astype("<f4"), bias=np.float32([[0.5]]))
np.savez(HERE / "no_numbers.npz", labels=np.array(["a", "b"]))
