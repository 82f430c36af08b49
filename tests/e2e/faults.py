"""Every fault of issue D that strikes a run on the wiki itself or on the wire, and what the run makes of it.

A fault is staged around a run of a :class:`~tests.e2e.runs.Conference` behind a proxy. Its ``pages`` are the results of
the lists A, B and C: ``s`` saved, ``f`` failed, ``k`` skipped, ``u`` unchanged, ``-`` not in the report.
"""

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from tests.e2e import proxy
from tests.e2e.proxy import Act, Fault, FaultProxy, api_error, meanwhile, status
from tests.e2e.runs import Conference

START, END = "{{IndabaBot list|view=submissions}}", "{{IndabaBot list end}}"
CAPTCHA = "$wgGroupPermissions['bot']['skipcaptcha'] = $wgGroupPermissions['user']['skipcaptcha'] = false;"
SLOW = "$wgRateLimits['edit']['user'] = [0, 60]; $wgGroupPermissions['bot']['noratelimit'] = false;"
ADDED = "\n* A person's own line.\n"


@dataclass(frozen=True)
class Scene:
    """Where a fault is staged."""

    conference: Conference
    proxy: FaultProxy

    @property
    def b(self) -> str:
        """The title of the list that faults of one page strike."""
        return self.conference.lists[1]

    def text(self) -> str:
        """The text of that list's page."""
        return self.conference.wiki.text(self.b) or ""

    def put(self, text: str) -> None:
        """A person writes that list's page."""
        self.conference.wiki.put(self.b, text)


Stage = Callable[[Scene], AbstractContextManager[object]]


@dataclass(frozen=True)
class Case:
    """How a fault is staged, and what the run has to make of it.

    ``says`` stands in the one line that tells it. ``then`` are the results of the next run, without the fault; by
    default what was not saved is saved, and the rest is unchanged.
    """

    stage: Stage
    code: int
    pages: str
    says: str = ""
    then: str | None = None
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def next(self) -> str:
        """The results of the next run."""
        return self.then or "".join("u" if letter == "s" else "s" for letter in self.pages)


# -- how faults are staged -----------------------------------------------------------------------------------------


def settings(php: str) -> Stage:
    """The wiki has other settings."""
    return lambda scene: scene.conference.wiki.settings(php)


def text(change: Callable[[str], str], back: Callable[[str, str], str] = lambda old, new: old) -> Stage:
    """Page B has another text; afterwards it is ``back(before, now)``."""

    @contextlib.contextmanager
    def stage(scene: Scene) -> Iterator[None]:
        old = scene.text()
        scene.put(change(old))
        yield
        scene.put(back(old, scene.text()))

    return stage


def moment(
    match: Mapping[str, str],
    do: Callable[[Scene], object],
    *,
    undo: Callable[[Scene], object] = lambda scene: None,
    times: int | None = 1,
) -> Stage:
    """Something happens on the wiki in mid-run, just before a request of this kind about page B."""

    @contextlib.contextmanager
    def stage(scene: Scene) -> Iterator[None]:
        about = {"pageids": scene.conference.page_id(scene.b)} if "rvprop" in match else {"title": scene.b}
        with scene.proxy.fault(Fault(meanwhile(lambda: do(scene)), {**match, **about}, times=times)) as fault:
            yield
        assert fault.struck, "the moment never came"
        undo(scene)

    return stage


def wire(act: Act, *, times: int | None = None, reading: Mapping[str, str] | None = None) -> Stage:
    """The wire is in trouble: for page B's edit, or when the pages are listed or read."""

    @contextlib.contextmanager
    def stage(scene: Scene) -> Iterator[None]:
        match = {**reading} if reading else {**EDIT, "title": scene.b}
        with scene.proxy.fault(Fault(act, match, times=times)) as fault:
            yield
        assert fault.struck, "the wire was never touched"

    return stage


LIST = {"rvprop": "ids|sha1"}
READ = {"rvprop": "ids|timestamp|content"}
LOOK = {"rvprop": "ids|user|content"}
EDIT = {"action": "edit"}


@contextlib.contextmanager
def blocked(scene: Scene, *titles: str) -> Iterator[None]:
    """The bot is blocked, from some pages or from all."""
    scene.conference.wiki.block(scene.conference.bot.name, titles=titles)
    yield
    unblock(scene)


def block(scene: Scene) -> None:
    """Blocks the bot."""
    scene.conference.wiki.block(scene.conference.bot.name)


def unblock(scene: Scene) -> None:
    """Lifts the block."""
    scene.conference.wiki.unblock(scene.conference.bot.name)


def protect(scene: Scene) -> None:
    """Protects page B."""
    scene.conference.wiki.protect(scene.b)


def unprotect(scene: Scene) -> None:
    """Lifts the protection."""
    scene.conference.wiki.protect(scene.b, level="")


@contextlib.contextmanager
def protected(scene: Scene) -> Iterator[None]:
    """Page B is protected."""
    protect(scene)
    yield
    unprotect(scene)


def stop(scene: Scene) -> None:
    """Somebody writes on the stop page."""
    scene.conference.wiki.put(scene.conference.stop, "Please stop.")


