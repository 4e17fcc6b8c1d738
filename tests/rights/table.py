"""The table: who may press what, in which state. What it does not allow is refused.

A new button needs its rows here before the suite is green.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.followups import PENDING, Status
from bot.domain.verbs import Verb
from tests.rights.people import LEADING, MEMBERS, Who
from tests.rights.stage import DUE, Ids

Data = dict[str, str]
Allowed = Mapping[str, frozenset[Who]]


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
    BY_REVIEWER = "by the reviewer"


class Subject(StrEnum):
    """What is pressed; its states are the columns of the table."""

    PART = "the owner's part"
    GROUP_PART = "the owner's part of what asks for a group's members"
    DONE_PART = "the owner's part, to be undone"
    OWNED = "what somebody owns"
    EVERYBODYS = "what everybody is to do"
    NOBODYS = "what nobody owns"
    GROUP = "the group"
    MINUTES = "the minutes"


STATES: dict[Subject, tuple[StrEnum, ...]] = {
    Subject.PART: tuple(Status),
    Subject.GROUP_PART: tuple(Status),
    Subject.DONE_PART: tuple(Done),
    Subject.OWNED: (Status.DRAFT, Status.OPEN, Status.DROPPED),
    Subject.EVERYBODYS: (Status.DRAFT, Status.OPEN, Status.DROPPED),
    Subject.NOBODYS: (Status.DRAFT, Status.OPEN, Status.DROPPED),
    Subject.GROUP: tuple(Group),
    Subject.MINUTES: tuple(Review),
}


@dataclass(frozen=True)
class Row:
    """One button; in the states that are not named nobody may press it."""

    verb: Verb
    subject: Subject
    carries: Callable[[Ids], Data]
    allowed: Allowed = field(default_factory=dict)
    #: False for a button that only shows something, if it remembers that
    changes: bool = True

    def __str__(self) -> str:
        return f"{self.verb} on {self.subject}"

    def may(self, who: Who, state: str) -> bool:
        """Say whether the table allows it."""
        return who in self.allowed.get(state, frozenset())


def _in(states: frozenset[Status] | set[Status], who: frozenset[Who]) -> Allowed:
    return dict.fromkeys(states, who)


def _owners(subject: Subject, part: Callable[[Ids], int], who: frozenset[Who]) -> tuple[Row, ...]:
    """What is done with one owner's part: by them, and by whoever may answer for them."""

    def carries(**more: str) -> Callable[[Ids], Data]:
        return lambda ids: {"ownership_id": str(part(ids)), **more}

    pending = _in(PENDING, who)
    open_or_accepted = _in({Status.OPEN, Status.ACCEPTED}, who)
    return (
        Row(Verb.ACCEPT, subject, carries(), _in({Status.OPEN, Status.BLOCKED}, who)),
        Row(Verb.FINISH, subject, carries(), pending),
        Row(Verb.POSTPONE, subject, carries(due=DUE.isoformat()), pending),
        Row(Verb.DECLINE, subject, carries(), pending),
        Row(Verb.DECLINE, subject, carries(to="Mille Tranemark"), pending),
        Row(Verb.BLOCK, subject, carries(), open_or_accepted),
        Row(
            Verb.EDIT,
            subject,
            lambda ids: carries(owner=f"person:{ids.member}")(ids),
            _in(PENDING | {Status.DECLINED}, LEADING),
        ),
    )


_ANSWERING = LEADING | {Who.OWNER}
_IN_GROUP = frozenset({Who.OTHER_OWNER})

