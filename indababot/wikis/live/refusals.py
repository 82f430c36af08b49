"""What the codes mean with which a wiki refuses an edit, as errors of our tree."""

from indababot.errors import (
    AccountBlocked,
    EditConflict,
    IndababotError,
    LoginError,
    PageMissing,
    PageRefused,
)
from indababot.i18n import said
from indababot.pages import Page
from indababot.wikis.live.troubles import ApiRefusal, line

CONFLICTS = {"editconflict", "articleexists", "badrevid", "baserevid"}
GONE = {"missingtitle", "pagedeleted", "nosuchpageid", "nosuchrevid"}
WITHOUT_RIGHT = {"noedit", "noedit-anon", "writeapidenied", "permissiondenied", "noapiwrite", "cantedit"}
BLOCKS = ("blocked", "autoblocked", "globalblocking", "systemblocked")

REASONS = (
    ("cascadeprotected", said("it is protected, from a page that includes it")),
    ("protected", said("it is protected")),
    ("abusefilter-warning", said("an abuse filter warns of this edit, and only a person may go on")),
    ("abusefilter", said("an abuse filter refuses it")),
    ("spamblacklist", said("it links to a blacklisted site")),
    ("titleblacklist", said("its title is blacklisted")),
    ("captcha", said("the wiki asks for a captcha, which only a person may solve")),
    ("contenttoobig", said("its text would be larger than the wiki takes")),
    ("nocreate", said("the account may not make pages")),
    ("cantcreate", said("the account may not make pages")),
)
"""What a refused page has to hear, by the beginning of the code; the first one that fits."""

FROM_PAGE = said("the account is blocked from this page")


def error(refusal: ApiRefusal, page: Page) -> IndababotError:
    """The error that says what a refusal of an edit of ``page`` means."""
    code, answer = refusal.code, refusal.info or refusal.code
    if code.startswith(BLOCKS) or "blockinfo" in refusal.details:
        info = refusal.details.get("blockinfo", {})
        if info.get("blockpartial"):
            return PageRefused(
                "{title}: the account is blocked from this page ({answer})", title=page.title, answer=answer
            )
        who, why = line(info.get("blockedby", "")), line(info.get("blockreason", "")) or answer
        if who:
            return AccountBlocked(
                "the account is blocked by {who}: talk with them ({answer})", who=who, answer=why
            )
        return AccountBlocked("the account is blocked: a person has to look ({answer})", answer=why)
    if code in CONFLICTS:
        return EditConflict(
            "{title}: somebody else saved it first ({answer})", title=page.title, answer=answer
        )
    if code in GONE:
        return PageMissing("{title} is gone since it was read ({answer})", title=page.title, answer=answer)
    if code in WITHOUT_RIGHT:
        return LoginError(
            "the account may not edit: give its bot password the grant to edit pages ({answer})",
            answer=answer,
        )
    unknown = said("the wiki does not take the edit")
    reason = next((meaning for sign, meaning in REASONS if code.startswith(sign)), unknown)
    return PageRefused("{title}: {why} ({answer})", title=page.title, why=reason, answer=answer)