def go_on(scene: Scene) -> None:
    """Somebody empties it."""
    scene.conference.wiki.put(scene.conference.stop, "")


@contextlib.contextmanager
def stopped(scene: Scene) -> Iterator[None]:
    """The stop page holds text."""
    stop(scene)
    yield
    go_on(scene)


def revoke(scene: Scene) -> None:
    """The bot password is taken back."""
    scene.conference.wiki.revoke_bot_password(scene.conference.bot)
    scene.conference.wiki.kill_sessions()


def give_back(scene: Scene) -> None:
    """The account gets a new bot password."""
    scene.conference.bot = scene.conference.wiki.account(scene.conference.bot.name)


@contextlib.contextmanager
def revoked(scene: Scene) -> Iterator[None]:
    """The bot password was taken back before the run."""
    revoke(scene)
    yield
    give_back(scene)


@contextlib.contextmanager
def blacklisted(scene: Scene) -> Iterator[None]:
    """The rows of page B would link to a site that the wiki does not take."""
    wiki, old = scene.conference.wiki, scene.text()
    wiki.put("Template:Spam row", "* https://spam.example/{{{title}}}")
    wiki.put("MediaWiki:Spam-blacklist", r"\bspam\.example\b", user="Admin")
    wiki.kill_sessions()  # and caches
    scene.put(old.replace("view=submissions", "row=Template:Spam row"))
    yield
    wiki.put("MediaWiki:Spam-blacklist", "# empty", user="Admin")
    wiki.kill_sessions()


@contextlib.contextmanager
def read_only_from_now_on(scene: Scene) -> Iterator[None]:
    """The wiki becomes read-only just before page B is saved."""
    with contextlib.ExitStack() as stack:
        change = scene.conference.wiki.settings("$wgReadOnly = 'Maintenance';")
        with moment(EDIT, lambda _: stack.enter_context(change))(scene):
            yield


@contextlib.contextmanager
def too_big(scene: Scene) -> Iterator[None]:
    """What people wrote on page B takes all the room that the wiki gives a page."""
    old = scene.text()
    scene.put(old + "x" * (8150 - len(old.encode())))
    with scene.conference.wiki.settings("$wgMaxArticleSize = 8;"):
        yield
    scene.put(old)


def disturb(scene: Scene) -> None:
    """A person writes on page B, each time something else."""
    scene.put(f"{scene.text()}\n{time.monotonic_ns()}")


def in_a_moment() -> str:
    """A Retry-After as a date."""
    return format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)


# -- the table -----------------------------------------------------------------------------------------------------

SHORT = {"INDABABOT_PATIENCE": "2"}
FILTER = 'page_prefixedtitle irlike "List B"'