TABLE: tuple[Row, ...] = (
    *_owners(Subject.PART, lambda ids: ids.part, _ANSWERING),
    *_owners(Subject.GROUP_PART, lambda ids: ids.group_part, _ANSWERING | {Who.CONVENER}),
    Row(
        Verb.UNDO,
        Subject.DONE_PART,
        lambda ids: {"ownership_id": str(ids.part)},
        {Done.BY_OWNER: frozenset({Who.OWNER}), Done.BY_REVIEWER: frozenset({Who.REVIEWER})},
    ),
    Row(
        Verb.TAKE,
        Subject.NOBODYS,
        lambda ids: {"follow_up_id": str(ids.nobodys)},
        _in({Status.OPEN}, MEMBERS),
    ),
    Row(Verb.TAKE, Subject.OWNED, lambda ids: {"follow_up_id": str(ids.owned)}),
    Row(Verb.TAKE, Subject.EVERYBODYS, lambda ids: {"follow_up_id": str(ids.everybodys)}),
    Row(
        Verb.FINISH,
        Subject.EVERYBODYS,
        lambda ids: {"follow_up_id": str(ids.everybodys)},
        # the member is of no municipality
        _in({Status.OPEN}, MEMBERS - {Who.MEMBER}),
    ),
    Row(Verb.FINISH, Subject.NOBODYS, lambda ids: {"follow_up_id": str(ids.nobodys)}),
    Row(
        Verb.VOLUNTEER,
        Subject.GROUP,
        lambda ids: {"group_id": str(ids.group)},
        {Group.OPEN: MEMBERS - _IN_GROUP},
    ),
    Row(
        Verb.MAYBE,
        Subject.GROUP,
        lambda ids: {"group_id": str(ids.group)},
        {Group.OPEN: MEMBERS},
    ),
    Row(
        Verb.WITHDRAW,
        Subject.GROUP,
        lambda ids: {"group_id": str(ids.group)},
        {Group.OPEN: _IN_GROUP, Group.CLOSED: _IN_GROUP},
    ),
    Row(
        Verb.CLOSE_GROUP,
        Subject.GROUP,
        lambda ids: {"group_id": str(ids.group)},
        {Group.OPEN: LEADING | {Who.CONVENER}},
    ),
    Row(
        Verb.FRAME,
        Subject.GROUP,
        lambda ids: {
            "group_id": str(ids.group),
            "seats": "3",
            "closes_on": DUE.isoformat(),
        },
        {Group.OPEN: LEADING | {Who.CONVENER}},
    ),
    Row(
        Verb.NOTE,
        Subject.GROUP,
        lambda ids: {"group_id": str(ids.group), "note": "Vi ses i Køge."},
        dict.fromkeys((Group.OPEN, Group.CLOSED), LEADING | {Who.CONVENER}),
    ),
    Row(
        Verb.SEND_ROSTER,
        Subject.GROUP,
        lambda ids: {"group_id": str(ids.group)},
        dict.fromkeys((Group.OPEN, Group.CLOSED), LEADING | {Who.CONVENER}),
    ),
    Row(
        Verb.PAGE,
        Subject.MINUTES,
        lambda ids: {"minutes_id": str(ids.minutes), "page": "1"},
        dict.fromkeys(Review, LEADING),
        changes=False,
    ),
    Row(
        Verb.APPROVE_SURE,
        Subject.MINUTES,
        lambda ids: {"minutes_id": str(ids.minutes)},
        {Review.OPEN: LEADING},
    ),
    Row(
        Verb.APPROVE,
        Subject.MINUTES,
        lambda ids: {"minutes_id": str(ids.minutes)},
        {Review.OPEN: LEADING},
    ),
    Row(
        Verb.ADD,
        Subject.MINUTES,
        lambda ids: {"minutes_id": str(ids.minutes), "task": "Booke en sal"},
        {Review.OPEN: LEADING},
    ),
    Row(
        Verb.EDIT,
        Subject.OWNED,
        lambda ids: {"draft": str(ids.owned), "task": "Sende flere eksempler"},
        _in({Status.DRAFT}, LEADING),
    ),
    Row(
        Verb.DROP,
        Subject.OWNED,
        lambda ids: {"draft": str(ids.owned)},
        _in({Status.DRAFT}, LEADING),
    ),
    Row(
        Verb.MERGE,
        Subject.OWNED,
        lambda ids: {"draft": str(ids.owned), "into": str(ids.nobodys)},
        _in({Status.DRAFT}, LEADING),
    ),
)
