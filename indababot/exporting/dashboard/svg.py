"""An SVG of vl-convert as a part of a page: its colours are the page's, its links lead within the site, its text stays text.

Colours are classes, which the style sheet gives a value in light and in dark. Nothing in it carries a style of its own, which
the pages' Content-Security-Policy would not let act.
"""

import hashlib
import re
from dataclasses import dataclass
from xml.etree import ElementTree

ADDRESS = "https://site.invalid/"
"""What stands before the links within the site while a chart is drawn: Vega takes whole addresses only."""
INK, AXIS, MARK = "#000001", "#000002", "#000003"
"""Colours that stand for those of the style sheet: text, axes, marks."""
SERIES = ("#000011", "#000012", "#000013", "#000014", "#000015", "#000016")
_CLASSES = {INK: "ink", AXIS: "axis", MARK: "mark"} | {
    colour: f"series-{place}" for place, colour in enumerate(SERIES, 1)
}
_CLIP = re.compile(r"\bclip\d+\b")
_SVG, _XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"
_DROPPED = frozenset(
    {
        "style",
        "class",
        "font-family",
        "role",
        "aria-label",
        "aria-roledescription",
        "pointer-events",
        "version",
    }
)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart that templates show as it is: its serializer has escaped all texts and attributes."""

    svg: str

    def __html__(self) -> str:
        return self.svg


def inline(text: str, title: str, about: str) -> Drawing:
    """The SVG with a title and a description for screen readers, to stand in HTML."""
    builder = ElementTree.TreeBuilder()
    parser = ElementTree.XMLParser(target=builder)  # noqa: S314 - the text is our own renderer's
    parser.feed(text)
    root: ElementTree.Element = parser.close()
    ident = f"chart-{hashlib.sha256(f'{title}|{about}'.encode()).hexdigest()[:10]}"
    clips: dict[str, str] = {}
    for element in root.iter():
        _fit(element)
        _name_clips(element, ident, clips)
    root.attrib |= {
        "role": "group",
        "class": "chart",
        "aria-labelledby": f"{ident}-title",
        "aria-describedby": f"{ident}-about",
    }
    for place, (tag, words) in enumerate((("title", title), ("desc", about))):
        told = ElementTree.Element(tag, {"id": f"{ident}-{'about' if place else 'title'}"})
        told.text = words
        root.insert(place, told)
    return Drawing(ElementTree.tostring(root, encoding="unicode"))


def _fit(element: ElementTree.Element) -> None:
    """One element with classes for colours, and links within the site. Lists beside the chart are for the keyboard."""
    element.tag = element.tag.removeprefix(_SVG)
    attributes = {name: value for name, value in element.attrib.items() if name not in _DROPPED}
    link = attributes.pop(f"{_XLINK}href", None)
    if link is not None:
        told = next((label for mark in element if (label := mark.get("aria-label"))), "")
        attributes |= {"href": link.removeprefix(ADDRESS), "tabindex": "-1", "aria-label": told}
    classes = []
    for name in ("fill", "stroke"):
        if (colour := _CLASSES.get(attributes.get(name, ""))) is not None:
            classes.append(f"{name}-{colour}")
            del attributes[name]
    if classes:
        attributes["class"] = " ".join(classes)
    element.attrib.clear()
    element.attrib.update(attributes)


def _name_clips(element: ElementTree.Element, ident: str, names: dict[str, str]) -> None:
    """What cuts marks off has a name that no other chart of the page has; Vega's own goes on from chart to chart of one process."""
    for key in ("clip-path", "id"):
        if found := _CLIP.search(element.get(key, "")):
            own = names.setdefault(found[0], f"{ident}-clip-{len(names) + 1}")
            element.set(key, f"url(#{own})" if key == "clip-path" else own)
