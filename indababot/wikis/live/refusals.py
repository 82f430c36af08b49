"""What the codes mean with which a wiki refuses an edit, as errors of our tree."""

from indababot.errors import (
    AccountBlocked,
    EditConflict,
    IndababotError,
    LoginError,
    PageMissing,
    PageRefused,
)
from indababot.pages import Page
from indababot.wikis.live.session import ApiRefusal

CONFLICTS = {"editconflict", "articleexists", "badrevid", "baserevid"}
GONE = {"missingtitle", "pagedeleted", "nosuchpageid", "nosuchrevid"}
WITHOUT_RIGHT = {"noedit", "noedit-anon", "writeapidenied", "permissiondenied", "noapiwrite", "cantedit"}
BLOCKS = ("blocked", "autoblocked", "globalblocking", "systemblocked")

REASONS = (
    ("cascadeprotected", "it is protected, from a page that includes it"),
    ("protected", "it is protected"),
    ("abusefilter-warning", "an abuse filter warns of this edit, and only a person may go on"),
    ("abusefilter", "an abuse filter refuses it"),
    ("spamblacklist", "it links to a blacklisted site"),
    ("titleblacklist", "its title is blacklisted"),
    ("captcha", "the wiki asks for a captcha, which only a person may solve"),
    ("contenttoobig", "its text would be larger than the wiki takes"),
    ("nocreate", "the account may not make pages"),
    ("cantcreate", "the account may not make pages"),
)
"""What a refused page has to hear, by the beginning of the code; the first one that fits."""


def error(refusal: ApiRefusal, page: Page) -> IndababotError:
    """The error that says what a refusal of an edit of ``page`` means."""
    code, said = refusal.code, f"({refusal.info or refusal.code})"
    if code.startswith(BLOCKS) or "blockinfo" in refusal.details:
        info = refusal.details.get("blockinfo", {})
        if info.get("blockpartial"):
            return PageRefused(
                f"{page.title}: the account is blocked from this page {said}", title=page.title
            )
        return AccountBlocked(f"the account is blocked: a person has to look {said}")
    if code in CONFLICTS:
        return EditConflict(f"{page.title}: somebody else saved it first {said}", title=page.title)
    if code in GONE:
        return PageMissing(f"{page.title} is gone since it was read {said}", title=page.title)
    if code in WITHOUT_RIGHT:
        return LoginError(
            "the account may not edit: give its bot password the grant to edit pages {said}", said=said
        )
    reason = next(
        (meaning for sign, meaning in REASONS if code.startswith(sign)), "the wiki does not take the edit"
    )
    return PageRefused(f"{page.title}: {reason} {said}", title=page.title)
