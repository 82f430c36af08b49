"""What an operator tries first (pywikibot's habits, a broken configuration, a value alone) is told in a line that helps."""

import json
from pathlib import Path

import pytest

from indababot.cli import logs
from tests.cli.test_run_commands import Run, run, wiki

__all__ = ["run", "wiki"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("update", "-simulate"), "No such option '-simulate'. Did you mean '--dry-run'?"),
        (("update", "-page:WikiIndaba 2023/Home"), "Did you mean '--page'?"),
        (("update", "-lang:fr"), "Did you mean '--wiki'?"),
        (("update", "-pt:1"), "Did you mean '--write-pause'?"),
        (("update", "--dryrun"), "Did you mean '--dry-run'?"),
        (("update", "-n"), "No such option '-n'. See"),
        (("export", "--colums=title"), "No such option '--colums'. Did you mean '--columns'?"),
        (("update", "wikiindaba-2023"), "Did you mean '--edition wikiindaba-2023'?"),
        (("update", "mine.toml"), "Did you mean '--edition mine.toml'?"),
        (("update", "http://127.0.0.1:1/api.php"), "Did you mean '--wiki http://127.0.0.1:1/api.php'?"),
        (("doctor", "wiki"), "Did you mean '--wiki wiki'?"),
        (("update", "WikiIndaba 2023/Home"), "Did you mean '--page WikiIndaba 2023/Home'?"),
        (("status", "WikiIndaba 2023/Home"), "Got unexpected extra argument (WikiIndaba 2023/Home). See"),
    ],
)
def test_a_wrong_call_names_the_option_that_was_meant(run: Run, words: tuple[str, ...], told: str) -> None:
    """What was typed is named whole, with one proposal or none."""
    done = run(*words)
    assert done.returncode == 2
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("x = 1\ndef broken(:\n", "user-config.py:2 cannot be used (SyntaxError: "),
        ("x = 1\n\nnothing_of_the_kind\n", "user-config.py:3 cannot be used (NameError: "),
        ("import sys\nsys.exit(7)\n", "user-config.py:2 cannot be used (SystemExit: 7)"),
        ("raise RuntimeError('no\\nway')\n", "user-config.py:1 cannot be used (RuntimeError: no"),
    ],
)
@pytest.mark.parametrize("command", ["update", "doctor", "status"])
def test_a_broken_user_config_is_told_with_its_line(
    run: Run, tmp_path: Path, lines: str, told: str, command: str
) -> None:
    """No traceback: pywikibot executes the file, and what goes wrong there is the operator's to fix."""
    folder = tmp_path / "pwb"
    folder.mkdir()
    (folder / "user-config.py").write_text(lines)
    (folder / "user-config.py").chmod(0o600)
    done = run(command, PYWIKIBOT_DIR=str(folder), INDABABOT_WIKI="")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    assert told in done.stderr
    assert "PYWIKIBOT_DIR" in done.stderr


def test_a_folder_of_pywikibot_that_is_not_there_is_told(run: Run) -> None:
    """A misspelt folder would else mean: no login, and the wrong wiki."""
    done = run("update", PYWIKIBOT_DIR="/nowhere/pwb", INDABABOT_WIKI="")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    assert "PYWIKIBOT_DIR names /nowhere/pwb, which is no folder" in done.stderr


def test_a_log_for_machines_holds_what_ended_the_call(run: Run, wiki: Path) -> None:
    """A wrong edition is a JSON object too, and a page that failed is an error for whoever looks for errors."""
    (line,) = map(
        json.loads, run("update", "--log-format", "json", "-e", "wikiindaba-203").stderr.splitlines()
    )
    assert (line["level"], line["exit_code"]) == ("error", 2)
    assert "did you mean 'wikiindaba-2023'" in line["message"]
    (wiki / "WikiIndaba 2023/Broken.wiki").write_text("{{IndabaBot list}}")
    lines = [json.loads(one) for one in run("update", "--log-format", "json").stderr.splitlines()]
    assert [one["page"] for one in lines if one["level"] == "error" and "page" in one] == [
        "WikiIndaba 2023/Broken"
    ]
    assert (lines[-1]["level"], lines[-1]["exit_code"]) == ("error", 1)
    assert not logs.as_json("for people", 2)


def test_a_list_with_wrong_parameters_is_known_to_status_and_doctor(run: Run, wiki: Path) -> None:
    """The run is good, and whoever looks after the bot learns all the same which list waits for a correction."""
    page = wiki / "WikiIndaba 2023/Mine.wiki"
    page.write_text("{{IndabaBot list|colums=title|limit=ten}}\n{{IndabaBot list end}}")
    assert run("update").returncode == 0
    status = " ".join(run("status").stdout.split())
    assert "saved: WikiIndaba 2023/Mine: Line 1: IndabaBot: There is no parameter “colums”" in status
    assert "“ten” is not a whole number" in status
    doctor = run("doctor")
    told = " ".join(doctor.stdout.split())
    assert doctor.returncode == 1
    assert "wrong list: WikiIndaba 2023/Mine:1: IndabaBot: There is no parameter “colums”" in told
    french = run("doctor", "--lang", "fr").stdout
    assert "Il n’y a pas de paramètre « colums »".replace(" ", "\u00a0", 0) in " ".join(french.split())
    assert "There is no parameter" not in french
    page.write_text("{{IndabaBot list|columns=title|limit=10}}\n{{IndabaBot list end}}")
    assert run("doctor").returncode == 0


def test_doctor_names_lists_outside_the_prefixes(run: Run, wiki: Path) -> None:
    """Why is my list empty: because it stands where the bot must not write."""
    (wiki / "Elsewhere.wiki").write_text("{{IndabaBot list}}\n{{IndabaBot list end}}")
    done = run("doctor")
    assert done.returncode == 0
    assert "outside the prefixes that the edition allows, so never written: Elsewhere" in " ".join(
        done.stdout.split()
    )


def test_a_dry_run_tells_what_would_stop_the_run(run: Run, wiki: Path) -> None:
    """A plan that the stop page forbids ends as the run would, with 5; one with nothing to write does not."""
    stop = wiki / "WikiIndaba 2023/Stop the bot.wiki"
    stop.write_text("Please wait. Ada")
    done = run("update", "--dry-run")
    assert done.returncode == 5
    assert done.stderr.rstrip().endswith("holds text: empty it to let the bot go on.")
    stop.unlink()
    assert run("update").returncode == 0
    stop.write_text("Please wait. Ada")
    assert run("update", "--dry-run").returncode == 0
