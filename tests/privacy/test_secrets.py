"""Secrets: known however they are written, and what looks like one."""

import json
from html import escape
from urllib.parse import quote, quote_plus

import pytest

from indababot.editions import load
from indababot.privacy import keep_secret, redacted

REGIONS_2023 = load("wikiindaba-2023").regions


@pytest.mark.parametrize("secret", ["pa ss&wörd", "key/with+signs=", "tab\there", "it's\"<é>\\n"])
def test_a_secret_is_known_however_it_is_written(secret: str) -> None:
    """As it is, in an address, in a form, in JSON, in HTML, and in a library's representation."""
    keep_secret(secret)
    escaped = secret.encode("unicode_escape").decode()
    in_json = json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1]
    in_python = repr(secret)[1:-1], repr(secret.encode())[2:-1]
    for written in (
        secret,
        quote(secret, safe=""),
        quote_plus(secret),
        escaped,
        escape(secret),
        *in_json,
        *in_python,
    ):
        assert redacted(f"it said {written} again") == "it said [secret] again"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://bot:pa@ss@wiki.example/api.php", "https://bot:[secret]@wiki.example/api.php"),
        ("https://bot:p/w@wiki.example", "https://bot:[secret]@wiki.example"),
        ("//bot:hunter2@wiki.example/x", "//bot:[secret]@wiki.example/x"),
        ("http://bot:hunter2@[::1]:80/", "http://bot:[secret]@[::1]:80/"),
        ("Cookie: a=5678; metaToken=0123abcd", "Cookie: [secret]; metaToken=[secret]"),
        ('{\\"lgtoken\\": \\"abcd+\\"', '{\\"lgtoken\\": \\"[secret]"'),
        ("http://[::1]:80/x@y and http://wiki.example:8080/x@y", None),
    ],
)
def test_what_secrets_look_like(text: str, shown: str | None) -> None:
    """A password in an address up to its last @, cookies, and tokens in quoted JSON; a port is none."""
    assert redacted(text) == (shown or text)
