#!/usr/bin/env python3
# SPDX-FileCopyrightText: Corr2D Lab contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes texts/: matrices as real programs print or save them, and texts/index.csv with the numbers that stand in each,
found by a pattern and not by a reader of tables. What a machine lacks is left as it is committed.
Needed only to change them (Debian: python3-numpy python3-pandas python3-torch octave r-base-core)."""
import io
import re
import shutil
import subprocess
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent / "texts"
NUMBER = re.compile(r"[-+−]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[-+]?\b(?:nan|NaN|inf|Inf|NA)\b")
index = {}


def matrices():
    rng = np.random.default_rng(7)
    yield "edge", np.array([[1.0, -1.0]])
    yield "book", np.array([[19.0, 25.0], [37.0, 43.0]])
    yield "column", np.array([[0.5], [-1.25], [3.0]])
    yield "one", np.array([[7.0]])
    yield "small", rng.normal(size=(3, 4)) * 1e-3
    yield "mixed", np.array([[1e-7, 2.5], [123456.75, -3.0]])
    yield "wide", rng.integers(-99, 99, size=(3, 30)).astype(float)
    yield "large", rng.normal(size=(2, 3)) * 1e9
    yield "special", np.array([[np.nan, np.inf], [-np.inf, 0.0]])


def put(name, text, shape, numbers=None, encoding="utf-8"):
    """`numbers`: as they stand in the text, row by row."""
    if numbers is None:
        numbers = NUMBER.findall(text)
    numbers = [n.replace("−", "-") for n in numbers]
    assert len(numbers) == shape[0] * shape[1], (name, shape, numbers, text)
    (HERE / f"{name}.txt").write_bytes(text.encode(encoding))
    index[name] = f"{name}.txt;{shape[0]};{shape[1]};{' '.join(n.lower().replace('na', 'nan').replace('nann', 'nan') for n in numbers)}"


def plain(text):
    """The numbers of a print without its words: shapes, types, labels."""
    text = re.sub(r"dtype=\S+|float\d+|int\d+|shape=\([^)]*\)|Columns? .*|\[ *\d*,\d* *\]", " ", text)
    return NUMBER.findall(text)


def numpy_forms(name, a):
    put(f"numpy-repr-{name}", repr(a), a.shape, plain(repr(a)))
    put(f"numpy-repr-float32-{name}", repr(a.astype(np.float32)), a.shape, plain(repr(a.astype(np.float32))))
    put(f"numpy-print-{name}", f"{a}\n", a.shape)
    put(f"numpy-list-{name}", f"{a.tolist()}", a.shape)
    with np.printoptions(precision=3, suppress=True):
        put(f"numpy-suppress-{name}", f"{a}\n", a.shape)
    for label, options in [("savetxt", {}), ("csv", dict(delimiter=",")), ("semicolon", dict(delimiter=";")),
                           ("header", dict(delimiter=",", header="made by numpy", fmt="%.6g"))]:
        out = io.StringIO()
        np.savetxt(out, a, **options)
        text = out.getvalue()
        put(f"numpy-{label}-{name}", text, a.shape, NUMBER.findall(re.sub("#.*", "", text)))
    shifted = "\n".join(";".join(f"{v:.6g}".replace(".", ",") for v in row) for row in a) + "\n"
    if a.shape[1] > 1:
        put(f"german-{name}", shifted, a.shape, [f"{v:.6g}" for v in a.flat])
        put(f"german-tabs-{name}", shifted.replace(";", "\t"), a.shape, [f"{v:.6g}" for v in a.flat])
        put(f"utf16-{name}", shifted.replace(";", "\t").replace("\n", "\r\n"), a.shape, [f"{v:.6g}" for v in a.flat],
            "utf-16")
    put(f"latex-{name}", "\\begin{pmatrix}\n" + " \\\\\n".join(" & ".join(f"{v:.6g}" for v in row) for row in a) +
        "\n\\end{pmatrix}\n", a.shape, [f"{v:.6g}" for v in a.flat])
    put(f"c-{name}", f"static const float k[{a.shape[0]}][{a.shape[1]}] = {{\n" + ",\n".join(
        "  {" + ", ".join(f"{v:.6e}f" if np.isfinite(v) else f"{v}" for v in row) + "}" for row in a) + "\n};\n", a.shape,
        [f"{v:.6e}" if np.isfinite(v) else f"{v}" for v in a.flat])
    put(f"mathematica-{name}", "{" + ", ".join("{" + ", ".join(f"{v:.6g}".replace("e", "*^") for v in row) + "}"
                                               for row in a) + "}", a.shape, [f"{v:.6g}" for v in a.flat])
    put(f"markdown-{name}", "| " + " | ".join(f"c{i}" for i in range(a.shape[1])) + " |\n|" + "---|" * a.shape[1] + "\n" +
        "".join("| " + " | ".join(f"{v:.6g}" for v in row) + " |\n" for row in a), a.shape, [f"{v:.6g}" for v in a.flat])
    put(f"html-{name}", "<html><body><table>" + "".join(
        "<tr>" + "".join(f"<td align='right'>{v:.6g}</td>" for v in row) + "</tr>\n" for row in a) +
        "</table></body></html>", a.shape, [f"{v:.6g}" for v in a.flat])


def pandas_forms(name, a):
    import pandas as pd
    frame = pd.DataFrame(a)
    named = pd.DataFrame(a, columns=[f"c{i}" for i in range(a.shape[1])])
    digits = [repr(float(v)) for v in a.flat]
    if np.isfinite(a).all(): # else pandas leaves cells empty
        put(f"pandas-csv-{name}", named.to_csv(), a.shape, digits)
        put(f"pandas-bare-{name}", frame.to_csv(index=False, header=False), a.shape, digits)
    if a.shape[1] < 6:
        text = frame.to_string()
        rows = text.split("\n")[1:]
        put(f"pandas-print-{name}", text, a.shape, [n for row in rows for n in row.split()[1:]])


def torch_forms(name, a):
    import torch
    t = torch.tensor(a, dtype=torch.float32)
    put(f"torch-{name}", repr(t), a.shape, plain(repr(t)))
    put(f"torch-4d-{name}", repr(t[None, None]), a.shape, plain(repr(t[None, None])))
    double = repr(t.double())
    put(f"torch-double-{name}", double, a.shape, plain(double))


def run(command, text):
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout


def literal(a, rows="; "):
    return "[" + rows.join(" ".join(repr(float(v)) for v in row) for row in a) + "]"


def octave_forms(name, a):
    for label, before in [("short", ""), ("long", "format long; "), ("fixed", "fixed_point_format(true); ")]:
        text = run(["octave-cli", "-q", "--no-init-file"], f"{before}A = {literal(a)}\n")
        cleaned = re.sub(r"[cC]olumns? .*", " ", text)
        scale = re.search(r"1\.0*e[+-]\d+ *\*|10\^|[Ss]cale", cleaned)
        if scale:
            continue # the numbers that are meant do not stand in the text
        rows = {}
        row = 0
        for line in cleaned.split("\n"):
            found = NUMBER.findall(line)
            if line.strip() == "":
                row = 0 if rows else row
            elif found and "=" not in line or re.match(r"A = [-\d]", line):
                rows.setdefault(row, []).extend(found)
                row += 1
        put(f"octave-{label}-{name}", text, a.shape, [n for r in sorted(rows) for n in rows[r]])
    put(f"octave-input-{name}", f"A = {literal(a)};", a.shape, [repr(float(v)) for v in a.flat])


def r_forms(name, a):
    values = ", ".join({"nan": "NaN", "inf": "Inf", "-inf": "-Inf"}.get(repr(float(v)), repr(float(v))) for v in a.flat)
    make = f"A <- matrix(c({values}), nrow={a.shape[0]}, byrow=TRUE)\n"
    text = run(["Rscript", "--vanilla", "-e", make + "print(A)"], "")
    rows = {}
    for line in text.split("\n"):
        label = re.match(r"\[(\d+),\]", line)
        if label:
            rows.setdefault(int(label.group(1)), []).extend(line.split()[1:])
    put(f"r-print-{name}", text, a.shape, [n for r in sorted(rows) for n in rows[r]])
    if np.isfinite(a).all():
        csv = run(["Rscript", "--vanilla", "-e", make + "write.csv(A)"], "")
        put(f"r-csv-{name}", csv, a.shape, [n for line in csv.strip().split("\n")[1:] for n in line.split(",")[1:]])
        table = run(["Rscript", "--vanilla", "-e", make + "write.table(A)"], "")
        put(f"r-table-{name}", table, a.shape, [n for line in table.strip().split("\n")[1:] for n in line.split(" ")[1:]])
        semicolon = run(["Rscript", "--vanilla", "-e", make + "write.csv2(A)"], "")
        put(f"r-csv2-{name}", semicolon, a.shape,
            [n.replace(",", ".") for line in semicolon.strip().split("\n")[1:] for n in line.split(";")[1:]])
    put(f"r-input-{name}", make, a.shape, [repr(float(v)) for v in a.flat])


HERE.mkdir(exist_ok=True)
if (HERE / "index.csv").exists():
    for line in (HERE / "index.csv").read_text().splitlines():
        index[line.split(";")[0].removesuffix(".txt")] = line
for name, a in matrices():
    numpy_forms(name, a)
    for module, forms in [("pandas", pandas_forms), ("torch", torch_forms)]:
        try:
            __import__(module)
        except ImportError:
            continue
        forms(name, a)
    if shutil.which("octave-cli"):
        octave_forms(name, a)
    if shutil.which("Rscript"):
        r_forms(name, a)
(HERE / "index.csv").write_text("\n".join(index[n] for n in sorted(index)) + "\n")
