"""What the parts of a MediaWiki's answer are made of, whatever was asked.

Something else may answer in good JSON: a gateway, a cache, another program on the port, a wiki in trouble. What it says is no
answer where a part that a MediaWiki gives is not of the kind that a MediaWiki gives.
"""

from typing import Any

OBJECT: tuple[type, ...] = (dict,)
LIST: tuple[type, ...] = (list,)
EITHER: tuple[type, ...] = (dict, list)
TEXT: tuple[type, ...] = (str,)
NUMBER: tuple[type, ...] = (int,)

ANSWER = {
    "query": OBJECT,
    "error": OBJECT,
    "continue": OBJECT,
    "warnings": OBJECT,
    "edit": OBJECT,
    "parse": OBJECT,
    "login": OBJECT,
    "clientlogin": OBJECT,
    "paraminfo": OBJECT,
    "spamblacklist": OBJECT,
}
"""The parts of an answer as a whole."""

ERROR = {"code": TEXT, "info": TEXT, "blockinfo": OBJECT}

QUERY = {
    "pages": EITHER,
    "redirects": LIST,
    "normalized": LIST,
    "interwiki": LIST,
    "allpages": LIST,
    "categorymembers": LIST,
    "embeddedin": LIST,
    "users": LIST,
    "linterrors": LIST,
    "userinfo": OBJECT,
    "tokens": OBJECT,
    "general": OBJECT,
    "namespaces": OBJECT,
}
"""The parts of the answer to a query; their items are objects."""

OTHER = ("general", "namespaces", "userinfo")
"""The parts whose keys mean something else than those of ``ITEM``."""

LIMITS = {"maxarticlesize": NUMBER}

USER = {"id": NUMBER, "name": TEXT, "groups": LIST, "rights": LIST}

EDIT = {
    "result": TEXT,
    "code": TEXT,
    "captcha": OBJECT,
    "title": TEXT,
    "pageid": NUMBER,
    "newrevid": NUMBER,
    "oldrevid": NUMBER,
    "newtimestamp": TEXT,
}

LOGIN = {"result": TEXT, "reason": TEXT, "token": TEXT}

ITEM = {
    "title": TEXT,
    "from": TEXT,
    "to": TEXT,
    "name": TEXT,
    "canonicalurl": TEXT,
    "fullurl": TEXT,
    "content": TEXT,
    "timestamp": TEXT,
    "user": TEXT,
    "pageid": NUMBER,
    "revid": NUMBER,
    "ns": NUMBER,
    "id": NUMBER,
    "userid": NUMBER,
    "revisions": LIST,
    "tags": LIST,
    "categories": LIST,
    "slots": OBJECT,
    "main": OBJECT,
    "csrftoken": TEXT,
    "logintoken": TEXT,
}
"""What an item of them, or a part of one, is made of."""


def fits(answer: object) -> bool:
    """Whether a JSON value can be the answer of a MediaWiki."""
    if not isinstance(answer, dict) or not _kinds(answer, ANSWER):
        return False
    error = answer.get("error")
    if error is not None and not ("code" in error and _kinds(error, ERROR)):
        return False
    for follow in answer.get("continue", {}).values():
        if isinstance(follow, dict | list):
            return False
    query = answer.get("query", {})
    if not _kinds(query, QUERY):
        return False
    if not (_kinds(query.get("general", {}), LIMITS) and _kinds(query.get("userinfo", {}), USER)):
        return False
    if not (_kinds(answer.get("edit", {}), EDIT) and _kinds(answer.get("login", {}), LOGIN)):
        return False
    return all(_item(query[part]) for part in QUERY if part in query and part not in OTHER)


def _kinds(value: dict[str, Any], kinds: dict[str, tuple[type, ...]]) -> bool:
    return all(
        isinstance(value[key], kind) and not isinstance(value[key], bool)
        for key, kind in kinds.items()
        if key in value
    )


def _item(value: object) -> bool:
    """Whether a part, and all below it, is made as ``ITEM`` says; a list of them holds objects or texts, not both."""
    if isinstance(value, list):
        return len({type(item) for item in value}) < 2 and all(_item(item) for item in value)
    if isinstance(value, dict):
        return _kinds(value, ITEM) and all(
            _item(part) for part in value.values() if isinstance(part, dict | list)
        )
    return value is not None
