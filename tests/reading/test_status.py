"""Status: the first rule of the edition that fits wins."""

from collections.abc import Callable

import pytest

import indababot
from indababot.editions.model import Edition, StatusRule, StatusSource
from indababot.pages import Page
from indababot.reading.markup.inline import Lines
from indababot.reading.values.status.rules import status_of
from indababot.records import Status

EDITION = Edition(
    id="x",
    name="X",
    statuses=(
        StatusRule(source=StatusSource.STRIKE, status=Status.WITHDRAWN),
        StatusRule(source=StatusSource.CATEGORY, match=("Drafts",), status=Status.DRAFT),
        StatusRule(source=StatusSource.PATH, match=("Drafts", "Brouillons"), status=Status.DRAFT),
        StatusRule(source=StatusSource.MOVE, match=("Program",), status=Status.CONFIRMED),
        StatusRule(source=StatusSource.BANNER, match=("Declined", "not to accept"), status=Status.REJECTED),
        StatusRule(source=StatusSource.BANNER, match=("been accepted", "Accepted"), status=Status.ACCEPTED),
        StatusRule(source=StatusSource.FIELD, match=("withdrawn", "retirée"), status=Status.WITHDRAWN),
        StatusRule(source=StatusSource.FIELD, match=("accepted",), status=Status.ACCEPTED),
    ),
)


@pytest.mark.parametrize(
    ("expected", "what"),
    [
        (Status.SUBMITTED, {}),
        (Status.DRAFT, {"categories": ("WikiIndaba 2023/Submissions/drafts",)}),
        (Status.DRAFT, {"categories": ("Drafts",)}),
        (Status.SUBMITTED, {"categories": ("Old Drafts",)}),
        (Status.DRAFT, {"title": "X/Submissions/Drafts/My talk"}),
        (Status.DRAFT, {"title": "X/Submissions/brouillons/My talk"}),
        (Status.SUBMITTED, {"title": "X/Submissions/My Drafts"}),
        (Status.CONFIRMED, {"redirects": ("X/Program/My talk",)}),
        (Status.REJECTED, {"banners": ("declined",)}),
        (Status.REJECTED, {"banners": ("The committee decided not to accept this proposal.",)}),
        (Status.ACCEPTED, {"banners": ("This proposal has been accepted!",)}),
        (Status.ACCEPTED, {"banners": ("Accepted",)}),
        (Status.ACCEPTED, {"banners": ("✔ accepted.",)}),
        (Status.SUBMITTED, {"banners": ("Once this has been accepted, we book the flights.",)}),
        (Status.SUBMITTED, {"banners": ("Overview · Accepted · Declined", "We declined the offer.")}),
        (Status.SUBMITTED, {"banners": ("This proposal was not accepted.", "Acceptedness")}),
        (Status.SUBMITTED, {"banners": ("It hasn't been accepted yet",)}),
        (Status.ACCEPTED, {"field": "Accepted (room B)"}),
        (Status.WITHDRAWN, {"field": "retirée par l'auteur"}),
        (Status.WITHDRAWN, {"struck": True, "categories": ("Drafts",)}),
    ],
)
def test_a_status_comes_from_the_first_fitting_rule(
    lines: Callable[[str], Lines], expected: Status, what: dict[str, object]
) -> None:
    """Categories, paths and one-word banners are compared as wholes, phrases and fields by whole words that nothing negates."""
    page = Page(
        title=str(what.get("title", "X/Submissions/My talk")),
        text="",
        categories=what.get("categories", ()),  # type: ignore[arg-type]  # a table of mixed values
        redirects=what.get("redirects", ()),  # type: ignore[arg-type]  # likewise
    )
    written = lines(str(what["field"])) if "field" in what else None
    banners = what.get("banners", ())
    assert isinstance(banners, tuple)
    assert status_of(EDITION, page, written, banners, bool(what.get("struck"))) is expected