ON_THE_WIKI: dict[str, Case] = {
    "read-only wiki": Case(settings("$wgReadOnly = 'Maintenance';"), 4, "---", "read-only", environment=SHORT),
    "read-only wiki in mid-run": Case(read_only_from_now_on, 4, "skk", "read-only", environment=SHORT),
    "rate limit": Case(settings(SLOW), 4, "kkk", "rate", environment=SHORT),
    "account blocked": Case(blocked, 5, "kkk", "the account is blocked"),
    "account blocked in mid-run": Case(moment(EDIT, block, undo=unblock), 5, "skk", "the account is blocked"),
    "account partially blocked": Case(lambda s: blocked(s, s.b), 1, "sfs", "blocked from this page"),
    "page protected": Case(protected, 1, "sfs", "it is protected"),
    "page protected between read and save": Case(moment(LOOK, protect, undo=unprotect), 1, "sfs", "it is protected"),
    "page protected at the save": Case(moment(EDIT, protect, undo=unprotect), 1, "sfs", "it is protected"),
    "page deleted between read and save": Case(
        moment(LOOK, lambda s: s.conference.wiki.delete(s.b)), 1, "sfs", "was deleted", then="u-u"
    ),
    "page deleted at the save": Case(
        moment(EDIT, lambda s: s.conference.wiki.delete(s.b)), 1, "sfs", "gone", then="u-u"
    ),
    "page moved between read and save": Case(
        moment(LOOK, lambda s: s.conference.wiki.move(s.b, f"{s.b} moved")), 1, "sfs", "was moved", then="u-u"
    ),
    "edit conflict outside the region": Case(
        moment(LOOK, lambda s: s.put(s.text() + ADDED)), 0, "sss"
    ),
    "edit conflict outside the region, at the save": Case(
        moment(EDIT, lambda s: s.put(s.text() + ADDED)), 0, "sss"
    ),
    "edit conflict inside the region": Case(
        moment(LOOK, lambda s: s.put(s.text().replace(END, f"My own row.\n{END}"))), 0, "sss"
    ),
    "edit conflict inside the region, at the save": Case(
        moment(EDIT, lambda s: s.put(s.text().replace(END, f"My own row.\n{END}"))), 0, "sss"
    ),
    "edit conflict every time": Case(moment(LOOK, disturb, times=None), 1, "sfs", "somebody else saved it"),
    "markers removed in mid-run": Case(
        moment(LOOK, lambda s: s.put("Welcome, dear reader. Mind the gap."), undo=lambda s: s.put(START + END)),
        0, "sks", then="usu",
    ),
    "marker removed in mid-run": Case(
        moment(LOOK, lambda s: s.put(s.text().replace(END, "")), undo=lambda s: s.put(s.text() + END)),
        1, "sfs", "IndabaBot list", then="usu",
    ),
    "end marker removed": Case(text(lambda old: old.replace(END, "")), 1, "sfs", "line 3"),
    "start marker removed": Case(text(lambda old: old.replace(START, "")), 1, "sfs", "IndabaBot list end"),
    "both markers removed": Case(text(lambda old: old.replace(START, "").replace(END, "")), 0, "s-s"),
    "end marker doubled": Case(text(lambda old: old + END), 1, "sfs", "IndabaBot list end"),
    "start marker doubled": Case(text(lambda old: old.replace(START, START + START)), 1, "sfs", "line 3"),
    "markers nested": Case(
        text(lambda old: old.replace(START, START + START).replace(END, END + END)), 1, "sfs", "line 3"
    ),
    "markers in nowiki": Case(text(lambda old: f"<nowiki>{old}</nowiki>"), 0, "s-s"),
    "markers in a comment": Case(text(lambda old: f"<!--{old}-->"), 0, "s-s"),
    "nobots": Case(text(lambda old: "{{nobots}}" + old), 1, "sfs", "asks bots to leave it alone"),
    "bots deny": Case(text(lambda old: "{{bots|deny=Indaba bot}}" + old), 1, "sfs", "asks bots to leave it alone"),
    "nobots in mid-run": Case(
        moment(LOOK, lambda s: s.put("{{nobots}}" + s.text()), undo=lambda s: s.put(s.text()[10:])),
        1, "sfs", "asks bots to leave it alone",
    ),
    "stop page": Case(stopped, 5, "kkk", "stop page"),
    "stop page in mid-run": Case(moment(EDIT, stop, undo=go_on), 5, "ssk", "stop page"),
    "wrong password": Case(
        lambda s: contextlib.nullcontext(), 2, "---", "refuses the login", environment={"INDABABOT_PASSWORD": "0" * 32}
    ),
    "bot password revoked": Case(revoked, 2, "---", "INDABABOT_PASSWORD"),
    "bot password revoked in mid-run": Case(moment(EDIT, revoke, undo=give_back), 2, "skk", "INDABABOT_PASSWORD"),
    "session lost in mid-run": Case(moment(EDIT, lambda s: s.conference.wiki.kill_sessions()), 0, "sss"),
    "bad token": Case(wire(api_error("badtoken", "Invalid CSRF token."), times=1), 0, "sss"),
    "bad token for good": Case(wire(api_error("badtoken", "Invalid CSRF token.")), 2, "skk", "keep the login"),
    "AbuseFilter disallow": Case(lambda s: s.conference.wiki.abuse_filter(FILTER), 1, "sfs", "abuse filter refuses"),
    "AbuseFilter warning": Case(
        lambda s: s.conference.wiki.abuse_filter(FILTER, consequence="warn"), 1, "sfs", "abuse filter warns"
    ),
    "blacklisted link": Case(blacklisted, 1, "sfs", "blacklisted site"),
    "captcha": Case(settings(f"{CAPTCHA} $wgCaptchaTriggers['edit'] = true;"), 1, "fff", "captcha"),
    "QuestyCaptcha": Case(
        settings(
            f"{CAPTCHA} $wgCaptchaTriggers['edit'] = true; wfLoadExtension( 'ConfirmEdit/QuestyCaptcha' );"
            "$wgCaptchaQuestions = [ 'Which year?' => '2023' ];"
        ),
        1, "fff", "captcha",
    ),
    "page too big": Case(too_big, 1, "sfs", "larger than the wiki takes"),
}  # fmt: skip

ON_THE_WIRE: dict[str, Act] = {
    "maxlag": api_error("maxlag", "Waiting for a database server: 6 seconds lagged.", retry_after="1"),
    "429 with Retry-After": status(429, retry_after="1"),
    "429 with a date in Retry-After": lambda handler: status(429, retry_after=in_a_moment())(handler),
    "502": status(502),
    "503": status(503),
    "504": status(504),
    "reset": proxy.reset,
    "cut off in mid-answer": proxy.cut_off,
    "hanging": proxy.hang,
    "byte by byte": proxy.drip,
    "garbage instead of JSON": proxy.garbage,
    "rate limit that passes": api_error("ratelimited", "You have exceeded your rate limit."),
    "database error": api_error("internal_api_error_DBQueryError", "[x] Caught exception"),
}

INCOMPLETE: dict[str, Act] = {
    "503 while reading": status(503),
    "garbage while reading": proxy.garbage,
    "cut off while reading": proxy.cut_off,
    "an answer without pages": proxy.says({"batchcomplete": True, "query": {"pages": []}}),
    "an answer without anything": proxy.says({"batchcomplete": True}),
}
"""What a wiki in trouble gives when the submissions are listed or read: no list may shrink for it."""
