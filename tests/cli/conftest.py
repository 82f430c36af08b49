"""What tests of whole commands share."""

from pathlib import Path

import pytest

from tests.update.place import HOME, Place, overview


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A folder wiki with six submissions and a list."""
    place = Place(tmp_path)
    place.submit(*range(6))
    place.put(HOME, overview())
    return place
