"""The table of rights, `table.txt`, and what each of its buttons carries.

A new button needs its line there and its entry here before the suite is green.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bot.domain.followups import Status
from bot.domain.verbs import Verb
from tests.rights.people import Who
from tests.rights.stage import DUE, Ids

Data = dict[str, str]


class Group(StrEnum):
    """Where does a working group stand?"""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class Review(StrEnum):
    """Where do the minutes stand?"""

    OPEN = "in review"
    APPROVED = "approved"


class Done(StrEnum):
    """Who has reported the part done?"""

    BY_NOBODY = "by nobody"
    BY_OWNER = "by the owner"
    BY_SUBSTITUTE = "by the substitute"
    BY_REVIEWER = "by the reviewer"


class Oneself(StrEnum):
    """One's own choices have no states."""

    ALWAYS = "always"


class Subject(StrEnum):
    """What is pressed; its states are the columns of the table."""

    PART = "the owner's part"
    GROUP_PART = "their part of a group's"
    DONE_PART = "the part, reported done"
    OWNED = "what somebody owns"
    EVERYBODYS = "what everybody is to do"
    NOBODYS = "what nobody owns"
    GROUP = "the group"
    MINUTES = "the minutes"
    ONESELF = "oneself"


_WHOLE = (Status.DRAFT, Status.OPEN, Status.DROPPED)
STATES: dict[Subject, tuple[StrEnum, ...]] = {
    Subject.PART: tuple(Status),
    Subject.GROUP_PART: tuple(Status),
    Subject.DONE_PART: tuple(Done),
    Subject.OWNED: _WHOLE,
    Subject.EVERYBODYS: _WHOLE,
    Subject.NOBODYS: _WHOLE,
    Subject.GROUP: tuple(Group),
    Subject.MINUTES: tuple(Review),
    Subject.ONESELF: tuple(Oneself),
}

#: the number by which a button names its subject, but where `_BUTTONS` says another
_NAMED_BY: dict[Subject, Callable[[Ids], Data]] = {
    Subject.PART: lambda ids: {"ownership_id": str(ids.part)},
    Subject.GROUP_PART: lambda ids: {"ownership_id": str(ids.group_part)},
    Subject.DONE_PART: lambda ids: {"ownership_id": str(ids.part)},
    Subject.OWNED: lambda ids: {"follow_up_id": str(ids.owned)},
    Subject.EVERYBODYS: lambda ids: {"follow_up_id": str(ids.everybodys)},
    Subject.NOBODYS: lambda ids: {"follow_up_id": str(ids.nobodys)},
    Subject.GROUP: lambda ids: {"group_id": str(ids.group)},
    Subject.MINUTES: lambda ids: {"minutes_id": str(ids.minutes)},
    Subject.ONESELF: lambda _: {},
}


def _nothing(_: Ids) -> Data:
    return {}


def _draft(**more: str) -> Callable[[Ids], Data]:
    return lambda ids: {"draft": str(ids.owned), **more}


#: each button of the table: its verb, and what it carries beside that number
_BUTTONS: dict[str, tuple[Verb, Callable[[Ids], Data]]] = {
    "accept": (Verb.ACCEPT, _nothing),
    "finish": (Verb.FINISH, _nothing),
    "postpone": (Verb.POSTPONE, lambda _: {"due": DUE.isoformat()}),
    "decline": (Verb.DECLINE, _nothing),
    "decline, naming somebody": (Verb.DECLINE, lambda _: {"to": "Mille Tranemark"}),
    "block": (Verb.BLOCK, _nothing),
    "name the owner": (Verb.EDIT, lambda ids: {"owner": f"person:{ids.member}"}),
    "undo": (Verb.UNDO, _nothing),
    "take": (Verb.TAKE, _nothing),
    "edit": (Verb.EDIT, _draft(task="Sende flere eksempler")),
    "drop": (Verb.DROP, _draft()),
    "merge": (Verb.MERGE, lambda ids: {**_draft()(ids), "into": str(ids.nobodys)}),
    "volunteer": (Verb.VOLUNTEER, _nothing),
    "maybe": (Verb.MAYBE, _nothing),
    "withdraw": (Verb.WITHDRAW, _nothing),
    "view": (Verb.VIEW, _nothing),
    "close": (Verb.CLOSE_GROUP, _nothing),
    "frame": (Verb.FRAME, lambda _: {"seats": "3", "closes_on": DUE.isoformat()}),
    "note": (Verb.NOTE, lambda _: {"note": "Vi ses i Køge."}),
    "send roster": (Verb.SEND_ROSTER, _nothing),
    "page": (Verb.PAGE, lambda _: {"page": "1"}),
    "approve sure": (Verb.APPROVE_SURE, _nothing),
    "approve": (Verb.APPROVE, _nothing),
    "add": (Verb.ADD, lambda _: {"task": "Booke en sal"}),
    "language": (Verb.LANGUAGE, lambda _: {"language": "en"}),
}
#: these name their draft instead
_OF_DRAFTS = frozenset({"edit", "drop", "merge"})


@dataclass(frozen=True)
class Row:
    """One button on one subject; in the states that are not named nobody may press it."""

    button: str
    subject: Subject
    allowed: Mapping[str, frozenset[Who]]

    def __str__(self) -> str:
        return f"{self.button} on {self.subject}"

    @property
    def verb(self) -> Verb:
        """Give the verb on the wire."""
        return _BUTTONS[self.button][0]

    @property
    def changes(self) -> bool:
        """Say whether it changes anything; turning pages only remembers where one is."""
        return self.verb not in (Verb.PAGE, Verb.VIEW)

    def carries(self, ids: Ids) -> Data:
        """Give what the button carries."""
        named = {} if self.button in _OF_DRAFTS else _NAMED_BY[self.subject](ids)
        return named | _BUTTONS[self.button][1](ids)

    def may(self, who: Who, state: str) -> bool:
        """Say whether the table allows it."""
        return who in self.allowed.get(state, frozenset())


def _read(table: str) -> Iterator[Row]:
    """Read the blocks: a subject with its states, then a line for each button."""
    subject, states = Subject.PART, STATES[Subject.PART]
    for line in table.split("\n\n", 2)[2].splitlines():
        if not line.strip():
            continue
        name, *cells = re.split(r" {2,}", line.strip())
        if not line.startswith(" "):
            subject = Subject(name)
            states = STATES[subject]
            assert cells == [str(one) for one in states], f"other states: {line}"
            continue
        assert len(cells) == len(states), f"a cell is missing: {line}"
        whos = [frozenset(map(Who, cell.strip("-"))) for cell in cells]
        yield Row(name, subject, dict(zip(map(str, states), whos, strict=True)))


TABLE: tuple[Row, ...] = tuple(_read(Path(__file__).with_name("table.txt").read_text("utf-8")))
