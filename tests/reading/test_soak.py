"""Many damaged pages: none crashes, none takes long, nothing is lost. ``scripts/soak`` reads twenty million characters of them."""

import os
import time

import pytest

from indababot.editions import available, load
from indababot.pages import Page
from indababot.privacy import public
from indababot.reading import read
from indababot.reading.core import MISREAD
from indababot.records import RemarkKind
from tests.reading.mutants import mutants
from tests.shares import SOAK

SECONDS = 2
PARTS = 4
CHARACTERS = (20_000_000 if SOAK else 800_000) // PARTS
SEED = int(os.environ.get("INDABABOT_SOAK_SEED", "1"))


@pytest.mark.soak
@pytest.mark.parametrize("part", range(PARTS))
def test_damaged_pages(part: int) -> None:
    """Each damaged page gives its record within two seconds, and the record has every word that a reader sees."""
    editions = [load(name) for name in available()]
    for number, mutant in enumerate(mutants(SEED * PARTS + part, CHARACTERS)):
        page = Page("WikiIndaba 2023/Submissions/X", mutant.text, mutant.markup)
        started = time.process_time()
        record = read(page, editions[number % len(editions)])
        public(record)
        taken = time.process_time() - started
        told = (
            record.model_dump_json()
        )  # before the mask: a word planted in an address is a part of the address
        # A label that is nearly the edition's names its field; what it has beside the edition's words is told as a finding.
        near = [one.span for one in record.remarks if one.kind is RemarkKind.NEAR_LABEL]
        told += " ".join(page.text[span.start : span.end] for span in near)
        lost = [word for word in mutant.words if word not in told.casefold()]
        misread = [one for one in record.remarks if one.text == MISREAD]
        assert not misread, f"page {number} of part {part} is misread: {mutant.text!r}"
        assert not lost, f"page {number} of part {part} loses {lost}: {mutant.text!r}"
        assert taken < SECONDS, f"page {number} of part {part} takes {taken:.1f} s: {mutant.text!r}"


def test_the_damage_is_the_same_for_the_same_seed() -> None:
    """A page that failed once can be made again, and different seeds give different pages."""
    assert list(mutants(3, 20_000)) == list(mutants(3, 20_000))
    assert list(mutants(3, 20_000)) != list(mutants(4, 20_000))
    assert any(mutant.words for mutant in mutants(3, 20_000))
