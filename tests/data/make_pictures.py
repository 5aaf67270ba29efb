#!/usr/bin/env python3
# SPDX-FileCopyrightText: Corr2D Lab contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes tests/data/pictures: small pictures of every kind, and expected.txt, which says what each must be read as.

Needs python3-pil, python3-numpy, libheif-examples, libjxl-tools, webp. The expected values come from the arrays here,
never from a reader. A line of expected.txt is one of

    FILE FRAME refused WORDS OF THE SENTENCE
    FILE FRAME FRAMES ROWS COLS PLANES CONTENT DIVISOR TOLERANCE CHECKED DAMAGED VALUE...

CONTENT is b (brightness) or n (numbers); a value is VALUE/DIVISOR, plane by plane, row by row; CHECKED is how many rows
from the top are compared; DAMAGED is 1 where a note must say so.
"""
import os
import struct
import subprocess
import sys
import tempfile
import zlib

import numpy as np
from PIL import Image

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "pictures")
LINES = []


def pixels(h, w, s=1, most=255, seed=0):
    """Samples that look like noise, from 0 to `most`, the same every time."""
    y, x, c = np.meshgrid(np.arange(h), np.arange(w), np.arange(s), indexing="ij")
    n = (y * 7919 + x * 104729 + c * 1299709 + seed * 15485863 + 12345).astype(np.uint64)
    n = (n * np.uint64(2654435761)) & np.uint64(0xFFFFFFFF)
    n = ((n ^ (n >> np.uint64(15))) * np.uint64(2246822519)) & np.uint64(0xFFFFFFFF)
    a = (n ^ (n >> np.uint64(13))) % np.uint64(most + 1)
    a[0, 0] = most
    a[-1, -1] = 0
    return a


def smooth(h, w):
    y, x = np.meshgrid(np.arange(h), np.arange(w), indexing="ij")
    r = x * 200 // max(w - 1, 1) + 20
    g = y * 180 // max(h - 1, 1) + 40
    return np.stack([r, g, (r + g) // 2], axis=2).astype(np.uint8)


def upright(a, orientation):
    t = a.swapaxes(0, 1)
    return {1: a, 2: a[:, ::-1], 3: a[::-1, ::-1], 4: a[::-1], 5: t, 6: t[:, ::-1], 7: t[::-1, ::-1],
            8: t[::-1]}[orientation]


def number(v):
    v = float(v)
    if v != v:
        return "nan"
    if v in (float("inf"), float("-inf")):
        return "inf" if v > 0 else "-inf"
    return str(int(v)) if v == int(v) and abs(v) < 1e15 else "%.9g" % np.float32(v)


def expect(name, a, divisor=1, content="b", tolerance=0.0, frame=0, frames=1, checked=None, damaged=0):
    """`a`: rows × cols × planes. Three equal planes of brightness are one."""
    a = np.asarray(a)
    if a.ndim == 2:
        a = a[:, :, None]
    if content == "b" and a.shape[2] == 3 and tolerance == 0 and (a[:, :, :1] == a).all():
        a = a[:, :, :1]
    h, w, s = a.shape
    values = " ".join(number(v) for p in range(s) for v in a[:, :, p].ravel())
    LINES.append(f"{name} {frame} {frames} {h} {w} {s} {content} {number(divisor)} {tolerance:g} "
                 f"{h if checked is None else checked} {damaged} {values}")


def refuse(name, words, frame=0):
    LINES.append(f"{name} {frame} refused {words}")


def white(a, alpha, most):
    """Over white, as fractions of 1."""
    a = np.asarray(a, dtype=np.float64) / most
    alpha = np.asarray(alpha, dtype=np.float64)[:, :, None] / most
    return a * alpha + (1 - alpha)


def save(name, data):
    with open(os.path.join(OUT, name), "wb") as f:
        f.write(data)


def read(name):
    with open(os.path.join(OUT, name), "rb") as f:
        return f.read()


def run(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


# --- PNM ---------------------------------------------------------------------------------------------------------

def pnm():
    for most in (1, 2, 7, 100, 255, 256, 1000, 4095, 65535):
        for s, plain, binary in ((1, "P2", "P5"), (3, "P3", "P6")):
            a = pixels(4, 5, s, most, most)
            head = f"5 4\n{most}\n"
            ext = "pgm" if s == 1 else "ppm"
            save(f"pnm_{plain}_{most}.{ext}",
                 (f"{plain}\n# a comment\n" + head + " ".join(str(v) for v in a.ravel()) + "\n").encode())
            expect(f"pnm_{plain}_{most}.{ext}", a, most)
            save(f"pnm_{binary}_{most}.{ext}",
                 (binary + "\n" + head).encode() + a.astype(">u2" if most > 255 else "u1").tobytes())
            expect(f"pnm_{binary}_{most}.{ext}", a, most)
    for w in (3, 8, 13):
        a = pixels(4, w, 1, 1, w)[:, :, 0]
        save(f"pnm_P1_{w}.pbm", (f"P1 {w} 4\n" + "\n".join("".join(str(v) for v in row) for row in a) + "\n").encode())
        expect(f"pnm_P1_{w}.pbm", 1 - a.astype(int))
        save(f"pnm_P4_{w}.pbm", f"P4\n#c\n{w} 4\n".encode() + np.packbits(a.astype(np.uint8), axis=1).tobytes())
        expect(f"pnm_P4_{w}.pbm", 1 - a.astype(int))
    kinds = (("BLACKANDWHITE", 1, 1), ("GRAYSCALE", 1, 255), ("GRAYSCALE", 1, 1023), ("RGB", 3, 255), ("RGB", 3, 65535),
             ("GRAYSCALE_ALPHA", 2, 255), ("RGB_ALPHA", 4, 255), ("RGB_ALPHA", 4, 65535), ("BLACKANDWHITE_ALPHA", 2, 1))
    for kind, depth, most in kinds:
        name = f"pnm_P7_{kind.lower()}_{most}.pam"
        a = pixels(4, 5, depth, most, depth)
        save(name, f"P7\nWIDTH 5\nHEIGHT 4\n# c\nDEPTH {depth}\nMAXVAL {most}\nTUPLTYPE {kind}\nENDHDR\n".encode() +
             a.astype(">u2" if most > 255 else "u1").tobytes())
        if "ALPHA" in kind:
            expect(name, white(a[:, :, :-1], a[:, :, -1], most), tolerance=2e-7)
        else:
            expect(name, a, most)
    for kind, s in (("Pf", 1), ("PF", 3)):
        for scale, order in (("-1.0", "<f4"), ("1.0", ">f4")):
            a = (pixels(4, 5, s, 1000).astype(np.float32) - 300) / 64
            name = f"pfm_{kind}_{'little' if scale[0] == '-' else 'big'}.pfm"
            save(name, f"{kind}\n5 4\n{scale}\n".encode() + a[::-1].astype(order).tobytes())
            expect(name, a, content="n")
    save("pnm_zero_maxval.pgm", b"P5\n2 2\n0\n\0\0\0\0")
    refuse("pnm_zero_maxval.pgm", "greatest value is 0")
    save("pnm_large_maxval.pgm", b"P2\n2 2\n65536\n0 0 0 0")
    refuse("pnm_large_maxval.pgm", "greatest value is 65536")
    save("pnm_no_pixels.pgm", b"P5\n0 2\n255\n")
    refuse("pnm_no_pixels.pgm", "no pixels")
    save("pnm_huge.pgm", b"P5\n99999 99999\n255\nabc")
    refuse("pnm_huge.pgm", "99999 × 99999 pixels")
    save("pnm_word.pgm", b"P2\n2 2\n255\n0 one 2 3\n")
    refuse("pnm_word.pgm", "row 1 holds something that is no value")
    save("pnm_cut_header.pgm", b"P5\n12 ")
    refuse("pnm_cut_header.pgm", "ends too early")
    save("pnm_cut.pgm", b"P5\n4 4\n255\n" + bytes(range(100, 110)))
    cut = np.zeros((4, 4))
    cut.ravel()[:10] = range(100, 110)
    expect("pnm_cut.pgm", cut, 255, damaged=1)


# --- TIFF --------------------------------------------------------------------------------------------------------

def lzw(data):
    out, bits, count = bytearray(), 0, 0
    table, size, width = {bytes([i]): i for i in range(256)}, 258, 9

    def emit(code):
        nonlocal bits, count
        bits = bits << width | code
        count += width
        while count >= 8:
            out.append(bits >> (count - 8) & 255)
            count -= 8
    emit(256)
    word = b""
    for byte in data:
        longer = word + bytes([byte])
        if longer in table:
            word = longer
            continue
        emit(table[word])
        table[longer] = size
        size += 1
        if size == 4095:
            emit(256)
            table, size, width = {bytes([i]): i for i in range(256)}, 258, 9
        elif size in (512, 1024, 2048):
            width += 1
        word = bytes([byte])
    if word:
        emit(table[word])
        size += 1
        if size in (512, 1024, 2048):
            width += 1
    emit(257)
    if count:
        out.append(bits << (8 - count) & 255)
    return bytes(out)


def packbits(data):
    out = bytearray()
    for i in range(0, len(data), 128):
        part = data[i:i + 128]
        out.append(len(part) - 1)
        out += part
    return bytes(out)


PACK = {1: lambda d: d, 5: lzw, 8: zlib.compress, 32946: zlib.compress, 32773: packbits}


def sample_bytes(block, bits, kind, order, predictor):
    """Rows × cols × samples to bytes."""
    h, w, s = block.shape
    if kind == "f":
        a = block.astype({16: np.float16, 32: np.float32, 64: np.float64}[bits])
        if predictor == 3:
            rows = []
            for row in a:
                raw = row.ravel().astype(">f%d" % (bits // 8)).tobytes()
                n = row.size
                planes = np.frombuffer(raw, np.uint8).reshape(n, bits // 8).T.ravel()
                d = planes.copy()
                d[s:] = planes[s:] - planes[:-s]
                rows.append(d.tobytes())
            return b"".join(rows)
        return a.astype(order + "f%d" % (bits // 8)).tobytes()
    if bits in (8, 16, 32, 64):
        a = block.astype(("u" if kind == "u" else "i") + str(bits // 8))
        if predictor == 2:
            d = a.copy()
            d[:, 1:] = a[:, 1:] - a[:, :-1]
            a = d
        return a.astype(order + a.dtype.kind + str(bits // 8)).tobytes()
    if bits == 24:
        raw = block.astype(order + "u4").tobytes()
        b = np.frombuffer(raw, np.uint8).reshape(-1, 4)
        return (b[:, :3] if order == "<" else b[:, 1:]).tobytes()
    rows = []
    for row in block.reshape(h, w * s):
        stream = "".join(format(int(v) & ((1 << bits) - 1), "0%db" % bits) for v in row)
        stream += "0" * (-len(stream) % 8)
        rows.append(bytes(int(stream[i:i + 8], 2) for i in range(0, len(stream), 8)))
    return b"".join(rows)


def tiff(pages, order="<", big=False):
    """A TIFF file. A page: dict(data, bits, kind u i f, photometric, planar, tile, rows, compression, predictor,
    orientation, extra, palette, icc)."""
    out = bytearray(b"II" if order == "<" else b"MM")
    out += struct.pack(order + ("HHHQ" if big else "HI"), *((43, 8, 0, 0) if big else (42, 0)))
    link = 8 if big else 4
    off = "Q" if big else "I"
    for page in pages:
        a = page["data"]
        if a.ndim == 2:
            a = a[:, :, None]
        h, w, s = a.shape
        bits, kind = page.get("bits", 8), page.get("kind", "u")
        planar, tile, pred = page.get("planar", 1), page.get("tile"), page.get("predictor", 1)
        pack = PACK[page.get("compression", 1)]
        blocks = []
        for layer in ([a] if planar == 1 else [a[:, :, i:i + 1] for i in range(s)]):
            if tile:
                th, tw = tile
                for y in range(0, h, th):
                    for x in range(0, w, tw):
                        block = np.zeros((th, tw, layer.shape[2]), layer.dtype)
                        part = layer[y:y + th, x:x + tw]
                        block[:part.shape[0], :part.shape[1]] = part
                        blocks.append(block)
            else:
                rows = page.get("rows", h)
                blocks += [layer[y:y + rows] for y in range(0, h, rows)]
        offsets, sizes = [], []
        for block in blocks:
            data = pack(sample_bytes(block, bits, kind, order, pred))
            if page.get("fill") == 2:
                data = bytes(int(format(b, "08b")[::-1], 2) for b in data)
            if len(out) % 2:
                out.append(0)
            offsets.append(len(out))
            sizes.append(len(data))
            out += data
        tags = [(256, 4, [w]), (257, 4, [h]), (258, 3, [bits] * s), (259, 3, [page.get("compression", 1)]),
                (262, 3, [page.get("photometric", 2 if s >= 3 else 1)]), (277, 3, [s]), (284, 3, [planar])]
        if "fill" in page:
            tags.append((266, 3, [page["fill"]]))
        if "orientation" in page:
            tags.append((274, 3, [page["orientation"]]))
        if pred != 1:
            tags.append((317, 3, [pred]))
        if "palette" in page:
            tags.append((320, 3, list(page["palette"])))
        if "extra" in page:
            tags.append((338, 3, page["extra"]))
        if kind != "u":
            tags.append((339, 3, [{"i": 2, "f": 3, "c": 6}[kind]] * s))
        if tile:
            tags += [(322, 4, [tile[1]]), (323, 4, [tile[0]]), (324, 4, offsets), (325, 4, sizes)]
        else:
            tags += [(273, 4, offsets), (278, 4, [page.get("rows", h)]), (279, 4, sizes)]
        tags += page.get("tags", [])
        tags.sort()
        entries, room = b"", 8 if big else 4
        for tag, kind_of, values in tags:
            raw = struct.pack(order + {3: "H", 4: "I", 7: "B"}[kind_of] * len(values), *values)
            if len(raw) > room:
                if len(out) % 2:
                    out.append(0)
                place = len(out)
                out += raw
                raw = struct.pack(order + off, place)
            entries += struct.pack(order + "HH" + off, tag, kind_of, len(values)) + raw.ljust(room, b"\0")
        if len(out) % 2:
            out.append(0)
        struct.pack_into(order + off, out, link, len(out))
        out += struct.pack(order + ("Q" if big else "H"), len(tags)) + entries
        link = len(out)
        out += struct.pack(order + off, 0)
    return bytes(out)


def one_tiff(name, a, most, content="b", order="<", big=False, expected=None, tolerance=0.0, **page):
    save(name, tiff([dict(data=a, **page)], order, big))
    a = a if expected is None else expected
    expect(name, upright(a, page.get("orientation", 1)), most, content, tolerance)


def tiffs():
    for order, end in (("<", "le"), (">", "be")):
        for bits in (1, 2, 4, 8, 12, 16, 24, 32, 64):
            for s in (1, 3):
                most = 2 ** bits - 1
                a = pixels(5, 7, s, min(most, 2 ** 32 - 1), bits)
                divisor = most
                one_tiff(f"tiff_u{bits}_{s}_{end}.tif", a, divisor, order=order, bits=bits,
                         tolerance=1e-7 if bits > 16 else 0)
        for bits in (8, 16, 32):
            a = pixels(5, 7, 1, 200, bits).astype(np.int64) - 100
            one_tiff(f"tiff_i{bits}_{end}.tif", a * (2 ** (bits - 8) if bits < 32 else 1000), 1, "n", order, bits=bits,
                     kind="i")
        for bits in (16, 32, 64):
            for s in (1, 3):
                a = (pixels(5, 7, s, 1000, bits).astype(np.float64) - 300) / 16
                one_tiff(f"tiff_f{bits}_{s}_{end}.tif", a, 1, "n", order, bits=bits, kind="f")
    for comp, label in ((1, "none"), (5, "lzw"), (8, "deflate"), (32946, "olddeflate"), (32773, "packbits")):
        for s in (1, 3):
            a = pixels(9, 11, s, 255, comp)
            one_tiff(f"tiff_{label}_strips_{s}.tif", a, 255, compression=comp, rows=4)
            one_tiff(f"tiff_{label}_planar_{s}.tif", a, 255, compression=comp, rows=3, planar=2)
            one_tiff(f"tiff_{label}_tiles_{s}.tif", pixels(20, 18, s, 255, comp), 255, compression=comp, tile=(16, 16))
        one_tiff(f"tiff_{label}_planar_tiles.tif", pixels(18, 20, 3, 255, comp), 255, compression=comp, tile=(16, 16),
                 planar=2)
        one_tiff(f"tiff_{label}_large_tile.tif", a, 255, compression=comp, tile=(32, 48))
        one_tiff(f"tiff_{label}_16.tif", pixels(5, 7, 3, 65535, comp), 65535, compression=comp, bits=16, order=">")
        if comp in (5, 8):
            for bits in (8, 16, 32):
                for s in (1, 3):
                    b = pixels(6, 9, s, 2 ** bits - 1, bits)
                    one_tiff(f"tiff_{label}_predictor2_{bits}_{s}.tif", b, 2 ** bits - 1, compression=comp, bits=bits,
                             predictor=2, tolerance=1e-7 if bits > 16 else 0)
            for bits in (16, 32, 64):
                f = (pixels(6, 9, 1, 1000, bits).astype(np.float64) - 300) / 16
                one_tiff(f"tiff_{label}_predictor3_f{bits}.tif", f, 1, "n", compression=comp, bits=bits, kind="f",
                         predictor=3)
    for o in range(1, 9):
        one_tiff(f"tiff_orientation_{o}.tif", pixels(4, 6, 3, 255, o), 255, orientation=o)
        one_tiff(f"tiff_orientation_grey16_{o}.tif", pixels(4, 6, 1, 65535, o), 65535, orientation=o, bits=16)
    for bits in (1, 4, 8, 16):
        a = pixels(5, 7, 1, 2 ** bits - 1)
        one_tiff(f"tiff_miniswhite_{bits}.tif", a, 2 ** bits - 1, bits=bits, photometric=0,
                 expected=2 ** bits - 1 - a.astype(np.int64))
    for bits in (1, 2, 4, 8):
        a = pixels(5, 7, 1, 2 ** bits - 1)
        colours = pixels(3, 2 ** bits, 1, 65535, 3)[:, :, 0]
        one_tiff(f"tiff_palette_{bits}.tif", a, 65535, bits=bits, photometric=3, palette=colours.ravel(),
                 expected=np.stack([colours[c][a[:, :, 0].astype(int)] for c in range(3)], axis=2))
    small = pixels(3, 256, 1, 255, 3)[:, :, 0]
    one_tiff("tiff_palette_old.tif", a, 255, photometric=3, palette=small.ravel(),
             expected=np.stack([small[c][a[:, :, 0].astype(int)] for c in range(3)], axis=2))
    for bits in (8, 16):
        most = 2 ** bits - 1
        for colours in (1, 3):
            for kind, label in ((1, "associated"), (2, "unassociated")):
                for planar in (1, 2):
                    a = pixels(5, 7, colours + 1, most, kind)
                    alpha = a[:, :, -1]
                    if kind == 1:
                        a[:, :, :-1] = np.minimum(a[:, :, :-1], a[:, :, -1:])
                        over = a[:, :, :-1].astype(float) / most + (1 - alpha[:, :, None].astype(float) / most)
                    else:
                        over = white(a[:, :, :-1], alpha, most)
                    one_tiff(f"tiff_alpha_{label}_{bits}_{colours}_{planar}.tif", a, 1, bits=bits, extra=[kind],
                             planar=planar, expected=over, tolerance=5e-7)
        a = pixels(5, 7, 4, most, 9)
        c = a.astype(float) / most
        one_tiff(f"tiff_cmyk_{bits}.tif", a, 1, bits=bits, photometric=5, expected=(1 - c[:, :, :3]) * (1 - c[:, :, 3:]),
                 tolerance=5e-7)
    one_tiff("tiff_extra_unspecified.tif", a := pixels(5, 7, 4, 255), 255, extra=[0], expected=a[:, :, :3])
    one_tiff("tiff_grey_extra.tif", a := pixels(5, 7, 2, 255), 255, extra=[0], expected=a[:, :, :1])
    one_tiff("tiff_fill_order.tif", pixels(5, 7, 1, 1), 1, bits=1, fill=2)
    one_tiff("tiff_big.tif", pixels(5, 7, 3), 255, big=True)
    one_tiff("tiff_big_be.tif", pixels(5, 7, 3, 65535), 65535, big=True, order=">", bits=16)
    one_tiff("tiff_one_pixel.tif", pixels(1, 1, 3), 255)
    special = np.array([[np.nan, np.inf, -np.inf], [0.0, -0.5, 3e38]])
    one_tiff("tiff_f32_special.tif", special, 1, "n", bits=32, kind="f")
    save("tiff_f64_too_large.tif", tiff([dict(data=np.array([[1e300, 1.0]]), bits=64, kind="f")]))
    refuse("tiff_f64_too_large.tif", "too large")
    save("tiff_complex.tif", tiff([dict(data=pixels(2, 2, 1), bits=32, tags=[(339, 3, [6])])]))
    refuse("tiff_complex.tif", "complex numbers")
    save("tiff_unknown_compression.tif", tiff([dict(data=pixels(2, 2, 1), tags=[])]).replace(
        struct.pack("<HHIH", 259, 3, 1, 1), struct.pack("<HHIH", 259, 3, 1, 777)))
    refuse("tiff_unknown_compression.tif", "compression (777) is not known")
    save("tiff_no_directory.tif", b"II*\0\x08\0\0\0")
    refuse("tiff_no_directory.tif", "could not be decoded|ends too early")
    save("tiff_huge.tif", tiff([dict(data=pixels(2, 2, 1))]).replace(struct.pack("<HHII", 256, 4, 1, 2),
                                                                     struct.pack("<HHII", 256, 4, 1, 4000000000)))
    refuse("tiff_huge.tif", "4000000000 × 2 pixels")
    pages = [pixels(4, 5, 3, 255, i) for i in range(2)] + [pixels(3, 2, 1, 65535, 2)]
    save("tiff_pages.tif", tiff([dict(data=pages[0]), dict(data=pages[1], compression=5),
                                 dict(data=pages[2], bits=16, orientation=6)]))
    for i, page in enumerate(pages):
        expect("tiff_pages.tif", upright(page, 6 if i == 2 else 1), 65535 if i == 2 else 255, frame=i, frames=3)
    refuse("tiff_pages.tif", "3 frames or pages, and there is no number 4", frame=3)
    # what only libtiff packs
    bw = pixels(16, 24, 1, 1)[:, :, 0].astype(bool)
    for comp in ("group3", "group4", "tiff_ccitt"):
        Image.fromarray(bw).save(os.path.join(OUT, f"tiff_{comp}.tif"), compression=comp)
        expect(f"tiff_{comp}.tif", bw.astype(int))
    rgb = pixels(16, 24, 3).astype(np.uint8)
    for comp in ("lzma", "zstd"):
        Image.fromarray(rgb).save(os.path.join(OUT, f"tiff_{comp}.tif"), compression=comp)
        expect(f"tiff_{comp}.tif", rgb, 255)
    Image.fromarray(smooth(16, 24)).save(os.path.join(OUT, "tiff_webp.tif"), compression="webp")
    expect("tiff_webp.tif", smooth(16, 24), 255, tolerance=0.12)
    Image.fromarray(smooth(16, 24)).save(os.path.join(OUT, "tiff_jpeg.tif"), compression="jpeg", quality=100)
    expect("tiff_jpeg.tif", smooth(16, 24), 255, tolerance=0.03)
    grey = smooth(16, 24)[:, :, 0]
    Image.fromarray(grey).save(os.path.join(OUT, "tiff_jpeg_grey.tif"), compression="jpeg", quality=100)
    expect("tiff_jpeg_grey.tif", grey, 255, tolerance=0.03)
    Image.fromarray(smooth(16, 24)).convert("YCbCr").save(os.path.join(OUT, "tiff_ycbcr.tif"), compression="jpeg",
                                                          quality=100)
    expect("tiff_ycbcr.tif", smooth(16, 24), 255, tolerance=0.03)
    y = np.array(Image.fromarray(smooth(6, 8)).convert("YCbCr"))
    one_tiff("tiff_ycbcr_plain.tif", y, 255, photometric=6, tags=[(530, 3, [1, 1])], expected=smooth(6, 8),
             tolerance=0.02)
    lab = np.zeros((3, 4, 3), np.uint8)
    lab[:, :, 0] = np.linspace(0, 255, 12).reshape(3, 4).astype(np.uint8)
    one_tiff("tiff_lab.tif", lab, 1, photometric=8, expected=lab_to_srgb_grey(lab), tolerance=0.002)
    a = pixels(12, 7, 1, 255)
    whole = tiff([dict(data=a, rows=3)])
    save("tiff_cut_strips.tif", whole.replace(struct.pack("<IIII", 8, 30, 52, 74), struct.pack("<IIII", 8, 30, 52, 9999)))
    cut = a.copy()
    cut[9:] = 0
    expect("tiff_cut_strips.tif", cut, 255, damaged=1, checked=9)


def lab_to_srgb_grey(lab):
    """Of colours without a and b: L* to a linear grey, and to sRGB."""
    light = lab[:, :, 0].astype(float) / 255 * 100
    f = (light + 16) / 116
    linear = np.where(light > 8, f ** 3, light / 903.3)
    grey = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.repeat(grey[:, :, None], 3, axis=2)


# --- PNG ---------------------------------------------------------------------------------------------------------

def png_chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(a, bits, kind, filters=(0,), interlaced=False, extra=b"", level=6):
    h, w, s = a.shape
    step = max(1, s * bits // 8)

    def rows_of(part):
        out, before = [], None
        for i, row in enumerate(part):
            if bits == 16:
                raw = row.astype(">u2").tobytes()
            elif bits == 8:
                raw = row.astype(np.uint8).tobytes()
            else:
                raw = sample_bytes(row[None], bits, "u", ">", 1)
            cur = np.frombuffer(raw, np.uint8).astype(int)
            up = np.zeros_like(cur) if before is None else before
            left = np.concatenate([np.zeros(step, int), cur])[:len(cur)]
            corner = np.concatenate([np.zeros(step, int), up])[:len(cur)]
            f = filters[i % len(filters)]
            p = left + up - corner
            paeth = np.where((abs(p - left) <= abs(p - up)) & (abs(p - left) <= abs(p - corner)), left,
                             np.where(abs(p - up) <= abs(p - corner), up, corner))
            guess = [np.zeros_like(cur), left, up, (left + up) // 2, paeth][f]
            out.append(bytes([f]) + ((cur - guess) % 256).astype(np.uint8).tobytes())
            before = cur
        return b"".join(out)
    if interlaced:
        raw = b"".join(rows_of(a[y::dy, x::dx]) for x, y, dx, dy in
                       ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
                       if a[y::dy, x::dx].size)
    else:
        raw = rows_of(a)
    packed = zlib.compress(raw, level)
    half = len(packed) // 2
    return (b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", struct.pack(">IIBBBBB", w, h, bits, kind, 0, 0, interlaced)) +
            extra + png_chunk(b"IDAT", packed[:half]) + png_chunk(b"IDAT", packed[half:]) + png_chunk(b"IEND", b""))


def exif(orientation, order=">"):
    return ((b"MM\0*\0\0\0\x08" if order == ">" else b"II*\0\x08\0\0\0") +
            struct.pack(order + "HHHIHHI", 1, 274, 3, 1, orientation, 0, 0))


def pngs():
    for interlaced in (False, True):
        tag = "_interlaced" if interlaced else ""
        for bits in (1, 2, 4, 8, 16):
            a = pixels(11, 13, 1, 2 ** bits - 1, bits)
            save(f"png_grey{bits}{tag}.png", png(a, bits, 0, (0, 1, 2, 3, 4), interlaced))
            expect(f"png_grey{bits}{tag}.png", a, 2 ** bits - 1)
        for bits in (1, 2, 4, 8):
            a = pixels(11, 13, 1, 2 ** bits - 1, bits)
            colours = pixels(2 ** bits, 3, 1, 255, 5)[:, :, 0].astype(np.uint8)
            save(f"png_palette{bits}{tag}.png", png(a, bits, 3, (0,), interlaced, png_chunk(b"PLTE", colours.tobytes())))
            expect(f"png_palette{bits}{tag}.png", colours[a[:, :, 0].astype(int)], 255)
        for bits in (8, 16):
            most = 2 ** bits - 1
            a = pixels(11, 13, 3, most, bits)
            save(f"png_rgb{bits}{tag}.png", png(a, bits, 2, (4, 3, 2, 1, 0), interlaced))
            expect(f"png_rgb{bits}{tag}.png", a, most)
            for kind, s in ((4, 2), (6, 4)):
                a = pixels(11, 13, s, most, kind)
                save(f"png_alpha{kind}_{bits}{tag}.png", png(a, bits, kind, (1, 4), interlaced))
                expect(f"png_alpha{kind}_{bits}{tag}.png", white(a[:, :, :-1], a[:, :, -1], most), tolerance=3e-7)
    a = pixels(4, 5, 1, 255)
    key = int(a[1, 1, 0])
    save("png_grey_transparent.png", png(a, 8, 0, extra=png_chunk(b"tRNS", struct.pack(">H", key))))
    expect("png_grey_transparent.png", np.where(a == key, 255, a), 255)
    a = pixels(4, 5, 3, 65535)
    key = [int(v) for v in a[1, 1]]
    save("png_rgb16_transparent.png", png(a, 16, 2, extra=png_chunk(b"tRNS", struct.pack(">HHH", *key))))
    expect("png_rgb16_transparent.png", np.where((a == key).all(axis=2)[:, :, None], 65535, a), 65535)
    for o in range(1, 9):
        a = pixels(4, 6, 3, 255, o)
        save(f"png_orientation_{o}.png", png(a, 8, 2, extra=png_chunk(b"eXIf", exif(o, "<>"[o % 2]))))
        expect(f"png_orientation_{o}.png", upright(a, o), 255)
    a = pixels(16, 16, 3)
    whole = png(a, 8, 2)
    save("png_cut.png", whole[:len(whole) // 2 + 60])
    expect("png_cut.png", a, 255, checked=6, damaged=1)
    save("png_no_end.png", whole[:-12])
    expect("png_no_end.png", a, 255, damaged=1)
    broken = bytearray(whole)
    broken[len(whole) - 30] ^= 255
    save("png_damaged_data.png", bytes(broken))
    expect("png_damaged_data.png", a, 255, checked=10, damaged=1)
    save("png_header_only.png", whole[:40])
    refuse("png_header_only.png", "ends too early")
    save("png_bad_depth.png", png(a, 8, 2).replace(struct.pack(">IIBB", 16, 16, 8, 2), struct.pack(">IIBB", 16, 16, 7, 2)))
    refuse("png_bad_depth.png", "its header is damaged")
    frames = [Image.fromarray(pixels(6, 7, 4, 255, i).astype(np.uint8)) for i in range(3)]
    for f in frames:
        f.putalpha(255)
    frames[0].save(os.path.join(OUT, "png_animated.png"), save_all=True, append_images=frames[1:], duration=50)
    for i, f in enumerate(frames):
        expect("png_animated.png", np.array(f)[:, :, :3], 255, frame=i, frames=3)


# --- JPEG, BMP, GIF, WebP ------------------------------------------------------------------------------------------

def jpegs():
    a = smooth(16, 24)
    for sampling, label in ((0, "444"), (1, "422"), (2, "420")):
        for progressive in (False, True):
            name = f"jpeg_{label}{'_progressive' if progressive else ''}.jpg"
            Image.fromarray(a).save(os.path.join(OUT, name), quality=100, subsampling=sampling, progressive=progressive)
            expect(name, a, 255, tolerance=0.03)
    Image.fromarray(a[:, :, 0]).save(os.path.join(OUT, "jpeg_grey.jpg"), quality=100)
    expect("jpeg_grey.jpg", a[:, :, 0], 255, tolerance=0.02)
    for o in range(1, 9):
        Image.fromarray(a).save(os.path.join(OUT, f"jpeg_orientation_{o}.jpg"), quality=100, subsampling=0,
                                exif=b"Exif\0\0" + exif(o))
        expect(f"jpeg_orientation_{o}.jpg", upright(a, o), 255, tolerance=0.03)
    c = Image.fromarray(np.concatenate([255 - a, np.full((16, 24, 1), 0, np.uint8)], axis=2), "CMYK")
    c.save(os.path.join(OUT, "jpeg_cmyk.jpg"), quality=100)
    expect("jpeg_cmyk.jpg", a, 255, tolerance=0.03)
    data = read("jpeg_444.jpg")
    save("jpeg_cut.jpg", data[:-40])
    expect("jpeg_cut.jpg", a, 255, tolerance=0.06, checked=8, damaged=1)
    save("jpeg_header_only.jpg", data[:100])
    refuse("jpeg_header_only.jpg", "ends too early")


def bmp(a, bits, palette=None, header=40, compression=0, data=None, masks=b"", top_down=False):
    h, w = a.shape[:2]
    if data is None:
        rows = []
        for row in (a if top_down else a[::-1]):
            raw = row.tobytes() if bits >= 8 else sample_bytes(row[None, :, None], bits, "u", "<", 1)
            rows.append(raw + b"\0" * (-len(raw) % 4))
        data = b"".join(rows)
    colours = b"" if palette is None else b"".join(
        bytes(reversed(p)) + (b"" if header == 12 else b"\0") for p in palette.tolist())
    begin = 14 + header + (len(masks) if header == 40 else 0) + len(colours)
    if header == 12:
        head = struct.pack("<IHHHH", 12, w, h, 1, bits)
    else:
        head = struct.pack("<IiiHHIIiiII", header, w, -h if top_down else h, 1, bits, compression, len(data), 2835, 2835,
                           0 if palette is None else len(palette), 0)
        if header == 40:
            head += masks
        else:
            head += (masks.ljust(16, b"\0") + b"\0" * 200)[:header - 40]
    return b"BM" + struct.pack("<IHHI", begin + len(data), 0, 0, begin) + head + colours + data


def bmps():
    for bits in (1, 4, 8):
        a = pixels(5, 7, 1, 2 ** bits - 1, bits)[:, :, 0].astype(np.uint8)
        colours = pixels(2 ** bits, 3, 1, 255, 7)[:, :, 0].astype(np.uint8)
        for header in (12, 40, 108, 124):
            save(f"bmp_palette{bits}_{header}.bmp", bmp(a, bits, colours, header))
            expect(f"bmp_palette{bits}_{header}.bmp", colours[a], 255)
    a = pixels(5, 7, 3).astype(np.uint8)
    for top_down in (False, True):
        save(f"bmp_24_{int(top_down)}.bmp", bmp(a[:, :, ::-1], 24, top_down=top_down))
        expect(f"bmp_24_{int(top_down)}.bmp", a, 255)
    b = np.concatenate([a[:, :, ::-1], np.zeros((5, 7, 1), np.uint8)], axis=2)
    save("bmp_32.bmp", bmp(b, 32))
    expect("bmp_32.bmp", a, 255)
    save("bmp_32_fields.bmp", bmp(b[:, :, [2, 1, 0, 3]], 32, compression=3, masks=struct.pack("<III", 255, 65280, 255 << 16)))
    expect("bmp_32_fields.bmp", a, 255)
    c = pixels(5, 7, 4).astype(np.uint8)
    save("bmp_32_alpha.bmp", bmp(c[:, :, [2, 1, 0, 3]], 32, header=108, compression=3,
                                 masks=struct.pack("<IIII", 255 << 16, 65280, 255, 255 << 24)))
    expect("bmp_32_alpha.bmp", white(c[:, :, :3], c[:, :, 3], 255), tolerance=3e-7)
    for label, masks, r, g in (("555", b"", 31, 31), ("565", struct.pack("<III", 31 << 11, 63 << 5, 31), 31, 63)):
        d = np.stack([pixels(5, 7, 1, 31, 1)[:, :, 0], pixels(5, 7, 1, g, 2)[:, :, 0], pixels(5, 7, 1, 31, 3)[:, :, 0]],
                     axis=2).astype(np.uint16)
        word = d[:, :, 0] << (11 if g == 63 else 10) | d[:, :, 1] << 5 | d[:, :, 2]
        save(f"bmp_{label}.bmp", bmp(word.astype("<u2"), 16, compression=3 if masks else 0, masks=masks))
        expect(f"bmp_{label}.bmp", d / np.array([31.0, g, 31.0]), tolerance=1e-7)
    a = np.array([[1, 1, 1, 2], [3, 3, 3, 3]], np.uint8)
    colours = pixels(16, 3, 1, 255, 7)[:, :, 0].astype(np.uint8)
    save("bmp_rle8.bmp", bmp(a, 8, colours, compression=1, data=bytes([4, 3, 0, 0, 3, 1, 1, 2, 0, 1])))
    expect("bmp_rle8.bmp", colours[a], 255)
    save("bmp_rle4.bmp", bmp(a, 4, colours, compression=2, data=bytes([4, 0x33, 0, 0, 3, 0x11, 1, 0x20, 0, 1])))
    expect("bmp_rle4.bmp", colours[a], 255)
    a = pixels(8, 5, 3).astype(np.uint8)
    whole = bmp(a[:, :, ::-1], 24, top_down=True)
    save("bmp_cut.bmp", whole[:-50])
    cut = a.copy()
    expect("bmp_cut.bmp", cut, 255, checked=4, damaged=1)
    save("bmp_header_only.bmp", whole[:30])
    refuse("bmp_header_only.bmp", "ends too early|could not be decoded")


def gif_lzw(indices, bits):
    clear, end = 1 << bits, (1 << bits) + 1
    out, acc, count, since = bytearray(), 0, 0, 0
    codes = [clear]
    for i in indices:
        if since == clear - 2:
            codes.append(clear)
            since = 0
        codes.append(int(i))
        since += 1
    for code in codes + [end]:
        acc |= code << count
        count += bits + 1
        while count >= 8:
            out.append(acc & 255)
            acc >>= 8
            count -= 8
    if count:
        out.append(acc & 255)
    blocks = b"".join(bytes([len(out[i:i + 255])]) + out[i:i + 255] for i in range(0, len(out), 255))
    return bytes([bits]) + blocks + b"\0"


def gif(canvas, colours, frames):
    """frames: (x, y, indices, transparent or None, disposal, interlaced)"""
    w, h = canvas
    bits = max(2, (len(colours) - 1).bit_length())
    out = b"GIF89a" + struct.pack("<HHBBB", w, h, 0x80 | bits - 1, 0, 0) + colours.astype(np.uint8).tobytes()
    for x, y, a, transparent, disposal, interlaced in frames:
        out += b"\x21\xf9\x04" + struct.pack("<BHB", disposal << 2 | (transparent is not None), 5, transparent or 0) + b"\0"
        out += b"," + struct.pack("<HHHHB", x, y, a.shape[1], a.shape[0], 0x40 if interlaced else 0)
        if interlaced:
            a = np.concatenate([a[0::8], a[4::8], a[2::4], a[1::2]])
        out += gif_lzw(a.ravel(), bits)
    return out + b";"


def gifs():
    for bits in (2, 4, 8):
        colours = pixels(2 ** bits, 3, 1, 255, bits)[:, :, 0]
        a = pixels(9, 11, 1, 2 ** bits - 1, bits)[:, :, 0].astype(int)
        for interlaced in (False, True):
            name = f"gif_{bits}{'_interlaced' if interlaced else ''}.gif"
            save(name, gif((11, 9), colours, [(0, 0, a, None, 0, interlaced)]))
            expect(name, colours[a], 255)
    colours = pixels(16, 3, 1, 255, 1)[:, :, 0]
    small = pixels(3, 4, 1, 15, 1)[:, :, 0].astype(int)
    name = "gif_small_first_frame.gif"  # under it lies the colour that the file names as its background
    save(name, gif((8, 7), colours, [(2, 3, small, None, 0, False)]))
    canvas = np.tile(colours[0], (7, 8, 1))
    canvas[3:6, 2:6] = colours[small]
    expect(name, canvas, 255)
    base = pixels(7, 8, 1, 15, 2)[:, :, 0].astype(int)
    holes = small.copy()
    holes[0, :2] = 5
    save("gif_animated.gif", gif((8, 7), colours, [(0, 0, base, None, 1, False), (2, 3, small, None, 2, False),
                                                   (1, 1, holes, 5, 1, False), (4, 4, small, None, 3, False),
                                                   (0, 0, small, None, 1, False)]))
    shown = colours[base].copy()
    states = [shown.copy()]
    shown[3:6, 2:6] = colours[small]
    states.append(shown.copy())
    shown[3:6, 2:6] = colours[0]
    shown[1:4, 1:5] = np.where((holes == 5)[:, :, None], shown[1:4, 1:5], colours[holes])
    states.append(shown.copy())
    kept = shown.copy()
    shown[4:7, 4:8] = colours[small]
    states.append(shown.copy())
    shown = kept
    shown[0:3, 0:4] = colours[small]
    states.append(shown.copy())
    for i, state in enumerate(states):
        expect("gif_animated.gif", state, 255, frame=i, frames=5)
    refuse("gif_animated.gif", "5 frames or pages, and there is no number 6", frame=5)
    save("gif_transparent.gif", gif((4, 3), colours, [(0, 0, holes, 5, 0, False)]))
    expect("gif_transparent.gif", np.where((holes == 5)[:, :, None], 255, colours[holes]), 255)
    a = pixels(9, 11, 1, 15, 5)[:, :, 0].astype(int)
    whole = gif((11, 9), colours, [(0, 0, a, None, 0, False)])
    save("gif_cut.gif", whole[:-25])
    expect("gif_cut.gif", colours[a], 255, checked=4, damaged=1)
    save("gif_header_only.gif", whole[:20])
    refuse("gif_header_only.gif", "ends too early")


def webps():
    a = pixels(7, 9, 3).astype(np.uint8)
    Image.fromarray(a).save(os.path.join(OUT, "webp_lossless.webp"), lossless=True)
    expect("webp_lossless.webp", a, 255)
    b = pixels(7, 9, 4).astype(np.uint8)
    Image.fromarray(b).save(os.path.join(OUT, "webp_alpha.webp"), lossless=True, exact=True)
    expect("webp_alpha.webp", white(b[:, :, :3], b[:, :, 3], 255), tolerance=3e-7)
    Image.fromarray(smooth(64, 24)).save(os.path.join(OUT, "webp_lossy.webp"), quality=95)
    expect("webp_lossy.webp", smooth(64, 24), 255, tolerance=0.05)
    for o in range(1, 9):
        c = pixels(4, 6, 3, 255, o).astype(np.uint8)
        Image.fromarray(c).save(os.path.join(OUT, f"webp_orientation_{o}.webp"), lossless=True, exif=exif(o))
        expect(f"webp_orientation_{o}.webp", upright(c, o), 255)
    frames = [Image.fromarray(pixels(6, 7, 3, 255, i).astype(np.uint8)) for i in range(3)]
    frames[0].save(os.path.join(OUT, "webp_animated.webp"), save_all=True, append_images=frames[1:], lossless=True,
                   duration=50)
    for i, f in enumerate(frames):
        expect("webp_animated.webp", np.array(f), 255, frame=i, frames=3)
    data = read("webp_lossy.webp")
    save("webp_cut.webp", data[:-20])
    expect("webp_cut.webp", smooth(64, 24), 255, tolerance=0.1, checked=8, damaged=1)
    save("webp_header_only.webp", data[:14])
    refuse("webp_header_only.webp", "ends too early")


# --- HEIC, AVIF, JPEG XL -------------------------------------------------------------------------------------------

def turned(data, turn, mirror):
    """A HEIF file with a turn to the left by `turn` quarters and a mirror axis for its first picture."""
    data = bytearray(data)

    def boxes(at, end):
        while at < end:
            size, kind = struct.unpack_from(">I4s", data, at)
            yield kind, at, size
            at += size

    def find(path, at, end):
        for kind, place, size in boxes(at, end):
            if kind == path[0]:
                return [place] + (find(path[1:], place + (12 if kind == b"meta" else 8), place + size) if path[1:] else [])
        raise KeyError(path)

    new = b"" if turn == 0 else struct.pack(">I4sB", 9, b"irot", turn)
    new += b"" if mirror is None else struct.pack(">I4sB", 9, b"imir", mirror)
    count = (turn != 0) + (mirror is not None)
    meta, iprp, ipco = find([b"meta", b"iprp", b"ipco"], 0, len(data))
    size, = struct.unpack_from(">I", data, ipco)
    known = sum(1 for _ in boxes(ipco + 8, ipco + size))
    ipma = ipco + size
    assert data[ipma + 4:ipma + 8] == b"ipma" and data[ipma + 8] == 0 and data[ipma + 11] & 1 == 0
    pitm = find([b"meta", b"pitm"], 0, len(data))[1]
    entry = ipma + 16 + 2  # past the number of entries and the first item
    while data[entry - 2:entry] != data[pitm + 12:pitm + 14]:
        entry += 1 + data[entry] + 2
    had = data[entry]
    place = entry + 1 + had
    data[entry] = had + count
    data[place:place] = bytes(0x80 | known + 1 + i for i in range(count))
    data[ipma:ipma] = new
    grown = len(new) + count
    for at, by in ((meta, grown), (iprp, grown), (ipco, len(new)), (ipma + len(new), count)):
        struct.pack_into(">I", data, at, struct.unpack_from(">I", data, at)[0] + by)
    iloc = find([b"meta", b"iloc"], 0, len(data))[1]
    version, sizes, more, items = data[iloc + 8], data[iloc + 12], data[iloc + 13], struct.unpack_from(">H", data, iloc + 14)[0]
    assert (sizes, version) in ((0x44, 0), (0x44, 1))
    at = iloc + 16
    base = more >> 4
    for _ in range(items):
        at += 4 + (2 if version else 0)
        if base == 4:
            start, = struct.unpack_from(">I", data, at)
            if start > iloc:
                struct.pack_into(">I", data, at, start + grown)
        at += base
        extents, = struct.unpack_from(">H", data, at)
        at += 2
        for _ in range(extents):
            offset, = struct.unpack_from(">I", data, at)
            if offset > iloc:
                struct.pack_into(">I", data, at, offset + grown)
            at += 8
    return bytes(data)


def modern():
    with tempfile.TemporaryDirectory() as work:
        path = lambda name: os.path.join(work, name)
        rgb8, rgb16 = pixels(16, 18, 3).astype(np.uint8), pixels(16, 18, 3, 65535)
        grey8, grey16 = pixels(16, 18, 1).astype(np.uint8), pixels(16, 18, 1, 65535)
        alpha8 = pixels(16, 18, 4, 255, 4).astype(np.uint8)
        alpha16 = pixels(16, 18, 4, 65535, 4)
        files = {"rgb8": png(rgb8, 8, 2), "rgb16": png(rgb16, 16, 2), "grey8": png(grey8, 8, 0),
                 "grey16": png(grey16, 16, 0), "alpha8": png(alpha8, 8, 6), "alpha16": png(alpha16, 16, 6),
                 "smooth": png(smooth(32, 32), 8, 2), "smooth16": png(smooth(32, 32).astype(np.uint32) * 257, 16, 2)}
        for name, data in files.items():
            with open(path(name + ".png"), "wb") as f:
                f.write(data)
        step = 1.01 / 255  # heif-enc rounds on its way to the matrix
        for ext, flag in (("heic", []), ("avif", ["-A"])):
            exact = ["-L", "-p", "chroma=444", "--matrix_coefficients=0"]
            out = lambda name: os.path.join(OUT, f"{ext}_{name}.{ext}")
            run("heif-enc", *flag, *exact, "-o", out("rgb8"), path("rgb8.png"))
            expect(f"{ext}_rgb8.{ext}", rgb8, 255, tolerance=step)
            run("heif-enc", *flag, *exact, "-o", out("alpha8"), path("alpha8.png"))
            expect(f"{ext}_alpha8.{ext}", white(alpha8[:, :, :3], alpha8[:, :, 3], 255), tolerance=step)
            run("heif-enc", *flag, *exact, "-o", out("grey8"), path("grey8.png"))
            expect(f"{ext}_grey8.{ext}", np.repeat(grey8, 3, axis=2), 255)
            run("heif-enc", *flag, "-q", "95", "-p", "chroma=444", "-o", out("smooth"), path("smooth.png"))
            expect(f"{ext}_smooth.{ext}", smooth(32, 32), 255, tolerance=0.04)
            for bits in (10, 12):
                run("heif-enc", *flag, "-b", str(bits), "-q", "98", "-p", "chroma=422", "-o", out(f"smooth{bits}"),
                    path("smooth16.png"))
                expect(f"{ext}_smooth{bits}.{ext}", smooth(32, 32), 255, tolerance=0.03)
            run("heif-enc", *flag, *exact, "-o", out("two"), path("rgb8.png"), path("alpha8.png"))
            expect(f"{ext}_two.{ext}", rgb8, 255, frames=2, tolerance=step)
            expect(f"{ext}_two.{ext}", white(alpha8[:, :, :3], alpha8[:, :, 3], 255), frame=1, frames=2, tolerance=step)
            data = read(f"{ext}_rgb8.{ext}")
            save(f"{ext}_cut.{ext}", data[:-200])
            refuse(f"{ext}_cut.{ext}", "ends too early")
            for turn in range(4):
                for mirror in (None, 0, 1):
                    name = f"{ext}_turned_{turn}{'' if mirror is None else '_mirrored_%d' % mirror}.{ext}"
                    save(name, turned(read(f"{ext}_smooth.{ext}"), turn, mirror))
                    a = np.rot90(smooth(32, 32), turn)
                    a = a if mirror is None else a[:, ::-1] if mirror else a[::-1]
                    expect(name, a, 255, tolerance=0.04)
        for name, a, most in (("rgb8", rgb8, 255), ("rgb16", rgb16, 65535), ("grey8", grey8, 255), ("grey16", grey16, 65535)):
            run("cjxl", "-d", "0", path(name + ".png"), os.path.join(OUT, f"jxl_{name}.jxl"))
            expect(f"jxl_{name}.jxl", a, most)
        for name, a, most in (("alpha8", alpha8, 255), ("alpha16", alpha16, 65535)):
            run("cjxl", "-d", "0", path(name + ".png"), os.path.join(OUT, f"jxl_{name}.jxl"))
            kept = a[:, :, 3] if most == 255 else np.round(a[:, :, 3] / 257.0) * 257  # cjxl 0.7: 8 bits of alpha
            expect(f"jxl_{name}.jxl", white(a[:, :, :3], kept, most), tolerance=3e-7)
        run("cjxl", "-d", "0", "--container=1", path("rgb8.png"), os.path.join(OUT, "jxl_container.jxl"))
        expect("jxl_container.jxl", rgb8, 255)
        run("cjxl", "-d", "0.3", path("smooth.png"), os.path.join(OUT, "jxl_lossy.jxl"))
        expect("jxl_lossy.jxl", smooth(32, 32), 255, tolerance=0.12)
        floats = (pixels(16, 18, 3, 1000).astype(np.float32) - 200) / 512
        with open(path("f.pfm"), "wb") as f:
            f.write(b"PF\n18 16\n-1.0\n" + floats[::-1].astype("<f4").tobytes())
        run("cjxl", "-d", "0", path("f.pfm"), os.path.join(OUT, "jxl_float.jxl"))
        expect("jxl_float.jxl", floats, content="n", tolerance=1e-6)
        run("cjxl", "-d", "0", os.path.join(OUT, "png_animated.png"), os.path.join(OUT, "jxl_animated.jxl"))
        for i in range(3):
            a = pixels(6, 7, 4, 255, i)[:, :, :3]
            expect("jxl_animated.jxl", a, 255, frame=i, frames=3)
        for o in range(1, 9):
            run("cjxl", os.path.join(OUT, f"jpeg_orientation_{o}.jpg"), os.path.join(OUT, f"jxl_orientation_{o}.jxl"))
            expect(f"jxl_orientation_{o}.jxl", upright(smooth(16, 24), o), 255, tolerance=0.04)
        save("jxl_cut.jxl", read("jxl_rgb8.jxl")[:20])
        refuse("jxl_cut.jxl", "ends too early")


def main():
    os.makedirs(OUT, exist_ok=True)
    for name in os.listdir(OUT):
        os.remove(os.path.join(OUT, name))
    for part in (pnm, tiffs, pngs, jpegs, bmps, gifs, webps, modern):
        part()
    with open(os.path.join(OUT, "expected.txt"), "w", encoding="utf-8") as f:
        f.write("\n".join(LINES) + "\n")
    files = len(os.listdir(OUT)) - 1
    print(f"{files} files, {len(LINES)} lines, {sum(os.path.getsize(os.path.join(OUT, n)) for n in os.listdir(OUT))} bytes")


if __name__ == "__main__":
    sys.exit(main())
