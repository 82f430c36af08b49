"""The text of a proposed edition file; its comments are messages, which the face of this room tells in the reader's language."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from indababot.editions.init.found import CHOICES
from indababot.editions.init.gathering import Gathered, append, is_filled, is_words, spellings
from indababot.editions.init.guessing import guess
from indababot.editions.init.listing import distinct, minutes
from indababot.editions.init.scanning import Scan
from indababot.editions.init.wording import Limits
from indababot.editions.toml import array, clean, key, string
from indababot.i18n import Said, plural, said
from indababot.lexicon import fold
from indababot.lexicon.namespaces import Namespace, namespace
from indababot.pages import Page
from indababot.records import FieldKey
from indababot.wikicode.light import list_signs

_LONGEST_NOISE = 300
_COMMENT = "# {comment}"
_REMARK = "{line}  # {comment}"
_DOUBTED = "# {comment} {line}"
"""Lines of the file with words in them; these have none of their own, and are not translated."""


def head(pages: Sequence[Page], scans: Sequence[Scan], ident: str | None, name: str | None) -> list[str]:
    titles = [clean(page.title) for page in pages]
    base = _base(titles[0], scans)
    name = clean(name or "") or base
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "my-conference"
    prefixes = _prefixes(titles, scans)
    categories = [
        category
        for category, count in Counter(c for scan in scans for c in scan.categories).items()
        if count * 2 >= len(scans)
    ]
    forms = [title for title, scan in zip(titles, scans, strict=True) if not is_filled(scan.found)]
    exclude = [title for title in forms if title.startswith(tuple(prefixes))] if prefixes else []
    named, left = clean("; ".join(titles[:3])), len(titles) - 3
    made = (
        said(
            plural(
                left,
                "A proposal made from {titles} and {number} more.",
                "A proposal made from {titles} and {number} more.",
            ),
            titles=named,
            number=left,
        )
        if left > 0
        else said("A proposal made from {titles}.", titles=named)
    )
    begin = (
        said("titles of submissions begin so")
        if prefixes
        else said("titles of submissions begin so: none could be told")
    )
    return [
        said(_COMMENT, comment=made),
        said(
            _COMMENT,
            comment=said(
                "Look at every line: what a comment asks for, nobody but you can know. `indababot editions check FILE` checks it."
            ),
        ),
        f"id = {string(ident or slug)}",
        f"name = {string(name)}",
        'extends = "generic"',
        "# starts = 2027-11-05",
        "# ends = 2027-11-07",
        "# deadline = 2027-06-30",
        _remark(f"languages = {array(_languages(scans))}", said("of the form and its pages")),
        "",
        "[pages]",
        _remark(f"prefixes = {array(prefixes)}", begin),
        _remark(f"categories = {array(categories)}", said("categories of submissions")),
        _remark(f"templates = {array(_templates(titles, scans))}", said("templates that submissions call")),
        f"exclude = {array([*exclude, '*/Report', '*/Report/*', '*/Documentation', '*/Documentation/*'])}",
        _remark(f"allowed = {array([base])}", said("where the bot may write")),
        "",
        *_form(scans),
    ]


def _remark(line: str, comment: str | None) -> str:
    """A line of the file with a comment after it, where there is one."""
    return line if comment is None else said(_REMARK, line=line, comment=comment)


def _base(title: str, scans: Sequence[Scan]) -> str:
    """What a conference's titles begin with: the first part of the page's title or, where that has one part only (a file's name, say), of
    the titles that the form's input boxes or categories name."""
    told = [title, *_boxed(scans), *(category for scan in scans for category in scan.categories)]
    shown = next((one for one in told if "/" in one), title)
    return clean(_untemplated(shown).split("/")[0]) or "My conference"


def _is_template(title: str) -> bool:
    head, colon, _ = title.partition(":")
    return bool(colon) and namespace(head) is Namespace.TEMPLATE


def _untemplated(title: str) -> str:
    """A title without the namespace of templates."""
    return title.partition(":")[2].strip() if _is_template(title) else title


def _templates(titles: Sequence[str], scans: Sequence[Scan]) -> list[str]:
    """The templates that carry the form: called on the pages, or described by one of them."""
    called = [scan.template for scan in scans if scan.template]
    described = [
        re.sub(r"/(?:doc|documentation|templatedata)$", "", _untemplated(title), flags=re.IGNORECASE)
        for title, scan in zip(titles, scans, strict=True)
        if _is_template(title) and not scan.template and any(item.parameters for item in scan.found)
    ]
    return list(dict.fromkeys([*called, *described]))


def _prefixes(titles: Sequence[str], scans: Sequence[Scan]) -> list[str]:
    """What titles of submissions begin with: as an input box says, else as the pages' own titles show."""
    boxed = _boxed(scans)
    shown = None if any(map(_is_template, titles)) else _prefix(titles)
    return list(dict.fromkeys(map(clean, boxed))) or ([shown] if shown else [])


def _boxed(scans: Sequence[Scan]) -> list[str]:
    """The prefixes that the form's input boxes put before titles."""
    return [box["prefix"] for scan in scans for box in scan.boxes if box.get("prefix", "").endswith("/")]


def _prefix(titles: Sequence[str]) -> str | None:
    """What all titles begin with, up to a slash; of a single page, all but its last part."""
    if not titles or "/" not in titles[0]:
        return None
    stems = {title.rpartition("/")[0] for title in titles}
    shared = min(stems, key=len)
    return (
        f"{shared}/"
        if shared and all(stem == shared or stem.startswith(f"{shared}/") for stem in stems)
        else None
    )


def _languages(scans: Sequence[Scan]) -> list[str]:
    codes = Counter(code for scan in scans for item in scan.found for code in spellings(item))
    return [code for code, count in codes.most_common() if count >= 2] or ["en"]


def _form(scans: Sequence[Scan]) -> list[str]:
    """The texts of the form that belong to no field: they are noise, wherever they stand."""
    texts: list[str] = []
    for scanned in scans:
        filled = is_filled(scanned.found)
        for line in () if filled else scanned.noise:
            append(texts, line if len(line) <= _LONGEST_NOISE else "")
        for item in scanned.found:
            if guess(item.label, item.said).key is FieldKey.PARTICIPANTS:
                for line in item.value.split("\n"):
                    if is_words(line) and (
                        line.startswith(("(", "''")) or (not filled and not list_signs(line))
                    ):
                        append(texts, line.strip("': "))
    if not texts:
        return []
    return [
        "[form]",
        _remark("noise = [", said("texts of the form itself: on a page they mean nothing")),
        *_lines(texts),
        "]",
        "",
    ]


def _lines(texts: Iterable[str]) -> Iterable[str]:
    return (f"    {string(text)}," for text in texts)


def tail(pages: Sequence[Page], scans: Sequence[Scan]) -> list[str]:
    """Pages that the bot could make and the one that stops it, as comments: whether they are wanted, a person says."""
    base = _base(pages[0].title, scans)
    views = {
        "Overview": "submissions",
        "Interested participants": "participants",
        "Incomplete submissions": "incomplete",
    }
    lines: list[str] = [
        said(_COMMENT, comment=said("Pages that the bot makes when they are missing: take the # away."))
    ]
    for name, view in views.items():
        lines += ["# [[outputs]]", f"# page = {string(f'{base}/{name}')}", f"# view = {string(view)}"]
    stops = said("A page that stops the bot while it holds any text: take the # away.")
    return [
        *lines,
        said(_COMMENT, comment=stops),
        "# [guard]",
        f"# stop_page = {string(f'{base}/Stop the bot')}",
    ]


def field_lines(item: Gathered) -> Iterable[str]:
    yield "[[fields]]"
    yield _remark(f"key = {string(item.key.value)}", _doubt(item))
    labels = item.labels or ({"en": item.parameters[:1]} if item.key is FieldKey.OTHER else {})
    for code, texts in labels.items():
        yield f"labels.{key(code)} = {array(texts)}"
    if item.parameters:
        yield f"parameters = {array(item.parameters)}"
    yield "required = true" if item.required else _remark("# required = true", _not_demanded(item))
    yield from _limit_lines(item.limits)
    if item.most and item.key in CHOICES:
        yield f"max_values = {item.most}"
    yield from _choice_lines(item)
    hints = [hint for hint in dict.fromkeys(clean(hint).strip("' ") for hint in item.hints) if hint]
    if hints:
        yield _remark(
            f"hints = {array(hints)}", said("the form's own texts: left in place, they count as empty")
        )
    notes = [note for note in item.notes if note != "required" and note not in hints]
    if notes:
        yield said(_COMMENT, comment=said("The form says: {notes}", notes="; ".join(notes)))
    yield ""


def _limit_lines(found: Limits) -> Iterable[str]:
    """The limits in words; as a comment where the form's numbers contradict each other."""
    doubt = (
        said("the form's limits contradict each other:")
        if found.low and found.high and found.low > found.high
        else None
    )
    for name, words in (("min_words", found.low), ("max_words", found.high)):
        if words:
            line = f"{name} = {words}"
            yield said(_DOUBTED, comment=doubt, line=line) if doubt else line


def _not_demanded(item: Gathered) -> Said:
    """Why a field is not proposed as required."""
    if item.required is False:
        return said("the form says that it is optional")
    if not item.full:
        return said("the form does not say")
    pages = len(item.pages)
    return said(
        plural(pages, "filled on {full} of {number} page", "filled on {full} of {number} pages"),
        full=item.full,
        number=pages,
    )


def _doubt(item: Gathered) -> Said | None:
    """A comment on how the key was found."""
    if item.key is not item.guess.key:
        return said("it may mean {key} too, which another field has", key=item.guess.key.value)
    if not item.guess.known:
        return said("no field of a record is like this: its text is kept among what is unrecognised")
    return None if item.guess.sure else said("a guess by one word: is it right?")


def _choice_lines(item: Gathered) -> Iterable[str]:
    seen = distinct([value for value, _ in item.seen.most_common()]) if item.key in CHOICES else []
    values = list(item.choices)
    for value in seen:
        append(values, value)
    if item.key in CHOICES and (item.more or seen or not values):
        reason = (
            said("values were seen on pages, others may be right")
            if seen
            else said("the form names only some")
            if values
            else said("no list was found")
        )
        yield _remark("open = true", reason)
    if values:
        yield "choices = ["
        yield from (f"    {{ {entry} }}," for entry in _choices(values))
        yield "]"


def _choices(values: Sequence[str]) -> Iterable[str]:
    """Each choice, with the minutes that stand behind its name; a name that is there already keeps them in the name."""
    taken: set[str] = set()
    for value in values:
        name, length = minutes(value)
        if fold(name) in taken:
            name, length = value, None
        if fold(name) in taken:
            continue
        taken.add(fold(name))
        yield f"name = {string(name)}" + (f", minutes = {list(length)}" if length else "")
