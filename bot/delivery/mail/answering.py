"""The buttons in a mail: a page to confirm on, or a mail with the words filled in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote

from bot.domain.followups import may_do
from bot.domain.language import later, t
from bot.domain.notices import Task
from bot.domain.verbs import Verb

#: what may be answered by a button: its name, and the words that say the same
_ANSWERS = {
    Verb.FINISH: (later("Færdig"), later("{number} færdig")),
    Verb.ACCEPT: (later("I gang"), later("{number} i gang")),
    # the day is for them to write
    Verb.POSTPONE: (later("Udsæt"), later("{number} udsæt til ")),
    Verb.DECLINE: (later("Ikke mig"), later("{number} ikke mig")),
    Verb.BLOCK: (later("Sidder fast"), later("{number} sidder fast")),
}
#: what may be answered to a call for a working group; each says itself
_TO_A_CALL = {Verb.VOLUNTEER: later("Jeg melder mig"), Verb.MAYBE: later("Måske")}
#: who has never joined need not leave: it is only said
_NO = later("Nej tak")
_LEAVE = later("Meld mig fra")


class Pages(Protocol):
    """Whoever knows the pages of the board that links in mails lead to."""

    def answer(self, outbox_id: int, person_id: int, ownership_id: int, verb: Verb) -> str:
        """Give the address at which an answer to a mail is confirmed."""

    def seat(self, outbox_id: int, person_id: int, group_id: int, verb: Verb) -> str:
        """Give the address at which an answer to a call for a working group is confirmed."""

    def owner(self, outbox_id: int, person_id: int, ownership_id: int) -> str:
        """Give the address at which the reviewer names an owner."""

    def review(self, outbox_id: int, person_id: int, minutes_id: int, version: int) -> str:
        """Give the address at which a review is begun without sign-in; empty where none is."""

    def leave_digest(self, outbox_id: int, person_id: int) -> str:
        """Give the address at which the reader of a digest says how often they want it, or not."""


@dataclass(frozen=True)
class Button:
    """One answer; `page` is empty where it is given by mail alone."""

    label: str
    page: str
    mail: str


@dataclass(frozen=True)
class Ways:
    """How one mail is answered by a press; `tag` is its mark in the subject."""

    address: str
    tag: str
    #: gives the page on which a verb about an ownership is confirmed
    page: Callable[[int, Verb], str] | None = None
    #: the same for an answer to the call of a working group
    seat: Callable[[int, Verb], str] | None = None
    #: of a question who has it then: where somebody is named; empty where that cannot be
    owner: str = ""
    #: of a digest: where it is left, or wanted more or less often; empty where the person cannot
    #: open the board
    leave: str = ""
    #: of a review: where it is begun without sign-in; empty where that cannot be
    review: str = ""

    def buttons(self, task: Task) -> tuple[Button, ...]:
        """Give the answers to a task that mean something now, in the language spoken now."""
        return tuple(
            Button(
                t(label),
                self._page(task, verb),
                self._mail(t(words).format(number=task.number)),
            )
            for verb, (label, words) in _ANSWERS.items()
            if may_do(task.status, verb)
        )

    def call_buttons(self, group_id: int) -> tuple[Button, ...]:
        """Give the answers to a call for a working group, in the language spoken now."""
        yes = [self._seat(group_id, verb, words) for verb, words in _TO_A_CALL.items()]
        return (*yes, Button(t(_NO), "", self._mail(t(_NO))))

    def leave_button(self, group_id: int) -> tuple[Button]:
        """Give how a seat, or a place on the waiting list, is given up."""
        return (self._seat(group_id, Verb.WITHDRAW, _LEAVE),)

    def _seat(self, group_id: int, verb: Verb, words: str) -> Button:
        page = self.seat(group_id, verb) if self.seat else ""
        return Button(t(words), page, self._mail(t(words)))

    def _page(self, task: Task, verb: Verb) -> str:
        return self.page(task.ownership_id, verb) if self.page else ""

    def _mail(self, words: str) -> str:
        subject, body = t("Svar til Bolden"), quote(words)
        to = quote(self.address, safe="@+")
        return f"mailto:{to}?subject={quote(f'{subject} {self.tag}')}&body={body}"
