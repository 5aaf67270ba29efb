#!/usr/bin/env python3
# SPDX-FileCopyrightText: Corr2D Lab contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""run_code.py WRITE_CODE COUNT [FIRST]: runs COUNT random sessions as code in every language that is here.

WRITE_CODE is the program that writes them. Python code runs in this process, C++ as one program of all. The program
corr2d-lab is asked where CORR2D_LAB names it. Says what failed and what was skipped, and ends with 1 where something
failed, with 77 where no language is there.
"""
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import traceback
import warnings

PYTHON = {"numpy": ["numpy"], "scipy": ["numpy", "scipy"], "opencv": ["numpy", "cv2"], "pytorch": ["numpy", "torch"]}
HEADERS = ["algorithm", "cassert", "cmath", "cstddef", "fstream", "vector"]
A_BATCH = 25  # sessions that g++ compiles at once


def run_python(language, folders):
    failed = []
    for folder in folders:
        os.chdir(folder)
        path = os.path.join(folder, language + ".py")
        try:
            with open(path, encoding="utf-8") as file:
                exec(compile(file.read(), path, "exec"), {"__name__": "__main__"})
        except Exception:  # whatever it is, it is this session's
            failed.append((path, traceback.format_exc(limit=1)))
    return failed


def build_cpp(batch, top):
    name = os.path.join(top, "batch" + os.path.basename(batch[0]))
    with open(name + ".cpp", "w", encoding="utf-8") as file:
        file.write("".join(f"#include <{header}>\n" for header in HEADERS + ["cstdio", "cstdlib", "cstring"]))
        for folder in batch:
            file.write(f'namespace s{os.path.basename(folder)} {{\n#include "{folder}/cpp.cpp"\n}}\n')
        file.write("int main(int, char** argv)\n{\n")
        for folder in batch:
            number = os.path.basename(folder)
            file.write(f'    if (!std::strcmp(argv[1], "{number}")) return s{number}::main();\n')
        file.write("    return 99;\n}\n")
    subprocess.run(["g++", "-std=c++17", "-O0", "-Wall", "-o", name, name + ".cpp"], check=True)
    return name


def run_cpp(folders, top):
    failed = []
    for at in range(0, len(folders), A_BATCH):
        batch = folders[at:at + A_BATCH]
        program = build_cpp(batch, top)
        for folder in batch:
            done = subprocess.run([program, os.path.basename(folder)], cwd=folder, capture_output=True, text=True)
            if done.returncode != 0:
                failed.append((os.path.join(folder, "cpp.cpp"), done.stderr))
    return failed


def run_command(folders, program):
    """Those whose session is not asked for; the others are counted as skipped."""
    failed, asked = [], 0
    path = os.path.dirname(os.path.abspath(program)) + os.pathsep + os.environ["PATH"]
    for folder in folders:
        script = os.path.join(folder, "command.sh")
        with open(script, encoding="utf-8") as file:
            if "corr2d-lab" not in (text := file.read()) or "session.corr2d" in text:
                continue
        asked += 1
        done = subprocess.run(["sh", script], cwd=folder, capture_output=True, text=True, env={**os.environ, "PATH": path})
        if done.returncode != 0:
            failed.append((script, done.stderr))
    return failed, asked


def run_latex(top):
    done = subprocess.run(["pdflatex", "-halt-on-error", "-interaction=batchmode", "document.tex"], cwd=top,
                          stdout=subprocess.DEVNULL)
    if done.returncode == 0:
        return []
    with open(os.path.join(top, "document.log"), encoding="utf-8", errors="replace") as log:
        return [(os.path.join(top, "document.tex"), log.read()[-2000:])]


def report(language, ran, failed):
    print(f"{language}: {ran - len(failed)} of {ran} asserts hold", flush=True)
    for path, why in failed[:5]:
        print(f"  {path}\n    {why.strip()}")
    return len(failed)


def main():
    writer, count = os.path.abspath(sys.argv[1]), int(sys.argv[2])
    first = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    warnings.simplefilter("ignore")  # of overflow in a sigmoid
    top = tempfile.mkdtemp(prefix="code")
    subprocess.run([writer, str(count), str(first), top], check=True)
    folders = [os.path.join(top, str(n)) for n in range(first, first + count)]
    bad, ran = 0, 0
    for language, modules in PYTHON.items():
        missing = [module for module in modules if importlib.util.find_spec(module) is None]
        if missing:
            print(f"{language}: skipped, Python has no {' and no '.join(missing)}")
            continue
        ran += 1
        bad += report(language, count, run_python(language, folders))
    if shutil.which("g++"):
        ran += 1
        bad += report("cpp", count, run_cpp(folders, top))
    else:
        print("cpp: skipped, there is no g++")
    if shutil.which("pdflatex"):
        failed = run_latex(top)
        bad += len(failed)
        print("latex: one document of all windows " + ("does not compile\n" + failed[0][1] if failed else "compiles"))
    else:
        print("latex: skipped, there is no pdflatex")
    program = os.environ.get("CORR2D_LAB")
    if program:
        failed, asked = run_command(folders, program)
        bad += report("command", asked, failed)
        print(f"command: {count - asked} skipped, which need a session file")
    else:
        print("command: skipped, CORR2D_LAB names no program")
    os.chdir("/")
    if bad:
        print(f"The code is kept in {top}")
        return 1
    shutil.rmtree(top)
    return 0 if ran else 77


if __name__ == "__main__":
    sys.exit(main())
