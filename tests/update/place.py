"""A folder wiki with submissions of invented people, overview pages and human text around their regions."""

from pathlib import Path

from indababot.editions import load
from indababot.editions.model import Edition
from indababot.update import State, update
from indababot.updating.report import RunReport
from indababot.wikis.folder import FolderWiki
from indababot.wikis.titles import to_path

HOME = "WikiIndaba 2023/Home"
"""A page of a person's, on which tests put lists."""
THEMES = ("Technology", "Education", "Partnerships")
TYPES = ("Lecture", "Workshop", "Panel")


def submission(number: int, **more: str) -> str:
    """The wikitext of a submission."""
    fields = {
        "Author(s)": f"Person {number}",
        "Username(s)": f"[[User:Person{number}]]",
        "Type of submission": TYPES[number % 3],
        "Theme(s)": THEMES[number % 3],
        "Abstract": f"What session {number} is about, in a few words.",
        "Level of advancement": "Basic",
        "How will this session be beneficial for the communities in the region?": "They learn.",
    } | more
    lines = [f"'''{label}:''' {value}\n" for label, value in fields.items()]
    return "\n".join(lines) + "\n[[Category:WikiIndaba 2023/Submissions]]\n"


class Place:
    """A folder wiki in the making, and runs on it."""

    def __init__(self, root: Path) -> None:
        self.root = root / "wiki"
        self.root.mkdir()
        self.state = State(root / "state")
        self.edition: Edition = load("wikiindaba-2023")

    def path(self, title: str) -> Path:
        """The file of a page."""
        return self.root / to_path(title)

    def put(self, title: str, text: str) -> Path:
        """Writes a page."""
        path = self.path(title)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return path

    def text(self, title: str) -> str:
        """A page's text."""
        return self.path(title).read_bytes().decode()

    def submit(self, *numbers: int, **more: str) -> None:
        """Writes submissions."""
        for number in numbers:
            self.put(f"WikiIndaba 2023/Submissions/Session {number:02}", submission(number, **more))

    def withdraw(self, *numbers: int) -> None:
        """Takes submissions away."""
        for number in numbers:
            self.path(f"WikiIndaba 2023/Submissions/Session {number:02}").unlink()

    def wiki(self) -> FolderWiki:
        """The folder as a wiki."""
        return FolderWiki(self.root)

    def run(self, wiki: FolderWiki | None = None, *, allow_shrink: bool = False) -> RunReport:
        """One run of the bot."""
        return update(wiki or self.wiki(), self.edition, state=self.state, allow_shrink=allow_shrink)

    def all(self) -> dict[str, bytes]:
        """Every file of the wiki, hidden ones too."""
        return {
            str(path.relative_to(self.root)): path.read_bytes()
            for path in self.root.rglob("*")
            if path.is_file()
        }

    def guarded(self, **limits: object) -> None:
        """Changes the edition's guard."""
        guard = self.edition.guard.model_copy(update=limits)
        self.edition = self.edition.model_copy(update={"guard": guard})


def overview(parameters: str = "view=submissions", body: str = "") -> str:
    """A page with human text around a region."""
    return f"Welcome, dear reader.\r\n\n{{{{IndabaBot list|{parameters}}}}}\n{body}{{{{IndabaBot list end}}}}\n\nMind the gap. \n"


def results(report: RunReport) -> dict[str, str]:
    """What became of each page."""
    return {page.title: page.result.value for page in report.pages}
