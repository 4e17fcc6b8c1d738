"""The life of a follow-up: its states, and which verb leads from where to where."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bot.domain.meetings import Kind, PartyKind
from bot.domain.verbs import Verb
from bot.domain.versions import ALL, Change, Reading


class Status(StrEnum):
    """Where does the follow-up stand with this owner? Drawn in README.md; change both together."""

    DRAFT = "draft"
    OPEN = "open"
    ACCEPTED = "accepted"
    REPORTED_DONE = "reported_done"
    CONFIRMED = "confirmed"
    BLOCKED = "blocked"
    DECLINED = "declined"
    HANDED_OVER = "handed_over"
    DROPPED = "dropped"


#: an owner still has something to do
PENDING = frozenset({Status.OPEN, Status.ACCEPTED, Status.BLOCKED})
#: an owner says it is done
DONE = frozenset({Status.REPORTED_DONE, Status.CONFIRMED})
#: somebody has it, or has had it to the end
HELD = PENDING | DONE
#: from here on the reader is right often enough to be trusted unseen
CERTAIN = 0.9
#: nothing more is asked of this owner
SETTLED = frozenset({Status.REPORTED_DONE, Status.CONFIRMED, Status.DROPPED, Status.HANDED_OVER})

#: who had it and has it no longer
_LET_GO = frozenset({Status.DECLINED, Status.HANDED_OVER, Status.DROPPED})

_MOVES: dict[Verb, tuple[frozenset[Status], Status]] = {
    Verb.ACCEPT: (frozenset({Status.OPEN, Status.BLOCKED}), Status.ACCEPTED),
    Verb.FINISH: (PENDING, Status.REPORTED_DONE),
    Verb.DECLINE: (PENDING, Status.DECLINED),
    Verb.BLOCK: (frozenset({Status.OPEN, Status.ACCEPTED}), Status.BLOCKED),
}


def next_status(status: Status, verb: Verb) -> Status | None:
    """The state that the verb leads to, or None where it cannot be done from here."""
    allowed, target = _MOVES.get(verb, (frozenset(), status))
    return target if status in allowed else None


def may_do(status: Status, verb: Verb) -> bool:
    """Say whether an owner's answer changes anything from here; a due date moves while open."""
    if verb is Verb.POSTPONE:
        return status in PENDING
    return next_status(status, verb) is not None


@dataclass(frozen=True)
class Ownership:
    """One owner's part of a follow-up; several owners each answer for themselves.

    `kind` and `name` are as the minutes say; `person_id` is who is asked about it, None where
    nobody is known yet. For "everyone" there is one ownership a municipality.
    """

    ownership_id: int
    follow_up_id: int
    kind: PartyKind
    name: str | None
    person_id: int | None
    status: Status
    due: date | None
    doubt: str | None = None
    #: whose refusal brought it here
    handed_over_by: int | None = None
    #: by which the person knows it, in every message; None until they are told
    number: int | None = None


@dataclass(frozen=True)
class FollowUp:
    """Something that somebody agreed to do at a meeting."""

    follow_up_id: int
    minutes_id: int
    task: str
    kind: Kind
    #: who is asked, in kind: everyone and unassigned also go to the channel
    audience: PartyKind
    status: Status
    quote: str
    lines: tuple[tuple[int, int], ...]
    item: str | None
    due: date | None
    due_words: str | None
    confidence: float
    reasons: tuple[str, ...]
    owners: tuple[Ownership, ...] = ()
    #: the working group whose volunteers it asks for
    group_id: int | None = None
    #: what was read, whatever the reviewer made of it; None where nothing was
    read: Reading | None = None
    #: what a corrected file of the minutes changed, until that is approved
    change: Change | None = None
    #: of a draft: the open follow-up that it changes or closes once it is approved
    renews_id: int | None = None

    @property
    def holders(self) -> tuple[Ownership, ...]:
        """Give the parts that nobody has let go."""
        return tuple(own for own in self.owners if own.status not in _LET_GO)

    @property
    def reading(self) -> Reading:
        """Give what it says now, as minutes would."""
        everyone = self.audience is PartyKind.EVERYONE
        names = dict.fromkeys(own.name for own in self.holders if own.name)
        owners = (ALL,) if everyone else tuple(names)
        return Reading(self.task, self.due, self.due_words, owners)

    def with_part(self, changed: Ownership) -> "FollowUp":
        """Give it with one owner's part as it is now."""
        owners = (
            changed if one.ownership_id == changed.ownership_id else one for one in self.owners
        )
        return replace(self, owners=tuple(owners))

    @property
    def is_sure(self) -> bool:
        """Say whether it was surely read, leaves nothing to settle and only opens something.

        What calls a group or changes what somebody has already needs a look.
        """
        doubtful = any(one.doubt for one in self.owners)
        settled = self.audience is PartyKind.EVERYONE or not doubtful
        plain = self.group_id is None and self.renews_id is None
        return self.confidence >= CERTAIN and settled and plain
