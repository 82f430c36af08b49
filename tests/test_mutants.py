"""The faults that scripts/mutants puts in: each still has its place in the code, and the tests that hold it are there."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_faults_fit_the_code() -> None:
    """Each stands in its module once, changes it, and names tests that there are; none is there twice."""
    data = tomllib.loads((ROOT / "tests" / "mutants.toml").read_text("utf-8"))
    faults = data["fault"]
    assert len(faults) >= 48
    assert len({(fault["file"], fault["old"], fault["new"]) for fault in faults}) == len(faults)
    for fault in faults:
        text = (ROOT / "indababot" / fault["file"]).read_text("utf-8")
        assert text.count(fault["old"]) == 1, fault["what"]
        compile(text.replace(fault["old"], fault["new"]), fault["file"], "exec")
        assert fault["old"] != fault["new"]
        for test in (*fault["tests"], *data["rooms"][fault["room"]]):
            file, _, name = test.partition("::")
            assert (ROOT / file).exists(), test
            assert not name or f"def {name}(" in (ROOT / file).read_text("utf-8"), test
