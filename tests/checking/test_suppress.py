"""Comments in a page suppress the findings that they name, where they stand, and say so when they suppress nothing."""

import pytest

from tests.checking.drafts import CLEAN, found, told

WRONG = CLEAN.replace("Lecture", "Seance")


def comment(codes: str, reason: str = " -- because") -> str:
    return f"<!-- indababot: ignore {codes}{reason} -->"


CASES = {
    "behind the value": (WRONG.replace("Seance", f"Seance {comment('IB201')}"), []),
    "by name, without a reason": (WRONG.replace("Seance", f"Seance {comment('unknown-value', '')}"), []),
    "on the line before": (WRONG.replace("'''Type", f"{comment('IB201')}\n'''Type"), []),
    "two lines before: too far": (
        WRONG.replace("'''Username", f"{comment('IB201')}\n'''Username"),
        [(3, 1, "unused-suppression"), (5, 13, "unknown-value")],
    ),
    "above the form: the whole page": (f"{comment('IB201')}\n{WRONG}", []),
    "without a code: everything": (f"{comment('', '')}\n{WRONG.replace('How we train', '')}", []),
    "another code": (
        WRONG.replace("Seance", f"Seance {comment('IB101')}"),
        [(4, 13, "unknown-value"), (4, 20, "unused-suppression")],
    ),
    "several codes, one idle": (
        WRONG.replace("Seance", f"Seance {comment('IB201, too-long')}"),
        [(4, 20, "unused-suppression")],
    ),
    "no such code": (CLEAN + comment("IB999"), [(7, 1, "unused-suppression")]),
    "codes that only the wiki can tell are not called unused": (
        CLEAN + comment("IB305, duplicate-title"),
        [],
    ),
    "another program's comment": (CLEAN + "<!-- indaba: ignore IB201 -->", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_comments(text: str, expected: list[tuple[int, int, str]]) -> None:
    """A comment holds for its line, the next one, or the whole page; an idle one is a finding."""
    assert told(found(text)) == expected


def test_a_misspelt_code_gets_a_suggestion() -> None:
    """The finding on a name that is no rule says which one may be meant."""
    (finding,) = found(CLEAN + comment("unknown-valeu"))
    assert finding.help == "Did you mean 'unknown-value'?"
