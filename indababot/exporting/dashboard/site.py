"""The pages of the dashboard: templates by Jinja2, which escape whatever they show. Same data, same bytes."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any
from urllib.parse import quote

from indababot.exporting.dashboard import data
from indababot.exporting.dashboard.apart import apart
from indababot.exporting.dashboard.charts import need_extra
from indababot.exporting.dashboard.data import Part, Session
from indababot.exporting.dashboard.overview import overview
from indababot.exporting.dashboard.words import FILTER_NAMES, Words
from indababot.i18n import ARABIC_COMMA, plural
from indababot.pages import web_address
from indababot.persons import Person
from indababot.privacy import Public

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
    )
)
"""What a browser may do with the pages: use the site's own style sheet and script, and nothing else."""
STATIC = ("site.css", "list.js")
RTL = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
"""Languages that are written from right to left."""
MATRIX = 24
"""So many sessions at most stand in the matrix of clashes."""
CHOSEN = ("edition", "status", "type", "theme", "level", "language", "complete")
"""What the list has a choice for; all filters of :func:`data.row` work in an address."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A session as the templates see it: with the edition that it is from, its address on the wiki, and its row's filters."""

    session: Session
    part: Part
    holders: tuple[Person, ...]
    url: str | None

    @property
    def record(self) -> Public:
        """The record."""
        return self.session.record

    @property
    def filters(self) -> str:
        """What the list filters the row by, as JSON."""
        names = {self.session.ident: [one.name for one in self.holders]}
        found = data.row(self.session, self.part.edition, names)
        return json.dumps({name: texts for name, texts in found.items() if texts}, ensure_ascii=True)


def build(parts: Sequence[Part], language: str, *, address: str | None = None) -> Iterator[tuple[str, bytes]]:
    """Every file of the site, by its path: first the cards, last ``index.html``.

    ``address`` is where pages without an address of their own are on their wiki, with ``$1`` for the title.

    Raises:
        MissingExtra: the extra ``dashboard`` is not installed.
    """
    need_extra()
    parts = data.unified(parts)
    words = Words(language, parts)
    environment = _environment(words)
    people = data.people(parts)
    holders: dict[str, list[Person]] = defaultdict(list)
    for person, sessions in people:
        for session in sessions:
            holders[session.ident].append(person)
    shown = {
        session.ident: Shown(session, part, tuple(holders[session.ident]), url_of(session.record, address))
        for part in parts
        for session in part.sessions
    }
    common = {"parts": parts, "words": words, "shown": shown, "sessions": list(shown.values())}

    def page(path: str, template: str, **more: Any) -> tuple[str, bytes]:
        depth = "../" * path.count("/")
        text = environment.get_template(template).render(**common, **more, root=depth, path=path)
        return path, text.encode("utf-8")

    for name in STATIC:
        yield f"assets/{name}", _file("static", name).encode("utf-8")
    order = list(shown.values())
    for place, one in enumerate(order):
        around = {
            "previous": order[place - 1] if place else None,
            "next": order[place + 1] if place + 1 < len(order) else None,
        }
        yield page(one.session.path, "submission.html", one=one, **around)
    yield page("submissions.html", "submissions.html", choices=_choices(parts, words))
    speakers = [
        (one.name, one.accounts, sessions, data.address(person=data.plain(one.name)))
        for one, sessions in people
    ]
    audience = [
        (name, (), sessions, data.address(interested=name)) for name, sessions in data.interested(parts)
    ]
    yield page("people.html", "people.html", people=speakers)
    yield page("interested.html", "people.html", people=audience)
    listed, pairs = data.clashing(parts, MATRIX)
    yield page("clashes.html", "clashes.html", listed=listed, pairs=pairs, cells=_cells(pairs))
    yield apart(  # it has the charts
        lambda: page("index.html", "index.html", **overview(parts, words, people, rtl=language in RTL))
    )


def url_of(record: Public, address: str | None) -> str | None:
    """A page's address on its wiki; None where it is unknown, or leads to something else than the web."""
    url = record.page.url or (
        address and address.replace("$1", quote(record.page.title.replace(" ", "_"), safe="/:"))
    )
    return web_address(url)


def _choices(parts: Sequence[Part], words: Words) -> list[dict[str, Any]]:
    """The choices above the list, each with its values and how many sessions have them; one value is no choice."""
    found = []
    for name in CHOSEN:
        if name == "complete":
            done = sum(one.complete for one in data.every(parts))
            counts = [("yes", done), ("no", len(data.every(parts)) - done)]
        else:
            counts = [(one.value, one.count) for one in data.counts(parts, name)]
        options = [(value, words.value(name, value), count) for value, count in counts if count]
        if len(options) > 1:
            found.append({"name": name, "label": words.say(FILTER_NAMES[name]), "options": options})
    return found


def _cells(pairs: Sequence[tuple[Session, Session, data.Clash]]) -> dict[tuple[str, str], dict[str, Any]]:
    """The matrix: for each two sessions what they share, and the list of both."""
    found = {}
    for first, second, clash in pairs:
        cell = {"clash": clash, "href": data.address(id=(first.ident, second.ident))}
        found[first.ident, second.ident] = found[second.ident, first.ident] = cell
    return found


def _environment(words: Words) -> Any:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(lambda name: _file("templates", name)),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: data.plain(value) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    direction = "rtl" if words.language in RTL else "ltr"
    environment.globals |= {
        "_": words.say,
        "plural": plural,
        "plurals": words.plurals,
        "address": data.address,
        "values": data.values,
        "policy": POLICY,
        "lang": words.language,
        "comma": "، " if words.language in ARABIC_COMMA else ", ",
        "dir": direction,
        "labels": json.dumps(words.labels(), ensure_ascii=True, sort_keys=True),
    }
    return environment


def _file(folder: str, name: str) -> str:
    return resources.files(__package__).joinpath(folder, name).read_text("utf-8")
