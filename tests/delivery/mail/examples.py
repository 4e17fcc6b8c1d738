"""One invented mail of each kind and state: those of the cards that may also come by mail."""

from dataclasses import replace
from datetime import date

from bot.delivery.mail.answering import Ways
from bot.delivery.mail.message import Rendered
from bot.delivery.mail.rendering import render
from bot.domain.language import speaking
from bot.domain.notices import Digest, Notice, Superseded, VolunteerCall
from tests.cards.examples import ASSIGNMENT, EXAMPLES, TASKS

TODAY = date(2026, 11, 21)
_SEAL = "eyJpIjo0NzExLCJwIjoxMiwibyI6MTIsInYiOiJmb2xsb3d1cC5maW5pc2gifQ.Rr3vQmY2uZ8nT1"
#: of somebody who cannot open the board
BY_MAIL = Ways("bolden@example.org", "[#4711-k7q2mzfa]")
#: of somebody who can
BY_PAGE = replace(
    BY_MAIL,
    page=lambda ownership_id, verb: f"https://tavle.example.org/svar/{ownership_id}-{verb}.{_SEAL}",
    seat=lambda group_id, verb: f"https://tavle.example.org/svar/{group_id}-{verb}.{_SEAL}",
    owner=f"https://tavle.example.org/svar/{_SEAL}",
    leave=f"https://tavle.example.org/afmeld/{_SEAL}",
    review=f"https://tavle.example.org/gennemgang/{_SEAL}",
)
#: states that only a card has
_CARDS_ALONE = ("call, of ", "call, with views", "channel tasks, news", "assignment, nothing")


def _as_mail(notice: Notice) -> Notice:
    """Give what one person gets of what a channel gets."""
    if isinstance(notice, VolunteerCall):
        return replace(notice, to_name="Solvej Fjordbo")
    return notice


MAILS: dict[str, Notice] = {"assignment": replace(ASSIGNMENT, tasks=TASKS[:2])} | {
    name: _as_mail(notice)
    for name, notice in EXAMPLES.items()
    if not name.startswith(_CARDS_ALONE) and not isinstance(notice, (Digest, Superseded))
}


def mail(name: str, language: str = "da", ways: Ways = BY_PAGE) -> Rendered:
    """Word an example in a language."""
    with speaking(language):
        return render(MAILS[name], today=TODAY, ways=ways)
