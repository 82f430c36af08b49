#!/usr/bin/env python3
"""What a call costs beyond its imports: ``benchmarks/start.py [ROUNDS]``.

A command, ``--help`` and ``validate`` of one draft, takes turns with a process that imports the same modules, ours and others', in the
same order, and does no more. Times are of whole processes, the least of the rounds.
"""

import compileall
import json
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
DRAFT = ROOT / "fixtures" / "wikiindaba-2023"
CALLS = {"--help": ("--help",), "validate one draft": ("validate", "-e", "wikiindaba-2023", "draft.wiki")}
CALL = "import sys; from indababot.cli import main; main(sys.argv[1:])"
LOADED = """\
import json, sys
bare = set(sys.modules)
from indababot.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
sys.stdout.write("\\n" + json.dumps([name for name in sys.modules if name not in bare]))
"""
IMPORT = """\
import importlib, sys
for name in open("modules").read().split():
    try:
        importlib.import_module(name)
    except ImportError:
        pass  # a name that is put among the modules and is none
"""


def process(code: str, *words: str, folder: Path) -> tuple[float, str]:
    """Runs code in a process of its own: its seconds, and what it says."""
    since = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code, *words],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": "", "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return time.perf_counter() - since, done.stdout


def measured(folder: Path, words: tuple[str, ...], rounds: int) -> tuple[float, float]:
    """The seconds of a call, and those of its imports alone."""
    names = json.loads(process(LOADED, *words, folder=folder)[1].splitlines()[-1])
    (folder / "modules").write_text("\n".join(names), "utf-8")
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(process(CALL, *words, folder=folder)[0])
        theirs.append(process(IMPORT, folder=folder)[0])
    return min(ours), min(theirs)


def main() -> None:
    """Measures each call, and prints a table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    compileall.compile_dir(ROOT / "indababot", quiet=1)  # as pip leaves it
    with TemporaryDirectory() as name:
        folder = Path(name)
        draft = min(DRAFT.glob("*.wiki"))
        (folder / "draft.wiki").write_bytes(draft.read_bytes())
        print("| | indababot | its imports alone | ratio |\n|---|---|---|---|")
        for what, words in CALLS.items():
            ours, theirs = measured(folder, words, rounds)
            print(f"| `{what}` | {ours:.2f} s | {theirs:.2f} s | {ours / theirs:.2f} |")


if __name__ == "__main__":
    main()
