"""Secrets: what must never stand in a log, a report, an error or a traceback, whoever put it there.

Whoever gets to know one (a password from the environment, a token from a wiki) says so with :func:`keep_secret`; every text for
people passes :func:`redacted`, which also knows what secrets look like where a library or a server wrote them.
"""

import json
import re
from html import escape
from urllib.parse import quote, quote_plus

HIDDEN = "[secret]"
_LEAST = 4
"""Shorter texts are no secrets, and would tear words apart."""

_known: set[str] = set()

_IN_ADDRESS = re.compile(r"""(?<=//)([^\s/@:\[]*):(?!\d{1,5}/)[^\s"<>]{1,200}@""")
"""Up to the last @: a password may hold one, or a slash, where somebody forgot to encode it."""
_LOGIN = re.compile(r"(?<=://)[^/\s]*@")
_NAMED = re.compile(
    r"""(?ix)
    (?P<name> ["']?
        (?: \b(?:lg|bot_?|user_?|consumer_?|access_?|client_?)?(?:password|passwd|passphrase|secret)
          | \b(?:lg|csrf|login|edit|user_?rights|patrol|rollback|watch|create_?account|consumer_?|access_?|oauth_?|auth_?|wp_?)token
          | \btoken | \bretype | \bset-cookie | \bcookie | \b(?:proxy-)?authorization | \bapi_?key
          | \boauth_signature | \b\w+(?:session|token)(?==)
        ) (?:\\*["'])? \s* (?: [=:] | =>) \s* (?:b?\\*["'])? )
    (?P<value> (?:bearer|basic|oauth)\s+[^\s"',;&]+ | [^\s"',;&<>{}()\[\]]{4,} )
    """
)
_TOKEN = re.compile(r"\b[0-9a-f]{32,}(?:\+|%2B|\\u002[bB])(?:\\{1,4}|%5C)", re.IGNORECASE)


def keep_secret(*texts: str | None) -> None:
    """Makes texts known as secrets for as long as the process lives."""
    for text in texts:
        if text and len(text) >= _LEAST:
            _known.update(_written(text))


def _written(text: str) -> set[str]:
    """A text as addresses, Python, JSON and HTML have it."""
    in_address = quote(text, safe="")
    lower = re.sub("%..", lambda code: code[0].lower(), in_address)
    quoted = (
        repr(text),
        json.dumps(text),
        json.dumps(text, ensure_ascii=False),
        repr(text.encode(errors="replace"))[1:],
    )
    escaped = text.encode("unicode_escape").decode()
    return {
        text,
        in_address,
        lower,
        quote(text),
        quote_plus(text),
        escaped,
        escape(text),
        *(one[1:-1] for one in quoted),
    }


def anonymous(address: str) -> str:
    """A wiki's address, or other name, without the account and password in it: for names of files and folders, and for messages."""
    return _LOGIN.sub("", address)


def redacted(text: str) -> str:
    """A text with ``[secret]`` in the place of secrets: those that are known, passwords in addresses, tokens, cookies."""
    for secret in sorted(_known, key=len, reverse=True):
        if secret in text:
            text = text.replace(secret, HIDDEN)
    if "//" in text and "@" in text:
        text = _IN_ADDRESS.sub(rf"\1:{HIDDEN}@", text)
    text = _TOKEN.sub(HIDDEN, text)
    return _NAMED.sub(lambda match: match["name"] + HIDDEN, text)
