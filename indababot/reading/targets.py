"""Where a link leads: user pages, files, categories, in the languages that the pages are written in."""

import re
from functools import lru_cache
from urllib.parse import unquote

from indababot.reading.inline import Link, LinkKind

_USER = frozenset(
    [
        "user",
        "utilisateur",
        "utilisatrice",
        "usuário",
        "usuária",
        "utilizador",
        "mtumiaji",
        "مستخدم",
        "مستخدمة",
        "benutzer",
        "benutzerin",
        "usuario",
        "usuaria",
        "utente",
        "участник",
        "участница",
        "gebruiker",
        "användare",
        "користувач",
    ]
)
_TALK = frozenset(
    (
        "user talk",
        "discussion utilisateur",
        "discussion utilisatrice",
        "usuário discussão",
        "utilizador discussão",
        "majadiliano ya mtumiaji",
        "نقاش المستخدم",
        "نقاش المستخدمة",
        "benutzer diskussion",
        "benutzerin diskussion",
        "usuario discusión",
        "usuario discussió",
        "discussioni utente",
        "обсуждение участника",
        "обсуждение участницы",
        "overleg gebruiker",
        "användardiskussion",
    )
)
_FILE = frozenset(
    ["file", "image", "fichier", "ملف", "ficheiro", "imagem", "picha", "faili", "datei", "archivo", "файл"]
)
_CATEGORY = frozenset(
    ["category", "catégorie", "تصنيف", "categoria", "jamii", "kategorie", "categoría", "категория"]
)
_CONTRIBUTIONS = re.compile(
    r"(?:special|spécial|خاص|especial|maalum)\s*:\s*(?:contributions|contribs|مساهمات)\s*/\s*(.+)", re.I
)
_INTERWIKI = re.compile(
    r"(?:(?:meta|m|w|wikipedia|c|commons|d|mw|s|v|wikt|[a-z]{2,3}(?:-[a-z]+)?)\s*:\s*)+(?=[^\W\d_])", re.I
)


def account(name: str) -> str:
    """An account as MediaWiki spells it: underscores as blanks, the first letter upper."""
    name = " ".join(name.replace("_", " ").split())
    return name[:1].upper() + name[1:]


def namespace(target: str) -> str:
    """``file``, ``category`` or empty: the namespaces whose links show no text."""
    head, colon, _ = target.partition(":")
    name = head.strip().casefold() if colon else ""
    return "file" if name in _FILE else "category" if name in _CATEGORY else ""


@lru_cache(maxsize=2048)
def of_title(target: str) -> Link:
    """The link to a page title as written between brackets."""
    title = " ".join(target.replace("_", " ").split()).lstrip(":").strip()
    contributions = _CONTRIBUTIONS.fullmatch(title)
    if contributions:
        return Link(LinkKind.CONTRIBUTIONS, account(contributions[1]))
    kind, name = _user(title)
    if kind is None:
        prefix = _INTERWIKI.match(title)
        kind, name = _user(title[prefix.end() :]) if prefix else (None, "")
    return Link(kind, account(name)) if kind else Link(LinkKind.PAGE, title)


def _user(title: str) -> tuple[LinkKind | None, str]:
    head, colon, rest = title.partition(":")
    name = head.strip().casefold()
    if not colon or (name not in _USER and name not in _TALK):
        return None, ""
    return (LinkKind.USER if name in _USER else LinkKind.TALK), rest.split("#")[0].split("/")[0]


def of_address(address: str) -> Link:
    """The link behind an address, as HTML has it: wiki pages by their title, others as they are."""
    title = None
    for mark in ("/wiki/", "title="):
        _, found, rest = address.partition(mark)
        if found:
            title = unquote(rest.split("&")[0].split("?")[0])
            break
    if title is None:
        return Link(LinkKind.EXTERNAL, address)
    link = of_title(title)
    if link.kind is LinkKind.PAGE and address.startswith(("http:", "https:")):
        return Link(LinkKind.EXTERNAL, address)
    return link
