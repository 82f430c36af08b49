"""What to list to find pages by prefix, category and template: as many lists to a request as the API takes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from indababot.titles import normal
from indababot.wikis.base import Query
from indababot.wikis.live.session import Session
from indababot.wikis.live.troubles import ApiRefusal

_LETTERS = 3
"""So many letters at the beginning of a title are held to be spelt right, where it has no parent page."""


@dataclass(frozen=True, slots=True)
class Round:
    """One request's lists: its parameters, and for each list the number of the query that asks for it."""

    parameters: Mapping[str, object]
    queries: Mapping[str, int]

    def items(self, part: Mapping[str, Any]) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """What a part of the answer lists, each item with the number of its query.

        Raises:
            ValueError: it lists what was not asked for, as another wiki's answer does.
        """
        prefix = normal(str(self.parameters.get("apprefix", ""))).casefold()
        for kind, number in self.queries.items():
            for item in part.get(kind, ()):
                if kind == "allpages" and prefix not in normal(item["title"]).casefold():
                    raise ValueError(f"{item['title']} does not begin with {prefix}")
                yield number, item

    def generator(self) -> dict[str, object] | None:
        """The parameters by which the pages of one of these lists are those that a query is about; None where no list is of use.

        Pages by prefix come without the redirects among them.
        """
        for kind, sign in (("allpages", "ap"), ("categorymembers", "cm")):
            if kind in self.queries:
                own = {f"g{key}": value for key, value in self.parameters.items() if key.startswith(sign)}
                own.pop("gcmprop", None)
                follow = {"gapfilterredir": "nonredirects"} if kind == "allpages" else {"redirects": True}
                return {"generator": kind, **own, **follow}
        return None


def rounds(session: Session, queries: Sequence[Query]) -> Iterator[Round]:
    """The requests that list all that the queries find by prefix, category and template: one list of a kind to each."""
    numbered = list(enumerate(queries))
    prefixes = [(number, text) for number, query in numbered for text in query.prefixes]
    categories = [(number, text) for number, query in numbered for text in query.categories]
    templates = [(number, text) for number, query in numbered for text in query.templates]
    for prefix, category, template in zip_longest(prefixes, categories, templates):
        lists: dict[str, dict[str, object]] = {}
        asking: dict[str, int] = {}
        if prefix is not None:
            asking["allpages"], text = prefix
            number, rest = _namespace(session, text, 0)
            lists["allpages"] = {"apprefix": rest, "apnamespace": number, "aplimit": "max"}
        if category is not None:
            asking["categorymembers"], text = category
            lists["categorymembers"] = {
                "cmtitle": f"Category:{text.removeprefix('Category:')}",
                "cmtype": "page",
                "cmprop": "ids|title",
                "cmlimit": "max",
            }
        if template is not None:
            asking["embeddedin"], text = template
            number, _ = _namespace(session, text, 10)
            title = text if ":" in text and number != 10 else f"Template:{text.removeprefix('Template:')}"
            lists["embeddedin"] = {"eititle": title, "eilimit": "max"}
        own = {key: value for values in lists.values() for key, value in values.items()}
        yield Round({"list": "|".join(lists), **own}, asking)


def titles_near(session: Session, title: str) -> list[str]:
    """Titles that stand beside one that the wiki does not have, or begin like it; none where it is no title at all."""
    number, rest = _namespace(session, title, 0)
    head, slash, _ = rest.rpartition("/")
    parents = [(head + slash)[: place + 1] for place, sign in enumerate(head + slash) if sign == "/"]
    for prefix in (*reversed(parents), rest[:_LETTERS]):
        try:
            answer = session.call(
                action="query", list="allpages", apprefix=prefix, apnamespace=number, aplimit="max"
            )
        except ApiRefusal:
            return []
        if found := [str(page["title"]) for page in answer["query"]["allpages"]]:
            return found
    return []


def namespace_of(session: Session, title: str) -> int:
    """The number of the namespace of a page."""
    return _namespace(session, title, 0)[0]


def _namespace(session: Session, title: str, default: int) -> tuple[int, str]:
    """The namespace of a title and the rest of it."""
    name, sign, rest = title.partition(":")
    if sign:
        found = session.namespace(name.strip())
        if found is not None:
            return found, rest.strip()
    return default, title