@pytest.mark.parametrize(
    ("category", "status"),
    [
        ("Accepted presentations", "accepted"),
        ("Wikimania 2013 accepted submissions", "accepted"),
        ("Somewhere 2019/Rejected talks", "rejected"),
        ("Somewhere 2019 not accepted proposals", "rejected"),
        ("Propositions retenues", "accepted"),
        ("Somewhere 2022 – Propostas aceitas", "accepted"),
        ("Ponencias rechazadas", "rejected"),
        ("Abgelehnte Vorträge", "rejected"),
        ("المقترحات المقبولة", "accepted"),
        ("Mapendekezo yaliyokubaliwa", "accepted"),
        ("Somewhere 2019 accepted", "submitted"),
        ("Submissions to be accepted", "submitted"),
    ],
)
def test_a_category_named_for_its_conference(category: str, status: str) -> None:
    """A category tells the status with more words than one, wherever they stand in its name, in every language."""
    page = f"'''Title:''' Nets\n'''Author:''' Ebo Quaye\n'''Abstract:''' Fishers.\n[[Category:{category}]]"
    assert indababot.parse(page, edition="generic", title="Talks/X").status.value == status


@pytest.mark.parametrize(
    ("title", "shown", "status"),
    [
        ("<s>Nets and knots</s> (withdrawn)", "Nets and knots", "withdrawn"),
        ("<del>Filets</del> – retirée", "Filets", "withdrawn"),
        ("<s>Redes</s> '''Retirado'''", "Redes", "withdrawn"),
        ("<s>Nets</s> [declined]", "Nets", "rejected"),
        ("<s>Nets</s> Knots", "Knots", "submitted"),
        ("<s>Nets</s>\n\n'''Retirada''' por la autora", "Nets", "withdrawn"),
        ("<s>Nets</s> Accepted truths", "Accepted truths", "submitted"),
        ("<s>Nets</s> Withdrawn by the author", "Nets", "withdrawn"),
        ("<s>Filets</s> (proposition retirée par l'auteur)", "Filets", "withdrawn"),
        ("<s>Nets</s>", "Nets", "withdrawn"),
    ],
)
def test_what_stands_beside_a_struck_title(title: str, shown: str, status: str) -> None:
    """A word for a status says why the title is struck; another text is the new title."""
    page = f"'''Title:''' {title}\n\n'''Author:''' Ebo Quaye\n\n'''Abstract:''' Fishers map the shore."
    found = indababot.parse(page, edition="generic", title="Talks/X")
    assert (found.title, found.status) == (shown, status)


@pytest.mark.parametrize(
    ("banner", "status"),
    [
        ("{{Proposal|status=accepted}}", "accepted"),
        ("{{Session|état=retirée}}", "withdrawn"),
        ("{{Propuesta|estado=aceptada}}", "accepted"),
        ("{{Proposta|estado=recusada}}", "rejected"),
        ("{{Vorschlag|Status=angenommen}}", "accepted"),
        ("{{Pendekezo|hali=limekataliwa}}", "rejected"),
        ("{{مقترح|الحالة=مقبول}}", "accepted"),
        ("{{Aceita}}", "accepted"),
        ("'''Non retenue'''", "rejected"),
        ("Cette proposition n'a pas été retenue.", "rejected"),
        ("La proposition est retenue en partie.", "submitted"),
        ("{{Box|This session is '''accepted'''}}", "accepted"),
        ("{{صندوق|هذه الجلسة '''مقبولة'''}}", "accepted"),
        ("{{صندوق|تم رفض هذه الجلسة}}", "rejected"),
        ("Cette session est acceptée.", "accepted"),
        ("Cette session n'est pas acceptée.", "rejected"),
        ("Esta propuesta está aprobada", "accepted"),
        ("Esta proposta não está aceita", "rejected"),
        ("Dieser Beitrag ist angenommen", "accepted"),
        ("Mada hii imekubaliwa", "accepted"),
        ("A source is accepted by librarians.", "submitted"),
    ],
)
def test_a_banner_of_one_word_in_every_language(banner: str, status: str) -> None:
    """A template's short value, or a line of its own, tells the status in one word; inside a sentence more than the word is asked for."""
    page = f"{banner}\n'''Title:''' Nets\n'''Author:''' Ebo Quaye\n'''Abstract:''' Fishers map the shore."
    assert indababot.parse(page, edition="generic", title="Talks/X").status.value == status


