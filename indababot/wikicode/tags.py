"""The tags of HTML: those that MediaWiki lets through, and those that it writes itself."""

VOID = frozenset(("br", "hr", "wbr"))
"""Tags without content."""

HTML = frozenset(
    (
        *("abbr", "b", "bdi", "bdo", "big", "blockquote", "br", "caption", "center", "cite", "code", "col"),
        *("colgroup", "data", "dd", "del", "dfn", "div", "dl", "dt", "em", "font", "h1", "h2", "h3", "h4"),
        *("h5", "h6", "hr", "i", "ins", "kbd", "li", "mark", "ol", "p", "q", "rb", "rp", "rt", "rtc", "ruby"),
        *("s", "samp", "small", "span", "strike", "strong", "sub", "sup", "table", "tbody", "td", "tfoot"),
        *("th", "thead", "time", "tr", "tt", "u", "ul", "var", "wbr"),
    )
)
"""All that MediaWiki lets through."""

RENDERED = HTML | {"a", "body", "head", "html", "img", "link", "meta", "style", "title"}
"""All that stand in a rendered page."""
