"""What the tests of the run start from."""

from pathlib import Path

import pytest

from tests.update.place import Place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """An edition with thirty submissions and no page of the bot's."""
    place = Place(tmp_path)
    place.submit(*range(30))
    return place
