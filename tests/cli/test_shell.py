"""``indababot completion`` installs what a shell needs, and ``--version`` says what is installed."""

import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from indababot import __version__

ROOT = Path(__file__).parents[2]


def run(*words: str, home: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """One call of the command with a home of its own."""
    kept = {name: os.environ[name] for name in ("PATH",)}
    environment = {**kept, "HOME": str(home), "PYTHONPATH": str(ROOT), **variables}
    call = [sys.executable, "-m", "indababot", *words]
    return subprocess.run(call, env=environment, cwd=home, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("shell", "place"),
    [
        ("bash", ".local/share/bash-completion/completions/indababot"),
        ("zsh", ".local/share/zsh/site-functions/_indababot"),
        ("fish", ".config/fish/completions/indababot.fish"),
    ],
)
def test_it_is_installed_for_the_shell_in_use(shell: str, place: str, tmp_path: Path) -> None:
    """Without a word the shell of the user is meant; the file stands where that shell looks, and is what is printed."""
    done = run("completion", "--install", home=tmp_path, SHELL=f"/usr/bin/{shell}")
    assert done.returncode == 0, done.stderr
    assert str(tmp_path / place) in done.stderr
    printed = run("completion", shell, home=tmp_path)
    assert (tmp_path / place).read_text(encoding="utf-8") == printed.stdout
    assert "indababot" in printed.stdout


def test_an_unknown_shell_is_told(tmp_path: Path) -> None:
    """A shell that cannot complete is a wrong call that names those that can; so is a folder that cannot be made."""
    done = run("completion", "--install", home=tmp_path, SHELL="/bin/sh")
    assert (done.returncode, done.stdout) == (2, "")
    assert "bash, zsh, fish" in done.stderr
    (tmp_path / "file").write_text("")
    done = run("completion", "fish", "--install", home=tmp_path, XDG_CONFIG_HOME=str(tmp_path / "file"))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_bash_completes_with_it(tmp_path: Path) -> None:
    """bash, with the installed file, offers commands, options and rules."""
    tool = tmp_path / "bin" / "indababot"
    tool.parent.mkdir()
    tool.write_text(f'#!/bin/sh\nexec {sys.executable} -m indababot "$@"\n', encoding="utf-8")
    tool.chmod(0o755)
    run("completion", "bash", "--install", home=tmp_path)
    script = tmp_path / ".local/share/bash-completion/completions/indababot"
    for words, expected in (
        ("val", "validate"),
        ("validate --sel", "--select"),
        ("rules IB30", "IB301"),
        ("validate -e wikiindaba-202", "wikiindaba-2023"),  # beside the files of that name
        ("validate -e cee-2022,wikim", "cee-2022,wikimania-2014"),
        ("validate --select = IB30", "IB301"),  # as bash cuts --select=IB30
        ("validate --select = IB301 --form", "--format"),
        ("editions show gen", "generic"),
    ):
        typed = ["indababot", *words.split()]
        code = (
            f"compopt() {{ :; }}; source '{script}'; COMP_WORDS=({' '.join(typed)}); COMP_CWORD={len(typed) - 1}; "
            '_indababot_completion indababot; printf "%s\\n" "${COMPREPLY[@]}"'
        )
        environment = {
            "PATH": f"{tool.parent}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "HOME": str(tmp_path),
        }
        done = subprocess.run(
            ["bash", "-c", code], env=environment, capture_output=True, text=True, check=False
        )
        assert expected in done.stdout.split(), done.stderr


def test_the_version_names_the_libraries(tmp_path: Path) -> None:
    """Our version, Python's, and that of each library, in lines of at most 80 characters."""
    done = run("--version", home=tmp_path)
    assert done.stdout.startswith(f"indababot, version {__version__}\n")
    assert max(map(len, done.stdout.splitlines())) <= 80
    told = re.sub(r"\s+", " ", done.stdout)
    for name in ("pywikibot", "mwparserfromhell", "pydantic", "click"):
        assert f"{name} {version(name)}" in told
