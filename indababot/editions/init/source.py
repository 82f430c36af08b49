"""The wikitext of a form's page, tidied for those who look for labels in it."""

import re
from dataclasses import dataclass

from indababot.editions.init.found import END, START
from indababot.editions.init.wording import demanded
from indababot.lexicon import lexicon
from indababot.lexicon.namespaces import Namespace, namespace
from indababot.lexicon.patterns import compiled, pattern

_FORMS = lexicon().forms
_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_CATEGORY = re.compile(r"\[\[\s*([^\[\]|:]{1,60}):\s*([^\[\]|]+)[^\[\]]*\]\]")
_WRAPPER = re.compile(
    r"</?(?:translate|noinclude|includeonly|onlyinclude|div|span|center|small|big|font|u|nowiki|pre|poem|section|tvar|p|"
    r"syntaxhighlight|templatestyles|abbr|bdi|kbd|code)\b[^<>]*>|<languages\s*/?>|__[A-Z]+__",
    re.IGNORECASE,
)
_BOLD_TAG = re.compile(r"</?(?:b|strong)\b[^<>]*>", re.IGNORECASE)
_ITALIC_TAG = re.compile(r"</?(?:i|em)\b[^<>]*>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TABLE_TAGS = tuple(
    (re.compile(rf"{tag}[^<>]{{0,200}}>", re.IGNORECASE), mark)
    for tag, mark in (
        (r"<table\b", "\n{|\n"), (r"</table\b", "\n|}\n"), (r"<tr\b", "\n|-\n"), (r"<th\b", "\n! "), (r"<td\b", "\n| "),
        (r"</(?:tr|th|td)\b", "\n"), (r"</?(?:tbody|thead|caption)\b", ""),
    )
)  # fmt: skip
_COLOURED = re.compile(
    r"\{\{\s*(?:red|colou?r\s*\|[^{}|]*|font colou?r\s*\|[^{}|]*)\|([^{}|]*)\}\}", re.IGNORECASE
)
_REQUIRED = re.compile(rf"\{{\{{\s*{pattern(_FORMS.required)}\s*\}}\}}", re.IGNORECASE)
_SETTING = re.compile(r"^\s*(\w+)\s*=\s*(.*?)\s*$", re.MULTILINE)

_FIELDS = pattern(_FORMS.fields)
_LEGEND = re.compile(
    rf"{pattern(_FORMS.marked)}|{_FIELDS}.*\*|\*.*{_FIELDS}|"
    rf"^[\s(]*\*[\s)]*(?:[=:–-]|{pattern(_FORMS.means)})?[\s]*{pattern(_FORMS.required)}\W*$",
    re.IGNORECASE,
)
_MARKED = compiled(_FORMS.marked)
_ALL = compiled(_FORMS.everything)
_UNLESS = re.compile(rf"{pattern(_FORMS.unless)}.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """A page's text with comments as hints, without wrappers, boxes and categories, which stand apart.

    ``all_required`` says that the page demands an answer to everything; ``legends`` are its lines that explain its marks.
    """

    text: str
    template_data: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    boxes: tuple[dict[str, str], ...] = ()
    all_required: bool = False
    legends: tuple[str, ...] = ()


def tidied(text: str) -> Source:
    """What a page holds, apart and tidied."""
    text, template_data = _apart(text, "templatedata")
    text, boxes = _apart(text, "inputbox")
    text = re.sub(f"[{START}{END}]", "", text).replace("\r\n", "\n")
    text = _COMMENT.sub(_hint, text)
    links = [match for match in _CATEGORY.finditer(text) if namespace(match[1]) is Namespace.CATEGORY]
    categories = tuple(dict.fromkeys(match[2].strip() for match in links))
    text = _CATEGORY.sub(lambda match: "" if namespace(match[1]) is Namespace.CATEGORY else match[0], text)
    text = _BOLD_TAG.sub("'''", _WRAPPER.sub("", text))
    for tag, mark in _TABLE_TAGS:
        text = tag.sub(mark, text)
    text = _REQUIRED.sub(" (required) ", _COLOURED.sub(r"\1", _ITALIC_TAG.sub("''", text)))
    text, legends, all_required = _without_legends(_BREAK.sub("\n", text))
    settings = tuple({match[1].lower(): match[2] for match in _SETTING.finditer(box)} for box in boxes)
    return Source(text, tuple(template_data), categories, settings, all_required, legends)


def without_documentation(text: str) -> str:
    """What a new page gets from a preload page: all but what stands between ``noinclude`` tags, comments looked through."""
    return _apart(text, "noinclude")[0]


def _apart(text: str, tag: str) -> tuple[str, list[str]]:
    """A text without what stands between some tags, and that; by plain searching, quick on a hostile page too."""
    found: list[str] = []
    opener, closer = f"<{tag}>", f"</{tag}>"
    while (start := text.find(opener)) >= 0 and (end := text.find(closer, start)) >= 0:
        found.append(text[start + len(opener) : end])
        text = text[:start] + text[end + len(closer) :]
        if len(found) == 10:
            break
    return text, found


def _hint(comment: re.Match[str]) -> str:
    """A comment as a hint in one line, a list in it with semicolons; the marks of translated pages are none."""
    if re.match(r"\s*T:\d+", comment[1]):
        return ""
    lines = [line.strip(" \t*#;,") for line in comment[1].split("\n") if line.strip()]
    first = lines[0].endswith(":") if lines else False
    is_list = len(lines) - first >= 2 and all(
        len(line.split()) <= 7 and line[-1:] != "." for line in lines[first:]
    )
    lead = f"{lines[0]} " if first else ""
    return f"{START}{lead}{('; ' if is_list else ' ').join(lines[first:])}{END}"


def _without_legends(text: str) -> tuple[str, tuple[str, ...], bool]:
    """A text without its lines that explain the marks of the form, those, and whether one says that all is required."""
    kept: list[str] = []
    legends: list[str] = []
    everything = False
    for line in text.split("\n"):
        bare = line.strip(f"{START}{END} ")
        about_all = (
            _ALL.search(bare)
            and demanded(_UNLESS.sub("", bare))
            and not _MARKED.search(_UNLESS.sub("", bare))
        )
        if len(line) > 300 or line.startswith(("|", ";")) or demanded(bare) is None:
            kept.append(line)
        elif about_all or (_LEGEND.search(bare) and not bare.startswith("'''")):
            everything = everything or bool(about_all)
            legends += [] if START in line else [line]
        else:
            kept.append(line)
    return "\n".join(kept), tuple(legends), everything
