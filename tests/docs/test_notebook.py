"""``docs/notebook.ipynb`` runs as it stands, on the sample pages, and gives what it shows."""

import json
import os
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from tests.docs.pages import ROOT

NOTEBOOK = ROOT / "docs" / "notebook.ipynb"


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The notebook after all its cells have run, where a reader runs it, with what a kernel keeps in a folder of its own."""
    home = tmp_path_factory.mktemp("home")
    own = {
        "HOME": str(home),
        "IPYTHONDIR": str(home),
        "JUPYTER_RUNTIME_DIR": str(home),
        "PYTHONPATH": str(ROOT),
    }
    environment = {key: value for key, value in os.environ.items() if not key.startswith("INDABABOT_")} | own
    with pytest.MonkeyPatch.context() as patch:
        for key, value in own.items():
            patch.setenv(key, value)
        notebook = nbformat.read(NOTEBOOK, as_version=4)
        client = NotebookClient(
            notebook,
            timeout=300,
            kernel_name="python3",
            resources={"metadata": {"path": str(NOTEBOOK.parent)}},
        )
        client.execute(env=environment)
    return notebook


def told(notebook: Any) -> list[str]:
    """What the code cells say, as text; the chart is a picture."""
    return [
        output.get("text") or "".join(output["data"].get("text/plain", ""))
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if "image/svg+xml" not in output.get("data", {})
    ]


@pytest.mark.enable_socket
def test_it_gives_what_it_shows(ran: Any) -> None:
    """Each cell's text is what stands below it in the file: else run scripts/docs notebook."""
    assert told(ran) == told(nbformat.read(NOTEBOOK, as_version=4))
    assert len(told(ran)) >= 5


@pytest.mark.enable_socket
def test_it_shows_a_card_and_ends_with_a_chart(ran: Any) -> None:
    """A submission is a card, and the last cell draws a picture by itself, that loads nothing."""
    outputs = [output for cell in ran.cells if cell.cell_type == "code" for output in cell.outputs]
    pages = [output["data"]["text/html"] for output in outputs if "text/html" in output.get("data", {})]
    assert any("<article>" in page for page in pages)
    chart = outputs[-1]["data"]["image/svg+xml"]
    assert "<svg" in chart
    assert "href" not in chart


def test_it_names_no_place_of_this_machine() -> None:
    """The file holds no path of the machine that it ran on."""
    text = NOTEBOOK.read_text(encoding="utf-8")
    assert json.loads(text)["cells"]
    assert str(Path.home()) not in text
    assert str(ROOT) not in text
