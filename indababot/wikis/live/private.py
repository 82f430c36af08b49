"""The names of libraries that are theirs alone and that we use all the same, each with its reason.

`tests/wikis/test_private_names.py` fails when one of them moves. Nothing of pywikibot is here: what it makes public is enough.
"""

import requests


def keep_body(response: requests.Response, body: bytes) -> None:
    """Makes a response one that was read, with this body.

    requests reads a body as a whole or through a generator, neither of which can stop a server that sends a byte a
    second; so we read it ourselves, with a deadline, and ``content`` has no setter.
    """
    response._content = body