@pytest.mark.parametrize(
    ("banner", "status"),
    [
        ("{{Wikimania submission accepted}}", "accepted"),
        ("{{2019:Submission/accepted}}", "accepted"),
        ("{{Submission declined|reason=too late}}", "rejected"),
        ("{{Proposition retenue}}", "accepted"),
        ("{{WikiConvention/Proposition/brouillon}}", "draft"),
        ("{{Propuesta/rechazada}}", "rejected"),
        ("{{WikiCon Brasil Proposta aprovada}}", "accepted"),
        ("{{Einreichung/zurückgezogen}}", "withdrawn"),
        ("{{Pendekezo/limekubaliwa}}", "accepted"),
        ("{{مقترح/مرفوض}}", "rejected"),
        ("{{Submission not accepted yet}}", "submitted"),
        ("{{Submissions accepted navigation}}", "submitted"),
        ("{{List of the accepted}}", "submitted"),
        ("{{ombox|type=content|text=We regret that this '''was not selected'''.}}", "rejected"),
        ("We are unable to accept this session.", "rejected"),
        ("This session has been selected for the programme.", "accepted"),
        ("Cette proposition n’a pas été sélectionnée.", "rejected"),
        ("Esta propuesta no fue seleccionada.", "rejected"),
        ("Esta proposta foi selecionada.", "accepted"),
        ("Der Vorschlag konnte nicht berücksichtigt werden.", "rejected"),
        ("Pendekezo hili halikuchaguliwa.", "rejected"),
        ("لم يتم اختيار هذا المقترح.", "rejected"),
        ("{{ombox|text=[[File:Star.svg|20px]] '''Accepted''' – Saturday, 10:00, room 2}}", "accepted"),
        (
            "{{ombox|text='''Declined.''' " + "Many thanks to all who sent their ideas. " * 20 + "}}",
            "rejected",
        ),
        (
            "{{ombox|text="
            + "Many thanks to all who sent their ideas. " * 20
            + "This one has been accepted.}}",
            "accepted",
        ),
        ("{{ombox|text=" + "Many thanks to all who sent their ideas. " * 20 + "}}", "submitted"),
        ("{{ombox|text=Authors of accepted sessions will be told in May.}}", "submitted"),
        ("{{WikiIndaba 2023 accepted}}", "accepted"),
        ("{{CEEM2022 declined}}", "rejected"),
        ("{{WikiConvention 2023 refusée}}", "rejected"),
        ("{{Iberoconf 2023 aceptada}}", "accepted"),
        ("{{Encontro 2023 retirada}}", "withdrawn"),
        ("{{WikiCon 2023 abgelehnt}}", "rejected"),
        ("{{ويكي عربية 2023 مقبولة}}", "accepted"),
        ("{{Mkutano 2023 imekubaliwa}}", "accepted"),
        ("{{WikiIndaba 2023 not accepted}}", "submitted"),
        ("{{WikiIndaba 2023 accepted sessions}}", "submitted"),
        ("Accepted for the programme of the meeting", "accepted"),
        ("Acceptée pour le programme", "accepted"),
        ("Aceptada para el programa", "accepted"),
        ("Selecionada para o programa", "accepted"),
        ("Für das Programm angenommen", "accepted"),
        ("Not accepted for the programme", "rejected"),
        ("Not yet accepted for the program", "submitted"),
        ("{{ombox|text=Accepted: no}}", "submitted"),
        ("{{ombox|text=Accepted: not yet}}", "submitted"),
        ("{{ombox|text=Accepted – not yet}}", "submitted"),
        ("{{ombox|text=Accepted - once the room is known}}", "submitted"),
        ("{{ombox|text=Accepté – pas encore}}", "submitted"),
        ("{{ombox|text=Declined. We could not take all.}}", "rejected"),
        ("{{mbox|text=Unfortunately we could not accept this proposal.}}", "rejected"),
        ("{{ambox|text=The author has withdrawn this proposal; see the talk page.}}", "withdrawn"),
        ("{{notice|1=This proposal is still a draft; please wait.}}", "draft"),
        ("{{notice|1=Your session made it into the programme!}}", "accepted"),
        ("{{Box|text=Le comité a décidé de ne pas retenir cette proposition.}}", "rejected"),
        ("{{Aviso|texto=La autora ha retirado la propuesta.}}", "withdrawn"),
        ("{{Caixa|texto=Esta sessão faz parte do programa.}}", "accepted"),
        ("{{Hinweis|text=Dieser Beitrag wurde vom Programmteam angenommen.}}", "accepted"),
        ("{{Kisanduku|maandishi=Hii bado ni rasimu.}}", "draft"),
        ("{{صندوق|نص=قررت اللجنة عدم قبول هذه الجلسة.}}", "rejected"),
        ("{{not done|Not accepted}}", "rejected"),
        ("{{ombox|text=Not accepted}}", "rejected"),
        ("{{Hinweis|text=Nicht ausgewählt}}", "rejected"),
        ("{{Aviso|texto=Seleccionada}}", "accepted"),
        ("This proposal was unfortunately not selected for the programme.", "rejected"),
        ("Late papers are not accepted after May.", "submitted"),
        ("{{under construction}}", "draft"),
        ("{{WIP}}", "draft"),
        ("{{En construction}}", "draft"),
        ("{{Em elaboração}}", "draft"),
        ("{{قيد الإنشاء}}", "draft"),
        ("'''In Arbeit'''", "draft"),
        ("{{ombox|text=This page is under construction.}}", "draft"),
        ("''This is about a work in progress of ours.''", "submitted"),
    ],
)
def test_a_banner_by_its_name_or_in_a_sentence(banner: str, status: str) -> None:
    """A sub-page of a template, or its last word behind a submission or a conference, tells the status; lists and conditions do not."""
    page = f"{banner}\n\n'''Title:''' Kites\n\n'''Author:''' Ada Obi\n\n'''Abstract:''' They fly."
    assert indababot.parse(page, edition="generic", title="X 2024/Submissions/Kites").status == status


@pytest.mark.parametrize(
    ("field", "status"),
    [
        ("Status: approved", "accepted"),
        ("'''Status:''' Selected for the programme", "accepted"),
        ("'''Status:''' not selected", "rejected"),
        ("'''Status:''' Unsuccessful", "rejected"),
        ("'''Statut :''' non sélectionnée", "rejected"),
        ("'''Status:''' ausgewählt", "accepted"),
        ("'''Estado:''' no seleccionada", "rejected"),
        ("'''Status:''' accepted / rejected / pending", "submitted"),
        ("'''Status:''' Accepted|Declined", "submitted"),
        ("'''Statut :''' acceptée / refusée", "submitted"),
        ("'''Status:''' accepted / <s>rejected</s>", "accepted"),
    ],
)
def test_a_field_of_the_form(field: str, status: str) -> None:
    """One of the words tells the status; where the form offers several that exclude each other, nobody has chosen."""
    page = f"{field}\n\n'''Title:''' Kites\n\n'''Author:''' Ada Obi\n\n'''Abstract:''' They fly."
    assert indababot.parse(page, edition="generic", title="X 2024/Submissions/Kites").status == status
