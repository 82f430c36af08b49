"""What is built from the sources: a wheel and an sdist with all that they need, and nothing else; one version; a manual page."""

import ast
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

from indababot import __version__

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def sources() -> set[str]:
    """The files of the package in the checkout; of the catalogues what a program reads."""
    return {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "indababot").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix not in (".po", ".pyc")
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the sdist."""
    folder = tmp_path_factory.mktemp("dist")
    call = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-t", "sdist", "-d", str(folder)]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return folder


def test_the_wheel_holds_the_package(built: Path) -> None:
    """Every module and data file of the package, its metadata, its licence and the manual page; no test, no source of a catalogue."""
    (wheel,) = built.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    ours = {name for name in names if name.startswith("indababot/")}
    assert ours == sources()
    rest = {re.sub(r"^indababot-[\d.]+\.", "", name) for name in names - ours}
    assert rest == {
        *("dist-info/METADATA", "dist-info/WHEEL", "dist-info/RECORD", "dist-info/entry_points.txt"),
        *("dist-info/licenses/LICENSE", "data/data/share/man/man1/indababot.1"),
    }


def test_data_files_are_there() -> None:
    """The data that the test above compares are not empty: each kind that the program reads has files."""
    kinds = {Path(name).suffix for name in sources()}
    assert {".toml", ".json", ".mo", ".html", ".css", ".js", ".typed"} <= kinds


def test_the_sdist_holds_what_was_committed(built: Path) -> None:
    """The sdist is what git knows of those folders and files, and its own metadata: no cache, no environment, no output of a run."""
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as file:
        names = {name.split("/", 1)[1] for name in file.getnames()}
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("the sources are no clone")
    call = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    known = set(subprocess.run(call, capture_output=True, text=True, check=True).stdout.split("\0")) - {""}
    assert names - known == {"PKG-INFO"}
    wanted = PROJECT["tool"]["hatch"]["build"]["targets"]["sdist"]["only-include"]
    below = {name for name in known if name in wanted or name.split("/")[0] in wanted}
    assert below <= names
    assert {"pyproject.toml", "README.md", "LICENSE"} <= names


def test_the_version_stands_in_one_place(built: Path) -> None:
    """Wheel, metadata and program have the version of ``indababot/__init__.py``, and pyproject.toml names none."""
    assert "version" not in PROJECT["project"]
    tree = ast.parse((ROOT / "indababot" / "__init__.py").read_text(encoding="utf-8"))
    (stated,) = [
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__version__"
    ]
    assert stated == __version__
    assert {path.name for path in built.iterdir()} == {
        f"indababot-{__version__}-py3-none-any.whl",
        f"indababot-{__version__}.tar.gz",
    }


@pytest.mark.skipif(shutil.which("groff") is None, reason="there is no groff")
def test_the_manual_page_is_right() -> None:
    """troff has nothing to say against the manual page, and it names every command."""
    done = subprocess.run(
        ["groff", "-man", "-ww", "-Tutf8", "-P-cbou", ROOT / "man" / "indababot.1"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    from indababot.cli import COMMANDS

    for command in COMMANDS:
        assert f"indababot {command}" in done.stdout


def test_the_lowest_versions_are_stated() -> None:
    """Every dependency says its lowest version, which scripts/lowest tries."""
    project = PROJECT["project"]
    texts = [
        *project["dependencies"],
        *(text for extra in project["optional-dependencies"].values() for text in extra),
    ]
    assert all(">=" in text for text in texts if not text.startswith("indababot["))
