"""Templates that every wiki has: what they show, without asking a wiki."""

USER = frozenset(
    (
        *(
            "u",
            "ul",
            "u2",
            "ut",
            "user",
            "user0",
            "user2",
            "user3",
            "user5",
            "user-multi",
            "user link",
            "userlink",
            "user mention",
        ),
        *("ping", "noping", "reply to", "reply", "re", "yo", "hi", "@", "mention", "usertalk"),
        *("utilisateur", "utilisatrice", "mtumiaji", "usuário"),
    )
)
"""Templates whose first parameter is an account."""

UNSIGNED = frozenset(
    ("unsigned", "unsigned2", "unsignedip", "unsigned ip", "xsign", "non signé", "nonsigné", "não assinado")
)
"""Templates that sign for another: an account and a time, in either order."""

WRAPPERS = {
    "nowrap": 1,
    "small": 1,
    "big": 1,
    "strong": 1,
    "bold": 1,
    "center": 1,
    "bdi": 1,
    "nobold": 1,
    "abbr": 1,
    "tooltip": 1,
    "font color": 2,
    "color": 2,
    "colour": 2,
    "lang": 2,
    "flag": 1,
    "flagu": 1,
    "flagcountry": 1,
    "done-text": 1,
}
"""Templates that show one of their parameters, by its number."""

CHARACTERS = {
    "!": "|",
    "=": "=",
    "!!": "||",
    "nbsp": " ",
    "spaces": " ",
    "·": "·",
    "•": "•",
    "ndash": "–",
    "mdash": "—",
    "(": "{",
    ")": "}",
}
"""Templates that stand for characters."""

CONTENT = frozenset(("1", "2", "3", "content", "contents", "text", "body", "contenu", "texte"))
"""Parameters of boxes that say nothing by their name."""

LAYOUT = frozenset(
    [
        "clear",
        "-",
        "toc",
        "toc right",
        "tocright",
        "toc left",
        "notoc",
        "toclimit",
        "break",
        "languages",
        "translations",
        "lang bar",
        "langues",
    ]
)
"""Templates that only place things."""


def page_words(title: str) -> dict[str, str]:
    """The magic words that stand for a page's title."""
    parts = title.split("/")
    return {
        "fullpagename": title,
        "pagename": title,
        "subpagename": parts[-1],
        "basepagename": "/".join(parts[:-1]) or title,
        "rootpagename": parts[0],
    }
